"""Which reports are sources of their own: not copies and versions of one text, nor where one takes a sentence over from another."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dragoman.model import Claim, Commitment, Event, Filed
from dragoman.resolve.folding.clusters import Unions
from dragoman.resolve.folding.signature import bands, copies
from dragoman.resolve.settings import count

_WORD = re.compile(r"\w+")
_QUOTES = frozenset('"\u201c\u201d')


def independent(filed: Sequence[Filed], claims: Iterable[Claim] = ()) -> list[list[str]]:
    """Report ids by source: copies and versions of one text stand together.

    Where the `claims` of an entry are given, reports that tell its act in a row of the very same words stand together too:
    an agency that goes on with a story takes what it told before from its earlier reports.
    """
    by_id = {f.report.id: f for f in filed}
    if len(by_id) == 1:
        return [list(by_id)]
    by_band: defaultdict[str, list[str]] = defaultdict(list)
    for report in sorted(by_id):
        for band in bands(by_id[report]):
            by_band[band].append(report)
    unions = Unions(by_id)
    for one, other in sorted({pair for holders in by_band.values() for pair in combinations(holders, 2)}):
        if unions.find(one) != unions.find(other) and copies(by_id[one], by_id[other]):
            unions.unite(one, other)
    first: dict[tuple[str, ...], str] = {}
    for claim in claims:
        for run in _runs(by_id[claim.report], claim):
            unions.unite(first.setdefault(run, claim.report), claim.report)
    return unions.groups()


def _runs(filed: Filed, claim: Claim) -> Iterator[tuple[str, ...]]:
    """All rows of words, as many as make a sentence one taken over, of the sentence that tells an act. Quotes are anybody's.

    Names are left aside: whoever tells of the same parties in the same place has them.
    """
    if not isinstance(claim.body, Event | Commitment):
        return
    size = count("copies", "run_words")
    sentence = (filed.text.sentence_of(claim.trigger.span) or claim.trigger.span).of(filed.report.text)
    words = [w for w in _WORD.findall(sentence) if w.islower()] if _QUOTES.isdisjoint(sentence) else []
    yield from (tuple(words[i : i + size]) for i in range(len(words) - size + 1))
