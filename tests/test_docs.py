"""Documentation is tested: commands, settings, fields and links."""

import re
from pathlib import Path

import click
import pytest

from dragoman import lexicon
from dragoman.cli import main
from dragoman.views import codebook

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_documented(name: str) -> None:
    """Every command has help and stands in the README or the tour."""
    command = main.commands[name]
    assert command.help
    assert f"dragoman {name}" in README + (ROOT / "docs" / "tour.md").read_text("utf-8")
    assert all(parameter.help for parameter in command.params if isinstance(parameter, click.Option))


def test_the_codebook_page_is_current() -> None:
    """docs/record.md is what the lexicon file of fields makes; `make docs` writes it."""
    assert (ROOT / "docs" / "record.md").read_text("utf-8") == codebook.markdown()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page names a file that exists."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_every_lexicon_opens_with_what_it_is() -> None:
    """Every lexicon file begins with a comment that says what it is."""
    folder = ROOT / "src" / "dragoman" / "lexicon"
    assert lexicon.digests()
    assert [name for name in lexicon.digests() if not (folder / name).read_text("utf-8").startswith("#")] == []


def test_no_room_has_grown_too_large() -> None:
    """A module has at most 400 lines (CONTRIBUTING.md)."""
    modules = [path for folder in ("src", "gate", "training") for path in (ROOT / folder).rglob("*.py")]
    assert modules
    assert [path.name for path in modules if len(path.read_text("utf-8").splitlines()) > 400] == []
