"""What a session holds: the language, the open store, what is loaded in it, and answers already asked for."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from typing import Any

import streamlit as st
from bangolin.graph.decisions import Kind, decisions
from bangolin.graph.loading import graph_version
from bangolin.graph.stores.store import Store, open_store
from bangolin.queries.kept import Remembering
from bangolin.ui.acting import write_down
from bangolin.ui.asking import Asked, answered, asking, loaded_editions, rows_of, stated
from bangolin.ui.people import NotAllowedError, Person, require
from bangolin.ui.texts import LANGUAGES, text
from bangolin.ui.web.sign_in import access, peer_address, person

MOST_NAMES = 1000
"""So many names are offered in a box; others can be typed."""


def language() -> str:
    """The language of this session."""
    return str(st.session_state.get("language", "ja"))


def remember_language() -> None:
    """Take the language from the address once, and from the switch in the sidebar from then on."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES and st.session_state.get("language from") != asked:
        st.session_state["language"] = st.session_state["language from"] = asked
    st.session_state.setdefault("language", "ja")
    with st.sidebar:
        st.segmented_control(
            text(language(), "language"),
            LANGUAGES,
            format_func=lambda code: {"ja": "日本語", "en": "English"}[code],
            key="language switch",
            default=language(),
            on_change=_switch,
            label_visibility="collapsed",
        )


def _switch() -> None:
    chosen = st.session_state.get("language switch") or language()
    st.session_state["language"] = st.session_state["language from"] = chosen
    st.query_params["lang"] = chosen


@st.cache_resource(show_spinner=False)
def _opened(address: str | None) -> Store:
    return open_store(address)


@st.cache_resource(show_spinner=False)
def _remembering(address: str | None) -> Remembering:
    return Remembering(_opened(address))


def store() -> Store:
    """The store that `BANGOLIN_STORE` names, opened once for all sessions of this app; only for who may ask."""
    require(person(), "ask")
    return _opened(os.environ.get("BANGOLIN_STORE"))


def knock() -> Person:
    """Who uses this session, each sign-in and each refusal put on record once. Raises NotAllowedError."""
    kept = _opened(os.environ.get("BANGOLIN_STORE"))
    address = {"how": access().kind, "address": peer_address() or "127.0.0.1"}
    try:
        someone = person()
    except NotAllowedError as error:
        _once(kept, Person("?", "viewer"), {**address, "refused": error.english})
        raise
    if access().kind != "nobody":
        _once(kept, someone, {**address, "role": someone.role})
    return someone


def _once(kept: Store, someone: Person, parameters: dict[str, str]) -> None:
    mark = json.dumps([someone.name, parameters])
    if st.session_state.get("signed in as") != mark:
        st.session_state["signed in as"] = mark
        write_down(kept, someone, "sign-in", parameters)


@st.cache_data(show_spinner=False, ttl=2.0)
def _loaded() -> tuple[int, list[dict[str, Any]]]:
    """The version of the graph, and every edition in it, asked for at most every two seconds."""
    return graph_version(store()), loaded_editions(store())


def editions() -> list[dict[str, Any]]:
    """Every loaded edition with what the store says of it."""
    return _loaded()[1]


def look_again() -> None:
    """Forget what is loaded: something was loaded, taken out or decided just now."""
    _loaded.clear()


def editions_in_force() -> list[dict[str, Any]]:
    """The editions that questions read."""
    return [edition for edition in editions() if edition["in_force"]]


def loaded() -> str:
    """A digest of what is loaded: answers asked before are kept until it changes.

    The graph's version tells that facts were corrected or names joined, which the digest of their document does not.
    """
    version, rows = _loaded()
    told = [[row["edition"], row["digest"], row["checked"], row["in_force"]] for row in rows]
    return hashlib.sha256(json.dumps([version, told], default=str).encode()).hexdigest()


def decided() -> str:
    """A digest of what people decided about findings and values, read at each asking: it is small."""
    kinds: tuple[Kind, ...] = ("Acceptance", "Correction")
    keys = [decision.key for kind in kinds for decision in decisions(store(), kind)]
    return hashlib.sha256(json.dumps(keys).encode()).hexdigest()


def ask(question: str, parameters: Mapping[str, Any], *, by_decisions: bool = False) -> Asked:
    """The answer to a question; the same question on the same data is answered from memory, and logged all the same.

    ``by_decisions``: the answer also depends on what people decided, and is asked anew once they decided otherwise.
    """
    given, someone, kept = stated(parameters), person(), store()
    with asking(kept, question, given, someone) as deed:
        forget_earlier(loaded())
        state = loaded() + (decided() if by_decisions else "")
        reading = kept if question == "query" else _remembering(os.environ.get("BANGOLIN_STORE"))
        asked = _answered(state, question, json.dumps(given, ensure_ascii=False, sort_keys=True), reading, someone)
        deed.rows = rows_of(asked)
    return asked


KEPT: list[Any] = []
"""What is kept of answers in memory, here and in modules that show them: none of it serves once other data are loaded."""
_STATE = [""]


def forget_earlier(state: str) -> None:
    """Let go of what was kept under other data than those that are loaded now."""
    if _STATE[0] != state:
        _STATE[0] = state
        for kept in KEPT:
            kept.clear()


@st.cache_resource(show_spinner=False, max_entries=100)
def _answered(state: str, question: str, parameters: str, _store: Store | Remembering, _person: Person) -> Asked:
    del state
    return answered(_store, question, json.loads(parameters), _person)


KEPT.append(_answered)


def key_of(asked: Asked) -> str:
    """What an answer's tables are kept under: the question, what is loaded, and what people decided."""
    decided = [one.get("accepted") for one in asked.answer.get("findings", ())]
    return json.dumps(
        [loaded(), asked.question, asked.parameters, decided], ensure_ascii=False, sort_keys=True, default=str
    )


def content_of(asked: Asked) -> str:
    """What an answer's pictures are kept under: the question and what the answer says, not how it was asked."""
    said = {name: value for name, value in asked.answer.items() if name != "cypher"}
    whole = json.dumps([asked.question, asked.parameters, said], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(whole.encode()).hexdigest()


@st.cache_data(show_spinner=False, max_entries=20)
def _place_names(state: str) -> list[str]:
    del state
    rows = store().read(
        "MATCH (e:Edition)-[n:NAMES]->(p:Place) WHERE e.in_force = true AND n.name <> '' "
        "RETURN n.name AS name, count(DISTINCT n.assessment) AS assessments ORDER BY assessments DESC, name LIMIT $most",
        {"most": MOST_NAMES},
    )
    return sorted(row["name"] for row in rows)


def place_names() -> list[str]:
    """Names of places of the editions in force: those of most assessments where there are too many for a box."""
    return _place_names(loaded())


@st.cache_data(show_spinner=False, max_entries=20)
def _field_names(state: str) -> list[str]:
    del state
    rows = store().read("MATCH (c:Concept) RETURN c.name AS name ORDER BY name", {})
    names = {row["name"] for row in rows if row["name"]}
    return ["個人番号", *sorted(names - {"個人番号"})]


def field_names() -> list[str]:
    """Names of concepts that fields mean, 個人番号 first."""
    return _field_names(loaded())
