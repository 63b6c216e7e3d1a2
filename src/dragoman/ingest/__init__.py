"""Files, pages and JSON records as received become reports; what cannot be read becomes a failure that says why."""

from dragoman.ingest.reading import read

__all__ = ["read"]
