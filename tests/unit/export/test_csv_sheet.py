from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.export.course import Course
from storno_desktop.export.csv_sheet import INTERNATIONAL, ROMANIAN, CsvManner, CsvSheet, defused
from storno_desktop.export.order import Field
from storno_desktop.export.row_values import RowValues, Sums
from tests.unit.export.written import EVERYTHING, an_order, csv_lines
from tests.unit.store.kept import an_invoice

FIELDS = [each.name.lower() for each in Field]


def _written(path: Path, manner: CsvManner, *rows: dict[str, str], **order: object) -> list[dict[str, str]]:
    asked = an_order(EVERYTHING, **order)
    sheet, sums = CsvSheet(path, asked, manner), Sums()
    for row in rows:
        invoice = an_invoice(**row)  # type: ignore[arg-type]
        sheet.add(RowValues(asked).of(invoice), is_cancelled=False)
        sums.add(invoice)
    sheet.end(sums, Course())
    sheet.close()
    lines = csv_lines(path, manner.separator)
    assert lines[0] == FIELDS
    return [dict(zip(FIELDS, line, strict=True)) for line in lines[1 : 1 + len(rows)]]


def test_excel_in_romanian_opens_it_right(tmp_path: Path) -> None:
    path = tmp_path / "facturi.csv"
    (row,) = _written(path, ROMANIAN, {"total": "-1234567.5", "buyer": "Brânză; Țuică „Șapte” SRL"})
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert row["total"] == "-1234567,50"
    assert row["issue_date"] == "01.03.2026"
    assert row["partner"] == "Brânză; Țuică „Șapte” SRL"
    assert '"Brânză; Țuică „Șapte” SRL"'.encode() in raw


def test_the_international_manner(tmp_path: Path) -> None:
    (row,) = _written(tmp_path / "a.csv", INTERNATIONAL, {"total": "1234.5678", "buyer": 'Say "cheese", Ltd'})
    assert row["total"] == "1234.5678"
    assert row["issue_date"] == "2026-03-01"
    assert row["partner"] == 'Say "cheese", Ltd'


@pytest.mark.parametrize("digits", ["12345678901234567890.12", "0.0001", "1E+3", "-0.10"])
def test_no_digit_is_lost(tmp_path: Path, digits: str) -> None:
    (row,) = _written(tmp_path / "a.csv", ROMANIAN, {"total": digits})
    assert Decimal(row["total"].replace(",", ".")) == Decimal(digits)
    assert "E" not in row["total"]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+40 721", "-2+3", "@SUM(A1)", "\t=1", " =1", '=HYPERLINK("http://x","y")', "＝1+1", "\r=1"],
)
def test_no_text_becomes_a_formula(tmp_path: Path, text: str) -> None:
    (row,) = _written(tmp_path / "a.csv", ROMANIAN, {"buyer": text, "number": text, "cif": text})
    for column in ("partner", "number", "cif"):
        assert row[column].startswith("'")
        assert row[column][1:] == text.strip()


def test_amounts_stay_numbers_though_they_begin_with_a_minus(tmp_path: Path) -> None:
    (row,) = _written(tmp_path / "a.csv", ROMANIAN, {"total": "-5"})
    assert row["total"] == "-5,00"
    assert defused(" =1") == "' =1"  # spaces before it stop no spreadsheet
    assert defused("Alfa-Beta = 1") == "Alfa-Beta = 1"


def test_totals_and_stamp_follow_an_empty_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    _written(
        path, ROMANIAN, {"number": "1", "total": "10.10"}, {"number": "2", "total": "3", "currency": "EUR"}
    )
    after = csv_lines(path)[3:]
    assert after[0] == []
    total, currency = FIELDS.index("total"), FIELDS.index("currency")
    assert [(line[0], line[1], line[total], line[currency]) for line in after[1:3]] == [
        ("Total", "1 facturi", "3,00", "EUR"),
        ("Total", "1 facturi", "10,10", "RON"),
    ]
    assert after[3:] == [
        ["Fără cele anulate"],
        ["Firma", "Brutăria SRL"],
        ["Datele sunt din", "10.03.2026, 14:00"],
    ]


def test_a_heading_or_a_stamp_is_no_formula_either(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    _written(path, ROMANIAN, stamp=(("Căutare", "=cmd|'/c calc'!A1"),))
    assert csv_lines(path)[-1] == ["Căutare", "'=cmd|'/c calc'!A1"]


def test_a_day_before_the_year_1000_and_a_lone_surrogate_pass(tmp_path: Path) -> None:
    asked = an_order()
    sheet = CsvSheet(tmp_path / "a.csv", asked, ROMANIAN)
    odd = an_invoice(issued=date(1899, 12, 31), buyer="Alfa \ud800", status=InvoiceStatus.DRAFT)
    sheet.add(RowValues(asked).of(odd), is_cancelled=False)
    sheet.end(Sums(), Course())
    sheet.close()
    line = csv_lines(tmp_path / "a.csv")[1]
    assert "31.12.1899" in line
    assert "Alfa \ufffd" in line
