"""The gate on outlets: where annotated phrases stand, and whom they mean."""

from pathlib import Path

from dragoman.model import Report
from dragoman.run.pipeline import analyse
from gate import newswcl
from gate.annotated_words import Phrase, places

HEAD = "id,code_type,code_name,code_mention,target_concept,event_id,publisher_id,paragraph,sentence,start,end\n"


def test_phrase_stands_where_its_token_is() -> None:
    """Of several places with the same words the nearest to the annotated token is meant; marks of quotation may differ."""
    text = "Teke spoke\n\nTeke said that Teke “never” agreed.\n"
    reading = analyse(Report(id="r", text=text))
    found = places(reading, [Phrase("a", "Teke", 1, 0), Phrase("b", "Teke", 1, 3), Phrase("c", "``never''", 1, 4)])
    assert [found[key].of(text) for key in "abc"] == ["Teke", "Teke", "“never”"]
    assert found["a"].start == text.index("Teke said")
    assert found["b"].start == text.index("Teke “")


def test_phrases_mean_whom_the_program_reads(tmp_path: Path) -> None:
    """A surname in one outlet and a full name in another are one chain, for each report is read whole."""
    (tmp_path / "0_A.txt").write_text("Osmar Teke met the Northern Front\n\nMr. Teke left the talks on Monday.\n", "utf-8")
    (tmp_path / "0_B.txt").write_text("Osmar Teke left the talks on Monday.\n", "utf-8")
    rows = [
        "1,ACTOR,Teke,Osmar Teke,,0,A,0,0,0,1",
        "2,ACTOR,Teke,Mr. Teke,,0,A,1,1,0,1",
        "3,ACTOR,Teke,Osmar Teke,,0,B,0,0,0,1",
        "4,GROUP,Front,the Northern Front,,0,A,0,0,3,5",
    ]
    (tmp_path / "annotations_0.csv").write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    scores = newswcl.score(tmp_path)["actors"]
    assert scores["conll_f1"] > 99
    assert scores["mentions"] == len(rows)
