"""Where a serious incident happened: the office in the account of it, not in what is done against the next."""

from __future__ import annotations

from bangolin.loader.form.incidents import departments
from bangolin.loader.form.items import Span


def named(*lines: str) -> list[tuple[str, int | None]]:
    return [(one.text, one.span.line) for one in departments([Span(text, line=at) for at, text in enumerate(lines, 5)])]


def test_office_of_the_account_is_cited() -> None:
    assert named("書類を失った。", "※福祉部給付課において生じた。") == [("福祉部給付課", 6)]


def test_offices_of_the_measures_are_not_where_it_happened() -> None:
    assert named("書類を失った。", "再発防止策の内容", "総務課が点検する。") == []


def test_every_section_is_no_office() -> None:
    assert named("各課で点検する。", "－") == []
