"""Taking documents in: in the order given, many at a time, each problem a sentence beside the others."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from bangolin.loader.facts import facts_to_json, read_facts
from bangolin.loader.intake import find, sample_paths, take_in


def made_up(name: str) -> Path:
    return Path(str(resources.files("bangolin.data.fictional").joinpath(name)))


def test_results_come_in_the_order_of_the_inputs(tmp_path: Path) -> None:
    absent = tmp_path / "absent.txt"
    paths = [made_up("kakuu-kaigo.txt"), absent, *sample_paths(), made_up("kakuu-kenpo.txt")]
    taken = list(take_in(paths, workers=2))
    assert [one.path for one in taken] == paths
    assert [one.path for one in taken if one.problem] == [absent]


def test_number_of_workers_does_not_change_what_is_read() -> None:
    paths = [made_up("kakuu-kaigo.txt"), made_up("kakuu-kenpo.txt")]

    def texts(workers: int) -> list[str]:
        return [facts_to_json(one.facts) for one in take_in(paths, workers) if one.facts]

    assert texts(1) == texts(2)


def test_reading_can_be_left_in_the_middle() -> None:
    taken = take_in(sample_paths() * 3, workers=2)
    assert next(taken).facts is not None
    taken.close()  # type: ignore[attr-defined]


def test_folders_give_the_readable_files_in_them(tmp_path: Path) -> None:
    for name in ("b.txt", "a.PDF", "notes.md", "sub/c.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [path.name for path in find([tmp_path, tmp_path / "b.txt"])] == ["a.PDF", "b.txt", "c.json"]


def test_sample_data_are_whole() -> None:
    assert [path.stem for path in sample_paths()] == ["kantoits", "kawasaki", "sagamihara", "suginami"]
    assert all(read_facts(path).delegations for path in sample_paths())
