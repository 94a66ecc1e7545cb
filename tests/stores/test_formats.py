"""A store that an earlier version filled is brought up, or refused with the way forward; nothing is lost."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest
from bangolin.graph.decisions import decisions
from bangolin.graph.loading import editions, facts_json
from bangolin.graph.set_up import GRAPH, graph_format, note_format, set_up
from bangolin.graph.stores import Store, StoreError
from bangolin.graph.stores.backup import backup, restore, verify
from bangolin.loader.facts import Facts, facts_from_json
from bangolin.loader.load import load_facts
from bangolin.loader.migrating import migrate
from stores.test_contract import picture

FIRST = Path(__file__).parent / "formats" / "1.zip"
"""Written by the last version of the first format: one made-up assessment and one decision."""
EDITION = "架空市/3/2025-04-01"


def test_what_the_first_format_holds_is_brought_up_and_nothing_is_lost(store: Store, tmp_path: Path) -> None:
    restore(store, FIRST)
    assert graph_format(store) == 1
    assert spelled(store) == 0
    facts, decided = said(store), decisions(store, "Acceptance")
    assert len(decided) == 1
    assert migrate(store) == 1
    assert graph_format(store) == GRAPH
    assert spelled(store) > 20
    assert (said(store), decisions(store, "Acceptance")) == (facts, decided)
    assert verify(store) == {"editions": 1, "faults": []}
    assert [row["in_force"] for row in editions(store)] == [True]
    brought = picture(store)
    assert migrate(store) == 0
    backup(store, tmp_path / "now.zip")
    store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())
    load_facts(store, facts)
    fresh = picture(store)
    assert fresh[0] == [node for node in brought[0] if node[0] != ["Acceptance"]]
    assert fresh[1] == brought[1]
    restore(store, tmp_path / "now.zip")
    assert graph_format(store) == GRAPH


def said(store: Store) -> Facts:
    """The facts of the edition: fields that came with a later version are empty in what an earlier one wrote."""
    return facts_from_json(facts_json(store, EDITION), origin=EDITION)


def spelled(store: Store) -> int:
    """How many places have spellings by which they are found."""
    return int(store.read("MATCH ()-[n:NAMES]->() WHERE n.spelled IS NOT NULL RETURN count(n) AS n")[0]["n"])


def test_a_store_of_a_later_format_is_refused_and_stays_as_it_is(store: Store) -> None:
    restore(store, FIRST)
    facts = said(store)
    store.write(lambda transaction: note_format(transaction, GRAPH + 1))
    before = picture(store)
    for deed in (migrate, set_up, lambda one: load_facts(one, facts)):
        with pytest.raises(StoreError, match="newer bangolin; nothing was changed"):
            deed(store)
    assert picture(store) == before


def test_a_backup_of_a_later_format_is_refused_before_anything_changes(store: Store, tmp_path: Path) -> None:
    restore(store, FIRST)
    backup(store, tmp_path / "now.zip")
    before = picture(store)
    later = tmp_path / "later.zip"
    with zipfile.ZipFile(tmp_path / "now.zip") as old, zipfile.ZipFile(later, "w") as new:
        manifest = old.read("manifest.json").replace(b'"graph": 1', b'"graph": 99')
        for part in ("editions.jsonl", "decisions.jsonl"):
            new.writestr(part, old.read(part))
        new.writestr("manifest.json", manifest)
        new.comment = hashlib.sha256(manifest).hexdigest().encode()
    with pytest.raises(StoreError, match="newer bangolin; nothing was changed"):
        restore(store, later)
    assert picture(store) == before
