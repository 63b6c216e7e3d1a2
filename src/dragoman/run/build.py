"""Builds a record: reads what is new, then folds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from dragoman import ingest
from dragoman.language import analyser
from dragoman.model import Failure, Report
from dragoman.run.actors import check_actors, use_actors
from dragoman.run.pipeline import Outcome, Reader
from dragoman.run.provenance import provenance, reader
from dragoman.run.runners import Runner, cores
from dragoman.store import Store
from dragoman.store.folding import fold

# Readings kept by one commit: few enough that a kill loses seconds of work, enough that the disk does not set the pace.
COMMIT = 16


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a user can set of a build.

    Where the record is, how many cores read, files of actors that join the registry, and the language model (`spacy:NAME`;
    the shipped one where it is empty).
    """

    record: Path
    cores: int = 1
    actors: tuple[Path, ...] = ()
    language_model: str = ""


class Summary(msgspec.Struct, kw_only=True):
    """What a build did."""

    read: int = 0
    known: int = 0
    failed: int = 0
    claims: int = 0
    entries: int = 0


def build(
    paths: Sequence[Path], settings: Settings, progress: Callable[[str], None] = lambda _: None, runner: Runner | None = None
) -> Summary:
    """Read the reports at these paths into the record, those that it lacks, and fold.

    `progress` hears the name of each report as it is done; `runner` replaces the cores of this machine, by a cluster for
    instance. Raises `store.RecordError` where the record cannot be written, `ActorsError` where a file of actors
    cannot be read, `NoModelError` where the language model is not installed.
    """
    summary = Summary()
    actors = check_actors(settings.actors)
    use_actors(actors)
    analyser(settings.language_model)
    digests = tuple(file.digest for file in actors)
    mark = reader(digests, settings.language_model)
    with Store(settings.record, write=True) as store, cores(settings.cores) as local:
        store.keep_actors((file.path.name, file.path.read_text("utf-8")) for file in actors)
        for path in paths:
            store.forget_failures(ingest.origin(path))
        store.note_provenance(mark, provenance(digests, settings.language_model))
        fresh = _fresh(store, ingest.read(paths), mark, summary, progress)
        for outcomes in _batches((runner or local).flat_map(Reader(actors, settings.language_model), fresh)):
            with store.transaction():
                for outcome in outcomes:
                    _keep(store, outcome, mark, summary)
                    progress(_origin(outcome))
        progress("folding")
        summary.entries = fold(store)
    return summary


def _fresh(
    store: Store, items: Iterable[Report | Failure], mark: str, summary: Summary, progress: Callable[[str], None]
) -> Iterator[Report | Failure]:
    """Items that have not been read by this reader. The same bytes are read once: as they are filed first by `_rank`."""
    seen: dict[str, _Rank] = {}
    for item in items:
        if isinstance(item, Report):
            kept = store.read(item.id, mark) if item.id not in seen else None
            known = _rank(kept) if kept else seen.get(item.id)
            if known and known <= _rank(item):
                store.note_origins(item.id, item.origins)
                summary.known += 1
                progress(", ".join(item.origins))
                continue
            seen[item.id] = _rank(item)
        yield item


_Rank = tuple[bool, str, bool, str]


def _rank(report: Report) -> _Rank:
    """Of the same bytes filed twice, under other days or publishers, the earlier day counts, in whatever order they are met."""
    return report.published.start is None, str(report.published.start), report.source is None, report.source or ""


def _keep(store: Store, outcome: Outcome | Failure, mark: str, summary: Summary) -> None:
    if isinstance(outcome, Failure):
        store.note_failure(outcome)
        summary.failed += 1
    else:
        store.file(outcome.filed, outcome.claims, outcome.coverage, mark)
        summary.read += 1
        summary.claims += len(outcome.claims)


def _origin(outcome: Outcome | Failure) -> str:
    return outcome.origin if isinstance(outcome, Failure) else ", ".join(outcome.filed.report.origins)


def _batches(outcomes: Iterator[Outcome | Failure]) -> Iterator[list[Outcome | Failure]]:
    while batch := list(islice(outcomes, COMMIT)):
        yield batch
