"""Who may use the app: how people sign in, and which role each has, declared in one TOML file.

Without a file there is no sign-in, and the app serves this machine only. With one, people are known by the token of an
identity provider (OIDC) or by a header that one reverse proxy sets; ``docs/deploy.md`` shows both.
"""

from __future__ import annotations

import hmac
import ipaddress
import os
import stat
import time
import tomllib
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from bangolin.ui.people import ROLES, NotAllowedError, Person, Role, local_person

Kind = Literal["nobody", "oidc", "proxy"]
FORWARDED = ("x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via")
LOOPBACK = "127.0.0.1"
HERE = frozenset({"localhost", LOOPBACK, "::1", ""})


@dataclass(frozen=True)
class Access:
    """How people sign in (``kind``), what names them (``name``, ``groups``: claims or headers), and their roles.

    ``proxies``: addresses from which headers are believed; ``secret``: name and value of a header that only the proxy
    knows; ``hours``: how long a sign-in by header is good; ``options``: of the app's server.
    """

    kind: Kind = "nobody"
    name: str = "email"
    groups: str | None = None
    proxies: frozenset[str] = frozenset()
    secret: tuple[str, str] | None = None
    hours: float = 8.0
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)


class AccessError(Exception):
    """The access file cannot be used; the message is the sentence that the user sees (exit code 2)."""


def read_access(path: Path | None) -> Access:
    """What an access file says; no file: nobody signs in. Raises AccessError."""
    if path is None:
        return Access()
    try:
        if os.name != "nt" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise AccessError(f"{path} は他の利用者も読めます。chmod 600 で自分だけにしてください / others can read it")
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise AccessError(f"{path} を読めません / cannot be read ({error})") from error
    return _checked(path, said)


def _checked(path: Path, said: Mapping[str, Any]) -> Access:
    try:
        access = _declared(said)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise AccessError(f"{path}: {error!r} の指定を確かめてください / is missing or wrong") from error
    problem = _problem(access, said)
    if problem:
        raise AccessError(f"{path}: {problem}")
    return access


def _declared(said: Mapping[str, Any]) -> Access:
    way, app = said["sign_in"], said.get("app", {})
    secret = (str(way["secret_header"]).lower(), str(way["secret"])) if "secret" in way else None
    roles = {role: tuple(map(_plain, named)) for role, named in said["roles"].items()}
    return Access(
        kind=way["kind"],
        name=str(way["name"]),
        groups=str(way["groups"]) if "groups" in way else None,
        proxies=frozenset(str(ipaddress.ip_address(one)) for one in way.get("from", ())),
        secret=secret,
        hours=float(way.get("hours", 8)),
        roles=roles,
        options=_options(app),
    )


def _options(app: Mapping[str, Any]) -> dict[str, str]:
    names = {
        "address": "server.address",
        "public": "browser.serverAddress",
        "certificate": "server.sslCertFile",
        "key": "server.sslKeyFile",
    }
    return {names[name]: str(value) for name, value in app.items()}


def _problem(access: Access, said: Mapping[str, Any]) -> str | None:
    """Why a declaration is not safe to use, in one sentence."""
    if access.kind not in ("oidc", "proxy"):
        return "sign_in.kind は oidc か proxy です / is oidc or proxy"
    if not set(access.roles) <= set(ROLES) or not any(access.roles.values()):
        return f"roles には {'、'.join(ROLES)} の利用者を書いてください / name the people of each role"
    if access.kind == "oidc" and "auth" not in said:
        return "oidc には [auth] が必要です / oidc takes an [auth] section"
    if access.kind == "proxy" and not access.proxies:
        return "proxy には sign_in.from (代理サーバーのアドレス) が必要です / proxy takes the proxy's addresses"
    on_this_machine = any(ipaddress.ip_address(one).is_loopback for one in access.proxies)
    if access.kind == "proxy" and on_this_machine and not access.secret:
        return (
            "同じ機械の代理サーバーには secret_header と secret が必要です / "
            "a proxy on this machine takes a secret: any user of the machine could send its header"
        )
    return None


def role_of(access: Access, name: str, groups: Collection[str]) -> Role | None:
    """The highest role that names a person, one of the groups (``group:…``), or everybody (``*``)."""
    known = {_plain(name), "*", *(_plain(f"group:{group}") for group in groups)}
    return next((role for role in reversed(ROLES) if known & set(access.roles.get(role, ()))), None)


def from_here(peer: str | None, headers: Mapping[str, Sequence[str]]) -> Person:
    """The user of this machine, where nobody signs in. Raises NotAllowedError for whoever comes from elsewhere."""
    hosts = {_host(value) for value in headers.get("host", ())}
    if not _is_here(peer) or any(headers.get(name) for name in FORWARDED) or not hosts <= HERE:
        raise NotAllowedError(
            "サインインの設定がないため、この機械からしか使えません。",
            "no sign-in is configured, so the app serves this machine only.",
        )
    return local_person()


def from_proxy(access: Access, peer: str | None, headers: Mapping[str, Sequence[str]], since: float) -> Person:
    """The person whom the proxy's header names, signed in at ``since``. Raises NotAllowedError."""
    if (peer or LOOPBACK) not in access.proxies or not _knows_the_secret(access, headers):
        raise NotAllowedError(
            "サインイン用の代理サーバーを通っていません。所定のアドレスから開いてください。",
            "this did not come through the sign-in proxy: open the app at its own address.",
        )
    names = [value for value in headers.get(access.name.lower(), ()) if value.strip()]
    if len(names) != 1:
        raise _nameless()
    groups = [part.strip() for value in headers.get((access.groups or "").lower(), ()) for part in value.split(",")]
    return _person(access, names[0], groups, since + access.hours * 3600)


def from_token(access: Access, claims: Mapping[str, Any]) -> Person:
    """The person whom the claims of a signed identity token name. Raises NotAllowedError."""
    if not claims:
        raise NotAllowedError("サインインしてください。", "sign in first.")
    name, ends = claims.get(access.name), claims.get("exp")
    if (
        not isinstance(name, str)
        or not name.strip()
        or (access.name == "email" and claims.get("email_verified") is False)
    ):
        raise _nameless()
    if not isinstance(ends, int | float) or time.time() >= ends:
        raise NotAllowedError(
            "サインインの有効期限が切れました。もう一度サインインしてください。",
            "the sign-in has expired: sign in again.",
        )
    groups = claims.get(access.groups or "") or ()
    return _person(access, name, [groups] if isinstance(groups, str) else [str(one) for one in groups], float(ends))


def _person(access: Access, name: str, groups: Collection[str], until: float) -> Person:
    role = role_of(access, name, groups)
    if role is None:
        raise NotAllowedError(
            "この利用者には役割がありません。管理者に登録を依頼してください。",
            "this user has no role: ask the administrator for one.",
        )
    return Person(_plain(name), role, until)


def _knows_the_secret(access: Access, headers: Mapping[str, Sequence[str]]) -> bool:
    if access.secret is None:
        return True
    name, value = access.secret
    said = headers.get(name, ())
    return len(said) == 1 and hmac.compare_digest(said[0].encode(), value.encode())


def _is_here(peer: str | None) -> bool:
    return peer is None or ipaddress.ip_address(peer).is_loopback


def _host(value: str) -> str:
    """The name in a Host header, without its port."""
    return value.rpartition("]")[0].lstrip("[") if value.startswith("[") else value.partition(":")[0].lower()


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _nameless() -> NotAllowedError:
    return NotAllowedError(
        "利用者名が伝わっていません。サインインの設定を確かめてください。",
        "no user name came with the sign-in: check its settings.",
    )
