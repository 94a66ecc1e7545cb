"""What `who`, `sees` and `breach` find over many assessments, counted in the arrays of the travel index.

Each search stays in its assessment, as the questions do; sums count what the answers would list, were they whole.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from bangolin.graph.index import tallies, traits
from bangolin.graph.index.arrays import FlowArrays, Int32
from bangolin.graph.index.codes import CODE_BITS, CODES, NAMES, NUMBERS, UNWALKED
from bangolin.graph.index.conditions import Conditions, words_for
from bangolin.graph.index.index import TravelIndex
from bangolin.graph.index.search import Search
from bangolin.queries.bands import Band, band
from bangolin.queries.coded import codes_of, codes_of_any, files_that_record
from bangolin.queries.many import ASSESSMENTS, Counted
from numpy.typing import NDArray

ANSWERS = (("reaches", None), ("may reach", "data"), ("may reach", "link"), ("excluded", None))
Bits = NDArray[np.bool_]


# ---------------------------------------------------------------- who
def viewers(
    index: TravelIndex,
    field: str,
    files: Collection[tuple[str, str]] | None,
    within: Collection[str] | None,
    views: Mapping[str, str],
    order: Sequence[str],
) -> Counted:
    """Who sees a field. ``files``: only from these (key, assessment; None: from all); ``within``: keys of assessments (None:
    all); ``views``: kind of viewer by kind of flow; ``order``: kinds of viewers, departments first, recipients fourth,
    sources last.
    """
    arrays = index.arrays
    open_here = _within(index, within) & _among(index, files)
    listed, ticked = (some & open_here for some in files_that_record(index, field))
    conditions = Conditions(codes=codes_of(index, field))
    search = Search(arrays)
    reached = tuple(_reached(search, some, conditions) for some in (listed, ticked))
    kinds = _table({kind: order.index(view) for kind, view in views.items()}, -1).astype(np.int8)
    grouped = _table(dict.fromkeys(("use", "delegation"), 1), 0).astype(np.uint8)
    words = words_for(arrays, replace(conditions, backward=True)), words_for(arrays, conditions)
    counts, bands = tallies.viewers(arrays, words[0], kinds, grouped, (reached[0], reached[1]))
    acquired = np.array([NAMES[code % UNWALKED // 4 % len(NAMES)] == "acquisition" for code in range(CODES)], np.uint8)
    counts[-1] = tallies.sources(arrays, words[1], acquired, listed, ticked)
    concerned = np.unique(arrays.assessment(np.flatnonzero(listed | ticked).astype(np.int32)))
    people = _people(index, bands)
    rows = _rows(counts, order)
    return Counted(
        tuple(index.assessments[number] for number in concerned[:ASSESSMENTS].tolist()),
        len(concerned),
        {"viewers": rows, "people": people, "groups": int(bands.sum())},
        *_said_of_viewers(rows, people),
    )


def _table(numbers: Mapping[str, int], missing: int) -> NDArray[np.int64]:
    """By code, for flows that are walked or barred: a number by kind."""
    found = np.full(CODES, missing, np.int64)
    for kind, number in numbers.items():
        found[4 * NUMBERS[kind] : 4 * NUMBERS[kind] + 4] = number
    return found


def _reached(search: Search, files: Bits, conditions: Conditions) -> tallies.Classes:
    search.run(np.flatnonzero(files).astype(np.int32), conditions)
    return tallies.classes(search.cost, search.layout)


def _rows(counts: NDArray[np.int64], order: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {"kind": kind, "answer": said, "because": because, "outside": bool(outside), "count": int(count)}
        for kind, by_answer in zip(order, counts, strict=True)
        for (said, because), by_outside in zip(ANSWERS, by_answer, strict=True)
        for outside, count in enumerate(by_outside)
        if count
    ]


def _people(index: TravelIndex, groups: NDArray[np.int64]) -> dict[str, int | None]:
    """The sum of bands, each as often as it comes; open above where one of them is, or tells no band."""
    low, high, is_open = 0, 0, False
    for number in np.flatnonzero(groups).tolist():
        known, times = band(index.bands[number]) or Band(0, None), int(groups[number])
        low, high = low + times * known.min, high + times * (known.max or 0)
        is_open |= known.max is None
    return {"min": low, "max": None if is_open else high}


def _said_of_viewers(rows: Sequence[Mapping[str, Any]], people: Mapping[str, int | None]) -> tuple[str, str]:
    seeing = [row for row in rows if row["answer"] != "excluded"]
    count, outside = (sum(row["count"] for row in some) for some in (seeing, [row for row in seeing if row["outside"]]))
    top, top_english = ("上限の記載なし", "no upper bound")
    if people["max"] is not None:
        top, top_english = f"{people['max']:,}人以下", f"at most {people['max']:,}"
    return (
        f"見得る者は延べ{count:,}（うち外部{outside:,}）、人数の記載は{people['min']:,}人以上、{top}",
        f"{count:,} who can see it ({outside:,} outside), at least {people['min']:,} people, {top_english}",
    )


# ---------------------------------------------------------------- sees, breach
def seen(index: TravelIndex, starts: Sequence[tuple[str, str]]) -> Counted:
    """What the places ``starts`` (key, assessment) see of the files of their assessments: the number itself, and any item
    about the person.
    """
    arrays = index.arrays
    begun = index.vertices_of(starts)
    search = Search(arrays)
    number = _files_seen(search, begun, Conditions(backward=True))
    anything = _files_seen(search, begun, Conditions(backward=True, codes=codes_of_any(arrays)))
    some = _summed(index, anything)
    best: dict[int, int] = {}
    for assessment, answer in zip(arrays.assessment(anything[0]).tolist(), number[1].tolist(), strict=True):
        best[assessment] = min(best.get(assessment, tallies.NOWHERE), answer)
    ranked = sorted(best, key=lambda assessment: (best[assessment], assessment))
    return Counted(
        tuple(index.assessments[one] for one in sorted(ranked[:ASSESSMENTS])),
        len(ranked),
        {"number": _summed(index, number), "any": some},
        *_said_of_files(_summed(index, number), some),
    )


def _files_seen(search: Search, starts: Int32, conditions: Conditions) -> tuple[Int32, tallies.Classes]:
    """All files of the starts' assessments, and what is said of each: no way stated, too."""
    arrays = search.arrays
    reach = search.run(starts, conditions)
    said = tallies.classes(search.cost, search.layout)
    far = (arrays.backward.words[reach.barred] >> np.uint32(CODE_BITS)).astype(np.int32)
    said[far[said[far] == tallies.NOWHERE]] = tallies.BARRED
    concerned = np.zeros(len(arrays.body), np.bool_)
    concerned[arrays.assessment(starts)] = True
    mine = np.repeat(concerned, np.diff(arrays.first_vertex))
    files = np.flatnonzero(mine & _having(arrays, traits.FILE)).astype(np.int32)
    return files, said[files]


def _summed(index: TravelIndex, found: tuple[Int32, tallies.Classes]) -> dict[str, Any]:
    """Assessments, bodies and persons of the files that can be seen, and how many files have which answer."""
    arrays, (files, said) = index.arrays, found
    exposed = files[said < tallies.BARRED]
    assessments = np.unique(arrays.assessment(exposed))
    bands = np.bincount(arrays.subjects[exposed], minlength=1)
    for number in np.flatnonzero(bands).tolist():
        if band(index.bands[number]) is None:
            bands[number] = 0  # a file that states no band adds nothing, as in the answer
    return {
        "assessments": len(assessments),
        "bodies": len(np.unique(arrays.body[assessments])),
        "files": [
            {"answer": answer, "because": because, "count": int((said == number).sum())}
            for number, (answer, because) in enumerate(ANSWERS)
        ],
        "subjects": _people(index, bands) if bands.any() else None,
    }


def _said_of_files(number: Mapping[str, Any], some: Mapping[str, Any]) -> tuple[str, str]:
    return (
        f"個人番号が届き得るのは{number['bodies']:,}機関の評価書{number['assessments']:,}件、"
        f"何らかの項目が届き得るのは{some['bodies']:,}機関の評価書{some['assessments']:,}件",
        f"the number can come from {number['assessments']:,} assessments of {number['bodies']:,} bodies, "
        f"any item from {some['assessments']:,} of {some['bodies']:,}",
    )


# ---------------------------------------------------------------- cut
def joined(index: TravelIndex, starts: Sequence[tuple[str, str]], ends: Sequence[tuple[str, str]]) -> Counted:
    """In how many assessments the number can come from one of ``starts`` to one of ``ends`` (key, assessment)."""
    arrays, search = index.arrays, Search(index.arrays)
    begun, wanted = index.vertices_of(starts), index.vertices_of(ends)
    search.run(begun)
    said = tallies.classes(search.cost, search.layout)
    reached = np.unique(arrays.assessment(wanted[said[wanted] < tallies.BARRED])).tolist()
    others = np.setdiff1d(arrays.assessment(begun), reached).tolist()
    ranked = [*reached, *others]
    return Counted(
        tuple(index.assessments[one] for one in sorted(ranked[:ASSESSMENTS])),
        len(ranked),
        {"reached": len(reached)},
        f"{len(reached):,}件の評価書で届き得る",
        f"in {len(reached):,} of them it can be reached",
    )


# ---------------------------------------------------------------- parts
def _having(arrays: FlowArrays, bits: int) -> Bits:
    return np.asarray(arrays.traits & np.uint8(bits) == bits)


def _among(index: TravelIndex, files: Collection[tuple[str, str]] | None) -> Bits:
    """The vertices of some files (key, assessment)."""
    arrays = index.arrays
    found = np.full(len(arrays.place), files is None)
    if files is not None:
        found[index.vertices_of(files)] = True
    return found


def _within(index: TravelIndex, assessments: Collection[str] | None) -> Bits:
    """The vertices of some assessments."""
    arrays = index.arrays
    if assessments is None:
        return np.ones(len(arrays.place), np.bool_)
    wanted = np.array([key in assessments for key in index.assessments], np.bool_)
    return np.repeat(wanted, np.diff(arrays.first_vertex))
