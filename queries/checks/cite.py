"""Evidence of findings, out of the records of facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def cite(
    assessment: str, item: str, record: Mapping[str, Any] | None, path: str = "", words: object = None
) -> dict[str, Any]:
    """Where a value of a record stands: its own evidence under ``path``, else the line of the record.

    ``item`` is the form's item; ``words`` are shown where the evidence has none.
    """
    own = ((record or {}).get("evidence") or {}).get(path) or {}
    text = own.get("text") or ("" if words is None else str(words))
    cited = {
        "assessment": assessment,
        "item": own.get("item") or item,
        "page": own.get("page"),
        "line": own.get("line") or (record or {}).get("line"),
        "cell": own.get("cell"),
        "text": text[:80],
    }
    return {**cited, "box": own["box"]} if own.get("box") else cited
