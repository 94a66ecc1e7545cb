"""Where a store is: a folder, or a Neo4j server with the credentials and certificates that it takes."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from bangolin.graph.stores.problems import StoreError

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True)
class Server:
    """A Neo4j server: ``readers`` are the credentials for questions, the same as ``owner`` unless others are set."""

    address: str
    database: str | None
    owner: tuple[str, str]
    reader: tuple[str, str]
    authority: Path | None


def resolve(address: str | Path | None, environment: Mapping[str, str]) -> Path | Server:
    """The folder or server that an address means; without one BANGOLIN_STORE, else a folder in the user's data.

    Raises StoreError for a scheme that is not Bolt's, and where a server's name or password is missing.
    """
    text = str(address or environment.get("BANGOLIN_STORE") or default_folder())
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]+)://", text)
    if scheme is None:
        return Path(text).expanduser()
    if scheme[1].lower() not in SCHEMES:
        raise StoreError(
            f"ストアの指定 {_without_secrets(text)} は使えません。フォルダーか bolt://、neo4j:// を指定してください。",
            f"{_without_secrets(text)} is no store: name a folder, or an address with bolt:// or neo4j://.",
        )
    return _server(text, environment)


def default_folder() -> Path:
    """The store of a user who names none."""
    return platformdirs.user_data_path("bangolin", appauthor=False) / "store"


def _server(address: str, environment: Mapping[str, str]) -> Server:
    if "@" in address:
        raise StoreError(
            "アドレスに利用者名やパスワードを書かないでください。NEO4J_USERNAME と NEO4J_PASSWORD で渡してください。",
            "Keep name and password out of the address; give them as NEO4J_USERNAME and NEO4J_PASSWORD.",
        )
    settings = {**_settings_file(environment), **environment}
    name, password = settings.get("NEO4J_USERNAME"), settings.get("NEO4J_PASSWORD")
    if not name or not password:
        raise StoreError(
            f"{address} の利用者名とパスワードがありません。NEO4J_USERNAME と NEO4J_PASSWORD を設定してください。",
            f"No name and password for {address}: set NEO4J_USERNAME and NEO4J_PASSWORD.",
        )
    owner = (name, password)
    reader = (settings.get("BANGOLIN_READER_USERNAME"), settings.get("BANGOLIN_READER_PASSWORD"))
    authority = settings.get("BANGOLIN_CA")
    return Server(
        address,
        settings.get("NEO4J_DATABASE") or None,
        owner,
        (reader[0], reader[1]) if reader[0] and reader[1] else owner,
        Path(authority).expanduser() if authority else None,
    )


def _settings_file(environment: Mapping[str, str]) -> dict[str, str]:
    """Lines NAME=VALUE of the file that BANGOLIN_CREDENTIALS names, such as the one Aura hands out."""
    named = environment.get("BANGOLIN_CREDENTIALS")
    path = (
        Path(named).expanduser() if named else platformdirs.user_config_path("bangolin", appauthor=False) / "server.env"
    )
    if not named and not path.exists():
        return {}
    try:
        if os.name != "nt" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise StoreError(
                f"{path} は他の利用者も読めます。chmod 600 で自分だけにしてください。",
                f"{path} can be read by others; make it yours alone with chmod 600.",
            )
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise StoreError(
            f"接続設定 {path} を読めません({error.strerror})。",
            f"The settings {path} cannot be read ({error.strerror}).",
        ) from error
    pairs = (line.partition("=") for line in lines if "=" in line and not line.lstrip().startswith("#"))
    return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs}


def _without_secrets(text: str) -> str:
    return re.sub(r"//[^/@]*@", "//…@", text)
