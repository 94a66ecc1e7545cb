"""The edge types of the graph. Data travels only along ``FLOWS_TO``; everything else is structure."""

from __future__ import annotations

from bangolin.graph.schema.declare import EdgeType, Property
from bangolin.graph.schema.nodes import PLACE_LABELS, STATEMENT_LABELS

_EDITION = Property("edition", "評価書の版", "key of the edition that states it")
_EVIDENCE = Property("evidence", "記載箇所", "where it stands: list of item, page, line, cell, words", "json")

_FLOW = (
    Property("id", "識別子", "id of the flow, made from its content"),
    Property("kind", "規則", "rule that derives it"),
    Property("strength", "強さ", "for the 個人番号: named, data, link or barred"),
    Property("my_number", "個人番号の有無", "yes, no or not stated"),
    Property("carries", "運ばれる識別子等", "concepts that it names", "texts"),
    Property("data", "情報", "what is moved, as printed", "texts"),
    Property("media", "媒体", "media", "texts"),
    Property("network", "ネットワーク", "network it goes over"),
    Property("protection", "保護", "protection as stated, or not stated"),
    Property("legal_basis", "法令上の根拠", "legal basis"),
    Property("assessment", "評価書", "key of the assessment"),
    _EDITION,
    _EVIDENCE,
    Property("confidence", "確度", "certain, derived or uncertain"),
    Property("note", "注記", "law-code: the law uses 符号 on this network"),
    Property("denied", "否定された内容", "what a denial bars here: 個人番号, 特定個人情報 or access"),
    Property("walked", "追跡の対象", "false where only money or goods move", "truth"),
    Property("exact", "識別子のみ", "what is moved is fully named, and is identifiers alone", "truth"),
    Property("file", "ファイル", "key of the file whose items decide it"),
    Property("statement", "根拠の記載", "key of the statement that justifies it"),
    Property("label", "表示名", "label of the step, or number of the row"),
    Property("scope", "範囲", "whole or part of the file"),
    Property("tier", "段階", "tier of the contractor", "number"),
    Property("group", "人数の区分", "group whose band of people this is"),
    Property("people", "人数", "band of people as printed"),
    Property("asked", "様式の質問", "false where the form does not ask the scope", "truth"),
)

EDGES: tuple[EdgeType, ...] = (
    EdgeType("FLOWS_TO", PLACE_LABELS, PLACE_LABELS, "流れ", "data can travel along it", _FLOW, travels=True),
    EdgeType(
        "NAMES",
        ("Edition",),
        PLACE_LABELS,
        "名称の記載",
        "the names under which an edition speaks of a place",
        (
            _EDITION,
            Property("assessment", "評価書", "key of the assessment"),
            Property("name", "名称", "first name in this edition"),
            Property("names", "別名", "all names in this edition", "texts"),
            Property("spelled", "照合用の表記", "spellings under which questions find it", "texts"),
            Property("kind", "種類", "kind of place in this edition"),
            Property("organization", "所属する機関", "legal body it belongs to, or blank"),
            Property("outside", "外部", "of another legal body than the assessor", "truth"),
            Property("generic", "一般名称", "stands for nobody in particular", "truth"),
            Property("merges", "名寄せの理由", "which rule joined each name", "json"),
            _EVIDENCE,
        ),
    ),
    EdgeType("EDITION_OF", ("Edition",), ("Assessment",), "版", "edition of an assessment", (_EDITION,)),
    EdgeType("ASSESSED_BY", ("Edition",), ("Organization",), "評価実施機関", "the assessing body", (_EDITION,)),
    EdgeType("STATES", ("Edition",), STATEMENT_LABELS, "記載", "what an edition states", (_EDITION,)),
    EdgeType("RECORDS", ("File",), ("Field",), "記録", "a file records an item", (_EDITION, _EVIDENCE)),
    EdgeType("MEANS", ("Field",), ("Concept",), "意味", "a field names a concept", (_EDITION,)),
    EdgeType("PART_OF", PLACE_LABELS, PLACE_LABELS, "一部", "part of a whole", (_EDITION, _EVIDENCE)),
    EdgeType("OPERATES", PLACE_LABELS, PLACE_LABELS, "運用", "runs or maintains", (_EDITION, _EVIDENCE)),
    EdgeType(
        "LINKED_TO",
        ("Concept",),
        ("Concept",),
        "紐付け",
        "an identifier that the document ties to another",
        (_EDITION, Property("held_in", "保持する場所", "keys of the places that keep the link", "texts"), _EVIDENCE),
    ),
    EdgeType("BASED_ON", ("Provision", "Transfer"), ("LegalBasis",), "根拠", "based on", (_EDITION,)),
    EdgeType("ABOUT", STATEMENT_LABELS, PLACE_LABELS, "対象", "the place that a statement is about", (_EDITION,)),
)
BY_TYPE = {edge.type: edge for edge in EDGES}
