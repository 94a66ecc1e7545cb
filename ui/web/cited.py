"""What stands in the document at a citation: the page of a PDF with the cell marked, the lines around, a sheet's cell.

Every citation of an answer is a button; the place is looked up when it is pressed, and the question is not asked anew.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from bangolin.loader.passage import Original, Passage, original, passage
from bangolin.ui.acting import on_record
from bangolin.ui.asking import Asked
from bangolin.ui.drawings.cards import citation
from bangolin.ui.drawings.scene import name_of
from bangolin.ui.reading import cited
from bangolin.ui.texts import text
from bangolin.ui.web.session import language, store
from bangolin.ui.web.sign_in import person

MOST = 40
_SIGNS = frozenset("\\`*_{}[]()#+-.!|<>~$:")


@dataclass(frozen=True)
class Cited:
    """One citation and what it is of: the name of a place, a flow, a finding or a value."""

    of: str
    evidence: Mapping[str, Any] = field(hash=False)
    edition: str | None = None

    @property
    def key(self) -> str:
        """The same for the same place in a document."""
        return json.dumps(self.evidence, ensure_ascii=False, sort_keys=True, default=str)


def escaped(words: str) -> str:
    """Words as they are, where Streamlit would read them as Markdown."""
    return "".join("\\" + sign if sign in _SIGNS else sign for sign in words)


def citations_of(value: Any) -> list[Cited]:
    """Every citation in an answer, each place of the document once, in the order of the answer."""
    unique: dict[str, Cited] = {}
    for one in _found(value):
        if one.key not in unique or (unique[one.key].edition is None and one.edition is not None):
            unique[one.key] = one
    return list(unique.values())


def _found(value: Any) -> Iterator[Cited]:
    if isinstance(value, Mapping):
        for piece in value.get("evidence") or ():
            if isinstance(piece, Mapping):
                yield Cited(_name(value), piece, value.get("edition") or None)
        for name, inner in value.items():
            if name not in ("evidence", "cypher"):
                yield from _found(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _found(inner)


def _name(record: Mapping[str, Any]) -> str:
    if record.get("source") and record.get("target"):
        return f"{name_of(str(record['source']))} → {name_of(str(record['target']))}"
    names = ("name", "title", "message" if language() == "ja" else "message_en", "message", "of")
    return next((str(record[name]) for name in names if isinstance(record.get(name), str) and record[name]), "")


def originals(asked: Asked, page: str) -> None:
    """The citations of an answer, each a button that shows its place in the document."""
    choose(citations_of(asked.answer), page)


@st.fragment
def choose(found: Sequence[Cited], page: str) -> None:
    """Buttons of citations, narrowed by what is typed above them."""
    spoken = language()
    if not found:
        st.info(text(spoken, "empty.result"))
        return
    wanted = st.text_input(text(spoken, "label.filter_citations"), key=f"{page} citations").split()
    labels = [(one, f"{one.of}　{cited([one.evidence], spoken)}") for one in found]
    shown = [(one, label) for one, label in labels if all(word.lower() in label.lower() for word in wanted)]
    st.caption(text(spoken, "label.citations_shown", shown=min(MOST, len(shown)), count=len(found)))
    for number, (one, label) in enumerate(shown[:MOST]):
        if st.button(
            escaped(label), key=f"{page} citation {number} {one.key}", type="tertiary", icon=":material/article:"
        ):
            show(one)


def button(evidence: Sequence[Mapping[str, Any]], edition: str | None, of: str, key: str) -> None:
    """A button a citation, under the words that they cite."""
    spoken = language()
    for number, piece in enumerate(evidence):
        where = citation(piece, spoken)["where"]
        if st.button(
            escaped(text(spoken, "label.show_original", where=where)),
            key=f"{key} original {number}",
            type="tertiary",
            icon=":material/article:",
        ):
            show(Cited(of, piece, edition))


def show(one: Cited) -> None:
    """The dialog with the place in the document."""
    st.dialog(text(language(), "label.original"), width="large")(_place)(one)


def _place(one: Cited) -> None:
    spoken = language()
    assessment = str(one.evidence.get("assessment") or "")
    st.text(f"{one.of}\n{cited([one.evidence], spoken)}".strip())
    with on_record(store(), person(), "ask", "original", {"assessment": assessment}, typed=False):
        found = original(store(), assessment, one.edition)
        place, problem = _looked_up(found, one.evidence)
    if found is not None:
        st.caption(escaped(text(spoken, "label.original_of", title=found.title or "—", edition=found.edition)))
    if place is None:
        st.info(problem or text(spoken, "empty.original"), icon=":material/description:")
    else:
        _drawn(place, one.evidence)


def _looked_up(found: Original | None, evidence: Mapping[str, Any]) -> tuple[Passage | None, str | None]:
    if found is None or found.path is None:
        return None, None
    place, problem = _kept(str(found.path), json.dumps(dict(evidence), sort_keys=True, default=str), found, evidence)
    if problem and " / " in problem:
        japanese, english = problem.split(" / ", 1)
        problem = japanese if language() == "ja" else english
    return place, problem


@st.cache_data(show_spinner=True, max_entries=30)
def _kept(path: str, key: str, _original: Original, _evidence: Mapping[str, Any]) -> tuple[Passage | None, str | None]:
    """A place that was looked up before, by the file (named by its digest) and the citation."""
    del path, key
    if _original.path is None:
        return None, None
    return passage(_original.path, _evidence)


def _drawn(place: Passage, evidence: Mapping[str, Any]) -> None:
    spoken = language()
    if place.picture is not None:
        marked = "label.page_marked" if evidence.get("box") else "label.page_unmarked"
        st.image(place.picture, caption=text(spoken, marked, page=evidence["page"]), width="stretch")
    elif place.cell is not None:
        sheet, _, address = str(evidence["cell"]).rpartition("!")
        st.markdown(f"**{escaped(text(spoken, 'label.sheet_cell', sheet=sheet, cell=address))}**")
        st.code(place.cell, language=None, wrap_lines=True)
    else:
        st.html(f'<div class="bangolin-lines">{"".join(map(_line, place.lines))}</div>')


def _line(line: tuple[int, str, bool]) -> str:
    number, words, marked = line
    tag = "mark" if marked else "span"
    return f"<div><b>{number}</b><{tag}>{html.escape(words) or '&nbsp;'}</{tag}></div>"
