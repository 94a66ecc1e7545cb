"""A made-up assessment in a few lines, for tests of rules and questions; keyword arguments replace its parts."""

from __future__ import annotations

from typing import Any

from bangolin.loader.facts import Facts, facts_from_dict

FILE = "架空給付ファイル"


def assessment(body: str = "架空市長", number: str = "1", **parts: Any) -> dict[str, Any]:
    """Facts of one assessment as a plain dictionary: a city, a system that holds a file with the number."""
    return {
        "document": {
            "title": f"{body} 架空給付事務",
            "number": number,
            "assessor": body,
            "form": "全項目",
            "published": "令和6年4月1日",
            "business": "架空給付事務",
            "line": 1,
        },
        "systems": [system("架空給付システム")],
        "files": [file(held_in=["架空給付システム"])],
        "record_items": [item("個人番号"), item("氏名")],
        **parts,
    }


def facts(**parts: Any) -> Facts:
    """The same as records."""
    return facts_from_dict(assessment(**parts))


def system(name: str, ordinal: int = 1, **parts: Any) -> dict[str, Any]:
    """A system of I-2."""
    return {"ordinal": ordinal, "name": name, "line": 10 + ordinal, **parts}


def file(name: str = FILE, **parts: Any) -> dict[str, Any]:
    """A file of II."""
    return {"name": name, "line": 30, **parts}


def item(name: str, line: int = 60, **parts: Any) -> dict[str, Any]:
    """A record item."""
    return {"file": FILE, "name": name, "line": line, **parts}


def step(
    source: str | None, target: str | None, *data: str, number: bool | None = None, **parts: Any
) -> dict[str, Any]:
    """A step that moves data; ``number``: whether it carries the number."""
    hop = {"step": "①", "source": source, "target": target, "data": list(data), "carries_my_number": number}
    return {**hop, "section": "別添1", "line": 20, **parts}


def denial(who: str, words: str, unconditional: bool = True, what: str = "個人番号") -> dict[str, Any]:
    """A denial."""
    return {"who": who, "what": what, "words": words, "unconditional": unconditional, "line": 70}


def delegation(*contractors: str, ordinal: int = 1, scope: str | None = "全体", **parts: Any) -> dict[str, Any]:
    """A 委託事項."""
    fixed = {"file": FILE, "ordinal": ordinal, "title": f"業務{ordinal}", "scope": scope, "line": 40 + ordinal}
    return {**fixed, "contractors": list(contractors), "redelegated": False, **parts}
