"""Folding: which claims are looked at together, and what becomes one entry."""
