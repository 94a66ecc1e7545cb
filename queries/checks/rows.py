"""Items of the form against each other: dates, places, ratings, data and names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml
from bangolin.queries.checks.cite import cite
from bangolin.queries.checks.names import like_system, plain, within
from bangolin.queries.checks.rule import Checked, View, judges

NETWORK = "情報提供ネットワークシステム"
ERAS = {"昭和": 1925, "平成": 1988, "令和": 2018}
DATE = re.compile(r"(昭和|平成|令和)(元|[0-9]{1,2})年(?:([0-9]{1,2})月)?")
MONTHS_APART = 12
OPEN_INFORMATION = re.compile(r"定め|別紙|であって|特定個人情報|各項|該当")
NAMED_DATA = re.compile(r"^([一-龥]{2,6})情報$")
NO_DATA = re.compile(r"照会|提供|副本|連携|個人|対象|必要|当該|関係|各種|符号")


def _month(text: object) -> int | None:
    """The first date of a text as months since year 0."""
    found = DATE.search(re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text or ""))))
    if not found:
        return None
    year = ERAS[found[1]] + (1 if found[2] == "元" else int(found[2]))
    return year * 12 + int(found[3] or 1)


@judges("use-apart-from-holding")
def use_apart_from_holding(view: View) -> Iterator[Checked]:
    """⑧使用開始日 lies before ⑤保有開始日, or more than a year after it."""
    files = view.facts.get("files") or []
    for row in view.facts.get("use") or []:
        file = next((one for one in files if one.get("name") == row.get("file")), files[0] if len(files) == 1 else None)
        held, used = _month((file or {}).get("held_since")), _month(row.get("started"))
        if file is None or held is None or used is None:
            continue
        evidence = (
            cite(view.assessment, "Ⅱ.2.⑤", file, "held_since", file.get("held_since")),
            cite(view.assessment, "Ⅱ.3 使用開始日", row, "started", row.get("started")),
        )
        fault = {"held": file.get("held_since"), "used": row.get("started")}
        yield Checked(str(file.get("name")), evidence, None if 0 <= used - held <= MONTHS_APART else fault)


@judges("holder-without-place")
def holder_without_place(view: View) -> Iterator[Checked]:
    """Systems that hold the file, but of which ①保管場所 says nothing."""
    places = view.facts.get("storage") or []
    told = " ".join(plain(row.get(key)) for row in places for key in ("place", "system_or_site"))
    listed = {plain(row.get("name")) for row in view.facts.get("systems") or []}
    for file in view.facts.get("files") or []:
        holders = [
            name for name in file.get("held_in") or [] if like_system(name) and within(view.facts, name) & listed
        ]
        if not places or not holders:
            continue
        absent = [name for name in holders if not _told(view, file, name, told)]
        path = f"held_in[{list(file['held_in']).index((absent or holders)[0])}]"
        evidence = (
            cite(view.assessment, "ファイルの保有", file, path, (absent or holders)[0]),
            cite(view.assessment, "Ⅱ.6.①", places[0], "place", places[0].get("place")),
        )
        yield Checked(str(file.get("name")), evidence, {"names": "、".join(absent)} if absent else None)


@judges("safeguarded-without-place")
def safeguarded_without_place(view: View) -> Iterator[Checked]:
    """Systems with measures of III-7 about rooms and servers, but of which ①保管場所 says nothing."""
    places = [row for row in view.facts.get("storage") or [] if "における" in str(row.get("place"))]
    told = " ".join(_short(text) for text in _said_of_places(view))
    listed = {
        _short(name) for row in view.facts.get("systems") or [] for name in (row.get("name"), *row.get("aliases", ()))
    }
    subjects: dict[str, Mapping[str, Any]] = {}
    for row in view.facts.get("statements") or []:
        name = _short(row.get("subject"))
        if row.get("kind") == "safeguards" and like_system(name) and any(one and one in name for one in listed):
            subjects.setdefault(name, row)
    if not places or not subjects:
        return
    absent = [row for name, row in subjects.items() if name not in told]
    shown = (absent or list(subjects.values()))[:3]
    evidence = (
        *(cite(view.assessment, "Ⅲ.7", row, "words", row.get("words")) for row in shown),
        cite(view.assessment, "Ⅱ.6.①", places[0], "place", places[0].get("place")),
    )
    names = "、".join(str(row.get("subject")) for row in absent)
    yield Checked("Ⅱ.6.①", evidence, {"names": names} if absent else None)


def _said_of_places(view: View) -> Iterator[object]:
    """The words of ①保管場所, and what II-6 says to hold a file."""
    for row in view.facts.get("storage") or []:
        yield from (row.get("place"), row.get("system_or_site"))
    for file in view.facts.get("files") or []:
        for index, name in enumerate(file.get("held_in") or []):
            where = (file.get("evidence") or {}).get(f"held_in[{index}]") or {}
            if str(where.get("item") or "").startswith(("II-6", "Ⅱ.6")):
                yield name


def _short(name: object) -> str:
    """A name for comparing, with サーバー as サーバ and ･ as ・."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(name or ""))).replace("サーバー", "サーバ")


def _told(view: View, file: Mapping[str, Any], name: str, told: str) -> bool:
    """Whether Ⅱ.6 speaks of a holder: among its places, or as the source of the statement that it holds the file."""
    where = (file.get("evidence") or {}).get(f"held_in[{list(file['held_in']).index(name)}]") or {}
    stated = str(where.get("item") or "").startswith(("II-6", "Ⅱ.6"))
    return stated or any(one in told for one in within(view.facts, name))


@judges("data-beyond-provision")
def data_beyond_provision(view: View) -> Iterator[Checked]:
    """A step gives data over the information network that ③提供する情報 of no recipient names."""
    rows = view.facts.get("provisions") or []
    given = [str(row.get("information") or "") for row in rows]
    if not rows or not all(given) or any(OPEN_INFORMATION.search(text) for text in given):
        return
    for flow in view.facts.get("flows") or []:
        if plain(flow.get("target")) != NETWORK:
            continue
        for index, name in enumerate(flow.get("data") or []):
            found = NAMED_DATA.match(plain(name))
            if not found or NO_DATA.search(found[1]):
                continue
            item = f"{flow.get('section') or ''} {flow.get('step') or ''}".strip()
            evidence = (
                cite(view.assessment, item, flow, f"data[{index}]", name),
                cite(view.assessment, f"Ⅱ.5.提供先{rows[0].get('ordinal')}.③", rows[0], "information", given[0]),
            )
            named = any(found[1] in text for text in given)
            yield Checked(f"{item} {name}", evidence, None if named else {"data": name, "given": given[0]})


@cache
def look_alikes() -> tuple[frozenset[str], ...]:
    """Signs that are taken for each other when names are typed."""
    text = resources.files("bangolin.data.reference").joinpath("look_alikes.yaml").read_text(encoding="utf-8")
    return tuple(frozenset(group) for group in yaml.safe_load(text)["signs"])


@judges("names-nearly-alike")
def names_nearly_alike(view: View) -> Iterator[Checked]:
    """Two departments whose names differ in one sign that is often mistyped for the other."""
    offices: dict[str, tuple[dict[str, Any], str]] = {}
    for category, key, item in (("use", "departments", "Ⅱ.3 使用部署"), ("transfers", "recipients", "Ⅱ.5")):
        for row in view.facts.get(category) or []:
            for index, name in enumerate(row.get(key) or []):
                label = f"{item}.移転先{row.get('ordinal')}" if category == "transfers" else item
                offices.setdefault(_office(name), (cite(view.assessment, label, row, f"{key}[{index}]", name), name))
    ordered = list(offices)
    for at, one in enumerate(ordered):
        other = next((name for name in ordered[at + 1 :] if _mistyped(one, name)), None)
        evidence = (offices[one][0], *((offices[other][0],) if other else ()))
        yield Checked(one, evidence, {"one": offices[one][1], "other": offices[other][1]} if other else None)


def _office(name: object) -> str:
    """The last part of an office's name: its section."""
    parts = re.findall(r"[^部局所室区市町村]+(?:課|係|室|センター|署)", plain(name))
    return parts[-1] if parts else plain(name)


def _mistyped(one: str, other: str) -> bool:
    differing = [set(pair) for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return len(one) == len(other) > 3 and len(differing) == 1 and any(differing[0] <= group for group in look_alikes())
