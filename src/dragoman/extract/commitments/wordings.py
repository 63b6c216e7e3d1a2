"""The constructions that tell of an undertaking in words for one: "its offer to host", "under the deal the army will leave".

Each names the word that tells it, the head of what is undertaken, what became of that, why it is so read and whose it is.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.extract import learnt
from dragoman.extract.arguments import Arguments, arguments, joined_by_hyphen, prepositions, subjects
from dragoman.extract.commitments.fates import is_means
from dragoman.extract.commitments.status import STATUSES, first_of, is_ahead, negations, was_supposed, words_of
from dragoman.extract.events.modality import judge
from dragoman.extract.matching import holders, is_of_class
from dragoman.extract.predicates import find
from dragoman.language.tree import Tree
from dragoman.lexicon import table
from dragoman.model import Modality, Status

DONE = ("occurred", "ongoing")  # modalities of what is told as a fact
PARTIES = frozenset({"of", "by", "from", "between"})  # before those whose promise or agreement a noun tells


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """An undertaking as words tell it: by `word`, of what is headed by `head`.

    `by` are the words for whoever undertakes it; where a construction has no place for them it is whoever does the deed. Of a
    meeting those who take part are among them; `accusers` are the words for whoever claims a breach.
    """

    word: int
    head: int
    status: Status
    why: str
    by: tuple[int, ...] = ()
    accusers: tuple[int, ...] = ()
    is_meeting: bool = False

    @property
    def is_deed(self) -> bool:
        """Whether the deed itself is the word that tells it: "under the deal the army will leave"."""
        return self.word == self.head


def told(tree: Tree) -> Iterator[Wording]:
    """Every undertaking that the words of a sentence tell."""
    for i, token in enumerate(tree.tokens):
        yield from _of_failure(tree, i)
        if token.upos == "NOUN":
            yield from _of_noun(tree, i)
            yield from _of_breach(tree, i)
            yield from _missed(tree, i)
            yield from _under(tree, i)
            yield from _course(tree, i) if tree.children(i, "cop") else ()
        elif token.upos == "VERB":
            yield from _laid_down(tree, i)
            yield from _declared(tree, i)
            yield from _course(tree, i)
            yield from _broken(tree, i)
            yield from _appointed(tree, i)
            yield from _kept(tree, i)


def _of_noun(tree: Tree, i: int) -> Iterator[Wording]:
    """A noun with the clause that says what is undertaken: "its offer to host the talks"."""
    status = words_of("nouns").get(tree.lemmas[i])
    if status is None and is_agreement(tree, i) and tree.is_rel(i, "obj", "nsubj:pass"):
        verb, told = tree[i].head, _became(tree, i)
        is_fact = tree[verb].xpos != "VBG" or bool(tree.children(verb, "aux"))  # "spoke of renewing the truce"
        if told and told != "rejected" and is_fact and "to" not in tree.marks(first_of(tree, verb)):
            yield Wording(word=verb, head=i, status=told, why=_why(tree, verb), by=arguments(tree, verb).subjects)
    if status is None or {tree.words[c] for c in tree.children(i, "det", "amod", "advmod")} & {*told_by("none")["words"]}:
        return
    became, why = _became(tree, i), f"“{tree[i].text}” is a word for an undertaking"
    clauses = [c for c in (*tree.children(i, "acl", "ccomp", "xcomp"), *_strayed(tree, i)) if tree.marks(c) & {"to", "that"}]
    for head in (h for c in clauses if tree[c].upos in ("VERB", "AUX") for h in _joined(tree, c)):
        yield Wording(word=i, head=head, status=became or status, why=why, by=_givers(tree, i, head))
    told = became or (status if _is_given(tree, i) else None)
    if not clauses and told and told != "rejected":  # an offer turned down has its act
        yield Wording(word=tree[i].head, head=i, status=told, why=why, by=arguments(tree, tree[i].head).subjects)


def _strayed(tree: Tree, i: int) -> list[int]:
    """A clause right behind a noun that a parse hangs on the verb before it: "repeated their agreement to go on"."""
    above = tree[i].head
    below = tree.children(above, "xcomp", "advcl") if tree.is_rel(i, "obj") else []
    return [c for c in below if i + 1 in tree.children(c, "mark")]


def _why(tree: Tree, verb: int) -> str:
    return f"“{tree[verb].text}” tells what became of it"


def _is_given(tree: Tree, i: int) -> bool:
    """Whether a noun is what somebody is told to have promised, without its content: "made similar commitments"."""
    verb = tree[i].head
    is_made = verb >= 0 and tree[verb].upos == "VERB" and tree.lemmas[verb] in told_by("given")["verbs"]
    return is_made and tree.is_rel(i, "obj", "nsubj:pass") and not is_agreement(tree, i) and _told_of(tree, verb) in DONE


def _told_of(tree: Tree, verb: int) -> Modality | None:
    """What a clause tells of its verb: that it took place, did not, and so on; nothing where it tells no fact ("if they …")."""
    return judge(tree, verb, "COOPERATE", is_noun=False)[0] if tree.marks(verb).isdisjoint(told_by("open")["marks"]) else None


def _became(tree: Tree, i: int) -> Status | None:
    """What the verb over an undertaking, or a word for a breach, says became of it; who does not keep it leaves it undone."""
    head = tree[i].head
    if head < 0 or not tree.is_rel(i, "obj", "obl", "nsubj:pass", "nmod") or is_means(tree, head):
        return None
    if tree.lemmas[i] in told_by("given")["owned"] and not tree.children(i, "nmod:poss"):
        return None  # "kept the word", "an understanding"
    if tree.is_rel(i, "obl") and {*told_by("given")["after"]}.isdisjoint(prepositions(tree, i)):
        return None  # "broke up without an agreement"
    if tree.lemmas[head] in told_by("breach")["nouns"]:
        return "reversed"
    is_back = "back" in {tree.words[c] for c in tree.children(head, "advmod", "compound:prt")}
    if tree.lemmas[head] == "go" and not is_back:
        return None
    beside = {tree.lemmas[c] for c in tree.children(head, "compound:prt")}
    row = next((row for row in told_by("done") if any(_is_verb(tree, head, beside, w.split()) for w in row["words"])), None)
    told = _told_of(tree, head)
    status = None if row is None else row["status"] if told in DONE else row.get(told)
    return STATUSES[status] if status else None


def _broken(tree: Tree, i: int) -> Iterator[Wording]:
    """What is broken by a verb: "the move violates the terms of the deal", "goes against the accord"."""
    if tree.lemmas[i] not in told_by("breach")["verbs"] or _told_of(tree, i) not in DONE:
        return
    against = [o for o in tree.children(i, "obl") if "against" in prepositions(tree, o)]
    things = against if tree.lemmas[i] == "go" else tree.children(i, "obj", "nsubj:pass", "conj")
    for thing in (t for o in things for t in tree.conjuncts(o)):
        whole = [thing, *(c for c in tree.children(thing, "nmod") if "of" in prepositions(tree, c))]
        if tree[thing].upos == "NOUN" and any(is_agreement(tree, w) for w in whole):
            why, by = f"“{tree[i].text}” tells that it was broken", arguments(tree, i).subjects
            yield Wording(word=i, head=thing, status="reversed", why=why, by=by)


def _appointed(tree: Tree, i: int) -> Iterator[Wording]:
    """What is fixed for a day: "a meeting scheduled for Wednesday", "a vote is set for 9 May"."""
    words = told_by("appointed")
    days = [o for o in tree.children(i, "obl", "nmod") if not {*prepositions(tree, o)}.isdisjoint(words["before"])]
    is_to_be = (
        tree.is_rel(i, "acl") and "to" in tree.marks(i) and tree.lemmas[i] in words["done"] and bool(tree.children(i, "aux:pass"))
    )
    if not (tree.lemmas[i] in words["words"] or is_to_be) or not days or tree.children(i, "xcomp", "obj"):
        return
    if tree.is_rel(i, "acl"):
        thing = tree[i].head
    elif not (thing := next(iter(tree.children(i, "nsubj")), -1)) + 1:
        return
    while thing >= 0 and not _is_appointment(tree, thing):
        thing = tree[thing].head if tree.is_rel(thing, "nmod") else -1
    if thing >= 0 and judge(tree, i, "CONSULT", is_noun=False)[0] != "denied":
        hosts = arguments(tree, i).subjects if tree.is_rel(i, "acl") else ()
        why = f"“{tree[i].text}” tells that a day was fixed for it"
        yield Wording(word=i, head=thing, status="agreed", why=why, by=hosts, is_meeting=True)


def _is_appointment(tree: Tree, i: int) -> bool:
    """Whether a noun is a meeting or a vote, by its class or for the language model ("a breakfast with the premier")."""
    sense = learnt.sense_of(tree, "act", i)
    is_heard = sense is not None and sense.probability >= learnt.SURE and sense.label == "CONSULT"
    return is_heard or any(is_of_class(tree, i, c) for c in told_by("appointed")["classes"])


def _of_breach(tree: Tree, i: int) -> Iterator[Wording]:
    """What is broken: "in breach of the truce"."""
    if tree.lemmas[i] in told_by("breach")["nouns"] and judge(tree, i, "COERCE", is_noun=True)[0] != "denied":
        held = {*told_by("terms")["nouns"], *words_of("nouns")}
        for c in tree.children(i, "nmod", "obl", "compound"):
            is_named = tree.is_rel(c, "compound") or "of" in prepositions(tree, c)  # "truce violations"
            if is_named and tree.lemmas[c] in held and not tree.children(c, "acl"):
                why, charge = f"“{tree[i].text}” tells that it was broken", _charge(tree, i)
                by, accusers = _breakers(tree, i, c, charge), charge.subjects if charge else ()
                yield Wording(word=i, head=c, status="reversed", why=why, by=by, accusers=accusers)


def _charge(tree: Tree, i: int) -> Arguments | None:
    """What stands beside the verb by which somebody is accused of a breach."""
    return next((p.args for p in find(tree) if p.entry.type == "ACCUSE" and p.token in tree.ancestors(i)), None)


def _breakers(tree: Tree, i: int, broken: int, charge: Arguments | None) -> tuple[int, ...]:
    """Whose breach it is: its owner's, of "accused the army of breaches" the accused, of "attacked in breach of it" whoever did."""
    head = tree[i].head
    is_deed = (tree.is_rel(i, "obj") or "in" in prepositions(tree, i)) and tree[head].upos == "VERB"
    return owners(tree, i, broken) or (charge.objects if charge else ()) or tuple(subjects(tree, head) if is_deed else ())


def _of_failure(tree: Tree, i: int) -> Iterator[Wording]:
    """What was undertaken and not done: "their failure to honour the deal", "was supposed to free them"."""
    why = f"“{tree[i].text}” tells that it was not done"
    if tree.lemmas[i] == "suppose" or (tree.lemmas[i] in told_by("failure")["told"] and _told_of(tree, i) in DONE):
        for c in (h for x in tree.children(i, "xcomp") for h in _joined(tree, x)):
            if was_supposed(tree, c) or tree.lemmas[c] in told_by("failure")["verbs"]:
                yield Wording(word=i, head=c, status="not_implemented", why=why, by=(*subjects(tree, c),))
    elif tree[i].upos == "NOUN" and tree.lemmas[i] in told_by("failure")["nouns"]:
        near = (i, *(t for p in tree.children(i, "nmod") for t in tree.conjuncts(p)))
        for c in (a for n in near for a in tree.children(n, "acl")):
            if "to" in tree.marks(c) and tree.lemmas[c] in told_by("failure")["verbs"]:
                yield Wording(word=i, head=c, status="not_implemented", why=why, by=_givers(tree, i, c))


def _missed(tree: Tree, i: int) -> Iterator[Wording]:
    """What was not done by its day: "missed the deadline", "the deadlines have not been met", "the deadline passed"."""
    words, verb = told_by("missed"), tree[i].head
    if tree.lemmas[i] not in words["nouns"] or verb < 0 or not tree.is_rel(i, "obj", "nsubj"):
        return
    told = _told_of(tree, verb)
    is_doer = tree.is_rel(i, "nsubj") and tree[i].rel != "nsubj:pass"
    verbs = words["passed"] if is_doer else words["denied" if told == "denied" else "told"]
    if tree.lemmas[verb] in verbs and (told in DONE or (told == "denied" and not is_doer)):
        why = f"“{tree[verb].text}” tells that its day went by"
        yield Wording(word=verb, head=i, status="not_implemented", why=why, by=() if is_doer else arguments(tree, verb).subjects)


def _under(tree: Tree, i: int) -> Iterator[Wording]:
    """What is to be done under an agreement: "under the deal the army will leave"."""
    is_draft = tree.lemmas[i] in told_by("terms")["drafts"]
    if not (is_draft or tree.lemmas[i] in told_by("terms")["nouns"]) or not tree.is_rel(i, "obl"):
        return
    head, case = tree[i].head, {*prepositions(tree, i)}
    if not case & {"under"} and not ("by" in case and tree.lemmas[i] == "term"):
        return
    for verb in _joined(tree, head):
        if tree[verb].upos == "VERB" and (_is_to_be(tree, verb) or (i < head and tree[verb].xpos in ("VBZ", "VBP"))):
            helpers = {tree.words[a] for a in tree.children(verb, "aux")}
            status = STATUSES[
                "not_implemented" if {"would", "have"} <= helpers else "proposed" if is_draft and "would" in helpers else "agreed"
            ]
            yield Wording(word=verb, head=verb, status=status, why=f"“{tree[i].text}” is what lays it down")


def _is_to_be(tree: Tree, verb: int) -> bool:
    return is_ahead(tree, verb) or "must" in {tree.words[a] for a in tree.children(verb, "aux")}


def _laid_down(tree: Tree, i: int) -> Iterator[Wording]:
    """What the text of an agreement lays down: "the accord obliges both to cease fire"."""
    if not told_by_text(tree, i) or negations(tree, i):
        return
    terms, texts = told_by("terms"), {tree.lemmas[s] for s in _texts(tree, i)}
    is_draft = texts.isdisjoint(terms["nouns"])
    clauses = [c for c in tree.children(i, "xcomp", "ccomp") if tree[c].upos == "VERB"]
    if tree.lemmas[i] in terms["saying"]:
        named = {*terms["nouns"], *terms["drafts"]}  # what "the plan is to …" tells is its aim
        clauses = [c for c in clauses if _is_to_be(tree, c) and named.isdisjoint(tree.lemmas[s] for s in tree.children(c, "nsubj"))]
        if not clauses:
            return
    may_be_thing = tree.lemmas[i] not in terms["clausal"] or (tree.lemmas[i] in terms["ahead"] and is_ahead(tree, i))
    things = [*tree.children(i, "obj"), *(o for o in tree.children(i, "obl") if "for" in prepositions(tree, o))]
    why = f"“{tree[i].text}” tells what an agreement lays down"
    for head in (h for c in clauses or things for h in _joined(tree, c)):
        if clauses or (tree[head].upos == "NOUN" and may_be_thing and _is_term(tree, head)):
            of_clause = tree.children(head, "nsubj") if clauses else []  # "foresees that the army will leave"
            by = of_clause or [o for o in tree.children(i, "obj", "iobj") if o != head]
            yield Wording(word=i, head=head, status="proposed" if is_draft else "agreed", why=why, by=(*by,))


def _is_term(tree: Tree, i: int) -> bool:
    """Whether a noun may be what is to be done: no part of a text, and nobody ("the deal includes three groups")."""
    return tree.lemmas[i] not in told_by("terms")["parts"] and not any(
        is_of_class(tree, i, c) for c in ("political", "crowd", "parties")
    )


def told_by_text(tree: Tree, i: int) -> bool:
    """Whether a verb tells what the text of an agreement or a draft lays down: "the accord obliges", "the plan calls for"."""
    terms = told_by("terms")
    is_verb = tree[i].upos == "VERB" and tree.lemmas[i] in (*terms["verbs"], *terms["saying"])
    return is_verb and any(tree.lemmas[s] in (*terms["nouns"], *terms["drafts"]) for s in _texts(tree, i))


def _texts(tree: Tree, verb: int) -> list[int]:
    """The subjects of a verb: of "the first phase of the deal will see …" the deal."""
    heads = subjects(tree, verb)
    phases = [h for h in heads if tree.lemmas[h] in told_by("terms")["phases"]]
    return heads + [c for h in phases for c in tree.children(h, "nmod") if "of" in prepositions(tree, c)]


def _declared(tree: Tree, i: int) -> Iterator[Wording]:
    """What is undertaken by declaring it: "announced a truce"."""
    is_asked = "to" in tree.marks(first_of(tree, i))  # "a request to announce a truce"
    if (
        tree.lemmas[i] in told_by("declared")["verbs"]
        and not is_asked
        and judge(tree, i, "CONCEDE", is_noun=False)[0] == "occurred"
    ):
        words = told_by("declared")
        for c in tree.children(i, "obj", "nsubj:pass"):
            whole = [c, *(tree.children(c, "nmod", "compound") if tree.lemmas[c] in words["of"] else ())]
            if any(tree.lemmas[w] in words["nouns"] for w in whole):
                why = f"“{tree[i].text}” is to undertake it"
                by = tuple(holders(tree, c)) or arguments(tree, i).subjects or owners(tree, c)
                yield Wording(word=i, head=c, status="agreed", why=why, by=by)


def _course(tree: Tree, i: int) -> Iterator[Wording]:
    """What became of an agreement by the verb of which it is the subject: "the truce took effect", "the deal collapsed"."""
    things = [s for s in subjects(tree, i) if is_agreement(tree, s)]
    beside = {tree.lemmas[o] for o in tree.children(i, "obj", "obl", "compound:prt", "advmod")}
    is_state = bool(tree.children(i, "cop")) and "in" in prepositions(tree, i)
    own = f"be {tree.lemmas[i]}" if is_state else ""  # "is still in force"
    rows = (r for r in told_by("course") if own in r["words"] or any(_is_worded(tree, i, beside, w.split()) for w in r["words"]))
    row = next(rows, None)
    modality = _told_of(tree, i)
    if modality == "denied" and any("until" in {*prepositions(tree, o), *tree.marks(o)} for o in tree.children(i, "obl", "advcl")):
        modality = "planned"  # "does not take effect until Friday"
    if row is None or modality is None or not things or tree.children(i, "aux:pass"):
        return
    told = row["told"] if modality in DONE else row.get(modality)
    if told and told == "implemented" and {tree.words[a] for a in tree.children(i, "advmod")} & {*row["partly"]}:
        told = "partly"
    if told:
        yield Wording(word=i, head=things[0], status=STATUSES[told], why=_why(tree, i), by=owners(tree, things[0]))


def is_agreement(tree: Tree, i: int) -> bool:
    """Whether a noun stands for what parties undertook together."""
    return tree[i].upos == "NOUN" and any(is_of_class(tree, i, c) for c in ("agreement", "ceasefire"))


def _is_verb(tree: Tree, i: int, beside: set[str], words: list[str]) -> bool:
    """Whether a verb is this word, with the particle that belongs to it."""
    return tree.lemmas[i] == words[0] and (len(words) == 1 or words[1] in beside)


def _is_worded(tree: Tree, i: int, beside: set[str], words: list[str]) -> bool:
    """Whether a verb is this word, with this other one beside it or, where there is none, with no object."""
    return tree.lemmas[i] == words[0] and (words[-1] in beside if len(words) > 1 else not tree.children(i, "obj", "xcomp"))


def _kept(tree: Tree, i: int) -> Iterator[Wording]:
    """A deed that keeps a promise: "freed the men, honouring its pledge", "resumed, as the accord provides"."""
    keeping, deed = told_by("keeping"), tree[i].head
    if not tree.is_rel(i, "advcl") or deed < 0 or tree[deed].upos != "VERB" or tree[deed].xpos not in ("VBD", "VBN", "VBZ", "VBP"):
        return
    beside = {tree.lemmas[o] for o in (*tree.children(i, "obj", "obl", "xcomp"),)}
    is_kept = tree[i].xpos == "VBG" and tree.lemmas[i] in keeping["verbs"] and bool(beside & {*keeping["objects"]})
    is_as = tree.lemmas[i] in keeping["as"] and "as" in {tree.words[m] for m in tree.children(i, "mark", "advmod")}
    is_as = is_as and not tree.children(i, "obj", "xcomp", "ccomp")  # "as they agreed to meet" tells when
    is_plain = not any(tree[a].xpos == "MD" for a in tree.children(deed, "aux"))
    if (is_kept or is_as) and is_plain:
        is_denied = judge(tree, deed, "COOPERATE", is_noun=False)[0] == "denied"
        why = f"“{tree[i].text}” tells that it had been undertaken"
        yield Wording(word=deed, head=deed, status="not_implemented" if is_denied else "implemented", why=why)


def _givers(tree: Tree, i: int, head: int) -> tuple[int, ...]:
    """Who gives a promise that a noun tells: its owners, else whoever does what is done with it ("renewed an offer to host")."""
    above = tree[i].head
    return owners(tree, i, head) or tuple(subjects(tree, above) if above >= 0 and tree[above].upos == "VERB" else ())


def owners(tree: Tree, i: int, besides: int = -1) -> tuple[int, ...]:
    """Whose a thing is: "the union's offer", "a truce between the clans", "the Kestria-Varenia truce", "announced by both"."""
    of = [c for c in tree.children(i, "nmod") if c != besides and not PARTIES.isdisjoint(prepositions(tree, c))]
    made = [c for c in tree.children(i, "acl") if tree[c].xpos == "VBN" and tree.lemmas[c] in told_by("declared")["makers"]]
    by = [o for c in made for o in tree.children(c, "obl") if "by" in prepositions(tree, o)]
    pairs = (joined_by_hyphen(tree, c) for c in tree.children(i, "compound", "amod") if is_agreement(tree, i))
    two = [name for pair in pairs if len(pair) == 2 for name in pair]
    return tuple(dict.fromkeys((*tree.children(i, "nmod:poss"), *of, *by, *two)))


def _joined(tree: Tree, head: int) -> list[int]:
    """A head and those coordinated with it in its form."""
    return [
        t for t in tree.conjuncts(head) if tree[t].upos == tree[head].upos and (tree[head].xpos != "VB" or tree[t].xpos == "VB")
    ]


def told_by(key: str) -> Any:
    """A part of the lexicon of undertakings."""
    return table("en/undertakings")[key]
