"""Components of judged pairs, and how a component falls into entries: what is forbidden to be one is kept apart."""

from collections.abc import Iterable, Sequence
from statistics import fmean

from dragoman.model import ActorClaim, Event, Judgement, Witness
from dragoman.resolve.folding.blocking import alike
from dragoman.resolve.sameness.events import closeness
from dragoman.resolve.sameness.judging import forbids
from dragoman.resolve.settings import setting

Pair = tuple[str, str]
Groups = tuple[list[str], list[str]]


def is_person(judgement: Judgement) -> bool:
    """Whether a person decided: persons outrank rules."""
    return not judgement.by.startswith("rule:")


def decided(judgements: Iterable[Judgement]) -> dict[Pair, Judgement]:
    """The judgement that holds for each pair: a person's before a rule's, the latest before earlier ones."""
    found: dict[Pair, Judgement] = {}
    for judgement in sorted((j for j in judgements if len(j.claims) == 2), key=_rank):
        first, last = sorted(judgement.claims)
        found[first, last] = judgement
    return found


def _rank(judgement: Judgement) -> tuple[bool, str, float, str, str]:
    at = judgement.at.isoformat() if judgement.at else ""
    return is_person(judgement), at, judgement.score or 0.0, judgement.verdict, judgement.by


class Unions:
    """Union-find over claim ids. The smallest id stands for its group."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._parent = {i: i for i in ids}
        self.members = {i: [i] for i in self._parent}

    def __contains__(self, i: str) -> bool:
        return i in self._parent

    def find(self, i: str) -> str:
        """Who stands for the group of an id."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def unite(self, i: str, j: str) -> None:
        """Make one group of two."""
        first, last = sorted((self.find(i), self.find(j)))
        if first != last:
            self._parent[last] = first
            self.members[first] += self.members.pop(last)

    def groups(self) -> list[list[str]]:
        """All groups, members and groups in id order."""
        return sorted(sorted(group) for group in self.members.values())


def components(ids: Iterable[str], judgements: Iterable[Judgement]) -> list[list[str]]:
    """Groups of claims that `same` judgements tie together, directly or through others."""
    unions = Unions(ids)
    for (first, last), judgement in sorted(decided(judgements).items()):
        if judgement.verdict == "same" and first in unions and last in unions:
            unions.unite(first, last)
    return unions.groups()


def split(component: Sequence[Witness], judgements: Iterable[Judgement]) -> list[list[str]]:
    """The entries in one component: what persons tie first, then the surest pairs, never across a pair that cannot be one."""
    return _Component(component, judgements).entries()


class _Component:
    """Claims that judgements tie together, on their way to entries."""

    def __init__(self, component: Sequence[Witness], judgements: Iterable[Judgement]) -> None:
        self._of = {w.claim.id: w for w in component}
        self._verdicts = {pair: j for pair, j in decided(judgements).items() if pair[0] in self._of and pair[1] in self._of}
        self._unions = Unions(sorted(self._of))
        self._closeness: dict[Pair, float | None] = {}

    def entries(self) -> list[list[str]]:
        """Groups of claims, each an entry."""
        self._unite_named()
        same = [pair for pair, judgement in self._verdicts.items() if judgement.verdict == "same"]
        for first, last in sorted(same, key=lambda pair: (not self._is_one_sentence(pair), _order(pair, self._verdicts[pair]))):
            groups = self._unions.members[self._unions.find(first)], self._unions.members[self._unions.find(last)]
            if groups[0] is groups[1]:
                continue
            if is_person(self._verdicts[first, last]) or (not self._is_parted(groups) and self._is_borne_out(groups)):
                self._unions.unite(first, last)
        return self._unions.groups()

    def _unite_named(self) -> None:
        """Make one of the claims that name one actor, whom nothing but a person can part: each joins the first it may."""
        parted = [pair for pair, judgement in self._verdicts.items() if judgement.verdict == "different"]
        found: dict[str, list[str]] = {}
        for i in sorted(self._of):
            body = self._of[i].claim.body
            if not isinstance(body, ActorClaim):
                continue
            heads = found.setdefault(body.actor.id, [])
            head = next((h for h in heads if not _are_parted(self._unions, (h, i), parted)), None)
            if head is None:
                heads.append(i)
            else:
                self._unions.unite(head, i)

    def _is_one_sentence(self, pair: Pair) -> bool:
        """Whether one sentence tells a fight and its dead: these are one before either is held against other reports."""
        one, other = (self._of[i] for i in pair)
        types = {getattr(w.claim.body, "type", "") for w in (one, other)}
        if one.claim.report != other.claim.report or types != {"ASSAULT"}:
            return False
        sentence = one.filed.text.sentence_of(one.claim.trigger.span)
        return sentence is not None and sentence.holds(other.claim.trigger.span)

    def _is_parted(self, groups: Groups) -> bool:
        """Whether a person parts the groups, or any pair across them cannot be one."""
        ours, theirs = map(frozenset, groups)
        for one, other in (pair for pair, judgement in self._verdicts.items() if judgement.verdict == "different"):
            if (one in ours and other in theirs) or (one in theirs and other in ours):
                return True
        return any(self._cannot_be_one(pair) for pair in self._across(groups))

    def _cannot_be_one(self, pair: Pair) -> bool:
        """Judged different, or forbidden by what they tell.

        What one report undertakes or says in two places is two until judged one.
        """
        one, other = (self._of[i] for i in pair)
        if judgement := self._verdicts.get(pair):
            return judgement.verdict == "different"
        if isinstance(one.claim.body, Event):
            return self._close(pair) is None
        return one.claim.report == other.claim.report or forbids(one, other)

    def _is_borne_out(self, groups: Groups) -> bool:
        """Whether two groups are one, all in all: one tie alone does not make them.

        Acts are where the surest ties between each two of their reports, taken together, lie above what makes two tellings one
        (average linkage, Sokal and Michener 1958, over reports: each tells an act in several words); other claims where enough of
        the pairs are judged the same.
        """
        pairs = self._across(groups)
        if isinstance(self._of[pairs[0][0]].claim.body, Event):
            return fmean(self._surest(pairs)) >= 0 or self._is_one_in_each(groups)
        same = sum(map(self._is_judged_same, pairs))
        return same >= setting("folding", "share") * len(pairs)

    def _is_one_in_each(self, groups: Groups) -> bool:
        """Whether two or more reports tell what stands in either group, and each tells it as one."""
        reports = [{self._of[i].claim.report for i in group} for group in groups]
        ties = (pair for pair in self._across(groups) if len({self._of[i].claim.report for i in pair}) == 1)
        tied = {self._of[one].claim.report for one, other in ties if self._is_judged_same((one, other))}
        return len(tied) > 1 and min(reports, key=len) <= tied

    def _is_judged_same(self, pair: Pair) -> bool:
        return pair in self._verdicts and self._verdicts[pair].verdict == "same"

    def _surest(self, pairs: Iterable[Pair]) -> Iterable[float]:
        """The closest of the pairs of each two reports."""
        found: dict[frozenset[str], float] = {}
        for pair in pairs:
            reports = frozenset(self._of[i].claim.report for i in pair)
            if (close := self._close(pair)) is not None:
                found[reports] = max(close, found.get(reports, close))
        return found.values()

    def _close(self, pair: Pair) -> float | None:
        if pair not in self._closeness:
            self._closeness[pair] = closeness(*(self._of[i] for i in pair))
        return self._closeness[pair]

    def _across(self, groups: Groups) -> list[Pair]:
        """The pairs across two groups, of claims that tell an actor alike only the smallest."""
        ours, theirs = ({alike(self._of[i].claim.body) or i: i for i in sorted(group, reverse=True)}.values() for group in groups)
        return [(one, other) if one < other else (other, one) for one in ours for other in theirs]


def _are_parted(unions: Unions, pair: Pair, parted: list[Pair]) -> bool:
    """Whether a judgement parts members of two groups."""
    ends = {unions.find(i) for i in pair}
    return any({unions.find(one), unions.find(other)} == ends for one, other in parted)


def _order(pair: Pair, judgement: Judgement) -> tuple[bool, float, Pair]:
    return not is_person(judgement), -(judgement.score or 0.0), pair
