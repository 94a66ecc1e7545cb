"""What the index asks of a store: everything in force, or one edition."""

from __future__ import annotations

VERSION = "MATCH (g:Graph {key: 'graph'}) RETURN g.version AS version"
EDITIONS = (
    "MATCH (e:Edition) WHERE e.in_force = true "
    "RETURN e.assessment AS assessment, e.key AS edition, e.loaded AS loaded ORDER BY assessment"
)
BODIES = (
    "MATCH (e:Edition)-[b:ASSESSED_BY]->(o:Organization) WHERE e.in_force = true RETURN e.key AS edition, o.key AS body"
)
FILES = "MATCH (e:Edition) WHERE e.in_force = true RETURN e.key AS edition, e.files AS files"
PLACES = (
    "MATCH (e:Edition)-[n:NAMES]->(p:Place) WHERE e.in_force = true RETURN e.key AS edition, p.key AS place, "
    "coalesce(n.kind, p.kind) AS kind, n.outside AS outside, n.generic AS generic"
)
_ITEM = (
    "RETURN r.edition AS edition, p.key AS file, x.name AS name, x.source AS source, x.uncertain AS uncertain, "
    "c.name AS concept"
)
ITEMS = f"MATCH (p:File)-[r:RECORDS]->(x:Field)-[:MEANS]->(c:Concept) {_ITEM}"
LINKED = (
    "MATCH (a:Concept)-[l:LINKED_TO]->(b:Concept) "
    "RETURN a.name AS one, b.name AS other, l.held_in AS held_in, l.edition AS edition"
)
PARTS = "MATCH (p:Place)-[w:PART_OF]->(q:Place) RETURN p.key AS part, q.key AS whole, w.edition AS edition"
_FLOW = (
    "f.edition AS edition, p.key AS source, q.key AS target, f.id AS id, f.kind AS kind, f.strength AS strength, "
    "f.walked AS walked, f.media AS media, f.network AS network, f.exact AS exact, f.denied AS denied, "
    "f.data AS data, f.group AS group, f.people AS people, f.carries AS carries, f.scope AS scope, f.label AS label"
)
FLOWS = f"MATCH (p:Place)-[f:FLOWS_TO]->(q:Place) RETURN {_FLOW}"
CHAINS = (
    "MATCH (d:Delegation) RETURN d.edition AS edition, d.key AS key, d.file AS file, d.ordinal AS ordinal, "
    "d.subject_count AS subject_count, d.scope AS scope, d.chain AS chain"
)
ONE_BODY = BODIES.replace("e.in_force = true", "e.key = $edition")
ONE_PLACES = PLACES.replace("e.in_force = true", "e.key = $edition")
ONE_FILES = FILES.replace("e.in_force = true", "e.key = $edition")
ONE_ITEMS = f"MATCH (x:Field) WHERE x.edition = $edition MATCH (p:File)-[r:RECORDS]->(x)-[:MEANS]->(c:Concept) {_ITEM}"
ONE_CHAINS = CHAINS.replace("RETURN", "WHERE d.edition = $edition RETURN")
ONE_LINKED = LINKED.replace("RETURN", "WHERE l.edition = $edition RETURN")
ONE_PARTS = PARTS.replace("RETURN", "WHERE w.edition = $edition RETURN")
ONE_FLOWS = f"MATCH (p)-[f:FLOWS_TO]->(q) WHERE f.edition = $edition RETURN {_FLOW}"
"""Without labels at the ends, so that the embedded engine looks into its index of editions."""
