"""What dragoman knows of words and of the world: commented TOML files, one loader, one digest."""

from dragoman.lexicon.load import digests, folder, table

__all__ = ["digests", "folder", "table"]
