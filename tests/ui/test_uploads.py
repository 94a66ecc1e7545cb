"""Names of uploaded files, whoever wrote them, stay inside the folder that they are written to."""

from __future__ import annotations

from pathlib import Path

import pytest
from bangolin.ui.web.uploads import file_name
from hypothesis import example, given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\evil.pdf", "evil.pdf"),
        ("C:\\evil.pdf", "evil.pdf"),
        ("/absolute/評価書.txt", "評価書.txt"),
        ("..", "document"),
        ("", "document"),
        ("a\x00b.txt", "ab.txt"),
        ("\u202efdp.txt", "fdp.txt"),
        ('a<b>:"c.pdf', "a_b___c.pdf"),
    ],
)
def test_only_a_plain_name_is_left(name: str, kept: str) -> None:
    assert file_name(name) == kept


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
@example("あ" * 1_000_000 + ".pdf")
@example("." * 300)
@example(" / . ")
def test_any_name_can_be_written_inside_its_folder(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "uploads"
    folder.mkdir(exist_ok=True)
    path = folder / file_name(name)
    assert path.resolve().parent == folder.resolve()
    path.write_bytes(b"x")
    assert [one.name for one in Path(folder).iterdir()] == [path.name]
    path.unlink()
