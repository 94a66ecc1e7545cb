"""Trace: where the number is said to travel from a place, as picture, table and cited steps."""

from __future__ import annotations

from typing import Any

import streamlit as st
from bangolin.ui.asking import Asked
from bangolin.ui.drawings.scene import name_of
from bangolin.ui.reading import cited
from bangolin.ui.texts import text, word
from bangolin.ui.web import address
from bangolin.ui.web.boxes import assessments_box, one_of, place_box, some_of
from bangolin.ui.web.cited import button, escaped
from bangolin.ui.web.frame import head, problems, show_picture, something_loaded, told
from bangolin.ui.web.session import MOST_NAMES, ask, field_names, language, place_names
from bangolin.ui.web.views import FLOWS_AND_GAPS, answer_views

PAGE = "trace"
DEFAULTS: address.State = {
    "start": "", "to": "", "assessment": [], "backward": False, "via": [], "avoid": [], "outside": False, "field": "",
    "identifier": "number", "across": False, "everything": False,
}  # fmt: skip
IDENTIFIERS = ("number", "linked", "any")


def boxes() -> None:
    """The boxes that make the question."""
    start, to, among = st.columns([3, 3, 3])
    place_box(start, "label.start", "trace start")
    place_box(to, "label.to", "trace to", hint="label.to_any")
    assessments_box("trace assessment", among)
    with st.expander(text(language(), "label.parameters")):
        conditions()


def conditions() -> None:
    """The boxes that narrow the walk."""
    spoken, names = language(), place_names()
    names = names if len(names) < MOST_NAMES else []  # of very many places the names are typed here, not offered
    first, second, third, fourth = st.columns(4)
    first.toggle(text(spoken, "label.backward"), key="trace backward")
    second.toggle(text(spoken, "label.outside_only"), key="trace outside")
    third.toggle(text(spoken, "label.across"), key="trace across")
    fourth.toggle(text(spoken, "label.everything"), key="trace everything", help=text(spoken, "label.everything_help"))
    some_of(first, "label.via", names, key="trace via", accept_new_options=True)
    some_of(second, "label.avoid", names, key="trace avoid", accept_new_options=True)
    one_of(third, "label.field", field_names(), key="trace field", hint="label.the_number", index=None)
    one_of(
        fourth,
        "label.identifier",
        IDENTIFIERS,
        key="trace identifier",
        format_func=lambda name: text(spoken, f"label.{name}"),
    )


def parameters() -> dict[str, Any]:
    """The question that the boxes hold."""
    held = {name: st.session_state.get(f"trace {name}") for name in DEFAULTS if name != "everything"}
    held["place"] = held.pop("start")
    if held["identifier"] == "number":
        held["identifier"] = None
    return held


def result(asked: Asked) -> None:
    """Sentence, picture and everything beside it."""
    told(asked)
    everything = bool(st.session_state.get("trace everything"))
    show_picture(asked, PAGE, everything=everything)
    answer_views(
        asked,
        PAGE,
        {"label.places": ["places"], "label.way": lambda: cited_way(asked), **FLOWS_AND_GAPS},
        first="label.way" if asked.answer.get("to") else "label.places",
    )


@st.fragment
def cited_way(asked: Asked) -> None:
    """The chosen way, hop by hop, with the words of the document."""
    spoken = language()
    endings = [place for place in [asked.answer.get("to")] if place] or [
        place for place in asked.answer["places"] if place["way"] or place["blocked_by"]
    ]
    if not endings:
        st.info(text(spoken, "empty.result"))
        return
    ending = one_of(st, "label.way_to", endings, key="trace way", format_func=lambda place: place["name"])
    flows = {flow["id"]: flow for flow in asked.answer["flows"]}
    names = {place["key"]: place["name"] for place in asked.answer["places"]}
    for number, id in enumerate((ending or endings[0])["way"] or (ending or endings[0])["blocked_by"], start=1):
        if id in flows:
            step(number, flows[id], names)


def step(number: int, flow: Any, names: dict[str, str]) -> None:
    """One hop: from where to where, what the document says of it, and its words."""
    spoken = language()
    source, target = (names.get(flow[end]) or name_of(flow[end]) for end in ("source", "target"))
    with st.container(border=True):
        st.markdown(f"**{number}**　{escaped(source)} → {escaped(target)}")
        kind, strength = word(spoken, "flow", flow["kind"]), word(spoken, "strength", flow["strength"])
        st.caption(f"{kind}　|　{strength}")
        st.text(cited(flow["evidence"], spoken))
        button(flow["evidence"], flow.get("edition") or None, f"{source} → {target}", f"trace way {number}")


head(PAGE)
if something_loaded():
    address.follow(PAGE, DEFAULTS)
    boxes()
    if address.write(PAGE, DEFAULTS):
        if not st.session_state.get("trace start"):
            st.info(text(language(), "empty.start"), icon=":material/route:")
        else:
            with problems():
                result(ask(PAGE, parameters()))
