"""How deep lists without a known end stand in each other: two such lists are never compared, since engines do not look at
the clock inside a comparison, and lists of one list again and again are as long as they are deep.

The depth of a value is 0 where it is a single thing, a property, or a list that what is stored bounds; a list written out
or collected is one deeper than its deepest item.
"""

from __future__ import annotations

from bangolin.queries.console.refusal import QueryRefused

_SINGLE = """
    abs avg ceil count elementId endNode exists floor isEmpty keys labels left length ltrim nodes percentileCont
    percentileDisc relationships right round rtrim sign size sqrt startNode substring sum toBoolean toFloat toInteger
    toLower toString toUpper trim type
"""
SINGLE = frozenset(_SINGLE.split())
"""Functions whose result is single, or as long as a way or the labels of a node, whatever they are given."""
ITEM = frozenset({"head", "last"})
LISTED = frozenset({"collect", "split"})
GATHERING = frozenset({"collect", "count", "sum", "avg", "min", "max", "percentileCont", "percentileDisc"})
"""Functions over many rows: what stands beside them is compared row by row."""


class Depths:
    """Depths of names, and of the value that was read last."""

    def __init__(self) -> None:
        self.of: dict[str, int] = {}
        self.last = 0
        """Depth of the value that was read last."""
        self.gathers = False
        """Whether a function over many rows was read."""

    def name(self, name: str, depth: int) -> None:
        """A name gets a value; one that was deeper stays so: it may be the name of something else elsewhere."""
        self.of[name] = max(self.of.get(name, 0), depth)

    def function(self, name: str, arguments: list[int], distinct: bool) -> None:
        """After a function was read."""
        deepest = max(arguments, default=0)
        self.gathers = self.gathers or name in GATHERING
        if name == "nullIf" and min(arguments, default=0):
            raise both_long(name)
        if deepest > 1 and (distinct or name in ("min", "max")):
            raise both_long(name)
        if name in SINGLE:
            self.last = 0
        else:
            self.last = max(deepest - 1, 0) if name in ITEM else deepest + (name in LISTED)

    def compare(self, first: int, sign: str) -> None:
        """Between two values that were read, the second of them last."""
        if first and self.last:
            raise both_long(sign)
        self.last = 0

    def beside(self, items: list[tuple[int, bool]], distinct: bool) -> None:
        """After the items of WITH or RETURN were read: depth of each, and whether it gathers rows."""
        compared = distinct or any(gathers for _, gathers in items)
        if compared and any(depth > 1 for depth, gathers in items if distinct or not gathers):
            raise both_long("DISTINCT" if distinct else "collect")

    def order(self) -> None:
        """After a key of ORDER BY was read."""
        if self.last > 1:
            raise both_long("ORDER BY")


def both_long(word: str) -> QueryRefused:
    """Why two lists are not compared, and what to do instead."""
    return QueryRefused(
        word,
        "長さの分からないリストどうしの比較は途中で止められません。UNWIND で行に分けて項目を比べてください。",
        "comparing lists of unknown length with each other cannot be stopped in time: make rows of them with UNWIND and "
        "compare their items.",
    )
