"""Undertakings that stand in words for an undertaking, though no event of the report tells them.

"The rifles that they had bound themselves to surrender", "its offer to host a second round", "in breach of the truce", "under the
deal the army will leave": the words themselves say that somebody undertook something, so the lexicon alone may read them.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from dragoman.extract import evidence, learnt
from dragoman.extract.arguments import arguments, prepositions, subjects
from dragoman.extract.events import Draft
from dragoman.extract.fates import is_left_open, is_means
from dragoman.extract.modality import judge
from dragoman.extract.pledges import Pledge, is_pressed
from dragoman.extract.politics import Politics
from dragoman.extract.predicates import Predicate, find
from dragoman.extract.roles import cast
from dragoman.extract.status import DEEDS, STATUSES, Fate, words_of
from dragoman.extract.terms import Term
from dragoman.extract.undertakers import By, undertakers
from dragoman.extract.unnamed import in_its_words
from dragoman.extract.voices import Voices
from dragoman.ground.who import actors_under
from dragoman.language.tree import Tree, tree_of
from dragoman.lexicon import table
from dragoman.model import Reading, Status

PARTIES = frozenset({"of", "by", "from", "between"})


def faint(reading: Reading, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Acts that are no events of the report, but may be undertakings: verbs of undertaking, and deeds told for the time ahead."""
    politics = Politics(reading)
    known = {(d.sentence, d.predicate.token) for d in drafts}
    for n, sentence in enumerate(reading.sentences):
        tree = tree_of(sentence)
        for predicate in (*_undertaking(tree), *_ahead(tree)):
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
        for word, head, status, why in _told(tree):
            at = tree[head].start
            # A breach may be denounced; what is asked for is not undertaken.
            is_asked = is_left_open(tree, head) or is_pressed(tree, head)
            is_open = is_asked and status not in ("reversed", "not_implemented")
            if is_open or any(w.start <= at < w.end for w in taken):
                continue
            is_breach = tree.lemmas[word] in _table("breach")["nouns"]
            accuser = voices.of(tree.span([word])) if is_breach else ()
            pledge = _pledge(reading, n, (word, head), Fate(status=status, rule="words", why=why, accuser=accuser))
            if is_breach and {*pledge.by} <= {*accuser}:
                continue  # a breach that is laid at nobody's door
            taken += pledge.places
            yield pledge


Told = tuple[int, int, Status, str]  # the word that tells it, the head of what is undertaken, what became of it, and why


def _told(tree: Tree) -> Iterator[Told]:
    for i, token in enumerate(tree.tokens):
        if token.upos == "NOUN":
            yield from _of_noun(tree, i)
            yield from _of_breach(tree, i)
            yield from _of_failure(tree, i)
            yield from _under(tree, i)
        elif token.upos == "VERB":
            yield from _laid_down(tree, i)
            yield from _declared(tree, i)
            yield from _kept(tree, i)


def _of_noun(tree: Tree, i: int) -> Iterator[Told]:
    """A noun with the clause that says what is undertaken: "its offer to host the talks"."""
    status = words_of("nouns").get(tree.lemmas[i])
    if status is None or {tree.words[c] for c in tree.children(i, "det", "amod", "advmod")} & {*_table("none")["words"]}:
        return
    became = _became(tree, i) or status
    for c in tree.children(i, "acl", "ccomp", "xcomp"):
        if {tree.words[m] for m in tree.children(c, "mark")} & {"to", "that"} and tree[c].upos in ("VERB", "AUX"):
            for head in _joined(tree, c):
                yield i, head, became, f"“{tree[i].text}” is a word for an undertaking"


def _became(tree: Tree, i: int) -> Status | None:
    """What the verb over an undertaking, or a word for a breach, says became of it."""
    head = tree[i].head
    if head < 0 or not tree.is_rel(i, "obj", "obl", "nsubj:pass", "nmod") or is_means(tree, head):
        return None
    if tree.lemmas[head] in _table("breach")["nouns"]:
        return "reversed"
    is_back = "back" in {tree.words[c] for c in tree.children(head, "advmod", "compound:prt")}
    if tree.lemmas[head] == "go" and not is_back:
        return None
    return next((STATUSES[row["status"]] for row in _table("done") if tree.lemmas[head] in row["words"]), None)


def _of_breach(tree: Tree, i: int) -> Iterator[Told]:
    """What is broken: "in breach of the truce"."""
    if tree.lemmas[i] in _table("breach")["nouns"] and judge(tree, i, "COERCE", is_noun=True)[0] != "denied":
        held = {*_table("terms")["nouns"], *words_of("nouns")}
        for c in tree.children(i, "nmod", "obl"):
            if "of" in prepositions(tree, c) and tree.lemmas[c] in held and not tree.children(c, "acl"):
                yield i, c, "reversed", f"“{tree[i].text}” tells that it was broken"


def _of_failure(tree: Tree, i: int) -> Iterator[Told]:
    """What was undertaken and not done: "their failure to honour the deal"."""
    if tree.lemmas[i] in _table("failure")["nouns"]:
        near = (i, *(t for p in tree.children(i, "nmod") for t in tree.conjuncts(p)))
        for c in (a for n in near for a in tree.children(n, "acl")):
            if "to" in {tree.words[m] for m in tree.children(c, "mark")} and tree.lemmas[c] in _table("failure")["verbs"]:
                yield i, c, "not_implemented", f"“{tree[i].text}” tells that it was not done"


def _under(tree: Tree, i: int) -> Iterator[Told]:
    """What is to be done under an agreement: "under the deal the army will leave"."""
    is_draft = tree.lemmas[i] in _table("terms")["drafts"]
    if not (is_draft or tree.lemmas[i] in _table("terms")["nouns"]) or not tree.is_rel(i, "obl"):
        return
    head, case = tree[i].head, {*prepositions(tree, i)}
    if not case & {"under"} and not ("by" in case and tree.lemmas[i] == "term"):
        return
    for verb in _joined(tree, head):
        if tree[verb].upos == "VERB" and (_is_ahead(tree, verb) or (i < head and tree[verb].xpos in ("VBZ", "VBP"))):
            is_open = is_draft and "would" in {tree.words[a] for a in tree.children(verb, "aux")}
            yield verb, verb, "proposed" if is_open else "agreed", f"“{tree[i].text}” is what lays it down"


def _is_ahead(tree: Tree, verb: int) -> bool:
    helpers = {tree.words[a] for a in tree.children(verb, "aux", "cop")}
    marks = {tree.words[m] for m in tree.children(verb, "mark")}
    return bool(helpers & {"will", "would", "shall", "must"}) or ("to" in marks and bool(helpers & {"is", "are", "was", "were"}))


def _laid_down(tree: Tree, i: int) -> Iterator[Told]:
    """What the text of an agreement lays down: "the accord obliges both to cease fire"."""
    nouns = _table("terms")["nouns"]
    if tree.lemmas[i] not in _table("terms")["verbs"] or not any(tree.lemmas[s] in nouns for s in tree.children(i, "nsubj")):
        return
    clauses = [c for c in tree.children(i, "xcomp", "ccomp") if tree[c].upos == "VERB"]
    things = [*tree.children(i, "obj"), *(o for o in tree.children(i, "obl") if "for" in prepositions(tree, o))]
    for head in (h for c in clauses or things for h in _joined(tree, c)):
        if clauses or tree[head].upos == "NOUN":
            yield i, head, "agreed", f"“{tree[i].text}” tells what an agreement lays down"


def _declared(tree: Tree, i: int) -> Iterator[Told]:
    """What is undertaken by declaring it: "announced a truce"."""
    if tree.lemmas[i] in _table("declared")["verbs"] and judge(tree, i, "CONCEDE", is_noun=False)[0] == "occurred":
        for c in tree.children(i, "obj", "nsubj:pass"):
            if tree.lemmas[c] in _table("declared")["nouns"]:
                yield i, c, "agreed", f"“{tree[i].text}” is to undertake it"


def _kept(tree: Tree, i: int) -> Iterator[Told]:
    """A deed that keeps a promise: "freed the men, honouring its pledge", "resumed, as the accord provides"."""
    keeping, deed = _table("keeping"), tree[i].head
    if not tree.is_rel(i, "advcl") or deed < 0 or tree[deed].upos != "VERB" or tree[deed].xpos not in ("VBD", "VBN", "VBZ", "VBP"):
        return
    beside = {tree.lemmas[o] for o in (*tree.children(i, "obj", "obl", "xcomp"),)}
    is_kept = tree[i].xpos == "VBG" and tree.lemmas[i] in keeping["verbs"] and bool(beside & {*keeping["objects"]})
    is_as = tree.lemmas[i] in keeping["as"] and "as" in {tree.words[m] for m in tree.children(i, "mark", "advmod")}
    is_plain = not any(tree[a].xpos == "MD" for a in tree.children(deed, "aux"))
    if (is_kept or is_as) and is_plain:
        is_denied = judge(tree, deed, "COOPERATE", is_noun=False)[0] == "denied"
        yield deed, deed, "not_implemented" if is_denied else "implemented", f"“{tree[i].text}” tells that it had been undertaken"


def _joined(tree: Tree, head: int) -> list[int]:
    """A head and those coordinated with it in its form."""
    return [
        t for t in tree.conjuncts(head) if tree[t].upos == tree[head].upos and (tree[head].xpos != "VB" or tree[t].xpos == "VB")
    ]


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
    by, unnamed = undertakers(reading, tree, d) if word == head else _of_word(reading, n, tree, told)
    what = evidence.clause(reading, tree, predicate)
    if tree[word].upos == "NOUN":
        first, last = min(word, head), max(word, head)
        what = evidence.evidence(reading, msgspec.structs.replace(tree.span([first, last]), end=max(tree[last].end, what.end)))
    return Pledge(draft=d, term=Term(what=what, act=act, head=head), by=by, fate=fate, places=(what,), unnamed=unnamed)


def _of_word(reading: Reading, n: int, tree: Tree, told: tuple[int, int]) -> By:
    """Whose undertaking a noun tells, or whom a verb of laying down binds."""
    word, what = told
    if tree[word].upos == "VERB":
        is_bound = tree.lemmas[word] in _table("terms")["verbs"]
        return _those(reading, n, tree, tree.children(word, "obj", "iobj") if is_bound else subjects(tree, word))
    own = [
        *tree.children(word, "nmod:poss"),
        *(c for c in tree.children(word, "nmod") if c != what and {*prepositions(tree, c)} & PARTIES),
    ]
    head = tree[word].head
    accused = [o for p in find(tree) if p.entry.type == "ACCUSE" and p.token in tree.ancestors(word) for o in p.args.objects]
    if tree.lemmas[word] in _table("breach")["nouns"]:
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


def _table(key: str) -> Any:
    return table("en/undertakings")[key]
