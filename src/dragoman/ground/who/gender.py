"""Whether "he" or "she" can look back on a person: by titles, by given names, and by what the report called him before."""

from collections.abc import Iterable

from dragoman.ground.spelling import plain
from dragoman.ground.who.titles import Titled
from dragoman.ground.who.words import words


class Genders:
    """What is known of each person of a report; who is not known can be either."""

    def __init__(self, told: Iterable[tuple[Titled, str]]) -> None:
        self._known: dict[str, str] = {}
        for titled, of in told:
            if form := by_title(titled.title) or _by_given_name(titled.name.text):
                self._known.setdefault(of, form)

    def fits(self, of: str, form: str) -> bool:
        """Whether the pronoun ("he" or "she") can mean this person."""
        return self._known.get(of, form) == form

    def is_known(self, of: str) -> bool:
        """Whether titles, a name or the report have told it."""
        return of in self._known

    def note(self, of: str, form: str) -> None:
        """Keeps that the person was meant by this pronoun."""
        self._known.setdefault(of, form)


def form_of(pronoun: str) -> str:
    """The form "he" or "she" of a pronoun of one person in any case; nothing for others."""
    return next((form for form in ("he", "she") if pronoun.casefold() in words("pronouns", form)), "")


def by_title(title: str) -> str:
    """The form "he" or "she" that a title tells ("Mr", "chairwoman"); nothing where it tells none."""
    found = {form for form in ("he", "she") for word in title.casefold().split() if word in words("gender", f"{form}_titles")}
    return found.pop() if len(found) == 1 else ""


def _by_given_name(name: str) -> str:
    first, _, rest = plain(name).partition(" ")
    found = [form for form in ("he", "she") if rest and first in words("gender", f"{form}_names")]
    return found[0] if len(found) == 1 else ""
