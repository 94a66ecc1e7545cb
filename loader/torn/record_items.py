"""The annex of record items in torn text: numbered items of columns fused into one line, or bare names in columns.

The form leaves the annex free. Numbered items are cut at their numbers, and each group's numbers run from 1 without
gaps, which tells the group where columns were printed out of order. Bare names are cut at the blanks between columns.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bangolin.loader.facts.records import RecordItem
from bangolin.loader.form.definition import Form, plain
from bangolin.loader.form.sections import section_of_heading
from bangolin.loader.sources.text import Line, Page
from bangolin.loader.torn.cells import chunks
from bangolin.loader.torn.item_numbers import with_names_whole, with_numbers_apart
from bangolin.loader.torn.lists import lists_of_files

_ITEM = re.compile(
    r"(?:(?<=^)|(?<=[\s　]))(\d{1,3})[.．、:：)）]?[\s　]+(?=[^\s　\d]|\d+[/年月歳％%次]|\d{1,3}[\s　]|\d{1,3}$)"
)
_LAST = re.compile(r"(?:^|[\s　])(\d{1,3})[\s　]*$")
_GROUP = re.compile(
    r"^[\s　]*(?:[0-9０-９]{1,2}[.．]|[●○◎■◆□◇▼]|[(（][0-9０-９]{1,2}[)）]|[①-⑳]|[＜<【《〈]|第[0-9０-９]+)"
    r"[\s　]*(\S.{0,60}?)[＞>】》〉]?[\s　]*$"
)
_BRACKETED = re.compile(r"^[＜<【《〈](.{1,40})[＞>】》〉]$")
_BESIDE = re.compile(r"(?:^|[\s　]+)[＜<【《〈][^＞>】》〉]{1,40}[＞>】》〉](?=$|[\s　])")
_HEADS = frozenset(
    plain(word) for word in ("項目名", "項目", "項番", "No.", "番号", "記録項目", "別紙【記録項目】", "備考")
)
_HEAD_OF_NAMES = plain("項目名")
_NOTE = re.compile(r"^[※＊*(（]?[※＊#]|^[(（]#|^注[)）\d]|以下のとおり|のとおり$|。|[、，､]$")
_COLUMN = re.compile(r"(?<=\S) (?=\S)|[ \t]{2,}|　{2,}|[ 　](?=[・･•●○◎■◆□◇▪]\S)")
_COMMA = re.compile(r"[、，](?![^（(]*[）)])")
_HEADED = re.compile(r"^[\s　]*[(（]?[0-9０-９]{1,2}[)）.．][\s　]*(\S.{0,40})$")
_FEWEST_COMMAS = 3
_NUMBERED_SHARE = 0.3
_FEWEST_BARE = 3
_BARE = re.compile(r"^[\s　]*(\d{1,3})[\s　]*$")


@dataclass
class _Group:
    """A group of numbered items under one heading, in the list of one file."""

    name: str | None
    line: int
    file: str | None = None
    items: dict[int, tuple[str, int]] = field(default_factory=dict)

    @property
    def wanted(self) -> int:
        """The next number of the run from 1 on."""
        number = 1
        while number in self.items:
            number += 1
        return number


Numbered = tuple[int, str, int]


def read_record_items(pages: Sequence[Page], form: Form, files: Sequence[str]) -> tuple[RecordItem, ...]:
    """The record items of an annex, in the order of their groups and numbers.

    Args:
        pages: the pages of the annex.
        form: the form, whose headings are no items.
        files: the names of the files; the annex prints them as headings.
    """
    pages = _with_numbers_joined(with_numbers_apart(with_names_whole(pages)))
    lines = [line for page in pages for line in page.lines if line.text.strip() and not _is_head(line, form, files)]
    numbered = sum(1 for line in lines if re.match(r"^[\s　]*\d{1,3}[.．、)）]?[\s　]", _BESIDE.sub("", line.text)))
    if numbered >= _NUMBERED_SHARE * max(1, len(lines)):
        return tuple(_of_each_file(pages, form, files))
    return tuple(_bare(pages, form, files))


def _with_numbers_joined(pages: Sequence[Page]) -> list[Page]:
    """Numbers that stand alone joined with their names: the next line, or the next column."""
    bare = sum(1 for page in pages for line in page.lines if _BARE.match(line.text))
    if bare < _FEWEST_BARE:
        return list(pages)
    return [
        Page(page.number, tuple(_joined_numbers([one for one in page.lines if one.text.strip()]))) for page in pages
    ]


def _joined_numbers(lines: list[Line]) -> Iterator[Line]:
    at = 0
    while at < len(lines):
        numbers = _run(lines, at)
        start = at + len(numbers)
        start += len(numbers) > 1 and start < len(lines) and plain(lines[start].text) == _HEAD_OF_NAMES
        names = lines[start : start + len(numbers)]
        if numbers and len(names) == len(numbers) and not any(_BARE.match(name.text) for name in names):
            for number, name in zip(numbers, names, strict=True):
                yield Line(name.number, f"{number.text.strip()} {name.text.strip()}")
            at = start + len(numbers)
        else:
            yield lines[at]
            at += 1


def _run(lines: list[Line], at: int) -> list[Line]:
    """Bare numbers one after the other, each one more than the last."""
    found: list[Line] = []
    while at < len(lines) and (match := _BARE.match(lines[at].text)):
        if found and int(match[1]) != int(found[-1].text) + 1:
            break
        found.append(lines[at])
        at += 1
    return found


def _of_each_file(pages: Sequence[Page], form: Form, files: Sequence[str]) -> Iterator[RecordItem]:
    """Numbered items, list by list where the annex holds those of several files."""
    if len(files) < 2:
        yield from _numbered(pages, form, files)
        return
    headed = {
        line.number
        for page in pages
        for chunk in chunks(page)
        for at, line in enumerate(chunk)
        if len(_cut(line)) == 1 and _is_heading(line, chunk, at, form)
    }

    def first_number(line: Line) -> int | None:
        parts = [] if line.number in headed else _cut(line)
        return parts[0][0] if parts else None

    lists = lists_of_files(pages, files, lambda line: _file_named(line, files), first_number)
    for one in lists:
        yield from (replace(item, file=one.file) for item in _numbered(one.pages, form, files))
    if not lists:
        yield from _numbered(pages, form, files)


def _numbered(pages: Sequence[Page], form: Form, files: Sequence[str]) -> Iterator[RecordItem]:
    current = _Group(None, 0)
    for page in pages:
        groups, runs = [current], list[list[Numbered]]()
        names: list[tuple[int, str, int]] = []
        for chunk in chunks(page):
            for group in _read_chunk(chunk, form, files, runs, names):
                group.file = group.file or groups[-1].file
                groups.append(group)
        if len(groups) > 1 and not groups[0].items and not any(run[0][2] < groups[1].line for run in runs):
            groups = groups[1:]
        _share(groups, runs)
        _name_torn(groups, names)
        for group in groups[:-1]:
            yield from _items(group)
        current = groups[-1]
    yield from _items(current)


def _read_chunk(
    chunk: list[Line], form: Form, files: Sequence[str], runs: list[list[Numbered]], names: list[tuple[int, str, int]]
) -> list[_Group]:
    """Headings of groups in a run of lines; its items are added to ``runs``, names torn off numbers to ``names``."""
    found: list[_Group] = []
    for at, line in enumerate(chunk):
        parts = _cut(line)
        beside = re.match(r"[\s　]*[＜<【《〈]([^＞>】》〉]{1,40})[＞>】》〉][\s　]+1[\s　.．]", line.text)
        if beside and parts and parts[0][0] == 1:
            found.append(_Group(beside[1], line.number))
        if parts and not (len(parts) == 1 and _is_heading(line, chunk, at, form)):
            runs.extend(_continuous(parts))
            continue
        file = _file_named(line, files)
        group = file or _group_name(line, form, files)
        following = _cut(chunk[at + 1]) if at + 1 < len(chunk) else []
        if group:
            found.append(_Group(None if file else group, line.number, file))
        elif following and following[0][0] > 1 and not _is_head(line, form, files):
            names.append((following[0][0] - 1, line.text.strip(), line.number))
    return found


def _cut(line: Line) -> list[Numbered]:
    """The items of a line: cut before each number that is greater than the one before it; headings that columns
    print beside items are left out.
    """
    line = Line(line.number, _BESIDE.sub(" ", line.text))
    starts: list[re.Match[str]] = []
    for match in _ITEM.finditer(line.text):
        if not starts or int(match[1]) > int(starts[-1][1]):
            starts.append(match)
    if not starts or line.text[: starts[0].start()].strip():
        return []
    ends = [match.start() for match in starts[1:]] + [len(line.text)]
    found = [(int(m[1]), line.text[m.end() : end].strip(), line.number) for m, end in zip(starts, ends, strict=True)]
    number, text, at = found[-1]
    last = _LAST.search(text)
    if last and int(last[1]) == number + 1 and text[: last.start()].strip():
        found[-1:] = [(number, text[: last.start()].strip(), at), (number + 1, "", at)]
    return [(number, "" if re.fullmatch(r"[\d\s　]*", name) else name, at) for number, name, at in found]


def _continuous(parts: list[Numbered]) -> Iterator[list[Numbered]]:
    """Runs of consecutive numbers: columns side by side are runs of their own."""
    run = [parts[0]]
    for one, other in pairwise(parts):
        if other[0] == one[0] + 1:
            run.append(other)
        else:
            yield run
            run = [other]
    yield run


def _share(groups: list[_Group], runs: list[list[Numbered]]) -> None:
    """Give runs of numbers to the groups whose own numbers they carry on; what is left, by where it stands."""
    left = list(runs)
    changed = True
    while changed:
        changed = False
        for group in groups:
            fitting = [run for run in left if run[0][0] == group.wanted]
            if fitting:
                run = min(fitting, key=lambda one: (one[0][2] < group.line, abs(one[0][2] - group.line)))
                _add(group, run)
                left.remove(run)
                changed = True
    for run in left:
        before = [group for group in groups if group.line <= run[0][2]] or groups[:1]
        _add(before[-1], run)


def _add(group: _Group, run: list[Numbered]) -> None:
    for number, name, line in run:
        if group.items.get(number, ("", 0))[0] == name and name:
            continue
        place = number
        while place in group.items:
            place += 1000
        group.items[place] = (name, line)


def _name_torn(groups: list[_Group], names: list[tuple[int, str, int]]) -> None:
    """Names that stand alone before the next number belong to the number that was printed without a name."""
    for number, name, line in names:
        open_ones = [group for group in groups if group.items.get(number, ("", 0))[0] == "" and number in group.items]
        if open_ones:
            group = min(open_ones, key=lambda one: abs(one.items[number][1] - line))
            group.items[number] = (name, line)


def _file_named(line: Line, files: Sequence[str]) -> str | None:
    """The file whose list a line heads: the line is its name, or its name in the brackets or bullet of a heading."""
    if len(files) < 2:
        return None
    text = plain(line.text)
    named = [name for name in files if plain(name) in text]
    best = max(named, key=len, default=None)
    return best if best and len(text) <= len(plain(best)) + 8 else None


def _items(group: _Group) -> Iterator[RecordItem]:
    for number, (name, line) in sorted(group.items.items()):
        if name:
            words = name.rstrip("、，")
            yield RecordItem(file=group.file, group=group.name, no=str(number % 1000), name=words, line=line)


def _is_heading(line: Line, chunk: list[Line], at: int, form: Form) -> bool:
    """Whether 「１．資格情報」 heads a list: 項目名 or number 1 comes next."""
    if not re.match(r"^[\s　]*[0-9０-９]{1,2}[.．]", line.text):
        return False
    after = chunk[at + 1] if at + 1 < len(chunk) else None
    return after is None or _is_head(after, form, ()) or bool((parts := _cut(after)) and parts[0][0] == 1)


def _is_head(line: Line, form: Form, files: Sequence[str]) -> bool:
    text = plain(line.text)
    return text in _HEADS or bool(section_of_heading(line.text, form)) or text in {plain(name) for name in files}


def _group_name(line: Line, form: Form, files: Sequence[str]) -> str | None:
    """The name of the group that a line heads; a file's name in it is left out."""
    if _is_head(line, form, files) or _NOTE.search(line.text.strip()):
        return None
    match = _GROUP.match(line.text)
    if not match:
        return None
    text = match[1].strip(" 　")
    for name in files:
        text = text.replace(name, "").strip(" 　・")
    return text or None


def _bare(pages: Sequence[Page], form: Form, files: Sequence[str]) -> Iterator[RecordItem]:
    """Names without numbers: cut at single blanks where the annex has columns, else one a line."""
    columns: dict[int, str] = defaultdict(str)
    pages = [Page(page.number, tuple(one for line in page.lines for one in _listed(line))) for page in pages]
    width = _columns(pages)
    noted: set[int] = set()
    in_note = False
    file: str | None = None
    for page in pages:
        for chunk in chunks(page):
            for line in chunk:
                file = _file_named(line, files) or file
                if _is_head(line, form, files):
                    continue
                headed = _HEADED.match(line.text)
                if headed and not in_note:
                    columns[0] = headed[1].strip("＜＞<>【】 　")
                    continue
                tokens = [token.strip() for token in _COLUMN.split(line.text.strip(" \t")) if token.strip(" 　")]
                if width < 2:
                    tokens = [line.text.strip(" 　\t")]
                in_note = _in_note(line, tokens, in_note)
                if not in_note:
                    found = _names(line, tokens, columns, width, noted, files)
                    yield from (replace(item, file=file) for item in found)


def _listed(line: Line) -> list[Line]:
    """A line that lists names with commas between them, one name a line; sentences and other lines as they are."""
    names = [name.strip(" 　・") for name in _COMMA.split(line.text)]
    if len(names) <= _FEWEST_COMMAS or "。" in line.text or re.search(r"[をがは]", line.text):
        return [line]
    return [Line(line.number, name) for name in names if name]


def _columns(pages: Iterable[Page]) -> int:
    """How many names most lines of the annex hold side by side."""
    counts: dict[int, int] = defaultdict(int)
    for page in pages:
        for line in page.lines:
            if line.text.strip():
                counts[len(_COLUMN.split(line.text.strip(" \t")))] += 1
    several = {count: lines for count, lines in counts.items() if count > 1}
    if not several or sum(several.values()) * 4 < sum(counts.values()):
        return 1
    return max(several, key=lambda count: (several[count] >= 3, count))


def _in_note(line: Line, tokens: list[str], before: bool) -> bool:
    """Whether a line belongs to a note: sentences of one token, from ※ or a comma to the full stop."""
    text = line.text.strip()
    if before:
        return not (len(tokens) > 1 and not re.search(r"[。、，､]", text)) and not _ended(text)
    return len(tokens) == 1 and (text.startswith("※") or bool(re.search(r"[、，､。]$", text))) and not _ended(text)


def _ended(text: str) -> bool:
    return bool(_BRACKETED.match(text))


def _names(
    line: Line, tokens: list[str], columns: dict[int, str], width: int, noted: set[int], files: Sequence[str]
) -> Iterator[RecordItem]:
    whole = len(tokens) == width
    for at, token in enumerate(tokens):
        heading = _BRACKETED.match(token)
        if heading:
            columns[at] = heading[1]
            noted.discard(at)
            continue
        if any(plain(name) in plain(token) for name in files) or "【" in token or "】" in token:
            continue
        if token.startswith("※"):
            noted.add(at)
        if _NOTE.search(token) or (at in noted and at > 0):
            continue
        name = token.lstrip("・･•▪ 　")
        if name and not name.isdigit() and plain(name) not in _HEADS:
            yield RecordItem(group=(columns[at] or None) if whole or width < 2 else None, name=name, line=line.number)
