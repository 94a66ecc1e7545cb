"""The part of ``bangolin review`` about names: which of them are one place and why, and what officers say of it."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import Any

from bangolin.ui import acting
from bangolin.ui.cli import confirming
from bangolin.ui.cli.exits import OK, UsageError
from bangolin.ui.cli.output import print_json, say
from bangolin.ui.cli.tables import table
from bangolin.ui.people import local_person

HEADS = ("名称", "同じとした名称", "規則", "行", "判断した人", "理由", "場所")


def names(given: argparse.Namespace) -> int:
    """List the names of a document that are one place, after what was decided now, if anything."""
    from bangolin.graph.set_up import set_up
    from bangolin.graph.stores.store import open_store
    from bangolin.loader.graph.keys import edition_keys
    from bangolin.loader.load import apply_corrections, joined_assessment
    from bangolin.loader.naming import joined_names, name_decisions

    chosen = _chosen(given)
    taken = confirming.read_admitted(Path(given.file), given.store)
    if taken.facts is None:
        return confirming.refused(given, taken)
    with open_store(given.store) as store:
        set_up(store)
        assessment = joined_assessment(store, taken.facts) or edition_keys(taken.facts, "").assessment
        if chosen:
            acting.decide_names(store, assessment, local_person(), *chosen, given.reason.strip())
        facts = apply_corrections(store, taken.facts, assessment).facts
        rows = joined_names(facts, assessment, name_decisions(store, assessment))
    _print(given, rows)
    return OK


def asked(given: argparse.Namespace) -> bool:
    """Whether the command is about names."""
    return bool(given.names or given.join or given.part or given.withdraw)


def _chosen(given: argparse.Namespace) -> tuple[str, str, str] | None:
    if not given.file:
        raise UsageError("評価書のファイルを指定してください / name the document")
    said = [(action, *pair) for action in ("join", "part", "withdraw") if (pair := getattr(given, action))]
    if len(said) > 1:
        raise UsageError("判断は一度に一つです / one decision at a time")
    if said and not (given.reason or "").strip():
        raise UsageError("理由 (--reason) を指定してください / give a reason")
    return said[0] if said else None


def _print(given: argparse.Namespace, rows: list[Any]) -> None:
    if given.json:
        print_json([dataclasses.asdict(row) for row in rows])
        return
    shown = [(row.first, row.second, row.rule, row.line, row.who, row.why, row.place) for row in rows]
    say(f"{len(rows)} 件の名寄せと判断 / merges and decisions", table(HEADS, shown))
