"""The store: one way to read and write the graph, over Bolt, whether it is embedded or a Neo4j server."""

from __future__ import annotations

import hashlib
import os
import random
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import platformdirs
from bangolin.graph.stores import embedded, engine
from bangolin.graph.stores.address import Server, resolve
from bangolin.graph.stores.driver import Driver, GraphDatabase, ManagedTransaction, exceptions, neo4j
from bangolin.graph.stores.failures import LOST, explained
from bangolin.graph.stores.folder import Connection, full
from bangolin.graph.stores.problems import StoreError, StoreTimeoutError
from bangolin.graph.stores.values import row_of
from bangolin.graph.stores.waiting import Waiting, too_long

T = TypeVar("T")
Row = dict[str, Any]
Transaction = ManagedTransaction

ANSWER_SECONDS = 30.0
RETRY_SECONDS = 30.0
RUNNING = "SHOW TRANSACTIONS YIELD transactionId, metaData WHERE metaData.bangolin = $tag RETURN transactionId"


@dataclass(frozen=True)
class Drivers:
    """One driver for each part that we play: who loads, who asks, who types statements into the console."""

    owner: Driver
    reader: Driver
    console: Driver

    def close(self) -> None:
        for driver in {self.owner, self.reader, self.console}:
            driver.close()


@dataclass(frozen=True)
class Bounded:
    """Rows of a bounded read: columns in their order, rows in theirs; ``more`` where the row limit cut it, ``late``
    where the time limit did."""

    columns: list[str]
    rows: list[list[Any]]
    more: bool = False
    late: bool = False


class Store:
    """An open store; use it in a ``with`` block, or call ``close``. Made by ``open_store``."""

    def __init__(self, place: Path | Server, environment: Mapping[str, str]) -> None:
        self._server = place if isinstance(place, Server) else None
        self._membership = embedded.join(place, environment) if isinstance(place, Path) else None
        self.address = place.address if isinstance(place, Server) else str(place.absolute())
        self._bookmarks = GraphDatabase.bookmark_manager() if self._server else None
        self._database = self._server.database if self._server else engine.DATABASE
        self._connecting = threading.Lock()
        try:
            self._drivers = self._connect()
        except BaseException:
            self.close()
            raise

    # ------------------------------------------------------------ questions and work
    def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Rows of a statement, in a read transaction of a user who can only read.

        Raises StoreError: the store does not answer, the statement is refused or took too long.
        """

        def work(transaction: Transaction) -> list[Row]:
            return [row_of(record) for record in transaction.run(text, dict(parameters or {}))]

        return self._managed("reader", work)

    def stream(self, text: str, parameters: Mapping[str, Any], take: Callable[[Iterator[Row]], T]) -> T:
        """What ``take`` makes of the rows of a statement while they come, so that they never stand in memory together.

        It may run more than once (a lost connection), so it must begin anew each time. As the owner, whose transactions
        have no time limit.
        """

        def work(transaction: Transaction) -> T:
            return take(row_of(record) for record in transaction.run(text, dict(parameters)))

        return self._managed("owner", work, fetch_size=10_000)

    def read_bounded(self, text: str, parameters: Mapping[str, Any], *, seconds: float, rows: int) -> Bounded:
        """At most ``rows`` rows of a statement that may run ``seconds``, as the console's user.

        What came before the time was over is kept. Raises StatementError where the store refuses the statement.
        """
        columns: list[str] = []
        found: list[list[Any]] = []
        waiting: Waiting[Bounded] = Waiting(seconds)
        tag = secrets.token_hex(8)

        @neo4j.unit_of_work(timeout=seconds, metadata={"bangolin": tag})
        def work(transaction: Transaction) -> Bounded:
            waiting.begin()
            found.clear()
            result = transaction.run(text, dict(parameters))
            columns[:] = result.keys()
            for record in result:
                if len(found) == rows:
                    return Bounded(columns, found, more=True)
                found.append(list(record.data().values()))
            return Bounded(columns, found)

        def ask() -> Bounded:
            return self._managed("console", work, fetch_size=min(rows + 1, 1000), waiting=waiting)

        try:
            return waiting.wait(ask, lambda: self._stop(tag))
        except StoreTimeoutError:
            return Bounded(list(columns), found[:rows], late=True)

    def _stop(self, tag: str) -> None:
        """Stop our statement on a server, which looks at the clock every two seconds only unless told otherwise."""
        if self._server is None:
            return  # the store's process does it
        with (
            suppress(exceptions.Neo4jError, exceptions.DriverError),
            self._drivers.console.session(database=self._database) as session,
        ):
            found = session.run(RUNNING, {"tag": tag}).value()
            if found:
                session.run("TERMINATE TRANSACTIONS $ids", {"ids": found}).consume()

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run ``work`` in one write transaction: all of it is kept or nothing.

        It may run more than once (a lost connection, a conflict), so it must not add what is there.
        """
        if self._membership is None:
            return self._managed("owner", work)
        with self._membership.writing():
            try:
                return self._managed("owner", work)
            except StoreError as error:  # the engine says of a full disk only that it could not commit
                raise full(self._membership.folder) or error from error

    def describe(self) -> dict[str, str]:
        """What this store is: kind, address, engine with its version, database."""
        agent = self._call(lambda drivers: drivers.reader.get_server_info().agent)
        inner = re.search(r"\((.*)\)", agent)
        return {
            "kind": "embedded" if self._membership else "neo4j",
            "address": self.address,
            "engine": inner[1] if inner and self._membership else agent,
            "database": self._database or "neo4j",
        }

    @property
    def beside(self) -> Path:
        """A folder of this user for what is derived from the store (travel index) or kept beside it (documents)."""
        if self._membership:
            return self._membership.folder.path
        digest = hashlib.sha256(f"{self.address}/{self._database}".encode()).hexdigest()[:16]
        folder = platformdirs.user_data_path("bangolin", appauthor=False) / f"server-{digest}"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def close(self) -> None:
        """Leave the store; the last one out waits until an embedded store's process has gone."""
        drivers: Drivers | None = self.__dict__.pop("_drivers", None)
        if drivers is not None:
            drivers.close()
        if self._membership is not None:
            self._membership.leave()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------ connection
    def _managed(
        self,
        part: str,
        work: Callable[[Transaction], T],
        *,
        fetch_size: int = 1000,
        waiting: Waiting[T] | None = None,
    ) -> T:
        def call(drivers: Drivers) -> T:
            driver: Driver = getattr(drivers, part)
            mode = neo4j.WRITE_ACCESS if part == "owner" else neo4j.READ_ACCESS
            with driver.session(
                database=self._database,
                default_access_mode=mode,
                bookmark_manager=self._bookmarks,
                fetch_size=fetch_size,
            ) as session:
                return session.execute_write(work) if part == "owner" else session.execute_read(work)

        return self._call(call, waiting)

    def _call(self, call: Callable[[Drivers], T], waiting: Waiting[T] | None = None) -> T:
        """Call with the drivers; an embedded store that went away is started again and asked once more.

        Not so a statement whose time is over: the store may have gone because of it.
        """
        deadline, pause, lost = time.monotonic() + RETRY_SECONDS, 0.05, 0
        while True:
            drivers = self._drivers
            try:
                return call(drivers)
            except LOST as error:
                if waiting is not None and waiting.is_spent():
                    raise too_long() from error
                lost += 1
                if self._membership is None or lost > (2 if waiting is None else 1):
                    raise explained(error, self.address) from error
                self._reconnect(drivers)
            except exceptions.Neo4jError as error:
                problem = explained(error, self.address)
                if self._membership is None or not _conflict(error) or time.monotonic() > deadline:
                    raise problem from error
                time.sleep(pause + random.random() * pause)
                pause = min(pause * 2, 2.0)
            except exceptions.DriverError as error:
                if self.__dict__.get("_drivers") in (
                    drivers,
                    None,
                ):  # else another thread connected anew and closed what we used
                    raise explained(error, self.address) from error

    def _reconnect(self, lost: Drivers) -> None:
        """New drivers in place of lost ones, made by the first of the threads that lost them."""
        with self._connecting:
            if self._drivers is lost:
                self._drivers = self._connect()
                lost.close()  # not before: whoever still uses them would take them for closed for good

    def _connect(self) -> Drivers:
        if self._server is not None:
            return _server_drivers(self._server)
        assert self._membership is not None
        deadline = time.monotonic() + ANSWER_SECONDS
        while True:
            drivers = _embedded_drivers(self._membership.connect())
            try:
                drivers.reader.verify_connectivity()
                return drivers
            except (*LOST, exceptions.AuthError) as error:  # the old process's file, or one that is only just starting
                drivers.close()
                if time.monotonic() > deadline:
                    raise embedded.not_answering(self._membership.folder) from error
                time.sleep(0.1)


def open_store(address: str | Path | None = None, environment: Mapping[str, str] | None = None) -> Store:
    """Open the store at an address: a folder, or ``bolt://`` or ``neo4j://`` with NEO4J_USERNAME and the like.

    Without one BANGOLIN_STORE, else a folder in the user's data. Raises StoreError with one clear sentence.
    """
    settings = os.environ if environment is None else environment
    return Store(resolve(address, settings), settings)


def _conflict(error: exceptions.Neo4jError) -> bool:
    """Two writers met; the one that lost may try again."""
    return error.is_retryable() and "Terminated" not in (error.code or "")


def _embedded_drivers(connection: Connection) -> Drivers:
    address = f"bolt://{engine.HOST}:{connection.port}"

    def driver(name: str, password: str) -> Driver:
        return GraphDatabase.driver(
            address,
            auth=(name, password),
            connection_timeout=5.0,
            max_transaction_retry_time=0.0,  # retried by Store, which can start the process again
            telemetry_disabled=True,
            notifications_min_severity="OFF",
        )

    return Drivers(
        driver(engine.OWNER, connection.owner_password),
        driver(engine.READER, connection.reader_password),
        driver(engine.CONSOLE, connection.console_password),
    )


def _server_drivers(server: Server) -> Drivers:
    address, options = server.address, dict[str, Any]()
    if server.authority is not None:
        if not server.authority.is_file():
            raise StoreError(
                f"証明書 {server.authority} がありません。", f"There is no certificate file {server.authority}."
            )
        address = address.replace("+s://", "://", 1)
        options = {"encrypted": True, "trusted_certificates": neo4j.TrustCustomCAs(str(server.authority))}

    def driver(auth: tuple[str, str]) -> Driver:
        return GraphDatabase.driver(
            address,
            auth=auth,
            connection_timeout=10.0,
            max_transaction_retry_time=RETRY_SECONDS,
            telemetry_disabled=True,
            notifications_min_severity="OFF",
            **options,
        )

    drivers: Drivers | None = None
    try:
        owner = driver(server.owner)
        reader = owner if server.reader == server.owner else driver(server.reader)
        drivers = Drivers(owner, reader, reader)
        with owner.session(database=server.database, default_access_mode=neo4j.READ_ACCESS) as session:
            session.run("RETURN 1").consume()
        _check_version(owner.get_server_info().agent, server.address)
        return drivers
    except Exception as error:
        if drivers is not None:
            drivers.close()
        raise explained(error, server.address) from error


def _check_version(agent: str, address: str) -> None:
    found = re.match(r"Neo4j/(\d+)\.", agent)
    if found is None or int(found[1]) < 5:
        raise StoreError(
            f"{address} は {agent} です。Neo4j 5 以降が必要です。", f"{address} is {agent}; Neo4j 5 or later is needed."
        )
