"""Paths as given become files, in sorted order, with the origin under which each is filed."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dragoman.ingest.outlets import NAME
from dragoman.ingest.own import is_own
from dragoman.model import Failure

SUFFIXES = (".txt", ".text", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".json", ".jsonl", ".ndjson")
"""What is read; a file of another kind becomes a failure that names these."""

_PACKED = frozenset((".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".tgz", ".warc"))
# What browsers add to a page's name for the folder of its pictures and scripts, in the languages that they speak.
_BESIDE = re.compile(
    "(?:_(?:files?|fichiers|archivos|arquivos|ficheiros|bestanden|pliki|soubory|dosyalar|tiedostot|elemei|fajlovi|datoteke|bylos"
    "|failid|fails|fitxers|fitxategiak)|-Dateien|-filer)$"
)


class Found(NamedTuple):
    """A file to read and its origin: a POSIX path as the user gave it, and never an absolute one."""

    path: Path
    origin: str


def walk(paths: Sequence[Path]) -> Iterator[Found | Failure]:
    """All files of these paths. Folders are walked in sorted order; hidden files and links that lead out are left aside."""
    for path in paths:
        place = origin(path)
        if path.is_dir():
            yield from _inside(path, path.resolve(), place)
        elif not path.exists():
            yield failed(place, "There is no such file.", "Check the path.")
        elif path.name != NAME:
            yield _checked(path, place)


def origin(path: Path) -> str:
    """The origin of a path that a user gives: as it is given, and of an absolute one the name alone."""
    return told(path.name if path.is_absolute() else path.as_posix())


def told(name: str) -> str:
    """A name of the file system as text: bytes of it that are no UTF-8 become U+FFFD, for the record could not hold them."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def failed(place: str, why: str, advice: str = "") -> Failure:
    """A failure of this room."""
    return Failure(origin=place, stage="ingest", why=why, advice=advice)


def _inside(folder: Path, root: Path, above: str) -> Iterator[Found | Failure]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield failed(above, f"The folder cannot be opened: {error.strerror}.", "Check its permissions.")
        return
    for entry in entries:
        place = told(entry.name if above == "." else f"{above}/{entry.name}")
        if entry.name == NAME or entry.name.startswith(".") or _belongs_to_page(entry):
            continue
        if not entry.is_symlink() and is_own(entry):
            continue
        if entry.is_symlink() and (entry.is_dir() or not entry.resolve().is_relative_to(root)):
            yield failed(place, "It is a link that leads elsewhere, and such links are not followed.", "Give its target instead.")
        elif entry.is_dir():
            yield from _inside(entry, root, place)
        else:
            yield _checked(entry, place)


def _belongs_to_page(entry: Path) -> bool:
    """Whether this is the folder of pictures and scripts that a browser saves beside a page."""
    page = _BESIDE.sub("", entry.name)
    return page != entry.name and entry.is_dir() and any(entry.with_name(page + end).exists() for end in (".html", ".htm"))


def _checked(path: Path, place: str) -> Found | Failure:
    if not path.is_file():
        return failed(place, "It is no regular file.", "Give files or folders.")
    if path.suffix.lower() in _PACKED:
        return failed(place, "It is an archive, and archives are not opened.", "Unpack it and give what is in it.")
    if path.suffix.lower() not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        return failed(place, "Files of this kind are not read.", f"Give its text as one of {known}.")
    return Found(path, place)
