"""Pages: mark-up becomes full text, marks that say what each line is, and the metadata that the page states."""

import re
from typing import NamedTuple

from lxml import etree, html

from dragoman.ingest.align import locate
from dragoman.ingest.bounds import PAGE_LIMIT, RefusedError, bounded
from dragoman.ingest.decoding import decode
from dragoman.ingest.given import Given, published, words
from dragoman.ingest.lines import lay_out
from dragoman.ingest.marking import mark, plain
from dragoman.ingest.tags import refuse_floods
from dragoman.model import Part, Span

_DECLARED = re.compile(
    rb"<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_PAGE = re.compile(
    r"\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--.{0,2000}?-->\s{0,100})*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
# Beyond this many elements (the largest news pages have some 10,000) or attributes the search for the body would take minutes.
_ELEMENT_LIMIT, _ATTRIBUTES_LIMIT = 30_000, 100_000
# htmldate would otherwise take the day of the run as the last one possible, and the answer would change with it.
_FIRST_DAY, _LAST_DAY = "1990-01-01", "2100-12-31"


class Page(NamedTuple):
    """A page as text: `text` by the rule of `lay_out`, `marks` in order and without overlap."""

    text: str
    marks: tuple[Part, ...]
    given: Given


def is_page(text: str) -> bool:
    """Whether text opens as a page does, whatever its file is called."""
    return _PAGE.match(text) is not None


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page states of itself in its first kilobytes."""
    found = _DECLARED.search(data[:4096])
    return found[1].decode("ascii") if found else None


def read_page(data: bytes) -> Page:
    """The page in these bytes. `RefusedError` where they hold none."""
    if len(data) > PAGE_LIMIT:
        raise RefusedError(f"The page is over {PAGE_LIMIT / 1e6:.0f} MB.", "Save the article alone.")
    return parse_page(decode(data, declared_encoding(data)))


def parse_page(source: str) -> Page:
    """The page that this mark-up makes. Nothing is fetched, and no entity but those of HTML is expanded."""
    tree = _parse(source)
    text, lines = lay_out(tree)
    bounded(text)
    stated, body = _understood(tree, text)
    return Page(text, mark(text, lines, body, stated), stated)


def _parse(source: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    told = source.replace("\x00", "")
    refuse_floods(told)
    try:
        tree = html.document_fromstring(told.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        raise RefusedError("It holds no page.", "Check that the file was saved whole.") from None
    # The parser stops there and tells nobody: the rest of the page would be lost unseen.
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise RefusedError("Its elements nest too deep to be read.", "Save the article alone, or give its text as .txt.")
    return tree


def _understood(tree: html.HtmlElement, text: str) -> tuple[Given, tuple[Span, ...]]:
    """The metadata of a page, and where its body stands."""
    attributes = [len(element.attrib) for element in tree.iter()]
    if len(attributes) > _ELEMENT_LIMIT or sum(attributes) > _ATTRIBUTES_LIMIT:
        return Given(), ()
    from trafilatura import bare_extraction  # noqa: PLC0415 (takes longer to load than a plain report to read)

    stated = _metadata(tree)
    found = bare_extraction(tree, include_comments=False, include_tables=True)
    paragraphs = str(found.text or "").split("\n") if found is not None and not isinstance(found, dict) else []
    # A headline that stands in a menu too would be found there first, and the menu be taken for body up to the first paragraph.
    headline = plain(stated.title or "")
    return stated, locate(text, [paragraph for paragraph in paragraphs if plain(paragraph) != headline])


def _metadata(tree: html.HtmlElement) -> Given:
    from htmldate import find_date  # noqa: PLC0415 (as above)
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415

    found = extract_metadata(tree, date_config={"extensive_search": False, "min_date": _FIRST_DAY, "max_date": _LAST_DAY})
    date = find_date(tree, extensive_search=False, original_date=True, min_date=_FIRST_DAY, max_date=_LAST_DAY)
    return Given(
        title=words(found.title),
        byline=words(found.author),
        source=_spelled(tree, words(found.sitename)),
        url=words(found.url),
        language=_language(tree),
        published=published(date, "the page's metadata"),
    )


def _spelled(tree: html.HtmlElement, name: str | None) -> str | None:
    """A publisher's name as its page writes it, where the extractor took it from the address or changed its case."""
    titles = tree.xpath("string(//title)")
    stated = [*re.split(r"\s[-|:\u00b7\u2013\u2014]\s", titles), *tree.xpath("//meta[@property='og:site_name']/@content")]
    return next((" ".join(told.split()) for told in stated if name and plain(told) == plain(name)), name)


def _language(tree: html.HtmlElement) -> str | None:
    stated = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    code = re.match(r"[A-Za-z]{2,3}(?=$|[-_])", stated.strip())
    return code[0].lower() if code else None
