from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from storno_desktop.domain.invoice_summary import InvoiceStatus, InvoiceSummary
from storno_desktop.export import xlsx_sheet
from storno_desktop.export.course import Course
from storno_desktop.export.fresh_file import FreshFile
from storno_desktop.export.order import Field, Order
from storno_desktop.export.row_values import RowValues, Sums
from storno_desktop.export.xlsx_sheet import XlsxSheet
from tests.unit.export.written import Book, an_order, opened_book
from tests.unit.store.kept import NOON, an_invoice

COLUMN = dict(zip(Field, "ABCDEFGHIJKLMNO", strict=True))


def _written(path: Path, rows: Sequence[InvoiceSummary], order: Order | None = None) -> Book:
    asked = order or an_order()
    with FreshFile(path) as fresh:
        sheet, sums = XlsxSheet(fresh, asked, Course()), Sums()
        for row in rows:
            is_cancelled = row.status is InvoiceStatus.CANCELLED
            sheet.add(RowValues(asked).of(row), is_cancelled=is_cancelled)
            sums.add(row)
        sheet.end(sums, Course())
        sheet.close()
        assert fresh.publish() is None
    return opened_book(path)


def test_amounts_and_dates_are_real_ones(tmp_path: Path) -> None:
    book = _written(tmp_path / "a.xlsx", [an_invoice(total="-1234.56", due=date(2026, 4, 1))])
    heading, row = book.sheets["Facturi"][:2]
    assert [cell.text for cell in heading.values()] == [each.name.lower() for each in Field]
    total, due = row[COLUMN[Field.TOTAL]], row[COLUMN[Field.DUE_DATE]]
    assert (total.kind, Decimal(total.text), total.number_format) == ("n", Decimal("-1234.56"), "#,##0.00##")
    assert (due.kind, due.number_format) == ("n", "dd.mm.yyyy")
    assert datetime(1899, 12, 30) + timedelta(days=float(due.text)) == datetime(2026, 4, 1)  # noqa: DTZ001


@pytest.mark.parametrize("text", ["=1+1", "+40721", "-2+3", "@SUM(A1)", "{=A1}", "http://x.ro", "007", "1E5"])
def test_a_text_stays_a_text(tmp_path: Path, text: str) -> None:
    book = _written(tmp_path / "a.xlsx", [an_invoice(number=text, buyer=text, cif=text)])
    row = book.sheets["Facturi"][1]
    for each in (Field.NUMBER, Field.PARTNER, Field.CIF):
        cell = row[COLUMN[each]]
        assert (cell.text, cell.kind) == (text, "inlineStr")
    assert not any(
        cell.has_formula for rows in book.sheets.values() for line in rows for cell in line.values()
    )
    assert not [each for each in book.parts if "hyperlink" in book.parts[each]]


def test_the_heading_stays_in_sight_and_filters(tmp_path: Path) -> None:
    rows = [an_invoice(str(number)) for number in range(3)]
    part = _written(tmp_path / "a.xlsx", rows).parts["xl/worksheets/sheet1.xml"]
    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in part
    assert '<autoFilter ref="A1:O4"/>' in part
    assert '<col min="1" ' in part


def test_totals_stand_apart_one_for_each_currency(tmp_path: Path) -> None:
    rows = [
        an_invoice("1", total="0.10"),
        an_invoice("2", total="0.20"),
        an_invoice("3", total="7", currency="EUR"),
        an_invoice("4", total="500", status=InvoiceStatus.CANCELLED),
    ]
    book = _written(tmp_path / "a.xlsx", rows)
    below = book.sheets["Facturi"][5:]
    assert [line["A"].text for line in below] == ["Total", "Total", "Fără cele anulate"]
    sums = [(line[COLUMN[Field.CURRENCY]].text, line[COLUMN[Field.TOTAL]].text) for line in below[:2]]
    assert sums == [("EUR", "7"), ("RON", "0.3")]
    assert '<autoFilter ref="A1:O5"/>' in book.parts["xl/worksheets/sheet1.xml"]
    about = {line["A"].text: line["B"].text for line in book.sheets["Despre"] if "B" in line}
    assert about == {
        "Firma": "Brutăria SRL",
        "Datele sunt din": "10.03.2026, 14:00",
        "Total EUR": "7",
        "Total RON": "0.3",
    }


def test_what_is_void_is_struck_out(tmp_path: Path) -> None:
    book = _written(tmp_path / "a.xlsx", [an_invoice("1", status=InvoiceStatus.CANCELLED), an_invoice("2")])
    void, valid = book.sheets["Facturi"][1:3]
    assert void[COLUMN[Field.TOTAL]].is_struck
    assert void[COLUMN[Field.NUMBER]].is_struck
    assert not void[COLUMN[Field.PARTNER]].is_struck
    assert not valid[COLUMN[Field.TOTAL]].is_struck


def test_what_excel_would_round_or_misdate_is_written_as_text(tmp_path: Path) -> None:
    exact = "12345678901234567890.12"
    row = _written(tmp_path / "a.xlsx", [an_invoice(total=exact, issued=date(1899, 12, 31))]).sheets[
        "Facturi"
    ][1]
    assert (row[COLUMN[Field.TOTAL]].kind, row[COLUMN[Field.TOTAL]].text) == ("inlineStr", exact)
    assert row[COLUMN[Field.ISSUE_DATE]].text == "1899-12-31"


def test_a_text_longer_than_a_cell_is_cut_with_a_sign(tmp_path: Path) -> None:
    row = _written(tmp_path / "a.xlsx", [an_invoice(buyer="ș" * 40_000)]).sheets["Facturi"][1]
    text = row[COLUMN[Field.PARTNER]].text
    assert (len(text), text[-1]) == (32_767, "…")


def test_signs_that_xml_forbids_do_no_harm(tmp_path: Path) -> None:
    odd = an_invoice(buyer='A<b>&\x01 \uffff\ud800 "B"', number="x\x0b")
    row = _written(tmp_path / "a.xlsx", [odd]).sheets["Facturi"][1]
    assert row[COLUMN[Field.PARTNER]].text == 'A<b>&  \ufffd\ufffd "B"'


def test_more_rows_than_a_sheet_holds_go_on_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_sheet, "LAST_ROW", 10)
    book = _written(tmp_path / "a.xlsx", [an_invoice(f"{number:03}") for number in range(25)])
    assert list(book.sheets) == ["Facturi", "Facturi 2", "Facturi 3", "Despre"]
    numbers = [*book.column("Facturi", "A"), *book.column("Facturi 2", "A"), *book.column("Facturi 3", "A")]
    assert numbers[:25] == [f"{number:03}" for number in range(25)]
    assert '<autoFilter ref="A1:O6"/>' in book.parts["xl/worksheets/sheet3.xml"]


def test_the_moment_in_the_file_is_the_clock_that_was_given(tmp_path: Path) -> None:
    book = _written(tmp_path / "a.xlsx", [], replace(an_order(), made_at=NOON))
    assert "2026-03-10T12:00:00Z" in book.parts["docProps/core.xml"]
    assert book.sheets["Facturi"][0]["A"].text == "number"
