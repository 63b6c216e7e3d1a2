"""Reporting verbs in the tree of a sentence: who speaks, and which words hang on the verb as what is said."""

from collections.abc import Iterable

import msgspec

from dragoman.extract.statements.cues import Cue, adjective_cues, verb_cues, words
from dragoman.language.tree import Tree
from dragoman.model import Span

CLAUSAL = ("parataxis", "advcl")
MARKS = '“”"‘’«»„'
SUBJECTS = ("nsubj", "csubj")
NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """An attribution before its source is grounded.

    `token` is the cue's head and `speaker` the source's, indices in sentence `sentence`; `speaker` is `None` where the
    report names nobody. `content` may be empty while a quotation is still to be joined to the cue.
    """

    sentence: int
    token: int
    cue: Cue
    frame: str
    cue_span: Span
    speaker: int | None = None
    source: Span | None = None
    content: tuple[Span, ...] = ()
    speaker_sentence: int | None = None


def lemma(tree: Tree, i: int) -> str:
    """The lemma of a token with its particle, where it has one ("point out")."""
    particle = tree.children(i, "compound:prt")
    plain = _mistagged(tree, i)[0] or tree.lemmas[i]
    return f"{plain} {tree.words[particle[0]]}" if particle else plain


def form(tree: Tree, i: int) -> str:
    """The tag of a verb; of a cue that was taken for a bare verb against its ending ("… and warned") that of its ending."""
    return _mistagged(tree, i)[1] or tree[i].xpos


def _mistagged(tree: Tree, i: int) -> tuple[str, str]:
    """Lemma and tag of a cue verb whose ending the tagger took for a part of it; empty for all others."""
    word = tree.words[i]
    tag = "VBD" if word.endswith("ed") else "VBG" if word.endswith("ing") else ""
    if not tag or tree[i].xpos != "VB" or tree.lemmas[i] != word:
        return "", ""
    stem = word.removesuffix("ed").removesuffix("ing")
    found = next((known for known in (stem, stem + "e", stem[:-1]) if known in verb_cues()), "")
    return (found, tag) if found else ("", "")


def cues_at(tree: Tree, i: int) -> tuple[Cue, ...]:
    """The cue groups that a verb belongs to."""
    if maker(tree, i) is not None:
        return verb_cues()["make known"]
    if tree[i].upos == "ADJ":
        return adjective_cues().get(tree.lemmas[i], ()) if tree.children(i, "cop") else ()
    if tree[i].upos != "VERB":
        return ()
    known, plain = verb_cues(), lemma(tree, i)
    verb = plain.partition(" ")[0]
    # "called Teke on Monday" has an object of its own
    led = [f"{verb} {_case(tree, c)}" for c in tree.children(i, "obl") if c > i] if not tree.children(i, "obj") else []
    return tuple(cue for key in dict.fromkeys((plain, *led, verb)) for cue in known.get(key, ()))


def maker(tree: Tree, i: int) -> int | None:
    """The verb by which somebody makes a content known ("let it be known that …", "made clear that …"); `None` elsewhere."""
    head = tree[i].head
    is_made = head >= 0 and head < i and tree.lemmas[head] in words("makers") and tree.lemmas[i] in words("known")
    return head if is_made and tree.is_rel(i, "xcomp", "ccomp", "obj", "advcl", "acl", "amod") else None


def speaker(tree: Tree, i: int, *, depth: int = 0) -> int | None:
    """The head of the one who speaks by verb `i`: its subject, or that of the verb it leans on; `None` where nobody is named."""
    made = maker(tree, i)
    if made is not None and not _agents(tree, i):
        return speaker(tree, made, depth=depth + 1)
    subjects = [c for c in tree.children(i, *SUBJECTS) if tree[c].rel not in ("nsubj:pass", "csubj:pass") and tree[c].upos != "ADP"]
    agents = _agents(tree, i)
    is_participle = tree[i].xpos == "VBN" or (tree[i].xpos == "VBD" and i < tree[i].head and i == 0)
    is_bare = is_participle and tree.is_rel(i, "advcl", "acl") and not tree.children(i, "aux", *SUBJECTS)
    is_passive = tree.children(i, "aux:pass") or any(tree[c].rel == "nsubj:pass" for c in tree.children(i, "nsubj"))
    if is_bare or is_passive or made is not None:
        return agents[0] if agents else None
    subjects = subjects or _inverted(tree, i)
    if subjects:
        return _antecedent(tree, i, min(subjects, key=lambda c: (c > i, abs(c - i))))
    if tree.children(i, "expl") or depth > 3:
        return None
    return _borrowed(tree, i, depth)


def _agents(tree: Tree, i: int) -> list[int]:
    """Those by whom a passive is done."""
    return [c for c in tree.children(i, "obl") if tree[c].rel == "obl:agent" or _case(tree, c) == "by"]


def _inverted(tree: Tree, i: int) -> list[int]:
    """The subject after a cue that follows its content ("…," wrote Teke), where the parser took it for an object."""
    is_final = any(c < i for c in tree.children(i, "ccomp", "parataxis")) or (i > 0 and tree[i - 1].text in MARKS)
    return [c for c in tree.children(i, "obj", "iobj") if c > i and not _breaks(tree, i, c)] if is_final else []


def _breaks(tree: Tree, i: int, c: int) -> bool:
    return any(tree[k].upos in ("PUNCT", "VERB", "ADP") for k in range(i + 1, min(tree.subtree(c))))


def _antecedent(tree: Tree, i: int, subject: int) -> int | None:
    """What a relative pronoun stands for; other subjects stand for themselves.

    A noun right before "who" that hangs on a verb is meant, not the one which that verb describes ("shot by police | who claimed").
    """
    if tree[subject].xpos in ("WP", "WDT") and tree.is_rel(i, "acl"):
        before = subject - 1
        is_beside = before > tree[i].head and tree[before].upos in ("NOUN", "PROPN") and tree[tree[before].head].upos == "VERB"
        return before if is_beside else tree[i].head
    return None if tree.words[subject] in ("it", "there") and tree[subject].rel == "expl" else subject


def _borrowed(tree: Tree, i: int, depth: int) -> int | None:
    """The subject that a verb without one shares with the verb or noun it hangs on."""
    head, rel = tree[i].head, tree[i].rel.partition(":")[0]
    if head < 0:
        return None
    if is_out_of_step(tree, i):
        like = next((a for a in tree.ancestors(i) if tree[a].xpos == form(tree, i)), head)
        return speaker(tree, like, depth=depth + 1)
    if rel == "acl" and tree[head].upos in ("NOUN", "PROPN", "PRON") and tree[i].xpos in ("VBG", "VBD", "VBZ", "VBP"):
        return _issuer(tree, head, depth) or head
    if (rel in ("conj", "xcomp", "advcl", "parataxis", "dep") or (rel == "ccomp" and tree[i].xpos == "VBG")) and tree[
        head
    ].upos in ("VERB", "AUX", "ADJ", "NOUN"):
        passive = [c for c in tree.children(head, "nsubj") if tree[c].rel == "nsubj:pass"]
        if passive and tree.children(head, "aux:pass"):
            return _antecedent(tree, head, passive[0])
        return speaker(tree, head, depth=depth + 1)
    return None


def is_out_of_step(tree: Tree, i: int) -> bool:
    """Whether a verb cannot go on with the one it is joined to ("had gone and left", "is ill and deny", "shared and drawing")."""
    head = tree[i].head
    if not tree.is_rel(i, "conj") or tree.children(i, *SUBJECTS, "aux", "cop"):
        return False
    helpers = {tree[c].xpos for c in tree.children(head, "aux", "cop")}
    if form(tree, i) == "VBD":
        return tree[head].xpos in ("VBN", "VB") and bool(tree.children(head, "aux"))
    unlike = {"VBP": {"VBZ"}, "VBG": {"VBD"}}.get(form(tree, i), set())
    return not unlike.isdisjoint((*helpers, tree[head].xpos))


def _issuer(tree: Tree, noun: int, depth: int) -> int | None:
    """Who issues the document that a participle hangs on ("Teke released a statement saying …"); `None` for other nouns."""
    verb = tree[noun].head
    is_issued = tree[noun].upos == "NOUN" and tree.lemmas[noun] in words("documents") and tree.is_rel(noun, "obj", "obl")
    return speaker(tree, verb, depth=depth + 1) if is_issued and tree[verb].upos == "VERB" and depth < 3 else None


def source_span(tree: Tree, head: int, around: int) -> Span:
    """The noun phrase of a source without the clause that holds the cue."""
    run = noun_phrase(tree, head, around)
    while run[0] > 0 and _is_broken_off(tree, run[0] - 1, run[0]):
        run = [run[0] - 1, *run]
    while run[0] < head and tree[run[0]].upos in ("ADP", "CCONJ", "PUNCT", "SCONJ"):
        run = run[1:]
    return tree.span(trim(tree, run) or [head])


def noun_phrase(tree: Tree, head: int, around: int) -> list[int]:
    """The words that hang on a noun and stand together with it, on its side of the cue and without the clause that holds that."""
    own = next((c for c in (around, *tree.ancestors(around)) if tree[c].head == head), -1)
    asides = [c for c in tree.children(head) if _is_aside(tree, c)]
    away = {t for c in (*asides, *([own] if own >= 0 else [])) for t in tree.subtree(c)}
    kept = [t for t in tree.subtree(head) if (t < around) == (head < around) and t not in away]
    return _run(kept, head, tree)


def _is_aside(tree: Tree, c: int) -> bool:
    """Whether a branch of a noun does not say who it is: a clause of the sentence, or where and how it spoke behind a comma."""
    below = [t for t in tree.subtree(c) if tree[t].upos != "PUNCT"]
    first = below[0] if below else c
    is_set_off = first > 0 and tree[first - 1].text == ","
    is_loose = (tree[c].rel == "acl" and tree[c].xpos == "VBG") or (tree.is_rel(c, "nmod", "obl") and tree[first].upos == "ADP")
    return tree.is_rel(c, *CLAUSAL) or (is_set_off and is_loose)


def _is_broken_off(tree: Tree, before: int, first: int) -> bool:
    """Whether a token belongs to the noun phrase that the parser began after it ("a Varenian Foreign Ministry | official")."""
    starts = tree[first].upos in ("DET", "PRON") or tree[first].xpos == "PRP$"
    return not starts and tree[before].upos in NOMINAL and not tree.is_rel(before, "obl", "advmod", "root", "parataxis")


def cue_span(tree: Tree, i: int) -> Span:
    """The verb with its auxiliaries, the adverb right before it, negation and particle, as far as they stand together."""
    made = maker(tree, i)
    if made is not None:
        return tree.span([made, i])
    own = [
        i,
        *tree.children(i, "aux", "compound:prt"),
        *(c for c in tree.children(i, "advmod") if tree.words[c] in _NOT or (c == i - 1 and tree[c].xpos == "RB")),
    ]
    return tree.span(_run(sorted(own), i, tree, gap=1))


_NOT = frozenset({"not", "n't", "n’t", "never", "also", "then"})


def trim(tree: Tree, indices: Iterable[int]) -> list[int]:
    """Token indices without punctuation at either end; quotation marks stay where their partner is inside too."""
    kept = sorted(indices)
    while kept and _is_loose(tree, kept, kept[0]):
        kept = kept[1:]
    while kept and _is_loose(tree, kept, kept[-1]):
        kept = kept[:-1]
    return kept


def _is_loose(tree: Tree, kept: list[int], i: int) -> bool:
    token = tree[i]
    if token.text in MARKS or token.text in ("''", "``"):
        return sum(tree[k].text in MARKS for k in kept) % 2 == 1
    return token.upos == "PUNCT" and token.text not in ("[", "]", "(", ")", "...", "…")


def _case(tree: Tree, i: int) -> str:
    return next((tree.words[c] for c in tree.children(i, "case")), "")


def _run(indices: list[int], around: int, tree: Tree, gap: int = 0) -> list[int]:
    """The stretch of these indices that stands together around one of them; up to `gap` foreign tokens are bridged."""
    left = right = around
    wanted = set(indices)
    while any(left - k in wanted for k in range(1, gap + 2)):
        left = next(left - k for k in range(1, gap + 2) if left - k in wanted)
    while any(right + k in wanted for k in range(1, gap + 2)):
        right = next(right + k for k in range(1, gap + 2) if right + k in wanted)
    return list(range(left, min(right, len(tree.tokens) - 1) + 1))
