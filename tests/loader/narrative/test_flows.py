"""Who hands what to whom: roles by particle, relays, terminals, answers, and what a step leaves unsaid."""

from __future__ import annotations

import pytest
from told import ends, facts_of, functions, steps

CITY = "架空市"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("①住民が申請書を架空市に提出する。", [("住民", CITY)]),
        ("①住民から届出書を受理する。", [("住民", CITY)]),
        ("①納税通知書を納税義務者に送付する。", [(CITY, "納税義務者")]),
        ("①医療機関から予診票が架空市に送付される。", [("医療機関", CITY)]),
        ("①架空市は、被保険者及び事業主に対し、決定通知書を交付する。", [(CITY, "被保険者"), (CITY, "事業主")]),
        ("①転出先市町村への通知書の送付", [(CITY, "転出先市町村")]),
        ("①年金事務所からの情報の取込", [("年金事務所", CITY)]),
        ("①県から送付される交付資料を確認する。", [("県", CITY)]),
        ("①情報システム機構への本人確認情報の照会", [(CITY, "情報システム機構")]),
        ("①本人→架空市：申請書", [("本人", CITY)]),
        ("①届出の受付（被保険者→出張所）", [("被保険者", "出張所")]),
        ("①町村の窓口を経由して県へ進達される。", [("町村の窓口", "県")]),
        ("①決定内容を申請者あて郵送する。", [(CITY, "申請者")]),
        ("①金融機関に残高を照会し、回答を得る。", [(CITY, "金融機関"), ("金融機関", CITY)]),
        ("①台帳システムの異動データを、夜間に福祉システムに引き渡す。", [("台帳システム", "福祉システム")]),
        ("①加入者から申告を受けた事業主は、健保組合に報告する。", [("加入者", "事業主"), ("事業主", "健保組合")]),
        ("①年金保険者へ提出する（共同処理機構経由）。", [(CITY, "共同処理機構"), ("共同処理機構", "年金保険者")]),
        ("①この端末は、国が開発し組合に提供されるものを使用する。", []),
        ("①業務端末から国サーバに発する照会では、氏名を指定する。", [("業務端末", "国サーバ")]),
        (
            "①県サーバから出た情報は、国サーバを経由して、照会した他県の執行機関にもたらされる。",
            [("県サーバ", "国サーバ"), ("国サーバ", "執行機関")],
        ),
        (
            "①記録を情報基盤課から株式会社うみべに貸し出す。同社は、記録を情報基盤課に返還する。",
            [("情報基盤課", "株式会社うみべ"), ("株式会社うみべ", "情報基盤課")],
        ),
        (
            "①市民課の職員は台帳を見る。同課の職員が一覧を代表端末に読み込ませて、同端末から県サーバに照会をかける。",
            [("市民課の職員", "代表端末"), ("代表端末", "県サーバ")],
        ),
        ("①照会を照会基盤から附票サーバが受けたときに、該当する情報を取り出す。", [("照会基盤", "附票サーバ")]),
        ("①滞納者の残高の照会を金融機関に書面で行い、回答を得る。", [(CITY, "金融機関"), ("金融機関", CITY)]),
        (
            "①窓口システムから名簿を抽出し、連携用PCに取り込み、県システムへ送信する。",
            [("窓口システム", "連携用PC"), ("連携用PC", "県システム")],
        ),
        ("①県から照会があった場合は、中間サーバーが副本から自動応答する。", [("中間サーバー", "県")]),
        ("①中間サーバーは、情報提供者の中間サーバーに照会を行う。", [("中間サーバー", "情報提供者の中間サーバー")]),
        ("①医療機関から提出された予診票をOCRで読み取り、台帳システムに登録する。", [("医療機関", "台帳システム")]),
        (
            "①医療保険者による情報提供は、県の中継サーバーを経由して国のサーバーと接続するため、この端末では行わない。",
            [("医療保険者", "県の中継サーバー"), ("県の中継サーバー", "国のサーバー")],
        ),
        ("①通知書を対象者又はその保護者宛てに発送する。", [(CITY, "対象者又はその保護者")]),
        (
            "①請求書は、医療機関から支払基金に提出され、管理サーバーに電送された後、当組合がこれを受領する。",
            [("医療機関", "支払基金"), ("支払基金", "管理サーバー"), ("管理サーバー", "当組合")],
        ),
        ("①市は、名簿を組合に提出する。", [("市", "組合")]),
        ("①申請書を県に送付し、電子申請は現在は利用していない。", [(CITY, "県")]),
        ("①副本を県に直接送る方式に改める予定であるが、現在は用いていない。", []),
        ("①成果物は業者から直接郵便局に持ち込まれる。", [("業者", "郵便局")]),
        ("①他市からの転入者の所得情報は、前住所地の町村から取得する。", [("町村", CITY)]),
        (
            "①県サーバ又は国サーバに対し照会を行い、該当者の情報を受領する。",
            [(CITY, "県サーバ"), (CITY, "国サーバ"), ("県サーバ", CITY), ("国サーバ", CITY)],
        ),
        ("①請求者に対し、台帳ファイルに記録された当該者の情報を開示する。", [(CITY, "請求者")]),
        ("①他の市町村が、所得情報の照会を行う。", [("他の市町村", CITY)]),
        ("①年金管理システムに記録されている加入記録を照会する。", [(CITY, "年金管理システム")]),
        ("①国の調査員に台帳の写しを閲覧させる。", [(CITY, "調査員")]),
        ("①住民は、申請ポータルから電子申請を行う。", [("住民", "申請ポータル")]),
        (
            "①印刷を株式会社うみべに依頼する。同社は、封筒を郵便局に差し出す。",
            [(CITY, "株式会社うみべ"), ("株式会社うみべ", "郵便局")],
        ),
        (
            "①住民は、申請ポータルを利用して申請を行う。申請データは、専用線を経由して受付管理システムに連携される。",
            [("住民", "申請ポータル"), ("申請ポータル", "受付管理システム")],
        ),
    ],
)
def test_sender_and_receiver(text: str, expected: list[tuple[str, str]]) -> None:
    assert steps(text) == expected


def test_a_relay_makes_two_hops() -> None:
    assert steps("①年金保険者は、共同処理機構を経由して報告書を架空市に提出する。") == [
        ("年金保険者", "共同処理機構"),
        ("共同処理機構", CITY),
    ]


def test_a_network_is_a_medium_where_both_ends_are_named() -> None:
    flows = facts_of(steps="①専用ネットワークを通じて、県税事務所に課税情報を送信する。").flows
    assert ends(flows) == [(CITY, "県税事務所")]
    assert flows[0].medium == "専用ネットワーク"


def test_a_network_is_the_end_where_none_is_named() -> None:
    assert functions(
        "１　情報連携ネットワークシステムを介して、所得情報の照会及び回答の受領を行う。", "連携サーバー"
    ) == [
        ("連携サーバー", "情報連携ネットワークシステム"),
        ("情報連携ネットワークシステム", "連携サーバー"),
    ]


def test_who_keeps_what_in_a_purpose_sends_nothing() -> None:
    assert functions(
        "１　国サーバにおいて国が持つ台帳と合うことを確認するため、県サーバ及び国サーバに対し、確認用の情報を提供する。",
        "連携サーバー",
    ) == [
        ("連携サーバー", "県サーバ"),
        ("連携サーバー", "国サーバ"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "・窓口システムからの照会を県サーバーに中継し、県サーバーから配信された結果を窓口システムへ配信する。",
        "・窓口システムから受けた照会の依頼を県サーバーへ回し、返ってきた結果を窓口システムへ戻す。",
    ],
)
def test_a_system_that_relays_takes_and_hands_on(text: str) -> None:
    assert functions(text, "連携システム") == [
        ("窓口システム", "連携システム"),
        ("連携システム", "県サーバー"),
        ("県サーバー", "連携システム"),
        ("連携システム", "窓口システム"),
    ]


def test_a_system_is_no_other_under_its_short_name() -> None:
    assert functions("・記録管理システムへの対象者の登録", "記録管理システム（ＫＫＳ）") == []


def test_the_system_acts_in_its_own_functions() -> None:
    assert functions("・広域連合への月報データの出力\n・台帳システムからの異動情報の取込", "福祉システム") == [
        ("福祉システム", "広域連合"),
        ("台帳システム", "福祉システム"),
    ]


def test_terminals_and_media_make_a_chain() -> None:
    flows = facts_of(steps="①申請データを業務端末からUSBメモリに一時保存して、連携端末で県システムに登録する。").flows
    assert ends(flows) == [("業務端末", "連携端末"), ("連携端末", "県システム")]
    assert flows[0].medium == "USBメモリ"
    assert flows[0].evidence["source"].confidence == "derived"


def test_an_answer_comes_back_on_the_way_of_the_question() -> None:
    assert steps("①中間サーバーを介して、他市町村へ所得情報を照会し、回答を受領する。") == [
        (CITY, "中間サーバー"),
        ("中間サーバー", "他市町村"),
        ("他市町村", "中間サーバー"),
        ("中間サーバー", CITY),
    ]


def test_what_is_stored_on_receipt_goes_there_directly() -> None:
    assert steps("①保護者から請求書を受理し、手当システムに入力する。") == [("保護者", "手当システム")]


def test_both_ways() -> None:
    flows = facts_of(functions="１　宛名システムと連携サーバーとの間で、照会内容について連携する。").flows
    assert ends(flows) == [("宛名システム", "連携サーバー")]
    assert flows[0].bidirectional


@pytest.mark.parametrize(
    "text",
    [
        "①架空市は、届出の内容を審査する。",
        "①架空市は、本人の情報を県に提供しない。",
        "①県に照会する場合は、あらかじめ上司の承認を得る。",
        "①連携端末とは、県システムに情報を送信する端末のことをいう。",
        "図　県への報告",
    ],
)
def test_checks_denials_conditions_and_figures_are_no_flows(text: str) -> None:
    assert steps(text) == []


def test_a_condition_does_not_lend_its_subject() -> None:
    assert steps("①本人が希望した場合は、連携端末から県システムへ申請データを送信する。") == [
        ("連携端末", "県システム")
    ]


def test_a_verb_inside_a_noun_phrase_takes_no_receiver() -> None:
    assert steps("①業務端末から県システムに更新された台帳情報を通知する。") == [("業務端末", "県システム")]


def test_what_lies_in_a_system_leaves_it() -> None:
    assert steps("①受付ポータルの申請データは、申請管理システムに取り込まれ、税務システムへ連携される。") == [
        ("受付ポータル", "申請管理システム"),
        ("申請管理システム", "税務システム"),
    ]


def test_what_is_asked_by_a_key_goes_there_first() -> None:
    flows = facts_of(steps="①個人番号を基に、支援機構から本人確認情報を取得する。").flows
    assert ends(flows) == [(CITY, "支援機構"), ("支援機構", CITY)]
    assert [flow.carries_my_number for flow in flows] == [True, None]


def test_who_asked_gets_the_answer() -> None:
    assert steps("①転出先市町村からの照会に対し、接種記録を回答する。") == [
        ("転出先市町村", CITY),
        (CITY, "転出先市町村"),
    ]


def test_each_end_has_the_line_on_which_it_is_printed() -> None:
    facts = facts_of(
        steps="①架空市は、窓口で確認を終えた申請書の写しを、翌月の末日までに取りまとめて県\n税事務所に送付する。"
    )
    flow = facts.flows[0]
    assert flow.target == "県税事務所"
    assert flow.evidence["target"].line == flow.line
    assert flow.section == "別添1"
    assert flow.step == "①"


def test_what_is_printed_beside_the_verb_is_certain_though_nobody_is_said_to_act() -> None:
    (flow,) = facts_of(functions="・個人番号を除いた一覧を県システムに提供する。").flows
    assert flow.carries_my_number is False
    assert {path: one.confidence for path, one in flow.evidence.items()} == {
        "source": "certain",  # the system whose functions these are, by the form
        "target": "certain",
        "carries_my_number": "certain",
    }


def test_an_actor_that_a_step_leaves_unsaid_is_derived() -> None:
    (flow,) = facts_of(steps="①個人番号を除いた一覧を県システムに提供する。").flows
    assert (flow.evidence["source"].confidence, flow.evidence["target"].confidence) == ("derived", "certain")
