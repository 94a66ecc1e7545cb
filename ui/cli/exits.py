"""Exit codes, and which error ends with which."""

from __future__ import annotations

from collections.abc import Iterable

OK, FINDINGS, WRONG_USE, BAD_INPUT, STORE_PROBLEM = 0, 1, 2, 3, 4

# names, not classes: the modules that define them are imported only where they are used
CODES = {
    "UsageError": WRONG_USE,
    "QueryRefused": WRONG_USE,
    "NotAllowedError": WRONG_USE,
    "NumberTypedError": BAD_INPUT,
    "NoNamesError": BAD_INPUT,
    "DocumentError": BAD_INPUT,
    "FactsError": BAD_INPUT,
    "UnknownNameError": BAD_INPUT,
    "StoreError": STORE_PROBLEM,
    "OSError": STORE_PROBLEM,
}


class UsageError(Exception):
    """A verb was called with arguments that do not go together."""


def exit_code(error: BaseException) -> int | None:
    """The exit code of an error of ours, None where the error is nobody's and must be seen whole."""
    for cls in type(error).__mro__:
        if cls.__name__ in CODES:
            return CODES[cls.__name__]
    return None


def sentence_of(error: BaseException) -> str:
    """The sentence of an error: ours say it themselves, the system's get one around their reason."""
    if isinstance(error, OSError) and error.strerror:
        where = error.filename or "ファイル / a file"
        return f"{where} を読み書きできません（{error.strerror}） / cannot be read or written ({error.strerror})"
    return str(error)


def number_sentence(words: Iterable[str]) -> str | None:
    """The refusal where one of the words holds a valid 個人番号; the words themselves are not repeated."""
    from bangolin.loader.guard import contains_my_number

    if any(contains_my_number(word) for word in words):
        return (
            "bangolin: 入力に個人番号と見られる12桁の数字があります。取り除いて、もう一度実行してください / "
            "an argument holds what looks like a personal number; take it out and try again"
        )
    return None
