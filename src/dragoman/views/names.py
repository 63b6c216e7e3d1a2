"""Actors under one id and one name each, whatever the reports call them; and how a report is called."""

from collections.abc import Iterable

from dragoman.model import ActorClaim, Entry, Filed, Record

_LABEL = 56  # characters of a headline that stands in for a publisher


def called(record: Record, source: str) -> str:
    """How a source is called: a publisher as it is; a report without one by its headline."""
    return label(record.filed[source]) if source in record.filed else source


def label(filed: Filed) -> str:
    """How a report is called: its publisher, else its headline, else its file; a publisher is never guessed."""
    told = headline(filed)
    short = told if len(told) <= _LABEL else f"{told[:_LABEL].rsplit(' ', 1)[0]} …"
    origins = filed.report.origins
    return filed.report.source or (f"“{short}”" if short else file(origins[0]) if origins else filed.report.id[7:15])


def headline(filed: Filed) -> str:
    """The title of a report, as stated or as printed above its text; empty where it has none."""
    printed = next((p.span.of(filed.report.text) for p in filed.text.parts if p.part == "title"), "")
    return " ".join((filed.report.title or printed).split())


def file(origin: str) -> str:
    """The name of a file. The folder it lay in says nothing to a reader, and may say what is nobody's business."""
    return origin.replace("\\", "/").rsplit("/", 1)[-1]


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
