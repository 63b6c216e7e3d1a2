"""Who is quoted on an act, groups of sources that the user declares, and what counts as a difference at all. All is invented."""

import re
from typing import Any

import msgspec
import pytest

from dragoman import compare
from dragoman.lexicon.load import table
from dragoman.model import Actor, ActorClaim, Commitment, Event, Evidence, Number, Office, Part, Statement, Text, Witness
from tests.test_resolve import COUNCIL, FRONT, KASTEL, claim, day, file, record, talks

ENVOY, GUILD = "~ada-orlo", "~river-guild"
MAIL = "The envoy met both sides. Ada Orlo of the Front said it went well. The weather was fine. The Guild said nothing was new."
POST = "The Front and the Council held talks in Kastel. The Council said that it was content."


def statement(name: str, text: str, speaker: str, words: str, published: str = "2014-05-07") -> Witness:
    """A claim of what somebody said."""
    filed = file(name, text, published)
    at = text.index(words)
    return claim(filed, words, Statement(speakers=(speaker,), cue="said", content=Evidence(name, at, at + len(words), words)))


def held(name: str, text: str, trigger: str, **told: Any) -> Witness:
    """A claim of talks on one day."""
    return claim(file(name, text, "2014-05-07"), trigger, talks(when=day("2014-05-06"), **told))


def test_voices_are_told_source_by_source() -> None:
    """For each source of an act: whom it quotes, and which side it lets say nothing; a member speaks for his side."""
    front = "The Front and the Council held talks in Kastel. Ada Orlo of the Front said it went well."
    council = "Talks of the Council and the Front in Kastel ended. The Council said that it was content."
    orlo = Actor(id=ENVOY, name="Ada Orlo", kind="person", offices=(Office(title="envoy", organisation=FRONT, evidence="a"),))
    (told,) = compare.quotes(
        record(
            [
                held("a", front, "talks"),
                statement("a", front, ENVOY, "it went well"),
                claim(file("a", front, "2014-05-07"), "Ada Orlo", ActorClaim(orlo)),
                held("b", council, "Talks"),
                statement("b", council, COUNCIL, "it was content"),
            ]
        )
    )
    heard = {source.source: ([voice.actor for voice in source.quoted], source.unquoted) for source in told.sources}
    assert heard == {"a": ([ENVOY], (COUNCIL,)), "b": ([COUNCIL], (FRONT, ENVOY))}


def test_voices_of_another_matter_are_not_counted() -> None:
    """A report that tells an act in passing gives the voices of that sentence and the next, not all of its own news."""
    news = "The Front and the Council held talks in Kastel. The Council said that it was content."
    passing = (
        "The Guild raised its prices. The Guild said that ice is dear. It rains in Orlan. "
        "The Front and the Council held talks in Kastel in May. Ada Orlo said it went well."
    )
    (told,) = compare.quotes(
        record(
            [
                held("a", news, "talks"),
                statement("a", news, COUNCIL, "it was content"),
                held("b", passing, "talks"),
                statement("b", passing, GUILD, "ice is dear"),
                statement("b", passing, ENVOY, "it went well"),
            ]
        )
    )
    assert [[voice.actor for voice in source.quoted] for source in told.sources] == [[COUNCIL], [ENVOY]]


GROUPS = '[groups]\n"State press" = ["a"]\n"Agencies" = ["b", "c"]\n'


def test_declared_groups_are_held_beside_each_other() -> None:
    """Where each group of sources speaks with one voice and the groups differ, the line runs between the groups."""
    told = record(
        [
            held("a", "The Front and the Council held talks in Kastel with 12 delegates.", "talks", numbers=(_delegates(12),)),
            held("b", "In Kastel the Front and the Council held talks, 20 delegates came.", "talks", numbers=(_delegates(20),)),
            held("c", "Talks of Council and Front in Kastel drew 20 delegates that day.", "Talks", numbers=(_delegates(20),)),
        ]
    )
    (found,) = [d for d in compare.by_group(told, compare.read_groups(GROUPS)) if d.field == "numbers"]
    assert found.is_split
    assert {row.group: row.values for row in found.groups} == {"Agencies": ("20 delegates",), "State press": ("12 delegates",)}
    (act,) = compare.told_by_group(told, compare.read_groups(GROUPS))
    assert (act.told, act.alone) == ({"Agencies": 2, "State press": 1}, "")


def _delegates(count: float) -> Number:
    return Number(count, "delegates", f"{count:.0f} delegates")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('"State press" = ["a"]', "below [groups]"),
        ('[groups]\nA = "a"', "no list"),
        ('[groups]\nA = ["x"]\nB = ["x"]', "belongs to one group"),
        ("[groups", "Expected"),
    ],
)
def test_a_wrong_file_of_groups_says_why(text: str, why: str) -> None:
    """What cannot be used as groups of sources is refused with the reason."""
    with pytest.raises(compare.GroupsError, match=why.replace("[", r"\[").replace("]", r"\]")):
        compare.read_groups(text)


def test_numbers_of_two_stages_are_no_conflict() -> None:
    """How many were promised and how many freed are two questions: fewer freed than promised contradicts nobody."""
    told: dict[str, Any] = {"by": (FRONT,), "act": "RETREAT", "issues": ("prisoners",)}

    def freed(name: str, text: str, trigger: str, count: float, status: str) -> Witness:
        what = Evidence(name, 0, len(text) - 1, text[:-1])
        number = Number(count, "prisoners", f"{count:.0f} prisoners")
        filed = file(name, text, "2014-05-28")
        return claim(filed, trigger, Commitment(what=what, status=status, numbers=(number,), **told), quote=text[:-1])  # type: ignore[arg-type]

    made = freed("a", "The Front agreed to release 300 prisoners.", "agreed", 300, "agreed")
    fewer = freed("b", "The Front did release 280 prisoners.", "release", 280, "implemented")
    more = freed("c", "The Front did release 300 prisoners.", "release", 300, "implemented")
    assert not [d for d in compare.divergences(record([made, fewer])) if d.field == "numbers"]
    conflicts = [d for d in compare.divergences(record([made, fewer, more])) if d.field == "numbers"]
    assert [{v.value for v in d.values} for d in conflicts] == [{"280 prisoners", "300 prisoners"}]


def test_taken_dates_are_no_conflict() -> None:
    """A date that was only taken from the day of a report contradicts no date that another report tells."""
    taken = msgspec.structs.replace(day("2014-05-08"), edtf="2014-05-08?")
    one = claim(file("a", POST, "2014-05-09"), "talks", talks(when=taken))
    other = claim(file("b", POST.replace("held", "opened"), "2014-05-09"), "talks", talks(when=day("2014-05-06")))
    told = compare.divergences(record([one, other]))
    assert not [d for d in told if d.kind == "conflict"]


def test_a_loaded_headline_words_the_news_below_it() -> None:
    """What the headline says in loaded words of the act that the first sentence tells is how that source words it."""
    text = "Bandits sign a deal. The Front and the Council signed an accord in Kastel on Tuesday."
    loud = file("a", text, "2014-05-07")
    head = text.index(" The Front")
    loud = msgspec.structs.replace(loud, text=Text((Part(0, head, "title"), Part(head, len(text), "body")), loud.text.sentences))
    signed = Event(type="SUPPORT", modality="occurred", actors=(FRONT, COUNCIL), when=day("2014-05-06"), where=KASTEL)
    plain = file("b", "On Tuesday the Council and the Front signed an accord in Kastel.", "2014-05-07")
    told = compare.divergences(
        record([claim(loud, "signed an accord", signed, quote="signed an accord"), claim(plain, "signed an accord", signed)])
    )
    assert [d for d in told if d.kind == "wording" and "bandits" in d.why]


def test_the_latest_version_of_a_text_supersedes() -> None:
    """Of two versions of one text the later one's number stands for the source; both are kept as its evidence."""
    text = (
        "The Front and the Council held talks in Kastel and {} delegates came from both. The harbour was on the table, and so were "
        "the fleet, the pilots, the pier that the storm took away in the spring, and the price of ice, on which nobody would say "
        "a word to those who waited at the door until late at night."
    )
    first = msgspec.structs.replace(file("a", text.format(12), "2014-05-07"), signature=())
    lead = msgspec.structs.replace(file("b", text.format(14), "2014-05-07"), signature=())
    lead = msgspec.structs.replace(lead, report=msgspec.structs.replace(lead.report, title="1st Lead: Talks in Kastel"))
    other = held("c", "In Kastel 20 delegates of Council and Front met for talks.", "talks", numbers=(_delegates(20),))
    told = record(
        [
            claim(first, "talks", talks(when=day("2014-05-06"), numbers=(_delegates(12),))),
            claim(lead, "talks", talks(when=day("2014-05-06"), numbers=(_delegates(14),))),
            other,
        ]
    )
    (found,) = [d for d in compare.divergences(told) if d.field == "numbers"]
    assert {value.value for value in found.values} == {"14 delegates", "20 delegates"}


@pytest.mark.parametrize("kind", ["examples", "not_examples"])
def test_updates_are_marked_as_the_lexicon_says(kind: str) -> None:
    """The pattern of updates finds its examples and none of the others."""
    rule = table("en/sameness")["versions"]
    assert all(bool(re.search(rule["update"], text, re.IGNORECASE)) == (kind == "examples") for text in rule[kind])
