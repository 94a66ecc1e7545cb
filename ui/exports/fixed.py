"""Archives (XLSX, PPTX) with the same bytes for the same content: fixed dates, fixed order."""

from __future__ import annotations

import io
import re
import zipfile

STAMP = (1980, 1, 1, 0, 0, 0)
TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def fixed(archive: bytes, date: str) -> bytes:
    """Rewrite an archive with one date on every member; its properties carry `date` (ISO, may be empty)."""
    moment = f"{date or '1980-01-01'}T00:00:00Z".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, True, 6) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = TIMES.sub(rb"\g<1>" + moment + rb"\g<2>", content)
            member = zipfile.ZipInfo(name, STAMP)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            new.writestr(member, content)
    return out.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    """Files as one zip archive with fixed dates, sorted by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, True, 6) as new:
        for name in sorted(members):
            member = zipfile.ZipInfo(name, STAMP)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            new.writestr(member, members[name])
    return out.getvalue()
