"""Odd and hostile texts are read whole, in time that grows with their length."""

import time

import pytest

from dragoman.model import Failure, Report
from dragoman.run.pipeline import read

SENTENCE = "The council met on Monday and agreed to free all the men."
ODD = {
    "line feeds": "\n" * 300_000 + SENTENCE,
    "tiny paragraphs": "\n\n".join(f"Para {number}." for number in range(2_000)) + f"\n\n{SENTENCE}",
    "letters": "U.N. " * 1_500 + SENTENCE,
    "quotation marks": "“" * 20_000 + SENTENCE,
    "brackets": "(" * 20_000 + SENTENCE,
    "one word": "x" * 300_000 + f"\n\n{SENTENCE}",
    "control signs": f"\x1b[31m{SENTENCE} " * 3 + SENTENCE * 9,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_read_in_time(name: str) -> None:
    """Whatever stands around it, the sentence is read, within seconds, and nothing raises."""
    text = ODD[name]
    began = time.process_time()
    (outcome,) = read(Report(id="sha256:odd", text=text, origins=("odd.txt",)))
    assert not isinstance(outcome, Failure)
    assert text.rfind(SENTENCE) < max(row.end for row in outcome.coverage)
    assert time.process_time() - began < 30
