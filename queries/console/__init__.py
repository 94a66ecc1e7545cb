"""The free query: a typed statement, read by an allow-list, run as the reader, bounded in time and rows."""

from bangolin.queries.console.ask import ask
from bangolin.queries.console.grammar import checked
from bangolin.queries.console.refusal import QueryRefused

__all__ = ["QueryRefused", "ask", "checked"]
