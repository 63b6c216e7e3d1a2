"""Mark-up that would hold a parser for minutes is refused before it is parsed: floods of attributes and of tags."""

import re

from dragoman.ingest.bounds import RefusedError

ATTRIBUTE_LIMIT = 256
"""Attributes of one tag. The busiest tags of news pages have some 60; a parser's time grows with the square of their number."""

TAG_LIMIT = 400_000
"""Tags of one page, those that close counted too. The largest news pages have some 20,000."""

# Names and values as HTML reads them: a quotation mark opens a value behind "=" alone, and a value may hold any tag. Nothing is
# tried twice (possessive repeats of signs, and nothing that could fail behind a group), so that the time grows with the page's
# length and no faster.
_ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?)?"""
_MARKUP = re.compile(
    r"<!--(?:-?>|.*?--!?>|.*)|<(?:[!?]|/[^A-Za-z>])[^>]*+|"
    rf"<(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*+)(?:{_ATTRIBUTE}){{0,{ATTRIBUTE_LIMIT}}}(?P<flood>{_ATTRIBUTE})?",
    re.DOTALL,
)
# What holds no tags, up to its end; where it never ends the rest of the page belongs to it.
_ENDS = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp")
}


def refuse_floods(source: str) -> None:
    """`RefusedError` where a page has a tag with too many attributes, or too many tags. Comments and scripts do not count."""
    at = tags = 0
    while found := _MARKUP.search(source, at):
        at, name = found.end(), found["name"]
        tags += name is not None
        if found["flood"]:
            line = source.count("\n", 0, found.start()) + 1
            raise RefusedError(
                f"A tag of the page ({name[:20]}, line {line}) has over {ATTRIBUTE_LIMIT} attributes.",
                "Check that the file was saved whole, or give the article's text as .txt.",
            )
        if tags > TAG_LIMIT:
            raise RefusedError(f"The page has over {TAG_LIMIT} tags.", "Save the article alone, or give its text as .txt.")
        if name and name.lower() in _ENDS and not found["end"] and not source.startswith("/>", at):
            end = _ENDS[name.lower()].search(source, at)
            at = end.start() if end else len(source)
