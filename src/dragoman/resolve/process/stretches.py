"""Stretches of talks: meetings that follow one another between the same parties, or in one city with one of them."""

from collections.abc import Iterable, Iterator
from itertools import combinations, islice

import msgspec

from dragoman.model import Entry, Event, Place, When, Witness
from dragoman.resolve.moments import apart, length, spanned
from dragoman.resolve.parties import country, organisations, shared
from dragoman.resolve.places import is_apart, is_there
from dragoman.resolve.process.corpus import Corpus, first_day
from dragoman.resolve.sameness.clashes import principals
from dragoman.resolve.sameness.rows import orders
from dragoman.resolve.settings import choice, count
from dragoman.resolve.terms import stem

Row = tuple[Entry, Event]
_LONG = 1 << 20
_SIDES = 2  # parties that make talks
_MOST = 6  # parties of a meeting by which it is found
_FINE = ("venue", "city")
_NEAR = 50  # stretches of one key that are looked at for a meeting of no known day, the latest first


class Stretch(msgspec.Struct, eq=False):
    """A round as far as it is gathered: its meetings, who was there, who led them, where, and which of a row it is told to be.

    `when` spans the meetings of known days; where there are none it is the date of the first.
    """

    when: When
    rows: list[Row] = []
    parties: frozenset[str] = frozenset()
    leaders: frozenset[str] = frozenset()
    places: tuple[Place, ...] = ()
    ordinals: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()


def is_narrow(when: When) -> bool:
    """Whether a date is close enough to say to which of two stretches a meeting belongs."""
    return (length(when) or _LONG) <= count("rounds", "gap_days")


def is_dated(when: When) -> bool:
    """Whether a date says when a stretch was, though it may not tell two apart."""
    return (length(when) or _LONG) <= count("events", "loose_days")


def between(body: Event) -> list[frozenset[str]]:
    """The sides of a meeting, each as the organisations that it stands for: a minister and his government are one."""
    found: list[frozenset[str]] = []
    for side in (organisations((actor,)) for actor in principals(body)):
        if all(side.isdisjoint(other) for other in found):
            found.append(side)
    return found


def stretches(corpus: Corpus, meetings: Iterable[Row]) -> list[Stretch]:
    """The stretches that these meetings make: those of known days by date, then the others where they can belong."""
    gathering = _Gathering(corpus)
    for row in sorted(meetings, key=lambda m: (not is_narrow(m[1].when), first_day(m[1].when), m[0].id)):
        gathering.take(row)
    return gathering.found


class _Gathering:
    """What is gathered so far, by the keys that meetings of one stretch share."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.mediators = organisations(corpus.mediators)
        self.found: list[Stretch] = []
        self._by_key: dict[str, list[Stretch]] = {}
        self._open: dict[str, list[Stretch]] = {}

    def take(self, row: Row) -> None:
        """Add a meeting to the stretch that it belongs to, or begin one with it.

        Where several can be meant, or where neither day nor place is told, it is of none.
        """
        body, keys, ordinals = row[1], _keys(row[1]), self._ordinals(row[0])
        is_sure = is_narrow(body.when)
        near = self._following(keys, body) if is_sure else self._around(keys, row)
        own = list(islice((s for s in near if self._is_bound(s, row, ordinals)), _SIDES))
        if not is_sure and (len(own) > 1 or not (own or is_dated(body.when) or body.where)):
            return
        stretch = own[0] if own else Stretch(when=self._when(row))
        self._add(stretch, row, ordinals)
        for index in (self._by_key, self._open) if is_sure else (self._by_key,):
            for key in keys:
                if stretch not in index.setdefault(key, [])[-_NEAR:]:
                    index[key].append(stretch)

    def _add(self, stretch: Stretch, row: Row, ordinals: frozenset[str]) -> None:
        body = row[1]
        if not stretch.rows:
            self.found.append(stretch)
        elif is_narrow(body.when) and stretch.when.start and stretch.when.end and body.when.start and body.when.end:
            stretch.when = spanned(min(stretch.when.start, body.when.start), max(stretch.when.end, body.when.end))
        stretch.rows.append(row)
        stretch.parties |= _present(body)
        stretch.leaders |= {*body.mediators, *body.hosts}
        stretch.ordinals |= ordinals
        stretch.reports |= {*self.corpus.reports(row[0])}
        if body.where and body.where not in stretch.places:
            stretch.places = (*stretch.places, body.where)

    def _when(self, row: Row) -> When:
        """The date of a meeting; where none is told, that it lies before the first report that tells it."""
        when, by = row[1].when, self.corpus.by(*row)
        return when if when.start and when.end else spanned(by.start, by.end) if by.is_known else when

    def _following(self, keys: list[str], body: Event) -> Iterator[Stretch]:
        """The stretches that a meeting of known days can go on with, the latest first: they ended within the gap before it."""
        seen: dict[int, Stretch] = {}
        for key in keys:
            self._open[key] = [s for s in self._open.get(key, ()) if _is_open(s.when, body.when)]  # the others are over for good
            seen |= {id(s): s for s in self._open[key]}
        yield from sorted(seen.values(), key=lambda s: (first_day(s.when), s.rows[0][0].id), reverse=True)

    def _around(self, keys: list[str], row: Row) -> Iterator[Stretch]:
        """The stretches of which a meeting of no known day can be: begun before it was told, and not of another time."""
        entry, body = row
        told = max(self.corpus.told_on(entry), default=None)
        near = {id(s): s for key in keys for s in self._by_key.get(key, [])[-_NEAR:]}
        for stretch in near.values():
            start = stretch.when.start
            if not apart(stretch.when, body.when) and (told is None or start is None or start <= told):
                yield stretch

    def _is_bound(self, stretch: Stretch, row: Row, ordinals: frozenset[str]) -> bool:
        """Whether parties, venue, mediator, and which round it is told to be, allow that a meeting is of a stretch."""
        body = row[1]
        if ordinals and stretch.ordinals and not ordinals & stretch.ordinals:
            return False
        if choice("rounds", "venue") == "same" and body.where and any(is_apart(body.where, place) for place in stretch.places):
            return False
        leaders = {*body.mediators, *body.hosts}
        if choice("rounds", "mediator") == "same" and leaders and stretch.leaders and not shared(leaders, stretch.leaders):
            return False
        common = stretch.parties & _present(body)
        if choice("rounds", "parties") == "all":
            return stretch.parties == _present(body)
        return len(common) >= _SIDES or self._is_at_one_table(stretch, row, common)

    def _is_at_one_table(self, stretch: Stretch, row: Row, common: frozenset[str]) -> bool:
        """Whether meetings in one city are one stretch although they have less than two parties in common.

        Those are that one report tells, and those of a party that has come there to talk, for it is at home that a state receives
        many; and who mediates meets one side alone.
        """
        entry, body = row
        where = body.where
        if where is None or not any(_is_one_city(where, place) for place in stretch.places):
            return False
        if not stretch.reports.isdisjoint(self.corpus.reports(entry)):
            return True
        if any(country(party) not in ("", where.country) for party in common - self.mediators):
            return True
        return bool(common) and min(len(stretch.parties - self.mediators), len(_present(body) - self.mediators)) < _SIDES

    def _ordinals(self, entry: Entry) -> frozenset[str]:
        """Which rounds of a row its tellings name: "the second round"."""
        witnesses = (Witness(claim, self.corpus.record.filed[claim.report]) for claim in self.corpus.claims(entry))
        return frozenset(order for w in witnesses for order, thing in orders(w) if thing == stem("round"))


def _is_open(one: When, other: When) -> bool:
    """Whether no more than the gap lies between the end of one and the beginning of the other."""
    return one.end is not None and other.start is not None and (other.start - one.end).days <= count("rounds", "gap_days")


def _is_one_city(one: Place, other: Place) -> bool:
    """Whether two places can be one city, told by its name or by its country alone."""
    return not {one.precision, other.precision}.isdisjoint(_FINE) and is_there(one, other)


def _present(body: Event) -> frozenset[str]:
    """The organisations at a meeting, those that mediate or host among them."""
    return organisations((*principals(body), *body.mediators, *body.hosts))


def _keys(body: Event) -> list[str]:
    """What meetings of one stretch share: two parties, or the country."""
    sides = between(body)[:_MOST]
    pairs = {"|".join(sorted((one, other))) for a, b in combinations(sides, 2) for one in a for other in b}
    return sorted(pairs | ({f"in {body.where.country or body.where.name}"} if body.where else set()))
