"""Documents and facts files taken in: found, read in parallel, each problem one sentence, the others go on."""

from __future__ import annotations

import hashlib
import itertools
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from bangolin.loader.facts import Facts, FactsError, facts_from_dict, facts_to_dict, facts_to_json, read_facts
from bangolin.loader.guard import Passage, refuse_my_numbers
from bangolin.loader.problems import DocumentError
from bangolin.loader.worker import Limits, run

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


def take_in(paths: Iterable[Path], workers: int = 1, limits: Limits | None = None) -> Iterator[Taken]:
    """Read all inputs, each document in a process of its own; results in the order of inputs.

    Reading begins at once, ``workers`` at a time, and runs ahead of who takes the results by twice as many at most.
    """
    bounds, ahead = limits or Limits(), max(1, workers)
    rest = iter(list(paths))
    pool = ThreadPoolExecutor(ahead)
    waiting = deque(pool.submit(take, path, bounds) for path in itertools.islice(rest, 2 * ahead))
    return _in_turn(pool, waiting, rest, bounds)


def _in_turn(
    pool: ThreadPoolExecutor, waiting: deque[Future[Taken]], rest: Iterator[Path], limits: Limits
) -> Iterator[Taken]:
    try:
        while waiting:
            taken = waiting.popleft().result()
            waiting.extend(pool.submit(take, path, limits) for path in itertools.islice(rest, 1))
            yield taken
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def take(path: Path, limits: Limits) -> Taken:
    """Read one input: facts from a ``.json`` file here, a document in a process of its own."""
    try:
        refuse_my_numbers([Passage(path.name, "name")], "")
    except DocumentError as error:
        return Taken(path, None, str(error))
    if path.suffix.lower() != ".json" and path.is_file():
        result = run(_read_plain, path, limits, (DocumentError, FactsError))
        facts = None if result.problem else facts_from_dict(result.value, origin=path.name)
        return Taken(path, facts, result.problem)
    try:
        return Taken(path, _facts_of(path), None)
    except (DocumentError, FactsError) as error:
        return Taken(path, None, f"{path.name}: {error}")
    except OSError as error:
        reason = error.strerror or str(error)
        return Taken(path, None, f"{path}: 開けません。名前と権限を確かめてください / cannot be opened ({reason})")


def read_one(path: Path) -> Facts:
    """Facts of one file. Raises DocumentError, FactsError or OSError."""
    if path.suffix.lower() == ".json":
        return _facts_of(path)
    from bangolin.loader.parse import parse_file  # the readers are large: load them only where a document is read

    return parse_file(path)


def _facts_of(path: Path) -> Facts:
    """Facts of a ``.json`` file that holds no 個人番号, neither as written nor behind escapes."""
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    refuse_my_numbers([Passage(data.decode("utf-8-sig", errors="replace"))], digest)
    facts = read_facts(path)
    refuse_my_numbers([Passage(facts_to_json(facts))], digest)
    return facts


def _read_plain(path: Path) -> dict[str, object]:
    return facts_to_dict(read_one(path))
