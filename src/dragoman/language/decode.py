"""From scores to what is allowed: heads that form one tree, and repairs of it; the spans of names are read from tags."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
FORBIDDEN = -1e9
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})  # what words tagged NN or NNS are in the treebanks
MODIFIERS = frozenset({"det", "amod", "nummod", "compound", "nmod:poss", "advmod", "det:predet"})  # what stands before its noun


def heads(scores: Scores) -> list[int]:
    """The best tree with one root. `scores[d, h]` is for word `d` hanging on `h`, where column 0 is the root; heads count alike.

    The best head of each word where that is a tree already; else Chu-Liu-Edmonds on all words.
    """
    best = scores.argmax(1).tolist()
    return best if is_tree(best) else _spanning(scores.astype(np.float64))


def is_tree(found: Sequence[int]) -> bool:
    """Whether every word leads up to the root and exactly one hangs on it."""
    if found.count(0) != 1:
        return False
    seen = [0] * (len(found) + 1)  # from which word a word was first come to
    for word in range(1, len(found) + 1):
        at = word
        while at and not seen[at]:
            seen[at] = word
            at = found[at - 1]
        if at and seen[at] == word:
            return False
    return True


def _spanning(scores: NDArray[np.float64]) -> list[int]:
    words = len(scores)
    full = np.full((words + 1, words + 1), FORBIDDEN)
    full[1:] = scores
    np.fill_diagonal(full, FORBIDDEN)
    # One root: the word that the unconstrained tree likes best as root gets it alone. Trying every word would cost a
    # factor of the sentence's length for trees that differ in nothing else.
    free = _edmonds(full)
    roots = [w for w in range(1, words + 1) if free[w] == 0]
    if len(roots) == 1:
        return free[1:]
    root = max(roots, key=lambda w: (full[w, 0] - np.delete(full[w], 0).max(), -w))
    full[:, 0] = FORBIDDEN
    full[root] = FORBIDDEN
    full[root, 0] = 0.0
    return _edmonds(full)[1:]


def _edmonds(scores: NDArray[np.float64]) -> list[int]:
    """Best heads without cycles; node 0 is the root. Cycles are contracted one at a time (Chu and Liu 1965, Edmonds 1967)."""
    contractions = []
    while True:
        best = [0, *scores[1:].argmax(1).tolist()]
        cycle = _cycle(best)
        if not cycle:
            break
        contractions.append((best, *_contract(scores, cycle, best)))
        scores = contractions[-1][1]
    for inner, _, kept, entered, left in reversed(contractions):
        best = _expand(best, inner, (kept, entered, left))
    return best


def _cycle(best: Sequence[int]) -> list[int]:
    done: set[int] = {0}
    for start in range(1, len(best)):
        path: list[int] = []
        at = start
        while at not in done and at not in path:
            path.append(at)
            at = best[at]
        if at in path:
            return sorted(path[path.index(at) :])
        done.update(path)
    return []


def _contract(
    scores: NDArray[np.float64], cycle: list[int], best: Sequence[int]
) -> tuple[NDArray[np.float64], list[int], list[int], list[int]]:
    """Scores with the cycle as one last node; the nodes kept; by kept node, the cycle's word it would enter and leave by."""
    kept = [n for n in range(len(scores)) if n not in set(cycle)]
    inside = scores[cycle, [best[n] for n in cycle]]
    into = scores[np.ix_(cycle, kept)] - inside[:, None]  # gain of breaking the cycle at each of its words
    out_of = scores[np.ix_(kept, cycle)]
    smaller = np.full((len(kept) + 1, len(kept) + 1), FORBIDDEN)
    smaller[:-1, :-1] = scores[np.ix_(kept, kept)]
    smaller[-1, :-1] = into.max(0)
    smaller[:-1, -1] = out_of.max(1)
    smaller[0] = FORBIDDEN
    return smaller, kept, [cycle[i] for i in into.argmax(0)], [cycle[i] for i in out_of.argmax(1)]


def _expand(smaller: Sequence[int], inner: Sequence[int], seams: tuple[list[int], list[int], list[int]]) -> list[int]:
    kept, entered, left = seams
    found = list(inner)
    for i, node in enumerate(kept):
        head = smaller[i]
        found[node] = left[i] if head == len(kept) else kept[head]
    outside = smaller[len(kept)]
    found[entered[outside]] = kept[outside]
    found[0] = 0
    return found


def is_allowed(before: str, after: str) -> bool:
    """Whether a BIO tag may follow another: an `I-` only its own kind."""
    return not after.startswith("I") or (before != "O" and before[2:] == after[2:])


def spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """First word, last word and label of each name in a sequence of BIO tags."""
    for first, tag in enumerate(tags):
        if tag.startswith("B-"):
            last = first
            while last + 1 < len(tags) and tags[last + 1].startswith("I-"):
                last += 1
            yield first, last, tag[2:]


def join_persons(heads: Sequence[int], rels: Sequence[str], tags: Sequence[str]) -> tuple[list[int], list[str]]:
    """Heads and labels in which a person's name hangs together: where several of its words hang on words outside, the later ones
    hang on the first by `flat`, as Universal Dependencies have it. Rare names are found as names more surely than as trees.
    """  # noqa: D205 (one sentence needs two lines)
    joined, labels = list(heads), list(rels)
    for first, last, label in spans(tags):
        inside = range(first, last + 1)
        outward = [i for i in inside if not first <= joined[i] - 1 <= last]
        for i in outward[1:] if label == "PER" else []:
            changed = [*joined[:i], outward[0] + 1, *joined[i + 1 :]]
            if is_tree(changed):
                joined, labels[i] = changed, "flat"
    return joined, labels


def join_coordinated(heads: Sequence[int], rels: Sequence[str]) -> tuple[list[int], list[str]]:
    """Heads and labels in which a noun with "and" before it is coordinated.

    A second subject of a verb hangs on the first one by `conj`, for no verb has two; so does a noun that hangs on a noun without
    a preposition of its own ("between the government of A and the B").
    """
    joined, labels = list(heads), list(rels)
    with_case = {heads[i] - 1 for i, rel in enumerate(rels) if rel == "case"}
    for i in [heads[i] - 1 for i, rel in enumerate(rels) if rel == "cc" and heads[i] > 0]:
        _take_in_modifier(joined, labels, i)
        _share_preposition(joined, labels, i)
        first = next((j for j in range(i) if joined[j] == joined[i] and labels[j] == labels[i]), None)
        if labels[i].startswith("nsubj") and first is not None:
            joined[i], labels[i] = first + 1, "conj"
        elif labels[i] == "nmod" and i not in with_case and joined[i] - 1 < i:
            labels[i] = "conj"
    return joined, labels


def _share_preposition(heads: list[int], rels: list[str], i: int) -> None:
    """Where the second of two nouns took the preposition before the first ("talks between | the Front and Kestria"), the first
    takes it, and the second is coordinated.
    """  # noqa: D205 (one sentence needs two lines)
    case = next((c for c in range(i) if heads[c] == i + 1 and rels[c] == "case"), i)
    first = next((j for j in range(case + 1, i) if heads[j] == heads[i] and rels[j] == rels[i]), None)
    if first is None or any(head == first + 1 and rel == "case" for head, rel in zip(heads, rels, strict=True)):
        return
    heads[case], heads[i], rels[i] = first + 1, first + 1, "conj"


def _take_in_modifier(heads: list[int], rels: list[str], i: int) -> None:
    """Where the coordinated word is but the modifier of a second subject behind it ("rebels and government | soldiers"), that one
    is coordinated.
    """  # noqa: D205 (one sentence needs two lines)
    first, behind = heads[i] - 1, i + 1
    # a conjunct before its first noun is none: its head may be the word behind it, which would then hang on itself
    if rels[i] != "conj" or first > i or behind >= len(heads) or heads[behind] != heads[first] or not heads[behind]:
        return
    if rels[behind] == rels[first] and rels[first].startswith("nsubj"):
        heads[behind], rels[behind] = heads[i], "conj"
        heads[i], rels[i] = behind + 1, "compound"


def level_conjuncts(heads: Sequence[int], rels: Sequence[str], xpos: Sequence[str]) -> list[int]:
    """Heads in which like is coordinated with like: in "envoys of Kestria and envoys of the Front" the envoys with one another.

    A common noun with a phrase of its own, coordinated with a name in the phrase of such a noun, goes to that noun.
    """
    level = list(heads)
    owners = {head - 1 for head, rel in zip(heads, rels, strict=True) if rel == "nmod"}
    for i, rel in enumerate(rels):
        name = heads[i] - 1
        noun = heads[name] - 1
        is_astray = rel == "conj" and name >= 0 and xpos[name].startswith("NNP") and rels[name] == "nmod"
        if is_astray and noun >= 0 and i in owners and xpos[i] == xpos[noun] and xpos[i] in ("NN", "NNS") and noun < name < i:
            level[i] = heads[name]
    return level if is_tree(level) else list(heads)


def titled_conjuncts(heads: Sequence[int], rels: Sequence[str], xpos: Sequence[str]) -> tuple[list[int], list[str]]:
    """Heads and labels in which titles with names are coordinated as wholes: "minister Teke and envoy Dovani", both of the verb.

    A name right behind a title is told with it; what is coordinated with the name goes to the title; and a title with a name of
    its own is no apposition to another name ("Teke, his counterpart Dovani and Marn").
    """
    hung, labels = list(heads), list(rels)
    named = {}
    for i, rel in enumerate(rels):
        is_title = i > 0 and xpos[i - 1] == "NN" and xpos[i].startswith("NNP")
        if rel == "appos" and is_title and (heads[i] == i or rels[i - 1] == "conj"):
            named[i], hung[i] = i - 1, i
    for i, rel in enumerate(rels):
        if rel == "conj" and heads[i] - 1 in named and i > heads[i]:
            hung[i] = named[heads[i] - 1] + 1
    for title in named.values():
        above = hung[title] - 1
        if labels[title] == "appos" and 0 <= above < title and xpos[above].startswith("NNP"):
            labels[title] = "conj"
    return (hung, labels) if is_tree(hung) else (list(heads), list(rels))


def fronted_participles(heads: Sequence[int], rels: Sequence[str], xpos: Sequence[str]) -> tuple[list[int], list[str]]:
    """Heads and labels in which a participle before its noun belongs to the verb: "Urged by Teke, the two | opened talks"."""
    hung, labels = list(heads), list(rels)
    for i, rel in enumerate(rels):
        noun = heads[i] - 1
        verb = heads[noun] - 1 if noun > i else -1
        if rel == "acl" and xpos[i] in ("VBN", "VBG") and i < verb and xpos[verb] in FINITE and rels[noun] in ("obj", "nsubj"):
            hung[i], labels[i] = verb + 1, "advcl"
    return (hung, labels) if is_tree(hung) else (list(heads), list(rels))


def past_insertions(heads: Sequence[int], rels: Sequence[str], words: Sequence[str]) -> list[int]:
    """Heads in which what stands behind an insertion is coordinated with what stands before it.

    In "the army, led by Teke, and the Front" the Front goes with the army; and "between" has two: in "talks between the army,
    backed by Kestria, and the Front" the Front goes with the army too.
    """
    hung = list(heads)
    for i, rel in enumerate(rels):
        name = heads[i] - 1
        joint = next((c for c in range(i) if heads[c] == i + 1 and rels[c] == "cc"), None) if rel == "conj" else None
        if joint is None or words[joint - 1] != "," or _conjuncts(heads, rels, name) != [i]:
            continue
        inserted = heads[name] - 1 if rels[name].startswith("obl") else -1
        held = heads[inserted] - 1 if inserted >= 0 and rels[inserted] == "acl" else -1
        if 0 <= held < inserted and words[inserted - 1] == ",":
            hung[i] = held + 1
        one = next((n for n in range(name, i) if heads[n] == name + 1 and _is_between(heads, rels, words, n)), None)
        if one is not None and not _conjuncts(heads, rels, one):
            hung[i] = one + 1
    return hung if is_tree(hung) else list(heads)


def _conjuncts(heads: Sequence[int], rels: Sequence[str], i: int) -> list[int]:
    return [c for c, (head, rel) in enumerate(zip(heads, rels, strict=True)) if head == i + 1 and rel == "conj"]


def _is_between(heads: Sequence[int], rels: Sequence[str], words: Sequence[str], i: int) -> bool:
    return any(heads[c] == i + 1 and rels[c] == "case" and words[c] == "between" for c in range(i))


def join_prepositions(heads: Sequence[int], rels: Sequence[str], xpos: Sequence[str]) -> tuple[list[int], list[str]]:
    """Heads and labels in which a preposition belongs to the noun behind it, not to the one before.

    Where it hangs on the noun before ("five days of | talks"), the noun behind it takes it and hangs there.
    """
    joined, labels = list(heads), list(rels)
    for i, rel in enumerate(rels):
        before = heads[i] - 1
        behind = i + 1
        while behind < len(heads) and heads[behind] - 1 > behind and rels[behind] in MODIFIERS:
            behind = heads[behind] - 1
        is_astray = rel == "case" and xpos[i] == "IN" and 0 <= before < i
        if not is_astray or behind >= len(heads) or not xpos[behind].startswith("NN"):
            continue
        changed, told = [*joined], [*labels]
        if changed[before] == behind + 1:
            changed[before], told[before] = changed[behind], told[behind]
        changed[i], changed[behind], told[behind] = behind + 1, before + 1, "nmod"
        if is_tree(changed):
            joined, labels = changed, told
    return joined, labels


def hung_on_verbs(heads: Sequence[int], rels: Sequence[str], upos: Sequence[str]) -> list[int]:
    """Heads in which what belongs to a verb hangs on it.

    A subject and its copula do not hang on a mark ("are due to meet"), nor does an adverb before the verb on its subject ("the
    Front again agreed").
    """
    hung = list(heads)
    for i, rel in enumerate(rels):
        above = heads[i] - 1
        if above < 0:
            continue
        strays = rels[above] == "mark" and rel in ("nsubj", "nsubj:pass", "cop", "aux", "aux:pass")
        follows = heads[above] - 1 == i + 1 and rels[above].startswith("nsubj") and above < i
        if strays or (rel == "advmod" and follows and i + 1 < len(upos) and upos[i + 1] == "VERB"):
            hung[i] = heads[above]
    return hung if is_tree(hung) else list(heads)


def gerund_subjects(heads: Sequence[int], rels: Sequence[str], xpos: Sequence[str]) -> tuple[list[int], list[str]]:
    """Heads and labels in which a gerund right before a finite verb is its subject: "since | fighting broke out"."""
    hung, labels = list(heads), list(rels)
    told = {head for head, rel in zip(heads, rels, strict=True) if rel.startswith("nsubj")}
    for i, rel in enumerate(rels):
        verb = i + 1
        if rel != "advcl" or xpos[i] != "VBG" or heads[i] != verb + 1 or xpos[verb] not in FINITE or verb + 1 in told:
            continue
        labels[i] = "nsubj"
        for mark in [j for j in range(i) if heads[j] == i + 1 and rels[j] == "mark"]:
            hung[mark] = verb + 1
    return hung, labels


def objects_of_particles(heads: Sequence[int], rels: Sequence[str], xpos: Sequence[str]) -> list[str]:
    """Labels in which a bare noun behind a verb and its particle is the verb's object ("called off her visit")."""
    labels = list(rels)
    verbs = {heads[i]: i for i, rel in enumerate(rels) if rel == "compound:prt"}
    held = {head for head, rel in zip(heads, rels, strict=True) if rel == "obj"}
    led = {head - 1 for head, rel in zip(heads, rels, strict=True) if rel == "case"}
    for i, rel in enumerate(rels):
        is_bare = rel in ("obl", "xcomp") and xpos[i].startswith("NN") and i not in led
        if is_bare and heads[i] not in held and verbs.get(heads[i], i) < i:
            labels[i] = "obj"
            held.add(heads[i])
    return labels


def agreeing(upos: Sequence[str], xpos: Sequence[str], heads: Sequence[int], rels: Sequence[str]) -> list[str]:
    """Universal tags that agree with the finer ones, which are the surer: what is a common noun by those is one by both.

    A verb by the universal tag that has a subject of its own stays one ("Teke meets the envoy").
    """
    told = {head - 1 for head, rel in zip(heads, rels, strict=True) if rel == "nsubj"}
    called = {head - 1 for head, rel in zip(heads, rels, strict=True) if rel in ("cop", "case")}
    kept = [NOMINAL | {"VERB"} if i in told - called else NOMINAL for i in range(len(upos))]
    return ["NOUN" if x in ("NN", "NNS") and u not in kept[i] else u for i, (u, x) in enumerate(zip(upos, xpos, strict=True))]
