"""Boxes in other brackets, with other marks, and options in other brackets, are read as the form's own."""

from __future__ import annotations

import pytest
from torn_snippets import OVERVIEW, delegation, torn

SYSTEM = """
 システム1

 ①システムの名称 架空税システム

 ③他のシステムとの接続

{on} 情報提供ネットワークシステム {off} 庁内連携システム

{off} 住民基本台帳ネットワークシステム {on} 既存住民基本台帳システム

{off} 宛名システム等 {off} 税務システム

{on} その他 （架空基盤システム ）
"""
TICKED = ("情報提供ネットワークシステム", "既存住民基本台帳システム", "その他")


def connections(on: str, off: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    (system,) = torn(SYSTEM.format(on=on, off=off)).systems
    return tuple(system.connections), tuple(system.other_connections)


@pytest.mark.parametrize("brackets", ["[]", "［］", "【】", "〔〕", "()", "（）"])
@pytest.mark.parametrize("mark", [*"○〇◯OＯo0０●✓レ☑■", " ○ "])
def test_marks_in_brackets(brackets: str, mark: str) -> None:
    opening, closing = brackets
    assert connections(f"{opening}{mark}{closing}", f"{opening} {closing}") == (TICKED, ("架空基盤システム",))


@pytest.mark.parametrize("boxes", ["☑☐", "■□", "☑□", "✓□"])
def test_boxes_without_brackets(boxes: str) -> None:
    on, off = boxes
    assert connections(on, off) == (TICKED, ("架空基盤システム",))


def test_bullets_before_names_of_boxes_are_no_ticks() -> None:
    functions = SYSTEM.format(on="[ ○ ]", off="[ ]").replace(
        " ③他の", " ②システムの機能\n\n■税務システム\n　・課税を計算する。\n■庁内連携システム\n　・連携する。\n\n ③他の"
    )
    assert set(torn(functions).systems[0].connections) == set(TICKED)


@pytest.mark.parametrize("brackets", ["[]", "［］", "【】", "〔〕"])
@pytest.mark.parametrize("digits", ["half", "full"])
def test_options_in_brackets(brackets: str, digits: str) -> None:
    opening, closing = brackets
    page = delegation(1, "株式会社架空", "再委託しない").replace("[", opening).replace("]", closing)
    if digits == "full":
        page = page.replace("1）", "１）").replace("2）", "２）")
    (one,) = torn(OVERVIEW + page).delegations
    assert (one.handlers, one.redelegated, one.contractors) == ("10人以上50人未満", False, ("株式会社架空",))
