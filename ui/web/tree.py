"""Chains of delegation as nested lists: assessment, file, 委託事項, contractor, sub-contractors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

from bangolin.ui.reading import cited, redelegated
from bangolin.ui.texts import text

Record = Mapping[str, Any]


def tree_of_chains(answer: Record, language: str) -> str:
    """The tree as HTML; all names are escaped."""
    chains = sorted(answer["chains"], key=lambda chain: (chain["assessment"], chain["file"], chain["ordinal"]))
    parts = []
    for (assessment, file), found in groupby(chains, key=lambda chain: (chain["assessment"], chain["file"])):
        inner = "".join(_chain(chain, language) for chain in found)
        parts.append(f"<details open><summary>{escape(assessment)}　{escape(file)}</summary><ul>{inner}</ul></details>")
    return f'<div class="bangolin-tree">{"".join(parts)}</div>'


def _chain(chain: Record, language: str) -> str:
    head = f'<span class="tag">{escape(str(chain["ordinal"]))}</span><span class="name">{escape(chain["title"])}</span>'
    consent = chain.get("consent")
    note = f'<div class="note">{escape(text(language, "tree.consent"))}：{escape(consent)}</div>' if consent else ""
    links = _links(chain["links"], 1, language) or f'<div class="note">{escape(text(language, "tree.none"))}</div>'
    return f"<li>{head}{note}{links}</li>"


def _links(links: Sequence[Record], tier: int, language: str) -> str:
    """Links of one tier, each with the later ones that follow it before the next of its tier."""
    parts = []
    for number, link in enumerate(links):
        if link["tier"] != tier:
            continue
        following = links[number + 1 :]
        end = next((at for at, later in enumerate(following) if later["tier"] <= tier), len(following))
        parts.append(_link(link, _links(following[:end], tier + 1, language), language))
    return f"<ul>{''.join(parts)}</ul>" if parts else ""


def _link(link: Record, below: str, language: str) -> str:
    name = escape(link["name"] or text(language, "label.not_named"))
    tag = escape(text(language, "label.tier", tier=link["tier"]))
    notes = [redelegated(link["redelegated"], language)] if link["tier"] == 1 else []
    if link.get("scope"):
        notes.append(f"{text(language, 'tree.scope')}：{link['scope']}")
    if link.get("media"):
        media = link["media"] if isinstance(link["media"], str) else "、".join(link["media"])
        notes.append(f"{text(language, 'tree.media')}：{media}")
    said = f'<div class="note">{escape("　".join(notes))}</div>' if notes else ""
    source = f'<div class="note">{escape(cited(link["evidence"], language))}</div>'
    return f'<li><span class="tag">{tag}</span><span class="name">{name}</span>{said}{source}{below}</li>'
