"""The facts contract: what is read is written back, and a bad value is named by its path."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import pytest
from bangolin.loader.facts import FactsError, facts_from_dict, facts_from_json, facts_to_dict, facts_to_json
from bangolin.loader.facts.shorten import LIMIT, shorten
from corpus import shared
from made_up import assessment


def keeps(given: Any, written: Any, path: str = "") -> None:
    """Every value that was given stands in what is written (null and empty values may be left out)."""
    if isinstance(given, dict):
        for key, value in given.items():
            if value not in (None, [], {}):
                assert key in written, f"{path}.{key} is lost"
                keeps(value, written[key], f"{path}.{key}")
    elif isinstance(given, list):
        assert len(given) == len(written), path
        for index, (one, other) in enumerate(zip(given, written, strict=True)):
            keeps(one, other, f"{path}[{index}]")
    else:
        assert given == written, path


def sample(name: str) -> dict[str, Any]:
    text = resources.files("bangolin.data.assessments").joinpath(f"{name}.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


@pytest.mark.parametrize("name", ["kantoits", "kawasaki", "sagamihara", "suginami"])
def test_sample_facts_go_through_unchanged(name: str) -> None:
    data = sample(name)
    facts = facts_from_dict(data)
    keeps(data, facts_to_dict(facts))
    assert facts_from_json(facts_to_json(facts)) == facts


@pytest.mark.parametrize("name", ["kantoits", "kawasaki", "sagamihara", "suginami"])
def test_sample_facts_hold_no_paragraphs(name: str) -> None:
    def texts(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [text for item in value.values() for text in texts(item)]
        if isinstance(value, list):
            return [text for item in value for text in texts(item)]
        return [value] if isinstance(value, str) else []

    assert max(map(len, texts(sample(name)))) <= LIMIT


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["kantoits", "kawasaki", "sagamihara"])
def test_reference_facts_go_through_unchanged(name: str) -> None:
    data = json.loads(shared("reference-facts", f"{name}.json").read_text(encoding="utf-8"))
    keeps(data, facts_to_dict(facts_from_dict(data)))


def test_unknown_keys_are_kept() -> None:
    data = assessment(remark="kept")
    data["systems"][0]["room"] = "201"
    written = facts_to_dict(facts_from_dict(data))
    assert written["remark"] == "kept"
    assert written["systems"][0]["room"] == "201"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"systems": [{"ordinal": "one", "name": "台帳"}]}, r"systems\[0\]\.ordinal"),
        ({"files": {"name": "台帳"}}, r"facts\.files"),
        ({"delegations": [{"ordinal": 1, "redelegated": "yes"}]}, r"delegations\[0\]\.redelegated"),
        ({"flows": [{"source": ["a"]}]}, r"flows\[0\]\.source"),
        (
            {"systems": [{"name": "台帳", "evidence": {"name": {"confidence": "sure"}}}]},
            r"systems\[0\]\.evidence\.name\.confidence",
        ),
    ],
)
def test_bad_value_is_named_by_its_path(change: dict[str, Any], path: str) -> None:
    with pytest.raises(FactsError, match=path):
        facts_from_dict(assessment(**change))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"document": 3}', "{"])
def test_what_is_no_facts_is_refused(text: str) -> None:
    with pytest.raises(FactsError, match="facts"):
        facts_from_json(text)


def test_shortening_keeps_equal_texts_equal() -> None:
    long = "架空" * 60
    facts = facts_from_dict(assessment(same_as=[{"names": [long, "台帳"]}], parts=[{"part": long, "whole": "台帳"}]))
    short = shorten(facts)
    assert short.same_as[0].names[0] == short.parts[0].part
    assert len(short.same_as[0].names[0]) == LIMIT
