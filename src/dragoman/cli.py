"""The command line: `dragoman VERB RECORD …`.

Exit codes: 0 done; 1 done, but some reports failed (they are listed by `coverage`); 2 wrong use or an unusable file.
"""

import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman import __version__
from dragoman.cli_imports import actors_, places_, spared
from dragoman.cli_output import print_json, print_table, progress, tame
from dragoman.model import Failure, Judgement, Record, plain

if TYPE_CHECKING:
    from dragoman import compare, dossier, export, ingest, run, search, store, web
    from dragoman.compare import groups as groups_
    from dragoman.views import coverage as coverage_view
    from dragoman.views import difference, layers, tables, why
else:

    class _Later:
        """A room that is loaded when a verb first asks it for something: all together take longer than most verbs do."""

        def __init__(self, name: str) -> None:
            self._name = f"dragoman.{name}"

        def __getattr__(self, name: str) -> Any:
            return getattr(import_module(self._name), name)

    rooms = "compare", "dossier", "export", "ingest", "run", "search", "store", "web"
    compare, dossier, export, ingest, run, search, store, web = map(_Later, rooms)
    groups_, coverage_view = map(_Later, ("compare.groups", "views.coverage"))
    difference, layers, tables, why = map(_Later, ("views.difference", "views.layers", "views.tables", "views.why"))


class OneOf(click.Choice[str]):
    """A choice among the names that a room has, which is asked for them where they are needed."""

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        super().__init__(())
        del self.choices
        self._names = names

    def __getattr__(self, name: str) -> Any:
        """`choices` is not there before it is asked for."""
        if name != "choices":
            raise AttributeError(name)
        self.choices = tuple(self._names())
        return self.choices


RECORD = click.argument("record", type=click.Path(path_type=Path, dir_okay=False))
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
ACTORS = click.option(
    "--actors",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Actors of your own, in the registry's notation; outranks what ships. May be given several times.",
)
MODEL = click.option(
    "--language-model", default="", help="spacy:NAME reads with an installed spaCy pipeline in place of the shipped model."
)


GROUPS = click.option(
    "--groups",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help='Groups of sources to compare, declared in TOML below [groups]: "Name" = ["Source", …].',
)


class Verbs(click.Group):
    """The verbs, in the order of the work."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Keep the order in which they are written."""
        del ctx
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Turn errors that a user can mend into one line and exit code 2."""
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, BrokenPipeError):
            raise  # help was asked for, or the reader at the other end has read enough: no room is needed to tell errors
        except (store.RecordError, run.ActorsError, run.NoModelError, OSError) as error:
            raise click.ClickException(str(error)) from error


click.ClickException.exit_code = 2


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Rebuild a political process from what many outlets reported about it, as one auditable record."""


@main.command()
@click.argument("reports", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--record", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The record file; made where there is none."
)
@click.option("--cores", default=1, show_default=True, type=click.IntRange(1), help="Read on this many cores.")
@ACTORS
@MODEL
@JSON
def build(reports: tuple[Path, ...], *, as_json: bool, **settings_: Any) -> None:
    """Read REPORTS (files and folders) into a record. With more files later, only the new ones are read."""
    settings = run.Settings(**settings_)
    with progress() as bar:
        task = bar.add_task("reading", total=None)
        summary = run.build(reports, settings, lambda name: bar.update(task, advance=1, description=name[-48:]))
    if as_json:
        print_json(summary)
    else:
        click.echo(
            f"{settings.record}: {summary.read} reports read, {summary.known} known, {summary.failed} failed; "
            f"{summary.claims} new claims, {summary.entries} entries"
        )
    if not (summary.read or summary.known or summary.failed):
        click.echo("There was nothing to read. Give files or folders of texts (.txt), pages (.html) or records (.json).", err=True)
    if summary.failed:
        click.echo(f"See what failed and why: dragoman coverage {settings.record}", err=True)
        sys.exit(1)


@main.command("dossier")
@RECORD
@click.option(
    "--to", required=True, type=click.Path(path_type=Path, dir_okay=False), callback=spared, help="The HTML file to write."
)
@click.option("--title", default="", help="A title for the process.")
@GROUPS
def dossier_(record: Path, to: Path, title: str, groups: Path | None) -> None:
    """Write the record as one self-contained HTML file."""
    opened = store.open_record(record)
    size = dossier.write(opened, to, title, _groups(groups, opened))
    click.echo(f"{to}: {size / 1e6:.1f} MB. Open it in a browser; it needs no network.")


@main.command("export")
@RECORD
@click.option("--to", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to write.")
@click.option(
    "--format", "form", default="jsonl", show_default=True, type=OneOf(lambda: sorted(export.FORMATS)), help="The format."
)
def export_(record: Path, to: Path, form: str) -> None:
    """Write the record as data files with a codebook and datapackage.json."""
    counts = export.export(store.open_record(record), to, form)
    click.echo(f"{to}: " + ", ".join(f"{name} {count}" for name, count in counts.items()))


@main.command("why")
@RECORD
@click.argument("id_", metavar="ID")
@JSON
def why_(record: Path, id_: str, *, as_json: bool) -> None:
    """Walk from any ID that a table or the dossier shows to the words that carry it."""
    trails = why.told(store.open_record(record), id_)
    if not trails:
        raise click.ClickException(f"{record} has nothing with the id {id_}. List ids with: dragoman show {record} events")
    if as_json:
        print_json(trails[0] if len(trails) == 1 else trails)
    else:
        click.echo("\n".join(tame(line) for trail in trails for line in why.render(trail)))


@main.command("search")
@RECORD
@click.argument("question")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1), help="How many to show.")
@JSON
def search_(record: Path, question: str, limit: int, *, as_json: bool) -> None:
    """Find what comes nearest in meaning to a QUESTION in your own words, with quotes and sources.

    The first search of a record takes some seconds for each hundred reports; later ones are answered at once.
    """
    with progress() as bar:
        task = bar.add_task("weighing words", total=None)
        try:
            found = search.search(record, question, limit, lambda total: bar.update(task, advance=1, total=total))
        except ValueError as error:
            raise click.BadParameter(str(error)) from error
    if as_json:
        print_json(found)
    else:
        print_table(search.COLUMNS, search.rows(found))


@main.command("coverage")
@RECORD
@JSON
def coverage_(record: Path, *, as_json: bool) -> None:
    """What of each report was used, read without finding, or not parsed; and what failed."""
    told = coverage_view.by_report(store.open_record(record))
    if as_json:
        print_json(told)
        return
    print_table(coverage_view.COLUMNS, coverage_view.rows(told))
    for failure in told["failures"]:
        click.echo(tame(f"failed: {failure['origin']}: {failure['why']} {failure['advice']}"))


@main.command()
@RECORD
@click.argument("kind", type=OneOf(lambda: tables.KINDS))
@click.option("--actor", "actors", multiple=True, help="Only lines with this actor (any spelling). Of several given, with all.")
@click.option("--from", "start", default="", help="Only from this date on: 2011, 2011-05 or 2011-05-04.")
@click.option("--to", "end", default="", help="Only up to this date.")
@click.option("--issue", default="", help="Only lines with this issue code.")
@click.option("--type", "type_", default="", help="Only events of this type.")
@JSON
def show(record: Path, kind: str, *, as_json: bool, type_: str, **filters: Any) -> None:
    """Show a part of the record as a table."""
    try:
        wanted = tables.Filter(type=type_, **filters)
        found = tables.find(store.open_record(record), kind, wanted)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    if as_json:
        print_json(found)
    else:
        print_table(tables.COLUMNS[kind], tables.rows(kind, found))


@main.command()
@RECORD
@click.argument("verdict", type=click.Choice(["same", "different", "right", "wrong", "set"]))
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@click.option("--why", "why__", required=True, help="The reason.")
@click.option("--by", required=True, help="Who judges.")
@click.option("--field", default="", help="With set: the field.")
@click.option("--value", default="", help="With set: its value.")
def judge(record: Path, verdict: Any, claims: tuple[str, ...], **told: str) -> None:
    """Judge claims: same, different (two claims), right, wrong, set (one). Outranks rules and survives re-runs."""
    judgement = Judgement(
        claims=claims, verdict=verdict, by=told["by"], why=told["why__"], field=told["field"], value=told["value"]
    )
    try:
        number = run.judge(record, judgement)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"judgement {number}; take it back with: dragoman undo {record} {number}")


@main.command()
@RECORD
@click.argument("number", type=int)
def undo(record: Path, number: int) -> None:
    """Take a judgement back; it stays in the file, marked."""
    try:
        run.undo(record, number)
    except ValueError as error:
        raise click.ClickException(str(error)) from error


@main.command()
@RECORD
@JSON
def judgements(record: Path, *, as_json: bool) -> None:
    """List the judgements of persons that hold: who, when and why."""
    with store.Store(record) as kept:
        found = kept.persons()
    if as_json:
        print_json([{"number": number, **plain(judgement)} for number, judgement in found])
    else:
        rows = ((str(n), j.verdict, ", ".join(j.claims), j.by, str(j.at or ""), j.why) for n, j in found)
        print_table(("number", "verdict", "claims", "by", "at", "why"), rows)


@main.command()
@RECORD
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535), help="The port on this machine.")
@GROUPS
def serve(record: Path, port: int, groups: Path | None) -> None:
    """Show the record live on this machine, with forms to judge."""
    declared = _groups(groups, store.open_record(record))
    click.echo(f"http://127.0.0.1:{port}/  (Ctrl-C to stop)")
    web.serve(record, port, declared)


@main.command()
@click.argument("old", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("new", type=click.Path(path_type=Path, dir_okay=False))
@JSON
def diff(old: Path, new: Path, *, as_json: bool) -> None:
    """Tell what changed from one record to another, entry by entry."""
    changes = difference.changes(store.open_record(old), store.open_record(new))
    if as_json:
        print_json(changes)
    else:
        print_table(difference.COLUMNS, difference.rows(changes))


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--layer", default="claims", show_default=True, type=OneOf(lambda: layers.LAYERS), help="Which layer to print.")
@click.option(
    "--format",
    "form",
    default="json",
    show_default=True,
    type=click.Choice(["json", "conllu"]),
    help="conllu is for the language layer.",
)
@ACTORS
@MODEL
def analyse(file: Path, layer: str, form: str, actors: tuple[Path, ...], language_model: str) -> None:
    """Print what each layer reads in one report, with offsets."""
    run.use_actors(run.check_actors(actors))
    for item in ingest.read([file]):
        if isinstance(item, Failure):
            raise click.ClickException(f"{item.origin}: {item.why} {item.advice}")
        reading = run.analyse(item, language_model)
        if form == "conllu":
            click.echo(layers.conllu(reading), nl=False)
        else:
            print_json(layers.layer(reading, layer))


main.add_command(actors_)
main.add_command(places_)


def _groups(path: Path | None, record: Record) -> "compare.Groups | None":
    """The groups declared in a file; sources that the record does not have are named, for they are most likely misspelt."""
    if path is None:
        return None
    try:
        groups = compare.read_groups(path.read_text("utf-8"))
    except ValueError as error:
        raise click.BadParameter(f"{path}: {error}", param_hint="--groups") from error
    missing = groups_.unknown(record, groups)
    if missing:
        click.echo(f"{path}: the record has no report of {', '.join(missing)}", err=True)
    return groups
