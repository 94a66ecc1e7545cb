"""What viewers, web sites and editors do to the text of a document: the same words on other lines.

Each layout takes a text whose pages are parted by three empty lines or more, and returns it as such a tool shows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.stacked import stacked

CIRCLED = str.maketrans({sign: str(number) for number, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", start=1)})
BOLD = re.compile(r"^[ 　]*(?:[①-⑳]\S{2,14}|[ⅠⅡⅢⅣⅤⅥ]　\S+|[１-９]．\S+|評価書名|評価書番号|公表日)[ 　]*※?$")


def pages(text: str) -> list[str]:
    """The pages of a text."""
    return [page for page in re.split(r"\f|\n{4,}", text) if page.strip()]


def one_line_a_page(text: str) -> str:
    """Each page on one line: a line end became a blank, inside words too."""
    return "\n".join(re.sub(r"[ 　\t]*\n+[ 　\t]*", " ", page.strip()) for page in pages(text))


def flattened(text: str) -> str:
    """Each page on one line behind its number, without 、。【】, circled numbers as plain ones, brackets in blanks."""
    found = []
    for number, page in enumerate(pages(text), start=1):
        words = re.sub(r"\s*\n+\s*", " ", page.strip()).translate(CIRCLED)
        words = re.sub(r"[【】]", "", re.sub(r"[、。]", " ", words))
        found.append(f"{number} " + re.sub(r"\s*([)）])", r" \1 ", re.sub(r"([(（])\s*", r" \1 ", words)))
    return "\n\n".join(found)


def spaced_out(text: str) -> str:
    """A blank behind every sign."""
    return "\n".join(" ".join(line) for line in text.split("\n"))


def spaced_out_anew(text: str) -> str:
    """A blank behind every sign, those of the text itself lost."""
    return "\n".join(" ".join(re.sub(r"\s", "", line)) for line in text.split("\n"))


def double_spaced(text: str) -> str:
    """An empty line behind every line, and the viewer's mark before each page."""
    return marked(text).replace("\n", "\n\n")


def unwrapped(text: str) -> str:
    """Lines that stand together became one; pages and empty lines stay."""
    parts = (
        [re.sub(r"[ 　]*\n[ 　]*", " ", part.strip("\n")) for part in re.split(r"\n[ 　]*\n", page)]
        for page in pages(text)
    )
    return "\n\n\n\n".join("\n\n".join(page) for page in parts)


def run_together(text: str) -> str:
    """No trace of the ends of pages: one empty line where there were several."""
    return re.sub(r"\n{3,}", "\n\n", text.replace("\f", ""))


def marked(text: str) -> str:
    """A mark 「(1)」 before each page instead of empty lines between them."""
    return "\n\n".join(f"({number})\n\n" + page.strip("\n") for number, page in enumerate(pages(text), start=1))


def numbered(text: str) -> str:
    """「Page 1:」 before the first words of each page."""
    return "\n\n".join(f"Page {number}: {page.strip()}" for number, page in enumerate(pages(text), start=1))


def overprinted(text: str) -> str:
    """Bold labels printed again, whole and in two pieces."""
    found: list[str] = []
    for line in text.split("\n"):
        words = line.strip()
        middle = max(1, len(words) // 2)
        found += [line, words, words[:middle], words[middle:]] if BOLD.match(line) else [line]
    return "\n".join(found)


# Those that keep the order of lines, and those that need lines in the order of the form.
OF_ANY_ORDER: dict[str, Callable[[str], str]] = {
    "spaced out": spaced_out,
    "spaced out anew": spaced_out_anew,
    "double spaced": double_spaced,
    "unwrapped": unwrapped,
    "marked": marked,
    "numbered": numbered,
    "overprinted": overprinted,
}
OF_THE_FORMS_ORDER: dict[str, Callable[[str], str]] = {
    "one line a page": one_line_a_page,
    "flattened": flattened,
    "stacked": lambda text: stacked(pages(text), most=8),
    "stacked in pairs": lambda text: stacked(pages(text), most=2),
}
