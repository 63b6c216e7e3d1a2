"""The page that dossier and web share: template, style, scripts and data as one self-contained HTML text."""

from importlib.resources import files

from jinja2 import Environment, select_autoescape
from markupsafe import Markup

from dragoman import __version__
from dragoman.compare import Groups
from dragoman.model import Record, encode
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
    "people",
    "reports",
    "main",
)


def render(record: Record, title: str = "", token: str = "", groups: Groups | None = None) -> str:
    """The page as HTML. With a `token` it is live: it offers forms that append judgements and sends the token along.

    `groups` are groups of sources that the user declares.
    """
    data = {**page(record, groups), "token": token}
    script = "\n".join(_file(f"{name}.js") for name in SCRIPTS)
    environment = Environment(autoescape=select_autoescape(default=True), keep_trailing_newline=True)
    return environment.from_string(_file("page.html")).render(
        title=title or data["title"],
        sentence=data["sentence"],
        version=__version__,
        style=Markup(_file("style.css")),  # noqa: S704 - our own file
        script=Markup(f"(() => {{\n'use strict';\n{script}\n}})();"),  # noqa: S704 - our own files
        data=Markup(_embed(data)),  # noqa: S704 - escaped by _embed
    )


def _embed(data: object) -> str:
    # Inside a script element only "<" can end the data; as an escape it is the same JSON.
    return encode(data).decode().replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _file(name: str) -> str:
    return files("dragoman.templates").joinpath("dossier", name).read_text("utf-8")
