"""Inputs are known by content, and what cannot be read is refused with one sentence in two languages."""

from __future__ import annotations

import io
import random
import zipfile
from importlib import resources

import openpyxl
import pytest
from bangolin.loader.problems import DocumentError
from bangolin.loader.sources.detect import kind_of, refuse_other_documents, refuse_pictures
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

ASSESSMENT = resources.files("bangolin.data.fictional").joinpath("kakuu-kaigo.txt").read_text("utf-8")

SHORT_FORM = """特定個人情報保護評価書（基礎項目評価書）
評価書番号 9 評価書名 架空市　図書の貸出に関する事務　基礎項目評価書
評価実施機関名 架空市長 公表日 令和7年4月1日 [令和６年10月　様式２]
Ⅰ　関連情報
１．特定個人情報ファイルを取り扱う事務
①事務の名称 図書の貸出に関する事務　②事務の概要 本を貸す。　③システムの名称 図書システム
２．特定個人情報ファイル名 図書ファイル
３．個人番号の利用 法令上の根拠 なし
４．情報提供ネットワークシステムによる情報連携 ①実施の有無 [ 実施しない ] ＜選択肢＞ 1) 実施する 2) 実施しない 3) 未定
Ⅱ　しきい値判断項目
１．対象人数 [ 1,000人未満 ] ２．取扱者数 [ 500人未満 ] ３．重大事故 [ 発生なし ]
Ⅲ　しきい値判断結果 基礎項目評価の実施が義務付けられる
"""


def refused(text: str) -> str:
    with pytest.raises(DocumentError) as error:
        refuse_other_documents(text)
    assert "\n" not in str(error.value)
    return str(error.value)


def pdf(pages: int = 1, *, picture: bool = False, encrypt: StandardEncryption | None = None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=encrypt)
    for number in range(pages):
        if picture:
            canvas.rect(50, 50, 400, 700, fill=1)
        else:
            canvas.drawString(100, 700, f"Page {number} of a document with words on it")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def archive(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts:
            file.writestr(name, content)
    return out.getvalue()


def workbook() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf(), "pdf"),
        (workbook(), "xlsx"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "html"),
        (b"\xef\xbb\xbf<html lang='ja'>", "html"),
        (ASSESSMENT.encode(), "text"),
        (ASSESSMENT.encode("cp932", "ignore"), "text"),
        (ASSESSMENT.encode("euc_jp", "ignore"), "text"),
    ],
    ids=["pdf", "xlsx", "html", "html with a mark", "text", "cp932 text", "euc text"],
)
def test_the_kind_is_told_by_content(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空です"),
        (b" \r\n\t", "空です"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20, "種類"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "種類"),
        (archive(("word/document.xml", b"<w/>")), "種類"),
        (b"PK\x03\x04 and then nothing of an archive", "壊れて"),
        (archive(("xl/workbook.xml", b"<w/>"), ("xl/worksheets/sheet1.xml", b" " * 50_000_000)), "大きすぎ"),
        (archive(*((f"xl/{n}.xml", b"x") for n in range(2_100))), "大きすぎ"),
    ],
    ids=["empty", "blank", "picture", "old workbook", "word", "broken archive", "bomb", "many parts"],
)
def test_what_is_no_document_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(DocumentError, match=words):
        kind_of(data)


def test_a_pdf_with_words_passes() -> None:
    refuse_pictures(pdf(3))


def test_a_pdf_of_pictures_is_refused_and_ocr_is_named() -> None:
    with pytest.raises(DocumentError, match="OCR"):
        refuse_pictures(pdf(3, picture=True))


def test_a_pdf_with_a_password_is_refused() -> None:
    with pytest.raises(DocumentError, match="パスワード"):
        refuse_pictures(pdf(encrypt=StandardEncryption("secret", canPrint=0)))


def test_a_broken_pdf_is_refused() -> None:
    with pytest.raises(DocumentError, match="壊れて"):
        refuse_pictures(b"%PDF-1.7\nnothing more")


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    with pytest.raises(DocumentError, match="大きすぎ"):
        refuse_pictures(pdf(1_501))


def test_an_assessment_passes() -> None:
    refuse_other_documents(ASSESSMENT)


def test_an_assessment_with_blanks_between_all_characters_passes() -> None:
    refuse_other_documents("\n".join(" ".join(line) for line in ASSESSMENT.splitlines()))


def test_the_second_half_of_an_assessment_passes() -> None:
    refuse_other_documents(ASSESSMENT[len(ASSESSMENT) // 2 :])


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.9])
def test_a_text_that_lost_its_kanji_is_refused_as_such(share: float, seed: int) -> None:
    kanji = sorted({sign for sign in ASSESSMENT if "\u4e00" <= sign <= "\u9fff"})
    lost = set(random.Random(seed).sample(kanji, int(len(kanji) * share)))
    assert "文字の大半" in refused("".join(sign for sign in ASSESSMENT if sign not in lost))


def test_a_text_of_unknown_signs_is_refused_as_such() -> None:
    assert "文字の大半" in refused("".join(f"(cid:{ord(sign) % 999})" for sign in ASSESSMENT))


def test_form_2_is_refused_for_now() -> None:
    message = refused(SHORT_FORM)
    assert "基礎項目評価書" in message
    assert "Form 2" in message


@pytest.mark.parametrize(
    "text",
    [
        "Hello, world.\n",
        "架空市のお知らせ\n今月の図書館の休館日は二十日です。\n" * 50,
        "特定個人情報保護評価書とは何かを説明する。\n" * 30,
    ],
    ids=["english", "notice", "about assessments"],
)
def test_a_text_that_is_no_assessment_is_refused(text: str) -> None:
    assert "ではありません" in refused(text)


def test_a_blank_text_is_refused_and_ocr_is_named() -> None:
    assert "OCR" in refused(" \n\f\n 　")
