"""Text is measured generously and broken by the rules of Japanese."""

from functools import cache

import pytest
from bangolin.ui.drawings.lettering import NOT_FIRST, NOT_LAST, text_width, wrap
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from pylopdf_fonts_jp import sans_path

NAMES = [
    "医療保険者等向け中間サーバー等",
    "ＩＣＴ・ヘルスケア推進部",
    "LGWAN-ASP (VPN)",
    "ﾌｧｲﾙ交換サービス",
    "Web Mimicry 2026",
]


@cache
def font():
    return TTFont(sans_path(), lazy=True)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_never_narrower_than_in_the_shipped_font(name):
    cmap, widths = font().getBestCmap(), font()["hmtx"]
    true = sum(widths[cmap[ord(letter)]][0] for letter in name) / 1000 * 13
    assert text_width(name, 13) >= true * 0.97


@given(st.text(alphabet="健康保険システム（以下、ーABCabc 012」「。等", min_size=1, max_size=60))
def test_wrapping_loses_no_letter(words):
    lines = wrap(words, 13, 140, 99)
    assert "".join("".join(lines).split()) == "".join(words.split())


@given(st.text(alphabet="健康保険システム（）、ー」「。等", min_size=1, max_size=60))
def test_no_line_is_wider_than_asked(words):
    assert all(text_width(line, 13) <= 140 for line in wrap(words, 13, 140, 99))


def test_lines_do_not_begin_or_end_with_forbidden_signs():
    lines = wrap("中間サーバー・プラットフォーム（以下「中間サーバー」という。）を運用する事業者", 13, 105, 9)
    assert not any(line[0] in NOT_FIRST for line in lines[1:])
    assert not any(line[-1] in NOT_LAST for line in lines[:-1])


def test_what_does_not_fit_ends_in_an_ellipsis():
    assert wrap("あ" * 80, 13, 100, 3)[-1].endswith("…")
    assert len(wrap("あ" * 80, 13, 100, 3)) == 3
