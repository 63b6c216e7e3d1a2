"""The codebook: what each file of an export holds and what each field means."""

from dragoman.lexicon import table


def files() -> dict[str, str]:
    """What each file holds, by its name."""
    return {name: fields["_"] for name, fields in table("record").items() if name != "shared"}


def fields(name: str) -> dict[str, str]:
    """The meaning of every field that a file may have, by its name."""
    book = table("record")
    return {**book["shared"], **{field: meaning for field, meaning in book[name].items() if field != "_"}}


def markdown() -> str:
    """The whole codebook as Markdown."""
    book = table("record")
    parts = ["# The record, file by file\n", *_section("Fields that many files share", "", book["shared"])]
    for name, about in files().items():
        parts += _section(f"`{name}`", about, {f: m for f, m in book[name].items() if f != "_"})
    return "\n".join(parts)


def _section(title: str, about: str, meanings: dict[str, str]) -> list[str]:
    rows = [f"| `{field}` | {meaning} |" for field, meaning in meanings.items()]
    return [f"## {title}\n", *([f"{about}\n"] if about else []), "| field | meaning |", "|---|---|", *rows, ""]
