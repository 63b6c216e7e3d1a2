"""Lists of actors that a user has on disk become files in the registry's notation."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from dragoman.ingest.actors.dictionary import read_dictionary
from dragoman.ingest.actors.kept import ActorsError, Kept
from dragoman.ingest.actors.partyfacts import read_party_facts
from dragoman.ingest.actors.wikidata import opened, read_dump, read_results
from dragoman.ingest.actors.writing import Written, write
from dragoman.lexicon.actors import registry

__all__ = ["ActorsError", "Kept", "Written", "convert", "kept"]

# Enough of a file to tell what it is.
_SAMPLE = 65_536
# A code of a dictionary stands in brackets too.
_JSON = re.compile(rb"\{|\[\s*[{\]]")


def kept(path: Path) -> Iterator[Kept]:
    """The actors of a list: Party Facts, Wikidata (dump or query results), or a dictionary of PETRARCH's kind.

    `ActorsError` names file and line where it cannot be read, and says what can where it is none of these.
    """
    return _reader(path)(path)


def convert(path: Path, file: str) -> Written:
    """A list as the text of a file in the registry's notation, which is to be called `file`."""
    return write(kept(path), registry(), path.name, file)


def _reader(path: Path) -> Callable[[Path], Iterator[Kept]]:
    try:
        with opened(path) as file:
            sample = file.read(_SAMPLE).removeprefix(b"\xef\xbb\xbf").lstrip()
    except EOFError as error:
        raise ActorsError(f"{path}: the packed file is not whole") from error
    first = sample.partition(b"\n")[0].strip()
    if path.suffix == ".csv" or b"partyfacts_id" in first:
        return read_party_facts
    if _JSON.match(sample):
        return read_dump if b'"claims"' in sample or b'"type":"item"' in sample else read_results
    if b"[" in sample and b"]" in sample:
        return read_dictionary
    raise ActorsError(
        f"{path}: no list of actors that is known here. Give Party Facts' CSV, a dump of Wikidata with one entity a line (.json, "
        ".json.gz, .json.bz2), JSON results of its SPARQL service, or a dictionary with lines like NAME [CODE]"
    )
