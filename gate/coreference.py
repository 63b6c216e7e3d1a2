"""Event coreference across documents on data in the layout of ECB+: gold mentions, beside the same-lemma baseline.

    python -m gate.coreference FOLDER [TOPIC…]

Mentions are those of the validated sentences where the folder lists them. They come without type, date, place or parties, so
that only words are measured: those of the act, of its sentence, and of the two stories. Documents are compared within a topic.
"""

import argparse
import csv
import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree  # noqa: ICN001 - one name for it throughout

import msgspec

from dragoman import resolve
from dragoman.model import Claim, Event, Evidence, Filed, Part, Published, Report, Span, Text, Witness, claim_id
from dragoman.resolve.terms import stems
from gate.clusters import conll

Scores = dict[str, float]


class Mention(msgspec.Struct, frozen=True):
    """A mention of an event as annotated: its witness, and the key of its gold cluster."""

    witness: Witness
    key: str


def mentions(path: Path, validated: frozenset[tuple[str, str]]) -> Iterator[Mention]:
    """The event mentions of one document."""
    root = ElementTree.parse(path).getroot()  # noqa: S314 - a corpus on our own disk
    tokens = {t.get("t_id", ""): t for t in root.iter("token")}
    text, offsets, sentences = _text(list(root.iter("token")))
    filed = Filed(
        report=Report(id=path.stem, text=text),
        text=Text((Part(0, len(text), "body"),), tuple(sentences.values())),
        published=Published(),
    )
    keys = _keys(root)
    for n, markable in enumerate(e for part in root.iter("Markables") for e in part if e.find("token_anchor") is not None):
        anchors = [a.get("t_id", "") for a in markable.iter("token_anchor")]
        number = tokens[anchors[0]].get("sentence", "")
        if "ACTION" not in markable.tag or (validated and (path.stem, number) not in validated):
            continue
        span = Span(offsets[anchors[0]].start, offsets[anchors[-1]].end)
        key = keys.get(markable.get("m_id", ""), f"{path.stem}:{markable.get('m_id')}")
        yield Mention(_witness(filed, span, sentences[number], n), key)


def _text(tokens: list[ElementTree.Element]) -> tuple[str, dict[str, Span], dict[str, Span]]:
    """The text, and where tokens and sentences stand in it."""
    text = ""
    offsets: dict[str, Span] = {}
    sentences: dict[str, Span] = {}
    for token in tokens:
        word = token.text or ""
        offsets[token.get("t_id", "")] = Span(len(text), len(text) + len(word))
        number = token.get("sentence", "")
        start = sentences[number].start if number in sentences else len(text)
        sentences[number] = Span(start, len(text) + len(word))
        text += f"{word} "
    return text, offsets, sentences


def _keys(root: ElementTree.Element) -> dict[str, str]:
    """Mention → gold cluster."""
    found: dict[str, str] = {}
    for relation in root.iter("Relations"):
        for link in relation:
            note = link.get("note") or f"{root.get('doc_name')}:{link.get('r_id')}"
            found |= {source.get("m_id", ""): note for source in link.iter("source")}
    return found


def _witness(filed: Filed, span: Span, sentence: Span, ordinal: int) -> Witness:
    report, text = filed.report.id, filed.report.text
    made = Claim(
        id=claim_id(report, "event", span, ordinal),
        report=report,
        body=Event(type="", modality="occurred", words=span.of(text)),
        trigger=Evidence(report, span.start, span.end, span.of(text)),
        evidence=(Evidence(report, sentence.start, sentence.end, sentence.of(text)),),
        rule="gold",
    )
    return Witness(made, filed)


def score(path: Path, topics: tuple[str, ...] = ()) -> Scores:
    """Scores in percent over all topics together, ours and those of the baseline."""
    listed = path / "ECBplus_coreference_sentences.csv"
    counted = frozenset(validated(listed)) if listed.exists() else frozenset()
    folders = sorted(
        (p for p in path.iterdir() if p.is_dir() and (not topics or p.name in topics)), key=lambda p: (len(p.name), p.name)
    )
    gold: dict[str, str] = {}
    told: dict[str, str] = {}
    lemma: dict[str, str] = {}
    for folder in folders:
        found = [m for document in sorted(folder.glob("*.xml")) for m in mentions(document, counted)]
        gold |= {m.witness.claim.id: m.key for m in found}
        lemma |= {m.witness.claim.id: f"{folder.name}:{stems(m.witness.claim.trigger.quote)[-1:]}" for m in found}
        _, entries = resolve.entries([m.witness for m in found])
        told |= {c: e.id for e in entries for c in e.claims}
    ours = {k: round(100 * v, 2) for k, v in conll(told, gold).items()}
    baseline = {f"same_lemma_{k}": round(100 * v, 2) for k, v in conll(lemma, gold).items() if k.endswith("f1")}
    return {"mentions": len(gold), "topics": len(folders)} | ours | baseline


def validated(path: Path) -> Iterator[tuple[str, str]]:
    """Document and sentence of what was validated."""
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            topic, document, sentence = (row[k] for k in ("Topic", "File", "Sentence Number"))
            yield f"{topic}_{document}", sentence


def main() -> None:
    """Print the scores as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("topics", nargs="*")
    args = parser.parse_args()
    print(json.dumps(score(args.path, tuple(args.topics)), indent=2))


if __name__ == "__main__":
    main()
