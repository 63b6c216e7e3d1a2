"""Events: who did what to whom, through whose mediation, and whether it happened."""

from dragoman.extract.events.claims import events

__all__ = ["events"]
