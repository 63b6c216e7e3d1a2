"""A small WSGI application: the page, a form that judges, and one that takes a judgement back."""

import re
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from wsgiref.simple_server import make_server

from dragoman.compare import Groups
from dragoman.model import Judgement
from dragoman.run import judge, undo
from dragoman.store import Store, open_record
from dragoman.templates import render
from dragoman.views.page import key

Environ = dict[str, Any]
Start = Callable[[str, list[tuple[str, str]]], Any]

# A judgement is a few lines; more is not a form of ours.
MOST = 20_000
# Names of this machine: a page elsewhere whose name was made to point here is refused.
HOSTS = {"127.0.0.1", "localhost", ""}
_PLACE = re.compile(r"[\w:~.-]{0,100}", re.ASCII)


class App:
    """Serves one record. A token, new at each start, is asked back with every form, so that no other page can post here."""

    def __init__(self, record: Path, groups: Groups | None = None) -> None:
        self.record = record
        self.groups = groups
        self.token = secrets.token_urlsafe(16)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer one request."""
        route = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if environ.get("HTTP_HOST", "").rsplit(":", 1)[0] not in HOSTS:
            return self._answer(start, "403 Forbidden", "This page answers to http://127.0.0.1 and http://localhost alone.")
        if route == ("GET", "/"):
            return self._answer(start, "200 OK", render(open_record(self.record), token=self.token, groups=self.groups))
        if route in {("POST", "/judge"), ("POST", "/undo")}:
            return self._write(environ, start, self._judge if route[1] == "/judge" else self._undo)
        return self._answer(start, "404 Not Found", "There is only one page here: /")

    def _write(self, environ: Environ, start: Start, decide: Callable[[dict[str, str]], None]) -> Iterable[bytes]:
        size = min(int(environ.get("CONTENT_LENGTH") or 0), MOST)
        text = environ["wsgi.input"].read(size).decode("utf-8", "replace")
        form = {key_: values[0].strip() for key_, values in parse_qs(text).items()}
        if not secrets.compare_digest(form.get("token", "").encode(), self.token.encode()):
            return self._answer(start, "403 Forbidden", "This form is not from this page. Reload it and try again.")
        try:
            decide(form)
        except (KeyError, ValueError) as error:
            missing = f"the form lacks {error}" if isinstance(error, KeyError) else str(error)
            return self._answer(start, "400 Bad Request", f"Nothing was judged: {missing}. Go back and try again.")
        place = form.get("at", "")
        start("303 See Other", [("Location", f"/#{place}" if _PLACE.fullmatch(place) else "/")])
        return [b""]

    def _judge(self, form: dict[str, str]) -> None:
        claims = tuple(sorted(c for c in (form.get("one", ""), form.get("other", "")) if c))
        told = {name: form.get(name, "") for name in ("field", "value")}
        judge(self.record, Judgement(claims=claims, verdict=form["verdict"], by=form["by"], why=form["why"], **told))  # type: ignore[arg-type]

    def _undo(self, form: dict[str, str]) -> None:
        with Store(self.record) as store:
            number = next((number for number, judgement in store.persons() if key(judgement) == form["judged"]), None)
        if number is None:
            raise ValueError("this judgement no longer holds")
        undo(self.record, number)

    def _answer(self, start: Start, status: str, text: str) -> Iterable[bytes]:
        kind = "text/html" if status.startswith("200") else "text/plain"
        start(
            status,
            [("Content-Type", f"{kind}; charset=utf-8"), ("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-store")],
        )
        return [text.encode()]


def serve(record: Path, port: int, groups: Groups | None = None) -> None:
    """Serve a record on this machine until interrupted. `OSError` where the port is taken."""
    with make_server("127.0.0.1", port, App(record, groups)) as server:
        server.serve_forever()
