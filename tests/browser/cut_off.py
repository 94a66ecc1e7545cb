"""The browser tests with the network cut off: ``python tests/browser/cut_off.py [pytest's arguments]``, without root.

They run in a network namespace of their own, whose only device is loopback. Its default route leads into loopback, too:
what any process (app, store, browser) sends to another address goes nowhere, and is seen and written down here.
Exit code: pytest's; 1 where anything but Chromium itself sent anything beyond loopback, 2 where the namespace cannot be made.
"""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INSIDE = "BANGOLIN_CUT_OFF"
CONTROL = "192.0.2.1"  # kept for documents (RFC 5737): nobody has it
BROWSERS_OWN = (
    "content-autofill.googleapis.com",
    "update.googleapis.com",
    "clients2.google.com",
    "accounts.google.com",
)
"""Names that Chromium looks up by itself, whatever page it shows; told, and not counted as the app's."""
IPV4, IPV6, EVERY = 0x0800, 0x86DD, 0x0003
DNS = 53


def main() -> int:
    """Go into the namespace, and run the tests there."""
    if not os.environ.get(INSIDE):
        reason = impossible()
        if reason:
            print(reason, file=sys.stderr)
            return 2
        command = ["unshare", "--map-root-user", "--net", sys.executable, __file__, *sys.argv[1:]]
        return subprocess.run(command, env={**os.environ, INSIDE: "1"}, check=False).returncode
    for words in ("link set lo up", "route add default dev lo", "-6 route add default dev lo"):
        subprocess.run(["ip", *words.split()], check=words.startswith(("link", "route")))
    seen = watch()
    if not control(seen):
        print("what is sent beyond loopback would not be seen here", file=sys.stderr)
        return 2
    tests = sys.argv[1:] or [str(Path(__file__).parent)]
    code = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-m", "browser and not soak", *tests], cwd=ROOT, check=False
    ).returncode
    time.sleep(0.5)
    browsers = {one for one in seen if one.rpartition(" asking for ")[2] in BROWSERS_OWN}
    print(f"asked for by Chromium on its own account: {', '.join(sorted(browsers)) or 'nothing'}")
    print(f"sent beyond loopback by anything else: {', '.join(sorted(seen - browsers)) or 'nothing'}")
    return code or (1 if seen - browsers else 0)


def impossible() -> str | None:
    """Why the namespace cannot be made here; None where it can."""
    if not hasattr(socket, "AF_PACKET") or not all(map(shutil.which, ("unshare", "ip"))):
        return "needs Linux with unshare (util-linux) and ip (iproute2)"
    tried = subprocess.run(["unshare", "--map-root-user", "--net", "true"], capture_output=True, check=False)
    return None if tried.returncode == 0 else "this user may not make a network namespace"


def watch() -> set[str]:
    """Every address beyond loopback that a packet is sent to from now on, with its port."""
    seen: set[str] = set()
    ear = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(EVERY))
    ear.bind(("lo", 0))

    def listen() -> None:
        while True:
            packet, (_, kind, *_) = ear.recvfrom(65536)
            if target := beyond(kind, packet):
                seen.add(target)

    threading.Thread(target=listen, daemon=True).start()
    return seen


def beyond(kind: int, packet: bytes) -> str | None:
    """Where a packet goes, if that is not loopback: address and port."""
    if kind == IPV4:
        target, start = ipaddress.ip_address(packet[16:20]), 4 * (packet[0] & 15)
    elif kind == IPV6:
        target, start = ipaddress.ip_address(packet[24:40]), 40
    else:
        return None
    source = ipaddress.ip_address(packet[12:16] if kind == IPV4 else packet[8:24])
    if target.is_loopback or target == source or target.is_unspecified:
        return None
    port = int.from_bytes(packet[start + 2 : start + 4], "big")
    return f"{target} port {port}" + (f" asking for {asked_for(packet[start + 8 :])}" if port == DNS else "")


def asked_for(message: bytes) -> str:
    """The name that a message to a name server asks for."""
    labels, at = [], 12
    while at < len(message) and message[at]:
        labels.append(message[at + 1 : at + 1 + message[at]].decode("ascii", "replace"))
        at += 1 + message[at]
    return ".".join(labels)


def control(seen: set[str]) -> bool:
    """Send something to an address that nobody has, and see that it was seen; then forget it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"control", (CONTROL, 443))
    end = time.monotonic() + 5
    while time.monotonic() < end and not any(one.startswith(CONTROL) for one in seen):
        time.sleep(0.05)
    found = any(one.startswith(CONTROL) for one in seen)
    seen.clear()
    return found


if __name__ == "__main__":
    sys.exit(main())
