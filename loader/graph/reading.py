"""What every rule works on: the facts of one edition, its names, its citations, and the places met so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bangolin.loader.facts import Facts
from bangolin.loader.facts.records import Delegation, Disclosure, Flow, Record
from bangolin.loader.graph.cite import Citation, Citer
from bangolin.loader.graph.concepts import names_my_number
from bangolin.loader.graph.keys import EditionKeys
from bangolin.loader.names.plain import plain
from bangolin.loader.names.reference import is_money
from bangolin.loader.names.resolve import Names, PlaceName


@dataclass(frozen=True)
class FileItems:
    """What is known of the items of one file: ``listed`` names as printed, whether the list is there, whether it (or a
    ticked main item) has the number.
    """

    listed: tuple[str, ...]
    known: bool
    has_number: bool
    citations: tuple[Citation, ...]


@dataclass
class Reading:
    """One edition being turned into rows."""

    facts: Facts
    keys: EditionKeys
    names: Names
    citer: Citer
    items: dict[str, FileItems] = field(default_factory=dict)
    met: dict[str, PlaceName] = field(default_factory=dict)
    seen: dict[str, list[Citation]] = field(default_factory=dict)

    def place(self, name: str, citation: Citation | None = None) -> PlaceName:
        """The place of a name, remembered with where it is printed."""
        place = self.names.place(name)
        return self.meet(place, citation)

    def meet(self, place: PlaceName, citation: Citation | None) -> PlaceName:
        """Remember a place and where it is printed."""
        self.met.setdefault(place.key, place)
        found = self.seen.setdefault(place.key, [])
        if citation is not None:
            found.append(citation)
        return place

    def cited(self, record: Record, *paths: str, item: str | None = None) -> Citation:
        """Where a value of a record stands."""
        return self.citer.value(record, *paths, item=item)

    def file(self, name: str | None) -> PlaceName | None:
        """The file that a row is about; where there is only one file and the row names none, that one."""
        listed = [file.name for file in self.facts.files if file.name]
        chosen = name or (listed[0] if len(listed) == 1 else None)
        return self.place(chosen) if chosen else None

    def items_of(self, place: PlaceName) -> FileItems:
        """What is known of a file's items."""
        return self.items.get(place.key) or FileItems((), False, False, ())

    def departments(self) -> set[str]:
        """Keys of the assessor's departments that use or hold the files."""
        found = {self.names.place(name).key for use in self.facts.use for name in use.departments}
        return found | {self.names.place(name).key for file in self.facts.files for name in file.department}


def file_items(reading: Reading) -> dict[str, FileItems]:
    """Items by the key of the file: record items of the annex, and ticked main items."""
    found: dict[str, FileItems] = {}
    for file in reading.facts.files:
        if not file.name:
            continue
        key = reading.names.place(file.name).key
        rows = [row for row in reading.facts.record_items if row.name and _belongs(reading, row.file, file.name)]
        listed = tuple(row.name for row in rows if row.name)
        sure = [row.name or "" for row in rows if "*" not in row.uncertain]
        main = [item for item in file.main_items if item not in file.uncertain]
        shown = "、".join(listed)
        words = shown if len(shown) <= 80 else shown[:79] + "…"
        cites = [reading.citer.line(rows[0].line if rows else file.line, "記録項目", words)]
        found[key] = FileItems(listed, bool(listed), names_my_number([*sure, *main]), tuple(cites))
    return found


def _belongs(reading: Reading, name: str | None, file: str) -> bool:
    if name is None or len(reading.facts.files) == 1:
        return True
    return reading.names.place(name).key == reading.names.place(file).key


def moves_money(flow: Flow) -> bool:
    """Whether a step moves only money or goods."""
    return bool(flow.data) and all(is_money(datum) for datum in flow.data) and flow.carries_my_number is None


def methods(row: Delegation | Disclosure) -> tuple[str, ...]:
    """Ticked methods and those in the brackets of その他."""
    ticked = tuple(method for method in row.methods or () if plain(method) != "その他")
    return ticked + tuple(row.other_methods or ())


def whole_or_part(scope: str | None) -> str:
    """全体, 一部 or blank, however the option is written."""
    text = plain(scope or "")
    return "全体" if text.endswith("全体") else "一部" if text.endswith("一部") else ""


def with_kind(row: Disclosure, kind: str) -> Disclosure:
    """The row, marked as provision or transfer, so that a citation names its item."""
    return replace(row, extra={**row.extra, "_kind": kind})


def split_media(medium: str | None) -> tuple[str, ...]:
    """Media as a list."""
    if not medium:
        return ()
    text = medium
    for sign in ("又は", "及び", "または", "および", ","):
        text = text.replace(sign, "、")
    return tuple(dict.fromkeys(part.strip() for part in text.split("、") if part.strip()))


def first(values: Iterable[str | None]) -> str:
    """The first value that is there, or blank."""
    return next((value for value in values if value), "")
