"""Acts that make an agreement, as reports tell them."""

from dragoman.model import Entry, Event
from dragoman.resolve.parties import organisations
from dragoman.resolve.process.corpus import Corpus
from dragoman.resolve.settings import setting
from dragoman.resolve.terms import kinds

REAL = ("occurred", "ongoing", "uncertain")


def sides(body: Event) -> frozenset[str]:
    """The organisations between which an act is."""
    return organisations((*body.actors, *body.recipients))


def is_agreement(corpus: Corpus, entry: Entry, body: Event) -> bool:
    """Whether an act likelier than not made an agreement: it took place, between two or more sides, and its words call it one."""
    if body.type not in ("AGREE", "SUPPORT") or body.modality not in REAL or len(sides(body)) < 2 or len(body.actors) < 2:
        return False
    if entry.confidence < setting("agreements", "confidence") or corpus.is_ahead(entry, body):
        return False
    return any("agreement" in kinds(c.trigger.quote) for c in corpus.claims(entry))
