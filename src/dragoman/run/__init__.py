"""Runs the stages on one core, on many, or on a cluster. The only room that catches broadly: what it catches becomes a Failure."""

from dragoman.ingest.actors import ActorsError
from dragoman.language import NoModelError
from dragoman.run.actors import ActorFile, check_actors, use_actors
from dragoman.run.build import Settings, Summary, build
from dragoman.run.judging import judge, undo
from dragoman.run.pipeline import Outcome, Reader, analyse, read, stages

__all__ = [
    "ActorFile",
    "ActorsError",
    "NoModelError",
    "Outcome",
    "Reader",
    "Settings",
    "Summary",
    "analyse",
    "build",
    "check_actors",
    "judge",
    "read",
    "stages",
    "undo",
    "use_actors",
]
