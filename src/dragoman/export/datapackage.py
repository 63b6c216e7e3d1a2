"""`datapackage.json` (Frictionless Data Package v1) and the codebook beside the data."""

from pathlib import Path
from typing import Any

from dragoman import __version__
from dragoman.export import flat
from dragoman.model import encode
from dragoman.views import sheets
from dragoman.views.codebook import fields, files, markdown
from dragoman.views.sheets import Column

MEDIA = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
FLAT = {"csv", "xlsx"}  # formats in which objects are dotted columns and lists one cell
ONE_FILE = {"xlsx": "record.xlsx"}  # formats that hold all files in one, each as a sheet


def write(to: Path, suffix: str, counts: dict[str, int]) -> None:
    """Describe the files that were written to a folder."""
    package = {
        "profile": "data-package",
        "name": "dragoman-record",
        "title": "A record of a political process, rebuilt from reports",
        "description": "Fields and value sets are described in codebook.md.",
        "version": __version__,
        "resources": [_resource(name, suffix, count) for name, count in counts.items()],
    }
    (to / "datapackage.json").write_bytes(encode(package) + b"\n")
    (to / "codebook.md").write_text(markdown(), "utf-8")


def _resource(name: str, suffix: str, count: int) -> dict[str, Any]:
    resource = {
        "name": name,
        "path": ONE_FILE.get(suffix, f"{name}.{suffix}"),
        "format": suffix,
        "mediatype": MEDIA[suffix],
        "rows": count,
        "description": files()[name],
        "schema": {"fields": _fields(name, suffix)},
    }
    if suffix in ONE_FILE:
        resource["dialect"] = {"sheetName": name}
    elif suffix != "parquet":  # binary formats have no encoding
        resource["encoding"] = "utf-8"
    return resource


def _fields(name: str, suffix: str) -> list[dict[str, str]]:
    told = flat.columns(name) if suffix in FLAT else [(c.name, c) for c in sheets.columns(name)]
    meanings = fields(name)
    return [{"name": n, "type": _type(c, suffix), "description": meanings[n.split(".")[0]]} for n, c in told]


def _type(column: Column, suffix: str) -> str:
    if column.many:
        return "string" if suffix in FLAT else "array"
    return ("string" if suffix in FLAT else "object") if column.kind == "counts" else column.kind
