"""The terms of an undertaking: each clause of "agreed to hold elections and to free prisoners" is a commitment of its own."""

from collections.abc import Iterator, Mapping

import msgspec

from dragoman.extract import evidence, learnt
from dragoman.extract.arguments import arguments, prepositions
from dragoman.extract.events.draft import Draft
from dragoman.extract.matching import is_of_class
from dragoman.extract.predicates import Predicate, find
from dragoman.ground.attach import time_of
from dragoman.language.tree import Tree
from dragoman.lexicon import table
from dragoman.model import Evidence, Filler, Reading, Sense, Span, TimeMention, When

HEARD = 0.7  # from this probability the model's word for a part of an undertaking is taken, where the grammar has none
SAID = ("AGREE", "REQUEST", "THREATEN")  # types of act whose clause tells what is undertaken
CONTENT = frozenset({"on", "upon", "to"})  # prepositions before what is agreed
DEADLINES = frozenset({"by", "within", "before"})
STARTS = frozenset({"from", "beyond", "since"})


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """One thing undertaken: its words and its PLOVER type; `is_plain` where no content is told ("reached an agreement")."""

    what: Evidence
    act: str
    head: int
    is_plain: bool = False


def terms_of(reading: Reading, tree: Tree, d: Draft) -> Iterator[Term]:
    """The terms of an act, in text order; the act itself where it has no clause of its own."""
    clause = _content(tree, d) if d.type in SAID else None
    whole = _with_antecedent(reading, tree, d, evidence.clause(reading, tree, d.predicate))
    if clause is None and (kept := as_promised(tree, d)) is not None:
        yield Term(what=evidence.clause(reading, tree, kept), act=kept.entry.type, head=d.predicate.token)
        return
    inner = {p.token: p.entry.type for p in find(tree)}
    if clause is None and (things := _things(tree, d)):
        for n, thing in enumerate(things):
            below = tree.subtree(thing, without=("conj", "cc", "acl", "parataxis"))
            named = tree.span([t for t in below if tree[t].upos != "PUNCT"])
            what = evidence.evidence(reading, Span(min(whole.start, named.start) if n == 0 else named.start, named.end))
            yield Term(what=what, act=inner.get(thing, "COOPERATE"), head=thing)
        return
    if clause is None:
        yield Term(what=whole, act=_act(tree, d), head=d.predicate.token, is_plain=_is_plain(tree, d))
        return
    heads = _clauses(tree, clause)
    for n, head in enumerate(heads):
        bare = Predicate(token=head, entry=d.predicate.entry, args=arguments(tree, head))
        if (meant := _meant(tree, head, inner)) is not None:
            span = tree.span(sorted({t for t in tree.subtree(meant) if t <= max(tree.subtree(head))}))
            yield Term(what=evidence.evidence(reading, span), act=inner[meant], head=head)
            continue
        words = evidence.clause(reading, tree, bare)
        end = max(words.end, _deadline(tree, d, head)) if n == len(heads) - 1 else words.end
        what = evidence.evidence(reading, Span(min(whole.start, words.start) if n == 0 else words.start, end))
        yield Term(what=what, act=inner.get(_begun(tree, head), "COOPERATE"), head=head)


def _is_plain(tree: Tree, d: Draft) -> bool:
    """Whether an agreement is told without what is agreed: "a deal was reached", not "a water deal", nor "promised money"."""
    args, noun = d.predicate.args, d.predicate.noun
    told = any(t != noun and tree[t].upos == "NOUN" for t in (*args.objects, *args.after(*CONTENT)))
    if noun is not None and not told:
        told = not is_of_class(tree, noun, "agreement") or bool(tree.children(noun, "compound", "amod", "nmod", "acl"))
    return d.type == "AGREE" and not told


def _content(tree: Tree, d: Draft) -> int | None:
    """The clause that says what is undertaken: that of the verb, else of its noun ("reached a deal to leave")."""
    noun = d.predicate.noun
    of_noun = [] if noun is None else [c for c in tree.children(noun, "acl", "ccomp", "xcomp") if tree.marks(c) & {"to", "that"}]
    return d.predicate.args.clause if d.predicate.args.clause is not None else next(iter(of_noun), None)


def _things(tree: Tree, d: Draft) -> list[int]:
    """The deeds that are agreed on by their nouns: "agreed to a ceasefire and on the exchange of prisoners"."""
    if d.type != "AGREE" or not d.predicate.is_verbal:
        return []
    noun = d.predicate.noun
    beside = [] if noun is None else [c for c in tree.children(noun, "nmod") if CONTENT & {*prepositions(tree, c)}]
    heads = [t for h in (*d.predicate.args.after(*CONTENT), *beside) for t in tree.conjuncts(h) if tree[t].upos == "NOUN"]
    return sorted({h for h in heads if learnt.sense_of(tree, "undertaking", h) is not None})


def _clauses(tree: Tree, clause: int) -> list[int]:
    """The heads of a content and of what is coordinated with it in its form ("that the roads be opened and that …").

    A parse may hang a further clause below the one before it: a "that" clause after a comma, or "and to …".
    """
    found = [clause]
    is_to = "to" in tree.marks(clause)
    for at in found:
        strayed = [c for c in tree.children(at, "advcl", "xcomp") if is_to and tree.children(c, "cc") and "to" in tree.marks(c)]
        joined = [c for c in (*tree.children(at, "conj"), *strayed) if tree[c].upos == "VERB"]
        found += [c for c in joined if (tree[c].xpos == "VB" if is_to else tree[c].xpos != "VBG")]
        below = [c for c in tree.children(at, "xcomp", "ccomp", "advcl") if c > at]
        found += [c for c in below if (m := _that(tree, c)) is not None and m > 0 and tree[m - 1].text == ","]
    return sorted(found)


def _that(tree: Tree, clause: int) -> int | None:
    return next((m for m in tree.children(clause, "mark") if tree.words[m] == "that"), None)


def _with_antecedent(reading: Reading, tree: Tree, d: Draft, whole: Evidence) -> Evidence:
    """The words of a promise told of a thing with the thing: "the vote that they had promised", "a truce agreed in May"."""
    token = d.predicate.token
    thing = tree[token].head
    is_of_thing = tree.is_rel(token, "acl") and tree[thing].upos == "NOUN" and thing in d.predicate.args.objects
    if d.type != "AGREE" or d.predicate.args.clause is not None or not is_of_thing:
        return whole
    first = min([thing, *tree.children(thing, "amod", "compound", "nummod")])
    return evidence.evidence(reading, Span(min(tree[first].start, whole.start), whole.end))


def _deadline(tree: Tree, d: Draft, head: int) -> int:
    """Where a deadline ends that hangs on the verb of undertaking though it is the term's ("agreed to hold a vote by December")."""
    phrases = [c for c in tree.children(d.predicate.token, "obl") if c > head and {*prepositions(tree, c)} & DEADLINES]
    return max((tree.span(tree.subtree(c)).end for c in phrases), default=0)


def _meant(tree: Tree, head: int, acts: Mapping[int, str]) -> int | None:
    """The act that "do so" stands for: the nearest one that the clause hangs below, beyond the verb of undertaking."""
    if tree.lemmas[head] != "do" or "so" not in {tree.words[c] for c in tree.children(head)}:
        return None
    return next((a for a in tree.ancestors(tree[head].head) if a in acts), None)


def as_promised(tree: Tree, d: Draft) -> Predicate | None:
    """The act that a promise without content is about: "freed the men, as it had promised", "freed the men, keeping its word"."""
    token, args = d.predicate.token, d.predicate.args
    if not tree.is_rel(token, "advcl"):
        return None
    marks = tree.marks(token)
    is_kept = d.predicate.noun is not None and tree[token].xpos == "VBG" and d.type == "COOPERATE"
    if not is_kept and (d.type != "AGREE" or args.objects or "as" not in marks):
        return None
    return next((p for p in find(tree) if p.token == tree[token].head), None)


def _begun(tree: Tree, head: int) -> int:
    """The act whose beginning is undertaken: of "promised to begin withdrawing" the withdrawal."""
    words = {word for row in table("en/status")["governor"] for word in row["words"]}
    return next(iter(tree.children(head, "xcomp", "obj")), head) if tree.lemmas[head] in words else head


def _act(tree: Tree, d: Draft) -> str:
    if d.type != "AGREE":
        return "COOPERATE" if d.type in ("COERCE", "SANCTION", "CONCEDE", "ACCUSE", "REJECT") else d.type
    below = [p.entry.type for p in find(tree) if d.predicate.token in tree.ancestors(p.token) and p.entry.type != "AGREE"]
    return below[0] if len(below) == 1 and below[0] in ("GOVERN", "RETREAT", "AID") else "AGREE"


def due_of(reading: Reading, tree: Tree, d: Draft, term: Term) -> When:
    """When it is due: a time told inside the term, else one on the way to it ("set May 5 as the day to meet"), else a length.

    The day on which it was agreed is none, nor is a day of the past that dates something told beside it.
    """
    above = tree[d.predicate.token].head
    is_ahead = above >= 0 and any(tree[a].xpos == "MD" for a in tree.children(above, "aux"))  # "will begin leaving on Friday"
    if d.modality in ("occurred", "ongoing") and d.type not in SAID and not is_ahead:
        return When()
    said = d.type in SAID
    made, _ = time_of(reading, d.sentence, d.predicate.token) if said else (When(), "")
    at, start = tree[term.head].start, tree[d.predicate.token].start if said else term.what.start
    told = [
        t for t in reading.times if start <= t.start and t.end <= term.what.end and t.kind in ("DATE", "TIME") and t.when.is_known
    ]
    told = [t for t in told if t.when.text.casefold() not in table("en/status")["due"]["never"]]
    told = [t for t in told if not _is_start(tree, t)]
    fits = [t for t in told if _is_deadline(tree, t) or not (_is_day_of(t.when, made) or _is_of_past(reading, tree, t, term))]
    length, _ = time_of(reading, d.sentence, term.head)
    if fits:
        due = min(fits, key=lambda t: (t.start < at and said, abs(t.start - at), t.start)).when
        return length if _is_end_of(due, length) else due
    if length.text.casefold().startswith(("within ", "in ")) and length.anchor == "told":
        return length
    spans = [tree.span(list(range(f.first, f.last + 1))) for f in heard_of(tree, d, term, "due")]
    heard = [t for t in reading.times if t.when.is_known and any(s.start < t.end and t.start < s.end for s in spans)]
    return heard[0].when if heard else When()


def _is_end_of(day: When, stretch: When) -> bool:
    """Whether a day is an end of a stretch of days: "from May 20 to May 30" is both."""
    is_known = None not in (day.start, day.end, stretch.start, stretch.end) and day != stretch
    return is_known and (day.start == stretch.start or day.end == stretch.end) and stretch.text.startswith(("from ", "between "))


def _first(tree: Tree, t: TimeMention) -> int:
    """The first token of a time."""
    return next((i for i, token in enumerate(tree.tokens) if token.start >= t.start), 0)


def _is_deadline(tree: Tree, t: TimeMention) -> bool:
    """Whether "by" or the like stands before a time."""
    i = _first(tree, t)
    return not {*tree.words[max(0, i - 2) : i + 1]}.isdisjoint(DEADLINES)


def _is_start(tree: Tree, t: TimeMention) -> bool:
    """Whether a term runs from a time, or beyond it: "for six months from 12 May", "a month beyond the May deadline"."""
    i = _first(tree, t)
    return not {*tree.words[max(0, i - 2) : i]}.isdisjoint(STARTS)


def _is_day_of(when: When, made: When) -> bool:
    return when.is_known and (when.start, when.end) == (made.start, made.end)


def _is_of_past(reading: Reading, tree: Tree, t: TimeMention, term: Term) -> bool:
    """Whether a time that is not ahead of the report stands in a clause or phrase of its own, or dates an agreement as a whole."""
    today, last = reading.published.end, t.when.end or t.when.start
    if today is None or last is None or last > today:
        return False
    i = _first(tree, t)
    path = [i, *tree.ancestors(i)]
    below = path[: path.index(term.head)] if term.head in path else []
    is_aside = any(tree.is_rel(a, "acl", "advcl") or {"despite", "after", "since"} & {*prepositions(tree, a)} for a in below)
    return term.is_plain or is_aside


def condition_of(reading: Reading, tree: Tree, d: Draft, term: Term) -> Evidence | None:
    """The clause or phrase that makes an undertaking conditional: "if …", "on condition that …"."""
    words = _condition(tree, d, term)
    if words is None:
        return None
    inside = [t for t in words if tree[t].upos != "PUNCT"]
    return evidence.evidence(reading, tree.span(inside or words))


def _condition(tree: Tree, d: Draft, term: Term) -> list[int] | None:
    words, token = table("en/status")["condition"], d.predicate.token
    clauses = (term.head, token, *tree.children(token, "xcomp", "ccomp"), *_over(tree, token))
    for c in (c for k in dict.fromkeys(clauses) for c in tree.children(k, "advcl")):
        opening = tree.marks(c) | {tree.lemmas[o] for o in tree.children(c, "obl") if "on" in prepositions(tree, o)}
        is_limit = opening & {*words["marks"]} <= {*words["limits"]} and not _is_denied(tree, tree[c].head, c)
        if not (opening.isdisjoint(words["marks"]) or is_limit) or _is_inverted(tree, c):
            return tree.subtree(c)
    if soon := [c for k in clauses for c in tree.children(k, "advmod") if tree.words[c] == "soon" and tree.children(c, "advcl")]:
        return tree.subtree(soon[0])  # "as soon as they leave"
    below = tree.subtree(token)
    for c in (c for c in below if tree.lemmas[c] in words["held_on"] and "on" in prepositions(tree, c)):
        beside = [o for o in tree.children(tree[c].head, "advcl", "ccomp") if c + 1 in tree.children(o, "mark")]
        if beside or tree.children(c, "acl", "ccomp"):
            return sorted({*tree.subtree(c), *(t for o in beside for t in tree.subtree(o))})
    for c in (c for c in below if tree.lemmas[c] in words["nouns"] and "in" in prepositions(tree, c)):
        named = [t for o in below if c + 1 in tree.children(o, "case") for t in tree.subtree(o)]
        if named:  # "in exchange for aid"; "in return" alone names none
            return sorted({*tree.subtree(c), *named})
    return None


def _is_denied(tree: Tree, verb: int, clause: int) -> bool:
    """Whether a clause says what will not be done ("will not talk until they leave"); else "until" only tells how long it lasts."""
    words = {tree.words[t] for t in tree.subtree(verb) if t < clause and t not in tree.subtree(clause)}
    return not words.isdisjoint(table("en/modality")["negation"]["words"])


def _over(tree: Tree, token: int) -> Iterator[int]:
    """The verbs that a word completes, or whose subject it is: of "intends to leave" and of "the vote is fixed for May"."""
    while tree.is_rel(token, "xcomp", "nsubj") and tree[tree[token].head].upos == "VERB":
        token = tree[token].head
        yield token


def _is_inverted(tree: Tree, clause: int) -> bool:
    """Whether a clause is a condition by the order of its words: "should the truce hold"."""
    subjects = tree.children(clause, "nsubj", "expl")
    return any(tree.words[a] == "should" and subjects and a < subjects[0] for a in tree.children(clause, "aux"))


def heard_of(tree: Tree, d: Draft, term: Term, role: str) -> list[Filler]:
    """The words that the language model takes for a part of an undertaking: whom it is owed to, its day."""
    return [f for f in learnt.fillers(heard_as(tree, d, term), role) if f.probability >= HEARD]


def heard_as(tree: Tree, d: Draft, term: Term) -> Sense | None:
    """What the language model takes an undertaking for, at the word that tells it or at that of what is undertaken."""
    return learnt.sense_of(tree, "undertaking", d.predicate.token, d.predicate.noun, term.head)
