"""The cancelled numbers as a file: what spreadsheets read, with all that the copy cannot tell."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from storno_desktop.domain.cancelled_numbers import CancelledNumber, CancelledNumbers, MonthOf
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.domain.month import Month
from storno_desktop.export.course import Course
from storno_desktop.export.csv_sheet import INTERNATIONAL, ROMANIAN, CsvManner
from storno_desktop.export.number_list import NumberWording, numbers_csv, write_numbers
from storno_desktop.export.number_reading import read_numbers
from storno_desktop.export.outcome import Exported, ExportFault, ExportProblem, Stopped
from tests.unit.store.kept import COMPANY, NOON, a_shelf, an_invoice

MARCH = Month(2026, 3)
WORDING = NumberWording(
    headings=("Factura", "Serie", "Număr", "Emisă la", "Anulată la", "Cumpărător", "Total", "Monedă"),
    not_known="necunoscută",
    undated="Anulate, nu se știe când",
    stamp=(("Vechimea datelor", "12.03.2026, copie locală"),),
    gaps=(("Incompletă", "=HYPERLINK(1)"),),
)


def a_number(invoice: str = "BRS0012", buyer: str = "Alfa Prod SRL", total: str = "119.5") -> CancelledNumber:
    return CancelledNumber(
        invoice=invoice,
        series=invoice.rstrip("0123456789"),
        number=invoice[len(invoice.rstrip("0123456789")) :],
        issued_on=date(2026, 3, 1),
        cancelled_on=date(2026, 3, 9),
        buyer=buyer,
        total=Decimal(total),
        currency="RON",
    )


def told(*numbers: CancelledNumber, undated: tuple[CancelledNumber, ...] = ()) -> CancelledNumbers:
    return CancelledNumbers(month=MARCH, month_of=MonthOf.CANCELLATION, numbers=numbers, undated=undated)


def rows(text: str, separator: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


@pytest.mark.parametrize(
    ("manner", "line"),
    [
        (ROMANIAN, ["BRS0012", "BRS", "0012", "01.03.2026", "09.03.2026", "Alfa Prod SRL", "119,50", "RON"]),
        (
            INTERNATIONAL,
            ["BRS0012", "BRS", "0012", "2026-03-01", "2026-03-09", "Alfa Prod SRL", "119.50", "RON"],
        ),
    ],
    ids=["romanian", "international"],
)
def test_each_number_is_a_line_in_the_manner_of_the_country(manner: CsvManner, line: list[str]) -> None:
    read = rows(numbers_csv(told(a_number()), WORDING, manner), manner.separator)
    assert read[0] == list(WORDING.headings)
    assert read[1] == line


def test_what_is_not_known_and_what_is_missing_stands_below() -> None:
    read = rows(numbers_csv(told(a_number(), undated=(a_number("A7"),)), WORDING))
    assert read[2:] == [
        [],
        ["Anulate, nu se știe când"],
        ["A7", "A", "7", "01.03.2026", "09.03.2026", "Alfa Prod SRL", "119,50", "RON"],
        [],
        ["Incompletă", "'=HYPERLINK(1)"],
        [],
        ["Vechimea datelor", "12.03.2026, copie locală"],
    ]


@pytest.mark.parametrize("buyer", ["=1+1", "+40", "@SUM(A1)", "-2", "\t=1"])
def test_nothing_that_a_client_wrote_is_a_formula(buyer: str) -> None:
    cell = rows(numbers_csv(told(a_number(buyer=buyer)), WORDING))[1][5]
    assert cell.startswith("'")


def test_a_name_of_several_lines_stays_in_its_cell() -> None:
    assert rows(numbers_csv(told(a_number(buyer='Alfa;\r\n"Prod"')), WORDING))[1][5] == 'Alfa; "Prod"'


def test_the_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "numere.csv"
    assert write_numbers(path, told(a_number()), WORDING) == Exported(path=path, rows=1)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfFactura;")
    assert b"\r\n" in path.read_bytes()
    assert [each.name for each in tmp_path.iterdir()] == ["numere.csv"]
    refused = write_numbers(tmp_path / "none" / "numere.csv", told(a_number()), WORDING)
    assert isinstance(refused, ExportProblem)
    assert refused.fault is ExportFault.NO_FOLDER


def test_the_copy_is_read_for_the_whole_month_and_around_it() -> None:
    with a_shelf() as shelf:
        at = datetime(2026, 3, 10, 12, tzinfo=UTC)
        cancelled = InvoiceStatus.CANCELLED
        old = an_invoice("A1", status=cancelled, cancelled_at=at, issued=date(2020, 1, 1))
        shelf.store.put(
            COMPANY,
            [
                old,
                an_invoice("A7", issued=date(2026, 3, 1)),
                an_invoice("A8", issued=date(2026, 2, 1)),
                an_invoice("A9", issued=date(2021, 4, 30)),
                an_invoice("A10", issued=date(2026, 3, 31)),
                an_invoice("A12", status=cancelled, cancelled_at=at, issued=date(2026, 3, 31)),
                an_invoice("OPEN1", issued=date(2019, 1, 1)),
            ],
            NOON,
        )
        shelf.store.put("other", [an_invoice("B1", status=cancelled, cancelled_at=at)], NOON)
        unsettled = frozenset({an_invoice("OPEN1").id, an_invoice("nowhere").id})
        found = read_numbers(shelf.reader.another, COMPANY, MARCH, MonthOf.CANCELLATION, unsettled, Course())
        assert isinstance(found, CancelledNumbers)
        assert [each.invoice for each in found.numbers] == ["A1", "A12"]
        assert [(each.first, each.last) for each in found.missing] == [("11", "11")]
        assert found.unsettled == ("OPEN1",)
        stopped = Course()
        stopped.stop()
        end = read_numbers(shelf.reader.another, COMPANY, MARCH, MonthOf.ISSUE, frozenset(), stopped)
        assert end == Stopped()
