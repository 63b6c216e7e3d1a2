"""The status that one telling gives to an undertaking, and the words and kinds of act that undertakings are told by."""

from functools import cache
from typing import get_args

import msgspec

from dragoman.language.tree import Tree
from dragoman.lexicon import table
from dragoman.model import Status

# Acts that are undertakings where they are announced for later
DEEDS = frozenset({"RETREAT", "CONCEDE", "AID", "COOPERATE", "SUPPORT", "GOVERN", "CONSULT"})
# Acts against somebody, to be ready for which is a threat
AGAINST = frozenset({"ASSAULT", "COERCE", "THREATEN", "SANCTION", "ACCUSE"})
AHEAD = frozenset({"will", "would", "shall", "'ll", "’ll"})
IS = frozenset({"is", "are", "was", "were"})
STATUSES: dict[str, Status] = {status: status for status in get_args(Status)}


class Fate(msgspec.Struct, frozen=True, kw_only=True):
    """The status that one telling gives to an undertaking, and why; `is_for_others` where a mediator proposes it to the parties."""

    status: Status
    rule: str
    why: str
    is_for_others: bool = False
    accuser: tuple[str, ...] = ()


@cache
def words_of(key: str) -> dict[str, Status]:
    """Words for an undertaking, `verbs` or `nouns`, with the status that they tell by themselves."""
    return {word: STATUSES[row["status"]] for row in table("en/undertakings")["word"] for word in row[key]}


def is_ahead(tree: Tree, verb: int) -> bool:
    """Whether a verb is told of the time ahead: "will leave", "is going to leave", "is to leave"."""
    helpers = {tree.words[a] for a in tree.children(verb, "aux", "cop")}
    return is_going(tree, verb) or not helpers.isdisjoint(AHEAD) or ("to" in tree.marks(verb) and not helpers.isdisjoint(IS))


def is_going(tree: Tree, verb: int) -> bool:
    """Whether a verb is what somebody is going to do."""
    above = tree[verb].head
    return tree.is_rel(verb, "xcomp") and tree.words[above] == "going" and bool(tree.children(above, "aux"))


def was_supposed(tree: Tree, verb: int) -> bool:
    """Whether an act was to be done and was not: "was supposed to leave", "had been supposed to begin"."""
    above = tree[verb].head
    helpers = (
        {tree.words[a] for a in tree.children(above, "aux", "aux:pass", "cop")} if tree.is_rel(verb, "xcomp", "advcl") else set()
    )
    return tree.words[above] == "supposed" and bool(helpers & {"was", "were", "been"})


def negations(tree: Tree, token: int) -> list[int]:
    """The words that deny a verb ("did not promise")."""
    return [c for c in tree.children(token, "advmod") if tree.words[c] in table("en/status")["left_open"]["negations"]]


def is_drafted(tree: Tree, token: int) -> bool:
    """Whether a draft says what is told: "the plan says the army would leave" only proposes it."""
    words = table("en/undertakings")["terms"]
    tellers = [a for a in tree.ancestors(token) if tree.lemmas[a] in (*words["verbs"], *words["saying"])]
    return any(tree.lemmas[s] in words["drafts"] for a in tellers for s in tree.children(a, "nsubj"))


def first_of(tree: Tree, token: int) -> int:
    """The first of several verbs that share what stands above them: of "aims to take the town and to open a road" the taking."""
    while tree.is_rel(token, "conj") and not tree.children(token, "nsubj", "nsubj:pass"):
        token = tree[token].head
    return token
