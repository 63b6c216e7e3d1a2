"""What dragoman knows of words and of the world: commented TOML files, one loader, one digest."""

from dragoman.lexicon.load import digests, folder, listed, table

__all__ = ["digests", "folder", "listed", "table"]
