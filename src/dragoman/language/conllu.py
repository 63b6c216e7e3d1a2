"""Analysed sentences as CoNLL-U, the exchange format of Universal Dependencies, with offsets and names in the last column."""

from collections.abc import Iterable, Iterator

from dragoman.model import Sentence


def render(sentences: Iterable[Sentence]) -> str:
    """All sentences, an empty line after each. The last column holds `start` and `end`, character offsets in the full text, and
    `Name=B-PERSON` and the like where a word belongs to a name.
    """  # noqa: D205 (one sentence needs two lines)
    return "".join(line + "\n" for number, sentence in enumerate(sentences, 1) for line in _lines(number, sentence))


def _lines(number: int, sentence: Sentence) -> Iterator[str]:
    yield f"# sent_id = {number}"
    yield f"# part = {sentence.part}"
    yield f"# span = {sentence.start}:{sentence.end}"
    names = {
        i: f"{'B' if i == name.first else 'I'}-{name.kind}" for name in sentence.names for i in range(name.first, name.last + 1)
    }
    for i, token in enumerate(sentence.tokens):
        following = sentence.tokens[i + 1 : i + 2]
        misc = [f"start={token.start}", f"end={token.end}"]
        misc += [f"Name={names[i]}"] if i in names else []
        misc += ["SpaceAfter=No"] if following and following[0].start == token.end else []
        columns = (
            str(i + 1),
            token.text,
            token.lemma,
            token.upos,
            token.xpos,
            "_",
            str(token.head + 1),
            token.rel,
            "_",
            "|".join(misc),
        )
        yield "\t".join(columns)
    yield ""
