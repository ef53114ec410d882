"""The list in the window: its rows, its search, its filters, its order, and what stays when it is refreshed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.store.invoices import InvoiceStore
from storno_desktop.ui.empty_state import EmptyState
from storno_desktop.ui.former_numbers import FormerNumbers
from storno_desktop.ui.invoice_model import SORT_OF, Cell
from storno_desktop.ui.queue_delegate import COUNT_ROLE
from tests.gui.front_office import (
    CANCELLABLE,
    INCOMING,
    NOW,
    OUTGOING,
    PASSED,
    RESTORABLE,
    WORLD,
    Office,
    said,
)
from tests.unit.store.kept import an_invoice

CIF = "18547290"


def recorded(fits: Callable[[dict[str, Any]], bool]) -> set[str]:
    """The numbers of the bakery's recorded invoices that fit."""
    details = [each["detail"] for each in WORLD["invoices"].values()]
    own = [each for each in details if CIF in {each["senderCif"], each["receiverCif"]}]
    return {each["number"] for each in own if fits(each)}


def is_outgoing(invoice: dict[str, Any]) -> bool:
    return bool(invoice["direction"] == "outgoing")


# ------------------------------------------------------------------------------------------------ the rows


@pytest.mark.parametrize(
    ("view", "fits"),
    [
        (
            CANCELLABLE,
            lambda each: (
                is_outgoing(each)
                and each["status"] in {"draft", "issued"}
                and float(each["amountPaid"]) == 0
                and not each["paidAt"]
            ),
        ),
        (
            RESTORABLE,
            lambda each: each["status"] == "cancelled" and each["cancelledAt"] > "2026-10-23",
        ),
        (PASSED, lambda each: each["status"] == "cancelled" and each["cancelledAt"] < "2026-10-23"),
        (OUTGOING, is_outgoing),
        (INCOMING, lambda each: not is_outgoing(each)),
    ],
)
def test_each_view_lists_its_invoices_and_counts_them(
    any_office: Office, view: int, fits: Callable[[dict[str, Any]], bool]
) -> None:
    any_office.enter()

    any_office.view(view)

    numbers = any_office.numbers()
    assert set(numbers) == recorded(fits)
    assert any_office.queues.item(view).data(COUNT_ROLE) == len(numbers)
    assert any_office.queues.currentRow() == view


def test_a_row_tells_number_date_client_cif_amount_and_state(desk_at_work: Office) -> None:
    desk_at_work.go_to("issued-1")
    row = desk_at_work.row("issued-1")

    shown = [desk_at_work.text(row, cell) for cell in Cell]

    assert shown == [
        "BRS0001",
        "19 Nov 2026",
        "Cofetăria Căpșuna SRL",
        "4521785",
        "81.07\u00a0RON",
        "",
        "Issued",
        "",
        "",
    ]


def test_a_cancelled_row_is_struck_through_and_says_so_with_icon_and_word(desk_at_work: Office) -> None:
    desk_at_work.go_to("restore-1")

    for cell in (Cell.NUMBER, Cell.TOTAL):
        font = desk_at_work.cell("restore-1", cell).data(Qt.ItemDataRole.FontRole)
        assert isinstance(font, QFont)
        assert font.strikeOut()
    status = desk_at_work.cell("restore-1", Cell.STATUS)
    assert status.data() == "Cancelled"
    assert not status.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert desk_at_work.cell("restore-1", Cell.DAYS_LEFT).data() == "27"
    assert desk_at_work.cell("cancelled-old-31d", Cell.DAYS_LEFT).data() == "passed"
    plain = desk_at_work.cell("issued-1", Cell.NUMBER).data(Qt.ItemDataRole.FontRole)
    assert not plain.strikeOut()


def test_a_status_not_known_here_is_shown_in_the_servers_words(office: Office) -> None:
    office.set_status("issued-1", "in_arbitration")
    office.enter()
    office.view(OUTGOING)

    assert office.cell("issued-1", Cell.STATUS).data() == "in_arbitration"


def test_the_partners_heading_follows_the_direction(desk_at_work: Office) -> None:
    def heading() -> object:
        return desk_at_work.window.list.model.headerData(Cell.PARTNER, Qt.Orientation.Horizontal)

    desk_at_work.view(OUTGOING)
    assert heading() == "Client"
    desk_at_work.view(INCOMING)
    assert heading() == "Supplier"
    desk_at_work.chips()[0].removed.emit()
    assert heading() == "Partner"


def test_sums_leave_cancelled_invoices_out_and_keep_currencies_apart(desk_at_work: Office) -> None:
    desk_at_work.view(RESTORABLE)
    foot = [label.text() for label in _labels_below(desk_at_work)]
    assert any("invoices" in text for text in foot)
    assert not any("RON" in text for text in foot)

    desk_at_work.view(OUTGOING)
    foot = [label.text() for label in _labels_below(desk_at_work)]
    assert any("EUR" in text and "RON" in text for text in foot)


def _labels_below(office: Office) -> list[Any]:
    from PySide6.QtWidgets import QLabel

    page = office.window.list
    return [label for label in page.findChildren(QLabel) if label.parent() is page]


# ------------------------------------------------------------------------------------------------ searching


@pytest.mark.parametrize(
    "typed", ["Țesătoria Mureș", "tesatoria mures", "ŢESĂTORIA MUREŞ", "mures țes", "67190", "RO6719050"]
)
def test_a_client_is_found_however_the_letters_are_typed(desk_at_work: Office, typed: str) -> None:
    desk_at_work.view(OUTGOING)

    desk_at_work.search(typed)

    assert set(desk_at_work.numbers()) == recorded(
        lambda each: is_outgoing(each) and each["receiverCif"] == "6719050"
    )


def test_the_list_follows_each_letter(desk_at_work: Office) -> None:
    desk_at_work.view(OUTGOING)
    counts = []
    for typed in ("B", "BRS", "BRS00", "BRS0012"):
        desk_at_work.search(typed)
        counts.append(len(desk_at_work.numbers()))

    assert counts == sorted(counts, reverse=True)
    assert counts[-1] == 1


def test_an_exact_number_stands_first(desk_at_work: Office) -> None:
    desk_at_work.view(INCOMING)

    desk_at_work.search("MB-2026/101")

    assert desk_at_work.numbers()[0] == "MB-2026/101"


@pytest.mark.parametrize("typed", ["2570.04", "2570,04", "2.570,04"])
def test_an_amount_is_found_as_it_is_written_here_and_there(desk_at_work: Office, typed: str) -> None:
    desk_at_work.view(OUTGOING)

    desk_at_work.search(typed)

    assert desk_at_work.numbers() == ["BRS0012"]


def test_what_looks_like_markup_is_searched_and_shown_letter_by_letter(desk_at_work: Office) -> None:
    desk_at_work.view(OUTGOING)
    for typed in ("<b>", "%", "'\"", "\\", "NEAR(", "*", "  "):
        desk_at_work.search(typed)
        assert desk_at_work.window.list.filters.search.text() == typed
    desk_at_work.search("")
    assert set(desk_at_work.numbers()) == recorded(is_outgoing)


# ------------------------------------------------------------------------------------------------ filters


def test_every_filter_in_force_is_a_chip_and_each_can_be_taken_away(desk_at_work: Office) -> None:
    desk_at_work.view(CANCELLABLE)
    assert [chip.text for chip in desk_at_work.chips()] == ["Issued – can be cancelled", "from 24 Aug 2026"]

    take_away(desk_at_work, "Issued – can be cancelled")
    assert [chip.text for chip in desk_at_work.chips()] == ["Outgoing", "from 24 Aug 2026"]
    take_away(desk_at_work, "from 24 Aug 2026")
    assert [chip.text for chip in desk_at_work.chips()] == ["Outgoing"]
    assert set(desk_at_work.numbers()) == recorded(is_outgoing)
    take_away(desk_at_work, "Outgoing", Qt.Key.Key_Delete)
    assert desk_at_work.chips() == []
    assert set(desk_at_work.numbers()) == recorded(lambda _each: True)


def take_away(office: Office, text: str, key: Qt.Key = Qt.Key.Key_Space) -> None:
    button = next(chip for chip in office.chips() if chip.text == text).focusProxy()
    assert button is not None
    button.setFocus()
    QTest.keyClick(button, key)


def menu_of(office: Office) -> QMenu:
    button = office.window.list.filters.findChild(QToolButton, "filters")
    assert isinstance(button, QToolButton)
    menu = button.menu()
    assert menu is not None
    menu.aboutToShow.emit()
    return menu


def choose(office: Office, *path: str) -> None:
    """Go through the filter menu by its words."""
    menu = menu_of(office)
    for depth, word in enumerate(path):
        action = next(each for each in menu.actions() if each.text() == word)
        if depth < len(path) - 1:
            below = action.menu()
            assert isinstance(below, QMenu)
            menu = below
        else:
            assert isinstance(action, QAction)
            action.trigger()


@pytest.mark.parametrize(
    ("path", "chip", "fits"),
    [
        (("Status", "Rejected"), "Rejected", lambda each: each["status"] == "rejected"),
        (("Direction", "Incoming"), "Incoming", lambda each: not is_outgoing(each)),
        (
            ("Issue date", "This month"),
            "from 1 Nov 2026",
            lambda each: is_outgoing(each) and each["issueDate"] >= "2026-11",
        ),
        (("Currency", "EUR"), "EUR", lambda each: is_outgoing(each) and each["currency"] == "EUR"),
    ],
)
def test_the_menu_narrows_the_list_and_shows_it(
    desk_at_work: Office, path: tuple[str, ...], chip: str, fits: Callable[[dict[str, Any]], bool]
) -> None:
    desk_at_work.view(OUTGOING)

    choose(desk_at_work, *path)

    assert chip in [each.text for each in desk_at_work.chips()]
    assert set(desk_at_work.numbers()) == recorded(fits)
    choose(desk_at_work, "Clear filters")
    assert desk_at_work.chips() == []
    assert set(desk_at_work.numbers()) == recorded(lambda _each: True)


def test_periods_in_the_menu_show_both_ends_as_chips(desk_at_work: Office) -> None:
    desk_at_work.view(OUTGOING)

    choose(desk_at_work, "Issue date", "Last month")

    assert [each.text for each in desk_at_work.chips()] == [
        "Outgoing",
        "from 1 Oct 2026",
        "until 31 Oct 2026",
    ]


def test_nothing_found_says_so_and_offers_the_way_out(desk_at_work: Office) -> None:
    desk_at_work.view(OUTGOING)
    desk_at_work.search("nu există așa ceva")
    empty = desk_at_work.window.list.findChild(EmptyState)
    assert empty is not None
    assert empty.isVisible()
    button = empty.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    assert button.isVisible()

    button.click()

    assert not empty.isVisible()
    assert desk_at_work.window.list.filters.search.text() == ""
    assert set(desk_at_work.numbers()) == recorded(lambda _each: True)


# ------------------------------------------------------------------------------------------------ order


@pytest.mark.parametrize("cell", list(Cell))
def test_every_heading_sorts_both_ways_and_the_rows_stay_the_same(desk_at_work: Office, cell: Cell) -> None:
    desk_at_work.view(OUTGOING)
    header = desk_at_work.window.list.table.horizontalHeader()
    before = set(desk_at_work.numbers())

    header.setSortIndicator(cell, Qt.SortOrder.AscendingOrder)
    up = desk_at_work.numbers()
    header.setSortIndicator(cell, Qt.SortOrder.DescendingOrder)
    down = desk_at_work.numbers()

    view = desk_at_work.window.list.view
    assert view is not None
    assert (view.sort, view.descending) == (SORT_OF[cell], True)
    assert set(up) == set(down) == before
    assert up != down


def test_a_click_on_a_heading_sorts_and_another_turns_it_round(desk_at_work: Office) -> None:
    desk_at_work.view(OUTGOING)
    table = desk_at_work.window.list.table
    header = table.horizontalHeader()
    spot = header.viewport().rect().center()
    spot.setX(header.sectionViewportPosition(Cell.NUMBER) + 20)

    for _ in range(2):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    one = desk_at_work.numbers()
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    other = desk_at_work.numbers()

    assert one == list(reversed(other))
    assert one in (sorted(one), sorted(one, reverse=True))


# ------------------------------------------------------------------------------------------------ staying put


def test_the_cursor_and_the_place_stay_over_a_refresh(desk_at_work: Office) -> None:
    desk_at_work.go_to("bulk-1")
    bar = desk_at_work.window.list.table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place > 0
    desk_at_work.set_status("issued-12", "paid")

    desk_at_work.window.refresh()
    desk_at_work.settle()

    assert desk_at_work.cell("issued-12", Cell.STATUS).data() == "Paid"
    current = desk_at_work.window.list.current
    assert current is not None
    assert current.number == "BRS0038"
    assert bar.value() == place
    selected = desk_at_work.window.list.table.selectionModel().selectedRows()
    assert [index.row() for index in selected] == [desk_at_work.row("bulk-1")]


def test_the_search_text_and_its_caret_stay_over_a_refresh(desk_at_work: Office) -> None:
    desk_at_work.view(OUTGOING)
    desk_at_work.search("Cofet")
    field = desk_at_work.window.list.filters.search
    field.setCursorPosition(2)

    desk_at_work.window.refresh()
    desk_at_work.settle()

    assert (field.text(), field.cursorPosition()) == ("Cofet", 2)


def test_an_invoice_that_vanished_on_the_server_leaves_the_list(desk_at_work: Office) -> None:
    desk_at_work.go_to("draft-1")
    ledger = desk_at_work.server.ledger
    number = desk_at_work.text(desk_at_work.row("draft-1"), Cell.NUMBER)
    ledger.delete(desk_at_work.book("draft-1"))

    desk_at_work.window.refresh()
    desk_at_work.settle()

    assert number not in desk_at_work.numbers()
    assert desk_at_work.window.list.current is not None


def test_a_search_among_many_shows_its_first_rows_at_once_and_the_rest_after_a_pause(
    office: Office,
) -> None:
    office.enter()
    company = office.window.company
    assert company is not None
    day = date(2026, 11, 1)
    many = [
        InvoiceSummary(
            id=InvoiceId(f"{number:08x}-0000-7000-8000-000000000000"),
            number=f"MULT{number:05}",
            status=InvoiceStatus.ISSUED,
            status_code="issued",
            direction=Direction.OUTGOING,
            issue_date=day,
            total=Decimal(10),
            currency="RON",
        )
        for number in range(1_500)
    ]
    store = InvoiceStore(office.house.library)

    async def fill() -> None:
        store.put(company.id, many, NOW)

    office.house.io.wait(fill(), 60)
    office.view(OUTGOING)
    page = office.window.list
    page.filters.search.setText("mult")
    assert 64 <= page.model.rowCount() < 1_500
    office.qtbot.waitUntil(lambda: page.model.rowCount() == 1_500, timeout=10_000)
    office.qtbot.waitUntil(lambda: "15" in said(page), timeout=10_000)


def test_a_number_that_an_invoice_no_longer_has_is_explained(desk_at_work: Office) -> None:
    office, page = desk_at_work, desk_at_work.window.list
    company = office.window.company
    assert company is not None
    kept = an_invoice("VECHI-0007", issued=NOW.date())
    store = InvoiceStore(office.house.library)

    async def change() -> None:
        store.put(company.id, [kept], NOW)
        store.put(company.id, [replace(kept, number="NOU-0031")], NOW)
        gone = replace(kept, id=InvoiceId("gone-1"), number="VECHI-0008")
        store.put(company.id, [gone], NOW)
        store.mark_gone(company.id, [gone.id], NOW)

    office.house.io.wait(change(), 60)
    office.view(RESTORABLE)
    page.filters.search.setText("VECHI-0006")
    assert page.findChild(FormerNumbers) is None, "nothing is loaded for numbers that nobody had"
    page.filters.search.setText("VECHI-0008")
    line = page.findChild(FormerNumbers)
    assert isinstance(line, FormerNumbers)
    assert line.isVisible()
    assert line.text.startswith("VECHI-0008 is no longer on the server")
    assert not line.button.isVisible()
    page.filters.search.setText("vechi-0007")
    assert line.text.startswith("VECHI-0007 has another number now: NOU-0031")
    assert line.button.text() == "Show NOU-0031"

    line.button.click()

    assert line.isHidden()
    assert office.numbers() == ["NOU-0031"], "whatever was filtered before"
