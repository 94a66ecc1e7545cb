"""The index on disk: plain arrays in a folder, mapped into memory, under the version of the graph they come from."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
from bangolin.graph.index.arrays import Adjacency, FlowArrays, Pivots
from bangolin.graph.index.chains import Chains
from bangolin.graph.index.index import TravelIndex
from bangolin.graph.index.texts import Texts

FORMAT = 6
_NAME = "index.json"
_NESTED = {"forward": Adjacency, "backward": Adjacency, "pivots": Pivots}
_TEXTS = ("places", "said", "items", "names")


def save(index: TravelIndex, folder: Path, version: str) -> None:
    """Write the index beside the old one and put it in its place; a half-written one is never opened."""
    fresh = folder.with_name(f"{folder.name}.{os.getpid()}")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for part in ("arrays", "chains", *_TEXTS):
        for name, array in _arrays(part, getattr(index, part)):
            np.save(fresh / f"{name}.npy", array)
    head = {"format": FORMAT, "version": version, "assessments": index.assessments, "media": index.media}
    head |= {"bands": index.bands, "identifiers": index.identifiers, "loads": dict(index.loads)}
    (fresh / _NAME).write_text(json.dumps(head, ensure_ascii=False), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    os.replace(fresh, folder)


def open_saved(folder: Path, version: str) -> TravelIndex | None:
    """Map the index of this version of the graph into memory; None where there is none."""
    head = saved_head(folder)
    if head.get("version") != version:
        return None
    return TravelIndex(
        arrays=_opened(folder, "arrays", FlowArrays, _NESTED),
        chains=_opened(folder, "chains", Chains, {}),
        assessments=tuple(head["assessments"]),
        media=tuple(tuple(media) for media in head["media"]),
        bands=tuple(head["bands"]),
        identifiers=tuple(head["identifiers"]),
        **{name: _opened(folder, name, Texts, {}) for name in _TEXTS},
        loads={key: (edition, load) for key, (edition, load) in head["loads"].items()},
    )


def saved_head(folder: Path) -> Mapping[str, Any]:
    """What is told of the saved index: its version, assessments, media; empty where there is none of this format."""
    try:
        found: Mapping[str, Any] = json.loads((folder / _NAME).read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError):
        return {}
    return found if found.get("format") == FORMAT else {}


def _arrays(name: str, record: Any) -> Iterator[tuple[str, Any]]:
    for field in fields(record):
        value = getattr(record, field.name)
        if is_dataclass(value):
            yield from _arrays(f"{name}.{field.name}", value)
        else:
            yield f"{name}.{field.name}", value


def _opened(folder: Path, name: str, kind: Any, nested: Mapping[str, Any]) -> Any:
    values = {}
    for field in fields(kind):
        inner = nested.get(field.name)
        path = f"{name}.{field.name}"
        values[field.name] = _opened(folder, path, inner, {}) if inner else _mapped(folder / f"{path}.npy")
    return kind(**values)


def _mapped(path: Path) -> Any:
    """An array of a file; an empty one cannot be mapped and is read. The mapping is private and so never changes the
    file, but can be written to like any array: compiled code exists once for both.
    """
    return np.load(path) if path.stat().st_size <= 128 else np.asarray(np.load(path, mmap_mode="c"))
