"""Reporting verbs by word order, for long sentences whose tree goes astray: "CONTENT, source said." and "source said CONTENT"."""

from dragoman.extract.arguments import FINITE
from dragoman.extract.statements.clauses import MARKS, NOMINAL, trim
from dragoman.extract.statements.cues import words
from dragoman.extract.statements.frames import DAYS, TELLING
from dragoman.language.tree import Tree

# Words that may follow a final cue: a day, a place, an addressee
LONGEST_TAIL = 14
LONGEST_NAME = 20  # tokens of a name behind its offices ("the foreign affairs committee's chairman, …")
SHORTEST_CONTENT = 3
LONGEST_ASIDE = 12


def find_final(tree: Tree, i: int) -> tuple[int, list[list[int]]] | None:
    """Speaker and content of a cue that ends its sentence ("The talks go on, Osmar Teke said on Monday."); `None` elsewhere."""
    subject = _inverted(tree, i)
    own = set(tree.subtree(subject[-1])) if subject else set()
    tail = [t for t in range(i + 1, len(tree.tokens)) if t not in own]
    if tree[i].xpos not in FINITE or not _is_tail(tree, tail):
        return None
    first = i
    while first > 0 and tree[first - 1].upos in ("AUX", "ADV") and tree[first - 1].text != ",":
        first -= 1
    comma = max((t for t in range(first) if tree[t].text == ","), default=-1)
    chunk = list(range(comma + 1, first)) or subject
    content = trim(tree, range(comma)) if comma > 0 else []
    if (
        not _is_name_phrase(tree, chunk)
        or not _is_clause(tree, i, content)
        or (tree[i].rel == "acl:relcl" and tree[i].head in chunk)
    ):
        return None  # ", a charge the army denied" describes the charge
    nearest = [t for t in chunk if tree[t].head == i and tree.is_rel(t, "nsubj")]
    return nearest[-1] if nearest else _head(tree, chunk), [content]


def _inverted(tree: Tree, i: int) -> list[int]:
    """The noun phrase right after a cue ("…, said a spokesman"), where the parser has it as its subject."""
    heads = [c for c in tree.children(i, "nsubj", "obj", "iobj") if c > i and tree.words[c] not in DAYS]
    if not heads or any(c < i for c in tree.children(i, "nsubj")) or tree.lemmas[i] in TELLING:
        return []  # "told reporters": whoever stands behind such a verb is spoken to
    if tree.sentence.part == "title" and tree[heads[0]].upos != "PROPN":
        return []  # "Front rejects offer, says talks useless": the subject is left out
    return [t for t in range(i + 1, heads[0] + 1) if tree[t].upos in (*NOMINAL, "PRON", "ADP", "PART")]


def find_beside(tree: Tree, i: int) -> int | None:
    """The speaker of a cue beside a quotation ("…," Osmar Teke said), where the tree gives it none."""
    first = i
    while first > 0 and tree[first - 1].upos in ("AUX", "ADV"):
        first -= 1
    stop = max((t for t in range(first) if tree[t].upos == "PUNCT" and tree[t].text not in (".", "-")), default=-1)
    before = list(range(stop + 1, first))
    end = next((t for t in range(i + 1, len(tree.tokens)) if tree[t].upos not in (*NOMINAL, "PRON")), len(tree.tokens))
    after = list(range(i + 1, end))
    crossed = [t for t in range(i) if tree.is_rel(t, "nsubj") and tree[t].head > i and tree[t].xpos not in ("WP", "WDT")]
    if crossed and not any(tree[t].xpos in FINITE for t in range(crossed[-1], i)):
        return crossed[-1]  # the parser gave the cue's subject to a verb of the content
    if end < len(tree.tokens) and tree[end].xpos in FINITE:
        after = []  # "said he was ready": the subject of what is said
    for chunk in (before, after):
        if _is_name_phrase(tree, chunk) and tree.words[chunk[0]] not in DAYS:
            return _head(tree, chunk)
    return None


def _is_tail(tree: Tree, tail: list[int]) -> bool:
    """Whether words after a cue only say when, where and before whom, or hang on it as a participle (", adding that …")."""
    if len(tail) > 2 and tree[tail[0]].text == "," and tree[tail[1]].xpos == "VBG":
        return True
    return len(tail) <= LONGEST_TAIL and not any(tree[t].xpos in FINITE or tree[t].text in MARKS for t in tail)


def find_medial(tree: Tree, i: int) -> tuple[int, list[list[int]]] | None:
    """Speaker and both stretches of content around a cue set off by commas ("The talks, Osmar Teke said, will go on.").

    The speaker may stand behind his cue ("The talks, wrote the weekly, will go on.").
    """
    close = i + 1
    while close < len(tree.tokens) and close <= i + LONGEST_ASIDE and tree[close].text != "," and tree[close].xpos not in FINITE:
        close += 1
    if tree[i].xpos not in FINITE or close >= len(tree.tokens) or tree[close].text != ",":
        return None
    first = i
    while first > 0 and tree[first - 1].upos in ("AUX", "ADV"):
        first -= 1
    comma = max((t for t in range(first) if tree[t].text == ","), default=-1)
    chunk = list(range(comma + 1, first)) or _inverted(tree, i)
    before, after = trim(tree, range(max(comma, 0))), trim(tree, range(close + 1, len(tree.tokens)))
    is_split = any(tree[t].head in set(after) for t in before) or any(tree[t].head in set(before) for t in after)
    is_halved = bool(after) and tree[after[0]].xpos in FINITE and not any(tree[t].xpos in FINITE for t in before)
    if not (before and after and (is_split or is_halved) and _is_name_phrase(tree, chunk)) or tree[before[0]].text in MARKS:
        return None
    # "a cabinet that, aides said, would act" | "talks in which, he said, nobody spoke": the subject only leads to what is said
    is_subject = tree[before[-1]].xpos in ("WP", "WDT") and tree.is_rel(before[-1], "nsubj")
    return _head(tree, chunk), [after] if is_subject else [before, after]


def _head(tree: Tree, chunk: list[int]) -> int:
    """The token of a noun phrase that hangs on a word outside it."""
    heads = [t for t in chunk if tree[t].head not in chunk and tree[t].upos in (*NOMINAL, "PRON")]
    return next((t for t in heads if tree[t].upos != "NUM"), next(iter(heads), chunk[-1]))


def _is_name_phrase(tree: Tree, chunk: list[int]) -> bool:
    """Whether words between comma and cue are one noun phrase, and start like one."""
    kinds = {tree[t].upos for t in chunk if tree[t].text != "-"}
    is_relative = any(tree[t].xpos in ("WP", "WDT") for t in chunk[:1])  # ", who holds the post, …" describes somebody
    starts = bool(chunk) and tree[chunk[0]].upos in {*NOMINAL, "PRON"} and tree[chunk[-1]].upos in {*NOMINAL, "PRON", "PART"}
    return starts and not is_relative and not kinds & {"VERB", "AUX", "SCONJ", "PUNCT"} and len(chunk) <= LONGEST_NAME


def _is_clause(tree: Tree, i: int, content: list[int]) -> bool:
    """Whether words before the comma can be what is said: a clause with a verb, not a circumstance of the saying."""
    is_title = tree.sentence.part == "title"  # titles leave verbs out
    if len(content) < SHORTEST_CONTENT or not (is_title or any(tree[t].xpos in FINITE for t in content)):
        return False
    heads = [t for t in content if tree[t].head == i]
    return not any(tree.is_rel(t, "advcl", "nsubj") and tree[t].xpos != "VBD" and tree.children(t, "mark") for t in heads)


def find_astray(tree: Tree, i: int) -> tuple[int, list[list[int]]] | None:
    """Speaker and content of a cue that the parser hung on its own content to the right ("Teke maintains the way is open")."""
    head = tree[i].head
    if head <= i or not tree.is_rel(i, "advcl", "acl", "parataxis", "dep", "nsubj", "csubj", "ccomp", "amod"):
        return None
    if tree.children(i, "mark") or tree[i].xpos not in FINITE or any(tree[c].xpos == "WRB" for c in tree.children(i)):
        return None
    subjects = [
        t for t in (*tree.children(i, "nsubj"), *tree.children(head, "nsubj")) if t < i and tree[t].xpos not in ("WP", "WDT")
    ]
    below = [t for t in tree.subtree(head) if t > i]
    content = trim(tree, range(i + 1, max(below) + 1))
    is_main = tree.is_rel(i, "advcl", "parataxis") and bool(tree.children(i, "nsubj"))  # no conjunction: it is no adverbial
    if not subjects or (not is_main and any(tree[t].text == "," for t in range(i, head))):
        return None
    opening = content and tree.words[content[0]] == "that"
    return max(subjects), [content[1:] if opening else content]


def find_loose(tree: Tree, i: int) -> tuple[int, list[list[int]]] | None:
    """Speaker and content of a cue whose complement the parser took for an object ("Teke maintains the only way is war")."""
    subjects = [t for t in tree.children(i, "nsubj") if t < i and tree[t].rel == "nsubj" and tree[t].xpos not in ("WP", "WDT")]
    if not subjects or tree.children(i, "ccomp", "xcomp", "parataxis") or not tree.children(i, "obj"):
        return None
    verbs = [t for t in range(i + 1, len(tree.tokens)) if tree[t].xpos in FINITE and _is_own_clause(tree, i, t)]
    if not verbs or any(tree[t].text in (",", ";", ":") or tree[t].upos == "CCONJ" for t in range(i, verbs[0])):
        return None
    return subjects[-1], [trim(tree, range(i + 1, len(tree.tokens)))]


def _is_own_clause(tree: Tree, i: int, t: int) -> bool:
    """Whether a finite verb heads a clause that hangs on the cue as its object, not as a relative clause or a second deed."""
    head = tree[t].head if tree.is_rel(t, "aux", "cop") else t
    return head > i and tree[head].head == i and tree.is_rel(head, "obj", "dep", "obl") and min(tree.subtree(t)) > i


def find_rest(tree: Tree, i: int) -> list[list[int]]:
    """The rest of the sentence after a verb that hardly ever stands without a content, where the tree shows none."""
    if tree.lemmas[i] not in words("always") or tree[i].xpos not in (*FINITE, "VBG") or i + SHORTEST_CONTENT >= len(tree.tokens):
        return []
    start = i + 1
    if tree.words[start] == "on" and tree.words[start + 1] in DAYS:
        start += 1
    while start < len(tree.tokens) - 1 and tree.words[start] in DAYS | {"that", ","}:
        start += 1
    stop = next((t for t in range(start, len(tree.tokens)) if tree[t].text in (";", ":")), len(tree.tokens))
    finite = next((t for t in range(start, stop) if tree[t].xpos in FINITE), -1)
    if tree.sentence.part == "title" and finite < 0 and tree[start].upos not in ("ADP", "CCONJ"):
        return [trim(tree, range(start, stop))]
    if finite < 0 or tree[finite - 1].xpos in ("WP", "WDT") or tree[start].upos in ("ADP", "CCONJ", "VERB"):
        return []
    return [] if refers_back(tree, i, start) else [trim(tree, range(start, stop))]


def refers_back(tree: Tree, i: int, first: int) -> bool:
    """Whether a verb has a word for a content that stands elsewhere ("who said this in Hesk, …")."""
    return tree.words[first] in ("this", "so") and tree.is_rel(first, "obj", "advmod") and tree[first].head == i
