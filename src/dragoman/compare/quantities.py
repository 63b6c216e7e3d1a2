"""Numbers that the sources of one entry give: different, rough, or left out by some."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from functools import cache
from itertools import combinations, permutations
from typing import Literal

import msgspec

from dragoman.compare.durations import UNIT as HOUR
from dragoman.compare.durations import durations
from dragoman.compare.sources import Source, Told, divergence, omission, value
from dragoman.compare.tallies import UNIT as VOTE
from dragoman.compare.tallies import tallies
from dragoman.extract.numbers import worth
from dragoman.lexicon.load import table
from dragoman.model import Claim, Commitment, Divergence, Entry, Event, Number
from dragoman.resolve.quantities import bound, bounding, differ, is_quantity, least, unit
from dragoman.resolve.terms import listed, stem, stems

Kind = Literal["conflict", "precision"]
_GREAT = 1_000_000  # from here on the order of a number tells which one is meant
_ROUND = 10  # of which a round number is a multiple
_PARTS = 6  # numbers of one source that are tried as the parts of another
_VOTED = ("GOVERN", "REJECT", "AGREE", "SUPPORT", "CONCEDE", "SANCTION")  # acts that a vote can be
_PAIR = 2  # claims of one sentence of which one tells an attack and the other what it cost
_BESIDE = 3  # words on either side of a number that may say how those whom it counts fared: "killed 27", "22 others were hurt"

_WHY: dict[Kind, str] = {
    "conflict": "Sources give different numbers of the same.",
    "precision": "One number is rough or a bound, and the other lies within it.",
}


class Count(msgspec.Struct, frozen=True):
    """A number that a source gives, with the words that bound it, and what is said of those whom it counts beyond their unit.

    `is_rest`: it counts what others leave over ("five others").
    """

    number: Number
    of: frozenset[str]
    is_rest: bool


def numbers(entry: Entry, sources: Sequence[Source], record: Told) -> Iterator[Divergence]:
    """Numbers of one unit compared as numbers: "about 3,000" and "3,000" agree, "3,000" and "4,000" do not.

    Where a report counts several of one kind, the one that most others give too is held against theirs, else the widest; where
    these agree, the one that it alone gives.
    """
    told = [_counted(s, entry, record) for s in sources]
    for counted in sorted({u for t in told for u in t}):
        given = [t.get(counted, []) for t in told]
        votes = Counter(amount for counts in given for amount in {c.number.value for c in counts} - {None})
        rows = [max(counts, key=lambda c: _weight(c, votes), default=None) for counts in given]
        own = [_own(counts, votes) for counts in given]
        for chosen in (rows, own):
            if kind := _kind(chosen, given):
                values = [value(c.number.text if c else "", s) for c, s in zip(chosen, sources, strict=True)]
                yield divergence(entry, "numbers", kind, values, _WHY[kind])
                break
        else:
            yield from _left_out(entry, rows, sources)


def _left_out(entry: Entry, rows: Sequence[Count | None], sources: Sequence[Source]) -> Iterator[Divergence]:
    """A number that some sources leave out; one that tells its order alone ("billions") is only less precise."""
    silent = _silent(entry, rows, sources)
    words = [
        c.number.text if c else next((w for known in rows if known and (w := _order(known.number, s))), "") if is_silent else ""
        for c, is_silent, s in zip(rows, silent, sources, strict=True)
    ]
    values = [value(told, s) for told, s in zip(words, sources, strict=True)]
    if any(is_silent and told for is_silent, told in zip(silent, words, strict=True)):
        yield divergence(entry, "numbers", "precision", values, "One source gives the number, and another its order alone.")
    else:
        yield from omission(entry, "numbers", values, silent, "Not all sources give the number.")


def _order(number: Number, source: Source) -> str:
    """The word by which a source tells the order of a great number: "billions" of 5.7 billion."""
    scales = table("en/issues")["numbers"]["scales"].items()
    size, word = max(((least, f"{scale}s") for scale, least in scales if least <= (number.value or 0)), default=(0, ""))
    return word if size >= _GREAT and any(re.search(rf"\b{word}\b", f.report.text, re.IGNORECASE) for f in source.filed) else ""


def _weight(count: Count, votes: Counter[float | None]) -> tuple[bool, int, int, float]:
    """What makes a number the one of a source: that it is told plainly, that others give it, that it is of many, its size."""
    number = count.number
    return (
        number.value is not None and bound(number) not in ("least", "most"),
        votes[number.value],
        -len(count.of),
        number.value or 0.0,
    )


def _own(counts: Sequence[Count], votes: Counter[float | None]) -> Count | None:
    """The one number that a source gives beside those that others give too; none where all are its own, or several."""
    own = [c for c in counts if votes[c.number.value] == 1]
    return own[0] if len(own) == 1 < len(counts) else None


def _counted(source: Source, entry: Entry, told: Told) -> dict[str, list[Count]]:
    """What a source counts, by unit: in the latest of its versions that counts it. Talks have their length, votes their sides."""
    found: dict[str, tuple[str, list[Count]]] = {}
    for claim in (*source.claims, *_costs(source, told)):
        for number in claim.body.numbers if isinstance(claim.body, Event | Commitment) else ():
            if unit(number) and (number.value is not None or least(number) > 1):
                report, counts = found.setdefault(unit(number), (claim.report, []))
                if report == claim.report:
                    counts += [_count(number, claim), *_wholes(number)]
    counted = {of: counts for of, (_, counts) in found.items()}
    read = {"CONSULT": (HOUR, durations), **dict.fromkeys(_VOTED, (VOTE, tallies))}
    if isinstance(entry.body, Event) and entry.body.type in read:
        of, reading = read[entry.body.type]
        more = [Count(n, frozenset(), is_rest=False) for sentence in source.sentences for n in reading(sentence)]
        counted |= {of: more} if more else {}
    return counted


def _costs(source: Source, told: Told) -> Iterator[Claim]:
    """What an attack cost, where its sentence tells that as a claim of its own: "fighters attacked a post and killed four"."""
    own = [c for c in source.claims if isinstance(c.body, Event) and c.body.type == "ASSAULT"]
    for claim in own:
        filed = next(f for f in source.filed if f.report.id == claim.report)
        sentence = filed.text.sentence_of(claim.trigger.span)
        beside = [c for c in told.claims.get(claim.report, ()) if sentence and sentence.overlaps(c.trigger.span)]
        attacks = [c for c in beside if isinstance(c.body, Event) and c.body.type == "ASSAULT"]
        if len(attacks) == _PAIR:
            yield from (c for c in attacks if c not in own and not listed("counted", "tolls").isdisjoint(stems(c.trigger.quote)))


def _wholes(number: Number) -> Iterator[Count]:
    """What a number is told to be a part of: "three of the 33 hostages" counts 33 too."""
    found = _part().search(number.text)
    if found and (whole := worth(found[1].casefold())) is not None:
        yield Count(msgspec.structs.replace(number, value=whole, text=found[0]), frozenset(), is_rest=True)


def _count(number: Number, claim: Claim) -> Count:
    """A number with the words before it that bound it ("more than 300 people"), and whom it counts."""
    quote = next((e.quote for e in claim.evidence if number.text in e.quote), "")
    before, _, behind = quote.partition(number.text)
    start = before.rstrip().casefold().removesuffix(" a").removesuffix(" an")  # "more than a hundred"
    words = next((told for told, _ in bounding() if start == told or start.endswith(f" {told}")), "")
    of = frozenset(map(stem, _named().findall(number.text.partition(" ")[2])))
    if unit(number) == "persons":
        near = (stems(number.unit), stems(before)[-_BESIDE:], stems(behind)[:_BESIDE], stems(claim.trigger.quote))
        of |= _people(stems(number.unit)[-1:]) | next((lot for row in near if (lot := _lots("fared", row))), frozenset())
    is_rest = not listed("counted", "rest").isdisjoint(stems(number.text))
    return Count(msgspec.structs.replace(number, text=f"{words} {number.text}") if words else number, of, is_rest)


def _people(words: Sequence[str]) -> frozenset[str]:
    """Whom a word for people tells, by the first of those that mean the like: "troops" are soldiers, "people" are anybody."""
    return _lots("alike", words) or frozenset(words) - listed("counted", "any").union(*_rows("fared"))


def _kind(rows: Sequence[Count | None], given: Sequence[Sequence[Count]]) -> Kind | None:
    """How the chosen numbers differ; what one source tells in parts that come to the number of another is only finer."""
    known = [(c, counts) for c, counts in zip(rows, given, strict=True) if c]
    pairs = [(a, b) for a, b in permutations(known, 2) if _is_other(a[0].number, b[0].number)]
    if any(_comes_to(parts, whole.number) for (whole, _), (_, parts) in pairs):
        return "precision"
    told = {c.number.value for counts in given for c in counts}
    pairs = [(a, b) for a, b in pairs if _is_of_one(a, b) and not _is_gap(a[0].number, b[0].number, told)]
    pairs = [
        (a, b) for a, b in pairs if None not in (a[0].number.value, b[0].number.value) or not differ((a[0].number, b[0].number))
    ]
    if not pairs:
        return None
    return "conflict" if any(differ((a.number, b.number)) for (a, _), (b, _) in pairs) else "precision"


def _is_other(one: Number, other: Number) -> bool:
    """Whether two numbers are told differently: "222" and "at least 222" are, "about 3,000" says the same as "3,000".

    Of a round number nobody knows whether it is meant plainly.
    """
    bounds = {bound(one), bound(other)} - {"rough"}
    is_round = (one.value or 1.0) % _ROUND == 0
    return one.value != other.value or ("" in bounds and len(bounds) > 1 and not is_round)


def _comes_to(parts: Sequence[Count], whole: Number) -> bool:
    """Whether what a source counts one by one comes to a number: 270 soldiers and 120 civilians are 390 people."""
    amounts = sorted({c.number.value for c in parts if c.number.value})
    return any(sum(some) == whole.value for n in range(2, len(amounts) + 1) for some in combinations(amounts[-_PARTS:], n))


def _is_gap(one: Number, other: Number, told: Container[float | None]) -> bool:
    """Whether somebody counts just those by whom two numbers differ: one is then told of another moment, or without them."""
    gap = abs(one.value - other.value) if one.value and other.value else 0.0
    return gap in told and gap not in (one.value, other.value)


def _silent(entry: Entry, rows: Sequence[Count | None], sources: Sequence[Source]) -> list[bool]:
    """Which sources leave out a number that is worth telling."""
    body = entry.body
    parties = len({*body.actors, *body.recipients}) if isinstance(body, Event) else 0
    quotes = [e.quote for s in sources for e in s.evidence]
    told = [c.number for c in rows if c and not c.is_rest and _is_worth_telling(c.number, parties, quotes)]
    return [bool(told) and c is None and _counts_nothing(s, told) for c, s in zip(rows, sources, strict=True)]


def _is_worth_telling(number: Number, parties: int, quotes: Sequence[str]) -> bool:
    """Whether leaving a number out leaves something out: not where it is part of a word ("a four-point plan")."""
    _, hyphen, last = number.text.rpartition("-")
    return not (hyphen and worth(last.casefold()) is None) and is_quantity(number, parties, quotes)


def _is_of_one(one: tuple[Count, Sequence[Count]], other: tuple[Count, Sequence[Count]]) -> bool:
    """Whether two chosen numbers count the same, in any of the words with which their sources give these amounts."""
    mine, theirs = ([c for c in counts if c.number.value == chosen.number.value] for chosen, counts in (one, other))
    return any(_is_of(a, b) for a in mine for b in theirs)


def _is_of(whole: Count, part: Count) -> bool:
    """Whether two counts are of the same, or one is larger than what it is told to be a part of; "five others" are of none."""
    if whole.is_rest or part.is_rest:
        return False
    amounts = whole.number.value, part.number.value
    return whole.of == part.of or (whole.of < part.of and (None in amounts or (amounts[1] or 0) > (amounts[0] or 0)))


def _lots(name: str, words: Sequence[str]) -> frozenset[str]:
    """The rows of a list to which words belong, each by the first of its words."""
    return frozenset(min(row) for row in _rows(name) if row.intersection(words))


@cache
def _rows(name: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(stem, line.split())) for line in table("en/sameness")["counted"][name].splitlines())


def _counts_nothing(source: Source, numbers: Sequence[Number]) -> bool:
    """Whether a source has no figure where it tells the act, nor these numbers in words, and none of them anywhere."""
    words = {w.casefold() for sentence in source.sentences for w in sentence.split()}
    if any(_figure().search(word) for word in words) or any(source.has(_amount(n)) for n in numbers):
        return False
    return not any(worth(w.casefold()) is not None and w.casefold() in words for n in numbers for w in n.text.split())


def _amount(number: Number) -> str:
    """How a number is written, without what it counts: "300,000" of "300,000 people"; all of it where that is words."""
    return next((word for word in number.text.split() if _figure().search(word)), number.text)


@cache
def _figure() -> re.Pattern[str]:
    return re.compile(r"\d")


@cache
def _named() -> re.Pattern[str]:
    """A word written large: a people, a side, a part of the world."""
    return re.compile(r"\b[A-Z]\w+")


@cache
def _part() -> re.Pattern[str]:
    """What follows the number of a part: "of the 33", "of the nearly 100", "out of 40"."""
    bounds = "|".join(re.escape(words) for words, _ in bounding())
    return re.compile(rf"\bof (?:(?:the|its|their|some) )?(?:(?:{bounds}) )?([\w,.]+)", re.IGNORECASE)
