"""Random flows and the oracle that the walk is held against."""
