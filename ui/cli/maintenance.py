"""Verbs that look after the store and open the app."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
from contextlib import AbstractContextManager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from bangolin.ui.cli.exits import OK, STORE_PROBLEM, UsageError
from bangolin.ui.cli.output import note, print_json, say

if TYPE_CHECKING:
    from bangolin.graph.stores.store import Store
    from bangolin.ui.acting import Deed

ADDRESS = "127.0.0.1"
THEME = {
    "theme.base": "light",
    "theme.primaryColor": "#12355b",
    "theme.textColor": "#1a1f29",
    "theme.backgroundColor": "#ffffff",
    "theme.secondaryBackgroundColor": "#f3f5f8",
}


def ui(given: argparse.Namespace) -> int:
    """Open the app on this machine; an empty store gets the sample data first."""
    from bangolin.ui.access import AccessError, read_access
    from bangolin.ui.cli.documents import load_sample_if_empty

    named = given.access or os.environ.get("BANGOLIN_ACCESS")
    try:
        access = read_access(Path(named) if named else None)
    except AccessError as error:
        raise UsageError(str(error)) from error
    load_sample_if_empty(given.store)
    address = access.options.get("server.address", ADDRESS)
    port = free_port(given.port, address)
    script = str(files("bangolin.ui.web").joinpath("app.py"))
    options = {
        "server.address": ADDRESS,
        "server.port": str(port),
        "server.headless": "true" if os.environ.get("BANGOLIN_HEADLESS") else "false",
        "server.fileWatcherType": "none",
        "server.showEmailPrompt": "false",  # a first start has to ask nothing
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "runner.postScriptGC": "false",  # a whole collection after each click took most of its time
        "client.showErrorDetails": "none",
        **THEME,
        **access.options,
    }
    if named and access.kind == "oidc":
        options["secrets.files"] = str(Path(named).absolute())
    command = [sys.executable, "-m", "streamlit", "run", script]
    command += [part for name, value in options.items() for part in (f"--{name}", value)]
    environment = {**os.environ, **({"BANGOLIN_STORE": given.store} if given.store else {})}
    environment.setdefault(
        "MALLOC_ARENA_MAX", "2"
    )  # with glibc's usual 8 a core, freed memory of threads stays with them
    environment["FORWARDED_ALLOW_IPS"] = ""  # who sends a request is never taken out of a header
    if named:
        environment["BANGOLIN_ACCESS"] = str(Path(named).absolute())
    note(f"http://{address}:{port} を開きます。終えるには Ctrl-C / opening; Ctrl-C ends it")
    process = subprocess.Popen(command, env=environment)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())  # or the app would outlive this command
    try:
        return process.wait()
    except KeyboardInterrupt:  # the app got it, too, and leaves its store in order before it ends
        process.wait()
        return OK


def free_port(wanted: int, address: str = ADDRESS) -> int:
    """The wanted port, or any free one where something else listens there."""
    with socket.socket() as probe:
        try:
            probe.bind((address, wanted))
        except OSError:
            probe.bind((address, 0))
        return int(probe.getsockname()[1])


def backup(given: argparse.Namespace) -> int:
    """Write a backup of the store with its checksum."""
    from bangolin.graph.stores.backup import backup as write
    from bangolin.graph.stores.store import open_store

    with open_store(given.store) as store, _kept(store, "backup", given.file):
        report = write(store, Path(given.file))
    print_json(report) if given.json else say(f"控えを書きました / written: {given.file}", *_lines(report))
    return OK


def restore(given: argparse.Namespace) -> int:
    """Bring a backup back; its checksum is verified before anything is changed."""
    from bangolin.graph.stores.backup import restore as read
    from bangolin.graph.stores.store import open_store
    from bangolin.ui.acting import bring_up
    from bangolin.ui.people import local_person

    with open_store(given.store) as store, _kept(store, "restore", given.file):
        report = read(store, Path(given.file))
        bring_up(store, local_person())
    print_json(report) if given.json else say(f"控えから戻しました / restored: {given.file}", *_lines(report))
    return OK


def _kept(store: Store, action: str, file: str) -> AbstractContextManager[Deed]:
    """The record of a backup or a restore."""
    from bangolin.ui.acting import on_record
    from bangolin.ui.people import local_person

    return on_record(store, local_person(), "keep", action, {"file": file})


def verify(given: argparse.Namespace) -> int:
    """Check the store against the facts it holds."""
    from bangolin.graph.stores.backup import verify as check
    from bangolin.graph.stores.store import open_store

    with open_store(given.store) as store:
        report = check(store)
    print_json(report) if given.json else say(*_lines(report))
    return OK if not report.get("faults") else STORE_PROBLEM


def audit(given: argparse.Namespace) -> int:
    """Walk the chain of the audit log."""
    from bangolin.graph.stores.store import open_store
    from bangolin.ui.audit import AuditLog

    with open_store(given.store) as store:
        verdict = AuditLog(store.beside).verify(_known(given.known))
    last, back = f"{verdict.lines}:{verdict.last}", list(verdict.set_back)
    report = {"lines": verdict.lines, "fault": verdict.fault, "last": last, "clock_set_back": back}
    print_json(report) if given.json else say(
        f"{verdict.lines} 行は正しい / lines are sound",
        f"--known {last}",
        *(f"{line} 行目で時計が戻っています / the clock had been set back at line {line}" for line in back),
        *([verdict.fault] if verdict.fault else []),
    )
    return STORE_PROBLEM if verdict.fault else OK


def _known(text: str | None) -> tuple[int, str] | None:
    """A line number and a hash that an earlier ``audit verify`` printed. Raises UsageError."""
    if text is None:
        return None
    number, _, known = text.partition(":")
    if not number.isdecimal() or len(known) != 64:
        raise UsageError(f"「{text}」は「行数:ハッシュ」ではありません / is no line number and hash")
    return int(number), known


def _lines(report: dict[str, object]) -> list[str]:
    return [f"{name}: {value}" for name, value in report.items()]
