"""dragoman: what many outlets reported about a political process, rebuilt as one auditable record."""

__version__ = "0.1.0"
