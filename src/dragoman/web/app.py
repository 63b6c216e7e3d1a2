"""A small WSGI application: the page, and one form."""

import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from wsgiref.simple_server import make_server

from dragoman.model import Judgement
from dragoman.run import judge
from dragoman.store import open_record
from dragoman.templates import render

Environ = dict[str, Any]
Start = Callable[[str, list[tuple[str, str]]], Any]

# A judgement is a few lines; more is not a form of ours.
MOST = 20_000


class App:
    """Serves one record. A token, new at each start, is asked back with every form, so that no other page can post here."""

    def __init__(self, record: Path) -> None:
        self.record = record
        self.token = secrets.token_urlsafe(16)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer one request."""
        route = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if route == ("GET", "/"):
            return self._answer(start, "200 OK", render(open_record(self.record), token=self.token))
        if route == ("POST", "/judge"):
            return self._judge(environ, start)
        return self._answer(start, "404 Not Found", "There is only one page here: /")

    def _judge(self, environ: Environ, start: Start) -> Iterable[bytes]:
        size = min(int(environ.get("CONTENT_LENGTH") or 0), MOST)
        form = {
            key: values[0].strip() for key, values in parse_qs(environ["wsgi.input"].read(size).decode("utf-8", "replace")).items()
        }
        if not secrets.compare_digest(form.get("token", ""), self.token):
            return self._answer(start, "403 Forbidden", "This form is not from this page. Reload it and try again.")
        try:
            claims = tuple(sorted(c for c in (form.get("one", ""), form.get("other", "")) if c))
            judge(self.record, Judgement(claims=claims, verdict=form["verdict"], by=form["by"], why=form["why"]))
        except (KeyError, ValueError) as error:
            return self._answer(start, "400 Bad Request", f"{error}")
        start("303 See Other", [("Location", "/")])
        return [b""]

    def _answer(self, start: Start, status: str, text: str) -> Iterable[bytes]:
        kind = "text/html" if status.startswith("200") else "text/plain"
        start(
            status,
            [("Content-Type", f"{kind}; charset=utf-8"), ("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-store")],
        )
        return [text.encode()]


def serve(record: Path, port: int) -> None:
    """Serve a record on this machine until interrupted. `OSError` where the port is taken."""
    with make_server("127.0.0.1", port, App(record)) as server:
        server.serve_forever()
