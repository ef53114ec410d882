"""What is on paper is what is on the screen, on every page with its age; a PDF appears whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from storno_desktop.domain.evidence import Evidence, Source
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import Invoice, InvoiceEvent, InvoiceLine, Party, Payment
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.domain.listview import Column
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.export.outcome import Exported, ExportFault, ExportProblem, Stopped
from storno_desktop.ui.invoice_sheet import InvoiceOnShow
from storno_desktop.ui.language import Language
from storno_desktop.ui.theme import ThemeChoice, apply_theme
from tests.gui.list_at_hand import BAKERY, EVERYTHING, Hand, at_hand, pdf_pages
from tests.unit.store.kept import COMPANY, NOON, TODAY, an_invoice, many_invoices

NARROW = replace(EVERYTHING, date_from=date(2025, 6, 1), sort=Column.TOTAL)


@pytest.fixture
def hand(qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language) -> Iterator[Hand]:
    with at_hand(qtbot, tmp_path, many_invoices(150)) as place:
        yield place


def _numbers(text: str) -> list[str]:
    return [word for word in text.split() if word.startswith("FCT-")]


def test_the_list_has_its_rows_its_order_and_its_age_on_every_page(hand: Hand) -> None:
    path = hand.folder / "a.pdf"
    told = hand.ended(hand.printing.save_list_pdf(hand.shown(NARROW), path))
    listing = hand.shelf.reader.open(NARROW, COMPANY)
    rows = [listing.row(position) for position in range(len(listing))]
    assert told == Exported(path=path, rows=len(rows))
    pages = pdf_pages(path)
    assert len(pages) > 2
    assert _numbers("\n".join(pages)) == [each.number for each in rows if each is not None]
    for number, page in enumerate(pages, start=1):
        assert "Invoices – Brutăria Șapte Spice SRL" in page
        assert "issued from 1 Jun 2025" in page
        assert "Data of 10 Mar 2026, 13:48, local copy" in page
        assert f"Page {number} of {len(pages)}" in page
    assert list(hand.folder.iterdir()) == [path]


def test_the_totals_stand_below_the_last_row_by_currency(hand: Hand) -> None:
    path = hand.folder / "a.pdf"
    hand.ended(hand.printing.save_list_pdf(hand.shown(), path))
    last = pdf_pages(path)[-1].replace("\xa0", " ")
    totals = hand.shelf.reader.totals(EVERYTHING, COMPANY)
    assert len(totals) == 2
    for each in totals:
        assert f"Total ({each.invoice_count} invoices)" in last
        assert f"{each.total:,.2f} {each.currency}" in last
    assert "Cancelled invoices are not counted in any total." in last


def test_it_speaks_romanian_and_a_dark_window_prints_on_white(
    hand: Hand, language: Language, qapp: QApplication
) -> None:
    language.choose("ro")
    apply_theme(qapp, ThemeChoice.DARK)
    try:
        path = hand.folder / "a.pdf"
        hand.ended(hand.printing.save_list_pdf(hand.shown(), path))
        assert "Anulată" in pdf_pages(path)[0]
        assert " lei" in pdf_pages(path)[0].replace("\xa0", " ")
        import pypdfium2

        document = pypdfium2.PdfDocument(path)  # type: ignore[no-untyped-call]
        picture = document[0].render(scale=0.5)
        light = sum(each > 200 for each in bytes(picture.buffer)) / len(bytes(picture.buffer))
        picture.close()
        document.close()  # type: ignore[no-untyped-call]
        assert light > 0.8
    finally:
        apply_theme(qapp, ThemeChoice.LIGHT)


def test_a_long_name_goes_on_in_the_next_line_and_loses_nothing(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language
) -> None:
    name = " ".join(f"Cuvântul{number:02}" for number in range(18))
    amount = "-123456789012345.6789"
    rows = [an_invoice("FCT-1", buyer=name, total=amount), an_invoice("FCT-2")]
    with at_hand(qtbot, tmp_path, rows) as hand:
        hand.ended(hand.printing.save_list_pdf(hand.shown(), tmp_path / "a.pdf"))
    (page,) = pdf_pages(tmp_path / "a.pdf")
    assert [word for word in name.split() if word not in page.split()] == []
    assert "−123,456,789,012,345.6789 RON" in page.replace("\xa0", " ")


def test_nothing_to_print_is_one_page(hand: Hand) -> None:
    path = hand.folder / "a.pdf"
    nothing = replace(EVERYTHING, text="nu există")
    assert hand.ended(hand.printing.save_list_pdf(hand.shown(nothing), path)) == Exported(path=path, rows=0)
    (page,) = pdf_pages(path)
    assert "search “nu există”" in page


def test_masking_reaches_the_paper(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language
) -> None:
    with at_hand(qtbot, tmp_path, [an_invoice(cif="1960229410019")]) as hand:
        path = tmp_path / "a.pdf"
        hand.ended(hand.printing.save_list_pdf(hand.shown(), path, masks_personal_numbers=True))
    assert "1960229410019" not in pdf_pages(path)[0]
    assert "•••••••••0019" in pdf_pages(path)[0]


def test_stopping_leaves_what_was_there(hand: Hand) -> None:
    path = hand.folder / "a.pdf"
    path.write_text("old")
    work = hand.printing.save_list_pdf(hand.shown(), path)
    work.progressed.connect(lambda _done, _all: work.stop())
    assert hand.ended(work) == Stopped()
    assert path.read_text() == "old"
    assert list(hand.folder.iterdir()) == [path]


def test_stopping_before_it_began_leaves_nothing(hand: Hand) -> None:
    work = hand.printing.save_list_pdf(hand.shown(), hand.folder / "a.pdf")
    work.stop()
    assert list(hand.folder.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_full_disk_is_told_and_leaves_what_was_there(hand: Hand) -> None:
    import resource

    path = hand.folder / "a.pdf"
    path.write_text("old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        told = hand.ended(hand.printing.save_list_pdf(hand.shown(), path))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert isinstance(told, ExportProblem)
    assert told.fault in {ExportFault.DISK_FULL, ExportFault.OTHER}
    assert path.read_text() == "old"
    assert list(hand.folder.iterdir()) == [path]


def test_a_place_that_takes_no_file_is_told(hand: Hand) -> None:
    for path, fault in (
        (hand.folder / "gone" / "a.pdf", ExportFault.NO_FOLDER),
        (hand.folder, ExportFault.BAD_NAME),
    ):
        told = hand.ended(hand.printing.save_list_pdf(hand.shown(), path))
        assert isinstance(told, ExportProblem)
        assert told.fault is fault


# ------------------------------------------------------------------------------------------ one invoice


def _invoice_on_show(**facts: object) -> InvoiceOnShow:
    summary = replace(an_invoice("FCT-7", status=InvoiceStatus.CANCELLED), cancelled_at=NOON)
    lines = tuple(
        InvoiceLine(
            position=number,
            description=f"Pâine {number} <b>albă</b> & neagră",
            quantity=Decimal("3.5"),
            unit="buc",
            unit_price=Decimal("12.34"),
            vat_rate=Decimal(11),
            net_total=Decimal("43.19"),
        )
        for number in range(70)
    )
    invoice = Invoice(
        summary=summary,
        buyer=Party(name="Alfa Prod SRL", address="Str. Lungă 1", city="Brașov"),
        lines=lines,
        cancellation_reason="Emisă din greșeală <img src=x>",
        notes="Rândul unu\nRândul doi",
    )
    detail = Evidence(invoice, Source.DETAIL, NOON - timedelta(hours=3))
    event = InvoiceEvent(
        id="e",
        status=InvoiceStatus.CANCELLED,
        status_code="cancelled",
        action="cancelled",
        at=NOON,
        by="ana@x.ro",
    )
    known: dict[str, object] = {
        "detail": detail,
        "events": Evidence((event,), Source.EVENTS, NOON),
        "payments": Evidence((Payment(id="p", amount=Decimal(5), currency="RON"),), Source.PAYMENTS, NOON),
    }
    return InvoiceOnShow(
        company=BAKERY,
        summary=summary,
        facts=Facts(**(known | facts)),  # type: ignore[arg-type]
        row_read_at=NOON,
        now=NOON,
        today=TODAY,
    )


def test_an_invoice_is_printed_with_all_its_parts_and_their_age(hand: Hand) -> None:
    path = hand.folder / "a.pdf"
    assert hand.printing.save_invoice_pdf(_invoice_on_show(), path) == Exported(path=path, rows=1)
    pages = pdf_pages(path)
    whole = "\n".join(pages)
    assert len(pages) > 1
    for said in (
        "Invoice FCT-7",
        "Str. Lungă 1, Brașov",
        "Emisă din greșeală <img src=x>",
        "Void: not counted in any sum.",
        "ana@x.ro",
        "Rândul unu",
        "Rândul doi",
    ):
        assert said in whole
    for number in range(70):
        assert f"Pâine {number} <b>albă</b> & neagră" in whole
    for page in pages:
        assert "Data of 10 Mar 2026, 11:00, local copy · printed 10 Mar 2026, 14:00" in page


def test_a_part_that_was_not_read_says_so(hand: Hand) -> None:
    path = hand.folder / "a.pdf"
    hand.printing.save_invoice_pdf(
        _invoice_on_show(payments=Problem(ProblemKind.FORBIDDEN), events=None), path
    )
    whole = "\n".join(pdf_pages(path))
    assert "Could not be read." in whole
    assert "Not downloaded" in whole
    assert "No payment recorded" not in whole


def test_an_invoice_of_which_only_the_row_is_known(hand: Hand) -> None:
    path = hand.folder / "a.pdf"
    shown = replace(_invoice_on_show(), facts=None)
    assert isinstance(hand.printing.save_invoice_pdf(shown, path), Exported)
    (page,) = pdf_pages(path)
    assert "Not downloaded" in page
    assert "Data of 10 Mar 2026, 14:00, local copy" in page
    gone = hand.printing.save_invoice_pdf(shown, hand.folder / "gone" / "a.pdf")
    assert isinstance(gone, ExportProblem)
    assert gone.fault is ExportFault.NO_FOLDER


# ------------------------------------------------------------------------------------------ the printer


def _printer_dialog(hand: Hand) -> QPrintDialog:
    found = [
        each for each in QApplication.topLevelWidgets() if isinstance(each, QPrintDialog) and each.isVisible()
    ]
    assert len(found) == 1
    return found[0]


def test_printing_asks_for_a_printer_and_keeps_to_the_pages_wanted(hand: Hand) -> None:
    path = hand.folder / "printed.pdf"
    work = hand.printing.print_list(hand.shown(NARROW))
    dialog = _printer_dialog(hand)
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    dialog.done(QDialog.DialogCode.Accepted.value)
    assert isinstance(hand.ended(work), Exported)
    pages = pdf_pages(path)
    assert len(pages) == 2
    assert "Page 2 of" in pages[0]
    assert "Page 3 of" in pages[1]


def test_printing_an_invoice_and_thinking_better_of_it(hand: Hand) -> None:
    path = hand.folder / "printed.pdf"
    work = hand.printing.print_invoice(_invoice_on_show())
    dialog = _printer_dialog(hand)
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(path))
    dialog.done(QDialog.DialogCode.Accepted.value)
    assert hand.ended(work) == Exported(path=Path(), rows=1)
    assert "Invoice FCT-7" in pdf_pages(path)[0]

    left = hand.printing.print_list(hand.shown())
    told: list[object] = []
    left.ended.connect(told.append)
    _printer_dialog(hand).reject()
    assert told == [Stopped()]
