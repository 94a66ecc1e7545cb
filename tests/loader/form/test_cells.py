"""The form in rows of cells: labels in context, values in one cell with them, values that slid."""

from __future__ import annotations

from bangolin.loader.form.cells import read_cells
from bangolin.loader.form.definition import read_form
from bangolin.loader.form.items import ItemValue
from bangolin.loader.form.reading import form_of
from bangolin.loader.sources.tables import rows_of_text

FORM = read_form("form4-r06-10")
HEAD = "II 特定個人情報ファイルの概要\n4. 特定個人情報ファイルの取扱いの委託\n"
PEOPLE = "1) 10人未満 2) 10人以上50人未満 3) 50人以上100人未満"


def _read(text: str) -> dict[tuple[str, int | None], ItemValue]:
    return {(value.item, value.block): value for value in read_cells(rows_of_text(text), FORM)}


def _words(value: ItemValue) -> str:
    return "".join(span.text for span in value.spans)


def test_labels_that_are_printed_twice_are_told_by_their_section() -> None:
    text = "I 基本情報\n5. 個人番号の利用\n法令上の根拠\t甲法\n"
    text += "6. 情報提供ネットワークシステムによる情報連携\n②法令上の根拠\t乙法"
    found = _read(text)
    assert _words(found["business.law", None]) == "甲法"
    assert _words(found["network.basis", None]) == "乙法"


def test_label_and_value_may_share_a_cell() -> None:
    found = _read(f"{HEAD}委託事項1 架空の業務\n①委託内容　架空の保守\n③委託先における取扱者数 [10人未満]\t{PEOPLE}")
    assert _words(found["delegation.title", 1]) == "架空の業務"
    assert _words(found["delegation.content", 1]) == "架空の保守"
    assert found["delegation.handlers", 1].option == "10人未満"


def test_a_value_may_stand_below_its_label() -> None:
    found = _read(
        "評価書番号\t評価書名\n7\t架空市 架空事務 全項目評価書\n評価実施機関名\n\n架空市長\n\n公表日\n令和7年1月1日"
    )
    assert _words(found["cover.number", None]) == "7"
    assert _words(found["cover.title", None]) == "架空市 架空事務 全項目評価書"
    assert _words(found["cover.assessor", None]) == "架空市長"


def test_a_blank_number_does_not_take_the_title() -> None:
    found = _read("評価書番号\t評価書名\n\t架空市 架空事務 全項目評価書")
    assert _words(found["cover.number", None]) == ""
    assert _words(found["cover.title", None]) == "架空市 架空事務 全項目評価書"


def test_values_that_slid_down_are_given_back_and_said_to_be_derived() -> None:
    found = _read(
        f"{HEAD}委託事項1\t\t架空の業務\n③委託先における取扱者数\t\t[10人未満]\n"
        f"④委託先への特定個人情報ファイルの提供方法\t\t<選択肢> {PEOPLE}\n"
        "⑤委託先名の確認方法\t\t[○] 専用線 [] 電子メール [] 電子記録媒体(フラッシュメモリを除く。) "
        "[] フラッシュメモリ [] 紙 [] その他 ()\n"
        "⑥委託先名\t\t架空の窓口で確認できる。\n⑦再委託の有無 ※\t\t株式会社架空電算\n"
        "再委託\t⑧再委託の許諾方法\t<選択肢> 1) 再委託する 2) 再委託しない 書面で許諾する。\n\t⑨再委託事項\t夜間の監視"
    )
    assert _words(found["delegation.contractor", 1]) == "株式会社架空電算"
    assert found["delegation.contractor", 1].confidence == "derived"
    assert [tick.label for tick in found["delegation.methods", 1].ticks if tick.ticked] == ["専用線"]
    assert _words(found["delegation.consent", 1]) == "書面で許諾する。"
    assert found["delegation.redelegated", 1].option is None


def test_a_lost_label_is_found_by_the_options_of_its_item() -> None:
    found = _read(
        f"{HEAD}委託事項2\t架空の業務\n"
        "②取扱いを委託する特定個人情報ファイルの範囲\t[特定個人情報ファイルの全体]\n"
        "\t[1万人未満]\t<選択肢> 1) 1万人未満 2) 1万人以上10万人未満\n"
        "対象となる本人の範囲 ※\t架空の者"
    )
    assert found["delegation.scope", 2].option == "特定個人情報ファイルの全体"
    assert found["delegation.subject_count", 2].option == "1万人未満"
    assert found["delegation.subject_count", 2].confidence == "derived"


def test_words_that_are_no_option_stay_open() -> None:
    found = _read(f"{HEAD}委託事項1\t架空の業務\n③委託先における取扱者数\t若干名")
    assert found["delegation.handlers", 1].option is None
    assert found["delegation.handlers", 1].confidence == "uncertain"


def test_the_block_of_a_lost_mark_is_opened_by_its_first_item() -> None:
    text = "I 基本情報\nシステム1\n①システムの名称\t甲システム\n②システムの機能\t-\n①システムの名称\t乙システム"
    found = _read(text)
    assert _words(found["system.name", 1]) == "甲システム"
    assert _words(found["system.name", 2]) == "乙システム"


def test_each_file_section_counts() -> None:
    part = "II 特定個人情報ファイルの概要\n1. 特定個人情報ファイル名\n{}ファイル\n"
    part += "2. 基本情報\n⑤保有開始日\t平成28年1月1日\n"
    values = read_cells(rows_of_text(part.format("甲") + part.format("乙")), FORM)
    assert [(value.file, _words(value)) for value in values if value.item == "file.name"] == [
        (1, "甲ファイル"),
        (2, "乙ファイル"),
    ]


def test_the_form_is_told_by_its_cover() -> None:
    assert form_of(rows_of_text("[平成30年５月　様式３]")).id == "form3-h30-05"
    assert form_of(rows_of_text("特定個人情報保護評価書(重点項目評価書)")).number == 3
    assert form_of(rows_of_text("架空市 架空事務 全項目評価書")).number == 4


def test_rows_that_ocr_put_into_one_cell_are_taken_apart() -> None:
    found = _read(
        f"{HEAD}委託事項1\t架空の業務\n⑥委託先名\t株式会社架空電算\n"
        "再委託\t⑦再委託の有無 ※ [再委託する] <選択肢> 1) 再委託する 2) 再委託しない "
        "⑧再委託の許諾方法 書面で許諾する。 ⑨再委託事項 夜間の監視"
    )
    assert found["delegation.redelegated", 1].option == "再委託する"
    assert _words(found["delegation.consent", 1]) == "書面で許諾する。"
    assert _words(found["delegation.matter", 1]) == "夜間の監視"


def test_a_section_whose_heading_is_lost_is_told_by_its_labels() -> None:
    text = "I 基本情報\n①事務の名称\t架空の事務\n(別添1) 事務の内容\n①市民が届け出る。\n"
    text += "①ファイルの種類 ※\t[システム用ファイル]\n⑤保有開始日\t平成28年1月1日"
    found = _read(text)
    assert found["file.kind", None].option == "システム用ファイル"
    assert found["file.kind", None].file == 1


def test_a_transfer_whose_mark_is_lost_is_no_provision() -> None:
    text = "II 特定個人情報ファイルの概要\n5. 特定個人情報の提供・移転\n提供先1\t甲省\n"
    text += "②提供先における用途\t用途一\n②移転先における用途\t用途二"
    found = _read(text)
    assert _words(found["provision.purpose", 1]) == "用途一"
    assert _words(found["transfer.purpose", 1]) == "用途二"


def test_a_bullet_before_and_a_colon_behind_a_label_are_no_part_of_the_value() -> None:
    found = _read("# Ⅰ　基本情報\n- **①事務の名称**: 架空の事務")
    assert _words(found["business.name", None]) == "架空の事務"
