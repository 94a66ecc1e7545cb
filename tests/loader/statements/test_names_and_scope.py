"""What made-up text says of functions left out, of headings and short names, of notes beside lists, of dropped systems."""

from __future__ import annotations

from collections.abc import Sequence

from bangolin.loader.facts.records import Statement
from bangolin.loader.form.history import Change
from bangolin.loader.form.items import Span
from bangolin.loader.narrative.passages import Line, passages
from bangolin.loader.statements.beside import defined_beside
from bangolin.loader.statements.body import body_of
from bangolin.loader.statements.dropped import dropped
from bangolin.loader.statements.headings import headings
from bangolin.loader.statements.scope import left_out

IDLE = "実施しないため評価対象外"
KNOWN = [Statement(kind="definition", subject="整理番号", objects=("年度", "連番"), line=1)]


def read(section: str, *lines: str) -> list[Line]:
    return [Line(Span(text, line=at), text, section) for at, text in enumerate(lines, start=1)]


def spans(*lines: str) -> list[Span]:
    return [Span(text, line=at) for at, text in enumerate(lines, start=1)]


def of_change(after: str, *body: str) -> Sequence[Statement]:
    return dropped(body_of(spans(*body)), [Change("Ⅲ", "", after, Span(after, line=90))])


def test_functions_of_a_group_that_is_not_done_cite_the_group() -> None:
    lines = read("I-2", f"2. 架空照会に係る機能({IDLE})", "①架空符号の取得(※2)(評価対象外)", f"②架空照会({IDLE})")
    found = left_out(passages([*lines, *read("I-2", "3. 別の機能(評価対象)", "①対象の取得(評価対象外)")]))
    assert [(one.subject, one.act, one.objects) for one in found] == [
        ("架空照会に係る機能", "not-done", ()),
        ("架空符号の取得", "bare", ("架空照会に係る機能",)),
        ("架空照会", "not-done", ("架空照会に係る機能",)),
        ("対象の取得", "bare", ()),
    ]
    assert found[1].evidence["objects[0]"].line == 1


def test_another_reason_is_told_from_none_and_other_parts_are_not_asked() -> None:
    [found] = left_out(passages(read("I-2", "①架空提供(個人番号を用いないため評価対象外)")))
    assert found.act == "reason"
    assert not left_out(passages(read("III", "①架空提供(評価対象外)")))


def test_a_heading_names_a_system_and_the_words_below_the_end_of_its_name() -> None:
    lines = ["<架空業務向け連携サーバー等における措置>", "・操作の記録を連携サーバーで残している。"]
    found = headings(passages(read("III", *lines)))
    assert [(one.kind, one.objects) for one in found] == [("measures-of", ()), ("called-short", ("連携サーバー",))]
    assert {one.subject for one in found} == {"架空業務向け連携サーバー等"}


def test_a_name_in_full_and_another_system_are_no_short_names() -> None:
    lines = ["<架空業務向け連携サーバー等における措置>", "・架空業務向け連携サーバーで、台帳システムの記録を残す。"]
    assert [one.kind for one in headings(passages(read("III", *lines)))] == ["measures-of"]


def test_a_note_in_the_last_column_explains_a_term() -> None:
    body = spans("収納記録 台帳の「整理番号」", "", "改定年月 年度、連番、", "改定区分 枝番、種別", "等級")
    [found] = defined_beside(body, KNOWN)
    assert (found.subject, found.objects, found.line) == ("整理番号", ("年度", "連番", "枝番", "種別"), 1)


def test_a_term_that_nothing_defines_and_words_that_are_no_list_are_left() -> None:
    assert not defined_beside(spans("台帳の「整理番号」", "年度、連番、枝番"), [])
    assert not defined_beside(spans("台帳の「整理番号」", "年度から付す。"), KNOWN)
    assert not defined_beside(spans("台帳の「別の番号」", "年度、連番、枝番"), KNOWN)


def test_a_system_that_the_measure_in_force_no_longer_names_beside_the_other() -> None:
    clause = "・連携サーバー及び受付端末は専用の回線にだけ接続し、他の網から分離する。"
    kept = "・連携サーバーは専用の回線にだけ接続し、他の網から分離する。"
    [found] = of_change(clause, kept)
    assert (found.subject, found.objects, found.line) == ("受付端末", ("連携サーバー",), 90)
    assert found.evidence["objects[0]"].line == 1


def test_a_measure_that_has_both_or_neither_drops_nothing() -> None:
    clause = "・連携サーバー及び受付端末は専用の回線にだけ接続し、他の網から分離する。"
    assert not of_change(clause, clause)
    assert not of_change(clause, "・台帳システムは専用の回線にだけ接続し、他の網から分離する。")
