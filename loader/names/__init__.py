"""Names: which of them are one place, and in which scope its key stands."""
