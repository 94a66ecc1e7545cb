"""Many texts as two arrays, numbered, found again by their hash: keys of places and of assessments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Texts:
    """Text n is the UTF-8 in ``letters[first[n]:first[n + 1]]``; ``hashes`` are sorted, ``order`` says whose they
    are.
    """

    letters: NDArray[np.uint8]
    first: NDArray[np.int64]
    hashes: NDArray[np.uint64]
    order: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.first) - 1

    def __getitem__(self, number: int) -> str:
        return self.letters[self.first[number] : self.first[number + 1]].tobytes().decode()

    def number(self, text: str) -> int | None:
        """The number of a text; None where there is none like it."""
        wanted = np.uint64(_hash(text.encode()))
        at = int(np.searchsorted(self.hashes, wanted))
        while at < len(self.hashes) and self.hashes[at] == wanted:
            number = int(self.order[at])
            if self[number] == text:
                return number
            at += 1
        return None


def texts(values: Iterable[str]) -> Texts:
    """Number texts in the order in which they come; each must come once."""
    pieces = [value.encode() for value in values]
    return of_pieces(pieces)


def of_pieces(pieces: Sequence[bytes]) -> Texts:
    """Number texts that are encoded already."""
    first = np.zeros(len(pieces) + 1, np.int64)
    np.cumsum([len(piece) for piece in pieces], out=first[1:])
    hashes = np.fromiter((_hash(piece) for piece in pieces), np.uint64, len(pieces))
    order = np.argsort(hashes, kind="stable").astype(np.int32)
    return Texts(np.frombuffer(b"".join(pieces), np.uint8), first, hashes[order], order)


def extended(known: Texts, added: Sequence[str]) -> Texts:
    """The same texts and more behind them; the numbers of the known ones stay."""
    more = texts(added)
    if not len(more):
        return known
    at = np.searchsorted(known.hashes, more.hashes)
    return Texts(
        np.concatenate([known.letters, more.letters]),
        np.concatenate([known.first, known.first[-1] + more.first[1:]]),
        np.insert(known.hashes, at, more.hashes),
        np.insert(known.order, at, more.order + np.int32(len(known))),
    )


def _hash(piece: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(piece, digest_size=8).digest(), "little")
