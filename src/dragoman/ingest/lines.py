"""The full text of a page, by one fixed rule that no better cleaner will ever move.

The rule: all text nodes in document order, but those inside `script`, `style`, `noscript`, `template`, `iframe`, `object`
and `svg`. Runs of the white space of HTML (space, tab, line feed, form feed, carriage return) become one space. Where an
element that stands as a block begins or ends, and at `br`, a new line begins; lines without text leave no trace.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

_SILENT = frozenset(["script", "style", "noscript", "template", "iframe", "object", "svg"])
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_SPACE = re.compile(r"[ \t\n\f\r]+")
# What an element says of its text by its name, and by words in its class, id, itemprop and rel.
_TAGS = {
    **{
        name: name
        for name in [
            "title",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "nav",
            "header",
            "footer",
            "aside",
            "figcaption",
            "time",
            "a",
            "form",
            "button",
            "select",
            "li",
        ]
    },
    "caption": "figcaption",
}
_HINTS = (
    ("figcaption", re.compile(r"caption|cutline|legend", re.IGNORECASE)),
    ("credit", re.compile(r"(?:photo|image|picture)?-?_?credit|copyright|source-?link", re.IGNORECASE)),
    ("byline", re.compile(r"byline|author|(?:^|[ _-])writer", re.IGNORECASE)),
    (
        "time",
        re.compile(r"date(?:line|published|modified)?(?:$|[ _-])|publish|timestamp|(?:^|[ _-])time(?:$|[ _-])", re.IGNORECASE),
    ),
    (
        "related",
        re.compile(
            r"related|recommend|read-?_?(?:more|next|also)|more-?_?(?:from|on|stories)|most-?_?(?:read|popular)|trending",
            re.IGNORECASE,
        ),
    ),
    ("nav", re.compile(r"breadcrumb|menu|navigation|(?:^|[ _-])nav(?:$|[ _-])|share|social|newsletter|subscribe", re.IGNORECASE)),
)
_NAMING = ("class", "id", "itemprop", "rel")


class Line(NamedTuple):
    """A line of the full text: offsets without the line feed, what its elements say of it, and the share of it inside links."""

    start: int
    end: int
    kinds: frozenset[str]
    linked: float


class _Text(NamedTuple):
    words: str
    kinds: frozenset[str]


_BREAK = _Text("\n", frozenset())


def lay_out(tree: HtmlElement) -> tuple[str, tuple[Line, ...]]:
    """The full text of a page, and its lines."""
    text: list[str] = []
    lines: list[Line] = []
    start = 0
    pieces: list[_Text] = []
    for piece in (*_pieces(tree), _BREAK):
        if piece is not _BREAK:
            pieces.append(piece)
            continue
        words = _SPACE.sub(" ", "".join(part.words for part in pieces)).strip(" ")
        if words:
            text.append(words)
            lines.append(_line(start, words, pieces))
            start += len(words) + 1
        pieces = []
    return "\n".join(text), tuple(lines)


def _line(start: int, words: str, pieces: list[_Text]) -> Line:
    kinds = frozenset[str]().union(*(piece.kinds for piece in pieces if piece.words.strip()))
    linked = sum(len(piece.words.strip()) for piece in pieces if "a" in piece.kinds)
    return Line(start, start + len(words), kinds, min(1.0, linked / len(words)))


def _pieces(tree: HtmlElement) -> Iterator[_Text]:
    """Texts and breaks in document order. A stack of its own, because a page may nest deeper than Python does."""
    waiting: list[HtmlElement | _Text] = [tree]
    above: dict[HtmlElement, frozenset[str]] = {}
    while waiting:
        item = waiting.pop()
        if isinstance(item, _Text):
            yield item
            continue
        outside = above.pop(item, frozenset())
        if item.tail:
            waiting.append(_Text(item.tail, outside))
        if not isinstance(item.tag, str) or item.tag in _SILENT:
            continue
        kinds = outside | _kinds(item)
        if item.tag in _BLOCKS:
            yield _BREAK
            waiting.append(_BREAK)
        for child in reversed(item):
            above[child] = kinds
            waiting.append(child)
        if item.text:
            yield _Text(item.text, kinds)


def _kinds(element: HtmlElement) -> frozenset[str]:
    naming = " ".join(filter(None, (element.get(key) for key in _NAMING)))[:500]
    found = (
        {kind for kind, pattern in _HINTS if naming and pattern.search(naming)} if element.tag not in {"html", "body"} else set()
    )
    if element.tag in _TAGS:
        found.add(_TAGS[element.tag])
    return frozenset(found)
