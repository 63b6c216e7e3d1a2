"""Where a content ends: what the tree gives to a cue, weighed clause by clause against what the language model takes for content.

The tree knows where a content begins beside its cue, but hangs clauses on the wrong verb now and then; the model knows which
clauses are meant, but leaves words out. So the stretches between marks are kept, dropped or added whole, from the cue outwards.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

import msgspec

from dragoman.extract import learnt
from dragoman.extract.arguments import FINITE
from dragoman.extract.statements.clauses import MARKS, SUBJECTS, Found, form, is_out_of_step, trim
from dragoman.extract.statements.cues import words
from dragoman.extract.statements.scenes import Scene
from dragoman.language.tree import Tree
from dragoman.model import Filler, Sense, Span

TRUSTED = 0.4  # from this probability of the cue on its source is the model's where the two differ
HEARD = 0.3  # and from this one its content is weighed
SURELY = 0.9  # from this probability of a source a participle is its own, though it hangs on a word of the content
# The share of a stretch that the model must take for content to add it, and below which a stretch of the tree's is dropped
MOST, FEW = 0.6, 0.25
PARTICIPLES = frozenset({"VBN", "VBD", "VBG"})
STOPS = frozenset({",", ";", ":", "–", "—", "--", "(", ")"})
OPENING = frozenset({"“", '"'})
CLOSING = frozenset({"”", '"'})  # behind a quotation the speaker of what stands around it may go on with a deed of his own
# Words that deny a verb or its object, verbs that deny their infinitive, and those whose object may be what is told
DENYING, DECLINING = frozenset({"not", "n't", "n’t", "no", "never"}), frozenset({"decline", "refuse"})
GIVING = frozenset({"give", "provide", "offer", "cite", "release"})
# Frames whose content is a clause or a phrase of its own; the others take one word's complement and nothing beyond it
AROUND = frozenset({"clause", "order", "phrase"})  # of these, those whose content may stand on both sides of the cue
WEIGHED = frozenset({"clause", "order", "phrase", "of", "about", "object", "voice", "for", "on", "against"})


def weigh(tree: Tree, found: Found) -> Found:
    """The attribution with its content as tree and model together have it; as it was where the model says nothing of it."""
    sense = learnt.sense_of(tree, "cue", found.token)
    if sense is None or sense.probability < HEARD or found.frame not in WEIGHED or not found.content:
        return found
    found, freed = _narrow(tree, found, sense)
    own = _covered(tree, [found.cue_span, *([found.source] if found.source else [])])
    spoken_to = _spoken_to(tree, sense)
    mine = _behind((_covered(tree, found.content) | freed) - own, spoken_to, tree)
    heard = _held(learnt.fillers(sense, "content")) - _held(learnt.fillers(sense, "source")) - spoken_to
    above = [a for a in tree.ancestors(found.token) if a > found.token and a not in mine and found.frame == "clause"]
    heard -= set(range(min(above, default=len(tree.tokens)), len(tree.tokens)))  # "Teke, who said he would go, | added that …"
    if not mine & heard:
        return _replaced(tree, found, sense, own)
    sides = [side for side in _sides(tree, own) if found.frame in AROUND or mine & set(side)]
    pieces = [_piece(tree, side, found, mine, heard) for side in sides]
    spans = [_span(tree, found.content, _without_lead(tree, piece, found.token)) for piece in pieces if piece]
    return msgspec.structs.replace(found, content=tuple(spans)) if spans else found


def _spoken_to(tree: Tree, sense: Sense) -> set[int]:
    """Those spoken to, with the phrases that tell of which place or body they are."""
    named = _held(learnt.fillers(sense, "addressee"))
    return named | {t for i in named for c in tree.children(i, "nmod") if c > i for t in tree.subtree(c)}


def _behind(said: set[int], spoken_to: set[int], tree: Tree) -> set[int]:
    """A content without the one spoken to, where it begins with him ("told | the agency | the talks were over")."""
    run = sorted(said)
    while run and (run[0] in spoken_to or (run[0] + 1 in spoken_to and tree[run[0]].upos == "DET")):
        run = run[1:]
    return set(run)


def _replaced(tree: Tree, found: Found, sense: Sense, own: set[int]) -> Found:
    """The attribution with what the model takes for content, where the tree has none of its words."""
    said = [[t for t in run if t not in own] for run in learnt.runs(sense, "content")]
    first = sorted(_covered(tree, found.content) - own)
    if first and said and said[0] and first[-1] + 1 == said[0][0]:  # "expressed alarm | over the delay": the tree has its head
        said[0] = [*first, *said[0]]
    pieces = [piece for run in said if run and (piece := trim(tree, run))]
    if not pieces:
        return found
    return msgspec.structs.replace(found, content=tuple(tree.span(_without_lead(tree, piece, found.token)) for piece in pieces))


def _without_lead(tree: Tree, piece: list[int], cue: int) -> list[int]:
    """A content without the word that only leads to it: "that" behind the cue, "and" before a clause of its own."""
    is_that = cue < piece[0] and tree.words[piece[0]] == "that" and tree[piece[0]].xpos == "IN"
    is_led = is_that or tree.words[piece[0]] in ("and", "but")
    return trim(tree, piece[1:]) if is_led and len(piece) > 1 else piece


def _narrow(tree: Tree, found: Found, sense: Sense) -> tuple[Found, set[int]]:
    """The attribution with its source up to the words beside it that the model takes for content; and those words."""
    if found.source is None or found.speaker is None or found.speaker_sentence not in (None, found.sentence):
        return found, set()
    source, said = _covered(tree, [found.source]), _held(learnt.fillers(sense, "content"))
    before = [t for t in source & said if t < found.speaker]
    after = [t for t in source & said if t > found.speaker]
    kept = [t for t in source if t > max(before, default=-1) and t < min(after, default=len(tree.tokens))]
    freed = {t for t in source - set(kept) if tree[t].upos != "PUNCT"}
    if found.speaker in said or not kept or len(freed & said) < MOST * len(freed):
        return found, set()
    return msgspec.structs.replace(found, source=tree.span(trim(tree, kept))), freed


def _covered(tree: Tree, spans: Sequence[Span]) -> set[int]:
    return {t for t, token in enumerate(tree.tokens) if any(s.start < token.end and token.start < s.end for s in spans)}


def _held(fillers: Iterator[Filler]) -> set[int]:
    return {t for f in fillers for t in range(f.first, f.last + 1)}


def _sides(tree: Tree, own: set[int]) -> Iterator[list[int]]:
    """The tokens before and behind source and cue; what stands between them is no content."""
    yield from (side for side in (list(range(min(own))), list(range(max(own) + 1, len(tree.tokens)))) if side)


def _piece(tree: Tree, side: list[int], found: Found, mine: set[int], heard: set[int]) -> list[int]:
    """The content on one side of the cue: from where the tree has it begin there, outwards to the last stretch that counts."""
    stops = STOPS | CLOSING if side[0] > found.token else STOPS
    beyond = mine - set(side)
    kept = [t for stretch in _stretches(tree, side, stops) for t in _kept(tree, stretch, mine, heard, beyond)]
    if not kept:
        return []
    told = [t for t in side if t in mine]
    if not told and _is_circumstance(tree, kept):
        return []
    if side[0] > found.token:
        first = min(told or kept)
        start = _begin(tree, side, first, heard) if found.frame in AROUND else first
        return trim(tree, range(start, _to_head(tree, max(kept)) + 1))
    return trim(tree, range(min(kept), max(told or kept) + 1))


def _begin(tree: Tree, side: list[int], first: int, heard: set[int]) -> int:
    """Where a content begins: right behind the cue, where the model has it begin ("said | it was vital | the army go")."""
    lead = [t for t in side if t < first and tree[t].upos != "PUNCT"]
    return lead[0] if lead and heard.issuperset(lead) and not _is_circumstance(tree, lead) else first


def _to_head(tree: Tree, last: int) -> int:
    """The noun right behind a content that ends on a word describing it ("opposition to Varenian army | demands")."""
    head = tree[last].head
    is_cut = head == last + 1 and tree.is_rel(last, "amod", "compound", "nummod", "det") and tree[head].upos in ("NOUN", "PROPN")
    return head if is_cut else last


def _is_circumstance(tree: Tree, piece: list[int]) -> bool:
    """Whether words away from the content only tell when or upon what it was said ("Since May, …", "Asked about the talks, …")."""
    is_phrase = tree[piece[0]].upos in ("ADP", "ADV") and not any(tree[t].xpos in FINITE for t in piece)
    return is_phrase or (tree[piece[0]].xpos in PARTICIPLES and tree[piece[0]].upos != "AUX")


def _stretches(tree: Tree, side: list[int], stops: frozenset[str]) -> Iterator[list[int]]:
    """The words between one mark and the next; what stands in quotation marks is not parted.

    A closing mark inside a phrase parts nothing either ("the “frank” talks in May").
    """
    run: list[int] = []
    is_open = False
    for t in side:
        mark = tree[t].text
        is_open = mark not in CLOSING if is_open else mark in OPENING
        is_dash = mark == "-" and tree[t - 1].end < tree[t].start
        if not is_open and (mark in stops or is_dash) and not (mark in CLOSING and run and tree[run[-1]].head > t):
            yield run
            run = []
        elif tree[t].upos != "PUNCT":
            run.append(t)
    yield run


def _kept(tree: Tree, stretch: list[int], mine: set[int], heard: set[int], beyond: set[int]) -> list[int]:
    """What of a stretch is content; `beyond` is what the tree has of it on the other side of the cue."""
    told, share = [t for t in stretch if t in mine], sum(t in heard for t in stretch) / max(1, len(stretch))
    if not told:
        return stretch if share >= MOST else []
    if share >= MOST:
        return [t for t in stretch if t in mine or t in heard]
    is_bound = _is_in_series(tree, stretch, mine) or _bridges(tree, told, beyond)
    return _run_on(told, stretch, heard) if share >= FEW or is_bound else []


def _bridges(tree: Tree, told: list[int], beyond: set[int]) -> bool:
    """Whether words hang together with the content beyond the cue ("The crew, he said, | had left"; "…, he said, | although …")."""
    if not beyond:
        return False
    if max(beyond) < told[0]:
        return any(tree[t].head in beyond and tree.is_rel(t, "advcl") and tree.children(t, *SUBJECTS) for t in told)
    return any(tree[t].head in beyond for t in told) or any(tree[b].head in told and tree.is_rel(b, "obj", "xcomp") for b in beyond)


def _run_on(told: list[int], stretch: list[int], heard: set[int]) -> list[int]:
    """Words of content with those right behind them that the model takes for content ("called for talks | to end the siege")."""
    more = list(takewhile(heard.__contains__, (t for t in stretch if t > told[-1])))
    return [*told, *more]


def _is_in_series(tree: Tree, stretch: list[int], mine: set[int]) -> bool:
    """Whether a stretch is a clause of a series that only commas part ("nine died, six fled and two were held")."""
    joined = [t for t in stretch if tree.is_rel(t, "conj") and tree[t].head in mine and tree[t].head < stretch[0]]
    return bool(joined) and tree[stretch[0]].upos != "CCONJ" and any(tree[t].xpos in FINITE for t in stretch)


def _span(tree: Tree, before: Sequence[Span], piece: list[int]) -> Span:
    """A piece with the marks that it had at its ends, or that close a quotation in it."""
    span = tree.span(piece)
    start = next((c.start for c in before if c.start <= span.start and not _words(tree, c.start, span.start)), span.start)
    end = next((c.end for c in before if c.end >= span.end and not _words(tree, span.end, c.end)), span.end)
    is_open = sum(t.text in MARKS for t in tree.tokens if start <= t.start and t.end <= span.end) % 2
    close = piece[-1] + 1
    if end == span.end and is_open and close < len(tree.tokens) and tree[close].text in MARKS:
        end = tree[close].end
    return Span(start, end)


def end_at_next(scene: Scene, founds: Sequence[Found]) -> list[Found]:
    """The attributions, each content ended before the next cue of the same speaker ("said it would go on, adding that …").

    It ends as well where his own deeds go on, or he is told to have kept the rest to himself ("… | but gave no details").
    """
    beside: defaultdict[int, list[Found]] = defaultdict(list)
    for found in founds:
        beside[found.sentence].append(found)
    return [_ended(scene.trees[f.sentence], f, [o.token for o in beside[f.sentence] if _is_next(scene, f, o)]) for f in founds]


def _own_deeds(tree: Tree, found: Found) -> Iterator[int]:
    """Where a content goes over into what its speaker did besides: a verb whose form goes with the cue and not with the content.

    Or into what he did not tell: a clause without a subject that denies a word of telling.
    """
    said = _covered(tree, found.content)
    for t in range(found.token + 1, len(tree.tokens)):
        joined = [c for c in tree.children(t, "cc") if c in said]
        if not joined:
            continue
        given = tree.children(t, "obj") if tree.lemmas[t] in GIVING else []
        below = [*tree.children(t, "advmod"), *(d for o in given for d in tree.children(o, "det"))]
        untold = [t, *given] if any(tree.words[c] in DENYING for c in below) else []
        untold += tree.children(t, "xcomp") if tree.lemmas[t] in DECLINING else []
        is_silent = not tree.children(t, *SUBJECTS) and any(tree.lemmas[u] in words("untold") for u in untold)
        is_own = form(tree, t) == form(tree, found.token) and is_out_of_step(tree, t)
        for c in joined:
            # "said they had been spared and shot three" may all be his words, "… but gave way" tells his deed
            is_loose = form(tree, t) == "VBD" and found.frame == "clause" and tree.words[c] != "but"
            if is_silent or (is_own and not is_loose):
                yield c + 1


def _is_next(scene: Scene, one: Found, other: Found) -> bool:
    """Whether a verb in a content is one that its speaker speaks by, joined to the first by form: a participle or a second verb."""
    tree, is_inside = scene.trees[one.sentence], any(c.holds(other.cue_span) for c in one.content)
    if not is_inside or one.speaker is None or other.speaker is None:
        return False
    same = one.speaker == other.speaker or (one.source and other.source and one.source.overlaps(other.source))
    if one.source is not None and tree[other.token].xpos == "VBG" and _is_heard_by(tree, other.token, one.source):
        return one.token < other.token
    if one.frame == "noun":  # its clause ends where whoever speaks of it goes on ("denied the claim that …, saying …")
        same = True
    is_joined = form(tree, other.token) == "VBG" or (
        tree.is_rel(other.token, "conj") and tree[other.token].xpos == tree[one.token].xpos
    )
    return bool(same) and is_joined and other.cue.kind == "speech" and one.token < other.token


def _is_heard_by(tree: Tree, token: int, source: Span) -> bool:
    """Whether the model takes this source for that of a participle, whatever word the tree hung it on (", citing …")."""
    heard = [f for f in learnt.fillers(learnt.sense_of(tree, "cue", token), "source") if f.probability >= SURELY]
    return any(tree.span([f.first, f.last]).overlaps(source) for f in heard)


def _ended(tree: Tree, found: Found, cues: Sequence[int]) -> Found:
    """An attribution whose content ends where one of these cues, or silence, is joined to it by a comma or a conjunction."""
    ends = [t for t in (*cues, *_own_deeds(tree, found)) if tree[t - 1].text == "," or tree[t - 1].upos == "CCONJ"]
    if not ends:
        return found
    stop = tree[min(ends)].start
    kept = [[t for t in _inside(tree, c) if tree[t].start < stop] for c in found.content]
    spans = [tree.span(piece) for run in kept if (piece := _bare_end(tree, run))]
    return msgspec.structs.replace(found, content=tuple(spans)) if spans else found


def _inside(tree: Tree, span: Span) -> list[int]:
    return [t for t, token in enumerate(tree.tokens) if span.start <= token.start and token.end <= span.end]


def _bare_end(tree: Tree, run: list[int]) -> list[int]:
    """A stretch without the conjunction and the marks that led to what is cut off."""
    while run and (tree[run[-1]].upos == "CCONJ" or tree[run[-1]].text == ","):
        run = run[:-1]
    return trim(tree, run)


def _words(tree: Tree, start: int, end: int) -> bool:
    return any(t.upos != "PUNCT" for t in tree.tokens if start <= t.start and t.end <= end)
