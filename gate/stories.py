"""Telling one act from another across outlets, on the stories written for this project: `python -m gate.stories [FOLDER] [--each]`.

A story is several reports of one event or of a process, with every telling of its acts marked (`training/stories/README.md`).
Each is read and folded as `dragoman build` does it, by itself; `--each` gives the scores of every story too. Without a folder
they are those of the ten stories that are hard on purpose, and under `plain` of eight in the manner of everyday news. Scores:

- `told`: share of tellings whose words meet the trigger of an act that the program reads; `type`, `modality`: shares of these
  with the type and the modality of the act (where several triggers meet the words, the one that fits best counts);
- `pairs_*`: precision, recall and F1 of pairs of tellings in one entry, over tellings that were read;
- `whole`: share of acts read in two or more reports of which all tellings read are one entry;
- `differences`: share of differences told, of the same field in an entry of the act; `differences_kind`: also of the same kind;
- `chains`: share of plans whose outcome is told rightly, and with it the act that is the outcome, where one is;
- `undertakings`: share of tellings of undertakings that are read as such; `status`: share of these with the right status.
"""

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple, get_args

import msgspec

from dragoman import compare, resolve, run, store
from dragoman.model import EVENT_TYPES, Claim, Commitment, Divergence, Event, Modality, Record, Span, Status
from dragoman.resolve.process.fates import Outcome
from gate.clusters import f1

FOLDER = Path(__file__).parents[1] / "training" / "stories"
KINDS = frozenset(get_args(Divergence.__annotations__["kind"]))
FIELDS = frozenset({"when", "where", "numbers", "actors", "recipients", "mediators", "hosts", "modality", "words"})
NOBODY = "-"  # stands for a date, place, outcome or value that is not told
Scores = dict[str, float]


class StoryError(ValueError):
    """A line that breaks the format; its text says what is wrong."""


class Written(msgspec.Struct, frozen=True):
    """One report of a story: who published it, on which day, and its title and text."""

    outlet: str
    published: str
    text: str


class Telling(msgspec.Struct, frozen=True):
    """Words of one report that tell an act or an undertaking; `status` is empty for acts."""

    of: str
    report: int
    span: Span
    status: str = ""


class What(msgspec.Struct, frozen=True):
    """An act as a careful reader of all reports would enter it."""

    type: str
    modality: str
    when: str
    where: str
    parties: tuple[str, ...]


class Difference(msgspec.Struct, frozen=True):
    """How outlets differ in telling an act: values, each with the outlets that give it."""

    act: str
    kind: str
    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


class Plan(msgspec.Struct, frozen=True):
    """A planned act, what became of it, and the act by which (empty where none is told)."""

    act: str
    outcome: str
    by: str


class Story(msgspec.Struct):
    """One file. `alike`: what looks like a difference and is none, as act, field, reason. `names`: those of one actor."""

    slug: str
    head: dict[str, str] = {}
    reports: list[Written] = []
    acts: list[Telling] = []
    undertakings: list[Telling] = []
    what: dict[str, What] = {}
    differences: list[Difference] = []
    alike: list[tuple[str, str, str]] = []
    plans: list[Plan] = []
    names: list[tuple[str, ...]] = []


def stories(folder: Path = FOLDER) -> Iterator[Story]:
    """The stories of a folder by name; `StoryError` on the first broken line."""
    for path in sorted(folder.glob("*.txt")):
        story, faults = read(path)
        if faults:
            raise StoryError(faults[0])
        yield story


def read(path: Path) -> tuple[Story, list[str]]:
    """One file, and a line for each fault in it; a faulty line is left out of what is returned."""
    written, _, gold = path.read_text("utf-8").partition("\n# gold\n")
    head, *reports = written.split("\n## ")
    story = Story(path.stem, dict(_pair(line, "=") for line in head.splitlines() if "=" in line))
    story.reports = [_report(text) for text in reports]
    faults = []
    for line in filter(None, gold.splitlines()):
        try:
            _take(story, [part.strip() for part in line.replace(" ", " | ", 1).split(" | ")])
        except StoryError as fault:
            faults.append(f"{path.name}: {fault}: {line}")
    return story, [*faults, *(f"{path.name}: {fault}" for fault in _undefined(story))]


def _report(block: str) -> Written:
    heading, _, text = block.partition("\n")
    outlet, published = _pair(heading, "| published=")
    return Written(outlet, published, text.strip())


def _pair(line: str, mark: str) -> tuple[str, str]:
    """What stands before and after a mark."""
    before, _, after = line.partition(mark)
    return before.strip(), after.strip()


def _take(story: Story, row: Sequence[str]) -> None:
    """Add one line of the account, given as its kind and its fields, to the story."""
    match list(row):
        case ["ACT", act, where, words]:
            story.acts.append(_telling(story, act, where, words))
        case ["UND", of, where, words, status]:
            span = _telling(story, of, where, words)
            story.undertakings.append(msgspec.structs.replace(span, status=_one_of(status, get_args(Status))))
        case ["WHAT", act, type_, modality, when, where, parties]:
            everyone = tuple(p.strip() for p in parties.split(";"))
            story.what[act] = What(_one_of(type_, EVENT_TYPES), _one_of(modality, get_args(Modality)), when, where, everyone)
        case ["DIV", act, kind, field, *values] if len(values) > 1:
            sides = tuple(_side(story, kind, value) for value in values)
            story.differences.append(Difference(act, _one_of(kind, KINDS), _one_of(field, FIELDS), sides))
        case ["NOT", act, field, why]:
            story.alike.append((act, _one_of(field, FIELDS), why))
        case ["CHAIN", act, outcome, by]:
            story.plans.append(Plan(act, _one_of(outcome, get_args(Outcome)), "" if by == NOBODY else by))
        case ["SAME", *names] if len(names) > 1:
            story.names.append(tuple(names))
        case _:
            raise StoryError("no such line")


def _one_of(value: str, known: Iterable[str]) -> str:
    if value not in known:
        raise StoryError(f"{value} is no value here")
    return value


def _telling(story: Story, of: str, where: str, words: str) -> Telling:
    """Words of the report of an outlet, which stand there once; of several reports of one outlet a number tells which."""
    numbered = _numbered(story)
    if where not in numbered:
        raise StoryError(f"no report is called {where}")
    text = story.reports[numbered[where]].text
    if text.count(words) != 1:
        raise StoryError(f"words that stand there {text.count(words)} times")
    start = text.index(words)
    return Telling(of, numbered[where], Span(start, start + len(words)))


def _numbered(story: Story) -> dict[str, int]:
    """The reports as the account calls them."""
    count = Counter(report.outlet for report in story.reports)
    seen: Counter[str] = Counter()
    found = {}
    for number, report in enumerate(story.reports):
        seen[report.outlet] += 1
        found[f"{report.outlet} {seen[report.outlet]}" if count[report.outlet] > 1 else report.outlet] = number
    return found


def _side(story: Story, kind: str, told: str) -> tuple[str, tuple[str, ...]]:
    """A value and the outlets that give it, written `Outlet, Outlet=value`; only who leaves something out gives none."""
    before, value = _pair(told, "=")
    outlets = tuple(outlet.strip() for outlet in before.split(","))
    if unknown := set(outlets) - {report.outlet for report in story.reports}:
        raise StoryError(f"no outlet is called {', '.join(sorted(unknown))}")
    if value == NOBODY and kind != "omission":
        raise StoryError(f"a value left out is no {kind}")
    return value, outlets


def _undefined(story: Story) -> Iterator[str]:
    """Acts that are spoken of, but never told or never entered."""
    told = {telling.of for telling in story.acts}
    spoken = {row.act for row in story.differences} | {act for act, _, _ in story.alike}
    spoken |= {act for plan in story.plans for act in (plan.act, plan.by) if act}
    yield from (f"{act} has no line WHAT" for act in sorted((told | spoken) - set(story.what)))
    yield from (f"{act} is never told" for act in sorted(set(story.what) - told))


def record(story: Story) -> tuple[Record, dict[str, int]]:
    """The record that the program builds of the reports, and the number of each report by its id."""
    with tempfile.TemporaryDirectory() as work:
        for number, report in enumerate(story.reports):
            _file(Path(work) / "reports" / f"outlet-{report.outlet}".replace("/", " "), number, report)
        path = Path(work) / "story.db"
        run.build([Path(work) / "reports"], run.Settings(record=path))
        built = store.open_record(path)
    numbers = {i: int(Path(origin).stem.rpartition("-r")[2]) for i, filed in built.filed.items() for origin in filed.report.origins}
    return built, numbers


def _file(folder: Path, number: int, report: Written) -> None:
    """A report in the folder of its outlet, called by its day."""
    folder.mkdir(parents=True, exist_ok=True)
    stated = f'source = {json.dumps(report.outlet, ensure_ascii=False)}\nlanguage = "en"\npublished = "file name"\n'
    (folder / "outlet.toml").write_text(stated, "utf-8")
    (folder / f"{report.published}-r{number}.txt").write_text(report.text + "\n", "utf-8")


class Found(NamedTuple):
    """A telling that was read: its act, the claim read there, and the entry of that."""

    act: str
    claim: Claim
    entry: str


def counted(story: Story, built: Record, numbers: Mapping[str, int]) -> Counter[str]:
    """What of a story is told, and what of it is right."""
    entry_of = {claim: entry.id for entry in built.entries for claim in entry.claims}
    claims = by_report(built, numbers)
    found = [Found(act, claim, entry_of[claim.id]) for act, claim in acts_read(story, claims)]
    entries: defaultdict[str, set[str]] = defaultdict(set)
    for one in found:
        entries[one.act].add(one.entry)
    return (
        Counter({"stories": 1, "reports": len(story.reports), "acts": len(story.what), "tellings": len(story.acts)})
        + _readings(found, story.what)
        + _pairs(found)
        + _wholes(found)
        + _differences(story.differences, compare.divergences(built), entries)
        + _plans(story.plans, resolve.chains(built), entries)
        + _undertakings(story.undertakings, claims)
    )


def by_report(built: Record, numbers: Mapping[str, int]) -> Mapping[int, list[Claim]]:
    """The claims of a record by the number of their report."""
    claims: dict[int, list[Claim]] = {number: [] for number in numbers.values()}
    for claim in built.claims.values():
        claims[numbers[claim.report]].append(claim)
    return claims


def acts_read(story: Story, claims: Mapping[int, Sequence[Claim]]) -> Iterator[tuple[str, Claim]]:
    """The acts whose tellings were read, each with the claim read there."""
    for telling in story.acts:
        if claim := _act(telling, story.what[telling.of], claims.get(telling.report, ())):
            yield telling.of, claim


def _act(telling: Telling, what: What, claims: Sequence[Claim]) -> Claim | None:
    """The act read at these words; of several the one that fits best, then the one that has most of them."""
    fits = [c for c in claims if isinstance(c.body, Event) and c.trigger.span.overlaps(telling.span)]
    return max(fits, key=lambda c: (sum(_is_right(c, what)), _common(c.trigger.span, telling.span), c.id), default=None)


def _is_right(claim: Claim, what: What) -> tuple[bool, bool]:
    """Whether an act that was read has the right type, and the right modality."""
    body = claim.body
    return (body.type == what.type, body.modality == what.modality) if isinstance(body, Event) else (False, False)


def _common(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _readings(found: Sequence[Found], what: Mapping[str, What]) -> Counter[str]:
    right = [_is_right(one.claim, what[one.act]) for one in found]
    return Counter({"told": len(found), "type": sum(t for t, _ in right), "modality": sum(m for _, m in right)})


def _pairs(found: Sequence[Found]) -> Counter[str]:
    """Pairs of tellings read as two claims: of one act, in one entry, and both."""
    counts: Counter[str] = Counter()
    for one, other in combinations(dict.fromkeys((x.act, x.claim.id, x.entry) for x in found), 2):
        if one[1] != other[1]:
            same, tied = one[0] == other[0], one[2] == other[2]
            counts += Counter({"same": same, "tied": tied, "both": same and tied})
    return counts


def _wholes(found: Sequence[Found]) -> Counter[str]:
    """Acts read in several reports, and those of them that are one entry."""
    reports: defaultdict[str, set[str]] = defaultdict(set)
    entries: defaultdict[str, set[str]] = defaultdict(set)
    for one in found:
        reports[one.act].add(one.claim.report)
        entries[one.act].add(one.entry)
    wide = [act for act, told in reports.items() if len(told) > 1]
    return Counter({"wide": len(wide), "whole": sum(len(entries[act]) == 1 for act in wide)})


def _differences(rows: Sequence[Difference], told: Iterable[Divergence], entries: Mapping[str, set[str]]) -> Counter[str]:
    known = {(one.entry, one.field, one.kind) for one in told}
    counts = Counter({"difference": len(rows)})
    for row in rows:
        kinds = {kind for entry, field, kind in known if entry in entries.get(row.act, ()) and field == row.field}
        counts += Counter({"difference_field": bool(kinds), "difference_kind": row.kind in kinds})
    return counts


def _plans(plans: Sequence[Plan], chains: Iterable[resolve.Chain], entries: Mapping[str, set[str]]) -> Counter[str]:
    told = list(chains)
    right = sum(any(_fits(plan, chain, entries) for chain in told) for plan in plans)
    return Counter({"plan": len(plans), "plan_right": right})


def _fits(plan: Plan, chain: resolve.Chain, entries: Mapping[str, set[str]]) -> bool:
    is_told = chain.plan in entries.get(plan.act, ()) and chain.outcome == plan.outcome
    return is_told and (not plan.by or chain.outcome_entry in entries.get(plan.by, ()))


def _undertakings(tellings: Sequence[Telling], claims: Mapping[int, Sequence[Claim]]) -> Counter[str]:
    """Undertakings read at the words of one, and those of the right status."""
    counts = Counter({"undertaking": len(tellings)})
    for telling in tellings:
        spots = [
            (c.body.status, [c.trigger, *c.evidence]) for c in claims.get(telling.report, ()) if isinstance(c.body, Commitment)
        ]
        statuses = {status for status, spot in spots if any(e.span.overlaps(telling.span) for e in spot)}
        counts += Counter({"undertaking_read": bool(statuses), "undertaking_right": telling.status in statuses})
    return counts


def shares(counts: Counter[str]) -> Scores:
    """All measures, from 0 to 1, and what they are counted over."""

    def share(part: str, whole: str) -> float:
        return counts[part] / max(counts[whole], 1)

    measures = {
        "told": share("told", "tellings"),
        "type": share("type", "told"),
        "modality": share("modality", "told"),
        **{f"pairs_{name}": value for name, value in f1(share("both", "tied"), share("both", "same")).items()},
        "whole": share("whole", "wide"),
        "differences": share("difference_field", "difference"),
        "differences_kind": share("difference_kind", "difference"),
        "chains": share("plan_right", "plan"),
        "undertakings": share("undertaking_read", "undertaking"),
        "status": share("undertaking_right", "undertaking_read"),
    }
    over = ("stories", "reports", "acts", "tellings", "wide", "difference", "plan", "undertaking")
    return {k: round(v, 4) for k, v in measures.items()} | {f"count_{name}": counts[name] for name in over}


def score(folder: Path, *, each: bool = False) -> dict[str, object]:
    """The measures over all stories of a folder, and with `each` those of every story by name."""
    told = {story.slug: counted(story, *record(story)) for story in stories(folder)}
    rows = {slug: shares(counts) for slug, counts in told.items()} if each else {}
    return {**shares(sum(told.values(), Counter())), **rows}


def main() -> None:
    """Print the scores as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--each", action="store_true", help="also the scores of every story")
    args = parser.parse_args()
    scores = score(args.folder or FOLDER, each=args.each)
    if not args.folder:
        scores |= {"plain": score(FOLDER / "plain", each=args.each)}
    print(json.dumps(scores, indent=2))


if __name__ == "__main__":
    main()
