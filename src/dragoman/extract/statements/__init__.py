"""Statements: who said what, by which words, through what and to whom."""

from dragoman.extract.statements.claims import statements

__all__ = ["statements"]
