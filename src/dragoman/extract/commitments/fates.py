"""Whether an act is an undertaking, and what the report says became of it."""

from dragoman.extract import learnt
from dragoman.extract.arguments import prepositions
from dragoman.extract.commitments.asking import DUTY, is_left_open, is_under
from dragoman.extract.commitments.deeds import of_deed
from dragoman.extract.commitments.status import AGAINST, STATUSES, Fate, negations, words_of
from dragoman.extract.events.draft import Draft
from dragoman.extract.events.modality import judge
from dragoman.extract.lexemes import Frame
from dragoman.extract.matching import is_of_class
from dragoman.extract.predicates import find
from dragoman.language.tree import Tree
from dragoman.lexicon import table
from dragoman.model import Status

# Acts whose object is what was promised, once it is done, and nouns for a part of it
KEPT = frozenset({"RETREAT", "AID", "COOPERATE"})
PARTS = frozenset({"half", "part", "some", "third", "quarter", "most"})
HEARD = 0.7  # from this probability the model's word for an undertaking stands against a threat
# Frames of AGREE that tell the end of a quarrel, not an undertaking (CAMEO 037)
SETTLED = "037"


def fate_of(tree: Tree, d: Draft) -> Fate | None:
    """What an act says of an undertaking; `None` where it is none."""
    if is_left_open(tree, d.predicate.token):
        return None
    told = _of_accusation(tree, d) or _of_frame(tree, d) or _of_turning(tree, d) or _of_forswearing(tree, d)
    return told or _of_agreement(tree, d) or _of_proposal(tree, d) or of_deed(tree, d)


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
    elif is_means(tree, d.predicate.token):
        return None
    elif d.modality in ("planned", "proposed", "conditional"):
        ahead = "agreed" if d.modality == "planned" else "proposed"
        status = ahead if row["told"] == "implemented" else None  # "would breach the truce" tells nothing of it
    else:
        is_breach = tree.lemmas[d.predicate.token] in row.get("breach", ())
        status = partly or ("reversed" if is_breach else row["told"])
    if status is None:
        return None
    return Fate(status=status, rule="fate", why=f"“{tree[d.predicate.token].text}” tells what became of it ({d.modality})")


def is_means(tree: Tree, token: int) -> bool:
    """Whether an act is only told as the way to another: "peace is kept by carrying out the accord"."""
    before = {tree.words[m] for m in tree.children(token, "mark", "case")}
    return tree[token].xpos == "VBG" and bool(before & {"by", "for", "without", "before"})


def _of_turning(tree: Tree, d: Draft) -> Fate | None:
    """An offer turned down, or a promise scrapped, where the object of the verb is the word for it."""
    if d.modality not in ("occurred", "ongoing"):
        return None
    objects = {tree.lemmas[o] for o in d.predicate.args.objects}
    row = next((r for r in table("en/status")["turned"] if d.type in r["types"] and objects & {*r["objects"]}), None)
    if row is None:
        return None
    own = [
        r["status"] for r in table("en/undertakings")["done"] if tree.lemmas[d.predicate.token] in r["words"]
    ]  # "withdrew its offer"
    status = STATUSES[next(iter(own), row["status"])]
    return Fate(status=status, rule="turned", why=f"“{tree[d.predicate.token].text}” tells what became of it")


def _of_forswearing(tree: Tree, d: Draft) -> Fate | None:
    """A promise not to do what would be a threat: "pledged not to attack"; or one that only sounds so."""
    token = d.predicate.token
    if d.type != "THREATEN" or tree.lemmas[token] not in {*words_of("verbs"), "vow"}:
        return None
    behind = [c for c in (*negations(tree, token), *negations(tree, d.predicate.args.clause or token)) if c > token]
    heard = learnt.sense_of(tree, "undertaking", d.predicate.args.clause)
    is_promise = d.predicate.args.clause is not None and (tree.lemmas[token] in words_of("verbs") or not d.parts.recipients)
    if behind or (is_promise and heard is not None and heard.probability >= HEARD):
        return Fate(status="agreed", rule="agreed", why="an undertaking not to do it" if behind else "an undertaking, no threat")
    return None


def _of_accusation(tree: Tree, d: Draft) -> Fate | None:
    """A breach of an agreement that one party lays at the door of another ("accused the rebels of breaking the truce")."""
    is_mutual = any(tree.words[o] in ("each", "other", "another") for o in d.predicate.args.objects)  # "accused each other"
    if d.type != "ACCUSE" or not (d.parts.recipients or is_mutual) or d.modality not in ("occurred", "ongoing"):
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
    if d.type != "AGREE" or d.predicate.entry.cameo == SETTLED or d.is_bare or not d.predicate.is_verbal or _binds_nobody(tree, d):
        return None
    status = table("en/status")["modality"][d.modality]
    if status == "rejected" and tree.lemmas[d.predicate.token] in words_of("verbs"):
        if not _is_negation_of_content(tree, d):
            return None  # who did not promise turned nothing down
        status = "agreed"
    if status == "agreed" and _is_offered(tree, d):
        status = "proposed"
    if status == "agreed" and (became := _of_thing(tree, d)):
        return Fate(status=became, rule="fate", why="the thing promised is what another act is about")
    return Fate(status=status, rule="agreed", why=f"an undertaking, {d.modality}")


def _binds_nobody(tree: Tree, d: Draft) -> bool:
    """Whether an act of agreeing undertakes nothing: asked of others, left open, a finding or a vow against somebody."""
    if _first(d) == "invite" and d.modality not in ("planned", "proposed"):
        return True
    if {tree.lemmas[a] for a in tree.children(d.predicate.token, "aux")} & DUTY:
        return True
    if _is_open(tree, d) or _is_finding(tree, d) or _is_vow_against(tree, d):
        return True
    return any(tree.lemmas[head] in table("en/status")["object"]["open"] for _, head in d.predicate.args.preps)


def _is_negation_of_content(tree: Tree, d: Draft) -> bool:
    """Whether what denies a promise stands behind its verb: "undertook not to shoot" denies the shooting."""
    token = d.predicate.token
    before = [c for c in negations(tree, token) if c < token]
    above = next(iter(tree.ancestors(token)), None)
    return not before and not (above is not None and tree.lemmas[above] in ("deny", "fail", "refuse"))


def _of_thing(tree: Tree, d: Draft) -> Status | None:
    """What became of a thing promised by the verb that it is the object of: "paid half of what it had promised"."""
    token = d.predicate.token
    if not tree.is_rel(token, "acl"):
        return None
    thing, is_of_many = tree[token].head, False
    while tree.is_rel(thing, "nmod") and tree[thing].head >= 0:
        thing, is_of_many = tree[thing].head, True
    deed = tree[thing].head
    if is_of_class(tree, thing, "agreement"):
        return None  # what becomes of a truce is told in words of its own ("extended")
    kept = {p.token for p in find(tree) if p.entry.type in KEPT}
    if deed not in kept or not tree.is_rel(thing, "obj", "nsubj:pass"):
        return None
    told = judge(tree, deed, "COOPERATE", is_noun=False)[0]
    if told not in ("occurred", "denied"):
        return None
    is_part = tree.lemmas[thing] in PARTS or (is_of_many and bool(tree.children(thing, "nummod")))
    return "not_implemented" if told == "denied" else "partly" if is_part else "implemented"


def _is_offered(tree: Tree, d: Draft) -> bool:
    """Whether something is only offered: in so many words, by readiness for it, or by a noun for that ("voiced readiness")."""
    entry, noun = d.predicate.entry, d.predicate.noun
    is_ready = isinstance(entry, Frame) and bool(entry.adjectives)
    is_answer = _first(d) in table("en/status")["unpromised"]["answers"]  # who accepts an offer offers nothing
    is_named = noun is not None and not is_answer and words_of("nouns").get(tree.lemmas[noun]) == "proposed"
    is_said = tree.lemmas[d.predicate.token] in ("offer", "suggest")  # "offered a pause in the fighting"
    return is_ready or is_named or is_said or words_of("verbs").get(_first(d)) == "proposed"


def _is_open(tree: Tree, d: Draft) -> bool:
    """Whether nobody undertakes anything: "whether they agree", "would have to agree", "failed to agree", "reached no agreement".

    "Fewer than it had promised" tells the shortfall of another act. What the lexicon does not know for an undertaking is one
    where the language model takes it for one.
    """
    token, words = d.predicate.token, table("en/status")["unpromised"]
    if tree.marks(token) & {*words["open"]} or is_under(tree, token):
        return True
    if d.modality == "denied" and d.predicate.noun is not None and _first(d) not in words["answers"]:
        return True
    is_word = tree.lemmas[token] in words_of("verbs") and (
        d.predicate.args.clause is not None or (not tree.children(token, "obj") and bool(d.predicate.args.after("to")))
    )
    return d.predicate.entry.learnt and not is_word and learnt.sense_of(tree, "undertaking", token, d.predicate.noun) is None


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


def is_answer_to(tree: Tree, made: Draft, fate: Fate, later: Draft) -> bool:
    """Whether a later refusal turns down this proposal: it names its author, or follows within three sentences.

    An offer is turned down by another than who made it, where an offer is what he refuses. `tree` is that of the refusal.
    """
    if later.type != "REJECT" or later.modality == "denied" or later is made:
        return False
    apart, names_author = later.sentence - made.sentence, not {*later.parts.recipients}.isdisjoint(made.parts.actors)
    if fate.is_for_others:
        return names_author or (0 <= apart <= 3 and not later.parts.recipients)
    is_offer = fate.status == "proposed" and fate.rule == "agreed" and made.type == "AGREE"
    is_after = 0 < apart <= 2 or (apart == 0 and later.predicate.token > made.predicate.token)
    if not is_offer or not is_after or not {*later.parts.actors}.isdisjoint(made.parts.actors):
        return False
    objects = {tree.lemmas[o] for o in later.predicate.args.objects}
    return not objects.isdisjoint(table("en/status")["turned"][0]["objects"]) or (apart == 0 and "it" in objects)


def is_denial_of(made: Draft, act: str, later: Draft) -> bool:
    """Whether a later act says that this undertaking did not come about: the same act by the same parties, denied."""
    if later is made or later.modality != "denied" or later.sentence < made.sentence or act == "CONSULT":
        return False
    if later.type == "AGREE":
        return False  # what they failed to agree on is another thing
    same_act = later.type == act or (later.type == "COOPERATE" and made.type == "AGREE" and later.sentence - made.sentence <= 2)
    return same_act and bool(set(later.parts.actors) & set(made.parts.actors))
