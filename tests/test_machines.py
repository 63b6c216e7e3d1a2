"""The comparison of kinds of machine: what it tells of one and of two."""

from pathlib import Path

import msgspec

from gate.machines import compared, told

TEXT = "Osmar Teke, who heads the Northern Front, met Ilse Brandvik in Port Selim on Monday.\n\nHe said that the talks had failed."


def test_machines_are_compared_by_sentence_and_file(tmp_path: Path) -> None:
    """A machine gives what it gave before; a bit that differs is told, and that it changed no label."""
    (tmp_path / "a.txt").write_text(TEXT)
    here = told(tmp_path)
    assert compared(here, told(tmp_path)) == {
        "here": here.machine,
        "there": here.machine,
        "sentences": 2,
        "words": 1.0,
        "scores": 1.0,
        "chances": 1.0,
        "labels": 1.0,
        "files_unlike": [],
    }
    first = msgspec.structs.replace(here.sentences[0], scores="other")
    other = msgspec.structs.replace(here, sentences=[first, here.sentences[1]], files=here.files | {"events.jsonl": "other"})
    found = compared(here, other)
    assert (found["scores"], found["labels"], found["files_unlike"]) == (0.5, 1.0, ["events.jsonl"])
