"""The annex of record items: numbered columns, bare columns, several files."""

from __future__ import annotations

from bangolin.loader.facts.records import RecordItem
from bangolin.loader.form.definition import read_form
from bangolin.loader.sources.text import read_text
from bangolin.loader.torn.record_items import read_record_items

FORM = read_form("form4-r06-10")


def items(text: str, *files: str) -> tuple[RecordItem, ...]:
    return read_record_items(read_text(text.encode(), "snippet.txt").pages, FORM, files)


def names(text: str, *files: str) -> list[str | None]:
    return [item.name for item in items(text, *files)]


def test_columns_fused_into_one_line_are_cut_at_their_numbers() -> None:
    text = "１．資格情報\n項目名\n1 個人番号 4 住所\n2 宛名番号 5 性別\n3 氏名\n"
    assert names(text) == ["個人番号", "宛名番号", "氏名", "住所", "性別"]
    assert {item.group for item in items(text)} == {"資格情報"}


def test_numbers_that_carry_on_tell_the_group() -> None:
    text = "●甲情報\n1 個人番号 2 氏名\n\n●乙情報\n1 宛名番号 2 住所\n\n3 性別\n\n3 税額 4 期別\n"
    groups: dict[str | None, list[str | None]] = {}
    for item in items(text):
        groups.setdefault(item.group, []).append(item.no)
    assert groups == {"甲情報": ["1", "2", "3"], "乙情報": ["1", "2", "3", "4"]} or groups == {
        "甲情報": ["1", "2", "3", "4"],
        "乙情報": ["1", "2", "3"],
    }


def test_an_item_repeated_over_a_page_break_counts_once() -> None:
    text = "１．口座情報\n1 銀行コード\n2 支店名\n\n\n\n2 支店名\n3 口座番号\n"
    assert names(text) == ["銀行コード", "支店名", "口座番号"]


def test_a_name_torn_off_its_number_comes_back() -> None:
    text = "●甲情報\n1 科目 2 科目名 3\n\n調定年度\n4 年度分 5 通知番号\n"
    assert names(text) == ["科目", "科目名", "調定年度", "年度分", "通知番号"]


def test_bare_names_in_columns_are_cut_at_the_blanks() -> None:
    text = "＜加入情報＞ ＜給付情報＞ ＜番号情報＞\n" + "加入番号 給付年度 個人番号\n氏名 支給額 枝番\n" * 3
    assert names(text)[:3] == ["加入番号", "給付年度", "個人番号"]
    assert {item.group for item in items(text)} == {"加入情報", "給付情報", "番号情報"}


def test_notes_are_no_items() -> None:
    assert "※個人番号と紐付ける" not in names("個人番号\n氏名\n住所\n※個人番号と紐付ける\n")


def test_each_file_has_its_own_list() -> None:
    text = "甲ファイル\n1 個人番号\n2 氏名\n\n\n\n乙ファイル\n1 宛名番号\n2 住所\n"
    assert [(item.file, item.name) for item in items(text, "甲ファイル", "乙ファイル")] == [
        ("甲ファイル", "個人番号"),
        ("甲ファイル", "氏名"),
        ("乙ファイル", "宛名番号"),
        ("乙ファイル", "住所"),
    ]


def test_lists_printed_last_to_first_go_with_the_names_in_that_order() -> None:
    first, second = "1 個人番号 3 住所\n2 宛名番号 4 性別\n", "1 氏名 3 税額\n2 世帯番号 4 期別\n"
    text = f"項目名\n{second}\n項目名\n{first}\n乙ファイル\n\n甲ファイル\n"
    found = items(text, "甲ファイル", "乙ファイル")
    assert {item.file: [one.name for one in found if one.file == item.file] for item in found} == {
        "乙ファイル": ["氏名", "世帯番号", "税額", "期別"],
        "甲ファイル": ["個人番号", "宛名番号", "住所", "性別"],
    }


def test_numbers_that_run_on_through_groups_start_again_with_the_next_file() -> None:
    text = "甲ファイル\n＜ア＞\n1 個人番号\n2 氏名\n＜イ＞\n3 住所\n乙ファイル\n＜ウ＞\n1 宛名番号\n＜エ＞\n2 税額\n"
    found = items(text, "甲ファイル", "乙ファイル")
    assert [item.name for item in found if item.file == "甲ファイル"] == ["個人番号", "氏名", "住所"]
    assert [item.name for item in found if item.file == "乙ファイル"] == ["宛名番号", "税額"]


def test_numbers_in_a_column_of_their_own_join_their_names() -> None:
    assert names("番号\n1\n2\n3\n個人番号\n氏名\n住所\n") == ["個人番号", "氏名", "住所"]


def test_a_list_that_runs_on_breaks_inside_its_names() -> None:
    text = (
        "＜届出情報＞\n1．届出番号　2．船名　3．総トン数　4．係留場\n所の番号　5．使用期間　6．料金区分　7．減免の有無と根拠とな\n"
        "る規程\n＜収納情報＞\n8．収納年月日　9．収納額\n"
    )
    wide = (
        "1．届出の受付に関する情報　2．船舶の名称に関する情報　3．総トン数に関する情\n報　4．係留する場所に関する情報\n"
    )
    assert names(text)[:6] == ["届出番号", "船名", "総トン数", "係留場所の番号", "使用期間", "料金区分"]
    assert names(wide) == [
        "届出の受付に関する情報",
        "船舶の名称に関する情報",
        "総トン数に関する情報",
        "係留する場所に関する情報",
    ]


def test_the_rest_of_the_last_name_stands_below_a_full_line() -> None:
    full = "．届出の受付に関する情報　{}．船舶の名称に関する情報　{}．総トン数に関する情"
    lines = [f"{n}{full.format(n + 1, n + 2)}\n報" for n in (1, 4, 7)]
    assert names("\n".join(lines))[2::3] == ["総トン数に関する情報"] * 3


def test_a_rest_follows_a_full_line_that_began_with_a_rest() -> None:
    lines = (
        "1．届出の受付に関する情報　2．船舶の名称に関する情報　3．総トン数に関する情",
        "報　4．届出の受付に関する記録　5．船舶の名称に関する記録　6．総トン数に関す",
        "る記録　7．届出の受付に関する情報　8．船舶の名称に関する情報　9．総トン数の",
        "量",
    )
    assert names("\n".join(lines))[-1] == "総トン数の量"


def test_names_with_bullets_side_by_side_are_parted_at_their_bullets() -> None:
    text = "《届出関係》\n・届出番号　・船名・船種　・総トン数\n・係留場所　・使用期間　・料金\n"
    assert names(text) == ["届出番号", "船名・船種", "総トン数", "係留場所", "使用期間", "料金"]


def test_the_head_between_numbers_and_names_in_columns_is_no_name() -> None:
    assert names("1\n2\n3\n\n項目名\n個人番号\n氏名\n住所\n") == ["個人番号", "氏名", "住所"]


def test_a_number_that_the_end_of_a_line_parts_from_its_name_goes_with_it() -> None:
    text = "1．個人番号、2．氏名、3．\n住所、4．性別、5．生年月\n日、6．続柄\n"
    assert names(text) == ["個人番号", "氏名", "住所", "性別", "生年月日", "続柄"]


def test_a_number_that_the_end_of_a_line_breaks_is_one() -> None:
    whole = "、".join(f"{at}．第{sign}項" for at, sign in enumerate("甲乙丙丁戊己庚辛壬癸子丑", start=1))
    text = whole.replace("、11．", "、1\n1．")
    assert names(text) == [f"第{sign}項" for sign in "甲乙丙丁戊己庚辛壬癸子丑"]
