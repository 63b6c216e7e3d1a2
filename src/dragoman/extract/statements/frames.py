"""Frames: how a content hangs on its cue ("said that …", "vowed to …", "accused … of …"), one small function each.

A frame gives the stretches of tokens that hold the content, in text order; none where the verb does not stand in it here.
"""

from collections.abc import Callable, Iterable, Mapping

from dragoman.extract.statements.clauses import SUBJECTS, maker, trim
from dragoman.extract.statements.cues import words
from dragoman.language.tree import Tree
from dragoman.lexicon import table

Pieces = list[list[int]]
# Prepositions that only lead to a content; others say something of their own ("warned against a deal")
BARE = frozenset({"of", "for", "on", "about"})
# Verbs that name the one spoken to before what is said
DAYS = frozenset({"today", "yesterday", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
TELLING = frozenset({"tell", "inform", "assure", "remind", "warn", "notify"})
# Relations by which a reporting verb hangs on what is reported ("…, he said")
ASIDE = ("parataxis", "discourse", "dep")


def find_content(tree: Tree, i: int, frame: str) -> Pieces:
    """The stretches of content that verb `i` has in this frame."""
    found = FRAMES[frame](tree, i) if frame in FRAMES else _phrase(tree, i, frame)
    if frame != "clause":
        found = [[t for t in piece if t > i] for piece in found]
    return [piece for piece in (trim(tree, p) for p in found) if piece]


def _clause(tree: Tree, i: int) -> Pieces:
    made = maker(tree, i)
    beside = [c for c in tree.children(made, "ccomp", "csubj", "advcl", "xcomp") if c > i] if made is not None else []
    kids = [c for c in (*tree.children(i, "ccomp"), *beside) if not _is_infinitive(tree, c) and not _is_circumstance(tree, i, c)]
    kids = [c for c in kids if not _is_relative(tree, c)]
    kids = [c for c in kids if c > i and tree.children(c, *SUBJECTS)] or kids
    kids = kids or [c for c in tree.children(i, "xcomp") if c > i and tree.children(c, *SUBJECTS)]
    kids = kids or [c for c in tree.children(i, "parataxis") if tree.children(c, *SUBJECTS) and not _is_parted(tree, i, c)]
    if kids:
        return _beside(tree, i, kids)
    head = tree[i].head
    is_as = tree.is_rel(i, "advcl") and tree[i].xpos != "VBG" and _mark(tree, i) == "as" and not tree.children(i, "obj")
    is_as = is_as and not _is_promise(tree, i)
    is_aside = head >= 0 and tree.is_rel(i, *ASIDE) and tree.children(i, *SUBJECTS) and not _is_parted(tree, head, i)
    if head >= 0 and (is_as or is_aside):
        below = set(tree.subtree(i))
        rest = [t for t in tree.subtree(head) if t not in below]
        return _sides(tree, i, rest) if any(tree[t].upos in ("VERB", "AUX") for t in rest) else []
    return []


def _is_parted(tree: Tree, one: int, other: int) -> bool:
    """Whether a semicolon parts two clauses, or another verb of saying stands between them: each tells of its own."""
    between = range(min(one, other) + 1, max(one, other))
    return any(tree[t].text == ";" or (tree.lemmas[t] in words("always") and tree[t].upos == "VERB") for t in between)


def _is_promise(tree: Tree, i: int) -> bool:
    """Whether a verb undertakes: "freed the men, as it had promised" tells a deed, not what somebody says of it."""
    return tree.lemmas[i] in table("en/status")["undertaking"]["verbs"]


def _is_circumstance(tree: Tree, i: int, c: int) -> bool:
    """Whether a complement before the verb is a participle that shares its subject ("Describing it as warm, Teke said …")."""
    return c < i and tree[c].xpos in ("VBG", "VBN") and not tree.children(c, *SUBJECTS, "aux")


def _is_relative(tree: Tree, c: int) -> bool:
    """Whether a complement is a relative clause after a comma that the parser hung on the verb (", who leads …")."""
    first = min(tree.subtree(c))
    while first < c and tree[first].text == ",":
        first += 1
    return first > 0 and tree[first - 1].text == "," and tree[first].xpos in ("WP", "WDT", "WRB")


def _beside(tree: Tree, i: int, kids: list[int]) -> Pieces:
    """Complements to the right, without "that"; or to the left, from where they begin up to the source and the cue."""
    kid = kids[0]
    below = [t for c in kids if (c > i) == (kid > i) for t in tree.subtree(c)]
    if kid > i:
        opening = [c for c in tree.children(kid, "mark") if tree.words[c] == "that"]
        kept = [t for t in below if t > i]
        kept = _after_addressee(tree, i, _with_start(tree, i, _after_day(tree, i, kept)))
        return [[t for t in range(kept[0], _end(tree, kept[-1]) + 1) if t not in opening]]
    own = {t for c in tree.children(i) if c not in kids for t in tree.subtree(c)} | {i}
    return _sides(tree, i, [t for t in below if t not in own])


def _end(tree: Tree, last: int) -> int:
    """Where a content that ends at `last` goes on with "and that …", whatever the parser hung that clause on."""
    after = [t for t in range(last + 1, min(last + 4, len(tree.tokens))) if tree[t].upos != "PUNCT"]
    if len(after) < 2 or tree[after[0]].upos != "CCONJ" or tree.words[after[1]] != "that":
        return last
    below = tree.subtree(tree[after[1]].head) if tree[after[1]].head > after[1] else []
    return max([last, *below])


def _after_day(tree: Tree, i: int, kept: list[int]) -> list[int]:
    """A content without the day of saying that the parser counted to it ("said today it had …")."""
    is_day = kept[0] == i + 1 and tree.words[kept[0]] in DAYS and len(kept) > 2
    return kept[1:] if is_day and tree[kept[1]].upos in ("PRON", "DET", "PROPN", "NOUN", "ADJ", "SCONJ") else kept


def _with_start(tree: Tree, i: int, kept: list[int]) -> list[int]:
    """A content with its own beginning where the parser hung that on the cue as an object ("said women and children would …")."""
    if tree.lemmas[i] in TELLING:
        return kept
    rels = ("obj", "iobj", "dep", *(SUBJECTS if any(c < i for c in tree.children(i, "nsubj")) else ()))
    loose = [t for c in tree.children(i, *rels) if i < c < kept[0] for t in tree.subtree(c)]
    return list(range(min(loose), kept[-1] + 1)) if loose and min(loose) > i else kept


def _after_addressee(tree: Tree, i: int, kept: list[int]) -> list[int]:
    """A content of "told" without the one who was told, where the parser ran the two together ("told MPs there will be …")."""
    if tree.lemmas[i] not in TELLING or tree.children(i, "obj", "iobj") or kept[0] != i + 1:
        return kept
    run = 0
    while (
        run < len(kept) - 1
        and tree[kept[run]].upos in ("PROPN", "NOUN", "ADJ", "DET")
        and (run == 0 or tree[kept[run]].upos != "DET")
    ):
        run += 1
    begins = tree[kept[run]]
    is_new = begins.upos in ("PRON", "DET") or begins.text.casefold() == "that"
    return kept[run + (begins.text.casefold() == "that") :] if is_new and run else kept


def _sides(tree: Tree, i: int, indices: list[int]) -> Pieces:
    """The stretches before a cue, and those after it that a comma sets off: the rest is the cue's own."""
    return [
        run
        for run in runs(indices)
        if run[-1] < i or tree[run[0]].text in (",", '"', "“", "—", "--") or tree[run[0] - 1].text == ","
    ]


def runs(indices: Iterable[int]) -> Pieces:
    """Token indices parted into stretches without a gap."""
    found: Pieces = []
    for t in indices:
        if found and t == found[-1][-1] + 1:
            found[-1].append(t)
        else:
            found.append([t])
    return found


def _to(tree: Tree, i: int) -> Pieces:
    return [_from_to(tree, c) for c in tree.children(i, "xcomp", "ccomp") if c > i and _is_infinitive(tree, c)][:1]


def _urge(tree: Tree, i: int) -> Pieces:
    if not tree.children(i, "obj", "iobj", "obl"):
        return []
    kids = [c for c in tree.children(i, "xcomp", "ccomp", "advcl") if c > i and _is_infinitive(tree, c)]
    return [_from_to(tree, kids[0])] if kids else []


def _from_to(tree: Tree, kid: int) -> list[int]:
    """An infinitive from its "to" on: the object before it is the one addressed."""
    to = min((c for c in tree.children(kid, "mark") if tree[c].xpos == "TO"), default=kid)
    return [t for t in tree.subtree(kid) if t >= to]


def _object(tree: Tree, i: int) -> Pieces:
    kids = [c for c in tree.children(i, "obj") if c > i and tree[c].upos != "PRON"]
    return [tree.subtree(kids[0])] if kids else []


def _thing(tree: Tree, i: int) -> Pieces:
    """An object that is a thing: one welcomes guests without saying anything."""
    return [piece for piece in _object(tree, i) if not any(tree[t].upos == "PROPN" and tree[t].head in (i, -1) for t in piece)]


def _gerund(tree: Tree, i: int) -> Pieces:
    return [tree.subtree(c) for c in tree.children(i, "xcomp", "ccomp", "obj") if c > i and tree[c].xpos == "VBG"][:1]


def _predicate(tree: Tree, i: int) -> Pieces:
    objects = [c for c in tree.children(i, "obj", "nsubj") if c > i or tree[c].xpos in ("WP", "WDT")]
    is_free = tree.is_rel(i, "acl") and tree.words[tree[i].head] == "what"  # "what the envoy called a disgrace"
    first = i if is_free else max(i, objects[0]) if objects else len(tree.tokens)
    kids = [c for c in tree.children(i, "xcomp", "ccomp", "obj") if c > first and not _is_infinitive(tree, c)]
    return [tree.subtree(kids[0])] if kids else []


def _as(tree: Tree, i: int) -> Pieces:
    kids = [c for c in _below(tree, i, "obl", "xcomp", "advcl", "nmod") if c > i and "as" in (_mark(tree, c), _case(tree, c))]
    kids = [c for c in kids if _mark(tree, c) != "as" or not tree.children(c, *SUBJECTS)]  # "rejects the plan as talks begin"
    if not kids:
        return []
    objects = [c for c in tree.children(i, "obj", "obl") if i < c < kids[0] and _case(tree, c) != "by"]
    start = min(tree.subtree(objects[0])) if objects else min(_after(tree, kids[0], "as"))
    return [list(range(max(start, i + 1), max(tree.subtree(kids[0])) + 1))]


def _below(tree: Tree, i: int, *rels: str) -> list[int]:
    """Children of a verb, and of its object or of the one by whom it is done where a phrase was hung there."""
    return sorted(tree.children(i, *rels) + [c for o in tree.children(i, "obj", "obl:agent") for c in tree.children(o, *rels)])


def _because(tree: Tree, i: int) -> Pieces:
    kids = [c for c in tree.children(i, "advcl") if c > i and _mark(tree, c) == "because"]
    return [[t for t in tree.subtree(kids[0]) if tree[t].rel != "mark" or tree[t].head != kids[0]]] if kids else []


def _phrase(tree: Tree, i: int, preposition: str) -> Pieces:
    kids = [
        c
        for c in _below(tree, i, "obl", "obj", "advcl", "xcomp", "ccomp", "nmod", "acl")
        if c > i and preposition in (_case(tree, c), _mark(tree, c))
    ]
    return [_after(tree, kids[0], preposition if preposition in BARE else "")] if kids else []


def _after(tree: Tree, kid: int, word: str) -> list[int]:
    """A phrase without the word that leads to it, and what the parser put before that ("accused … of | breaking the truce")."""
    below = tree.subtree(kid)
    leads = [c for c in tree.children(kid, "case", "mark") if c < kid and tree.words[c] == word]
    return [t for t in below if t > leads[0]] if leads and len(below) > 1 else below


def _case(tree: Tree, i: int) -> str:
    return next((tree.words[c] for c in tree.children(i, "case") if c < i), "")


def _mark(tree: Tree, i: int) -> str:
    return next((tree.words[c] for c in tree.children(i, "mark") if c < i), "")


def _is_infinitive(tree: Tree, i: int) -> bool:
    return "to" in tree.marks(i) and not tree.children(i, *SUBJECTS)


FRAMES: Mapping[str, Callable[[Tree, int], Pieces]] = {
    "clause": _clause,
    "to": _to,
    "urge": _urge,
    "object": _thing,
    "voice": _object,
    "gerund": _gerund,
    "predicate": _predicate,
    "as": _as,
    "because": _because,
}
