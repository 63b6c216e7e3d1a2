"""What a text states of itself in its parts: headline, byline, wire service, publisher, address. Nothing is guessed."""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dragoman.model import Part, PartLabel, Report
from dragoman.text.patterns import agencies, compiled

_PICTURE = re.compile(r"\b(?:photo|picture|image|video|getty|file|screenshot|courtesy|illustration|graphic)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_BY = re.compile(r"^[\s—–-]*(?:(?:written|posted|submitted|reported|text|story) by|by|from)\b:?\s*", re.IGNORECASE)
_UNLISTED = r"\d,? ?[(\[/]({service})[)\]/]"  # after a date alone: a bare place may be explained in brackets as well
_CREW = re.compile(r"^\W*(?:additional |further )?(?:reporting|writing|edit|translat|compil|contribut)", re.IGNORECASE)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s*©)?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s*)?(?:by\s+)?([^.,|©\n]{2,60}?)[\s.,|-]*all rights reserved",
    re.IGNORECASE,
)


def stated(report: Report, parts: Sequence[Part]) -> Report:
    """The report with title, byline, agency, source and url filled where its text states them and its metadata do not."""
    return msgspec.structs.replace(
        report,
        title=report.title or next(_of(report, parts, "title"), None),
        byline=report.byline or _byline(_of(report, parts, "byline")),
        agency=report.agency or _agency(report, parts),
        source=report.source or _publisher(_credits(report, parts)),
        url=report.url or _address(_credits(report, parts)),
    )


def _of(report: Report, parts: Iterable[Part], label: PartLabel) -> Iterator[str]:
    """The words of all parts of one kind, in order, in one line each."""
    return (" ".join(part.span.of(report.text).split()) for part in parts if part.part == label)


def _byline(lines: Iterable[str]) -> str | None:
    """The first line that says who wrote; who only helped or edited is no author."""
    return next((_BY.sub("", line).strip(" .|") for line in lines if not _CREW.match(line) and "@" not in line), None)


def _credits(report: Report, parts: Sequence[Part]) -> list[str]:
    """The credits of the text: those that follow no caption and speak of no picture."""
    before: PartLabel | None = None
    found = []
    for part in parts:
        words = " ".join(part.span.of(report.text).split())
        if part.part == "credit" and before != "caption" and not _PICTURE.search(_ADDRESS.sub("", words)):
            found.append(words)
        before = part.part
    return found


def _agency(report: Report, parts: Sequence[Part]) -> str | None:
    """The wire service: of the dateline, else of a credit, else of the byline. None where one place names several."""
    credits_ = [_ADDRESS.sub("", words) for words in _credits(report, parts)]
    for lines in (_of(report, parts, "dateline"), credits_, _of(report, parts, "byline")):
        named = {short for line in lines for short in _services(line)}
        if named:
            return named.pop() if len(named) == 1 else None
    unlisted = {found[1] for line in _of(report, parts, "dateline") for found in compiled(_UNLISTED).finditer(line)}
    return unlisted.pop() if len(unlisted) == 1 else None


def _services(line: str) -> Iterator[str]:
    known = agencies()
    return (known[found[0]] for found in compiled(r"(?<!\w){agency}").finditer(line))


def _publisher(credits_: Iterable[str]) -> str | None:
    """The holder of the rights, where a line reserves them and names no wire service."""
    for words in credits_:
        found = _RIGHTS.search(words)
        if found and found[1].strip() not in agencies():
            return found[1].strip()
    return None


def _address(credits_: Iterable[str]) -> str | None:
    """The address that the text gives as its own. None where it gives several."""
    found = {match[0].rstrip(".,;)") for words in credits_ for match in _ADDRESS.finditer(words)}
    return found.pop() if len(found) == 1 else None
