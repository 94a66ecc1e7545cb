"""Who uses this session: found anew at every run of a page, so that what expired no longer opens anything."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from bangolin.ui.access import Access, from_here, from_proxy, from_token, read_access
from bangolin.ui.people import NotAllowedError, Person
from bangolin.ui.texts import text


def access() -> Access:
    """What the file in BANGOLIN_ACCESS says now; a change of roles counts at once."""
    named = os.environ.get("BANGOLIN_ACCESS")
    return _read(named, Path(named).stat().st_mtime_ns) if named else Access()


@lru_cache(maxsize=4)
def _read(named: str, _changed: int) -> Access:
    return read_access(Path(named))


def person() -> Person:
    """Who uses this session. Raises NotAllowedError where nobody does who may."""
    declared = access()
    if declared.kind == "oidc":
        return from_token(declared, _claims())
    peer, headers = peer_address(), _headers()
    if declared.kind == "nobody":
        return from_here(peer, headers)
    if os.environ.get("FORWARDED_ALLOW_IPS") != "":
        # the server would take the sender's address out of a header that anybody can write
        raise NotAllowedError(
            "代理サーバーでのサインインは bangolin ui で起動したときだけ使えます。",
            "sign-in by a proxy works only where the app was started by `bangolin ui`.",
        )
    since = st.session_state.setdefault("signed in at", time.time())
    return from_proxy(declared, peer, headers, since)


def peer_address() -> str | None:
    """The address that the connection comes from; None for this machine, and where there is no connection."""
    found = st.context.ip_address
    return found if isinstance(found, str) else None


def _claims() -> Mapping[str, Any]:
    return dict(st.user) if st.user.get("is_logged_in") else {}


def _headers() -> Mapping[str, Sequence[str]]:
    found = st.context.headers
    return {name.lower(): found.get_all(name) for name in found}


def sign_in_button(spoken: str) -> None:
    """Where an identity provider is configured, the button that goes there; others have signed in elsewhere."""
    if access().kind == "oidc":
        st.button(text(spoken, "sign_in.in"), type="primary", on_click=st.login)


def sign_out_button(someone: Person, spoken: str) -> None:
    """Who is signed in, and the button that signs out."""
    if access().kind == "nobody":
        return
    with st.sidebar:
        st.caption(f"{someone.name}　{text(spoken, f'role.{someone.role}')}")
        if access().kind == "oidc":
            st.button(text(spoken, "sign_in.out"), on_click=st.logout)
