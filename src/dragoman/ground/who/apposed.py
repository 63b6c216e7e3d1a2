"""Those whose names stand behind a noun for them: "the largest opposition party, the Hill Bloc", "the rivals Teke and Dovani"."""

from dragoman.ground.who.phrases import Phrase
from dragoman.ground.who.words import words
from dragoman.language.tree import Tree
from dragoman.lexicon import table
from dragoman.model import Mention


def apposed(tree: Tree, phrase: Phrase, named: list[Mention]) -> tuple[str, ...]:
    """The one body, or the several, whose names follow; `named` are the names of the sentence."""
    behind = tree.children(phrase.head, "appos")
    if not phrase.plural:
        told = [m for m in named if m.head in behind]
        return told[0].actors if len(told) == 1 and phrase.noun in words("organisation", "nouns") else ()
    several = words("organisation", "nouns") | words("pair", "nouns") | words("outsiders", "mediators")
    heads = {c for name in behind for c in tree.conjuncts(name)}
    found = tuple(dict.fromkeys(of for m in named if m.head in heads for of in m.actors))
    return found if phrase.noun in several and len(found) > 1 and _is_number(tree, phrase, len(found)) else ()


def _is_number(tree: Tree, phrase: Phrase, count: int) -> bool:
    """Whether as many are named as the phrase counts, if it does."""
    numbers = {"two": 2, **table("en/who")["pair"]["numbers"]}
    told = [tree.words[i] for i in phrase.before if tree[i].upos == "NUM"]
    return all(numbers.get(word, word) in (count, str(count)) for word in told)
