"""What an input is, and the sentence that refuses what cannot be read.

The kind is told by content, never by the name's ending. Everything that comes in is hostile until it was measured:
files, archives and page numbers have limits.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from typing import Literal

import pypdfium2
from bangolin.loader.problems import DocumentError

Kind = Literal["pdf", "xlsx", "html", "text"]

MOST_BYTES = 100 * 1024 * 1024
MOST_UNPACKED_BYTES = 400 * 1024 * 1024
MOST_PACKED_RATIO = 200
MOST_PARTS = 2_000
MOST_PAGES = 1_500
MOST_CHARACTERS = 20_000_000

# Words that both forms print, those among them that Form 2 prints too, and its own.
_LONG_FORM_WORDS = (
    "他のシステムとの接続",
    "特定個人情報ファイルの概要",
    "記録される項目",
    "主な記録項目",
    "対象となる本人の範囲",
    "入手元",
    "入手方法",
    "使用部署",
    "委託の有無",
    "委託先名",
    "再委託の有無",
    "提供・移転の有無",
    "保管場所",
    "記録項目",
    "リスクへの対策は十分か",
)
_FORM_WORDS = (
    *_LONG_FORM_WORDS,
    "特定個人情報保護評価",
    "評価実施機関",
    "事務の名称",
    "対象人数",
    "システムの名称",
    "情報提供ネットワークシステム",
)
_NUMBERED_BLOCKS = ("システム1", "委託事項1", "提供先1", "移転先1", "リスク1")
_SHORT_FORM_WORDS = ("基礎項目評価書", "しきい値判断項目", "関連情報", "様式2")
_ENOUGH_WORDS = 14
_FEWEST_WORDS = 5
_FEWEST_LONG_WORDS = 3
_FEWEST_PIECES = 10
_SAMPLE = 120_000


def kind_of(data: bytes) -> Kind:
    """The kind of a document by its bytes. Raises DocumentError where it is empty, too large or nothing we read."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise DocumentError("ファイルが空です。", "the file is empty")
    if len(data) > MOST_BYTES:
        raise _too_large(f"{MOST_BYTES // 2**20} MB")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _archive(data)
    if _is_binary(data):
        raise _unknown()
    return "html" if re.search(rb"<!doctype html|<html[\s>]", data[:4096].lower()) else "text"


def refuse_pictures(data: bytes) -> None:
    """Raise DocumentError for a PDF that needs a password, has too many pages, is broken, or holds pictures only."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentError(
                "パスワードで保護された PDF です。保護を外してから読み込んでください。",
                "the PDF is protected by a password: remove the protection first",
            ) from error
        raise _broken() from error
    try:
        pages = len(document)
        if pages > MOST_PAGES:
            raise _too_large(f"{MOST_PAGES} ページ / pages")
        pictures = sum(document[number].get_textpage().count_chars() < 10 for number in range(pages))
    except pypdfium2.PdfiumError as error:  # a page that is none
        raise _broken() from error
    finally:
        document.close()
    if pictures * 2 > pages:
        raise _pictures_only()


def refuse_other_documents(text: str) -> None:
    """Raise DocumentError where a text has lost its characters or is no Form 3 or Form 4 assessment.

    ``text`` is all text of the document, in whatever order it came out of its source.
    """
    if len(text) > MOST_CHARACTERS:
        raise _too_large(f"{MOST_CHARACTERS} 字 / characters")
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if not plain:
        raise _pictures_only()
    if _characters_lost(plain, text):
        raise DocumentError(
            "文字の大半が失われていて読めません（フォントが埋め込まれていない PDF から取り出した文字など）。"
            "元の Excel か、フォントを埋め込んだ PDF を読み込んでください。",
            "most characters of the text are lost (as in text from a PDF without its fonts): "
            "load the original workbook or a PDF with embedded fonts",
        )
    long_words = sum(word in plain for word in _LONG_FORM_WORDS)
    if long_words < _FEWEST_LONG_WORDS and sum(word in plain for word in _SHORT_FORM_WORDS) >= 2:
        raise DocumentError(
            "基礎項目評価書（様式２）は、システムや委託先の記載が少ないため、まだ読み込めません。",
            "this is a Form 2 (基礎項目評価書), which names few systems and no contractors: not read for now",
        )
    words = sum(word in plain for word in _FORM_WORDS)
    blocks = sum(word in plain for word in _NUMBERED_BLOCKS)
    if long_words < _FEWEST_LONG_WORDS or words < _FEWEST_WORDS or blocks < 2:
        raise DocumentError(
            "特定個人情報保護評価書（全項目評価書・重点項目評価書）ではありません。",
            "this is no 特定個人情報保護評価書 of Form 3 or Form 4",
        )


def _archive(data: bytes) -> Kind:
    """A workbook, measured before it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise DocumentError(
            "Excel ファイルが壊れていて開けません。", "the workbook is broken and cannot be opened"
        ) from error
    unpacked = sum(part.file_size for part in parts)
    bomb = any(part.file_size > 2**20 and part.file_size > MOST_PACKED_RATIO * part.compress_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED_BYTES or bomb:
        raise _too_large(f"展開後 {MOST_UNPACKED_BYTES // 2**20} MB、圧縮率 {MOST_PACKED_RATIO} 倍 / unpacked")
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise _unknown()
    return "xlsx"


def _is_binary(data: bytes) -> bool:
    """Whether bytes are no text: control signs other than white space, outside of UTF-16."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    sample = data[:65536]
    control = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in sample)
    return control > len(sample) // 500


def _characters_lost(plain: str, text: str) -> bool:
    """Whether signs that mean nothing fill the text, or the words of the form stand in pieces.

    A text that lost a fifth of its kanji keeps 4 to 12 of the 21 words whole, and has more than twice as many in pieces
    as whole; an undamaged one has fewer than that (measured on four assessments).
    """
    nothing = len(re.findall(r"\(cid:\d+\)|[\ufffd\ue000-\uf8ff\u25a1]", text)) * 10
    if nothing > len(plain):
        return True
    if sum(word in plain for word in _FORM_WORDS) >= _ENOUGH_WORDS:
        return False
    sample = plain[:_SAMPLE]
    whole = sum(sample.count(word) for word in _FORM_WORDS)
    broken = sum(_has_holes(match.group(), word) for word in _FORM_WORDS for match in _in_pieces(word).finditer(sample))
    return broken >= _FEWEST_PIECES and broken > 2 * whole


def _in_pieces(word: str) -> re.Pattern[str]:
    """The signs of a word in their order, any of them missing."""
    return re.compile("".join(f"{re.escape(sign)}?" for sign in word))


def _has_holes(found: str, word: str) -> bool:
    """Whether what was found is a good part of the word, with signs missing between others."""
    return len(found) >= max(3, len(word) * 0.4) and found not in word


def _pictures_only() -> DocumentError:
    return DocumentError(
        "画像だけの PDF で、文字がありません。文字認識（OCR）をかけてから読み込んでください。",
        "the document holds pictures only and no text: run OCR (text recognition) on it first",
    )


def _broken() -> DocumentError:
    return DocumentError("PDF が壊れていて開けません。", "the PDF is broken and cannot be opened")


def _too_large(limit: str) -> DocumentError:
    return DocumentError(f"ファイルが大きすぎます（上限 {limit}）。", f"the file is too large (at most {limit})")


def _unknown() -> DocumentError:
    return DocumentError(
        "読めない種類のファイルです。PDF、Excel（.xlsx）、HTML、テキストのいずれかを読み込んでください。",
        "this kind of file cannot be read: load a PDF, a workbook (.xlsx), an HTML page or a text",
    )
