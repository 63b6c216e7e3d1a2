"""The grammar of a sentence as a tree one can walk."""

from collections.abc import Iterator
from functools import lru_cache

from dragoman.model import Sentence, Span, Token


class Tree:
    """A sentence with its children lists. Indices are token indices; relations are compared by their universal part too.

    `words` are the tokens and `lemmas` their dictionary forms, both in lower case; the word stands for a lemma that is missing.
    """

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.words = [token.text.casefold() for token in sentence.tokens]
        self.lemmas = [(token.lemma or token.text).casefold() for token in sentence.tokens]
        self._universal = [token.rel.partition(":")[0] for token in sentence.tokens]
        self._children: list[list[int]] = [[] for _ in sentence.tokens]
        self._by_rel: list[dict[str, list[int]]] = [{} for _ in sentence.tokens]
        for i, (token, universal) in enumerate(zip(sentence.tokens, self._universal, strict=True)):
            if token.head >= 0:
                self._children[token.head].append(i)
                for rel in {universal, token.rel}:
                    self._by_rel[token.head].setdefault(rel, []).append(i)

    def __getitem__(self, i: int) -> Token:
        return self.tokens[i]

    @property
    def root(self) -> int:
        """The token that hangs on none; 0 in a sentence without one."""
        return next((i for i, token in enumerate(self.tokens) if token.head < 0), 0)

    def children(self, i: int, *rels: str) -> list[int]:
        """Children of a token, of these relations where any are given (`nsubj` takes in `nsubj:pass`), in text order."""
        if not rels:
            return [*self._children[i]]
        held = self._by_rel[i]
        if len(rels) == 1 or not held:
            return [*held.get(rels[0], ())]
        return sorted({c for rel in rels if rel in held for c in held[rel]})

    def marks(self, i: int) -> set[str]:
        """The words that open a clause, as of "to leave", "that they left", "if they leave"."""
        return {self.words[c] for c in self.children(i, "mark")}

    def is_rel(self, i: int, *rels: str) -> bool:
        """Whether a token hangs on its head by one of these relations or their subtypes."""
        return self._universal[i] in rels or self.tokens[i].rel in rels

    def ancestors(self, i: int) -> Iterator[int]:
        """Heads of a token, from its own up to the root."""
        i = self.tokens[i].head
        while i >= 0:
            yield i
            i = self.tokens[i].head

    def subtree(self, i: int, *, without: tuple[str, ...] = ()) -> list[int]:
        """A token and all below it, in text order; branches that hang by one of `without` are left out."""
        found, queue = [], [i]
        while queue:
            at = queue.pop()
            found.append(at)
            queue.extend(c for c in self._children[at] if not (without and self.is_rel(c, *without)))
        return sorted(found)

    def conjuncts(self, i: int) -> list[int]:
        """A token and those coordinated with it below it ("A, B and C" from A), in text order.

        A plural before "and" is one of them, though the parse may take it for a part of the noun at the end.
        """
        found = [i]
        for at in found:
            found.extend(self.children(at, "conj"))
        return sorted([*found, *self.led_by(i)])

    def led_by(self, i: int) -> list[int]:
        """Plural nouns before "and" that the parse took for parts of this one: of "rebels and army officers" the rebels."""
        plural = ("NNS", "NNPS")
        compounds = [c for c in self.children(i, "compound") if c < i and self.tokens[c].xpos in plural]
        return [c for c in compounds if any(c < k < i and self.tokens[k].xpos not in plural for k in self.children(c, "conj"))]

    def span(self, indices: list[int]) -> Span:
        """The stretch from the first to the last of these tokens."""
        return Span(self.tokens[min(indices)].start, self.tokens[max(indices)].end)


@lru_cache(maxsize=1024)  # the sentences of one long report, which every rule asks about in turn
def tree_of(sentence: Sentence) -> Tree:
    """The tree of a sentence, made once."""
    return Tree(sentence)
