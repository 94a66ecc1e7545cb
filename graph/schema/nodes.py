"""The labels of the graph."""

from __future__ import annotations

from bangolin.graph.schema.declare import NodeType, Property

_KEY = Property("key", "キー", "stable key made from content")
_NAME = Property("name", "名称", "name")
_KIND = Property("kind", "種類", "kind of place")
_EDITION = Property("edition", "評価書の版", "key of the edition that states it")
_EVIDENCE = Property("evidence", "記載箇所", "where it stands: list of item, page, line, cell, words", "json")
_SHARED = (_KEY, _NAME, _KIND)


def _place(label: str, japanese: str, english: str, colour: str, shape: str) -> NodeType:
    return NodeType(label, japanese, english, _SHARED, place=True, colour=colour, shape=shape)


def _statement(label: str, japanese: str, english: str, *properties: Property) -> NodeType:
    return NodeType(label, japanese, english, (_KEY, _EDITION, *properties, _EVIDENCE), statement=True)


_FILE = Property("file", "特定個人情報ファイル", "name of the file")
_ORDINAL = Property("ordinal", "番号", "number printed in the form", "number")
_DISCLOSURE = (
    _FILE,
    _ORDINAL,
    Property("recipient", "提供先・移転先", "recipient as printed"),
    Property("recipients", "提供先・移転先の各名称", "each body or department", "texts"),
    Property("legal_basis", "法令上の根拠", "legal basis"),
    Property("purpose", "用途", "purpose"),
    Property("information", "提供・移転する情報", "information that is given"),
    Property("subject_count", "本人の数", "band of the number of subjects"),
    Property("methods", "方法", "ticked methods, and those in brackets", "texts"),
    Property("timing", "時期・頻度", "time and frequency"),
    Property("from_annex", "別紙", "annex, where the row stands only there"),
)

NODES: tuple[NodeType, ...] = (
    NodeType(
        "Assessment",
        "評価書",
        "assessment: one body's business",
        (
            _KEY,
            _NAME,
            Property("body", "評価実施機関", "assessing body"),
            Property("number", "評価書番号", "number of the assessment"),
            Property("business", "事務の名称", "business"),
        ),
    ),
    NodeType(
        "Edition",
        "評価書の版",
        "one published text of an assessment",
        (
            _KEY,
            _NAME,
            _EDITION,
            Property("assessment", "評価書", "key of the assessment"),
            Property("body", "評価実施機関", "assessing body"),
            Property("form", "様式", "form: 全項目 (4) or 重点項目 (3)"),
            Property("form_edition", "様式の版", "edition of the form"),
            Property("published", "公表日", "date of publication, ISO"),
            Property("source", "原本のファイル名", "file name of the source"),
            Property("digest", "原本のSHA-256", "SHA-256 of the source's text"),
            Property("business", "事務の名称", "business"),
            Property("in_force", "適用中の版", "the edition in force", "truth"),
            Property("checked", "確認済み", "a person went through the facts", "truth"),
            Property("information_network", "情報連携の実施", "use of the information network"),
            Property("subject_scale", "対象人数", "band of the number of subjects"),
            Property("counts", "印字された件数と記載数", "printed counts and what is listed", "json"),
            Property("contents", "記載の件数", "how many systems, files, flows … it has", "json"),
            Property("files", "ファイル", "files with their bands and subjects", "json"),
            Property("gaps", "記載のない事項", "what the document leaves open", "json"),
        ),
    ),
    _place("PersonGroup", "本人等", "group of persons", "#f2c94c", "ellipse"),
    _place("Department", "部署", "department", "#6fcf97", "box"),
    _place("Organization", "機関・団体", "organisation", "#eb5757", "box"),
    _place("System", "システム・端末", "system or terminal", "#2d9cdb", "box"),
    _place("File", "ファイル", "file", "#bb6bd9", "database"),
    _place("Site", "保管場所", "storage site", "#a98467", "box"),
    _place("Network", "ネットワーク", "network", "#828282", "hexagon"),
    NodeType(
        "Field",
        "記録項目",
        "record item of a file",
        (
            _KEY,
            _NAME,
            _EDITION,
            _FILE,
            Property("group", "項目群", "group of items"),
            Property("number", "番号", "number printed beside it"),
            Property("source", "出所", "list of items, or ticked main item"),
            Property("uncertain", "不確か", "the reading is not sure", "truth"),
            _EVIDENCE,
        ),
    ),
    NodeType(
        "Concept",
        "概念",
        "what several fields name",
        (
            _KEY,
            _NAME,
            Property("names", "別名", "its spellings", "texts"),
            Property("identifier", "識別子", "it names one person", "truth"),
        ),
    ),
    NodeType("LegalBasis", "法令上の根拠", "legal basis", (_KEY, _NAME)),
    _statement(
        "Measure",
        "リスク対策",
        "measure of section III and its rating",
        Property("item", "項目", "heading it stands under"),
        Property("rating", "評価", "rating"),
    ),
    _statement(
        "Statement",
        "本文の記述",
        "statement of running text that the checks hold against the rest",
        Property("kind", "種類", "form of words"),
        Property("subject", "主体", "who or what it is about"),
        Property("objects", "対象", "what else it names", "texts"),
        Property("act", "行為", "what is done or used"),
        Property("words", "文言", "words it rests on"),
    ),
    _statement(
        "Delegation",
        "委託",
        "delegation",
        _FILE,
        _ORDINAL,
        Property("title", "委託事項", "what is delegated"),
        Property("scope", "範囲", "whole or part of the file"),
        Property("handlers", "取扱者数", "band of the number of handlers"),
        Property("methods", "提供方法", "ticked methods, and those in brackets", "texts"),
        Property("contractors", "委託先", "contractors as printed", "texts"),
        Property("redelegated", "再委託の有無", "再委託する, 再委託しない or blank"),
        Property("consent", "再委託の許諾方法", "how consent is given"),
        Property("chain", "委託の連鎖", "links of the chain with tier and name", "json"),
        Property("subject_count", "本人の数", "band of the number of subjects"),
    ),
    _statement("Provision", "提供", "provision to another body", *_DISCLOSURE),
    _statement("Transfer", "移転", "transfer inside the body", *_DISCLOSURE),
    _statement(
        "Acquisition",
        "入手",
        "acquisition",
        _FILE,
        Property("category", "入手元の区分", "category of the source"),
        Property("names", "入手元", "sources as printed", "texts"),
        Property("methods", "入手方法", "ticked methods, and those in brackets", "texts"),
    ),
    _statement(
        "Step",
        "手順",
        "step of the description of the business",
        Property("step", "手順の番号", "label of the step"),
        Property("section", "記載箇所", "section it stands in"),
        Property("source", "送り手", "who sends"),
        Property("target", "受け手", "who receives"),
        Property("data", "情報", "what is moved", "texts"),
        Property("medium", "媒体", "medium"),
        Property("my_number", "個人番号の有無", "yes, no or not stated"),
        Property("money", "金銭のみ", "moves only money or goods", "truth"),
    ),
    _statement(
        "Denial",
        "否定の記載",
        "statement that somebody does not get, see or hold something",
        Property("who", "対象", "about whom or what"),
        Property("what", "内容", "what is denied"),
        Property("words", "記載", "the words"),
        Property("unconditional", "無条件", "about the whole of it, always", "truth"),
        Property("contradicted", "反する記載", "ids of stated flows that say otherwise", "texts"),
    ),
)
BY_LABEL = {node.label: node for node in NODES}
PLACE_LABELS = tuple(node.label for node in NODES if node.place)
STATEMENT_LABELS = tuple(node.label for node in NODES if node.statement)
