"""Measures of clusterings of mentions: MUC, B³, CEAF-e and their mean, as the standard scorer of CoNLL-2012 defines them."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence

Clustering = Mapping[str, Hashable]
Scores = dict[str, float]


def conll(told: Clustering, gold: Clustering) -> Scores:
    """F1 of MUC, B³ and CEAF-e over the same mentions, and their mean."""
    scores = {"muc": muc(told, gold), "b_cubed": b_cubed(told, gold), "ceaf_e": ceaf_e(told, gold)}
    found = {f"{name}_{part}": value for name, parts in scores.items() for part, value in parts.items()}
    return found | {"conll_f1": sum(parts["f1"] for parts in scores.values()) / len(scores)}


def f1(precision: float, recall: float) -> Scores:
    """Precision, recall and their harmonic mean."""
    both = precision + recall
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / both if both else 0.0}


def _groups(of: Clustering, within: Clustering) -> list[set[str]]:
    found: defaultdict[Hashable, set[str]] = defaultdict(set)
    for mention, key in of.items():
        if mention in within:
            found[key].add(mention)
    return list(found.values())


def muc(told: Clustering, gold: Clustering) -> Scores:
    """Links found (Vilain and others 1995)."""
    return f1(_links(told, gold), _links(gold, told))


def _links(of: Clustering, by: Clustering) -> float:
    """Share of the links of one clustering that the other has."""
    groups = _groups(of, by)
    kept = sum(len(g) - len({by[m] for m in g}) for g in groups)
    return kept / max(sum(len(g) - 1 for g in groups), 1)


def b_cubed(told: Clustering, gold: Clustering) -> Scores:
    """Each mention's share of its own (Bagga and Baldwin 1998)."""
    return f1(_shares(told, gold), _shares(gold, told))


def _shares(of: Clustering, by: Clustering) -> float:
    groups = _groups(of, by)
    total = sum(sum(n * n for n in Counter(by[m] for m in g).values()) / len(g) for g in groups)
    return total / max(sum(map(len, groups)), 1)


def ceaf_e(told: Clustering, gold: Clustering) -> Scores:
    """Clusters aligned one to one by what they share (Luo 2005, with the similarity φ4)."""
    mine, theirs = _groups(told, gold), _groups(gold, told)
    where = {m: j for j, group in enumerate(theirs) for m in group}
    overlaps = {
        (i, where[m]): 2 * len(group & theirs[where[m]]) / (len(group) + len(theirs[where[m]]))
        for i, group in enumerate(mine)
        for m in group
    }
    best = sum(_assign(block) for block in _blocks(overlaps))
    return f1(best / max(len(mine), 1), best / max(len(theirs), 1))


def _blocks(overlaps: dict[tuple[int, int], float]) -> list[list[list[float]]]:
    """Clusters that overlap, directly or through others, as matrices: the best alignment is that of each block alone."""
    rows: defaultdict[int, list[int]] = defaultdict(list)
    columns: defaultdict[int, list[int]] = defaultdict(list)
    for i, j in overlaps:
        rows[i].append(j)
        columns[j].append(i)
    seen: set[int] = set()
    found = []
    for first in sorted(rows):
        if first in seen:
            continue
        members, queue = set(), [first]
        while queue:
            i = queue.pop()
            if i not in members:
                members.add(i)
                queue += [k for j in rows[i] for k in columns[j]]
        seen |= members
        across = sorted({j for i in members for j in rows[i]})
        found.append([[overlaps.get((i, j), 0.0) for j in across] for i in sorted(members)])
    return found


def _assign(worth: Sequence[Sequence[float]]) -> float:
    """The greatest total of a one-to-one assignment (Kuhn 1955, with potentials)."""
    size = max(len(worth), len(worth[0]))
    cost = [[-worth[i][j] if i < len(worth) and j < len(worth[0]) else 0.0 for j in range(size)] for i in range(size)]
    rows, columns, match = [0.0] * (size + 1), [0.0] * (size + 1), [0] * (size + 1)
    for i in range(1, size + 1):
        _augment(cost, i, rows, columns, match)
    return -sum(cost[match[j] - 1][j - 1] for j in range(1, size + 1))


def _augment(cost: list[list[float]], row: int, rows: list[float], columns: list[float], match: list[int]) -> None:
    """Match one more row, along the cheapest path."""
    size = len(cost)
    match[0] = row
    at, least, way, used = 0, [float("inf")] * (size + 1), [0] * (size + 1), [False] * (size + 1)
    while match[at]:
        used[at] = True
        for j in range(1, size + 1):
            current = cost[match[at] - 1][j - 1] - rows[match[at]] - columns[j]
            if not used[j] and current < least[j]:
                least[j], way[j] = current, at
        step, following = min((least[j], j) for j in range(1, size + 1) if not used[j])
        for j in range(size + 1):
            if used[j]:
                rows[match[j]] += step
                columns[j] -= step
            else:
                least[j] -= step
        at = following
    while at:
        match[at], at = match[way[at]], way[at]
