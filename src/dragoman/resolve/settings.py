"""The editable numbers of the rules across reports, from `lexicon/rules.toml`."""

from dragoman.lexicon.load import table


def setting(topic: str, name: str) -> float:
    """One number of a topic. `KeyError` where the file has none."""
    return float(table("rules")[topic][name])


def count(topic: str, name: str) -> int:
    """One whole number of a topic."""
    return int(table("rules")[topic][name])


def choice(topic: str, name: str) -> str:
    """One word of a topic that says which way a rule goes."""
    return str(table("rules")[topic][name])
