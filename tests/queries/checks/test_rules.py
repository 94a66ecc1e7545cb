"""Every check: silent on a sound assessment, and found where the fault is put in."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable
from typing import Any

import pytest
from bangolin.queries.checks import View, rules
from checked import Facts, put, sound
from faults_of_text import CHANGED, HARMLESS, TEXT_FAULTS, says, second_delegation

RULES = {rule.id: rule for rule in rules()}


def view(facts: Facts, published: str = "2025-04-01", **more: Any) -> View:
    return View(
        "架空市/1",
        "架空市/1/1",
        facts,
        datetime.date.fromisoformat(published),
        datetime.date(2026, 4, 1),
        **more,
    )


def faults(rule: str, seen: View) -> list[dict[str, Any]]:
    return [dict(checked.fault) for checked in RULES[rule].judge(seen) if checked.fault is not None]


def whole_file_without_handing_over(facts: Facts) -> None:
    facts["delegations"][0].update(scope="全体", methods=["その他"], other_methods=["庁内で扱い、提供はしない"])


def repeated_information(facts: Facts) -> None:
    words = "給付の支給に関する情報であって定めるもの"
    facts["transfers"][0].update(purpose=words, information=words)


def inside_way_out(facts: Facts) -> None:
    facts["transfers"][0].update(methods=["庁内連携システム"], recipients=["架空県後期高齢者医療広域連合"])


def form_four(facts: Facts) -> None:
    facts["document"]["form"] = "全項目"
    facts["retention"][0]["erasure"] = None


def old_beside_new(change: str) -> Callable[[Facts], None]:
    return put("provisions", 0, "legal_basis", value=change)


FAULTS: dict[str, Callable[[Facts], None]] = {
    "printed-count": put("disclosure_counts", "transfers", value=7),
    "item-count": put("files", 0, "item_count", value="50項目以上100項目未満"),
    "ordinal-gap": put("transfers", 0, "ordinal", value=2),
    "handed-nothing-over": whole_file_without_handing_over,
    "handed-over-and-not": put("delegations", 0, "other_methods", value=["庁内で扱い、提供はしない"]),
    "connection-one-sided": put("systems", 1, "other_connections", value=["税務システム"]),
    "system-not-listed": put("flows", 0, "target", value="滞納整理システム"),
    "redelegated-against-rule": put("delegations", 0, "consent", value="原則として再委託は行わないが、書面で許諾する"),
    "redelegate-without-tick": put("delegations", 0, "redelegated", value=False),
    "consent-missing": put("delegations", 0, "consent", value=None),
    "unnamed-sub-contractor": put("delegations", 0, "redelegates", value=[]),
    "contractor-missing": put("delegations", 0, "contractors", value=[]),
    "subjects-beyond-file": put("delegations", 0, "subject_count", value="10万人以上100万人未満"),
    "transfer-outside": put("transfers", 0, "recipients", value=["架空県後期高齢者医療広域連合"]),
    "transfer-to-holder": put("transfers", 0, "recipients", value=["福祉部保険課"]),
    "basis-missing": put("transfers", 0, "legal_basis", value=None),
    "information-missing": put("provisions", 0, "information", value=None),
    "annex-absent": put("provisions", 0, "recipient", value="別紙1に掲げる者"),
    "network-contradiction": put("network", "information_network", value="実施しない"),
    "brackets-without-tick": put("delegations", 0, "other_methods", value=["窓口で手渡す"]),
    "number-on-removable-media": put("flows", 0, "medium", value="フラッシュメモリ"),
    "retention-contradiction": put("retention", 0, "erasure", value="資格喪失後10年間保管して消去する"),
    "erasure-missing": form_four,
    "incident-in-using-department": put(
        "incidents", value={"occurred": True, "department": "福祉部保険課", "line": 310}
    ),
    "measure-left-open": put("measures", 0, "rating", value="課題が残されている"),
    "form-asked-for": put("document", "subject_scale", value="30万人以上"),
    "annex-numbering-old": old_beside_new("番号法別表第二の42の項"),
    "annex-numbering-mixed": old_beside_new("番号法別表第二の42の項"),
    "article-numbering-old": old_beside_new("番号法第19条第7号"),
    "timing-missing": put("transfers", 0, "timing", value=None),
    "purpose-is-information": repeated_information,
    "former-persons-beyond-file": put("transfers", 0, "subjects", value="過去に被保険者であった者"),
    "inside-way-to-outside": inside_way_out,
    "line-differs": put("networks", 1, "name", value="専用線"),
    "group-half-contracted": put("delegations", 0, "redelegates", value=["合同会社別社"]),
    "article-numbering-mixed": old_beside_new("番号法第19条第7号"),
}
FAULTS |= TEXT_FAULTS
# rules that need more than the facts, or another day, have tests of their own below
BESIDE = {
    "denied-but-stated",
    "unprotected-hop",
    "older-than-five-years",
    "annex-numbering-then",
    "article-numbering-then",
    "contractor-under-several-names",
}


def test_every_rule_has_a_test() -> None:
    assert set(FAULTS) | BESIDE == set(RULES)
    assert len(RULES) >= 24


@pytest.mark.parametrize("rule", sorted(RULES))
def test_titles_and_sentences_are_in_two_languages_and_nothing_else(rule: str) -> None:
    assert set(RULES[rule].title) == set(RULES[rule].message) == {"ja", "en"}


@pytest.mark.parametrize("rule", sorted(RULES))
def test_sound_assessment_has_no_finding(rule: str) -> None:
    assert faults(rule, view(sound())) == []


@pytest.mark.parametrize("rule", sorted(FAULTS))
def test_fault_is_found(rule: str) -> None:
    facts = copy.deepcopy(sound())
    FAULTS[rule](facts)
    assert len(faults(rule, view(facts))) == 1


@pytest.mark.parametrize(("rule", "change"), HARMLESS)
def test_what_is_no_fault_is_looked_at_and_not_found(rule: str, change: Callable[[Facts], None]) -> None:
    facts = copy.deepcopy(sound())
    change(facts)
    looked = list(RULES[rule].judge(view(facts)))
    assert looked
    assert not [one for one in looked if one.fault is not None]


@pytest.mark.parametrize("rule", sorted(TEXT_FAULTS))
def test_a_contradiction_cites_both_sides(rule: str) -> None:
    facts = copy.deepcopy(sound())
    TEXT_FAULTS[rule](facts)
    [found] = [one for one in RULES[rule].judge(view(facts)) if one.fault is not None]
    assert len({cited["line"] for cited in found.evidence}) >= 2


@pytest.mark.parametrize("rule", sorted(FAULTS))
def test_what_is_missing_is_cited_where_it_ought_to_stand(rule: str) -> None:
    facts = copy.deepcopy(sound())
    FAULTS[rule](facts)
    for found in (one for one in RULES[rule].judge(view(facts)) if one.fault is not None):
        assert len({(cited["item"], cited["line"], cited["text"]) for cited in found.evidence}) >= 2
        assert all(cited["line"] for cited in found.evidence)


@pytest.mark.parametrize("rule", sorted(FAULTS))
@pytest.mark.parametrize("language", ["ja", "en"])
def test_sentence_can_be_filled(rule: str, language: str) -> None:
    facts = copy.deepcopy(sound())
    FAULTS[rule](facts)
    for fault in faults(rule, view(facts)):
        assert RULES[rule].message[language].format(**fault)


def flow(**more: Any) -> dict[str, Any]:
    return {
        "id": "f1", "source": "body/a", "target": "jp/b", "kind": "step", "my_number": "yes",
        "protection": "not stated", "label": "①", "evidence": '[{"item": "別添1", "line": 3, "text": "送る"}]', **more,
    }  # fmt: skip


def test_one_body_under_two_names_as_contractor_is_noted_with_both_places() -> None:
    facts = sound()
    second_delegation("架空社")(facts)
    one = {"org/a": {"name": "株式会社架空", "names": ["株式会社架空", "架空社"]}}
    [found] = [
        checked for checked in RULES["contractor-under-several-names"].judge(view(facts, names=one)) if checked.fault
    ]
    assert {evidence["line"] for evidence in found.evidence} == {40, 45}
    assert not faults("contractor-under-several-names", view(facts))


def test_the_value_that_the_history_says_was_replaced_is_found_in_the_item() -> None:
    facts = sound()
    says({**CHANGED, "objects": ["1万人以上10万人未満", "30万人以上"]}, changes_count=1)(facts)
    [found] = [one for one in RULES["change-not-in-force"].judge(view(facts)) if one.fault]
    assert [evidence["line"] for evidence in found.evidence] == [1, 400]


def test_rows_of_an_annexe_in_old_numbering_are_one_finding() -> None:
    facts = sound()
    first = {**facts["provisions"][0], "legal_basis": "番号法別表第二の42の項", "from_annex": "別紙1"}
    facts["provisions"] += [{**first, "ordinal": at, "line": 600 + at} for at in range(6)]
    [found] = [one for one in RULES["annex-numbering-old"].judge(view(facts)) if one.fault]
    assert (found.subject, found.fault and found.fault["places"]) == ("別紙1 Ⅱ.5.提供先", 6)
    assert [evidence["line"] for evidence in found.evidence] == [600, 601, 602, 603, 1]


def test_only_the_last_change_of_an_item_counts() -> None:
    facts = sound()
    says(
        {**CHANGED, "objects": ["1万人以上10万人未満", "30万人以上"]},
        {**CHANGED, "objects": ["30万人以上", "1万人以上10万人未満"]},
    )(facts)
    assert not faults("change-not-in-force", view(facts))


NAMES = {"body/a": {"name": "台帳", "outside": False}, "jp/b": {"name": "基金", "outside": True}}


def test_hop_out_of_the_body_without_protection_is_a_question() -> None:
    assert len(faults("unprotected-hop", view(sound(), flows=(flow(),), names=NAMES))) == 1
    assert not faults("unprotected-hop", view(sound(), flows=(flow(protection="専用線"),), names=NAMES))


def test_a_box_of_the_form_names_a_system_back() -> None:
    facts = sound()
    facts["systems"][0].update(connections=["宛名システム等"], other_connections=[])
    assert not faults("connection-one-sided", view(facts))


def test_a_line_of_its_own_is_a_protection() -> None:
    assert not faults("unprotected-hop", view(sound(), flows=(flow(media=["専用線"]),), names=NAMES))
    assert faults("unprotected-hop", view(sound(), flows=(flow(media=["電子メール"]),), names=NAMES))


def test_what_a_person_hands_in_is_no_hop_out_of_the_body() -> None:
    names = {**NAMES, "body/a": {"name": "本人", "outside": False, "kind": "PersonGroup"}}
    assert not faults("unprotected-hop", view(sound(), flows=(flow(),), names=names))


def test_denial_against_a_stated_flow_cites_both_sides() -> None:
    denial = {
        "who": "基金", "what": "個人番号", "words": "個人番号を提供しない", "unconditional": True,
        "contradicted": ["f1"], "evidence": '[{"item": "Ⅲ", "line": 9, "text": "提供しない"}]',
    }  # fmt: skip
    seen = view(sound(), flows=(flow(),), names=NAMES, denials=(denial,))
    [checked] = RULES["denied-but-stated"].judge(seen)
    assert [evidence["line"] for evidence in checked.evidence] == [9, 3]
    assert not faults("denied-but-stated", view(sound(), denials=({**denial, "contradicted": []},)))


def test_five_years_are_counted_from_publication() -> None:
    assert faults("older-than-five-years", view(sound(), "2021-03-31"))
    assert not faults("older-than-five-years", view(sound(), "2021-04-02"))


def test_old_numbering_was_right_before_the_change() -> None:
    facts = sound()
    facts["provisions"][0]["legal_basis"] = "番号法別表第二の42の項"
    assert faults("annex-numbering-then", view(facts, "2024-05-26"))
    assert not faults("annex-numbering-old", view(facts, "2024-05-26"))
    assert faults("annex-numbering-old", view(facts, "2024-05-27"))


def test_the_number_of_the_article_was_right_before_the_change() -> None:
    facts = sound()
    facts["provisions"][0]["legal_basis"] = "番号法第19条第7号"
    assert faults("article-numbering-then", view(facts, "2021-08-31"))
    assert not faults("article-numbering-then", view(facts, "2021-09-01"))


def test_table_of_an_ordinance_is_another_law() -> None:
    facts = sound()
    facts["transfers"][0]["legal_basis"] = "架空市番号条例第4条、別表第2第1項"
    assert not faults("annex-numbering-old", view(facts))


def test_printed_number_and_basis_are_cited_where_they_stand() -> None:
    facts = sound()
    facts["disclosure_counts"].update(transfers=7)
    facts["document"]["evidence"] = {"disclosure_counts.transfers": {"item": "Ⅱ.5", "line": 48}}
    cited = [one.evidence[0]["line"] for one in RULES["printed-count"].judge(view(facts)) if one.fault]
    assert cited == [48]
    facts["network"].update(information_network="実施しない", evidence={"inquiry_basis[0]": {"line": 22}})
    [found] = RULES["network-contradiction"].judge(view(facts))
    assert found.evidence[1]["line"] == 22
