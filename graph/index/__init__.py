"""The travel index: all flows of all assessments as arrays, searched in microseconds per thousand edges."""
