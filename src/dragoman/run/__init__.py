"""Runs the stages on one core, on many, or on a cluster. The only room that catches broadly: what it catches becomes a Failure."""

from dragoman.run.build import Settings, Summary, build
from dragoman.run.judging import judge, undo
from dragoman.run.pipeline import STAGES, Outcome, analyse, read

__all__ = ["STAGES", "Outcome", "Settings", "Summary", "analyse", "build", "judge", "read", "undo"]
