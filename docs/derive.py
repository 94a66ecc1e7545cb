"""Pages that are derived from code: the schema, the commands and the glossary. Run: python docs/derive.py"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bangolin.graph.schema import EDGES, KINDS, NODES
from bangolin.graph.schema.declare import Property
from bangolin.queries.checks import rules
from bangolin.ui.cli.arguments import VERBS

FOLDER = Path(__file__).resolve().parent
NOTICE = "<!-- Derived from code by docs/derive.py; changes made here are lost. -->"


def schema() -> Iterator[str]:
    """The labels, edge types and rules of the graph."""
    yield from (
        "# The graph",
        "",
        NOTICE,
        "",
        "Places are in the table with their colour; everything else is structure.",
        "",
    )
    for node in NODES:
        yield f"## {node.label} ({node.japanese})"
        yield from ("", f"{node.english}{' — a place' if node.place else ''}", "")
        yield from _properties(node.properties)
    yield from ("# Edges", "")
    for edge in EDGES:
        yield f"## {edge.type} ({edge.japanese})"
        yield from ("", f"{edge.english}{' — data travels along it' if edge.travels else ''}", "")
        yield from _properties(edge.properties)
    yield from ("# Rules that derive flows", "", "| no. | kind | Japanese | English |", "|---|---|---|---|")
    yield from (f"| {kind.number} | `{kind.id}` | {kind.japanese} | {kind.english} |" for kind in KINDS)


def _properties(properties: tuple[Property, ...]) -> Iterator[str]:
    if properties:
        yield from ("| property | type | Japanese | English |", "|---|---|---|---|")
        yield from (f"| `{one.name}` | {one.type} | {one.japanese} | {one.english} |" for one in properties)
        yield ""


def commands() -> Iterator[str]:
    """The verbs of the command line with their arguments."""
    yield from (
        "# Commands",
        "",
        NOTICE,
        "",
        "Every verb takes `--store STORE` and `--json`; every question `--assessment A`.",
        "",
    )
    for verb in VERBS:
        yield from (f"## bangolin {verb.name}", "", verb.meaning, "")
        if verb.arguments:
            yield from ("| argument | meaning |", "|---|---|")
            yield from (f"| `{', '.join(one.names)}` | {one.meaning.replace('|', ',')} |" for one in verb.arguments)
            yield ""


def checks() -> Iterator[str]:
    """The rules of `bangolin check`."""
    yield from (
        "# Checks",
        "",
        NOTICE,
        "",
        "| rule | severity | Japanese | English | source |",
        "|---|---|---|---|---|",
    )
    for rule in rules():
        yield f"| `{rule.id}` | {rule.severity} | {rule.title['ja']} | {rule.title['en']} | {rule.source} |"


def glossary() -> Iterator[str]:
    """Code words with their Japanese."""
    yield from ("# Glossary", "", NOTICE, "", "| code word | Japanese | English |", "|---|---|---|")
    yield from (
        f"| {node.label} | {node.japanese} | {node.english} |" for node in sorted(NODES, key=lambda one: one.label)
    )
    yield from (f"| {kind.id} | {kind.japanese} | {kind.english} |" for kind in sorted(KINDS, key=lambda one: one.id))


PAGES = {"schema.md": schema, "commands.md": commands, "checks.md": checks, "glossary.md": glossary}


def main() -> None:
    """Write all derived pages."""
    for name, page in PAGES.items():
        (FOLDER / name).write_text("\n".join(page()).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
