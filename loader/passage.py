"""What a kept document shows at a citation: the page with the cell marked, the lines around, or the cell of a sheet.

A kept document is the file of a stranger, so it is opened in a process of its own, as when it was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
from bangolin.graph.stores.store import Store
from bangolin.loader.problems import DocumentError
from bangolin.loader.sources.detect import kind_of
from bangolin.loader.sources.pdf import page_image
from bangolin.loader.sources.text import read_text
from bangolin.loader.sources.xlsx import rows_of_workbook
from bangolin.loader.worker import Limits, run

AROUND = 6
DRAWING = Limits(seconds=30.0, memory=2 * 1024**3)
_EDITIONS = (
    "MATCH (e:Edition) WHERE e.assessment = $assessment RETURN e.key AS edition, e.source AS title, "
    "e.digest AS digest, e.in_force AS in_force"
)


@dataclass(frozen=True)
class Original:
    """A kept document of an edition; ``path`` is None where none was kept."""

    edition: str
    title: str | None
    path: Path | None


@dataclass(frozen=True)
class Passage:
    """A place in a document: ``picture`` (PNG of a PDF's page), or ``lines`` as (number, words, cited), or the words of
    a ``cell``.
    """

    picture: bytes | None = None
    lines: tuple[tuple[int, str, bool], ...] = ()
    cell: str | None = None


def original(store: Store, assessment: str, edition: str | None = None) -> Original | None:
    """The document of an edition of an assessment, else of the one in force; None where the assessment is not loaded."""
    rows = store.read(_EDITIONS, {"assessment": assessment})
    if not rows:
        return None
    row = min(rows, key=lambda one: (one["edition"] != edition, not one["in_force"], str(one["edition"])))
    digest = str(row["digest"] or "")
    found = sorted((store.beside / "documents").glob(f"{digest}.*")) if digest.isalnum() else []
    kept = [path for path in found if path.suffix != ".part"]
    return Original(str(row["edition"]), row["title"], kept[0] if kept else None)


def passage(path: Path, citation: Mapping[str, Any], limits: Limits = DRAWING) -> tuple[Passage | None, str | None]:
    """What stands at a citation (page and box, line, or cell), or the sentence that says why it cannot be shown."""
    wanted = {name: citation.get(name) for name in ("page", "box", "line", "cell")}
    result = run(partial(_opened, wanted), path, limits, (DocumentError,))
    return result.value, result.problem and str(result.problem).removeprefix(f"{path.name}: ")


def _opened(citation: Mapping[str, Any], path: Path) -> Passage:
    data = path.read_bytes()
    kind = kind_of(data)
    if kind == "pdf":
        return _page(path, citation)
    if kind == "xlsx":
        return _cell(data, citation["cell"])
    return _lines(data, path.name, citation["line"])


def _page(path: Path, citation: Mapping[str, Any]) -> Passage:
    if citation["page"] is None:
        raise _nowhere()
    try:
        return Passage(picture=page_image(path, citation["page"], citation["box"]))
    except IndexError as error:
        raise _nowhere() from error
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise DocumentError("このページは描けません。", "This page cannot be drawn.") from error


def _cell(data: bytes, address: str | None) -> Passage:
    for row in rows_of_workbook(data):
        for cell in row.cells:
            if cell.address == address:
                return Passage(cell=cell.text)
    raise _nowhere()


def _lines(data: bytes, title: str, cited: int | None) -> Passage:
    lines = read_text(data, title).lines
    if cited is None or not 1 <= cited <= len(lines):
        raise _nowhere()
    near = lines[max(cited - 1 - AROUND, 0) : cited + AROUND]
    return Passage(lines=tuple((line.number, line.text[:2000], line.number == cited) for line in near))


def _nowhere() -> DocumentError:
    return DocumentError(
        "この引用には、原本のどこかを示す記載（ページ・行・セル）がありません。",
        "This citation does not say where in the document it stands.",
    )
