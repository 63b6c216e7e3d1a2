"""The record as pages, lines and tables show it. Shared by dossier, web and exports; nothing here decides anything new."""

from dragoman.views.lines import FILES, lines
from dragoman.views.names import Names

__all__ = ["FILES", "Names", "lines"]
