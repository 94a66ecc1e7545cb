"""Partitions that the functions of a system speak of by their bare name, and the files that are kept in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bangolin.loader.facts.records import Facts, Part
from bangolin.loader.narrative.cited import cited
from bangolin.loader.narrative.clauses import sentences
from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.words import alternatives, declared, folded

MARKED = r"(?=に|へ|から|において|で|内|上|[（(])"
FILE = re.compile(r"(?<![一-龥ァ-ヴーの])(?P<file>[一-龥]{3,12}ファイル)に(?:格納|登録|保存|記録)")


def partitions(found: Sequence[Passage], facts: Facts) -> Iterator[Part]:
    """「委託区画に登録する」 among the functions of S: a partition of S; 「運用支援環境において、…Fに格納する」: F is in it."""
    systems = {system.name for system in facts.systems}
    ends = [end for end in folded(declared("narrative_structure")["part_ends"]) if end.endswith(("区画", "環境"))]
    bare = re.compile(
        rf"(?<![一-龥ァ-ヴーのA-Za-z])(?P<part>[一-龥]{{1,6}}(?:{alternatives(ends)})|{alternatives(ends)}){MARKED}"
    )
    for passage in found:
        if passage.section != "I-2" or passage.system not in systems:
            continue
        for start, end in sentences(passage.folded):
            sentence = passage.folded[start:end]
            for match in bare.finditer(sentence):
                if len(match["part"]) > 2:
                    yield _part(passage, start + match.start(), start + match.end("part"), passage.system or "")
            inside = re.match(rf"{bare.pattern}において", sentence)
            file = FILE.search(sentence, inside.end()) if inside else None
            if inside and file:
                yield _part(passage, start + file.start("file"), start + file.end("file"), inside["part"])


def _part(passage: Passage, start: int, end: int, whole: str) -> Part:
    evidence = cited(passage, start, end)
    return Part(part=passage.text[start:end], whole=whole, line=evidence.line, evidence={"part": evidence})
