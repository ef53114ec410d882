"""Bad roads and bad answers: a clear sentence in the chosen language, a window that works on, nothing typed lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from storno_desktop.sandbox.faults import Fault
from storno_desktop.ui.act_dialog import ActDialog
from storno_desktop.ui.invoice_model import Cell
from storno_desktop.ui.language import Language
from tests.gui.front_office import CANCEL, LIST, OUTGOING, RESTORE, WORLD, Office, said

REASON = "Emisă din greșeală de două ori"

BAD_ROADS = {
    "unreachable": ("drop-before", None, None, {}),
    "html": ("html", None, None, {}),
    "html-200": ("html", 200, None, {}),
    "truncated": ("truncated", None, None, {}),
    "garbage": ("garbage", None, None, {}),
    "huge": ("huge", None, None, {}),
    "null": ("status", 200, None, {}),
    "empty-object": ("status", 200, {}, {}),
    "list": ("status", 200, [1, None, "x"], {}),
    "wrong-fields": ("status", 200, {"data": [{"id": 7}], "total": "x", "id": []}, {}),
    "400": ("status", 400, {"error": "Date invalide"}, {}),
    "401": ("status", 401, {"code": 401, "message": "JWT Token not found"}, {}),
    "403": ("status", 403, {"error": "Access denied."}, {}),
    "404": ("status", 404, {"error": "Not found"}, {}),
    "409": ("status", 409, {"error": "Stare greșită"}, {}),
    "422": ("status", 422, {"error": "Nu se poate"}, {}),
    "429": ("status", 429, {"error": "Too many"}, {"Retry-After": "0"}),
    "500": ("status", 500, {"error": "<b>Boom</b>"}, {}),
    "503": ("status", 503, None, {}),
}


def road(name: str, path: str, method: str | None = "GET", count: int = -1) -> Fault:
    kind, status, body, headers = BAD_ROADS[name]
    return Fault(kind, method=method, path=path, count=count, status=status, body=body, headers=headers)


@pytest.fixture
def romanian_office(office: Office, language: Language) -> Office:
    """The same office, in Romanian."""
    language.choose("ro")
    office.window.close()
    office.window = office.open_window()
    return office


def still_works(office: Office) -> None:
    """The window moves, searches and comes back to order once the server does."""
    office.fail()
    before = office.window.list.filters.search.text()
    office.window.refresh()
    office.settle()
    assert not office.banner.isVisible()
    assert office.window.list.filters.search.text() == before
    office.view(OUTGOING)
    assert len(office.numbers()) > 20


# ------------------------------------------------------------------------------------------------ the list


@pytest.mark.parametrize("name", BAD_ROADS)
def test_a_list_that_cannot_be_read_says_why_and_keeps_what_was_there(
    desk_at_work: Office, name: str
) -> None:
    office = desk_at_work
    office.view(OUTGOING)
    office.search("BRS")
    rows = office.numbers()
    office.fail(road(name, LIST), road(name, LIST + "?*"))

    office.window.refresh()
    office.settle()

    assert office.banner.isVisible()
    assert office.banner.headline.endswith(".")
    assert "What is shown stays usable." in office.banner.body
    assert office.banner.action_buttons
    assert office.numbers() == rows
    assert office.window.list.filters.search.text() == "BRS"
    assert not any(label in office.banner.headline for label in ("Traceback", "None", "Error"))
    if name == "401":
        return  # the session is gone; signing in again is tried below
    still_works(office)


@pytest.mark.parametrize("name", ["unreachable", "html", "truncated", "403", "429", "500", "huge"])
def test_the_same_in_romanian(romanian_office: Office, name: str) -> None:
    office = romanian_office
    office.enter()
    office.fail(road(name, LIST))

    office.window.refresh()
    office.settle()

    english = office.banner.headline.isascii() and " the " in f" {office.banner.headline.lower()} "
    assert office.banner.isVisible()
    assert not english, office.banner.headline
    assert "Ce se vede rămâne" in office.banner.body or "rămâne" in office.banner.body
    assert [button.text() for button in office.banner.action_buttons] == ["Încearcă din nou"]


def test_the_first_list_that_does_not_come_leaves_a_window_that_can_try_again(office: Office) -> None:
    office.fail(road("500", LIST))
    office.enter()
    assert office.banner.isVisible()
    assert office.numbers() == []

    office.fail()
    office.banner.action_buttons[0].click()
    office.settle()

    assert not office.banner.isVisible()
    assert len(office.numbers()) > 20


def test_a_server_that_is_switched_off_is_told_and_the_list_stays(desk_at_work: Office) -> None:
    rows = desk_at_work.numbers()
    desk_at_work.server.stop()

    desk_at_work.window.refresh()
    desk_at_work.settle()

    assert desk_at_work.banner.headline == "The server cannot be reached."
    assert desk_at_work.numbers() == rows
    assert "Data from 22 Nov 2026, 19:00" in said(desk_at_work.window.views)


def test_rows_with_missing_or_odd_fields_do_not_take_the_others_along(office: Office) -> None:
    rows = [dict(row) for row in WORLD["companies"]["A"]["list"][:6]]  # the newest is whole: it is opened
    changes: tuple[dict[str, object], ...] = (
        {"receiverName": None, "clientName": None, "client": None, "receiverCif": None},
        {"id": None},
        {"total": "multe"},
        {"issueDate": "mâine"},
        {"status": "in_arbitration"},
        {},
    )
    for row, changed in zip(rows, changes, strict=True):
        row.update(changed)
    page = {"data": rows, "total": 6, "page": 1, "limit": 100}
    office.fail(Fault("status", method="GET", path=LIST, count=-1, status=200, body=page))
    office.enter()
    office.view(OUTGOING)
    office.chips()[0].removed.emit()

    assert set(office.numbers()) == {rows[at]["number"] for at in (0, 4, 5)}
    position, odd = (office.numbers().index(rows[at]["number"]) for at in (0, 4))
    assert (office.text(position, Cell.PARTNER), office.text(position, Cell.CIF)) == ("—", "—")
    assert office.text(odd, Cell.STATUS) == "in_arbitration"
    assert office.banner.headline == "3 invoices could not be read and are not in the list."


def test_a_session_that_ended_asks_to_sign_in_and_goes_on_where_it_was(desk_at_work: Office) -> None:
    office = desk_at_work
    office.go_to("bulk-1")
    office.search("BRS00")
    office.fail(Fault("status", path="/api/*", count=2, status=401, body={"code": 401, "message": "x"}))
    office.window.refresh()
    office.settle()
    assert "session" in office.banner.headline.lower()

    office.fail()
    office.banner.action_buttons[0].click()
    dialog = office.sign_in_dialog()
    assert dialog.email.text() == "contabil@exemplu.ro"
    assert dialog.password.text() == ""
    dialog.password.setText("Parola-123")
    with office.qtbot.waitSignal(dialog.signed_in):
        dialog.submit()
    office.settle()

    assert not office.banner.isVisible()
    assert office.window.list.filters.search.text() == "BRS00"
    assert office.window.list.current is not None
    assert office.window.list.current.number == "BRS0038"


# ------------------------------------------------------------------------------------------------ the details


@pytest.mark.parametrize("name", BAD_ROADS)
def test_details_that_cannot_be_read_say_so_and_the_row_stays_usable(desk_at_work: Office, name: str) -> None:
    office = desk_at_work
    office.view(OUTGOING)
    office.fail(road(name, LIST + "/*"))

    office.window.list.pick(office.book("bulk-2").id)  # type: ignore[arg-type]
    office.settle()

    assert office.detail_banner.isVisible()
    told = office.detail_banner.headline
    assert told.startswith(("The details could not be read.", "Not downloaded: the details open when"))
    assert "BRS0039" in said(office.window.detail)
    assert "<b>" not in office.detail_banner.headline
    if name == "500":
        assert "<b>Boom</b>" in office.detail_banner.quotation
    office.fail()
    if name == "401":
        return
    office.window.detail.read_again_asked.emit(office.window.detail.invoice_id)
    office.settle()
    assert not office.detail_banner.isVisible()
    assert "Read on the server: just now" in said(office.window.detail)


@pytest.mark.parametrize(
    "part", ["payments", "events", "emails", "share-links"], ids=["payments", "events", "emails", "links"]
)
def test_a_part_that_cannot_be_read_is_never_shown_as_empty(desk_at_work: Office, part: str) -> None:
    office = desk_at_work
    office.view(OUTGOING)
    office.fail(Fault("status", path=f"{LIST}/*{part}*", count=-1, status=500, body={"error": "x"}))

    office.window.list.pick(office.book("bulk-2").id)  # type: ignore[arg-type]
    office.settle()

    assert "Not downloaded. The server has a fault." in said(office.window.detail)
    assert not office.detail_banner.isVisible()


# ------------------------------------------------------------------------------------------------ the acts


def cancelling(office: Office, name: str = "issued-1") -> Callable[[], None]:
    """Everything filled in; calling it sends."""
    office.go_to(name)
    office.press(Qt.Key.Key_Delete)
    dialog = office.cancel_dialog()
    office.answer(dialog, REASON)

    def send() -> None:
        dialog.act_button.click()
        office.qtbot.waitUntil(lambda: has_come_to_rest(dialog), timeout=20_000)

    return send


def has_come_to_rest(dialog: ActDialog) -> bool:
    """Whether the dialog has closed, or waits for the person."""
    return not isValid(dialog) or not dialog.isVisible() or not (dialog.is_busy or dialog.is_looking)


REFUSING = ["400", "403", "404", "409", "422", "429"]


@pytest.mark.parametrize("name", REFUSING)
def test_a_refused_cancellation_changes_nothing_and_keeps_the_reason(desk_at_work: Office, name: str) -> None:
    office = desk_at_work
    send = cancelling(office)
    office.fail(road(name, CANCEL, "POST"))

    send()

    dialog = office.cancel_dialog()
    assert dialog.isVisible()
    assert dialog.reason_field.text == REASON
    assert dialog.banner.isVisible()
    assert dialog.banner.headline
    assert office.book("issued-1").status == "issued"
    dialog.reject()
    assert office.cell("issued-1", Cell.STATUS).data() == "Issued"
    office.press(Qt.Key.Key_Delete)
    assert office.cancel_dialog().reason_field.text == REASON


@pytest.mark.parametrize(
    "name", ["html", "truncated", "garbage", "huge", "500", "503", "null", "empty-object"]
)
def test_an_answer_that_says_nothing_leaves_the_outcome_open_or_proves_it(
    desk_at_work: Office, name: str
) -> None:
    office = desk_at_work
    send = cancelling(office)
    office.fail(road(name, CANCEL, "POST", count=1))

    dialog = office.cancel_dialog()

    send()

    reached = office.book("issued-1").status == "cancelled"
    assert reached is (name in {"truncated", "garbage", "huge"})
    if isValid(dialog) and dialog.isVisible():
        assert not dialog.act_button.isVisible() or not dialog.act_button.isEnabled() or not reached
        dialog.reject()
    office.settle()
    office.window.refresh()
    office.settle()
    shown = office.cell("issued-1", Cell.STATUS).data()
    assert shown in ({"Cancelled", "Outcome unknown"} if reached else {"Issued", "Outcome unknown"})


def test_a_lost_answer_marks_the_row_and_opening_it_again_settles_it(any_office: Office) -> None:
    office = any_office
    office.enter()
    office.go_to("issued-1")
    reads = office.meter("GET", LIST + "/*")
    office.press(Qt.Key.Key_Delete)
    dialog = office.cancel_dialog()
    once = reads()
    office.answer(dialog, REASON)
    office.fail(
        Fault("drop-after", method="POST", path=CANCEL),
        Fault(
            "drop-before", method="GET", path=LIST + "/*", skip=once, count=-1
        ),  # looked at once more first
    )
    dialog.act_button.click()
    office.qtbot.waitUntil(lambda: dialog.settling.isVisible() and not dialog.is_looking, timeout=20_000)
    dialog.reject()

    assert office.cell("issued-1", Cell.STATUS).data() == "Outcome unknown"
    assert "is not known" in office.notice
    assert office.book("issued-1").status == "cancelled"

    posts = office.meter("POST", CANCEL)
    office.press(Qt.Key.Key_Delete)
    again = office.cancel_dialog()
    again.reject()
    office.qtbot.waitUntil(lambda: office.cell("issued-1", Cell.STATUS).data() == "Cancelled", timeout=10_000)
    assert posts() == 0


@pytest.mark.parametrize("name", REFUSING)
def test_a_refused_restoration_changes_nothing(desk_at_work: Office, name: str) -> None:
    office = desk_at_work
    office.go_to("restore-1")
    office.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = office.restore_dialog()
    office.answer(dialog)
    office.fail(road(name, RESTORE, "POST"))

    dialog.act_button.click()
    office.qtbot.waitUntil(lambda: not dialog.is_busy and not dialog.is_looking, timeout=20_000)

    assert dialog.banner.isVisible()
    assert office.book("restore-1").status == "cancelled"
    dialog.reject()
    assert office.cell("restore-1", Cell.STATUS).data() == "Cancelled"
