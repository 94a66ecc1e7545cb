"""``python deeds.py FIRST``: loads, corrections and dispositions without end on the store of BANGOLIN_STORE, each told.

Run in a process of its own by the tests that kill it; a line ``done N`` is printed when deed N has returned.
"""

from __future__ import annotations

import sys
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import Any

from bangolin.graph.stores import open_store
from bangolin.loader.facts import read_facts
from bangolin.ui import acting
from bangolin.ui.people import Person

FOLDER = Path(str(files("bangolin.data.fictional")))
CARE, HEALTH = (read_facts(FOLDER / f"kakuu-{name}.facts.json") for name in ("kaigo", "kenpo"))
CARE_KEY, HEALTH_KEY = "架空市/3", "架空機械健康保険組合/2/2023-10-02"
KINDS = ("load", "accept", "correct", "names", "remove")
PERSON = Person("検査", "administrator")


def do(store: Any, number: int) -> None:
    """Deed ``number``: its kind goes round, and what it writes names the number."""
    kind, why = KINDS[number % len(KINDS)], f"理由 {number}"
    if kind == "load":
        acting.load(store, HEALTH, PERSON, "kenpo.json", replace=True)
    elif kind == "accept":
        finding = {"id": f"{number:012x}", "rule": "r", "assessment": CARE_KEY, "subject": str(number)}
        acting.accept(store, finding, PERSON, why, None)
    elif kind == "correct":
        decided = {"path": "systems[0].name", "words": "x", "action": "accept", "value": None}
        acting.correct(store, CARE, PERSON, decided, why)
    elif kind == "names":
        action = "join" if number // len(KINDS) % 2 == 0 else "part"
        acting.decide_names(store, CARE_KEY, PERSON, action, "介護保険システム", "認定審査支援システム", why)
    else:
        present = store.read("MATCH (e:Edition {key: $key}) RETURN 1 AS x", {"key": HEALTH_KEY})
        if present:  # a deed that was cut off is done again
            acting.remove(store, HEALTH_KEY, PERSON)


def main() -> None:
    first = int(sys.argv[1])
    with open_store() as store:
        acting.load(store, CARE, PERSON, "kaigo.json", replace=True)
        print("open", flush=True)
        for number in count(first):
            do(store, number)
            print("done", number, flush=True)


if __name__ == "__main__":
    main()
