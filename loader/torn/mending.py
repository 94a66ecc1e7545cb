"""Lines as the page printed them, from text that a tool took apart in its own way.

Page numbers and running heads go; signs that stand alone on a line join the words they belong to. Line numbers stay
those of the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bangolin.loader.form.definition import Form, plain
from bangolin.loader.sources.text import Document, Line, Page
from bangolin.loader.torn.brackets import with_boxes_joined
from bangolin.loader.torn.brackets_behind import with_brackets_behind
from bangolin.loader.torn.broken_lines import with_breaks_joined
from bangolin.loader.torn.columns import keeps_columns, label_keys
from bangolin.loader.torn.kept_cells import Ordered, with_cells_in_order
from bangolin.loader.torn.kept_labels import items_of_labels
from bangolin.loader.torn.label_columns import with_values_beside
from bangolin.loader.torn.marks import with_plain_marks

_SIGN = re.compile(r"^[\s　]*[\[\]［］○〇◯（）()][\s　]*$")
_WORDS_OR_SIGN = re.compile(r"^[\s　]*[^\s　・]")
_OPENING = frozenset("[［（(")
_PAGE_NUMBER = re.compile(
    r"^[\s　]*[-－―ー(（]?[\s　]*(\d{1,3})(?:[\s　]*[/／][\s　]*\d{1,3})?[\s　]*[-－―ー)）]?"
    r"(?:[\s　]*(?:ページ|頁))?[\s　]*$"
)
_HEAD = re.compile(r"^[\s　]*(?:[ⅠⅡⅢⅣⅤⅥ]|[（(]別添[0-9０-９]+[)）]|リスク[0-9０-９]{0,2}[：:])[\s　]*$")
_MOST = 0.6
_FEWEST_PAGES = 4
_LINES_AT_ENDS = 3
_LINES_BEHIND = 9
_UPRIGHT = re.compile(r"^[\s　]*[一-龥][ 　]+([①-⑳].*)$")
_TWO_LABELS = re.compile(r"^[\s　]*(\S+)[ 　]+(\S+)[\s　]*$")


def mended(document: Document, form: Form) -> Document:
    """The document with its lines put right; a document that needs nothing comes back as it is."""
    pages = document.pages
    for _ in range(_LINES_AT_ENDS):
        pages = _without_page_numbers(_without_running_lines(pages))
    ordered = with_cells_in_order(pages, form) if keeps_columns(pages) else Ordered(pages)
    pages = ordered.pages
    pages = with_breaks_joined(with_plain_marks(pages, form), form)
    joined = with_boxes_joined(pages, form)
    pages = with_values_beside(joined, form) if joined != pages else pages
    pages = _each(pages, lambda lines: with_brackets_behind(lines, form))
    pages = _each(pages, lambda lines: _without_upright_signs(lines, form))
    pages = _each(pages, lambda lines: _with_wrapped_labels_joined(lines, form))
    pages = _each(pages, _with_signs_joined)
    pages = _each(pages, lambda lines: _with_headings_joined(lines, form))
    if pages == document.pages:
        return document
    lines = tuple(line for page in pages for line in page.lines)
    return replace(document, pages=pages, lines=lines, doubtful=ordered.doubtful)


def _without_upright_signs(lines: Sequence[Line], form: Form) -> Iterator[Line]:
    """Labels without the sign of a word set upright beside several of them: 再　⑦再委託の有無, 委　⑧…, 託　⑨…."""
    for line in lines:
        found = _UPRIGHT.match(line.text)
        is_label = found and plain(found[1]).replace("※", "") in items_of_labels(form)
        yield Line(line.number, found[1]) if found and is_label else line


def _each(pages: Sequence[Page], mend: Callable[[Sequence[Line]], Iterator[Line]]) -> tuple[Page, ...]:
    return tuple(Page(page.number, tuple(mend(page.lines))) for page in pages)


def _filled(page: Page) -> list[Line]:
    return [line for line in page.lines if line.text.strip()]


def _without_page_numbers(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Pages without a number as first or last line, where these numbers count the pages."""
    drop: dict[int, set[int]] = {}
    for end in (0, -1):
        found = {page.number: line for page in pages if (line := _number_at(page, end))}
        steps = Counter(int(_digits(line)) - number for number, line in found.items())
        if steps and max(steps.values()) >= max(_FEWEST_PAGES - 1, _MOST * len(pages) / 2):
            usual = max(steps, key=lambda step: steps[step])
            for number, line in found.items():
                if abs(int(_digits(line)) - number - usual) <= 2:
                    drop.setdefault(number, set()).add(id(line))
            for page in pages if end else ():
                near = None if page.number in drop else _number_near_end(page, page.number + usual)
                drop.setdefault(page.number, set()).update([id(near)] if near else [])
    return tuple(
        Page(page.number, tuple(line for line in page.lines if id(line) not in drop.get(page.number, ())))
        for page in pages
    )


def _number_at(page: Page, end: int) -> Line | None:
    lines = _filled(page)
    return lines[end] if len(lines) > 1 and _PAGE_NUMBER.match(lines[end].text) else None


def _number_near_end(page: Page, number: int) -> Line | None:
    """The number of the page where a tool printed some lines of the page behind it: alone, empty lines around it."""
    for at in [at for at, line in enumerate(page.lines) if line.text.strip()][-_LINES_BEHIND:]:
        around = page.lines[max(0, at - 1) : at] + page.lines[at + 1 : at + 2]
        if _digits(page.lines[at]) == str(number) and not any(line.text.strip() for line in around):
            return page.lines[at]
    return None


def _digits(line: Line) -> str:
    found = _PAGE_NUMBER.match(line.text)
    return found[1] if found else "0"


def _without_running_lines(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Pages without a first or last line that most pages repeat."""
    if len(pages) < _FEWEST_PAGES:
        return tuple(pages)
    repeated: set[str] = set()
    for end in (0, -1):
        counts = Counter(re.sub(r"\d+", "", plain(lines[end].text)) for page in pages if (lines := _filled(page)))
        repeated |= {text for text, count in counts.items() if text and count >= _MOST * len(pages)}
    return tuple(Page(page.number, tuple(_outside(page, repeated))) for page in pages) if repeated else tuple(pages)


def _outside(page: Page, repeated: set[str]) -> Iterator[Line]:
    lines = _filled(page)
    ends = {id(lines[0]), id(lines[-1])} if lines else set()
    for line in page.lines:
        if id(line) not in ends or re.sub(r"\d+", "", plain(line.text)) not in repeated:
            yield line


def _with_signs_joined(lines: Sequence[Line]) -> Iterator[Line]:
    """Runs of lines in which each sign has a line of its own, as one line a box; single signs stay as they are."""
    at = 0
    while at < len(lines):
        end = _end_of_run(lines, at)
        if sum(1 for line in lines[at:end] if _SIGN.match(line.text)) < 3:
            yield from lines[at : max(end, at + 1)]
        else:
            yield from _boxes(lines[at:end])
        at = max(end, at + 1)


def _end_of_run(lines: Sequence[Line], at: int) -> int:
    """Where the run of filled lines ends in which signs stand alone, at most two words between them and no bullet."""
    if not _SIGN.match(lines[at].text):
        return at
    end, words = at, 0
    while end < len(lines) and _WORDS_OR_SIGN.match(lines[end].text) and words <= 1:
        words = 0 if _SIGN.match(lines[end].text) else words + 1
        end += 1
    while end > at and words > 1:
        end, words = end - 1, words - 1
    return end


def _boxes(lines: Sequence[Line]) -> Iterator[Line]:
    """One line a box: from an opening bracket to the words before the next one, with their own brackets."""
    current: Line | None = None
    depth = 0
    for line in lines:
        sign = plain(line.text)
        closed = bool(current and plain(current.text).endswith(")")) and sign != "件" and not _SIGN.match(line.text)
        starts = not depth and (sign == "[" or closed)
        if current and not starts:
            current = Line(current.number, f"{current.text} {line.text.strip()}")
        else:
            if current:
                yield current
            current = Line(line.number, line.text.strip())
        depth += {"(": 1, ")": -1}.get(sign, 0)
    if current:
        yield current


def _with_wrapped_labels_joined(lines: Sequence[Line], form: Form) -> Iterator[Line]:
    """A label that goes on below the label to its right (``②保管期 期間`` and ``間``) on one line, in front of it."""
    keys = label_keys(form)
    joined = False
    for line, following in zip(lines, [*lines[1:], Line(0, "")], strict=True):
        two = None if joined else _TWO_LABELS.match(line.text)
        whole = two[1] + following.text.strip() if two else ""
        if joined:
            joined = False
        elif two and plain(two[1]) not in keys and {plain(whole), plain(two[2])} <= keys:
            joined = True
            yield Line(line.number, f" {whole} {two[2]}")
        else:
            yield line


def _with_headings_joined(lines: Sequence[Line], form: Form) -> Iterator[Line]:
    """Headings of sections whose number was parted from their words: Ⅱ and its words a line or two on."""
    wanted = {heading for section in form.sections if section.id != "cover" for heading in section.headings}
    spelled = {plain(heading) for heading in wanted}
    taken: set[int] = set()
    for at, line in enumerate(lines):
        if at in taken:
            continue
        if _HEAD.match(line.text):
            following = [other for other in range(at + 1, min(at + 6, len(lines))) if lines[other].text.strip()][:2]
            rest = next((one for one in following if _is_heading(line.text + lines[one].text, spelled)), None)
            if rest is not None:
                taken.add(rest)
                yield Line(line.number, f"{line.text.strip()}　{lines[rest].text.strip()}")
                continue
        yield line


def _is_heading(text: str, spelled: set[str]) -> bool:
    return plain(text) in spelled or bool(re.match(r"^リスク\d{0,2}:.+リスク$", plain(text)))
