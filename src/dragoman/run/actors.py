"""The user's files of actors: read, checked row by row, and put into the registry of this process."""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import msgspec

from dragoman.ingest.actors import ActorsError
from dragoman.lexicon.actors import read_actors, registry
from dragoman.lexicon.own import Own, use, used
from dragoman.lexicon.places import read_places
from dragoman.model import ActorKind
from dragoman.store import Store

_COUNTRY = re.compile(r"[A-Z]{3}|world")


class ActorFile(msgspec.Struct, frozen=True):
    """A file of the user's actors, and the SHA-256 of the bytes that were checked."""

    path: Path
    digest: str


def check_actors(paths: Sequence[Path]) -> tuple[ActorFile, ...]:
    """The files, each checked whole. `ActorsError` names file, line and what is wrong; `OSError` where one cannot be opened."""
    found = []
    for path in paths:
        data = path.read_bytes()
        _check(path, data)
        found.append(ActorFile(path, hashlib.sha256(data).hexdigest()))
    return tuple(found)


def use_actors(files: Sequence[ActorFile]) -> None:
    """Let the actors of these files, and no other's, join the registry of this process. They are read once.

    `ActorsError` where a file is no longer the one that was checked: reports read before and after would not fit together.
    """
    if tuple(file.digest for file in files) == tuple(own.digest for own in used()):
        return
    own = []
    for file in files:
        data = file.path.read_bytes()
        if hashlib.sha256(data).hexdigest() != file.digest:
            raise ActorsError(f"{file.path}: the file changed while it was in use; start again")
        own.append(Own(file.path.name, file.digest, tomllib.loads(data.decode("utf-8"))))
    use(tuple(own))
    try:
        registry()
    except ValueError as error:
        use(())
        raise ActorsError(str(error)) from error


def use_kept(store: Store) -> None:
    """Let the actors that the latest build of a record had join the registry, so that folding compares as that build did."""
    use(tuple(Own(name, hashlib.sha256(text.encode()).hexdigest(), tomllib.loads(text)) for name, text in store.actors()))


def _check(path: Path, data: bytes) -> None:
    try:
        text = data.decode("utf-8")
        told = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise ActorsError(f"{path}: no UTF-8 at byte {error.start}; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ActorsError(f"{path}: {error}") from error
    try:
        list(read_places(path.name, told.get("places", {})))
    except (ValueError, AttributeError, TypeError) as error:
        raise ActorsError(f"{path}: {str(error).removeprefix(f'{path.name}: ')}") from error
    for country, kind, row in _rows(path, text, told):
        try:
            list(read_actors(path.name, {country: {kind: [row]}}))
        except ValueError as error:
            raise ActorsError(f"{path}:{_line(text, row)}: {str(error).removeprefix(f'{path.name}: ')}") from error


def _rows(path: Path, text: str, told: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Country, kind and row of every actor, where the file is laid out as the notation wants."""
    for country, kinds in told.items():
        if country == "places":
            continue
        if not _COUNTRY.fullmatch(country) or not isinstance(kinds, dict):
            raise ActorsError(
                f"{path}:{_line(text, country)}: {country!r} is neither a country like [EGY] (ISO alpha-3) nor [world]"
            )
        for kind, rows in kinds.items():
            if kind not in get_args(ActorKind):
                raise ActorsError(f"{path}:{_line(text, kind)}: no kind {kind!r}; there are {', '.join(get_args(ActorKind))}")
            if not isinstance(rows, list) or not all(isinstance(row, str) for row in rows):
                raise ActorsError(f"{path}:{_line(text, kind)}: {country}.{kind} is no list of rows in quotation marks")
            yield from ((country, kind, row) for row in rows)


def _line(text: str, told: str) -> int:
    """The line of the file on which this stands."""
    return text.count("\n", 0, max(text.find(told), 0)) + 1
