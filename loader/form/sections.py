"""The sections of an assessment: cover, I, 別添1, II, the annex of record items, III …, change history, 別紙.

Every section of the official form starts on a page of its own, so a section owns whole pages where the text has
pages: torn text prints a heading anywhere on its page. The change history is known by its columns (事前 / 事後 beside
dates), not by its heading, which may stand pages behind its first row.
"""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass

from bangolin.loader.form.definition import Form, plain
from bangolin.loader.sources.text import Document, Line, Page

_CONTENTS = 4
_LISTED, _WIDEST = re.compile(r"[IV]+(?![A-Za-z])|\(?別添\d"), 40
_ANNEXES, _SECTION_SIGNS = ("別添1", "record items"), {"I": "Ⅰ", "II": "Ⅱ"}
_FEWEST_LABELS, _TELLING = 3, 4
_SHEET = re.compile(r"\(?別紙[0-9一二三四五六七八九十]*\)?(?:$|[「『【(:・])")
_WHEN = re.compile(r"^(?:事前|事後)$|(?:^|\s)(?:事前|事後)(?:\s|$)")
_DATE = re.compile(
    r"^\s*(?:(?:令和|平成)\s*(?:元|\d{1,2})|(?:19|20)\d\d)\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|^\s*(?:19|20)\d\d([./-])\d{1,2}\1\d{1,2}(?!\d)"
)


@dataclass(frozen=True)
class Section:
    """One section: its id in the form definition (``cover``, ``I``, ``別添1``, ``II``, ``record items``, ``III``,
    ``changes``, ``annex`` for 別紙), the line of its heading (None: by position), and its pages.
    """

    id: str
    heading: int | None
    pages: tuple[Page, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of the section in the text's order."""
        return tuple(line for page in self.pages for line in page.lines)


def sections(document: Document, form: Form) -> tuple[Section, ...]:
    """Cut a document into sections, in the text's order.

    Sections never go back in the form's order, except from the record items of one file to II of the next: what looks
    like an earlier heading stands in the history or in running text.
    """
    order = {section.id: at for at, section in enumerate(form.sections)}
    found: list[Section] = [Section("cover", None, ())]
    for page in document.pages:
        for name, heading, piece in _parts(page, form, found[-1].id, order):
            last = found[-1]
            if name is None or (name == last.id and name != "annex"):
                found[-1] = Section(last.id, last.heading or heading, (*last.pages, piece))
            else:
                found.append(Section(name, heading, (piece,)))
    return tuple(section for section in found if section.pages)


Part = tuple[str | None, int | None, Page]


def _parts(page: Page, form: Form, current: str, order: dict[str, int]) -> list[Part]:
    """The page with the section it belongs to (None: the current one), cut where several sections start on it."""
    last = max((at for name, at in order.items() if re.fullmatch("[IV]+", name)), default=0)
    if current in ("changes", "annex"):
        return [_after_the_form(page, form)]
    if order.get(current) == last and not any(name == current for _, name in headings(page, form)):
        return [_behind_the_last(page, form)]
    kept: list[tuple[int, str]] = []
    for at, name in headings(page, form):
        before = kept[-1][1] if kept else current
        if name in order and _may_follow(name, before, order):
            kept.append((at, name))
    if len({name for _, name in kept}) <= 1 and not (kept and _runs_into(page, kept[0], current, form)):
        return [(kept[0][1], page.lines[kept[0][0]].number, page)] if kept else [(None, None, page)]
    return _pieces(page, kept)


def _runs_into(page: Page, heading: tuple[int, str], current: str, form: Form) -> bool:
    """Whether an annex starts in the middle of a page, behind items of a section: the end of a page is lost there.

    Torn text may print the heading of an annex anywhere on its page, but an annex holds no label of an item.
    """
    at, name = heading
    if name not in _ANNEXES or current not in _SECTION_SIGNS:
        return False
    labels = _labels(form, _SECTION_SIGNS[current])
    return sum(plain(line.text).lstrip("0123456789").startswith(labels) for line in page.lines[:at]) >= _FEWEST_LABELS


@functools.cache
def _labels(form: Form, sign: str) -> tuple[str, ...]:
    own = {plain(label) for item in form.items if item.place.startswith(f"{sign}.") for label in item.labels}
    return tuple(sorted(label for label in own if len(label) >= _TELLING))


def _may_follow(name: str, before: str, order: dict[str, int]) -> bool:
    return order[name] >= order[before] or (name == "II" and before == "record items")


def _behind_the_last(page: Page, form: Form) -> Part:
    """A page behind the last numbered section: history, 別紙, or more of that section."""
    name, heading, _ = _after_the_form(page, form)
    if name is None and _is_history(page):
        name = "changes"
    return name, heading, page


def _after_the_form(page: Page, form: Form) -> Part:
    for at, name in headings(page, form):
        if name == "changes":
            return name, page.lines[at].number, page
        if name == "annex" and not _is_history(page):
            return name, page.lines[at].number, page
    return None, None, page


def headings(page: Page, form: Form) -> list[tuple[int, str]]:
    """Index and section of every heading on the page, without those of a list of contents."""
    found = [
        (at, name) for at, line in enumerate(page.lines) if line.text and (name := section_of_heading(line.text, form))
    ]
    run: list[tuple[int, str]] = []
    contents: set[int] = set()
    for at, name in found:
        between = page.lines[run[-1][0] + 1 : at] if run else ()
        listed = {one for index, one in found if index in contents}
        if name in listed | {one for _, one in run} or any(not _is_contents(line.text) for line in between):
            run = []
        run.append((at, name))
        if len({one for _, one in run}) >= _CONTENTS:
            contents |= {index for index, _ in run}
    return [(at, name) for at, name in found if at not in contents]


def _is_contents(text: str) -> bool:
    words = plain(text)
    return words in ("項目一覧", "") or words.isdigit() or bool(_LISTED.match(words) and len(words) <= _WIDEST)


def _pieces(page: Page, headings: list[tuple[int, str]]) -> list[Part]:
    """A page cut at each heading of another section."""
    starts = [headings[0], *(two for one, two in itertools.pairwise(headings) if one[1] != two[1])]
    first = starts[0][0]
    pieces: list[Part] = []
    if any(line.text.strip() for line in page.lines[:first]):
        pieces.append((None, None, Page(page.number, page.lines[:first])))
    ends = [at for at, _ in starts[1:]] + [len(page.lines)]
    for (at, name), end in zip(starts, ends, strict=True):
        pieces.append((name, page.lines[at].number, Page(page.number, page.lines[at:end])))
    return pieces


def section_of_heading(line: str, form: Form) -> str | None:
    """The section that this line opens, where the line is its heading."""
    text = plain(line)
    if not text or text[0] not in "IV(別":
        return None
    for section in form.sections:
        if section.id != "cover" and any(_is_heading(text, plain(heading)) for heading in section.headings):
            return section.id
    return "annex" if _SHEET.match(text) and len(text) <= 40 else None


def _is_heading(text: str, heading: str) -> bool:
    if text.startswith(("(", "別添")):
        return _title_of_annex(text) is not None and _title_of_annex(text) == _title_of_annex(heading)
    return text.startswith(heading) and text[len(heading) : len(heading) + 1] in ("", "(")


def _title_of_annex(text: str) -> str | None:
    """What stands behind 別添N: documents number their annexes by another form's rule too."""
    found = re.match(r"\(?別添\d\)?(.+)", text)
    return found[1].replace("(", "").replace(")", "") if found else None


def _is_history(page: Page) -> bool:
    dates = sum(1 for line in page.lines if _DATE.match(line.text))
    return dates >= 1 and any(_WHEN.search(line.text.strip()) for line in page.lines)
