"""Hostile names of places, all the way into every file that people take away: they stay words."""

from __future__ import annotations

import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import answers_made_up as made_up
import openpyxl
import pytest
from bangolin.ui.asking import Asked
from bangolin.ui.exports import KINDS, export
from defusedxml.ElementTree import fromstring

NAMES = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "javascript:alert(1)",
    "</title></svg><svg onload=alert(1)>",
    "]]></script><script>alert(1)",
    "<!--",
    "-->",
    "&lt;b&gt; &#60;b&#62;",
    "=cmd|' /C calc'!A1",
    '=HYPERLINK("http://127.0.0.1/x","見る")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\u202e\u2066txt.評価\u202c",
    "\u200b\ufeff",
    "a\x00b\x1b[2J",
    "😀\u200d👩\u200d👧",
    '"]; a -> b; subgraph x { label="',
    "end\ngraph TD\nA-->B",
    "x\r\nSet-Cookie: y",
    "../../etc/passwd",
    "${7*7} {{7*7}} %s {0}",
    "名" * 20_000,
]


class Tags(HTMLParser):
    """The tags of a page and their attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attributes))


def renamed(names: list[str]) -> dict[str, object]:
    """The made-up answer with its first places called otherwise."""
    text = json.dumps(made_up.trace(), ensure_ascii=False)
    plain = [
        place["name"] for place in made_up.trace()["places"] if place["name"] not in (made_up.HOSTILE, made_up.FORMULA)
    ]
    assert len(set(plain)) >= len(names)
    for old, new in zip(dict.fromkeys(plain), names, strict=False):
        text = text.replace(json.dumps(old, ensure_ascii=False), json.dumps(new, ensure_ascii=False))
    found: dict[str, object] = json.loads(text)
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """Every kind of file, of as many answers as it takes to have all names in one."""
    folder, count = tmp_path_factory.mktemp("hostile"), 13
    packs = [renamed(NAMES[start : start + count]) for start in range(0, len(NAMES), count)]
    return {
        kind: [
            export(kind, [Asked("trace", {"place": "<b>\x00=1+1"}, answer)], folder / f"{number}.{kind}")[0]
            for number, answer in enumerate(packs)
        ]
        for kind in KINDS
    }


@pytest.mark.parametrize("kind", ["svg", "html"])
def test_no_name_becomes_markup_or_an_address(kind: str, made: dict[str, list[Path]]) -> None:
    for path in made[kind]:
        text = path.read_text(encoding="utf-8")
        page = Tags()
        page.feed(re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL))
        for tag, attributes in page.found:
            assert not [name for name, _ in attributes if name.startswith("on")], (tag, attributes)
            for name, value in attributes:
                if name in ("href", "src", "xlink:href", "action"):
                    assert re.match(r"#|data:image/|$", value or ""), (tag, value)
        assert "<script>alert" not in text
        assert text.count("<script") == text.count("</script>")
        if kind == "svg":
            fromstring(text)


@pytest.mark.parametrize("kind", ["xlsx", "pptx", "graphml"])
def test_what_is_xml_stays_well_formed(kind: str, made: dict[str, list[Path]]) -> None:
    for path in made[kind]:
        if kind == "graphml":
            fromstring(path.read_text(encoding="utf-8"))
            continue
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                assert ".." not in name
                if name.endswith((".xml", ".rels")):
                    fromstring(archive.read(name))
                    assert b'TargetMode="External"' not in archive.read(name)


def test_no_cell_is_a_formula(made: dict[str, list[Path]]) -> None:
    for path in made["xlsx"]:
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
        assert not [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    for path in made["csv"]:
        for line in path.read_text(encoding="utf-8-sig").splitlines():
            assert not re.match(r'"?\s*[=+@]', line), line[:80]


def test_every_kind_of_file_was_made(made: dict[str, list[Path]]) -> None:
    assert all(path.stat().st_size for paths in made.values() for path in paths)
