"""Documents that attack their reader, made here: archives and PDFs that unpack without end, entities, odd encodings."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from importlib import resources

import openpyxl

TEXT = resources.files("bangolin.data.fictional").joinpath("kakuu-kaigo.txt").read_text("utf-8")
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
DOCTYPES = {
    "laughs": f'<!DOCTYPE x [<!ENTITY l0 "笑">{LAUGHS}]>',
    "one long entity": f'<!DOCTYPE x [<!ENTITY l11 "{"あ" * 200_000}">]>',
    "a file": '<!DOCTYPE x [<!ENTITY l11 SYSTEM "file:///etc/passwd">]>',
    "an address": '<!DOCTYPE x [<!ENTITY l11 SYSTEM "http://127.0.0.1:1/x">]>',
    "parameter entities": '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p; <!ENTITY l11 "x">]>',
}
PARTS = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml")


def workbook(cells: dict[str, str] | None = None) -> bytes:
    out = io.BytesIO()
    book = openpyxl.Workbook()
    for place, value in (cells or {"A1": "特定個人情報保護評価書"}).items():
        book.active[place] = value
        book.active[place].data_type = "s"
    book.save(out)
    return out.getvalue()


def changed(part: str, new: bytes) -> bytes:
    """A workbook with one part in other words."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name in old.namelist():
            file.writestr(name, new if name == part else old.read(name))
        if part not in old.namelist():
            file.writestr(part, new)
    return out.getvalue()


def with_doctype(part: str, doctype: str) -> bytes:
    """A workbook whose part declares entities and uses one."""
    with zipfile.ZipFile(io.BytesIO(workbook())) as old:
        text = old.read(part).decode("utf-8") if part in old.namelist() else "<sst><si><t>x</t></si></sst>"
    body = text.partition("?>")[2] if text.startswith("<?xml") else text
    return changed(part, f'<?xml version="1.0"?>{doctype}{body.replace("</", "&l11;" * 50 + "</", 1)}'.encode())


def lying_archive() -> bytes:
    """A part of 300 MB that says that it is small."""
    data = bytearray(changed("xl/worksheets/sheet1.xml", b" " * 300_000_000))
    real, small = struct.pack("<I", 300_000_000), struct.pack("<I", 1000)
    return bytes(data).replace(real, small)


def pdf(content: bytes, *, filters: str = "/FlateDecode", box: str = "0 0 595 842", kids: str = "3 0 R") -> bytes:
    """A PDF of one page with a content stream as given."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {kids.count('R')} >>".encode(),
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>".encode(),
        f"<< /Length {len(content)} /Filter [{filters}] >>\nstream\n".encode() + content + b"\nendstream",
    ]
    out, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + part + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        out
        + f"xref\n0 5\n0000000000 65535 f \n{table}trailer << /Size 5 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF".encode()
    )


def packed_zeros(size: int, times: int) -> bytes:
    """Zeros, packed ``times`` times over."""
    packer = zlib.compressobj(9)
    data = b"".join([*(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)), packer.flush()])
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return data


def words(text: str, times: int) -> bytes:
    return zlib.compress(f"BT /F1 9 Tf 50 700 Td {f'({text}) Tj ' * times} ET".encode(), 9)


BOMBS = {
    "a PDF packed twice": lambda: pdf(packed_zeros(512 << 20, 2), filters="/FlateDecode /FlateDecode"),
    "a PDF of a million words": lambda: pdf(words("x", 1_000_000)),
    "a PDF of deep brackets": lambda: pdf(zlib.compress(b"[" * 500_000 + b"]" * 500_000)),
    "a PDF whose page is endless": lambda: pdf(words("x y z", 3), box="0 0 99999999 99999999"),
    "a PDF whose pages are their own parents": lambda: pdf(words("x y z", 3), kids="2 0 R"),
    "a PDF of five thousand pages": lambda: pdf(words("x y z", 3), kids="3 0 R " * 5_000),
    "an archive that lies": lying_archive,
    "pages in pages": lambda: ("<html>" + "<table><tr><td>" * 20_000 + TEXT + "</html>").encode(),
    "a table of a million cells": lambda: ("<html><table>" + "<tr><td>1</td></tr>" * 500_000 + "</html>").encode(),
    "one line": lambda: TEXT.replace("\n", " ").encode() * 20,
}
"""Made when they are tried: some are large."""

ODD = {
    **{
        f"{name} in {part.rpartition('/')[2]}": (lambda part=part, doctype=doctype: with_doctype(part, doctype))
        for name, doctype in DOCTYPES.items()
        for part in PARTS
    },
    "a path in an archive": lambda: changed("../../../tmp/evil.xml", b"<x/>"),
    "an absolute path in an archive": lambda: changed("/etc/evil.xml", b"<x/>"),
    "no sheet": lambda: changed("xl/worksheets/sheet1.xml", b"<worksheet/>"),
    "a sheet of nothing": lambda: changed("xl/worksheets/sheet1.xml", b""),
    "a sheet that is no XML": lambda: changed("xl/worksheets/sheet1.xml", b"\x00\xff" * 1000),
    "a cell far away": lambda: workbook({"XFD1048576": "特定個人情報", "A1": "評価書"}),
    "a cell of 32,767 signs": lambda: workbook({"A1": "あ" * 32_767}),
    "formulas": lambda: workbook({f"A{n}": text for n, text in enumerate(("=1+1", "=cmd|'/C x'!A1", "@SUM(A1)"), 1)}),
    "cp932": lambda: TEXT.encode("cp932", "replace"),
    "euc": lambda: TEXT.encode("euc_jp", "replace"),
    "utf-16 with a mark": lambda: TEXT.encode("utf-16"),
    "utf-16, little end first": lambda: TEXT.encode("utf-16-le"),
    "utf-16, big end first": lambda: TEXT.encode("utf-16-be"),
    "utf-32": lambda: TEXT.encode("utf-32"),
    "utf-8 with a mark": lambda: b"\xef\xbb\xbf" + TEXT.encode(),
    "half of a sign": lambda: TEXT.encode()[:-1],
    "NULs between lines": lambda: TEXT.replace("\n", "\x00\n").encode(),
    "NULs in words": lambda: TEXT.replace("評価", "評\x00価").encode(),
    "marks from right to left": lambda: TEXT.replace("システム", "\u202eシス\u2066テム\u202c").encode(),
    "signs of no width": lambda: TEXT.replace("の", "\u200bの\ufeff").encode(),
    "lone surrogates": lambda: TEXT.replace("の", "\ud800").encode("utf-8", "surrogatepass"),
    "combining marks": lambda: TEXT.replace("か", "か" + "\u3099" * 300).encode(),
    "control signs": lambda: TEXT.replace("　", "\x1b[2J\x07\x08").encode(),
    "old line ends": lambda: TEXT.replace("\n", "\r").encode(),
    "script in names": lambda: TEXT.replace("介護保険システム", "<script>alert(1)</script>").encode(),
    "markup in names": lambda: TEXT.replace("介護保険システム", '"><img src=x onerror=alert(1)>').encode(),
    "a name of a megabyte": lambda: TEXT.replace("介護保険システム", "名" * 350_000, 1).encode(),
    "the same page a hundred times": lambda: (TEXT * 100).encode(),
}

FACTS = {
    "brackets without end": lambda: b"[" * 200_000 + b"]" * 200_000,
    "objects in objects": lambda: b'{"document": ' * 800 + b"1" + b"}" * 800,
    "a number of a hundred thousand digits": lambda: b'{"document": {"line": ' + b"1" * 100_000 + b"}}",
    "a number of thirty digits": lambda: b'{"document": {"line": ' + b"1" * 30 + b"}}",
    "no number": lambda: b'{"document": {}, "note": NaN}',
    "half of a sign, escaped": lambda: b'{"document": {"title": "\\ud800"}}',
    "another encoding": lambda: '{"document": {"title": "評価書"}}'.encode("utf-16"),
    "no text": lambda: b"\xff\x00" * 1000,
    "a list": lambda: b"[1, 2, 3]",
    "an empty file": lambda: b"",
}
"""Facts files, which are read without a process of their own: JSON that no facts are written in."""
