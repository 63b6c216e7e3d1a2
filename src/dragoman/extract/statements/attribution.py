"""Attributions: who, by which words, is given as the source of what in a report.

Wider than statements: what somebody thinks or a survey shows is attributed too, and so is what an unnamed source said.
Events and commitments ask it who vouches for their words (`said_by`).
"""

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from dragoman.extract import learnt
from dragoman.extract.arguments import FINITE
from dragoman.extract.statements.attributed import Attribution
from dragoman.extract.statements.clauses import SUBJECTS, Found, cue_span, cues_at, lemma, noun_phrase, source_span, speaker, trim
from dragoman.extract.statements.cues import Cue, noun_cues, words
from dragoman.extract.statements.direct import join_quotes
from dragoman.extract.statements.documents import find_authors, find_issuer, find_owners, is_document
from dragoman.extract.statements.frames import BARE, TELLING, find_content, runs
from dragoman.extract.statements.layout import find_signed, find_turns
from dragoman.extract.statements.linear import find_astray, find_beside, find_final, find_loose, find_medial, find_rest, refers_back
from dragoman.extract.statements.phrases import find_headlines, find_nouns, find_phrases
from dragoman.extract.statements.scenes import Scene, scene_of
from dragoman.extract.statements.sources import ground, ground_one, parts
from dragoman.extract.statements.turns import PRONOUNS, settle_pronouns
from dragoman.extract.statements.unnamed import find_unnamed
from dragoman.extract.statements.weighed import SURELY, TRUSTED, end_at_next, weigh
from dragoman.language.tree import Tree
from dragoman.model import Actor, Filler, Reading, Sense, Span

# Which frame decides where a verb stands in several: what is most surely a content comes first
ORDERED = "order"
# Frames whose content is a proposition that the source asserts; the others hold what it demands, wants or speaks of
ASSERTING = frozenset(
    {"clause", ORDERED, "quote", "learnt", "phrase", "noun", "colon", "turn", "signed", "as", "predicate", "because", "gerund"}
)
ORDER = ("clause", "urge", "to", "because", "of", "as", "predicate", "gerund", "against", "for", "about", "on", "voice", "object")

NAMED = 3  # words of a noun that only names what a relative clause tells of ("a charge the army denied")
DEAF = 0.02  # below this probability the model hears no cue at all
# Frames without a verb that could be denied
WORDLESS = frozenset({"phrase", "noun", "noun-to", "colon", "turn", "signed"})


def attributions(reading: Reading) -> tuple[Attribution, ...]:
    """The attributions whose content is put forward as true by their source: it, not the report, vouches for the words."""
    return tuple(a for a in all_attributions(reading) if a.kind != "mention" and a.frame in ASSERTING)


@lru_cache(maxsize=2)  # events, statements and commitments ask for those of one report in turn
def all_attributions(reading: Reading) -> tuple[Attribution, ...]:
    """All attributions of title and body, demands, wishes and mere mentions included, in the order of their cues."""
    scene = scene_of(reading)
    found = [f for at in range(len(scene.trees)) for f in (*_verbs(scene, at), *find_nouns(scene, at), *find_phrases(scene, at))]
    laid_out = [*find_turns(scene), *find_signed(scene)]
    found = end_at_next(scene, [weigh(scene.trees[f.sentence], f) for f in found])
    joined = [f for f in join_quotes(scene, found) if not any(c.overlaps(o.content[0]) for c in f.content for o in laid_out)]
    found = [*joined, *laid_out, *find_headlines(scene)]
    found += end_at_next(scene, _learnt(scene, found))
    ordered = [f for f in found if f.frame == ORDERED]
    found = [_cut_off(f, ordered) for f in found]
    kept = [f for f in found if f.content and not any(_turns_around(f, other) for other in ordered)]
    kept = [f for f in kept if not (_is_deaf(scene, f) and any(_is_inside(f, other) for other in kept))]
    return settle_pronouns(scene, (_attribution(scene, f) for f in sorted(kept, key=lambda f: (f.cue_span, f.content))))


def _learnt(scene: Scene, known: list[Found]) -> list[Found]:
    """Attributions by words that the language model takes for cues and no frame reads."""
    found = (_of_sense(tree, at, sense) for at, tree in enumerate(scene.trees) for sense in learnt.sure(tree, "cue"))
    plain: dict[int, list[Found]] = {}
    for one in (f for f in known if f.content and (f.cue.kind == "speech" or not _is_deaf(scene, f))):
        for at in _sentences(scene, one):
            plain.setdefault(at, []).append(one)
    near = ((f, (other for at in _sentences(scene, f) for other in plain.get(at, ()))) for f in found if f is not None)
    return [f for f, others in near if not any(_is_at_odds(f, other) for other in others)]


def _sentences(scene: Scene, found: Found) -> list[int]:
    """The sentences in which words of an attribution stand."""
    parts = (found.cue_span, *found.content)
    return sorted({at for p in parts for at in range(scene.sentence_at(p.start), scene.sentence_at(p.end - 1) + 1)})


def _is_deaf(scene: Scene, found: Found) -> bool:
    """Whether the model hears no cue in a verb that the lexicon has for one and that no "that" makes plain."""
    tree = scene.trees[found.sentence]
    heard = learnt.likelihood(tree, "cue", found.token)
    is_plain = found.cue.kind == "speech" and any("that" in tree.marks(c) for c in tree.children(found.token, "ccomp"))
    return found.frame not in WORDLESS and heard is not None and heard < DEAF and not is_plain


def _is_at_odds(one: Found, other: Found) -> bool:
    """Whether two attributions share words without one of them being told in the other's content."""
    parts = (other.cue_span, *other.content)
    if any(all(piece.holds(part) for part in parts) for piece in one.content):
        return False
    if other.frame == ORDERED and one.cue_span.end < other.cue_span.start and _is_told_in(one, other):
        return False
    return any(c.overlaps(part) for c in (one.cue_span, *one.content) for part in parts)


def _is_told_in(one: Found, other: Found) -> bool:
    """Whether cue and content of an attribution stand in the content of another ("asked both to go, a statement said")."""
    return any(all(piece.holds(part) for part in (one.cue_span, *one.content)) for piece in other.content)


def _of_sense(tree: Tree, at: int, sense: Sense) -> Found | None:
    """The attribution that a learnt cue makes; `None` where it lacks a source or more than a word of content."""
    source = next(learnt.fillers(sense, "source"), None)
    if source is None:
        return None
    by = _phrase(tree, source, sense.token)
    own = {t for t in range(len(tree.tokens)) if t == sense.token or by.overlaps(tree.span([t]))}
    kept = (run for whole in learnt.runs(sense, "content") for run in runs(t for t in whole if t not in own))
    bare = (trim(tree, run[tree.words[run[0]] in BARE :]) for run in kept)
    described = tree[sense.token].head if tree[sense.token].rel == "acl:relcl" else -1
    told = (run for run in bare if len(run) > 1 and not refers_back(tree, sense.token, run[0]))
    content = tuple(tree.span(run) for run in told if not (described in run and len(run) <= NAMED))
    if not content:
        return None
    return Found(
        sentence=at,
        token=sense.token,
        cue=next(
            iter(cues_at(tree, sense.token) or noun_cues().get(tree.lemmas[sense.token], ())),
            Cue(name=lemma(tree, sense.token), kind="speech", implies="said"),
        ),
        frame="learnt",
        cue_span=cue_span(tree, sense.token),
        speaker=_head(tree, source),
        source=by,
        content=content,
    )


def _head(tree: Tree, source: Filler) -> int:
    """The head of a source that the model gives."""
    return next(iter(learnt.heads(tree, source)), source.last)


def _phrase(tree: Tree, source: Filler, token: int) -> Span:
    """A source that the model gives, with the rest of its noun phrase where that stands on one side of the cue ("the | envoy")."""
    given, head = list(range(source.first, source.last + 1)), _head(tree, source)
    whole = trim(tree, noun_phrase(tree, head, token))
    return tree.span(whole if set(given) <= set(whole) and tree[whole[0]].upos not in ("ADP", "SCONJ", "CCONJ") else given)


def _turns_around(one: Found, other: Found) -> bool:
    """Whether the tree took a verb in the content for the cue of the one that reports it ("… agreed to go, Teke announced")."""
    return _is_inside(one, other) and _is_inside(other, one)


def _cut_off(one: Found, ordered: list[Found]) -> Found:
    """An attribution told in another's content without that one's cue ("asked both to go, | a statement said")."""
    other = next((o for o in ordered if _turns_around(one, o) and o.cue_span.start > one.cue_span.end), None)
    if other is None:
        return one
    bounds = [piece for piece in other.content if piece.holds(one.cue_span)]
    kept = tuple(Span(c.start, min(c.end, b.end)) for b in bounds for c in one.content if b.start <= c.start < b.end)
    return msgspec.structs.replace(one, content=kept) if kept else one


def _is_inside(one: Found, other: Found) -> bool:
    """Whether the cue of an attribution stands in the content of another."""
    return one is not other and any(c.holds(one.cue_span) for c in other.content)


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
    """The speaker of verb `i` by the tree, and where the tree goes astray by what stands beside it."""
    tree = scene.trees[at]
    who = _surest(tree, i, _quoted(tree, i))
    is_lost = who is None or scene.is_said(tree[who].start) or (tree[i].xpos == "VBG" and not _can_speak(scene, at, who))
    if is_lost and tree[i].xpos in FINITE:
        heard = _heard(tree, i)
        return find_beside(tree, i) if heard is None else _head(tree, heard)
    is_more = tree.lemmas[i] in ("add", "say") and not tree.children(i, "nsubj")
    if not (is_lost and tree[i].xpos == "VBG") and not is_more:
        return who
    return next((found for t in _cues_before(scene, at, i) if (found := _quoted(tree, t)) is not None), who)


def _surest(tree: Tree, i: int, who: int | None) -> int | None:
    """A speaker that verb `i` borrows from another word, or the one whom the model is sure of where that is somebody else."""
    heard = _heard(tree, i)
    own = [c for c in tree.children(i, *SUBJECTS) if tree[c].xpos not in ("WP", "WDT")]
    if who is None or heard is None or tree[who].head == i or own or heard.last > i or _is_next_deed(tree, i, who):
        return who
    is_same = source_span(tree, who, i).overlaps(tree.span([heard.first, heard.last]))
    return who if is_same else _head(tree, heard)


def _is_next_deed(tree: Tree, i: int, who: int) -> bool:
    """Whether verb `i` is joined to the verb of this subject in the same form ("are blocking roads and calling for …")."""
    first = tree[i].head
    return tree.is_rel(i, "conj") and tree[who].head == first and tree[first].xpos == tree[i].xpos


def _heard(tree: Tree, i: int) -> Filler | None:
    """The source that the model is sure of, where it is sure of the cue; the one spoken to ("was told") is none."""
    sense = learnt.sense_of(tree, "cue", i)
    found = max(learnt.fillers(sense, "source"), key=lambda f: (f.probability, -f.first), default=None)
    if found is None or sense is None or (min(sense.probability, found.probability) < TRUSTED and found.probability < SURELY):
        return None
    head = tree[_head(tree, found)]
    return None if head.rel == "nsubj:pass" and tree.lemmas[head.head] in TELLING else found


def _can_speak(scene: Scene, at: int, who: int) -> bool:
    """Whether a subject can be a source: a pronoun, a name or mention of an actor, or a noun that names sources."""
    token = scene.trees[at][who]
    is_met = any(m.sentence == at and m.start <= token.start < m.end for m in scene.reading.mentions)
    return is_met or token.upos in ("PRON", "PROPN") or find_unnamed(scene, at, who) is not None


def _quoted(tree: Tree, i: int) -> int | None:
    """The speaker by verb `i`; where somebody is quoted by somebody, the former ("Reuters quoted Teke as saying")."""
    is_quoting = tree.lemmas[i] == "quote" and any(c < i for c in tree.children(i, "nsubj"))
    after = [c for c in tree.children(i, "obj", "iobj", "nsubj") if c > i] if is_quoting else []
    return after[0] if after else speaker(tree, i)


def _cues_before(scene: Scene, at: int, i: int) -> Iterator[int]:
    """Finite verbs of saying before verb `i`, the nearest first, to which it may be joined ("said that … and added that …")."""
    tree = scene.trees[at]
    for t in range(i - 1, -1, -1):
        is_like = tree[i].xpos in (tree[t].xpos, "VBG") and tree[t].xpos in FINITE
        if is_like and any(cue.kind == "speech" for cue in cues_at(tree, t)) and not scene.is_said(tree[t].start):
            yield t


def _has_quote(scene: Scene, found: Found) -> bool:
    """Whether an utterance in quotation marks stands in the sentence: it is the content."""
    sentence = scene.sentences[found.sentence].span
    return any(q.span.overlaps(sentence) for q in scene.utterances)


def by_order(tree: Tree, i: int, cues: tuple[Cue, ...]) -> tuple[int, list[list[int]]] | None:
    """Speaker and content of a verb of saying by word order, where that is plainer than the tree."""
    if cues[0].kind != "speech" or not {"clause", "quote"} <= set(cues[0].frames) or "object" in cues[0].frames:
        return None
    return find_final(tree, i) or find_medial(tree, i) or find_astray(tree, i) or find_loose(tree, i)


def _attribution(scene: Scene, found: Found) -> Attribution:
    at = found.sentence if found.speaker_sentence is None else found.speaker_sentence
    sources, unnamed = _sources(scene, at, found)
    heard = None if sources else _as_heard(scene, found)
    if heard is not None and (by := _sources(scene, found.sentence, heard))[0]:
        at, found, (sources, unnamed) = found.sentence, heard, by
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
        likelihood=None if found.frame in WORDLESS else learnt.likelihood(scene.trees[found.sentence], "cue", found.token),
    )


def _as_heard(scene: Scene, found: Found) -> Found | None:
    """The attribution with the source that the language model takes for its own, where the tree's stands for nobody."""
    tree = scene.trees[found.sentence]
    heard = _heard(tree, found.token)
    is_meant = found.speaker is not None and tree.words[found.speaker] in PRONOUNS
    if heard is None or found.frame in WORDLESS or is_meant:
        return None
    source = _phrase(tree, heard, found.token)
    return msgspec.structs.replace(found, speaker=_head(tree, heard), source=source, speaker_sentence=None)


def _sources(scene: Scene, at: int, found: Found) -> tuple[tuple[str, ...], tuple[Actor, ...]]:
    """The actors behind the source, behind a document its authors; and which of them stand there without a name."""
    head, source = found.speaker, found.source
    if head is None or source is None:
        return ground(scene, at, head, source), ()
    heads = parts(scene, at, head)
    if is_document(scene.trees[at], head):
        known = find_authors(scene, at, head, found.content[0])
        if known:
            return known, ()
        heads, issued = find_owners(scene.trees[at], head), find_issuer(scene, at, head)
        if not heads and issued is not None:
            at, issuer = issued
            found = msgspec.structs.replace(found, source=source_span(scene.trees[at], issuer, issuer), sentence=at, token=-1)
            heads = parts(scene, at, issuer)
    return _told(scene, at, heads, found)


def _told(scene: Scene, at: int, heads: list[int], one: Found) -> tuple[tuple[str, ...], tuple[Actor, ...]]:
    """The actors of each of these nouns, or the nouns themselves as actors without a name."""
    assert one.source is not None  # noqa: S101 (narrows the type)
    sense = learnt.sense_of(scene.trees[at], "cue", one.token) if at == one.sentence else None
    taken = {i for f in learnt.fillers(sense, "source") for i in range(f.first, f.last + 1)}
    found: list[str] = []
    unnamed: list[Actor] = []
    for head in heads:
        known = ground_one(scene, at, head, one.source) or (_by_name(scene, at, head, sense) if len(heads) == 1 else ())
        actor = None if known else find_unnamed(scene, at, head, is_source=head in taken)
        unnamed += [actor] if actor else []
        found += known or ([actor.id] if actor else [])
    return tuple(dict.fromkeys(found)), tuple(unnamed)


def _by_name(scene: Scene, at: int, head: int, sense: Sense | None) -> tuple[str, ...]:
    """Who is named behind a noun after a comma and is taken by the model for the source ("said a doctor, | Lena Brun")."""
    tree = scene.trees[at]
    named = {(m.head, m.start): m.actors for m in scene.reading.mentions if m.sentence == at and m.form == "name"}
    told = [f for f in learnt.fillers(sense, "source") if f.probability >= SURELY and f.first > head]
    led = [f for f in told if any(tree[t].text == "," for t in range(head, f.first)) and tree[f.first - 1].upos != "ADP"]
    alone = [f for f in led if not (tree.is_rel(h := _head(tree, f), "conj") or tree.children(h, "conj"))]  # no list
    return next((named[key] for f in alone if (key := (_head(tree, f), tree[f.first].start)) in named), ())


def _is_quoted(scene: Scene, piece: Span) -> bool:
    """Whether a quotation holds all words of a stretch."""
    return any(q.start <= piece.start and piece.end <= q.end for q in scene.quotes)


def _is_told(scene: Scene, found: Found) -> bool:
    """Whether the report says that the source did say it: not denied, not only expected, not a mere condition."""
    if found.frame in WORDLESS:
        return True
    tree = scene.trees[found.sentence]
    is_ahead = tree.is_rel(found.token, "xcomp") and tree.lemmas[tree[found.token].head] in words("unsaid")
    if is_ahead and any(tree[m].xpos == "TO" for m in tree.children(found.token, "mark")):
        return False  # "is expected to say"
    below = [tree[c] for c in tree.children(found.token, "advmod", "aux", "mark", "cc")]
    heads = [c for c in tree.children(found.token, "nsubj") if c < found.token]
    below += [tree[c] for h in heads for c in (h, *tree.children(h, "det", "cc"))]
    return not any(t.text.casefold() in _UNTOLD or (t.xpos == "MD" and t.text.casefold() in _MODALS) for t in below)


_UNTOLD = frozenset({"not", "n't", "n’t", "never", "if", "unless", "whether", "without", "neither", "nor", "no", "nobody", "none"})
_MODALS = frozenset({"will", "would", "could", "may", "might", "should", "can", "’ll", "'ll", "must"})
