"""Facts of one edition to rows of the graph, by the numbered rules."""

from bangolin.loader.graph.build import build_edition

__all__ = ["build_edition"]
