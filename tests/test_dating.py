"""The date of a report: order of bases, reasons, constraints, and what must never happen."""

import datetime as dt
import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.ground.dating import date_report
from dragoman.model import Published, Reading, Report
from dragoman.text import divide
from gate import dating


def dated(text: str, **fields: str) -> Published:
    report = Report(id="sha256:x", text=text, **fields)  # type: ignore[arg-type]
    return date_report(Reading(report=report, text=divide(report), published=report.published, sentences=())).published


def test_metadata_stand() -> None:
    """What metadata say is not touched, whatever is printed."""
    day = dt.date(2024, 5, 2)
    report = Report(
        id="x", text="May 3, 2024", published=Published(edtf="2024-05-02", start=day, end=day, basis="metadata", why="given")
    )
    reading = Reading(report=report, text=divide(report), published=Published(), sentences=())
    assert date_report(reading).published == report.published


def test_reason_names_the_words() -> None:
    """The reason quotes the printed date and the weekday that agrees with it."""
    found = dated("Talks resume\n\nMarch 3, 2011\n\nVarenia's government said on Thursday that talks had resumed.")
    assert found.edtf == "2011-03-03"
    assert "March 3, 2011" in found.why
    assert "Thursday" in found.why


def test_weekday_that_disagrees_is_not_named() -> None:
    """A weekday that is not that of the printed date gives no support."""
    found = dated("Talks resume\n\nMarch 3, 2011\n\nVarenia's government said on Monday that talks had resumed.")
    assert found.edtf == "2011-03-03"
    assert "agrees" not in found.why


def test_related_links_do_not_date() -> None:
    """Dates in a list of other articles are not the report's own."""
    found = dated("Varenia said on Monday that talks resumed.\n\nREAD MORE: Sides meet\n\nREAD MORE: A truce, March 3, 2011\n")
    assert found.basis == "unknown"


def test_contradicting_bounds_keep_the_lower() -> None:
    """What is told as ahead gives way to what is told as past."""
    found = dated("The election will be held in May 2012. On 3 July 2013 the Front seized Port Alda.")
    assert found.edtf == "2013-07-03/.."


def test_dateline_without_year() -> None:
    """A dateline without a year is dated where the text leaves one year."""
    text = "PORT ALDA, Oct. 12 (Reuters) - Varenia said talks resumed. It was three years ago, in 2011, that the sides last met."
    found = dated(text)
    assert (found.edtf, found.basis) == ("2014-10-12", "stated")


def test_url_in_the_text() -> None:
    """The one address that the text credits can tell the day."""
    found = dated("Varenia said on Thursday that talks had resumed.\n\nhttps://news.example/2012/03/04/talks-resume")
    assert (found.edtf, found.basis) == ("2012-03-04", "url")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    """No text makes it raise, and a text without figures has no date."""
    found = dated(text)
    assert found.why
    if not any(char.isdigit() for char in text):
        assert not found.is_known


@pytest.mark.parametrize(
    "line", ["© 2011 The Alda Post", "Copyright March 3, 2011", "Updated: 3 March 2011", "Subscribe until March 3, 2011"]
)
def test_what_does_not_publish(line: str) -> None:
    """Copyright, change and offers do not make a stated day as a publication date does."""
    found = dated(f"Talks resume\n\nPublished: 1 March 2011\n{line}\n\nVarenia said talks resumed.")
    assert found.edtf == "2011-03-01"


def test_gate_scores(tmp_path: Path) -> None:
    """The gate tells right from wrong intervals, bases and acts."""
    readings, reports = tmp_path / "readings", tmp_path / "reports"
    readings.mkdir()
    reports.mkdir()
    (reports / "a.txt").write_text("Talks resume\n\nMarch 3, 2011\n\nVarenia seized Port Alda in 2007.", "utf-8")
    (reports / "b.txt").write_text("Varenia said on Monday that talks had resumed.", "utf-8")
    event = '[[event]]\nquote = "Varenia seized Port Alda in 2007"\ntrigger = "seized"\nwhen = "2007"\n'
    (readings / "a.toml").write_text(
        f'published = "2011-03-03"\npublished_basis = "stated"\npublished_true = "2011-03-03"\n{event}', "utf-8"
    )
    (readings / "b.toml").write_text('published = "2015"\npublished_basis = "inferred"\npublished_true = "2015-01-01"\n', "utf-8")
    assert dating.score(readings, reports) == {
        "reports": 2,
        "interval": 0.5,
        "holds_true_day": 0.5,
        "basis": 0.5,
        "acts": 1,
        "acts_right": 1.0,
    }


def test_gate_scores_pages(tmp_path: Path) -> None:
    """A page is compared with the day in its address, which itself does not help."""
    (tmp_path / "html").mkdir()
    page = '<html><head><meta property="article:published_time" content="2011-03-03"></head><body><p>Yes.</p></body></html>'
    (tmp_path / "html" / "one.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "ground-truth.json").write_text(json.dumps({"one": {"url": "https://news.example/2011/03/03/x"}}), "utf-8")
    assert dating.score_pages(tmp_path)["same_day"] == 1.0
