"""Names, parts, operators, denials, identifiers and networks that the text states."""

from __future__ import annotations

import pytest
from told import facts_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("架空広域事務組合（以下「広域組合」という。）に委託する。", ("架空広域事務組合", "広域組合")),
        (
            "架空市個人の記録の取扱いに関する条例（平成30年条例第1号。以下「記録条例」という。）による。",
            ("架空市個人の記録の取扱いに関する条例", "記録条例"),
        ),
        ("管理責任者（情報を所管する課の長）が定める。", ("情報を所管する課の長", "管理責任者")),
        (
            "「共同基盤に係る中間サーバー（共同中間サーバー）」を利用する。",
            ("共同基盤に係る中間サーバー", "共同中間サーバー"),
        ),
    ],
)
def test_names_that_the_text_defines(text: str, names: tuple[str, str]) -> None:
    assert names in [record.names for record in facts_of(measures=text).same_as]


def test_made_of() -> None:
    facts = facts_of(
        measures="資格システムは、県に設置される資格サーバー群と、市町村に設置される資格端末で構成される。"
    )
    assert {(part.part, part.whole) for part in facts.parts} == {
        ("資格サーバー群", "資格システム"),
        ("資格端末", "資格システム"),
    }


def test_partition_and_members_of_a_group() -> None:
    facts = facts_of(
        measures="・中間サーバーの委託区画に保存する。\n・給付システム、収納システム、検診システム（以下「給付システム等」という。）は分離する。"
    )
    found = {(part.part, part.whole) for part in facts.parts}
    assert ("委託区画", "中間サーバー") in found
    assert ("収納システム", "給付システム等") in found


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("共同中間サーバーは、支援機構が運営する。", ("支援機構", "共同中間サーバー")),
        ("支援機構が設置・管理する共同ネットワークシステムに接続する。", ("支援機構", "共同ネットワークシステム")),
        ("資格システムの保守・運用を行う事業者が点検する。", ("資格システムの保守・運用を行う事業者", "資格システム")),
        ("「集約システム」の運用を県連合会へ委託する。", ("県連合会", "集約システム")),
        ("資格システムの運用保守は、支援機構が行う。", ("支援機構", "資格システム")),
        ("資格システムは、町が委託する株式会社あすテックが運用している。", ("株式会社あすテック", "資格システム")),
        ("架空共同機構（以下「機構」という。）の運営する資格システムに送る。", ("架空共同機構", "資格システム")),
    ],
)
def test_operators(text: str, pair: tuple[str, str]) -> None:
    assert pair in [(record.operator, record.of) for record in facts_of(measures=text).operators]


def test_unconditional_denials_bar_and_conditional_ones_do_not() -> None:
    facts = facts_of(
        measures="・クラウド事業者は業務データにアクセスできない。\n・権限のない職員は個人番号にアクセスできない。"
    )
    found = {(record.who, record.what): record.unconditional for record in facts.denials}
    assert found[("クラウド事業者", "access")] is True
    assert all(not always for (who, _), always in found.items() if who != "クラウド事業者")


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("資格システムからは個人番号を参照できない。", ("資格システム", "個人番号")),
        (
            "資格システムを運用する事業者は、特定個人情報にアクセスできない。",
            ("資格システムを運用する事業者", "特定個人情報"),
        ),
        ("クラウド事業者が情報の中身を見ることはできない。", ("クラウド事業者", "access")),
        ("県への報告は件数だけとし、個人番号は報告しない。", ("県", "個人番号")),
        ("受診票に個人番号は記載されない。", ("受診票", "個人番号")),
    ],
)
def test_who_is_kept_from_it(text: str, pair: tuple[str, str]) -> None:
    assert pair in [(one.who, one.what) for one in facts_of(measures=text).denials if one.unconditional]


def test_work_that_a_body_does_not_take_is_no_denial() -> None:
    assert not facts_of(measures="他の機関の請求は、架空市は取り扱わない。").denials


def test_law_and_short_name_in_either_order() -> None:
    found = facts_of(measures="記録法（個人の記録の取扱いに関する法律をいう。以下同じ。）による。").same_as
    assert [(one.names, one.kind) for one in found] == [(("個人の記録の取扱いに関する法律", "記録法"), "law")]


def test_quoted_service_of_a_portal() -> None:
    facts = facts_of(measures="架空ポータルの「届出サービスシステム」から受け取る。")
    assert ("届出サービスシステム", "架空ポータル") in {(one.part, one.whole) for one in facts.parts}


def test_given_without_the_number() -> None:
    facts = facts_of(functions="１　個人番号を除いた台帳を照合システムに提供する。")
    denial = facts.denials[0]
    assert (denial.who, denial.what, denial.unconditional) == ("照合システム", "個人番号", True)


def test_an_identifier_that_is_used_to_take_another_out_of_a_file_ties_them_there() -> None:
    text = "※窓口システムは宛名番号を利用して資格ファイルから証番号+枝番等を利用する。"
    [found] = facts_of(steps=text).identifiers
    assert (found.name, found.linked_to, found.held_in) == ("証番号+枝番", ("宛名番号",), ("資格ファイル",))
    assert found.evidence["name"].line
    assert facts_of(steps="※窓口システムは宛名番号を利用して資格ファイルから氏名を利用する。").identifiers == ()
    assert facts_of(steps="※窓口システムは宛名番号を利用して資格ファイルから個人番号を取得する。").identifiers == ()


def test_linked_identifiers() -> None:
    facts = facts_of(functions="１　個人番号と団体内統合宛名番号とを紐付けて管理する。", system="宛名システム")
    record = facts.identifiers[0]
    assert (record.name, record.linked_to, record.held_in) == ("団体内統合宛名番号", ("個人番号",), ("宛名システム",))


def test_how_many_numbers_each_person_has_is_no_identifier() -> None:
    facts = facts_of(functions="１　個人番号と宛名番号を受け、団体内統合宛名番号を1人1番号で紐付ける。")
    assert {one.name for one in facts.identifiers} == {"宛名番号", "団体内統合宛名番号"}


def test_what_is_turned_into_another_identifier_in_the_next_sentence_is_tied_to_it() -> None:
    text = "１　被保険者枝番を用いた照会を送信する。月組基盤は、これを機関別符号を用いた照会に変換し、回答を得る。"
    assert {one.name: one.linked_to for one in facts_of(functions=text).identifiers} == {
        "被保険者枝番": ("機関別符号",),
        "機関別符号": ("被保険者枝番",),
    }
    plain = "１　被保険者枝番を用いた照会を送信する。月組基盤は、機関別符号を用いた照会を送る。"
    assert facts_of(functions=plain).identifiers == ()


def test_an_identifier_that_another_comes_back_for_is_tied_to_it() -> None:
    text = "１　月組サーバは住民票コードのみを台帳サーバに示し、これに応じて返される個人番号を添えて回答する。"
    [found] = facts_of(functions=text).identifiers
    assert (found.name, found.linked_to) == ("住民票コード", ("個人番号",))


def test_network_between_two_ends() -> None:
    facts = facts_of(measures="中間サーバーと資格システムとの間は、県域ネットワークを利用し、通信を暗号化する。")
    link = facts.networks[0]
    assert (link.name, link.between) == ("県域ネットワーク", ("中間サーバー", "資格システム"))


def test_a_database_inside_a_system_and_a_ward_office_of_one_sign() -> None:
    facts = facts_of(measures="特定個人情報は、月組サーバのデータベース内に保存される。")
    assert ("月組サーバのデータベース", "月組サーバ") in {(part.part, part.whole) for part in facts.parts}


def test_a_bare_partition_among_the_functions_of_a_system_and_the_file_in_it() -> None:
    facts = facts_of(
        functions="・医療保険者は、資格情報を委託区画に登録する。\n・運用支援環境において、委託区画から取得した情報を基に、名簿履歴ファイルに格納する。"
    )
    assert {(part.part, part.whole) for part in facts.parts} == {
        ("委託区画", "架空管理システム"),
        ("運用支援環境", "架空管理システム"),
        ("名簿履歴ファイル", "運用支援環境"),
    }


def test_who_assists_in_running_a_cloud_has_its_name_before_the_work() -> None:
    facts = facts_of(measures="・月組クラウド運用管理補助者は、月組クラウドが提供する機能で監視を行う。")
    assert [(one.operator, one.of) for one in facts.operators] == [("月組クラウド運用管理補助者", "月組クラウド")]
