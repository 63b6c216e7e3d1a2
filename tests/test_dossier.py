"""The dossier: one file, safe against hostile text, and usable in a real browser."""

import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Page, expect, sync_playwright

from dragoman import dossier, resolve, run, store
from dragoman.model import Commitment, Event, Judgement, Record, When
from dragoman.templates import render
from dragoman.views.packing import packed
from dragoman.views.page import page as page_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine; install one to run the browser tests")
# The page fills a row once it is open, and a busy machine may take its time: what is expected is awaited, never looked at once.
expect.set_options(timeout=30_000)


def unpacked(told: dict[str, Any]) -> dict[str, Any]:
    """A page as it was before it was packed; `record.js` does the same."""
    bare: list[dict[str, Any]] = []

    def opened(value: Any) -> Any:
        if isinstance(value, str):
            ref = re.fullmatch(r"~(\d+)", value)
            return told["words"][int(ref[1])] if ref else value.removeprefix("~")
        if not isinstance(value, list):
            return value
        if not value[0]:
            return [opened(v) for v in value[1:]]
        made = dict(zip(told["shapes"][value[0] - 1], map(opened, value[1:]), strict=True))
        if made.get("quote") == 0:
            bare.append(made)
        return made

    page: dict[str, Any] = opened(told["data"])
    for evidence in bare:
        evidence["quote"] = page["reports"][evidence["report"]]["text"][evidence["start"] : evidence["end"]]
    return page


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
    expect(page.locator("details.row[open]").first.locator("tbody tr")).not_to_have_count(0)


@needs_browser
def test_a_quote_opens_its_source(page: Page) -> None:
    """A quote opens the text of its report with exactly these words marked, and Escape closes it and gives focus back."""
    page.click("[data-tab=timeline]")
    cite = page.locator("main .cite").first
    words = cite.inner_text().strip("“”")
    cite.click()
    assert re.sub(r"\s+", " ", page.locator("#source mark").first.inner_text()) in re.sub(r"\s+", " ", words)
    page.keyboard.press("Escape")
    expect(page.locator("#source")).to_be_hidden()
    expect(cite).to_be_focused()


@needs_browser
def test_filters_narrow_the_acts(page: Page) -> None:
    """Choosing an actor leaves only its acts, and clearing brings all back."""
    page.click("[data-tab=timeline]")
    marks = page.locator(".lanes .mark")
    expect(marks).not_to_have_count(0)
    every = marks.count()
    page.fill("[name=text]", "no such words anywhere")
    expect(marks).to_have_count(0)
    page.click("#filters button[type=reset]")
    expect(marks).to_have_count(every)
    page.fill("[name=from]", "2021")
    page.press("[name=from]", "Enter")
    expect(marks).not_to_have_count(every)
    assert 0 < marks.count() < every
    page.click("#filters button[type=reset]")
    expect(marks).to_have_count(every)


@needs_browser
def test_a_board_sets_sources_side_by_side(page: Page, record: Record) -> None:
    """An act that independent sources tell has a column for each of them, with who is quoted, and copies share a column."""
    told = max(record.entries, key=lambda e: e.independent if isinstance(e.body, Event) else 0)
    page.evaluate(f"location.hash = '{told.id}'")
    board = page.locator(f"details[id='{told.id}'] table.board")
    board.wait_for()
    expect(board.locator("thead th")).to_have_count(1 + told.independent)
    rows = board.locator("tbody th").all_inner_texts()
    assert {"who", "in its words", "quotes"} <= {row.split("\n")[0] for row in rows}


@needs_browser
def test_loaded_words_are_marked_where_a_source_uses_them(page: Page) -> None:
    """Of a difference in wording the terms of the lexicon are marked inside the quotes, each with its plain counterpart."""
    page.click("[data-tab=differences]")
    page.locator("main .key[data-key=wording]").click()
    marked = page.locator("main .cite .loaded")
    expect(marked).not_to_have_count(0)
    assert "plain: " in (marked.first.get_attribute("title") or "")
    page.locator("main .key[aria-pressed=true]").click()


@needs_browser
def test_a_fate_strip_shows_acts_that_carry_out(page: Page, record: Record) -> None:
    """A commitment that a later act settles shows that act on its strip, and its reason among the steps."""
    line = next(line for line in resolve.ledger(record) if line.later and line.made.is_known)
    page.evaluate(f"location.hash = '{line.id}'")
    row = page.locator(f"details[id='{line.id}']")
    row.locator(".steps").wait_for()
    expect(row.locator(".strip .dot.act")).not_to_have_count(0)
    assert any(line.later[0].why in step for step in row.locator(".steps li").all_inner_texts())


@needs_browser
def test_one_year_long_ago_does_not_stretch_the_strips(page: Page, record: Record, tmp_path: Path) -> None:
    """An undertaking of three hundred years before stands at the edge of the axis, and leaves their own time to all others."""
    old = When(edtf="1700", start=dt.date(1700, 1, 1), end=dt.date(1700, 12, 31), precision="year")
    entry = next(e for e in record.entries if isinstance(e.body, Commitment))
    changed = msgspec.structs.replace(entry, body=msgspec.structs.replace(entry.body, made=old))
    entries = tuple(changed if e is entry else e for e in record.entries)
    dossier.write(msgspec.structs.replace(record, entries=entries), tmp_path / "r.html")
    assert page.context.browser
    opened = page.context.browser.new_page()
    opened.goto(f"{(tmp_path / 'r.html').as_uri()}#ledger")
    expect(opened.get_by_text("1700", exact=True)).to_have_count(1)
    expect(opened.locator(".scale span span").first).to_have_text(re.compile("^20"))
    opened.close()


@needs_browser
def test_a_share_of_the_ledger_can_be_pressed(page: Page) -> None:
    """Pressing a state leaves only the commitments in it, and pressing it again brings back all."""
    page.click("[data-tab=ledger]")
    rows, key = page.locator("main .row"), page.locator("main .key").first
    count = int(key.inner_text().split()[0])
    every = rows.count()
    key.click()
    expect(rows).to_have_count(count)
    assert 0 < count < every
    page.locator("main .key[aria-pressed=true]").click()
    expect(rows).to_have_count(every)


@needs_browser
def test_a_click_elsewhere_closes_the_source(page: Page) -> None:
    """The source panel never stands in the way: a click beside it closes it."""
    page.click("[data-tab=statements]")
    page.locator("main .cite").first.click()
    expect(page.locator("#source")).to_be_visible()
    page.locator("h1").click(position={"x": 5, "y": 5})
    expect(page.locator("#source")).to_be_hidden()


@needs_browser
def test_two_sides_stand_side_by_side(page: Page) -> None:
    """The two sides of the title have a column each with words of theirs; another one can be chosen, and says other things."""
    page.click("[data-tab=sides]")
    sides = page.locator("main table thead select")
    expect(sides).to_have_count(2)
    cells = page.locator("main tbody")
    expect(cells.locator(".cite").nth(1)).to_be_attached()
    before = cells.inner_text()
    sides.first.select_option(index=5)
    expect(cells).not_to_have_text(before, use_inner_text=True)
    sides.first.select_option(index=0)
    together = page.locator("main tbody tr", has=page.locator("td[colspan='2']")).first
    expect(together.locator("th")).to_have_text(re.compile("met|agreed"))


@needs_browser
@pytest.mark.parametrize("tab", ["ledger", "agreements", "rounds", "actors", "differences", "statements", "questions", "coverage"])
def test_every_tab_shows_rows(page: Page, tab: str) -> None:
    """Every part of the record has rows in the example, and its rows open where they fold."""
    page.click(f"[data-tab={tab}]")
    expect(page.locator("main .row")).not_to_have_count(0)
    summary = page.locator("main details.row > summary").first
    if summary.count():
        summary.click(position={"x": 5, "y": 5})
        expect(page.locator("main details.row[open]")).to_have_count(1)


@needs_browser
def test_arrow_keys_walk_the_tabs(page: Page) -> None:
    """The right arrow moves to the next tab and selects it."""
    page.click("[data-tab=timeline]")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-tab=ledger]")).to_have_attribute("aria-selected", "true")


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


def test_declared_groups_stand_beside_their_sources(record: Record) -> None:
    """Groups that the user declares are in the page with the differences that run between them; without them none is invented."""
    sources = sorted({f.report.source for f in record.filed.values() if f.report.source})
    groups = {"One side": (sources[0],), "Other side": tuple(sources[1:])}
    told = page_of(record, groups)
    assert told["groups"] == {name: list(members) for name, members in groups.items()}
    assert set(told["split"]) <= {d["id"] for d in told["divergences"]}
    assert page_of(record)["groups"] == page_of(record)["split"] == {}


def test_a_question_that_a_person_answered_is_gone(example: Path, tmp_path: Path) -> None:
    """A pair that a person judged is no question any more, and stands among the judgements."""
    path = tmp_path / "r.db"
    path.write_bytes(example.read_bytes())
    question = page_of(store.open_record(path))["questions"][0]
    run.judge(path, Judgement(claims=tuple(question["claims"]), verdict="different", by="ana", why="two things"))
    told = page_of(store.open_record(path))
    assert question["claims"] not in [q["claims"] for q in told["questions"]]
    assert [j["claims"] for j in told["judged"]] == [question["claims"]]


def test_no_folder_of_the_maker_is_shown(tmp_path: Path) -> None:
    """A report without a publisher is called by its headline, never by the folder in which it lay."""
    folder = tmp_path / "secret-folder"
    folder.mkdir()
    (folder / "one.txt").write_text("Talks open in Talmar\n\nVarenia and the Northern Front met in Talmar on Monday.\n")
    run.build([folder], run.Settings(record=tmp_path / "r.db"))
    html = render(store.open_record(tmp_path / "r.db"))
    assert "“Talks open in Talmar”" in html
    assert "secret-folder" not in html


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
    assert any("<script>alert(1)" in r["text"] for r in unpacked(json.loads(data[1]))["reports"].values())


def test_a_packed_page_loses_nothing(record: Record) -> None:
    """What is packed opens to the page as it was, in less than half of its room."""
    told = json.loads(json.dumps({**page_of(record), "token": "~~4 ~", "groups": {"~1": ["~", "", "~1"], "quote": []}}))
    small = json.dumps(packed(told))
    assert unpacked(json.loads(small)) == told
    assert 2 * len(small) < len(json.dumps(told))


@needs_browser
def test_offsets_hold_behind_signs_that_take_two(page: Page, tmp_path: Path) -> None:
    """Behind a sign outside the basic plane the words marked in a report are still those of the quote."""
    report = tmp_path / "one.txt"
    report.write_text("Talks open\n\n\U0001f54a\U0001f54a Varenia and the Northern Front met in Talmar on Monday.\n", "utf-8")
    run.build([report], run.Settings(record=tmp_path / "r.db"))
    dossier.write(store.open_record(tmp_path / "r.db"), tmp_path / "r.html")
    assert page.context.browser
    opened = page.context.browser.new_page()
    opened.goto((tmp_path / "r.html").as_uri())
    cite = opened.locator("main .cite", has_text="met in Talmar").first
    cite.click()
    expect(opened.locator("#source mark").first).to_have_text(cite.inner_text().strip("“”"))
    opened.close()
