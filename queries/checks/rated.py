"""Risks of the connection to the information network (III-6) that are rated although there is no connection."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bangolin.queries.checks.cite import cite
from bangolin.queries.checks.names import plain
from bangolin.queries.checks.rule import Checked, View, judges
from bangolin.queries.checks.said import quoted, said

NETWORK = "情報提供ネットワークシステム"
CONNECTION_RISK = re.compile(
    r"ネットワークシステムとの接続|[^・]不正な提供が行われる|安全が保たれない方法|方法で提供される|情報を提供してしまう"
)
"""The risks of III-6, by the section's heading or by their own words."""


@judges("rated-though-not-done")
def rated_though_not_done(view: View) -> Iterator[Checked]:
    """I-6 says 実施しない, yet the risks of the connection to the information network are rated."""
    network = view.facts.get("network") or {}
    done = network.get("information_network")
    rows = [row for row in view.facts.get("measures") or [] if CONNECTION_RISK.search(plain(row.get("item")))]
    rated = [row for row in rows if row.get("rating")]
    if not done or not rows:
        return
    stated = cite(view.assessment, "情報連携の実施の有無", network, "information_network", done)
    if network.get("value_line"):
        stated["line"] = network["value_line"]
    sides = tuple(cite(view.assessment, str(row.get("item")), row, "rating", row.get("rating")) for row in rated[:2])
    wrong = done == "実施しない" and rated
    yield Checked(NETWORK, (stated, *sides), {"said": done, "items": str(len(rated))} if wrong else None)


@judges("rated-though-not-connected")
def rated_though_not_connected(view: View) -> Iterator[Checked]:
    """III-6 ticks 接続しない for 入手 or 提供, yet a risk of just that is rated."""
    for one in said(view, "no-connection"):
        act = str(one.get("act"))
        rows = [row for row in view.facts.get("measures") or [] if CONNECTION_RISK.search(plain(row.get("item")))]
        rated = [row for row in rows if row.get("rating") and act in _risk(row)]
        sides = tuple(
            cite(view.assessment, str(row.get("item")), row, "rating", row.get("rating")) for row in rated[:2]
        )
        fault = {"act": act, "items": str(len(rated))}
        yield Checked(f"接続しない（{act}）", (quoted(view, one), *sides), fault if rated else None)


def _risk(row: Mapping[str, Any]) -> str:
    """The words of a risk without the names of the network, which hold 提供 too."""
    return plain(row.get("item")).replace("情報提供ネットワーク", "").replace("情報提供等", "")
