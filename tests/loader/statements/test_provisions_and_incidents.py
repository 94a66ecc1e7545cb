"""Items of the basis for providing, and the department of an incident that an annexe tells."""

from __future__ import annotations

from bangolin.loader.facts.records import Incidents, InformationNetwork
from bangolin.loader.form.items import Span
from bangolin.loader.statements.incidents import told_in_annexe
from bangolin.loader.statements.provisions import provision_items

LAW = "番号法第19条第8号に基づく命令第2条の表"


def items(*bases: str) -> list[tuple[str, ...]]:
    return [one.objects for one in provision_items(InformationNetwork(provision_basis=bases, line=9))]


def test_items_of_providing_are_listed() -> None:
    assert items(f"（照会）{LAW}69、70、71の項（提供）{LAW}２、３、115の項及び同命令第4条、第5条、第6条") == [
        ("2", "3", "115")
    ]


def test_lists_over_two_rows_are_one() -> None:
    assert items(f"{LAW}2、3、6の項", f"{LAW}13、16、19の項") == [("2", "3", "6", "13", "16", "19")]


def test_single_items_and_inquiries_are_no_list() -> None:
    assert items(f"{LAW}42の項", f"【照会】{LAW}69、70、71の項") == []
    assert provision_items(None) == ()


ACCOUNT = """その内容 別紙（個人番号に関する重大事故について）を参照
再発防止策の内容 別紙（個人番号に関する重大事故について）を参照
別紙
個人番号に関する重大事故について
１ 事案
架空区役所福祉部介護課において、申請書を紛失した。
再発防止
福祉部総務課が点検する。"""


def told(text: str, incidents: Incidents | None) -> Incidents | None:
    return told_in_annexe([Span(words, line=at) for at, words in enumerate(text.split("\n"), 1)], incidents)


def test_the_department_is_read_from_the_annexe() -> None:
    found = told(ACCOUNT, Incidents(occurred=True))
    assert found
    assert found.department == "架空区役所福祉部介護課"
    assert found.evidence["department"].line == 6


def test_an_annexe_tells_nothing_of_what_did_not_happen_or_is_known() -> None:
    assert told(ACCOUNT, None) is None
    assert told(ACCOUNT, Incidents(occurred=False)) == Incidents(occurred=False)
    known = Incidents(occurred=True, department="税務部課税課")
    assert told(ACCOUNT, known) == known


def test_without_a_reference_no_office_is_taken() -> None:
    text = ACCOUNT.replace("を参照", "")
    assert told(text, Incidents(occurred=True)) == Incidents(occurred=True)
