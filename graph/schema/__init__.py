"""The schema of the graph, declared once."""

from bangolin.graph.schema.declare import EdgeType, FlowKind, NodeType, Property
from bangolin.graph.schema.edges import EDGES
from bangolin.graph.schema.kinds import KINDS, STANDS, STOPPABLE, STRENGTHS
from bangolin.graph.schema.nodes import NODES, PLACE_LABELS, STATEMENT_LABELS

__all__ = [
    "EDGES",
    "KINDS",
    "NODES",
    "PLACE_LABELS",
    "STANDS",
    "STATEMENT_LABELS",
    "STOPPABLE",
    "STRENGTHS",
    "EdgeType",
    "FlowKind",
    "NodeType",
    "Property",
]
