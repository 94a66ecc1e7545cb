"""The images of these pages, made anew: printed pages and slides of the sample data, and screens of the app.

python docs/pictures.py prints|screens       prints take LibreOffice for the slides, screens take Chromium
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2

FOLDER = Path(__file__).resolve().parent / "images"
sys.path.insert(0, str(FOLDER.parents[1]))
QUESTION = "trace 国民健康保険システム --assessment 杉並区"
PRINTS = {"cover": 1, "overview": 2, "zone": 3, "reasons": 7}
WIDTH = 1600


def main() -> int:
    """Make one kind of images, as the command line says."""
    makers: dict[str, Callable[[], None]] = {"prints": prints, "screens": screens}
    if len(sys.argv) != 2 or sys.argv[1] not in makers:
        print(__doc__)
        return 2
    makers[sys.argv[1]]()
    return 0


def prints() -> None:
    """Pages of the board pack as PDF and PPTX, rendered."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bangolin = [sys.executable, "-c", "from bangolin.ui.cli import main; raise SystemExit(main())"]
        store = ["--store", str(folder / "store")]
        subprocess.run([*bangolin, "load", *store], check=True)
        for kind in ("pdf", "pptx"):
            chosen = ["export", kind, "--output", str(folder / f"pack.{kind}"), "--mark", "取扱注意"]
            subprocess.run([*bangolin, *chosen, "--question", QUESTION, *store], check=True)
        for name, page in PRINTS.items():
            render(folder / "pack.pdf", page, f"board-pack-pdf-{name}")
        slides = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder / "slides")]
        subprocess.run([*slides, str(folder / "pack.pptx")], check=True, capture_output=True)
        render(folder / "slides" / "pack.pdf", PRINTS["zone"], "board-pack-pptx")
        render(folder / "slides" / "pack.pdf", PRINTS["reasons"], "board-pack-pptx-table")


def render(document: Path, page: int, name: str) -> None:
    """One page as PNG of a fixed width."""
    opened = pypdfium2.PdfDocument(document)
    drawn = opened[page - 1]
    image = drawn.render(scale=WIDTH / drawn.get_size()[0]).to_pil()
    image.save(FOLDER / f"{name}.png", optimize=True)
    opened.close()
    print(name, image.size)


def screens() -> None:
    """Screens of the app on the sample data, as a reader of the quick start comes to see them."""
    from playwright.sync_api import sync_playwright

    from bench.app import CHROMIUM, FLAGS, running

    with tempfile.TemporaryDirectory() as name, running(Path(name)) as app, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 900}, base_url=app.address)
        page.set_default_timeout(60_000)
        for name, address, awaited in SCREENS:
            page.goto(address)
            page.wait_for_selector(awaited)
            kept(page, name)
        trace_card(page)
        browser.close()


SENTENCE = ".bangolin-sentence"
TRACE = "/trace?start=国民健康保険システム&assessment=相模原市"
SCREENS = (
    ("overview", "/", ".bangolin-disclaimer"),
    ("who", "/who?field=個人番号", SENTENCE),
    ("delegations", "/delegations", SENTENCE),
    ("documents", "/documents", ".bangolin-disclaimer"),
    ("trace", TRACE, SENTENCE),
    ("cut", "/cut?start=国民健康保険システム&end=神奈川県国民健康保険団体連合会&assessment=相模原市", SENTENCE),
    ("pack", "/pack", ".bangolin-disclaimer"),
    ("trace-way", f"{TRACE}&to=医療保険者等向け中間サーバー等", SENTENCE),
)


def kept(page: Any, name: str) -> None:
    """Keep the screen once it has come to rest."""
    page.wait_for_timeout(2500)
    page.screenshot(path=FOLDER / f"{name}.png")
    print(name)


def trace_card(page: Any) -> None:
    """The card of a place: opened from the list, with the way to it in full colour."""
    page.goto(TRACE)
    page.wait_for_selector(SENTENCE)
    page.wait_for_timeout(2500)
    [drawn] = [frame for frame in page.frames if frame != page.main_frame and frame.query_selector("#network canvas")]
    drawn.locator("details summary").press("Enter")
    drawn.locator("#list button", has_text="国保総合PC").first.press("Enter")
    kept(page, "trace-card")


if __name__ == "__main__":
    sys.exit(main())
