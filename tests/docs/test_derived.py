"""Derived pages say what the code says."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"


def derive() -> ModuleType:
    spec = importlib.util.spec_from_file_location("derive", DOCS / "derive.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["schema.md", "commands.md", "checks.md", "glossary.md"])
def test_page_is_what_the_code_says(name: str) -> None:
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == "\n".join(derive().PAGES[name]()).rstrip() + "\n", "run: python docs/derive.py"


def test_every_question_has_a_page() -> None:
    from bangolin.ui.cli.arguments import VERBS

    questions = {verb.name for verb in VERBS if verb.question and verb.name != "export"} | {"compare", "query"}
    assert {page.stem for page in (DOCS / "questions").glob("*.md")} == questions
