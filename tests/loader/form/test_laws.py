"""Legal bases of the information network: each cites the line that it starts on."""

from __future__ import annotations

from bangolin.loader.form.items import Span
from bangolin.loader.form.laws import bases


def test_each_basis_keeps_the_line_it_starts_on() -> None:
    lines = ["・【情報照会】番号法第19条第8号に基づく主務省令", "第2条の表の8の項", "・【情報提供】別表の9の項"]
    found = bases([Span(text, line=number) for number, text in enumerate(lines, 20)])
    assert [(one.text, one.span.line) for one in found.inquiry] == [
        ("番号法第19条第8号に基づく主務省令第2条の表の8の項", 20)
    ]
    assert [(one.text, one.span.line) for one in found.provision] == [("別表の9の項", 22)]


def test_mark_on_a_line_of_its_own_is_not_the_basis() -> None:
    lines = ["【情報提供】", "・第2条の表の3の項", "・第2条の表の5の項"]
    found = bases([Span(text, line=number) for number, text in enumerate(lines, 7)])
    assert [(one.text, one.span.line) for one in found.provision] == [("第2条の表の3の項", 8), ("第2条の表の5の項", 9)]
    assert found.inquiry == ()
