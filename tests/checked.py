"""A made-up assessment in which nothing contradicts anything, for tests of the checks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Facts = dict[str, Any]


def sound() -> Facts:
    """A made-up assessment in which nothing contradicts anything."""
    row = {
        "file": "台帳ファイル",
        "ordinal": 1,
        "legal_basis": "番号法第19条第8号に基づく命令第2条の表42の項",
        "information": "資格情報",
        "subject_count": "1万人以上10万人未満",
        "methods": ["専用線"],
        "other_methods": [],
        "purpose": "資格の確認に関する事務に用いる",
        "subjects": "被保険者",
        "timing": "照会の都度",
        "line": 50,
    }
    return {
        "document": {
            "form": "重点項目",
            "published": "令和7年4月1日",
            "subject_scale": "1万人以上10万人未満",
            "line": 1,
        },
        "systems": [
            {
                "ordinal": 1,
                "name": "台帳システム",
                "connections": ["その他"],
                "other_connections": ["宛名システム"],
                "line": 10,
            },
            {
                "ordinal": 2,
                "name": "宛名システム",
                "connections": ["その他"],
                "other_connections": ["台帳システム"],
                "line": 12,
            },
        ],
        "files": [
            {
                "name": "台帳ファイル",
                "subject_count": "1万人以上10万人未満",
                "item_count": "10項目未満",
                "department": ["福祉部保険課"],
                "subjects": "被保険者",
                "line": 20,
            }
        ],
        "record_items": [{"file": "台帳ファイル", "name": "個人番号", "line": 200}],
        "acquisition": [{"file": "台帳ファイル", "methods": ["紙"], "line": 30}],
        "use": [{"departments": ["福祉部保険課"], "user_count": "10人以上50人未満", "line": 35}],
        "delegations": [
            {
                "file": "台帳ファイル",
                "ordinal": 1,
                "title": "保守",
                "scope": "一部",
                "methods": ["専用線"],
                "other_methods": [],
                "contractors": ["株式会社架空"],
                "redelegated": True,
                "redelegates": ["合同会社下請"],
                "consent": "書面による",
                "subject_count": "1万人以上10万人未満",
                "line": 40,
            }
        ],
        "provisions": [{**row, "recipient": "都道府県知事"}],
        "transfers": [{**row, "recipient": "税務部課税課", "recipients": ["税務部課税課"]}],
        "disclosure_counts": {"delegations": 1, "provisions": 1, "transfers": 1},
        "retention": [{"file": "台帳ファイル", "period": "5年", "erasure": "5年を過ぎたものを消去する", "line": 60}],
        "network": {
            "information_network": "実施する",
            "inquiry_basis": ["番号法第19条第8号に基づく命令第2条の表42の項"],
            "line": 15,
        },
        "flows": [
            {
                "source": "台帳システム",
                "target": "宛名システム",
                "medium": "専用線",
                "carries_my_number": True,
                "section": "別添1",
                "line": 18,
            }
        ],
        "same_as": [],
        "parts": [
            {"part": "株式会社架空", "whole": "共同体", "line": 41},
            {"part": "合同会社下請", "whole": "共同体", "line": 41},
        ],
        "networks": [
            {"name": "IP-VPN", "between": ["台帳システム", "宛名システム"], "line": 70},
            {"name": "ＩＰ－ＶＰＮ", "between": ["宛名システム", "台帳システム（正）"], "line": 71},
        ],
        "measures": [{"item": "リスク1", "rating": "十分である", "line": 300}],
        "incidents": {"occurred": False, "line": 310},
    }


def put(*path: str | int, value: Any) -> Callable[[Facts], None]:
    def change(facts: Facts) -> None:
        holder: Any = facts
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = value

    return change
