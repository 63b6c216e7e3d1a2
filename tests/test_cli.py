"""The command line: exit codes, messages, JSON and quiet pipes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli import main
from dragoman.cli_output import print_table


def run(*arguments: str) -> tuple[int, str]:
    """Exit code and output of a command."""
    result = CliRunner().invoke(main, list(arguments))
    return result.exit_code, result.output


@pytest.mark.parametrize(
    "kind", ["reports", "events", "statements", "commitments", "actors", "rounds", "agreements", "divergences", "ledger", "chains"]
)
def test_show_prints_every_kind(example: Path, kind: str) -> None:
    """Every kind prints as tab-separated lines when piped and as JSON on request."""
    code, output = run("show", str(example), kind)
    assert code == 0
    assert len(output.splitlines()) > 1
    assert {line.count("\t") for line in output.splitlines()} == {output.splitlines()[0].count("\t")}
    assert len(json.loads(run("show", str(example), kind, "--json")[1])) == len(output.splitlines()) - 1


def test_show_filters_by_actor_and_time(example: Path) -> None:
    """Filters leave only lines of the actor inside the dates."""
    every = json.loads(run("show", str(example), "events", "--json")[1])
    some = json.loads(
        run("show", str(example), "events", "--actor", "northern front", "--from", "2021", "--to", "2021-06", "--json")[1]
    )
    assert 0 < len(some) < len(every)
    assert all((e["when"]["end"] or e["when"]["start"]) >= "2021" for e in some)


def test_of_several_actors_a_line_has_every_one(example: Path) -> None:
    """When two last met: only acts in which both have a part."""
    ask = ("show", str(example), "events", "--json", "--actor")
    one, other = (json.loads(run(*ask, name)[1]) for name in ("northern front", "varenia"))
    both = json.loads(run(*ask, "northern front", "--actor", "varenia")[1])
    ids = [{line["id"] for line in lines} for lines in (one, other, both)]
    assert ids[2] == ids[0] & ids[1]
    assert ids[2]


def test_an_office_told_often_is_listed_once(example: Path) -> None:
    """What many reports tell of an actor in the same words stands once in its line."""
    for line in run("show", str(example), "actors")[1].splitlines()[1:]:
        offices = [office for office in line.split("\t")[5].split(", ") if office]
        assert len(offices) == len(set(offices))


def test_a_report_tells_its_day_and_why(example: Path) -> None:
    """Reports are listed by their days, without their texts, and `why` tells on what a day rests."""
    lines = json.loads(run("show", str(example), "reports", "--to", "2019-06", "--json")[1])
    assert lines
    assert all(line["title"] and line["basis"] and "text" not in line for line in lines)
    code, output = run("why", str(example), lines[0]["id"])
    assert code == 0
    assert lines[0]["published"]["why"] in output


def test_wrong_dates_and_actors_are_named(example: Path) -> None:
    """A date that is none and an actor that nobody names end with exit code 2 and say so."""
    assert run("show", str(example), "events", "--from", "yesterday")[0] == 2
    code, output = run("show", str(example), "events", "--actor", "Nobody At All")
    assert code == 2
    assert "Nobody At All" in output


def test_an_issue_or_type_that_no_line_has_is_named(example: Path) -> None:
    """A filter that can pass nothing, most likely misspelt, ends with exit code 2 and the values that there are."""
    code, output = run("show", str(example), "events", "--type", "CONSULTS")
    assert (code, "CONSULT," in output) == (2, True)
    assert run("show", str(example), "events", "--type", "consult")[0] == 0
    code, output = run("show", str(example), "events", "--issue", "Amnesties")
    assert (code, "Amnesties" in output) == (2, True)


def test_why_walks_to_the_words(example: Path) -> None:
    """`why` prints the rule, the quote, its offsets and the report of an entry."""
    entry = json.loads(run("show", str(example), "events", "--json")[1])[0]
    code, output = run("why", str(example), entry["id"])
    assert code == 0
    assert entry["evidence"][0]["quote"] in output
    assert "characters" in output
    assert run("why", str(example), "event:none")[0] == 2


@pytest.mark.parametrize("kind", ["events", "actors", "ledger", "agreements", "rounds", "chains", "divergences"])
def test_why_takes_every_id_that_a_table_shows(example: Path, kind: str) -> None:
    """From the id of any line one comes to quoted words."""
    for line in json.loads(run("show", str(example), kind, "--json")[1])[:3]:
        code, output = run("why", str(example), line["id"])
        assert code == 0
        assert "characters" in output
        assert json.loads(run("why", str(example), line["id"], "--json")[1])


def test_plans_and_differences_are_told_in_words_and_filtered(example: Path) -> None:
    """A plan or a difference shows the words of the act that it is about, and passes the filters that this act passes."""
    for kind in ("chains", "divergences"):
        every = json.loads(run("show", str(example), kind, "--json")[1])
        some = json.loads(run("show", str(example), kind, "--actor", "northern front", "--from", "2000", "--json")[1])
        assert 0 < len(some) <= len(every)
        assert all(line["about"] for line in every)
        assert run("show", str(example), kind, "--from", "2100", "--json")[1].strip() == "[]"
    assert "sha256:" not in run("show", str(example), "divergences")[1]


def test_a_terminal_is_not_steered_by_a_report(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Brackets, colons and control characters of a quotation are shown in a table, and obeyed by nothing."""
    for is_terminal in (False, True):
        monkeypatch.setattr(sys.stdout, "isatty", lambda answer=is_terminal: answer)
        print_table(("words",), [("it [sic] [/] [red]holds :smile: \x1b[31m\x07\u202e\u2066",)])
        output = capsys.readouterr().out
        assert "it [sic] [/] [red]holds :smile: " in output
        assert not set("\x07\u202e\u2066") & set(output)
        assert "\x1b[31m" not in output


def test_a_failure_that_is_mended_is_told_no_more(tmp_path: Path) -> None:
    """A file that was put right, or taken away, is no failure any more when its folder is read again; others stay."""
    folder, record = tmp_path / "reports", str(tmp_path / "r.db")
    folder.mkdir()
    for name in ("a.pdf", "b.txt"):
        (folder / name).write_text("")
    (tmp_path / "other.pdf").write_text("")
    assert run("build", str(folder), str(tmp_path / "other.pdf"), "--record", record)[0] == 1
    (folder / "a.pdf").unlink()
    (folder / "b.txt").write_text("Talks held\n\nVarenia and the Northern Front held talks in Talmar on 3 May 2021.\n")
    assert run("build", str(folder), "--record", record)[0] == 0
    assert [f["origin"] for f in json.loads(run("coverage", record, "--json")[1])["failures"]] == ["other.pdf"]


def test_nothing_to_read_is_told(tmp_path: Path) -> None:
    """An empty folder ends with a line that says what to give."""
    (tmp_path / "reports").mkdir()
    code, output = run("build", str(tmp_path / "reports"), "--record", str(tmp_path / "r.db"))
    assert code == 0
    assert "nothing to read" in output


def test_coverage_counts_sentences(example: Path) -> None:
    """`coverage` has a row for each report."""
    told = json.loads(run("coverage", str(example), "--json")[1])
    assert len(told["reports"]) == len(run("coverage", str(example))[1].splitlines()) - 1


def test_a_failed_report_is_told(tmp_path: Path) -> None:
    """A build with an unreadable report builds the others, ends with exit code 1 and lists the failure."""
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "good.txt").write_text("Talks held\n\nVarenia and the Northern Front held talks in Talmar on 3 May 2021.\n")
    record = tmp_path / "r.db"
    assert run("build", str(tmp_path / "empty.txt"), str(tmp_path / "good.txt"), "--record", str(record))[0] == 1
    told = json.loads(run("coverage", str(record), "--json")[1])
    assert len(told["reports"]) == 1
    assert "empty.txt" in told["failures"][0]["origin"]
    assert told["failures"][0]["advice"]


@pytest.mark.parametrize("layer", ["text", "language", "when", "who", "where", "claims"])
def test_analyse_prints_every_layer(tmp_path: Path, layer: str) -> None:
    """Every layer of one report prints as JSON with offsets."""
    report = tmp_path / "r.txt"
    report.write_text("Talks held\n\nVarenia and the Northern Front held talks in Cairo on 3 May 2021.\n")
    code, output = run("analyse", str(report), "--layer", layer)
    assert code == 0
    assert json.loads(output)["layer"] == layer
    assert '"start"' in output


def test_a_missing_language_model_is_named(tmp_path: Path) -> None:
    """A language model that is not there ends with exit code 2 and says what to install."""
    report = tmp_path / "r.txt"
    report.write_text("Talks held\n\nVarenia and the Northern Front held talks in Talmar.\n")
    for name in ("spacy:no_such_pipeline", "other"):
        code, output = run("build", str(report), "--record", str(tmp_path / "r.db"), "--language-model", name)
        assert code == 2
        assert "spacy" in output.lower()


def test_a_missing_record_is_an_error(tmp_path: Path) -> None:
    """A command on a record that is not there says how to make one."""
    code, output = run("show", str(tmp_path / "none.db"), "events")
    assert code == 2
    assert "dragoman build" in output


def test_files_that_are_no_record_are_named(tmp_path: Path) -> None:
    """An empty file, a file of another kind, and a record in a folder that is not there end with exit code 2 and one line."""
    (tmp_path / "empty.db").touch()
    (tmp_path / "other.db").write_text("no database, but long enough to be taken for one " * 20)
    for name in ("empty.db", "other.db"):
        code, output = run("show", str(tmp_path / name), "events")
        assert (code, output.count("\n")) == (2, 1)
        assert "not a record" in output
    code, output = run("build", str(tmp_path), "--record", str(tmp_path / "no folder" / "x.db"))
    assert (code, output.count("\n")) == (2, 1)


def test_a_record_is_never_written_over(example: Path, tmp_path: Path) -> None:
    """A dossier or a list of actors does not take the place of a record, and with it of what people judged."""
    before = example.read_bytes()
    for command in (("dossier", str(example)), ("actors", "import", str(example)), ("places", "import", str(example))):
        code, output = run(*command, "--to", str(example))
        assert code == 2
        assert "not written over" in " ".join(output.split())
    assert example.read_bytes() == before
    (tmp_path / "old.html").write_text("an older dossier")
    assert run("dossier", str(example), "--to", str(tmp_path / "old.html"))[0] == 0


def test_a_reader_who_has_enough_is_no_error(example: Path) -> None:
    """Nothing is said where the output is closed early, as `head` does."""
    command = [sys.executable, "-m", "dragoman", "show", str(example), "events"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as told:  # noqa: S603 (our own command)
        assert told.stdout
        assert told.stderr
        told.stdout.close()
        assert told.stderr.read() == b""


def test_groups_that_the_record_lacks_are_named(example: Path, tmp_path: Path) -> None:
    """A group with a source that the record lacks is told; a file that declares none ends with exit code 2."""
    groups = tmp_path / "groups.toml"
    groups.write_text('[groups]\n"Press" = ["The Misspelt Gazette"]\n')
    code, output = run("dossier", str(example), "--to", str(tmp_path / "x.html"), "--groups", str(groups))
    assert code == 0
    assert "The Misspelt Gazette" in output
    groups.write_text("Press = 1\n")
    assert run("dossier", str(example), "--to", str(tmp_path / "x.html"), "--groups", str(groups))[0] == 2


def test_a_judgement_changes_the_record_and_can_be_undone(example: Path, tmp_path: Path) -> None:
    """Judging the claims of an entry wrong removes it, and undoing the judgement brings it back."""
    record = tmp_path / "r.db"
    record.write_bytes(example.read_bytes())
    events = json.loads(run("show", str(record), "events", "--json")[1])
    entry = next(e for e in events if len(e["claims"]) == 1)
    claim = entry["claims"][0]["id"]
    code, output = run("judge", str(record), "wrong", claim, "--why", "misread", "--by", "ana")
    assert code == 0
    assert entry["id"] not in {e["id"] for e in json.loads(run("show", str(record), "events", "--json")[1])}
    changes = json.loads(run("diff", str(example), str(record), "--json")[1])
    assert ("events", entry["id"], "gone") in {(c["kind"], c["id"], c["change"]) for c in changes}
    number = output.split()[1].rstrip(";")
    assert run("undo", str(record), number)[0] == 0
    assert json.loads(run("show", str(record), "events", "--json")[1]) == events
    assert run("judge", str(record), "same", claim, "--why", "x", "--by", "ana")[0] == 2
