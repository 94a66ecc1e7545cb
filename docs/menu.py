"""What MkDocs asks of us while it builds the site: every decision in the menu, in order, without listing them twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def on_config(config: Any) -> Any:
    """Add the decisions to the menu."""
    folder = Path(config["docs_dir"])
    pages = sorted(path.relative_to(folder).as_posix() for path in (folder / "decisions").glob("*.md"))
    config["nav"].append({"Decisions": pages})
    return config
