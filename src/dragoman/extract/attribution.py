"""Attributions: who, by which words, is given as the source of what in a report.

Wider than statements: what somebody thinks or a survey shows is attributed too, and so is what an unnamed source said.
Events and commitments ask it who vouches for their words (`said_by`).
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import cast

import msgspec

from dragoman.extract.attributed import Attribution
from dragoman.extract.clauses import Found, cue_span, cues_at, source_span, speaker
from dragoman.extract.cues import Cue
from dragoman.extract.direct import join_quotes
from dragoman.extract.documents import find_authors, find_owners, is_document
from dragoman.extract.frames import find_content
from dragoman.extract.layout import find_signed, find_turns
from dragoman.extract.linear import FINITE, find_astray, find_final, find_loose, find_medial, find_rest
from dragoman.extract.phrases import find_headlines, find_nouns, find_phrases
from dragoman.extract.scenes import Scene
from dragoman.extract.sources import ground
from dragoman.extract.turns import settle_pronouns
from dragoman.extract.unnamed import find_unnamed
from dragoman.language.tree import Tree
from dragoman.model import Actor, Reading, Span

# Which frame decides where a verb stands in several: what is most surely a content comes first
ORDERED = "order"
# Frames whose content is a proposition that the source asserts; the others hold what it demands, wants or speaks of
ASSERTING = frozenset(
    {"clause", ORDERED, "quote", "phrase", "noun", "colon", "turn", "signed", "as", "predicate", "because", "gerund"}
)
ORDER = ("clause", "urge", "to", "because", "of", "as", "predicate", "gerund", "against", "for", "about", "on", "voice", "object")


# Frames without a verb that could be denied
WORDLESS = frozenset({"phrase", "noun", "noun-to", "colon", "turn", "signed"})


def attributions(reading: Reading) -> tuple[Attribution, ...]:
    """The attributions whose content is put forward as true by their source: it, not the report, vouches for the words."""
    return tuple(a for a in all_attributions(reading) if a.kind != "mention" and a.frame in ASSERTING)


@lru_cache(maxsize=2)  # events, statements and commitments ask for those of one report in turn
def all_attributions(reading: Reading) -> tuple[Attribution, ...]:
    """All attributions of title and body, demands, wishes and mere mentions included, in the order of their cues."""
    scene = Scene(reading)
    found = [f for at in range(len(scene.trees)) for f in (*_verbs(scene, at), *find_nouns(scene, at), *find_phrases(scene, at))]
    laid_out = [*find_turns(scene), *find_signed(scene)]
    joined = [f for f in join_quotes(scene, found) if not any(c.overlaps(o.content[0]) for c in f.content for o in laid_out)]
    found = [*joined, *laid_out, *find_headlines(scene)]
    ordered = [f for f in found if f.frame == ORDERED]
    kept = [f for f in found if f.content and not any(_turns_around(f, other) for other in ordered)]
    return settle_pronouns(scene, (_attribution(scene, f) for f in sorted(kept, key=lambda f: (f.cue_span, f.content))))


def _turns_around(one: Found, other: Found) -> bool:
    """Whether the tree took a verb in the content for the cue of the one that reports it ("… agreed to go, Teke announced")."""
    is_inside = any(c.holds(one.cue_span) for c in other.content)
    return is_inside and any(c.holds(other.cue_span) for c in one.content)


def _verbs(scene: Scene, at: int) -> Iterator[Found]:
    tree = scene.trees[at]
    for i, token in enumerate(tree.tokens):
        cues = cues_at(tree, i)
        if not cues or scene.is_said(token.start):
            continue
        found = _framed(scene, at, i, cues)
        if found is not None:
            yield found


def _framed(scene: Scene, at: int, i: int, cues: tuple[Cue, ...]) -> Found | None:
    """The attribution that verb `i` makes: by its first frame that holds a content, or waiting for a quotation."""
    tree = scene.trees[at]
    ordered = by_order(tree, i, cues)
    who = ordered[0] if ordered else _speaker(scene, at, i)
    bare = Found(
        sentence=at,
        token=i,
        cue=cues[0],
        frame="",
        cue_span=cue_span(tree, i),
        speaker=who,
        source=source_span(tree, who, i) if who is not None else None,
    )
    if ordered:
        return msgspec.structs.replace(bare, frame=ORDERED, content=tuple(tree.span(piece) for piece in ordered[1]))
    for frame in ORDER:
        for cue in cues:
            pieces = find_content(tree, i, frame) if frame in cue.frames else []
            if pieces and (who is not None or frame == "clause"):
                return msgspec.structs.replace(bare, cue=cue, frame=frame, content=tuple(tree.span(p) for p in pieces))
    rest = find_rest(tree, i) if who is not None and not _has_quote(scene, bare) else []
    if rest:
        return msgspec.structs.replace(bare, frame=ORDERED, content=(tree.span(rest[0]),))
    waiting = next((cue for cue in cues if "quote" in cue.frames and cue.kind == "speech"), None)
    return msgspec.structs.replace(bare, cue=waiting, frame="quote") if waiting and who is not None else None


def _speaker(scene: Scene, at: int, i: int) -> int | None:
    """The speaker of verb `i` by the tree; of a participle that the parser hung into the words said, the one who said them."""
    tree = scene.trees[at]
    who = speaker(tree, i)
    is_lost = who is None or scene.quote_at(tree[who].start) is not None or (tree[i].lemma or "").casefold() == "add"
    if tree[i].xpos != "VBG" or not is_lost:
        return who
    before = [t for t in range(i) if tree[t].xpos in FINITE and cues_at(tree, t) and scene.quote_at(tree[t].start) is None]
    return next((found for t in reversed(before) if (found := speaker(tree, t)) is not None), who)


def _has_quote(scene: Scene, found: Found) -> bool:
    """Whether an utterance in quotation marks stands in the sentence: it is the content."""
    sentence = scene.sentences[found.sentence].span
    return any(q.span.overlaps(sentence) for q in scene.utterances)


def by_order(tree: Tree, i: int, cues: tuple[Cue, ...]) -> tuple[int, list[list[int]]] | None:
    """Speaker and content of a verb of saying by word order, where that is plainer than the tree."""
    if cues[0].kind != "speech" or "clause" not in cues[0].frames:
        return None
    return find_final(tree, i) or find_medial(tree, i) or find_astray(tree, i) or find_loose(tree, i)


def _attribution(scene: Scene, found: Found) -> Attribution:
    at = found.sentence if found.speaker_sentence is None else found.speaker_sentence
    sources, unnamed = _sources(scene, at, found)
    return Attribution(
        sentence=found.sentence,
        token=found.token,
        cue=found.cue_span,
        kind=found.cue.kind,
        implies=found.cue.implies,
        frame=found.frame,
        rule=f"attribution.{found.cue.name.replace(' ', '-')}/{found.frame}",
        content=found.content,
        quoted=tuple(_is_quoted(scene, piece) for piece in found.content),
        sources=sources,
        unnamed=unnamed,
        source=found.source,
        speaker=found.speaker,
        speaker_sentence=at,
        doubting=found.cue.doubting,
        factive=found.cue.factive,
        stance=found.cue.stance,
        is_told=_is_told(scene, found),
    )


def _sources(scene: Scene, at: int, found: Found) -> tuple[tuple[str, ...], Actor | None]:
    """The actors behind the source, behind a document its authors; and the one without a name where there is no other."""
    head = found.speaker
    owners = find_owners(scene.trees[at], head) if head is not None and is_document(scene.trees[at], head) else None
    known = (
        ground(scene, at, head, found.source) if owners is None else find_authors(scene, at, cast("int", head), found.content[0])
    )
    unnamed = next((actor for owner in ([head] if owners is None else owners) if (actor := find_unnamed(scene, at, owner))), None)
    return (known, None) if known or unnamed is None else ((unnamed.id,), unnamed)


def _is_quoted(scene: Scene, piece: Span) -> bool:
    """Whether a quotation holds all words of a stretch."""
    return any(q.start <= piece.start and piece.end <= q.end for q in scene.quotes)


def _is_told(scene: Scene, found: Found) -> bool:
    """Whether the report says that the source did say it: not denied, not only expected, not a mere condition."""
    if found.frame in WORDLESS:
        return True
    tree = scene.trees[found.sentence]
    below = [tree[c] for c in tree.children(found.token, "advmod", "aux", "mark")]
    return not any(t.text.casefold() in _UNTOLD or (t.xpos == "MD" and t.text.casefold() in _MODALS) for t in below)


_UNTOLD = frozenset({"not", "n't", "n’t", "never", "if", "unless", "whether"})
_MODALS = frozenset({"will", "would", "could", "may", "might", "should", "can", "’ll", "'ll", "must"})
