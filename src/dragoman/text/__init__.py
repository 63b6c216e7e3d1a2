"""Full text becomes labelled parts and sentences."""

from dragoman.model import Report, Text
from dragoman.text.parts import label
from dragoman.text.sentences import split
from dragoman.text.stated import stated

__all__ = ["divide", "label", "stated"]


def divide(report: Report) -> Text:
    """The text of a report with its parts and the sentences of its title and body."""
    parts = label(report)
    return Text(parts=parts, sentences=split(report.text, parts))
