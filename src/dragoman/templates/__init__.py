"""The page that dossier and web share: template, style, scripts and data as one self-contained HTML text."""

from importlib.resources import files

from jinja2 import Environment, select_autoescape
from markupsafe import Markup

from dragoman import __version__
from dragoman.compare import Groups
from dragoman.model import Record, encode
from dragoman.views.packing import packed
from dragoman.views.page import page

SCRIPTS = (
    "dom",
    "record",
    "source",
    "timeline",
    "judge",
    "board",
    "events",
    "differences",
    "ledger",
    "talks",
    "sides",
    "people",
    "reports",
    "main",
)

_PLACE = "\x00data\x00"  # where the data go, behind all words of reports
_ESCAPED = ((b"<", b"\\u003c"), ("\u2028".encode(), b"\\u2028"), ("\u2029".encode(), b"\\u2029"))


def render(record: Record, title: str = "", token: str = "", groups: Groups | None = None) -> str:
    """The page as HTML. With a `token` it is live: it offers forms that append judgements and sends the token along.

    `groups` are groups of sources that the user declares.
    """
    return b"".join(pieces(record, title, token, groups)).decode()


def pieces(record: Record, title: str = "", token: str = "", groups: Groups | None = None) -> tuple[bytes, ...]:
    """The same in UTF-8: what stands before the data, the data, and the rest. The data are most of it, and are copied once only."""
    data = {**page(record, groups), "token": token}
    script = "\n".join(_file(f"{name}.js") for name in SCRIPTS)
    environment = Environment(autoescape=select_autoescape(default=True), keep_trailing_newline=True)
    around = environment.from_string(_file("page.html")).render(
        title=title or data["title"],
        sentence=data["sentence"],
        version=__version__,
        style=Markup(_file("style.css")),  # noqa: S704 - our own file
        script=Markup(f"(() => {{\n'use strict';\n{script}\n}})();"),  # noqa: S704 - our own files
        data=Markup(_PLACE),  # noqa: S704 - our own mark
    )
    before, _, after = around.rpartition(_PLACE)
    return before.encode(), _embed(packed(data)), after.encode()


def _embed(data: object) -> bytes:
    # Inside a script element only "<" can end the data; as an escape it is the same JSON.
    told = encode(data)
    for sign, escape in _ESCAPED:
        told = told.replace(sign, escape) if sign in told else told
    return told


def _file(name: str) -> str:
    return files("dragoman.templates").joinpath("dossier", name).read_text("utf-8")
