"""Sameness: whether two claims tell one thing, with the reason."""
