"""How much of an answer nobody has reviewed: the share of its flows that are uncertain, derived, or of unread documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bangolin.queries.scope import Edition

COUNTED = (
    "MATCH ()-[f:FLOWS_TO]->() WHERE f.edition IN $scope "
    "RETURN f.edition AS edition, f.confidence AS confidence, count(f) AS flows ORDER BY edition, confidence"
)
"""Without labels at the ends, as in queries/frontier.py."""


def share(flows: Iterable[Mapping[str, Any]], editions: Iterable[Edition]) -> dict[str, Any]:
    """The share of flows as answers print them (``edition``, ``confidence``; ``flows`` where a row stands for many).

    ``unchecked`` counts the flows of editions whose facts no person went through. The sentence is there in both
    languages, also where nothing is open, so that silence never stands for certainty.
    """
    checked = {edition.key for edition in editions if edition.checked}
    rows = [
        (str(row.get("confidence") or ""), str(row.get("edition") or ""), int(row.get("flows") or 1)) for row in flows
    ]
    every = sum(count for _, _, count in rows)
    uncertain, derived = (sum(count for one, _, count in rows if one == kind) for kind in ("uncertain", "derived"))
    unchecked = sum(count for _, edition, count in rows if edition and edition not in checked)
    return {
        "flows": every,
        "uncertain": uncertain,
        "derived": derived,
        "unchecked": unchecked,
        "message": f"この回答の流れ{every:,}件のうち、読み取りが不確かなもの{uncertain:,}件、推定によるもの{derived:,}件、"
        f"人が確認していない評価書によるもの{unchecked:,}件",
        "message_en": f"of {every:,} flows in this answer {uncertain:,} are uncertain, {derived:,} are derived, and "
        f"{unchecked:,} are of documents that no person has gone through",
    }
