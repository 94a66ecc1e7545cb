"""The rules that derive flows, by their ids (design, section 3)."""

from __future__ import annotations

from bangolin.graph.schema.declare import FlowKind

KINDS: tuple[FlowKind, ...] = (
    FlowKind("step", 1, "記載された手順", "stated step", stated=True),
    FlowKind("connection", 2, "他のシステムとの接続", "connection between systems"),
    FlowKind("over", 3, "経由するネットワーク", "network it goes over"),
    FlowKind("hold", 4, "ファイルの保管", "file held in", stands=True, stoppable=False),
    FlowKind("held", 5, "保管場所からファイルへ", "holder to its file", stands=True, stoppable=False),
    FlowKind("same_business", 6, "同じ事務のシステム", "system of the same business", stands=True, stoppable=False),
    FlowKind("part", 7, "部分と全体", "part and whole", stands=True, stoppable=False),
    FlowKind("office", 8, "部署から評価実施機関へ", "department to its body", stands=True, stoppable=False),
    FlowKind("use", 9, "使用部署", "department in use"),
    FlowKind("delegation", 10, "委託", "delegation", stated=True),
    FlowKind("sub_delegation", 11, "再委託", "sub-delegation"),
    FlowKind("provision", 12, "提供", "provision", stated=True),
    FlowKind("transfer", 13, "移転", "transfer", stated=True),
    FlowKind("acquisition", 14, "入手", "acquisition", stated=True),
    FlowKind("operation", 15, "運用・保守", "operation or maintenance"),
    FlowKind("handover", 16, "他の評価書への引継ぎ", "handover to another assessment", stoppable=False),
)
BY_ID = {kind.id: kind for kind in KINDS}
STANDS = frozenset(kind.id for kind in KINDS if kind.stands)
STOPPABLE = frozenset(kind.id for kind in KINDS if kind.stoppable)
STRENGTHS = ("named", "data", "link", "barred")
