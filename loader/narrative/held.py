"""Where a file is kept: the systems, partitions and sites that the text names, and the headings of its storage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bangolin.loader.facts.records import Evidence, Facts, File
from bangolin.loader.narrative.cited import cited
from bangolin.loader.narrative.clauses import sentences
from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.places import Lexicon, Place, kind_of, phrase_start, place_at
from bangolin.loader.narrative.words import fold

HEADED = re.compile(r"^(?P<place>.{2,40}?)(?:における|に関する|の)措置[①-⑳0-9]?$")
KEPT = re.compile(
    r"(?:内|上|の中)?(?:に|で|にて|において)(?:[^、。]{0,4}的に)?(?:[^、。にで]{0,12})(?P<verb>保管|保存|格納|保持|管理|記録|蓄積|収納)(?:する|し|され|さ|・管理)"
)
PUT = re.compile(r"(?:内|の中)?に(?:置く|置き、|置かれる|置いて)")
SITES = (
    "データセンター",
    "クラウド",
    "書庫",
    "キャビネット",
    "サーバ室",
    "サーバー室",
    "保管庫",
    "電算室",
    "電算機室",
    "マシン室",
)
CENTRE = re.compile(r"(?:データセンター|電算室|マシン室|電算機室|サーバー?室)(?=内|の|に)")
PARTITION = re.compile(
    r"(?P<end>区画)(?:では、?[^。]{0,60}?|に|へ)(?:恒久的に)?(?:保存|登録|記録|格納)(?:する|し|され)"
)
OF_FILE = re.compile(
    r"(?:内の|で保管している|に保管している|に保存される|に保存された|に格納された|に記録された|に登録されている)「?(?=[^、。「」]{0,14}(?P<file>ファイル|副本))"
)


def files_held(found: Sequence[Passage], facts: Facts, lex: Lexicon) -> tuple[File, ...]:
    """The files with what holds them: where there is one file, all places of its storage are its own."""
    return tuple(_held(file, found, facts, lex) for file in facts.files)


def _held(file: File, found: Sequence[Passage], facts: Facts, lex: Lexicon) -> File:
    places: dict[str, tuple[str, Evidence]] = {}
    for name, evidence in (
        *_of_name(file, facts, lex),
        *_of_storage(file, facts, lex),
        *_told(file, found, facts, lex),
    ):
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
        place.name in ("サーバ", "サーバー", "データベース", "サーバ等", "システム", "ストレージ", "クラウド")
        or place.name.endswith(("端末", "PC"))
    )


def _of_name(file: File, facts: Facts, lex: Lexicon) -> Iterator[tuple[str, Evidence]]:
    """Systems in the brackets of the file's own name."""
    inside = re.search(r"[(（](.+)[)）]$", file.name or "")
    systems = {fold(name) for system in facts.systems for name in (system.name, *system.aliases) if name}
    for name in re.split(r"、|,|，|及び", inside[1]) if inside else ():
        if fold(name) in systems or kind_of(fold(name), lex) == "system":
            yield name, file.evidence.get("name") or Evidence(item="Ⅰ.3", line=file.line, text=file.name)


def _told(file: File, found: Sequence[Passage], facts: Facts, lex: Lexicon) -> Iterator[tuple[str, Evidence]]:
    """「Fは、XのYに保存される」 of this file, or of 特定個人情報 where there is one file."""
    names = [fold(file.name or "")]
    alone = len(facts.files) == 1
    if alone:
        names += ["特定個人情報ファイル", "特定個人情報は"]
    for passage in found:
        stored = alone and passage.section == "II-6"
        for start, end in sentences(passage.folded):
            sentence = passage.folded[start:end]
            named = any(name and name in sentence for name in names)
            if stored or (named and passage.section.startswith("II")):
                for place in (*_keepers(sentence, lex), *(_put(sentence, lex) if stored else ())):
                    yield passage.text[start + place.start : start + place.end], cited(passage, start, end)
            if alone and passage.section.startswith("I"):
                for place in _keepers_of_files(sentence, lex):
                    evidence = cited(passage, start, end, "derived", "said of a file of this kind")
                    yield passage.text[start + place.start : start + place.end], evidence


def _keepers(sentence: str, lex: Lexicon) -> Iterator[Place]:
    """What a sentence says something is kept in: the named place, or the centre that a bare server stands in."""
    for match in KEPT.finditer(sentence):
        if re.match(r"[^、。]{0,12}(?:ない|ず)", sentence[match.end() :]):
            continue
        place = _holder(sentence, match.start(), lex)
        if place and not (match["verb"] == "管理" and sentence[: place.start].endswith("を")):
            yield place


def _put(sentence: str, lex: Lexicon) -> Iterator[Place]:
    """Where a sentence of ①保管場所 says that something stands, and the system whose server that is."""
    topic = re.search(r"の(?:サーバー?|データベース)(?:等)?は、?", sentence)
    owner = place_at(sentence, topic.start(), lex) if topic else None
    if owner and owner.kind == "system":
        yield owner
    for match in PUT.finditer(sentence):
        place = _holder(sentence, match.start(), lex)
        if place and place.name.endswith(SITES):
            yield place


def _holder(sentence: str, end: int, lex: Lexicon) -> Place | None:
    place = place_at(sentence, end, lex) or _site(sentence, end, lex)
    if _bare(place):
        assert place is not None
        return _of_bare(sentence, place, lex)
    if place and (kind_of(place.name, lex) in ("system", "partition") or place.name.endswith(SITES)):
        return place
    return None


def _of_bare(sentence: str, place: Place, lex: Lexicon) -> Place | None:
    """A bare server is named by what it is of or in (Xのデータベース, X内のサーバ), else by the centre that it stands in."""
    inside = re.search(r"(?:内)?の$", sentence[: place.start])
    owner = place_at(sentence, inside.start(), lex) if inside else None
    owner = owner or (_site(sentence, inside.start(), lex) if inside else None)
    if owner and not _bare(owner) and (owner.kind in ("system", "partition") or owner.name.endswith(SITES)):
        if owner.name.endswith("データセンター") and not place.name.startswith("サーバ"):
            return owner
        if sentence.endswith("外部の", 0, owner.start):
            owner = replace(owner, start=owner.start - 3)
        return Place(owner.start, place.end, sentence[owner.start : place.end], place.kind)
    centre = list(CENTRE.finditer(sentence, 0, place.start))
    return _site(sentence, centre[-1].end(), lex) if centre else None


def _site(sentence: str, end: int, lex: Lexicon) -> Place | None:
    """A room, a store or a centre: named from its last words (施錠された書庫 is 書庫)."""
    start = phrase_start(sentence, end, lex)
    name = sentence[start:end]
    return Place(start, end, name, "site") if name.endswith(SITES) else None


def _keepers_of_files(sentence: str, lex: Lexicon) -> Iterator[Place]:
    """「X内の特定個人情報ファイル」, 「Xで保管している「Fファイル」」, 「Xの委託区画に登録する」."""
    for match in PARTITION.finditer(sentence):
        partition = place_at(sentence, match.end("end"), lex)
        if partition and partition.kind == "partition" and partition.name.endswith("区画") and len(partition.name) > 3:
            yield partition
    for match in OF_FILE.finditer(sentence):
        place = place_at(sentence, match.start(), lex)
        if place and not _bare(place) and kind_of(place.name, lex) in ("system", "partition"):
            yield place
