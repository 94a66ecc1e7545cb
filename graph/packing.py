"""Text made small, as letters that every store keeps."""

from __future__ import annotations

import base64
import zlib


def pack(text: str) -> str:
    """Compressed text in base64."""
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def unpack(packed: str) -> str:
    """The text again."""
    return zlib.decompress(base64.b64decode(packed)).decode()
