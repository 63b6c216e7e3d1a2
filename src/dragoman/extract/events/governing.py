"""Signs of modality on the words that an act depends on: what is planned, sought, feared, refused or said to run."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from dragoman.extract.arguments import prepositions
from dragoman.extract.events.signs import Sign, ahead, auxiliaries, negations, phase, runs
from dragoman.extract.lexemes import telling, transparent
from dragoman.extract.matching import is_of_class
from dragoman.language.tree import Tree
from dragoman.lexicon import table
from dragoman.model import Modality

SAID = ("REQUEST", "ACCUSE", "THREATEN")  # acts in words: whoever turns one down tells that it was made
VOTED = ("GOVERN", "REJECT", "ACCUSE", "SUPPORT", "REQUEST")  # acts that a vote does: "parliament voted to ratify the pact"
# Relations by which the complement of a governing word hangs on it
COMPLEMENT = ("xcomp", "ccomp", "csubj", "acl", "obj")
CONTENT = ("on", "of", "in", "about", "for")  # marks of a gerund that is the content of a noun: "hope of reaching a truce"
BY_WORD = ("AGREE", "SUPPORT", "REJECT", "REQUEST", "ACCUSE")  # acts that are done by saying so
VIOLENT = ("ASSAULT", "PROTEST", "COERCE", "SANCTION")
ACCORD = ("AGREE", "COOPERATE", "AID", "RETREAT", "CONCEDE", "SUPPORT")  # acts that are reached by talks about them


def above(tree: Tree, i: int, kind: str, *, is_noun: bool) -> Iterator[Sign]:
    """Signs on the words that the act depends on, from the nearest outwards."""
    at, noun = i, is_noun
    for _ in range(6):
        head = tree[at].head
        if is_talked_about(tree, at, kind):
            yield Sign("proposed", "talked about")
        if head < 0:
            return
        if (other := _told_as(tree, at, kind, noun=noun)) >= 0:
            yield from _shared(tree, at, other)
            at, noun = other, noun and tree[other].upos != "VERB"
            continue
        if not _governs(tree, at, noun=noun) or _is_ended(tree, at, head, kind):
            return
        is_put_off = _puts_off(tree, head) and tree.is_rel(at, "obj", "nsubj")
        yield from _composed(tree, head, "denied") if is_put_off else _governor(tree, at, head, kind)
        yield from _purpose(tree, at, head, kind)
        yield from _passed_on(tree, at, head, noun=noun)
        if tree.is_rel(at, "xcomp") and not _governing(tree, head):
            yield from auxiliaries(tree, head)
        at, noun = head, tree[head].upos in ("NOUN", "PROPN")


def _told_as(tree: Tree, at: int, kind: str, *, noun: bool) -> int:
    """The word that is told as this one is: coordinated with it, telling of it only, or what it is done for; else -1."""
    is_beside = tree.is_rel(at, "conj", "appos") or (noun and (_is_held(tree, at) or _is_marked(tree, at)))
    return tree[at].head if is_beside else _given_for(tree, at, kind)


def _shared(tree: Tree, at: int, other: int) -> Iterator[Sign]:
    """What the word that is told as this one is says by itself."""
    if tree.is_rel(at, "conj", "appos"):
        return
    if over := _governing(tree, other):
        yield from _composed(tree, other, over["effect"])
    if tree[other].upos == "VERB":
        yield from auxiliaries(tree, other)


def _is_held(tree: Tree, at: int) -> bool:
    """Whether a noun stands under "of" below one that tells of it only ("the resumption of talks")."""
    head = tree.lemmas[tree[at].head]
    return (
        tree.is_rel(at, "nmod") and "of" in prepositions(tree, at) and head in transparent() | _governors().keys() | phase("nouns")
    )


def _is_marked(tree: Tree, at: int) -> bool:
    """Whether a noun tells what a ceremony is for ("the signing ceremony"): it takes place as that does."""
    return tree.is_rel(at, "compound", "amod") and tree.lemmas[tree[at].head] in table("en/modality")["ceremony"]["nouns"]


def _given_for(tree: Tree, at: int, kind: str) -> int:
    """What an act is done in exchange for, or the verb that it is a means of ("agreed to end it by holding a vote"); else -1.

    It is told as that is. What is agreed by signing is signed, and a finite verb's means are as real as the verb.
    """
    head = tree[at].head
    words = {*tree.marks(at), *prepositions(tree, at)}
    if "for" in words and tree.lemmas[head] in table("en/modality")["exchange"]["nouns"] and tree.words[max(head - 1, 0)] == "in":
        return tree[head].head
    content = next((o for o in tree.children(head, "obj") if _governing(tree, o)), -1) if tree[at].xpos == "VBG" else -1
    if tree.is_rel(at, "advcl") and "on" in words and content >= 0:
        return content  # "reached a deal on Monday on merging …"
    is_means = tree.is_rel(at, "advcl") and "by" in words and tree[head].xpos == "VB" and kind not in BY_WORD
    return head if is_means else -1


def _governs(tree: Tree, at: int, *, noun: bool) -> bool:
    """Whether the word above bears on this one: as a complement, a subject of its running, or a purpose."""
    head = tree[at].head
    if tree.is_rel(at, *COMPLEMENT):
        is_content = _is_content(tree, at) and bool(_governing(tree, head))
        is_content |= tree[at].xpos == "VBG" and is_talked_about(tree, at, "")
        is_told_when = any(tree.words[c] in ("when", "where") for c in tree.children(at, "advmod"))  # "on a day when they clashed"
        is_beside = tree.is_rel(at, "acl") and (is_told_when or tree[at].xpos in ("VBG", "VBN")) and not is_content
        return tree[at].rel != "acl:relcl" and not is_beside
    if tree.is_rel(at, "nsubj"):
        return noun and (tree.lemmas[head] in runs(tree, at) or _puts_off(tree, head))
    if tree.is_rel(at, "advcl"):
        marks = tree.marks(at)
        return bool(marks & {"to", "of", "on", "for", "against", "from", "at"})
    if tree.is_rel(at, "nmod"):
        is_of_words = tree.lemmas[head] in table("en/modality")["words"]["nouns"]  # "no comment on the arrest"
        return not is_of_words and bool(set(prepositions(tree, at)) & {"for", "against", "on", "to", "from"})
    if tree.is_rel(at, "obl"):
        words = set(prepositions(tree, at))
        return "according" not in words and bool(words & {"for", "against", "on", "to", "of", "about", "in", "from", "with"})
    return False


def _is_content(tree: Tree, at: int) -> bool:
    """Whether a gerund tells what a noun is about ("a deal on merging …", "no sign of Kestria agreeing")."""
    owners = [c for c in tree.children(tree[at].head, "nmod") if c == at - 1 and "of" in prepositions(tree, c)]
    return not tree.marks(at).isdisjoint(CONTENT) or bool(owners and tree[at].xpos == "VBG")


def _is_ended(tree: Tree, at: int, head: int, kind: str) -> bool:
    """Whether violence is what somebody ends or is to end: it was there ("a drive to stop the bombing")."""
    return kind in VIOLENT and tree.is_rel(at, "obj") and tree.lemmas[head] in table("en/modality")["ending"]["verbs"]


def _governor(tree: Tree, at: int, head: int, kind: str) -> Iterator[Sign]:
    word = tree.lemmas[head]
    found = _governing(tree, head)
    purpose = tree.is_rel(at, "obl", "nmod") and set(prepositions(tree, at)) & set(table("en/modality")["purpose"]["words"])
    if purpose and word in table("en/modality")["purpose"]["verbs"] and (found is None or found["effect"] == "planned"):
        yield Sign("planned", f"{tree[head].text} {prepositions(tree, at)[0]}")
    elif tree.is_rel(at, "obl") and word in table("en/modality")["phase"]["outcome"]:
        yield from auxiliaries(tree, head)
    elif found is None or at == head or _is_doer(tree, at, head) or _says_elsewhere(tree, at, head, found["effect"]):
        return
    elif word == "report" and tree.is_rel(at, "ccomp") and not tree.children(head, "aux:pass"):
        return  # "reported that …": what is said and who vouches for it is told elsewhere
    elif found["effect"] == "denied" and kind in SAID and tree.is_rel(at, "obj", "nsubj"):
        return  # "rejected the demand": it was made
    elif found.get("attempt") and _is_in_vain(tree, head):
        yield Sign("denied", f"{tree[head].text} in vain")
    elif found.get("attempt") and kind == "CONSULT":
        yield from auxiliaries(tree, head)
    else:
        yield from _composed(tree, head, found["effect"])


def _puts_off(tree: Tree, verb: int) -> bool:
    """Whether a verb and its particle put off what they govern: "called off the raid"."""
    particles = (tree.words[c] for c in tree.children(verb, "compound:prt", "advmod"))
    return any(tree.lemmas[verb] in table("en/modality")["put_off"].get(particle, ()) for particle in particles)


def is_talked_about(tree: Tree, at: int, kind: str) -> bool:
    """Whether an act is what talks are about, still to be reached: "negotiations on exchanging prisoners".

    What may lie behind them is not: "talks on the killings".
    """
    matter, head = table("en/modality")["matter"], tree[at].head
    if tree[at].xpos == "VBG" and kind in ACCORD and tree.lemmas[at] in matter["verbs"]:
        return True  # "is negotiating their release"
    if head < 0 or (tree[at].xpos != "VBG" and kind not in ACCORD):
        return False
    words = set(prepositions(tree, at))
    if tree[at].xpos == "VBG":
        words |= {*tree.marks(at), tree.words[max(at - 1, 0)]}  # the parser may hang "on" on the object
    talks = [head, *tree.children(head, "obj")]  # "held talks in Oslo on an exchange"
    if not words.isdisjoint(matter["words"]) and any(tree.lemmas[t] in matter["nouns"] for t in talks):
        return True
    return tree.lemmas[head] in matter["verbs"] and tree.is_rel(at, "obj", "xcomp", "ccomp", "advcl")


def _is_in_vain(tree: Tree, verb: int) -> bool:
    """Whether an effort is told to have failed: "tried to meet them, but failed"."""
    return any(tree.lemmas[c] == "fail" for c in tree.children(verb, "conj")) or "unsuccessfully" in {
        tree.words[c] for c in tree.children(verb, "advmod")
    }


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
    is_open = tree[head].upos in ("NOUN", "ADJ") and not _governing(tree, head) and tree.lemmas[head] not in _done()
    if "to" in marks and is_open and tree.is_rel(at, "acl", "advcl", "xcomp", "ccomp", "csubj"):
        yield Sign("planned", f"{tree[head].text} to")
    elif tree.is_rel(at, "advcl") and "to" in marks and not _governing(tree, head):
        yield Sign("planned", f"to {tree[at].text}")


def _composed(tree: Tree, head: int, effect: Modality) -> Iterator[Sign]:
    """The effect of a governing word, turned where it is itself negated ("did not agree to", "not expected to")."""
    negated = next(negations(tree, head), None)
    if negated is None:
        yield Sign(effect, tree[head].text, head)
    elif effect == "planned" or (tree[head].upos == "NOUN" and effect in ("proposed", "uncertain")):
        yield Sign("denied", negated.word, negated.token)  # "no desire to", "no sign of"
    elif effect == "proposed":
        yield Sign("proposed", negated.word)
    elif effect == "uncertain":
        yield Sign("uncertain", f"{negated.word} {tree[head].text}")


def _passed_on(tree: Tree, at: int, head: int, *, noun: bool) -> Iterator[Sign]:
    """What the verb of a noun's running says of the noun: tense, negation, doubt."""
    word = tree.lemmas[head]
    if not noun or tree[head].upos not in ("VERB", "AUX") or not tree.is_rel(at, "nsubj", "obj") or word not in runs(tree, at):
        return
    yield from auxiliaries(tree, head)
    yield from ahead(tree, head)
    yield from negations(tree, head)
    if word in table("en/modality")["phase"]["ongoing"] and tree[head].xpos in ("VBZ", "VBP"):
        yield Sign("ongoing", tree[head].text)


def _governing(tree: Tree, i: int) -> dict[str, Any] | None:
    """The entry of a governing word; some govern as nouns only."""
    found = _governors().get(tree.lemmas[i])
    return None if found is None or (found.get("noun") and tree[i].upos != "NOUN") else found


@cache
def _governors() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for entry in table("en/modality")["governor"]:
        for word in entry["words"]:
            found.setdefault(word, entry)
    return found


@cache
def _done() -> frozenset[str]:
    return frozenset(table("en/modality")["done"]["words"])
