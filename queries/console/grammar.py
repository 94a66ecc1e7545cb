"""The Cypher that the console runs, as a grammar that a statement must follow from first to last token.

It is an allow-list: clauses, expressions and functions that stand here can be read, anything else is refused. The
statement is written anew from what was read, without comments, keywords as names in backticks: no engine can read it in
another way than this module did.
"""

from __future__ import annotations

from collections.abc import Callable

from bangolin.queries.console.expressions import Expressions
from bangolin.queries.console.refusal import QueryRefused

CLAUSES = "MATCH, OPTIONAL MATCH, WHERE, WITH, UNWIND, RETURN, ORDER BY, SKIP, LIMIT, UNION, CALL { }"
HOPS = 10
"""Longest way of variable length."""


class Statement(Expressions):
    """Reads one statement; ``text`` gives what was read as the statement to run."""

    def text(self) -> str:
        """The statement, read to its end and written anew. Raises QueryRefused."""
        text = self.query(top=True)
        if self.sees(";"):
            self.take()
        if self.token.kind != "end":
            raise self.refused(f"使える句は {CLAUSES} です。", f"the clauses are {CLAUSES}.")
        return text

    # ------------------------------------------------------------ clauses
    def query(self, *, top: bool = False) -> str:
        """One or more parts joined by UNION, each of clauses that end in RETURN."""
        self.deeper()
        parts = [self.single(top=top)]
        while self.word("UNION"):
            parts += ["UNION ALL" if self.word("ALL") else "UNION", self.single(top=top)]
        self.depth -= 1
        return " ".join(parts)

    def single(self, *, top: bool) -> str:
        clauses = []
        while not self.sees("RETURN"):
            clauses.append(self.clause())
        clauses.append(self.returning(named=top))
        return " ".join(clauses)

    def clause(self) -> str:
        """One clause other than RETURN."""
        readers: dict[str, Callable[[], str]] = {
            "MATCH": self.matching,
            "OPTIONAL": self.optional,
            "WITH": self.passing,
            "UNWIND": self.unwinding,
            "CALL": self.calling,
        }
        reader = readers.get(self.token.upper)
        if reader is None:
            raise self.refused(
                f"読み取りだけができます。使える句は {CLAUSES} で、最後は RETURN です。",
                f"the console only reads; the clauses are {CLAUSES}, and RETURN comes last.",
            )
        return reader()

    def optional(self) -> str:
        self.need("OPTIONAL")
        return f"OPTIONAL {self.matching()}"

    def matching(self) -> str:
        self.need("MATCH")
        patterns = [self.path()]
        while self.sign(","):
            patterns.append(self.path())
        return f"MATCH {', '.join(patterns)}{self.where()}"

    def where(self) -> str:
        return f" WHERE {self.expression()}" if self.word("WHERE") else ""

    def unwinding(self) -> str:
        self.need("UNWIND")
        values = self.expression()
        self.depths.last = max(self.depths.last - 1, 0)
        self.need("AS")
        return f"UNWIND {values} AS {self.named()}"

    def passing(self) -> str:
        self.need("WITH")
        return f"WITH {self.items(named=False)}{self.tail()}{self.where()}"

    def returning(self, *, named: bool) -> str:
        self.need("RETURN")
        return f"RETURN {self.items(named=named)}{self.tail()}"

    def items(self, *, named: bool) -> str:
        """What WITH or RETURN hands on; ``named`` gives a column without alias the words it was written in."""
        distinct = "DISTINCT " if self.word("DISTINCT") else ""
        deepest = max(self.depths.of.values(), default=0)
        found = [("*", deepest, False)] if self.sign("*") else [self.item(named)]
        while self.sign(","):
            found.append(self.item(named))
        self.depths.beside([(depth, gathers) for _, depth, gathers in found], bool(distinct))
        self.depths.last = max(depth for _, depth, _ in found)
        return distinct + ", ".join(text for text, _, _ in found)

    def item(self, named: bool) -> tuple[str, int, bool]:
        """One of them, with the depth of its value, and whether it gathers rows."""
        start, self.depths.gathers = self.token.start, False
        value = self.expression()
        written, depth, gathers = self.statement[start : self.last_end], self.depths.last, self.depths.gathers
        if self.word("AS"):
            return f"{value} AS {self.named()}", depth, gathers
        text = f"{value} AS `{' '.join(written.replace('`', '').split())}`" if named else value
        return text, depth, gathers

    def named(self) -> str:
        """A name that is given to something else from here on: to the value that was read last."""
        name = self.name()
        self.loops.ways.discard(name)
        self.depths.name(name, self.depths.last)
        return name

    def tail(self) -> str:
        """ORDER BY, SKIP and LIMIT."""
        text = ""
        if self.word("ORDER"):
            self.need("BY")
            keys = [self.order()]
            while self.sign(","):
                keys.append(self.order())
            text += f" ORDER BY {', '.join(keys)}"
        for word in ("SKIP", "LIMIT"):
            if self.word(word):
                text += f" {word} {self.expression()}"
        return text

    def order(self) -> str:
        key = self.expression()
        self.depths.order()
        for word in ("ASCENDING", "DESCENDING", "ASC", "DESC"):
            if self.word(word):
                return f"{key} {word}"
        return key

    def calling(self) -> str:
        """A sub-query; procedures have no place in the grammar."""
        self.need("CALL")
        handed = None
        if self.sign("("):
            handed = "*" if self.sign("*") else ", ".join(self.names(")"))
            self.need(")")
        if not self.sees("{"):
            raise self.refused(
                "手続きは呼べません。CALL { … } の副問い合わせだけが使えます。",
                "procedures cannot be called; only sub-queries, CALL { … }.",
            )
        text = f"CALL {self.block()}" if handed is None else f"CALL ({handed}) {self.block()}"
        if self.sees("IN"):
            raise self.refused("読み取りに取引の区切りは要りません。", "reading needs no transactions of its own.")
        return text

    def block(self) -> str:
        self.need("{")
        inner = self.query()
        self.need("}")
        return f"{{ {inner} }}"

    def names(self, end: str) -> list[str]:
        found = [] if self.sees(end) else [self.name()]
        while self.sign(","):
            found.append(self.name())
        return found

    # ------------------------------------------------------------ patterns
    def path(self) -> str:
        """A pattern, named or not."""
        named = ""
        if self.token.kind in ("name", "quoted") and self.ahead(1).word == "=":
            named = f"{self.name()} = "
            self.take()
        return named + self.chain()

    def chain(self) -> str:
        text = self.node()
        while self.sees("-") or self.sees("<") or self.sees("<-"):
            text += self.hop() + self.node()
        return text

    def node(self) -> str:
        self.need("(")
        name = self.name() if self.token.kind in ("name", "quoted") and not self.sees("WHERE") else ""
        text = f"({name}{self.labels()}{self.values()}{self.where()})"
        self.need(")")
        return text

    def hop(self) -> str:
        left = bool(self.sign("<-"))
        if not left and self.sign("<"):
            left = True
            self.need("-")
        elif not left:
            self.need("-")
        inner = ""
        if self.sign("["):
            name = self.name() if self.token.kind in ("name", "quoted") and not self.sees("WHERE") else ""
            kinds, length = self.labels(), self.length()
            if name and length:
                self.loops.ways.add(name)
            inner = f"[{name}{kinds}{length}{self.values()}{self.where()}]"
            self.need("]")
        if self.sign("->"):
            right = True
        else:
            self.need("-")
            right = bool(self.sign(">"))
        return f"{'<-' if left else '-'}{inner}{'->' if right else '-'}"

    def labels(self) -> str:
        """Labels or types: ``:A``, ``:A:B``, ``:A|B``."""
        text = ""
        while self.sees(":") or (text and self.sees("|")):
            text += self.take().word
            if self.sees(":"):
                self.take()
            text += self.name()
        return text

    def values(self) -> str:
        return (
            f" {self.mapping()}"
            if self.sees("{")
            else (f" {self.take().word}" if self.token.kind == "parameter" else "")
        )

    def length(self) -> str:
        """``*2`` or ``*1..5``: a way of variable length has an end."""
        if not self.sees("*"):
            return ""
        star = self.take()
        low = self.take().word if self.token.kind == "number" else ""
        dots = ".." if self.sign("..") else ""
        high = self.take().word if dots and self.token.kind == "number" else ("" if dots else low)
        if not high.isdigit() or int(high) > HOPS or (low and not low.isdigit()):
            raise QueryRefused(
                f"*{low}{dots}{high}" if (low or dots) else star.word,
                f"経路の長さには *1..{HOPS} のように {HOPS} 以下の上限が必要です。長い経路は bangolin trace で。",
                f"give a way an end of at most {HOPS} hops, such as *1..{HOPS}; bangolin trace follows longer ways.",
            )
        return f"*{low}{dots}{high if dots else ''}"


def checked(statement: str) -> str:
    """The statement to run for what a user typed. Raises QueryRefused."""
    return Statement(statement).text()
