"""Where a file is kept: the systems, partitions and sites that the text names, and the headings of its storage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bangolin.loader.facts.records import Evidence, Facts, File
from bangolin.loader.narrative.cited import cited
from bangolin.loader.narrative.clauses import sentences
from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.places import Lexicon, Place, kind_of, place_at
from bangolin.loader.narrative.words import fold

HEADED = re.compile(r"^(?P<place>.{2,40}?)(?:における|に関する|の)措置$")
KEPT = re.compile(r"(?:内|上)?(?:に|で|にて|において)(?:[^、。]{0,12})(?:保管|保存|格納|保持|管理)(?:する|し|され|さ)")
SITES = ("データセンター", "クラウド", "書庫", "キャビネット", "サーバ室", "サーバー室")


def files_held(found: Sequence[Passage], facts: Facts, lex: Lexicon) -> tuple[File, ...]:
    """The files with what holds them: where there is one file, all places of its storage are its own."""
    return tuple(_held(file, found, facts, lex) for file in facts.files)


def _held(file: File, found: Sequence[Passage], facts: Facts, lex: Lexicon) -> File:
    places: dict[str, tuple[str, Evidence]] = {}
    for name, evidence in (*_of_name(file, facts), *_of_storage(file, facts, lex), *_told(file, found, facts, lex)):
        places.setdefault(fold(name), (name, evidence))
    held = {fold(name): None for name in file.held_in}
    added = [pair for key, pair in places.items() if key not in held]
    first = len(file.held_in)
    where = {f"held_in[{first + index}]": one for index, (_, one) in enumerate(added)}
    return replace(file, held_in=(*file.held_in, *(name for name, _ in added)), evidence={**file.evidence, **where})


def _of_storage(file: File, facts: Facts, lex: Lexicon) -> Iterator[tuple[str, Evidence]]:
    """The X of a heading 「Xにおける措置」 under ①保管場所."""
    for storage in facts.storage:
        match = HEADED.match((storage.place or "").strip("＜＞<>【】"))
        if match and storage.file in (None, file.name) and _keeps(fold(match["place"]), lex):
            given = storage.evidence.get("place")
            yield match["place"], given or Evidence(item="Ⅱ.6.①", line=storage.line, text=storage.place)


def _keeps(name: str, lex: Lexicon) -> bool:
    return kind_of(name, lex) in ("system", "partition", "network") or name.endswith(SITES)


def _bare(place: Place | None) -> bool:
    """「サーバ」, 「データベース」: no name; and what people sit at holds no file."""
    return place is not None and (
        place.name in ("サーバ", "サーバー", "データベース", "サーバ等", "システム")
        or place.name.endswith(("端末", "PC"))
    )


def _of_name(file: File, facts: Facts) -> Iterator[tuple[str, Evidence]]:
    """Systems in the brackets of the file's own name."""
    inside = re.search(r"[(（](.+)[)）]$", file.name or "")
    systems = {fold(name) for system in facts.systems for name in (system.name, *system.aliases) if name}
    for name in re.split(r"、|,|，|及び", inside[1]) if inside else ():
        if fold(name) in systems:
            yield name, file.evidence.get("name") or Evidence(item="Ⅰ.3", line=file.line, text=file.name)


def _told(file: File, found: Sequence[Passage], facts: Facts, lex: Lexicon) -> Iterator[tuple[str, Evidence]]:
    """「Fは、XのYに保存される」 of this file, or of 特定個人情報 where there is one file."""
    names = [fold(file.name or "")]
    if len(facts.files) == 1:
        names += ["特定個人情報ファイル", "特定個人情報は"]
    for passage in found:
        if not passage.section.startswith("II"):
            continue
        for start, end in sentences(passage.folded):
            sentence = passage.folded[start:end]
            if not any(name and name in sentence for name in names):
                continue
            for match in KEPT.finditer(sentence):
                place = place_at(sentence, match.start(), lex)
                if re.match(r"[^、。]{0,12}(?:ない|ず)", sentence[match.end() :]) or _bare(place):
                    continue
                site = place is not None and place.name.endswith(SITES)
                if place and (kind_of(place.name, lex) in ("system", "partition") or site):
                    yield passage.text[start + place.start : start + place.end], cited(passage, start, end)
