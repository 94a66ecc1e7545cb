"""The items of the law's table that the basis of providing over the information network lists (I-6 ②)."""

from __future__ import annotations

import re

from bangolin.loader.facts.records import Evidence, InformationNetwork, Statement
from bangolin.loader.narrative.words import fold

ITEM = r"[0-9]{1,3}(?:の[0-9]{1,2})?"
LIST = re.compile(rf"(?P<items>{ITEM}(?:(?:の項)?[、,・及び]+{ITEM}){{2,}})(?:の)?項")
LONGEST = 80


def provision_items(network: InformationNetwork | None) -> tuple[Statement, ...]:
    """One statement with the listed items, or none where no list of three or more is printed.

    A list belongs to providing where the last of 照会 and 提供 named before it, in brackets or as a heading, is 提供.
    """
    if network is None:
        return ()
    items: list[str] = []
    first: Evidence | None = None
    words = None
    for index, basis in enumerate(network.provision_basis):
        text = re.sub(r"\s+", "", fold(basis))
        for match in LIST.finditer(text):
            if _asks(text[: match.start()]):
                continue
            items += re.findall(ITEM, match["items"])
            first = first or network.evidence.get(f"provision_basis[{index}]")
            words = words or match[0][:LONGEST]
    listed = tuple(dict.fromkeys(items))
    if not listed:
        return ()
    line = first.line if first else network.line
    evidence = {"words": first} if first else {}
    return (Statement(kind="provision-items", objects=listed, words=words, line=line, evidence=evidence),)


def _asks(before: str) -> bool:
    """Whether what stands before a list says last that it is of inquiries."""
    said = list(re.finditer(r"照会の根拠|提供の根拠|\(照会\)|\(提供\)|【照会】|【提供】", before))
    return bool(said) and "照会" in said[-1][0]
