"""The app's pages under Streamlit's own test driver, on a store of the test's choice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

APP = str(files("bangolin.ui.web").joinpath("app.py"))


@contextmanager
def pages(store: Path) -> Iterator[Callable[[], Any]]:
    """Inside: a function that opens the app anew on the store in a folder, with nothing kept from before."""
    import streamlit as st
    from bangolin.ui.web.session import store as opened

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BANGOLIN_STORE", str(store))
        st.cache_resource.clear()
        st.cache_data.clear()
        yield lambda: AppTest.from_file(APP, default_timeout=120).run()
        opened().close()
        st.cache_resource.clear()
        st.cache_data.clear()


@pytest.fixture(scope="session")
def pages_on() -> Any:
    """``pages``: a context that holds the app on a store."""
    return pages
