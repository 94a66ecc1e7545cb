"""Sub-contractors without a name that ⑨再委託事項 tells of: 「Xから再々委託する業務を含む」."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bangolin.loader.facts.records import Redelegate
from bangolin.loader.form.draft import Draft
from bangolin.loader.form.items import ItemValue
from bangolin.loader.form.redelegation import Further

_GIVES_ON = re.compile(
    r"(?P<by>[^、。，；：:（）()「」\sはをがに]{2,30})から(?:更に|さらに)?再々委託(?:する|し(?!ない)|を行う)"
)


def unnamed(record: Draft, matter: ItemValue | None, subs: Sequence[Further]) -> tuple[Redelegate, ...]:
    """One of the third tier for each named sub-contractor that is said to give the work on to nobody by name.

    ``subs`` are the named ones; their places in ``redelegates`` come first.
    """
    if not matter:
        return ()
    whole = "".join(span.text.strip() for span in matter.spans)
    owner = [span for span in matter.spans for _ in span.text.strip()]
    known = {one.by for one in subs}
    named = {one.entry.text for one in subs}
    found: list[Redelegate] = []
    for match in _GIVES_ON.finditer(whole):
        if match["by"] in named - known:
            known.add(match["by"])
            path = f"redelegates[{len(subs) + len(found)}]"
            record.evidence[path] = record.cells.evidence(matter, owner[match.start()], match[0])
            found.append(Redelegate(name=None, tier=3, by=match["by"]))
    return tuple(found)
