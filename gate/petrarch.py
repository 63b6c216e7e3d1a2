"""Sources, targets and CAMEO roots of PETRARCH's hand-written unit records.

`python -m gate.petrarch PATH` takes the folder of the tests or one of its XML files; the actor dictionary that stands beside
them names the actors, read as `dragoman actors import` reads it. Many of the records' codes come from a verb dictionary made up
for the test ("restore ties" is 064 there), so the share with the right pair of actors tells more than that with the right root.
"""

import html
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from dragoman.extract.predicates import Predicate, find
from dragoman.ingest.actors import kept
from dragoman.language.shipped import Embedded
from dragoman.language.tree import Tree
from dragoman.model import Span

Coding = tuple[str, str, str]


def score(path: Path) -> dict[str, float]:
    """Shares of the coded acts with the right source, target, both, and both with the CAMEO root."""
    names = _names(path)
    model = Embedded()
    hits = {"source": 0, "target": 0, "pair": 0, "pair and root": 0}
    total = 0
    for text, codings in _records(path):
        sentence = model.read(text, Span(0, len(text)))
        if sentence is None:
            continue
        tree = Tree(sentence)
        acts = find(tree)
        for coding in codings:
            total += 1
            for key in _met(tree, acts, coding, names):
                hits[key] += 1
    return {"acts": total, **{key: n / total for key, n in hits.items()}}


def _met(tree: Tree, acts: Sequence[Predicate], coding: Coding, names: dict[str, set[str]]) -> list[str]:
    """What some act of ours has in common with a coding."""
    source, target, code = coding
    found: set[str] = set()
    for act in acts:
        doers = _words(tree, act.args.subjects)
        others = _words(
            tree,
            (
                *act.args.objects,
                *act.args.iobj,
                *(i for _, i in act.args.preps),
                *(act.args.subjects if act.entry.symmetric else ()),
            ),
        )
        has_source, has_target = bool(doers & names.get(source[:3], set())), bool(others & names.get(target[:3], set()))
        found |= {
            k for k, is_met in (("source", has_source), ("target", has_target), ("pair", has_source and has_target)) if is_met
        }
        if has_source and has_target and act.entry.cameo[:2] == code[:2]:
            found.add("pair and root")
    return sorted(found)


def _words(tree: Tree, heads: tuple[int, ...]) -> set[str]:
    return {form for h in heads for t in tree.subtree(h, without=("acl",)) for form in (tree.lemmas[t], tree.words[t])}


def _names(path: Path) -> dict[str, set[str]]:
    """The words of each actor's names by its country, or by its sector where it has none."""
    folder = path if path.is_dir() else path.parent.parent
    found: dict[str, set[str]] = {}
    for actor in kept(folder / "PETR.Validate.actors.txt"):
        code = actor.roles[0][:3] if actor.country == "world" and actor.roles else actor.country
        found.setdefault(code, set()).update(w.casefold() for name in actor.names for w in name.split() if len(w) > 3)
    return found


def _records(path: Path) -> list[tuple[str, list[Coding]]]:
    """Text and codings of every record that is marked as valid."""
    files = sorted(path.rglob("*.xml")) if path.is_dir() else [path]
    found = []
    for file in files:
        for record in re.findall(r"<Sentence .*?</Sentence>", file.read_text("utf-8", errors="replace"), re.DOTALL):
            words = re.search(r"<Text>(.*?)</Text>", record, re.DOTALL)
            codings = re.findall(r'<EventCoding sourcecode="(\w{3}\w*)" targetcode="(\w{3}\w*)" eventcode="(\d+)"', record)
            if words and codings and 'valid="false"' not in record and 'sentence="false"' not in record:
                found.append((" ".join(html.unescape(words[1]).split()), codings))
    return found


if __name__ == "__main__":
    print(json.dumps(score(Path(sys.argv[1])), indent=2))
