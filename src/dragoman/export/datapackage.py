"""`datapackage.json` (Frictionless Data Package v1) and the codebook beside the data."""

from pathlib import Path

from dragoman import __version__
from dragoman.model import encode
from dragoman.views.codebook import files, markdown

MEDIA = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}


def write(to: Path, suffix: str, counts: dict[str, int]) -> None:
    """Describe the files that were written to a folder."""
    resources = [
        {
            "name": name,
            "path": f"{name}.{suffix}",
            "format": suffix,
            "mediatype": MEDIA[suffix],
            "encoding": "utf-8",
            "rows": count,
            "description": files()[name],
        }
        for name, count in counts.items()
    ]
    package = {
        "profile": "data-package",
        "name": "dragoman-record",
        "title": "A record of a political process, rebuilt from reports",
        "description": "Fields and value sets are described in codebook.md.",
        "version": __version__,
        "resources": resources,
    }
    (to / "datapackage.json").write_bytes(encode(package) + b"\n")
    (to / "codebook.md").write_text(markdown(), "utf-8")
