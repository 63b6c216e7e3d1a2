"""How sources word one thing: loaded and legal terms of the documented lexicon, and the contrast with the other sources."""

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache, lru_cache
from itertools import combinations

import msgspec

from dragoman.compare.sources import Source, Told, divergence, value
from dragoman.lexicon.load import table
from dragoman.model import ActorClaim, Claim, Divergence, Entry, Event, Evidence, Filed, Span, Value
from dragoman.resolve.terms import stem, stems

_SHORT = 3  # letters up to which a final s belongs to the word
Term = tuple[str, str, str]  # words, kind, plain counterpart
_HARMLESS: Term = ("", "", "")  # of words that only look like a loaded term


@cache
def _terms() -> dict[str, tuple[tuple[tuple[str, ...], Term], ...]]:
    """Every term as forms of its words, by the first of them, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
    for group in table("en/loaded")["group"]:
        for term in (t.strip() for t in group["terms"].split(",")):
            found.setdefault(_forms(term)[0], []).append((_forms(term), (term, group["kind"], group["plain"])))
    for term in (t.strip() for t in table("en/loaded")["harmless"]["terms"].split(",")):
        found.setdefault(_forms(term)[0], []).append((_forms(term), _HARMLESS))
    return {first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[1]))) for first, rows in found.items()}


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w+")


@cache
def _name_part() -> re.Pattern[str]:
    """A part of a name that is no word by itself: "Alwiyat al-Sham"."""
    return re.compile(r"\b[A-Za-z]{2,3}[-\u2010\u2011][A-Z]\w+")


def _forms(text: str) -> tuple[str, ...]:
    """The words of a text without case and plural: stems would take "confer" for "confessed"."""
    words = (w.casefold() for w in _word().findall(text))
    return tuple(w[:-1] if len(w) > _SHORT and w.endswith("s") and not w.endswith("ss") else w for w in words)


def loaded(text: str) -> tuple[Term, ...]:
    """Loaded terms in a text: the term, its kind and its plain counterpart. A term inside a longer one is not told twice."""
    words = _forms(_name_part().sub(" ", text))
    found: set[Term] = set()
    at = 0
    while at < len(words):
        match = next((row for row in _terms().get(words[at], ()) if words[at : at + len(row[0])] == row[0]), None)
        if match and match[1] != _HARMLESS:
            found.add(match[1])
        at += len(match[0]) if match else 1
    return tuple(sorted(found))


def wording(entry: Entry, sources: Sequence[Source], record: Told, labels: Container[Term] = ()) -> Iterator[Divergence]:
    """Where some sources use a loaded term for what others tell without it, but for `labels`, shown where they belong."""
    if terms := [term for term in contrast(sources, record) if term not in labels]:
        values = [_worded(s, record) for s in sources]
        named = "; ".join(f'"{term}" ({kind}; plain: {plain})' for term, kind, plain in terms)
        yield divergence(entry, "words", "wording", values, f"Not all sources use {named}.")


def contrast(sources: Sequence[Source], record: Told) -> list[Term]:
    """Loaded terms that some sources use here, and others nowhere: who uses one elsewhere does not avoid it."""
    told = {term for s in sources for term in _own_terms(s, record)}
    return sorted(term for term in told if not all(term in _known(s) for s in sources))


def force(entry: Entry, sources: Sequence[Source]) -> Iterator[Divergence]:
    """Where sources name one act by words of different force: postponed to one, called off to another."""
    told = [{w for c in s.claims for w in _naming(c)} for s in sources]
    for of, degrees in _degrees():
        used = [{n for n, lot in enumerate(degrees) if lot & words} for words in told]
        known = [u for u in used if u]
        if any(a.isdisjoint(b) for a, b in combinations(known, 2)):
            rows = [(s, _of_degrees(s, degrees)) for s, u in zip(sources, used, strict=True) if u]
            values = [value(claims[0].trigger.quote, s, claims) for s, claims in rows]
            yield divergence(entry, "words", "wording", values, f"Sources tell it by words of different force for {of}.")


def _of_degrees(source: Source, degrees: Sequence[frozenset[str]]) -> list[Claim]:
    """The claims of a source that name the act by a word of a group."""
    return [c for c in source.claims if any(not lot.isdisjoint(_naming(c)) for lot in degrees)]


def _naming(claim: Claim) -> tuple[str, ...]:
    """The words that name an act, without what it is done to: who turns down a demand demands nothing."""
    return stems(_object().split(claim.trigger.quote, maxsplit=1)[0] or claim.trigger.quote)


@cache
def _object() -> re.Pattern[str]:
    return re.compile(r"(?<=\w)\s(?:the|an?|its|his|her|their|our|this|that|these|those|some|all|no|any)\s", re.IGNORECASE)


@cache
def _degrees() -> tuple[tuple[str, tuple[frozenset[str], ...]], ...]:
    """What each group is of, and the stems of its degrees."""
    rows = table("en/loaded")["force"]
    return tuple(
        (row["of"], tuple(frozenset(map(stem, line.split())) for line in row["degrees"].strip().splitlines())) for row in rows
    )


def _own_terms(source: Source, record: Told) -> set[Term]:
    return {term for e in _told(source, record) for term in _used(source, e)}


def _known(source: Source) -> set[Term]:
    """The loaded terms that the reports of a source use anywhere."""
    return {term for filed in source.filed for term in _used_in(filed.report.text)}


@lru_cache(maxsize=1 << 12)
def _used_in(text: str) -> tuple[Term, ...]:
    return loaded(unquoted(text))


def _used(source: Source, evidence: Evidence) -> tuple[Term, ...]:
    """The loaded terms of some words that the source uses itself: what stands in quotation marks is the word of whom it quotes."""
    filed = next(f for f in source.filed if f.report.id == evidence.report)
    if not loaded(evidence.quote):
        return ()
    return loaded(unquoted(filed.report.text)[evidence.start : evidence.end])


@lru_cache(maxsize=64)
def unquoted(text: str) -> str:
    """A text with blanks for what is not the word of its source, so that every offset holds.

    It stands in quotation marks (no quote goes beyond its paragraph), or behind a verb that tells for what somebody takes it
    ("which the union considers a terrorist organisation").
    """
    return _held_for().sub(lambda m: " " * len(m[0]), _quoted().sub(lambda m: " " * len(m[0]), text))


@cache
def _held_for() -> re.Pattern[str]:
    verbs = "|".join(v.strip() for v in table("en/loaded")["labelling"]["verbs"].split(","))
    return re.compile(rf"(?<![\w-])(?:{verbs})\b[^.!?;\n]*", re.IGNORECASE)


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(r'"[^"\n]*(?:"|$)|\u201c[^\u201d\n]*(?:\u201d|$)', re.MULTILINE)


def _told(source: Source, record: Told) -> list[Evidence]:
    """The words of a source, of acts with the headline above."""
    if isinstance(source.claims[0].body, ActorClaim):
        return list(source.evidence)
    return [*source.evidence, *_headlines(source, record)]


def _headlines(source: Source, record: Told) -> Iterator[Evidence]:
    """Clauses of headlines that word an act in loaded terms: they tell it, or nothing else than what opens the text below."""
    for filed in source.filed:
        titles = [clause for part in filed.text.parts if part.part == "title" for clause in _clauses(filed, part.span)]
        marked = [clause for clause in titles if loaded(clause.of(filed.report.text))]
        acts = [(c, c.body.type) for c in record.claims.get(filed.report.id, ()) if marked and isinstance(c.body, Event)]
        opening = _opening(filed, acts)
        for span in marked:
            above = [(c, of) for c, of in acts if span.overlaps(c.trigger.span)]
            is_of_opening = {of for _, of in above} <= {of for _, of in opening}
            if any(c in source.claims for c, _ in (*above, *(opening if is_of_opening else ()))):
                yield Evidence(filed.report.id, span.start, span.end, span.of(filed.report.text))


def _clauses(filed: Filed, title: Span) -> Iterator[Span]:
    """The clauses of a headline: "Minister resigns; party cries foul"."""
    for found in re.finditer(r"[^\s;:,\u2013\u2014][^;:,\u2013\u2014\n]*", title.of(filed.report.text)):
        yield Span(title.start + found.start(), title.start + found.end())


def _opening(filed: Filed, acts: Sequence[tuple[Claim, str]]) -> list[tuple[Claim, str]]:
    """The act, with its type, that the first sentence of a text tells first, and others of this type there that go on with it."""
    lede = next((s for s in filed.text.sentences if filed.text.part_at(s.start) == "body"), None)
    found = sorted(((c, of) for c, of in acts if lede and lede.holds(c.trigger.span)), key=lambda row: row[0].trigger.start)
    return [(c, of) for c, of in found if of == found[0][1]]


def _worded(source: Source, record: Told) -> Value:
    """The words of a source: of an event as it has them, of an actor how it describes it."""
    if isinstance(source.claims[0].body, ActorClaim):
        return _described(source)
    told = _told(source, record)
    marked = [e.quote for e in told if _used(source, e)]
    first = source.claims[0]
    words = first.body.words if isinstance(first.body, Event) else ""
    return msgspec.structs.replace(value(marked[0] if marked else words or first.trigger.quote, source), evidence=tuple(told))


def _described(source: Source) -> Value:
    """How a source describes an actor: in loaded words, else by name. "The group" words nobody, and may be another one."""
    marked = [e for e in source.evidence if _used(source, e)]
    chosen = marked or [e for e in source.evidence if not _is_plain(e.quote)][:1] or list(source.evidence[:1])
    told = value(chosen[0].quote if chosen else "", source)
    return msgspec.structs.replace(told, evidence=tuple(chosen))


def _is_plain(quote: str) -> bool:
    """Whether words say only what somebody is: "the group"."""
    words = quote.split()
    return len(words) > 1 and words[0].casefold() == "the" and quote[len(words[0]) :].islower()


@cache
def _titles() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(t.strip() for t in group["terms"].split(",")) for group in table("en/loaded")["title"])


def offices(entry: Entry, sources: Sequence[Source]) -> Iterator[Divergence]:
    """Where sources give one holder of one organisation's headship titles of different standing."""
    told = [_titled(s) for s in sources]
    for organisation in sorted({o for t in told for o in t}):
        rows = [(t[organisation], s) for t, s in zip(told, sources, strict=True) if organisation in t]
        if len({title for (title, _), _ in rows}) > 1:
            values = [value(title, s, [claim]) for (title, claim), s in rows]
            yield divergence(entry, "office", "wording", values, "Sources name one office by titles of different standing.")


def _titled(source: Source) -> dict[str, tuple[str, Claim]]:
    """Organisation → headship title that a source itself states, and the claim that has it."""
    found: dict[str, tuple[str, Claim]] = {}
    for claim in source.claims:
        for office in claim.body.actor.offices if isinstance(claim.body, ActorClaim) else ():
            title = next((t for group in _titles() for t in sorted(group) if t in office.title.casefold().split()), "")
            if title and office.evidence != "registry":
                found.setdefault(office.organisation, (title, claim))
    return found
