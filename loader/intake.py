"""Documents and facts files taken in: found, read in parallel, each problem one sentence, the others go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from bangolin.loader.facts import Facts, FactsError, facts_from_dict, facts_to_dict, read_facts
from bangolin.loader.problems import DocumentError

ENDINGS = (".txt", ".pdf", ".xlsx", ".html", ".htm", ".json")


@dataclass(frozen=True)
class Taken:
    """One input and what came of it: its facts, or the sentence that says why there are none."""

    path: Path
    facts: Facts | None
    problem: str | None


def sample_paths() -> list[Path]:
    """The facts files of the sample data, sorted by name."""
    folder = resources.files("bangolin.data.assessments")
    return sorted(Path(str(entry)) for entry in folder.iterdir() if entry.name.endswith(".json"))


def find(paths: Iterable[Path]) -> list[Path]:
    """Files as given, folders as the readable files in them, sorted, each once."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (entry for entry in path.rglob("*") if entry.is_file() and entry.suffix.lower() in ENDINGS)
            found.update(dict.fromkeys(sorted(inside)))
        else:
            found[path] = None
    return list(found)


def take_in(paths: Iterable[Path], workers: int = 1) -> Iterator[Taken]:
    """Read all inputs; the order of the results is that of the inputs, whatever number of workers read them."""
    files = list(paths)
    if workers < 2 or len(files) < 2:
        yield from map(take, files)
        return
    with ProcessPoolExecutor(min(workers, len(files))) as pool:
        for path, (plain, problem) in zip(files, pool.map(_take_plain, files), strict=True):
            yield Taken(path, None if plain is None else facts_from_dict(plain, origin=path.name), problem)


def take(path: Path) -> Taken:
    """Read one input: facts from a ``.json`` file, else a document."""
    try:
        return Taken(path, read_one(path), None)
    except (DocumentError, FactsError) as error:
        return Taken(path, None, f"{path.name}: {error}")
    except OSError as error:
        reason = error.strerror or str(error)
        return Taken(path, None, f"{path}: 開けません。名前と権限を確かめてください / cannot be opened ({reason})")


def read_one(path: Path) -> Facts:
    """Facts of one file. Raises DocumentError, FactsError or OSError."""
    if path.suffix.lower() == ".json":
        return read_facts(path)
    from bangolin.loader.parse import parse_file  # the readers are large: load them only where a document is read

    return parse_file(path)


def _take_plain(path: Path) -> tuple[dict[str, object] | None, str | None]:
    taken = take(path)
    return (None if taken.facts is None else facts_to_dict(taken.facts)), taken.problem
