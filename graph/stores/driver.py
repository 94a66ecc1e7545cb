"""The official neo4j driver, imported without the data frame libraries that it would pull in where they are installed.

They serve only ``Result.to_df``, which nobody here uses, and cost every command more than a second. Modules of this
package import the driver's names from here.
"""

from __future__ import annotations

import logging
import sys

_hidden = [name for name in ("numpy", "pandas", "pyarrow") if name not in sys.modules]
for _name in _hidden:
    sys.modules[_name] = None  # type: ignore[assignment]
try:
    import neo4j
    from neo4j import Driver, GraphDatabase, ManagedTransaction, exceptions
finally:
    for _name in _hidden:
        del sys.modules[_name]

logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # what it has to say reaches the user as one sentence

__all__ = ["Driver", "GraphDatabase", "ManagedTransaction", "exceptions", "neo4j"]
