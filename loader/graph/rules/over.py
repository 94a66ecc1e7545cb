"""Rule ``over``: source of a flow → the named network it uses as medium, as strong as the flow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bangolin.loader.graph.draft import Draft
from bangolin.loader.graph.reading import Reading
from bangolin.loader.names.plain import plain
from bangolin.loader.names.resolve import PlaceName

_USES_MEDIA = frozenset({"step", "delegation", "provision", "transfer"})
_NETWORK = re.compile(r"(?:ネットワーク|ネットワークシステム|NW|LGWAN)$")
_NAME_IN_TEXT = re.compile(r"[^、。,()「」をにでへとのはがも]*?(?:ネットワーク(?:システム)?|NW|LGWAN)")
_NO_NAME = re.compile(r"^(?:通信|当該|同)?(?:ネットワーク|NW)$|閉域")


def is_named_network(name: str) -> bool:
    """Whether a network has a name of its own (閉域ネットワーク and plain ネットワーク have none)."""
    text = plain(name)
    return bool(_NETWORK.search(text)) and not _NO_NAME.search(text)


def networks_in(reading: Reading, medium: str) -> list[str]:
    """Names of networks in the words of a medium."""
    text = plain(medium)
    if is_named_network(text):
        return [medium]
    found = [name for name in reading.names.groups.parent if name in text and is_named_network(name)]
    longest = [name for name in found if not any(name != other and name in other for other in found)]
    return longest or [name for name in _NAME_IN_TEXT.findall(text) if is_named_network(name)]


def overs(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Flows onto networks; nothing goes on from a network by this rule."""
    found: list[Draft] = []
    for draft in drafts:
        if draft.kind in _USES_MEDIA:
            for name in dict.fromkeys(name for medium in draft.media for name in networks_in(reading, medium)):
                network = reading.place(name, draft.citations[0])
                if network.key not in (draft.source.key, draft.target.key):
                    found.append(_over(draft, network))
    return found


def _over(draft: Draft, network: PlaceName) -> Draft:
    return replace(draft, kind="over", target=network, group="", people="", discriminator=(draft.target.key,))
