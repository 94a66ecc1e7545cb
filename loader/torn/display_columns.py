"""Text whose columns are kept by the width of signs on a screen, a kanji as wide as two letters.

``pdftotext`` counts signs, other tools and people with a fixed-pitch font count widths. Where widths fit better, each
run of words is put where its width says, so that everything behind reads columns by counting signs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from bangolin.loader.sources.text import Line, Page
from bangolin.loader.torn.widths import printed_width

_RUN = re.compile(r"\S+(?:[ 　]\S+)*")
_LEFTMOST, _FEWEST = 8, 10
_MORE = 1.3


def counted_by_signs(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages with columns that stand at one count of signs; as they are where they stand so already."""
    by_signs, by_width = _aligned(pages, len), _aligned(pages, printed_width)
    if by_width < max(_FEWEST, _MORE * by_signs):
        return tuple(pages)
    return tuple(Page(page.number, tuple(_spread(line) for line in page.lines)) for page in pages)


def _aligned(pages: Sequence[Page], measure: Callable[[str], int]) -> int:
    """How many lines have words behind a gap that start where lines without a label start on their page."""
    return sum(_aligned_on(page, measure) for page in pages)


def _aligned_on(page: Page, measure: Callable[[str], int]) -> int:
    indents: Counter[int] = Counter()
    behind: Counter[int] = Counter()
    for line in page.lines:
        runs = list(_RUN.finditer(line.text))
        first = measure(line.text[: runs[0].start()]) if runs else 0
        if first >= _LEFTMOST:
            indents[first] += 1
        elif len(runs) > 1:
            behind[measure(line.text[: runs[1].start()])] += 1
    return sum(count for start, count in behind.items() if start in indents)


def _spread(line: Line) -> Line:
    """The line with each run of words at the count of signs that is its width."""
    text = ""
    for run in _RUN.finditer(line.text):
        start = printed_width(line.text[: run.start()])
        text = text.ljust(max(start, len(text) + 2 if text else 0)) + run[0]
    return Line(line.number, text)
