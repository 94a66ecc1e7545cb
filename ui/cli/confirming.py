"""The part of ``bangolin review`` that says of a number which stopped a document that it is no 個人番号."""

from __future__ import annotations

import argparse
from pathlib import Path

from bangolin.loader.guard import Numbers
from bangolin.loader.intake import Taken, take
from bangolin.loader.worker import Limits
from bangolin.ui.cli.exits import BAD_INPUT, OK, UsageError
from bangolin.ui.cli.output import note, print_json, say
from bangolin.ui.cli.tables import table


def read_admitted(path: Path, address: str | None) -> Taken:
    """Read a document; where a number stopped it, once more with what people confirmed in the store."""
    from bangolin.graph.stores.store import open_store
    from bangolin.loader.confirmations import admitted

    taken = take(path, Limits())
    if taken.numbers is None:
        return taken
    with open_store(address) as store:
        return admitted(store, taken)


def refused(given: argparse.Namespace, taken: Taken) -> int:
    """Say why a document was refused, and where the numbers stand that stopped it."""
    note(f"bangolin: {taken.problem}")
    rows = _rows(taken.numbers) if taken.numbers else []
    if given.json:
        heads = ("position", "where", "words")
        print_json({"problem": taken.problem, "numbers": [dict(zip(heads, row, strict=True)) for row in rows]})
    elif rows:
        say(table(("位置 (position)", "場所", "前後の言葉"), rows))
    return BAD_INPUT


def _rows(numbers: Numbers) -> list[tuple[str, str, str]]:
    return [(str(one), f"{one.japanese} / {one.english}", one.words) for one in numbers.positions]


def confirm(given: argparse.Namespace) -> int:
    """Confirm that the numbers at the given positions of a document are none, on record, and read it again."""
    from bangolin.graph.stores.store import open_store
    from bangolin.loader.confirmations import admitted
    from bangolin.ui.confirming import confirm_numbers
    from bangolin.ui.people import local_person

    if not given.file or not (given.reason or "").strip():
        raise UsageError("評価書のファイルと理由 (--reason) を指定してください / name the document and a reason")
    with open_store(given.store) as store:
        stopped = admitted(store, take(Path(given.file), Limits()))
        taken = confirm_numbers(store, stopped, local_person(), given.not_a_number, given.reason.strip())
    if taken.facts is None:
        return refused(given, taken)
    if given.json:
        print_json({"confirmed": list(given.not_a_number)})
    else:
        say(f"{given.file}: 確認しました。読み込めます / confirmed; it can be loaded")
    return OK
