"""Any installed spaCy pipeline as analyser: `analyser("en_core_web_trf")`. Needs the extra `dragoman[spacy]`.

Our own sentences and words are kept, so that offsets and everything above mean the same; the pipeline gives tags, trees, names.
Pipelines trained on ClearNLP labels rather than Universal Dependencies are translated as far as one label maps to one.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from dragoman.language.lemmas import lemma
from dragoman.model import Name, NameKind, Report, Sentence, Span, Text, Token
from dragoman.text.tokens import tokenise

# spaCy's English pipelines name entities as OntoNotes does; what is no name (dates, amounts) is left out.
KINDS: dict[str, NameKind] = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "FAC",
    "NORP": "NORP",
    "EVENT": "EVENT",
    "LAW": "MISC",
    "WORK_OF_ART": "MISC",
    "PRODUCT": "MISC",
    "LANGUAGE": "MISC",
    "MISC": "MISC",
}

# ClearNLP's labels, as in `en_core_web_*`, by their nearest in Universal Dependencies. Others go by the same name in both.
NEAREST = """
root ROOT; nsubj:pass nsubjpass; csubj:pass csubjpass; aux:pass auxpass; obj dobj; iobj dative; nmod:poss poss; acl:relcl relcl;
compound:prt prt; advmod neg quantmod; obl:unmarked npadvmod; compound nn; xcomp attr acomp oprd; cc:preconj preconj;
det:predet predet; discourse intj; case prep agent; obl pobj; advcl pcomp; dep meta
"""
RELATIONS = {theirs: ours for ours, *many in map(str.split, NEAREST.split(";")) for theirs in many} | {"": "dep"}


class Spacy:
    """A loaded pipeline behind the protocol of `dragoman.language.Analyser`."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline

    def __call__(self, report: Report, text: Text) -> tuple[Sentence, ...]:
        """Every sentence of the title and the body, in order."""
        found = (self._read(report.text, span, text.part_at(span.start) == "title") for span in text.sentences)
        return tuple(sentence for sentence in found if sentence is not None)

    def _read(self, text: str, span: Span, is_title: bool) -> Sentence | None:  # noqa: FBT001 (private, one caller)
        places = tokenise(text, span)
        if not places:
            return None
        doc = self._document(text, places)
        root = next((word.i for word in doc if word.head.i == word.i and word.dep_ not in {"", "dep"}), 0)
        tokens = tuple(_token(text, place, word, root) for place, word in zip(places, doc, strict=True))
        return Sentence(span.start, span.end, "title" if is_title else "body", tokens, tuple(_names(doc)))

    def _document(self, text: str, places: list[Span]) -> Any:
        from spacy.tokens import Doc  # noqa: PLC0415 (an optional extra)

        spaces = [b.start > a.end for a, b in pairwise(places)]
        doc = Doc(self._pipeline.vocab, words=[place.of(text) for place in places], spaces=[*spaces, False])
        # One sentence it is: a pipeline that splits sentences must not split this one.
        for word in doc:
            word.is_sent_start = word.i == 0
        return self._pipeline(doc)


def analyser(name: str) -> Spacy:
    """The installed pipeline of this name. `ImportError` where spaCy is not installed, `OSError` where the pipeline is not."""
    import spacy  # noqa: PLC0415 (an optional extra)

    return Spacy(spacy.load(name))


def _token(text: str, place: Span, word: Any, root: int) -> Token:
    said = place.of(text)
    is_root = word.i == root
    head = -1 if is_root else root if word.head.i == word.i else word.head.i
    rel = (
        "root" if is_root else "parataxis" if word.head.i == word.i and word.dep_ == "ROOT" else RELATIONS.get(word.dep_, word.dep_)
    )
    upos = word.pos_ or "X"
    return Token(place.start, place.end, said, word.lemma_ or lemma(said, upos, word.tag_), upos, word.tag_ or "XX", head, rel)


def _names(doc: Any) -> Iterator[Name]:
    for entity in doc.ents:
        kind = KINDS.get(entity.label_)
        if kind:
            yield Name(entity.start, entity.end - 1, kind)
