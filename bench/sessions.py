"""A browser's session with the app without a browser: the app's own messages over its web socket."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from types import TracebackType
from typing import Any
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

SECONDS = 120.0


class PageError(Exception):
    """The app answered with an error, or not at all."""


class Session:
    """One visitor: pages are asked for by address, as a link does, and are answered in full before the next."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._open = ExitStack()
        self._socket = self._open.enter_context(
            connect(
                address.replace("http", "ws", 1) + "/_stcore/stream",
                subprotocols=["streamlit"],  # type: ignore[list-item]
                max_size=None,
                open_timeout=60,
            )
        )
        self._id, self._count = "", 0
        self._files: dict[str, str] = {}

    def page(self, name: str, **parameters: Any) -> float:
        """Ask for a page; the seconds until its script had ended. Raises PageError where it shows an error."""
        message = BackMsg()
        message.rerun_script.query_string = urlencode(parameters, doseq=True)
        message.rerun_script.page_name = name
        begun, self._files = time.monotonic(), {}
        self._socket.send(message.SerializeToString())
        self._hear(begun)
        return time.monotonic() - begun

    def export(self, kind: str) -> float:
        """Press the button that makes a file of the page just shown, and fetch it; the seconds it took."""
        begun = time.monotonic()
        self.fetch(self.press(kind))
        return time.monotonic() - begun

    def fetch(self, address: str) -> bytes:
        """A file that was made. Raises PageError where there is none, or an empty one."""
        try:
            with urllib.request.urlopen(self.address + address, timeout=SECONDS) as file:
                found = bytes(file.read())
        except urllib.error.HTTPError as error:
            raise PageError(f"the file: {error}") from error
        if len(found) < 500:
            raise PageError("an empty file")
        return found

    def press(self, kind: str) -> str:
        """Press the button that makes a file of the page just shown; the address of the file."""
        found = [file for key, file in self._files.items() if f"download {kind}" in key]
        if not found:
            raise PageError(f"no button for {kind}")
        self._count += 1
        message = BackMsg()
        message.backend_operation_request.request_id = str(self._count)
        message.backend_operation_request.session_id = self._id
        message.backend_operation_request.deferred_file.file_id = found[0]
        begun = time.monotonic()
        self._socket.send(message.SerializeToString())
        while True:
            said = self._next(begun)
            if said.WhichOneof("type") == "backend_operation_response":
                break
        answer = said.backend_operation_response
        if answer.error_msg:
            raise PageError(answer.error_msg)
        return str(answer.deferred_file.url)

    def _hear(self, begun: float) -> None:
        problem = ""
        while True:
            said = self._next(begun)
            kind = said.WhichOneof("type")
            if kind == "new_session":
                self._id = said.new_session.initialize.session_id
            elif kind == "delta" and said.delta.WhichOneof("type") == "new_element":
                problem = problem or self._noted(said.delta.new_element)
            elif kind == "page_not_found":
                problem = "no such page"
            elif kind == "script_finished" and said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                break
        if problem:
            raise PageError(problem)

    def _noted(self, element: Any) -> str:
        kind = element.WhichOneof("type")
        if kind == "download_button" and element.download_button.deferred_file_id:
            self._files[element.download_button.id] = element.download_button.deferred_file_id
        if kind == "exception":
            return f"{element.exception.type}: {element.exception.message}"
        return element.alert.body if kind == "alert" and element.alert.format == element.alert.ERROR else ""

    def _next(self, begun: float) -> ForwardMsg:
        left = begun + SECONDS - time.monotonic()
        if left <= 0:
            raise PageError(f"no answer within {SECONDS:.0f} s")
        return ForwardMsg.FromString(self._socket.recv(timeout=left))  # type: ignore[arg-type]

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()
