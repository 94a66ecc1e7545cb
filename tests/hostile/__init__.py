"""Readers that misbehave, for tests of what stops them."""
