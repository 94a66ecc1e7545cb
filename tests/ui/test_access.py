"""Who is let in, under which name and role; whoever is not named, not signed, or not from the proxy, stays out."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bangolin.ui.access import Access, AccessError, from_here, from_proxy, from_token, read_access
from bangolin.ui.people import RIGHTS, ROLES, NotAllowedError, Person, require

PROXY = """
[sign_in]
kind = "proxy"
name = "X-Forwarded-User"
groups = "X-Forwarded-Groups"
from = ["10.1.2.3", "127.0.0.1"]
secret_header = "X-Proxy-Secret"
secret = "only the proxy knows"
[roles]
administrator = ["Suzuki@example.jp"]
analyst = ["group:security"]
viewer = ["*"]
"""
TRUE = {"x-forwarded-user": ["suzuki@example.jp"], "x-proxy-secret": ["only the proxy knows"]}


@pytest.fixture
def declared(tmp_path: Path) -> Callable[[str], Access]:
    """An access file with these words, read."""

    def read(words: str, mode: int = 0o600) -> Access:
        path = tmp_path / "access.toml"
        path.write_text(words, encoding="utf-8")
        path.chmod(mode)
        return read_access(path)

    return read


def test_each_right_has_its_roles() -> None:
    may = {role: {right for right in RIGHTS if Person("x", role).may(right)} for role in ROLES}
    assert may["viewer"] == {"ask"}
    assert may["analyst"] == {"ask", "query", "export", "decide"}
    assert may["administrator"] == set(RIGHTS)


def test_what_has_expired_opens_nothing() -> None:
    require(Person("x", "viewer", time.time() + 60), "ask")
    with pytest.raises(NotAllowedError, match="expired"):
        require(Person("x", "administrator", time.time() - 1), "ask")


def test_the_proxys_header_names_person_and_role(declared: Any) -> None:
    access = declared(PROXY)
    assert from_proxy(access, "10.1.2.3", TRUE, 0).role == "administrator"
    other = {**TRUE, "x-forwarded-user": ["sato"]}
    assert from_proxy(access, "10.1.2.3", other, 0).role == "viewer"
    grouped = {**other, "x-forwarded-groups": ["staff, security"]}
    assert from_proxy(access, "10.1.2.3", grouped, 0) == Person("sato", "analyst", 8 * 3600)


@pytest.mark.parametrize(
    ("peer", "change"),
    [
        ("10.9.9.9", {}),
        ("10.1.2.3", {"x-proxy-secret": ["guessed"]}),
        ("10.1.2.3", {"x-proxy-secret": []}),
        (None, {"x-proxy-secret": ["only the proxy knows", "guessed"]}),
        ("10.1.2.3", {"x-forwarded-user": ["sato", "suzuki@example.jp"]}),
        ("10.1.2.3", {"x-forwarded-user": []}),
        ("10.1.2.3", {"x-forwarded-user": ["  "]}),
    ],
    ids=["elsewhere", "wrong secret", "no secret", "two secrets", "two names", "no name", "blank name"],
)
def test_a_header_from_elsewhere_is_refused(declared: Any, peer: str | None, change: dict[str, list[str]]) -> None:
    with pytest.raises(NotAllowedError):
        from_proxy(declared(PROXY), peer, {**TRUE, **change}, 0)


@pytest.mark.parametrize(
    ("peer", "headers"),
    [
        ("10.0.0.1", {}),
        (None, {"x-forwarded-for": ["10.0.0.1"]}),
        ("127.0.0.1", {"forwarded": ["for=10.0.0.1"]}),
        (None, {"host": ["bangolin.example.jp:8501"]}),
    ],
    ids=["other machine", "behind a proxy", "forwarded", "a name that was bent to here"],
)
def test_without_sign_in_only_this_machine_is_served(peer: str | None, headers: dict[str, list[str]]) -> None:
    assert from_here(None, {"host": ["localhost:8501"]}).role == "administrator"
    assert from_here("::1", {"host": ["[::1]:8501"]}).role == "administrator"
    with pytest.raises(NotAllowedError, match="this machine only"):
        from_here(peer, headers)


def token(**claims: Any) -> dict[str, Any]:
    return {"email": "suzuki@example.jp", "email_verified": True, "exp": time.time() + 60, **claims}


OIDC = Access("oidc", "email", "groups", roles={"analyst": ("suzuki@example.jp",), "administrator": ("group:heads",)})


def test_a_token_names_person_and_role() -> None:
    assert from_token(OIDC, token()).role == "analyst"
    assert from_token(OIDC, token(groups=["heads"])).role == "administrator"


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": 0},
        {"exp": None},
        {"exp": "soon"},
        {"email": None},
        {"email": "sato@example.jp"},
        {"email_verified": False},
    ],
    ids=["expired", "without an end", "no number", "nameless", "not named", "address not verified"],
)
def test_a_token_that_says_too_little_is_refused(claims: dict[str, Any]) -> None:
    with pytest.raises(NotAllowedError):
        from_token(OIDC, token(**claims))
    with pytest.raises(NotAllowedError):
        from_token(OIDC, {})


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('kind = "proxy"', 'kind = "none"', "oidc か proxy"),
        ('kind = "proxy"', 'kind = "oidc"', "auth"),
        ('from = ["10.1.2.3", "127.0.0.1"]', "", "from"),
        ('from = ["10.1.2.3", "127.0.0.1"]', 'from = ["proxy.example.jp"]', "ValueError"),
        ('secret = "only the proxy knows"', "", "secret"),
        ("administrator =", "chief =", "roles"),
        ("[roles]", "[rolls]", "roles"),
        ("[sign_in]", "[sign_in", "読めません"),
    ],
)
def test_a_file_that_would_let_anybody_in_is_refused(declared: Any, old: str, new: str, words: str) -> None:
    assert old in PROXY
    with pytest.raises(AccessError, match=words):
        declared(PROXY.replace(old, new))


def test_a_file_that_others_can_read_is_refused(declared: Any) -> None:
    with pytest.raises(AccessError, match="chmod 600"):
        declared(PROXY, 0o644)
