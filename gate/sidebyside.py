"""Speed beside a spaCy CNN pipeline, in one run: `python -m gate.sidebyside FOLDER [--updates 150]`; needs the extra `spacy`.

Both read the same raw text, the sentences of EWT's test set in paragraphs of ten, on one thread, from characters to tags, trees
and names; ours to lemmas and the senses of words as well. The other is spaCy's small English pipeline by make: a convolutional
tok2vec of width 96 and depth 4, and a tagger, a parser and an entity recogniser that share it. It learns from EWT for a few
updates only: speed asks for trees of the usual shape, not for good ones. Seconds are of the processor, the best of three turns.
"""

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman.language import embedded
from dragoman.model import Report
from dragoman.text import divide

TOK2VEC = {"@architectures": "spacy.HashEmbedCNN.v2", "width": 96, "depth": 4, "embed_size": 2000, "window_size": 1}
SHARED = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}
TURNS = 3


def pipeline(folder: Path, updates: int) -> Any:
    """The small pipeline, trained a little on EWT; as entities it is shown the single proper nouns."""
    import spacy  # noqa: PLC0415 (an optional extra)
    from spacy.training import Example  # noqa: PLC0415
    from spacy.training.converters import conllu_to_docs  # noqa: PLC0415

    nlp = spacy.blank("en")
    whole = TOK2VEC | {"maxout_pieces": 3, "subword_features": True, "pretrained_vectors": None}
    nlp.add_pipe("tok2vec", config={"model": whole})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": SHARED}})
    for name in ("parser", "ner"):
        sizes = {"extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True}
        model = {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": name, "tok2vec": SHARED}
        nlp.add_pipe(name, config={"model": model | sizes})
    told = (folder / "ud_ewt/en_ewt-ud-train.conllu").read_text("utf-8")
    examples = []
    for doc in conllu_to_docs(told, n_sents=1, no_print=True):
        doc.ents = [spacy.tokens.Span(doc, word.i, word.i + 1, label="ORG") for word in doc if word.tag_ == "NNP"]
        examples.append(Example(nlp.make_doc(doc.text), doc))
    chance = random.Random(1)  # noqa: S311 (draws)
    optimizer = nlp.initialize(lambda: examples[:2000])
    for _ in range(updates):
        nlp.update(chance.sample(examples, 64), sgd=optimizer)
    return nlp


def paragraphs(folder: Path) -> Iterator[str]:
    """The sentences of EWT's test set, ten to a paragraph."""
    lines = (folder / "ud_ewt/en_ewt-ud-test.conllu").read_text("utf-8").splitlines()
    sentences = (line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))
    while ten := list(islice(sentences, 10)):
        yield " ".join(ten)


def ours(text: str) -> None:
    """Reads one paragraph with the shipped model, from characters on."""
    report = Report(id="sha256:gate", text=text)
    embedded()(report, divide(report))


def seconds(read: Callable[[str], Any], texts: list[str]) -> float:
    """Seconds of the processor that reading all takes."""
    started = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - started


def main() -> None:
    """Prints words per second of both, and their ratio, as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--updates", type=int, default=150)
    args = parser.parse_args()
    texts = list(paragraphs(args.folder))
    words = sum(len(text.split()) for text in texts)
    theirs = pipeline(args.folder, args.updates)
    turns = [(seconds(ours, texts), seconds(theirs, texts)) for _ in range(TURNS)]
    mine, other = (words / min(turn[side] for turn in turns) for side in (0, 1))
    told = {"words": words, "words_per_s": round(mine), "spacy_words_per_s": round(other), "ratio": round(mine / other, 2)}
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
