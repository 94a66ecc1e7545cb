"""Sub-contractors without a name: told where a named one is said to give the work on, and only there."""

from __future__ import annotations

import pytest
from bangolin.loader.form.definition import read_form
from bangolin.loader.form.draft import Cells, Draft
from bangolin.loader.form.entries import Entry
from bangolin.loader.form.items import ItemValue, Span
from bangolin.loader.form.redelegation import Further
from bangolin.loader.form.unnamed import unnamed

NAMED = (Further(Entry("架空中央会", Span("架空中央会", 3))),)


def draft() -> Draft:
    return Draft(Cells(read_form("form4-r06-10"), ()))


def matter(*lines: str) -> ItemValue:
    return ItemValue("delegation.matter", 1, 1, tuple(Span(text, line) for line, text in enumerate(lines, start=7)))


def test_who_gives_the_work_on_to_nobody_by_name_has_one_below() -> None:
    record = draft()
    [found] = unnamed(record, matter("資格の管理", "（架空中央会から再々委託する「運用業務」を含む）"), NAMED)
    assert (found.name, found.tier, found.by) == (None, 3, "架空中央会")
    cited = record.evidence["redelegates[1]"]
    assert (cited.line, cited.text) == (8, "架空中央会から再々委託する")


@pytest.mark.parametrize(
    "words",
    [
        "資格の管理",
        "架空中央会から再々委託しない",
        "別の会から再々委託する業務",
        "架空中央会からさらに架空社に再々委託する",
    ],
)
def test_nobody_is_made_up(words: str) -> None:
    assert unnamed(draft(), matter(words), NAMED) == ()
    assert unnamed(draft(), None, NAMED) == ()


def test_a_named_one_below_is_enough() -> None:
    subs = (*NAMED, Further(Entry("架空社", Span("架空社", 3)), 3, "架空中央会"))
    assert unnamed(draft(), matter("架空中央会から再々委託する業務"), subs) == ()
