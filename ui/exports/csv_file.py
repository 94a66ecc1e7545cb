"""CSV: UTF-8 with a byte order mark, tables one below the other, each under its title; no cell is a formula."""

from __future__ import annotations

import csv
import io

from bangolin.ui.exports.cells import harmless
from bangolin.ui.exports.pack import Pack


def csv_bytes(pack: Pack) -> bytes:
    """The pack's tables as one CSV file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for sheet in pack.sheets:
        writer.writerow([harmless(sheet.title)])
        writer.writerow([harmless(sheet.sentence)])
        for table in sheet.tables:
            writer.writerow([])
            writer.writerow([harmless(f"■ {table.title}")])
            writer.writerow([harmless(head) for head in table.heads(pack.language)])
            writer.writerows([harmless(cell) for cell in row] for row in table.rows)
        writer.writerow([])
    writer.writerow([harmless(pack.disclaimer)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")
