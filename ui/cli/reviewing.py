"""The part of ``bangolin review`` about what was read: the values to look at, and what a person says of them."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from bangolin.loader.facts import Facts
from bangolin.loader.intake import Taken
from bangolin.loader.review import Item, items
from bangolin.ui import acting
from bangolin.ui.cli import confirming
from bangolin.ui.cli.exits import OK, UsageError
from bangolin.ui.cli.output import print_json, say
from bangolin.ui.cli.tables import table
from bangolin.ui.people import local_person

HEADS = ("確度", "項目", "行", "読み取った値", "評価書の言葉", "理由", "値の場所 (PATH)")
Said = tuple[str, str, str | None]
"""An action, the path of the value it is about, and the right value where it is a correction."""


def look_through(given: argparse.Namespace) -> int:
    """List the values of a document with what people said of them, the least sure first, after what is said now."""
    chosen = said(given)
    taken = confirming.read_admitted(Path(given.file), given.store)
    if taken.facts is None:
        return confirming.refused(given, taken)
    _print(given, _decided(given, taken, taken.facts, chosen))
    return OK


def said(given: argparse.Namespace) -> list[Said]:
    """What the options say of values. Raises UsageError without a file, or without a reason for what is said."""
    if not given.file:
        raise UsageError("評価書のファイルを指定してください / name the document")
    chosen: list[Said] = [("accept", path, None) for path in given.accept]
    chosen += [("reject", path, None) for path in given.reject]
    chosen += [("correct", path, value) for path, value in given.correct]
    if chosen and not (given.reason or "").strip():
        raise UsageError("理由 (--reason) を指定してください / give a reason")
    if len({path for _, path, _ in chosen}) < len(chosen):
        raise UsageError("一つの値についての判断は一度に一つです / one decision for each value")
    return chosen


def _decided(given: argparse.Namespace, taken: Taken, facts: Facts, chosen: Sequence[Said]) -> list[Item]:
    """The values after all decisions; those of now are put on record, and the document is loaded with them."""
    from bangolin.graph.set_up import set_up
    from bangolin.graph.stores.store import open_store
    from bangolin.loader.graph.keys import edition_keys
    from bangolin.loader.load import apply_corrections, joined_assessment, keep_document

    with open_store(given.store) as store:
        set_up(store)
        assessment = joined_assessment(store, facts) or edition_keys(facts, "").assessment

        def values() -> list[Item]:
            return items(apply_corrections(store, facts, assessment).facts)

        found, raw = values(), items(facts)
        for action, item, value in [(action, _meant(found, raw, path), value) for action, path, value in chosen]:
            path = next((one.path for one in values() if _same(one, item)), item.path)
            decision = {"path": path, "words": item.words, "action": action, "value": value}
            acting.correct(store, facts, local_person(), decision, given.reason.strip())
        if chosen:
            keep_document(store, taken.path, facts.document.source.digest if facts.document.source else None)
        return values()


def _meant(found: Iterable[Item], raw: Iterable[Item], path: str) -> Item:
    """The value at a path: as it stands after all decisions, else as it was read (one that was rejected can come back)."""
    item = next((one for values in (found, raw) for one in values if one.path == path), None)
    if item is None:
        raise UsageError(
            f"「{path}」という値はありません。--json で値の場所を確かめてください / no such value; --json lists the paths"
        )
    return item


def _same(one: Item, other: Item) -> bool:
    """Whether two items are one value, though entries before it may have been taken out of its list meanwhile."""
    return one.words == other.words and re.sub(r"\d+\]", "]", one.path) == re.sub(r"\d+\]", "]", other.path)


def _print(given: argparse.Namespace, found: Sequence[Item]) -> None:
    if given.json:
        print_json([vars(item) for item in found])
        return
    unsure = [item for item in found if item.confidence != "certain"]
    say(f"{len(found)} 件中 {len(unsure)} 件を確かめてください / {len(unsure)} of {len(found)} values to look at")
    rows = [
        (item.confidence, item.form_item, item.line, item.value, item.words, item.reason, item.path) for item in unsure
    ]
    say(table(HEADS, rows))
