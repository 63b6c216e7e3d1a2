"""Undertakings that stand in words for an undertaking, though no event of the report tells them.

"The rifles that they had bound themselves to surrender", "its offer to host a second round", "in breach of the truce", "under the
deal the army will leave": the words themselves say that somebody undertook something, so the lexicon alone may read them.
"""

from collections.abc import Iterable, Iterator, Sequence

from dragoman.extract import evidence, learnt
from dragoman.extract.arguments import arguments, subjects
from dragoman.extract.commitments.asking import is_left_open, is_pressed, saying
from dragoman.extract.commitments.pledges import Pledge, is_doubtful, undertaken
from dragoman.extract.commitments.status import AGAINST, DEEDS, Fate, first_of, is_ahead, is_going, negations, words_of
from dragoman.extract.commitments.terms import Term
from dragoman.extract.commitments.undertakers import By, undertakers
from dragoman.extract.commitments.wordings import Wording, is_agreement, owners, told, told_by, told_by_text
from dragoman.extract.events.draft import Draft
from dragoman.extract.events.modality import judge
from dragoman.extract.events.politics import Politics
from dragoman.extract.events.roles import cast
from dragoman.extract.matching import is_of_class, name_label
from dragoman.extract.predicates import Predicate, find
from dragoman.extract.statements.unnamed import in_its_words
from dragoman.extract.statements.voices import Voices
from dragoman.ground.who import actors_under
from dragoman.language.tree import Tree, tree_of
from dragoman.model import Evidence, Reading, Span

# What is no undertaking though somebody says that he will do it, or is told by its own rules
HELD = AGAINST | DEEDS | {"AGREE", "REJECT", "REQUEST", "PROTEST"}
OWN = frozenset({"it", "they", "he", "she"})
FIRST = frozenset({"we", "i"})
OWNERS = frozenset({"his", "her", "its", "their", "our", "my"})


def faint(reading: Reading, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Acts that are no events of the report, but may be undertakings: verbs of undertaking, and deeds told for the time ahead."""
    politics = Politics(reading)
    known = {(d.sentence, d.predicate.token) for d in drafts}
    for n, sentence in enumerate(reading.sentences):
        tree = tree_of(sentence)
        for predicate in (*_undertaking(tree), *_ahead(tree), *_said(tree), *_beside(tree)):
            token = predicate.token
            is_term = predicate.entry.type == "AGREE" and any((n, a) in known for a in _over(tree, token))
            if (n, token) in known or is_term or is_left_open(tree, token) or is_pressed(tree, token):
                continue
            known.add((n, token))
            parts = cast(reading, n, tree, predicate)
            if politics.is_public(predicate.entry.type, parts):
                modality, why = judge(tree, token, predicate.entry.type, is_noun=False)
                yield Draft(sentence=n, predicate=predicate, parts=parts, modality=modality, why=why, type=predicate.entry.type)


def _over(tree: Tree, token: int) -> Iterator[int]:
    """The words that a word hangs below, whatever it or they are coordinated with left out."""
    while (token := tree[_lead(tree, token)].head) >= 0:
        yield token


def _lead(tree: Tree, token: int) -> int:
    return _lead(tree, tree[token].head) if tree.is_rel(token, "conj") else token


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
        for w in told(tree):
            at = tree[w.word if _is_of_agreement(tree, w) else w.head].start
            is_open = _is_asked(tree, w) and w.status not in ("reversed", "not_implemented")  # a breach may be denounced
            if is_open or any(place.start <= at < place.end for place in taken):
                continue
            is_breach = w.status == "reversed" and tree.lemmas[w.word] in (*told_by("breach")["nouns"], *told_by("breach")["verbs"])
            accuser = (_those(reading, n, tree, w.accusers)[0] or voices.of(tree.span([w.word]))) if is_breach else ()
            pledge = _pledge(reading, n, w, accuser)
            if is_breach and {*pledge.by} <= {*accuser}:
                continue  # a breach that is laid at nobody's door
            taken += pledge.places
            yield pledge


def _is_asked(tree: Tree, w: Wording) -> bool:
    """Whether what words tell is only asked for: a fact that a verb tells is not, whatever stands above it."""
    if tree[w.word].upos == "VERB" and not w.is_deed and tree.lemmas[w.word] not in told_by("declared")["verbs"]:
        return is_left_open(tree, w.word)
    return is_pressed(tree, w.head, tree[w.word].head if tree[w.word].upos == "NOUN" and tree[w.word].head >= 0 else None)


def _held(tree: Tree) -> set[int]:
    """The words that are told as other acts, or by rules of their own."""
    told = [p for p in find(tree) if p.entry.type in HELD and not is_doubtful(tree, p)]
    return {
        p.token
        for p in told
        if not p.entry.learnt or not (p.entry.type == "AGREE" or learnt.sense_of(tree, "undertaking", p.token))
    }


def _said(tree: Tree) -> Iterator[Predicate]:
    """What somebody says that he himself will do, whatever deed it is: "it said it would stop towing boats"."""
    held = _held(tree)
    for i, token in enumerate(tree.tokens):
        first = first_of(tree, i)
        if token.upos != "VERB" or i in held or not is_ahead(tree, first) or (i != first and token.xpos != "VB"):
            continue
        if tree.lemmas[i] in told_by("said")["never"]:
            continue
        if speaks_of_himself(tree, first) and not negations(tree, first) and not negations(tree, i):
            yield Predicate(token=i, entry=learnt.frame("COOPERATE", tree.lemmas[i]), args=arguments(tree, i))


def _beside(tree: Tree) -> Iterator[Predicate]:
    """What else will be done beside a deed that will: "will free the men, and the union in turn will open the road"."""
    held = _held(tree)
    for deed in _ahead(tree):
        for i in tree.conjuncts(deed.token):
            is_told = tree[i].xpos == "VB" and i not in held and tree.lemmas[i] not in told_by("said")["never"]
            if is_told and tree.children(deed.token, "aux") and not negations(tree, i):
                yield Predicate(token=i, entry=learnt.frame("COOPERATE", tree.lemmas[i]), args=arguments(tree, i))


def speaks_of_himself(tree: Tree, verb: int) -> bool:
    """Whether the subject of a verb is the one who says so: "it" and "they" of what is reported, "we" of what is quoted."""
    verb = tree[verb].head if is_going(tree, verb) else verb
    heads = tree.children(verb, "nsubj")
    if FIRST & {tree.words[s] for s in heads}:
        return True
    above = tree[verb].head
    if not tree.is_rel(verb, "ccomp") or tree.lemmas[above] not in saying():
        return False
    speakers = subjects(tree, above)
    return any(_may_be(tree, s, by) or _is_own(tree, s) for s in heads for by in speakers)


def _is_own(tree: Tree, i: int) -> bool:
    """Whether a noun stands for the speaker's own side: "the government", "his party", "our army"."""
    is_side = is_of_class(tree, i, "government") or (is_of_class(tree, i, "political") and bool(_owners(tree, i) & OWNERS))
    return is_side and not _names(tree, i)


def _owners(tree: Tree, i: int) -> set[str]:
    return {tree.words[c] for c in tree.children(i, "nmod:poss")}


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


def _pledge(reading: Reading, n: int, w: Wording, accuser: tuple[str, ...]) -> Pledge:
    tree = tree_of(reading.sentences[n])
    d = undertaken(reading, n, w.head)
    by, unnamed = _whose(reading, tree, d, w)
    what = _words(reading, tree, d, w)
    fate = Fate(status=w.status, rule="words", why=w.why, accuser=accuser)
    return Pledge(draft=d, term=Term(what=what, act=d.type, head=w.head), by=by, fate=fate, places=(what,), unnamed=unnamed)


def _words(reading: Reading, tree: Tree, d: Draft, w: Wording) -> Evidence:
    """The words of what is undertaken, with the noun that tells it; of what became of an agreement the clause of its verb.

    Of a list of what an agreement lays down each thing has its own.
    """
    if _is_of_agreement(tree, w) or w.head in tree.children(w.word, "nsubj"):
        verb = Predicate(token=w.word, entry=learnt.frame(d.type, tree.lemmas[w.word]), args=arguments(tree, w.word))
        told, thing = evidence.clause(reading, tree, verb), tree[w.head]
        is_inside = told.start <= thing.start < told.end
        return told if is_inside else evidence.evidence(reading, Span(min(thing.start, told.start), told.end))
    if tree[w.head].upos == "NOUN" and told_by_text(tree, w.word):
        return evidence.evidence(
            reading, tree.span([t for t in tree.subtree(w.head, without=("conj", "cc", "parataxis")) if tree[t].upos != "PUNCT"])
        )
    what = evidence.clause(reading, tree, d.predicate)
    if tree[w.word].upos != "NOUN":
        return what
    first, last = tree[min(w.word, w.head)], tree[max(w.word, w.head)]
    return evidence.evidence(reading, Span(first.start, max(last.end, what.end)))


def _is_of_agreement(tree: Tree, w: Wording) -> bool:
    """Whether a verb tells what became of an agreement: "called off the truce"; not what one lays down ("includes a truce")."""
    return tree[w.word].upos == "VERB" and not w.is_deed and is_agreement(tree, w.head) and not told_by_text(tree, w.word)


def _whose(reading: Reading, tree: Tree, d: Draft, w: Wording) -> By:
    """Whose undertaking words tell: whom the construction names, else whose theirs is ("the premier's bid goes against it")."""
    if w.is_deed:
        return undertakers(reading, tree, d)
    found, unnamed = _those(reading, d.sentence, tree, w.by)
    if w.is_meeting:
        return tuple(dict.fromkeys((*d.parts.actors, *d.parts.hosts, *found))), (*d.parts.unnamed, *unnamed)
    return (found, unnamed) if found else _those(reading, d.sentence, tree, (o for h in w.by for o in owners(tree, h)))


def _those(reading: Reading, n: int, tree: Tree, heads: Iterable[int]) -> By:
    """Actors by the words for them; those without a name where none has one."""
    heads = tuple(heads)
    found = tuple(dict.fromkeys(a for h in heads for a in actors_under(reading, n, h)))
    if found:
        return found, ()
    words = tuple(a for h in heads if (a := in_its_words(reading, tree, h)))
    return tuple(a.id for a in words), words
