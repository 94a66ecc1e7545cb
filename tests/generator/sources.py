"""Every way in which a made-up assessment reaches the reader: file name and content, by the name of the source."""

from __future__ import annotations

import functools
import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pypdf
from bangolin.loader.facts.records import Facts
from pdfminer.high_level import extract_text

from generator import forms
from generator.clean import clean_text
from generator.invent import invent
from generator.ocr import ocr_text
from generator.paper import Sheet
from generator.pdf import print_pdf
from generator.sheets import sheets_of
from generator.torn import torn_text
from generator.xlsx import print_xlsx


def printed(seed: int, form: str) -> tuple[Facts, tuple[Sheet, ...]]:
    """The facts of a seed and their sheets; odd seeds are of the older edition."""
    facts = invent(seed, form, forms.OLD if seed % 2 else forms.NEW)
    return facts, sheets_of(facts)


def write(source: str, seed: int, form: str, folder: Path) -> tuple[Facts, Path]:
    """Put the document of a seed on disk as this source gives it; returns its facts and the file."""
    facts, sheets = printed(seed, form)
    ending = source if source in ("pdf", "xlsx") else "txt"
    path = folder / f"{source.replace(' ', '')}-{seed}.{ending}"
    path.write_bytes(SOURCES[source](sheets, seed, form))
    return facts, path


def _xlsx(sheets: tuple[Sheet, ...], _seed: int, form: str) -> bytes:
    return print_xlsx(sheets, 4 if form == forms.FULL else 3)


def _pdf(sheets: tuple[Sheet, ...], _seed: int, _form: str) -> bytes:
    return print_pdf(sheets)


def _pdftotext(option: str, sheets: tuple[Sheet, ...], _seed: int, _form: str) -> bytes:
    program = shutil.which("pdftotext")
    assert program, "pdftotext is missing (package poppler-utils)"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.pdf"
        path.write_bytes(print_pdf(sheets))
        command = [program, *([option] if option else []), "-enc", "UTF-8", str(path), "-"]
        return subprocess.run(command, check=True, capture_output=True).stdout


def _pypdf(sheets: tuple[Sheet, ...], _seed: int, _form: str) -> bytes:
    pages = pypdf.PdfReader(io.BytesIO(print_pdf(sheets))).pages
    return "\n\n\n\n".join(page.extract_text() for page in pages).encode()


def _pdfminer(sheets: tuple[Sheet, ...], _seed: int, _form: str) -> bytes:
    return extract_text(io.BytesIO(print_pdf(sheets))).encode()


SOURCES: dict[str, Callable[[tuple[Sheet, ...], int, str], bytes]] = {
    "pdf": _pdf,
    "xlsx": _xlsx,
    "clean text": lambda sheets, _seed, _form: clean_text(sheets).encode(),
    "torn text": lambda sheets, seed, _form: torn_text(sheets, seed).encode(),
    "ocr text": lambda sheets, seed, _form: ocr_text(sheets, seed).encode(),
    "pdftotext": functools.partial(_pdftotext, ""),
    "pdftotext -raw": functools.partial(_pdftotext, "-raw"),
    "pdftotext -layout": functools.partial(_pdftotext, "-layout"),
    "pypdf": _pypdf,
    "pdfminer": _pdfminer,
}
