"""How often plain prose is read as a political act: `python -m gate.quiet PATH… [--share N]`.

PATH is text that tells of no politics: CoNLL-U files (`# newdoc`, `# text`), `.txt` files of one text each, or folders of
them. Every sentence in which an event is read counts as an alarm, whether or not the act is real: in texts chosen for their
subject the share shows how much a reader would have to throw away. `--share N` reads every N-th text only.

Scores: `sentences`, `events`, and `alarm_share`, sentences with an event by sentences.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from dragoman import extract, run
from dragoman.model import Event, Report


def score(paths: Path | Sequence[Path], share: int = 1) -> dict[str, float]:
    """Counts over the texts at these paths."""
    places = [paths] if isinstance(paths, Path) else list(paths)
    sentences = events = alarms = 0
    for text in islice(texts(places), 0, None, share):
        reading = run.analyse(Report(id="sha256:gate", text=text))
        triggers = [claim.trigger for claim in extract.claims(reading) if isinstance(claim.body, Event)]
        sentences += len(reading.text.sentences)
        events += len(triggers)
        alarms += sum(any(s.start <= t.start < s.end for t in triggers) for s in reading.text.sentences)
    return {
        "sentences": float(sentences),
        "events": float(events),
        "alarm_share": round(alarms / sentences, 4) if sentences else 0.0,
    }


def texts(paths: Iterable[Path]) -> Iterator[str]:
    """Every text at these paths, in sorted order."""
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix == ".conllu":
                yield from _documents(file.read_text("utf-8"))
            elif file.suffix == ".txt":
                yield file.read_text("utf-8")


def _documents(annotated: str) -> Iterator[str]:
    """The texts of a CoNLL-U file, one paragraph to a sentence."""
    for document in annotated.split("# newdoc")[1:]:
        found = [line.removeprefix("# text = ") for line in document.splitlines() if line.startswith("# text = ")]
        if found:
            yield "\n\n".join(found)


def main() -> None:
    """Print the scores as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--share", type=int, default=1)
    given = parser.parse_args()
    print(json.dumps(score(given.paths, given.share)))


if __name__ == "__main__":
    main()
