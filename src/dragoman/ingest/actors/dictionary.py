"""Actor dictionaries of TABARI and PETRARCH: `NAME [CODE date]`, synonyms after `+`, further codes on lines of their own.

A code is a country and then roles, three letters each, as CAMEO has them: `EGYGOV`. A date restricts a code: `<911226`,
`>20130119`, `19950601 - 19990815`; years of two digits are those from 1930 on.
"""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dragoman.ingest.actors.kept import ActorsError, Kept, cleaned
from dragoman.lexicon import table
from dragoman.model import ActorKind

_COMMENT = re.compile(r"<!\s*--.*?-->|<!\s*--.*", re.DOTALL)
_CODE = re.compile(r"\[([^\]]*)\]")
_PARTS = re.compile(r"([A-Za-z0-9+#/-]{3,}?)(?:\s*([<>])\s*(\d{6,8})|\s+(\d{6,8})\s*-\s*(\d{6,8}))?")
_TRIPLES = re.compile(r"[A-Z]{3}")


class _Entry:
    """An actor of the dictionary while its lines are read."""

    def __init__(self, line: int, name: str) -> None:
        self.line = line
        self.names = [name]
        self.codes: list[tuple[str, str]] = []


def read_dictionary(path: Path) -> Iterator[Kept]:
    """The actors of a dictionary. Discards (`[---]`) and codes of several actors (`[A/B]`) are passed over."""
    entry: _Entry | None = None
    for line, text in _lines(path):
        before = _CODE.sub("", text).strip()
        if "[" in before or "]" in before:
            raise ActorsError(f"{path}:{line}: a bracket that is not closed: {text.strip()[:60]!r}")
        if before and not before.startswith("+"):
            if entry:
                yield from _kept(entry)
            entry = _Entry(line, before)
        elif entry is None:
            raise ActorsError(f"{path}:{line}: a synonym or a code with no actor before it: {text.strip()[:60]!r}")
        elif before:
            entry.names.append(before[1:])
        entry.codes += [_code(path, line, code) for code in _CODE.findall(text)]
    if entry:
        yield from _kept(entry)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Numbered lines that say something, without comments."""
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), path.read_text("utf-8", errors="replace"))
    for number, line in enumerate(text.split("\n"), 1):
        told = line.split("#")[0]
        if "[" in told and "]" not in told:
            told = line
        if told.strip():
            yield number, told


def _code(path: Path, line: int, code: str) -> tuple[str, str]:
    """A code and the stretch in which it holds, in the registry's notation."""
    found = _PARTS.fullmatch(code.strip())
    if not found:
        raise ActorsError(f"{path}:{line}: no code of an actor: [{code}]")
    try:
        if found[2]:
            day = _day(found[3])
            return found[1].upper(), f" /{day - dt.timedelta(1)}" if found[2] == "<" else f" {day + dt.timedelta(1)}/"
        return found[1].upper(), f" {_day(found[4])}/{_day(found[5])}" if found[4] else ""
    except ValueError as error:
        raise ActorsError(f"{path}:{line}: no date in [{code}]: {error}") from error


def _day(digits: str) -> dt.date:
    # TABARI's dictionaries write years of two digits; the events that they code begin after the second world war.
    year = digits if len(digits) == 8 else f"{'19' if digits >= '30' else '20'}{digits}"
    return dt.date(int(year[:4]), int(year[4:6]), int(year[6:]))


def _kept(entry: _Entry) -> Iterator[Kept]:
    codes = [(_TRIPLES.findall(code), held) for code, held in entry.codes if code.isalpha()]
    names = cleaned([_spelled(name) for name in entry.names])
    if not codes or not codes[-1][0] or not names:
        return
    country, *_ = codes[-1][0]
    bodies = table("world/imports")["cameo"]["bodies"]["codes"]
    roles = [(_roles(triples if triples[0] in bodies else triples[1:]), held) for triples, held in codes]
    kinds = [_kinds()[code] for triples, _ in reversed(codes) for code in triples if code in _kinds()]
    yield Kept(
        names,
        "world" if country in bodies else country,
        kinds[0] if kinds else "group",
        f"line {entry.line}",
        tuple(f"{' '.join(sectors)}{held}" for sectors, held in roles if sectors),
    )


def _spelled(name: str) -> str:
    """`NORTHERN_FRONT_` → `Northern Front`. A name of at most three letters, or with dots, is taken for initials and stays."""
    words = name.replace("_", " ").split()
    if len(words) == 1 and (len(words[0]) <= 3 or "." in words[0]):
        return words[0]
    return " ".join(word.casefold() if word in ("OF", "AND", "FOR") else word.title() for word in words)


def _roles(codes: list[str]) -> list[str]:
    renamed: dict[str, str] = table("world/imports")["cameo"]["sectors"]
    found = (renamed.get(code, code) for code in codes)
    return list(dict.fromkeys(code for code in found if code in table("world/imports")["cameo"]["kept"]["codes"]))


@cache
def _kinds() -> dict[str, ActorKind]:
    told: dict[ActorKind, list[str]] = table("world/imports")["cameo"]["kinds"]
    return {code: kind for kind, codes in told.items() for code in codes}
