"""Random assessments, as blocks for the index and as flows for the walk that it is held against."""

from __future__ import annotations

import random
from dataclasses import dataclass

from bangolin.graph.index.blocks import Block, BlockFlow
from bangolin.graph.index.codes import NAMES, code_of
from bangolin.graph.schema.kinds import STRENGTHS
from bangolin.queries import across
from bangolin.queries.flow import Flow
from bangolin.queries.names import Named
from bangolin.queries.scope import Edition, Scope

KINDS = [name for name in NAMES if name != "handover"]
MEDIA = ((), ("専用線",), ("紙", "LGWAN"), ("媒体",))


@dataclass(frozen=True)
class Drawn:
    """Flows of random assessments, with the bodies and places that handovers depend on."""

    flows: tuple[Flow, ...]
    body: dict[str, str]
    places: dict[str, tuple[str, ...]]

    def blocks(self) -> list[Block]:
        """The same as blocks."""
        return [self.block(assessment) for assessment in sorted(self.places)]

    def block(self, assessment: str) -> Block:
        """The block of one assessment."""
        own = [flow for flow in self.flows if flow.assessment == assessment]
        return Block(
            assessment,
            self.body[assessment],
            self.places[assessment],
            tuple(
                BlockFlow(
                    flow.id,
                    flow.source,
                    flow.target,
                    code_of(flow.kind, flow.strength, flow.walked),
                    (*flow.media, flow.network) if flow.media or flow.network else (),
                )
                for flow in own
            ),
        )

    def handovers(self, backward: bool) -> list[Flow]:
        """All handovers, as the question makes them."""
        meetings = [
            {"assessment": flow.assessment, "source": flow.source, "target": flow.target}
            for flow in self.flows
            if flow.kind in ("step", "delegation", "sub_delegation", "provision", "transfer", "acquisition")
        ]
        pairs = across.joined(self.body, meetings)
        named = {
            (place, assessment): Named(place, "System", assessment, place, (), "", False, False)
            for assessment, places in self.places.items()
            for place in places
        }
        editions = tuple(Edition(f"{one}/e", one, one, self.body[one], "", "", ()) for one in sorted(self.places))
        states = [across.State(place, assessment, "個人番号") for place, assessment in named]
        return across.handovers(states, named, pairs, Scope(editions), backward)


def drawn(seed: int, assessments: int = 5, places: int = 9, flows: int = 16) -> Drawn:
    """Random assessments of three bodies over a few shared places and some of their own."""
    dice = random.Random(seed)
    bodies = [f"org/団体{number}" for number in range(3)]
    shared = [f"jp/共通{number}" for number in range(3)] + bodies
    found: list[Flow] = []
    body, named = {}, {}
    for number in range(assessments):
        owner = dice.randrange(3)
        key = f"団体{owner}/{number}"
        body[key] = bodies[owner]
        own = [f"assessment:{key}/場所{one}" for one in range(places - 4)]
        here = sorted({*own, *dice.sample(shared, 4)})
        named[key] = tuple(here)
        found += [_flow(dice, key, here) for _ in range(flows)]
    return Drawn(tuple({flow.id: flow for flow in found}.values()), body, named)


def _flow(dice: random.Random, assessment: str, places: list[str]) -> Flow:
    source, target = dice.sample(places, 2)
    kind = dice.choice(KINDS)
    return Flow(
        id=f"{kind}-{dice.getrandbits(56):014x}",
        source=source,
        target=target,
        kind=kind,
        strength=dice.choices(STRENGTHS, (5, 3, 3, 2))[0],
        assessment=assessment,
        media=dice.choice(MEDIA),
        walked=dice.random() > 0.1,
    )
