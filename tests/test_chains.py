"""What became of a plan: told from its place, by what came out of it, and in its own sentence. All parties are invented."""

from dragoman import resolve
from dragoman.model import Commitment, Event, Evidence, Witness
from tests.test_resolve import COUNCIL, FRONT, KASTEL, claim, day, file, record, talks

MAY = day("2014-05-01", "2014-05-31")
PLAN = "The Front and the Council are to meet in Kastel in May."


def plan(text: str = PLAN, **told: object) -> Witness:
    """A report of April that tells of talks planned for May."""
    return claim(file("plan", text, "2014-04-20"), "meet", talks(modality="planned", **{"when": MAY, **told}))


def outcome(*made: Witness) -> str:
    """What became of the only plan."""
    (chain,) = resolve.chains(record(made))
    return chain.outcome


def test_a_meeting_without_a_day_is_known_where_it_was_planned() -> None:
    """Told from the city planned and on the days planned, it is the one planned; told a month later it may be another."""
    held = "Envoys of the Front and the Council sat down in Kastel to a long dialogue."
    assert outcome(plan(), claim(file("b", held, "2014-05-20"), "dialogue", talks())) == "held"
    assert outcome(plan(), claim(file("b", held, "2014-06-20"), "dialogue", talks())) == "no report"


def test_what_was_agreed_there_came_out_of_the_talks() -> None:
    """Who signs in the city of the talks some days after they were to open has held them; who signs later may have met again."""
    signed = "The Front and the Council signed a truce in Kastel."
    for on, became in (("2014-05-09", "held"), ("2014-06-09", "no report")):
        body = Event(type="AGREE", modality="occurred", actors=(COUNCIL, FRONT), where=KASTEL, when=day(on))
        deal = claim(file("b", signed, on), "signed", body)
        assert outcome(plan(when=day("2014-05-05")), deal) == became


def test_a_plan_called_off_in_its_own_sentence() -> None:
    """Words such as "that event" mean the one planned; what the next sentence calls off by its own name is another."""
    beside = PLAN.replace(".", ", but that event was cancelled.")
    apart = PLAN + " A feast of the harbour was cancelled."
    for text, became in ((beside, "cancelled"), (apart, "no report")):
        told = plan(text)
        off = claim(told.filed, "cancelled", Event(type="REJECT", modality="occurred"))
        assert outcome(told, off) == became


def test_a_day_behind_all_reports_is_that_of_the_plan() -> None:
    """Of "said on Friday that they would meet on May 12" an undertaking may have the first day; the act has the other."""
    told = plan("The Front and the Council said on Friday that they would meet on May 12.", when=day("2014-05-12"))
    words = "they would meet on May 12"
    at = told.filed.report.text.index(words)
    what = Evidence("plan", at, at + len(words), words)
    promise = Commitment(by=(COUNCIL, FRONT), what=what, act="CONSULT", status="agreed", due=day("2014-04-18"))
    (chain,) = resolve.chains(record([told, claim(told.filed, "meet", promise)]))
    assert chain.planned_for.edtf == "2014-05-12"
