"""Text whose lines are not those of the page: letters spaced out, paragraphs or whole pages on one line.

Such text is cut where the form and its writers start a line: before labels and headings, before numbers and bullets of
steps, behind sentences. Line numbers stay those of the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from bangolin.loader.form.definition import Form, plain
from bangolin.loader.sources.text import Document, Line, Page
from bangolin.loader.torn.cells import labels
from bangolin.loader.torn.lost_pages import with_pages_found

_SPACED = re.compile(r"^[\s　]*\S(?:[\s　]+\S){3,}[\s　]*$")
_MOST, _MANY, _FEW = 0.6, 0.25, 0.1
_LONG, _WIDE = 240, 100
_SHORTEST, _LEAST = 3, 4
_LETTERS_A_SENTENCE, _FEWEST_DOUBLED = 1000, 6
_SECTION, _CONTENTS = re.compile(r"[ⅠⅡⅢⅣⅤⅥ]|別添"), 3
# Where writers start a line: numbers and bullets of steps, headings in brackets, and what follows a sentence.
_STARTS = re.compile(
    r"(?<=[。\s])(?=[①-⑳](?![、，及又～~]))"
    r"|(?<=\s)(?<![\[［]\s)(?=[・○●◎■◆▪※＜【〈《][^\s\]］])"
    r"|(?<=\s)(?=[(（][0-9０-９ア-ンⅰ-ⅹ]{1,2}[)）])"
    r"|(?<=\s)(?=リスク[\s　]?[0-9０-９]{0,2}[\s　]?[：:])"
    r"|(?<=\s)(?=[0-9０-９ア-ン]{1,2}\s?[－ー‐-]\s?[①-⑳0-9０-９])"
    r"|(?<=[。】＞》〉])\s+"
)
_VERB = re.compile(r"(?:[すくうぐぶむるた]|ない)$")
_ENDED = re.compile(r"(?<=[すくうぐぶむるたい])\s+(?=[^\s ()（）])")
_ITEMS = re.compile(r"(\d{1,3})\D{2,30}(?:\d{1,3}\D{2,30}){0,2}")
_NUMBER = re.compile(r"(\d{1,3})(?=\D)")
_COUNTED = re.compile(r"[\s　]+(?=[0-9０-９]{1,4}[.．、]?[\s　]+[^\s0-9０-９)）\]年月日件人項条号万以])")
_FILE_BEHIND = re.compile(
    r"[\s　]+(?=\S{2,30}ファイル(?:[\s　]+(?:項[\s　]*目[\s　]*名|[＜<【]\S+[＞>】]))?$)|[\s　]+(?=[＜<【]\S{1,40}[＞>】]$)"
)
_MANY_ITEMS, _LENGTH_OF_ITEM, _SHORT = 6, 24, 30
_NARROW, _WIDER = "()0123456789.:[]", "（）０１２３４５６７８９．：［］"
_WIDTHS = {**dict(zip(_NARROW, _WIDER, strict=True)), **dict(zip(_WIDER, _NARROW, strict=True))}
_SIDE = re.compile(r"[\s　]+再委託$")
_APART = (r"(?<!\S)", r"(?=[\s　※\[［(（]|$)")


def unfolded(document: Document, form: Form) -> Document:
    """The document with lines as a page has them; a document that has them comes back as it is."""
    pages = document.pages
    strict = _has_sentences(document)
    if _is_spaced_out(document):
        lost = not any("  " in line.text.strip() for line in document.lines)
        pages = _each(pages, _closed_up)
        if lost:
            pages = _each(
                _each(pages, lambda lines: _with_labels_apart(lines, _label_pattern(form, False))), _with_numbers_apart
            )
    pages = _without_overprint(pages, form)
    parts = _section_pattern(form)
    pages = _each(pages, lambda lines: _with_sections_apart(lines, parts))
    if _is_on_long_lines(pages) or _is_unwrapped(pages):
        pages = _each(pages, lambda lines: _cut_up(lines, _label_pattern(form, strict)))
    pages = with_pages_found(pages, form)
    pages = _each(pages, _cut_at_numbers)
    pages = _each(pages, _cut_at_starts if strict else _cut_at_verbs)
    if pages == document.pages:
        return document
    return replace(document, pages=pages, lines=tuple(line for page in pages for line in page.lines))


def _each(pages: Sequence[Page], mend: Callable[[Sequence[Line]], Iterator[Line]]) -> tuple[Page, ...]:
    return tuple(Page(page.number, tuple(mend(page.lines))) for page in pages)


def _has_sentences(document: Document) -> bool:
    """Whether sentences still end with their sign; where they do not, labels may touch their values too."""
    text = "".join(line.text for line in document.lines)
    return text.count("。") * _LETTERS_A_SENTENCE >= len(text)


def _is_spaced_out(document: Document) -> bool:
    filled = [line for line in document.lines if line.text.strip()]
    spaced = sum(1 for line in filled if _SPACED.match(line.text))
    return spaced >= max(10, _MOST * sum(1 for line in filled if len(line.text.strip()) > 6))


def _without_overprint(pages: Sequence[Page], form: Form) -> tuple[Page, ...]:
    """Pages without the second printing of bold labels and headings: whole, or in two pieces that make up the whole."""
    known = {f"{item.number or ''}{plain(label)}" for item in form.items for label in item.labels}
    known |= {plain(heading) for section in form.sections for heading in section.headings}
    known = {label for label in known if len(label) >= _SHORTEST}
    doubled = [_second_printings(page.lines, known) for page in pages]
    if sum(map(len, doubled)) < _FEWEST_DOUBLED:
        return tuple(pages)
    return tuple(
        Page(page.number, tuple(line for at, line in enumerate(page.lines) if at not in again))
        for page, again in zip(pages, doubled, strict=True)
    )


_NUMBER_OR_NOTE = re.compile(r"^\d+[.]|※$")


def _second_printings(lines: Sequence[Line], known: set[str]) -> set[int]:
    """Indexes of lines that repeat the label or heading above them, whole or in two pieces."""
    words = [plain(line.text) for line in lines]
    again: set[int] = set()
    for at, label in enumerate(words):
        if not label or at in again or _NUMBER_OR_NOTE.sub("", label) not in known:
            continue
        if words[at + 1 : at + 2] == [label]:
            again.add(at + 1)
        first = at + 1 + (at + 1 in again)
        if label == "".join(words[first : first + 2]) and all(words[first : first + 2]):
            again |= {first, first + 1}
    return again


def _closed_up(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines without the blank behind every letter; where a blank was printed there are several, and one stays."""
    for line in lines:
        closed = re.sub(r" {2,}", " ", re.sub(r"(?<=[^ ]) (?=[^ ])", "", line.text))
        yield Line(line.number, closed if _SPACED.match(line.text) else line.text)


def _with_labels_apart(lines: Sequence[Line], pattern: re.Pattern[str]) -> Iterator[Line]:
    """Lines with a blank behind the label that they start with: where all blanks were lost, labels touch values."""
    for line in lines:
        found = pattern.match(line.text)
        rest = line.text[found.end() :] if found else ""
        yield Line(line.number, f" {found[0]} {rest}") if found and rest else line


def _with_numbers_apart(lines: Sequence[Line]) -> Iterator[Line]:
    """Rows of numbered items with blanks around their numbers, where the numbers count on from line to line."""
    firsts = [int(found[1]) if (found := _ITEMS.fullmatch(line.text)) else None for line in lines]
    for at, line in enumerate(lines):
        near = [firsts[other] for other in (at - 1, at + 1) if 0 <= other < len(lines)]
        counts = firsts[at] is not None and any(one is not None and abs(one - (firsts[at] or 0)) == 1 for one in near)
        yield Line(line.number, _NUMBER.sub(r" \1 ", line.text).strip()) if counts else line


def _cut_at_numbers(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines that hold many short numbered items, cut before each."""
    for line in lines:
        found = _COUNTED.split(line.text) if len(line.text) > _SHORT else [line.text]
        short = len(found) >= _MANY_ITEMS and len(line.text) <= _LENGTH_OF_ITEM * len(found)
        items = [part for item in found for part in _FILE_BEHIND.split(item)] if short else [line.text]
        yield from (Line(line.number, item) for item in items if item.strip() or not short)


def _is_on_long_lines(pages: Sequence[Page]) -> bool:
    """Whether the text stands on few long lines."""
    return _letters_on_lines(pages, _LONG) > _MOST


def _is_unwrapped(pages: Sequence[Page]) -> bool:
    """Whether each paragraph stands on a line of its own, with an empty line behind it."""
    lines = [line.text.strip() for page in pages for line in page.lines]
    filled = sum(1 for text in lines if text)
    close = sum(1 for text, after in pairwise(lines) if text and after)
    return close < _FEW * filled and _letters_on_lines(pages, _WIDE) > _MANY


def _letters_on_lines(pages: Sequence[Page], longer: int) -> float:
    """The share of letters that stand on lines longer than this."""
    lengths = [len(line.text) for page in pages for line in page.lines]
    return sum(length for length in lengths if length > longer) / max(1, sum(lengths))


def _cut_up(lines: Sequence[Line], pattern: re.Pattern[str]) -> Iterator[Line]:
    """Lines cut before and behind each label and heading of the form."""
    for line in lines:
        contents = len(line.text) <= _LONG and len(_SECTION.findall(line.text)) >= _CONTENTS
        yield from [line] if contents else _cut(line, pattern)


def _cut(line: Line, pattern: re.Pattern[str]) -> Iterator[Line]:
    last = 0
    for match in pattern.finditer(line.text):
        words = line.text[last : match.start()].strip()
        if words:
            yield Line(line.number, _SIDE.sub("", words))
        yield Line(line.number, "")
        yield Line(line.number, " " + match[0].strip())
        last = match.end()
    if last == 0:
        yield line
    elif line.text[last:].strip():
        yield Line(line.number, line.text[last:].strip())


def _cut_at_starts(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines wider than a page, cut where a writer starts a line."""
    for line in lines:
        if len(line.text) <= _WIDE:
            yield line
            continue
        for words in _STARTS.split(line.text):
            if words.strip():
                yield Line(line.number, words.rstrip())


def _cut_at_verbs(lines: Sequence[Line]) -> Iterator[Line]:
    """Wide lines of a text that lost its 、 and 。, cut there too and behind verbs that end a sentence."""
    for line in _cut_at_starts(lines):
        for words in _ENDED.split(line.text) if len(line.text) > _WIDE else [line.text]:
            yield Line(line.number, f"{words}。" if words != line.text and _VERB.search(words) else words)


@cache
def _section_pattern(form: Form) -> re.Pattern[str]:
    """The heading of a section with that of its first part behind it."""
    words = {heading for section in form.sections if section.id != "cover" for heading in section.headings}
    return re.compile(rf"(?<!\S)(?P<heading>{_any_of(words)})[\s　]+(?P<rest>[1１][．.][\s　]*[^0-9０-９\s].*)")


def _with_sections_apart(lines: Sequence[Line], pattern: re.Pattern[str]) -> Iterator[Line]:
    for line in lines:
        found = pattern.search(line.text) if _SECTION.search(line.text) else None
        if not found:
            yield line
            continue
        if line.text[: found.start()].strip():
            yield Line(line.number, line.text[: found.start()])
        yield from (Line(line.number, words) for words in (" " + found["heading"], "", found["rest"]))


@cache
def _label_pattern(form: Form, strict: bool) -> re.Pattern[str]:
    """Labels and headings as such texts print them; a plain number may stand where the form prints a circled one.

    ``strict``: labels without a number have blanks around them, so that words of a sentence are none.
    """
    before, after = _APART if strict else ("", "")
    known = [(item, label) for item in form.items for label in item.labels if "{n}" not in label]
    numbered = _any_of({label for item, label in known if item.number and len(label) >= _SHORTEST})
    bare = {label for item, label in known if not item.number and len(label) >= _SHORTEST}
    short = _any_of({label for item, label in known if not item.number and len(label) < _SHORTEST})
    bare |= {heading for section in form.sections for heading in section.headings}
    parts = {
        words for section in ("I", "II", "III") for words in labels(form, section).headings if len(words) >= _LEAST
    }
    number = rf"(?:[①-⑳][\s　]*|(?<!\d)\d[\s　.．]{'+' if strict else '*'})"
    return re.compile(
        rf"[0-9０-９]{{1,2}}[．.][\s　]*{_any_of(parts)}|{number}{numbered}(?:[\s　]*※)?"
        rf"|{_APART[0]}{short}(?=[\s　]*[\[［])"
        rf"|{before}(?:{numbered}|{_any_of(bare)}){after}(?:[\s　]*※)?"
        rf"|{_APART[0]}(?:システム|委託事項|提供先|移転先)[\s　]*[0-9０-９]{{1,2}}[\s　]*[~～〜][\s　]*[0-9０-９]{{1,2}}"
        rf"|{before}(?:システム|委託事項|提供先|移転先)[\s　]*[0-9０-９]{{1,2}}(?![0-9０-９項\s　]*[～~]|[\s　]*{numbered}){after}"
    )


def _any_of(words: set[str]) -> str:
    return "(?:" + "|".join(_loose(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


def _loose(word: str) -> str:
    """The word with blanks, which such texts hold, allowed between its signs, and signs of either width."""
    return r"[\s　]{0,2}".join(_either_width(sign) for sign in word if sign.strip())


def _either_width(sign: str) -> str:
    other = _WIDTHS.get(sign)
    return f"[{re.escape(sign)}{re.escape(other)}]" if other else re.escape(sign)
