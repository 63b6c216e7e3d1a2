"""Statements: what somebody is reported to have said, as claims."""

from collections.abc import Iterable, Iterator

from dragoman.extract.issues import issues_of
from dragoman.extract.statements.attributed import Attribution
from dragoman.extract.statements.attribution import all_attributions
from dragoman.extract.statements.channels import find_addressees, find_channel
from dragoman.extract.statements.retelling import fold_retellings
from dragoman.extract.statements.scenes import Scene, scene_of
from dragoman.extract.statements.stance import find_stance
from dragoman.ground.attach import time_of
from dragoman.ground.where import place_of
from dragoman.model import ActorClaim, Claim, Evidence, Reading, Span, Statement, claim_id

# How often what each frame finds is an attribution (measured on news by `gate.attribution`), less a little for the speaker
CONFIDENCE = {
    "quote": 0.9,
    "clause": 0.9,
    "order": 0.9,
    "phrase": 0.9,
    "turn": 0.9,
    "signed": 0.9,
    "of": 0.9,
    "colon": 0.85,
    "noun": 0.85,
    "for": 0.8,
    "urge": 0.8,
    "as": 0.8,
    "predicate": 0.8,
    "voice": 0.8,
    "to": 0.75,
    "because": 0.75,
}
OTHERWISE = 0.7
UNNAMED = 1000  # where the ordinals of actors without a name begin, beyond those of the named
# How sure the language model must be of a cue: of one that the lexicon has for speech, of a word that only the model knows or that
# the lexicon has for a mention ("demanded an urgent meeting"), and of one that the lexicon has for a thought ("doubt that …")
HEARD, SURE, CERTAIN = 0.2, 0.5, 0.7
# Frames with a proposition of its own, by which a cue of the lexicon is plain without the model; so is one that takes a stance
PLAIN = frozenset({"clause", "because", "order", "quote"})
LONGEST_ASIDE = 100  # characters of cue and source that a content runs on around ("The talks, Teke said on Monday, will go on")
FEWEST_WORDS = 2  # a single word ("said no") tells nothing, unless quoted or of a stance ("accused the Front of murder")
LONGEST_SHOWN = 60  # characters of a content that its reason repeats
# Frames that stand for a whole statement even inside another's content; the others name an act there
NESTED = frozenset({"quote", "clause", "order", "phrase", "noun", "voice"})


def statements(reading: Reading) -> tuple[Claim, ...]:
    """The statements of a report: attributed speech of an actor, one claim for each stretch of it.

    A speaker without a name is an actor in the report's words; the claim that there is one comes with the statements.
    """
    told = fold_retellings(reading, _claims(reading))
    return (*told, *_unnamed(reading, told))


def _claims(reading: Reading) -> Iterator[Claim]:
    scene = scene_of(reading)
    found = all_attributions(reading)
    ordinals: dict[Span, int] = {}
    for one in found:
        outer = _outer(one, found)
        if not is_statement(one, outer):
            continue
        for pieces in told_together(scene, one):
            few = sum(len(piece.of(scene.text).split()) for piece in pieces) < FEWEST_WORDS
            if few and one.stance is None and not all(one.quoted):
                continue
            ordinal = ordinals.get(one.cue, 0)
            ordinals[one.cue] = ordinal + 1
            yield _claim(scene, one, pieces, outer, ordinal)


def _unnamed(reading: Reading, told: tuple[Claim, ...]) -> Iterator[Claim]:
    """An actor claim for each speaker without a name, resting on the words that name him."""
    speakers = {speaker for claim in told if isinstance(claim.body, Statement) for speaker in claim.body.speakers}
    scene = scene_of(reading)
    told_of = [(actor, a.source) for a in all_attributions(reading) for actor in a.unnamed if a.source]
    found = [(actor, source) for actor, source in told_of if actor.id in speakers]
    for n, of in enumerate(sorted({actor.id for actor, _ in found}), start=UNNAMED):
        spans = tuple(span for actor, span in found if actor.id == of)
        yield Claim(
            id=claim_id(reading.report.id, "actor", spans[0], n),
            report=reading.report.id,
            body=ActorClaim(next(actor for actor, _ in found if actor.id == of)),
            trigger=_evidence(scene, spans[0]),
            evidence=tuple(_evidence(scene, span) for span in spans),
            rule="statement.unnamed",
            why="A source that the report does not name, known by these words alone.",
            confidence=OTHERWISE,
        )


def is_statement(one: Attribution, outer: Attribution | None) -> bool:
    """Whether an attribution is told as something said, by somebody who is known."""
    return (
        is_speech(one)
        and one.frame != "noun-to"
        and one.is_told
        and bool(one.sources)
        and (outer is None or one.frame in NESTED or (one.likelihood or 0) >= CERTAIN)
    )


def is_speech(one: Attribution) -> bool:
    """Whether a cue tells of something said: by the lexicon unless the model hears no cue, against it where the model is sure."""
    if one.likelihood is None or any(one.quoted):
        return one.kind == "speech"
    if one.kind == "speech":
        is_plain = one.frame in PLAIN or one.stance is not None
        return one.likelihood >= (SURE if one.frame == "learnt" else 0 if is_plain else HEARD)
    return one.likelihood >= (SURE if one.kind == "mention" else CERTAIN)


def _outer(one: Attribution, found: Iterable[Attribution]) -> Attribution | None:
    """The attribution that this one is reported in: the narrowest whose content holds its cue."""
    around = [(p.end - p.start, o) for o in found for p in o.content if o is not one and p.holds(one.cue) and o.kind == "speech"]
    return min(around, key=lambda pair: pair[0])[1] if around else None


def told_together(scene: Scene, one: Attribution) -> list[tuple[Span, ...]]:
    """The stretches of content that make one statement: those of the cue's sentence that only the cue interrupts."""
    groups: list[tuple[Span, ...]] = []
    for piece in one.content:
        before = scene.text[groups[-1][-1].end - 1] if groups else "."
        same = groups and scene.sentence_at(piece.start) == scene.sentence_at(groups[-1][-1].start) == one.sentence
        if same and before not in ".!?" and piece.start - groups[-1][-1].end <= LONGEST_ASIDE:
            groups[-1] = (*groups[-1], piece)
        else:
            groups.append((piece,))
    return groups


def _claim(scene: Scene, one: Attribution, pieces: tuple[Span, ...], outer: Attribution | None, ordinal: int) -> Claim:
    report = scene.reading.report
    content = Span(pieces[0].start, pieces[-1].end)  # with the cue that stands inside it, as the report has it
    quoted = all(one.quoted[one.content.index(piece)] for piece in pieces)
    stance, toward = find_stance(scene, one)
    when, _ = time_of(scene.reading, one.sentence, one.token)
    body = Statement(
        speakers=one.sources,
        cue=one.cue.of(scene.text),
        content=_evidence(scene, content),
        quoted=quoted,
        addressee=find_addressees(scene, one.sentence, one.token),
        via=find_channel(scene, one.sentence, one.token, one.speaker) or _named(scene, outer),
        when=when,
        where=place_of(scene.reading, one.sentence, one.token),
        issues=issues_of(content.of(scene.text)),
        stance=stance,
        toward=toward,
    )
    return Claim(
        id=claim_id(report.id, "statement", one.cue, ordinal),
        report=report.id,
        body=body,
        trigger=_evidence(scene, one.cue),
        evidence=tuple(_evidence(scene, span) for span in _stretches(scene, one, pieces)),
        rule=one.rule.replace("attribution", "statement", 1),
        why=_why(scene, one, content),
        confidence=CONFIDENCE.get(one.frame, OTHERWISE),
    )


def _stretches(scene: Scene, one: Attribution, pieces: tuple[Span, ...]) -> tuple[Span, ...]:
    """What to show: source, cue and content in one stretch where one sentence holds them, else the content and then the cue."""
    parts = [*pieces, one.cue, *([one.source] if one.source and one.speaker_sentence == one.sentence else [])]
    sentences = {scene.sentence_at(p.start) for p in parts}
    if len(sentences) == 1:
        return (Span(min(p.start for p in parts), max(p.end for p in parts)),)
    return (*pieces, one.cue)


def _why(scene: Scene, one: Attribution, content: Span) -> str:
    who = one.source.of(scene.text) if one.source else "nobody"
    words = " ".join(content.of(scene.text).split())
    shown = words if len(words) <= LONGEST_SHOWN else words[:LONGEST_SHOWN] + "…"
    return f"“{one.cue.of(scene.text)}” gives “{' '.join(who.split())}” as the source of “{shown}”."


def _named(scene: Scene, outer: Attribution | None) -> str:
    """Through whom the report has it: the name of the one who reports it in the report."""
    names = {actor.id: actor.name for actor in scene.reading.actors}
    return " and ".join(names.get(actor, actor) for actor in outer.sources) if outer else ""


def _evidence(scene: Scene, span: Span) -> Evidence:
    return Evidence(scene.reading.report.id, span.start, span.end, span.of(scene.text))
