"""Who and what several outlets speak of: chains of actor and action mentions on data in the layout of NewsWCL50.

    python -m gate.newswcl FOLDER

FOLDER holds `annotations_*.csv` and the articles. Mentions are given, chains are what several phrases across the outlets of one
event mean. Actors (persons, countries, groups) are judged as the program reads them: it reads each article, an annotated phrase
means whoever the mention on its head means, and the claims on actors fold across the articles. A phrase that is no mention of
ours stands under its own words, or under the state whose seat or people they name. Actions are judged by their words. Both stand
beside the same-lemma baseline, which takes mentions as one where their last words are the same.

The data have one chain for a country, its bodies and its citizens, and one for a party and its people; the program keeps them
apart, and the alignment of chains (CEAF-e) suffers for it. `by_country_conll_f1` therefore takes phrases annotated as a country
under the country that the program knows of their actor. CoNLL F1 is the mean of MUC, B³ and CEAF-e.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

import msgspec

from dragoman import resolve
from dragoman.extract.actors import actors
from dragoman.ground.who.words import head_of
from dragoman.language.tree import tree_of
from dragoman.lexicon.states import demonym, metonym
from dragoman.model import Actor, ActorClaim, Claim, Entry, Event, Evidence, Filed, Reading, Report, Span, Witness, claim_id
from dragoman.resolve.terms import stems
from dragoman.run.pipeline import analyse
from gate import command
from gate.annotated_words import Phrase, places
from gate.clusters import conll
from gate.gold import actor_id

Scores = dict[str, float]
ACTORS = frozenset({"ACTOR", "COUNTRY", "GROUP"})
ACTIONS = frozenset({"ACTION", "EVENT"})
_ARTICLES = ("the ", "a ", "an ")


class Mention(msgspec.Struct, frozen=True):
    """An annotated phrase: which article and event it stands in, what it is and what it means."""

    event: str
    article: str
    kind: str
    phrase: Phrase
    meaning: str


def mentions(folder: Path) -> Iterator[Mention]:
    """The mentions of all annotation files."""
    for path in sorted(folder.glob("annotations_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                event, kind = row["event_id"], row["code_type"]
                phrase = Phrase(row["id"], row["code_mention"], int(row["paragraph"] or 0), int(row["start"] or 0))
                yield Mention(event, f"{event}_{row['publisher_id']}", kind, phrase, f"{event}:{row['code_name']}")


class Article:
    """An article as the program reads it, with its annotated phrases."""

    def __init__(self, folder: Path, name: str, told: Sequence[Mention]) -> None:
        self.name, self.told = name, told
        self.reading = _read(folder, name)
        self.at = places(self.reading, [mention.phrase for mention in told])

    @cached_property
    def filed(self) -> Filed:
        """The article as it is filed."""
        reading = self.reading
        return Filed(report=reading.report, text=reading.text, published=reading.published, actors=reading.actors)

    def actors(self) -> tuple[list[Claim], dict[str, str]]:
        """The program's claims on actors, with those for the phrases that it leaves, and by which claim each phrase is meant."""
        claims = list(actors(self.reading))
        by_actor = {claim.body.actor.id: claim.id for claim in claims if isinstance(claim.body, ActorClaim)}
        meant: dict[str, str] = {}
        seen: Counter[Span] = Counter()
        for mention in self.told:
            at = self.at.get(mention.phrase.id)
            found = [of for of in self._meant(at) if of in by_actor] if at else []
            of = found[seen[at] % len(found)] if found and at else _by_words(mention.phrase.words)
            if at:
                seen[at] += 1  # a phrase that means two is annotated twice
            if of not in by_actor:
                by_actor[of] = f"{self.name}:{of}"
                claims.append(_in_words(self.filed, by_actor[of], Actor(id=of, name=mention.phrase.words, kind="group"), at))
            meant[mention.phrase.id] = by_actor[of]
        return claims, meant

    def _meant(self, at: Span) -> list[str]:
        """The actors of the mention on the head of a phrase, with those coordinated in it; else of the shortest one around it."""
        for number, sentence in enumerate(self.reading.sentences):
            inside = [i for i, token in enumerate(sentence.tokens) if token.start < at.end and at.start < token.end]
            if not inside:
                continue
            here = [m for m in self.reading.mentions if m.sentence == number]
            joined = tree_of(sentence).conjuncts(head_of(sentence, inside[0], inside[-1]))
            own = [m for m in here if m.head in joined and m.head in inside]
            own = own or sorted((m for m in here if m.span.holds(at)), key=lambda m: m.end - m.start)[:1]
            return list(dict.fromkeys(of for m in own for of in m.actors))
        return []

    def action(self, mention: Mention) -> Claim:
        """An annotated action as a claim in its paragraph's words."""
        at = self.at.get(mention.phrase.id, Span(0, 0))
        words = mention.phrase.words
        trigger = Evidence(self.name, at.start, at.end, at.of(self.filed.report.text) or words)
        body = Event(type="", modality="occurred", words=words)
        made = f"{claim_id(self.name, 'event', trigger.span)}:{mention.phrase.id}"
        return Claim(id=made, report=self.name, body=body, trigger=trigger, evidence=(trigger,), rule="gold")


@cache
def _read(folder: Path, name: str) -> Reading:
    """An article read once for actors and actions; one that is not there is empty."""
    path = next(iter(sorted(folder.rglob(f"{name}.txt*"))), None)
    return analyse(Report(id=name, text=path.read_text("utf-8") if path else ""))


def _by_words(words: str) -> str:
    """Whom words name by the registry, or the state whose seat or people they name; else their own id."""
    start = next((len(article) for article in _ARTICLES if words.casefold().startswith(article)), 0)
    of, people = actor_id(words[start:]), demonym(words[start:])
    return of if not of.startswith("~") else metonym(words[start:]) or (people.id if people else of)


def _in_words(filed: Filed, of: str, actor: Actor, at: Span | None) -> Claim:
    """A claim on an actor whom the phrase alone names."""
    at = at or Span(0, 1)
    told = Evidence(filed.report.id, at.start, at.end, at.of(filed.report.text))
    return Claim(id=of, report=filed.report.id, body=ActorClaim(actor), trigger=told, evidence=(told,), rule="gold")


def _chains(articles: Sequence[Article], kinds: frozenset[str]) -> dict[str, Entry]:
    """The entry of every phrase of one event."""
    witnesses: list[Witness] = []
    meant: dict[str, str] = {}
    for article in articles:
        if kinds == ACTORS:
            claims, own = article.actors()
        else:
            claims = [article.action(mention) for mention in article.told]
            own = {mention.phrase.id: claim.id for mention, claim in zip(article.told, claims, strict=True)}
        meant |= own
        witnesses += [Witness(claim, article.filed) for claim in claims]
    _, entries = resolve.entries(witnesses)
    of_claim = {claim: entry for entry in entries for claim in entry.claims}
    return {phrase: of_claim[claim] for phrase, claim in meant.items()}


def _country(entry: Entry, mention: Mention) -> str:
    """The chain of a phrase where all that is of one country is one."""
    country = entry.body.actor.country if isinstance(entry.body, ActorClaim) and mention.kind == "COUNTRY" else ""
    return f"{mention.event}:{country}" if country else entry.id


def _scored(folder: Path, found: Sequence[Mention], kinds: frozenset[str]) -> Scores:
    """CoNLL F1 of the chains that the program makes, and of the baseline, over events one by one."""
    told: dict[str, str] = {}
    wide: dict[str, str] = {}
    by_article: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in found:
        by_article[mention.article].append(mention)
    for event in sorted({mention.event for mention in found}):
        articles = [Article(folder, name, own) for name, own in sorted(by_article.items()) if own[0].event == event]
        chains = _chains(articles, kinds)
        told |= {phrase: entry.id for phrase, entry in chains.items()}
        wide |= {m.phrase.id: _country(chains[m.phrase.id], m) for article in articles for m in article.told}
    gold = {mention.phrase.id: mention.meaning for mention in found}
    lemma = {mention.phrase.id: f"{mention.event}:{stems(mention.phrase.words)[-1:]}" for mention in found}
    scores: dict[str, Mapping[str, str]] = {"conll_f1": told, "same_lemma_f1": lemma}
    if kinds == ACTORS:
        scores["by_country_conll_f1"] = wide
    parts = conll(told, gold)
    return (
        {"mentions": len(gold)}
        | {name: 100 * conll(chains, gold)["conll_f1"] for name, chains in scores.items()}
        | {name: 100 * parts[name] for name in ("muc_f1", "b_cubed_f1", "ceaf_e_f1")}
    )


def score(path: Path) -> dict[str, Scores]:
    """Scores of actor and of action chains."""
    found = list(mentions(path))
    wanted = {"actors": ACTORS, "actions": ACTIONS}
    return {
        name: {k: round(v, 2) for k, v in _scored(path, [m for m in found if m.kind in kinds], kinds).items()}
        for name, kinds in wanted.items()
    }


if __name__ == "__main__":
    command.run(score, __doc__)
