"""Shapes of assessments: facts with placeholders for names (bench/national/vocabulary.py), each from its seed.

A shape is what a business's assessment looks like: 4 to 25 systems, up to 30 transfers, delegations in two or three
tiers, steps, denials. Replacing the placeholders gives the facts of one assessment (bench/national/country.py).
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from bench.national import vocabulary as words

Row = dict[str, Any]


@dataclass(frozen=True)
class Shape:
    """The facts of a shape, and how many vendors it has room for."""

    kind: str
    facts: Row
    vendors: int


def shape(kind: str, business: str, seed: int, body: str | None = None) -> Shape:
    """One shape. ``kind``: municipality, society, union or national; ``body`` names a national one."""
    dice = random.Random(f"{kind}/{business}/{seed}")
    name = body or words.BODY[kind]
    file = f"{business}情報ファイル"
    systems = _systems(dice, business)
    offices = sorted({dice.choice(words.OFFICES) + dice.choice(words.SECTIONS) for _ in range(dice.randint(6, 14))})
    vendors = list(words.VENDORS[: dice.randint(3, 8)])
    partners = _partners(dice, kind, name)
    facts: Row = {
        "document": _document(name, business),
        "systems": [_system(dice, number, one) for number, one in enumerate(systems, start=1)],
        "files": [_file(dice, file, offices, systems)],
        "record_items": _items(dice, file),
        "acquisition": [_acquisition(dice, file, offices, partners)],
        "use": [{"file": file, "departments": offices[:4], "user_count": dice.choice(words.BANDS), "line": 1}],
        "delegations": [_delegation(dice, file, number, vendors) for number in range(1, dice.randint(3, 6))],
        "provisions": [_disclosure(dice, file, number, one) for number, one in enumerate(partners, start=1)],
        "transfers": [
            _disclosure(dice, file, number, one)
            for number, one in enumerate(_recipients(dice, dice.randint(5, 30)), start=1)
        ],
        "storage": [{"file": file, "place": "保管", "system_or_site": site, "line": 1} for site in words.SITES[:2]],
        "network": {"information_network": "実施する", "inquiry_basis": [], "provision_basis": [], "line": 1},
        "flows": _steps(dice, systems, offices, partners, vendors, file),
        "parts": [{"part": f"{systems[0]}の端末", "whole": systems[0], "line": 1}],
        "operators": [{"operator": vendors[0], "of": systems[0], "line": 1}],
        "denials": [_denial(systems[-1])],
        "identifiers": [
            _identifier("宛名番号", ["個人番号"], "統合宛名システム"),
            _identifier("団体内統合宛名番号", ["個人番号", "宛名番号"], "中間サーバー"),
        ],
    }  # fmt: skip
    return Shape(kind, facts, len(vendors))


def _document(name: str, business: str) -> Row:
    title = f"{business}に関する事務"
    head = {"title": f"{name}　{title}　全項目評価書", "number": words.NUMBER, "assessor": name, "form": "全項目"}
    return {**head, "published": "令和7年4月1日", "business": title, "subject_scale": "30万人以上", "line": 1}


def _systems(dice: random.Random, business: str) -> list[str]:
    count = min(25, 4 + int(dice.expovariate(1 / 4)))
    own = [f"{business}{ending}" for ending in words.SYSTEM_ENDINGS]
    more = [f"{business}第{number}システム" for number in range(1, 20)]
    shared = list(words.SHARED_SYSTEMS[: 3 + dice.randrange(4)])
    return [own[0], *shared, *own[1:], *more][: max(count, len(shared) + 1)]


def _system(dice: random.Random, number: int, name: str) -> Row:
    ticks = [tick for tick in words.TICKED if dice.random() < 0.3]
    return {"ordinal": number, "name": name, "aliases": [], "connections": ticks, "other_connections": [], "line": 1}


def _file(dice: random.Random, file: str, offices: list[str], systems: list[str]) -> Row:
    held = [systems[0], dice.choice(words.SITES)]
    head = {"name": file, "kind": "システム用ファイル", "subject_count": "10万人以上100万人未満", "held_in": held}
    return {**head, "main_items": ["個人番号"], "other_items": [], "department": offices[:2], "line": 1}


def _items(dice: random.Random, file: str) -> list[Row]:
    names = ["個人番号", "宛名番号", "氏名", "生年月日", "住所"]
    wanted = min(900, 40 + int(dice.expovariate(1 / 160)))
    number = 0
    while len(names) < wanted:
        word, ending = dice.choice(words.ITEM_WORDS), dice.choice(words.ITEM_ENDINGS)
        number += 1
        names.append(f"{word}{ending}{number}")
    return [{"file": file, "group": None, "no": str(at), "name": one, "line": at} for at, one in enumerate(names, 1)]


def _partners(dice: random.Random, kind: str, name: str) -> list[str]:
    """Other bodies that a municipality or society gives to and gets from."""
    found = dice.sample(words.NATIONAL, dice.randint(1, 3)) + dice.sample(words.MINISTERS, dice.randint(1, 4))
    found += [f"{words.PREFECTURE}国民健康保険団体連合会"] * (dice.random() < 0.6)
    if kind != "union":
        found += [f"{words.PREFECTURE}後期高齢者医療広域連合"] * (dice.random() < 0.5)
    found += [words.NEIGHBOUR] * (dice.random() < 0.3) + ["他市区町村"] * (dice.random() < 0.5)
    return [one for one in found if one != name]


def _recipients(dice: random.Random, count: int) -> list[str]:
    everybody = [office + section for office in words.OFFICES for section in words.SECTIONS]
    return dice.sample(everybody, count)


def _acquisition(dice: random.Random, file: str, offices: list[str], partners: list[str]) -> Row:
    sources = [
        {"category": "本人又は本人の代理人", "names": [], "line": 1},
        {"category": "評価実施機関内の他部署", "names": offices[-3:], "line": 1},
        {"category": "行政機関・独立行政法人等", "names": partners[:2], "line": 1},
    ]
    return {"file": file, "sources": sources, "methods": [dice.choice(words.MEDIA)], "other_methods": [], "line": 1}


def _delegation(dice: random.Random, file: str, number: int, vendors: list[str]) -> Row:
    chosen = dice.sample(vendors, 2)
    again = dice.random()
    more: list[Any] = [chosen[1]] if again < 0.3 else []
    if again < 0.1 and len(vendors) > 2:
        third = next(one for one in vendors if one not in chosen)
        more.append({"name": third, "tier": 3, "by": chosen[1]})
    return {
        "file": file, "ordinal": number, "title": f"業務{number}の委託", "scope": dice.choice(["全体", "一部"]),
        "handlers": dice.choice(words.BANDS), "methods": [dice.choice(words.MEDIA)], "other_methods": [],
        "contractors": [chosen[0]], "redelegated": again < 0.5, "redelegates": more, "line": number,
        "subject_count": words.SUBJECTS[number % len(words.SUBJECTS)],
    }  # fmt: skip


def _disclosure(dice: random.Random, file: str, number: int, recipient: str) -> Row:
    information = dice.choice(["個人番号、", "", ""]) + dice.choice(words.DATA)
    return {
        "file": file,
        "ordinal": number,
        "recipient": recipient,
        "recipients": [recipient],
        "legal_basis": "番号法第19条",
        "purpose": "事務の処理",
        "information": information,
        "methods": [dice.choice(words.MEDIA)],
        "other_methods": [],
        "timing": "随時",
        "line": number,
    }


def _steps(
    dice: random.Random, systems: list[str], offices: list[str], partners: list[str], vendors: list[str], file: str
) -> list[Row]:
    ends = [*systems, *systems, *offices, *partners, vendors[0], file, "本人", "情報提供ネットワークシステム"]
    rows = []
    for number in range(1, dice.randint(30, 70)):
        source, target = dice.sample(range(len(ends)), 2)
        if ends[source] == ends[target]:
            continue
        carries = dice.choices([True, None, False], (4, 5, 1))[0]
        data = [dice.choice(words.DATA)] + ["個人番号"] * (carries is True)
        row = {"step": str(number), "source": ends[source], "target": ends[target], "data": data, "line": number}
        rows.append({**row, "medium": dice.choice(words.MEDIA), "carries_my_number": carries, "section": "別添1"})
    return rows


def _denial(who: str) -> Row:
    said = "個人番号を用いない。"
    return {"who": who, "what": "個人番号", "words": said, "unconditional": True, "line": 1}


def _identifier(name: str, linked: list[str], held_in: str) -> Row:
    return {"name": name, "linked_to": linked, "held_in": [held_in], "line": 1}
