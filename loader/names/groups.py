"""Names joined into groups, each merge with the rule that made it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bangolin.loader.names.plain import plain


@dataclass(frozen=True)
class Merge:
    """One name that joined another: the names as written, the rule, the line where the document says so (or None), and
    the reason where an officer decided it.
    """

    name: str
    rule: str
    line: int | None = None
    joined: str = ""
    why: str | None = None


@dataclass
class Groups:
    """Disjoint groups of plain names. ``marks`` say what a group is in each respect (what the form says it is, what the
    national list says it is); groups that differ in one respect stay two things, and so do those that hold the two names
    of a pair ``apart``.
    """

    parent: dict[str, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    marks: dict[str, dict[str, str]] = field(default_factory=dict)
    apart: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str) -> str:
        """Know a name; returns its plain form."""
        text = plain(name)
        self.parent.setdefault(text, text)
        self.written.setdefault(text, " ".join(name.split()) if " " in name else name.strip())
        return text

    def root(self, name: str) -> str:
        """The plain name that stands for the group of a name."""
        text = plain(name)
        if text not in self.parent:
            self.add(name)
        while self.parent[text] != text:
            text = self.parent[text]
        return text

    def mark(self, name: str, respect: str, what: str) -> None:
        """Say what a group is in one respect; groups that differ in it are never joined."""
        self.marks.setdefault(self.root(name), {}).setdefault(respect, what)

    def keep_apart(self, first: str, second: str) -> None:
        """Let no rule make one group of two names, nor of groups that hold them."""
        self.apart.append((self.add(first), self.add(second)))

    def _parted(self, one: str, two: str) -> bool:
        return any({self.root(first), self.root(second)} == {one, two} for first, second in self.apart)

    def join(self, first: str, second: str, rule: str, line: int | None = None, why: str | None = None) -> bool:
        """Make one group of two names; False where what is known of them says that they are two things."""
        one, two = self.root(first), self.root(second)
        if one == two:
            return True
        left, right = self.marks.get(one, {}), self.marks.get(two, {})
        if any(left[respect] != right[respect] for respect in left.keys() & right.keys()) or self._parted(one, two):
            return False
        self.parent[two] = one
        self.marks[one] = {**left, **right}
        self.merges.append(Merge(second, rule, line, first, why))
        return True

    def join_all(self, names: Iterable[str], rule: str, line: int | None = None) -> None:
        """Join several names to the first of them."""
        listed = [name for name in names if name and name.strip()]
        for name in listed[1:]:
            self.join(listed[0], name, rule, line)

    def members(self) -> Mapping[str, tuple[str, ...]]:
        """Plain names by the root of their group, in the order in which they were met."""
        found: dict[str, list[str]] = {}
        for name in self.parent:
            found.setdefault(self.root(name), []).append(name)
        return {root: tuple(names) for root, names in found.items()}
