"""Brackets, marks, labels of boxes and options in one line: the signs that tick rows and options are printed with."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bangolin.loader.form.definition import Form, plain
from bangolin.loader.form.folding import folded
from bangolin.loader.form.items import Span

MARKS = "○〇◯●◎✓✔☑■"
SignKind = Literal["[", "]", "mark", "label", "option", "entry", "(", ")", "count", "text"]


@dataclass(frozen=True)
class Sign:
    """One sign of a line: its kind, its text in the spelling of comparison, and where it stands."""

    kind: SignKind
    text: str
    span: Span


@dataclass(frozen=True)
class Alphabet:
    """What a form's lines of signs are made of.

    ``labels``: plain label -> label as the form prints it; ``options``: plain option -> option as printed.
    """

    labels: dict[str, str]
    options: dict[str, str]
    pattern: re.Pattern[str]


@functools.cache
def alphabet(form: Form) -> Alphabet:
    """The labels and options of a form as one pattern."""
    boxes = [box for item in form.items for box in item.boxes]
    labels = {plain(label): box.label for box in boxes for label in (box.label, *box.also)}
    labels = {**{key.split("(")[0]: label for key, label in labels.items()}, **labels}
    options = {plain(option): option for item in form.items for option in item.options}
    options = {**{key.split("(")[0]: option for key, option in options.items()}, **options}
    words = "|".join(re.escape(word) for word in sorted(options, key=len, reverse=True))
    boxed = "|".join(re.escape(word) for word in sorted(labels, key=len, reverse=True))
    pattern = re.compile(
        rf"(?P<open>[\[［〔])|(?P<close>[\]］〕])|(?P<entry>\d{{1,2}}\)(?:{words}))|(?P<head>[<＜]?選択肢[>＞]?)"
        rf"|(?P<label>(?<=[\]］〕])(?:{boxed}))|(?P<option>{words})|(?P<mark>[{MARKS}])"
        rf"|(?P<par>\()|(?P<end>\))|(?P<number>\d+(?=\)?件)|(?<=\()\d+(?=\)))|(?P<unit>件)"
    )
    return Alphabet(labels, options, pattern)


def signs(text: str, line: int, form: Form) -> tuple[Sign, ...]:
    """The signs of a line, from left to right; words between them are ``text``."""
    words = folded(text)
    found: list[Sign] = []
    last = 0
    for match in alphabet(form).pattern.finditer(words.text):
        kind = _kind(match, words.text)
        if kind is None:
            continue
        if match.start() > last:
            found.append(_sign("text", words.text[last : match.start()], text, line, words.at, last, match.start()))
        found.append(_sign(kind, match[0], text, line, words.at, match.start(), match.end()))
        last = match.end()
    if last < len(words.text):
        found.append(_sign("text", words.text[last:], text, line, words.at, last, len(words.text)))
    return tuple(_joined(found))


def _sign(kind: SignKind, plain_text: str, raw: str, line: int, at: tuple[int, ...], start: int, end: int) -> Sign:
    return Sign(kind, plain_text, Span(raw[at[start] : at[end - 1] + 1], line))


def _kind(match: re.Match[str], text: str) -> SignKind | None:
    """The kind of a match; None where its neighbours say that it is part of running words."""
    name = match.lastgroup
    before, after = text[: match.start()], text[match.end() :]
    if name == "mark":
        alone = not before or before[-1] in "[(" or after[:1] in ("]", "[") or (not after and before[-1] not in "、。")
        return "mark" if alone else None
    if name == "option":
        return "option" if _stands_alone(before, after) else None
    if name == "unit":
        return "count" if before[-1:] in (")", "") else None
    kinds: dict[str, SignKind] = {
        "open": "[",
        "close": "]",
        "entry": "entry",
        "head": "entry",
        "label": "label",
        "par": "(",
        "end": ")",
        "number": "count",
    }
    return kinds[name] if name else None


def _stands_alone(before: str, after: str) -> bool:
    left = not before or before[-1] in "[]>" or bool(re.search(r"\d\)[^\d()\[\]]{2,14}$", before))
    right = not after or after[0] in "[]<(" or bool(re.match(r"\d{1,2}\)|選択肢", after))
    return left and right


def _joined(found: list[Sign]) -> Iterator[Sign]:
    """Parentheses inside words are part of the words, unless they are left open or closed."""
    depth: list[int] = []
    pairs: dict[int, int] = {}
    for at, sign in enumerate(found):
        if sign.kind == "(":
            depth.append(at)
        elif sign.kind == ")" and depth:
            pairs[depth.pop()] = at
    yield from found


def is_line_of_signs(found: tuple[Sign, ...]) -> bool:
    """Whether a line is made of boxes or options, not of words that happen to hold a bracket."""
    kinds = [sign.kind for sign in found]
    if not kinds:
        return False
    if not {"[", "]", "mark", "option", "entry"} & set(kinds):
        return set(kinds) <= {"(", ")", "count"}
    for before, sign, after in zip(kinds, kinds[1:], kinds[2:], strict=False):
        if before == "[" and sign == "text" and after == "]":
            return False
    if kinds[0] == "text" and "[" not in kinds and "]" not in kinds:
        return False
    return "text" not in kinds or {"label", "option", "entry"} & set(kinds) != set() or kinds[0] in ("[", "]", "(")
