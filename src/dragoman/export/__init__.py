"""One file per format, from the same views."""

from dragoman.export.formats import FORMATS, export

__all__ = ["FORMATS", "export"]
