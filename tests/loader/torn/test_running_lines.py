"""Lines that stand on every page, two deep at its head or foot, are no values."""

from __future__ import annotations

import pytest
from bangolin.loader.form.definition import read_form
from bangolin.loader.sources.text import read_text
from bangolin.loader.torn.mending import mended

BODY = [f"架空の記載その{sign}\n①委託内容\n架空の業務{sign}" for sign in "いろはにほへと"]
FEET = {
    "of all": ("{at} / 7",),
    "dashes": ("- {at} -",),
    "P.": ("P.{at}",),
    "body and number": ("架空市長", "- {at} / 7 -"),
    "number and body": ("{at}頁", "架空市長"),
}
HEADS = {
    "none": (),
    "title": ("架空市 架空税事務 全項目評価書",),
    "form and title": ("特定個人情報保護評価書（全項目評価書）", "架空市 架空税事務"),
}


@pytest.mark.parametrize("foot", FEET.values(), ids=FEET.keys())
@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_heads_and_feet_go(head: tuple[str, ...], foot: tuple[str, ...]) -> None:
    pages = ["\n".join(line.format(at=at) for line in (*head, body, *foot)) for at, body in enumerate(BODY, start=1)]
    document = read_text("\n\n\n\n".join(pages).encode(), "made-up.txt")
    kept = [line.text for line in mended(document, read_form("form4-r06-10")).lines if line.text.strip()]
    assert kept == "\n".join(BODY).split("\n")
