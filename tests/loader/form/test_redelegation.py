"""Sub-contractors that the cells of the 再委託 name, in the words of their sentences."""

from __future__ import annotations

import pytest
from bangolin.loader.form.items import ItemValue, Span
from bangolin.loader.form.redelegation import further


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
    ],
)
def test_who_is_given_the_work(words: str, names: list[str]) -> None:
    assert [one.entry.text for one in further(matter(words), None)] == names
