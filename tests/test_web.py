"""The live page: one form, and only its own."""

import io
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from dragoman.store import Store, open_record
from dragoman.views.page import key
from dragoman.web import App


def ask(app: App, method: str, path: str, form: dict[str, str] | None = None) -> tuple[str, str]:
    """Status and body of one request."""
    data = urlencode(form or {}).encode()
    told: list[str] = []

    def start(status: str, headers: list[tuple[str, str]]) -> Any:
        assert headers
        told.append(status)

    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "CONTENT_LENGTH": str(len(data)), "wsgi.input": io.BytesIO(data)}
    body = b"".join(app(environ, start)).decode()
    return told[0], body


def test_the_page_is_served(example: Path) -> None:
    """The one page is the dossier with the token of this start."""
    app = App(example)
    status, body = ask(app, "GET", "/")
    assert status == "200 OK"
    assert app.token in body
    assert ask(app, "GET", "/etc/passwd")[0].startswith("404")


def test_a_form_appends_a_judgement(example: Path, tmp_path: Path) -> None:
    """A form with the token appends a judgement; without it nothing is written."""
    record = tmp_path / "r.db"
    record.write_bytes(example.read_bytes())
    claim = next(iter(open_record(record).claims))
    app = App(record)
    form = {"one": claim, "verdict": "right", "why": "read against the text", "by": "ana"}
    assert ask(app, "POST", "/judge", form)[0].startswith("403")
    assert ask(app, "POST", "/judge", {**form, "token": app.token, "why": ""})[0].startswith("400")
    assert ask(app, "POST", "/judge", {**form, "token": app.token})[0].startswith("303")
    with Store(record) as store:
        ((_, judgement),) = store.persons()
    assert judgement.by == "ana"
    assert ask(app, "POST", "/undo", {"judged": key(judgement)})[0].startswith("403")
    assert ask(app, "POST", "/undo", {"judged": key(judgement), "token": app.token})[0].startswith("303")
    assert ask(app, "POST", "/undo", {"judged": key(judgement), "token": app.token})[0].startswith("400")
    with Store(record) as store:
        assert store.persons() == []


def test_a_correction_that_does_not_fit_says_why(example: Path, tmp_path: Path) -> None:
    """A field that is none is refused with the fields there are, and nothing is written."""
    record = tmp_path / "r.db"
    record.write_bytes(example.read_bytes())
    claim = next(c for c in open_record(record).claims if c.startswith("event:"))
    app = App(record)
    form = {"one": claim, "verdict": "set", "field": "wher", "value": "Talmar", "why": "x", "by": "ana", "token": app.token}
    status, body = ask(app, "POST", "/judge", form)
    assert status.startswith("400")
    assert "where" in body
    assert ask(app, "POST", "/judge", {**form, "field": "where"})[0].startswith("303")


def test_another_name_for_this_machine_is_refused(example: Path) -> None:
    """A request that asks for another host gets nothing of the record."""
    told: list[str] = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_HOST": "elsewhere.example:8765"}
    body = b"".join(App(example)(environ, lambda status, headers: told.append(f"{status} {headers}")))
    assert told[0].startswith("403")
    assert len(body) < 200
