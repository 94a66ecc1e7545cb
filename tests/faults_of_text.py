"""Faults that running text makes with the form, and sentences that make none, put into the made-up assessment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checked import Facts, put

Change = Callable[[Facts], None]


def says(*statements: dict[str, Any], **changes: Any) -> Change:
    """The assessment with statements of running text, and with top-level facts replaced."""

    def change(facts: Facts) -> None:
        given = [{"objects": [], "words": "文言", "line": 400 + at, **one} for at, one in enumerate(statements)]
        facts["statements"] = given
        facts.update(changes)

    return change


def both(*changes: Change) -> Change:
    def change(facts: Facts) -> None:
        for one in changes:
            one(facts)

    return change


def flow(source: str, target: str, **more: Any) -> dict[str, Any]:
    return {"source": source, "target": target, "data": ["資格情報"], "section": "別添1", "line": 19, **more}


def items(*numbers: int) -> list[dict[str, Any]]:
    return [
        {
            "ordinal": at,
            "recipient": "都道府県知事",
            "legal_basis": f"命令第2条の表{one}の項",
            "information": "資格",
            "line": 50 + at,
        }
        for at, one in enumerate(numbers, start=1)
    ]


ONLY = {"kind": "done-only-by", "act": "照会", "subject": "照会端末", "objects": ["連携サーバー"]}
ALONE = {"kind": "connects-only", "subject": "連携サーバー", "objects": ["台帳システム"]}
GIVEN = {"kind": "provided-between-bodies", "subject": "都道府県知事"}
LISTED = {"kind": "provision-items", "objects": ["2", "42", "48"]}
TERM = {"kind": "definition", "subject": "整理番号"}
LINE = {"kind": "tunnel", "subject": "台帳システム", "objects": ["宛名システム"], "act": "IP-VPN"}
CONNECTION = {"item": "６．情報提供ネットワークシステムとの接続 リスク１", "rating": "十分である", "line": 320}
HELD = {"name": "台帳ファイル", "held_in": ["台帳システム", "宛名システム"], "held_since": "平成28年1月", "line": 20}
PLACE = {"place": "台帳システムにおける措置", "line": 59}
NETWORK = "情報提供ネットワークシステム"
MEMORY = "フラッシュメモリ"
SAID = {"evidence": {"words": {"line": 900, "text": "後"}, "objects[0]": {"line": 90, "text": "前"}}}
CHANGED = {"kind": "changed", "subject": "③対象人数", "act": "document.subject_scale"}
RENAMED = {
    "kind": "changed",
    "subject": "移転先2",
    "act": "transfers.2.recipient",
    "objects": ["税務部管理課", "税務部課税課"],
}
NOT_MADE = {
    "kind": "changed-not-in-force",
    "subject": "別添1",
    "objects": ["窓口端末で照会を行う", "専用端末で照会を行う"],
}
TWICE = {"kind": "changed-twice", "subject": "⑥事務担当部署", "act": "令和7年4月1日"}
LISTS = {"kind": "annexe-lists", "subject": "別紙2", "act": "別紙2", "objects": ["課税課", "管理課"]}
NOT_CONNECTED = {"kind": "no-connection", "subject": "III-6", "act": "提供"}
RISK = {"item": "リスク２ 不正な提供が行われるリスク", "rating": "十分である", "line": 320}
SPELLED = {"kind": "spelled", "subject": "情報提要ネットワーク", "objects": ["情報提供ネットワーク"]}
HANDED = {"kind": "handed-on", "subject": "各種届出書", "objects": ["紙", "電子記録媒体"]}
HANDED_TOO = {"kind": "handed-on", "subject": "届出書", "objects": ["紙の届出書", "電子記録媒体", MEMORY]}
TWO_SYSTEMS = [
    {"ordinal": 1, "name": "中間サーバー", "connections": ["その他"], "other_connections": [], "line": 10},
    {
        "ordinal": 2,
        "name": "架空業務向け中間サーバー等",
        "connections": ["その他"],
        "other_connections": [],
        "line": 12,
    },
]
SHORT = {"kind": "called-short", "subject": "架空業務向け中間サーバー等", "objects": ["中間サーバー"]}
HEADED = {"kind": "measures-of", "subject": "台帳集約システム"}
GATHERED = {"ordinal": 1, "name": "台帳総合システム及び台帳情報集約システム", "connections": ["その他"], "line": 10}
GROUP = "架空連携に係る機能"
AT_GROUP = {"evidence": {"words": {"line": 901, "text": "後"}, "objects[0]": {"line": 90, "text": "前"}}}
NOT_DONE = {"kind": "out-of-scope", "subject": "架空照会機能", "act": "not-done", "objects": [GROUP], **AT_GROUP}
BARE = {"kind": "out-of-scope", "subject": "架空符号の取得", "act": "bare", "objects": [GROUP], **AT_GROUP}
DROPPED = {"kind": "dropped", "subject": "台帳システム", "objects": ["連携サーバー"], **SAID}


def one_end(*ticking: int, **more: Any) -> Change:
    """庁内連携システム as the way of 移転, ticked in ③ of some of the systems."""

    def change(facts: Facts) -> None:
        facts["transfers"][0]["methods"] = ["庁内連携システム"]
        for at in ticking:
            facts["systems"][at].update(connections=["庁内連携システム"], **more)

    return change


def second_recipient(facts: Facts) -> None:
    """A second 移転先, so that the history can name the wrong one."""
    first = facts["transfers"][0]
    facts["transfers"].append(
        {**first, "ordinal": 2, "recipient": "税務部収納課", "recipients": ["税務部収納課"], "line": 55}
    )


def second_delegation(name: str) -> Change:
    """A second 委託事項 with the same body, or another, as contractor, and the names the document joins."""

    def change(facts: Facts) -> None:
        facts["delegations"].append({**facts["delegations"][0], "ordinal": 2, "contractors": [name], "line": 45})

    return change


TEXT_FAULTS: dict[str, Change] = {
    "redelegated-though-forbidden": says({"kind": "redelegation-forbidden", "words": "再委託の禁止"}),
    "inquiry-another-way": says(ONLY, {"kind": "done-by", "act": "照会", "subject": "窓口端末"}),
    "connected-elsewhere": says(ALONE, flows=[flow("連携サーバー", "税務システム", medium="専用線")]),
    "basis-beyond-rule": says({"kind": "basis-only", "act": "移転", "objects": ["利用条例"]}),
    "entrusted-not-listed": says({"kind": "entrusted", "subject": "架空県中央会"}),
    "provision-not-listed": says({**GIVEN, "subject": "取りまとめ機関"}),
    "handed-over-against-text": both(
        says({"kind": "nothing-handed", "words": "台帳システム保守の業務で委託業者へ提供は行わない"}),
        put("delegations", 0, "title", value="台帳システム保守"),
    ),
    "defined-twice": says({**TERM, "objects": ["年度", "連番"]}, {**TERM, "objects": ["年度", "連番", "枝番"]}),
    "provision-items-differ": says(LISTED, provisions=items(2, 42, 48, 56)),
    "tunnel-differs": says(LINE, {**LINE, "act": "IPsec"}),
    "system-only-in-measures": says({**ALONE, "subject": "申請受付サーバー"}),
    "step-without-connection": both(put("systems", 0, "other_connections", value=["税務システム"]),
                                    put("systems", 1, "other_connections", value=["税務システム"])),
    "use-apart-from-holding": both(says(files=[{**HELD, "held_in": []}]), put("use", 0, "started", value="平成30年4月1日")),
    "holder-without-place": says(files=[HELD], storage=[PLACE]),
    "rated-though-not-done": both(says(measures=[CONNECTION]), put("network", "information_network", value="実施しない")),
    "safeguarded-without-place": says({"kind": "safeguards", "subject": "宛名システム"}, storage=[PLACE]),
    "data-beyond-provision": says(flows=[flow("架空市", NETWORK, data=["滞納情報"])]),
    "exchange-without-connection": says(flows=[flow("台帳システム", "収納システム", medium=MEMORY)]),
    "change-not-in-force": says({**NOT_MADE, **SAID}),
    "change-under-another-number": both(second_recipient, says(RENAMED)),
    "change-listed-twice": says({**TWICE, **SAID}),
    "annex-lists-more": both(says(LISTS), put("transfers", 0, "recipient", value="別紙2のとおり")),
    "rated-though-not-connected": says(NOT_CONNECTED, measures=[RISK]),
    "spelled-two-ways": says({**SPELLED, **SAID}),
    "media-differ": says(HANDED, HANDED_TOO),
    "party-under-two-names": says(flows=[flow("事業主", "架空組合", data=["各種届出書"]),
                                         flow("事業所", "架空組合", data=["届出書"], line=21)]),
    "one-name-two-systems": says(SHORT, systems=TWO_SYSTEMS),
    "name-shortened": says(HEADED, systems=[GATHERED]),
    "out-of-scope-mixed": says(NOT_DONE, BARE),
    "dropped-but-used": says(DROPPED),
    "inside-way-one-ended": one_end(0),
    "names-nearly-alike": both(put("use", 0, "departments", value=["福祉部健康保険課"]),
                               put("transfers", 0, "recipients", value=["福祉部健康保健課"])),
}  # fmt: skip


def several_files(facts: Facts) -> None:
    """Two files; the printed number is that of one."""
    second = [{**row, "file": "第二ファイル"} for row in facts["delegations"] * 2]
    facts["delegations"] += second


HARMLESS: list[tuple[str, Change]] = [
    ("exchange-without-connection", says(flows=[flow("台帳システム", "宛名システム", medium=MEMORY)])),
    ("exchange-without-connection", says(flows=[flow("台帳システム", "宛名システム", medium=MEMORY),
                                                flow("台帳システム", "収納システム", medium="紙")])),
    ("change-not-in-force", says({**CHANGED, "objects": ["30万人以上", "1万人以上10万人未満"]})),
    ("change-not-in-force", says({**CHANGED, "objects": ["30万人以上", "1,000人以上1万人未満"]})),
    ("change-under-another-number", both(second_recipient, says({**RENAMED, "objects": ["税務部管理課", "税務部収納課"]}))),
    ("change-listed-twice", says(changes_count=3)),
    ("annex-lists-more", both(says(LISTS), put("transfers", 0, "recipient", value="別紙2のとおり"),
                              put("disclosure_counts", "transfers", value=2))),
    ("rated-though-not-connected", says(NOT_CONNECTED, measures=[{**RISK, "rating": None}])),
    ("rated-though-not-connected", says(NOT_CONNECTED, measures=[CONNECTION])),
    ("spelled-two-ways", says(identifiers=[{"name": "世帯番号", "line": 3}], record_items=[{"name": "世帯主番号", "line": 200}])),
    ("media-differ", says(HANDED, {**HANDED_TOO, "objects": ["紙の届出書", "電子記録媒体"]})),
    ("media-differ", says(HANDED, {**HANDED_TOO, "subject": "申請書"})),
    ("party-under-two-names", says(flows=[flow("事業主", "架空組合", data=["届出書"]), flow("事業所", "架空組合", data=["届出書"])],
                                   same_as=[{"names": ["事業主", "事業所"], "basis": "stated", "line": 2}])),
    ("one-name-two-systems", says(SHORT, systems=TWO_SYSTEMS[1:])),
    ("one-name-two-systems", says(SHORT)),
    ("name-shortened", says({**HEADED, "subject": "台帳情報集約システム"}, systems=[GATHERED])),
    ("name-shortened", says({**HEADED, "subject": "宛名集約システム"}, systems=[GATHERED])),
    ("name-shortened", says(HEADED, systems=[GATHERED],
                            same_as=[{"names": ["台帳集約システム", "台帳情報集約システム"], "basis": "stated", "line": 2}])),
    ("name-shortened", says({**HEADED, "subject": "台帳システム窓口端末"}, flows=[flow("窓口の端末", "台帳システム")])),
    ("out-of-scope-mixed", says(NOT_DONE, {**NOT_DONE, "subject": "架空提供機能"})),
    ("dropped-but-used", says({**DROPPED, "subject": "旧受付端末"})),
    ("inside-way-one-ended", one_end(0, 1)),
    ("inside-way-one-ended", one_end(0, functions=["庁内連携機能"])),
    ("contractor-under-several-names", second_delegation("合同会社別社")),
    ("inquiry-another-way", says(ONLY, {"kind": "done-by", "act": "照会", "subject": "照会端末"})),
    ("inquiry-another-way", says(ONLY, flows=[flow("窓口端末", "照会端末", data=["資格の照会"])])),
    ("inquiry-another-way", says(ONLY, {"kind": "done-by", "act": "照会", "subject": NETWORK})),
    ("connected-elsewhere", says(ALONE, flows=[flow("連携サーバー", "台帳システム専用端末", medium="専用線")])),
    ("connected-elsewhere", says(ALONE, flows=[flow("連携サーバー", "税務システム", medium="フラッシュメモリ")])),
    ("connected-elsewhere", says(ALONE, flows=[flow("連携サーバー", "架空市", medium="専用線")])),
    ("basis-beyond-rule", both(says({"kind": "basis-only", "act": "移転", "objects": ["利用条例"]}),
                               put("transfers", 0, "legal_basis", value="架空市利用条例第4条"))),
    ("entrusted-not-listed", says({"kind": "entrusted", "subject": "株式会社架空"})),
    ("entrusted-not-listed", says({"kind": "entrusted", "subject": "架空社"},
                                  same_as=[{"names": ["架空社", "株式会社架空"], "line": 2}])),
    ("provision-not-listed", says(GIVEN)),
    ("handed-over-against-text", both(
        says({"kind": "nothing-handed", "words": "台帳システム保守の業務で委託業者へ提供は行わない"}),
        put("delegations", 0, "title", value="台帳システム保守"),
        put("delegations", 0, "methods", value=["その他"]))),
    ("defined-twice", says({**TERM, "objects": ["年度", "連番"]}, {**TERM, "objects": ["年度", "連 番"]})),
    ("provision-items-differ", says(LISTED, provisions=items(48, 42, 2))),
    ("tunnel-differs", says(LINE, {**LINE, "subject": "宛名システム", "objects": ["税務システム"], "act": "IPsec"})),
    ("system-only-in-measures", says({**ALONE, "subject": "申請受付サーバー"},
                                     flows=[flow("申請受付サーバー", "台帳システム")])),
    ("step-without-connection", both()),
    ("use-apart-from-holding", both(says(files=[{**HELD, "held_in": []}]), put("use", 0, "started", value="平成28年7月"))),
    ("holder-without-place", says(files=[HELD], storage=[PLACE, {"place": "宛名システムにおける措置", "line": 61}])),
    ("rated-though-not-done", says(measures=[CONNECTION])),
    ("data-beyond-provision", both(says(flows=[flow("架空市", NETWORK, data=["資格情報"])]))),
    ("data-beyond-provision", both(says(flows=[flow("架空市", NETWORK, data=["滞納情報"])]),
                                   put("provisions", 0, "information", value="資格情報と滞納に関する情報"))),
    ("safeguarded-without-place", says({"kind": "safeguards", "subject": "台帳システム"}, storage=[PLACE])),
    ("names-nearly-alike", put("transfers", 0, "recipients", value=["福祉部介護課"])),
    ("retention-contradiction", says({"kind": "kept-years", "objects": ["5"]})),
    ("retention-contradiction", both(says({"kind": "kept-forever", "subject": "台帳"}),
                                     put("retention", 0, "period", value="20年以上"), put("retention", 0, "erasure", value="期間を過ぎたものを消去する"))),
    ("system-not-listed", says(flows=[flow("住民税システム", "台帳システム")])),
    ("system-not-listed", says(flows=[flow("附票全国サーバ", "台帳システム")])),
    ("printed-count", several_files),
    ("system-not-listed", both(says(flows=[flow("医療保険台帳管理システム", "宛名システム")]), put("systems", 0, "name", value="医療保険台帳システム"))),
    ("system-not-listed", says(flows=[flow("給付金登録システム（架空庁）", "台帳システム")])),
]  # fmt: skip
