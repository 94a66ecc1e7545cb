"""Who runs a system because work on it is delegated: by the title of a 委託事項, by what of it is delegated further."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from bangolin.loader.facts.records import Delegation, Facts, Operator, Redelegate
from bangolin.loader.narrative.places import Lexicon, place_at
from bangolin.loader.narrative.run_by import CENTRES, THINGS, generic
from bangolin.loader.narrative.words import alternatives, declared, fold, folded

WORK_ON = re.compile(
    r"^(?P<of>[^をに、]{3,60}?)(?:の|に係る|に関する)(?:共同)?(?:運用|保守|管理|開発|改修)|^(?P<cloud>[^のをに、]{2,30}クラウド)(?:の)?(?:運用|保守)"
)
# 「Sの設備の保守を、Oに再委託する」, 「Oは、Sの運用をPに再委託する」
MATTER = re.compile(
    r"^(?:[^、。()]{2,24}は、)?(?P<of>[^、。()はを]{2,40}?)の(?:[^、。()をは]{0,12}の)?"
    r"(?:利用環境の|機器の)?(?:運用|保守|監視|点検|部品|管理|開発|改修)"
)
# 「Oから再々委託する「Sの運用・保守業務」」
HANDED_ON = re.compile(r"(?P<by>[^()、。「」]{2,24})から(?:再々?委託)する「(?P<of>[^「」]{3,40})の(?:運用|保守|開発)")


def delegated(facts: Facts, lex: Lexicon, told: Collection[Operator] = ()) -> Iterator[Operator]:
    """Contractors of 「S開発・保守・運用」, S by its name or as the text calls it for short, and who they give it on to.

    ``told`` says which of several contractors has which of several systems.
    """
    for delegation in facts.delegations:
        systems = list(_of_title(delegation, facts, lex))
        for index, name in enumerate(delegation.contractors):
            told_of = {one.of for one in told if one.operator == name}
            own = [system for system in systems if system in told_of]
            for system in own if own and len(delegation.contractors) > 1 else systems:
                evidence = delegation.evidence.get(f"contractors[{index}]")
                line = evidence.line if evidence and evidence.line else delegation.line
                yield Operator(operator=name, of=system, line=line, evidence={"operator": evidence} if evidence else {})
        yield from _given_on(delegation, systems, lex)


def _given_on(delegation: Delegation, systems: list[str], lex: Lexicon) -> Iterator[Operator]:
    """Sub-contractors run what ⑨再委託事項 names; where it names nothing, what the title names."""
    matter = delegation.redelegation_matter or ""
    found = MATTER.search(fold(matter))
    named = _machines(found["of"], lex) if found else []
    for given in delegation.redelegates:
        name = given.name if isinstance(given, Redelegate) else given
        if name and not (isinstance(given, Redelegate) and given.tier > 2):
            for system in named or systems:
                yield Operator(operator=name, of=system, line=delegation.line)
    on = HANDED_ON.search(fold(matter))
    if on:
        yield Operator(operator=matter[slice(*on.span("by"))], of=matter[slice(*on.span("of"))], line=delegation.line)


def _of_title(delegation: Delegation, facts: Facts, lex: Lexicon) -> Iterator[str]:
    work = re.compile(alternatives(folded(declared("narrative_structure")["contract_words"])))
    named = [name for system in facts.systems for name in (system.name, *system.aliases) if name]
    short = sorted(name for name in lex.names - lex.bodies - {*map(fold, named)} if "システム" in name)
    title = fold(delegation.title or "")
    if not work.search(title):
        return
    at = {name: title.find(name) for name in short if name in title}
    printed_short = [(delegation.title or "")[start : start + len(name)] for name, start in at.items()]
    inside = [*(name for name in named if fold(name) in title), *printed_short]
    for name in inside:
        if not any(fold(name) in fold(other) and name != other for other in inside):
            yield name
    for name in worked_on(title, lex):
        if not any(fold(name) in fold(other) or fold(other) in fold(name) for other in inside):
            yield name


def worked_on(title: str, lex: Lexicon) -> list[str]:
    """The systems that a title of work names and I-2 does not: 「A及びBの保守」."""
    found = WORK_ON.search(title)
    return _machines(found["of"] or found["cloud"], lex) if found else []


def _machines(listed: str, lex: Lexicon) -> list[str]:
    """The systems and centres of a list, but words for any of them."""
    names = re.split(r"及び|並びに|、|・(?=[^・]*システム)", listed)
    known = (place_at(name, len(name), lex) for name in names)
    machines = [
        one for one in known if one and (one.kind in THINGS or one.name.endswith(CENTRES)) and not generic(one, lex)
    ]
    return [one.name.removesuffix("等") for one in machines if not one.name.startswith(("当該", "各", "同"))]
