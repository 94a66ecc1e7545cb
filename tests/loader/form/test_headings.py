"""Names and headings inside long cells."""

from __future__ import annotations

from bangolin.loader.form.headings import main_name, names_below
from bangolin.loader.form.items import Span


def test_another_name_in_brackets_behind_a_name() -> None:
    assert main_name("甲乙管理システム（以下「甲乙システム」という。）") == ("甲乙管理システム", ("甲乙システム",))


def test_another_name_printed_below_the_label_of_the_functions() -> None:
    functions = [Span("（以下「甲乙システム」という。）", 4), Span("1 登録機能（以下「登録」という。）", 5)]
    assert names_below(functions) == ("甲乙システム",)
    assert names_below(functions[1:]) == ()
    assert names_below([]) == ()
