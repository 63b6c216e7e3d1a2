"""Which names are persons' though the language model took some of their uses for a place's or a body's."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dragoman.ground.spelling import SHORT, same_name, surname
from dragoman.ground.who.known import known
from dragoman.ground.who.words import head_of, is_body_word, lemma, role_ending_at, words
from dragoman.language.tree import Tree, tree_of
from dragoman.lexicon import table
from dragoman.lexicon.actors import surnamed
from dragoman.lexicon.places import sites, us_state
from dragoman.lexicon.states import demonym, metonym
from dragoman.model import Reading

_LONGEST = 5  # words of a person's name


class Use(NamedTuple):
    """One use of a name: tokens `first` to `last` of a sentence, its words, and the label that the language model gave it."""

    sentence: int
    first: int
    last: int
    text: str
    label: str


def persons(reading: Reading, found: Iterable[Use]) -> frozenset[str]:
    """The names that are persons' in every use of this report: one decision for each name.

    A name of two words or more that neither registry nor gazetteer has is a person's where most uses are marked so, or those of its
    last word by itself, where it stands after a title or begins with a given name, beside a person in a series, or, marked as a
    place, where it does what persons do ("said", "met", "headed by"). A single name is, where it is the family name of such a one,
    or of a person of the registry and no town's, and no use of it says where something is.
    """
    uses: dict[str, list[Use]] = defaultdict(list)
    for use in found:
        uses[use.text].append(use)
    open_ = {text for text in uses if _can_be(reading, text, uses[text])}
    marked = {text for text in uses if _is_marked(uses[text])}
    decided = {text for text in open_ if {text, text.split()[-1]} & marked or any(_is_told(reading, use) for use in uses[text])}
    names = {(use.sentence, i): text for text, told in uses.items() for use in told for i in range(use.first, use.last + 1)}
    while new := {text for text in open_ - decided if any(_joins(reading, use, names, decided) for use in uses[text])}:
        decided |= new
    return frozenset(decided | set(_family_names(reading, uses, decided)))


def _can_be(reading: Reading, text: str, uses: list[Use]) -> bool:
    """Whether the words can be a person's name in full: capitals, nothing listed, no word of bodies, parts of the sky or places."""
    told = text.split()
    if not 1 < len(told) <= _LONGEST or known(text) or demonym(text) or metonym(text) or sites(text) or us_state(text):
        return False
    if not all(word[0].isupper() or word in table("en/spelling")["particles"] for word in told):
        return False
    if any(is_body_word(word) or demonym(word) or word.casefold() in words("persons", "never") for word in told):
        return False
    return not any(_is_common(reading, use) for use in uses)


def _is_common(reading: Reading, use: Use) -> bool:
    """Whether an article stands before the name, or its last word is tagged as a common noun or a plural."""
    tokens = reading.sentences[use.sentence].tokens
    before = tokens[use.first - 1].text.casefold() if use.first else ""
    return before in {"the", "a", "an"} or tokens[use.last].xpos in {"NNS", "NNPS"} or tokens[use.last].upos in {"NOUN", "VERB"}


def _is_marked(uses: list[Use]) -> bool:
    marked = sum(use.label == "PER" for use in uses)
    return marked > 0 and 2 * marked >= sum(bool(use.label) for use in uses)


def _is_told(reading: Reading, use: Use) -> bool:
    """Whether this use tells that the name is a person's."""
    sentence = reading.sentences[use.sentence]
    given = use.text.split()[0].casefold()
    if given in words("gender", "he_names") | words("gender", "she_names"):
        return True
    if use.first and role_ending_at(reading.report.text, sentence, use.first - 1) is not None:
        return sentence.tokens[use.first - 1].xpos not in {"NNS", "NNPS"}
    if use.first and sentence.tokens[use.first - 1].text in words("roles", "honorifics"):
        return True
    tree = tree_of(sentence)
    return use.label == "LOC" and _does(tree, head_of(sentence, use.first, use.last))


def _does(tree: Tree, i: int) -> bool:
    """Whether a name has the part of a person in its clause: says, accuses or threatens, is met or told, heads a body."""
    head = tree[i].head
    if head < 0:
        return False
    verb, cases = lemma(tree[head]), {tree.words[c] for c in tree.children(i, "case")}
    if tree.is_rel(i, "nsubj"):
        return tree[head].upos == "VERB" and verb in words("speech", "verbs") | words("persons", "verbs")
    if tree.is_rel(i, "obj", "iobj") or cases & {"with"}:
        return verb in words("persons", "met")
    return "by" in cases and tree[head].upos == "VERB" and tree.words[head] in words("carriers", "headed")


def _joins(reading: Reading, use: Use, names: Mapping[tuple[int, int], str], decided: set[str]) -> bool:
    """Whether the name stands in a series with a person's name."""
    tree = tree_of(reading.sentences[use.sentence])
    own = range(use.first, use.last + 1)
    beside = {tree[i].head for i in own if tree.is_rel(i, "conj")} | {c for i in own for c in tree.children(i, "conj")}
    found = [names[use.sentence, at] for at in sorted(beside) if (use.sentence, at) in names]
    return any(name in decided or any(actor.kind == "person" for actor in known(name)) for name in found)


def _family_names(reading: Reading, uses: Mapping[str, list[Use]], decided: set[str]) -> Iterator[str]:
    """Single names that end a person's name in full, where no use of them says where something is."""
    full = decided | {text for text in uses if " " in text and any(actor.kind == "person" for actor in known(text))}
    last = {text.split()[-1].removeprefix("al-") for text in full}
    for text in sorted(uses):
        # what is marked as a people's or a faith's ("Christian") is not a name because somebody is called so
        may_be = " " not in text and not sites(text) and any(use.label != "MISC" for use in uses[text])
        is_family = text in last or (may_be and (surnamed(text) or is_surname_of(text, full)))
        if not is_family or known(text) or demonym(text) or metonym(text) or is_body_word(text):
            continue
        if not any(_is_place(reading, use) for use in uses[text]):
            yield text


def is_surname_of(word: str, full: Iterable[str]) -> bool:
    """Whether a single word is a family name of these persons in another spelling ("Teqe", where Osmar Teke is told of).

    Nothing that registry or gazetteer has is one.
    """
    if known(word) or demonym(word) or metonym(word) or is_body_word(word) or sites(word):
        return False
    key = surname(word)
    return any(key == surname(name) and same_name(word, name).score >= SHORT for name in full)


def _is_place(reading: Reading, use: Use) -> bool:
    sentence = reading.sentences[use.sentence]
    tree = tree_of(sentence)
    cases = tree.children(head_of(sentence, use.first, use.last), "case")
    return any(tree.words[c] in words("persons", "where") for c in cases)
