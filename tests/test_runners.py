"""The same bytes from every runner, in any order of input, all at once or one by one."""

import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dragoman import run, store
from dragoman.export import export
from dragoman.run.runners import Pooled
from tests.conftest import REPORTS


def _files(record: Path, to: Path) -> dict[str, bytes]:
    export(store.open_record(record), to, "jsonl")
    return {p.name: p.read_bytes() for p in sorted(to.iterdir())}


def test_two_cores_give_the_bytes_of_one(tmp_path: Path, example: Path) -> None:
    """A build on two processes exports the same bytes as a build on one."""
    record = tmp_path / "r.db"
    run.build([REPORTS], run.Settings(record=record, cores=2))
    assert _files(record, tmp_path / "a") == _files(example, tmp_path / "b")


def test_any_executor_is_a_cluster(tmp_path: Path, example: Path) -> None:
    """A build on an executor that a cluster's client could offer exports the same bytes."""
    record = tmp_path / "r.db"
    with ThreadPoolExecutor(3) as executor:
        run.build([REPORTS], run.Settings(record=record), runner=Pooled(executor, 3))
    assert _files(record, tmp_path / "a") == _files(example, tmp_path / "b")


def test_order_and_batches_do_not_matter(tmp_path: Path, example: Path) -> None:
    """Reports given in another order and in several builds export the same bytes."""
    record = tmp_path / "r.db"
    paths = sorted(p for p in REPORTS.rglob("*") if p.is_file())
    random.Random(7).shuffle(paths)  # noqa: S311 - a fixed shuffle
    for start in range(0, len(paths), 4):
        run.build(paths[start : start + 4], run.Settings(record=record))
    told, same = _files(record, tmp_path / "a"), _files(example, tmp_path / "b")
    # Origins are paths as given, and here files were given one by one.
    told.pop("reports.jsonl")
    same.pop("reports.jsonl")
    assert told == same


def test_the_same_bytes_under_two_days_count_as_first_published(tmp_path: Path) -> None:
    """One text filed under two days is one report of the earlier one, whichever is met first, at once or later."""
    words = b"Talks open in Talmar\n\nVarenia and the Northern Front met in Talmar on Monday.\n"
    for name in ("2019-04-09-a.txt", "2019-04-08-b.txt"):
        (tmp_path / name).write_bytes(words)
    (tmp_path / "outlet.toml").write_text('published = "file name"\n')
    late, early = (tmp_path / name for name in ("2019-04-09-a.txt", "2019-04-08-b.txt"))
    made = []
    for number, batches in enumerate(([[late, early]], [[early, late]], [[late], [early]], [[early], [late]])):
        for batch in batches:
            run.build(batch, run.Settings(record=tmp_path / f"{number}.db"))
        made.append(_files(tmp_path / f"{number}.db", tmp_path / str(number)))
    assert all(files == made[0] for files in made)
    assert b"2019-04-08" in made[0]["reports.jsonl"]
    assert b'"edtf":"2019-04-09"' not in made[0]["reports.jsonl"]


def test_showing_a_record_loads_nothing_to_read_with(example: Path) -> None:
    """The verbs that only show a record start without the libraries that reading reports needs."""
    heavy = "{'numpy', 'onnxruntime', 'trafilatura', 'htmldate', 'dragoman.ingest.pages'}"
    code = f"import sys; from dragoman.cli import main; main({['show', str(example), 'events']!r}, standalone_mode=False); "
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", f"{code} print(sorted({heavy} & set(sys.modules)), file=sys.stderr)"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout.count("\n") > 20
    assert done.stderr.strip() == "[]"
