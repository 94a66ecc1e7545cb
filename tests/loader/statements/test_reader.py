"""Statements of running text: each form of words is read, and its exceptions are not."""

from __future__ import annotations

import pytest
from bangolin.loader.facts.records import Statement
from told import facts_of


def read(kind: str, **texts: str) -> list[Statement]:
    return [one for one in facts_of(**texts).statements if one.kind == kind]


TOLD = [
    ("kept-forever", "steps", "①架空管理システムの委託区画では、資格の履歴が恒久的に保存される。", "架空管理システムの委託区画", ()),
    ("kept-years", "files", "６．特定個人情報の保管・消去\n・台帳に記録する個人番号については、喪失後８年間保管する。", "台帳に記録する個人番号", ("８",)),
    ("redelegation-forbidden", "measures", "・再委託の禁止。", None, ()),
    ("redelegation-forbidden", "measures", "委託先による再委託は一切禁止する。", None, ()),
    ("done-only-by", "steps", "※照会は架空専用端末で行い、連携サーバーでは行わない。", "架空専用端末", ("連携サーバー",)),
    ("done-only-by", "steps", "※資格照会は、架空専用端末でのみ行う。", "架空専用端末", ()),
    ("done-by", "steps", "③窓口端末を利用し、架空センターへ資格照会を行う。", "窓口端末", ()),
    ("connects-only", "measures", "・連携サーバーは架空管理システム及び宛名システム以外とは接続せず、分離する。", "連携サーバー",
     ("架空管理システム", "宛名システム")),
    ("connects-only", "measures", "・申請サーバーは架空ネットワークにだけ接続する。", "申請サーバー", ("架空ネットワーク",)),
    ("connects-only", "measures", "・申請サーバーは、架空ネットワークのみと接続する。", "申請サーバー", ("架空ネットワーク",)),
    ("connects-to", "steps", "※「共用端末」とは、架空センターと架空機構に接続可能な端末である。", "共用端末", ("架空センター", "架空機構")),
    ("direct-connection", "steps", "※申請ポータルと架空管理システムは専用線で直接接続する。", "申請ポータル", ("架空管理システム",)),
    ("tunnel", "measures", "・架空センターと当組合の通信は、ＩＰｓｅｃによる経路を使う。", "架空センター", ("当組合",)),
    ("basis-only", "measures", "・架空市個人番号利用条例に規定される事項に限り移転する。", None, ("架空市個人番号利用条例",)),
    ("provided-between-bodies", "steps", "⑤市から架空とりまとめ機関へ特定個人情報の機関間提供が発生する。", "架空とりまとめ機関", ()),
    ("entrusted", "steps", "①架空中央会（以下「中央会」という。）が、当市からの委託を受けて履歴を管理する。", "架空中央会", ()),
    ("nothing-handed", "steps", "②保守の業務を行うが、委託事業者へ特定個人情報の提供は行われない。", None, ()),
    ("safeguards", "measures", "＜架空管理システムにおける措置＞\n・サーバ室の入退室を管理し、扉を閉じる。", "架空管理システム", ()),
    ("definition", "steps", "※「整理番号」は、市が付ける番号で、年度コード及び連番コードである。", "整理番号", ("年度コード", "連番コード")),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "where", "text", "subject", "objects"), TOLD)
def test_words_are_read(kind: str, where: str, text: str, subject: str | None, objects: tuple[str, ...]) -> None:
    [found] = read(kind, **{where: text})
    assert (found.subject, found.objects) == (subject, objects)
    assert found.words
    assert len(found.words) <= 80
    assert found.line == found.evidence["words"].line


NOT_TOLD = [
    ("kept-forever", "steps", "①架空管理システムでは、資格の履歴を恒久的に保存しない。"),
    ("kept-years", "files", "６．特定個人情報の保管・消去\n・情報提供等記録項目の個人番号については、７年間保管する。"),
    ("redelegation-forbidden", "measures", "・再委託の原則禁止"),
    ("redelegation-forbidden", "measures", "・承諾のない再委託の禁止"),
    ("redelegation-forbidden", "measures", "再委託を禁止する。ただし、書面で申請したときはこの限りでない。"),
    ("redelegation-forbidden", "measures", "再委託先との契約に次の事項を定める。\n・再委託の禁止"),
    ("redelegation-forbidden", "steps", "①再委託は行わない。"),
    ("done-only-by", "steps", "※照会は架空専用端末で行い、結果を記録する。"),
    ("connects-only", "measures", "・連携基盤は、自機関向けの中間サーバーとだけ接続する。"),
    ("connects-only", "measures", "・連携サーバーは宛名システムに接続する。"),
    ("direct-connection", "steps", "※申請ポータルと架空管理システムは直接接続しない。"),
    ("tunnel", "measures", "・架空センターと当組合の通信は、専用線を使う。"),
    ("provided-between-bodies", "steps", "⑤区画ごとに制御するため、機関間の提供は発生しない。"),
    ("entrusted", "steps", "①架空中央会が、架空連合会から委託を受けて履歴を管理する。"),
    ("nothing-handed", "steps", "②委託事業者へ許可なく提供は行わない。"),
    ("safeguards", "measures", "＜架空管理システムにおける措置＞\n・職員に研修を行い、記録する。"),
    ("definition", "steps", "※「整理番号」は、市が付ける番号である。"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "where", "text"), NOT_TOLD)
def test_exceptions_and_other_words_are_not_read(kind: str, where: str, text: str) -> None:
    assert read(kind, **{where: text}) == []


def test_a_rule_of_contracts_is_read_below_one_of_sub_contracts() -> None:
    text = "具体的な方法\n再委託契約に次の事項を定める。\n・再委託の禁止\n規定の内容\n・秘密の保持\n・再委託の禁止"
    [found] = read("redelegation-forbidden", measures=text)
    first = next(index for index, line in enumerate(text.split("\n")) if line == "規定の内容")
    [alone] = read("redelegation-forbidden", measures="\n" * (first + 2) + "・再委託の禁止")
    assert found.line == alone.line
