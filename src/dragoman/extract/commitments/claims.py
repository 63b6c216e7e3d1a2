"""Commitments: what a party undertook, offered or agreed to do, and what the report says became of it."""

from collections.abc import Container, Iterable, Iterator, Sequence

import msgspec

from dragoman.extract import evidence
from dragoman.extract.commitments.fates import fate_of, is_answer_to, is_denial_of
from dragoman.extract.commitments.pledges import Pledge, learnt_pledges
from dragoman.extract.commitments.promises import faint, told_in_words
from dragoman.extract.commitments.status import STATUSES, Fate
from dragoman.extract.commitments.sureness import is_told, sureness
from dragoman.extract.commitments.terms import as_promised, condition_of, due_of, heard_as, terms_of
from dragoman.extract.commitments.undertakers import owed_to, undertakers
from dragoman.extract.commitments.wordings import is_agreement, told_by
from dragoman.extract.events.claims import draft
from dragoman.extract.events.draft import Draft
from dragoman.extract.issues import issues_of
from dragoman.extract.numbers import numbers_in
from dragoman.extract.statements.unnamed import parties
from dragoman.ground.attach import time_of
from dragoman.language.tree import Tree, tree_of
from dragoman.lexicon import table
from dragoman.model import Claim, Commitment, Evidence, Reading, Sense, Status, When, claim_id

# From this probability of an undertaking, and this share of one status in it, the model's word on what became of it stands; the
# greater share counts where the rules know more than that it was made. On train and dev it was then right three times as often.
STANDS, LIKELIEST, CERTAIN = 0.5, 0.4, 0.8
MADE = ("agreed", "proposed")
UNNAMED = 3000  # where the ordinals of undertakers without a name begin, beyond those of acts


def commitments(reading: Reading) -> Iterable[Claim]:
    """The undertakings of a report. Several tellings of one are one claim with several places of evidence."""
    told = {(d.sentence, d.predicate.token) for d in draft(reading)}
    kept = _by_themselves(reading, _kept(reading, pledges(reading)))
    yield from (_claim(reading, p, told, _sure(reading, p)) for p in kept)
    yield from parties(reading, ((actor, p.places[0]) for p in kept for actor in p.unnamed), "commitments", UNNAMED)


def _kept(reading: Reading, found: Iterable[Pledge]) -> list[Pledge]:
    """Those of which the program is sure enough to tell them. That a deal was reached says not yet what is undertaken in it."""
    return [p for p in found if not _is_bare_deal(p) and is_told(tree_of(reading.sentences[p.draft.sentence]), p)]


def _is_bare_deal(p: Pledge) -> bool:
    return p.term.is_plain and p.fate.status == "agreed"


def _by_themselves(reading: Reading, kept: Sequence[Pledge]) -> list[Pledge]:
    """Without what hangs below another undertaking and is not heard for one itself ("freed the men, as it had agreed")."""
    heads = {(p.draft.sentence, p.term.head) for p in kept}
    found = []
    for p in kept:
        tree, sense = tree_of(reading.sentences[p.draft.sentence]), _heard(reading, p)
        above = {(p.draft.sentence, t) for t in tree.ancestors(p.draft.predicate.token)}
        is_heard = tree.sentence.senses is None or (sense is not None and sense.probability >= STANDS)
        if is_heard or heads.isdisjoint(above - {(p.draft.sentence, p.term.head)}):
            found.append(p)
    return found


def _heard(reading: Reading, p: Pledge) -> Sense | None:
    return heard_as(tree_of(reading.sentences[p.draft.sentence]), p.draft, p.term)


def _sure(reading: Reading, p: Pledge) -> float:
    return sureness(tree_of(reading.sentences[p.draft.sentence]), p)


def pledges(reading: Reading) -> list[Pledge]:
    """All that may be an undertaking, however unsure: what sureness is fitted on."""
    found: list[Pledge] = []
    drafts = draft(reading)
    acts = sorted((*drafts, *faint(reading, drafts)), key=lambda d: (d.sentence, d.predicate.token))
    for d in acts:
        tree = tree_of(reading.sentences[d.sentence])
        found = _followed(found, d, tree, reading)
        is_answer = any(is_answer_to(tree, p.draft, p.fate, d) for p in found)  # it has its place in the proposal that it answers
        for pledge in [] if is_answer else _pledges(reading, tree, d, acts):
            found = _gathered(found, pledge)
    found += [_as_heard(tree_of(reading.sentences[p.draft.sentence]), p) for p in told_in_words(reading, _kept(reading, found))]
    found += [*learnt_pledges(reading, drafts, found)]
    return [_with_parties(reading, _called_off(reading, p, drafts), found) for p in found]


def _called_off(reading: Reading, p: Pledge, drafts: Sequence[Draft]) -> Pledge:
    """An appointment that its own sentence tells put off or called off: "the talks, due on Monday, have been postponed"."""
    own = {p.term.head, p.draft.predicate.token, p.draft.predicate.noun}
    denied = [d for d in drafts if d.sentence == p.draft.sentence and d.modality == "denied" and d.predicate.token in own]
    denied = [d for d in denied if d.predicate.args.token != p.draft.predicate.token]  # "postponed to Monday" fixes a new day
    if p.fate.status not in ("agreed", "abandoned") or p.draft.type != "CONSULT" or not denied:
        return p
    verb = next((d.predicate for d in drafts if d.predicate.args == denied[0].predicate.args), denied[0].predicate)
    tree = tree_of(reading.sentences[p.draft.sentence])
    clause, given_up = evidence.clause(reading, tree, verb), [r["words"] for r in told_by("done") if r["status"] == "abandoned"]
    is_given_up = tree.lemmas[verb.token] in {w.split()[0] for words in given_up for w in words}
    status: Status = "abandoned" if is_given_up else "not_implemented"
    fate = msgspec.structs.replace(p.fate, status=status, why=f"“{clause.quote}” tells that it was called off")
    return msgspec.structs.replace(p, fate=fate, places=(*p.places, clause))


def _as_heard(tree: Tree, p: Pledge) -> Pledge:
    """An undertaking with what the language model says became of it, where that outweighs the words that tell it."""
    sense = heard_as(tree, p.draft, p.term)
    is_moved = p.draft.timed_by is not None  # that the vote was put off to May tells that it is still to be
    if is_moved or sense is None or sense.probability < STANDS or not _outweighs(p.fate, sense):
        return p
    fate = msgspec.structs.replace(p.fate, status=STATUSES[sense.label], why=f"{p.fate.why}; its sentence is read as {sense.label}")
    return msgspec.structs.replace(p, fate=fate)


def _outweighs(fate: Fate, sense: Sense) -> bool:
    """Whether what the model takes a status for stands against what the words say: a word for a promise tells that it was made."""
    if sense.label in (fate.status, "unknown") or sense.certainty < LIKELIEST:
        return False
    if fate.status in MADE:
        is_word = fate.rule in ("agreed", "proposal") or (fate.rule == "announced" and fate.status == "proposed")
        is_turned = sense.label == "rejected" and fate.rule == "agreed" and sense.certainty < CERTAIN
        return (sense.label not in MADE and not is_turned) or (sense.certainty >= CERTAIN and not is_word)
    is_weak = sense.label not in MADE if fate.status == "unknown" else fate.rule != "words" or sense.label == "partly"
    return is_weak and sense.certainty >= CERTAIN


def _with_parties(reading: Reading, p: Pledge, found: Sequence[Pledge]) -> Pledge:
    """What "the deal" lays down, what became of it or what "it was agreed" to do: by the parties of the agreement told last."""
    named = p.fate.rule in ("words", "learnt") and _names_agreement(reading, p, {"the", "this", "that", "its", "their"})
    if p.by or not (named or _is_impersonal(reading, p)):
        return p
    made = [o for o in found if o.by and o.draft.sentence < p.draft.sentence]
    made = [o for o in made if _names_agreement(reading, o) or (o.draft.type == "AGREE" and not named)]
    last = max(made, key=lambda o: (len(o.by) > 1, o.draft.sentence), default=None)
    return msgspec.structs.replace(p, by=last.by, unnamed=last.unnamed) if last else p


def _is_impersonal(reading: Reading, p: Pledge) -> bool:
    """Whether nobody is told to undertake it: "it was also agreed to"."""
    tree, verb = tree_of(reading.sentences[p.draft.sentence]), p.draft.predicate
    return (
        p.draft.type == "AGREE"
        and verb.args.is_passive
        and "it" in {tree.words[s] for s in tree.children(verb.token, "nsubj", "expl")}
    )


def _names_agreement(reading: Reading, p: Pledge, before: Container[str] = ()) -> bool:
    """Whether an undertaking is told in a sentence that names an agreement, with one of these words before it."""
    tree = tree_of(reading.sentences[p.draft.sentence])
    named = [i for i in range(len(tree.tokens)) if is_agreement(tree, i)]
    return any(not before or any(tree.words[c] in before for c in tree.children(i, "det", "nmod:poss")) for i in named)


def _pledges(reading: Reading, tree: Tree, d: Draft, drafts: Sequence[Draft]) -> Iterator[Pledge]:
    fate = fate_of(tree, d)
    if fate is None or _is_inside(reading, d, drafts):
        return
    by, unnamed = (d.parts.recipients or d.parts.actors, ()) if fate.accuser else undertakers(reading, tree, d)
    if d.type == "REQUEST" and fate.is_for_others:
        by, unnamed = _put_to(reading, drafts, d), ()
    elif (kept := as_promised(tree, d)) is not None:  # "it" of "as it had promised" is whoever did it
        by = next((o.parts.actors for o in drafts if o.sentence == d.sentence and o.predicate.token == kept.token), by)
    for n, term in enumerate(terms_of(reading, tree, d)):
        told = Pledge(draft=d, term=term, by=by, fate=fate, places=(term.what,), ordinal=n, unnamed=unnamed)
        yield _as_heard(tree, told)


def _put_to(reading: Reading, drafts: Sequence[Draft], d: Draft) -> tuple[str, ...]:
    """Whose undertaking a proposal is: of the parties to whom a mediator puts it; a party's own is his, with whomever he asks."""
    mediators = {m for o in drafts for m in (*o.parts.mediators, *o.parts.hosts)}
    near = [o for o in drafts if 0 <= o.sentence - d.sentence <= 3 and {*d.parts.actors}.isdisjoint(o.parts.actors)]
    told = [fate_of(tree_of(reading.sentences[o.sentence]), o) for o in near if o.type == "REJECT"]
    is_answered = any(fate is not None and fate.status == "rejected" for fate in told)
    if is_answered or not mediators.isdisjoint(d.parts.actors) or not d.parts.actors:
        return d.parts.recipients or _parties_near(drafts, d)
    return tuple(dict.fromkeys((*d.parts.actors, *d.parts.recipients)))


def _parties_near(drafts: Sequence[Draft], d: Draft) -> tuple[str, ...]:
    """The parties to whom a mediator's proposal goes: those of the nearest act with several, before it rather than after it."""
    others = [o for o in drafts if o is not d and len(o.parts.actors) > 1 and abs(o.sentence - d.sentence) <= 4]
    best = min(others, key=lambda o: (o.sentence > d.sentence, abs(o.sentence - d.sentence)), default=None)
    return tuple(a for a in best.parts.actors if a not in d.parts.actors) if best else ()


def _is_inside(reading: Reading, d: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether an act is a term of another one that gives the commitment already ("agreed to hold elections")."""
    if d.type == "AGREE" and d.modality != "denied":
        return False
    tree = tree_of(reading.sentences[d.sentence])
    above = {*tree.ancestors(d.predicate.token)}
    over = [o for o in drafts if o is not d and o.sentence == d.sentence and o.predicate.token in above]
    # "dropped its pledge to hold a vote" gives up the vote
    given_up = any(fate.status == "abandoned" for o in over if (fate := fate_of(tree, o)))
    return given_up or any(o.type in ("AGREE", "REQUEST") and not _only_tells(tree, o, d) for o in over)


def _only_tells(tree: Tree, o: Draft, d: Draft) -> bool:
    """Whether an act is no more than the telling of another: "announced that it would leave" undertakes nothing beside that."""
    clause = o.predicate.args.clause
    is_told = (
        clause is not None and tree.is_rel(clause, "ccomp") and clause in (d.predicate.token, *tree.ancestors(d.predicate.token))
    )
    return is_told and o.type == "AGREE" and o.predicate.entry.learnt and fate_of(tree, o) is None


def _followed(pledges: list[Pledge], d: Draft, tree: Tree, reading: Reading) -> list[Pledge]:
    """The pledges with the fate that a later act gives them: a proposal turned down, a government never formed."""
    followed = []
    denied = [p.draft.sentence for p in pledges if is_denial_of(p.draft, p.term.act, d)]
    for p in pledges:
        status: Status | None = None
        if is_answer_to(tree, p.draft, p.fate, d):
            status = "rejected"
        elif p.draft.sentence == max(denied, default=-1) and is_denial_of(p.draft, p.term.act, d):
            told = fate_of(tree, d)
            status = "partly" if told and told.status == "partly" else "not_implemented"
        if status:
            clause = evidence.clause(reading, tree, d.predicate)
            fate = msgspec.structs.replace(
                p.fate, status=status, why=f"“{clause.quote}” tells that it is {status.replace('_', ' ')}"
            )
            near = (clause,) if d.sentence == p.draft.sentence else ()
            followed.append(msgspec.structs.replace(p, fate=fate, places=(*p.places, *near)))
        else:
            followed.append(p)
    return followed


def _gathered(pledges: list[Pledge], new: Pledge) -> list[Pledge]:
    """The pledges with one more; a further telling of one that is there adds its place to it."""
    if (
        new.fate.status == "not_implemented"
        and new.draft.is_bare
        and any(is_denial_of(p.draft, p.term.act, new.draft) for p in pledges)
    ):
        return pledges
    for n, p in enumerate(pledges):
        if _is_same(p, new):
            by = max(p.by, new.by, key=len)  # a headline may leave out who else undertakes it
            merged = msgspec.structs.replace(p, by=by, places=(*p.places, *new.places), again=(*p.again, (new.draft, new.term)))
            return [*pledges[:n], merged, *pledges[n + 1 :]]
    return [*pledges, new]


def _is_same(one: Pledge, other: Pledge) -> bool:
    if one.term.act != other.term.act or one.fate.status != other.fate.status or one.draft.type != other.draft.type:
        return False
    if not set(one.by) & set(other.by) or one.draft.sentence == other.draft.sentence:
        return False
    if one.draft.predicate.entry is not other.draft.predicate.entry:
        return False
    return one.term.is_plain == other.term.is_plain and set(issues_of(one.term.what.quote)) == set(issues_of(other.term.what.quote))


def _due(reading: Reading, p: Pledge) -> When:
    """When it is due, by the first telling that says so: a headline seldom does, the text below it may."""
    told = ((p.draft, p.term), *p.again)
    dues = [due_of(reading, tree_of(reading.sentences[d.sentence]), d, term) for d, term in told]
    return next((due for due in dues if due.is_known), dues[0])


def _claim(reading: Reading, p: Pledge, told: Container[tuple[int, int]], sure: float) -> Claim:
    d, tree = p.draft, tree_of(reading.sentences[p.draft.sentence])
    word = evidence.trigger(reading, tree, d.predicate)
    made, _ = time_of(reading, d.sentence, d.predicate.token)
    is_event = (d.sentence, d.predicate.token) in told
    condition = condition_of(reading, tree, d, p.term)
    body = Commitment(
        by=_without_media(reading, p.by) or p.by,
        what=p.term.what,
        act=p.term.act,
        status="proposed" if _is_offered_for(p, condition) else p.fate.status,
        toward=() if p.fate.accuser else tuple(r for r in owed_to(reading, tree, d, p.term) if r not in p.by),
        mediators=d.parts.mediators,
        issues=issues_of(p.term.what.quote),
        made_in=claim_id(reading.report.id, "event", word.span) if is_event and d.modality in ("occurred", "ongoing") else None,
        made=made,
        due=_due(reading, p),
        condition=condition,
        numbers=numbers_in(reading, tree, p.term.what.span),
        as_of=reading.published,
        accuser=_without_media(reading, p.fate.accuser),
    )
    return Claim(
        id=claim_id(reading.report.id, "commitment", word.span, p.ordinal),
        report=reading.report.id,
        body=body,
        trigger=word,
        evidence=tuple(dict.fromkeys(p.places)),
        rule=f"commitments:{p.fate.rule}/{d.predicate.entry.name}",
        why=f"{p.fate.why}.",
        confidence=sure,
    )


def _is_offered_for(p: Pledge, condition: Evidence | None) -> bool:
    """Whether a deed announced for later is only offered in exchange: "will go if he is paid"; what was promised stays so."""
    is_announced = p.fate.status == "agreed" and p.fate.rule in ("announced", "learnt", "words")
    opens = condition.quote.casefold().split()[0] if condition and condition.quote else ""
    return is_announced and opens in table("en/status")["condition"]["offers"]


def _without_media(reading: Reading, by: tuple[str, ...]) -> tuple[str, ...]:
    """Those who undertake something, or claim a breach, less the outlets that they told it to."""
    media = {a.id for a in reading.actors if a.kind == "media"}
    return tuple(a for a in by if a not in media)
