"""Who vouches for an act that the report does not assert itself."""

from dragoman.extract.statements.attribution import attributions
from dragoman.model import Reading, Span


class Voices:
    """The attributions of a report, read once and asked for every act."""

    def __init__(self, reading: Reading) -> None:
        self._told = [a for a in attributions(reading) if a.is_told and a.sources]

    def of(self, trigger: Span) -> tuple[str, ...]:
        """The sources of the narrowest content that holds the trigger; none where the report itself speaks."""
        around = [
            (span.end - span.start, a)
            for a in self._told
            for span in a.content
            if span.holds(trigger) and not a.cue.overlaps(trigger)
        ]
        return min(around, key=lambda pair: pair[0])[1].sources if around else ()
