"""What verbs print: JSON as the contract has it, or text for a person. Messages go to standard error."""

from __future__ import annotations

import json
import sys
from typing import Any


def print_json(answer: Any) -> None:
    """One JSON document on standard output: same answer, same bytes."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")


def say(*lines: str) -> None:
    """Text for a person on standard output."""
    for line in lines:
        print(line)


def note(message: str) -> None:
    """A message beside the answer, on standard error."""
    print(message, file=sys.stderr)
