"""Whether two kinds of machine read alike: `python -m gate.machines > here.json`, there the same with `--against here.json`.

Reads the sentences of the example (`--reports PATH` for others, `--share N` for every N-th) and prints digests of what each gives:
`words`, what it is cut into; `scores`, the bits that leave the network; `chances`, the probabilities made of them, in two decimals;
`labels`, all else: tags, tree, names, senses and roles. `files` has a digest of each file of an export of the whole record.
With `--against` it prints what share is alike, and which files are not.
"""

import argparse
import hashlib
import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import numpy as np

from dragoman import export, ingest, run, store, text
from dragoman.language.network import Network, Scores, Tagged, batches
from dragoman.language.shipped import LONGEST
from dragoman.model import Failure, Sense
from dragoman.text.tokens import tokenise

EXAMPLE = Path(__file__).parent.parent / "examples" / "reports"


class Digests(msgspec.Struct):
    """What a sentence is to the network, and what the network gives for it."""

    words: str
    scores: str
    chances: str
    labels: str


class Told(msgspec.Struct):
    """What one machine is, and what it gives."""

    machine: str
    sentences: list[Digests]
    files: dict[str, str]


def told(reports: Path, share: int = 1) -> Told:
    """What this machine gives for these reports."""
    return Told(machine(), read(list(islice(sentences(reports), 0, None, share))), files(reports))


def machine() -> str:
    """What differences may come from."""
    extensions = np.show_config("dicts")["SIMD Extensions"].get("found", [])
    releases = (f"python {platform.python_version()}", *(f"{name} {version(name)}" for name in ("onnxruntime", "numpy")))
    return ", ".join([platform.machine(), *extensions, *releases])


def sentences(reports: Path) -> Iterator[list[str]]:
    """The words of each sentence. Those that are read in stretches are left out: a stretch is a sentence to the network."""
    pieces = Network().pieces
    for item in ingest.read([reports]):
        if isinstance(item, Failure):
            raise SystemExit(f"{item.origin}: {item.why}")
        for span in text.divide(item).sentences:
            words = [place.of(item.text) for place in tokenise(item.text, span)]
            if words and len(pieces.encode(words).ids) <= LONGEST:
                yield words


def read(held: Sequence[Sequence[str]]) -> list[Digests]:
    """The digests of each sentence."""
    network = Network()
    encoded = [network.pieces.encode(words) for words in held]
    found: dict[int, Digests] = {}
    for batch in batches([len(sentence.ids) for sentence in encoded]):
        for i, scores in zip(batch, network.scores([encoded[i] for i in batch]), strict=True):
            found[i] = _digests(held[i], scores, network.read(scores, held[i]))
    return [found[i] for i in range(len(encoded))]


def _digests(words: Sequence[str], scores: Scores, tagged: Tagged) -> Digests:
    return Digests(
        words=_digest(msgspec.json.encode(words)),
        scores=_digest(b"".join(name.encode() + scores[name].tobytes() for name in sorted(scores))),
        chances=_digest(msgspec.json.encode([_chances(sense) for sense in tagged.senses])),
        labels=_digest(msgspec.json.encode((*tagged[:-1], [_labels(sense) for sense in tagged.senses]))),
    )


def _chances(sense: Sense) -> object:
    return sense.probability, sense.certainty, [filler.probability for filler in sense.fillers]


def _labels(sense: Sense) -> object:
    roles = [(filler.role, filler.first, filler.last) for filler in sense.fillers]
    return sense.kind, sense.token, sense.label, sense.modality, roles


def files(reports: Path) -> dict[str, str]:
    """The digest of each file of an export of the record of these reports."""
    with TemporaryDirectory() as folder:
        record, to = Path(folder) / "record.db", Path(folder) / "export"
        run.build([reports], run.Settings(record=record))
        export.export(store.open_record(record), to, "jsonl")
        return {path.relative_to(to).as_posix(): _digest(path.read_bytes()) for path in sorted(to.rglob("*")) if path.is_file()}


def _digest(given: bytes) -> str:
    return hashlib.sha256(given).hexdigest()[:16]


def compared(here: Told, there: Told) -> dict[str, object]:
    """The machines, the share of sentences alike by each digest, and the files that differ."""
    pairs = list(zip(here.sentences, there.sentences, strict=True))
    shares = {name: sum(getattr(a, name) == getattr(b, name) for a, b in pairs) / len(pairs) for name in Digests.__struct_fields__}
    unlike = sorted(name for name in here.files | there.files if here.files.get(name) != there.files.get(name))
    return {"here": here.machine, "there": there.machine, "sentences": len(pairs), **shares, "files_unlike": unlike}


def main() -> None:
    """Print digests, or what they share with those of another machine, as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, default=EXAMPLE)
    parser.add_argument("--share", type=int, default=1)
    parser.add_argument("--against", type=Path)
    given = parser.parse_args()
    here = told(given.reports, given.share)
    shown = compared(here, msgspec.json.decode(given.against.read_bytes(), type=Told)) if given.against else here
    print(msgspec.json.format(msgspec.json.encode(shown)).decode())


if __name__ == "__main__":
    main()
