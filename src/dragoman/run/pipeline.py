"""The list of stages that turn one report into claims."""

from collections.abc import Callable, Iterator

import msgspec

from dragoman import extract, resolve, text
from dragoman.ground.dating import date_report
from dragoman.ground.when import find_times
from dragoman.ground.where import find_places
from dragoman.ground.who import find_actors
from dragoman.language import analyser
from dragoman.model import Claim, Coverage, Failure, Filed, Reading, Report
from dragoman.run.actors import ActorFile, use_actors
from dragoman.text.stated import stated

Stage = Callable[[Reading], Reading]


class Outcome(msgspec.Struct, frozen=True):
    """What reading one report gave: the report as filed, its claims, and what became of each sentence."""

    filed: Filed
    claims: tuple[Claim, ...]
    coverage: tuple[Coverage, ...]


def divide(report: Report) -> Reading:
    """Begin a reading: what the report states of itself, its parts and sentences, not yet analysed."""
    divided = text.divide(report)
    return Reading(report=stated(report, divided.parts), text=divided, published=report.published, sentences=())


class Parse(msgspec.Struct, frozen=True):
    """Adds grammar and names, by the shipped model or by one that the user names."""

    model: str = ""

    def __call__(self, reading: Reading) -> Reading:
        """The reading with its sentences analysed."""
        sentences = analyser(self.model)(reading.report, reading.text)
        return msgspec.structs.replace(reading, sentences=sentences)


def stages(model: str = "") -> tuple[Stage, ...]:
    """The stages in their order, with the language model bound."""
    return (
        Parse(model),
        date_report,
        find_times,
        find_places,
        find_actors,
    )


def analyse(report: Report, model: str = "") -> Reading:
    """Read one report as far as its claims: parts, grammar, date, times, places, actors."""
    reading = divide(report)
    for stage in stages(model):
        reading = stage(reading)
    return reading


def read(item: Report | Failure, model: str = "") -> Iterator[Outcome | Failure]:
    """Read one report whole. What goes wrong in it becomes a Failure, and no other report suffers."""
    if isinstance(item, Failure):
        yield item
        return
    try:
        reading = analyse(item, model)
        claims = extract.claims(reading)
        _check(claims)
        filed = Filed(
            report=reading.report,
            text=reading.text,
            published=reading.published,
            signature=resolve.sign(body(reading)),
            actors=reading.actors,
        )
        yield Outcome(filed, claims, extract.cover(reading, claims))
    except Exception as error:  # noqa: BLE001 - a broken report is recorded, never lost and never fatal
        yield Failure(
            origin=", ".join(item.origins),
            stage="reading",
            why=f"{type(error).__name__}: {error}",
            advice="Please report this with the file; the other reports are not affected.",
            report=item.id,
        )


def _check(claims: tuple[Claim, ...]) -> None:
    """Every claim has an id of its own: the store rests on it, and a report that breaks it fails alone."""
    ids = [claim.id for claim in claims]
    double = next((i for i in ids if ids.count(i) > 1), None) if len(set(ids)) < len(ids) else None
    if double:
        raise ValueError(f"two claims share the id {double}")


class Reader(msgspec.Struct, frozen=True):
    """`read` with the user's actors and language model bound: a runner can send it to any process, which loads them once."""

    actors: tuple[ActorFile, ...] = ()
    model: str = ""

    def __call__(self, item: Report | Failure) -> Iterator[Outcome | Failure]:
        """Read one report whole."""
        use_actors(self.actors)
        return read(item, self.model)


def body(reading: Reading) -> str:
    """The body text alone, by which copies of one text are told."""
    return " ".join(p.span.of(reading.report.text) for p in reading.text.parts if p.part == "body")
