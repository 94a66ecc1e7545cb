"""Words in the spelling of comparison, with the way back to where each character stands in the document."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from bangolin.loader.form.definition import plain

_VOICING = "ﾞﾟ\u3099\u309a"


@dataclass(frozen=True)
class Folded:
    """``text``: the words as ``plain`` spells them; ``at[i]``: where in the original the i-th character comes from."""

    text: str
    at: tuple[int, ...]

    def start(self, index: int, length: int) -> int:
        """Offset in the original (of ``length`` characters) where the folded text from ``index`` on starts."""
        return self.at[index] if index < len(self.at) else length

    def end(self, index: int) -> int:
        """Offset in the original just behind the folded text before ``index``."""
        return self.at[index - 1] + 1 if index else 0


def folded(text: str) -> Folded:
    """Folds a text character by character (a voicing mark goes with the character before it)."""
    letters: list[str] = []
    offsets: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and text[end] in _VOICING:
            end += 1
        spelled = _spelled(text[start:end])
        letters.append(spelled)
        offsets += [end - 1] * len(spelled)
        start = end
    return Folded("".join(letters), tuple(offsets))


@functools.lru_cache(maxsize=20_000)
def _spelled(sign: str) -> str:
    return plain(sign)
