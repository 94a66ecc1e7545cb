"""Text whose lines are not those of the page: letters spaced out, whole pages on one line.

Such text is cut where the form and its writers start a line: before labels and headings, before numbers and bullets of
steps, behind sentences. Line numbers stay those of the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bangolin.loader.form.definition import Form
from bangolin.loader.sources.text import Document, Line, Page
from bangolin.loader.torn.cells import labels

_SPACED = re.compile(r"^[\s　]*\S(?:[\s　]+\S){3,}[\s　]*$")
_MOST = 0.6
_LONG = 240
_SHORTEST, _LEAST = 3, 4
_SECTION, _CONTENTS = re.compile(r"[ⅠⅡⅢⅣⅤⅥ]|別添"), 3
# Where writers start a line: numbers and bullets of steps, headings in brackets, and what follows a sentence.
_STARTS = re.compile(
    r"(?<=[。\s])(?=[①-⑳](?![、，及又～~]))"
    r"|(?<=\s)(?<![\[［]\s)(?=[・○●◎■◆▪※＜【〈《]\S)"
    r"|(?<=\s)(?=[(（][0-9０-９ア-ンⅰ-ⅹ]{1,2}[)）])"
    r"|(?<=\s)(?=[0-9０-９ア-ン]{1,2}\s?[－ー‐-]\s?[①-⑳0-9０-９])"
    r"|(?<=[。】＞》〉])\s+"
)


def unfolded(document: Document, form: Form) -> Document:
    """The document with lines as a page has them; a document that has them comes back as it is."""
    pages = document.pages
    pattern = _label_pattern(form)
    if _is_spaced_out(document):
        lost = not any("  " in line.text.strip() for line in document.lines)
        pages = _each(pages, _closed_up)
        pages = _each(pages, lambda lines: _with_labels_apart(lines, pattern)) if lost else pages
    pages = _each(pages, lambda lines: _cut_up(lines, pattern)) if _is_on_long_lines(pages) else pages
    headings = _section_pattern(form)
    pages = _each(pages, lambda lines: _with_sections_apart(lines, headings))
    if pages == document.pages:
        return document
    return replace(document, pages=pages, lines=tuple(line for page in pages for line in page.lines))


def _each(pages: Sequence[Page], mend: Callable[[Sequence[Line]], Iterator[Line]]) -> tuple[Page, ...]:
    return tuple(Page(page.number, tuple(mend(page.lines))) for page in pages)


def _is_spaced_out(document: Document) -> bool:
    filled = [line for line in document.lines if line.text.strip()]
    spaced = sum(1 for line in filled if _SPACED.match(line.text))
    return spaced >= max(10, _MOST * sum(1 for line in filled if len(line.text.strip()) > 6))


def _closed_up(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines without the blank behind every letter; where a blank was printed there are several, and one stays."""
    for line in lines:
        closed = re.sub(r" {2,}", " ", re.sub(r"(?<=[^ ]) (?=[^ ])", "", line.text))
        yield Line(line.number, closed if _SPACED.match(line.text) else line.text)


def _is_on_long_lines(pages: Sequence[Page]) -> bool:
    """Whether the text stands on few long lines."""
    lines = [len(line.text) for page in pages for line in page.lines]
    return sum(length for length in lines if length > _LONG) > _MOST * sum(lines)


def _with_labels_apart(lines: Sequence[Line], pattern: re.Pattern[str]) -> Iterator[Line]:
    """Lines with a blank behind the label that they start with: where all blanks were lost, labels touch values."""
    for line in lines:
        found = pattern.match(line.text)
        rest = line.text[found.end() :] if found else ""
        yield Line(line.number, f" {found[0]} {rest}") if found and rest else line


def _cut_up(lines: Sequence[Line], pattern: re.Pattern[str]) -> Iterator[Line]:
    """Lines cut before and behind each label and heading of the form, and where a writer starts a line."""
    for line in lines:
        yield from _cut(line, pattern)


def _section_pattern(form: Form) -> re.Pattern[str]:
    """The heading of a section with that of its first part on the same line."""
    headings = {heading for section in form.sections if section.id != "cover" for heading in section.headings}
    return re.compile(rf"(?P<heading>[\s　]*{_any_of(headings)})[\s　]+(?P<rest>[1１][．.][\s　]*[^0-9０-９].*)")


def _with_sections_apart(lines: Sequence[Line], pattern: re.Pattern[str]) -> Iterator[Line]:
    for line in lines:
        found = pattern.fullmatch(line.text)
        if found:
            yield Line(line.number, found["heading"])
            yield Line(line.number, "")
        yield Line(line.number, found["rest"]) if found else line


def _label_pattern(form: Form) -> re.Pattern[str]:
    """Labels and headings as such texts print them; a plain number may stand where the form prints a circled one."""
    known = [(item, label) for item in form.items for label in item.labels if "{n}" not in label]
    numbered = _any_of({label for item, label in known if item.number and len(label) >= _SHORTEST})
    bare = {label for item, label in known if not item.number and len(label) >= _SHORTEST}
    bare |= {heading for section in form.sections for heading in section.headings}
    parts = {
        words for section in ("I", "II", "III") for words in labels(form, section).headings if len(words) >= _LEAST
    }
    return re.compile(
        rf"[0-9０-９]{{1,2}}[．.][\s　]*{_any_of(parts)}|(?:[①-⑳][\s　]*|(?<!\d)\d[\s　.．]+)?{numbered}(?:[\s　]*※)?|{_any_of(bare)}(?:[\s　]*※)?"
        r"|(?:システム|委託事項|提供先|移転先)[\s　]*[0-9０-９]{1,2}(?![0-9０-９項\s　]*[～~])"
    )


def _any_of(words: set[str]) -> str:
    return "(?:" + "|".join(_loose(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


def _loose(word: str) -> str:
    """The word with blanks, which such texts hold, allowed between its signs."""
    return r"[\s　]?".join(re.escape(sign) for sign in word)


def _cut(line: Line, pattern: re.Pattern[str]) -> Iterator[Line]:
    short = len(line.text) <= _LONG
    if short and len(_SECTION.findall(line.text)) >= _CONTENTS:
        yield line
        return
    last = 0
    for match in pattern.finditer(line.text):
        if short and match.start() and line.text[match.start() - 1].strip():
            continue
        yield from _words(line, last, match.start())
        yield Line(line.number, "")
        yield Line(line.number, " " + match[0].strip())
        last = match.end()
    if last == 0 and short:
        yield line
    else:
        yield from _words(line, last, len(line.text))


def _words(line: Line, start: int, end: int) -> Iterator[Line]:
    """What stands between two labels, cut where a writer starts a line."""
    for words in _STARTS.split(line.text[start:end]):
        if words.strip():
            yield Line(line.number, words.strip())
