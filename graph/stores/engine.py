"""The ArcadeDB engine inside the store process: settings, users and their rights, start and stop.

Two builds of the same engine serve: ``jvm`` (PyPI arcadedb-embedded, brings its own Java) and ``native`` (PyPI
arcadedb, a native image, where installed). Everything else in the product meets the engine only over Bolt.
"""

from __future__ import annotations

import base64
import hashlib
import importlib
import importlib.util
import json
import os
import secrets
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

DATABASE = "bangolin"
HOST = "127.0.0.1"
ADMINISTRATOR, OWNER, READER, CONSOLE = "root", "owner", "reader", "console"
PACKAGES = {"jvm": "arcadedb_embedded", "native": "arcadedb"}
MODULE_OF_BOLT = "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"
ROUNDS = 1000  # the passwords are 256 random bits: stretching them adds nothing


def chosen_build(environment: Mapping[str, str]) -> str:
    """``jvm`` or ``native``: what BANGOLIN_ENGINE says, else the first that is installed."""
    wanted = environment.get("BANGOLIN_ENGINE", "")
    if wanted in PACKAGES:
        return wanted
    installed = [build for build, package in PACKAGES.items() if importlib.util.find_spec(package)]
    return installed[0] if installed else "jvm"


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def write_security(root: Path, passwords: Mapping[str, str]) -> None:
    """Users and groups as the engine reads them at start: hashes only, new ones at every start.

    The owner may do everything; reader and console have ``readRecord`` and no access to schema, settings or users, so
    that the engine itself refuses whatever else a statement tries.
    """
    config = root / "config"
    config.mkdir(parents=True, exist_ok=True)
    groups = {ADMINISTRATOR: "admin", OWNER: "admin", READER: "reader", CONSOLE: "reader"}
    users = [
        {"name": name, "databases": {"*": [group]}, "password": _hashed(passwords[name])}
        for name, group in groups.items()
    ]
    text = "".join(json.dumps(user) + "\n" for user in users)
    (config / "server-users.jsonl").write_text(text, encoding="utf-8")
    (config / "server-groups.json").write_text(json.dumps(_groups(), indent=1), encoding="utf-8")


def _groups() -> dict[str, Any]:
    everything = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
    settings = ["updateSecurity", "updateSchema", "updateDatabaseSettings"]
    return {
        "version": 2,
        "databases": {
            "*": {
                "groups": {
                    "admin": _group(settings, everything),
                    "reader": _group([], ["readRecord"]),
                    "*": _group([], []),
                }
            }
        },
    }


def _group(access: list[str], records: list[str]) -> dict[str, Any]:
    return {"resultSetLimit": -1, "readTimeout": -1, "access": access, "types": {"*": {"access": records}}}


def _hashed(password: str) -> str:
    salt = base64.b64encode(secrets.token_bytes(32)).decode()
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), ROUNDS, 32)
    return f"PBKDF2WithHmacSHA256${ROUNDS}${salt}${base64.b64encode(digest).decode()}"


class Engine:
    """A running engine: ``port`` is where its Bolt listener is."""

    def __init__(self, root: Path, build: str, heap: str) -> None:
        """Start the engine with its files under ``root``; ``heap`` as Java writes it, such as ``512m``."""
        self.build = build
        self.port = free_port()
        package = importlib.import_module(PACKAGES[build])
        arguments = ["-Xrs", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC", f"-XX:ErrorFile={root}/crash.log"]
        java = {} if build == "native" else {"jvm_kwargs": {"heap_size": heap, "jvm_args": arguments}}
        server_class = importlib.import_module(f"{package.__name__}.server").ArcadeDBServer
        self._server = server_class(str(root), secrets.token_urlsafe(32), self._settings(root), **java)
        self._server.start()
        self._close_http()
        self._open_database(root)

    def _settings(self, root: Path) -> dict[str, Any]:
        return {
            "mode": "development",  # tells clients what was wrong with a statement; Studio is not in the package
            "host": HOST,
            "http_port": free_port(),
            "bolt_host": HOST,
            "bolt_port": self.port,
            "bolt_defaultDatabase": DATABASE,
            "bolt_maxMessageSize": 256 * 1024 * 1024,
            "bolt_packstream_maxValueLength": 128 * 1024 * 1024,
            "server_plugins": MODULE_OF_BOLT,
            "server_databaseDirectory": str(root / "databases"),
            "server_logsDirectory": str(root / "log"),
            "opencypher_loadCsv_allowFileUrls": False,
            "opencypher_loadCsv_allowRemoteUrls": False,
            "polyglotEngineEnabled": False,
            "serverMetrics": False,
        }

    def _close_http(self) -> None:
        """Close the HTTP listener, which the engine always opens; the native build cannot, it keeps its password."""
        if self.build == "jvm":
            self._server._java_server.getHttpServer().stopService()

    def _open_database(self, root: Path) -> None:
        if (root / "databases" / DATABASE).exists():
            self._server.get_database(DATABASE)
        else:
            self._server.create_database(DATABASE)

    def stop_long_statements(self, seconds: Mapping[str, float]) -> float:
        """Stop statements that ran longer than their user may, in seconds; by how long the slowest goes on regardless.

        The engine looks at the clock between rows: an expression that goes on for long inside one row does not stop.
        """
        if self.build == "native":
            return 0.0
        slowest = 0.0
        for statement in self._server._java_server.getRunningQueries().getRunning():
            limit = seconds.get(str(statement.getUser()))
            if limit is None:
                continue
            over = statement.getElapsedMillis() / 1000 - limit
            if over > 0:
                statement.terminate("bangolin")
                slowest = max(slowest, over)
        return slowest

    def stop(self) -> None:
        """Write everything down and close."""
        self._server.stop()


def heap(environment: Mapping[str, str]) -> str:
    """The engine's fixed heap: BANGOLIN_HEAP, such as ``2g``; 512 MB without it."""
    return environment.get("BANGOLIN_HEAP") or "512m"


def engine_environment(root: Path) -> dict[str, str]:
    """Settings that the engine's package reads from the environment while it is imported."""
    return {**os.environ, "ARCADEDB_JVM_ERROR_FILE": str(root / "crash.log"), "ARCADEDB_LOG_DIR": str(root / "log")}
