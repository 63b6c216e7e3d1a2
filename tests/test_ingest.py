"""Files, pages and records become reports or failures, never errors, and never less than all of them."""

import hashlib
import json
import os
import time
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import dossier
from dragoman.export import export
from dragoman.ingest import read
from dragoman.ingest.align import locate
from dragoman.ingest.bounds import TEXT_LIMIT
from dragoman.ingest.given import published
from dragoman.model import Failure, Report
from dragoman.store import open_record
from dragoman.text import label

PAGE = """<!doctype html><html lang="en-GB"><head><title>Front frees men - Teska Times</title>
<meta property="og:title" content="Front frees forty men"><meta property="og:site_name" content="Teska Times">
<meta property="article:published_time" content="2014-05-04T10:00:00Z"><meta name="author" content="Mira Dovani">
<link rel="canonical" href="https://times.example.org/front-frees-men"><script>var x = "no text";</script></head>
<body><nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>Front frees forty men</h1>
<p class="byline">By Mira Dovani</p><figure><img src="a.jpg"><figcaption>Men at the bridge of Teska</figcaption></figure>
<p>The Northern Front has freed <b>forty</b> men, the council in Mirava said on Sunday after a night of talks.</p>
<p>Families waited at the bridge of Teska through the night to greet the men, some of whom were held for four years.</p>
<h2>A long road</h2>
<p>The two sides had talked for nine months in Orland, with breaks in March and in June, before they agreed.</p></article>
<aside class="related"><h3>More from World</h3><a href="/a">Orland votes on its constitution</a></aside>
<footer>Contact us</footer></body></html>"""
SENTENCE = "The council met on Monday and agreed to free all the men."


def only(path: Path) -> Report | Failure:
    found = list(read([path]))
    assert len(found) == 1
    return found[0]


def report(path: Path) -> Report:
    found = only(path)
    assert isinstance(found, Report), found
    return found


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def save(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    return save


Saved = Callable[[str, bytes], Path]


def test_id_is_the_hash_of_the_bytes(saved: Saved) -> None:
    """A report's id hashes its bytes as received."""
    assert report(saved("a.txt", SENTENCE.encode())).id == f"sha256:{hashlib.sha256(SENTENCE.encode()).hexdigest()}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_encodings_are_found(saved: Saved, encoding: str) -> None:
    """The same words come out of every common encoding."""
    text = "The council in Mirava said on Monday that Señora Müller was “ready” to talk — at last. " * 5
    assert report(saved("a.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_letters_without_a_mark_are_read(saved: Saved, encoding: str) -> None:
    """UTF-16 without its mark is read, also where no letter of it tells it from UTF-8."""
    assert report(saved("a.txt", SENTENCE.encode(encoding))).text == SENTENCE


def test_a_name_of_no_encoding_is_an_origin(tmp_path: Path) -> None:
    """A file whose name is broken is read, under a name that any record can hold."""
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(SENTENCE.encode())
    except OSError:
        pytest.skip("this file system takes no such name")
    assert report(tmp_path).origins == (f"{tmp_path.name}/caf\ufffd.txt",)


def test_folders_are_walked_in_order_with_relative_origins(saved: Saved, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders give their files in sorted order, under the path that the user gave; hidden files are left aside."""
    for name in ("in/b.txt", "in/a.txt", "in/c/d.txt", "in/.hidden.txt"):
        saved(name, f"{SENTENCE} {name}".encode())
    monkeypatch.chdir(tmp_path)
    assert [found.origins for found in read([Path("in")]) if isinstance(found, Report)] == [
        ("in/a.txt",),
        ("in/b.txt",),
        ("in/c/d.txt",),
    ]


def test_absolute_paths_stay_off_the_record(saved: Saved) -> None:
    """A path of the machine is never an origin."""
    assert report(saved("in/a.txt", SENTENCE.encode())).origins == ("a.txt",)


def test_an_outlet_file_gives_what_reports_do_not_state(saved: Saved, tmp_path: Path) -> None:
    """A folder's outlet.toml gives publisher, service, language and address to reports that state none themselves."""
    saved("in/outlet.toml", b'source = "The Teska Gazette"\nlanguage = "en"\nurl = "https://gazette.example"')
    saved("in/a.txt", SENTENCE.encode())
    saved("in/b.json", json.dumps({"text": SENTENCE, "source": "Teska Times", "language": "fr"}).encode())
    saved("in/c/d.txt", f"{SENTENCE} d".encode())
    found = [item for item in read([tmp_path / "in"]) if isinstance(item, Report)]
    assert [(item.source, item.language, item.url) for item in found] == [
        ("The Teska Gazette", "en", "https://gazette.example"),
        ("Teska Times", "fr", "https://gazette.example"),
        (None, None, None),
    ]
    alone = report(tmp_path / "in" / "a.txt")
    assert (alone.source, alone.language) == ("The Teska Gazette", "en")


def test_what_a_text_states_outranks_its_outlet_file(saved: Saved) -> None:
    """The service of a dateline and the holder of the rights outrank what is configured for the folder."""
    saved("outlet.toml", b'source = "The Teska Gazette"\nagency = "Teska Wire"')
    text = f"MIRAVA, April 4 (Reuters) - {SENTENCE}\n\n{SENTENCE}\n\n(c) 2014 Orland Times. All rights reserved.\n"
    found = report(saved("a.txt", text.encode()))
    assert (found.source, found.agency) == ("Orland Times", "Reuters")


@pytest.mark.parametrize("data", [b"source = ", b"sauce = 'x'", b"source = 3", b"\xff\xfe\x00"])
def test_a_broken_outlet_file_fails_once_and_alone(saved: Saved, tmp_path: Path, data: bytes) -> None:
    """An outlet.toml that is not understood becomes one failure that says why, and the reports are still read."""
    saved("in/outlet.toml", data)
    for name in ("in/a.txt", "in/b.txt"):
        saved(name, f"{SENTENCE} {name}".encode())
    found = list(read([tmp_path / "in", tmp_path / "in" / "outlet.toml"]))
    assert [type(item) for item in found] == [Failure, Report, Report]
    assert isinstance(found[0], Failure)
    assert (found[0].origin, bool(found[0].why), bool(found[0].advice)) == ("in/outlet.toml", True, True)


def test_links_out_of_a_folder_are_not_followed(saved: Saved, tmp_path: Path) -> None:
    """A link that leads out of a folder becomes a failure."""
    outside = saved("secret.txt", SENTENCE.encode())
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.txt").symlink_to(outside)
    assert isinstance(only(tmp_path / "in"), Failure)


def test_files_called_by_their_day_are_dated_where_an_outlet_file_says_so(saved: Saved, tmp_path: Path) -> None:
    """With `published = "file name"` the day in a file's name dates its report, unless the report has metadata of its own."""
    for name in ("in/2019-04-09-talks.txt", "in/20190410.txt", "in/no day.txt", "in/2019-04-09 to 2019-04-11.txt"):
        saved(name, f"{SENTENCE} {name}".encode())
    saved("in/2019-04-12.html", PAGE.encode())
    saved("in/2019-04-13.jsonl", json.dumps({"text": SENTENCE}).encode())

    def days() -> dict[str, str | None]:
        return {i.origins[0]: i.published.edtf for i in read([tmp_path / "in"]) if isinstance(i, Report) and i.published.is_known}

    assert days() == {"in/2019-04-12.html": "2014-05-04"}
    saved("in/outlet.toml", b'published = "file name"')
    named = {"in/2019-04-09-talks.txt": "2019-04-09", "in/20190410.txt": "2019-04-10"}
    assert days() == {"in/2019-04-12.html": "2014-05-04", **named}
    saved("in/outlet.toml", b'published = "2019-04-09"')
    assert isinstance(next(read([tmp_path / "in"])), Failure)


@pytest.mark.parametrize("beside", ["talks_files", "talks-Dateien", "talks_fichiers", "talks_archivos"])
def test_what_a_browser_saves_beside_a_page_is_passed_over(saved: Saved, tmp_path: Path, beside: str) -> None:
    """The folder of a page's pictures and scripts is no folder of reports, in whatever language the browser names it."""
    saved("in/talks.html", PAGE.encode())
    saved(f"in/{beside}/ad.html", PAGE.encode())
    assert len(list(read([tmp_path / "in"]))) == 1


def test_a_page_saved_as_one_file_is_read(saved: Saved) -> None:
    """A page that a browser saved with its pictures in one file is the page inside it; one without a page fails."""
    head = "Snapshot-Content-Location: https://times.example.org/x\nContent-Type: multipart/related; boundary=b\n\n"
    page = PAGE.replace('<link rel="canonical" href="https://times.example.org/front-frees-men">', "")
    parts = (
        f"--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{b64encode(page.encode()).decode()}\n"
        f"--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n{b64encode(bytes(99)).decode()}\n--b--\n"
    )
    found = report(saved("a.mhtml", (head + parts).encode()))
    assert (found.title, found.url) == ("Front frees forty men", "https://times.example.org/x")
    assert any(mark.part == "body" for mark in found.marks)
    assert isinstance(only(saved("b.mht", head.encode())), Failure)
    assert isinstance(only(saved("c.mhtml", SENTENCE.encode())), Failure)


def test_what_dragoman_wrote_itself_is_no_report(example: Path, tmp_path: Path) -> None:
    """A folder that holds the record, its dossier and its exports besides the reports can be read again."""
    record = tmp_path / "in" / "talks.db"
    record.parent.mkdir()
    record.write_bytes(example.read_bytes())
    (tmp_path / "in" / "talks.db-journal").write_bytes(bytes(512))
    opened = open_record(record)
    dossier.write(opened, tmp_path / "in" / "talks.html")
    export(opened, tmp_path / "in" / "out", "jsonl")
    (tmp_path / "in" / "a.txt").write_text(SENTENCE)
    (found,) = read([tmp_path / "in"])
    assert isinstance(found, Report)


FOREIGN = [
    ("French", "Les deux parties se sont mises d'accord sur un cessez-le-feu qui entrera en vigueur dans la nuit. "),
    ("Spanish", "El gobierno y la guerrilla anunciaron que las conversaciones se reanudarán en una semana con la "),
    ("German", "Die Regierung und die Aufständischen haben sich auf eine Waffenruhe geeinigt, die nun beginnt. "),
    ("Arabic letters", "أعلنت الحكومة والمعارضة يوم الاثنين التوصل إلى اتفاق لوقف إطلاق النار في البلاد. "),
    ("Japanese", "停戦交渉を仲介しているカタールの外務省報道官は、これまでで最も合意に近づいていると述べた。 "),
    ("another language", " ".join(f"izindaba{a}{b} ukuthula{b}{a}" for a in "abcdefg" for b in "hijklmn")),
    ("Cyrillic letters", "Стороны договорились о прекращении огня и обмене пленными на следующей неделе. "),
]


@pytest.mark.parametrize(("language", "text"), FOREIGN)
def test_another_language_is_refused_by_its_name(saved: Saved, language: str, text: str) -> None:
    """What is not in English fails and is told in which language it is; a page is judged by its body, not by what it states."""
    found = only(saved("a.txt", (text * 5).encode()))
    assert isinstance(found, Failure)
    assert language in found.why
    assert isinstance(only(saved("b.txt", text.encode() + SENTENCE.encode() * 8)), Report)
    assert isinstance(only(saved("c.html", PAGE.replace("en-GB", "fr").encode())), Report)
    assert isinstance(only(saved("d.txt", b"Para 7 of the UN. " * 80 + b"U.N. " * 900)), Report)


BAD = [
    ("packed.zip", b"PK\x03\x04"),
    ("packed.warc.gz", b"\x1f\x8b" + bytes(40)),
    ("empty.txt", b""),
    ("blank.txt", b" \n\n "),
    ("mark.txt", b"\xef\xbb\xbf"),
    ("binary.txt", bytes(range(256)) * 20),
    ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(400)),
    ("paper.txt", b"%PDF-1.7 and more"),
    ("empty.html", b"<html><body><script>x()</script></body></html>"),
    ("large.txt", b"word " * (TEXT_LIMIT // 5 + 1)),
    ("broken.json", b'{"text": "The council'),
    ("number.json", b"7"),
    ("nothing.json", b'{"title": "no text"}'),
    ("sheet.xlsx", b"PK"),
]


@pytest.mark.parametrize(("name", "data"), BAD)
def test_what_is_no_report_fails_with_a_reason(saved: Saved, name: str, data: bytes) -> None:
    """What cannot be read becomes a failure that says why and what to do, and the reports beside it are read."""
    path = saved(f"in/{name}", data)
    saved("in/zz-good.txt", SENTENCE.encode())
    bad, good = read([path.parent])
    assert isinstance(bad, Failure)
    assert bad.why
    assert bad.advice
    assert isinstance(good, Report)


def test_broken_utf8_keeps_the_rest(saved: Saved) -> None:
    """A broken byte in a text becomes one mark, and the rest is kept."""
    found = report(saved("a.txt", "Señor Müller kept the peace in Teska. ".encode() * 3 + b"\xff end"))
    assert "Señor Müller" in found.text
    assert found.text.endswith("\ufffd end")


def test_long_line_is_read(saved: Saved) -> None:
    """A line of a hundred thousand words is a text like any other."""
    found = report(saved("a.txt", b"word " * 100_000))
    assert label(found)[-1].end == len(found.text)


def test_page_gives_metadata_and_parts(saved: Saved) -> None:
    """A page gives its full text, its metadata, and parts that tell body from the rest."""
    found = report(saved("a.html", PAGE.encode()))
    assert (found.title, found.byline, found.source, found.language) == (
        "Front frees forty men",
        "Mira Dovani",
        "Teska Times",
        "en",
    )
    assert found.url == "https://times.example.org/front-frees-men"
    assert (found.published.edtf, found.published.basis) == ("2014-05-04", "metadata")
    assert "no text" not in found.text
    parts = [(part.part, part.span.of(found.text).strip()) for part in label(found)]
    assert ("title", "Front frees forty men") in parts
    assert ("caption", "Men at the bridge of Teska") in parts
    assert ("byline", "By Mira Dovani") in parts
    assert ("other", "A long road") in parts
    assert any(part == "body" and words.startswith("The Northern Front has freed forty men") for part, words in parts)
    assert not any(part == "body" and ("Orland votes" in words or "Contact us" in words) for part, words in parts)


def test_a_publisher_is_spelled_as_its_page_spells_it(saved: Saved) -> None:
    """A name that is taken from the address, or of which the case was changed, is given as the title or the mark-up has it."""
    page = PAGE.replace("Front frees men - Teska Times", "Front frees forty men | teskaNews")
    assert report(saved("a.html", page.replace('content="Teska Times"', 'content="teskaNews"').encode())).source == "teskaNews"


def test_a_headline_in_the_head_of_a_page_is_told_from_the_papers_name(saved: Saved) -> None:
    """A main heading inside the page's head is the headline where it opens as the title does, and the paper's name elsewhere."""
    head = "<header><h1>Teska Times</h1><h1>Front frees forty men</h1></header><article>"
    page = PAGE.replace("<h1>Front frees forty men</h1>", "").replace("<article>", head)
    found = report(saved("a.html", page.replace("Front frees men -", "Front frees forty men -").encode()))
    assert [p.span.of(found.text).strip() for p in label(found) if p.part == "title"] == ["Front frees forty men"]


def test_full_text_of_a_page_follows_one_rule(saved: Saved) -> None:
    """Inline mark-up leaves no trace, blocks begin lines, and white space is one space."""
    found = report(
        saved("a.html", b"<html><body><p>One <b>tw</b>o\n  three<br>four</p>five<script>x</script><div>six</div></body></html>")
    )
    assert found.text == "One two three\nfour\nfive\nsix"


def test_entities_are_not_expanded(saved: Saved) -> None:
    """A page cannot make one short entity a long text, nor fetch a file by one."""
    kinds = b'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    page = kinds + b"<html><body><p>x &a; &b; y</p></body></html>"
    assert "aaaaaaaaaa" not in report(saved("a.html", page)).text.replace("ENTITY a", "").split("]>")[-1]


def many(count: int, part: str = ' a{}="b"') -> str:
    """So many attributes, each of another name."""
    return "".join(part.format(number) for number in range(count))


BOMBS = [
    f"<p{many(200_000)}>{SENTENCE}</p>",
    f"<p{many(200_000, '/a{}')}>{SENTENCE}</p>",
    f"<meta{many(300)}><p>{SENTENCE}</p>",
    f'<p x="<script>"{many(300)}>{SENTENCE}</p>',
    f"<p y' <!-- {many(300)}>{SENTENCE}</p>",
    f"<!--><p{many(300)}>{SENTENCE}</p>",
    f"<title><!--</title><p{many(300)}>{SENTENCE}</p>",
    f"<![CDATA[<!--]]><p{many(300)}>{SENTENCE}</p>",
    f"<script/><p{many(300)}>{SENTENCE}</p>",
    f"</p{many(300)}><p>{SENTENCE}</p>",
    "<div>" * 200_000 + SENTENCE,
    "<span>" * 300 + SENTENCE + "</span>" * 300,
    "<p>a</p>" * 250_000,
]


@pytest.mark.parametrize("body", BOMBS, ids=range(len(BOMBS)))
def test_floods_of_markup_are_refused(saved: Saved, body: str) -> None:
    """A page that would hold a parser for minutes, or of which it would lose a part, fails by its name, and at once."""
    began = time.process_time()
    found = only(saved("flood.html", f"<!doctype html><html><body>{body}</body></html>".encode()))
    assert isinstance(found, Failure)
    assert found.origin == "flood.html"
    assert found.advice
    assert time.process_time() - began < 5


ODD = [
    "<" * 1_000_000,
    "<a" * 500_000,
    "<!-- " + "x " * 500_000,
    "<!--" * 250_000,
    "<p a='" + "x" * 500_000,
    "<?" * 300_000,
    "<script>" * 100_000,
    "</div>" * 150_000,
    f"<p{many(250)}>x</p>" * 2_000,
    f"<script>if (a<b {many(2_000)}) c()</script><!-- <p{many(2_000)}> -->",
    f"<p title='{many(2_000)}'>x</p><img src='data:image/png;base64,{'A' * 900_000}'>",
]


@pytest.mark.parametrize("body", ODD, ids=range(len(ODD)))
def test_odd_markup_is_read_in_time(saved: Saved, body: str) -> None:
    """Whatever else mark-up holds, the words before it are read, and within seconds."""
    began = time.process_time()
    found = report(saved("odd.html", f"<!doctype html><html><body><p>{SENTENCE}</p>{body}".encode()))
    assert SENTENCE in found.text
    assert time.process_time() - began < 10


def test_records_are_read_one_a_line(saved: Saved) -> None:
    """Lines are reports of their own, named by their ids, and a bad line leaves the others be."""
    whole = {"id": "x7", "text": SENTENCE, "published": "2014-05-04", "source": "Teska Times"}
    rows = [json.dumps(whole), "{broken", json.dumps({"html": PAGE})]
    first, second, third = read([saved("r.jsonl", "\n".join(rows).encode())])
    assert isinstance(first, Report)
    assert first.origins == ("r.jsonl#x7",)
    assert first.id == f"sha256:{hashlib.sha256(rows[0].encode()).hexdigest()}"
    assert (first.source, first.published.edtf) == ("Teska Times", "2014-05-04")
    assert isinstance(second, Failure)
    assert second.origin == "r.jsonl#2"
    assert isinstance(third, Report)
    assert third.title == "Front frees forty men"


def test_given_metadata_outrank_the_page(saved: Saved) -> None:
    """What a record states stands before what its page states."""
    record = {"html": PAGE, "title": "Other title", "published": "2015-01-02"}
    found = report(saved("a.json", json.dumps(record).encode()))
    assert (found.title, found.published.edtf, found.source) == ("Other title", "2015-01-02", "Teska Times")


def test_lists_of_records_are_read(saved: Saved) -> None:
    """A JSON list gives one report an item."""
    found = list(read([saved("a.json", json.dumps([{"text": SENTENCE}, {"text": SENTENCE + " Again."}]).encode())]))
    assert [item.origins for item in found if isinstance(item, Report)] == [("a.json#1",), ("a.json#2",)]


DATES = [
    ("2014-05-04", "2014-05-04"),
    ("2014-05-04T23:10:00+02:00", "2014-05-04"),
    ("Sun, 04 May 2014 10:00:00 GMT", "2014-05-04"),
    ("May 4, 2014", "2014-05-04"),
    ("2014-05", "2014-05"),
    ("2014", "2014"),
    (1399200000, "2014-05-04"),
    ("2014-13-40", None),
    ("soon", None),
    ("0001-01-01", None),
    ("9999-12-31", None),
    (None, None),
    (True, None),
]


@pytest.mark.parametrize(("value", "edtf"), DATES)
def test_published_reads_common_forms(value: object, edtf: str | None) -> None:
    """A date given in a common form is read as far as it goes; another is not known, and never made up."""
    assert published(value, "the metadata").edtf == edtf


def test_paragraphs_are_found_in_the_full_text() -> None:
    """Short paragraphs are found between their neighbours, not where the same words stand in a menu."""
    first, last = "The council met on Monday in Mirava and agreed to free all.", "The Front said that it would do the same in May."
    lines = ["Reply", first, "Reply", last]
    text = "\n".join(lines)
    assert [span.of(text) for span in locate(text, lines[1:])] == lines[1:]
    assert locate(text, lines[1:])[1].start > 10


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=300),
    st.sampled_from(["a.txt", "a.html", "a.json", "a.jsonl"]),
    st.sampled_from([b"", b"<html><p>", b'{"text":"']),
)
def test_random_bytes_never_raise(tmp_path: Path, data: bytes, name: str, start: bytes) -> None:
    """Whatever bytes a file holds, it becomes reports and failures."""
    path = tmp_path / name
    path.write_bytes(start + data)
    assert all(isinstance(found, Report | Failure) for found in read([path]))
