"""Documents and facts files taken in: found, read in parallel, each problem one sentence, the others go on."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

from bangolin.loader.facts import Facts, FactsError, facts_from_dict, facts_to_dict, read_facts
from bangolin.loader.guard import MyNumberFoundError, Numbers, Passage, contains_my_number, refuse_my_numbers
from bangolin.loader.problems import DocumentError
from bangolin.loader.worker import Limits, run

Confirmed = Collection[tuple[str, str]]
NOTHING: frozenset[tuple[str, str]] = frozenset()
MOST_FACTS = 100 * 1024 * 1024
"""Bytes of a facts file; those of the largest assessments have some 2 MB."""
ENDINGS = (".txt", ".pdf", ".xlsx", ".html", ".htm", ".json")


@dataclass(frozen=True)
class Taken:
    """One input and what came of it: its facts, or the sentence that says why there are none; ``numbers`` where what
    looks like a 個人番号 stopped it, which a person may confirm to be none.
    """

    path: Path
    facts: Facts | None
    problem: str | None
    numbers: Numbers | None = None


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


def take(path: Path, limits: Limits, confirmed: Confirmed = NOTHING) -> Taken:
    """Read one input: facts from a ``.json`` file here, a document in a process of its own.

    ``confirmed``: (digest of the file, position) of numbers that a person confirmed to be no 個人番号.
    """
    if contains_my_number(path.name):
        return Taken(path, None, _NAMED_BY_A_NUMBER)
    if path.suffix.lower() != ".json" and path.is_file():
        result = run(partial(_read_plain, confirmed), path, limits, (DocumentError, FactsError))
        if isinstance(result.value, Numbers):
            return _stopped(path, MyNumberFoundError(result.value.positions, result.value.digest))
        facts = None if result.problem else facts_from_dict(result.value, origin=path.name)
        return Taken(path, facts, result.problem)
    try:
        return Taken(path, _facts_of(path, confirmed), None)
    except MyNumberFoundError as error:
        return _stopped(path, error)
    except FactsError as error:
        return Taken(path, None, str(error))  # which begins with the name of the file
    except DocumentError as error:
        return Taken(path, None, f"{path.name}: {error}")
    except OSError as error:
        reason = error.strerror or str(error)
        return Taken(path, None, f"{path}: 開けません。名前と権限を確かめてください / cannot be opened ({reason})")


_NAMED_BY_A_NUMBER = (
    "ファイル名に個人番号とみられる12桁の数字（************）があるため、読み込みを止めました。"
    "ファイルの名前を変えてください / loading was stopped because the file's name holds what looks like a 個人番号 "
    "(************): rename the file"
)


def _stopped(path: Path, error: MyNumberFoundError) -> Taken:
    return Taken(path, None, f"{path.name}: {error}", error.numbers)


def read_one(path: Path, confirmed: Confirmed = NOTHING) -> Facts:
    """Facts of one file. Raises DocumentError, FactsError or OSError."""
    if path.suffix.lower() == ".json":
        return _facts_of(path, confirmed)
    from bangolin.loader.parse import parse_file  # the readers are large: load them only where a document is read

    return parse_file(path, confirmed)


def _facts_of(path: Path, confirmed: Confirmed) -> Facts:
    """Facts of a ``.json`` file that holds no 個人番号, neither as written nor behind escapes."""
    if path.stat().st_size > MOST_FACTS:
        most = f"{MOST_FACTS // 2**20} MB"
        raise FactsError(f"{path.name}: {most} を超えています / larger than {most}")
    data = path.read_bytes()
    refuse_my_numbers(_passages(data), hashlib.sha256(data).hexdigest(), confirmed)
    return read_facts(path)


def _passages(data: bytes) -> Iterator[Passage]:
    """Every key and value of a facts file, as a passage of its own; of broken JSON the text."""
    text = data.decode("utf-8-sig", errors="replace")
    try:
        yield from _values(json.loads(text), "")
    except (ValueError, RecursionError):
        yield Passage(text)


def _values(value: Any, path: str) -> Iterator[Passage]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield Passage(str(name), "value", f"{path}.{name}".lstrip("."))
            yield from _values(inner, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _values(inner, f"{path}[{number}]")
    elif value is not None and not isinstance(value, bool):
        yield Passage(str(value), "value", path)


def _read_plain(confirmed: Confirmed, path: Path) -> dict[str, object] | Numbers:
    try:
        return facts_to_dict(read_one(path, confirmed))
    except MyNumberFoundError as error:
        return error.numbers
