"""Writing a pack as a file of any kind. One answer, one set of numbers, whatever the kind."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bangolin.ui.asking import Asked
from bangolin.ui.drawings.drawing import Drawing
from bangolin.ui.drawings.scene import assessments_of, scene_of
from bangolin.ui.drawings.split import MOST_PLACES, pages
from bangolin.ui.exports.fixed import archive
from bangolin.ui.exports.pack import Pack, pack_of
from bangolin.ui.texts import text

KINDS = ("html", "svg", "png", "pdf", "pptx", "xlsx", "csv", "json", "graphml", "dot", "mermaid")
ENDINGS = {"mermaid": "mmd"}
ONE_PICTURE = ("svg", "png", "dot", "mermaid")
SPLIT = ("svg", "png")


class ExportError(ValueError):
    """What was asked cannot be written as this kind; the message says so in one sentence."""


def export(
    kind: str,
    answers: Sequence[Asked],
    output: Path,
    date: str | None = None,
    mark: str | None = None,
    language: str = "ja",
    *,
    editions: Sequence[Mapping[str, Any]] = (),
    title: str | None = None,
) -> list[Path]:
    """Write answers as one file, or, for kinds that hold one picture and several pictures, as a folder of files.

    Returns the files written. The date printed is `date`, else the newest 公表日 of the answers, never the clock.
    Raises ExportError for a kind that nobody declared and for an answer without a picture where one is needed.
    """
    pack = pack_of(answers, date=date, mark=mark, language=language, editions=editions, title=title)
    if kind not in ONE_PICTURE:
        return [_write(output, content(kind, pack))]
    drawings = _pictures(kind, pack)
    if not drawings:
        raise ExportError(
            "図のない問いです。表の形式 (xlsx, csv, json, pdf) を選んでください / this question has no picture"
        )
    if len(drawings) == 1:
        return [_write(output, picture(kind, drawings[0], pack))]
    return [_write(output / name, picture(kind, drawing, pack)) for name, drawing in _named(kind, drawings)]


def several(kind: str, answer: Mapping[str, Any]) -> bool:
    """Whether an answer fills more than one file of this kind: told without drawing anything."""
    among = assessments_of(answer) if kind in ONE_PICTURE else ()
    if len(among) != 1:
        return len(among) > 1
    return kind in SPLIT and len(scene_of(answer, among[0]).places) > MOST_PLACES


def _pictures(kind: str, pack: Pack) -> list[Drawing]:
    """The pictures to write: printed ones split by zone, each followed by the whole one that was split."""
    drawings: list[Drawing] = []
    for drawing in (drawing for sheet in pack.sheets for drawing in sheet.drawings):
        split = pages(drawing, pack.language) if kind in SPLIT else (drawing,)
        drawings += (
            split
            if len(split) == 1
            else [*split, replace(drawing, title=text(pack.language, "drawing.whole", title=drawing.title))]
        )
    return drawings


def taken_away(
    kind: str, asked: Asked, language: str, editions: Sequence[Mapping[str, Any]] = (), mark: str | None = None
) -> bytes:
    """What the button of a page gives: the file of this kind, or an archive of the files where there are several."""
    if not several(kind, asked.answer):
        pack = pack_of([asked], mark=mark, language=language, editions=editions)
        return content(kind, pack) if kind not in ONE_PICTURE else picture(kind, pack.sheets[0].drawings[0], pack)
    with tempfile.TemporaryDirectory() as folder:
        files = export(kind, [asked], Path(folder) / "pictures", mark=mark, language=language, editions=editions)
        return archive({file.name: file.read_bytes() for file in files})


def content(kind: str, pack: Pack) -> bytes:
    """A whole pack as bytes of one kind."""
    writers: Mapping[str, Callable[[Pack], bytes]] = {
        "html": _html, "pdf": _pdf, "pptx": _pptx, "xlsx": _xlsx, "csv": _csv, "json": json_bytes, "graphml": _graphml,
    }  # fmt: skip
    if kind not in writers:
        raise ExportError(f"{kind} という形式はありません。{'、'.join(KINDS)} から選んでください / no such kind")
    return writers[kind](pack)


def picture(kind: str, drawing: Drawing, pack: Pack) -> bytes:
    """One picture as bytes of one kind."""
    if kind == "png":
        from bangolin.ui.exports.png import png_bytes

        return png_bytes(drawing, pack.language, pack.disclaimer)
    if kind == "svg":
        from bangolin.ui.drawings.svg import svg

        return svg(drawing, pack.language).encode()
    from bangolin.ui.exports.graphs import dot, mermaid

    return {"dot": dot, "mermaid": mermaid}[kind](drawing, pack.language, pack.disclaimer).encode()


def json_bytes(pack: Pack) -> bytes:
    """Questions, parameters and answers exactly as the command line prints them, with what the pack says of itself."""
    document = {
        "title": pack.title,
        "date": pack.date,
        "mark": pack.mark,
        "disclaimer": pack.disclaimer,
        "version": pack.version,
        "editions": [dict(edition) for edition in pack.editions],
        "questions": [
            {
                "question": sheet.asked.question,
                "parameters": dict(sorted(sheet.asked.parameters.items())),
                "sentence": sheet.sentence,
                "digest": sheet.digest,
                "answer": sheet.asked.answer,
            }
            for sheet in pack.sheets
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _named(kind: str, drawings: Sequence[Drawing]) -> Iterator[tuple[str, Drawing]]:
    for number, drawing in enumerate(drawings, start=1):
        name = "".join(sign if sign.isalnum() else "_" for sign in drawing.title)[:60].strip("_")
        yield f"{number:02d}_{name}.{ENDINGS.get(kind, kind)}", drawing


def _write(path: Path, content: bytes) -> Path:
    """Write a file as a whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".bangolin-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path


def _html(pack: Pack) -> bytes:
    from bangolin.ui.exports.html import html_text

    return html_text(pack).encode()


def _pdf(pack: Pack) -> bytes:
    from bangolin.ui.exports.pdf import pdf_bytes

    return pdf_bytes(pack)


def _pptx(pack: Pack) -> bytes:
    from bangolin.ui.exports.pptx import pptx_bytes

    return pptx_bytes(pack)


def _xlsx(pack: Pack) -> bytes:
    from bangolin.ui.exports.xlsx import xlsx_bytes

    return xlsx_bytes(pack)


def _csv(pack: Pack) -> bytes:
    from bangolin.ui.exports.csv_file import csv_bytes

    return csv_bytes(pack)


def _graphml(pack: Pack) -> bytes:
    from bangolin.ui.exports.graphs import graphml

    return graphml(pack).encode()
