"""A page of ours in a frame of the app's page, without leaving it behind in memory."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st


def framed(page: str, height: int) -> None:
    """Show a whole HTML page in a frame of a height in pixels.

    Streamlit asks first whether the page is an address, and what answers that keeps the last 128 it was asked about: of
    pages of one to four megabytes.
    """
    st.iframe(page, height=height)
    urlsplit.cache_clear()  # type: ignore[attr-defined]
