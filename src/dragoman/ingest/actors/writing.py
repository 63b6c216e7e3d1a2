"""Actors of another list as a file in the registry's notation."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dragoman.ingest.actors.kept import Kept
from dragoman.lexicon.notation import Listed, simplify, slug
from dragoman.lexicon.states import demonym

_HEADER = """# Actors for `dragoman build … --actors {file}`, in the registry's notation (docs/registry.md).
# Imported from {source}: {count} actors. What the registry that ships knows already is left out.
"""


class Written(NamedTuple):
    """A file in the notation, how many actors it holds (`fresh`), and how many were left out because the registry knows them."""

    text: str
    fresh: int
    known: int


def write(actors: Iterable[Kept], shipped: Mapping[str, Listed], source: str, file: str) -> Written:
    """The actors that the registry lacks, by country and kind, in order of name.

    Where several have one name, a bracket with country, and if need be with the id in the source, tells them apart.
    """
    every = sorted((kept for kept in actors if kept.names), key=lambda kept: (kept.country, kept.kind, kept.names, kept.source))
    known = _Known(shipped)
    fresh = [kept for kept in every if not known.has(kept)]
    ids = Counter(slug(kept.names[0]) for kept in fresh) + Counter(shipped.keys())
    places = Counter(slug(f"{kept.names[0]} {kept.country}") for kept in fresh) + Counter(shipped.keys())
    bearers = Counter(simplify(name) for kept in fresh for name in kept.names)
    rows: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for kept in fresh:
        first, *others = kept.names
        if ids[slug(first)] > 1:
            is_alone = places[slug(f"{first} {kept.country}")] == 1
            first = f"{first} ({kept.country if is_alone else f'{kept.country} {kept.source}'})"
        names = [first, *(f"{name}?" if known.bears(name) or bearers[simplify(name)] > 1 else name for name in others)]
        rows[kept.country][kept.kind].append("; ".join((", ".join(names), *kept.roles, *filter(None, (kept.wikidata,)))))
    return Written(_HEADER.format(file=file, source=source, count=len(fresh)) + _toml(rows), len(fresh), len(every) - len(fresh))


class _Known:
    """What the registry that ships has."""

    def __init__(self, shipped: Mapping[str, Listed]) -> None:
        self.wikidata = {listed.wikidata for listed in shipped.values() if listed.wikidata}
        self.names = {(listed.country, simplify(name)) for listed in shipped.values() for name in listed.names}
        self.any_names = {name for _, name in self.names}
        self.states = {simplify(name) for listed in shipped.values() if listed.kind == "state" for name in listed.names}

    def has(self, kept: Kept) -> bool:
        """Whether an actor of the list is in the registry: the same Wikidata id, or the same name in the same country.

        Besides the preferred name only those of two words or more count: many parties share their initials. States and peoples
        are known whatever country a list gives them.
        """
        if simplify(kept.names[0]) in self.states or demonym(kept.names[0]):
            return True
        country = "" if kept.country == "world" else kept.country
        telling = (kept.names[0], *(name for name in kept.names if " " in name))
        return kept.wikidata in self.wikidata or any((country, simplify(name)) in self.names for name in telling)

    def bears(self, name: str) -> bool:
        """Whether some actor of the registry has this name."""
        return simplify(name) in self.any_names


def _toml(rows: Mapping[str, Mapping[str, list[str]]]) -> str:
    lines = []
    for country, kinds in sorted(rows.items()):
        lines.append(f"\n[{country}]")
        for kind, told in sorted(kinds.items()):
            # The escapes of JSON are those of TOML.
            lines += [f"{kind} = [", *(f"  {json.dumps(row, ensure_ascii=False)}," for row in told), "]"]
    return "\n".join(lines) + "\n"
