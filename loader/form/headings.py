"""Headings inside long cells: the measures of ①保管場所, the functions of ②システムの機能, and the main name of ①.

The form leaves these cells free; assessors set headings off by brackets, numbers or bullets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bangolin.loader.form.items import Span

_MEASURE = re.compile(
    r"^[\s　]*[＜<〈《【\[［(（]?([^＜＞<>〈〉《》【】。]{1,60}?措置"
    r"[^＜＞<>〈〉《》【】。、]{0,12}?)[＞>〉》】\]］)）]?[\s　]*$"
)
_MARKED = re.compile(
    r"^[\s　]*(?:[＜<〈《【\[［]|[0-9０-９]{1,2}[\s　.．)）]|[(（][0-9０-９]{1,2}[)）]|[①-⑳]|[■●◆○◇・])"
)
_NUMBER = re.compile(r"^[\s　]*(?:[0-9０-９]{1,2}[\s　.．、)）]+|[(（][0-9０-９]{1,2}[)）]|[①-⑳]|[■●◆○◇])[\s　]*")
_ALIAS = re.compile(r"[（(]\s*以[下後][、，]?\s*[「｢『]([^」｣』]+)[」｣』][^（）()]*[）)]")
_SHORT = re.compile(r"[（(]\s*(?:略称|通称)[：:]?\s*[「｢]?([^「」｢｣（）()]+)[」｣]?\s*[）)]")
_HEADING_STYLES = (
    re.compile(r"^[\s　]*[＜<〈《【\[［]([^＜＞<>〈〉《》【】［］\[\]]{2,40})[＞>〉》】\]］]"),
    re.compile(r"^[\s　]*[①-⑳][\s　]*([^。：:]{2,40})"),
    re.compile(r"^[(（][0-9０-９]{1,2}[)）][\s　]*([^。：:]{2,60})"),
    re.compile(r"^[0-9０-９]{1,2}[\s　.．、)）]+([^。：:]{2,40})"),
    re.compile(r"^[■●◆○◇][\s　]*([^。：:]{2,40})"),
    re.compile(r"^・[\s　]*([^。：:]{2,40})"),
)


@dataclass(frozen=True)
class Heading:
    """A heading and where it stands."""

    text: str
    span: Span


def storage_headings(spans: Sequence[Span]) -> tuple[Heading, ...]:
    """The headings 「…措置」 of a cell that says where files are kept."""
    found: list[Heading] = []
    for span in spans:
        bare = _NUMBER.sub("", span.text)
        match = _MEASURE.match(bare)
        if (
            match
            and (_MARKED.match(span.text) or len(bare.strip()) <= 40)
            and match[1] not in {one.text for one in found}
        ):
            found.append(Heading(match[1].strip(), span))
    return tuple(found)


def function_headings(spans: Sequence[Span]) -> tuple[str, ...]:
    """The short headings of the top-level functions: all headings in the style of the first one."""
    lines = [span.text for span in spans if span.text.strip()]
    for line in lines:
        for style in _HEADING_STYLES:
            if style.match(line):
                found = [match[1].strip(" 　：:") for one in lines if (match := style.match(one))]
                return tuple(dict.fromkeys(_shortened(text) for text in found))
    return ()


def _shortened(text: str) -> str:
    return re.sub(r"[（(][^（）()]*[）)]?$", "", text).strip() or text


def names_below(spans: Sequence[Span]) -> tuple[str, ...]:
    """Other names of a system whose bracket 「（以下「Y」という。）」 was printed below the name, as the first line of its functions."""
    first = next((span.text.strip() for span in spans if span.text.strip()), "")
    return tuple(alias.strip() for alias in _ALIAS.findall(first)) if _ALIAS.fullmatch(first) else ()


def main_name(text: str) -> tuple[str, tuple[str, ...]]:
    """A system's name without notes, and its other names: 「X（以下「Y」という。）」 is X, with Y beside."""
    aliases = [*_ALIAS.findall(text), *_SHORT.findall(text)]
    bare = _SHORT.sub("", _ALIAS.sub("", text))
    bare = re.split(r"\n|[※＊]", bare.strip())[0].strip()
    return bare, tuple(dict.fromkeys(alias.strip() for alias in aliases))
