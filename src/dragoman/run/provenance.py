"""What a reading rests on: the digests of code, lexicons and weights. Where they change, a report is read again."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import dragoman
from dragoman.model import digest

ROOMS = ("model", "lexicon", "text", "language", "ground", "extract", "resolve")
DATA = (".py", ".toml", ".onnx", ".npz", ".txt", ".json", ".bin")


@cache
def provenance(actors: tuple[str, ...] = (), model: str = "") -> dict[str, str]:
    """The version, the SHA-256 of each room that a reading depends on, and of what the user brings: actors, a language model."""
    own = {"actors": " ".join(actors)} if actors else {}
    own |= {"language_model": model} if model else {}
    return {"version": dragoman.__version__, **{room: _room(room) for room in ROOMS}, **own}


@cache
def reader(actors: tuple[str, ...] = (), model: str = "") -> str:
    """One digest of it all."""
    return digest(provenance(actors, model))[:16]


def _room(room: str) -> str:
    folder = files("dragoman").joinpath(room)
    total = hashlib.sha256()
    for name, path in sorted(_walk(folder, "")):
        total.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _walk(place: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for path in place.iterdir():
        if path.is_dir() and path.name != "__pycache__":
            yield from _walk(path, f"{prefix}{path.name}/")
        elif path.name.endswith(DATA):
            yield f"{prefix}{path.name}", path
