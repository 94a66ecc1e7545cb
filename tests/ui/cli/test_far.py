"""The bar of a long question: on standard error, and none where there is nothing to wait for."""

from __future__ import annotations

import pytest
from bangolin.ui.cli.far import far


@pytest.mark.parametrize(
    ("told", "quiet", "shown"),
    [([(25, 100), (100, 100)], False, True), ([(4, 4)], False, False), ([(25, 100), (100, 100)], True, False)],
)
def test_a_bar_is_shown_where_one_waits(
    capsys: pytest.CaptureFixture[str], told: list[tuple[int, int]], quiet: bool, shown: bool
) -> None:
    with far("点検 / check", quiet=quiet) as progress:
        for done, every in told:
            progress(done, every)
    out, err = capsys.readouterr()
    assert out == ""
    assert ("100/100" in err) == shown
    assert bool(err) == shown
