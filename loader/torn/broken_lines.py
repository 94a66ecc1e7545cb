"""Lists of options and rows of boxes that the print breaks inside an option or a label, on one line again.

「… 4)10万人以」 and 「上30万人未満 5)30万人以上」; 「[ ○ ] 年金関係情報 [ ] 学校・」 and 「教育関係情報」.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bangolin.loader.form.definition import Form, plain
from bangolin.loader.sources.text import Line, Page

_ENTRY = re.compile(r"\d{1,2}\)")
_LIST = re.compile(r"^(?:[<＜]?選択肢[>＞]?)?\d{1,2}\)")
_LIST_BEGINS = re.compile(r"^[\s　]*[<＜選0-9０-９]")
_CLOSING = re.compile(r"[\]］〕]")
_BOX = re.compile(r"[\[\]]")


@dataclass(frozen=True)
class _Words:
    """The options and the labels of boxes of a form in the spelling of comparison."""

    options: frozenset[str]
    labels: frozenset[str]


def with_breaks_joined(pages: Sequence[Page], form: Form) -> tuple[Page, ...]:
    """The pages with lines that end behind an option or a label, where its rest begins the next line."""
    words = _Words(
        frozenset(plain(option) for item in form.items for option in item.options),
        frozenset(plain(label) for item in form.items for box in item.boxes for label in (box.label, *box.also)),
    )
    return tuple(Page(page.number, tuple(_joined(page.lines, words))) for page in pages)


def _joined(lines: Sequence[Line], words: _Words) -> Iterator[Line]:
    current: Line | None = None
    for line in lines:
        if current and (
            _breaks_option(current.text, line.text, words) or _breaks_label(current.text, line.text, words)
        ):
            current = Line(current.number, current.text.rstrip() + line.text.strip())
            continue
        if current:
            yield current
        current = line
    if current:
        yield current


def _breaks_option(text: str, following: str, words: _Words) -> bool:
    """Whether the last option of a list ends in the next line."""
    if not _LIST_BEGINS.match(text) or not _LIST.match(spelled := plain(text)):
        return False
    return _is_whole(_ENTRY.split(spelled)[-1], _ENTRY.split(plain(following))[0], words.options)


def _breaks_label(text: str, following: str, words: _Words) -> bool:
    """Whether the label of the last box of a row ends in the next line."""
    if not _CLOSING.search(text) or (spelled := plain(text)).endswith("["):
        return False
    return _is_whole(_BOX.split(spelled)[-1], _BOX.split(plain(following))[0], words.labels)


def _is_whole(begun: str, rest: str, words: frozenset[str]) -> bool:
    return bool(begun) and bool(rest) and begun not in words and begun + rest in words
