"""Pages of a text that lost them: found again by what the form prints once a block, and by labels of one section."""

from __future__ import annotations

from bangolin.loader.form.definition import read_form
from bangolin.loader.sources.text import Line, Page, read_text
from bangolin.loader.torn.lost_pages import with_pages_found
from bangolin.loader.torn.whole_blocks import ends_between

FORM = read_form("form4-r06-10")
BLOCK = (" ①法令上の根拠", " ②移転先における用途", " ③移転する情報", " ⑥移転方法", " ⑦時期・頻度")


def lines(*texts: str) -> tuple[Line, ...]:
    spaced = [part for text in texts for part in (text, "")]
    return tuple(Line(number, text) for number, text in enumerate(spaced, start=1))


def starts(*texts: str) -> list[str]:
    found = lines(*texts)
    return [found[at].text.strip() or found[at + 1].text.strip() for at in ends_between(found, FORM)]


def test_a_page_ends_where_every_label_was_printed_as_often_as_the_others() -> None:
    first = (BLOCK[3], " 移転先1 架空課", *BLOCK[:3], BLOCK[4])
    second = (BLOCK[0], BLOCK[4], " 移転先2 架空室", BLOCK[2], BLOCK[1], BLOCK[3])
    assert starts(*first, *second) == ["①法令上の根拠"]


def test_an_open_block_and_an_earlier_part_end_no_page() -> None:
    assert starts(" 移転先1 架空課", *BLOCK[:2], " 移転先2 架空室", *BLOCK[2:], *BLOCK) == []
    assert starts(" 移転先1 架空課", *BLOCK, " ⑥事務担当部署 架空課", " 移転先2 架空室", *BLOCK) == ["移転先2 架空室"]


def test_a_section_starts_at_its_labels_above_its_heading() -> None:
    first = (" ①事務の名称", "架空税に関する事務", " ③対象人数", " ⑤保有開始日 平成28年1月1日", " ⑥事務担当部署 架空課")
    rest = (" ②対象となる本人の数", " 主な記録項目　※", "Ⅱ　特定個人情報ファイルの概要", " ①ファイルの種類　※")
    found = lines("Ⅰ　基本情報", *first, *rest, *(f"文{at}" for at in range(200)))
    pages = with_pages_found([Page(1, found)], FORM)
    opened = next(page for page in pages if any("Ⅱ" in line.text for line in page.lines))
    assert next(line.text for line in opened.lines if line.text.strip()).strip() == "⑤保有開始日 平成28年1月1日"


def test_a_text_that_has_its_pages_keeps_them() -> None:
    pages = [Page(number, lines(" 移転先1 架空課", *BLOCK)) for number in (1, 2)]
    assert with_pages_found(pages, FORM) == tuple(pages)


def test_one_number_that_stands_alone_parts_no_page() -> None:
    text = "\n".join(["本文"] * 300 + ["2"] + ["本文"] * 300)
    assert len(read_text(text.encode(), "snippet.txt").pages) == 1
