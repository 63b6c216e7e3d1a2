"""The dossier: one file, safe against hostile text, and usable in a real browser."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from dragoman import dossier, run, store
from dragoman.model import Record
from dragoman.templates import render

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine; install one to run the browser tests")


@pytest.fixture(scope="module")
def page(record: Record, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The dossier of the example, open in headless Chromium; any script error or network request fails the test."""
    path = tmp_path_factory.mktemp("dossier") / "example.html"
    dossier.write(record, path, "The talks on Varenia")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page()
        wrong: list[str] = []
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        opened.on("request", lambda request: None if request.url.startswith("file:") else wrong.append(request.url))
        opened.goto(path.as_uri())
        yield opened
        browser.close()
        assert wrong == []


@needs_browser
def test_the_timeline_opens_an_act(page: Page) -> None:
    """A mark of the timeline opens its act, with a row for each telling."""
    page.click("[data-tab=timeline]")
    mark = page.locator(".lanes .mark").first
    mark.focus()
    page.keyboard.press("Enter")
    opened = page.locator("details.row[open]")
    assert opened.count() >= 1
    assert opened.first.locator("tbody tr").count() >= 1


@needs_browser
def test_a_quote_opens_its_source(page: Page) -> None:
    """A quote opens the text of its report with exactly these words marked, and Escape closes it and gives focus back."""
    page.click("[data-tab=timeline]")
    cite = page.locator("main .cite").first
    words = cite.inner_text().strip("“”")
    cite.click()
    assert re.sub(r"\s+", " ", page.locator("#source mark").first.inner_text()) in re.sub(r"\s+", " ", words)
    page.keyboard.press("Escape")
    assert page.locator("#source").is_hidden()
    assert cite.evaluate("e => e === document.activeElement")


@needs_browser
def test_filters_narrow_the_acts(page: Page) -> None:
    """Choosing an actor leaves only its acts, and clearing brings all back."""
    page.click("[data-tab=timeline]")
    every = page.locator(".lanes .mark").count()
    page.fill("[name=text]", "no such words anywhere")
    assert page.locator(".lanes .mark").count() == 0
    page.click("#filters button[type=reset]")
    assert page.locator(".lanes .mark").count() == every
    page.select_option("[name=from]", "") if page.locator("select[name=from]").count() else page.fill("[name=from]", "2021-01-01")
    assert 0 < page.locator(".lanes .mark").count() < every
    page.click("#filters button[type=reset]")


@needs_browser
@pytest.mark.parametrize("tab", ["ledger", "agreements", "rounds", "actors", "differences", "statements", "coverage"])
def test_every_tab_shows_rows(page: Page, tab: str) -> None:
    """Every part of the record has rows in the example, and its rows open where they fold."""
    page.click(f"[data-tab={tab}]")
    assert page.locator("main .row").count() >= 1
    summary = page.locator("main details.row > summary").first
    if summary.count():
        summary.click()
        assert page.locator("main details.row[open]").count() == 1


@needs_browser
def test_arrow_keys_walk_the_tabs(page: Page) -> None:
    """The right arrow moves to the next tab and selects it."""
    page.click("[data-tab=timeline]")
    page.keyboard.press("ArrowRight")
    assert page.locator("[data-tab=ledger]").get_attribute("aria-selected") == "true"


def test_the_page_is_one_file_without_network(record: Record) -> None:
    """The page names no address to load from and forbids all loading."""
    html = render(record)
    head = html.split('<script type="application/json"')[0]
    assert "default-src 'none'" in head
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", head)


def test_the_opening_sentence_is_true(record: Record) -> None:
    """The counts of the opening sentence are those of the record."""
    html = render(record)
    sentence = re.search(r'class="lead">([^<]+)<', html)
    assert sentence
    assert sentence[1].startswith(f"{len(record.filed)} reports by ")


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """Mark-up in a report reaches the page only as escaped data."""
    report = tmp_path / "evil.txt"
    evil = "</script><script>alert(1)</script> <img src=x onerror=alert(2)>"
    report.write_text(f"Talks in Talmar\n\nVarenia and the Northern Front met in Talmar on Monday. {evil}\n")
    run.build([report], run.Settings(record=tmp_path / "r.db"))
    html = render(store.open_record(tmp_path / "r.db"))
    assert "<script>alert(1)" not in html
    assert "<img src=x" not in html
    data = re.search(r'id="data">(.*?)</script>', html, re.DOTALL)
    assert data
    assert any("<script>alert(1)" in r["text"] for r in json.loads(data[1])["reports"].values())
