"""Provision, transfer and acquisition: recipients, legal bases, ticks, and the information network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bangolin.queries.checks.cite import cite
from bangolin.queries.checks.rule import Checked, View, judges

KINDS = (("provisions", "提供先"), ("transfers", "移転先"))
OTHER_BODY = re.compile(
    r"(?:広域連合|連合会|株式会社|有限会社|合同会社|財団法人|社団法人|基金|機構|保険組合|共済組合|都道府県|県|大臣|税務署|年金事務所|警察署)$"
)
NETWORK = "情報提供ネットワークシステム"


def _rows(view: View) -> Iterator[tuple[Mapping[str, Any], str, str]]:
    for category, word in KINDS:
        for row in view.facts.get(category) or []:
            if not row.get("from_annex"):
                yield row, word, f"Ⅱ.5.{word}{row.get('ordinal')}"


def _recipients(row: Mapping[str, Any]) -> list[str]:
    return [name for name in row.get("recipients") or [row.get("recipient")] if name]


@judges("transfer-outside")
def transfer_outside(view: View) -> Iterator[Checked]:
    """移転 is inside one 評価実施機関; a recipient that is another legal body gets a 提供."""
    for row, word, item in _rows(view):
        if word == "移転先":
            for name in _recipients(row):
                holder = view.facts.get("document") or {}
                evidence = (
                    cite(view.assessment, item, row, "recipient", name),
                    cite(view.assessment, "評価実施機関名", holder, "assessor", holder.get("assessor")),
                )
                yield Checked(
                    f"{word}{row.get('ordinal')} {name}", evidence, {"name": name} if OTHER_BODY.search(name) else None
                )


@judges("transfer-to-holder")
def transfer_to_holder(view: View) -> Iterator[Checked]:
    """A transfer to the department that holds the file is none."""
    files = view.facts.get("files") or []
    for row, word, item in _rows(view):
        if word != "移転先":
            continue
        file = next((one for one in files if one.get("name") == row.get("file")), files[0] if len(files) == 1 else None)
        holders = list((file or {}).get("department") or [])
        for name in _recipients(row):
            held = name in holders
            path = f"department[{holders.index(name)}]" if held else "department[0]"
            evidence = (
                cite(view.assessment, item, row, "recipient", name),
                cite(view.assessment, "Ⅱ.2.⑥", file, path, name),
            )
            yield Checked(f"{word}{row.get('ordinal')} {name}", evidence, {"name": name} if held else None)


@judges("basis-missing")
def basis_missing(view: View) -> Iterator[Checked]:
    """Every 提供 and 移転 has a legal basis."""
    for row, word, item in _rows(view):
        evidence = (
            cite(view.assessment, item, row, "recipient", row.get("recipient")),
            cite(view.assessment, f"{item}.①", row, "legal_basis", row.get("legal_basis")),
        )
        yield Checked(
            f"{word}{row.get('ordinal')}", evidence, None if row.get("legal_basis") else {"name": row.get("recipient")}
        )


@judges("information-missing")
def information_missing(view: View) -> Iterator[Checked]:
    """Every 提供 and 移転 says which information is given."""
    for row, word, item in _rows(view):
        evidence = (
            cite(view.assessment, item, row, "recipient", row.get("recipient")),
            cite(view.assessment, f"{item}.③", row, "information", row.get("information")),
        )
        yield Checked(
            f"{word}{row.get('ordinal')}", evidence, None if row.get("information") else {"name": row.get("recipient")}
        )


@judges("annex-absent")
def annex_absent(view: View) -> Iterator[Checked]:
    """A 提供 or 移転 that refers to a 別紙 whose rows are not in the text."""
    for category, word in KINDS:
        rows = view.facts.get(category) or []
        annexed = any(row.get("from_annex") for row in rows)
        for row in rows:
            said = " ".join(str(row.get(key) or "") for key in ("recipient", "legal_basis", "purpose"))
            found = re.search(r"別紙\s*[0-9０-９一二三四五]*", said)
            if found and not row.get("from_annex"):
                item = f"Ⅱ.5.{word}{row.get('ordinal')}"
                evidence = (
                    cite(view.assessment, item, row, "recipient", found[0]),
                    cite(view.assessment, f"Ⅱ.5 {word}", rows[-1], "", f"{word} {rows[-1].get('ordinal')}"),
                )
                yield Checked(f"{word}{row.get('ordinal')}", evidence, None if annexed else {"annex": found[0]})


@judges("network-contradiction")
def network_contradiction(view: View) -> Iterator[Checked]:
    """I-6 (Form 3: I-5) says 実施しない, yet inquiries are listed or the network is ticked as a way."""
    network = view.facts.get("network") or {}
    if not network.get("information_network"):
        return
    uses = [
        (cite(view.assessment, "情報照会の根拠", network, "inquiry_basis[0]", words), words)
        for words in network.get("inquiry_basis") or []
    ]
    for row in view.facts.get("acquisition") or []:
        if NETWORK in (row.get("methods") or []):
            uses.append((cite(view.assessment, "Ⅱ.3.②", row, "methods", NETWORK), f"Ⅱ.3.② {NETWORK}"))
    for row, _word, item in _rows(view):
        if NETWORK in (row.get("methods") or []):
            uses.append((cite(view.assessment, f"{item}.⑥", row, "methods", NETWORK), f"{item}.⑥ {NETWORK}"))
    said = network["information_network"]
    stated = cite(view.assessment, "情報連携の実施の有無", network, "information_network", said)
    if network.get("value_line"):
        stated["line"] = network["value_line"]
    if said == "実施しない":
        evidence = (stated, *(one for one, _ in uses[:3]))
        yield Checked(NETWORK, evidence, {"said": said, "uses": uses[0][1]} if uses else None)
    else:
        yield Checked(NETWORK, (stated,), None)


@judges("brackets-without-tick")
def brackets_without_tick(view: View) -> Iterator[Checked]:
    """その他 has words in its brackets but no tick, or a tick and no words."""
    rows = [
        (row, f"システム{row.get('ordinal')}", "Ⅰ.2.③", "connections", "other_connections")
        for row in view.facts.get("systems") or []
    ]
    for category, word in (("delegations", "委託事項"), *KINDS):
        rows += [
            (row, f"{word}{row.get('ordinal')}", f"Ⅱ.{word}{row.get('ordinal')}", "methods", "other_methods")
            for row in view.facts.get(category) or []
            if row.get("methods") is not None and not row.get("from_annex")
        ]
    for row, subject, item, ticks, words in rows:
        ticked, said = "その他" in (row.get(ticks) or []), bool(row.get(words))
        if "その他" in (row.get("uncertain") or []):
            continue
        evidence = (
            cite(view.assessment, item, row, ticks, "、".join(row.get(ticks) or [])),
            cite(view.assessment, f"{item} その他", row, f"{words}[0]", "、".join(row.get(words) or [])),
        )
        yield Checked(
            subject,
            evidence,
            {"ticked": "○" if ticked else "-", "words": "、".join(row.get(words) or []) or "-"}
            if ticked != said
            else None,
        )
