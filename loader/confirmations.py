"""Numbers that look like a 個人番号 and that a person confirmed to be none: kept in the store, used on every load.

One in ten random numbers of twelve digits has the right check digit. What is kept of a confirmation is the digest of
the file, the position of the number in it, and who confirmed when and why; never the digits, nor a hash of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bangolin.graph.decisions import Decision, decisions, record
from bangolin.graph.stores.store import Store
from bangolin.loader.guard import contains_my_number
from bangolin.loader.intake import Taken, take
from bangolin.loader.problems import DocumentError
from bangolin.loader.worker import Limits


@dataclass(frozen=True)
class Confirmation:
    """That the numbers at some positions (as ``str(Position)``) of a file are no 個人番号, by whom, when (ISO), why."""

    positions: tuple[str, ...]
    who: str
    when: str
    why: str


def confirmed(store: Store, digest: str) -> frozenset[tuple[str, str]]:
    """What people confirmed of one file: (its digest, position)."""
    return frozenset((digest, str(one.content["position"])) for one in decisions(store, "GuardDecision", digest))


def admitted(store: Store, taken: Taken, limits: Limits | None = None) -> Taken:
    """The same input, read again where people confirmed something about the numbers that stopped it."""
    if taken.numbers is None:
        return taken
    known = confirmed(store, taken.numbers.digest)
    return take(taken.path, limits or Limits(), known) if known else taken


def confirm(store: Store, taken: Taken, given: Confirmation, limits: Limits | None = None) -> Taken:
    """Confirm that numbers which stopped an input are none, and read it again.

    Nothing is kept unless the document can then be read, or only other numbers still stop it.

    Raises DocumentError where no number stands at a position, or the reason is missing or holds a number itself.
    """
    digest, stopped = (taken.numbers.digest, taken.numbers.positions) if taken.numbers else ("", ())
    _check(given, [str(position) for position in stopped])
    chosen = frozenset((digest, position) for position in given.positions)
    again = take(taken.path, limits or Limits(), confirmed(store, digest) | chosen)
    if again.facts is not None or again.numbers is not None:
        record(
            store,
            [
                Decision("GuardDecision", digest, given.who, given.when, given.why, {"position": position})
                for position in given.positions
            ],
        )
    return again


def _check(given: Confirmation, stopped: Sequence[str]) -> None:
    if not given.why.strip():
        raise DocumentError("個人番号でない理由を書いてください。", "say why it is no 個人番号")
    if contains_my_number(given.why):
        raise DocumentError(
            "理由に番号そのものを書かないでください。", "do not write the number itself into the reason"
        )
    unknown = [position for position in given.positions if position not in stopped]
    if unknown or not given.positions:
        listed = "、".join(stopped) or "-"
        raise DocumentError(
            f"その位置に個人番号とみられる数字はありません（あるのは {listed}）。",
            f"no number that looks like a 個人番号 stands there (there are: {listed})",
        )
