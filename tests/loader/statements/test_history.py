"""The change history: its rows in cells and in torn text, and what they say of the body in force."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources

import pytest
from bangolin.loader.facts.records import Statement
from bangolin.loader.form.history import Change, changes_of_rows
from bangolin.loader.form.items import Span
from bangolin.loader.form.sections import Section
from bangolin.loader.parse import parse_bytes
from bangolin.loader.sources.rows import Cell, Row
from bangolin.loader.sources.text import Line, Page
from bangolin.loader.statements.history import told_by_history
from bangolin.loader.torn.history import alike, changes_of_section

BODY = [
    "①窓口の職員は、受付端末を利用して架空センターへ資格の照会を行い、",
    "結果を台帳に記録する。",
    "[○] 内部監査 [ ] 外部監査",
]
BEFORE = "①窓口の職員は、受付端末を利用して架空センターへ資格の照会を行い、結果を台帳に記録する。"
AFTER = "①窓口の職員は、専用端末を利用して架空センターへ資格の照会を行い、結果を台帳に記録する。"


def row(*words: str, line: int = 1) -> Row:
    return Row(tuple(Cell(text, line=line, column=at) for at, text in enumerate(words) if text), line)


HEAD = row("変更日", "項目", "変更前の記載", "変更後の記載", "提出時期")


def torn(*lines: str) -> list[Change]:
    page = Page(1, tuple(Line(number, text) for number, text in enumerate(lines, start=1)))
    return list(changes_of_section(Section("changes", None, (page,))))


def told(changes: Sequence[Change], body: Sequence[str] = BODY) -> tuple[Statement, ...]:
    return told_by_history([Span(words, line=at) for at, words in enumerate(body, start=1)], changes)


def change(before: str, after: str, item: str = "別添1", day: str | None = None, line: int = 90) -> Change:
    return Change(item, before, after, Span(after, line=line), day)


def test_rows_of_cells_are_read_by_their_headings() -> None:
    [found] = changes_of_rows([HEAD, row("令和7年4月1日", "Ⅰ ③対象人数", "1万人以上", "10万人以上", "事後", line=7)])
    assert (found.day, found.item, found.before, found.after) == (
        "令和7年4月1日",
        "Ⅰ ③対象人数",
        "1万人以上",
        "10万人以上",
    )
    assert found.span.line == 7


def test_a_row_without_words_before_or_after_tells_no_change() -> None:
    assert not list(changes_of_rows([HEAD, row("令和7年4月1日", "Ⅰ ③対象人数", "", "", "事後")]))
    assert not list(changes_of_rows([row("令和7年4月1日", "Ⅰ", "前", "後", "事後")]))


def test_torn_runs_that_say_nearly_the_same_are_before_and_after() -> None:
    [found] = torn("Ⅰ　基本情報", "", BEFORE[:20], BEFORE[20:], "", AFTER, "", "事後", "書き誤り", "", "令和7年4月1日")
    assert (found.item, found.before, found.after) == ("Ⅰ基本情報", BEFORE, AFTER)
    assert found.span.line == 6


def test_a_cell_a_line_without_empty_lines_is_read_row_by_row() -> None:
    rows = ["令和7年4月1日", "Ⅰ　７．①部署", "福祉部", "介護課", "事後", "名称の変更"]
    [first, second] = torn("変更日", *rows, "令和8年4月1日", "別添1", BEFORE[:20], BEFORE[20:], AFTER, "事前")
    assert (first.day, first.item, first.before, first.after) == ("令和7年4月1日", "Ⅰ7.①部署", "福祉部", "介護課")
    assert (second.before, second.after, second.span.line) == (BEFORE, AFTER, 12)


def test_values_below_the_headings_of_their_columns_are_read() -> None:
    heads = [
        "変更日",
        "令和7年4月1日",
        " 項目",
        "別添1",
        " 変更前の記載",
        BEFORE[:20],
        BEFORE[20:],
        " 変更後の記載",
        AFTER,
    ]
    found = torn(*heads, " 提出時期", "事後", " 提出時期に係る説明", "書き誤り", *heads)
    assert [(one.day, one.item, one.before, one.after) for one in found] == [
        ("令和7年4月1日", "別添1", BEFORE, AFTER)
    ] * 2
    assert [one.span.line for one in found] == [9, 22]


def test_a_time_that_stands_alone_ends_the_words_above() -> None:
    [found] = torn("Ⅱ（移転先２）", "", "税務部課税課", "", "福祉部介護課", "", "事後", "名称の変更")
    assert (found.before, found.after) == ("税務部課税課", "福祉部介護課")


def test_ruled_cells_of_a_page_stand_under_the_heading_at_their_left() -> None:
    def ruled(*cells: tuple[float, str]) -> Row:
        return Row(tuple(Cell(text, page=3, box=(x, 0.0, x + 40, 9.0)) for x, text in cells))

    head = ruled((10, "変更日"), (60, "項目"), (120, "変更前の記載"), (200, "変更後の記載"), (280, "提出時期"))
    [found] = changes_of_rows(
        [head, ruled((10, "令和7年4月1日"), (60, "Ⅰ"), (120, "前"), (199.8, "後"), (280, "事後"))]
    )
    assert (found.item, found.before, found.after, found.span.page) == ("Ⅰ", "前", "後", 3)


def test_torn_values_on_one_line_are_before_and_after() -> None:
    [found] = torn("Ⅰ（５．情報連携①実施の有無）", "", "[実施しない] [実施する] 事後")
    assert (found.before, found.after) == ("[実施しない]", "[実施する]")


def test_torn_short_words_between_item_and_time_are_before_and_after() -> None:
    [found] = torn("Ⅱ（移転先２）", "", "税務部課税課", "", "福祉部介護課 事後")
    assert (found.item, found.before, found.after) == ("Ⅱ(移転先2)", "税務部課税課", "福祉部介護課")


def test_reasons_of_two_rows_are_no_change() -> None:
    assert torn("Ⅰ　基本情報", "", "重要な変更に当たらないため", "", "重要な変更に当たらないため") == []


def test_likeness_counts_neighbouring_signs() -> None:
    assert alike("架空市", "架空市") == 1
    assert alike("架空市", "窓口課") == alike("", "") == 0


def test_words_that_the_body_still_has_are_told_with_both_places() -> None:
    [found] = told([change(BEFORE, AFTER)])
    assert found.kind == "changed-not-in-force"
    assert "受付" in found.objects[0]
    assert "専用" in found.objects[1]
    assert (found.line, found.evidence["words"].line, found.evidence["objects[0]"].line) == (90, 90, 1)


@pytest.mark.parametrize(
    ("changes", "body"),
    [
        ([change(BEFORE, AFTER)], [AFTER]),  # made
        ([change(BEFORE, AFTER), change(AFTER, BEFORE)], BODY),  # taken back
        ([change(BEFORE, AFTER)], ["①別の文である。"]),  # gone
        ([change(BEFORE, "この項目を全文削除")], BODY),  # a direction, no words
        ([change("受付端末", "専用端末")], BODY),  # too short to tell the place
    ],
)
def test_changes_that_were_made_or_cannot_be_told_say_nothing(changes: list[Change], body: list[str]) -> None:
    assert told(changes, body) == ()


def test_a_box_that_the_history_empties_is_told_where_it_is_ticked() -> None:
    emptied = change("[〇]内部監査", "[　]内部監査")
    [found] = told([emptied])
    assert found.objects == ("[○]内部監査", "[]内部監査")
    assert told([emptied], ["[ ] 内部監査"]) == ()
    assert told([emptied], [*BODY, "[ ] 内部監査"]) == ()


def test_a_word_that_was_changed_everywhere_is_told_where_it_still_stands() -> None:
    everywhere = change("記載文中の受付端末", "記載文中の専用端末")
    [found] = told([everywhere])
    assert found.objects == ("受付端末", "専用端末")
    assert told([everywhere], [AFTER]) == ()


def test_values_of_items_are_told_by_the_path_of_their_fact() -> None:
    [found] = told([change("1万人未満", "1万人以上", item="Ⅰ　１．事務　③対象人数")])
    assert (found.kind, found.act, found.objects) == ("changed", "document.subject_scale", ("1万人未満", "1万人以上"))
    [found] = told([change("税務部", "福祉部", item="Ⅱ ５．提供・移転　移転先１２")])
    assert found.act == "transfers.12.recipient"
    assert told([change("（新規）", "福祉部", item="Ⅱ 移転先１２")]) == ()


def test_a_row_that_stands_twice_is_told_with_its_first_place() -> None:
    rows = [change("前の課", "後の課", day="令和7年4月1日", line=at) for at in (90, 95)]
    [found] = told(rows)
    assert (found.kind, found.line, found.evidence["objects[0]"].line) == ("changed-twice", 95, 90)
    assert told([change("前の課", "後の課", line=at) for at in (90, 95)]) == ()


def test_offices_of_an_annexe_are_counted_without_the_departments_above_them() -> None:
    names = ("課税課", "管理課", "収納課", "保険課", "福祉センター")
    [found] = told([change("なし", "\n".join(f"架空部 {name}" for name in names), item="（別紙２）（1/2）")])
    assert (found.kind, found.act, found.objects) == ("annexe-lists", "別紙2", names)


HISTORY = "令和5年10月2日\nⅡ　４．委託事項1　③委託先名\n株式会社旧霧原\n霧原システム株式会社\n事後"


def test_a_whole_document_tells_what_its_history_says() -> None:
    text = (resources.files("bangolin.data.fictional") / "kakuu-kenpo.txt").read_text(encoding="utf-8")
    assert HISTORY in text
    [found] = [one for one in parse_bytes(text.encode(), "a.txt").statements if one.kind == "changed"]
    assert (found.act, found.objects) == ("delegations.1.contractors", ("株式会社旧霧原", "霧原システム株式会社"))
    kept = "２　当組合は、加入者情報を社会保険診療報酬支払基金"
    assert kept in text
    row = f"Ⅰ　１．②事務の内容\n{kept}に専用線で送り、審査の結果を受け取る。\n{kept}に暗号化して送り、審査の結果を受け取る。\n事後"
    body = text.replace(
        "（以下「支払基金」という。）に専用線により送信する。", "に専用線で送り、審査の結果を受け取る。"
    )
    changed = parse_bytes(body.replace(HISTORY, f"令和5年10月2日\n{row}").encode(), "a.txt")
    [left] = [one for one in changed.statements if one.kind == "changed-not-in-force"]
    assert left.evidence["objects[0]"].line == text[: text.index(kept)].count("\n") + 1


def test_not_connected_is_told_as_printed_or_as_last_changed() -> None:
    [found] = told([], ["[○] 接続しない（入手） [ ] 接続しない（提供）"])
    assert (found.kind, found.act, found.line) == ("no-connection", "入手", 1)
    ticked, emptied = (change("", f"[{sign}]接続しない（提供）") for sign in ("〇", " "))
    assert [one.act for one in told([ticked], []) if one.kind == "no-connection"] == ["提供"]
    assert told([ticked, emptied], []) == ()
