"""Reads documents in the layout of the MEANTIME corpus (CAT): tokens, mentions of entities, events and times, and their links."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree  # noqa: ICN001 - one name for it throughout

import msgspec

from dragoman.model import Span


class Document(msgspec.Struct, frozen=True):
    """One document: its text, the span of each sentence, the span and the attributes of each markable, and links between them.

    A link is its kind, its attributes, and the ids of its sources and targets. `classes` tells the class of an entity's instance.
    """

    name: str
    text: str
    sentences: tuple[Span, ...]
    spans: dict[str, Span]
    tags: dict[str, str]
    attributes: dict[str, dict[str, str]]
    links: tuple[tuple[str, dict[str, str], tuple[str, ...], tuple[str, ...]], ...]


def documents(folder: Path) -> Iterator[Document]:
    """The documents of a folder, each file once (those annotated across documents are annotated within them too)."""
    seen: set[str] = set()
    for file in sorted(folder.rglob("*.xml"), key=lambda p: (p.name, str(p))):
        if file.name not in seen:
            seen.add(file.name)
            yield _read(file)


def _read(file: Path) -> Document:
    root = ElementTree.parse(file).getroot()  # noqa: S314 - a corpus on our own disk
    text, words, sentences = _text(list(root.iter("token")))
    spans: dict[str, Span] = {}
    tags: dict[str, str] = {}
    attributes: dict[str, dict[str, str]] = {}
    for mark in (mark for part in root.iter("Markables") for mark in part):
        anchors = [words[a.get("t_id", "")] for a in mark.iter("token_anchor")]
        of = mark.get("m_id", "")
        tags[of], attributes[of] = mark.tag, dict(mark.attrib)
        if anchors:
            spans[of] = Span(min(a.start for a in anchors), max(a.end for a in anchors))
    links = tuple(
        (link.tag, dict(link.attrib), *(tuple(end.get("m_id", "") for end in link.iter(side)) for side in ("source", "target")))
        for part in root.iter("Relations")
        for link in part
    )
    return Document(file.stem, text, sentences, spans, tags, attributes, links)  # type: ignore[arg-type]


def _text(tokens: list[ElementTree.Element]) -> tuple[str, dict[str, Span], tuple[Span, ...]]:
    """The text with blanks where English has them, and where tokens and sentences stand in it; a paragraph for each sentence."""
    text, at = "", ""
    words: dict[str, Span] = {}
    sentences: list[Span] = []
    for token in tokens:
        word, sentence = token.text or "", token.get("sentence", "")
        if sentence != at:
            text, at = text + ("\n\n" if text else ""), sentence
            sentences.append(Span(len(text), len(text)))
        elif text and not (re.fullmatch(r"[.,;:?!)\]%]|'s|n't|'", word) or text[-1] in "([$"):
            text += " "
        words[token.get("t_id", "")] = Span(len(text), len(text) + len(word))
        text += word
        sentences[-1] = Span(sentences[-1].start, len(text))
    return text, words, tuple(sentences)
