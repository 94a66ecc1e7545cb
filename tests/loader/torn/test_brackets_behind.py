"""Round brackets that a tool printed behind a whole grid of boxes."""

from __future__ import annotations

from bangolin.loader.form.definition import read_form
from bangolin.loader.sources.text import Line
from bangolin.loader.torn.brackets_behind import with_brackets_behind

FORM = read_form("form4-r06-10")
GRID = "[ ○ ] 本人又は本人の代理人\n[ ○ ] 行政機関・独立行政法人等\n[ ○ ] 民間事業者\n[\n] その他\n"


def given(text: str) -> list[str]:
    lines = [Line(number, words) for number, words in enumerate(text.split("\n"), start=1)]
    return [line.text for line in with_brackets_behind(lines, FORM) if line.text.strip()]


def test_as_many_brackets_as_boxes_want_are_theirs_in_order() -> None:
    text = GRID + "\n（ 架空年金機構、架空\n庁\n）\n（ 架空銀行\n）\n（\n）\n②入手方法\n"
    assert given(text) == [
        "[ ○ ] 本人又は本人の代理人",
        "[ ○ ] 行政機関・独立行政法人等 （架空年金機構、架空庁）",
        "[ ○ ] 民間事業者 （架空銀行）",
        "[",
        "] その他 （）",
        "②入手方法",
    ]


def test_where_their_numbers_differ_nothing_is_given() -> None:
    text = GRID + "（ 架空年金機構\n）\n（ 架空銀行\n）\n"
    assert given(text) == [line for line in text.split("\n") if line]


def test_a_bracket_that_never_closes_is_nobodys() -> None:
    text = GRID + "（ 甲\n）\n（ 乙\n）\n（ 丙\n②入手方法\n"
    assert given(text) == [line for line in text.split("\n") if line]
