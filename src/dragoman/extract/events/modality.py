"""Modality: whether an act took place, runs, is planned, proposed, conditional, denied or uncertain, by the words around it."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from dragoman.extract.arguments import prepositions
from dragoman.extract.lexemes import telling, transparent
from dragoman.extract.matching import is_of_class
from dragoman.language.tree import Tree
from dragoman.lexicon import table
from dragoman.model import Modality, Sense

# What outweighs what where several words bear on one act
WEIGHT: dict[Modality, int] = {
    "occurred": 0,
    "ongoing": 1,
    "planned": 2,
    "proposed": 3,
    "conditional": 4,
    "uncertain": 5,
    "denied": 6,
}
HEARD = 0.6  # from this probability of an act the model's word on its modality counts
SAID = ("REQUEST", "ACCUSE", "THREATEN")  # acts in words: whoever turns one down tells that it was made
VOTED = ("GOVERN", "REJECT", "ACCUSE", "SUPPORT", "REQUEST")  # acts that a vote does: "parliament voted to ratify the pact"
DOUBT = ("conditional", "uncertain", "denied")
FIRM = (("proposed", "planned"), ("planned", "uncertain"))  # what words tell and the model hears, where the words stand
# Relations by which the complement of a governing word hangs on it
COMPLEMENT = ("xcomp", "ccomp", "csubj", "acl", "obj")


class Sign(msgspec.Struct, frozen=True):
    """One word that bears on an act, and what it makes of it."""

    effect: Modality
    word: str
    token: int = -1


def judge(tree: Tree, i: int, kind: str, *, is_noun: bool) -> tuple[Modality, str]:
    """The modality of the act named by token `i`, of PLOVER type `kind`, and the reason in a few words."""
    signs = [*_local(tree, i, kind, is_noun=is_noun), *_above(tree, i, kind, is_noun=is_noun)]
    if not signs:
        return "occurred", "told as a fact"
    best = max(signs, key=lambda s: WEIGHT[s.effect])
    if best.effect == "denied" and len({s.token for s in signs if s.effect == "denied"}) % 2 == 0:
        best = max((s for s in signs if s.effect != "denied"), key=lambda s: WEIGHT[s.effect], default=Sign("occurred", best.word))
    return best.effect, f"“{best.word}” makes it {best.effect}"


def heard(told: tuple[Modality, str], sense: Sense | None) -> tuple[Modality, str]:
    """What words tell, unless the language model hears another modality: where they differ it is right three times in four.

    Doubt and denial that words tell stand, no other denial counts ("the talks failed"), what is proposed is no plan, and what is
    expected no doubt.
    """
    other = next((m for m in WEIGHT if sense is not None and m == sense.modality), told[0])
    if sense is None or sense.probability < HEARD or other in (told[0], "denied") or told[0] in DOUBT:
        return told
    return told if (told[0], other) in FIRM else (other, f"the language model hears it so, not as {told[0]}")


def _local(tree: Tree, i: int, kind: str, *, is_noun: bool) -> Iterator[Sign]:
    """Signs on the word itself: negation, modal verbs, aspect, adverbs; on a noun its determiner, adjectives and state."""
    yield from _negations(tree, i)
    if is_noun:
        yield from _adjectives(tree, i)
        yield from _states(tree, i, kind)
        return
    yield from _auxiliaries(tree, i)
    yield from _conditions(tree, i)
    yield from _ahead(tree, i)
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
        effect, words = state_of(tree, head) or ("occurred", "")
        negated = next(_negations(tree, head), None)
        if effect in ("occurred", "denied") and (negated or not words or kind == "AGREE"):
            continue  # what is not over or dead may run or be ahead; a dead deal was made
        yield Sign("denied", negated.word) if negated and effect != "uncertain" else Sign(effect, words, head)
        yield from _auxiliaries(tree, head)


def _is_still_ahead(tree: Tree, c: int) -> bool:
    """Whether a participle behind a noun puts it ahead ("talks scheduled for May"), and no verb tells that it took its course."""
    noun = tree[c].head
    verb = tree[noun].head if tree.is_rel(noun, "nsubj") else -1
    return tree[c].xpos == "VBN" and tree.is_rel(c, "acl") and not (verb >= 0 and tree[verb].xpos == "VBD" and _has_run(tree, noun))


def _negations(tree: Tree, i: int) -> Iterator[Sign]:
    words = frozenset(table("en/modality")["negation"]["words"])
    near = [*tree.children(i, "advmod", "det", "mark", "case", "cc:preconj")]
    for s in tree.children(i, "nsubj", "obj"):
        near += [s, *tree.children(s, "det"), *(d for d in tree.children(s, "advmod") if tree.words[d] == "not")]
    near += [no for c in tree.children(i, "advmod") if tree.words[c] == "longer" for no in tree.children(c, "advmod")]
    near = [c for c in near if tree.words[c + 1 : c + 2] not in (["only"], ["just"], ["merely"], ["simply"])]  # "not only"
    yield from (Sign("denied", tree[c].text, c) for c in near if tree.words[c] in words and tree[c].upos != "INTJ")


def _has_run(tree: Tree, noun: int) -> bool:
    return tree.lemmas[tree[noun].head] in _runs(tree, noun)


def _auxiliaries(tree: Tree, i: int) -> Iterator[Sign]:
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


def _ahead(tree: Tree, i: int) -> Iterator[Sign]:
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
    is_said = tree.is_rel(top, "ccomp") and tree.lemmas[tree[top].head] in _saying()
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
    return head >= 0 and tree.is_rel(i, "ccomp", "parataxis", "acl") and tree.lemmas[head] in _saying()


def _above(tree: Tree, i: int, kind: str, *, is_noun: bool) -> Iterator[Sign]:
    """Signs on the words that the act depends on, from the nearest outwards."""
    at, noun = i, is_noun
    for _ in range(6):
        head = tree[at].head
        if head < 0:
            return
        if tree.is_rel(at, "conj", "appos") or (noun and _is_held(tree, at)):
            if not tree.is_rel(at, "conj", "appos") and tree.lemmas[head] in _governors():
                yield from _composed(tree, head, _governors()[tree.lemmas[head]]["effect"])
            at = head
            continue
        if not _governs(tree, at, noun=noun):
            return
        yield from _governor(tree, at, head, kind)
        yield from _purpose(tree, at, head, kind)
        yield from _passed_on(tree, at, head, noun=noun)
        if tree.is_rel(at, "xcomp") and tree.lemmas[head] not in _governors():
            yield from _auxiliaries(tree, head)
        at, noun = head, tree[head].upos in ("NOUN", "PROPN")


def _is_held(tree: Tree, at: int) -> bool:
    """Whether a noun stands under "of" below one that tells of it only ("the resumption of talks")."""
    head = tree.lemmas[tree[at].head]
    return (
        tree.is_rel(at, "nmod") and "of" in prepositions(tree, at) and head in transparent() | _governors().keys() | _phase("nouns")
    )


def _governs(tree: Tree, at: int, *, noun: bool) -> bool:
    """Whether the word above bears on this one: as a complement, a subject of its running, or a purpose."""
    head = tree[at].head
    if tree.is_rel(at, *COMPLEMENT):
        is_content = "on" in tree.marks(at) and tree.lemmas[head] in _governors()  # "a deal on merging …"
        is_told_when = any(tree.words[c] in ("when", "where") for c in tree.children(at, "advmod"))  # "on a day when they clashed"
        is_beside = tree.is_rel(at, "acl") and (is_told_when or tree[at].xpos in ("VBG", "VBN")) and not is_content
        return tree[at].rel != "acl:relcl" and not is_beside
    if tree.is_rel(at, "nsubj"):
        return noun and tree.lemmas[head] in _runs(tree, at)
    if tree.is_rel(at, "advcl"):
        marks = tree.marks(at)
        return bool(marks & {"to", "of", "on", "for", "against", "from", "at"})
    if tree.is_rel(at, "nmod"):
        return bool(set(prepositions(tree, at)) & {"for", "against", "on", "to", "from"})
    if tree.is_rel(at, "obl"):
        return bool(set(prepositions(tree, at)) & {"for", "against", "on", "to", "of", "about", "in", "from", "with"})
    return False


def _governor(tree: Tree, at: int, head: int, kind: str) -> Iterator[Sign]:
    word = tree.lemmas[head]
    found = _governors().get(word)
    purpose = tree.is_rel(at, "obl", "nmod") and set(prepositions(tree, at)) & set(table("en/modality")["purpose"]["words"])
    if purpose and word in table("en/modality")["purpose"]["verbs"] and (found is None or found["effect"] == "planned"):
        yield Sign("planned", f"{tree[head].text} {prepositions(tree, at)[0]}")
    elif tree.is_rel(at, "obl") and word in table("en/modality")["phase"]["outcome"]:
        yield from _auxiliaries(tree, head)
    elif found is None or at == head or _is_doer(tree, at, head) or _says_elsewhere(tree, at, head, found["effect"]):
        return
    elif word == "report" and tree.is_rel(at, "ccomp") and not tree.children(head, "aux:pass"):
        return  # "reported that …": what is said and who vouches for it is told elsewhere
    elif found["effect"] == "denied" and kind in SAID and tree.is_rel(at, "obj", "nsubj"):
        return  # "rejected the demand": it was made
    elif found.get("attempt") and kind == "CONSULT":
        yield from _auxiliaries(tree, head)
    else:
        yield from _composed(tree, head, found["effect"])


def _is_doer(tree: Tree, at: int, head: int) -> bool:
    """Whether an act is what the governing word is told of as its doer: "the killings go against the plea" plans no killings."""
    return (
        tree.is_rel(at, "nsubj")
        and tree[at].rel != "nsubj:pass"
        and tree[head].upos == "VERB"
        and not tree.children(head, "aux:pass")
    )


def _says_elsewhere(tree: Tree, at: int, head: int, effect: Modality) -> bool:
    """Whether a governing word bears on something else: a phrase beside it ("went against a demand"), a telling, or a fact."""
    if tree.is_rel(at, "obl", "nmod"):
        beside = {"planned": ("with", "against", "in"), "proposed": ("with", "in")}.get(effect, ("with",))
        return not set(beside).isdisjoint(prepositions(tree, at)) or _is_owned(tree, at, head)
    if tree.is_rel(at, "obj", "nsubj") and _only_names(tree, at, head):
        return True
    if tree.lemmas[at] in telling():
        return True  # "declined to confirm the death": the death is not denied
    is_told = tree.lemmas[head] == "report" and tree[head].upos == "VERB" and bool(tree.children(head, "nsubj"))
    return is_told and tree.is_rel(at, "ccomp", "obj")


def _is_owned(tree: Tree, at: int, head: int) -> bool:
    """Whether somebody takes on himself what was done: "claimed responsibility for the raid" doubts no raid."""
    return "for" in prepositions(tree, at) and any(
        is_of_class(tree, c, "responsibility") for c in (head, *tree.children(head, "obj"))
    )


def _only_names(tree: Tree, at: int, head: int) -> bool:
    """Whether a verb with another complement means something else with an object: "led talks", "called the deal a step"."""
    word = tree.lemmas[head]
    return word == "lead" or (word == "call" and bool({*tree.children(head, "obj", "xcomp", "ccomp")} - {at}))


def _purpose(tree: Tree, at: int, head: int, kind: str) -> Iterator[Sign]:
    """An infinitive of purpose tells what is meant to happen, one on a noun or an adjective what may ("the right to leave")."""
    marks = tree.marks(at)
    if kind in VOTED and tree.lemmas[head] == "vote":
        return
    is_open = tree[head].upos in ("NOUN", "ADJ") and tree.lemmas[head] not in _governors().keys() | _done()
    if "to" in marks and is_open and tree.is_rel(at, "acl", "advcl", "xcomp", "ccomp", "csubj"):
        yield Sign("planned", f"{tree[head].text} to")
    elif tree.is_rel(at, "advcl") and "to" in marks and tree.lemmas[head] not in _governors():
        yield Sign("planned", f"to {tree[at].text}")


def _composed(tree: Tree, head: int, effect: Modality) -> Iterator[Sign]:
    """The effect of a governing word, turned where it is itself negated ("did not agree to", "not expected to")."""
    negated = next(_negations(tree, head), None)
    if negated is None:
        yield Sign(effect, tree[head].text, head)
    elif effect in ("planned", "proposed"):
        yield Sign("denied" if effect == "planned" else "proposed", negated.word)
    elif effect == "uncertain":
        yield Sign("uncertain", f"{negated.word} {tree[head].text}")


def _passed_on(tree: Tree, at: int, head: int, *, noun: bool) -> Iterator[Sign]:
    """What the verb of a noun's running says of the noun: tense, negation, doubt."""
    word = tree.lemmas[head]
    if not noun or tree[head].upos not in ("VERB", "AUX") or not tree.is_rel(at, "nsubj", "obj") or word not in _runs(tree, at):
        return
    yield from _auxiliaries(tree, head)
    yield from _ahead(tree, head)
    yield from _negations(tree, head)
    if word in table("en/modality")["phase"]["ongoing"] and tree[head].xpos in ("VBZ", "VBP"):
        yield Sign("ongoing", tree[head].text)


@cache
def _governors() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for entry in table("en/modality")["governor"]:
        for word in entry["words"]:
            found.setdefault(word, entry)
    return found


@cache
def _words(section: str) -> dict[str, Modality]:
    return {word: entry["effect"] for entry in table("en/modality")[section] for word in entry["words"]}


@cache
def _done() -> frozenset[str]:
    return frozenset(table("en/modality")["done"]["words"])


@cache
def _saying() -> frozenset[str]:
    return frozenset(table("en/modality")["saying"]["words"])


def _runs(tree: Tree, at: int) -> frozenset[str]:
    """Verbs that tell how an act runs: others for their subject than for their object (the subject of a passive)."""
    return _phase("subject" if tree[at].rel == "nsubj" else "object")


@cache
def _phase(part: str) -> frozenset[str]:
    return frozenset(table("en/modality")["phase"][part])
