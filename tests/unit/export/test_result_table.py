"""A list of results as a file: every text as a text, amounts as numbers, whole or not at all."""

from __future__ import annotations

import csv
import zipfile
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest

from storno_desktop.export.csv_sheet import INTERNATIONAL
from storno_desktop.export.outcome import Exported, ExportFault, ExportProblem
from storno_desktop.export.result_table import ResultTable, results_csv, write_results

TABLE = ResultTable(
    title="3 facturi anulate",
    headings=("Număr", "Client", "Total"),
    rows=[
        ("FCT0001", "Țesătoria Mureș SRL", Decimal("1234.50")),
        ("FCT0002", '=HYPERLINK("http://rau.example")', Decimal("-0.10")),
        ("FCT0003", "două\nrânduri", None),
    ],
    stamp=(("Firma", "Brutăria, CIF 1"),),
)


def test_a_text_is_no_formula_and_a_line_is_one_line() -> None:
    rows = list(csv.reader(StringIO(results_csv(TABLE)), delimiter=";"))
    assert rows[0] == ["Număr", "Client", "Total"]
    assert rows[1] == ["FCT0001", "Țesătoria Mureș SRL", "1234,50"]
    assert rows[2][1].startswith("'=")
    assert rows[2][2] == "-0,10"
    assert rows[3] == ["FCT0003", "două rânduri", ""]
    assert rows[-1] == ["Firma", "Brutăria, CIF 1"]
    assert "1234.50" in results_csv(TABLE, INTERNATIONAL)


def test_a_workbook_holds_numbers_and_texts(tmp_path: Path) -> None:
    path = tmp_path / "rezultate.xlsx"
    assert write_results(path, TABLE) == Exported(path=path, rows=3)
    with zipfile.ZipFile(path) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    assert "<v>1234.5</v>" in sheet
    assert "<f>" not in sheet
    assert "HYPERLINK" in texts


@pytest.mark.parametrize("name", ["rezultate.csv", "rezultate.xlsx"])
def test_where_it_cannot_be_written_nothing_is_left(tmp_path: Path, name: str) -> None:
    told = write_results(tmp_path / "missing" / name, TABLE)
    assert isinstance(told, ExportProblem)
    assert told.fault is ExportFault.NO_FOLDER
    assert list(tmp_path.iterdir()) == []
