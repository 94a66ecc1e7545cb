"""Options in runs of words: the printed list 「＜選択肢＞ 1) … 2) …」, and the chosen one in brackets before it."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from bangolin.loader.form.definition import plain

_HEAD = r"(?:[<\[]選択肢[>\]])"
_OPENING, _CLOSING = "[〔【", "]〕】"
_ALIKE = 0.8
_UNKNOWN_LIST = re.compile(rf"{_HEAD}(?:\d{{1,2}}\)[^\d\[\]<>。]{{1,40}})*")


@dataclass(frozen=True)
class Choice:
    """A chosen option as the form spells it, from ``start`` to ``end`` of the folded text.

    ``option`` is None where two options are set in brackets; ``slip`` tells that letters differ from the form's.
    """

    option: str | None
    start: int
    end: int
    slip: bool = False


def printed_lists(text: str, lists: Iterable[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Where lists of options stand in a folded text, unknown lists after 「＜選択肢＞」 too, in order."""
    known = [match.span() for options in sorted(set(lists)) for match in _list_pattern(options).finditer(text)]
    others = [match.span() for match in _UNKNOWN_LIST.finditer(text)]
    alone = [match.span() for match in re.finditer(_HEAD, text)]
    return _joined([*known, *alone, *(other for other in others if not any(_touch(other, one) for one in known))])


def find_choice(text: str, options: tuple[str, ...]) -> Choice | None:
    """The option that stands in brackets (one of the two may be lost), or that is the whole text."""
    found = list(_choice_pattern(options).finditer(text))
    if found:
        named = {_spelled(options)[match[1] or match[2]] for match in found}
        return Choice(named.pop() if len(named) == 1 else None, found[0].start(), found[-1].end())
    whole = re.sub(r"^\d{1,2}[).、]", "", text.strip(_OPENING + _CLOSING + "()"))
    if whole in _spelled(options):
        return Choice(_spelled(options)[whole], 0, len(text))
    return None


def find_misspelled(text: str, options: tuple[str, ...]) -> Choice | None:
    """Words in brackets that are an option but for a letter or two; their numbers must be the option's."""
    for match in re.finditer(r"[\[〔【]([^\[\]〔〕【】]{3,30})[\]〕】]", text):
        for spelling, option in sorted(_spelled(options).items()):
            alike = difflib.SequenceMatcher(None, match[1], spelling, autojunk=False).ratio()
            if alike >= _ALIKE and re.findall(r"\d+", match[1]) == re.findall(r"\d+", spelling):
                return Choice(option, *match.span(), slip=True)
    return None


@functools.cache
def _spelled(options: tuple[str, ...]) -> dict[str, str]:
    """Spellings of the options in comparison; one may be printed without the brackets at its end."""
    whole = {plain(option): option for option in options}
    return {**{re.sub(r"\(.*\)$", "", spelling): option for spelling, option in whole.items()}, **whole}


@functools.cache
def _alternatives(options: tuple[str, ...]) -> str:
    return "|".join(re.escape(spelling) for spelling in sorted(_spelled(options), key=len, reverse=True))


@functools.cache
def _list_pattern(options: tuple[str, ...]) -> re.Pattern[str]:
    entry = rf"(?:\d{{1,2}}[).、:]?(?:{_alternatives(options)})[、,;]?)"
    return re.compile(rf"{_HEAD}{entry}+|(?:選択肢:?)?{entry}{{2,}}")


@functools.cache
def _choice_pattern(options: tuple[str, ...]) -> re.Pattern[str]:
    inside, opening, closing = _alternatives(options), re.escape(_OPENING), re.escape(_CLOSING)
    opened = rf"[{opening}](?:\d{{1,2}}[).、])?({inside})(?:[{closing}]|(?=$|[<{opening}]|\d{{1,2}}\)))"
    closed = rf"(?:^|(?<=[{closing}>]))({inside})[{closing}]"
    return re.compile(f"{opened}|{closed}")


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch or overlap joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
