"""What a predicate has beside it in the tree: subjects, objects, phrases with a preposition, clauses.

Passives, control ("tried to …"), relative and participial clauses and coordination are undone here, so that a frame sees
the same picture however the sentence is built.
"""

from collections.abc import Iterator

import msgspec

from dragoman.extract.lexemes import documents, nobody, noun_class, object_control, telling, transparent
from dragoman.ground.who.phrases import antecedent, first_of
from dragoman.ground.who.salience import HYPHENS
from dragoman.language.tree import Tree

# Relations under which a verb without a subject of its own has that of the verb above it
SHARED = ("xcomp", "advcl", "conj", "parataxis", "ccomp")
PARTICLES = (("over",), ("off",), ("down",), ("up",), ("out",), ("aside",), ("back",))
# Phrases that name a source or a reason, not a party ("according to", "due to")
BESIDE = (("according",), ("due",), ("owing",), ("prior",), ("thanks",))
RELATIVE = frozenset({"who", "which", "that", "whom", "where", "when"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Verbs that a noun completes
LINKING = frozenset({"become", "remain", "stay", "seem", "appear", "look", "feel", "sound", "turn", "be"})


class Arguments(msgspec.Struct, frozen=True, kw_only=True):
    """Tokens beside a predicate, as indices in its sentence. `preps` holds the heads of phrases by preposition.

    `subjects` are those who act and `objects` those acted upon, whatever the voice. `clause` is the head of a complement
    clause and `clause_kind` its form: to, ing, that, should, bare, whether.
    """

    token: int
    subjects: tuple[int, ...] = ()
    objects: tuple[int, ...] = ()
    iobj: tuple[int, ...] = ()
    preps: tuple[tuple[str, int], ...] = ()
    particles: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    clause: int | None = None
    clause_kinds: frozenset[str] = frozenset()
    is_passive: bool = False

    def after(self, *prepositions: str) -> tuple[int, ...]:
        """Heads of the phrases with one of these prepositions."""
        return tuple(i for p, i in self.preps if p in prepositions)


def see_through(tree: Tree, i: int) -> int:
    """The noun meant: of "several rounds of talks" the talks."""
    for _ in range(3):
        inner = [c for c in tree.children(i, "nmod") if "of" in prepositions(tree, c)]
        if tree.lemmas[i] not in transparent() or not inner:
            return i
        i = inner[0]
    return i


def containers(tree: Tree, i: int) -> Iterator[int]:
    """The nouns through which the noun at `i` is seen: of the talks in "a second round of talks" the round."""
    above = tree[i].head
    while above >= 0 and tree[above].upos == "NOUN" and see_through(tree, above) == i:
        yield above
        above = tree[above].head


def prepositions(tree: Tree, i: int) -> tuple[str, ...]:
    """The prepositions of a phrase, the first of each chain; "led by", "out of" give both words."""
    cases = tree.children(i, "case")
    words = [tree.words[c] for c in cases]
    return tuple(words + [tree.words[f] for c in cases for f in tree.children(c, "fixed")])


def arguments(tree: Tree, i: int) -> Arguments:
    """What stands beside the verb or adjective at `i`."""
    passive = is_passive(tree, i)
    above, below = subjects(tree, i), _objects(tree, i)
    # a particle that the parser took for a preposition ("handed over the crossing")
    loose = (
        []
        if passive or below
        else [o for o in tree.children(i, "obl") if o > i and prepositions(tree, o) in PARTICLES and _follows(tree, i, o)]
    )
    below = below or loose
    below = below or (_strayed_subjects(tree, i) if passive and not above else [])
    agents = [o for o in tree.children(i, "obl") if "by" in prepositions(tree, o)] if passive else []
    doers, done = (agents, [*above, *below]) if passive else (above, below)
    clause, kinds = _clause(tree, i)
    return Arguments(
        token=i,
        subjects=_of_relative(tree, i, spread(tree, doers)),
        objects=spread(tree, done),
        iobj=spread(tree, tree.children(i, "iobj")),
        preps=tuple(_preps(tree, i, done, set(agents))),
        particles=_particles(tree, i, done),
        modifiers=frozenset(tree.lemmas[c] for c in tree.children(i, "advmod", "amod", "xcomp", "compound", "obl")),
        clause=clause,
        clause_kinds=kinds,
        is_passive=passive,
    )


def _of_relative(tree: Tree, i: int, found: tuple[int, ...]) -> tuple[int, ...]:
    """Before "which has agreed" the last of those coordinated, right before it."""
    verbs = (i, *tree.children(i, "aux", "aux:pass", "cop"))
    is_singular = any(tree[v].xpos == "VBZ" or tree.words[v] in ("is", "was", "has") for v in verbs)
    before = [s for s in found if s < i]
    return tuple(before[-1:]) if tree[i].rel == "acl:relcl" and is_singular and before else found


def _strayed_subjects(tree: Tree, i: int) -> list[int]:
    """A noun before a passive that the parser hung beside it instead of below it ("Talks, due on Monday, were put off")."""
    beside = [c for c in tree.children(tree[i].head, "ccomp", "nsubj", "dep", "dislocated") if c < i] if tree[i].head >= 0 else []
    return [c for c in beside if tree[c].xpos[:2] == "NN" and not tree.is_rel(c, "nsubj")][-1:]


def _particles(tree: Tree, i: int, objects: list[int]) -> frozenset[str]:
    """Particles and adverbs of a verb, one that the parser hung on the object included ("hand over its tanks")."""
    own = [c for c in tree.children(i) if tree.is_rel(c, "compound", "advmod") and c > i and tree[c].upos in ("ADP", "ADV", "PART")]
    strayed = [c for o in objects for c in tree.children(o, "case") if c == i + 1 or tree[c].xpos == "RP"]
    return frozenset(tree.words[c] for c in (*own, *strayed))


def _follows(tree: Tree, i: int, phrase: int) -> bool:
    return min(tree.subtree(phrase)) == i + 1


def is_passive(tree: Tree, i: int) -> bool:
    """Whether a verb is in the passive, reduced relative clauses ("a truce brokered by …") included."""
    if tree[i].xpos not in ("VBN", "VBD"):
        return False
    if any(tree[c].rel in ("nsubj:pass", "aux:pass", "csubj:pass") for c in tree.children(i)):
        # "have withdrawn" is active, whatever the parser calls the subject
        is_perfect = any(tree.lemmas[a] == "have" for a in tree.children(i, "aux"))
        return not is_perfect or any(tree[c].rel == "aux:pass" for c in tree.children(i))
    is_bare = tree.is_rel(i, "advcl") and tree[i].xpos == "VBN" and not tree.children(i, "aux", "mark")  # "Urged by Teke, they met"
    if is_bare or (tree.is_rel(i, "acl") and tree[i].rel != "acl:relcl"):
        return not tree.children(i, "obj", "nsubj")
    shared = tree.is_rel(i, "conj") and not tree.children(i, "nsubj", "obj", "aux")
    return shared and is_passive(tree, tree[i].head)


def subjects(tree: Tree, i: int, depth: int = 0) -> list[int]:
    """Grammatical subjects of a verb, its own or those it shares with another clause."""
    own = [_antecedent(tree, i, c) for c in tree.children(i, "nsubj") if not _is_misread_object(tree, i, c)]
    own = own or _misread_subjects(tree, i)
    if own or depth > 4:
        return own
    head = tree[i].head
    if head >= 0 and tree.is_rel(i, "acl"):
        return (_told_of(tree, head, depth) if tree[i].xpos == "VB" else []) or _of_noun(tree, i, head, depth)
    if head < 0 or not _shares(tree, i):
        return []
    if tree[i].xpos in ("VBG", "VBN") and (told := [c for c in tree.children(head, "ccomp") if i < c < head]):
        return subjects(tree, told[0], depth + 1)  # "Meeting in Lorvale, the two signed a truce, Kestria said"
    if tree.is_rel(i, "conj") and _is_of_speaker(tree, i):
        return subjects(tree, tree[head].head, depth + 1)
    return (_controllers(tree, i) if tree.lemmas[head] in object_control() else []) or subjects(tree, head, depth + 1)


def _misread_subjects(tree: Tree, i: int) -> list[int]:
    """A noun before a finite verb that the parser took for its object ("The truce took hold")."""
    is_main = tree[i].xpos in FINITE and tree.is_rel(i, "root") and not is_passive(tree, i)
    return [c for c in tree.children(i, "obj") if c < i and tree[c].xpos[:2] == "NN"] if is_main else []


def _is_of_speaker(tree: Tree, i: int) -> bool:
    """Whether a coordinated verb goes on with what the speaker did: "she said they had gone and urged …", by its tense."""
    head = tree[i].head
    auxiliaries = {tree.words[a] for a in tree.children(head, "aux")}
    is_reported = tree.is_rel(head, "ccomp") and tree[head].head >= 0 and tree[tree[head].head].xpos == "VBD"
    is_plain_past = tree[i].xpos == "VBD" and not tree.children(i, "aux")
    return is_reported and is_plain_past and bool(auxiliaries & {"had", "would", "will", "has", "have"})


def _shares(tree: Tree, i: int) -> bool:
    """Whether a clause without a subject has that of the word it hangs on: a finite clause of its own has not."""
    if not tree.is_rel(i, *SHARED) or tree[tree[i].head].upos not in ("VERB", "AUX", "ADJ", "NOUN") or is_as_told(tree, i):
        return False
    is_finite = tree[i].xpos in FINITE or bool(tree.children(i, "aux"))
    # "said nine were among those killed": the parser knew no better than to hang the participle beside the clause
    is_done = tree[i].xpos == "VBN" and any(c < i for c in tree.children(tree[i].head, "ccomp"))
    return not (tree.is_rel(i, "ccomp", "parataxis") and (is_finite or is_done))


def is_as_told(tree: Tree, i: int) -> bool:
    """Whether a verb stands in a remark like "as agreed in April": nobody is said to have done it."""
    return tree.is_rel(i, "advcl") and tree[i].xpos in ("VBN", "VBD") and "as" in tree.marks(i)


def _controllers(tree: Tree, i: int) -> list[int]:
    """The objects above that do what an infinitive says ("urged them to leave")."""
    is_gerund = tree.is_rel(i, "advcl") and tree[i].xpos == "VBG"
    if not tree.is_rel(i, "xcomp", "advcl", "ccomp") or is_gerund:
        return []
    return _objects(tree, tree[i].head) or tree.children(tree[i].head, "iobj")


def _is_misread_object(tree: Tree, i: int, c: int) -> bool:
    """Whether a second subject right behind its verb is an object that the parser misread ("The clans accused Kestria of …")."""
    others = [o for o in tree.children(i, "nsubj") if o < i]
    return c > i and bool(others) and not tree.children(i, "obj", "cop")


def _of_noun(tree: Tree, i: int, head: int, depth: int) -> list[int]:
    """The subject of a clause that hangs on a noun: the noun itself ("groups attending …"), its owner, or who holds it."""
    above, owner = tree[head].head, tree.children(head, "nmod:poss")
    if tree.lemmas[head] in nobody() and not owner:
        return []  # "stressed the importance of holding talks"
    is_marked, is_report = bool(tree.children(i, "mark")), tree.lemmas[head] in documents()
    if tree[i].xpos == "VBG" and above >= 0 and tree.is_rel(head, "obj") and (is_marked or is_report):
        # "played a part in brokering …"; "gave Dovani's reasons for leaving"; "released a report accusing …"
        return (owner if is_marked else []) or subjects(tree, above, depth + 1)
    if tree[i].rel == "acl:relcl" or tree[i].xpos in ("VBG", "VBN", "VBD"):
        return [head]
    owners = owner or [c for c in tree.children(head, "nmod") if {"by", "of"} & set(prepositions(tree, c))]
    if tree.lemmas[head] not in noun_class("agreement").lemmas:  # "the Kestria pact to end the war"
        owners = owners or [c for c in tree.children(head, "compound", "amod") if tree[c].xpos == "NNP"]  # "UN efforts to convene"
    if owners:
        return owners
    if above >= 0 and tree.is_rel(head, "obj", "obl") and tree[above].upos == "VERB":
        return subjects(tree, above, depth + 1)
    return []


def _told_of(tree: Tree, noun: int, depth: int) -> list[int]:
    """Of whom a noun is said: "Teke is the first premier to visit Kestria", "became the second to leave"."""
    if tree.children(noun, "cop"):
        return tree.children(noun, "nsubj")
    is_complement = tree.is_rel(noun, "xcomp") and tree.lemmas[tree[noun].head] in LINKING
    return subjects(tree, tree[noun].head, depth + 1) if is_complement else []


def _antecedent(tree: Tree, verb: int, subject: int) -> int:
    """For a relative pronoun the noun that it stands for."""
    if tree.words[subject] in RELATIVE and tree[verb].rel == "acl:relcl" and tree[verb].head >= 0:
        found = antecedent(tree, tree[verb].head, subject)
        is_joint = any(tree.words[c] in ("jointly", "together", "both") for c in tree.children(verb, "advmod"))
        return first_of(tree, found) if is_joint else found  # "a meeting between A and B, who jointly called for"
    return subject


def _objects(tree: Tree, i: int) -> list[int]:
    own = [_antecedent(tree, i, c) for c in tree.children(i, "obj")]
    own = own or [c for c in tree.children(i, "nsubj") if _is_misread_object(tree, i, c)]
    if not own and tree.lemmas[i] not in LINKING:
        # "sought the release": a noun with its article complements no other verb
        own = [c for c in tree.children(i, "xcomp") if tree[c].upos == "NOUN" and _is_plain_noun(tree, c)]
    if own or tree[i].rel != "acl:relcl" or is_passive(tree, i):
        return own
    # "the track that it demanded": the gap is the object where the clause has a subject other than the pronoun
    nouns = [c for c in tree.children(i, "nsubj") if tree.words[c] not in RELATIVE]
    gap = nouns and tree[i].head >= 0 and tree[i].upos == "VERB" and not tree.children(i, "ccomp", "xcomp")
    return [tree[i].head] if gap else []


def _is_plain_noun(tree: Tree, i: int) -> bool:
    return bool(tree.children(i, "det", "nmod:poss")) and not tree.children(i, "case", "cop", "mark")


def joined_by_hyphen(tree: Tree, i: int) -> tuple[int, ...]:
    """A name before a noun, with the one that a hyphen joins to it ("Kestria-Varenia talks"), whatever the parse says."""
    pairs = [(j, j + 2) for j in (i - 2, i) if 0 <= j < len(tree.tokens) - 2 and tree[j + 1].text in HYPHENS]
    joined = [pair for pair in pairs if all(tree[t].upos == "PROPN" for t in pair) and _is_close(tree, *pair)]
    return joined[0] if joined else (i,)


def hyphened_to(tree: Tree, i: int) -> tuple[int, ...]:
    """The name that a hyphen joins to a word behind it: "UN-brokered"."""
    is_joined = i > 1 and tree[i - 1].text in HYPHENS and tree[i - 2].upos == "PROPN" and _is_close(tree, i - 2, i)
    return (i - 2,) if is_joined else ()


def _is_close(tree: Tree, one: int, other: int) -> bool:
    """Whether nothing but a sign parts two words, no space either."""
    return tree[one].end == tree[one + 1].start and tree[other - 1].end == tree[other].start


def terms_behind(tree: Tree, i: int) -> list[int]:
    """Phrases with "by" or "within" behind an infinitive that hang on the verb above it: "agreed to free them | by June 1"."""
    head = tree[i].head
    beside = tree.children(head, "obl") if head >= 0 and tree.is_rel(i, "xcomp") else []
    return [c for c in beside if c > i and {"by", "within"} & {*prepositions(tree, c)}]


def spread(tree: Tree, heads: list[int]) -> tuple[int, ...]:
    """Heads with those coordinated with them, in text order."""
    return tuple(sorted({c for h in heads for c in nominal_conjuncts(tree, h)}))


def nominal_conjuncts(tree: Tree, i: int) -> list[int]:
    """A noun and the nouns coordinated with it; a clause that the parser hung on it is left out."""
    return [
        c
        for c in tree.conjuncts(i)
        if c == i or (tree[c].upos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X") and not tree.children(c, "nsubj"))
    ]


def _preps(tree: Tree, i: int, objects: list[int], agents: set[int]) -> list[tuple[str, int]]:
    inner = [see_through(tree, o) for o in objects if o != tree[i].head]
    holders = [(i, "obl"), *((o, "nmod") for o in dict.fromkeys([*objects, *inner]) if o != tree[i].head or o in inner)]
    found = [c for holder, _ in holders for c in tree.children(holder, "obl", "nmod") if c not in agents and c != i]
    found = [c for c in found if prepositions(tree, c)[:1] not in BESIDE]
    seen = [(p, d) for c in dict.fromkeys(found) for p in prepositions(tree, c) for d in nominal_conjuncts(tree, c)]
    marked = [(tree.words[m], c) for c in tree.children(i, "advcl") for m in tree.children(c, "mark")]
    return sorted([*seen, *marked], key=lambda pair: pair[1])


def _clause(tree: Tree, i: int) -> tuple[int | None, frozenset[str]]:
    """The complement clause and what it can be called."""
    infinitives = [c for c in tree.children(i, "obl") if tree[c].xpos == "VB"]  # "ready to disarm", misread as a phrase
    for c in [*tree.children(i, "xcomp", "ccomp", "advcl"), *infinitives]:
        if tree.is_rel(c, "advcl") and not _looks_like_complement(tree, i, c):
            continue
        kinds = _kinds(tree, c)
        if kinds:
            return c, kinds
    return None, frozenset()


def _looks_like_complement(tree: Tree, i: int, c: int) -> bool:
    marks = tree.marks(c)
    return c > i and (marks == {"to"} or (tree[c].xpos == "VBG" and bool(marks & {"on", "of", "against", "for", "in", "from"})))


def _kinds(tree: Tree, c: int) -> frozenset[str]:
    marks = {tree.words[m] for m in tree.children(c, "mark", "case")}
    auxiliaries = {tree.lemmas[a] for a in tree.children(c, "aux")}
    found: set[str] = set()
    if "to" in marks or (tree[c].xpos == "VB" and not tree.children(c, "nsubj") and not auxiliaries):
        found.add("to")
    if tree[c].xpos == "VBG" and not auxiliaries:
        found.add("ing")
    if tree.is_rel(c, "ccomp") and "to" not in marks:
        found.add("whether" if marks & {"whether", "if"} else "that")
    if (
        tree[c].xpos == "VB"
        and "to" not in marks
        and not auxiliaries & {"will", "would", "can", "could", "may", "might", "do", "did"}
    ):
        found.add("base")
    if tree[c].xpos == "VB" and not marks and not auxiliaries:
        found.add("bare")
    return frozenset(found | set(_senses(tree, c, found)))


def _senses(tree: Tree, c: int, forms: set[str]) -> Iterator[str]:
    """What a clause of these forms says: what should be, what is or was, or talk to the press."""
    if tree.is_rel(c, "ccomp") and any(tree.lemmas[a] in ("should", "must", "ought") for a in tree.children(c, "aux")):
        yield "should"
    if "to" in forms and tree.lemmas[c] in telling():
        yield "telling"
    if "that" in forms and _is_fact(tree, c):
        yield "fact"


def _is_fact(tree: Tree, c: int) -> bool:
    """Whether a clause tells what is or was, not what is to be: its verb is in a plain tense."""
    helpers = tree.children(c, "aux", "aux:pass", "cop")
    if any(tree[a].xpos == "MD" for a in helpers) or "to" in tree.marks(c):
        return False
    return any(tree[t].xpos in ("VBD", "VBZ") or tree.words[t] in ("are", "have", "do") for t in (c, *helpers))
