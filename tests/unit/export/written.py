"""Orders as the window gives them, and what other programs find in the files: read without our own code."""

from __future__ import annotations

import csv
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from storno_desktop.domain.display_state import DisplayState
from storno_desktop.domain.invoice_summary import Direction
from storno_desktop.domain.listview import ListView
from storno_desktop.export.order import Field, Order, Wording
from tests.unit.store.kept import COMPANY, NOON, TODAY

EVERYTHING = ListView(today=TODAY, direction=None)

WORDING = Wording(
    sheet="Facturi",
    about_sheet="Despre",
    headings={each: each.name.lower() for each in Field},
    states={each: each.value for each in DisplayState},
    directions={each: each.value or "?" for each in Direction},
    not_known="necunoscut",
    window_passed="depășit",
    outcome_unknown="rezultat necunoscut",
    total="Total",
    total_note="Fără cele anulate",
    invoices="facturi",
)

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINKED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def an_order(view: ListView = EVERYTHING, **changes: object) -> Order:
    """Everything of the one company, stamped."""
    whole: dict[str, object] = {
        "company_id": COMPANY,
        "view": view,
        "wording": WORDING,
        "stamp": (("Firma", "Brutăria SRL"), ("Datele sunt din", "10.03.2026, 14:00")),
        "made_at": NOON,
        "title": "Facturi – Brutăria SRL",
    }
    return Order(**(whole | changes))  # type: ignore[arg-type]


def csv_lines(path: Path, separator: str = ";") -> list[list[str]]:
    """All lines, read as a spreadsheet reads them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=separator, strict=True))


@dataclass(frozen=True)
class Cell:
    """A cell: its text, its type ("n" for a number), and the number format it is shown by."""

    text: str
    kind: str
    number_format: str
    is_struck: bool
    has_formula: bool


@dataclass(frozen=True)
class Book:
    """A workbook as its parts say it."""

    sheets: dict[str, list[dict[str, Cell]]]
    parts: dict[str, str]

    def column(self, sheet: str, column: str) -> list[str]:
        """The texts of one column, without the heading, empty ones left out."""
        return [row[column].text for row in self.sheets[sheet][1:] if column in row]


def opened_book(path: Path) -> Book:
    """The workbook, read by its XML alone."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        parts = {each: archive.read(each).decode("utf-8") for each in archive.namelist()}
    formats = _cell_formats(parts["xl/styles.xml"])
    shared = _shared(parts)
    links = {each.attrib["Id"]: each.attrib["Target"] for each in _tree(parts["xl/_rels/workbook.xml.rels"])}
    sheets = {}
    for sheet in _tree(parts["xl/workbook.xml"]).iter(f"{_MAIN}sheet"):
        body = _tree(parts["xl/" + links[sheet.attrib[f"{_LINKED}id"]]])
        sheets[sheet.attrib["name"]] = [
            {_letters(cell.attrib["r"]): _cell(cell, formats, shared) for cell in row.iter(f"{_MAIN}c")}
            for row in body.iter(f"{_MAIN}row")
        ]
    return Book(sheets, parts)


def _tree(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314  our own files


def _shared(parts: dict[str, str]) -> list[str]:
    if "xl/sharedStrings.xml" not in parts:
        return []
    return ["".join(each.itertext()) for each in _tree(parts["xl/sharedStrings.xml"])]


def _letters(reference: str) -> str:
    return reference.rstrip("0123456789")


def _cell(cell: ElementTree.Element, formats: list[tuple[str, bool]], shared: list[str]) -> Cell:
    kind = cell.attrib.get("t", "n")
    text = "".join(part for part in cell.itertext())
    look, struck = formats[int(cell.attrib.get("s", "0"))]
    return Cell(
        shared[int(text)] if kind == "s" else text,
        kind,
        look,
        struck,
        cell.find(f"{_MAIN}f") is not None,
    )


def _cell_formats(styles: str) -> list[tuple[str, bool]]:
    tree = _tree(styles)
    own = {each.attrib["numFmtId"]: each.attrib["formatCode"] for each in tree.iter(f"{_MAIN}numFmt")}
    struck = [
        font.find(f"{_MAIN}strike") is not None
        for fonts in tree.iter(f"{_MAIN}fonts")
        for font in fonts.iter(f"{_MAIN}font")
    ]
    cells = next(tree.iter(f"{_MAIN}cellXfs"))
    return [
        (own.get(each.attrib["numFmtId"], each.attrib["numFmtId"]), struck[int(each.attrib["fontId"])])
        for each in cells
    ]
