"""The stories in `training/stories`: their format, its checker, and the measure of one act told by many outlets."""

from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from dragoman.model import Record
from gate.stories import FOLDER, Difference, Plan, Story, StoryError, counted, read, record, score, shares, stories

WRITTEN = """\
story = The ford talks
setting = invented

## The Meridian | published=2019-04-10
Kestria and Varenia sign truce

BELISK - Kestria and Varenia signed a truce in Belisk on April 9. The Northern Front shelled the port of Kessary on April 8, killing
nine people. Kestria and Varenia will meet in Belisk on April 20. The Northern Front agreed to free nine soldiers.

## Gazette | published=2019-04-11
Truce

Kestria and Varenia signed a truce in Belisk on April 9. On April 8 the Northern Front shelled the port of Kessary, killing 14
people. The harvest was good.

## The Meridian | published=2019-04-21
Talks held

Kestria and Varenia met in Belisk on April 20. Osmar Teke praised the talks.

# gold
"""
GOLD = """\
ACT m1 | The Meridian 1 | Varenia signed a truce
ACT m1 | Gazette | Varenia signed a truce
WHAT m1 | SUPPORT | occurred | 2019-04-09 | Belisk | Kestria; Varenia
ACT m2 | The Meridian 1 | shelled the port
ACT m2 | Gazette | shelled the port
ACT m2 | Gazette | The harvest
WHAT m2 | ASSAULT | occurred | 2019-04-08 | Kessary | Northern Front
ACT m3 | The Meridian 1 | will meet
WHAT m3 | CONSULT | planned | 2019-04-20 | Belisk | Kestria; Varenia
ACT m4 | The Meridian 2 | met in Belisk
WHAT m4 | CONSULT | occurred | 2019-04-20 | Belisk | Kestria; Varenia
DIV m2 | conflict | numbers | The Meridian=9 | Gazette=14
NOT m1 | words | the same words
CHAIN m3 | held | m4
SAME Northern Front | the Front
UND u1 | The Meridian 1 | agreed to free | agreed
"""


def write(folder: Path, gold: str) -> Path:
    """A story with this account of it."""
    path = folder / "ford.txt"
    path.write_text(WRITTEN + gold, "utf-8")
    return path


@pytest.fixture(scope="module")
def ford(tmp_path_factory: pytest.TempPathFactory) -> tuple[Story, Record, dict[str, int]]:
    """The story of the ford with what the program makes of it, read once."""
    story, faults = read(write(tmp_path_factory.mktemp("stories"), GOLD))
    assert faults == []
    return story, *record(story)


@pytest.mark.parametrize(("folder", "least"), [(FOLDER, 10), (FOLDER / "plain", 8), (FOLDER / "fitted", 8)])
def test_every_story_is_sound(folder: Path, least: int) -> None:
    """Every quote stands once in its report, every act is told and entered, and each story is of several outlets."""
    faults = [fault for path in sorted(folder.glob("*.txt")) for fault in read(path)[1]]
    assert faults == []
    found = list(stories(folder))
    assert len(found) >= least
    for story in found:
        assert story.head["story"]
        assert story.head["setting"] == "invented"
        assert len({report.outlet for report in story.reports}) >= 4
        assert all(90 <= len(report.text.split()) <= 250 for report in story.reports), story.slug
        assert [r.published for r in story.reports]
        assert len({(report.outlet, report.published) for report in story.reports}) == len(story.reports)


def test_a_telling_names_its_report_by_outlet_and_number(ford: tuple[Story, Record, dict[str, int]]) -> None:
    """Of several reports of one outlet the number tells which; title and text are one."""
    story = ford[0]
    assert [(t.of, t.report) for t in story.acts] == [
        ("m1", 0),
        ("m1", 1),
        ("m2", 0),
        ("m2", 1),
        ("m2", 1),
        ("m3", 0),
        ("m4", 2),
    ]
    assert story.acts[-1].span.of(story.reports[2].text) == "met in Belisk"
    assert story.plans == [Plan("m3", "held", "m4")]
    assert story.differences == [Difference("m2", "conflict", "numbers", (("9", ("The Meridian",)), ("14", ("Gazette",))))]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("ACT m1 | The Meridian 1 | Kestria", "words that stand there 3 times"),
        ("ACT m1 | Gazette | ceasefire", "words that stand there 0 times"),
        ("ACT m1 | The Meridian | signed", "no report is called The Meridian"),
        ("ACT m9 | Gazette | harvest", "m9 has no line WHAT"),
        ("WHAT m9 | ASSAULT | occurred | - | - | Kestria", "m9 is never told"),
        ("WHAT m1 | SIGN | occurred | - | - | Kestria", "SIGN is no value here"),
        ("DIV m1 | conflict | weather | Gazette=rain | The Meridian=sun", "weather is no value here"),
        ("DIV m1 | conflict | when | Gazette=April 9 | The Meridian=-", "a value left out is no conflict"),
        ("DIV m1 | omission | when | Gazette=April 9 | The Post=-", "no outlet is called The Post"),
        ("CHAIN m3 | held | m8", "m8 has no line WHAT"),
        ("UND u1 | Gazette | signed | done", "done is no value here"),
        ("ACT m1 | Gazette", "no such line"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, line: str, fault: str) -> None:
    """Every way to break the format is told with the file, and the story is refused."""
    _, faults = read(write(tmp_path, f"{GOLD}{line}\n"))
    assert len(faults) == 1
    assert faults[0].startswith(f"ford.txt: {fault}")
    with pytest.raises(StoryError, match=r"ford\.txt"):
        list(stories(tmp_path))


def test_what_is_told_is_counted(ford: tuple[Story, Record, dict[str, int]]) -> None:
    """Six of seven tellings are acts; the two that both papers tell are one entry each, and all else is right."""
    counts = counted(*ford)
    assert (counts["tellings"], counts["told"]) == (7, 6)
    measures = shares(counts)
    assert measures["told"] == pytest.approx(6 / 7, abs=1e-4)
    assert {k for k, v in measures.items() if v == 1.0 and not k.startswith("count_")} == {
        "type",
        "modality",
        "pairs_precision",
        "pairs_recall",
        "pairs_f1",
        "whole",
        "differences",
        "differences_kind",
        "chains",
        "undertakings",
        "status",
    }
    assert (measures["count_wide"], measures["count_reports"]) == (2, 3)


def test_what_is_wrong_is_counted(ford: tuple[Story, Record, dict[str, int]]) -> None:
    """Against another account of the same reports each measure falls by what the account says otherwise."""
    story, built, numbers = ford
    first, second, *others = story.acts
    what = {**story.what, "m1": replace(story.what["m1"], type="AGREE"), "m5": replace(story.what["m1"], modality="planned")}
    other = replace(
        story,
        acts=[first, replace(second, of="m5"), *others],
        what=what,
        differences=[replace(story.differences[0], kind="omission"), replace(story.differences[0], field="when")],
        plans=[Plan("m3", "held", "m2"), Plan("m3", "held", ""), Plan("m3", "cancelled", "")],
        undertakings=[replace(story.undertakings[0], status="rejected")],
    )
    counts = counted(other, built, numbers)
    assert (counts["type"], counts["modality"], counts["told"]) == (5, 5, 6)
    assert (counts["same"], counts["tied"], counts["both"]) == (1, 2, 1)
    assert (counts["wide"], counts["whole"]) == (1, 1)
    assert (counts["difference"], counts["difference_field"], counts["difference_kind"]) == (2, 1, 0)
    assert (counts["plan"], counts["plan_right"]) == (3, 1)
    assert (counts["undertaking"], counts["undertaking_read"], counts["undertaking_right"]) == (1, 1, 0)


def test_an_act_in_two_entries_is_not_whole(ford: tuple[Story, Record, dict[str, int]]) -> None:
    """Two tellings of the gold's one act that the program enters as two are a pair missed."""
    story, built, numbers = ford
    as_one = [replace(telling, of="m1") if telling.of == "m2" else telling for telling in story.acts]
    counts = counted(replace(story, acts=as_one, differences=[]), built, numbers)
    assert (counts["same"], counts["tied"], counts["both"]) == (6, 2, 2)
    assert (counts["wide"], counts["whole"]) == (1, 0)


def test_scores_of_nothing_are_nothing() -> None:
    """Where nothing is told, every measure is 0."""
    assert set(shares(Counter()).values()) == {0}


def test_scores_of_each_story_stand_beside_those_of_all(tmp_path: Path) -> None:
    """With `each`, every story has its own scores by name."""
    write(tmp_path, GOLD)
    told = score(tmp_path, each=True)
    assert told["ford"] == {k: v for k, v in told.items() if k != "ford"}
