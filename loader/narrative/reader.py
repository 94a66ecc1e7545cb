"""The narrative facts of an assessment: flows and what the text says of names, parts, operators and denials."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bangolin.loader.facts.records import Facts, Flow
from bangolin.loader.form.definition import Form
from bangolin.loader.form.items import Span
from bangolin.loader.form.sections import sections
from bangolin.loader.narrative.aliases import Alias, aliases, same_as, system_names
from bangolin.loader.narrative.arrows import recurring
from bangolin.loader.narrative.clauses import sentences
from bangolin.loader.narrative.cut import narrative_lines
from bangolin.loader.narrative.denials import denials
from bangolin.loader.narrative.elsewhere import told_beside, told_in_passing
from bangolin.loader.narrative.flows import assessor_name, each_once, flows, members_apart, told_hops
from bangolin.loader.narrative.held import files_held
from bangolin.loader.narrative.identifiers import identifiers
from bangolin.loader.narrative.networks import networks
from bangolin.loader.narrative.number import Known, known_elsewhere, with_number
from bangolin.loader.narrative.operators import operators
from bangolin.loader.narrative.parts import parts
from bangolin.loader.narrative.passages import Passage, passages
from bangolin.loader.narrative.places import Lexicon, lexicon
from bangolin.loader.narrative.referred import referred
from bangolin.loader.narrative.whose import PAGE_END
from bangolin.loader.narrative.words import fold, words
from bangolin.loader.sources.rows import Row
from bangolin.loader.sources.text import Document
from bangolin.loader.statements.headings import headings
from bangolin.loader.statements.incidents import told_in_annexe
from bangolin.loader.statements.provisions import provision_items
from bangolin.loader.statements.reader import statements
from bangolin.loader.statements.scope import left_out
from bangolin.loader.statements.spellings import spellings

COMPANY_FORM = re.compile(r"^(?:株式|有限|合同)会社|(?:株式|有限|合同)会社$|\((?:以下|以後)[^()]*\)$")


def printed_lines(document: Document, form: Form) -> Iterator[tuple[Span, str | None]]:
    """The lines of a text document with the section they stand in (None where that is for the headings to tell)."""
    found = sections(document, form)
    known = any(section.id == "I" for section in found)
    for section in found:
        for page in section.pages:
            for line in page.lines:
                yield Span(line.text, line=line.number), section.id if known else None
            yield Span(PAGE_END), section.id if known else None


def printed_rows(rows: Iterable[Row]) -> Iterator[tuple[Span, str | None]]:
    """The printed lines of cells, row by row."""
    for row in rows:
        for cell in row.cells:
            for index, line in enumerate(cell.text.split("\n")):
                yield cell.span(line, index), None


def read_narrative(printed: Iterable[tuple[Span, str | None]], facts: Facts) -> Facts:
    """The facts with the narrative fields added.

    ``printed`` comes from ``printed_lines`` or ``printed_rows``; ``facts`` from the form's items: names of systems,
    files, contractors and departments are taken from them.
    """
    names = [system.name for system in facts.systems if system.name]
    lines = tuple(printed)
    found = passages(narrative_lines(lines, names))
    names_of_systems = [fold(name) for system in facts.systems for name in (system.name, *system.aliases) if name]
    lex = lexicon(names_of_systems)
    named = aliases(found, lex)
    short = [fold(alias.short) for alias in named if alias.kind == "system" and len(alias.short) > 2]
    bodies = [fold(alias.short) for alias in named if alias.kind == "body" and len(alias.short) > 1]
    lex = lexicon([*names_of_systems, *short], [*bodies, *_contractors(facts)], _own(facts, named))
    lex = _with_exact(lex, found, named, facts)
    body = [passage for passage in found if passage.section != "cover"]
    known = known_elsewhere(body, lex)
    scored = [passage for passage in found if _tells_steps(passage.section, facts)]
    own = _own_names(facts, named, found)
    steps = _flows(scored, lex, facts, known, _groups(named), own)
    passing = _flows(told_beside(found), lex, facts, known, {}, own)
    return replace(
        facts,
        flows=(*steps, *told_in_passing(passing, steps, facts)),
        same_as=(*same_as(named), *system_names(facts)),
        parts=parts(body, named, facts, lex),
        operators=operators(body, facts, lex),
        denials=denials(body, lex),
        identifiers=identifiers(body, lex, {fold(alias.long): fold(alias.short) for alias in named}),
        networks=networks(body, lex),
        statements=(
            *statements(body),
            *provision_items(facts.network),
            *left_out(body),
            *headings(body),
            *spellings(body),
        ),
        incidents=told_in_annexe([span for span, _ in lines], facts.incidents),
        files=files_held(body, facts, lex),
    )


def _flows(
    found: Sequence[Passage],
    lex: Lexicon,
    facts: Facts,
    known: Known,
    groups: Mapping[str, Sequence[str]],
    own: Mapping[str, str],
) -> tuple[Flow, ...]:
    """The flows that passages tell, each once. ``own``: how the text calls a system of I-2."""
    told = told_hops(found, lex, assessor_name(facts), own)
    numbered = referred(told, with_number(told, flows(told), known), found, known)
    return each_once(members_apart(numbered, groups))


def _groups(named: Iterable[Alias]) -> dict[str, tuple[str, ...]]:
    """Systems that are named together, by their common name."""
    return {
        fold(alias.short): alias.members
        for alias in named
        if alias.kind == "system" and len(alias.members) > 1 and alias.short.endswith("等")
    }


def _own(facts: Facts, named: Iterable[Alias]) -> list[str]:
    """What the assessor is called: by its name, by its short ones, and by what every assessor calls itself."""
    body = fold(assessor_name(facts))
    return [body, *(fold(alias.short) for alias in named if fold(alias.long) == body), *words().assessor_words]


def _contractors(facts: Facts) -> list[str]:
    """The names of contractors, with the form of the company and without: text calls 株式会社甲野 甲野."""
    given_on = (one for delegation in facts.delegations for one in delegation.redelegates)
    names = [fold(name) for delegation in facts.delegations for name in delegation.contractors]
    names += [fold((one if isinstance(one, str) else one.name) or "") for one in given_on]
    return [*names, *(bare for name in names if len(bare := COMPANY_FORM.sub("", name)) >= 3)]


def _with_exact(lex: Lexicon, found: Sequence[Passage], named: Iterable[Alias], facts: Facts) -> Lexicon:
    """The lexicon with the names that stand as an end of an arrow only: short ones, and contractors without their form."""
    short = {fold(alias.short) for alias in named if alias.kind in ("system", "body")}
    companies = {COMPANY_FORM.sub("", name) for name in _contractors(facts)}
    lex = replace(lex, exact=frozenset(name for name in short | companies if len(name) > 1))
    spans = ((passage.folded, span) for passage in found for span in sentences(passage.folded))
    return replace(lex, exact=lex.exact | recurring((text[first:last] for text, (first, last) in spans), lex))


def _own_names(facts: Facts, named: Iterable[Alias], found: Iterable[Passage]) -> dict[str, str]:
    """The short name under which the text speaks of a system: the one that item ① gives, or the one that the text defines
    and uses among the functions of systems.
    """
    used = "".join(passage.folded for passage in found if passage.section == "I-2" and passage.system)
    told = {
        fold(alias.long): alias.short
        for alias in named
        if alias.kind == "system"
        and not alias.members
        and used.count(fold(alias.short)) > used.count(fold(alias.long)) * (1 + (fold(alias.short) in fold(alias.long)))
    }
    out: dict[str, str] = {}
    for name, given in ((system.name, system.aliases) for system in facts.systems if system.name):
        bare = re.sub(r"\([^()]*\)$", "", fold(name))
        short = [*given, *(told[one] for one in dict.fromkeys((fold(name), bare)) if one in told)]
        shortest = min(short, key=len, default=name)
        out |= {name: shortest} if len(shortest) < len(name) else {}
    return out


def _tells_steps(section: str, facts: Facts) -> bool:
    """Steps stand in I-2 and 別添1, on Form 3 in I-1."""
    return section in ("I-2", "別添1") or (section == "I-1" and facts.document.form == "重点項目")
