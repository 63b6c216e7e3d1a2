"""Components of judged pairs, and how a component falls into entries: what is forbidden to be one is kept apart."""

from collections.abc import Iterable, Sequence

from dragoman.model import ActorClaim, Judgement, Witness
from dragoman.resolve.folding.blocking import alike
from dragoman.resolve.sameness.events import is_full
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
    witnesses = {w.claim.id: w for w in component}
    verdicts = {pair: j for pair, j in decided(judgements).items() if pair[0] in witnesses and pair[1] in witnesses}
    unions = Unions(sorted(witnesses))
    _unite_named(unions, witnesses, verdicts)
    same = [pair for pair, j in verdicts.items() if j.verdict == "same"]
    ties = sorted(same, key=lambda pair: (not _is_one_sentence(pair, witnesses), _order(pair, verdicts[pair])))
    for first, last in ties:
        groups = unions.members[unions.find(first)], unions.members[unions.find(last)]
        if groups[0] is groups[1]:
            continue
        is_free = _is_borne_out(groups, witnesses, verdicts) and not _is_forbidden(groups, witnesses, verdicts)
        if is_person(verdicts[first, last]) or is_free:
            unions.unite(first, last)
    return unions.groups()


def _unite_named(unions: Unions, witnesses: dict[str, Witness], verdicts: dict[Pair, Judgement]) -> None:
    """Make one of the claims that name one actor, whom nothing but a person can part: each joins the first it may."""
    parted = [pair for pair, judgement in verdicts.items() if judgement.verdict == "different"]
    found: dict[str, list[str]] = {}
    for i in sorted(witnesses):
        body = witnesses[i].claim.body
        if not isinstance(body, ActorClaim):
            continue
        heads = found.setdefault(body.actor.id, [])
        head = next((h for h in heads if not _are_parted(unions, (h, i), parted)), None)
        if head is None:
            heads.append(i)
        else:
            unions.unite(head, i)


def _are_parted(unions: Unions, pair: Pair, parted: list[Pair]) -> bool:
    """Whether a judgement parts members of two groups."""
    ends = {unions.find(i) for i in pair}
    return any({unions.find(one), unions.find(other)} == ends for one, other in parted)


def _is_one_sentence(pair: Pair, witnesses: dict[str, Witness]) -> bool:
    """Whether one sentence tells a fight and its dead: these are one before either is held against other reports."""
    one, other = (witnesses[i] for i in pair)
    types = {getattr(w.claim.body, "type", "") for w in (one, other)}
    if one.claim.report != other.claim.report or types != {"ASSAULT"}:
        return False
    return any(s.holds(one.claim.trigger.span) and s.holds(other.claim.trigger.span) for s in one.filed.text.sentences)


def _order(pair: Pair, judgement: Judgement) -> tuple[bool, float, Pair]:
    return not is_person(judgement), -(judgement.score or 0.0), pair


def _is_borne_out(groups: Groups, witnesses: dict[str, Witness], verdicts: dict[Pair, Judgement]) -> bool:
    """Whether enough pairs across two groups are judged the same: one tie alone does not make two large groups one.

    Counted by claims; where all tell one type of act also by reports: where each tells it in several words, one tie between
    two of them ties them, and so they are one where each report by itself tells them as one.
    """
    pairs = _across(groups, witnesses)
    same = [pair for pair in pairs if pair in verdicts and verdicts[pair].verdict == "same"]
    if len(same) >= setting("folding", "share") * len(pairs):
        return True
    types = {getattr(witnesses[i].claim.body, "type", "") for group in groups for i in group}
    if len(types) > 1 or "" in types:
        return False
    if _is_one_in_each(groups, witnesses, same):
        return True
    told = [{frozenset(witnesses[i].claim.report for i in pair) for pair in found} for found in (same, pairs)]
    return len(told[0]) >= setting("folding", "report_share") * len(told[1])


def _across(groups: Groups, witnesses: dict[str, Witness]) -> list[Pair]:
    """The pairs across two groups, of claims that tell an actor alike only the smallest."""
    ours, theirs = ({alike(witnesses[i].claim.body) or i: i for i in sorted(group, reverse=True)}.values() for group in groups)
    return [(one, other) if one < other else (other, one) for one in ours for other in theirs]


def _is_one_in_each(groups: Groups, witnesses: dict[str, Witness], same: list[Pair]) -> bool:
    """Whether two or more reports tell what stands in either group, and each tells it as one."""
    reports = [{witnesses[i].claim.report for i in group} for group in groups]
    tied = {witnesses[one].claim.report for one, other in same if _is_of_one_report((one, other), witnesses)}
    return len(tied) > 1 and min(reports, key=len) <= tied


def _is_of_one_report(pair: Pair, witnesses: dict[str, Witness]) -> bool:
    return len({witnesses[i].claim.report for i in pair}) == 1


def _is_forbidden(groups: Groups, witnesses: dict[str, Witness], verdicts: dict[Pair, Judgement]) -> bool:
    """Whether a person parts the groups, or any pair across them cannot be one."""
    ours, theirs = map(frozenset, groups)
    for one, other in (pair for pair, judgement in verdicts.items() if judgement.verdict == "different"):
        if (one in ours and other in theirs) or (one in theirs and other in ours):
            return True
    return any(_cannot_be_one(pair, witnesses, verdicts) for pair in _across(groups, witnesses))


def _cannot_be_one(pair: Pair, witnesses: dict[str, Witness], verdicts: dict[Pair, Judgement]) -> bool:
    """Judged different, or forbidden by what they tell, or told as two by one report."""
    one, other = (witnesses[i] for i in sorted(pair))
    judgement = verdicts.get((one.claim.id, other.claim.id))
    if judgement:
        return judgement.verdict == "different"
    return forbids(one, other) or (one.claim.report == other.claim.report and is_full(one) and is_full(other))
