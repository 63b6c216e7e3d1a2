"""Offices that persons hold by their titles, with the body and the country whose they are."""

from dragoman.ground.who.assign import Assigned
from dragoman.ground.who.cast import Cast
from dragoman.ground.who.words import sector_of, words
from dragoman.lexicon.states import states
from dragoman.model import Mention, Office, Reading


def hold_offices(cast: Cast, assigned: list[Assigned], reading: Reading) -> None:
    """Notes the offices that titles tell, with organisation and country."""
    by_place = {
        (one.titled.name.sentence, i): one for one in assigned for i in range(one.titled.name.first, one.titled.name.last + 1)
    }
    for one in assigned:
        if not one.titled.title or cast.actors[one.actor].kind != "person":
            continue
        first, last = one.titled.apposition or (one.titled.first, one.titled.name.first - 1)
        inside = [
            by_place[one.titled.name.sentence, i].actor for i in range(first, last + 1) if (one.titled.name.sentence, i) in by_place
        ]
        # "Front leader": the last word of a body's name, as its title has it
        short = cast.body_ending(one.titled.title.split()[0])
        inside = inside or ([short] if short else [])
        without = {"person", "media", "state"} if sector_of(one.titled.title) else {"person", "media"}
        bodies = [_government(cast, of) for of in inside if cast.kind(of) not in without]
        organisation = bodies[0] if bodies else ""
        joined = organisation if organisation and cast.actors[organisation].kind not in {"state", "igo"} else None
        country = next((cast.actors[of].country for of in inside if cast.actors[of].country), "")
        if one.titled.title in words("roles", "honorifics"):
            continue
        office = Office(title=one.titled.title, organisation=organisation, evidence=reading.report.id)
        cast.hold(one.actor, office, joined, country)


def _government(cast: Cast, of: str) -> str:
    """Of a state its government, where that is an actor of its own."""
    return cast.enter(states()[of].government) if of in states() else of


def hold_by_description(cast: Cast, assigned: list[Assigned], reading: Reading, mentions: list[Mention]) -> None:
    """Gives offices told without a name ("the group's spokesperson") the organisation that the description stands for."""
    for one in assigned:
        name, sentence = one.titled.name, reading.sentences[one.titled.name.sentence]
        if not one.titled.title or any(
            office.title == one.titled.title and office.organisation for office in cast.actors[one.actor].offices
        ):
            continue
        start, end = sentence.tokens[one.titled.first].start, sentence.tokens[name.first].start
        inside = [m for m in mentions if m.form == "description" and start <= m.start + 4 and m.end < end and len(m.actors) == 1]
        if inside and cast.kind(inside[0].actors[0]) != "person":
            cast.settle(one.actor, one.titled.title, inside[0].actors[0])
