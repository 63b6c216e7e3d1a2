"""Times of day: "Tuesday" and "Tuesday morning" are one day, told by one source more precisely."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import permutations

import msgspec

from dragoman.compare.sources import Source, Told, divergence, value
from dragoman.extract.numbers import worth
from dragoman.lexicon.load import table
from dragoman.model import Claim, Divergence, Entry, Event, Span, When, meets
from dragoman.resolve.moments import length

_NOON = 12
_MINUTES = 60  # of an hour
_FINER = 0.5  # share of the hours of another time from which one is finer

Hours = tuple[tuple[float, float], ...]
_ANY: Hours = ((0.0, 24.0),)


class Time(msgspec.Struct, frozen=True):
    """Words that tell a time of day, and the hours that they can mean, each from 0 to 24."""

    words: str
    hours: Hours

    @property
    def width(self) -> float:
        """How many hours it covers; what can be of either half of a day is as fine as one of them."""
        return max(end - start for start, end in self.hours)


def hours(entry: Entry, sources: Sequence[Source], whens: Sequence[When], told: Told) -> Iterator[Divergence]:
    """Where some tell the time of an act and others its day alone, or a coarser time; times that share no hour conflict.

    `whens` are the days that the sources tell. A source that tells two times that do not meet is left aside: it tells how long.
    """
    days = {(w.start, w.end) for w in whens if length(w) == 1}
    if len(days) != 1 or not all(meets(a, b) for a, b in permutations(whens, 2)):
        return
    given = [_told(s, told) for s in sources]
    times = [min(some, key=lambda t: t.width) if some and _agree(some) else None for some in given]
    values = [value(t.words if t else w.edtf or "", s) for t, w, s in zip(times, whens, sources, strict=True)]
    known = [t for t in times if t]
    if any(_are_apart(a, b) for a, b in permutations(known, 2)):
        yield divergence(entry, "when", "conflict", values, "The times of day that sources give share no hour.")
    elif any(_is_finer(a, b) for a, b in permutations(known, 2)) or (known and any(map(_is_day_alone, whens, given, sources))):
        finest = min(known, key=lambda t: t.width)
        yield divergence(entry, "when", "precision", values, f'"{finest.words}" is the finest time, and the others allow it.')


def _is_day_alone(when: When, given: Sequence[Time], source: Source) -> bool:
    """Whether a source tells the day in words, and no time where it tells the act."""
    is_day = length(when) == 1 and bool(when.text) and not {"?", "~"} & set(when.edtf or "")
    return is_day and not given and not any(_times(sentence) for sentence in source.sentences)


def _agree(times: Sequence[Time]) -> bool:
    return all(_meet(a.hours, b.hours) for a, b in permutations(times, 2))


def _meet(ours: Hours, theirs: Hours) -> bool:
    return any(a <= d and c <= b for a, b in ours for c, d in theirs)


def _are_apart(one: Time, other: Time) -> bool:
    """Whether no hour lies in both, with one between them where one of them is a part of the day."""
    slack = 0.0 if max(one.width, other.width) <= 1 else 1.0
    return not _meet(tuple((a - slack, b + slack) for a, b in one.hours), other.hours)


def _is_finer(one: Time, other: Time) -> bool:
    """Whether all that a time can mean, or that of one half of a day, lies in another of twice its hours."""
    inside = other.hours != _ANY and any(c <= a and b <= d for a, b in one.hours for c, d in other.hours)
    return inside and one.width < other.width and one.width <= _FINER * other.width


def _told(source: Source, told: Told) -> list[Time]:
    """The times that a source tells of its act: beside the words for the day, or alone where it tells none."""
    found = []
    for claim in source.claims:
        filed = next(f for f in source.filed if f.report.id == claim.report)
        sentence = filed.text.sentence_of(claim.trigger.span)
        if sentence and isinstance(claim.body, Event):
            words = sentence.of(filed.report.text)
            found += list(_beside(words, claim.body.when.text) if claim.body.when.text else _alone(words, sentence, claim, told))
    return found


def _beside(sentence: str, day: str) -> Iterator[Time]:
    """The time that words for a day tell, or that stands right beside them: "at noon on Tuesday"."""
    start = sentence.find(day)
    span = Span(start, start + len(day))
    for at, time in _times(sentence) if start >= 0 else ():
        if _touches(sentence, at, span):
            words = sentence[min(at.start, span.start) : max(at.end, span.end)]
            yield msgspec.structs.replace(time, words=" ".join(words.split()))


def _touches(sentence: str, at: Span, day: Span) -> bool:
    if at.overlaps(day):
        return True
    between = sentence[at.end : day.start] if at.end <= day.start else sentence[day.end : at.start]
    return _joint().fullmatch(between) is not None


def _alone(words: str, sentence: Span, claim: Claim, told: Told) -> Iterator[Time]:
    """The only time in a sentence, where it stands right behind the words of this claim, or before those of all claims there."""
    times = _times(words)
    starts = {c.trigger.start - sentence.start for c in told.claims.get(claim.report, ()) if sentence.overlaps(c.trigger.span)}
    if len(times) == 1 and starts:
        at, time = times[0]
        before = [start for start in starts if start < at.start]
        if claim.trigger.start - sentence.start == max(before, default=min(starts)):
            yield time


def _times(sentence: str) -> list[tuple[Span, Time]]:
    """The times of day in a sentence, with their places in it; a time on the clock before the part of the day that it names.

    Of a time that is told with its zone nobody knows what it is elsewhere. "The Morning Star" is a name.
    """
    found: list[tuple[Span, Time]] = []
    for pattern, read in ((_clock(), _of_clock), (_bare(), _of_clock), (_part(), _of_part), (_edge(), _of_edge)):
        for match in pattern.finditer(sentence):
            at = Span(*match.span())
            spans = _ANY if _zone().match(sentence, at.end) else read(match)
            if spans and not any(at.overlaps(other) for other, _ in found):
                found.append((at, Time(" ".join(match[0].split()), spans)))
    return found


def _of_part(match: re.Match[str]) -> Hours:
    is_name = match["part"][0].isupper() and match.start() > 0
    return () if is_name else _table("parts")[match["part"].casefold()]


def _of_edge(match: re.Match[str]) -> Hours:
    return _table("edges")[match["edge"].casefold()]


def _of_clock(match: re.Match[str]) -> Hours:
    """A time on the clock; of one without a half of the day, both."""
    told = match.groupdict("")
    hour, minute = worth(told["hour"].casefold()) or 0.0, told.get("minute", "")
    half = f"{told.get('half', '')}{told.get('part', '')}".casefold().replace(".", "").replace(" ", "")
    at = hour % (2 * _NOON) + float(minute or 0) / _MINUTES
    if half.endswith(("am", "morning")):
        starts = [at % _NOON]
    elif half.endswith(("pm", "afternoon", "evening", "night")):
        starts = [at % _NOON + _NOON]
    else:
        starts = [at] if hour > _NOON or minute else [at % _NOON, at % _NOON + _NOON]
    before, after = table("en/hours")["near"].get(told["near"].casefold(), (0, 0))
    return tuple((start + before, start + after) for start in starts) if hour <= 2 * _NOON else ()


@cache
def _table(name: str) -> Mapping[str, Hours]:
    return {words: tuple((float(a), float(b)) for a, b in spans) for words, spans in table("en/hours")[name].items()}


def _any_of(name: str) -> str:
    return "|".join(re.escape(words) for words in sorted(table("en/hours")[name], key=lambda w: (-len(w), w)))


@cache
def _part() -> re.Pattern[str]:
    """A part of a day. "Last night" is how one says "yesterday" of an evening."""
    return re.compile(rf"(?<!last )\b(?:(?:this|the) )?(?P<part>{_any_of('parts')})\b(?!-)", re.IGNORECASE)


@cache
def _days() -> str:
    return "|".join(table("en/when")["words"]["weekday"])


@cache
def _edge() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<edge>{_any_of('edges')}) (?:on )?(?:{_days()}|yesterday|today)\b", re.IGNORECASE)


@cache
def _clock() -> re.Pattern[str]:
    """A time on the clock: "4 p.m.", "17:00", "three o'clock"."""
    half = r"\s?(?P<half>[ap]\.?m\b\.?|o['\u2019]clock|in the (?:morning|afternoon|evening)|at night)"
    return re.compile(
        rf"(?<![\w:.,-])(?:(?P<near>{_any_of('near')})\s)?(?P<hour>\d{{1,2}}|{_hour()})"
        rf"(?:[:.](?P<minute>[0-5]\d)(?=\s?(?:[ap]\.?m)|(?<=:\d\d)\b)(?:{half})?|{half.replace('half', 'part')})(?![\w%:-])",
        re.IGNORECASE,
    )


@cache
def _bare() -> re.Pattern[str]:
    """An hour by its number alone, after a word that tells when and before what goes on with it: "at seven on Friday"."""
    behind = rf"(?=\s*[.,;]|\s+(?:on|this|that|in|when|as)\b|\s+(?:{_days()}|yesterday|today)\b)"
    return re.compile(rf"\b(?P<near>{_any_of('near')})\s(?P<hour>{_hour()}){behind}", re.IGNORECASE)


def _hour() -> str:
    return "|".join(word for word, n in table("en/issues")["numbers"]["words"].items() if n <= _NOON)


@cache
def _zone() -> re.Pattern[str]:
    return re.compile(r"[\s,(]*(?:local time|[A-Z]{1,3}T\b|UTC|\d{4} GMT)")


@cache
def _joint() -> re.Pattern[str]:
    """What may stand between the time and the day: "noon on Tuesday", "Tuesday at noon"."""
    return re.compile(r"[\s,]*(?:(?:on|of|at|in|the|local|time|around|about)[\s,]+)*", re.IGNORECASE)
