"""Files, pages and JSON records as received become reports; what cannot be read becomes a failure that says why."""

from dragoman.ingest.reading import read
from dragoman.ingest.walking import origin

__all__ = ["origin", "read"]
