"""Actors under one id and one name each, whatever the reports call them."""

from collections.abc import Iterable

from dragoman.model import ActorClaim, Entry, Record


class Names:
    """Maps the actor ids of claims to actor entries. Ids that no entry holds stay as they are."""

    def __init__(self, record: Record) -> None:
        self.entries: dict[str, Entry] = {}
        self._entry_of: dict[tuple[str, str], str] = {}
        for entry in record.entries:
            if not isinstance(entry.body, ActorClaim):
                continue
            chosen = self._free(entry.body.actor.id)
            self.entries[chosen] = entry
            for claim in (record.claims[c] for c in entry.claims):
                if isinstance(claim.body, ActorClaim):
                    self._entry_of[claim.report, claim.body.actor.id] = chosen
        self._any_report = {local: chosen for (_, local), chosen in sorted(self._entry_of.items(), reverse=True)}

    def id_of(self, actor: str, report: str = "") -> str:
        """The id under which the record shows an actor that a claim of this report names."""
        return self._entry_of.get((report, actor)) or self._any_report.get(actor, actor)

    def ids_of(self, actors: Iterable[str], report: str = "") -> list[str]:
        """The same for several, each once, in their order."""
        return list(dict.fromkeys(self.id_of(a, report) for a in actors))

    def label(self, actor: str) -> str:
        """The preferred name."""
        entry = self.entries.get(self.id_of(actor))
        if entry is not None and isinstance(entry.body, ActorClaim):
            return entry.body.actor.name
        return actor.removeprefix("~").replace("-", " ")

    def labels(self, actors: Iterable[str], report: str = "") -> list[str]:
        """Preferred names of several, each once."""
        return list(dict.fromkeys(self.label(self.id_of(a, report)) for a in actors))

    def _free(self, actor: str) -> str:
        # Two people kept apart can share a simplified name: the second and later carry a number, in entry order.
        chosen, n = actor, 1
        while chosen in self.entries:
            n += 1
            chosen = f"{actor}-{n}"
        return chosen
