"""The language room: decoding, pieces, lemmas, the shipped model, CoNLL-U, and the adapter to spaCy."""

import hashlib
import importlib
import json
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language import conllu, decode, embedded
from dragoman.language import names as decoding
from dragoman.language.lemmas import lemma
from dragoman.language.network import LARGEST, SQUARE, WASTE, batches
from dragoman.language.shipped import LONGEST, Embedded
from dragoman.language.spacy import Spacy
from dragoman.language.tree import Tree
from dragoman.language.wordpiece import SHAPES, WordPiece, shape
from dragoman.model import Part, Report, Sentence, Span, Text, encode
from dragoman.text.sentences import split
from training.check import wrong
from training.written import lines

TEXT = """Northern Front leader meets Varenia's envoy

Osmar Teke, who heads the Northern Front, met Ilse Brandvik in Port Selim on Monday. He said that the talks had not failed.
“We agreed on a truce,” Gen. al-Tariq told Varenian Radio."""
SPLIT_AT = TEXT.index("\n\n")
TAGS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]


def analyse(text: str) -> tuple[Sentence, ...]:
    parts = (Part(0, len(text), "body"),)
    return embedded()(Report(id="sha256:test", text=text), Text(parts, split(text, parts)))


@cache
def shipped() -> Embedded:
    return Embedded()


@pytest.fixture(scope="module")
def sentences() -> tuple[Sentence, ...]:
    parts = (Part(0, SPLIT_AT, "title"), Part(SPLIT_AT, len(TEXT), "body"))
    return embedded()(Report(id="sha256:test", text=TEXT), Text(parts, split(TEXT, parts)))


def test_parts_and_count(sentences: tuple[Sentence, ...]) -> None:
    """Title and body are read, sentence by sentence, and keep their part."""
    assert [s.part for s in sentences] == ["title", "body", "body", "body"]


def test_spans_walk_back(sentences: tuple[Sentence, ...]) -> None:
    """Every word stands in the full text where its offsets say, and nothing but white space lies between words."""
    for sentence in sentences:
        assert all(TEXT[t.start : t.end] == t.text for t in sentence.tokens)
        assert sentence.tokens[0].start == sentence.start
        assert sentence.tokens[-1].end == sentence.end
        assert all(not TEXT[a.end : b.start].strip() for a, b in pairwise(sentence.tokens))


def test_grammar(sentences: tuple[Sentence, ...]) -> None:
    """The subject and the object of a plain sentence are found."""
    tree = Tree(sentences[1])
    assert tree[tree.root].lemma == "meet"
    assert [tree[i].text for i in tree.children(tree.root, "nsubj")] == ["Osmar"]
    assert [tree[i].text for i in tree.children(tree.root, "obj")] == ["Ilse"]


def test_names(sentences: tuple[Sentence, ...]) -> None:
    """Persons, bodies and places are told apart in a plain sentence."""
    first = sentences[1]
    named = {(" ".join(t.text for t in first.tokens[n.first : n.last + 1]), n.label) for n in first.names}
    assert named >= {("Osmar Teke", "PER"), ("Northern Front", "ORG"), ("Ilse Brandvik", "PER"), ("Port Selim", "LOC")}


def test_alone_or_together(sentences: tuple[Sentence, ...]) -> None:
    """The analysis of a sentence does not depend on what else is in the call, to the last bit."""
    for sentence in sentences:
        alone = Embedded().read(TEXT, sentence.span, sentence.part)
        assert encode(alone) == encode(sentence)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(1, 70), min_size=2, max_size=24), st.randoms(use_true_random=False))
def test_any_company(lengths: list[int], chance: Random) -> None:
    """Sentences of whatever lengths, read together in whatever order, are read as each is alone."""
    words = TEXT.split()
    sentences = [[chance.choice(words) for _ in range(length)] for length in lengths]
    together = shipped().tags(sentences)
    alone = [shipped().tag(sentence) for sentence in sentences]
    order = chance.sample(range(len(sentences)), len(sentences))
    assert together == alone
    assert shipped().tags([sentences[i] for i in order]) == [alone[i] for i in order]


def test_runs_are_shared() -> None:
    """A run takes sentences of like length, none twice, few enough pieces for the caches of a core, and wastes little room."""
    lengths = [5, 16, 17, 90, 3, 33, 12] * 30
    runs = list(batches(lengths))
    assert sorted(i for run in runs for i in run) == list(range(len(lengths)))
    rooms = [[-(-lengths[i] // SQUARE) * SQUARE for i in run] for run in runs]
    assert all(sum(max(run) - own for own in run) <= WASTE for run in rooms)
    assert all(sum(lengths[i] for i in run[:-1]) < LARGEST for run in runs)
    assert list(batches([])) == []


def test_room_does_not_matter() -> None:
    """A short sentence beside one that gets three times its room is read as it is alone."""
    short, long = ["They", "met", "."], TEXT.split() * 2
    assert len(list(batches([len(short) + 2, 40]))) == 1
    assert shipped().tags([short, long]) == [shipped().tag(short), shipped().tag(long)]


def test_other_process(sentences: tuple[Sentence, ...]) -> None:
    """Another process with other threads settings reads the same bytes."""
    code = (
        "import sys; from dragoman.language.shipped import Embedded; from dragoman.model import Span, encode\n"
        "text = sys.stdin.read(); sys.stdout.buffer.write(encode(Embedded().read(text, Span(int(sys.argv[1]), int(sys.argv[2])))))"
    )
    span = sentences[2].span
    arguments = [sys.executable, "-c", code, str(span.start), str(span.end)]
    done = subprocess.run(arguments, input=TEXT.encode(), capture_output=True, check=True, env={"OMP_NUM_THREADS": "7"})  # noqa: S603
    assert done.stdout == encode(sentences[2])


def test_every_sentence_is_a_tree(sentences: tuple[Sentence, ...]) -> None:
    """Each sentence has one root, and every word leads up to it."""
    for sentence in sentences:
        assert decode.is_tree([t.head + 1 for t in sentence.tokens])
        assert [t.rel == "root" for t in sentence.tokens] == [t.head < 0 for t in sentence.tokens]


def test_very_long_line() -> None:
    """A sentence of twenty thousand words is read stretch by stretch, and still one tree."""
    text = "one two, " * 10_000
    sentence = shipped().read(text, Span(0, len(text)))
    assert sentence is not None
    assert sum(t.text != "," for t in sentence.tokens) == 20_000
    assert sum(t.head < 0 for t in sentence.tokens) == 1
    first = next(i for i, t in enumerate(sentence.tokens) if t.head < 0)
    stretches = [t for t in sentence.tokens if t.rel == "parataxis" and t.head == first]
    # The time grows with the number of stretches and no faster: every one is at most as long as the encoder was trained on.
    assert len(stretches) >= 20_000 / LONGEST - 1


@pytest.mark.parametrize("text", ["", "   ", "…", "\u200b", "a" * 5000, "-" * 3000, "¡¿ 𝔘𝔫 ¤ 中文 中", "a-" * 3000, "\x00\x01 b"])
def test_odd_text(text: str) -> None:
    """Whatever the text, it is read without an error and every offset holds."""
    for sentence in analyse(text):
        assert all(text[t.start : t.end] == t.text for t in sentence.tokens)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 9).flatmap(
        lambda n: st.lists(st.lists(st.floats(-9, 9), min_size=n + 1, max_size=n + 1), min_size=n, max_size=n)
    )
)
def test_heads_are_the_best_tree(rows: list[list[float]]) -> None:
    """Whatever the scores, the heads form one tree; for few words none scores better with that root."""
    scores = np.array(rows, np.float32)
    found = decode.heads(scores)
    assert decode.is_tree(found)
    if len(rows) <= 5:
        best = max(_total(scores, tree) for tree in _trees(len(rows)) if tree.index(0) == found.index(0))
        assert _total(scores, found) == pytest.approx(best, abs=1e-3)


def _trees(words: int) -> list[list[int]]:
    every = np.stack(np.meshgrid(*[range(words + 1)] * words), -1).reshape(-1, words).tolist()
    return [tree for tree in every if decode.is_tree(tree)]


def _total(scores: Any, tree: list[int]) -> float:
    return float(sum(scores[i, head] for i, head in enumerate(tree)))


@given(st.lists(st.lists(st.floats(-5, 5), min_size=5, max_size=5), min_size=1, max_size=12))
def test_tags_are_valid(rows: list[list[float]]) -> None:
    """Whatever the scores, an inner tag follows its own kind."""
    tags = decoding.best(np.array(rows, np.float32), TAGS)
    assert not tags[0].startswith("I")
    assert all(not b.startswith("I") or a[2:] == b[2:] for a, b in pairwise(tags))


def test_names_cost_something_to_open() -> None:
    """A doubtful border inside a name is none; a comma parts two names of one type, and so does a type."""
    kinds = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]
    rows = np.full((3, 5), -5, np.float32)
    rows[:, 3] = [4, 3, 3]
    rows[:, 4] = [0, 2, 2]
    assert decoding.best(rows, kinds) == ["B-ORG", "I-ORG", "I-ORG"]
    rows[1, 0] = 6
    assert decoding.best(rows, kinds) == ["B-ORG", "O", "B-ORG"]
    rows[1, 1] = 9
    assert decoding.best(rows, kinds) == ["B-ORG", "B-PER", "B-ORG"]


@pytest.mark.parametrize(
    ("words", "scores", "kind"),
    [
        ("Cyprus", {"MISC": 5, "LOC": 4}, "LOC"),  # a state
        ("Hamas", {"LOC": 5, "ORG": 4}, "ORG"),  # a listed party
        ("Ossendrik", {"LOC": 5, "PER": 4}, "PER"),  # neither listed nor a town
        ("Ossendrik", {"LOC": 8, "PER": 4}, "LOC"),  # but the words around tell
        ("Hebron", {"LOC": 5, "PER": 4}, "LOC"),  # a town
        ("Ossendrik Ridge", {"LOC": 5, "PER": 4}, "LOC"),
        ("Netanyahu", {"LOC": 5, "PER": 3}, "PER"),  # a family of the registry
        ("Jordan", {"LOC": 4, "PER": 5}, "LOC"),  # a state and a family
    ],
)
def test_what_bears_a_name_counts(words: str, scores: dict[str, float], kind: str) -> None:
    """What the lists that ship know of a name weighs on its type where the network is unsure."""
    kinds = ["O", *(f"{mark}-{label}" for label in ("PER", "ORG", "LOC", "MISC") for mark in "BI")]
    rows = np.full((len(words.split()), len(kinds)), -5, np.float32)
    for label, score in scores.items():
        rows[0, kinds.index(f"B-{label}")] = rows[1:, kinds.index(f"I-{label}")] = score
    assert decoding.tags(rows, kinds, words.split())[0] == f"B-{kind}"


def test_two_known_names_are_two() -> None:
    """What it costs to open a name joins no two that are known each, where the network sees a border."""
    kinds = ["O", "B-ORG", "I-ORG"]
    rows = np.array([[0, 5, 0], [0, 5, 4]], np.float32)
    assert decoding.tags(rows, kinds, ["Hamas", "Fatah"]) == ["B-ORG", "B-ORG"]
    assert decoding.tags(rows, kinds, ["Ossendrik", "Fatah"]) == ["B-ORG", "I-ORG"]


def test_ends_of_names() -> None:
    """No mark and no bare preposition ends a name, and a people before a person is a name by itself."""
    kinds = ["O", "B-PER", "I-PER", "B-MISC", "I-MISC"]
    rows = np.full((4, 5), -5, np.float32)
    rows[0, 1] = rows[1:, 2] = 5
    assert decoding.tags(rows, kinds, ["Mira", "Dovani", "of", "the"]) == ["B-PER", "I-PER", "O", "O"]
    assert decoding.tags(rows, kinds, ["Syrian", "Mira", "Dovani", ","]) == ["B-MISC", "B-PER", "I-PER", "O"]


def test_nouns_with_a_conjunction_are_coordinated() -> None:
    """A second subject or a bare noun on a noun, with a conjunction before it, is coordinated; without one it stays."""
    heads, rels = decode.join_coordinated([4, 3, 4, 0], ["nsubj", "cc", "nsubj", "root"])
    assert (heads, rels) == ([4, 3, 1, 0], ["nsubj", "cc", "conj", "root"])
    assert decode.join_coordinated([0, 3, 1], ["root", "cc", "nmod"]) == ([0, 3, 1], ["root", "cc", "conj"])
    # "rebels and government | soldiers": the modifier of a second subject is not itself the coordinated one
    heads, rels = decode.join_coordinated([5, 3, 1, 5, 0], ["nsubj", "cc", "conj", "nsubj", "root"])
    assert (heads, rels) == ([5, 3, 4, 1, 0], ["nsubj", "cc", "compound", "conj", "root"])
    # "talks between | the Front and Kestria ended", the preposition with the second
    heads, rels = decode.join_coordinated([6, 5, 1, 5, 1, 0], ["nsubj", "case", "nmod", "cc", "nmod", "root"])
    assert (heads, rels) == ([6, 3, 1, 5, 3, 0], ["nsubj", "case", "nmod", "cc", "conj", "root"])
    assert decode.join_coordinated([3, 3, 0], ["nsubj", "obj", "root"]) == ([3, 3, 0], ["nsubj", "obj", "root"])
    # a conjunct that hangs on the word behind it: nothing may come to hang on itself
    assert decode.join_coordinated([2, 4, 1, 0], ["conj", "nsubj", "cc", "root"])[0] == [2, 4, 1, 0]


def test_like_is_coordinated_with_like() -> None:
    """A common noun with a phrase of its own, coordinated with a name in the phrase of such a noun, goes to that noun."""
    # envoys of Kestria and envoys of Varenia met
    heads, rels = [8, 3, 1, 5, 3, 7, 5, 0], ["nsubj", "case", "nmod", "cc", "conj", "case", "nmod", "root"]
    xpos = ["NNS", "IN", "NNP", "CC", "NNS", "IN", "NNP", "VBD"]
    assert decode.level_conjuncts(heads, rels, xpos) == [8, 3, 1, 5, 1, 7, 5, 0]
    bare = [*xpos[:4], "NNP", *xpos[5:]]  # envoys of Kestria and Varenia of the hills
    assert decode.level_conjuncts(heads, rels, bare) == heads


def test_prepositions_belong_to_the_noun_behind() -> None:
    """A preposition that hangs on the noun before it goes to the noun behind, with that noun; one that stands right stays."""
    heads, rels = decode.join_prepositions([4, 1, 4, 0], ["obl", "case", "obl", "root"], ["NNS", "IN", "NNS", "VBD"])
    assert (heads, rels) == ([4, 3, 1, 0], ["obl", "case", "nmod", "root"])
    right = ([4, 3, 1, 0], ["obl", "case", "nmod", "root"])
    assert decode.join_prepositions(*right, ["NNS", "IN", "NNS", "VBD"]) == right
    assert decode.agreeing(["VERB", "VERB"], ["NNS", "VBZ"], [2, 0], ["obj", "root"]) == ["NOUN", "VERB"]
    assert decode.agreeing(["CCONJ", "PRON"], ["NNS", "NN"], [2, 0], ["obj", "root"]) == ["NOUN", "PRON"]
    # "Teke meets the envoy": a verb by the one tag that has a subject
    assert decode.agreeing(["PROPN", "VERB"], ["NNP", "NN"], [2, 0], ["nsubj", "root"]) == ["PROPN", "VERB"]


def test_gerunds_are_subjects() -> None:
    """A gerund right before a finite verb without a subject is its subject, and the mark belongs to the verb."""
    found = decode.gerund_subjects([2, 3, 0], ["mark", "advcl", "root"], ["IN", "VBG", "VBD"])
    assert found == ([3, 3, 0], ["mark", "nsubj", "root"])
    kept = ([2, 4, 4, 0], ["mark", "advcl", "nsubj", "root"])
    assert decode.gerund_subjects(*kept, ["IN", "VBG", "NNP", "VBD"]) == kept


def test_persons_hang_together() -> None:
    """The later words of a person's name hang on the first, unless that would make a circle."""
    tags = ["B-PER", "I-PER", "O", "B-ORG", "I-ORG"]
    joined = decode.join_persons([3, 3, 0, 3, 3], ["nsubj", "nsubj", "root", "obj", "obj"], tags)
    assert joined == ([3, 1, 0, 3, 3], ["nsubj", "flat", "root", "obj", "obj"])
    circle = [3, 0, 2], ["nsubj", "root", "dep"], ["B-PER", "I-PER", "O"]
    assert decode.join_persons(*circle) == circle[:2]


LEMMAS = """
met/VERB/VBD/meet talks/NOUN/NNS/talk agreed/VERB/VBN/agree Said/VERB/VBD/say sought/VERB/VBD/seek mediated/VERB/VBN/mediate
negotiating/VERB/VBG/negotiate parties/NOUN/NNS/party convened/VERB/VBD/convene refuses/VERB/VBZ/refuse clashes/NOUN/NNS/clash
banned/VERB/VBN/ban was/AUX/VBD/be would/AUX/MD/would Talks/PROPN/NNPS/Talks their/PRON/PRP$/their spokesmen/NOUN/NNS/spokesman
crises/NOUN/NNS/crisis n't/PART/RB/not n’t/PART/RB/not vowed/VERB/VBD/vow hosting/VERB/VBG/host seized/VERB/VBD/seize
press/NOUN/NN/press postponing/VERB/VBG/postpone revoked/VERB/VBN/revoke looted/VERB/VBD/loot criticises/VERB/VBZ/criticise
severed/VERB/VBD/sever endorses/VERB/VBZ/endorse uniting/VERB/VBG/unite foes/NOUN/NNS/foe
bases/NOUN/NNS/base gazetted/VERB/VBN/gazette
"""


@pytest.mark.parametrize(("word", "upos", "xpos", "expected"), [case.split("/") for case in LEMMAS.split()])
def test_lemma(word: str, upos: str, xpos: str, expected: str) -> None:
    """Verbs and nouns of news give their dictionary form; names stay as written."""
    assert lemma(word, upos, xpos) == expected


def test_pieces() -> None:
    """Words are cut into the longest pieces of the vocabulary; accents and case fall away; odd words are unknown, never lost."""
    pieces = WordPiece("[PAD]\n[UNK]\n[CLS]\n[SEP]\nfat\n##ah\nel\n-\nsis\n##i\n")
    assert pieces.pieces("Fatah") == (4, 5)
    assert pieces.pieces("El-Sísi") == (6, 7, 8, 9)
    assert pieces.pieces("xyz") == (1,)
    assert pieces.pieces("\u200b") == (1,)
    assert pieces.encode(["Fatah", "el"]) == ([2, 4, 5, 6, 3], [0, 4, 4, 1, 0], [0, 1, 3])


def test_shapes() -> None:
    """Each way of writing a word has its own number below the number of shapes."""
    words = ["talks", "UN", "A", "Cairo", "McTeke", "2011", "5Bn", "al-Ahmed", "–"]
    assert [shape(w) for w in words] == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert max(map(shape, words)) < SHAPES


def test_conllu(sentences: tuple[Sentence, ...]) -> None:
    """CoNLL-U has ten columns a word, an empty line after each sentence, and leads back to the text."""
    shown = conllu.render(sentences)
    rows = [line.split("\t") for line in shown.splitlines() if line and not line.startswith("#")]
    assert shown.count("\n\n") == len(sentences)
    assert all(len(row) == 10 for row in rows)
    for row in rows:
        misc = dict(field.split("=") for field in row[9].split("|"))
        assert TEXT[int(misc["start"]) : int(misc["end"])] == row[1]


def test_checksums() -> None:
    """The shipped weights are those that the list of checksums names, and no file is without one."""
    folder = Path(__file__).parents[1] / "src/dragoman/language/weights"
    listed = {name: checksum for checksum, name in (line.split("  ") for line in (folder / "SHA256SUMS").read_text().splitlines())}
    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p.name != "SHA256SUMS"}
    assert listed == found
    assert json.loads((folder / "labels.json").read_text())["ner"][0] == "O"


def test_spacy_adapter() -> None:
    """A spaCy pipeline answers by the same protocol, with our words and offsets."""
    spacy = pytest.importorskip("spacy", reason="the extra dragoman[spacy] is not installed")
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Osmar Teke"},
            {"label": "GPE", "pattern": "Port Selim"},
            {"label": "DATE", "pattern": "Monday"},
        ]
    )
    parts = (Part(0, SPLIT_AT, "title"), Part(SPLIT_AT, len(TEXT), "body"))
    found = Spacy(pipeline)(Report(id="sha256:test", text=TEXT), Text(parts, split(TEXT, parts)))
    named = [(" ".join(t.text for t in s.tokens[n.first : n.last + 1]), n.label) for s in found for n in s.names]
    assert named == [("Osmar Teke", "PER"), ("Port Selim", "LOC")]
    assert all(TEXT[t.start : t.end] == t.text for s in found for t in s.tokens)
    assert all(decode.is_tree([t.head + 1 for t in s.tokens]) for s in found)


def test_loaded_once() -> None:
    """The shipped model is one object in a process, however often it is asked for."""
    assert embedded() is embedded()
    analyse("He left.")
    assert callable(embedded())
    assert embedded() is importlib.import_module("dragoman.language").embedded()


def test_written_sentences() -> None:
    """The sentences written for training have names that end where words end, known labels, and come once."""
    every = lines()
    assert len(every) == len(set(every)) > 700
    assert [fault for line in every for fault in wrong(line)] == []
    assert list(wrong("[GPE Cairo] met [PER Te]ke")) == ["no such label: GPE", "a name ends inside a word: Te"]
