"""What each flow of the travel index is for a field, an identifier, or any item about the person: the rules of
queries/followed.py, asked once of every sort of flow there can be and then looked up.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from bangolin.graph.index import said, traits
from bangolin.graph.index.arrays import FlowArrays
from bangolin.graph.index.codes import CODES, NAMES, NUMBERS, UNWALKED, code_of
from bangolin.graph.index.index import TravelIndex
from bangolin.graph.schema.kinds import STRENGTHS
from bangolin.queries.flow import Flow
from bangolin.queries.followed import MY_NUMBER, Documents, FileFields, strength_for, strength_for_any
from numpy.typing import NDArray

Codes = NDArray[np.uint8]
Bits = NDArray[np.bool_]
_INTO_FILE = ("held", "acquisition")
_SAID = 4  # what a flow names: nothing, in what it carries, in its data, in both
_RECORDED = 4  # what its file says: nothing, the list is known, and names it
_FIELD = "項目"


def codes_of_any(arrays: FlowArrays) -> Codes:
    """What each flow is for any item about the person, from its code and marks."""
    return np.asarray(_any_table()[_codes(arrays), arrays.marks], np.uint8)


def codes_of(index: TravelIndex, name: str) -> Codes | None:
    """What each flow is for a field or identifier, in the order of the forward rows; None for the number, as it is stored."""
    if name == MY_NUMBER:
        return None
    arrays = index.arrays
    code = _codes(arrays)
    named = said.named_by_flows(index.said, name)[arrays.said]
    recorded = said.recorded_by_files(index.items, name)[arrays.items[_file_end(arrays, code)]] % _RECORDED
    return np.asarray(_field_table()[code, arrays.marks, named, recorded], np.uint8)


def files_that_record(index: TravelIndex, name: str) -> tuple[Bits, Bits]:
    """Vertices of files whose list names a field, and of those where only a ticked main item does or no list is in the text."""
    arrays = index.arrays
    found = said.recorded_by_files(index.items, name)[arrays.items]
    files = arrays.traits & np.uint8(traits.FILE) > 0
    listed = files & (found & said.LISTS > 0)
    ticked = files & ~listed & ((found & said.TICKED > 0) | (found & said.KNOWN == 0))
    return np.asarray(listed), np.asarray(ticked)


def _codes(arrays: FlowArrays) -> Any:
    return arrays.forward.words[: arrays.flows] & np.uint32(CODES - 1)


def _file_end(arrays: FlowArrays, code: Any) -> Any:
    """Of each flow the vertex that would be its file: where it leads to for what comes in, else where it leaves."""
    source = np.repeat(np.arange(len(arrays.place)), np.diff(arrays.forward.rows[: 2 * len(arrays.place) + 1 : 2]))
    target = arrays.forward.words[: arrays.flows] >> np.uint32(CODES.bit_length() - 1)
    kinds = np.array([NAMES[one % UNWALKED // 4 % len(NAMES)] in _INTO_FILE for one in range(CODES)])
    return np.where(kinds[code], target, source)


def _sorts() -> Iterator[tuple[str, str, bool, int, Flow]]:
    """Every kind, strength, walked or not, and marks of a flow; and a flow that is so, naming nothing yet."""
    for kind, strength, walked in itertools.product(NUMBERS, STRENGTHS, (True, False)):
        for marks in range(traits.MARKS):
            whole: Any = dict([traits.WHOLE_BY[kind]]) if kind in traits.WHOLE_BY and marks & traits.WHOLE else {}
            flow = Flow(
                "", "", "", kind, strength, "",
                denied="access" if marks & traits.DENIED_OTHER else "",
                data=("",) if marks & traits.HAS_DATA else (),
                exact=bool(marks & traits.EXACT),
                **whole,
            )  # fmt: skip
            yield kind, strength, walked, marks, flow


@functools.cache
def _any_table() -> Codes:
    """Codes by code and marks."""
    table = np.zeros((CODES, traits.MARKS), np.uint8)
    for kind, strength, walked, marks, flow in _sorts():
        table[code_of(kind, strength, walked), marks] = code_of(kind, strength_for_any(flow), walked)
    return table


@functools.cache
def _field_table() -> Codes:
    """Codes by code, marks, what the flow names, what its file says."""
    table = np.zeros((CODES, traits.MARKS, _SAID, _RECORDED), np.uint8)
    for kind, strength, walked, marks, flow in _sorts():
        known = code_of(kind, strength, walked)
        for named, recorded in itertools.product(range(_SAID), range(_RECORDED)):
            table[known, marks, named, recorded] = code_of(kind, _strength(flow, named, recorded), walked)
    return table


def _strength(flow: Flow, named: int, recorded: int) -> str:
    told = replace(
        flow,
        carries=(_FIELD,) if named & said.CARRIES else (),
        data=(_FIELD,) if named & said.DATA else flow.data,
    )
    listed = frozenset([_FIELD]) if recorded & said.LISTS else frozenset[str]()
    items = FileFields(listed=listed, known=bool(recorded & said.KNOWN))
    return strength_for(_FIELD, told, Documents(fields={("", ""): items}))
