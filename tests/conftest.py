"""What several test files start from: the example reports, built once."""

from pathlib import Path

import pytest

from dragoman import run, store
from dragoman.model import Record

REPORTS = Path(__file__).parents[1] / "examples" / "reports"


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the example reports, built all at once."""
    path = tmp_path_factory.mktemp("example") / "example.db"
    summary = run.build([REPORTS], run.Settings(record=path))
    assert summary.failed == 0
    return path


@pytest.fixture(scope="session")
def record(example: Path) -> Record:
    """The example record as a value."""
    return store.open_record(example)
