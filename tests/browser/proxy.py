"""A reverse proxy in a process of its own: ``python proxy.py PORT APP_PORT USER SECRET``.

It drops what the browser sends under the names of its own headers, and adds them with the user that it knows.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys

OWN = (b"x-forwarded-user", b"x-proxy-secret", b"x-forwarded-for", b"connection")


def rewritten(head: bytes, user: str, secret: str) -> bytes:
    """The head of one request with our headers; each connection carries one request, or one web socket."""
    first, *lines = head.rstrip(b"\r\n").split(b"\r\n")
    socket = any(line.lower().startswith(b"upgrade:") for line in lines)
    kept = [line for line in lines if line.partition(b":")[0].strip().lower() not in OWN]
    ours = [b"X-Forwarded-User: " + user.encode(), b"X-Proxy-Secret: " + secret.encode(), b"X-Forwarded-For: 10.7.7.7"]
    return b"\r\n".join([first, *kept, *ours, b"Connection: " + (b"Upgrade" if socket else b"close"), b"", b""])


async def pipe(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
    with contextlib.suppress(ConnectionError, RuntimeError):
        target.close()


async def main(port: int, app: int, user: str, secret: str) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            head = await reader.readuntil(b"\r\n\r\n")
            inner, outer = await asyncio.open_connection("127.0.0.1", app)
            outer.write(rewritten(head, user, secret))
            await asyncio.gather(pipe(reader, outer), pipe(inner, writer))

    server = await asyncio.start_server(serve, "127.0.0.1", port)
    print("ready", flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]))
