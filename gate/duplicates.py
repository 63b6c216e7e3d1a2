"""Finding copies and versions of one text: derived ones, and texts that are none, from public news sets.

    python -m gate.duplicates DATA [--texts N]

DATA holds `reuters21578` and `ecbplus`. From N texts (100 words or more) versions are derived as wire copy changes in life:
a new title, an update with changed words, a cut, a lead put before it, sentences moved. Each version must be found with its
text (recall), and no two different texts may be taken for one (precision; real copies in the sets count against it).
`ecb_pairs` counts pairs of different ECB+ documents that are taken for one: outlets that printed the same wire copy.
"""

import argparse
import html
import itertools
import json
import random
import re
import tarfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree  # noqa: ICN001 - one name for it throughout

from dragoman import resolve
from dragoman.model import Filed, Part, Published, Report, Text

Scores = dict[str, float]
_LEAST = 100  # words of a text that versions are derived from


def reuters(folder: Path) -> Iterator[str]:
    """Bodies of Reuters-21578, in the order of its files, from the archive that holds them."""
    with tarfile.open(folder / "sgm.tar.gz") as archive:
        for member in sorted((m for m in archive if m.name.endswith(".sgm")), key=lambda m: m.name):
            held = archive.extractfile(member)
            raw = held.read().decode("latin-1") if held else ""
            for body in re.findall(r"<BODY>(.*?)</BODY>", raw, flags=re.DOTALL):
                yield html.unescape(body).replace("\x03", "").replace(" Reuter", "").strip()


def ecb(folder: Path) -> Iterator[str]:
    """Documents of ECB+, in file order."""
    for path in sorted(folder.rglob("*.xml")):
        yield " ".join(t.text or "" for t in ElementTree.parse(path).getroot().iter("token"))  # noqa: S314 - on our own disk


def retitled(text: str, draw: random.Random) -> str:
    """Another headline and byline before the same text."""
    return f"By our own correspondent {draw.randrange(99)}\nWhat is known so far\n{text}"


def updated(text: str, draw: random.Random) -> str:
    """Every thirtieth word or so is another."""
    return " ".join("changed" if draw.random() < 1 / 30 else word for word in text.split())


def cut(text: str, draw: random.Random) -> str:
    """The first half or a bit more: an editor cuts from the end."""
    words = text.split()
    return " ".join(words[: int(len(words) * draw.uniform(0.5, 0.8))])


def led(text: str, draw: random.Random) -> str:
    """A new lead of forty words before the old text, as a second version of a running story has."""
    words = text.split()
    return " ".join([*draw.sample(words, min(40, len(words))), *words])


def moved(text: str, draw: random.Random) -> str:
    """The sentences of the second half in another order."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    half = len(sentences) // 2
    return " ".join([*sentences[:half], *draw.sample(sentences[half:], len(sentences) - half)])


VERSIONS: dict[str, Callable[[str, random.Random], str]] = {f.__name__: f for f in (retitled, updated, cut, led, moved)}


def file(name: str, text: str) -> Filed:
    """A text as a report of one body part."""
    divided = Text((Part(0, len(text), "body"),), ())
    return Filed(report=Report(id=name, text=text), text=divided, published=Published(), signature=resolve.sign(text))


def pairs(filed: Sequence[Filed]) -> set[tuple[str, str]]:
    """Pairs of reports that are taken for versions of one text."""
    by_band: defaultdict[str, list[Filed]] = defaultdict(list)
    for one in filed:
        for band in resolve.bands(one):
            by_band[band].append(one)
    near = {(a.report.id, b.report.id): (a, b) for held in by_band.values() for a, b in itertools.combinations(held, 2)}
    return {pair for pair, (a, b) in near.items() if resolve.copies(a, b)}


def score(path: Path, texts: int = 400) -> Scores:
    """Precision and recall over derived versions, recall for each way of deriving them, and what is found within ECB+."""
    draw = random.Random(6)  # noqa: S311 - the same draw each time
    long = [t for t in reuters(path / "reuters21578") if len(t.split()) >= _LEAST]
    long += [t for t in ecb(path / "ecbplus") if len(t.split()) >= _LEAST]
    chosen = draw.sample(sorted(set(long)), min(texts, len(set(long))))
    filed = [file(f"{n}:text", text) for n, text in enumerate(chosen)]
    filed += [file(f"{n}:{name}", make(text, draw)) for n, text in enumerate(chosen) for name, make in VERSIONS.items()]
    found = pairs(filed)
    right = {pair for pair in found if pair[0].split(":")[0] == pair[1].split(":")[0]}
    wanted = {(f"{n}:text", f"{n}:{name}") for n in range(len(chosen)) for name in VERSIONS}
    recall = {f"recall_{name}": _share([w for w in wanted if w[1].endswith(name)], found) for name in VERSIONS}
    documents = [file(f"ecb:{n}", text) for n, text in enumerate(ecb(path / "ecbplus"))]
    scores = {"texts": len(chosen), "precision": len(right) / max(len(found), 1), "recall": _share(sorted(wanted), found), **recall}
    return {k: round(v, 4) for k, v in scores.items()} | {"ecb_documents": len(documents), "ecb_pairs": len(pairs(documents))}


def _share(wanted: Sequence[tuple[str, str]], found: set[tuple[str, str]]) -> float:
    return sum(pair in found or pair[::-1] in found for pair in wanted) / max(len(wanted), 1)


def main() -> None:
    """Print the scores as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--texts", type=int, default=400)
    args = parser.parse_args()
    print(json.dumps(score(args.path, args.texts), indent=2))


if __name__ == "__main__":
    main()
