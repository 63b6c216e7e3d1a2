"""Attribution on a corpus laid out like PolNeAR: `python -m gate.attribution FOLDER [--all] [--half dev]`.

FOLDER holds `data/<half>/text/*.txt` and `data/<half>/attributions/*.ann` (standoff: Source, Cue and Content spans, linked).
The corpus states no licence: it measures and never trains. Words are compared, not punctuation; "that" before a content and
quotation marks around it count for neither side. Scores:

- `<role>_token_f1`: words with the role in gold and prediction, whichever attribution they belong to;
- `<role>_linked_f1`: the same, but only words of attributions paired one to one by their common words count as right;
- `<role>_exact_f1`: whole stretches of the role, equal word for word.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dragoman.extract.statements.attributed import Attribution
from dragoman.extract.statements.attribution import all_attributions
from dragoman.language import embedded
from dragoman.model import Published, Reading, Report, Span
from dragoman.text import divide

ROLES = ("source", "cue", "content")
# Every fourth document: enough to see a change of one point, in a quarter of the time
STEP = 4

Words = frozenset[int]
Roles = Mapping[str, Words]


def score(path: Path | str, half: str = "dev", step: int = STEP) -> dict[str, float]:
    """Scores over every `step`-th document of one half of the corpus."""
    texts = sorted((Path(path) / "data" / half / "text").glob("*.txt"))[::step]
    pairs = []
    for file in texts:
        text = file.read_bytes().decode("utf-8")
        pairs.append((gold(text, file.parent.parent / "attributions", file.stem), told(text, all_attributions(read(text)))))
    return {"documents": float(len(pairs)), **measure(pairs)}


def read(text: str) -> Reading:
    """A text as far as the language model reads it; sources need no grounding to be compared by their words."""
    report = Report(id="sha256:gate", text=text)
    divided = divide(report)
    return Reading(report=report, text=divided, published=Published(), sentences=embedded()(report, divided))


def gold(text: str, folder: Path, stem: str) -> list[Roles]:
    """The annotated attributions of one document, by its first annotator."""
    file = min(folder.glob(f"{stem}_*.ann"))
    spans: dict[str, list[Span]] = {}
    links: list[dict[str, list[Span]]] = []
    for line in file.read_text("utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            places = rest.split("\t")[0].partition(" ")[2].split(";")
            spans[key] = [Span(*map(int, place.split())) for place in places]
        elif key.startswith("E"):
            link: dict[str, list[Span]] = {}
            for role, _, target in (p.partition(":") for p in rest.split()):
                link.setdefault(role.rstrip("0123456789").casefold(), []).extend(spans.get(target, []))
            links.append(link)
    return [{role: words(text, link.get(role, ()), role) for role in ROLES} for link in links]


def told(text: str, found: Iterable[Attribution]) -> list[Roles]:
    """Predicted attributions as sets of words."""
    return [
        {
            "source": words(text, [f.source] if f.source else [], "source"),
            "cue": words(text, [f.cue], "cue"),
            "content": words(text, f.content, "content"),
        }
        for f in found
    ]


def words(text: str, spans: Iterable[Span], role: str) -> Words:
    """The offsets at which the words of these stretches begin, "that" at the head of a content left out."""
    found = [[m.start() + span.start for m in re.finditer(r"[\w’']*\w", span.of(text))] for span in spans]
    first = [
        starts[1:] if role == "content" and starts and text[starts[0] : starts[0] + 5] == "that " else starts for starts in found
    ]
    return frozenset(start for starts in first for start in starts)


def measure(pairs: Iterable[tuple[list[Roles], list[Roles]]]) -> dict[str, float]:
    """All scores over pairs of gold and predicted attributions, one pair a document."""
    counts: Counter[str] = Counter()
    for golds, tolds in pairs:
        matched = list(_matched(golds, tolds))
        for role in ROLES:
            want, have = frozenset().union(*(g[role] for g in golds)), frozenset().union(*(t[role] for t in tolds))
            counts.update({f"{role}_token hit": len(want & have), f"{role}_token gold": len(want), f"{role}_token told": len(have)})
            linked = sum(len(g[role] & t[role]) for g, t in matched)
            total = {"gold": sum(len(g[role]) for g in golds), "told": sum(len(t[role]) for t in tolds)}
            counts.update({f"{role}_linked hit": linked, **{f"{role}_linked {k}": v for k, v in total.items()}})
            exact = Counter(g[role] for g in golds if g[role]) & Counter(t[role] for t in tolds if t[role])
            counts.update({f"{role}_exact hit": exact.total()})
            counts.update({f"{role}_exact gold": sum(bool(g[role]) for g in golds)})
            counts.update({f"{role}_exact told": sum(bool(t[role]) for t in tolds)})
    return {
        name: value
        for key in (f"{role}_{way}" for role in ROLES for way in ("token", "linked", "exact"))
        for name, value in _ratios(key, counts).items()
    }


def _matched(golds: list[Roles], tolds: list[Roles]) -> Iterator[tuple[Roles, Roles]]:
    """Pairs one to one, those with most words of cue and content in common first."""
    fits = [
        (len(g["content"] & t["content"]) + 3 * len(g["cue"] & t["cue"]), m, n)
        for m, g in enumerate(golds)
        for n, t in enumerate(tolds)
    ]
    left, right = set(range(len(golds))), set(range(len(tolds)))
    for fit, m, n in sorted(fits, key=lambda f: (-f[0], f[1], f[2])):
        if fit and m in left and n in right:
            left.remove(m)
            right.remove(n)
            yield golds[m], tolds[n]


def _ratios(key: str, counts: Counter[str]) -> dict[str, float]:
    hit, want, have = (counts[f"{key} {kind}"] for kind in ("hit", "gold", "told"))
    return {
        f"{key}_precision": round(hit / have, 4) if have else 0.0,
        f"{key}_recall": round(hit / want, 4) if want else 0.0,
        f"{key}_f1": round(2 * hit / (want + have), 4) if want + have else 0.0,
    }


def main() -> None:
    """Prints the scores as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", type=Path, default=Path("../shared/data/polnear"))
    parser.add_argument("--half", default="dev")
    parser.add_argument("--all", action="store_true", help="all documents, not every fourth")
    args = parser.parse_args()
    print(json.dumps(score(args.path, args.half, 1 if args.all else STEP), indent=2))


if __name__ == "__main__":
    main()
