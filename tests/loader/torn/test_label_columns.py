"""Values of several labels in one run of lines."""

from __future__ import annotations

from bangolin.loader.form.definition import read_form
from bangolin.loader.sources.text import read_text
from bangolin.loader.torn.label_columns import with_values_beside

FORM = read_form("form4-r06-10")


def beside(text: str) -> list[str]:
    pages = with_values_beside(read_text(text.encode(), "snippet.txt").pages, FORM)
    return [line.text.strip() for page in pages for line in page.lines if line.text.strip()]


def test_each_line_goes_to_its_label() -> None:
    text = "③対象となる本人の範囲\n\n※\n\nその必要性\n\n届出をした者\n正しく行うため。\n＜選択肢＞\n"
    found = beside(text)
    assert found[found.index("③対象となる本人の範囲") + 1] == "届出をした者"
    assert found[found.index("その必要性") + 1] == "正しく行うため。"


def test_a_value_of_two_lines_is_cut_behind_its_sentence() -> None:
    text = "⑥使用目的\n\n使用部署\n\n正しく行うため。\n架空市福祉部保険年金課、架空市財務\n部納税課\n"
    found = beside(text)
    assert found[found.index("使用部署") + 1 :] == ["架空市福祉部保険年金課、架空市財務", "部納税課"]


def test_what_can_be_cut_in_two_ways_stays() -> None:
    text = "その必要性\n\nその妥当性\n\n一行目\n二行目\n三行目\n"
    assert beside(text) == ["その必要性", "その妥当性", "一行目", "二行目", "三行目"]


def test_lines_that_do_not_look_like_the_values_stay() -> None:
    text = "⑤保有開始日\n\n⑥事務担当部署\n\n一行目\n二行目\n"
    assert beside(text) == ["⑤保有開始日", "⑥事務担当部署", "一行目", "二行目"]


def test_a_second_line_behind_another_value_goes_back_to_its_own() -> None:
    text = (
        "提供先1\n\n①法令上の根拠\n\n番号法第9条第2項\n\n③提供する情報\n\n資格情報\n\n架空市条例第3条\n\n＜選択肢＞\n"
    )
    found = beside(text)
    assert found[2:6] == ["番号法第9条第2項", "架空市条例第3条", "③提供する情報", "資格情報"]


def test_values_before_their_labels_go_to_labels_that_only_they_look_like() -> None:
    text = "窓口で確かめられる。\n架空印刷株式会社\n\n⑥委託先名\n\n⑤委託先名の確認方法\n\n⑧再委託の許諾方法\n\n書面による。\n"
    found = beside(text.replace("確かめ", "確認し、確かめ"))
    assert found[:4] == ["⑤委託先名の確認方法", "窓口で確認し、確かめられる。", "⑥委託先名", "架空印刷株式会社"]
    assert found[4:] == ["⑧再委託の許諾方法", "書面による。"]
