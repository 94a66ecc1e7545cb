"""Answers as text for a person at a terminal: one table a question, each row with the place of its citation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bangolin.ui.cli.tables import table

Answer = Mapping[str, Any]
DISCLAIMER = "本結果は評価書の記載に基づくものであり、実際の通信・アクセス権限を示すものではありません。"
WORDS = {
    "reaches": "届く (reaches)",
    "data": "届き得る・情報 (may reach: data)",
    "link": "届き得る・接続 (may reach: link)",
    "may reach": "届き得る (may reach)",
    "excluded": "除外 (excluded)",
    "no way stated": "道の記載なし (no way stated)",
}
ORDER = ("reaches", "data", "link", "excluded", "no way stated")


def answer_word(place: Answer) -> str:
    """The answer of one place in both languages."""
    return WORDS.get(place.get("because") or "", WORDS.get(str(place["answer"]), str(place["answer"])))


def citation(evidence: Iterable[Answer] | None) -> str:
    """Where the first citation stands: item, page, line or cell."""
    for one in evidence or ():
        parts = [one.get("item"), one.get("cell")]
        parts += [f"{one['page']}頁"] if one.get("page") else []
        parts += [f"{one['line']}行"] if one.get("line") else []
        return " ".join(str(part) for part in parts if part)
    return "-"


def words(evidence: Iterable[Answer] | None) -> str:
    """The words of the first citation."""
    return next((str(one.get("text") or "") for one in evidence or ()), "")


def trace(answer: Answer) -> Iterable[str]:
    """The reached places by answer, then the cited way where one place was asked for."""
    flows = {flow["id"]: flow for flow in answer["flows"]}
    for start in answer["start"]:
        yield f"起点 (start): {start['name']}  [{start['assessment']}]"
    places = sorted(answer["places"], key=_rank)
    for name in ORDER:
        count = sum((place.get("because") or place["answer"]) == name for place in places)
        if count:
            yield f"  {WORDS[name]}: {count}"
    yield ""
    yield table(
        ("答え", "場所", "種類", "評価書", "経由", "根拠"),
        [_place_row(place, flows) for place in places if place["hops"] or place["answer"] != "reaches"],
    )
    if answer.get("to"):
        yield from _way(answer["to"], flows)
    yield from _gaps(answer)


def _rank(place: Answer) -> tuple[int, int, str]:
    return ORDER.index(place.get("because") or place["answer"]), place["hops"] or 0, place["key"]


def _place_row(place: Answer, flows: Mapping[str, Answer]) -> tuple[object, ...]:
    last = flows.get((place["way"] or place["blocked_by"] or [""])[-1], {})
    return (
        answer_word(place),
        place["name"],
        place["kind"],
        place["assessment"],
        place["hops"],
        f"{citation(last.get('evidence'))} {words(last.get('evidence'))}",
    )


def _way(to: Answer, flows: Mapping[str, Answer]) -> Iterable[str]:
    yield ""
    yield f"終点 (to): {to['name']}: {answer_word(to)}"
    for number, id_ in enumerate([*to["way"], *to["blocked_by"]], start=1):
        flow = flows.get(id_)
        if flow:
            mark = "×" if flow["strength"] == "barred" else "→"
            ends = f"{_name(flow['source'])} {mark} {_name(flow['target'])}"
            yield f"  {number}. {ends} ({flow['kind']}, {flow['strength']})"
            yield f"     {citation(flow['evidence'])} 「{words(flow['evidence'])}」"


def _name(key: str) -> str:
    return key.rsplit("/", 1)[-1]


def who(answer: Answer) -> Iterable[str]:
    """Who can see the field, one row a viewer."""
    viewers = answer["viewers"]
    yield f"{answer['field']} を見られる者 (who can see it): {len(viewers)}"
    people = answer.get("people") or {}
    if people.get("min") is not None:
        most = "上限の記載なし" if people.get("max") is None else f"{people['max']:,}人以下"
        yield f"人数の記載 (people): {people['min']:,}人以上、{most}"
    yield table(
        ("答え", "名称", "種別", "段階", "範囲", "評価書", "根拠"),
        [
            (
                answer_word(one),
                one["name"],
                one["kind"],
                one["tier"],
                one["scope"],
                one["assessment"],
                f"{citation(one['evidence'])} {words(one['evidence'])}",
            )
            for one in viewers
        ],
    )
    yield from _gaps(answer)


def delegations(answer: Answer) -> Iterable[str]:
    """Chains as trees: the delegation, then its links by tier."""
    for chain in answer["chains"]:
        yield f"{chain['assessment']}  委託事項{chain['ordinal']}  {chain['title'] or ''}"
        for link in chain["links"]:
            again = {True: "再委託する", False: "再委託しない", None: ""}[link["redelegated"]]
            name = link["name"]
            details = "  ".join(
                str(part) for part in (link["scope"], link["media"] and "・".join(link["media"]), again) if part
            )
            yield f"{'    ' * link['tier']}└ {name}  {details}  [{citation(link['evidence'])}]"
        for gap in chain.get("gaps") or []:
            yield f"    ! {gap['message']}"
    yield from _gaps(answer)


def check(answer: Answer) -> Iterable[str]:
    """Findings by severity, with both sides of each."""
    for finding in answer["findings"]:
        accepted = "  (受け入れ済み)" if finding["accepted"] else ""
        head = f"[{finding['severity']}] {finding['id']} {finding['rule']}"
        yield f"{head}  {finding['assessment']}  {finding['subject']}{accepted}"
        yield f"    {finding['message']}"
        for one in finding["evidence"]:
            yield f"    - {citation([one])} 「{one.get('text') or ''}」"
    yield ""
    yield table(
        ("点検", "規則", "調べた数", "見つかった数"),
        [(r["title"], r["id"], r["checked"], r["found"]) for r in answer["rules"]],
    )
    yield from _gaps(answer)


def query(answer: Answer) -> Iterable[str]:
    """Columns and rows of a free query."""
    yield table(answer["columns"], answer["rows"], most=60)
    if answer["truncated"]:
        yield f"… 打ち切り (truncated): {answer['truncated']}"


def cut(answer: Answer) -> Iterable[str]:
    """The flows to stop with their citations, what stays, or why there is nothing to cut."""
    if not answer["reached"]:
        yield "切る道はありません (no way to cut)"
    elif not answer["possible"]:
        yield "止められる流れだけでは断てません (flows that people can stop do not cut it)"
    heads = ("種類", "送り手", "受け手", "強さ", "根拠")
    for title, name in (("止める (to stop)", "flows"), ("残る (standing)", "standing"), ("法定 (kept)", "kept")):
        if rows := answer.get(name):
            yield f"{title}: {len(rows)}"
            yield table(heads, [_flow_row(flow) for flow in rows])
    yield from _gaps(answer)


def _flow_row(flow: Answer) -> tuple[object, ...]:
    cited = citation(flow["evidence"])
    return (flow["kind"], flow["source"], flow["target"], flow["strength"], cited)


def plain(answer: Answer) -> Iterable[str]:
    """Any other answer: its lists as tables, its single values as lines."""
    for name, value in answer.items():
        if name in ("cypher", "flows", "gaps", "review") or value in (None, [], {}):
            continue
        if isinstance(value, list) and all(isinstance(row, Mapping) for row in value):
            heads = [head for head in value[0] if not isinstance(value[0][head], list | dict)]
            yield f"{name}: {len(value)}"
            yield table(heads, [[row.get(head) for head in heads] for row in value])
        elif isinstance(value, Mapping):
            yield f"{name}: {value.get('name', value)}"
        else:
            yield f"{name}: {value}"
    yield from _gaps(answer)


def _gaps(answer: Answer) -> Iterable[str]:
    gaps = answer.get("gaps") or []
    yield ""
    if gaps:
        weight = sum(gap["weight"] for gap in gaps)
        yield f"記載のない事項 (gaps): {len(gaps)} (件数の計 weight: {weight})"
        yield from (
            f"  - {gap['kind']} ({gap['weight']}): {gap['message']}  [{citation(gap.get('evidence'))}]" for gap in gaps
        )
    review = answer.get("review")
    if review:
        yield f"確認の状況 (review): {review['message']}"
    yield DISCLAIMER
