"""The made-up assessments and their facts belong together: what a fact cites stands at the cited line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest
from bangolin.loader.facts import facts_from_json
from bangolin.loader.parse import parse_bytes
from generator.compare import compare

NAMES = sorted(
    entry.name.removesuffix(".facts.json")
    for entry in resources.files("bangolin.data.fictional").iterdir()
    if entry.name.endswith(".facts.json")
)


def _read(name: str) -> tuple[bytes, str]:
    folder = resources.files("bangolin.data.fictional")
    return folder.joinpath(f"{name}.txt").read_bytes(), folder.joinpath(f"{name}.facts.json").read_text("utf-8")


def _citations(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        yield from (value.get("evidence") or {}).items()
        for inner in value.values():
            yield from _citations(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _citations(inner)


@pytest.mark.parametrize("name", NAMES)
def test_reading_the_text_gives_the_items_of_the_form(name: str) -> None:
    content, facts = _read(name)
    result = compare(facts_from_json(facts), parse_bytes(content, f"{name}.txt"))
    assert result.printed > 80
    assert not result.wrong, result
    assert not result.missing, result


@pytest.mark.parametrize("name", NAMES)
def test_source_is_the_text_beside_the_facts(name: str) -> None:
    content, facts = _read(name)
    source = facts_from_json(facts).document.source
    assert source is not None
    assert source.digest == hashlib.sha256(content).hexdigest()
    assert source.lines == len(content.decode("utf-8").splitlines())


@pytest.mark.parametrize("name", NAMES)
def test_cited_words_stand_at_the_cited_line(name: str) -> None:
    content, facts = _read(name)
    lines = content.decode("utf-8").splitlines()
    cited = list(_citations(json.loads(facts)))
    assert len(cited) > 40
    for path, evidence in cited:
        assert evidence["text"] in lines[evidence["line"] - 1], path


@pytest.mark.parametrize("name", NAMES)
def test_delegations_and_recipients_are_named_where_they_are_cited(name: str) -> None:
    content, facts = _read(name)
    lines = content.decode("utf-8").splitlines()
    for delegation in facts_from_json(facts).delegations:
        for index, contractor in enumerate(delegation.contractors):
            line = delegation.evidence[f"contractors[{index}]"].line
            assert line is not None
            assert contractor in lines[line - 1]
