"""After many cancellations: the public links that they left open are listed, and closed only when asked for."""

from __future__ import annotations

from PySide6.QtTest import QSignalSpy

from storno_desktop.domain.act import ActKind, Intent
from storno_desktop.domain.act_record import ActRecord
from storno_desktop.domain.journal_row import ActState
from storno_desktop.sandbox.faults import Fault
from storno_desktop.ui.bulk_dialog import BulkDialog
from storno_desktop.ui.bulk_links import LinksStanding
from storno_desktop.ui.bulk_links_dialog import BulkLinksDialog
from tests.contract.service_desk import a_link
from tests.gui.front_office import Office
from tests.gui.test_bulk_dialog import THREE, answer, review, run

LINKS = {
    "bulk-1": ("019a0009-0000-7000-8000-000000000001", "019a0009-0000-7000-8000-000000000002"),
    "bulk-2": ("019a0009-0000-7000-8000-000000000003",),
}
OPEN, CLOSED, UNKNOWN = LinksStanding.OPEN, LinksStanding.CLOSED, LinksStanding.UNKNOWN


def after_a_run(office: Office) -> BulkDialog:
    """Three are cancelled; two of them have links that nobody ever viewed."""
    for name, links in LINKS.items():
        book = office.book(name)
        unseen = {"paymentEnabled": False, "viewCount": 0, "lastViewedAt": None}
        book.share_links = [{**a_link(each), **unseen} for each in links]
        office.server.ledger.changed(book)
    dialog = review(office, *THREE)
    answer(office, dialog)
    run(office, dialog)
    assert dialog.foot.links.isVisible()
    return dialog


def asked(office: Office, below: BulkDialog) -> BulkLinksDialog:
    """The question about them."""
    below.foot.links.click()
    (dialog,) = below.findChildren(BulkLinksDialog)
    office.qtbot.waitUntil(dialog.act_button.isEnabled)
    return dialog


def close_them(office: Office, dialog: BulkLinksDialog) -> None:
    office.qtbot.waitUntil(dialog.act_button.isEnabled)
    dialog.act_button.click()
    office.qtbot.waitUntil(lambda: not dialog.is_busy, timeout=20_000)


def states(office: Office) -> list[str]:
    return [str(each["status"]) for name in LINKS for each in office.book(name).share_links]


def standings(dialog: BulkLinksDialog) -> list[LinksStanding]:
    return [row.standing for row in dialog.links.rows]


def closings(office: Office) -> list[ActState]:
    """What the journal says of them, newest first."""

    async def read() -> list[ActRecord]:
        journal = office.house.services.journal.journal
        assert journal is not None
        return list(journal.acts_before(journal.head().number + 1, 99))

    records = office.house.io.wait(read(), 10)
    return [each.state for each in records if each.kind is ActKind.REVOKE_LINK]


def test_links_left_open_by_a_run_are_listed_and_closed_only_when_asked(desk_at_work: Office) -> None:
    below = after_a_run(desk_at_work)
    assert below.foot.links.text() == "Public links of 2 invoices…"
    dialog = asked(desk_at_work, below)
    assert dialog.windowTitle() == "Close the public links of 2 cancelled invoices?"
    assert dialog.focusWidget() is dialog.safe_button
    cells = [[dialog.table.item(row, column) for column in (0, 2)] for row in (0, 1)]
    told = [[cell.text() for cell in row if cell is not None] for row in cells]
    assert told == [["BRS0039", "1 open"], ["BRS0038", "2 open"]]
    assert states(desk_at_work) == ["active"] * 3

    close_them(desk_at_work, dialog)

    assert states(desk_at_work) == ["revoked"] * 3
    assert standings(dialog) == [CLOSED, CLOSED]
    assert closings(desk_at_work) == [ActState.CONFIRMED] * 3
    assert dialog.windowTitle() == "2 invoices without an open link"
    assert not dialog.act_button.isVisible()
    dialog.safe_button.click()
    assert not below.foot.links.isVisible()


def test_a_lost_answer_is_left_to_be_found_out_and_never_repeated(desk_at_work: Office) -> None:
    dialog = asked(desk_at_work, after_a_run(desk_at_work))
    left = QSignalSpy(dialog.left_open)
    desk_at_work.fail(Fault("drop-before", method="DELETE", path=f"*/{LINKS['bulk-2'][0]}"))
    close_them(desk_at_work, dialog)
    assert standings(dialog) == [UNKNOWN, CLOSED]
    assert states(desk_at_work) == ["revoked", "revoked", "active"]
    assert "is not known" in dialog.banner.headline
    (intent,) = left.at(0)
    assert isinstance(intent, Intent)
    assert intent.target == LINKS["bulk-2"][0]
    assert dialog.links.to_do == []


def test_what_is_in_the_way_of_all_stops_and_can_be_tried_again(desk_at_work: Office) -> None:
    dialog = asked(desk_at_work, after_a_run(desk_at_work))
    refusal = Fault(
        "status", method="DELETE", path="*/share-links/*", status=422, body={"error": "Nu se poate."}
    )
    desk_at_work.fail(refusal)
    close_them(desk_at_work, dialog)
    assert dialog.banner.headline == "The server refused."
    assert standings(dialog) == [OPEN, OPEN]
    assert states(desk_at_work) == ["active"] * 3
    close_them(desk_at_work, dialog)
    assert standings(dialog) == [CLOSED, CLOSED]
    assert states(desk_at_work) == ["revoked"] * 3
    assert closings(desk_at_work) == [*[ActState.CONFIRMED] * 3, ActState.REFUSED]
