"""Answers without signs that no file can hold: XML, and with it SVG, XLSX and PPTX, has no place for control signs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bangolin.ui.asking import Asked

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SIGN = "\ufffd"
"""What stands in their place, so that it is seen that something was there."""


def printable(asked: Asked) -> Asked:
    """A question and its answer, itself where it holds no such sign."""
    parameters, answer = _cleaned(asked.parameters), _cleaned(asked.answer)
    same = parameters == asked.parameters and answer == asked.answer
    return asked if same else replace(asked, parameters=parameters, answer=answer)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return _UNPRINTABLE.sub(SIGN, value)
    if isinstance(value, Mapping):
        return {key: _cleaned(one) for key, one in value.items()}
    return [_cleaned(one) for one in value] if isinstance(value, list | tuple) else value
