"""What words open: scores of the act, cue and undertaking heads to senses, and the words in their roles."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from dragoman.model import Filler, Sense

Scores = NDArray[np.float32]
Kind = Literal["act", "cue", "undertaking"]
HEADS: tuple[tuple[Kind, str], ...] = (("act", "act"), ("cue", "cue"), ("undertaking", "status"))  # kind, its head; in KINDS' order
WORTH = 0.2  # below this probability a word is taken to open nothing: rules hear of doubtful senses, not of noise
ROLES = {
    "act": ("actor", "recipient", "mediator", "host", "time", "place", "said"),
    "cue": ("source", "content", "addressee"),
    "undertaking": ("by", "toward", "due", "condition"),
}


class Roles:
    """The last layer of the role head, applied only to the few words that open something."""

    def __init__(self, labels: Sequence[str], weight: Scores, bias: Scores) -> None:
        self._labels, self._bias = labels, bias
        self._product, self._filler, self._trigger = np.split(weight, 3)
        # A kind's own roles and "O"; the others are no choice for it.
        self._allowed = {kind: [labels.index(role) for role in ("O", *roles)] for kind, roles in ROLES.items()}

    def of_words(self, fillers: Scores) -> Scores:
        """What the words of a sentence (rows of `fillers`) bring to every trigger."""
        scores: Scores = fillers @ self._filler
        return scores

    def __call__(self, kind: Kind, fillers: Scores, words: Scores, trigger: Scores) -> tuple[Filler, ...]:
        """The roles of the words of a sentence to one trigger; `words` as `of_words` gives it."""
        scores = (fillers * trigger) @ self._product + words + trigger @ self._trigger + self._bias
        allowed = self._allowed[kind]
        chances = softmax(scores.take(allowed, 1))
        best = chances.argmax(1).tolist()
        return tuple(
            Filler(self._labels[allowed[best[first]]], first, last, _rounded(chances[first : last + 1, best[first]].mean()))
            for first, last in _runs(best)
        )


class Opened:
    """What the words of a run open. `scores` has the rows of each head by its name, and `fillers` and `triggers`."""

    def __init__(self, scores: Mapping[str, Scores], labels: Mapping[str, Sequence[str]], roles: Roles) -> None:
        self._scores, self._labels, self._roles = scores, labels, roles
        self._chances = [softmax(scores[head]) for _, head in HEADS]
        self._rows = [(1 - chances[:, 0] >= WORTH).nonzero()[0].tolist() for chances in self._chances]

    def senses(self, first: int, end: int) -> Iterator[Sense]:
        """The senses of one sentence, whose words have the rows from `first` up to `end`."""
        rows = [[row for row in found if first <= row < end] for found in self._rows]
        if not any(rows):
            return
        fillers = self._scores["fillers"][first:end]
        words = self._roles.of_words(fillers)
        for nth, (kind, head) in enumerate(HEADS):
            for row in rows[nth]:
                chances = self._chances[nth][row]
                likeliest = 1 + int(chances[1:].argmax())
                opens = 1 - chances[0]
                yield Sense(
                    kind=kind,
                    token=row - first,
                    label=self._labels[head][likeliest],
                    probability=_rounded(opens),
                    certainty=_rounded(chances[likeliest] / opens),
                    modality=self._labels["modality"][int(self._scores["modality"][row].argmax())] if kind == "act" else "",
                    fillers=self._roles(kind, fillers, words, np.split(self._scores["triggers"][row], len(HEADS))[nth]),
                )


def moved(sense: Sense, words: int) -> Sense:
    """A sense of a stretch as one of the whole sentence, `words` further on."""
    fillers = tuple(replace(filler, first=filler.first + words, last=filler.last + words) for filler in sense.fillers)
    return replace(sense, token=sense.token + words, fillers=fillers)


def softmax(scores: Scores) -> Scores:
    """Probabilities, by rows."""
    raised: Scores = scores - scores.max(1, keepdims=True)
    np.exp(raised, out=raised)
    raised /= raised.sum(1, keepdims=True)
    return raised


def _runs(best: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = 0
    for i in range(1, len(best) + 1):
        if i == len(best) or best[i] != best[first]:
            if best[first]:
                yield first, i - 1
            first = i


def _rounded(probability: float) -> float:
    # Two decimals: what hangs on them must not hang on how a processor rounds the sixth.
    return round(float(probability), 2)
