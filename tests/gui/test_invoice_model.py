"""The table's model keeps Qt's rules while its rows come, change and go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus
from storno_desktop.domain.listview import ListView
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.icons import icon
from storno_desktop.ui.invoice_model import INVOICE_ROLE, Cell, InvoiceTableModel
from storno_desktop.ui.words import Words
from tests.gui.front_office import BAKERY, IDS, OUTGOING, Office
from tests.unit.store.kept import COMPANY, NOON, a_shelf, an_invoice

TODAY = date(2026, 11, 22)
ALL = ListView(today=TODAY, direction=None)


AGE = f"Received from the server: {Figures().moment(NOON)}"


def _never(_id: InvoiceId) -> datetime | None:
    return None


def tip(index: QModelIndex) -> str:
    """What is said to whoever points at a cell, as a person reads it."""
    document = QTextDocument()
    document.setHtml(str(index.data(Qt.ItemDataRole.ToolTipRole)))
    return document.toPlainText()


def test_the_model_keeps_qts_rules_through_a_day(desk_at_work: Office) -> None:
    office = desk_at_work
    model = InvoiceTableModel(Words(), Figures(), _never)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    reader = office.house.reader

    model.show(reader.open(ALL, BAKERY), ALL)
    assert model.rowCount() > 60
    narrowed = replace(ALL, text="nu există")
    model.show(reader.open(narrowed, BAKERY), narrowed)
    assert model.rowCount() == 0
    model.show(reader.open(ALL, BAKERY), ALL)
    model.mark_unsettled(frozenset({IDS["issued-1"]}))
    office.set_status("issued-1", "paid")
    office.window.refresh()
    office.settle()
    model.show(reader.open(ALL, BAKERY), ALL)
    assert model.columnCount() == len(Cell)
    assert tester.model() is model


def test_the_models_of_the_window_keep_qts_rules(office: Office) -> None:
    tester = QAbstractItemModelTester(
        office.window.list.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    office.enter()
    for view in range(5):
        office.view(view)
    office.search("BRS")
    office.window.refresh()
    office.settle()
    assert tester.model() is office.window.list.model


def test_an_empty_model_answers_nothing(office: Office) -> None:
    model = InvoiceTableModel(Words(), Figures(), _never)
    assert model.rowCount() == 0
    assert model.invoice(model.index(0, 0)) is None
    assert model.invoice(QModelIndex()) is None
    assert model.position_of(IDS["issued-1"]) is None
    assert model.headerData(Cell.NUMBER, Qt.Orientation.Vertical) is None
    assert model.headerData(99, Qt.Orientation.Horizontal) is None


def test_a_row_carries_its_invoice_and_says_each_cell_aloud(desk_at_work: Office) -> None:
    office = desk_at_work
    office.view(OUTGOING)
    index = office.cell("issued-1", Cell.TOTAL)
    invoice = index.data(INVOICE_ROLE)
    assert invoice.id == IDS["issued-1"]
    assert invoice.direction is Direction.OUTGOING
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Total: 81.07\u00a0RON"
    headings = [office.window.list.model.headerData(cell, Qt.Orientation.Horizontal) for cell in Cell]
    assert all(headings)
    assert len(set(headings)) == len(Cell)


def test_an_open_outcome_touches_the_state_alone(desk_at_work: Office) -> None:
    office = desk_at_work
    office.view(OUTGOING)
    model = office.window.list.model
    changed, reset = QSignalSpy(model.dataChanged), QSignalSpy(model.modelReset)

    model.mark_unsettled(frozenset({IDS["issued-1"]}))

    assert changed.count() == 1
    assert reset.count() == 0
    assert office.cell("issued-1", Cell.STATUS).data() == "Outcome unknown"
    assert office.cell("issued-2", Cell.STATUS).data() == "Issued"
    shown = office.cell("issued-1", Cell.STATUS).data(Qt.ItemDataRole.DecorationRole)
    assert shown.cacheKey() == icon("waiting").cacheKey()
    model.mark_unsettled(frozenset())
    assert office.cell("issued-1", Cell.STATUS).data() == "Issued"


def test_what_no_answer_told_is_called_so_and_is_no_zero(qapp: QApplication) -> None:
    bare = an_invoice("FCT-7", status=InvoiceStatus.PAID, buyer="", cif="", paid=None)
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, [bare], NOON)
        model = InvoiceTableModel(Words(), Figures(), lambda each: shelf.reader.read_at(COMPANY, each))
        view = ListView(today=TODAY, direction=None)
        model.show(shelf.reader.open(view, COMPANY), view)
        for cell in (Cell.PARTNER, Cell.CIF, Cell.PAID):
            index = model.index(0, cell)
            assert index.data() == "—"
            assert tip(index) == f"Not downloaded\n{AGE}"
            assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(": Not downloaded")
        assert tip(model.index(0, Cell.NUMBER)) == f"FCT-7\n{AGE}"
        assert tip(model.index(0, Cell.DAYS_LEFT)) == AGE
        later = NOON + timedelta(hours=1)
        shelf.store.put(COMPANY, [replace(bare, receiver_name="<b>SRL")], later)
        model.show(shelf.reader.open(view, COMPANY), view)
        assert (
            tip(model.index(0, Cell.PARTNER))
            == f"<b>SRL\nReceived from the server: {Figures().moment(later)}"
        )
