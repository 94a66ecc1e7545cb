"""Chains of delegation as a scene: file, delegated contractor, sub-contractors, each tier a step further."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bangolin.ui.drawings.scene import Record, Scene, ScenePlace, place_id


def scene_of_chains(answer: Record, assessment: str | None = None) -> Scene:
    """Places and flows of a `delegations` answer, of one assessment or of all."""
    places: dict[str, ScenePlace] = {}
    flows: dict[str, Record] = {}
    for chain in answer["chains"]:
        if assessment is None or chain["assessment"] == assessment:
            _add_chain(chain, places, flows)
    return Scene(places, flows, frozenset(flows))


def _add_chain(chain: Record, places: dict[str, ScenePlace], flows: dict[str, Record]) -> None:
    file = _place(chain, f"file\n{chain['file']}", chain["file"], "file", "system", None, 0)
    places.setdefault(file.id, file)
    matter = f"matter\n{chain['file']}\n{chain['ordinal']}"
    before = {0: file.id}
    for link in chain["links"]:
        parent = before[max(tier for tier in before if tier < link["tier"])]
        name = link["name"] or "?"
        key = f"{matter}\n{name}" if not link["named"] else f"organization\n{name}"
        place = _place(chain, key, name, "organization", "contractor", parent, link["tier"], link)
        places.setdefault(place.id, place)
        _add_flow(chain, link, parent, place.id, flows)
        before = {tier: id for tier, id in before.items() if tier < link["tier"]} | {link["tier"]: place.id}


def _add_flow(chain: Record, link: Record, source: str, target: str, flows: dict[str, Record]) -> None:
    id = f"{source}>{target}>{chain['ordinal']}"
    flows[id] = {
        "id": id,
        "source": source.split("\n", 1)[1],
        "target": target.split("\n", 1)[1],
        "kind": "delegation" if link["tier"] == 1 else "sub_delegation",
        "strength": "named",
        "assessment": chain["assessment"],
        "media": link.get("media"),
        "matter": chain["title"],
        "evidence": link["evidence"],
    }


def _place(
    chain: Record, key: str, name: str, kind: str, zone: str, parent: str | None, depth: int, link: Record | None = None
) -> ScenePlace:
    id = place_id(chain["assessment"], key)
    record: Mapping[str, Any] = {
        "key": key,
        "name": name,
        "kind": kind,
        "assessment": chain["assessment"],
        "answer": "reaches",
        "outside": zone == "contractor",
        "evidence": (link or {}).get("evidence", ()),
    }
    last = None if depth == 0 else "delegation" if depth == 1 else "sub_delegation"
    return ScenePlace(id, name, kind, zone, "reaches", depth == 0, parent, last, depth, record)
