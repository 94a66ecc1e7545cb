"""Files that were just made stay until they are fetched.

The server lets go of a made file as soon as two pages, of whoever, were shown after it; among many people that is sooner
than a browser comes for it. So the last files are held by their places here, the oldest giving way to the next.
"""

from __future__ import annotations

import itertools

from streamlit import runtime

KIND = "application/octet-stream"
HELD = 60
"""So many files are held at once: with thirty people one each every fifteen minutes, half an hour."""
_PLACES = itertools.cycle(range(HELD))


def hold(made: bytes, name: str) -> None:
    """Hold a file that is about to be offered under a name, as ``KIND``."""
    if runtime.exists():
        place = f"offered {next(_PLACES)}"
        runtime.get_instance().media_file_mgr.add(made, KIND, place, name, is_for_static_download=True)
