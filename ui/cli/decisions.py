"""Verbs with which people decide: accept a finding, look through what was read, carry decisions between stores."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path
from typing import Any

import yaml
from bangolin.graph.decisions import KINDS, Decision, decisions
from bangolin.ui import acting
from bangolin.ui.cli import confirming, naming, reviewing
from bangolin.ui.cli.exits import OK, UsageError
from bangolin.ui.cli.output import print_json, say
from bangolin.ui.people import local_person


def accept(given: argparse.Namespace) -> int:
    """Accept one finding with a reason, until a day or for good."""
    from bangolin.graph.set_up import set_up
    from bangolin.graph.stores.store import open_store
    from bangolin.queries.check import require_finding

    until = _day(given.until)
    today = datetime.datetime.now(tz=datetime.UTC)
    with open_store(given.store) as store:
        set_up(store)
        finding = require_finding(store, given.id, today.date().isoformat())
        acting.accept(store, finding, local_person(), given.reason, until)
    if given.json:
        print_json({"accepted": given.id, "reason": given.reason, "until": until})
    else:
        say(f"{given.id}: 受け入れました / accepted  {finding['message']}")
    return OK


def _day(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(f"「{text}」は日付ではありません (例: 2027-03-31) / not a date") from None


def review(given: argparse.Namespace) -> int:
    """What is uncertain in a document and what a person says of it; or decisions out of a store, or into it."""
    if given.export_to or given.import_from:
        return _carry(given)
    if naming.asked(given):
        return naming.names(given)
    if given.not_a_number:
        return confirming.confirm(given)
    return reviewing.look_through(given)


def _carry(given: argparse.Namespace) -> int:
    from bangolin.graph.set_up import set_up
    from bangolin.graph.stores.store import open_store

    carried = {"to": given.export_to, "from": given.import_from}
    with (
        open_store(given.store) as store,
        acting.on_record(store, local_person(), "keep", "decisions", carried) as deed,
    ):
        set_up(store)
        if given.export_to:
            rows = [vars(decision) for kind in KINDS for decision in decisions(store, kind)]
            Path(given.export_to).write_text(yaml.safe_dump(rows, allow_unicode=True, sort_keys=True), encoding="utf-8")
            count = len(rows)
        else:
            count = _take_in(store, Path(given.import_from))
        deed.rows = count
    if given.json:
        print_json({"decisions": count})
    else:
        say(f"{count} 件の判断 / decisions")
    return OK


def _take_in(store: Any, path: Path) -> int:
    from bangolin.loader.naming import keep_decisions

    try:
        return keep_decisions(store, _read_decisions(path))
    except ValueError as error:
        raise UsageError(f"{path.name}: {error}") from error


def _read_decisions(path: Path) -> list[Decision]:
    try:
        rows: Any = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        return [Decision(**row) for row in rows]
    except (yaml.YAMLError, TypeError) as error:
        raise UsageError(
            f"{path.name}: 書き出した判断のファイルではありません / no file of exported decisions: {error}"
        ) from error
