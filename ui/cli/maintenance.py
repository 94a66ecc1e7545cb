"""Verbs that look after the store and open the app."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

from bangolin.ui.cli.exits import OK, STORE_PROBLEM
from bangolin.ui.cli.output import note, print_json, say

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
    from bangolin.ui.cli.documents import load_sample_if_empty

    load_sample_if_empty(given.store)
    port = free_port(given.port)
    script = str(files("bangolin.ui.web").joinpath("app.py"))
    options = {
        "server.address": ADDRESS,
        "server.port": str(port),
        "server.headless": "true" if os.environ.get("BANGOLIN_HEADLESS") else "false",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "runner.postScriptGC": "false",  # a whole collection after each click took most of its time
        "client.showErrorDetails": "none",
        **THEME,
    }
    command = [sys.executable, "-m", "streamlit", "run", script]
    command += [part for name, value in options.items() for part in (f"--{name}", value)]
    environment = {**os.environ, **({"BANGOLIN_STORE": given.store} if given.store else {})}
    note(f"http://{ADDRESS}:{port} を開きます。終えるには Ctrl-C / opening; Ctrl-C ends it")
    process = subprocess.Popen(command, env=environment)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())  # or the app would outlive this command
    try:
        return process.wait()
    except KeyboardInterrupt:  # the app got it, too, and leaves its store in order before it ends
        process.wait()
        return OK


def free_port(wanted: int) -> int:
    """The wanted port, or any free one where something else listens there."""
    with socket.socket() as probe:
        try:
            probe.bind((ADDRESS, wanted))
        except OSError:
            probe.bind((ADDRESS, 0))
        return int(probe.getsockname()[1])


def backup(given: argparse.Namespace) -> int:
    """Write a backup of the store with its checksum."""
    from bangolin.graph.stores.backup import backup as write
    from bangolin.graph.stores.store import open_store

    with open_store(given.store) as store:
        report = write(store, Path(given.file))
    print_json(report) if given.json else say(f"控えを書きました / written: {given.file}", *_lines(report))
    return OK


def restore(given: argparse.Namespace) -> int:
    """Bring a backup back; its checksum is verified before anything is changed."""
    from bangolin.graph.stores.backup import restore as read
    from bangolin.graph.stores.store import open_store

    with open_store(given.store) as store:
        report = read(store, Path(given.file))
    print_json(report) if given.json else say(f"控えから戻しました / restored: {given.file}", *_lines(report))
    return OK


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
        verdict = AuditLog(store.beside).verify()
    report = {"lines": verdict.lines, "fault": verdict.fault}
    print_json(report) if given.json else say(
        f"{verdict.lines} 行は正しい / lines are sound", *([verdict.fault] if verdict.fault else [])
    )
    return STORE_PROBLEM if verdict.fault else OK


def _lines(report: dict[str, object]) -> list[str]:
    return [f"{name}: {value}" for name, value in report.items()]
