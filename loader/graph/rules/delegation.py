"""Rules ``delegation`` (file → contractor) and ``sub_delegation`` (contractor → sub-contractor, named or not)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bangolin.loader.facts.records import Delegation, Redelegate
from bangolin.loader.graph.cite import Citation, confidence
from bangolin.loader.graph.draft import Draft, settled
from bangolin.loader.graph.reading import Reading, methods, whole_or_part
from bangolin.loader.graph.statements import delegation_key
from bangolin.loader.names.plain import plain
from bangolin.loader.names.resolve import PlaceName

_LEFT_OUT = re.compile(
    "個人番号(?:を|は|が)?(?:除|含まな|含まれな|含めな|提供しな|渡さな|使用しな|用いな|取り扱わな|取扱わな)"
)
_UNNAMED = "の再委託先(名称の記載なし)"


def leaves_number_out(*texts: str | None) -> bool:
    """Whether a row itself says that the number is not in what it gives."""
    return any(_LEFT_OUT.search(plain(text)) for text in texts if text)


@dataclass(frozen=True)
class Link:
    """One link of a chain: tier (1 is the contractor), its place, who gives the work to it, whether it has a name."""

    tier: int
    name: str
    place: PlaceName
    giver: PlaceName | None
    named: bool
    citation: Citation
    path: str


def chain(reading: Reading, delegation: Delegation, position: int) -> list[Link]:
    """All links of one 委託事項: contractors, named sub-contractors, and one without a name where 再委託 is ticked and
    nobody is named, or where the text tells of one.
    """
    links: list[Link] = []
    for index, name in enumerate(delegation.contractors):
        where = reading.cited(delegation, f"contractors[{index}]")
        where = where if where["text"] else {**where, "text": name}
        links.append(Link(1, name, reading.place(name, where), None, True, where, f"contractors[{index}]"))
    for index, entry in enumerate(delegation.redelegates):
        row = entry if isinstance(entry, Redelegate) else Redelegate(name=entry)
        givers = _givers(reading, links, row)
        links += [_link(reading, delegation, position, row, giver, f"redelegates[{index}]") for giver in givers]
    if delegation.redelegated and not delegation.redelegates:
        for giver in [link for link in links if link.tier == 1]:
            links.append(_link(reading, delegation, position, Redelegate(), giver, "redelegated"))
    return links


def _givers(reading: Reading, links: list[Link], row: Redelegate) -> list[Link]:
    if row.by:
        key = reading.names.place(row.by).key
        if named := [link for link in links if link.place.key == key]:
            return named[:1]
    above = [link for link in links if link.tier == row.tier - 1]
    return above or [link for link in links if link.tier == 1]


def _link(reading: Reading, delegation: Delegation, position: int, row: Redelegate, giver: Link, path: str) -> Link:
    where = reading.cited(delegation, path, "redelegated")
    if row.name:
        where = where if where["text"] else {**where, "text": row.name}
        return Link(row.tier, row.name, reading.place(row.name, where), giver.place, True, where, path)
    name = f"{giver.name}{_UNNAMED}"
    place = reading.meet(_unnamed(reading, delegation, position, name), where)
    return Link(row.tier, name, place, giver.place, False, where, path)


def _unnamed(reading: Reading, delegation: Delegation, position: int, name: str) -> PlaceName:
    row = f"委託事項{delegation.ordinal or position}"
    files = [file.name for file in reading.facts.files]
    prefix = f"{plain(delegation.file)}/" if delegation.file and len(files) > 1 else ""
    key = f"assessment:{reading.keys.assessment}/{prefix}{row}/{plain(name)}"
    place = PlaceName(key, "Organization", name, name, (name,), (), False, False, False, False)
    reading.names.adopt(name, place)
    return place


def meet_unnamed(reading: Reading) -> None:
    """Meet all links of all chains first, so that a text that speaks of an unnamed sub-contractor means that one."""
    for position, delegation in enumerate(reading.facts.delegations, start=1):
        chain(reading, delegation, position)


def delegations(reading: Reading) -> list[Draft]:
    """Flows of all 委託事項."""
    found: list[Draft] = []
    for position, delegation in enumerate(reading.facts.delegations, start=1):
        file = reading.file(delegation.file)
        for link in chain(reading, delegation, position):
            draft = _draft(reading, delegation, position, link, file)
            if draft:
                found.append(settled(draft))
    return found


def _draft(reading: Reading, delegation: Delegation, position: int, link: Link, file: PlaceName | None) -> Draft | None:
    source = link.giver or file
    if source is None:
        return None
    statement = delegation_key(reading, delegation, position)
    return Draft(
        kind="delegation" if link.tier == 1 else "sub_delegation",
        source=source,
        target=link.place,
        strength=_strength(reading, delegation, link, file),
        citations=(link.citation,),
        media=methods(delegation),
        confidence=confidence(delegation, link.path),
        file=file.key if file else "",
        statement=statement,
        label=f"委託事項{delegation.ordinal or position}",
        scope=whole_or_part(delegation.scope),
        tier=link.tier,
        group=statement,
        people=(delegation.handlers or "") if link.tier == 1 else "",
        asked=reading.facts.document.form != "重点項目",
    )


def _strength(reading: Reading, delegation: Delegation, link: Link, file: PlaceName | None) -> str:
    if leaves_number_out(delegation.title, *(delegation.other_methods or ())):
        return "barred"
    whole = whole_or_part(delegation.scope) == "全体"
    has_number = file is not None and reading.items_of(file).has_number
    return "named" if link.tier == 1 and whole and has_number else "data"
