"""Points for and against, with their reasons: how a rule across reports makes up its mind."""

from collections.abc import Iterable

from dragoman.model import Judgement, Verdict, Witness

Point = tuple[float, str]


def total(points: Iterable[Point]) -> float:
    """What points add up to."""
    return round(sum(point for point, _ in points), 2)


def decide(a: Witness, b: Witness, rule: str, points: Iterable[Point], thresholds: tuple[float, float]) -> Judgement | None:
    """A judgement from points: `same` from the first threshold on, `unsure` from the second, else nothing is said."""
    found = [p for p in points if p[0]]
    score = total(found)
    same, unsure = thresholds
    if score < unsure:
        return None
    told = sorted(found, key=lambda p: (-p[0], p[1]))
    why = "; ".join(reason if point > 0 else f"against it: {reason}" for point, reason in told)
    return judged(a, b, "same" if score >= same else "unsure", rule, (why, score))


def judged(a: Witness, b: Witness, verdict: Verdict, rule: str, reason: tuple[str, float | None]) -> Judgement:
    """A rule's judgement on a pair, in id order, with its reason and score."""
    first, last = sorted((a.claim.id, b.claim.id))
    why, score = reason
    return Judgement(claims=(first, last), verdict=verdict, by=f"rule:{rule}", why=why, score=score)
