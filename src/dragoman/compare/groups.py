"""Groups of sources that the user declares, and how they tell one thing: the program groups no outlet by itself, and scores none.

Groups are written in TOML, by the names that the record gives its sources:

    [groups]
    "State press" = ["The Talmar Gazette"]
    "Agencies" = ["Corvan News Agency"]
"""

import tomllib
from collections.abc import Iterator, Mapping

import msgspec

from dragoman.compare.board import divergences
from dragoman.compare.sources import Told
from dragoman.model import Divergence, Event, Record, Value

Groups = Mapping[str, tuple[str, ...]]
"""Name of a group → names of its sources."""


class GroupsError(ValueError):
    """A file of groups that cannot be used; says why."""


class GroupValue(msgspec.Struct, frozen=True, kw_only=True):
    """What the sources of one group say of a field, each value once; an empty one is what a source leaves out."""

    group: str
    values: tuple[str, ...]
    sources: tuple[str, ...]


class GroupDivergence(msgspec.Struct, frozen=True, kw_only=True):
    """A divergence seen by groups. `is_split`: each group speaks with one voice, and they differ: the line runs between groups."""

    divergence: str
    entry: str
    field: str
    kind: str
    groups: tuple[GroupValue, ...]
    is_split: bool


class GroupTold(msgspec.Struct, frozen=True, kw_only=True):
    """How many independent sources of each group tell an act; `alone` is the group that tells it where no other does."""

    entry: str
    told: dict[str, int]
    alone: str


def read_groups(text: str) -> dict[str, tuple[str, ...]]:
    """The groups of a TOML text. `GroupsError` says what is wrong with it."""
    try:
        declared = tomllib.loads(text).get("groups")
    except tomllib.TOMLDecodeError as error:
        raise GroupsError(str(error)) from error
    if not isinstance(declared, dict):
        raise GroupsError('write the groups below [groups], each as "Name" = ["Source", …]')
    found: dict[str, tuple[str, ...]] = {}
    seen: dict[str, str] = {}
    for group, sources in declared.items():
        if not isinstance(sources, list) or not all(isinstance(s, str) for s in sources):
            raise GroupsError(f"{group}: no list of sources in quotation marks")
        for source in sources:
            if seen.setdefault(source, group) != group:
                raise GroupsError(f"{source} stands in {seen[source]} and in {group}; a source belongs to one group")
        found[group] = tuple(sources)
    return found


def unknown(record: Record, groups: Groups) -> tuple[str, ...]:
    """Sources of groups from which the record has no report: most likely misspelt."""
    known = {f.report.source for f in record.filed.values()}
    return tuple(sorted({source for sources in groups.values() for source in sources} - known))


def by_group(record: Record, groups: Groups) -> tuple[GroupDivergence, ...]:
    """Divergences in which sources of two or more groups take part, by entry and field; sources in no group are left aside."""
    of = {source: group for group, sources in groups.items() for source in sources}
    found = (_seen(d, of) for d in divergences(record))
    return tuple(d for d in found if d)


def _seen(told: Divergence, of: dict[str, str]) -> GroupDivergence | None:
    said: dict[str, list[tuple[str, str]]] = {}
    for value in told.values:
        for group, source in _grouped(value, of):
            said.setdefault(group, []).append((value.value, source))
    if len(said) < 2:
        return None
    rows = tuple(
        GroupValue(group=g, values=tuple(dict.fromkeys(v for v, _ in rows)), sources=tuple(dict.fromkeys(s for _, s in rows)))
        for g, rows in sorted(said.items())
    )
    is_split = all(len(row.values) == 1 for row in rows) and len({row.values for row in rows}) > 1
    return GroupDivergence(divergence=told.id, entry=told.entry, field=told.field, kind=told.kind, groups=rows, is_split=is_split)


def _grouped(value: Value, of: dict[str, str]) -> Iterator[tuple[str, str]]:
    return ((of[source], source) for source in value.sources if source in of)


def told_by_group(record: Record, groups: Groups) -> tuple[GroupTold, ...]:
    """For each act that a source in a group tells, how many independent sources of each group do; by entry."""
    of = {source: group for group, sources in groups.items() for source in sources}
    told = Told(record)
    found = []
    for entry in record.entries:
        if not isinstance(entry.body, Event):
            continue
        names = [of.get(source.name, "") for source in told.sources(entry)]
        counts = {group: names.count(group) for group in sorted(groups)}
        mine = [group for group, count in counts.items() if count]
        if mine:
            is_alone = len(mine) == 1 and "" not in names
            found.append(GroupTold(entry=entry.id, told=counts, alone=mine[0] if is_alone else ""))
    return tuple(found)
