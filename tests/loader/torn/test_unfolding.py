"""Lines as a page has them, from text whose lines a viewer or an editor made anew."""

from __future__ import annotations

from bangolin.loader.form.definition import read_form
from bangolin.loader.sources.text import read_text
from bangolin.loader.torn.unfolding import unfolded

FORM = read_form("form4-r06-10")


def words(text: str) -> list[str]:
    found = unfolded(read_text(text.encode(), "snippet.txt"), FORM)
    return [line.text.strip() for line in found.lines if line.text.strip()]


def test_letters_spaced_out_close_up() -> None:
    text = "\n".join(["架 空 市 税 に 関 す る 事 務"] * 12)
    assert words(text)[0] == "架空市税に関する事務"


def test_a_document_on_one_line_is_cut_at_its_labels() -> None:
    text = "①事務の名称 架空税に関する事務 ②事務の内容 ※ 課税する。" + "あ" * 300 + " ③対象人数 [ 30万人以上 ]"
    assert words(text)[:3] == ["①事務の名称", "架空税に関する事務", "②事務の内容 ※"]


def test_words_of_a_sentence_are_no_label() -> None:
    sentence = "申請者は、事務の内容を確認し、保管場所を届け出る。" * 20
    assert words(sentence + " ③対象人数 [ 30万人以上 ]")[0] == sentence


def test_a_heading_parts_from_that_of_its_first_part() -> None:
    assert words("説明の続き Ⅰ　基本情報 １．特定個人情報ファイルを取り扱う事務")[1:] == [
        "Ⅰ　基本情報",
        "１．特定個人情報ファイルを取り扱う事務",
    ]


def test_steps_and_sentences_of_a_wide_line_get_lines_of_their_own() -> None:
    step = "市は申請書を受け取り、システムに登録する。"
    line = " ".join(f"{sign}{step}" for sign in "①②③④⑤⑥")
    assert words(line) == [f"{sign}{step}" for sign in "①②③④⑤⑥"]


def test_marks_of_a_viewer_are_pages_and_a_list_is_none() -> None:
    page = "\n".join(f"本文{at}" for at in range(12))
    marked = "\n".join(f"({number})\n{page}" for number in range(1, 11))
    assert len(read_text(marked.encode(), "snippet.txt").pages) == 10
    listed = "\n".join(f"({number})\n項目" for number in range(1, 11))
    assert len(read_text(listed.encode(), "snippet.txt").pages) == 1


def test_a_page_number_out_of_its_place_parts_no_page() -> None:
    page = "\n".join(f"本文{at}" for at in range(60))
    numbers = (1, 2, 7, 3, 4, 5, 6, 8, 9)
    text = "\n".join(f"{page}\n{number} / 9" for number in numbers)
    assert [len(page.lines) for page in read_text(text.encode(), "snippet.txt").pages] == [
        61,
        61,
        122,
        61,
        61,
        61,
        61,
        61,
    ]


def test_an_empty_line_behind_every_line_is_none_of_the_text_where_pages_are_marked() -> None:
    page = "（{}）\n\n" + "\n".join(f"　行その{sign}の記載\n" for sign in "甲乙丙丁戊己") + "\n\n\n"
    found = read_text("".join(page.format(number) for number in range(1, 13)).encode(), "doubled.txt")
    assert len(found.pages) == 12
    assert all(line.text.strip() for page in found.pages for line in page.lines[1:7])
