"""Events: each predicate of a report that names a political act becomes a claim."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from dragoman.extract import evidence, learnt
from dragoman.extract.arguments import containers, subjects
from dragoman.extract.events.absorbing import is_absorbed, is_of_accord, is_qualifier
from dragoman.extract.events.answers import answering
from dragoman.extract.events.circumstances import place_for, time_for
from dragoman.extract.events.confidence import confidence
from dragoman.extract.events.days import by_day
from dragoman.extract.events.draft import KIN, Draft
from dragoman.extract.events.modality import heard, is_open, judge
from dragoman.extract.events.modes import modes_of
from dragoman.extract.events.moved import beside
from dragoman.extract.events.politics import Politics
from dragoman.extract.events.roles import Parts, cast
from dragoman.extract.events.signs import state_of
from dragoman.extract.events.tellers import in_own_voice, own_voice, with_teller
from dragoman.extract.issues import contexts_of, issues_of
from dragoman.extract.lexemes import EventNoun, Frame, third_parties
from dragoman.extract.matching import is_of_class
from dragoman.extract.numbers import numbers_in
from dragoman.extract.predicates import Predicate, find, proposing
from dragoman.extract.statements.unnamed import parties
from dragoman.extract.statements.voices import Voices
from dragoman.ground.who import actors_under
from dragoman.language.tree import Tree, tree_of
from dragoman.lexicon import table
from dragoman.lexicon.own import of_registry
from dragoman.model import Claim, Event, Modality, Place, Reading, Sense, claim_id

UNNAMED = 2000  # where the ordinals of parties without a name begin, beyond those of speakers
NEAR = 3  # sentences back within which a bare mention finds its parties


# Confidence below which an act is left out, but for nouns of the lexicon ("the accord"), which are wanted even bare, and for what
# the lexicon reads of plainly political actors. Chosen on the dev part and on other news: a lower one brings as many wrong ones.
LEAST = 0.3
# Probability from which the model's word stands against a rule: that another act holds this one, that its parties are private
STANDS = 0.6
# Acts that then stand although another holds them; a deed that somebody is accused of or promises stays what is said of it
SPOKEN = frozenset({"CONSULT", "REJECT", "REQUEST"})


def events(reading: Reading) -> Iterable[Claim]:
    """The political acts that a report tells, each telling a claim of its own."""
    drafts = draft(reading)
    voices = Voices(reading)
    for d in drafts:
        tree = tree_of(reading.sentences[d.sentence])
        yield _claim(reading, tree, d, voices)
    clauses = (
        (d, evidence.clause(reading, tree_of(reading.sentences[d.sentence]), d.predicate)) for d in drafts if d.parts.unnamed
    )
    yield from parties(reading, ((actor, clause) for d, clause in clauses for actor in d.parts.unnamed), "events", UNNAMED)


@of_registry
@lru_cache(maxsize=2)  # events and commitments ask for those of one report in turn
def draft(reading: Reading, *, is_cut: bool = True) -> tuple[Draft, ...]:
    """The acts in text order, bare mentions with the parties of the act that they take up.

    `is_cut` leaves out those of little confidence; what confidence is fitted on has them all.
    """
    found: list[Draft] = []
    politics, voices = Politics(reading), Voices(reading)
    for n, sentence in enumerate(reading.sentences):
        tree = tree_of(sentence)
        predicates = find(tree)
        for predicate in predicates:
            sense = learnt.sense_of(tree, "act", predicate.token, predicate.noun, *containers(tree, predicate.token))
            sense = sense or _of_participle(tree, predicate)
            is_sure = sense is not None and sense.probability >= learnt.SURE
            stands = sense is not None and sense.probability >= STANDS
            is_kept = stands and predicate.entry.type in SPOKEN
            is_none = is_qualifier(tree, predicate, predicates) or is_of_accord(reading, n, tree, predicate)
            if is_none or (not is_kept and is_absorbed(reading, n, tree, predicate, predicates)):
                continue
            for d in _drafts(reading, n, tree, predicate, sense):
                own = _without_proposer(reading, tree, d)
                is_known = (own.parts.actors or own.parts.recipients) and not _is_of_delegates(tree, own)
                own = _with_partner(tree, own, found)
                full = in_own_voice(reading, tree, own if is_known else _taken_up(tree, found, own) or own, voices)
                full = msgspec.structs.replace(with_teller(reading, tree, full, voices), sense=sense)
                those = full.parts if full.parts.all else d.parts
                if is_cut and _is_doubtful(reading, tree, full, politics):
                    continue
                # proposed talks name no sides as yet, nor need those that are told to begin
                is_heard = is_sure or proposing(tree, predicate.token) is not None or _has_course(reading, tree, full)
                is_told = (
                    politics.is_public(full.type, those, stands=stands) if is_heard else politics.admit(tree, predicate, those)
                )
                if is_told and (is_sure or _is_whole(tree, full)):
                    found.append(answering(_less_thirds(full, found), found))
    return tuple(_with_mediators(d, found) for d in found)


def _with_partner(tree: Tree, d: Draft, found: Sequence[Draft]) -> Draft:
    """An accord with both who met where a participle on their meeting tells it: "met Dovani, reaching an agreement"."""
    token = d.predicate.token
    is_beside = d.predicate.is_verbal and tree[token].xpos == "VBG" and tree.is_rel(token, "advcl") and not tree.marks(token)
    if d.type != "AGREE" or len(d.parts.actors) != 1 or not is_beside:
        return d
    met = (f for f in found if (f.sentence, f.predicate.token) == (d.sentence, tree[token].head) and f.type == "CONSULT")
    both = next((f.parts.actors for f in met if {*d.parts.actors} < {*f.parts.actors}), d.parts.actors)
    return msgspec.structs.replace(d, parts=msgspec.structs.replace(d.parts, actors=both))


def _of_participle(tree: Tree, predicate: Predicate) -> Sense | None:
    """What the model hears in the participle that tells how an act of talks came about ("a deal brokered by Kestria")."""
    if predicate.is_verbal or predicate.entry.type not in KIN:
        return None
    behind = [c for c in tree.children(predicate.token, "acl") if tree[c].xpos == "VBN" and tree[c].rel != "acl:relcl"]
    heard_ = learnt.sense_of(tree, "act", *behind)
    return heard_ if heard_ is not None and heard_.label in KIN else None


def _without_proposer(reading: Reading, tree: Tree, d: Draft) -> Draft:
    """Talks less their only party where he is but the one who proposes them: that does not make him a side of them."""
    noun = d.predicate.token
    verb = None if d.predicate.is_verbal or not d.predicate.entry.symmetric else proposing(tree, noun)
    if verb is None:
        return d
    proposers = {a for s in subjects(tree, verb) for a in actors_under(reading, d.sentence, s)}
    if not set(d.parts.actors) <= proposers:
        return d
    return msgspec.structs.replace(d, parts=msgspec.structs.replace(d.parts, actors=()))


def _is_doubtful(reading: Reading, tree: Tree, d: Draft, politics: Politics) -> bool:
    """Whether an act is told with too little confidence."""
    sure = _sure(tree, d)
    is_told = proposing(tree, d.predicate.token) is not None or _has_course(reading, tree, d)
    is_unheard = d.sense is None and tree.sentence.senses is not None
    if is_unheard and _must_be_heard(d) and not is_told:
        return True
    is_crowd = d.type == "PROTEST" and bool(d.parts.actors)  # whoever takes to the streets need hold no office
    is_plain = (
        is_crowd or not d.predicate.is_verbal or politics.is_plain(d.parts) or politics.is_about_institutions(tree, d.predicate)
    )
    stands = not d.predicate.entry.learnt and is_plain
    return sure < LEAST and not stands


def _has_course(reading: Reading, tree: Tree, d: Draft) -> bool:
    """Whether the day of talks or a deal is told beside the noun, or a verb tells how they run: the noun is no mere mention."""
    if d.predicate.is_verbal or tree.children(d.predicate.token, "cop"):
        return False
    token, head = d.predicate.token, tree[d.predicate.token].head
    beside = tree.span(tree.subtree(token, without=("acl:relcl", "conj")))
    if any(beside.holds(t.span) and t.kind in ("DATE", "TIME") and t.when.is_known for t in reading.times):
        return True
    return d.type in KIN and tree.is_rel(token, "nsubj") and _tells_course(tree, head)


def _tells_course(tree: Tree, verb: int) -> bool:
    """Whether a verb, or an adjective with "be", tells of nothing but the course of what is its subject."""
    phase = table("en/modality")["phase"]
    is_told = bool(tree.children(verb, "cop")) or tree.sentence.part != "body"
    is_state = is_told and state_of(tree, verb) is not None
    takes_place = tree.lemmas[verb] == "take" and any(tree.lemmas[o] == "place" for o in tree.children(verb, "obj"))
    return is_state or takes_place or tree.lemmas[verb] in phase["course"]


def _must_be_heard(d: Draft) -> bool:
    """Whether an act rests on so little that the model must hear it too: a bare word, or one of everyday attitudes.

    Where the lexicon asks for something beside the word, and that is there, or a noun has both its sides, it stands by itself.
    """
    entry = d.predicate.entry
    if isinstance(entry, EventNoun):
        has_sides = len(d.parts.all) > 1 and not d.is_bare
        return not (entry.of or entry.with_ or entry.content or has_sides)
    return entry.heard or (d.is_bare and not entry.rank)


def _sure(tree: Tree, d: Draft) -> float:
    return confidence(d, is_told=tree.sentence.senses is not None)


def _is_whole(tree: Tree, d: Draft) -> bool:
    """Whether an act that rests on the lexicon alone tells enough to stand."""
    return not (_lacks_its_other_side(d) or _adds_nothing(tree, d))


def _adds_nothing(tree: Tree, d: Draft) -> bool:
    """Whether a noun only takes up an act told before, as what some other thing is about: "a law that followed the deal".

    As subject of a verb of its running ("the talks resumed"), as object, or with somebody who mediates or hosts, it may
    tell of its day, its place or its fate.
    """
    if not d.is_bare or d.predicate.is_verbal or d.modality not in ("occurred", "ongoing") or d.parts.mediators or d.parts.hosts:
        return False
    token = d.predicate.token
    if tree.is_rel(token, "nsubj"):
        phase = table("en/modality")["phase"]
        return tree[tree[token].head].upos == "VERB" and tree.lemmas[tree[token].head] not in {*phase["subject"], *phase["object"]}
    return not tree.is_rel(token, "obj", "root", "conj")


def _lacks_its_other_side(d: Draft) -> bool:
    """Whether a fight between two sides names one only: who fights whom is then not told."""
    entry = d.predicate.entry
    return (
        d.type == "ASSAULT"
        and entry.symmetric
        and d.predicate.is_verbal
        and len(d.parts.all) == 1
        and len(d.predicate.args.subjects) < 2
    )


def _with_mediators(d: Draft, found: list[Draft]) -> Draft:
    """An agreement with the mediators of the talks that its sentence tells it came out of."""
    if d.parts.mediators or not (d.type == "AGREE" or d.predicate.entry.cameo == "057") or not d.parts.actors:
        return d
    talks = [o for o in found if o.sentence == d.sentence and o.type == "CONSULT" and o.predicate.token > d.predicate.token]
    mediators = tuple(dict.fromkeys(m for o in talks for m in o.parts.mediators if m not in d.parts.actors))
    return msgspec.structs.replace(d, parts=msgspec.structs.replace(d.parts, mediators=mediators))


def _less_thirds(d: Draft, found: list[Draft]) -> Draft:
    """Talks less those who only mediate: "Kestria, acting as a mediator during the talks between the Front and Varenia"."""
    here = [o for o in found if o.sentence == d.sentence and o.type == "CONSULT" and not o.parts.actors]
    thirds = {m for o in here for m in o.parts.mediators if len({*d.parts.actors} - {*o.parts.mediators}) > 1}
    if d.type != "CONSULT" or thirds.isdisjoint(d.parts.actors):
        return d
    mediators = tuple(dict.fromkeys((*(a for a in d.parts.actors if a in thirds), *d.parts.mediators)))
    actors = tuple(a for a in d.parts.actors if a not in thirds)
    return msgspec.structs.replace(d, parts=msgspec.structs.replace(d.parts, actors=actors, mediators=mediators))


def _drafts(reading: Reading, n: int, tree: Tree, predicate: Predicate, sense: Sense | None) -> Iterator[Draft]:
    entry = predicate.entry
    parts = cast(reading, n, tree, predicate)
    is_noun = not predicate.is_verbal
    modality, why = judge(tree, predicate.token, entry.type, is_noun=is_noun)
    if (
        predicate.noun is not None
        and isinstance(entry, Frame)
        and (entry.symmetric or (entry.type == "GOVERN" and is_of_class(tree, predicate.noun, "election")))
    ):
        modality, why = _stronger((modality, why), judge(tree, predicate.noun, entry.type, is_noun=True))
    told = _by_tense(reading, n, tree, predicate, (modality, why))
    modality, why = by_day(reading, tree, predicate, told, heard(told, None if is_open(tree, predicate, sense) else sense))
    if isinstance(entry, Frame) and entry.will:
        modality, why = "ongoing", "a refusal for the time ahead"
    if isinstance(entry, Frame) and entry.negates:
        modality, why = "denied", f"“{tree[predicate.token].text}” undoes it"
    d = Draft(
        sentence=n, predicate=predicate, parts=parts, modality=modality, why=why, type=entry.type, mode=modes_of(tree, predicate)
    )
    yield from beside(reading, tree, d)


def _stronger(one: tuple[Modality, str], other: tuple[Modality, str]) -> tuple[Modality, str]:
    return one if one[0] != "occurred" else other


def _by_tense(reading: Reading, n: int, tree: Tree, predicate: Predicate, told: tuple[Modality, str]) -> tuple[Modality, str]:
    """A standing refusal told in the present is going on; in a headline the present tells what happened."""
    standing = predicate.entry.type == "REJECT" and tree[predicate.token].xpos in ("VBZ", "VBP")
    if told[0] == "occurred" and standing and reading.sentences[n].part == "body":
        return "ongoing", "a standing refusal"
    return told


def _taken_up(tree: Tree, found: list[Draft], d: Draft) -> Draft | None:
    """A bare mention with the parties of the latest kindred act before it; none where it names parties that are not known."""
    is_own = d.predicate.noun is None and bool(own_voice(tree, d.predicate, ("we",)))  # "we are ready to …" is the speaker's
    is_vote = is_of_class(tree, d.predicate.token if d.predicate.noun is None else d.predicate.noun, "election")
    is_other = (not d.parts.all and _names_others(tree, d.predicate)) or _brings_up_other(tree, d.predicate)
    if d.type not in KIN or is_own or is_other:
        return None
    alike = [f for f in found if f.has_parties and (not is_vote or f.type == "GOVERN")]
    kin = [f for f in alike if _has_sides(f.parts) and ("visit" not in d.mode or "visit" in f.mode)]
    near = [f for f in kin if d.sentence - f.sentence <= NEAR] or _alike([f for f in kin if f.type == d.type])
    same = [f for f in near if f.type == d.type]
    source = (same or near)[-1:]
    if not source:
        return None
    parts = source[0].parts
    mediators = tuple(m for m in d.parts.mediators if m not in parts.actors)  # whoever is a party brings nobody together
    mediators = mediators or (parts.mediators if d.type == source[0].type else ())
    if d.type == "AGREE" and d.modality == "planned" and not d.predicate.is_verbal:
        d = msgspec.structs.replace(d, modality="occurred", why="an agreement told before")
    taken = Parts(actors=parts.actors, mediators=mediators, hosts=d.parts.hosts)
    return msgspec.structs.replace(d, parts=taken, is_bare=True)


def _alike(kin: list[Draft]) -> list[Draft]:
    """Acts of one kind told farther back, where the report tells such acts of the same parties only, or of some of them."""
    told = [{*f.parts.actors} for f in kin]
    return kin if all(one <= told[-1] or told[-1] <= one for one in told) else []


def _is_of_delegates(tree: Tree, d: Draft) -> bool:
    """Whether those who meet are but somebody's delegates, without a name: "twelve delegates took part"."""
    subjects_ = [s for s in d.predicate.args.subjects if s != d.predicate.noun]
    is_unnamed = set(d.parts.actors) <= {actor.id for actor in d.parts.unnamed}
    return d.predicate.is_verbal and is_unnamed and bool(subjects_) and all(is_of_class(tree, s, "delegates") for s in subjects_)


def _has_sides(parts: Parts) -> bool:
    """Whether those who take part in an act are more than one, by themselves or as one group ("the rival parties")."""
    return len(parts.actors) > 1 or any(a.id in parts.actors and a.kind == "group" and a.name.endswith("s") for a in parts.unnamed)


def _names_others(tree: Tree, predicate: Predicate) -> bool:
    if not predicate.is_verbal:
        return _is_new(tree, predicate.token)
    named = [s for s in predicate.args.subjects if s != predicate.noun and tree[s].upos not in ("PRON", "DET")]
    return any(not is_of_class(tree, s, "delegates") for s in named)  # "twelve delegates" are those of the parties


def _brings_up_other(tree: Tree, predicate: Predicate) -> bool:
    """Whether a verb tells of what was not told before: "hosted a Kestrian civil conference", "has mediated conflicts"."""
    noun = predicate.noun
    if predicate.is_verbal and noun is None and tree.lemmas[predicate.token] in third_parties("mediating"):
        return any(tree[o].xpos == "NNS" and not tree.children(o, "det", "nmod:poss") for o in predicate.args.objects)
    if noun is None or not _is_new(tree, noun):
        return False
    return any(tree[c].text[0].isupper() for c in tree.children(noun, "amod", "compound"))


def _is_new(tree: Tree, i: int) -> bool:
    """Whether a noun brings up something new ("an agreement", "mutual agreements"), not what was told before."""
    words = {tree.words[c] for c in tree.children(i, "det")}
    if words & {"a", "an", "any", "another", "some"}:
        return True
    return not words and not tree.children(i, "nmod:poss") and is_of_class(tree, i, "agreement") and tree[i].xpos == "NNS"


def _claim(reading: Reading, tree: Tree, d: Draft, voices: Voices) -> Claim:
    word, clause = evidence.trigger(reading, tree, d.predicate), evidence.clause(reading, tree, d.predicate, d.timed_by)
    said_by = voices.of(word.span)
    body = Event(
        type=d.type,
        modality=d.modality,
        mode=d.mode,
        cameo=d.predicate.entry.cameo,
        context=contexts_of(tree, d.predicate.token, d.type),
        actors=d.parts.actors,
        recipients=d.parts.recipients,
        mediators=d.parts.mediators,
        hosts=d.parts.hosts,
        when=time_for(reading, (d.sentence, _time_token(d)), d.modality, d.sense),
        where=_where(reading, d),
        issues=issues_of(clause.quote),
        numbers=numbers_in(reading, tree, clause.span),
        said_by=said_by,
        words=word.quote,
    )
    kind = "verb" if d.predicate.is_verbal else "noun"
    return Claim(
        id=claim_id(reading.report.id, "event", word.span),
        report=reading.report.id,
        body=body,
        trigger=word,
        evidence=(clause,),
        rule=f"events:{kind}/{d.predicate.entry.name}" + ("+again" if d.is_bare else ""),
        why=f"“{word.quote}” names {_article(d.type)} and is {d.modality}: {d.why}.",
        confidence=_sure(tree, d),
    )


def _where(reading: Reading, d: Draft) -> Place | None:
    """The place of the act; the name of somebody who takes part in it is none."""
    place = place_for(reading, (d.sentence, d.predicate.token), d.sense)
    if place is None:
        return None
    takes_part, name = d.parts.all, place.name.casefold()
    is_somebody = any(a.id in takes_part and a.kind != "state" and a.name.casefold() == name for a in reading.actors)
    return None if is_somebody else place


def _time_token(d: Draft) -> int:
    """The word whose time is meant: of "is scheduled to resume on Sunday" the resuming."""
    if d.timed_by is not None:
        return d.timed_by
    is_scheduled = d.modality == "planned" and d.predicate.noun is not None and d.predicate.args.clause is not None
    return d.predicate.args.clause if is_scheduled and d.predicate.args.clause is not None else d.predicate.token


def _article(kind: str) -> str:
    return f"{'an' if kind[0] in 'AEIOU' else 'a'} {kind}"
