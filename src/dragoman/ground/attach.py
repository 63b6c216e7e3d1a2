"""Which expression of time dates which act: the event's own time, by grammar first and by the run of the report after it."""

from collections.abc import Callable, Iterable

from dragoman.ground.lasting import courses, distance, is_first_since, looks_back, toll
from dragoman.ground.news import about_now, discourse, going_on, lead_day, thread
from dragoman.ground.scenes import Scene, is_ahead, is_reporting, scene_of, words
from dragoman.ground.telling import (
    Answer,
    as_when,
    bounded,
    gone_round,
    is_alike,
    is_elsewhere,
    is_main,
    is_same_act,
    main_verb,
    perhaps,
    report_day,
)
from dragoman.ground.when import days
from dragoman.ground.when.days import Bounds
from dragoman.model import Modality, Reading, Token, When

# How far up the grammar and back in the text one answer may lean on others.
_DEPTH = 4
_SENTENCES_BACK = 12
# How many sentences after an accord still tell what was agreed in it, and how many at the head of a report tell its title's news.
_TERMS_BACK = 4
_LEAD = 3


def time_of(reading: Reading, sentence: int, token: int, modality: Modality | None = None) -> Answer:
    """When the act named by a token took or takes place, and a short reason.

    `sentence` is an index in `reading.sentences`, `token` an index in its tokens: the verb or noun that names the act. One word
    can name what was done and what is planned ("was postponed to Monday"): `modality` says which of them is asked for.
    In this order: an expression that hangs on the token in the grammar ("met on Monday", "Monday's meeting"); that of the
    clause that it is part of or shares its time with; for something reported, that of the reporting verb; for an act named
    again ("the meeting"), that of its first telling. Acts in the perfect with no day told are dated about the publication
    (EDTF `~`), states that go on are open to the left (`../publication`), acts ahead open to the right (`publication/..`).
    An act with no time told is unknown: an empty `When`. Never raises for indices that the reading has.
    """
    scene = scene_of(reading, sentence)
    if modality == "planned" and (found := scene.time_under(token, "ahead")):
        # the words for a day by themselves tell that very day: of "put off until May 20" it is the new one
        when = found[1] if found[0] == token else bounded(scene, *found)
        return when, f"'{found[1].text}' is ahead"
    if modality in ("occurred", "ongoing", "denied") and scene.is_listed(token, "moving") and scene.time_under(token, "ahead"):
        # Putting off to a day is done before that day.
        return _time_by(reading, sentence, token, _DEPTH, (_reported, _said, _headline, _aspect)) or (When(), "no time told")
    return _time(reading, sentence, token, _DEPTH) or (When(), "no time told")


def _time(reading: Reading, sentence: int, token: int, depth: int) -> Answer | None:
    scene = scene_of(reading, sentence)
    if depth <= 0 or not 0 <= token < len(scene.tree.tokens):
        return None
    if scene.tree.is_rel(token, "aux", "cop", "mark") and scene.tree[token].head >= 0:
        token = scene.tree[token].head
    return next((answer for rule in _RULES if (answer := rule(scene, token, depth))), None)


def _own(scene: Scene, i: int, _depth: int) -> Answer | None:
    is_done = scene.is_done(i)
    found = scene.time_under(i, "done" if is_done else "any") or (gone_round(scene, i) if is_done else None)
    if found is None or is_first_since(scene, found[0]):
        return None
    when = bounded(scene, *found)
    return (when, f"'{found[1].text}' hangs on '{scene.tree[i].text}'") if when.is_known or when.text else None


def _promised(scene: Scene, i: int, _depth: int) -> Answer | None:
    """What was agreed, promised or proposed has the date ahead that stands beside that verb ("proposed talks in May")."""
    verb = _undertaking_over(scene, i)
    found = scene.time_under(verb, "ahead") if verb is not None else None
    return (
        (bounded(scene, *found), f"'{found[1].text}' is ahead of '{scene.tree[verb].text}'") if found and verb is not None else None
    )


def _undertaking_over(scene: Scene, i: int) -> int | None:
    """The verb of agreeing, promising or proposing, told as done, whose content this word is."""
    at = i
    while scene.tree.is_rel(at, "obj", "xcomp", "ccomp", "advcl", "nmod", "obl", "conj", "acl") and at != scene.tree[at].head:
        at = scene.tree[at].head
        if scene.tree[at].upos == "VERB" and scene.is_listed(at, "planning"):
            return at if scene.is_done(at) and scene.aspect(i) in ("none", "future") else None
    return None


def _within(scene: Scene, i: int, depth: int) -> Answer | None:
    """As in "withdraw within 90 days": from the accord or the promise that sets the term up to its end."""
    for head, length in scene.lengths.items():
        if scene.tree[head].head != i or scene.preposition(head) not in words("within") or scene.is_done(i):
            continue
        if looks_back(scene, head):
            continue
        start = _set_by(scene, i, head, depth)
        day = start[0].end if start else None
        last = days.step(day, length.count, length.unit) if day else None
        if start and last:
            text = f"{scene.preposition(head)} {length.text}"
            return days.when(Bounds(start[0].start, last), text=text, anchor="told"), f"'{text}' from {start[0].edtf}: {start[1]}"
    return None


def _set_by(scene: Scene, i: int, head: int, depth: int) -> Answer | None:
    """The time from which a term runs: of the act that it names ("of the accord"), else of the promise, else the publication."""
    named = scene.tree.children(head, "nmod")
    if named:
        return _lean(scene, named[0], depth, only=(_own, _course, _anaphor))
    verb = _undertaking_over(scene, i)
    told = None if verb is None else _lean(scene, verb, depth, only=(_own, _shared, _undertaken, _reported))
    published = as_when(scene.reading)
    return told or ((published, "the day of the report") if verb is None and published.is_known else None)


def _lasted(scene: Scene, i: int, depth: int) -> Answer | None:
    """As in "agreed on Friday after five days of talks", "a two-day meeting began on Monday": all its days."""
    for course in courses(scene, i):
        answer = _lean(scene, course.verb, depth, only=(_own,))
        day = answer[0].end if answer and answer[0].start == answer[0].end else None
        if answer is None or day is None or (course.is_last and is_ahead(answer[0], scene.reading)):
            continue
        when = days.when(course.days(day), text=course.length.text, anchor=answer[0].anchor)
        return when, f"'{course.length.text}' {'up to' if course.is_last else 'from'} {answer[0].edtf}"
    return None


def _apart(scene: Scene, i: int, depth: int) -> Answer | None:
    """As in "signed on July 6, a day after the call": so many days from what it is told beside, else from the day of the report."""
    found = distance(scene, i)
    if found is None:
        return None
    over = scene.verb_over(i) if scene.tree[i].upos in ("NOUN", "PROPN") else scene.tree[i].head
    told = _lean(scene, over, depth, only=(_own, _shared, _headline)) if over is not None and over >= 0 else None
    base = told or (report_day(scene.reading) if scene.aspect(i) in ("none", "past") else None)
    if base is None or base[0].start is None or base[0].start != base[0].end:
        return None
    length, way = found
    day = days.step(base[0].start, way * length.count, length.unit)
    if day is None:
        return None
    first, last = days.unit_around(day, length.unit) or (day, day)  # "a week after" is some day of that week
    mark = "" if told else "?"  # nothing tells that the other act was of the day of the report
    return days.when(Bounds(first, last), text=length.text, anchor="told", mark=mark), f"'{length.text}' from {base[0].edtf}"


def _carried(scene: Scene, i: int, _depth: int) -> Answer | None:
    """As in "attended Sunday's talks": a meeting that a verb carries keeps the day by which it is named."""
    held = (
        [o for o in scene.tree.children(i, "obj") if scene.tree.lemmas[o] in words("meetings")]
        if scene.is_listed(i, "carrying")
        else []
    )
    found = next((f for o in held if (f := scene.time_under(o)) is not None and not is_first_since(scene, f[0])), None)
    return (bounded(scene, *found), f"'{found[1].text}' names what is held") if found else None


def _clause(scene: Scene, i: int, depth: int) -> Answer | None:
    """A noun takes the time of the clause in which it stands, unless that clause only reports."""
    token = scene.tree[i]
    if token.upos not in ("NOUN", "PROPN") or token.head < 0:
        return None
    verb = scene.verb_over(i)
    # "the signing comes after a meeting in March": the day is that of what it follows
    tells_of_others = verb is not None and (is_reporting(scene.tree[verb]) or scene.is_listed(verb, "following"))
    if verb is None or (tells_of_others and scene.tree.is_rel(scene.branch(i, verb), "nsubj")):
        return None
    word, is_due = scene.preposition(scene.branch(i, verb)), scene.time_under(verb, "ahead") is not None
    if word in ("before", "ahead", "for", "towards", "toward") or (is_due and word in ("after", "following")):
        # "will meet on Sunday after talks": those are held before.
        return None
    if is_due and scene.is_listed(verb, "moving"):
        # "The talks were postponed to Monday": what was to be held then is denied of another day.
        return None
    is_object = scene.tree.is_rel(i, "obj") and token.head == verb
    if is_object and scene.is_known(i) and not scene.is_listed(verb, "carrying"):
        # "rejected the deal in 2007": the deal is older.
        return None
    return _lean(scene, verb, depth, only=(_own, _shared, _reported, _aspect) if is_object else (_own, _shared))


def _course(scene: Scene, i: int, depth: int) -> Answer | None:
    """As in "a meeting that ended early Saturday", "the vote set for May": what a clause tells of its noun's course."""
    near = [c for child in scene.tree.children(i, "acl") for c in (child, *scene.tree.children(child, "xcomp"))]
    told = (_lean(scene, c, depth, only=(_own,)) for c in near if scene.is_listed(c, "course") or scene.is_listed(c, "fixing"))
    return next((answer for answer in told if answer), None)


def _shared(scene: Scene, i: int, depth: int) -> Answer | None:
    """Clauses that share one time: joined by "and", by "when" or "as", participles, and infinitives of "began to"."""
    tree, token = scene.tree, scene.tree[i]
    if tree.is_rel(i, "conj") and is_alike(scene, i, token.head) and not scene.is_negated(i):
        # "was scheduled for Monday but fell through": the day of the plan alone
        return None if scene.is_listed(token.head, "scheduling") else _lean(scene, token.head, depth, only=(_own, _shared))
    if tree.is_rel(i, "advcl", "acl") and token.head >= 0 and scene.joins_same_time(i):
        return _together(scene, i, depth)
    if tree.is_rel(i, "xcomp") and token.head >= 0 and tree.lemmas[token.head] in words("aspectual"):
        return _lean(scene, token.head, depth, only=(_own, _shared))
    if tree.is_rel(i, "xcomp", "advcl") and token.xpos == "VB" and token.head >= 0 and scene.is_listed(token.head, "scheduling"):
        return _lean(scene, token.head, depth, only=(_own,))
    for child in tree.children(i, "advcl", "conj"):
        joined = scene.joins_same_time(child) if tree.is_rel(child, "advcl") else is_alike(scene, child, i)
        if joined and not scene.is_negated(child) and scene.is_direct(child):
            return _lean(scene, child, depth, only=(_own,))
    return None


def _together(scene: Scene, i: int, depth: int) -> Answer | None:
    """The time that a clause shares with what it hangs on ("when", "where", a participle)."""
    tree, head = scene.tree, scene.tree[i].head
    since = scene.time_under(head) if any(tree.words[c] == "when" for c in tree.children(i, "advmod", "mark")) else None
    if since and scene.preposition(since[0]) in words("after"):
        # "apart since 1999, when they fought": the fight was of that year alone
        return since[1], f"in '{since[1].text}'"
    over = scene.verb_over(head) if tree[head].upos in ("NOUN", "PROPN") else None
    answer = _lean(scene, head, depth, only=(_own, _shared, _clause))
    return answer or (None if over is None else _lean(scene, over, depth, only=(_own,)))


def _held(scene: Scene, i: int, depth: int) -> Answer | None:
    """As in "the announcement came on Monday at an event held by X": a meeting is held when what is told to happen at it does."""
    at = scene.tree[i].head
    if not (scene.tree.is_rel(i, "acl") and scene.tree[i].xpos == "VBN" and scene.is_listed(i, "holding")) or at < 0:
        return None
    is_at = scene.tree.is_rel(at, "obl", "nmod") and scene.preposition(at) in words("during")
    found = _lean(scene, scene.tree[at].head, depth, (_own, _clause, _shared)) if is_at and scene.tree[at].head >= 0 else None
    return (found[0], f"held at the same time: {found[1]}") if found and found[0].is_known else None


def _never(scene: Scene, i: int, depth: int) -> Answer | None:
    """What was never done: from the time of what it was to follow up to the publication."""
    published = scene.reading.published
    if not scene.is_negated(i) or not any(scene.tree.words[c] in words("never") for c in scene.modifiers(i)):
        return None
    subjects = scene.tree.children(i, "nsubj")
    told = _lean(scene, subjects[0], depth, only=(_own, _course)) if subjects else None
    if told is None and scene.tree.is_rel(i, "conj"):
        told = _lean(scene, scene.tree[i].head, depth, only=(_own,))
    told = told or _anaphor(scene, i, depth) or _before(scene, depth)
    if told is None or told[0].start is None:
        return None
    start = told[0].start
    end = published.end if published.end and published.end >= start else None
    return days.when(Bounds(start, end)), f"not done since {told[0].edtf}"


def _before(scene: Scene, depth: int) -> Answer | None:
    """The time of the main clause of the sentence before."""
    index = scene.index - 1
    return _time_by(scene.reading, index, scene_of(scene.reading, index).tree.root, depth, (_own,)) if index >= 0 else None


def _reported(scene: Scene, i: int, depth: int) -> Answer | None:
    """What is reported as done was done when it was reported, or shortly before."""
    verb = scene.reporting_over(i)
    if verb is None:
        return None
    if scene.is_urged(i):
        return _lean(scene, verb, depth, only=(_own, _shared, _said, _aspect))
    if scene.aspect(i) not in ("past", "perfect"):
        return None
    answer = _lean(scene, verb, depth, only=(_own, _shared))
    if answer is None or answer[0].start != answer[0].end:
        return answer
    day = Bounds(answer[0].start, answer[0].end)
    return days.when(day, text=answer[0].text, anchor=answer[0].anchor, mark="?"), f"reported then: {answer[1]}"


def _undertaken(scene: Scene, i: int, depth: int) -> Answer | None:
    """What is told as agreed right after an accord was agreed in it ("Under the accord, both sides agreed to …")."""
    if scene.aspect(i) != "past" or not scene.is_listed(i, "undertaking") or scene.is_negated(i):
        return None
    for index in range(scene.index - 1, max(scene.index - 1 - _TERMS_BACK, -1), -1):
        other = scene_of(scene.reading, index)
        for j, token in enumerate(other.tree.tokens):
            told = token.upos == "VERB" and other.is_listed(j, "signing") and other.is_done(j)
            answer = _time_by(scene.reading, index, j, depth - 1, (_own, _shared)) if told else None
            if answer and answer[0].start and answer[0].end:
                when = days.when(Bounds(answer[0].start, answer[0].end), anchor=answer[0].anchor, mark="?")
                return when, f"a term of what was {token.text} then: {answer[1]}"
    return None


def _anaphor(scene: Scene, i: int, depth: int) -> Answer | None:
    """An act named again, itself or inside the clause ("during the meeting"), has the time of its earlier telling."""
    head = scene.tree[i].head
    of_course = [head] if head >= 0 and scene.tree.is_rel(i, "acl") and scene.is_listed(i, "course") else []
    named = [i, *scene.definites(i)] if scene.tree[i].upos in ("NOUN", "PROPN") else [*of_course, *scene.definites(i)]
    for j in named:
        if scene.tree.lemmas[j] not in words("acts") or not scene.is_definite(j):
            continue
        answer = _told_before(scene, scene.tree[j], depth)
        if answer:
            return answer[0], f"'{scene.tree[j].text}' named again: {answer[1]}"
    return None


def _told_before(scene: Scene, token: Token, depth: int) -> Answer | None:
    return _told_in(scene, range(scene.index - 1, max(scene.index - _SENTENCES_BACK, -1), -1), token, depth)


def _told_in(scene: Scene, sentences: Iterable[int], token: Token, depth: int) -> Answer | None:
    """The time of the first telling of the same act in these sentences; what lies ahead is another act."""
    for index in sentences:
        other = scene_of(scene.reading, index)
        for j, word in enumerate(other.tree.tokens):
            if is_same_act(word, token) and other.aspect(j) != "future" and not is_elsewhere(scene, token, other, j):
                answer = _time_by(
                    scene.reading, index, j, min(depth - 1, 3), (_lasted, _own, _course, _clause, _shared, _reported, _headline)
                )
                if answer and answer[0].is_known and not is_ahead(answer[0], scene.reading):
                    return answer
    return None


def _said(scene: Scene, i: int, _depth: int) -> Answer | None:
    """Speech with no time told is of the day that the report tells, as the day on which it first has somebody speak."""
    token = scene.tree[i]
    is_standing = scene.aspect(i) == "present" and token.lemma.lower() in words("standing")
    if scene.aspect(i) == "past" and scene.is_addressing(i) and not scene.is_negated(i) and not scene.is_earlier(i):
        return perhaps(report_day(scene.reading))
    if not is_reporting(token) or scene.aspect(i) == "future" or is_standing:
        return None
    answer = report_day(scene.reading)
    is_earlier = any(scene.preposition(c) in ("ahead", "before", "prior") for c in scene.tree.children(i, "obl"))
    if answer and answer[0].end and is_earlier:
        return days.when(Bounds(None, answer[0].end), anchor=answer[0].anchor), f"told as earlier, {answer[1]}"
    return answer


def _headline(scene: Scene, i: int, depth: int) -> Answer | None:
    """A headline tells the news of the day: on the day that the lead gives to the same act, else on that of the report."""
    verb = main_verb(scene, i)
    if scene.tree.sentence.part != "title" or not (is_main(scene, i) or scene.reporting_over(verb) is not None):
        return None
    if scene.aspect(verb) not in ("past", "present") and (
        scene.tree[verb].xpos != "VBN" or scene.tree.children(verb, "aux", "mark")
    ):
        return None
    body = [n for n, sentence in enumerate(scene.reading.sentences) if sentence.part == "body"][:_LEAD]
    return _told_in(scene, body, scene.tree[i], depth) or lead_day(scene.reading) or about_now(scene.reading)


def _lead(scene: Scene, i: int, depth: int) -> Answer | None:
    """The main act of the first sentence is the news: done when one after it tells, or about the day of the report."""
    body = next((n for n, sentence in enumerate(scene.reading.sentences) if sentence.part == "body"), -1)
    published = scene.reading.published
    root = scene.tree.root
    if scene.index != body or not is_main(scene, i) or scene.aspect(root) != "past" or not published.is_known:
        return None
    after = range(body + 1, min(body + _LEAD, len(scene.reading.sentences)))
    acts = [i, *(scene.tree.children(i, "nsubj") if scene.is_listed(i, "course") else ())]
    return next((found for j in acts if (found := _told_in(scene, after, scene.tree[j], depth))), None) or about_now(scene.reading)


def _aspect(scene: Scene, i: int, _depth: int) -> Answer | None:
    """With no time told, the form of the verb: done by now, going on, or ahead."""
    published = scene.reading.published
    if not published.is_known:
        return None
    match scene.aspect(i):
        case "perfect":
            bounds = Bounds(published.start, published.end)
            return days.when(bounds, anchor="published", mark="~"), "done by the day of the report, no day told"
        case "ongoing" | "present" if published.end:
            return days.when(Bounds(None, published.end), anchor="published"), "goes on at the time of the report"
        case "past" if published.end and scene.is_earlier(i):
            return days.when(Bounds(None, published.end), anchor="published"), "told as earlier than what the report tells"
        case "future" if published.start:
            return days.when(Bounds(published.start, None), anchor="published"), "ahead of the report, no day told"
        case _:
            return None


Rule = Callable[[Scene, int, int], Answer | None]
_RULES: tuple[Rule, ...] = (
    _lasted, _own, _carried, _within, _apart, _promised, _course, _clause, _shared, _held, _never, toll, _reported, _anaphor,
    _undertaken, _said, discourse, _headline, _lead, going_on, _aspect, thread,
)  # fmt: skip


def _lean(scene: Scene, i: int, depth: int, only: tuple[Rule, ...]) -> Answer | None:
    return _time_by(scene.reading, scene.index, i, depth - 1, only)


def _time_by(reading: Reading, sentence: int, i: int, depth: int, rules: tuple[Rule, ...]) -> Answer | None:
    if depth <= 0:
        return None
    scene = scene_of(reading, sentence)
    return next((answer for rule in rules if (answer := rule(scene, i, depth))), None)
