"""Hostile input: every place where a stranger's bytes enter, and what drives it."""
