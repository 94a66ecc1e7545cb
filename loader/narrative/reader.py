"""The narrative facts of an assessment: flows and what the text says of names, parts, operators and denials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bangolin.loader.facts.records import Facts, Flow
from bangolin.loader.form.definition import Form
from bangolin.loader.form.items import Span
from bangolin.loader.form.sections import sections
from bangolin.loader.narrative.aliases import Alias, aliases, same_as, system_names
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
    body = [passage for passage in found if passage.section != "cover"]
    known = known_elsewhere(body, lex)
    scored = [passage for passage in found if _tells_steps(passage.section, facts)]
    steps = _flows(scored, lex, facts, known, _groups(named))
    passing = _flows(told_beside(found), lex, facts, known, {})
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
    found: Sequence[Passage], lex: Lexicon, facts: Facts, known: Known, groups: Mapping[str, Sequence[str]]
) -> tuple[Flow, ...]:
    """The flows that passages tell, each once."""
    told = told_hops(found, lex, assessor_name(facts), _own_names(facts))
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
    """The names of contractors: those of companies may hold letters that are particles elsewhere."""
    return [fold(name) for delegation in facts.delegations for name in delegation.contractors]


def _own_names(facts: Facts) -> dict[str, str]:
    """The short name under which the text speaks of a system, where item ① gives one."""
    return {
        system.name: min(system.aliases, key=len)
        for system in facts.systems
        if system.name and system.aliases and len(min(system.aliases, key=len)) < len(system.name)
    }


def _tells_steps(section: str, facts: Facts) -> bool:
    """Steps stand in I-2 and 別添1, on Form 3 in I-1."""
    return section in ("I-2", "別添1") or (section == "I-1" and facts.document.form == "重点項目")
