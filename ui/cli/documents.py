"""Verbs about documents: read them, load them, list and remove editions."""

from __future__ import annotations

import argparse
import dataclasses
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bangolin.loader.facts import facts_to_json
from bangolin.loader.guard import mask_my_numbers
from bangolin.loader.intake import Taken, find, sample_paths, take_in
from bangolin.ui.cli.confirming import read_admitted
from bangolin.ui.cli.exits import BAD_INPUT, OK
from bangolin.ui.cli.output import note, print_json, say
from bangolin.ui.cli.tables import table
from tqdm import tqdm


def parse(given: argparse.Namespace) -> int:
    """Print the facts of one document."""
    taken = read_admitted(Path(given.file), given.store)
    if taken.facts is None:
        note(f"bangolin: {taken.problem}")
        return BAD_INPUT
    text = facts_to_json(taken.facts)
    if given.output:
        Path(given.output).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return OK


def load(given: argparse.Namespace) -> int:
    """Load documents or facts; one that cannot be read is named, the others are loaded."""
    from bangolin.graph.stores.store import open_store
    from bangolin.ui.acting import index

    files = find(Path(path) for path in given.paths) or sample_paths()
    taken = _reading(files)
    with open_store(given.store) as store:
        _bring_up(store)
        reports = list(_load_all(store, taken, len(files), replace=given.replace, quiet=given.json))
        index(store)
    problems = [report["problem"] for report in reports if report["problem"]]
    if given.json:
        print_json(reports)
    for problem in problems:
        note(f"bangolin: {problem}")
    return BAD_INPUT if problems else OK


def load_sample_if_empty(address: str | None) -> None:
    """Put the sample data into a store that holds nothing yet."""
    from bangolin.graph.loading import editions as loaded
    from bangolin.graph.set_up import set_up
    from bangolin.graph.stores.store import open_store

    with open_store(address) as store:
        set_up(store)
        _bring_up(store)
        if not loaded(store):
            samples = sample_paths()
            list(_load_all(store, _reading(samples), len(samples), replace=False, quiet=False))


def _bring_up(store: Any) -> None:
    """Say so where an earlier version's editions were built again."""
    from bangolin.ui.acting import bring_up
    from bangolin.ui.people import local_person

    count = bring_up(store, local_person())
    if count:
        note(f"以前の版で取り込んだ {count} 件を今の形式にしました / brought {count} editions of an earlier version up")


def _reading(files: list[Path]) -> Iterator[Taken]:
    """Begin to read, while the store is still being opened."""
    return take_in(files, min(os.cpu_count() or 1, len(files)))


def _load_all(
    store: Any, taken_in: Iterable[Taken], count: int, *, replace: bool, quiet: bool
) -> Iterable[dict[str, Any]]:
    progress = tqdm(taken_in, total=count, unit="件", desc="取込 / load", disable=quiet, file=sys.stderr)
    for taken in progress:
        report = _load_one(store, taken, replace=replace)
        yield report
        if not quiet and not report["problem"]:
            progress.write(_sentence(report))


def _load_one(store: Any, taken: Taken, *, replace: bool) -> dict[str, Any]:
    from bangolin.graph.stores.problems import StoreError
    from bangolin.loader.confirmations import admitted
    from bangolin.loader.load import keep_document
    from bangolin.ui.acting import load as load_facts
    from bangolin.ui.acting import write_down
    from bangolin.ui.people import local_person

    taken = admitted(store, taken)
    if taken.facts is None:
        name = mask_my_numbers(taken.path.name)
        write_down(store, local_person(), "load", {"file": name, "refused": "DocumentError"})
        return {"file": taken.path.name, "problem": taken.problem, "edition": None, "outcome": None}
    try:
        loaded = load_facts(store, taken.facts, local_person(), taken.path.name, replace=replace)
    except StoreError as error:
        raise type(error)(f"{taken.path.name}: {error.japanese}", error.english) from error
    source = taken.facts.document.source
    keep_document(store, taken.path, source.digest if source else None)
    report = loaded.report
    changes = {name: len(value) for name, value in dataclasses.asdict(report.changes).items()}
    return {
        "file": taken.path.name,
        "problem": None,
        "edition": report.edition,
        "outcome": report.outcome,
        "in_force": report.in_force,
        "nodes": report.nodes,
        "edges": report.edges,
        "changes": changes,
        "corrections": {"applied": len(loaded.applied), "stale": [one.path for one in loaded.stale]},
    }


OUTCOMES = {"added": "追加 / added", "replaced": "置換 / replaced", "unchanged": "変更なし / unchanged"}


def _sentence(report: dict[str, Any]) -> str:
    parts = [f"{report['edition']}: {OUTCOMES[report['outcome']]} ({report['nodes']} nodes, {report['edges']} edges)"]
    if report["outcome"] == "replaced":
        changes = report["changes"]
        parts.append(f"+{changes['added']} -{changes['removed']} ~{changes['changed']}")
    for path in report["corrections"]["stale"]:
        parts.append(f"確認済みの記載が変わりました / corrected words have changed: {path}")
    return "  ".join(parts)


def editions(given: argparse.Namespace) -> int:
    """List the loaded editions."""
    from bangolin.graph.loading import editions as loaded
    from bangolin.graph.set_up import set_up
    from bangolin.graph.stores.store import open_store

    with open_store(given.store) as store:
        set_up(store)
        rows = loaded(store)
    if given.json:
        print_json(rows)
    else:
        marks = {True: "○", False: "", None: ""}
        say(
            table(
                ("版 (edition)", "評価書名", "公表日", "有効", "確認済み", "原本"),
                [
                    (
                        row["key"],
                        row["name"],
                        row["published"],
                        marks[row["in_force"]],
                        marks[row["checked"]],
                        row["source"],
                    )
                    for row in rows
                ],
            )
        )
    return OK


def remove(given: argparse.Namespace) -> int:
    """Take one edition out of the store; decisions of people stay."""
    from bangolin.graph.stores.store import open_store
    from bangolin.ui.acting import remove as take_out
    from bangolin.ui.people import local_person

    with open_store(given.store) as store:
        take_out(store, given.edition, local_person())
    if given.json:
        print_json({"removed": given.edition})
    else:
        say(f"{given.edition}: 取り除きました / removed")
    return OK
