"""Finds the names in a report: what the language model marks, what the registry lists, and the same names again elsewhere."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import msgspec

from dragoman.ground.spelling import are_initials
from dragoman.ground.who.known import known
from dragoman.ground.who.persons import Use, is_surname_of, persons
from dragoman.ground.who.words import is_adjective_of, is_body_word, lemma, letters_of, role_ending_at, stretch, words
from dragoman.lexicon import table
from dragoman.lexicon.actors import begins_name
from dragoman.lexicon.own import of_registry
from dragoman.lexicon.states import demonym, metonym
from dragoman.model import Reading, Sentence, Token

LONGEST = 9
"""Tokens that a listed name can have."""


class Named(NamedTuple):
    """A name: tokens `first` to `last` of a sentence, its words, and the label by which most of its uses are marked."""

    sentence: int
    first: int
    last: int
    text: str
    label: str
    listed: bool


def find_names(reading: Reading) -> list[Named]:
    """The names of a report, in text order, none overlapping another."""
    return list(_found(msgspec.structs.replace(reading, times=(), places=(), mentions=(), actors=())))


@of_registry
@lru_cache(maxsize=2)
def _found(reading: Reading) -> tuple[Named, ...]:
    """The names, read once for places and actors both."""
    marked = [name for i in range(len(reading.sentences)) for name in _in_sentence(reading, i)]
    people = persons(reading, (Use(*name[:5]) for name in marked))
    first = [name._replace(label="PER") if name.text in people else name for name in marked]
    votes = _votes(first)
    known_by, taken = _words_of(first, votes), defaultdict[int, set[int]](set)
    for name in first:
        taken[name.sentence].update(range(name.first, name.last + 1))
    again = [name for i in range(len(reading.sentences)) for name in _again(reading, i, taken[i], known_by)]
    found = [name._replace(label=_majority(votes, name)) for name in sorted([*first, *again])]
    return tuple(name for name in found if _is_credible(reading, name, found))


def _in_sentence(reading: Reading, at: int) -> list[Named]:
    listed = list(_listed(reading, at))
    halves = [half for whole in listed for half in _half_before(reading, whole)]
    spelled = list(_spelled_out(reading, at))
    marked = [name for name in _marked(reading, at) if not any(_gives_way(reading, name, inner) for inner in (*listed, *halves))]
    ranked = sorted((*spelled, *listed, *marked, *halves), key=lambda n: (n.first - n.last, not n.listed, n.first))
    return sorted(_apart(ranked))


def _spelled_out(reading: Reading, at: int) -> Iterator[Named]:
    """As in "Union of Miners and Smelters (UMS)": a body whose letters stand in brackets behind it, wherever its name is cut."""
    sentence, text = reading.sentences[at], reading.report.text
    tokens = sentence.tokens
    for i in range(2, len(tokens) - 2):
        letters = letters_of(tokens[i + 1].text) if (tokens[i].text, tokens[i + 2].text) == ("(", ")") else ""
        if len(letters) < 3:
            continue
        last = i - 2 if tokens[i - 1].upos == "PUNCT" else i - 1
        begins = (j for j in range(last - 1, max(last - LONGEST, -1), -1) if tokens[j].text[0] == letters[0])
        first = next((j for j in begins if are_initials(letters, stretch(text, sentence, j, last))), None)
        if first is not None:
            yield Named(at, first, last, stretch(text, sentence, first, last), "ORG", listed=False)


def _half_before(reading: Reading, whole: Named) -> Iterator[Named]:
    """As in "North and South Korea": the first word, which shares the last one of the state that it is coordinated with."""
    tokens = reading.sentences[whole.sentence].tokens
    at = whole.first - 2
    if at < 0 or tokens[whole.first - 1].text not in {"and", "or"} or " " not in whole.text:
        return
    other = known(f"{tokens[at].text} {whole.text.split()[-1]}")
    if tokens[at].text[0].isupper() and len(other) == 1 and {other[0].kind, *(one.kind for one in known(whole.text))} == {"state"}:
        yield Named(whole.sentence, at, at, tokens[at].text, "", listed=False)


def _gives_way(reading: Reading, marked: Named, inner: Named) -> bool:
    """Whether a marked stretch is a listed organisation run together with other words, and no longer name of its own."""
    if not (marked.first <= inner.first and inner.last <= marked.last) or (marked.first, marked.last) == (inner.first, inner.last):
        return False
    if not inner.listed:
        return True
    if known(marked.text):
        return False
    kinds = {actor.kind for actor in known(inner.text)}
    rest = [
        reading.sentences[marked.sentence].tokens[i].text
        for i in range(marked.first, marked.last + 1)
        if not inner.first <= i <= inner.last
    ]
    if not kinds or kinds & {"person", "state", "group"} or (kinds == {"media"} and inner.first == inner.last):
        return False
    return all(demonym(word) for word in rest) or not any(is_body_word(word) for word in rest)


def _apart(ranked: Iterable[Named]) -> Iterator[Named]:
    """Of overlapping names the first ranked; where it is listed and a marked one has the same words, the label is kept."""
    taken: list[Named] = []
    for name in ranked:
        if not any(name.sentence == other.sentence and name.first <= other.last and other.first <= name.last for other in taken):
            taken.append(name)
            yield name


def _listed(reading: Reading, at: int) -> Iterator[Named]:
    """Names of the registry, longest first, whole words only."""
    sentence = reading.sentences[at]
    labels: dict[int, str] = {i: name.label for name in sentence.names for i in range(name.first, name.last + 1)}
    i = 0
    while i < len(sentence.tokens):
        last = _longest(reading.report.text, sentence, i)
        if last is None or (last == i and not _stands_as_name(sentence, i, labels)):
            i += 1
            continue
        yield Named(at, i, last, stretch(reading.report.text, sentence, i, last), labels.get(last, ""), listed=True)
        i = last + 1


def _longest(text: str, sentence: Sentence, first: int) -> int | None:
    """The last token of the longest listed name that begins here."""
    word = sentence.tokens[first].text
    if not word[:1].isupper() or not begins_name(word):
        return None
    lasts = range(min(first + LONGEST, len(sentence.tokens)) - 1, first - 1, -1)
    return next((last for last in lasts if _is_listed(text, sentence, first, last)), None)


def _is_listed(text: str, sentence: Sentence, first: int, last: int) -> bool:
    """Whether a stretch is the name of an actor, a people or a seat of power, and nothing more."""
    form = stretch(text, sentence, first, last)
    if not (form[-1].isalnum() or re.fullmatch(r"(\w\.)+", form)) or _is_plain_plural(sentence.tokens[last]):
        return False
    found = known(form)
    if form.startswith("The ") and not any(actor.name.startswith("The ") for actor in found):
        return False
    is_owned = any(token.upos == "PART" for token in sentence.tokens[first : last + 1])
    if found:
        # "Varenia's Osmar Teke" is a state and a person
        return not (is_owned and all(actor.kind == "person" for actor in found))
    return last - first < 4 and bool(demonym(form) or metonym(form))


def _is_plain_plural(token: Token) -> bool:
    """As in "Palestinian factions": words that describe, though the registry may list them; see `descriptions`."""
    return token.xpos == "NNS" and token.text.islower()


def _stands_as_name(sentence: Sentence, i: int, labels: dict[int, str]) -> bool:
    """A single listed word that is also a common word counts where tags or the language model take it for a name."""
    token = sentence.tokens[i]
    return i in labels or token.upos in {"PROPN", "ADJ"} or token.text.isupper() or (i > 0 and token.upos == "NOUN")


def _marked(reading: Reading, at: int) -> Iterator[Named]:
    """What the language model marks, without titles, articles and possessive endings, parted where it ran two names together."""
    sentence, text = reading.sentences[at], reading.report.text
    for name in sentence.names:
        for first, last in _pieces(sentence, name.first, name.last):
            start = _after_title(text, sentence, first, last) if name.label == "PER" else first
            while start <= last and not any(c.isalnum() for c in sentence.tokens[start].text):
                start += 1
            # "Fighting Teke …": the participle that opens a sentence is no part of a name
            start += start == 0 < last and sentence.tokens[0].xpos == "VBG"
            begin, end = _trimmed(text, sentence, (start, last), name.label)
            if begin <= end and any(c.isupper() for c in stretch(text, sentence, begin, end)):
                yield Named(at, begin, end, stretch(text, sentence, begin, end), name.label, listed=False)


def _trimmed(text: str, sentence: Sentence, name: tuple[int, int], label: str) -> tuple[int, int]:
    """The tokens of a name less a day or an office that was run together with it."""
    first, last = name
    if label == "PER":
        return first, _before_day(sentence, first, last)
    return _behind_office(sentence, first, last), _before_office(text, sentence, first, last)


def _pieces(sentence: Sentence, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Parts a marked stretch at possessive endings, quotation marks and brackets, and trims its edges."""
    start, particles = first, table("en/spelling")["particles"]
    last = _through_owner(sentence, last)
    for i in range(first, last + 2):
        if i > last or (re.fullmatch(r"['’]s?|[\[\]()\"“”,:;]", sentence.tokens[i].text) and not _is_folks(sentence, i)):
            end = i - 1
            # "al-", "bin" and "de" begin names; other small words before one do not
            while start < end and sentence.tokens[start].text.islower() and sentence.tokens[start].text not in particles:
                start += 1
            while start <= end and sentence.tokens[end].upos in {"PUNCT", "ADP", "CCONJ"} and sentence.tokens[end].text != ".":
                end -= 1
            if start <= end:
                yield start, end
            start = i + 1


def _through_owner(sentence: Sentence, last: int) -> int:
    """Where a name ends that was cut at the ending of its first noun: "People's" before "Rally"."""
    ending = next((i for i in (last, last + 1) if _is_folks(sentence, i)), None)
    if ending is None:
        return last
    tokens = sentence.tokens
    return next((i - 1 for i in range(ending + 2, len(tokens)) if tokens[i].upos != "PROPN"), len(tokens) - 1)


def _is_folks(sentence: Sentence, i: int) -> bool:
    """Whether a possessive ending belongs to a name, as that of those whose body it is does: "People's Rally", "Workers' Front"."""
    tokens = sentence.tokens
    if not 0 < i < len(tokens) - 1 or tokens[i].upos != "PART":
        return False
    folk, after = tokens[i - 1].text, tokens[i + 1].text
    return folk[0].isupper() and folk.casefold() in words("organisation", "folk") and after[0].isupper()


def _after_title(text: str, sentence: Sentence, first: int, last: int) -> int:
    """Where the name itself begins in a stretch that may hold a title too."""
    start = first
    for i in range(first, last):
        two = " ".join(token.text for token in sentence.tokens[max(i - 1, first) : i + 1])
        is_courtesy = not {two, sentence.tokens[i].text}.isdisjoint(words("roles", "honorifics"))
        if is_courtesy or role_ending_at(text, sentence, i, first) is not None:
            start = i + 1
    return start


def _before_office(text: str, sentence: Sentence, first: int, last: int) -> int:
    """Where a name ends that was run together with an office: "Varenian Defence" before "Minister", "Lorvale Emir"."""
    while last > first:
        ends = (role_ending_at(text, sentence, end, first) for end in range(min(last + 2, len(sentence.tokens)) - 1, last - 1, -1))
        begin = next((begin for begin in ends if begin is not None and first < begin <= last), None)
        if begin is None or sentence.tokens[last].xpos == "NNPS":
            break
        last = begin - 1
    return last


def _behind_office(sentence: Sentence, first: int, last: int) -> int:
    """Where a name begins that a minister's office was run together with: "Defence of Varenia" behind "Minister of"."""
    tokens = sentence.tokens
    begins = first + 2 if tokens[first].text in {"Minister", "Ministers"} else first
    if begins < 2 or tokens[begins - 1].text not in {"of", "for"} or lemma(tokens[begins - 2]) != "minister":
        return first
    # of an office alone nothing is left
    return next((i + 1 for i in range(last, begins, -1) if tokens[i].text == "of"), last + 1)


def _before_day(sentence: Sentence, first: int, last: int) -> int:
    """Where a person's name ends that a day of the week was run together with, as headlines have it."""
    while last > first and sentence.tokens[last].text.casefold() in words("things", "times"):
        last -= 1
    return last


def _votes(names: list[Named]) -> dict[str, Counter[str]]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if name.label:
            votes[name.text][name.label] += 1
    return votes


def _majority(votes: dict[str, Counter[str]], name: Named) -> str:
    """The label that most uses of these words have; on a tie the one that comes first in the alphabet of labels."""
    counted = votes.get(name.text)
    return min(counted.items(), key=lambda item: (-item[1], item[0]))[0] if counted else name.label


class _Words(NamedTuple):
    """What names a report: its persons in full, the nouns that end its bodies' names, and all that is a name or ends one."""

    people: frozenset[str]
    bodies: frozenset[str]
    forms: frozenset[str]


def _words_of(found: list[Named], votes: dict[str, Counter[str]]) -> _Words:
    people = frozenset(name.text for name in found if name.last > name.first and _is_person(name))
    surnames = {form.split()[-1] for form in people}
    endings = {name.text.split()[-1] for name in found if name.label == "ORG" and name.last > name.first}
    bodies = frozenset(word for word in endings if is_body_word(word))
    return _Words(people, bodies, frozenset(form for form in (*votes, *surnames, *bodies) if form[:1].isupper()))


def _again(reading: Reading, at: int, taken: set[int], known_by: _Words) -> Iterator[Named]:
    """Places where words that are a name elsewhere in the report, or the adjective of one, stand unmarked."""
    sentence, text = reading.sentences[at], reading.report.text
    people, bodies, forms = known_by
    i = 0
    while i < len(sentence.tokens):
        if i not in taken and sentence.tokens[i].text[:1].isupper():
            last = _last_of_form(text, sentence, i, forms)
            is_longer = last is not None and stretch(text, sentence, i, last) in bodies and _goes_on(sentence, last)
            if last is not None and not is_longer and taken.isdisjoint(range(i, last + 1)):
                form = stretch(text, sentence, i, last)
                yield Named(at, i, last, form, "ORG" if form in bodies else "", listed=False)
                i = last
            elif sentence.tokens[i].upos == "PROPN" and is_surname_of(sentence.tokens[i].text, people):
                yield Named(at, i, i, sentence.tokens[i].text, "PER", listed=False)
            elif _is_adjective(sentence.tokens[i], forms):
                yield Named(at, i, i, sentence.tokens[i].text, "MISC", listed=False)
        i += 1


def _is_person(name: Named) -> bool:
    """Whether a name of several words is a person's: marked as one, or listed as one and as nothing else."""
    return name.label == "PER" or (name.listed and {actor.kind for actor in known(name.text)} == {"person"})


def _goes_on(sentence: Sentence, last: int) -> bool:
    """Whether what stands here is the beginning of a longer name ("University of Lorvale")."""
    after = sentence.tokens[last + 1 : last + 3]
    return len(after) == 2 and after[0].text == "of" and after[1].text[:1].isupper()


def _last_of_form(text: str, sentence: Sentence, first: int, forms: frozenset[str]) -> int | None:
    """The last token of the longest form that begins here; a single word must be tagged as a name, or stand within a sentence."""
    for last in range(min(first + 6, len(sentence.tokens)) - 1, first - 1, -1):
        if stretch(text, sentence, first, last) in forms and (last > first or _is_tagged(sentence, first)):
            return last
    return None


def _is_tagged(sentence: Sentence, i: int) -> bool:
    """Whether a capital is a name's: by its tag, or, of a noun in the body, because it does not stand first."""
    token = sentence.tokens[i]
    return token.upos == "PROPN" or (i > 0 and token.upos == "NOUN" and sentence.part == "body")


def _is_adjective(token: Token, forms: frozenset[str]) -> bool:
    """Whether an unmarked word is made from the name of a place of the report ("Varenian")."""
    near = (form for form in forms if form[:3] == token.text[:3] and form != token.text)
    return token.upos in {"ADJ", "PROPN", "NOUN"} and any(is_adjective_of(token.text, form) for form in near)


def _is_only_first_word(reading: Reading, name: Named, found: list[Named]) -> bool:
    """Whether a single word, taken for a body or the like, has its capital from standing first, and has none elsewhere."""
    tokens = reading.sentences[name.sentence].tokens
    opens = not any(token.text[0].isalnum() for token in tokens[: name.first])
    if not opens or name.first != name.last or name.label not in {"ORG", "MISC"} or name.text.isupper():
        return False
    rest = [other for other in found if other != name]
    return not any(
        name.text in other.text.split() or is_adjective_of(name.text, other.text) or is_adjective_of(other.text, name.text)
        for other in rest
    )


def _is_seat_told(name: Named) -> bool:
    """As in "Mira Dovani (D-Vt.)": the letter of a legislator's party and the state that he sits for."""
    party, _, seat = name.text.partition("-")
    return not name.listed and party in words("persons", "parties") and seat[:1].isupper()


def _is_credible(reading: Reading, name: Named, found: list[Named]) -> bool:
    """Whether to believe a name.

    Nothing in an address is one; a rank, a day or whose seat somebody holds is none. In titles, where any word may be capitalised,
    it must be listed, stand in the body too, itself or as what its adjective is made from, or be a person's: in full, or a part of
    one in the body.
    """
    start = reading.sentences[name.sentence].tokens[name.first].start
    if name.text.casefold() in words("roles", "nouns") | words("things", "times"):
        return False
    if (start and reading.report.text[start - 1] in "/.@_") or "/" in name.text or _is_seat_told(name):
        return False
    if name.listed:
        return True
    if reading.sentences[name.sentence].part == "body":
        return not _is_only_first_word(reading, name, found)
    body = [other for other in found if reading.sentences[other.sentence].part == "body"]
    if any(other.text == name.text or is_adjective_of(name.text, other.text) for other in body):
        return True
    is_part = any(_is_person(other) and name.text in other.text.split() for other in body)
    return name.label == "PER" and (name.last > name.first or is_part)
