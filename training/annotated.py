"""The corpus written for this project (`corpus/*.txt`, format in `corpus/README.md`) as nouns: processes, sentences, labels."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.model import Span
from training.written import plain

FOLDER = Path(__file__).with_name("corpus")
SPLITS = ("train", "everyday-train", "dev", "test", "everyday")
"""Parts of the corpus; `everyday` is a second test part, in the manner of everyday political news."""
ROLES = {
    "E": frozenset({"actor", "recipient", "mediator", "host", "time", "place", "said", "number", "issue"}),
    "S": frozenset({"source", "content", "quoted", "addressee", "via", "stance", "toward", "issue"}),
    "C": frozenset({"by", "toward", "mediator", "due", "condition", "accuser", "number", "issue"}),
}
WORDLESS = frozenset({"issue", "quoted", "stance", "via", "toward"})  # roles whose words need not stand in the sentence
BRACES = re.compile(r"\s*\{([^{}]*)\}\s*$")
NTH = re.compile(r"\s*#(\d)$")
ELLIPSIS = " ... "


class AnnotationError(ValueError):
    """A line that breaks the format; its text names file, line and what to mend."""


@dataclass(frozen=True)
class Filler:
    """What fills a role: the words as written, their spans in the sentence (none where left out), and whom they mean."""

    words: str
    spans: tuple[Span, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Label:
    """One annotation line. `kind` is E, S or C; `value` the modality of an act or the status of an undertaking."""

    kind: str
    trigger: Span | None
    type: str = ""
    mode: str = ""
    value: str = ""
    roles: Mapping[str, tuple[Filler, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Written:
    """One sentence without its brackets, its names by place, and its labels; `title` marks a headline."""

    text: str
    names: Mapping[Span, str]
    labels: tuple[Label, ...]
    title: bool = False


@dataclass(frozen=True)
class Piece:
    """A report, or sentences that stand loose (`report` false): what its heading says, and its sentences."""

    report: bool
    sentences: tuple[Written, ...]
    published: str = ""
    manner: str = ""


@dataclass(frozen=True)
class Process:
    """One file: a process, which part of the split it belongs to, and what was written about it."""

    slug: str
    name: str
    split: str
    pieces: tuple[Piece, ...]

    @property
    def sentences(self) -> Iterator[Written]:
        """Every sentence, in the order of the file."""
        return (sentence for piece in self.pieces for sentence in piece.sentences)


def corpus(folder: Path = FOLDER, split: str = "") -> Iterator[Process]:
    """The processes of one part of the split, or all, by name; raises `AnnotationError` on the first broken line."""
    for path in sorted(folder.glob("*.txt")):
        found, faults = read(path)
        if faults:
            raise AnnotationError(faults[0])
        if split in ("", found.split):
            yield found


def read(path: Path) -> tuple[Process, list[str]]:
    """One file, and a line for each fault in it; a faulty annotation is left out of what is returned."""
    reader = _Reader(path)
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            reader.take(line.rstrip(), number)
        except AnnotationError as fault:
            reader.faults.append(f"{path.name}:{number}: {fault}: {line[:100]}")
    reader.close()
    head = reader.head
    return Process(path.stem, head.get("process", ""), head.get("split", ""), tuple(reader.pieces)), reader.faults


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.head: dict[str, str] = {}
        self.pieces: list[Piece] = []
        self.faults: list[str] = []
        self._heading: dict[str, str] | None = None
        self._sentences: list[Written] = []
        self._open: tuple[str, Mapping[Span, str], bool] | None = None
        self._labels: list[Label] = []
        self._marked = False

    def take(self, line: str, number: int) -> None:
        if not line or line.startswith("# "):
            return
        if line.startswith("## "):
            self._end_piece()
            self._heading = _heading(line[3:])
        elif line[:2] in ("> ", "^ "):
            self._end_sentence(number)
            text, names = plain(line[2:].strip())
            self._open = (text, names, line[0] == "^")
            if "[" in text or "]" in text:
                raise AnnotationError("a bracket is left over")
        elif self._heading is None:
            key, _, value = line.partition("=")
            self.head[key.strip()] = value.strip()
        else:
            self._annotate(line)

    def close(self) -> None:
        self._end_piece()
        if self.head.get("split") not in SPLITS or not self.head.get("process"):
            self.faults.append(f"{self.path.name}: give process and split ({', '.join(SPLITS)}) at the head")

    def _annotate(self, line: str) -> None:
        self._marked = True
        if self._open is None:
            raise AnnotationError("an annotation before any sentence")
        if line != "0":
            self._labels.append(label(line, self._open[0]))

    def _end_sentence(self, number: int = 0) -> None:
        if self._open:
            if not self._marked:
                self.faults.append(f"{self.path.name}:{number}: no line after the sentence before; write 0 where it holds nothing")
            text, names, title = self._open
            self._sentences.append(Written(text, names, tuple(self._labels), title))
        self._open, self._labels, self._marked = None, [], False

    def _end_piece(self) -> None:
        self._end_sentence()
        if self._heading is not None and self._sentences:
            heading = self._heading
            self.pieces.append(
                Piece(heading["kind"] == "report", tuple(self._sentences), heading.get("published", ""), heading.get("manner", ""))
            )
        self._sentences = []


def _heading(line: str) -> dict[str, str]:
    kind, *fields = (part.strip() for part in line.split("|"))
    if kind not in ("report", "loose"):
        raise AnnotationError("a heading is `## loose | …` or `## report | …`")
    return {"kind": kind, **{k.strip(): v.strip() for k, _, v in (part.partition("=") for part in fields)}}


def label(line: str, text: str) -> Label:
    """One annotation line, read against its sentence; raises `AnnotationError` where the words are not there."""
    kind, _, rest = line.partition(" ")
    if kind not in ROLES:
        raise AnnotationError("a line opens with E, S, C or 0")
    parts = [part.strip() for part in rest.split(" | ")]
    wanted = 2 if kind == "S" else 4
    if len(parts) == wanted - 1:
        parts.append("")
    if len(parts) != wanted:
        raise AnnotationError(f"{wanted} fields parted by ` | ` are wanted")
    trigger = None if kind == "S" and parts[0] in (":", "-") else find(parts[0], text)[0]
    roles = _roles(kind, parts[-1], text)
    if kind == "S":
        return Label(kind, trigger, roles=roles)
    type_, _, mode = parts[1].partition(" ")
    return Label(kind, trigger, type_, mode.strip(), parts[2], roles)


def _roles(kind: str, fields: str, text: str) -> dict[str, tuple[Filler, ...]]:
    roles: dict[str, tuple[Filler, ...]] = {}
    for part in filter(None, (part.strip() for part in fields.split(";"))):
        role, equals, words = part.partition("=")
        role = role.strip()
        if not equals or role not in ROLES[kind]:
            raise AnnotationError(f"no such role: {part}")
        roles[role] = (*roles.get(role, ()), filler(words.strip(), text, free=role in WORDLESS))
    return roles


def filler(words: str, text: str, *, free: bool = False) -> Filler:
    """What fills a role, from `words`, `words {names}` or `{names}`; `free` words need not stand in the text."""
    braces = BRACES.search(words)
    names = tuple(name.strip() for name in braces[1].split(",") if name.strip()) if braces else ()
    words = BRACES.sub("", words).strip()
    if not words or free:
        return Filler(words, (), names)
    return Filler(words, find(words, text), names)


def find(words: str, text: str) -> tuple[Span, ...]:
    """The places of words: `one ... another` from first to last, `one + another` several, `one #2` the second of its kind."""
    return tuple(_find(piece.strip(), text) for piece in words.split(" + "))


def _find(words: str, text: str) -> Span:
    first, ellipsis, last = words.partition(ELLIPSIS)
    start = _whole(first, text)
    if not ellipsis:
        return start
    end = _whole(last, text, start.end)
    return Span(start.start, end.end)


def _whole(words: str, text: str, after: int = 0) -> Span:
    nth = NTH.search(words)
    words, wanted = NTH.sub("", words), int(nth[1]) if nth else 1
    places: Sequence[re.Match[str]] = list(re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").finditer(text, after))
    if len(places) < wanted:
        raise AnnotationError(f"these words do not stand in the sentence: {words}")
    return Span(*places[wanted - 1].span())
