"""Speech by layout: transcripts ("TEKE: We will go.") and quotations signed with a dash (“…” — Osmar Teke)."""

import re
from collections.abc import Iterator

from dragoman.extract.statements.clauses import Found
from dragoman.extract.statements.cues import Cue
from dragoman.extract.statements.scenes import Scene
from dragoman.model import Span

LAYOUT = Cue(name="layout", kind="speech", implies="said", frames=())
# A line that opens with a name in capitals and a colon; at least two of them make a transcript
TURN = re.compile(r"(?m)^[ \t\u00a0\"“]*(?P<name>[A-Z][A-Z.\-]+(?: [A-Z][A-Z.\-]+){0,4}):\s+(?P<words>\S[^\n]+)")
FEWEST_TURNS = 2
SIGNED = re.compile(r"\s*[―—–-]{1,2}\s*(?P<name>[A-Z][\w.’'-]+(?: [\w.’'-]+){0,5})\s*(?:\n|$)")


def find_turns(scene: Scene) -> Iterator[Found]:
    """The turns of a transcript: each names its speaker and a colon before the words."""
    turns = [m for m in TURN.finditer(scene.text) if scene.reading.text.part_at(m.start("words")) == "body"]
    for turn in turns if len(turns) >= FEWEST_TURNS else []:
        name = Span(*turn.span("name"))
        yield from _found(scene, name, Span(name.end, name.end + 1), Span(*turn.span("words")), "turn")


def find_signed(scene: Scene) -> Iterator[Found]:
    """Quotations that a dash and a name sign."""
    for quote in scene.quotes:
        signed = SIGNED.match(scene.text, quote.end)
        if signed:
            name = Span(*signed.span("name"))
            yield from _found(scene, name, Span(quote.end, name.start), quote.inner, "signed")


def _found(scene: Scene, name: Span, cue: Span, content: Span, frame: str) -> Iterator[Found]:
    """An attribution by layout. The name may stand outside every sentence, so it has no token: it is grounded by its words."""
    at = scene.sentence_at(content.start)
    if at >= 0:
        yield Found(sentence=at, token=scene.trees[at].root, cue=LAYOUT, frame=frame, cue_span=cue, source=name, content=(content,))
