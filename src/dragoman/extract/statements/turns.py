"""Who "he said" is: in a run of speech the one who spoke last, unless somebody else has come up as a subject since.

A pronoun that means nobody whom the reading knows stands for itself: that something was said is known, only not by whom.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from dragoman.extract.statements.attributed import Attribution
from dragoman.extract.statements.scenes import Scene
from dragoman.model import Actor, Mention

# How many sentences a speaker stays the one whom a pronoun means
REACH = 3
PRONOUNS = frozenset({"he", "she", "they"})
PARTS = frozenset({"one", "both", "some", "many", "several", "others"})  # people told by their number alone ("one of them said")
GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}


def settle_pronouns(scene: Scene, found: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, in text order, with pronouns as sources of speech given to the last speaker where he is meant."""
    told = tuple(found)
    settled: list[Attribution] = []
    last: Attribution | None = None
    others: dict[str, Attribution] = {}
    for one in told:
        meant = _meant(scene, others, one)
        if meant is not None:
            settled.append(msgspec.structs.replace(one, sources=meant.sources))
            continue
        settled.append(msgspec.structs.replace(one, sources=last.sources) if last and _is_meant(scene, last, one) else one)
        others |= dict.fromkeys(_looked_back_on_by(scene, one), one)
        if _is_person(scene, settled[-1]) and not any(piece.holds(one.cue) for other in told for piece in other.content):
            last = settled[-1]
    return tuple(_by_itself(scene, one) for one in settled)


def _looked_back_on_by(scene: Scene, one: Attribution) -> Iterator[str]:
    """Pronouns that can mean whoever speaks here: "it" one body, "they" several or a plural ("Activists said … They added …")."""
    if one.kind != "speech" or not one.sources or one.speaker is None:
        return
    if len(one.sources) == 1 and not _is_person(scene, one):
        yield "it"
    if len(one.sources) > 1 or scene.trees[one.speaker_sentence][one.speaker].xpos in ("NNS", "NNPS"):
        yield "they"


def _meant(scene: Scene, spoken: Mapping[str, Attribution], one: Attribution) -> Attribution | None:
    """Who spoke last of those whom a pronoun can mean that stands for nobody known; for "they" only if no others came up."""
    if one.sources or one.speaker is None or one.kind != "speech":
        return None
    tree = scene.trees[one.speaker_sentence]
    before = spoken.get(tree.words[one.speaker])
    if before is None or one.sentence > before.sentence + REACH:
        return None
    between = ((at, t) for at in range(before.sentence + 1, one.sentence) for t in range(len(scene.trees[at].tokens)))
    is_many = tree.words[one.speaker] == "they"
    return None if is_many and any(scene.trees[at][t].xpos == "NNS" and _is_subject(scene, at, t) for at, t in between) else before


def _by_itself(scene: Scene, one: Attribution) -> Attribution:
    """An attribution to a pronoun that nobody is found for, with the pronoun as an actor without a name."""
    if one.sources or one.speaker is None or one.kind != "speech":
        return one
    word = scene.trees[one.speaker_sentence].words[one.speaker]
    name = " ".join(one.source.of(scene.text).casefold().split()) if one.source else ""
    if word in PARTS and name != "one" and not name.endswith(("which", "whom")):
        actor = Actor(id="~" + name.replace(" ", "-"), name=name, kind="person" if word == "one" else "group")
        return msgspec.structs.replace(one, sources=(actor.id,), unnamed=(actor,))
    if word not in PRONOUNS:
        return one
    actor = Actor(id=f"~{word}", name=word, kind="group" if word == "they" else "person")
    return msgspec.structs.replace(one, sources=(actor.id,), unnamed=(actor,))


def _is_person(scene: Scene, one: Attribution) -> bool:
    """Whether one person speaks, by name or told of for the first time ("an aide said"); "the minister" may be somebody named."""
    first = one.source.of(scene.text).partition(" ")[0].casefold() if one.source else ""
    kinds = {actor.id: actor.kind for actor in (*scene.reading.actors, *(one.unnamed if first in ("a", "an", "one") else ()))}
    return one.kind == "speech" and len(one.sources) == 1 and kinds.get(one.sources[0]) == "person"


def _is_meant(scene: Scene, last: Attribution, one: Attribution) -> bool:
    """Whether a pronoun means the last speaker: near enough, of no other gender, and with no other person as subject between."""
    near = scene.sentence_at(max(last.cue.end, *(piece.end for piece in last.content)) - 1) + REACH
    if one.speaker is None or one.kind != "speech" or one.sources == last.sources or one.sentence > near:
        return False
    word = scene.trees[one.speaker_sentence].words[one.speaker]
    if word == "she" and last.unnamed and one.sources:
        return False  # a woman whom the report names comes first
    if word not in ("he", "she") or GENDERS[word] in _other_gender(scene, last.sources[0], GENDERS[word]):
        return False
    start = max([last.cue.end, *(piece.end for piece in last.content if piece.start < one.cue.start)])
    return not any(
        start <= m.start < one.cue.start and m.form != "pronoun" and _is_subject(scene, m.sentence, m.head) for m in _people(scene)
    )


def _other_gender(scene: Scene, actor: str, gender: str) -> set[str]:
    """Genders other than this one that pronouns of the report give the actor."""
    words = [scene.text[m.start : m.end].casefold() for m in scene.reading.mentions if m.form == "pronoun" and m.actors == (actor,)]
    told = {GENDERS[w] for w in words if w in GENDERS}
    return set() if gender in told else {gender} if told else set()


def _people(scene: Scene) -> list[Mention]:
    """Mentions of one person."""
    kinds = {actor.id: actor.kind for actor in scene.reading.actors}
    return [m for m in scene.reading.mentions if len(m.actors) == 1 and kinds.get(m.actors[0]) == "person"]


def _is_subject(scene: Scene, sentence: int, head: int) -> bool:
    return scene.trees[sentence].is_rel(head, "nsubj") and scene.quote_at(scene.trees[sentence][head].start) is None
