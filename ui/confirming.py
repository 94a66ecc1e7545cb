"""Saying of numbers that stopped a document that they are no 個人番号: allowed to the person, and on record."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from bangolin.loader.intake import Taken
from bangolin.ui.acting import on_record
from bangolin.ui.people import Person


def confirm_numbers(store: Any, taken: Taken, person: Person, positions: Sequence[str], why: str) -> Taken:
    """Confirm the numbers at ``positions`` of a document that was stopped, and read it again.

    Kept are the digest of the file, the positions, who, when and why; never the digits. Raises NumberTypedError where
    the reason holds a number, NotAllowedError, and DocumentError where the reason or the positions do not fit.
    """
    from bangolin.graph.set_up import set_up
    from bangolin.loader.confirmations import Confirmation, confirm

    when = datetime.datetime.now(tz=datetime.UTC).isoformat(timespec="seconds")
    digest = taken.numbers.digest if taken.numbers else ""
    about = {"digest": digest, "positions": list(positions), "reason": why}
    with on_record(store, person, "decide", "confirm-number", about) as deed:
        set_up(store)
        again: Taken = confirm(store, taken, Confirmation(tuple(positions), person.name, when, why))
        deed.rows = len(positions)
    return again
