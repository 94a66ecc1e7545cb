"""Facts from and to JSON: the data classes of ``records`` are the declaration, this module interprets them."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar

from bangolin.loader.facts.records import Facts

T = TypeVar("T")
DEEPEST = 40
"""So deep may lists and objects stand in each other; the contract's own are 6 deep."""


class FactsError(ValueError):
    """The input does not follow the facts contract; the message names the path of the value."""


def facts_from_json(text: str, *, origin: str = "facts") -> Facts:
    """Read facts from JSON text.

    Raises FactsError, with ``origin`` and the path of the bad value, where the contract is not met.
    """
    try:
        data = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise FactsError(f"{origin}: not JSON (line {error.lineno}): {error.msg}") from error
    except (RecursionError, ValueError) as error:  # nested without end, a number of thousands of digits
        raise FactsError(f"{origin}: JSON that no facts are written in ({type(error).__name__})") from error
    _refuse_unwritable(data, origin)
    return facts_from_dict(data, origin=origin)


def _no_number(name: str) -> Any:
    raise ValueError(name)  # NaN and Infinity, which Python reads and JSON does not have


def _refuse_unwritable(value: object, origin: str, depth: int = 0) -> None:
    """Refuse what could be read and not be kept: halves of signs, numbers that no store has room for, and what is nested
    deeper than any facts are.
    """
    if isinstance(value, str):
        if not value.isascii() and any("\ud800" <= sign <= "\udfff" for sign in value):
            raise FactsError(f"{origin}: half of a sign (a lone surrogate) in a text")
    elif isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise FactsError(f"{origin}: a number of more than 64 bits")
    elif isinstance(value, dict | list):
        if depth == DEEPEST:
            raise FactsError(f"{origin}: nested more than {DEEPEST} deep")
        for inner in (*value, *value.values()) if isinstance(value, dict) else value:
            _refuse_unwritable(inner, origin, depth + 1)


def facts_from_dict(data: object, *, origin: str = "facts") -> Facts:
    """Check a plain dictionary against the contract and make it records."""
    if not isinstance(data, dict) or not isinstance(data.get("document"), dict):
        raise FactsError(f"{origin}: no facts of an assessment: the object 'document' is missing")
    return _record(Facts, data, origin)


def read_facts(path: Path) -> Facts:
    """Read a facts file (UTF-8 JSON). Raises FactsError and OSError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FactsError(f"{path.name}: not UTF-8 (byte {error.start + 1})") from error
    return facts_from_json(text, origin=path.name)


def facts_to_dict(facts: Facts) -> dict[str, Any]:
    """The plain dictionary of the contract, in its order of keys."""
    plain = _plain(facts)
    assert isinstance(plain, dict)
    return plain


def facts_to_json(facts: Facts) -> str:
    """JSON text of the contract: same facts, same bytes."""
    return json.dumps(facts_to_dict(facts), ensure_ascii=False, indent=1) + "\n"


# ---------------------------------------------------------------- reading
_HINTS: dict[type[Any], dict[str, Any]] = {}


def _hints(cls: type[Any]) -> dict[str, Any]:
    if cls not in _HINTS:
        _HINTS[cls] = typing.get_type_hints(cls)
    return _HINTS[cls]


def _record(cls: type[T], data: object, path: str) -> T:
    if not isinstance(data, dict):
        raise FactsError(f"{path}: an object is wanted here, not {_kind(data)}")
    hints = _hints(cls)
    values: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    for key, value in data.items():
        if key in hints and key != "extra":
            values[key] = _value(hints[key], value, f"{path}.{key}")
        else:
            extra[key] = value
    if extra:
        values["extra"] = extra
    return cls(**values)


def _value(hint: Any, value: object, path: str) -> Any:
    if path.endswith(".uncertain") and isinstance(value, bool):
        return ("*",) if value else ()
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _any_of(inner, value, path)
    if origin is tuple:
        return _tuple(inner[0], value, path)
    if origin is Literal:
        if value not in inner:
            raise FactsError(f"{path}: one of {', '.join(map(str, inner))} is wanted, not {value!r}")
        return value
    if hint is not None and origin is not None and issubclass(origin, Mapping):
        return _mapping(inner[1], value, path)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _record(hint, value, path)
    return _scalar(hint, value, path)


def _any_of(choices: tuple[Any, ...], value: object, path: str) -> Any:
    if value is None and type(None) in choices:
        return None
    rest = [choice for choice in choices if choice is not type(None)]
    if len(rest) > 1 and isinstance(value, dict):
        rest = [choice for choice in rest if dataclasses.is_dataclass(choice)]
    return _value(rest[0], value, path)


def _tuple(hint: Any, value: object, path: str) -> tuple[Any, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise FactsError(f"{path}: a list is wanted here, not {_kind(value)}")
    return tuple(_value(hint, item, f"{path}[{index}]") for index, item in enumerate(value))


def _mapping(hint: Any, value: object, path: str) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise FactsError(f"{path}: an object is wanted here, not {_kind(value)}")
    return {key: _value(hint, item, f"{path}.{key}") for key, item in value.items()}


def _scalar(hint: Any, value: object, path: str) -> Any:
    if hint is Any or (isinstance(value, hint) and not (hint is int and isinstance(value, bool))):
        return value
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    raise FactsError(f"{path}: {_WORDS.get(hint, hint.__name__)} is wanted here, not {_kind(value)}")


_WORDS = {str: "text", int: "a whole number", bool: "true or false", float: "a number"}


def _kind(value: object) -> str:
    names = {type(None): "null", dict: "an object", list: "a list", str: "text", bool: "true or false", int: "a number"}
    return names.get(type(value), type(value).__name__)


# ---------------------------------------------------------------- writing
_ALWAYS = frozenset({"bidirectional", "mynumber_line", "kind", "from_annex", "evidence", "uncertain", "extra"})


def _plain(value: object) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _plain_record(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def _plain_record(record: Any) -> dict[str, Any]:
    out: dict[str, Any] = {}
    last: dict[str, Any] = {}
    for name in (field.name for field in dataclasses.fields(record)):
        value = getattr(record, name)
        if (
            name == "extra"
            or (name in _ALWAYS and not value and name != "bidirectional")
            or (name == "bidirectional" and value is None)
        ):
            continue
        if name in ("line", "evidence", "uncertain"):
            last[name] = True if value == ("*",) else _plain(value)
        elif type(record).__name__ == "Evidence" and value is None:
            continue
        else:
            out[name] = _plain(value)
    return {**out, **last, **_plain(record.extra)}
