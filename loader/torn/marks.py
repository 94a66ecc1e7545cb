"""Boxes and chosen options spelled as the form prints them: ``[ ○ ]`` and ``[ ]``, whatever sign or bracket they have.

Other brackets (【 】, 〔 〕, ( )), letters that recognition software takes for a circle (O, 0), checks (レ, ☑) and boxes
without brackets (☑, ☐) count only right before the label of a box; ■ and □, which also are bullets, only where most
of a document's boxes are drawn so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from bangolin.loader.form.definition import Form, plain
from bangolin.loader.sources.text import Line, Page
from bangolin.loader.torn.signs import MARKS, alphabet

_OTHERS = "OoＯｏ0０レﾚㇾxXvVＸＶ丸◉⦿☒✅✗✘"
_OPENING, _CLOSING = "[［【〔(（", "]］】〕)）"
_SQUARE = "[［"
_BOX = re.compile(
    rf"(?P<open>[{re.escape(_OPENING)}])[ 　\t]*(?P<mark>[{MARKS}{_OTHERS}]?)[ 　\t]*(?P<close>[{re.escape(_CLOSING)}])"
)
_BARE = re.compile(r"(?<![\[［【〔(（])(?:(?P<on>[☑☒✅✓✔■])|(?P<off>[☐□]))(?![\]］】〕)）])")
_TORN = re.compile(rf"(?P<open>[\[［])[ 　\t]*[{_OTHERS}](?=[ 　\t]*(?:$|[\[［\]］]))")
_CHOICE = re.compile(r"[【〔][ 　\t]*(?P<words>[^【】〔〕\[\]]{2,30}?)[ 　\t]*(?P<close>[】〕]|$)")
_CLOSED = re.compile(r"^([ 　\t]*)[】〕](?=[ 　\t]*(?:$|[0-9０-９]{1,2}[)）]))")
_ANY = re.compile(rf"[{re.escape(_OPENING + _CLOSING)}☑☒✅✓✔■☐□]")
_FEWEST = 3


def with_plain_marks(pages: Sequence[Page], form: Form) -> tuple[Page, ...]:
    """The pages with each box as the form prints it; lines that have no other spelling come back as they are."""
    labels = tuple(sorted(alphabet(form).labels, key=len, reverse=True))
    lines = [line.text for page in pages for line in page.lines]
    bare = _drawn_bare(lines, labels)
    round_ones = _in_parentheses(lines, labels)
    return tuple(Page(page.number, tuple(_spelled(page.lines, form, labels, bare, round_ones))) for page in pages)


def _spelled(
    lines: Sequence[Line], form: Form, labels: tuple[str, ...], bare: bool, round_ones: bool
) -> Iterator[Line]:
    for line in lines:
        if not _ANY.search(line.text):
            yield line
            continue
        text = _BOX.sub(partial(_box, labels=labels, round_ones=round_ones), line.text)
        text = _TORN.sub(r"\g<open> ○", text)
        text = _CLOSED.sub(r"\1]", _CHOICE.sub(partial(_choice, form=form), text))
        text = _BARE.sub(partial(_bare, labels=labels), text) if bare else text
        yield line if text == line.text else Line(line.number, text)


def _box(match: re.Match[str], labels: tuple[str, ...], round_ones: bool) -> str:
    """A box before a label; empty parentheses only where the document's boxes are parentheses."""
    mark, opening = match["mark"], match["open"]
    if opening in _SQUARE and (not mark or mark in MARKS):
        return match[0]
    if not _before_label(match, labels) or (opening in "(（" and not round_ones):
        return match[0]
    return "[ ○ ]" if mark else "[ ]"


def _bare(match: re.Match[str], labels: tuple[str, ...]) -> str:
    if not _before_label(match, labels):
        return match[0]
    return "[ ○ ] " if match["on"] else "[ ] "


def _choice(match: re.Match[str], form: Form) -> str:
    if plain(match["words"]) not in alphabet(form).options:
        return match[0]
    return f"[ {match['words']} ]" if match["close"] else f"[ {match['words']}"


def _before_label(match: re.Match[str], labels: tuple[str, ...]) -> bool:
    """Whether the label of a box, and no longer word, stands right behind."""
    rest = plain(match.string[match.end() : match.end() + 60])
    label = next((label for label in labels if rest.startswith(label)), None) if rest.startswith(labels) else None
    return label is not None and not re.match(r"[ぁ-ん、。]", rest[len(label) :])


def _drawn_bare(lines: Sequence[str], labels: tuple[str, ...]) -> bool:
    """Whether the boxes of the document are bare signs: several empty ones, and none in square brackets."""
    found = [match for text in lines for match in _BARE.finditer(text) if _before_label(match, labels)]
    squares = _boxes_of(lines, labels, _SQUARE)
    return sum(match["off"] is not None for match in found) >= _FEWEST and len(found) > 2 * squares


def _in_parentheses(lines: Sequence[str], labels: tuple[str, ...]) -> bool:
    """Whether the boxes of the document are parentheses."""
    found = _boxes_of(lines, labels, "(（")
    return found >= _FEWEST and found > 2 * _boxes_of(lines, labels, _SQUARE)


def _boxes_of(lines: Sequence[str], labels: tuple[str, ...], opening: str) -> int:
    return sum(
        match["open"] in opening and _before_label(match, labels) for text in lines for match in _BOX.finditer(text)
    )
