"""Whether an act is an undertaking, and what the report says became of it."""

from collections.abc import Sequence
from typing import get_args

import msgspec

from dragoman.extract import learnt
from dragoman.extract.arguments import prepositions
from dragoman.extract.events import Draft
from dragoman.extract.lexemes import Frame
from dragoman.extract.matching import is_of_class
from dragoman.extract.predicates import find
from dragoman.language.tree import Tree
from dragoman.lexicon import table
from dragoman.model import Status

# Acts that are undertakings where they are announced for later
DEEDS = frozenset({"RETREAT", "CONCEDE", "AID", "COOPERATE", "SUPPORT", "GOVERN", "CONSULT"})
# Acts against somebody, to be ready for which is a threat
AGAINST = frozenset({"ASSAULT", "COERCE", "THREATEN", "SANCTION", "ACCUSE"})
STATUSES: dict[str, Status] = {status: status for status in get_args(Status)}
# Frames of AGREE that tell the end of a quarrel, not an undertaking (CAMEO 037)
SETTLED = "037"


class Fate(msgspec.Struct, frozen=True, kw_only=True):
    """The status that one telling gives to an undertaking, and why; `is_for_others` where a mediator proposes it to the parties."""

    status: Status
    rule: str
    why: str
    is_for_others: bool = False
    accuser: tuple[str, ...] = ()


def fate_of(tree: Tree, d: Draft) -> Fate | None:
    """What an act says of an undertaking; `None` where it is none."""
    if is_left_open(tree, d.predicate.token):
        return None
    told = _of_accusation(tree, d) or _of_frame(tree, d) or _of_turning(tree, d)
    return told or _of_agreement(tree, d) or _of_proposal(tree, d) or _of_deed(tree, d)


def is_left_open(tree: Tree, token: int) -> bool:
    """Whether words are asked, in doubt or denied with others: "can you accept …?", "whether they keep it", "not go or meet"."""
    clause, words = _first_of(tree, token), table("en/status")["left_open"]
    marks = {tree.words[m] for m in (*tree.children(clause, "mark"), *tree.children(token, "advmod"))}
    if marks & {*words["marks"]} or tree.tokens[-1].text.strip("\"”'’") == "?":
        return True
    is_denied = clause != token and any(tree.words[n] in words["negations"] for n in tree.children(clause, "advmod"))
    joins = {tree.words[c] for t in tree.conjuncts(clause) for c in tree.children(t, "cc")}
    return is_denied and not joins.isdisjoint(words["joins"])


def _first(d: Draft) -> str:
    entry = d.predicate.entry
    return entry.verbs[0] if isinstance(entry, Frame) and entry.verbs else ""


def _of_frame(tree: Tree, d: Draft) -> Fate | None:
    """A frame that tells of a fate by itself: carried out, breached, given up."""
    row = next((r for r in table("en/status")["frame"] if r["frame"] == _first(d)), None)
    if row is None or d.type not in ("COOPERATE", "COERCE", "SANCTION", "CONCEDE"):
        return None
    if d.predicate.noun is None or tree.lemmas[d.predicate.noun] not in table("en/status")["undertaking"]["nouns"]:
        return None
    beside = {tree.words[c] for c in tree.children(d.predicate.token, "advmod")}
    partly = next((a["status"] for a in table("en/status")["adverb"] if beside & set(a["words"])), None)
    wholly = next((a["denied"] for a in table("en/status")["adverb"] if "denied" in a and beside & {*a["whole"]}), None)
    if d.modality == "denied":
        status = wholly if wholly and row.get("denied") else row.get("denied")
    elif d.modality in ("planned", "proposed", "conditional"):
        status = "agreed" if d.modality == "planned" else "proposed"
    else:
        status = partly or row["told"]
    if status is None:
        return None
    return Fate(status=status, rule="fate", why=f"“{tree[d.predicate.token].text}” tells what became of it ({d.modality})")


def _of_turning(tree: Tree, d: Draft) -> Fate | None:
    """An offer turned down, or a promise scrapped, where the object of the verb is the word for it."""
    if d.modality not in ("occurred", "ongoing"):
        return None
    objects = {tree.lemmas[o] for o in d.predicate.args.objects}
    row = next((r for r in table("en/status")["turned"] if d.type in r["types"] and objects & {*r["objects"]}), None)
    return row and Fate(status=row["status"], rule="turned", why=f"“{tree[d.predicate.token].text}” tells what became of it")


def _of_accusation(tree: Tree, d: Draft) -> Fate | None:
    """A breach of an agreement that one party lays at the door of another ("accused the rebels of breaking the truce")."""
    if d.type != "ACCUSE" or not d.parts.recipients or d.modality not in ("occurred", "ongoing"):
        return None
    inner = [
        p for p in find(tree) if d.predicate.token in tree.ancestors(p.token) and isinstance(p.entry, Frame) and p.noun is not None
    ]
    breach = next(
        (
            p
            for p in inner
            if p.entry.type in ("COERCE", "SANCTION") and tree.lemmas[p.noun or 0] in table("en/status")["undertaking"]["nouns"]
        ),
        None,
    )
    if breach is None:
        return None
    return Fate(status="reversed", rule="accused", why=f"an accuser says so: “{tree[breach.token].text}”", accuser=d.parts.actors)


def _of_agreement(tree: Tree, d: Draft) -> Fate | None:
    if d.type != "AGREE" or d.predicate.entry.cameo == SETTLED or d.is_bare or not d.predicate.is_verbal:
        return None
    if _first(d) == "invite" and d.modality not in ("planned", "proposed"):
        return None
    if d.modality == "proposed" and {tree.lemmas[a] for a in tree.children(d.predicate.token, "aux")} & {"should", "must", "ought"}:
        return None
    if _is_open(tree, d) or _is_finding(tree, d) or _is_vow_against(tree, d):
        return None
    if any(tree.lemmas[head] in table("en/status")["object"]["open"] for _, head in d.predicate.args.preps):
        return None
    status = table("en/status")["modality"][d.modality]
    if status == "agreed" and _is_offered(d):
        status = "proposed"
    return Fate(status=status, rule="agreed", why=f"an undertaking, {d.modality}")


def _is_offered(d: Draft) -> bool:
    """Whether something is only offered: in so many words, or by readiness for it."""
    entry = d.predicate.entry
    return _first(d) == "offer" or (isinstance(entry, Frame) and bool(entry.adjectives))


def _is_open(tree: Tree, d: Draft) -> bool:
    """Whether nobody undertakes anything: "whether they agree", "would have to agree", "failed to agree", "reached no agreement".

    "Fewer than it had promised" tells the shortfall of another act. What the lexicon does not know for an undertaking is one
    where the language model takes it for one.
    """
    token, words = d.predicate.token, table("en/status")["unpromised"]
    if {tree.words[m] for m in tree.children(token, "mark")} & {*words["open"]}:
        return True
    above = next(iter(tree.ancestors(token)), None)
    if above is not None and tree.is_rel(token, "xcomp", "acl", "ccomp") and tree.lemmas[above] in words["under"]:
        return True
    if d.modality == "denied" and d.predicate.noun is not None and _first(d) not in words["answers"]:
        return True
    return d.predicate.entry.learnt and learnt.sense_of(tree, "undertaking", token, d.predicate.noun) is None


def _is_finding(tree: Tree, d: Draft) -> bool:
    """Whether what is agreed is how things are ("agreed that the truce had held"), and nothing to be done."""
    clause = d.predicate.args.clause
    if clause is None or not tree.children(clause, "nsubj", "nsubj:pass", "expl"):
        return False
    helpers = tree.children(clause, "aux", "aux:pass", "cop")
    if any(tree[h].xpos in ("MD", "VB", "TO") for h in helpers):
        return False
    return any(tree[h].xpos in ("VBD", "VBZ", "VBP") for h in (*helpers, clause))


def _is_vow_against(tree: Tree, d: Draft) -> bool:
    """Whether somebody is ready for an act against others: a threat, and no undertaking."""
    entry, clause = d.predicate.entry, d.predicate.args.clause
    if not (isinstance(entry, Frame) and entry.adjectives) or clause is None:
        return False
    is_resolve = tree.lemmas[d.predicate.token] in table("en/status")["unpromised"]["resolve"]
    return is_resolve or any(p.token == clause and p.entry.type in AGAINST for p in find(tree))


def _of_proposal(tree: Tree, d: Draft) -> Fate | None:
    """A mediator's proposal to the parties, or a party's plan for a thing of its own ("the crossing should be managed by …")."""
    if d.type != "REQUEST" or d.modality in ("denied", "uncertain", "conditional"):
        return None
    if tree.lemmas[d.predicate.token] in table("en/status")["hearsay"]["advice"]:
        return None
    if _first(d) == "propose":
        return Fate(status="proposed", rule="proposal", why="proposed to the parties", is_for_others=True)
    clause = d.predicate.args.clause
    agents = [o for o in tree.children(clause, "obl") if "by" in prepositions(tree, o)] if clause is not None else []
    if _first(d) == "say" and clause is not None and tree.children(clause, "aux:pass") and agents:
        return Fate(status="proposed", rule="proposal", why="an arrangement that a party puts forward")
    return None


def _of_deed(tree: Tree, d: Draft) -> Fate | None:
    """An act announced for later, one that has begun, or an institutional act that did not come about."""
    if d.type not in DEEDS:
        return None
    above = [tree.lemmas[a] for a in list(tree.ancestors(d.predicate.token))[:1]]
    begun = next(
        (
            g["status"]
            for g in table("en/status")["governor"]
            if d.type in ("RETREAT", "COOPERATE") and set(above) & set(g["words"])
        ),
        None,
    )
    if begun and d.modality in ("occurred", "ongoing"):
        if _is_ahead(tree, next(iter(tree.ancestors(d.predicate.token)))):
            return Fate(status="agreed", rule="announced", why="announced for later")
        return Fate(status=begun, rule="fate", why=f"“{above[0]}” tells how far it has come")
    if d.predicate.is_verbal and (fate := _of_promised(tree, d)):
        return fate
    if d.modality in ("occurred", "ongoing") or _is_only_meant(tree, d):
        return None
    return _of_unfinished(d)


def _is_ahead(tree: Tree, verb: int) -> bool:
    """Whether a verb is told of the time ahead: "will complete"."""
    return any(tree.words[a] in ("will", "would", "shall", "to") for a in tree.children(verb, "aux", "mark"))


def _of_promised(tree: Tree, d: Draft) -> Fate | None:
    """A deed that is told beside its promise: done as promised, done in part, or not done although promised."""
    kept, token = table("en/status")["kept"], d.predicate.token
    if d.modality == "denied" and (_is_beside_promise(tree, token, kept["denied"]) or _is_past_deadline(tree, token, kept["past"])):
        return Fate(status="not_implemented", rule="fate", why="not done although promised")
    if d.modality not in ("occurred", "ongoing"):
        return None
    if _falls_short(tree, kept["short"]):
        return Fate(status="partly", rule="fate", why="less done than promised")
    if _is_beside_promise(tree, token, kept["done"]) or _is_under_agreement(tree, token, kept["under"]):
        return Fate(status="implemented", rule="fate", why="done as promised")
    return None


def _of_unfinished(d: Draft) -> Fate | None:
    """An act that is still ahead, that did not come about, or that is only possible."""
    if d.modality == "planned" and (d.predicate.is_verbal or d.type == "GOVERN"):
        return Fate(status="agreed", rule="announced", why="announced for later")
    is_undone = isinstance(d.predicate.entry, Frame) and d.predicate.entry.negates  # who cancels a vote breaks no promise told
    if d.modality == "denied" and d.type == "GOVERN" and "dismiss" not in d.mode and not is_undone:
        return Fate(status="not_implemented", rule="fate", why="it has not come about")
    if d.modality == "conditional" and d.type in ("COOPERATE", "GOVERN") and d.parts.actors:
        return Fate(status="proposed", rule="possible", why="put forward as possible")
    return None


def _is_beside_promise(tree: Tree, token: int, marks: Sequence[str]) -> bool:
    """Whether a clause with one of these conjunctions tells the promise of an act: "released the men, as it had promised"."""
    marked = [c for c in tree.children(token, "advcl") if {tree.words[m] for m in tree.children(c, "mark")} & {*marks}]
    return any(tree.lemmas[c] in table("en/status")["undertaking"]["verbs"] for c in marked)


def _is_under_agreement(tree: Tree, token: int, words: Sequence[str]) -> bool:
    """Whether an act is told as one under an agreement: "released 40 men under the accord"."""
    phrases = tree.children(token, "obl")
    return any({*words} & {*prepositions(tree, p)} and is_of_class(tree, p, "agreement") for p in phrases)


def _is_past_deadline(tree: Tree, token: int, words: Sequence[str]) -> bool:
    """Whether an act is told as due by now: "have not left, a week after the deadline", "30 days after the accord"."""
    for p in tree.subtree(token):
        if tree.lemmas[p] in words or (is_of_class(tree, p, "agreement") and {"after", "despite"} & {*prepositions(tree, p)}):
            return True
    return False


def _falls_short(tree: Tree, words: Sequence[str]) -> bool:
    """Whether a sentence tells that less was done than undertaken: "twenty fewer than it had promised"."""
    promised = table("en/status")["undertaking"]["verbs"]
    than = [m for m in range(1, len(tree.tokens)) if tree.words[m] == "than" and tree[m].rel == "mark"]
    return any(tree.lemmas[tree[m].head] in promised and tree.words[m - 1] in words for m in than)


def _is_only_meant(tree: Tree, d: Draft) -> bool:
    """Whether an act ahead is an aim, or what others expect: "talks aimed at …", "were expected to go on".

    A meeting that is expected at the time of the report ("are expected to meet on Monday") is an appointment.
    """
    token, words = _first_of(tree, d.predicate.token), table("en/status")["hearsay"]
    above = next(iter(tree.ancestors(token)), None)
    if above is None or not tree.is_rel(token, "xcomp", "ccomp", "csubj", "advcl", "acl"):
        return False
    if tree.lemmas[above] in words["aim"] or _is_pressed(tree, token) or _is_purpose_of_past(tree, token, above):
        return True
    helpers = {tree.words[a] for a in tree.children(above, "aux", "aux:pass", "cop")}
    is_appointed = d.type == "CONSULT" and bool(helpers & {"is", "are"})
    return tree.lemmas[above] in words["expected"] and not is_appointed


def _first_of(tree: Tree, token: int) -> int:
    """The first of several verbs that share what stands above them: of "aims to take the town and to open a road" the taking."""
    while tree.is_rel(token, "conj") and not tree.children(token, "nsubj", "nsubj:pass"):
        token = tree[token].head
    return token


def _is_pressed(tree: Tree, token: int) -> bool:
    """Whether an act is what somebody is pressed or fails to do, or is done for that: "under pressure to attend in order to …"."""
    pressed = table("en/status")["unpromised"]["under"]
    while tree.is_rel(token, "xcomp", "acl", "ccomp", "advcl") and tree[token].head >= 0:
        head = tree[token].head
        if {tree.lemmas[t] for t in (head, *(o for o in tree.children(head, "obl") if o < token))} & {*pressed}:
            return True
        if tree.is_rel(token, "ccomp"):
            return False
        token = _first_of(tree, head)
    return False


def _is_purpose_of_past(tree: Tree, token: int, above: int) -> bool:
    """Whether an act is what another one was done for: "sent troops to help the army"."""
    marks = {tree.words[m] for m in tree.children(token, "mark")}
    if not tree.is_rel(token, "advcl") or "to" not in marks:
        return False
    helpers = tree.children(above, "aux")
    return not any(tree[h].xpos == "MD" for h in helpers) and (tree[above].xpos in ("VBD", "VBN", "VBG") or bool(helpers))


def is_answer_to(made: Draft, fate: Fate, later: Draft) -> bool:
    """Whether a later refusal turns down this proposal: it names its author, or follows within three sentences."""
    if not fate.is_for_others or later.type != "REJECT" or later.modality == "denied" or later is made:
        return False
    near = 0 <= later.sentence - made.sentence <= 3
    return bool(set(later.parts.recipients) & set(made.parts.actors)) or (near and not later.parts.recipients)


def is_denial_of(made: Draft, act: str, later: Draft) -> bool:
    """Whether a later act says that this undertaking did not come about: the same act by the same parties, denied."""
    if later is made or later.modality != "denied" or later.sentence < made.sentence or act == "CONSULT":
        return False
    if later.type == "AGREE":
        return False  # what they failed to agree on is another thing
    same_act = later.type == act or (later.type == "COOPERATE" and made.type == "AGREE" and later.sentence - made.sentence <= 2)
    return same_act and bool(set(later.parts.actors) & set(made.parts.actors))
