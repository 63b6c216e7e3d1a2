"""XLSX: the whole record as one workbook, a sheet for each file and one that says what every column means."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.export import flat
from dragoman.views import codebook
from dragoman.views.lines import Line
from dragoman.views.sheets import Sheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

NAME = "record.xlsx"
ROWS = 1_048_575  # lines that a sheet holds below its head; what is more goes to a sheet "NAME-2"
CELL = 32_767  # characters that a cell holds
FIRST = dt.date(1900, 3, 1)  # from here on a spreadsheet counts days as the calendar does; earlier dates stay text
WIDTHS = {"id": 26, "words": 48, "evidence": 60, "quote": 60, "why": 48, "name": 30, "actors": 30, "when.start": 12, "when.end": 12}


def write_all(sheets: Iterable[Sheet], to: Path) -> dict[str, int]:
    """Write `record.xlsx` to a folder and return the number of lines by file. The same record gives the same bytes."""
    import xlsxwriter  # noqa: PLC0415 - takes a tenth of a second that only this format needs

    # `constant_memory` keeps one row at a time. Texts are never taken for formulas, numbers or links.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(to / NAME, options) as book:
        # A workbook wants the moment it was made; no clock may enter here.
        book.set_properties({"title": "A record of a political process", "created": dt.datetime(1980, 1, 1, tzinfo=dt.UTC)})
        counts = {sheet.name: _sheet(book, sheet) for sheet in sheets}
        _codebook(book, counts)
    return counts


def _sheet(book: "Workbook", sheet: Sheet) -> int:
    columns = flat.columns(sheet.name)
    formats = {"head": book.add_format({"bold": True, "bottom": 1}), "date": book.add_format({"num_format": "yyyy-mm-dd"})}
    lines = iter(sheet.rows)
    count = 0
    for number, chunk in enumerate(_chunks(lines), 1):
        page = _page(book, sheet.name if number == 1 else f"{sheet.name}-{number}", [name for name, _ in columns], formats["head"])
        rows = 0
        for rows, line in enumerate(chunk, 1):
            for at, cell in enumerate(flat.row(line, columns)):
                _put(page, rows, at, cell, formats["date"])
        page.autofilter(0, 0, max(rows, 1), len(columns) - 1)
        count += rows
    return count


def _chunks(lines: Iterator[Line]) -> Iterator[Iterator[Line]]:
    """The lines in as many stretches as sheets are needed; one, empty, where there is none."""
    yield islice(lines, ROWS)
    for first in lines:
        yield chain([first], islice(lines, ROWS - 1))


def _page(book: "Workbook", name: str, head: Sequence[str], bold: Any) -> "Worksheet":
    page = book.add_worksheet(name)
    page.freeze_panes(1, 1)
    for at, title in enumerate(head):
        page.set_column(at, at, WIDTHS.get(title, 16))
        page.write_string(0, at, title, bold)
    return page


def _put(page: "Worksheet", row: int, column: int, cell: flat.Cell, date: Any) -> None:
    if isinstance(cell, dt.date) and cell >= FIRST:
        page.write_datetime(row, column, cell, date)
    elif isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        page.write_number(row, column, cell)
    elif cell is not None and cell != "":
        page.write_string(row, column, _short(str(cell)))


def _short(text: str) -> str:
    return text if len(text) <= CELL else f"{text[: CELL - 1]}…"


def _codebook(book: "Workbook", names: Iterable[str]) -> None:
    """The last sheet: the meaning of every column."""
    page = _page(book, "codebook", ("sheet", "column", "type", "meaning"), book.add_format({"bold": True, "bottom": 1}))
    page.set_column(3, 3, 100)
    rows = (
        (name, title, "text" if column.many else column.kind, codebook.fields(name)[title.split(".")[0]])
        for name in names
        for title, column in flat.columns(name)
    )
    for number, row in enumerate(rows, 1):
        for at, text in enumerate(row):
            page.write_string(number, at, text)
