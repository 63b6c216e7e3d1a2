"""Reads what stands before and after a person's name: "Hamas political bureau chief X", "X, member of the council"."""

from typing import NamedTuple

from dragoman.ground.who.known import known
from dragoman.ground.who.naming import Named
from dragoman.ground.who.words import role_ending_at, stretch, words
from dragoman.lexicon.states import demonym, metonym
from dragoman.model import Reading, Sentence

REACH = 14
"""Tokens to the left in which a title is looked for."""


class Titled(NamedTuple):
    """A name with its title: `first` is where the title begins, `title` its words ("" where there is none).

    `apposition` is the stretch of tokens of a title that stands apart from the name, if any.
    """

    name: Named
    first: int
    title: str
    apposition: tuple[int, int] | None = None


def read_title(reading: Reading, name: Named, names: list[Named]) -> Titled:
    """The name with the title before it; where there is none, with the one after it."""
    sentence, text = reading.sentences[name.sentence], reading.report.text
    if not _may_be_person(name):
        return Titled(name, name.first, "")
    scan = _Scan(
        text, sentence, {i: other for other in names if other.sentence == name.sentence for i in range(other.first, other.last + 1)}
    )
    first = scan.before(name.first)
    if first < name.first:
        return Titled(name, first, stretch(text, sentence, first, name.first - 1).strip(" ,"))
    behind = scan.behind(name.last)
    if behind:
        return Titled(name, name.first, stretch(text, sentence, *behind), behind)
    return Titled(name, name.first, "")


def is_lettered(title: str, letters: str) -> bool:
    """Whether letters are those with which the last words of a title begin ("DM" of "Kestrian Defence Minister")."""
    return "".join(word[0] for word in title.replace("-", " ").split()).upper().endswith(letters)


def _may_be_person(name: Named) -> bool:
    """Marked as a person, not marked at all, or listed as one."""
    kinds = {actor.kind for actor in known(name.text)}
    if kinds:
        return "person" in kinds
    return name.label in {"PER", ""} and not (demonym(name.text) or metonym(name.text))


class _Scan:
    """One sentence, walked away from a name in search of a role noun."""

    def __init__(self, text: str, sentence: Sentence, names: dict[int, Named]) -> None:
        self.text, self.sentence, self.tokens, self.names = text, sentence, sentence.tokens, names

    def before(self, first: int) -> int:
        """Where the title before the token `first` begins; `first` itself where there is none."""
        at, found, role = first - 1, first, False
        if at >= 0 and self.tokens[at].upos in {"ADP", "DET", "SCONJ"}:
            return first
        if at >= 1 and self.tokens[at].text == "," and self._is_closed(first):
            at -= 1
        while at >= 0 and first - at <= REACH:
            noun = role_ending_at(self.text, self.sentence, at)
            if noun is None and self.tokens[at].text in words("roles", "honorifics"):
                noun = at
            role = role or noun is not None
            start = self._part_ending_at(at, role=role) if noun is None else noun
            start = self._over(at) if start is None and role and self.tokens[first - 1].text == "," else start
            if start is None:
                break
            if role and self._may_begin(start):
                found = start
            at = start - 1
        return found

    def _over(self, at: int) -> int | None:
        """Where the role begins that goes on here with another's: "envoy of the" before "secretary general"."""
        at -= self.tokens[at].upos == "DET"
        is_of = at > 0 and self.tokens[at].text in words("roles", "prepositions")
        return role_ending_at(self.text, self.sentence, at - 1) if is_of else None

    def _part_ending_at(self, at: int, *, role: bool) -> int | None:
        """Where the name or the qualifying word that ends here begins; `None` where neither does, or a person's name."""
        name = self.names.get(at)
        if name is None:
            return at if self._qualifies(at, role=role) else None
        return None if name.label == "PER" and not name.listed else name.first

    def _is_closed(self, first: int) -> bool:
        """Whether the name that begins here ends before a comma, so that it stands as an apposition."""
        last = self.names[first].last if first in self.names else first
        return last + 1 < len(self.tokens) and self.tokens[last + 1].text in {",", ")", "—", "–"}

    def _qualifies(self, at: int, *, role: bool) -> bool:
        """Whether a token can stand inside a title. Prepositions can while the role noun is still to come."""
        token = self.tokens[at]
        low = token.text.casefold()
        if low in words("roles", "qualifiers") or token.text in {"[", "]", "-"} or token.upos == "PART":
            return True
        if token.upos == "ADJ" or (token.upos == "PROPN" and token.text[0].isupper()):
            return token.rel != "root"
        if token.upos == "NOUN" and token.rel in {"compound", "nmod:desc", "nmod", "nmod:poss", "obl", "appos"}:
            return not role or token.rel == "compound"
        return not role and (low in {"of", "for", "in", "to", "on", "the", "at"} or token.upos == "ADV") and low != "and"

    def _may_begin(self, start: int) -> bool:
        return self.tokens[start].upos not in {"ADP", "DET", "PUNCT", "CCONJ", "ADV", "PART"} or self.tokens[start].text == "["

    def behind(self, last: int) -> tuple[int, int] | None:
        """The tokens of a title in apposition after the token `last`: from after the comma to before the next mark."""
        at = last + 1
        if (
            at + 1 >= len(self.tokens)
            or self.tokens[at + 1].xpos in {"WP", "WDT", "WP$"}
            or self.tokens[at].text not in {",", "(", "–", "—"}
        ):
            return None
        end = at + 1
        while end < len(self.tokens) and end - at <= REACH and not self._ends_apposition(end):
            end += 1
        for i in range(at + 1, end):
            if role_ending_at(self.text, self.sentence, i, at + 1) is not None:
                return (at + 1, end - 1)
            if not (self._qualifies(i, role=False) or i in self.names or self.tokens[i].upos in {"DET", "NUM", "PRON"}):
                return None
        return None

    def _ends_apposition(self, i: int) -> bool:
        token = self.tokens[i]
        return token.text in {",", ";", ".", "(", ")", "—", "–", ":", '"', "“", "”"} or (
            token.upos in {"VERB", "AUX"} and not token.rel.startswith("acl")
        )
