"""Answers as text for a person at a terminal: one table a question, each row with the place of its citation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from bangolin.ui.asking import Asked
from bangolin.ui.cli.tables import plain as one_line
from bangolin.ui.cli.tables import shortened, table
from bangolin.ui.reading import head_count, identifiers_words, noted, yes_or_no
from bangolin.ui.rows import tables
from bangolin.ui.sentences import counted_records, sentence
from bangolin.ui.texts import LANGUAGES, word

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


BESIDE = frozenset({"flows", "gaps"})
"""Tables that other words of the same output stand for."""
WIDEST = 60
LONGEST_LINE = 160


def headed(asked: Asked) -> Iterable[str]:
    """The plain sentence above the result, in both languages."""
    words = [told for language in LANGUAGES if (told := sentence(asked, language))]
    return [*words, ""] if words else []


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


def trace(asked: Asked) -> Iterable[str]:
    """The reached places by answer, then the cited way where one place was asked for."""
    answer = asked.answer
    flows = {flow["id"]: flow for flow in answer["flows"]}
    for start in answer["start"]:
        yield f"起点 (start): {start['name']}  [{start['assessment']}]"
    shown = sorted(counted_records(answer), key=_rank)
    for name in ORDER:
        count = sum((place.get("because") or place["answer"]) == name for place in shown)
        if count:
            yield f"  {WORDS[name]}: {count}"
    yield ""
    several = any(len(place.get("identifiers") or ()) > 1 for place in shown)
    heads = ("答え", "場所", "種類", "評価書", "経由", "根拠", *(("識別子",) if several else ()))
    yield table(heads, [_place_row(place, flows, several) for place in shown], widest={"識別子": 160})
    yield from _notes(shown, flows)
    if answer.get("to"):
        names = {place["key"]: place["name"] for place in (*answer["start"], *answer["places"])}
        yield from _way(answer["to"], flows, names)
    yield from _gaps(answer)


def _rank(place: Answer) -> tuple[int, int, str]:
    return ORDER.index(place.get("because") or place["answer"]), place["hops"] or 0, place["key"]


def _place_row(place: Answer, flows: Mapping[str, Answer], several: bool) -> tuple[object, ...]:
    last = flows.get((place["way"] or place["blocked_by"] or [""])[-1], {})
    mark = "※ " if noted(last, "ja") else ""
    row = (
        answer_word(place),
        place["name"],
        word("ja", "place_kind", place["kind"]),
        place["assessment"],
        place["hops"],
        f"{mark}{citation(last.get('evidence'))} {words(last.get('evidence'))}",
    )
    return (*row, identifiers_words(place, flows, "ja")) if several else row


def _notes(places: Iterable[Answer], flows: Mapping[str, Answer]) -> Iterable[str]:
    """What the mark ※ beside a citation says, each note once, in both languages."""
    last = [flows.get((place["way"] or [""])[-1], {}) for place in places]
    for note in sorted({str(flow["note"]) for flow in last if flow.get("note")}):
        yield f"※ {note}: {word('ja', 'note', note)} ({word('en', 'note', note)})"


def _way(to: Answer, flows: Mapping[str, Answer], names: Mapping[str, str]) -> Iterable[str]:
    yield ""
    yield f"終点 (to): {to['name']}: {answer_word(to)}"
    for number, id_ in enumerate([*to["way"], *to["blocked_by"]], start=1):
        flow = flows.get(id_)
        if flow:
            mark = "×" if flow["strength"] == "barred" else "→"
            source, target = (names.get(flow[end], _name(flow[end])) for end in ("source", "target"))
            kind, strength = word("ja", "flow", flow["kind"]), word("ja", "strength", flow["strength"])
            yield f"  {number}. {source} {mark} {target} ({kind} {flow['kind']}, {strength} {flow['strength']})"
            yield f"     {citation(flow['evidence'])} 「{words(flow['evidence'])}」"


def _name(key: str) -> str:
    return key.rsplit("/", 1)[-1]


def who(asked: Asked) -> Iterable[str]:
    """Who can see the field, one row a viewer."""
    answer = asked.answer
    bands = {group["id"]: head_count(group, "ja") for group in answer.get("groups", ())}
    yield table(
        ("答え", "名称", "種別", "外部", "段階", "範囲", "人数欄", "評価書", "根拠"),
        [
            (
                answer_word(one),
                one["name"],
                word("ja", "kind", one["kind"]),
                yes_or_no(one["outside"], "ja"),
                one["tier"],
                one["scope"],
                bands.get(one.get("group") or ""),
                one["assessment"],
                f"{citation(one['evidence'])} {words(one['evidence'])}",
            )
            for one in answer["viewers"]
        ],
    )
    yield from _gaps(answer)


def delegations(asked: Asked) -> Iterable[str]:
    """Chains as trees: the delegation, then its links by tier."""
    answer = asked.answer
    for chain in answer["chains"]:
        yield f"{chain['assessment']}  委託事項{chain['ordinal']}  {chain['title'] or ''}"
        if chain.get("consent"):
            yield f"    再委託の許諾方法: {shortened(one_line(chain['consent']), LONGEST_LINE)}"
        for link in chain["links"]:
            again = {True: "再委託する", False: "再委託しない", None: ""}[link["redelegated"]]
            name = link["name"]
            details = "  ".join(
                str(part) for part in (link["scope"], link["media"] and "・".join(link["media"]), again) if part
            )
            yield f"{'    ' * link['tier']}└ {name}  {details}  [{citation(link['evidence'])}]"
        for gap in chain.get("gaps") or []:
            yield f"    ! {gap['message']}"
    yield ""
    yield from _tables(asked, {"chains"})
    yield from _gaps(answer)


def check(asked: Asked) -> Iterable[str]:
    """Findings by severity, with both sides of each."""
    answer = asked.answer
    for finding in answer["findings"]:
        accepted = "  (受け入れ済み)" if finding["accepted"] else ""
        severity = f"{word('ja', 'severity', finding['severity'])} {finding['severity']}"
        head = f"[{severity}] {finding['id']} {finding['rule']}"
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


def query(asked: Asked) -> Iterable[str]:
    """Columns and rows of a free query."""
    answer = asked.answer
    yield table(answer["columns"], answer["rows"], most=WIDEST)
    if answer["truncated"]:
        yield f"… 打ち切り (truncated): {answer['truncated']}"


def cut(asked: Asked) -> Iterable[str]:
    """The flows to stop with their citations, and what stays."""
    answer = asked.answer
    heads = ("種類", "送り手", "受け手", "強さ", "根拠")
    for title, name in (("止める (to stop)", "flows"), ("残る (standing)", "standing"), ("法定 (kept)", "kept")):
        if rows := answer.get(name):
            yield f"{title}: {len(rows)}"
            yield table(heads, [_flow_row(flow) for flow in rows])
    yield from _gaps(answer)


def _flow_row(flow: Answer) -> tuple[object, ...]:
    kind, strength = word("ja", "flow", flow["kind"]), word("ja", "strength", flow["strength"])
    return (kind, _name(flow["source"]), _name(flow["target"]), strength, citation(flow["evidence"]))


def tabled(asked: Asked) -> Iterable[str]:
    """Any other answer: the tables that screen and exports show of it, without the flows in between."""
    yield from _tables(asked)
    yield from _gaps(asked.answer)


def _tables(asked: Asked, told: Collection[str] = ()) -> Iterable[str]:
    """The shared tables of an answer that are not told otherwise."""
    for one in tables(asked, "ja"):
        if one.id not in BESIDE and one.id not in told and one.rows:
            yield f"{one.title}: {len(one.rows)}"
            yield table(one.heads("ja"), one.rows, most=WIDEST)
            yield ""


def _gaps(answer: Answer) -> Iterable[str]:
    gaps = answer.get("gaps") or []
    yield ""
    if gaps:
        weight = sum(gap["weight"] for gap in gaps)
        yield f"記載のない事項 (gaps): {len(gaps)} (件数の計 weight: {weight})"
        yield from (
            f"  - {word('ja', 'gap', gap['kind'])} {gap['kind']} ({gap['weight']}): {gap['message']}"
            f"  [{citation(gap.get('evidence'))}]"
            for gap in gaps
        )
    review = answer.get("review")
    if review:
        yield f"確認の状況 (review): {review['message']}"
    yield DISCLAIMER
