"""Names that a text spells in two ways are told, names of two things are not."""

from __future__ import annotations

import pytest
from bangolin.loader.statements.spellings import MOST, spellings
from told import read_passages


def pairs(*lines: str) -> list[tuple[str | None, str, str | None]]:
    return [(one.subject, one.objects[0], one.act) for one in spellings(read_passages("\n".join(lines)))]


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("架空資格連携台帳システム", "架空資格連係台帳システム", "other"),
        ("架空業務四台帳システム", "架空業務台帳システム", "more"),
        ("架空資格携連台帳システム", "架空資格連携台帳システム", "order"),
        ("架空サーバ", "架空サーバー", "long"),
    ],
)
def test_one_sign_or_the_order_of_two_makes_two_spellings(one: str, other: str, how: str) -> None:
    found = pairs(f"①{one}から受け取る。", f"②{other}へ送る。", f"③{other}で見る。")
    assert found == [(one, other, how)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("架空資格連携第一システム", "架空資格連携第二システム"),
        ("架空資格台帳連携システム", "架空資産台帳連系システム"),
        ("各架空台帳管理システム", "架空台帳管理システム"),
        ("架空確認等台帳システム", "架空確認台帳システム"),
        ("住民情報", "市民情報"),
        ("架空送信用台帳システム", "架空受信用台帳システム"),
    ],
)
def test_two_things_are_not_told(one: str, other: str) -> None:
    assert pairs(f"①{one}から受け取る。", f"②{other}へ送る。") == []


def test_latin_words_are_compared_for_the_order_of_their_letters_only() -> None:
    assert pairs("①TLSで守る。", "②TSLで守る。") == [("TLS", "TSL", "order")]
    assert pairs("①LANで結ぶ。", "②WANで結ぶ。") == []


def test_both_places_are_cited() -> None:
    [found] = spellings(read_passages("①TLSで守る。\n②TSLで守る。"))
    assert [found.evidence[key].line for key in ("words", "objects[0]")] == [1, 2]


def test_long_vowels_count_once_and_the_whole_is_bounded() -> None:
    lines = [f"①架空{sign}サーバを使う。\n②架空{sign}サーバーを使う。" for sign in "甲乙丙"]
    assert len(pairs(*lines)) == 1
    signs = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰"
    assert len(pairs(*(f"①架空資格連{sign}台帳システムへ送る。" for sign in signs))) == MOST
