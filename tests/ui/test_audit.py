"""The audit log: any change, removal, insertion or reordering is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from bangolin.ui.audit import AuditLog


@pytest.fixture
def log(tmp_path: Path) -> AuditLog:
    written = AuditLog(tmp_path)
    for number in range(4):
        written.append("who", {"field": f"項目{number}"}, number, user="officer")
    return written


def change(log: AuditLog, lines: list[str]) -> None:
    log.path.write_text("".join(lines), encoding="utf-8")


def lines_of(log: AuditLog) -> list[str]:
    return log.path.read_text(encoding="utf-8").splitlines(keepends=True)


def test_untouched_log_is_sound(log: AuditLog) -> None:
    assert log.verify().lines == 4
    assert log.verify().fault is None


@pytest.mark.usefixtures("log")
def test_log_goes_on_after_opening_again(tmp_path: Path) -> None:
    AuditLog(tmp_path).append("trace", {"place": "窓口"}, 1, user="officer")
    assert AuditLog(tmp_path).verify().lines == 5


def test_only_the_owner_may_read_it(log: AuditLog) -> None:
    assert log.path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("fault", "sound"),
    [
        (lambda lines: [lines[0], lines[1].replace("項目1", "項目9"), *lines[2:]], 1),
        (lambda lines: [lines[0], *lines[2:]], 1),
        (lambda lines: [lines[0], lines[2], lines[1], lines[3]], 1),
        (lambda lines: [lines[0], lines[0], *lines[1:]], 1),
        (lambda lines: lines[:3], 3),
        (lambda lines: [*lines[:3], "not json\n"], 3),
    ],
    ids=["changed", "removed", "reordered", "inserted", "cut off", "overwritten"],
)
def test_fault_is_found(log: AuditLog, fault: object, sound: int) -> None:
    change(log, fault(lines_of(log)))  # type: ignore[operator]
    verdict = log.verify()
    assert verdict.fault is not None
    assert verdict.lines == sound


def test_line_torn_by_a_crash_is_named_and_the_log_goes_on(log: AuditLog) -> None:
    change(log, [*lines_of(log), '{"number": 5, "acti'])
    log.append("who", {"field": "氏名"}, 1, user="officer")
    assert len(lines_of(log)) == 6
    assert log.verify().lines == 4
    assert log.verify().fault == "line 5 is not a line of this log"


def test_a_chain_written_anew_is_found_by_a_hash_kept_elsewhere(tmp_path: Path, log: AuditLog) -> None:
    kept = log.verify()
    other = AuditLog(tmp_path / "other")
    for number in range(6):
        other.append("who", {"field": f"別の項目{number}"}, number, user="officer")
    log.path.write_bytes(other.path.read_bytes())
    assert log.verify().fault == "line 4 is not the line that was written there"
    log.head.write_bytes(other.head.read_bytes())
    assert log.verify().fault is None  # whoever may write the folder can write a whole new chain
    assert log.verify((kept.lines, kept.last)).fault == "line 4 is not the line that was written there"


def test_a_log_that_was_taken_away_is_missing(log: AuditLog) -> None:
    log.path.unlink()
    assert log.verify().fault == "4 lines are missing at the end"
