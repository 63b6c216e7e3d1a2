"""The verbs that turn lists on disk into files of the user's own: `dragoman actors import`, `dragoman places import`."""

from importlib import import_module
from pathlib import Path

import click


def spared(_context: click.Context, _option: click.Parameter, to: Path) -> Path:
    """A file to write, unless it is a record: a word too few in a command must not cost anybody's judgements."""
    if to.is_file():
        with to.open("rb") as file:
            if file.read(15) == b"SQLite format 3":
                raise click.BadParameter(f"{to} is a database, and is not written over; name another file.")
    return to


SOURCE = click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
TO = click.option(
    "--to", required=True, type=click.Path(path_type=Path, dir_okay=False), callback=spared, help="The file to write (.toml)."
)


@click.group("actors")
def actors_() -> None:
    """Actors of your own, for `build --actors`."""


@actors_.command("import")
@SOURCE
@TO
def import_actors(source: Path, to: Path) -> None:
    """Turn a list of actors on disk into a file for `build --actors`.

    SOURCE is Party Facts' CSV, a dump of Wikidata with one entity a line, JSON results of its SPARQL service, or a dictionary of
    PETRARCH's kind.
    """
    written = import_module("dragoman.ingest.actors").convert(source, to.name)
    to.write_text(written.text, "utf-8")
    click.echo(f"{to}: {written.fresh} actors; {written.known} more are in the registry already")


@click.group("places")
def places_() -> None:
    """Places of your own, for `build --actors`."""


@places_.command("import")
@SOURCE
@TO
def import_places(source: Path, to: Path) -> None:
    """Turn a dump of GeoNames on disk into a file for `build --actors`.

    SOURCE is the dump of one country (SY.txt), or the archive in which it comes (SY.zip).
    """
    written = import_module("dragoman.ingest.geonames").convert(source, to.name)
    to.write_text(written.text, "utf-8")
    click.echo(f"{to}: {written.places} places; {written.aside} lines of other kinds left aside")
