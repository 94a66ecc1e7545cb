"""Random flows: cycles, parallel edges, all four strengths, several assessments that share places."""

from __future__ import annotations

from bangolin.graph.schema.kinds import KINDS, STRENGTHS
from bangolin.queries.flow import Flow
from hypothesis import strategies as st

PLACES = tuple("abcdefgh")
ASSESSMENTS = ("甲", "乙", "丙")
_KINDS = tuple(kind.id for kind in KINDS if kind.id != "handover")


@st.composite
def flow_lists(draw: st.DrawFn, most: int = 40) -> list[Flow]:
    """Up to ``most`` flows over eight places and three assessments; ids are distinct and in random order."""
    count = draw(st.integers(0, most))
    numbers = draw(st.permutations(range(count)))
    return [
        Flow(
            id=f"f{number:03}",
            source=draw(st.sampled_from(PLACES)),
            target=draw(st.sampled_from(PLACES)),
            kind=draw(st.sampled_from(_KINDS)),
            strength=draw(st.sampled_from(STRENGTHS)),
            assessment=draw(st.sampled_from(ASSESSMENTS)),
            walked=draw(st.integers(0, 9)) > 0,
        )
        for number in numbers
    ]
