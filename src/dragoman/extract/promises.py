"""Undertakings that stand in words for an undertaking, though no event of the report tells them.

"The rifles that they had bound themselves to surrender", "its offer to host a second round", "in breach of the truce", "under the
deal the army will leave": the words themselves say that somebody undertook something, so the lexicon alone may read them.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec

from dragoman.extract import evidence, learnt
from dragoman.extract.arguments import arguments, prepositions, subjects
from dragoman.extract.events import Draft
from dragoman.extract.fates import is_left_open
from dragoman.extract.matching import is_of_class, name_label
from dragoman.extract.modality import judge
from dragoman.extract.pledges import Pledge, is_doubtful, is_pressed
from dragoman.extract.politics import Politics
from dragoman.extract.predicates import Predicate, find
from dragoman.extract.roles import Parts, cast
from dragoman.extract.status import AGAINST, DEEDS, Fate, first_of, is_ahead, negations, words_of
from dragoman.extract.terms import Term
from dragoman.extract.undertakers import By, undertakers
from dragoman.extract.unnamed import in_its_words
from dragoman.extract.voices import Voices
from dragoman.extract.wordings import told, told_by
from dragoman.ground.who import actors_under
from dragoman.language.tree import Tree, tree_of
from dragoman.lexicon import table
from dragoman.model import Reading

# What is no undertaking though somebody says that he will do it, or is told by its own rules
HELD = AGAINST | DEEDS | {"AGREE", "REJECT", "REQUEST", "PROTEST"}
OWN = frozenset({"it", "they", "he", "she"})
FIRST = frozenset({"we", "i"})
PARTIES = frozenset({"of", "by", "from", "between"})


def faint(reading: Reading, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Acts that are no events of the report, but may be undertakings: verbs of undertaking, and deeds told for the time ahead."""
    politics = Politics(reading)
    known = {(d.sentence, d.predicate.token) for d in drafts}
    for n, sentence in enumerate(reading.sentences):
        tree = tree_of(sentence)
        for predicate in (*_undertaking(tree), *_ahead(tree), *_said(tree)):
            token = predicate.token
            is_term = predicate.entry.type == "AGREE" and any((n, a) in known for a in tree.ancestors(token))
            if (n, token) in known or is_term or is_left_open(tree, token) or is_pressed(tree, token):
                continue
            known.add((n, token))
            parts = cast(reading, n, tree, predicate)
            if politics.is_public(predicate.entry.type, parts):
                modality, why = judge(tree, token, predicate.entry.type, is_noun=False)
                yield Draft(sentence=n, predicate=predicate, parts=parts, modality=modality, why=why, type=predicate.entry.type)


def _undertaking(tree: Tree) -> Iterator[Predicate]:
    """The verbs of undertaking with a clause that says what: "bound themselves to leave"."""
    for i, token in enumerate(tree.tokens):
        if token.upos in ("VERB", "ADJ") and tree.lemmas[i] in words_of("verbs"):
            args = arguments(tree, i)
            if args.clause is not None and args.clause_kinds & {"to", "that"}:
                yield Predicate(token=i, entry=learnt.frame("AGREE", tree.lemmas[i]), args=args)


def _ahead(tree: Tree) -> Iterator[Predicate]:
    """Deeds of which the report tells that they will be done."""
    for p in find(tree):
        if p.is_verbal and p.entry.type in DEEDS and judge(tree, p.token, p.entry.type, is_noun=False)[0] == "planned":
            yield p


def told_in_words(reading: Reading, known: Sequence[Pledge]) -> Iterator[Pledge]:
    """The undertakings that nouns tell, that an agreement lays down or that a deed keeps, where no pledge has them yet."""
    voices = Voices(reading)
    for n, sentence in enumerate(reading.sentences):
        tree = tree_of(sentence)
        taken = [w for p in known for w in p.places]
        for word, head, status, why in told(tree):
            at = tree[head].start
            # A breach may be denounced; what is asked for is not undertaken.
            is_fact = tree[word].upos == "VERB" and word != head and tree.lemmas[word] not in told_by("declared")["verbs"]
            is_asked = is_left_open(tree, word) if is_fact else is_pressed(tree, head, _over(tree, word))
            is_open = is_asked and status not in ("reversed", "not_implemented")
            if is_open or any(w.start <= at < w.end for w in taken):
                continue
            is_breach = status == "reversed" and tree.lemmas[word] in (*told_by("breach")["nouns"], *told_by("breach")["verbs"])
            accuser = voices.of(tree.span([word])) if is_breach else ()
            pledge = _pledge(reading, n, (word, head), Fate(status=status, rule="words", why=why, accuser=accuser))
            if is_breach and {*pledge.by} <= {*accuser}:
                continue  # a breach that is laid at nobody's door
            taken += pledge.places
            yield pledge


def _said(tree: Tree) -> Iterator[Predicate]:
    """What somebody says that he himself will do, whatever deed it is: "it said it would stop towing boats"."""
    held = {p.token for p in find(tree) if p.entry.type in HELD and not is_doubtful(tree, p)}
    for i, token in enumerate(tree.tokens):
        first = first_of(tree, i)
        if token.upos != "VERB" or i in held or not is_ahead(tree, first) or (i != first and token.xpos != "VB"):
            continue
        if tree.lemmas[i] in told_by("said")["never"]:
            continue
        if _speaks_of_himself(tree, first) and not negations(tree, first) and not negations(tree, i):
            yield Predicate(token=i, entry=learnt.frame("COOPERATE", tree.lemmas[i]), args=arguments(tree, i))


def _speaks_of_himself(tree: Tree, verb: int) -> bool:
    """Whether the subject of a verb is the one who says so: "it" and "they" of what is reported, "we" of what is quoted."""
    heads = tree.children(verb, "nsubj")
    if FIRST & {tree.words[s] for s in heads}:
        return True
    above = tree[verb].head
    if not tree.is_rel(verb, "ccomp") or tree.lemmas[above] not in _saying():
        return False
    speakers = tree.children(above, "nsubj")
    return any(
        _may_be(tree, s, by) or (is_of_class(tree, s, "government") and not _names(tree, s)) for s in heads for by in speakers
    )


def _may_be(tree: Tree, pronoun: int, speaker: int) -> bool:
    """Whether a pronoun fits a speaker in number, and "it" is no person."""
    is_many = tree[speaker].xpos in ("NNS", "NNPS") or len(tree.conjuncts(speaker)) > 1 or tree.words[speaker] == "they"
    is_person = name_label(tree, speaker) == "PER" or tree.words[speaker] in ("he", "she", "who", "i")
    word = tree.words[pronoun]
    return word in OWN and (
        is_many or word == tree.words[speaker] if word == "they" else not is_many and (word != "it" or not is_person)
    )


def _names(tree: Tree, i: int) -> bool:
    """Whether a name beside a noun says whose it is."""
    return any(tree[t].upos == "PROPN" for t in tree.subtree(i))


@cache
def _saying() -> frozenset[str]:
    return frozenset(v for group in table("en/cues")["verb"] if group["name"] == "say" for v in group["verbs"])


def _over(tree: Tree, word: int) -> int | None:
    """What stands right above a noun for an undertaking; nothing for a verb."""
    return tree[word].head if tree[word].upos == "NOUN" and tree[word].head >= 0 else None


def _pledge(reading: Reading, n: int, told: tuple[int, int], fate: Fate) -> Pledge:
    (word, head), tree = told, tree_of(reading.sentences[n])
    act = next((p.entry.type for p in find(tree) if p.token == head), "AGREE" if tree[head].upos == "NOUN" else "COOPERATE")
    if tree[head].upos == "VERB":
        predicate = Predicate(token=head, entry=learnt.frame(act, tree.lemmas[head]), args=arguments(tree, head))
    else:
        predicate = Predicate(token=head, entry=learnt.noun(act, tree.lemmas[head]), args=arguments(tree, head))
    d = Draft(
        sentence=n, predicate=predicate, parts=cast(reading, n, tree, predicate), modality="planned", why="undertaken", type=act
    )
    is_subject, is_day = (
        head in tree.children(word, "nsubj"),
        tree.lemmas[word]
        in (
            *told_by("appointed")["words"],
            *told_by("appointed")["done"],
        ),
    )
    by, unnamed = (
        undertakers(reading, tree, d)
        if word == head
        else _of_word(reading, n, tree, (head, word) if is_subject and not is_day else told)
    )
    of_verb = Predicate(token=word, entry=learnt.frame(act, tree.lemmas[word]), args=arguments(tree, word))
    what = evidence.clause(reading, tree, of_verb if is_subject else predicate)
    if tree[word].upos == "NOUN":
        first, last = min(word, head), max(word, head)
        what = evidence.evidence(reading, msgspec.structs.replace(tree.span([first, last]), end=max(tree[last].end, what.end)))
    return Pledge(draft=d, term=Term(what=what, act=act, head=head), by=by, fate=fate, places=(what,), unnamed=unnamed)


def _of_word(reading: Reading, n: int, tree: Tree, told: tuple[int, int]) -> By:
    """Whose undertaking a noun tells, or whom a verb of laying down binds."""
    word, what = told
    if tree.lemmas[word] in (*told_by("appointed")["words"], *told_by("appointed")["done"]):
        meeting = next((p for p in find(tree) if p.token == what), None)
        parts = cast(reading, n, tree, meeting) if meeting else Parts()
        hosts, unnamed = _those(reading, n, tree, arguments(tree, word).subjects if tree.is_rel(word, "acl") else ())
        return tuple(dict.fromkeys((*parts.actors, *parts.hosts, *hosts))), (*parts.unnamed, *unnamed)
    if tree[word].upos == "VERB":
        if tree.lemmas[word] not in (*told_by("terms")["verbs"], *told_by("terms")["saying"]):
            heads = subjects(tree, word)
            own = [c for h in heads for c in tree.children(h, "nmod:poss", "nmod") if {*prepositions(tree, c)} <= {"by", "'s"}]
            found = _those(reading, n, tree, heads)
            return found if found[0] else _those(reading, n, tree, own)  # "his bid goes against the accord"
        of_clause = tree.children(what, "nsubj") if tree[what].upos == "VERB" else []  # "foresees that the army will leave"
        return _those(reading, n, tree, of_clause or [o for o in tree.children(word, "obj", "iobj") if o != what])
    own = [
        *tree.children(word, "nmod:poss"),
        *(c for c in tree.children(word, "nmod") if c != what and {*prepositions(tree, c)} & PARTIES),
    ]
    head = tree[word].head
    accused = [o for p in find(tree) if p.entry.type == "ACCUSE" and p.token in tree.ancestors(word) for o in p.args.objects]
    if tree.lemmas[word] in told_by("breach")["nouns"]:
        # "attacked in breach of …", "committed breaches of …"
        is_deed = tree.is_rel(word, "obj") or "in" in prepositions(tree, word)
        deed = subjects(tree, head) if is_deed and tree[head].upos == "VERB" else ()
        return _those(reading, n, tree, own or accused or deed)  # "accused the army of many breaches of the truce"
    if own or head < 0:
        return _those(reading, n, tree, own)
    return _those(reading, n, tree, subjects(tree, head)) if tree[head].upos == "VERB" else ((), ())


def _those(reading: Reading, n: int, tree: Tree, heads: Iterable[int]) -> By:
    heads = tuple(heads)
    found = tuple(dict.fromkeys(a for h in heads for a in actors_under(reading, n, h)))
    if found:
        return found, ()
    words = tuple(a for h in heads if (a := in_its_words(reading, tree, h)))
    return tuple(a.id for a in words), words
