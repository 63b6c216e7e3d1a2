"""Direct speech: quotations joined to the cue that introduces or follows them, and carried on over sentences and paragraphs."""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from dragoman.extract.statements.clauses import SUBJECTS, Found, cue_span, source_span
from dragoman.extract.statements.cues import Cue
from dragoman.extract.statements.quotes import Quote
from dragoman.extract.statements.scenes import Scene
from dragoman.model import Span

# How far, in characters, a cue may stand from its quotation: names with long titles before it ("…," the former head of … said)
AFTER = 60
BEFORE = 120
# Words that a quotation without any cue must have to be taken for an utterance
FEWEST_UNMARKED = 6
COLON = Cue(name="colon", kind="speech", implies="said", frames=("quote",))


def join_quotes(scene: Scene, founds: Sequence[Found]) -> tuple[Found, ...]:
    """The attributions with every utterance in quotation marks joined to the one that it belongs to.

    An utterance without a cue goes on with the last one, or, where its paragraph leaves it open, waits for the next.
    """
    joined, owners, waiting = list(founds), dict[Quote, int](), list[Quote]()
    by_sentence: dict[int, list[int]] = {}
    for n, found in enumerate(founds):
        by_sentence.setdefault(found.sentence, []).append(n)
    last: Quote | None = None
    for quote in (q for q in scene.quotes if q in scene.utterances):
        at = _introduced(scene, founds, by_sentence, quote)
        if waiting and not _is_next(scene, waiting[-1], quote):
            _settle(scene, waiting, last, owners)
            waiting = []
        if at is None and not quote.is_closed:
            waiting.append(quote)
            continue
        if at is None and last is not None and _goes_on(scene, last, (*waiting, quote)[0]):
            at = owners[last]
        if at is None and (extra := _unmarked(scene, (*waiting, quote)[0])) is not None:
            joined.append(extra)
            at = len(joined) - 1
        if at is not None:
            owners |= dict.fromkeys((*waiting, quote), at)
        last, waiting = (quote if at is not None else None), []
    _settle(scene, waiting, last, owners)
    return tuple(_with(scene, found, n, owners) for n, found in enumerate(joined))


def _is_next(scene: Scene, one: Quote, other: Quote) -> bool:
    """Whether a quotation opens the paragraph after the one that another leaves open."""
    return scene.opens_sentence(other) and scene.paragraph(other.start) - scene.paragraph(one.start) <= 1


def _settle(scene: Scene, waiting: Sequence[Quote], last: Quote | None, owners: dict[Quote, int]) -> None:
    """Give open quotations that no later cue claims to the one that they carry on."""
    if waiting and last is not None and _goes_on(scene, last, waiting[0]):
        owners |= dict.fromkeys(waiting, owners[last])


def _with(scene: Scene, found: Found, at: int, owners: Mapping[Quote, int]) -> Found:
    """An attribution with its quotations, and without words that a quotation of another one holds.

    Indirect content that only holds a quotation as a part stays as it is.
    """
    content = [
        _whole(scene, c)
        for c in found.content
        if not any(n != at and q.start <= c.start and c.end <= q.end for q, n in owners.items())
    ]
    own = sorted(q for q, n in owners.items() if n == at)
    inner = {q.inner for q in own}
    for quote in own:
        if not any(c.start <= quote.start and c.end >= quote.inner.end - 1 and not _is_mostly(c, quote) for c in content):
            is_first = quote.end <= found.cue_span.start  # then the rest of the sentence is the cue's own
            kept = (
                c
                for c in content
                if not c.overlaps(quote.span) and not (is_first and c.start > found.cue_span.end and c not in inner)
            )
            content = [*kept, quote.inner]
    return msgspec.structs.replace(found, content=tuple(sorted(_bare(scene, c) for c in content)))


def _whole(scene: Scene, content: Span) -> Span:
    """A content that begins with a quotation of a whole sentence ends with it; what follows is another sentence."""
    opening = (q for q in scene.quotes if q.start == content.start and q.end < content.end and not q.depth)
    return next((q.inner for q in opening if q.is_closed and scene.text[q.inner.end - 1] in ".!?"), content)


def _bare(scene: Scene, content: Span) -> Span:
    """A stretch without the quotation marks that hold all of it."""
    return next((q.inner for q in scene.quotes if q.start == content.start and content.end == q.end), content)


def _is_mostly(content: Span, quote: Quote) -> bool:
    """Whether a content is little more than the quotation in it."""
    return quote.end - quote.start >= 0.8 * (content.end - content.start)


def _introduced(scene: Scene, founds: Sequence[Found], by_sentence: Mapping[int, list[int]], quote: Quote) -> int | None:
    """The attribution whose cue introduces, follows or interrupts this quotation, the nearest one; or whose content holds it."""
    first, last = scene.sentence_at(quote.start - BEFORE - 1), scene.sentence_at(quote.end)
    around = [n for at in range(first, last + 1) for n in by_sentence.get(at, ())]
    near = sorted((distance, n) for n in around for distance in _distances(scene, founds[n], quote))
    held = (n for n in around if founds[n].cue.kind == "speech" and any(c.holds(quote.span) for c in founds[n].content))
    return near[0][1] if near else next(held, None)


def _distances(scene: Scene, found: Found, quote: Quote) -> Iterator[int]:
    if "quote" not in found.cue.frames or found.cue.kind == "thought" or quote.span.overlaps(found.cue_span):
        return
    parts = [found.cue_span, *([found.source] if found.source and found.speaker_sentence is None else [])]
    start, end = min(p.start for p in parts), max(p.end for p in parts)
    if quote.end <= start and start - quote.end <= AFTER and scene.sentence_at(quote.end - 1) == found.sentence:
        if not re.search(r"[“\"]|[.!?]\s", scene.text[quote.end : start]) and scene.text[quote.inner.end - 1] != ".":
            yield start - quote.end
    elif end <= quote.start and _leads(scene, found, Span(end, quote.start)):
        yield quote.start - end


def _leads(scene: Scene, found: Found, between: Span) -> bool:
    """Whether the words between a cue and a quotation let the one lead to the other."""
    words = between.of(scene.text)
    if "\n" in words.strip(" ") and not words.rstrip().endswith(":"):
        return False
    same = scene.sentence_at(between.end) == found.sentence or words.strip() in {"", ",", ":"}
    is_marked = words.rstrip().endswith((":", ",")) or len(words) < 30
    return (same or words.rstrip().endswith(":")) and is_marked and len(words) <= BEFORE and not re.search(r"[“”\"]", words)


def _goes_on(scene: Scene, last: Quote, quote: Quote) -> bool:
    """Whether a quotation that opens a sentence of its own carries on the last one."""
    if not scene.opens_sentence(quote):
        return False
    between = scene.text[last.end : quote.start]
    if scene.paragraph(last.start) == scene.paragraph(quote.start):
        return True
    return scene.paragraph(quote.start) - scene.paragraph(last.start) <= 1 and (not last.is_closed or len(between.strip()) < 80)


def _unmarked(scene: Scene, quote: Quote) -> Found | None:
    """A quotation with no verb of saying: its source is the subject of the sentence that leads up to it."""
    at = scene.sentence_at(quote.start)
    opens = scene.opens_sentence(quote)
    before = at - 1 if opens else at
    is_led = opens or scene.text[max(0, quote.start - 3) : quote.start].rstrip().endswith(":")
    if before < 0 or not is_led or scene.paragraph(scene.sentences[before].start) < scene.paragraph(quote.start) - 1:
        return None
    tree = scene.trees[before]
    subjects = [
        c for c in tree.children(tree.root, *SUBJECTS) if tree[c].upos in ("PROPN", "PRON", "NOUN") and tree[c].end <= quote.start
    ]
    if len(quote.inner.of(scene.text).split()) < FEWEST_UNMARKED or tree[tree.root].upos != "VERB":
        return None
    if not subjects or scene.quote_at(tree[tree.root].start) is not None:
        return None
    source = source_span(tree, subjects[0], tree.root)
    return Found(
        sentence=before,
        token=tree.root,
        cue=COLON,
        frame="quote",
        cue_span=cue_span(tree, tree.root),
        speaker=subjects[0],
        source=source,
    )
