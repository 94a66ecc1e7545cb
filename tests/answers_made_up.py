"""Small made-up answers in the shapes of the questions, for tests of pictures and exports."""

from __future__ import annotations

from typing import Any

CITY = "架空市/1"
HOSTILE = "株式会社架空電算 <b>&\"'</script><script>alert(1)</script>"
FORMULA = '=HYPERLINK("x")商会'


def flow(id: str, source: str, target: str, kind: str, strength: str = "named", **more: Any) -> dict[str, Any]:
    return {
        "id": id,
        "source": source,
        "target": target,
        "kind": kind,
        "strength": strength,
        "my_number": {"named": "yes", "barred": "no"}.get(strength, "not stated"),
        "carries": ["個人番号"] if strength == "named" else [],
        "media": "専用線",
        "network": None,
        "protection": "not stated",
        "legal_basis": None,
        "assessment": CITY,
        "edition": f"{CITY}/2026-04-01",
        "evidence": [
            {
                "assessment": CITY,
                "item": f"Ⅱ.4.{id}",
                "page": None,
                "line": 100 + len(id),
                "cell": None,
                "text": f"{target}の記載",
            }
        ],
    } | more


def place(key: str, kind: str, way: list[str], answer: str = "reaches", **more: Any) -> dict[str, Any]:
    return {
        "key": key,
        "name": key.split("/ ", 1)[-1],
        "kind": kind,
        "organization": None,
        "assessment": CITY,
        "outside": False,
        "answer": answer,
        "because": None,
        "identifier": "個人番号",
        "identifiers": [{"name": "個人番号", "answer": answer}],
        "hops": len(way),
        "way": way,
        "blocked_by": [],
    } | more


def trace() -> dict[str, Any]:
    """From one system to departments, contractors and the outside; one place is excluded, four are connections only."""
    system, file = "body:架空市/ 介護保険システム", "assessment:架空市/ 介護保険ファイル"
    flows = [flow("f0", system, file, "same_business")]
    places = [place(system, "System", []), place(file, "File", ["f0"])]
    for number in range(5):
        key = f"body:架空市/ 第{number + 1}窓口課"
        flows.append(flow(f"u{number}", file, key, "use"))
        places.append(place(key, "Department", ["f0", f"u{number}"]))
    for number, name in enumerate([HOSTILE, "架空データセンター運営合同会社", FORMULA]):
        key = f"org/ {name}"
        flows.append(flow(f"d{number}", file, key, "delegation"))
        places.append(place(key, "Organization", ["f0", f"d{number}"], outside=True))
    flows.append(flow("r0", f"org/ {HOSTILE}", "org/ 架空印刷株式会社", "sub_delegation"))
    places.append(place("org/ 架空印刷株式会社", "Organization", ["f0", "d0", "r0"], outside=True))
    for number in range(4):
        key = f"body:架空市/ 連携システム{number + 1}"
        flows.append(flow(f"c{number}", system, key, "connection", "link"))
        places.append(place(key, "System", [f"c{number}"], "may reach", because="link"))
    flows.append(flow("n0", system, "jp/ 情報提供ネットワークシステム", "step", "data"))
    places.append(
        place("jp/ 情報提供ネットワークシステム", "Network", ["n0"], "may reach", because="data", outside=True)
    )
    flows.append(flow("b0", system, "jp/ 資格確認システム", "step", "barred"))
    places.append(place("jp/ 資格確認システム", "System", [], "excluded", outside=True, blocked_by=["b0"]))
    return {
        "start": [{"key": system, "name": "介護保険システム", "assessment": CITY, "matched": "name"}],
        "to": None,
        "places": places,
        "flows": flows,
        "gaps": [{"kind": "no-protection", "weight": 1, "message": "保護措置の記載がありません。", "evidence": []}],
        "engine": "cypher",
        "cypher": [{"purpose": "frontier", "text": "MATCH (p:Place) RETURN p", "parameters": {}}],
        "truncated": None,
    }


def chains() -> dict[str, Any]:
    """One delegated matter that goes on over two tiers, and one without a named contractor."""
    links = [
        {"tier": 1, "name": "株式会社架空電算", "named": True, "redelegated": True, "scope": "全体",
         "media": ["専用線"],
         "evidence": flow("d0", "a", "b", "delegation")["evidence"]},
        {"tier": 2, "name": "架空印刷株式会社", "named": True, "redelegated": None, "scope": None, "media": [],
         "evidence": flow("r0", "a", "b", "sub_delegation")["evidence"]},
        {"tier": 3, "name": "架空配送(名称の記載なし)", "named": False, "redelegated": None, "scope": None, "media": [],
         "evidence": flow("r1", "a", "b", "sub_delegation")["evidence"]},
    ]  # fmt: skip
    chain = {"assessment": CITY, "file": "介護保険ファイル", "ordinal": 1, "title": "システム保守", "consent": "書面"}
    return {"chains": [chain | {"links": links, "gaps": []}], "cypher": []}


def wide(count: int) -> dict[str, Any]:
    """A start with `count` contractors, none of which fold."""
    file = "assessment:架空市/ 介護保険ファイル"
    flows = [flow(f"w{number:04d}", file, f"org/ 会社{number:04d}", "delegation") for number in range(count)]
    places = [place(file, "File", [])]
    places += [place(one["target"], "Organization", [one["id"]], outside=True) for one in flows]
    start = {"key": file, "name": "介護保険ファイル", "assessment": CITY, "matched": "name"}
    return trace() | {"start": [start], "places": places, "flows": flows, "gaps": []}


def large() -> dict[str, Any]:
    """A start with places in all zones, more than one printed picture holds: chains, bars and ways back among them."""
    answer = trace()
    flows, places = answer["flows"], answer["places"]
    file = "assessment:架空市/ 介護保険ファイル"
    for number in range(34):
        system, company = f"body:架空市/ 業務システム{number:02d}", f"org/ 架空運用{number:02d}株式会社"
        flows += [flow(f"s{number:02d}", file, system, "step", ("named", "data", "barred")[number % 3])]
        way = ["f0", f"s{number:02d}"]
        if number % 3 == 2:
            places.append(place(system, "System", [], "excluded", blocked_by=[way[-1]]))
            continue
        places.append(place(system, "System", way, "may reach" if number % 3 else "reaches", because="data"))
        flows += [flow(f"t{number:02d}", system, company, "operation", "link")]
        places.append(
            place(company, "Organization", [*way, f"t{number:02d}"], "may reach", because="data", outside=True)
        )
        office = f"pref:架空県/ 機関{number:02d}"
        flows += [flow(f"v{number:02d}", system, office, "provision", "data")]
        places.append(
            place(office, "Organization", [*way, f"v{number:02d}"], "may reach", because="data", outside=True)
        )
    return answer
