"""An invoice that others change while it is on show, or since it was opened: the details follow and say what changed."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.session import Company
from storno_desktop.sandbox.faults import Fault
from storno_desktop.ui.problem_banner import ProblemBanner
from tests.gui.front_office import DETAIL, IDS, OUTGOING, Office, said

PAYMENT = {
    "id": "p-1",
    "amount": "100.00",
    "currency": "RON",
    "paymentMethod": "bank_transfer",
    "paymentDate": "2026-11-21T00:00:00+02:00",
    "reference": "OP 7",
    "notes": None,
    "isReconciled": False,
    "createdAt": "2026-11-21T09:00:00+02:00",
}


def notice(office: Office) -> ProblemBanner:
    return office.window.detail.change


def refresh(office: Office) -> None:
    office.window.refresh()
    office.settle()


def pays(office: Office, name: str) -> None:
    """A colleague records a payment of 100 lei."""
    book = office.book(name)
    book.payments.insert(0, dict(PAYMENT))
    book.settle_payments("2026-11-21T09:00:00+02:00")


def validates(office: Office, name: str) -> None:
    """ANAF answers, and the server writes that down."""
    event: dict[str, Any] = {
        "id": "e-new",
        "previousStatus": "issued",
        "newStatus": "validated",
        "metadata": {"action": "anaf_validated"},
        "createdAt": "2026-11-22T18:55:00+02:00",
        "createdBy": "ana@exemplu.ro",
    }
    office.book(name).moves_to("validated", event)


def test_a_refresh_that_changes_the_row_on_show_leads_to_a_new_reading_that_says_what_changed(
    desk_at_work: Office,
) -> None:
    office = desk_at_work
    office.go_to("issued-1")
    assert not notice(office).isVisible()
    validates(office, "issued-1")
    pays(office, "issued-1")

    refresh(office)

    assert notice(office).isVisible()
    assert notice(office).headline == "Changed since you opened it"
    told = notice(office).body.splitlines()
    assert told[0] == "Status: Issued → Validated"
    assert "Paid: 0.00\u00a0RON → 100.00\u00a0RON" in told
    assert "Payments: none → 100.00\u00a0RON (21 Nov 2026)" in told
    assert told[-2:] == ["By ana@exemplu.ro on 22 Nov 2026, 18:55.", "Noticed on 22 Nov 2026, 19:00."]
    shown = said(office.window.detail)
    assert "100.00\u00a0RON" in shown
    assert "Validated" in shown


def test_the_head_follows_the_row_even_where_the_details_cannot_be_read(desk_at_work: Office) -> None:
    office = desk_at_work
    office.go_to("issued-1")
    office.set_status("issued-1", "validated")
    office.fail(Fault("drop-before", path=DETAIL, count=-1))

    refresh(office)

    head = said(office.window.detail)
    assert "Validated" in head
    assert not notice(office).isVisible()


def test_the_notice_stays_until_it_is_dismissed_and_then_tells_only_what_is_new(desk_at_work: Office) -> None:
    office = desk_at_work
    office.go_to("issued-1")
    validates(office, "issued-1")
    refresh(office)
    refresh(office)
    assert notice(office).isVisible()

    notice(office).findChild(QToolButton).click()  # type: ignore[union-attr]
    assert not notice(office).isVisible()
    pays(office, "issued-1")
    refresh(office)

    assert notice(office).isVisible()
    assert "Status" not in notice(office).body
    assert "Payments: none → 100.00" in notice(office).body
    office.go_to("issued-2")
    assert not notice(office).isVisible()


def test_what_changed_back_is_no_change(desk_at_work: Office) -> None:
    office = desk_at_work
    office.go_to("issued-1")
    office.set_status("issued-1", "validated")
    refresh(office)
    assert notice(office).isVisible()
    office.set_status("issued-1", "issued")
    refresh(office)
    assert not notice(office).isVisible()


def test_an_invoice_that_changed_while_another_was_on_show_says_so_when_it_is_chosen_again(
    desk_at_work: Office,
) -> None:
    office = desk_at_work
    office.go_to("issued-1")
    office.go_to("issued-2")
    validates(office, "issued-1")
    refresh(office)
    assert not notice(office).isVisible()
    office.go_to("issued-1")
    assert notice(office).isVisible()
    assert "Status: Issued → Validated" in notice(office).body


def test_ones_own_act_is_no_news(desk_at_work: Office) -> None:
    office = desk_at_work
    office.go_to("issued-1")
    office.window.ask_cancel()
    dialog = office.cancel_dialog()
    office.answer(dialog, "Emisă din greșeală de două ori")
    with office.qtbot.waitSignal(dialog.done):
        dialog.act_button.click()
    office.settle()
    office.qtbot.waitUntil(lambda: "Cancelled" in said(office.window.detail))
    office.settle()
    assert not notice(office).isVisible()


def test_what_is_kept_is_on_show_before_the_server_answers_and_the_difference_after(
    desk_at_work: Office,
) -> None:
    office = desk_at_work
    office.go_to("issued-1")
    office.window.close()
    office.window = office.open_window()  # a later day: this window has read nothing yet
    office.enter()
    office.view(OUTGOING)
    validates(office, "issued-1")
    office.fail(Fault("delay", path=DETAIL, count=-1, ms=700))

    office.window.list.pick(IDS["issued-1"])
    office.qtbot.waitUntil(lambda: "From the local copy: just now" in said(office.window.detail))
    assert office.window.is_reading
    assert "Amounts" in said(office.window.detail)
    assert not notice(office).isVisible()
    office.settle()

    assert "Read on the server: just now" in said(office.window.detail)
    assert notice(office).headline == "Changed since the local copy of 22 Nov 2026, 19:00"
    assert "Status: Issued → Validated" in notice(office).body


def test_moving_through_the_list_looks_in_the_copy_only_where_the_cursor_rests(
    desk_at_work: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = desk_at_work
    office.view(OUTGOING)
    service = office.house.services.invoices
    looked: list[InvoiceId] = []
    looking = service.kept

    async def kept(company: Company, invoice_id: InvoiceId) -> Facts:
        looked.append(invoice_id)
        return await looking(company, invoice_id)

    monkeypatch.setattr(service, "kept", kept)
    reads = office.meter("GET", DETAIL)
    office.come_back()
    for _ in range(10):
        QTest.keyClick(office.window.list.table, Qt.Key.Key_Down)
    office.settle()
    assert office.window.list.current is not None
    assert looked == [office.window.list.current.id]
    assert reads() == 1


def test_a_reading_is_dropped_when_the_cursor_moves_on(desk_at_work: Office) -> None:
    office = desk_at_work
    office.view(OUTGOING)
    office.fail(Fault("delay", path=DETAIL, count=-1, ms=5_000))
    office.window.list.pick(IDS["issued-1"])
    office.qtbot.waitUntil(lambda: office.window.is_reading)
    office.window.list.pick(IDS["issued-2"])
    office.fail()
    office.settle()  # not after five seconds: the first reading would have held it up
    assert "Read on the server: just now" in said(office.window.detail)
    assert office.window.detail.invoice_id == IDS["issued-2"]


def test_what_is_printed_is_what_is_on_show_from_the_local_copy_too(desk_at_work: Office) -> None:
    office = desk_at_work
    office.go_to("issued-1")
    office.window.close()
    office.window = office.open_window()
    office.enter()
    office.fail(Fault("drop-before", count=-1))
    office.go_to("issued-1")
    shown = office.window._invoice_on_show()
    assert shown is not None
    assert shown.facts is not None
    assert shown.facts.invoice is not None
    assert isinstance(shown.facts.detail, Evidence)
    assert shown.facts.detail.is_kept
