"""Expressions of the console's Cypher: operators, literals, CASE, lists, maps, and functions from a list."""

from __future__ import annotations

from collections.abc import Callable

from bangolin.queries.console.lists import Depths
from bangolin.queries.console.loops import NESTED, SMALL, Loops
from bangolin.queries.console.reading import Reading

_NAMES = """
    abs avg ceil coalesce collect count elementId endNode exists floor head isEmpty keys labels last left length ltrim
    max min nodes nullIf percentileCont percentileDisc properties relationships reverse right round rtrim sign size
    split sqrt startNode substring sum tail toBoolean toFloat toInteger toLower toString toUpper trim type
"""
FUNCTIONS = frozenset(_NAMES.split())
"""Functions that only compute and whose result is not larger than what they were given."""
SPELLED = {name.upper(): name for name in FUNCTIONS}
CHECKS = frozenset({"ALL", "ANY", "NONE", "SINGLE"})
PLUSES = 12
"""How often a statement may use ``+``: adding a text or list to itself doubles it each time."""
COMPARED = ("=", "<>", "<=", ">=", "<", ">")


class Expressions(Reading):
    """Reads expressions; sub-queries and patterns come from the class that completes it."""

    def __init__(self, statement: str) -> None:
        super().__init__(statement)
        self.loops, self.depths = Loops(), Depths()

    def expression(self) -> str:
        self.deeper()
        text = self.joined(("OR", "XOR"), lambda: self.joined(("AND",), self.negated))
        self.depth -= 1
        return text

    def negated(self) -> str:
        self.deeper()
        text = f"NOT {self.negated()}" if self.word("NOT") else self.compared()
        self.depth -= 1
        return text

    def compared(self) -> str:
        text = self.sum()
        while True:
            first = self.depths.last
            for sign in COMPARED:
                if self.sign(sign):
                    text += f" {sign} {self.sum()}"
                    self.depths.compare(first, sign)
                    break
            else:
                more = self.tested()
                if not more:
                    return text
                text += more

    def tested(self) -> str:
        """IN, CONTAINS, STARTS WITH, ENDS WITH, IS NULL; nothing where none of them comes."""
        if self.sees("=~"):
            raise self.refused(
                "正規表現の代わりに CONTAINS、STARTS WITH、ENDS WITH を使ってください。",
                "use CONTAINS, STARTS WITH or ENDS WITH instead of a regular expression.",
            )
        first = self.depths.last
        if self.word("IN"):
            text = f" IN {self.gone_through(self.sum)}"
            self.depths.compare(first, "IN")
            return text
        if self.word("CONTAINS"):
            text = f" CONTAINS {self.sum()}"
            self.depths.last = 0
            return text
        for word in ("STARTS", "ENDS"):
            if self.word(word):
                self.need("WITH")
                text = f" {word} WITH {self.sum()}"
                self.depths.last = 0
                return text
        if self.word("IS"):
            negated = "NOT " if self.word("NOT") else ""
            self.need("NULL")
            self.depths.last = 0
            return f" IS {negated}NULL"
        return ""

    def sum(self) -> str:
        text, deepest = self.product(), self.depths.last
        while self.sees("+") or self.sees("-"):
            sign = self.take()
            if sign.word == "+":
                self.count_plus()
            text += f" {sign.word} {self.product()}"
            deepest = max(deepest, self.depths.last)
        self.depths.last = deepest
        return text

    def count_plus(self) -> None:
        self.pluses += 1
        if self.pluses > PLUSES:
            raise self.refused(
                f"「+」は {PLUSES} 個までです。結果をつなぐのは外で行ってください。",
                f"'+' may stand {PLUSES} times at most; join results outside.",
                word="+",
            )

    def product(self) -> str:
        text = self.signed()
        while self.token.word in ("*", "/", "%", "^") and self.token.kind == "sign":
            text += f" {self.take().word} {self.signed()}"
        return text

    def signed(self) -> str:
        if self.sees("-") or self.sees("+"):
            self.deeper()
            text = f"{self.take().word}{self.signed()}"
            self.depth -= 1
            return text
        return self.reached()

    def reached(self) -> str:
        """A value with what is taken out of it: property, index, slice, label."""
        bare = self.token.kind in ("name", "quoted") and self.ahead(1).word == "{"
        text = self.atom()
        while True:
            if self.sign("."):
                text += f".{self.name()}"
            elif self.sign("["):
                text += f"[{self.slice()}]"
                self.need("]")
            elif self.sees(":") and self.ahead(1).kind in ("name", "quoted"):
                text += self.take().word + self.name()
            elif self.sees("{") and bare:
                text += f" {self.projection()}"
            else:
                return text

    def slice(self) -> str:
        depth = self.depths.last
        low = "" if self.sees("..") else self.expression()
        if not self.sign(".."):
            self.depths.last = max(depth - 1, 0)
            return low
        text = f"{low}..{'' if self.sees(']') else self.expression()}"
        self.depths.last = depth
        return text

    def atom(self) -> str:
        token = self.token
        self.depths.last = 0
        if token.kind in ("text", "number", "parameter"):
            return self.take().word
        if token.upper in ("TRUE", "FALSE", "NULL"):
            return self.take().upper
        if token.upper == "CASE":
            return self.case()
        if token.upper in ("EXISTS", "COUNT", "COLLECT") and self.ahead(1).word == "{":
            gathers = self.depths.gathers
            text = f"{self.take().upper} {self.counted()}"
            self.depths.gathers = gathers
            self.depths.last = self.depths.last + 1 if token.upper == "COLLECT" else 0
            return text
        if token.word == "[":
            return self.listing()
        if token.word == "{":
            return self.mapping()
        if token.word == "(":
            return self.bracketed()
        if token.kind == "name" and self.ahead(1).word == "(":
            return self.function()
        if token.kind == "name" and self.ahead(1).word == "." and self.is_dotted_call():
            raise self.refused(
                "使える関数は名前に点のないものだけです。", "functions with a dot in their name are not on the list."
            )
        name = self.name()
        self.depths.last = self.depths.of.get(name, 0)
        return name

    def is_dotted_call(self) -> bool:
        """Whether names joined by dots lead to a bracket: a function of a library."""
        step = 1
        while self.ahead(step).word == "." and self.ahead(step + 1).kind in ("name", "quoted"):
            step += 2
        return step > 1 and self.ahead(step).word == "("

    def counted(self) -> str:
        """The block of EXISTS { }, COUNT { } or COLLECT { }: a pattern, or a whole sub-query."""
        if self.ahead(1).word != "(":
            return self.block()
        self.need("{")
        text = f"{{ {self.path()}{self.where()} }}"
        self.need("}")
        return text

    def function(self) -> str:
        token = self.token
        if token.upper in CHECKS:
            return self.check()
        name = SPELLED.get(token.upper)
        if name is None:
            raise self.refused(
                f"使える関数は {', '.join(sorted(FUNCTIONS))} です。",
                f"the functions are {', '.join(sorted(FUNCTIONS))}.",
            )
        self.take()
        self.need("(")
        distinct = "DISTINCT " if self.word("DISTINCT") else ""
        given = [("*", 0)] if name == "count" and self.sign("*") else self.listed(")")
        self.need(")")
        self.depths.function(name, [depth for _, depth in given], bool(distinct))
        return f"{name}({distinct}{', '.join(text for text, _ in given)})"

    def check(self) -> str:
        """``all(x IN list WHERE …)`` and its like."""
        word = self.take().word.lower()
        self.need("(")
        name = self.name()
        self.need("IN")
        values = self.gone_through(self.expression, loop=True)
        self.depths.name(name, max(self.depths.last - 1, 0))
        self.need("WHERE")
        with self.loops.inside(name, values):
            text = f"{word}({name} IN {values} WHERE {self.expression()})"
        self.need(")")
        self.depths.last = 0
        return text

    def gone_through(self, part: Callable[[], str], *, loop: bool = False) -> str:
        """A list that is gone through item by item: inside another such list it has to be a small one."""
        start, values = self.token, part()
        if not self.loops.allows(values) or (loop and len(self.loops.open) >= NESTED):
            raise self.refused(
                f"リストの各項目についてさらにリストを調べると止められない処理になります。UNWIND と WHERE で行に分けるか、"
                f"一覧[0..{SMALL}] のように短く切ってください。",
                f"going through a list for each item of a list cannot be stopped in time: make rows of it with UNWIND and "
                f"WHERE, or cut it, as list[0..{SMALL}].",
                word=start.word,
            )
        return values

    def case(self) -> str:
        self.need("CASE")
        self.depths.last = deepest = 0
        text = "CASE" if self.sees("WHEN") else f"CASE {self.expression()}"
        asked = self.depths.last
        while self.word("WHEN"):
            text += f" WHEN {self.expression()}"
            self.depths.compare(asked, "CASE")
            self.need("THEN")
            text += f" THEN {self.expression()}"
            deepest = max(deepest, self.depths.last)
        if self.word("ELSE"):
            text += f" ELSE {self.expression()}"
            deepest = max(deepest, self.depths.last)
        self.need("END")
        self.depths.last = deepest
        return f"{text} END"

    def listing(self) -> str:
        """A list, or a list made from another: ``[x IN list WHERE … | …]``."""
        self.need("[")
        if self.token.kind in ("name", "quoted") and self.ahead(1).upper == "IN":
            name = self.name()
            self.need("IN")
            values, depth = self.gone_through(self.sum, loop=True), self.depths.last
            self.depths.name(name, max(depth - 1, 0))
            with self.loops.inside(name, values):
                text = f"[{name} IN {values}{self.where()}"
                if self.sign("|"):
                    text += f" | {self.expression()}"
                    depth = self.depths.last + 1
            text += "]"
        else:
            items = self.listed("]")
            text, depth = f"[{', '.join(item for item, _ in items)}]", 1 + max((deep for _, deep in items), default=0)
        self.need("]")
        self.depths.last = depth
        return text

    def listed(self, end: str) -> list[tuple[str, int]]:
        """Expressions with commas between them, each with its depth."""
        found: list[tuple[str, int]] = []
        if not self.sees(end):
            found.append((self.expression(), self.depths.last))
        while self.sign(","):
            found.append((self.expression(), self.depths.last))
        return found

    def mapping(self) -> str:
        self.need("{")
        pairs, deepest = [], 0
        while not self.sees("}"):
            key = self.name()
            self.need(":")
            pairs.append(f"{key}: {self.expression()}")
            deepest = max(deepest, self.depths.last)
            if not self.sign(","):
                break
        self.need("}")
        self.depths.last = deepest and deepest + 1
        return f"{{{', '.join(pairs)}}}"

    def projection(self) -> str:
        """``n {.name, key: n.key}``: some properties of a node as a map."""
        self.need("{")
        parts, deepest = [], self.depths.last
        while not self.sees("}"):
            if self.sign("."):
                parts.append("." + ("*" if self.sign("*") else self.name()))
            else:
                key = self.name()
                self.need(":")
                parts.append(f"{key}: {self.expression()}")
                deepest = max(deepest, self.depths.last)
            if not self.sign(","):
                break
        self.need("}")
        self.depths.last = deepest and deepest + 1
        return f"{{{', '.join(parts)}}}"

    def bracketed(self) -> str:
        """An expression in brackets, or a pattern that is asked for: ``(a)-[:PART_OF]->(b)``."""
        if self.is_pattern():
            text = self.chain()
            self.depths.last = 0
            return text
        self.need("(")
        text = f"({self.expression()})"
        self.need(")")
        return text

    def is_pattern(self) -> bool:
        """Whether this bracket is a node: its end is followed by a relationship's signs."""
        depth, step = 0, 0
        while self.ahead(step).kind != "end":
            word = self.ahead(step).word if self.ahead(step).kind == "sign" else ""
            depth += (word == "(") - (word == ")")
            step += 1
            if depth == 0:
                break
        one, two = self.ahead(step).word, self.ahead(step + 1).word
        return (
            one in ("<-",) or (one == "-" and two in ("[", "-", "->")) or (one == "<" and two == "-") or (one == "->")
        )

    # ------------------------------------------------------------ completed by Statement
    def block(self) -> str:
        raise NotImplementedError

    def path(self) -> str:
        raise NotImplementedError

    def chain(self) -> str:
        raise NotImplementedError

    def where(self) -> str:
        raise NotImplementedError
