"""Signs of modality on the word of an act itself: negation, modal verbs, aspect, conditions, and what a noun's words tell of it."""

from collections.abc import Iterator
from functools import cache

import msgspec

from dragoman.extract.arguments import prepositions
from dragoman.extract.matching import is_of_class
from dragoman.language.tree import Tree
from dragoman.lexicon import table
from dragoman.model import Modality

SET = ("CONSULT", "COOPERATE", "GOVERN", "RETREAT", "AID")  # acts that are set for a time, of which one says how they will be


class Sign(msgspec.Struct, frozen=True):
    """One word that bears on an act, and what it makes of it."""

    effect: Modality
    word: str
    token: int = -1


def on_itself(tree: Tree, i: int, kind: str, *, is_noun: bool) -> Iterator[Sign]:
    """Signs on the word itself: negation, modal verbs, aspect, adverbs; on a noun its determiner, adjectives and state."""
    yield from negations(tree, i)
    if is_noun:
        yield from _adjectives(tree, i)
        yield from _states(tree, i, kind)
        return
    yield from auxiliaries(tree, i)
    yield from _conditions(tree, i)
    yield from ahead(tree, i)
    yield from _bare(tree, i)
    for c in tree.children(i, "advmod"):
        if (effect := _words("adverb").get(tree.words[c])) is not None:
            yield Sign(effect, tree[c].text)
    for c in tree.children(i, "mark"):
        if (effect := table("en/modality")["mark"].get(tree.words[c])) is not None:
            yield Sign(effect, tree[c].text)


def _adjectives(tree: Tree, i: int) -> Iterator[Sign]:
    """Words on a noun; what undoes an act ("elections, now two years overdue") or puts it ahead may stand behind it too."""
    before = tree.children(i, "amod", "det", "compound", "nmod")
    behind = [c for c in tree.children(i, "acl", "appos", "advmod", "parataxis", "conj", "dep", "advcl") if c > i]
    # "a summit with Osmar Teke planned for May", which the parser hangs on the name
    behind += [c for n in tree.children(i, "nmod") if tree[n].upos == "PROPN" for c in tree.children(n, "acl")]
    for c in before + behind:
        effect = _words("adjective").get(tree.words[c])
        if effect is not None and (c in before or effect == "denied" or (effect == "planned" and _is_still_ahead(tree, c))):
            yield Sign(effect, tree[c].text, c)


def state_of(tree: Tree, head: int) -> tuple[Modality, str] | None:
    """What a predicate such as "off", "back on" or "in doubt", with its head at either end, says of the act that is its subject."""
    ranges = ((head - 2, head + 1), (head, head + 3), (head - 1, head + 1), (head, head + 2), (head, head + 1))
    told = (" ".join(tree.words[max(start, 0) : end]) for start, end in ranges)
    return next(((effect, words) for words in told if (effect := _words("state").get(words))), None)


def _states(tree: Tree, i: int, kind: str) -> Iterator[Sign]:
    """What is said of a noun's state: "the talks are off", and in a headline "Talks back on track"."""
    heads = [tree[i].head] if tree.is_rel(i, "nsubj") and tree[tree[i].head].upos != "VERB" else []
    if tree.sentence.part != "body":
        heads += [c for c in tree.children(i, "advmod", "compound:prt", "nmod") if c > i]
    for head in heads:
        if tree.children(head, "cop") and kind in SET:
            yield from auxiliaries(tree, head)  # "the talks will be difficult"
        effect, words = state_of(tree, head) or ("occurred", "")
        negated = next(negations(tree, head), None)
        if effect in ("occurred", "denied") and (negated or not words or kind == "AGREE"):
            continue  # what is not over or dead may run or be ahead; a dead deal was made
        yield Sign("denied", negated.word) if negated and effect != "uncertain" else Sign(effect, words, head)
        yield from auxiliaries(tree, head)


def _is_still_ahead(tree: Tree, c: int) -> bool:
    """Whether a participle behind a noun puts it ahead ("talks scheduled for May"), and no verb tells that it took its course."""
    noun = tree[c].head
    verb = tree[noun].head if tree.is_rel(noun, "nsubj") else -1
    return tree[c].xpos == "VBN" and tree.is_rel(c, "acl") and not (verb >= 0 and tree[verb].xpos == "VBD" and _has_run(tree, noun))


def negations(tree: Tree, i: int) -> Iterator[Sign]:
    """What negates a word: beside it, on its subject or its object; "not only" does not."""
    words = frozenset(table("en/modality")["negation"]["words"])
    near = [*tree.children(i, "advmod", "det", "mark", "case", "cc:preconj")]
    for s in tree.children(i, "nsubj", "obj"):
        near += [s, *tree.children(s, "det"), *(d for d in tree.children(s, "advmod") if tree.words[d] == "not")]
    near += [no for c in tree.children(i, "advmod") if tree.words[c] == "longer" for no in tree.children(c, "advmod")]
    if tree[i].xpos == "VBG":  # "is against extending the truce"
        yield from (Sign("denied", tree[m].text, m) for m in tree.children(i, "mark", "case") if tree.words[m] == "against")
    near = [c for c in near if tree.words[c + 1 : c + 2] not in (["only"], ["just"], ["merely"], ["simply"])]  # "not only"
    yield from (Sign("denied", tree[c].text, c) for c in near if tree.words[c] in words and tree[c].upos != "INTJ")


def _has_run(tree: Tree, noun: int) -> bool:
    return tree.lemmas[tree[noun].head] in runs(tree, noun)


def auxiliaries(tree: Tree, i: int) -> Iterator[Sign]:
    """What modal verbs make of a verb, its own or those it shares with the verb that it is joined to; an act may be running."""
    helpers = tree.children(i, "aux")
    shared = i
    while not helpers and tree.is_rel(shared, "conj") and tree[i].xpos == "VB" and not tree.children(shared, "nsubj", "mark"):
        shared = tree[shared].head
        helpers = tree.children(shared, "aux")
    known = table("en/modality")["auxiliary"]
    words = [tree.lemmas[a] for a in helpers]
    for a in helpers:
        effect = known.get(_full(tree.lemmas[a], tree[a].text))
        if effect is None:
            continue
        if tree.lemmas[a] in ("would", "will") and tree.words[a] != "will":
            effect = "planned" if _is_reported(tree, shared) else effect
        if effect == "conditional" and _is_term(tree, shared):
            effect = "planned"
        if effect == "conditional" and "have" in words:
            effect = "uncertain"
        yield Sign(effect, tree[a].text)
    if tree[i].xpos == "VBG" and "be" in words:
        is_ahead = tree.words[i] == "going" and tree.children(i, "xcomp")  # "is going to leave"
        yield Sign("planned" if is_ahead else "ongoing", f"{tree[helpers[-1]].text} {tree[i].text}")


def _conditions(tree: Tree, i: int) -> Iterator[Sign]:
    """What a clause with "if" makes of an act ahead: "if the army leaves, the rebels will free them". A deed done stays one."""
    if not any(tree.lemmas[a] in ("will", "shall") for a in tree.children(i, "aux")):
        return
    words = table("en/modality")["condition"]["words"]
    for c in tree.children(i, "advcl"):
        for m in tree.children(c, "mark"):
            if tree.words[m] in words and tree.words[max(m - 1, 0)] != "even":
                yield Sign("conditional", tree[m].text)


def _is_term(tree: Tree, i: int) -> bool:
    """Whether a clause tells a term of an agreement: "under the deal, the rebels would …"."""
    tops = [i, *(a for a in tree.ancestors(i) if tree.is_rel(i, "conj"))]
    phrases = [p for t in tops for p in tree.children(t, "obl")]
    return any("under" in prepositions(tree, p) and is_of_class(tree, p, "agreement") for p in phrases)


def ahead(tree: Tree, i: int) -> Iterator[Sign]:
    """What puts a verb into the future by words right before it, however they are parsed: "is due to meet", "are to be held"."""
    words = tree.words[max(i - 4, 0) : i]
    words = words[:-1] if words[-1:] == ["be"] else words
    if words[-1:] != ["to"] or len(words) < 2:
        return
    if tree.is_rel(i, "acl") and tree.children(i, "aux:pass"):
        yield Sign("planned", f"to be {tree[i].text}")  # "a committee, to be formed in May"
    future = table("en/modality")["future"]
    if words[-2] in future["before_to"] or words[-2] in future["be"]:
        yield Sign("planned", f"{words[-2]} to", i)


def _bare(tree: Tree, i: int) -> Iterator[Sign]:
    """What a verb in its bare form tells without a verb above it: a headline's infinitive is a plan, an imperative a demand."""
    top = i
    while tree.is_rel(top, "conj") and tree[tree[top].head].xpos == "VB" and not tree.children(top, "nsubj"):
        top = tree[top].head
    is_said = tree.is_rel(top, "ccomp") and tree.lemmas[tree[top].head] in saying()
    is_headline = tree.sentence.part != "body" and tree.is_rel(top, "root") and bool(tree.children(top, "nsubj"))
    if is_headline and tree[top].xpos == "VBG" and not tree.children(top, "aux", "mark"):
        yield Sign("ongoing", tree[top].text)  # "Kestria, Varenia talking again"
    if tree[i].xpos != "VB" or not (is_said or tree.is_rel(top, "root", "parataxis")):
        return
    is_to = "to" in tree.marks(top)
    if is_to and tree.children(top, "nsubj"):
        yield Sign("planned", f"to {tree[top].text}")
    elif not is_to and not tree.children(top, "nsubj", "aux", "cop"):
        yield Sign("proposed", tree[top].text)


def _full(word: str, text: str) -> str:
    """Modal verbs in full: lemmatisers disagree on "would"."""
    text = text.casefold()
    return {"'ll": "will", "’ll": "will", "'d": "would", "’d": "would", "wo": "will", "ca": "can"}.get(
        text, text if text in ("would", "could", "might", "should") else word
    )


def _is_reported(tree: Tree, i: int) -> bool:
    """Whether a past verb of saying stands above: its "would" is a future."""
    while tree.is_rel(i, "conj") and tree[i].head >= 0:
        i = tree[i].head
    head = tree[i].head
    return head >= 0 and tree.is_rel(i, "ccomp", "parataxis", "acl") and tree.lemmas[head] in saying()


@cache
def _words(section: str) -> dict[str, Modality]:
    return {word: entry["effect"] for entry in table("en/modality")[section] for word in entry["words"]}


@cache
def saying() -> frozenset[str]:
    """Verbs of saying, and nouns of what is said, under which "would" is a future."""
    return frozenset(table("en/modality")["saying"]["words"])


def runs(tree: Tree, at: int) -> frozenset[str]:
    """Verbs that tell how an act runs: others for their subject than for their object (the subject of a passive)."""
    return phase("subject" if tree[at].rel == "nsubj" else "object")


@cache
def phase(part: str) -> frozenset[str]:
    """Verbs that tell how an act runs, of one part of the lexicon's table."""
    return frozenset(table("en/modality")["phase"][part])
