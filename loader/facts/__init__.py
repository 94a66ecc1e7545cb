"""The facts contract: what one assessment states."""

from bangolin.loader.facts.codec import (
    FactsError,
    facts_from_dict,
    facts_from_json,
    facts_to_dict,
    facts_to_json,
    read_facts,
)
from bangolin.loader.facts.records import Evidence, Facts

__all__ = [
    "Evidence",
    "Facts",
    "FactsError",
    "facts_from_dict",
    "facts_from_json",
    "facts_to_dict",
    "facts_to_json",
    "read_facts",
]
