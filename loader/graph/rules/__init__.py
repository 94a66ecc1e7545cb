"""The rules that derive flows, one a module; ids as in graph/schema/kinds.py."""
