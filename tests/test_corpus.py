"""The corpus in `training/`: its format, its checker, and the measure made from it."""

from pathlib import Path

import pytest

from dragoman.model import Span
from gate.training import Item, measure, paired, told
from training.annotated import FOLDER, AnnotationError, Filler, Written, corpus, find, label, read
from training.corpus import distribution
from training.legs import LEGS, SHIPS

HEAD = "process = The ford talks\nsetting = invented\nsplit = train\n\n## loose | manner=agency\n"
TEXT = "Marn and Teke signed a truce in Belisk, and the truce held."


def write(folder: Path, lines: str) -> Path:
    """A corpus file with these lines below its head."""
    path = folder / "ford.txt"
    path.write_text(HEAD + lines, "utf-8")
    return path


def test_whole_corpus_is_sound() -> None:
    """Every file of the corpus and of the second annotation keeps to the format, and no process crosses the split."""
    for folder in (FOLDER, FOLDER.parent / "second"):
        faults = [fault for path in sorted(folder.glob("*.txt")) for fault in read(path)[1]]
        assert faults == []
    processes = list(corpus())
    counts = distribution(processes)
    assert counts["processes"] == len({p.slug for p in processes}) >= 40
    assert counts["reports"] >= 150  # type: ignore[operator]


def test_second_annotation_is_of_the_same_sentences() -> None:
    """Sentences annotated twice are, to the character, sentences of the corpus, the whole test part among them."""
    first = {s.text for p in corpus() for s in p.sentences}
    second = {s.text for p in corpus(FOLDER.parent / "second") for s in p.sentences}
    assert second <= first
    assert {s.text for p in corpus(split="test") for s in p.sentences} <= second


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        ("truce", [(23, 28)]),
        ("truce #2", [(48, 53)]),
        ("Marn ... Teke", [(0, 13)]),
        ("Marn + Belisk", [(0, 4), (32, 38)]),
    ],
)
def test_words_are_found(words: str, spans: list[tuple[int, int]]) -> None:
    """Words, their second occurrence, a stretch and a broken stretch are found by their exact place."""
    assert [(s.start, s.end) for s in find(words, TEXT)] == spans


def test_words_that_are_not_there() -> None:
    """A line whose words the sentence lacks is refused, and names them."""
    with pytest.raises(AnnotationError, match="ceasefire"):
        label("E ceasefire | CONCEDE | occurred | actor=Marn", TEXT)


def test_pronoun_and_names() -> None:
    """Braces give the names that a pronoun means, or that a sentence leaves out."""
    one = label("E signed | SUPPORT | occurred | actor=Marn {Osmar Marn}; mediator={Kestria}; place=Belisk", TEXT)
    assert one.roles["actor"] == (Filler("Marn", (Span(0, 4),), ("Osmar Marn",)),)
    assert one.roles["mediator"] == (Filler("", (), ("Kestria",)),)


def test_faults_name_file_and_line(tmp_path: Path) -> None:
    """A sentence without a line and a broken line are told with file and line, and the rest is kept."""
    path = write(tmp_path, "> One sentence here.\n> Another, [PER Marn] went.\nE flew | CONSULT | occurred |\n0\n")
    process, faults = read(path)
    assert [fault.split(": ")[0] for fault in faults] == ["ford.txt:7", "ford.txt:8"]
    assert len(list(process.sentences)) == 2


def test_measure_counts(tmp_path: Path) -> None:
    """An act of the right place and another type counts as a trigger, not as an event."""
    process, _ = read(
        write(tmp_path, "> Marn met Teke on Monday.\nE met | CONSULT | occurred | actor=Marn; actor=Teke; time=on Monday\n")
    )
    sentence = next(process.sentences)
    found = [Item("E", (Span(5, 8),), "AGREE", "planned", (("actor", Filler("Marn", (Span(0, 4),))),), 0.8)]
    scores = measure([(sentence, list(told(sentence)), found)])
    assert (scores["event_f1"], scores["trigger_f1"], scores["modality"]) == (0.0, 1.0, 0.0)
    assert scores["role_actor_f1"] == pytest.approx(2 / 3, abs=1e-3)
    assert scores["ece"] == pytest.approx(0.8)


def test_pairs_are_one_to_one() -> None:
    """Of two found items that share words with one annotated, one is paired; the other type only where types are not asked."""
    gold = [Item("E", (Span(0, 4),), "CONSULT")]
    found = [Item("E", (Span(0, 4),), "AGREE"), Item("E", (Span(0, 4),), "CONSULT")]
    assert [other.type for _, other in paired(gold, found)] == ["CONSULT"]
    assert list(paired(gold, found[:1], typed=True)) == []


def test_the_cue_inside_a_content() -> None:
    """The cue inside an interrupted content counts for neither side; words beyond the content count as wrong."""
    written = Written("The truce, he said, will hold on.", {}, ())
    gold = [Item("S", (Span(0, 9), Span(20, 29)))]

    assert measure([(written, gold, [Item("S", (Span(0, 29),))])])["content_token_f1"] == 1.0
    assert measure([(written, gold, [Item("S", (Span(0, 32),))])])["content_token_precision"] == 0.8


def test_contents_over_sentences() -> None:
    """Of a content that runs over several sentences only the words of this one count."""
    written = Written("The truce will hold.", {}, ())
    gold = [Item("S", (Span(0, 19),))]

    assert measure([(written, gold, [Item("S", (Span(-30, 19),))])])["content_token_f1"] == 1.0


def test_means_of_weights_are_means_of_legs_before() -> None:
    """The shares of each mean add up to one, and no leg starts from what it or a later one leaves."""
    means = [(number, mean) for number, leg in enumerate(LEGS) for mean in (leg.start, *leg.taught_by) if mean]
    for before, mean in [*means, (len(LEGS), SHIPS)]:
        for shares in (mean.shares, mean.heads):
            assert sum(shares.values()) == pytest.approx(1)
            assert max(shares) < before
