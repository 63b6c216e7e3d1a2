"""What in a record comes nearest to a question in one's own words: wordings by meaning, with their sources and entries.

Every claim has a vector of its meaning. They are made when a record is searched for the first time, and again only for claims that
came since. A question is compared with all of them; nothing is left out for having no word in common with it.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path

import msgspec
import numpy as np

from dragoman.language.meaning import WIDTH, likeness, shipped
from dragoman.model import Commitment, Entry, Event, Evidence, Published, Statement, When, Witness
from dragoman.store import Store, meanings

# Words that a claim needs for its own words to be compared. Shorter ones ("the accord") mean nothing by themselves, and longer
# bounds blur a sentence's several claims: of 4, 6, 8 and 12 the best on 27 questions asked of two records.
LEAST = 6
COLUMNS = ("near", "words", "source", "when", "entries")


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A wording that comes near: the claim, its words pinned in the report, and where and when that was published."""

    claim: str
    near: float
    evidence: Evidence
    source: str
    published: Published


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Wordings of one place or of one entry, the nearest first; the entries that rest on them; when the nearest one's was.

    `near` is the cosine between question and nearest wording, from -1 to 1. Below about 0.3 it seldom means anything.
    """

    near: float
    when: When
    sources: tuple[Source, ...]
    entries: tuple[str, ...]


def search(record: Path, question: str, limit: int, tick: Callable[[int], object]) -> list[Found]:
    """The `limit` nearest, the nearest first. `ValueError` where nothing is asked.

    `tick` is called before each claim that gets its vector, with the number of those that lack one at the start.
    """
    if not question.strip():
        raise ValueError("ask something: a question or a few words")
    _prepare(record, tick)
    with Store(record) as store:
        held = meanings.kept(store)
        vectors = np.frombuffer(b"".join(vector for _, vector in held), np.int8).reshape(-1, WIDTH)
        near = likeness(shipped()(question), vectors)
        ranked = sorted(zip((-near).tolist(), (claim for claim, _ in held), strict=True))
        return _gather(((claim, -far, *meanings.told(store, claim)) for far, claim in ranked), limit)


def _prepare(record: Path, tick: Callable[[int], object]) -> None:
    """Give their vectors to the claims that have none."""
    with Store(record) as store:
        lacking = meanings.count_lacking(store)
    if not lacking:
        return
    # Reports repeat each other, and several claims may rest on one sentence.
    meaning = lru_cache(maxsize=1 << 14)(lambda text: shipped()(text).tobytes())

    def vector(witness: Witness) -> bytes:
        tick(lacking)
        return meaning(words(witness).quote)

    with Store(record, write=True) as store:
        meanings.keep(store, vector)


def words(witness: Witness) -> Evidence:
    """The words by which a claim is compared: its own, or the sentence that they stand in where they are few."""
    own = _own(witness)
    if len(own.quote.split()) >= LEAST:
        return own
    span = witness.filed.text.sentence_of(own.span) or own.span
    return Evidence(own.report, span.start, span.end, span.of(witness.filed.report.text))


def _own(witness: Witness) -> Evidence:
    claim = witness.claim
    if isinstance(claim.body, Statement):
        return claim.body.content
    if isinstance(claim.body, Commitment):
        return claim.body.what
    return next((e for e in claim.evidence if e.span.holds(claim.trigger.span)), claim.trigger)


def _gather(ranked: Iterator[tuple[str, float, Witness, Entry]], limit: int) -> list[Found]:
    """Ranked claims as hits: a claim joins one that has its entry or overlaps its words. Stops at the first hit too many."""
    found: list[Found] = []
    for claim, near, witness, entry in ranked:
        source = Source(claim=claim, near=near, evidence=words(witness), source=_source(witness), published=witness.filed.published)
        # By its entry first, so that no entry is in two hits.
        by_entry = (i for i, hit in enumerate(found) if entry.id in hit.entries)
        by_words = (i for i, hit in enumerate(found) if _overlaps(hit, source.evidence))
        at = next(chain(by_entry, by_words), len(found))
        if at == limit:
            break
        fresh = Found(near=near, when=_when(entry), sources=(), entries=())
        hit = found[at] if at < len(found) else fresh
        sources, entries = (*hit.sources, source), tuple(dict.fromkeys((*hit.entries, entry.id)))
        found[at : at + 1] = [msgspec.structs.replace(hit, sources=sources, entries=entries)]
    return found


def _overlaps(hit: Found, words_: Evidence) -> bool:
    return any(s.evidence.report == words_.report and s.evidence.span.overlaps(words_.span) for s in hit.sources)


def _source(witness: Witness) -> str:
    report = witness.filed.report
    return report.source or next(iter(report.origins), report.id)


def _when(entry: Entry) -> When:
    body = entry.body
    if isinstance(body, Commitment):
        return body.made
    return body.when if isinstance(body, Event | Statement) else When()


def rows(found: list[Found]) -> Iterator[tuple[str, ...]]:
    """The cells of each hit, in the order of COLUMNS: the words of its nearest wording, and all its sources and entries."""
    for hit in found:
        first = hit.sources[0]
        sources = dict.fromkeys(s.source for s in hit.sources)
        yield f"{hit.near:.2f}", first.evidence.quote, ", ".join(sources), hit.when.edtf or "", " ".join(hit.entries)
