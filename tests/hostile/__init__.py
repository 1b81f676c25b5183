"""Hostile input: what no stranger can make happen."""
