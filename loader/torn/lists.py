"""The lists of an annex of numbered record items that holds those of several files: where each list ends, whose it is.

Each file's numbers start at 1 again, and its name heads its list. A torn page may print its lists and their names in
any order, but in the same one: the first list printed is that of the first name printed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bangolin.loader.sources.text import Line, Page


@dataclass(frozen=True)
class FileList:
    """The lines of one list, by page, without the names of files; ``file`` is the name of the file it is of."""

    file: str
    pages: tuple[Page, ...]


def lists_of_files(
    pages: Sequence[Page],
    files: Sequence[str],
    named: Callable[[Line], str | None],
    first_number: Callable[[Line], int | None],
) -> list[FileList]:
    """One list a file, in the order of print; none where it cannot be told.

    Args:
        pages: the pages of the annex.
        files: the names of the files in the form's order.
        named: the file that a line names.
        first_number: the number of the first item of a line, if it holds any.
    """
    lines = [(page.number, line) for page in pages for line in page.lines]
    names = _once([name for _, line in lines if (name := named(line))])
    numbers = [None if named(line) else first_number(line) for _, line in lines]
    if not names and numbers.count(1) == len(files) > 1:
        names = list(files)
    if len(names) < 2:
        return []
    if numbers.count(1) == len(names):
        starts = _starts_at_one(numbers)
    elif _named_before_items([bool(named(line)) for _, line in lines], numbers):
        starts = _starts_at_names([named(line) for _, line in lines])
    else:
        return []
    ends = [*starts[1:], len(lines)]
    return [
        FileList(name, _pages([one for one in lines[start:end] if not named(one[1])]))
        for name, start, end in zip(names, [0, *starts[1:]], ends, strict=True)
    ]


def _once(names: Sequence[str]) -> list[str]:
    """Names in the order in which they come first; a name is printed again where its list goes on."""
    return list(dict.fromkeys(names))


def _starts_at_one(numbers: Sequence[int | None]) -> list[int]:
    """Where each list starts: behind the last item before its number 1, so with the headings in between."""
    starts = []
    last = -1
    for at, number in enumerate(numbers):
        if number == 1:
            starts.append(last + 1)
        if number is not None:
            last = at
    return starts


def _named_before_items(named: Sequence[bool], numbers: Sequence[int | None]) -> bool:
    """Whether a name stands in front of the first item: then each list stands below its name."""
    first = next((at for at, number in enumerate(numbers) if number is not None), len(numbers))
    return any(named[:first])


def _starts_at_names(names: Sequence[str | None]) -> list[int]:
    seen: set[str] = set()
    starts = []
    for at, name in enumerate(names):
        if name and name not in seen:
            seen.add(name)
            starts.append(at)
    return starts


def _pages(lines: Sequence[tuple[int, Line]]) -> tuple[Page, ...]:
    numbers = list(dict.fromkeys(number for number, _ in lines))
    return tuple(Page(one, tuple(line for number, line in lines if number == one)) for one in numbers)
