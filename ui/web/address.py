"""The state of a page in its address: a link opens the same question, and Back goes back to the one before.

No number that looks like a 個人番号 gets into the address: such a value is refused and taken out again.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from bangolin.loader.guard import contains_my_number
from bangolin.ui.texts import text
from bangolin.ui.web.session import language

State = Mapping[str, str | bool | list[str]]


def follow(page: str, defaults: State) -> None:
    """Before the page's boxes are made: put what the address says into them, if it was not we who wrote it."""
    found = {name: st.query_params.get_all(name) for name in defaults if name in st.query_params}
    if found == st.session_state.get(f"{page} written") and all(
        f"{page} {name}" in st.session_state for name in defaults
    ):
        return
    for name, default in defaults.items():
        st.session_state[f"{page} {name}"] = _value(found.get(name, []), default)
    st.session_state[f"{page} written"] = found


def write(page: str, defaults: State) -> bool:
    """After the page's boxes: write what they hold into the address. False, with a message, for a number in a box."""
    held = {name: st.session_state.get(f"{page} {name}", default) for name, default in defaults.items()}
    if any(contains_my_number(word) for value in held.values() for word in _words(value)):
        st.error(text(language(), "problem.number"), icon=":material/block:")
        _clear(defaults)
        return False
    wanted = {name: _words(value) for name, value in held.items() if value != defaults[name] and _words(value)}
    found = {name: st.query_params.get_all(name) for name in defaults if name in st.query_params}
    if wanted != found:
        _clear(defaults)
        if wanted:
            st.query_params.update(wanted)
    st.session_state[f"{page} written"] = wanted
    return True


def _clear(defaults: State) -> None:
    for name in defaults:
        if name in st.query_params:
            del st.query_params[name]


def _value(found: list[str], default: str | bool | list[str]) -> str | bool | list[str] | None:
    if isinstance(default, bool):
        return found[0] == "1" if found else default
    if isinstance(default, list):
        return found or list(default)
    return found[0] if found else default or None


def _words(value: object) -> list[str]:
    if isinstance(value, bool):
        return ["1" if value else "0"]
    if isinstance(value, list | tuple):
        return [str(part) for part in value]
    return [str(value)] if value else []
