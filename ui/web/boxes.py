"""The boxes that people choose in: each says in the session's language what to do, where Streamlit would say it in English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st
from bangolin.ui.texts import text
from bangolin.ui.web.session import editions_in_force, language, place_names


def one_of(
    where: Any, label: str, options: Sequence[Any], *, key: str | None, hint: str = "label.choose", **more: Any
) -> Any:
    """A box for one choice. ``label`` and ``hint`` are keys of texts; ``more`` goes to Streamlit's box as it is."""
    spoken = language()
    if more.get("accept_new_options") and hint == "label.choose":
        hint = "label.choose_or_type"
    return where.selectbox(text(spoken, label), options, key=key, placeholder=text(spoken, hint), **more)


def some_of(where: Any, label: str, options: Sequence[Any], *, key: str | None, **more: Any) -> list[Any]:
    """A box for any number of choices; as ``one_of``."""
    spoken = language()
    hint = text(spoken, more.pop("hint", "label.choose"))
    chosen: list[Any] = where.multiselect(
        text(spoken, label), options, key=key, placeholder=hint, select_all=False, **more
    )
    return chosen


def place_box(where: Any, label: str, key: str, hint: str = "label.choose_or_type") -> None:
    """A box for the name of a place: one of those loaded, or words that are part of one."""
    one_of(
        where, label, place_names(), key=key, hint=hint, index=None, accept_new_options=True,
        help=text(language(), "label.start_help"),
    )  # fmt: skip


def assessments_box(key: str | None, where: Any = st) -> list[str]:
    """A box for bodies whose assessments are asked; none chosen means all."""
    bodies = sorted({edition["body"] for edition in editions_in_force()})
    return some_of(where, "label.assessment", bodies, key=key, hint="label.all_assessments")
