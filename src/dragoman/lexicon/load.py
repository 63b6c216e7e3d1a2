"""Reads lexicon files. Nothing is read or compiled at import; each file is read once in a process."""

import hashlib
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The lexicon file of this name, as `en/verbs` or `world/states`. `FileNotFoundError` where there is none."""
    return tomllib.loads(_path(f"{name}.toml").read_text("utf-8"))


@cache
def folder(name: str) -> dict[str, dict[str, Any]]:
    """All files of a folder, as `world/actors`, by name and in order of name."""
    found = sorted(path.name.removesuffix(".toml") for path in _path(name).iterdir() if path.name.endswith(".toml"))
    return {stem: table(f"{name}/{stem}") for stem in found}


@cache
def listed(key: str) -> frozenset[str]:
    """The single words in lower case that the English files list under a key, as `verbs`, wherever it stands in them."""
    return frozenset(word for file in folder("en").values() for word in _under(file, key) if word.isalpha() and word.islower())


def _under(value: Any, key: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            words = inner if name == key and isinstance(inner, list) else ()
            yield from (word for word in words if isinstance(word, str))
            yield from _under(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _under(inner, key)


@cache
def digests() -> dict[str, str]:
    """The SHA-256 of every lexicon file, for the provenance of a run."""
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in sorted(_walk(_path(""), ""))}


def _path(name: str) -> Traversable:
    return files("dragoman.lexicon").joinpath(name)


def _walk(place: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for path in place.iterdir():
        if path.is_dir():
            yield from _walk(path, f"{prefix}{path.name}/")
        elif path.name.endswith(".toml"):
            yield f"{prefix}{path.name}", path
