"""Small editions for the store tests, made by rule: no loader, no documents."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from bangolin.graph.rows import EdgeRow, EditionGraph, NodeRow

CITY, NETWORK = "みどり市", "jp/情報提供ネットワークシステム"


def edition(
    number: int = 1, *, published: str | None = "2024-04-01", size: int = 5, checked: bool = True, note: str = ""
) -> EditionGraph:
    """An edition of assessment ``number`` with ``size`` systems in a row, the last leads to a shared network."""
    assessment = f"{CITY}/{number}"
    key = f"{assessment}/{published or hashlib.sha256(note.encode()).hexdigest()[:12]}"
    own = {"edition": key}
    systems = [f"assessment:{assessment}/国民健康保険システム{index}" for index in range(size)]
    nodes = [
        NodeRow(
            "Assessment", assessment, {"name": "事務", "body": CITY, "number": str(number), "business": "国保"}, False
        ),
        NodeRow(
            "Edition",
            key,
            {
                **own,
                "assessment": assessment,
                "name": "評価書",
                "body": CITY,
                "published": published or "",
                "checked": checked,
            },
            False,
        ),
        *(NodeRow("System", system, {"name": system.rpartition("/")[2], "kind": "System"}, True) for system in systems),
        NodeRow("Network", NETWORK, {"name": "情報提供ネットワークシステム", "kind": "Network"}, True),
        NodeRow("Step", f"{key}/①", {**own, "step": "①", "section": "別添1", "data": ["個人番号", "氏名"]}, False),
    ]
    edges = [EdgeRow("EDITION_OF", f"{key}>", ("Edition", key), ("Assessment", assessment), own)]
    for index, (one, other) in enumerate(zip(systems, [*systems[1:], NETWORK], strict=True)):
        properties = {
            **own,
            "assessment": assessment,
            "kind": "step",
            "strength": "named",
            "carries": ["個人番号"],
            "evidence": json.dumps(
                [{"item": "Ⅱ.2", "line": index + 1, "text": f"手順{index}{note}"}], ensure_ascii=False
            ),
        }
        edges.append(
            EdgeRow(
                "FLOWS_TO",
                f"{key}#{index}",
                ("System", one),
                ("Network" if other == NETWORK else "System", other),
                properties,
            )
        )
    facts = json.dumps({"document": {"title": key, "note": note}}, ensure_ascii=False)
    return EditionGraph(
        assessment,
        key,
        published,
        facts,
        hashlib.sha256(facts.encode()).hexdigest(),
        checked,
        tuple(sorted(nodes, key=lambda node: (node.label, node.key))),
        tuple(sorted(edges, key=lambda edge: (edge.type, edge.id))),
    )


def wide(rows: int) -> EditionGraph:
    """An edition with ``rows`` flows between ``rows`` places."""
    return replace(edition(9, size=rows))
