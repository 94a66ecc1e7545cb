"""Sub-contractors that the cells of the 再委託 name, in the words of their sentences."""

from __future__ import annotations

import pytest
from bangolin.loader.form.items import ItemValue, Span
from bangolin.loader.form.redelegation import further, without_notes


def matter(words: str) -> ItemValue:
    return ItemValue("delegation.matter", 1, 1, (Span(words, 8),))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("架空中央会に、保守業務及び運用業務の全てを再委託する。", ["架空中央会"]),
        ("印刷の一部。株式会社甲乙に再委託する。", ["株式会社甲乙"]),
        ("夜間の監視作業を株式会社甲乙に再委託", ["株式会社甲乙"]),
        ("溶解処理は、株式会社甲乙から専門業者に再々委託する。", []),
        ("架空中央会から株式会社甲乙に再々委託する。", ["株式会社甲乙"]),
        ("帳票の作成（架空協会および甲の開発業者に再委託する。）", ["架空協会"]),
        ("運用、監視を株式会社甲乙、有限会社丙及び丁の業者に再委託する。", ["株式会社甲乙", "有限会社丙"]),
        ("監視の一部を、架空機構が株式会社甲乙に行わせる。", ["株式会社甲乙"]),
        ("株式会社甲乙に委ねることができる。", []),
        ("株式会社甲乙に委ねない。", []),
    ],
)
def test_who_is_given_the_work(words: str, names: list[str]) -> None:
    assert [one.entry.text for one in further(matter(words), None)] == names


def test_the_same_company_is_the_one_named_last() -> None:
    words = "機器の交換を甲乙株式会社に委ねる。同社は、山の端末に限り、市の承諾を得て株式会社丙に更に委ねている。"
    assert [(one.entry.text, one.tier, one.by) for one in further(matter(words), None)] == [
        ("甲乙株式会社", 2, None),
        ("株式会社丙", 3, "甲乙株式会社"),
    ]


def test_only_a_re_delegation_in_so_many_words_counts_where_the_consent_is_told() -> None:
    assert further(None, matter("審査は株式会社甲乙に行わせる。")) == ()


def test_a_note_by_the_contractor_may_say_what_is_given_on() -> None:
    lines = (Span("架空連合会（同会は、記録の運用を架空中央会に再委託", 8), Span("する。）", 9))
    named = without_notes(lines)
    assert [span.text for span in named.spans] == ["架空連合会"]
    assert [one.text for one in named.redelegates] == ["架空中央会"]
