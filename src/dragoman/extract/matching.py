"""Whether words of a sentence meet the conditions of a lexicon entry."""

from collections.abc import Iterable

from dragoman.extract.arguments import Arguments, prepositions, see_through
from dragoman.extract.lexemes import EventNoun, Frame, classes, declaring, noun_class, transparent
from dragoman.language.tree import Tree

PLURAL = ("NNS", "NNPS")
# Prepositions after which the other side of an act stands
PARTY = ("with", "to", "from", "against", "on", "by", "between", "of", "for", "at", "behind", "among")
PERSONAL = ("he", "she", "they", "we", "it", "him", "her", "them", "us", "who", "i")
MODIFIERS = ("compound", "amod", "nmod:poss", "nmod", "flat")


def name_label(tree: Tree, i: int) -> str:
    """The label of the name that a token belongs to: PER, ORG, LOC, MISC or nothing."""
    return next((n.label for n in tree.sentence.names if n.first <= i <= n.last), "")


def is_one_of(tree: Tree, i: int, words: Iterable[str]) -> bool:
    """Whether a noun is one of these lemmas, of these classes (`@meeting`), or anything (`*`)."""
    meant = see_through(tree, i)
    return any(_is(tree, at, word) for word in words for at in dict.fromkeys((meant, i)))


def _is(tree: Tree, i: int, word: str) -> bool:
    if word == "*":
        return True
    if not word.startswith("@"):
        return tree.lemmas[i] == word
    return is_of_class(tree, i, word[1:])


def is_of_class(tree: Tree, i: int, name: str) -> bool:
    """Whether a noun belongs to a class; names of persons, bodies and places belong to `person`, `actor`, `place` and so on."""
    token, label = tree[i], name_label(tree, i)
    if tree.words[i] in noun_class("calendar").lemmas:
        return name == "calendar"
    if _is_by_name(tree, i, name, label):
        return True
    name = {"actor": "political", "place": "territory"}.get(name, name)
    if name not in classes():
        return False
    found, word = noun_class(name), tree.lemmas[i]
    is_listed = word in found.lemmas or (word in found.plural and (token.xpos in PLURAL or tree.words[i] == f"{word}s"))
    return is_listed and found.not_modifiers.isdisjoint(tree.lemmas[c] for c in tree.children(i, *MODIFIERS))


def _is_by_name(tree: Tree, i: int, name: str, label: str) -> bool:
    """Whether a name, or a pronoun for people, is of a class that names and pronouns belong to."""
    is_name = tree[i].upos == "PROPN"
    if name == "actor":
        return is_name or label in ("PER", "ORG")
    if name == "body":
        return label == "ORG"
    if name == "place":
        return label == "LOC" or (is_name and label not in ("PER", "ORG") and tree[i].xpos != "NNPS")
    return name in ("person", "envoy", "crowd", "parties") and _stands_for_people(tree, i, name, label)


def _stands_for_people(tree: Tree, i: int, name: str, label: str) -> bool:
    token = tree[i]
    if token.upos == "PRON" and tree.words[i] in ("he", "him", "she", "her", "they", "them", "who", "we", "us", "i"):
        return name != "crowd" or tree.words[i] == "they"
    if name == "parties":
        return token.upos == "PROPN"
    if label == "PER":
        return name in ("person", "envoy")
    return name == "crowd" and token.upos == "PROPN" and token.xpos == "NNPS"


def holders(tree: Tree, noun: int | None) -> list[int]:
    """Whose a thing is that another may tell of: "announced the readiness of the Front", "declared a truce between A and B"."""
    if noun is None:
        return []
    below = [c for c in tree.children(noun, "nmod", "nmod:poss") if tree[c].upos != "PRON"]
    if is_of_class(tree, noun, "willingness"):
        return [c for c in below if tree[c].rel == "nmod:poss" or "of" in prepositions(tree, c)]
    is_accord = any(is_of_class(tree, noun, c) for c in ("agreement", "ceasefire"))
    above = tree[noun].head
    if not is_accord or above < 0 or tree.lemmas[above] not in declaring():
        return []
    between = [c for c in below if "between" in prepositions(tree, c)]
    return [d for c in between for d in tree.conjuncts(c)]


def fits_frame(tree: Tree, args: Arguments, frame: Frame) -> bool:
    """Whether a verb or adjective with these arguments stands in this frame."""
    return (
        not (frame.stative and is_standing(tree, args.token))
        and not (frame.will and not _is_ahead(tree, args.token))
        and _fits_words(tree, args, frame)
        and _fits_object(tree, args, frame)
        and _fits_preps(tree, args, frame)
        and _fits_clause(tree, args, frame)
        and _fits_subject(tree, args, frame)
        and is_political(tree, args, frame.actors)
    )


def _is_ahead(tree: Tree, i: int) -> bool:
    """Whether a verb stands in the future ("will not accept")."""
    return any(tree.words[a] in ("will", "would", "wo", "'ll", "’ll") for a in tree.children(i, "aux"))


def is_standing(tree: Tree, i: int) -> bool:
    """Whether a verb tells a lasting attitude: the present tense in running text."""
    return tree.sentence.part == "body" and tree[i].xpos in ("VBZ", "VBP")


def is_political(tree: Tree, args: Arguments, sides: int) -> bool:
    """Whether names or words of politics stand on so many sides of a verb of everyday life: 0 any, 1 one, 2 both."""
    if not sides:
        return True
    doers = any(_is_public(tree, s) for s in args.subjects)
    others = any(_is_public(tree, o) for o in [*args.objects, *args.iobj, *args.after(*PARTY)])
    other_doers = len(args.subjects) > 1
    return doers or others if sides == 1 else doers and (others or other_doers)


def _is_public(tree: Tree, i: int) -> bool:
    if tree[i].upos == "PRON" and tree.words[i] in PERSONAL:
        return True  # whom it stands for is asked later, of the mentions
    near = [i, *tree.children(i, "compound", "amod", "nmod", "nmod:poss", "flat", "appos")]
    return any(
        name_label(tree, t) or tree[t].upos == "PROPN" or is_of_class(tree, t, "political") for t in (*near, see_through(tree, i))
    )


def _fits_words(tree: Tree, args: Arguments, frame: Frame) -> bool:
    if frame.particle and not args.particles & set(frame.particle) and not {p for p, _ in args.preps} & set(frame.particle):
        return False
    if frame.modifiers and not (args.modifiers | args.particles | _on_objects(tree, args, "amod")) & set(frame.modifiers):
        return False  # "set nine soldiers free"
    if frame.passive and not args.is_passive:
        return False
    if frame.under and not any(tree.lemmas[a] in frame.under for a in _above(tree, args.token)):
        return False
    return not (frame.not_modifiers and _on_objects(tree, args, "compound", "amod") & set(frame.not_modifiers))


def _on_objects(tree: Tree, args: Arguments, *rels: str) -> set[str]:
    """The lemmas of what hangs on the objects by these relations."""
    return {tree.lemmas[m] for o in (*args.objects, *args.iobj) for m in tree.children(o, *rels)}


def _above(tree: Tree, i: int) -> list[int]:
    return list(tree.ancestors(i))[:2]


def _fits_object(tree: Tree, args: Arguments, frame: Frame) -> bool:
    if frame.no_object and args.objects and not (args.is_passive and not frame.object):
        return False
    if frame.object and not any(is_one_of(tree, o, frame.object) for o in (*args.objects, *args.iobj)):
        return False
    return not (frame.not_object and any(is_one_of(tree, o, frame.not_object) for o in args.objects))


def _fits_preps(tree: Tree, args: Arguments, frame: Frame) -> bool:
    told = {p for p, _ in args.preps}
    if frame.prep and not told & set(frame.prep):
        return False
    if frame.not_prep and told & set(frame.not_prep):
        return False
    hanging = args.after(*frame.prep) if frame.prep else tuple(i for _, i in args.preps)
    if frame.prep_object and not any(is_one_of(tree, o, frame.prep_object) for o in hanging):
        return False
    return not (frame.not_prep_object and any(is_one_of(tree, o, frame.not_prep_object) for o in hanging))


def _fits_clause(tree: Tree, args: Arguments, frame: Frame) -> bool:
    if frame.clause and not args.clause_kinds & set(frame.clause):
        return False
    if args.clause_kinds & set(frame.not_clause):
        return False
    if frame.object_clause and not (args.objects and args.clause is not None):
        return False
    if not frame.content and not frame.not_content:
        return True
    words = _content(tree, args)
    if frame.content and not any(_is(tree, w, c) for w in words for c in frame.content):
        return False
    return not (frame.not_content and any(_is(tree, w, c) for w in words for c in frame.not_content))


def _content(tree: Tree, args: Arguments) -> list[int]:
    """All words of object, clause and phrases: what a condition on content may look at."""
    heads = [*args.objects, *(i for _, i in args.preps)] + ([args.clause] if args.clause is not None else [])
    return sorted({t for h in heads for t in tree.subtree(h)} | set(tree.children(args.token, "xcomp", "advmod")))


def _fits_subject(tree: Tree, args: Arguments, frame: Frame) -> bool:
    if frame.subject:
        told = args.subjects or (args.objects if frame.no_object else ())
        if not any(is_one_of(tree, s, frame.subject) for s in told):
            return False
    return not (frame.not_subject and any(is_one_of(tree, s, frame.not_subject) for s in args.subjects))


def fits_noun(tree: Tree, i: int, noun: EventNoun) -> bool:
    """Whether a noun stands here as this event noun."""
    token = tree[i]
    is_gerund = token.xpos == "VBG" and (tree.is_rel(i, "nmod", "obl", "nsubj", "obj") or _is_counted(tree, i))
    if not (token.upos == "NOUN" or is_gerund) or tree.is_rel(i, "compound", "amod", "nummod"):
        return False
    if noun.of_class and not is_of_class(tree, i, noun.of_class):
        return False
    beside = {tree.lemmas[c] for c in tree.children(i, *MODIFIERS)}
    if (noun.modifiers and not beside & set(noun.modifiers)) or beside & set(noun.not_modifiers):
        return False
    return _noun_has(tree, i, noun)


def _is_counted(tree: Tree, i: int) -> bool:
    """Whether a gerund hangs as a clause on a noun that one looks through ("a wave of fighting")."""
    is_of = "of" in tree.marks(i)
    return is_of and tree.is_rel(i, "acl") and tree[i].head >= 0 and tree.lemmas[tree[i].head] in transparent()


def _noun_has(tree: Tree, i: int, noun: EventNoun) -> bool:
    clause = [t for c in tree.children(i, "acl") for t in tree.subtree(c)]
    if noun.content and not ("*" in noun.content and clause) and not {tree.lemmas[t] for t in clause} & set(noun.content):
        return False
    before = () if noun.with_ else tree.children(i, "compound", "nmod:poss")
    things = [*before, *(c for c in tree.children(i, "nmod") if {*(noun.with_ or ("of",))} & {*prepositions(tree, c)})]
    if noun.of and not any(is_one_of(tree, t, (f"@{o}" if o in classes() else o for o in noun.of)) for t in things):
        return False
    if noun.with_ and not {p for c in tree.children(i, "nmod") for p in prepositions(tree, c)} & set(noun.with_):
        return False
    return noun.bare or bool(noun.of or noun.content) or _has_party(tree, i)


def _has_party(tree: Tree, i: int) -> bool:
    """Whether a noun has its own parties or things: a genitive, a phrase, a name before it, a time, a number of days."""
    if tree.children(i, "nmod:poss") or any(tree[a].xpos in ("VBN", "VBG") for a in tree.children(i, "acl")):
        return True
    if any(tree[c].text[:1].isupper() for c in tree.children(i, "compound", "amod")):
        return True
    named = ("of", "by", "between", "with", "against", "on", "to", "for", "from", "among", "in", "at")
    if any(p in named for c in tree.children(i, "nmod") for p in prepositions(tree, c)):
        return True
    head = tree[i].head
    return head >= 0 and tree[head].upos == "NOUN" and (see_through(tree, head) == i or _is_counted(tree, i))
