"""The plain sentence above each result: what the assessments state, in one breath, from the answer's own numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from bangolin.ui.asking import Asked
from bangolin.ui.drawings.styles import answer_style
from bangolin.ui.texts import text, texts

KINDS = ("department", "contractor", "subcontractor", "recipient", "operator")


def sentence(asked: Asked, language: str) -> str:
    """The sentence of an answer, with what it does not list if it is a part; empty for a question that has none."""
    writer = WRITERS.get(asked.question)
    words = writer(asked, language) if writer else ""
    left_out = [gap for gap in asked.answer.get("gaps", ()) if gap["kind"] == "left-out"]
    if not words or not left_out:
        return words
    part = str(left_out[0].get("message" if language == "ja" else "message_en") or left_out[0]["message"])
    return text(language, "sentence.part", words=words, part=part)


def reviewed(asked: Asked, language: str) -> str:
    """The sentence that says how much of an answer nobody has reviewed; empty for typed queries."""
    review = asked.answer.get("review") or {}
    words = str(review.get("message" if language == "ja" else "message_en") or "")
    return words if language == "ja" or not words else words[0].upper() + words[1:] + "."


def answers_of(records: list[Mapping[str, Any]]) -> Counter[str]:
    """How many records have each answer: reaches, data, link, excluded."""
    return Counter(answer_style(record["answer"], record.get("because")) for record in records)


def counted_records(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What the numbers of a `trace` or `who` answer count: places beyond the start, viewers (no sources) once each."""
    if "viewers" in answer:
        viewers = [viewer for viewer in answer["viewers"] if viewer["kind"] != "source"]
        once = {(viewer["kind"], viewer["assessment"], viewer["key"]): viewer for viewer in reversed(viewers)}
        return list(once.values())
    return [place for place in answer.get("places", ()) if place["hops"] or place["answer"] == "excluded"]


def field_of(asked: Asked, language: str = "ja") -> str:
    """The record item that was followed, or what was followed in place of the number itself."""
    field = asked.answer.get("field") or asked.parameters.get("field")
    identifier = str(asked.parameters.get("identifier") or "number")
    return str(field or texts(language).get(f"followed.{identifier}", "個人番号"))


def _trace(asked: Asked, language: str) -> str:
    answer = asked.answer
    start = _join(sorted({start["name"] for start in answer["start"]}), language)
    ending = answer.get("to")
    if ending or asked.parameters.get("to"):
        return _trace_to(asked, start, ending, language)
    counts = answers_of(counted_records(answer))
    key = "sentence.trace_backward" if asked.parameters.get("backward") else "sentence.trace"
    values = {"reaches": counts["reaches"], "may": counts["data"] + counts["link"], "excluded": counts["excluded"]}
    return text(language, key, start=start, field=field_of(asked, language), **values)


def _trace_to(asked: Asked, start: str, ending: Any, language: str) -> str:
    endings = ending if isinstance(ending, list) else [ending] if ending else []
    name = endings[0]["name"] if endings else asked.parameters["to"]
    ranks = ("reaches", "data", "link", "excluded")
    found = sorted(
        (ranks.index(answer_style(place["answer"], place.get("because"))), place["hops"] or 0)
        for place in endings
        if place.get("answer") in ("reaches", "may reach", "excluded")
    )
    kind, hops = (ranks[found[0][0]], found[0][1]) if found else ("none", 0)
    return text(language, f"sentence.trace_to_{kind}", start=start, to=name, field=field_of(asked, language), hops=hops)


def _who(asked: Asked, language: str) -> str:
    viewers = counted_records(asked.answer)
    kinds = Counter(viewer["kind"] for viewer in viewers if viewer["answer"] == "reaches")
    counts = answers_of(viewers)
    words = text(
        language,
        "sentence.who",
        field=field_of(asked, language),
        count=counts["reaches"],
        may=counts["data"] + counts["link"],
        excluded=counts["excluded"],
        **{kind: kinds[kind] for kind in KINDS},
    )
    words += _people(asked.answer.get("people"), "who", language)
    sources = {viewer["key"] for viewer in asked.answer["viewers"] if viewer["kind"] == "source"}
    if sources:
        words += (" " if language == "en" else "") + text(language, "sentence.who_sources", sources=len(sources))
    return words


def _people(people: Any, question: str, language: str) -> str:
    """The sentence of a sum of bands, with a blank before it in English; empty where no band is known."""
    if not people or not people.get("min"):
        return ""
    key = f"sentence.{question}_people" if people.get("max") else f"sentence.{question}_people_open"
    values = {"least": f"{people['min']:,}", "most": f"{people.get('max') or 0:,}"}
    return (" " if language == "en" else "") + text(language, key, **values)


def _delegations(asked: Asked, language: str) -> str:
    links = [(chain, link) for chain in asked.answer["chains"] for link in chain["links"]]
    first = {_body(link) for _, link in links if link["tier"] == 1 and link["named"]}
    later = [(chain, link) for chain, link in links if link["tier"] > 1]
    named = {_body(link) for _, link in later if link["named"]}
    unnamed = sum(1 for _, link in later if not link["named"])
    values = {"contractors": len(first), "subs": len(named) + unnamed, "unnamed": unnamed}
    return text(language, "sentence.delegations", chains=len(asked.answer["chains"]), **values)


def _body(link: Mapping[str, Any]) -> str:
    """The body of a link: one under all its names."""
    return str(link.get("key") or link["name"])


def _check(asked: Asked, language: str) -> str:
    findings = asked.answer["findings"]
    accepted = sum(1 for finding in findings if finding.get("accepted"))
    rules = len(asked.answer["rules"])
    return text(language, "sentence.check", rules=rules, found=len(findings), accepted=accepted)


def _compare(asked: Asked, language: str) -> str:
    counts = {name: len(asked.answer[name]) for name in ("appeared", "vanished", "shorter")}
    return text(language, "sentence.compare", **counts)


def _query(asked: Asked, language: str) -> str:
    return text(language, "sentence.query", rows=len(asked.answer["rows"]))


def _sees(asked: Asked, language: str) -> str:
    files = [file for seen in asked.answer["bodies"] for file in seen["files"]]
    bodies = len({seen["body"] for seen in asked.answer["bodies"]})
    counts = answers_of([file for file in files if file["answer"] != "no way stated"])
    values = {"reaches": counts["reaches"], "may": counts["data"] + counts["link"]}
    return text(language, "sentence.sees", name=asked.subject, bodies=bodies, files=len(files), **values)


def _breach(asked: Asked, language: str) -> str:
    files = {(one["assessment"], one["file"]) for one in asked.answer["exposed"]}
    words = text(language, "sentence.breach", name=asked.subject, bodies=asked.answer["bodies"], files=len(files))
    return words + _people(asked.answer.get("subjects"), "breach", language)


def _cut(asked: Asked, language: str) -> str:
    ends = {"start": _name(asked.answer["from"]), "to": _name(asked.answer["to"])}
    if not asked.answer.get("reached", True):
        return text(language, "sentence.cut_none", **ends)
    if not asked.answer.get("possible", True):
        return text(language, "sentence.cut_impossible", **ends)
    return text(language, "sentence.cut", count=len(asked.answer["flows"]), **ends)


def _name(place: Any) -> str:
    if isinstance(place, list):
        return _name(place[0]) if place else ""
    return str(place["name"]) if isinstance(place, Mapping) else str(place)


def _join(names: list[str], language: str) -> str:
    shown = names[:3]
    joined = ("」「" if language == "ja" else "”, “").join(shown)
    return joined + ("…" if len(names) > len(shown) else "")


WRITERS = {
    "trace": _trace,
    "who": _who,
    "delegations": _delegations,
    "check": _check,
    "compare": _compare,
    "query": _query,
    "sees": _sees,
    "breach": _breach,
    "cut": _cut,
}


def question_title(asked: Asked, language: str) -> str:
    """A question as a heading: its page's name and what it is about."""
    name = texts(language).get(f"page.{asked.question}", asked.question)
    parts = [name, asked.subject]
    if asked.parameters.get("to"):
        parts.append(f"→ {asked.parameters['to']}")
    return "　".join(part for part in parts if part)
