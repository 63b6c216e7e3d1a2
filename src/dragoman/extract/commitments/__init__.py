"""Commitments: what somebody undertook, and what this report says became of it."""

from dragoman.extract.commitments.claims import commitments

__all__ = ["commitments"]
