"""Cancelling many from the window: choose, review, one after the other, pause, stop, look again, save the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from storno_desktop.domain.facts import Reached
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.sandbox.faults import Fault
from storno_desktop.service.case import CaseChanged, Done, OutcomeUnknown, Refused
from storno_desktop.ui.bulk_dialog import BulkDialog
from storno_desktop.ui.bulk_model import BulkColumn
from storno_desktop.ui.bulk_row import BulkRow, Readiness
from storno_desktop.ui.bulk_summary import BulkStage
from tests.gui.front_office import CTRL, IDS, OUTGOING, Office, has_gone, said

REASON = "Emise de două ori, din greșeală"
THREE = ("bulk-1", "bulk-2", "bulk-3")
_FLAG = QItemSelectionModel.SelectionFlag


def choose(office: Office, names: Sequence[str]) -> None:
    """These rows of the list, and no others."""
    if office.queues.currentRow() != OUTGOING:
        office.view(OUTGOING)
    selection = office.window.list.table.selectionModel()
    selection.clearSelection()
    for name in names:
        selection.select(office.window.list.model.index(office.row(name), 0), _FLAG.Select | _FLAG.Rows)


def review(office: Office, *names: str) -> BulkDialog:
    """The review of these invoices, everything read."""
    choose(office, names)
    dialog = office.window.ask_cancel_many()
    assert dialog is not None
    return looked(office, dialog)


def looked(office: Office, dialog: BulkDialog) -> BulkDialog:
    # Tests look at the dialog after it closed; the program does not.
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    office.qtbot.waitUntil(lambda: not dialog.is_looking, timeout=20_000)
    return dialog


def answer(office: Office, dialog: BulkDialog, reason: str = REASON) -> None:
    """The question and the reason for all."""
    dialog.question.button(Reached.NO).click()
    dialog.reason_field.edit.setPlainText(reason)
    office.qtbot.waitUntil(dialog.foot.act.isEnabled)


def row(dialog: BulkDialog, name: str) -> BulkRow:
    position = dialog.model.position_of(IDS[name])
    assert position is not None
    return dialog.model.rows[position]


def go_to(dialog: BulkDialog, name: str) -> BulkRow:
    """The cursor on this invoice."""
    position = dialog.model.position_of(IDS[name])
    assert position is not None
    dialog.table.setCurrentIndex(dialog.model.index(position, 0))
    return dialog.model.rows[position]


def cell(dialog: BulkDialog, name: str, column: BulkColumn) -> str:
    return dialog.model.text(row(dialog, name), column)


def run(office: Office, dialog: BulkDialog) -> None:
    """Press the button, and wait until it goes no further by itself."""
    office.qtbot.waitUntil(dialog.foot.act.isEnabled)
    dialog.foot.act.click()
    rest(office, dialog)


def rest(office: Office, dialog: BulkDialog) -> None:
    """Nothing is being sent, and nothing will be."""
    office.qtbot.waitUntil(
        lambda: stands(dialog, BulkStage.PAUSED, BulkStage.ENDED) and not dialog.running.is_sending,
        timeout=20_000,
    )


def stands(dialog: BulkDialog, *stages: BulkStage) -> bool:
    return dialog.stage in stages


def statuses(office: Office, *names: str) -> list[str]:
    return [office.book(name).status for name in names]


def refuse(name: str) -> Fault:
    body = {"error": "Nu se poate."}
    return Fault("status", method="POST", path=f"*{IDS[name]}/cancel", status=422, body=body)


def lose(name: str) -> Fault:
    return Fault("drop-before", method="POST", path=f"*{IDS[name]}/cancel")


# -------------------------------------------------------------------------------------------- choosing


def test_several_rows_are_chosen_and_counted(desk_at_work: Office) -> None:
    window = desk_at_work.window
    desk_at_work.view(OUTGOING)
    assert window.cancel_button.text() == "Cancel invoice…"
    choose(desk_at_work, [*THREE, "validated"])
    desk_at_work.qtbot.waitUntil(lambda: window.cancel_button.text() == "Cancel selected…")
    assert "4 selected · 3 can be cancelled · 1 cannot" in said(window.list)
    assert window.cancel_button.isEnabled()
    assert not window.restore_button.isEnabled()
    choose(desk_at_work, ["bulk-1"])
    desk_at_work.qtbot.waitUntil(lambda: window.cancel_button.text() == "Cancel invoice…")
    assert "selected" not in said(window.list)


def test_chosen_rows_stay_chosen_when_the_list_is_read_anew(desk_at_work: Office) -> None:
    choose(desk_at_work, THREE)
    desk_at_work.set_status("issued-1", "paid")
    desk_at_work.window.refresh()
    desk_at_work.settle()
    assert {each.id for each in desk_at_work.window.list.chosen(10)} == {IDS[name] for name in THREE}


def test_the_key_asks_about_all_that_are_chosen(desk_at_work: Office) -> None:
    choose(desk_at_work, THREE)
    desk_at_work.press(Qt.Key.Key_Delete)
    dialogs = desk_at_work.window.findChildren(BulkDialog)
    assert [len(each.model.rows) for each in dialogs] == [3]
    assert dialogs[0].title == "Cancel 3 invoices?"


def test_where_none_can_be_cancelled_it_says_why(desk_at_work: Office) -> None:
    choose(desk_at_work, ["validated", "restore-1"])
    assert desk_at_work.window.ask_cancel_many() is None
    assert desk_at_work.notice


def test_too_many_are_not_even_asked_about(desk_at_work: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storno_desktop.ui.main_window.MOST_AT_ONCE", 2)
    choose(desk_at_work, THREE)
    assert desk_at_work.window.ask_cancel_many() is None
    assert desk_at_work.notice == "Choose at most 2 invoices at once."


# -------------------------------------------------------------------------------------------- the review


def test_each_is_listed_with_its_advice_and_those_that_cannot_be_with_why(desk_at_work: Office) -> None:
    dialog = review(desk_at_work, "bulk-1", "draft-1", "issued-paid", "issued-anaf", "validated")
    assert cell(dialog, "bulk-1", BulkColumn.STATE) == "Answer the question"
    assert cell(dialog, "bulk-1", BulkColumn.ADVICE) == "Nothing against it"
    assert cell(dialog, "draft-1", BulkColumn.ADVICE) == "Draft: delete it"
    assert cell(dialog, "draft-1", BulkColumn.STATE) == "Without a reason"
    for name in ("issued-paid", "issued-anaf", "validated"):
        assert cell(dialog, name, BulkColumn.STATE) == "Cannot be cancelled"
        assert cell(dialog, name, BulkColumn.REASON)
    assert "Payments:" in cell(dialog, "issued-paid", BulkColumn.REASON)
    assert dialog.summary.text() == "2 to decide about · 3 cannot be cancelled"
    answer(desk_at_work, dialog)
    assert dialog.summary.text() == "2 ready · 3 cannot be cancelled"
    assert dialog.foot.act.text() == "Cancel 2 invoices"
    assert cell(dialog, "bulk-1", BulkColumn.ADVICE) == "Cancel"
    assert cell(dialog, "bulk-1", BulkColumn.REASON) == REASON


def test_rows_that_the_list_rules_out_cost_no_request(desk_at_work: Office) -> None:
    asked = desk_at_work.meter("GET", f"/api/v1/invoices/{IDS['validated']}")
    review(desk_at_work, "bulk-1", "validated")
    assert asked() == 0


def test_a_reason_of_its_own_and_an_answer_of_its_own(desk_at_work: Office) -> None:
    """The warning that follows from the answer wants to be noted for that invoice alone."""
    dialog = review(desk_at_work, *THREE)
    answer(desk_at_work, dialog)
    go_to(dialog, "bulk-2")
    dialog.row_view.reached.setCurrentIndex(dialog.row_view.reached.findData(Reached.YES))
    dialog.row_view.reason.setText("Comanda a fost anulată")
    assert cell(dialog, "bulk-2", BulkColumn.STATE) == "Warning to note"
    assert cell(dialog, "bulk-2", BulkColumn.ADVICE) == "Storno invoice"
    assert dialog.foot.act.text() == "Cancel 2 invoices"
    assert "1 that you have not decided about" in dialog.foot.hint.text()
    (tick,) = dialog.row_view.findings.ticks.values()
    tick.click()
    assert dialog.foot.act.text() == "Cancel 3 invoices"
    run(desk_at_work, dialog)
    reasons = [desk_at_work.book(name).detail["cancellationReason"] for name in THREE]
    assert reasons == [REASON, "Comanda a fost anulată", REASON]


def test_a_note_counts_only_for_its_own_invoice_and_what_it_said(desk_at_work: Office) -> None:
    dialog = review(desk_at_work, *THREE)
    dialog.question.button(Reached.NOT_KNOWN).click()
    dialog.reason_field.edit.setPlainText(REASON)
    assert dialog.model.counts() == {Readiness.UNNOTED: 3}
    assert not dialog.foot.act.isEnabled()
    go_to(dialog, "bulk-1")
    (tick,) = dialog.row_view.findings.ticks.values()
    tick.click()
    assert dialog.model.counts() == {Readiness.READY: 1, Readiness.UNNOTED: 2}
    dialog.question.button(Reached.YES).click()  # says something else: it has to be noted again
    assert dialog.model.counts() == {Readiness.UNNOTED: 3}


def test_a_row_can_be_left_out_by_its_tick(desk_at_work: Office) -> None:
    dialog = review(desk_at_work, *THREE)
    answer(desk_at_work, dialog)
    position = dialog.model.position_of(IDS["bulk-2"])
    assert position is not None
    index = dialog.model.index(position, BulkColumn.NUMBER)
    assert dialog.model.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert dialog.summary.text() == "2 ready · 1 left out"
    run(desk_at_work, dialog)
    assert statuses(desk_at_work, *THREE) == ["cancelled", "issued", "cancelled"]


def test_a_short_reason_of_its_own_is_said_and_does_not_count(desk_at_work: Office) -> None:
    dialog = review(desk_at_work, *THREE)
    answer(desk_at_work, dialog)
    go_to(dialog, "bulk-1")
    dialog.row_view.reason.setText("scurt")
    assert "10 to 500" in said(dialog.row_view)
    assert cell(dialog, "bulk-1", BulkColumn.REASON) == REASON


def test_what_could_not_be_read_is_not_sent_and_can_be_read_again(desk_at_work: Office) -> None:
    desk_at_work.fail(Fault("status", method="GET", path=f"*{IDS['bulk-2']}/payments", status=403, count=-1))
    dialog = review(desk_at_work, *THREE)
    answer(desk_at_work, dialog)
    assert cell(dialog, "bulk-2", BulkColumn.STATE) == "Could not be checked"
    assert dialog.foot.act.text() == "Cancel 2 invoices"
    desk_at_work.fail()
    dialog.check_again()
    looked(desk_at_work, dialog)
    desk_at_work.qtbot.waitUntil(lambda: dialog.foot.act.text() == "Cancel 3 invoices")


def test_without_the_server_reading_stops_and_goes_on_when_asked(desk_at_work: Office) -> None:
    desk_at_work.fail(Fault("status", method="GET", path="*", status=503, count=-1))
    dialog = review(desk_at_work, *THREE)
    assert dialog.banner.isVisible()
    assert not dialog.foot.act.isEnabled()
    desk_at_work.fail()
    dialog.check_again()
    looked(desk_at_work, dialog)
    assert not dialog.banner.isVisible()
    answer(desk_at_work, dialog)


def test_enter_never_sends(desk_at_work: Office) -> None:
    posts = desk_at_work.meter("POST", "/api/v1/invoices/*")
    dialog = review(desk_at_work, *THREE)
    answer(desk_at_work, dialog)
    for widget in (dialog.table, dialog.foot.act, dialog.row_view.reason, dialog):
        QTest.keyClick(widget, Qt.Key.Key_Return)
    assert stands(dialog, BulkStage.REVIEW)
    assert posts() == 0
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert stands(dialog, BulkStage.RUNNING)
    desk_at_work.qtbot.waitUntil(lambda: stands(dialog, BulkStage.ENDED))
    assert posts() == 3


def test_what_was_typed_stands_there_again(desk_at_work: Office) -> None:
    dialog = review(desk_at_work, *THREE)
    dialog.reason_field.edit.setPlainText(REASON)
    dialog.reject()
    assert review(desk_at_work, *THREE).reason_field.text == REASON


# -------------------------------------------------------------------------------------------- the run


def test_all_are_cancelled_and_the_list_behind_follows(desk_at_work: Office) -> None:
    dialog = review(desk_at_work, *THREE)
    answer(desk_at_work, dialog)
    run(desk_at_work, dialog)
    assert stands(dialog, BulkStage.ENDED)
    assert dialog.title == "3 invoices cancelled"
    assert dialog.summary.text() == "Cancelled: 3"
    assert statuses(desk_at_work, *THREE) == ["cancelled"] * 3
    dialog.foot.safe.click()
    listed = desk_at_work.window.list.model

    def told() -> bool:
        rows = [listed.row(desk_at_work.row(name)) for name in THREE]
        return all(each is not None and each.cancelled_at is not None for each in rows)

    desk_at_work.qtbot.waitUntil(told)


def test_a_refusal_is_listed_and_only_that_one_is_looked_at_again(desk_at_work: Office) -> None:
    dialog = review(desk_at_work, *THREE)
    answer(desk_at_work, dialog)
    desk_at_work.fail(refuse("bulk-2"))
    run(desk_at_work, dialog)
    assert isinstance(row(dialog, "bulk-2").outcome, Refused)
    assert "Nu se poate." in cell(dialog, "bulk-2", BulkColumn.REASON)
    assert dialog.summary.text() == "Cancelled: 2 · Refused: 1"
    assert dialog.foot.retry.text() == "Look at 1 again"
    posts = desk_at_work.meter("POST", "/api/v1/invoices/*")
    dialog.foot.retry.click()
    looked(desk_at_work, dialog)
    assert stands(dialog, BulkStage.REVIEW)
    assert posts() == 0  # looking again sends nothing
    desk_at_work.qtbot.waitUntil(lambda: dialog.foot.act.text() == "Cancel 1 invoice")
    run(desk_at_work, dialog)
    assert posts() == 1
    assert statuses(desk_at_work, *THREE) == ["cancelled"] * 3
    assert dialog.foot.retry.isHidden()


def test_an_unknown_outcome_pauses_and_cannot_be_tried_again(desk_at_work: Office) -> None:
    dialog = review(desk_at_work, *THREE)
    answer(desk_at_work, dialog)
    order = [next(name for name in THREE if IDS[name] == each.invoice_id) for each in dialog.model.rows]
    desk_at_work.fail(lose(order[0]))
    run(desk_at_work, dialog)
    assert stands(dialog, BulkStage.PAUSED)
    assert "outcome" in said(dialog.banner)
    assert isinstance(row(dialog, order[0]).outcome, OutcomeUnknown)
    assert statuses(desk_at_work, *order) == ["issued"] * 3
    assert dialog.foot.act.text() == "Go on with 2 invoices"
    posts = desk_at_work.meter("POST", "/api/v1/invoices/*")
    run(desk_at_work, dialog)
    assert stands(dialog, BulkStage.ENDED)
    assert posts() == 2
    assert dialog.foot.retry.isHidden()
    dialog.reject()
    desk_at_work.qtbot.waitUntil(lambda: IDS[order[0]] in desk_at_work.window._desk.unsettled)


def test_an_unknown_outcome_is_read_back_while_the_window_is_open(desk_at_work: Office) -> None:
    dialog = review(desk_at_work, *THREE)
    answer(desk_at_work, dialog)
    first = dialog.model.rows[0].invoice_id
    desk_at_work.fail(
        Fault("drop-after", method="POST", path=f"*{first}/cancel"),
        Fault("status", method="GET", path=f"*/{first}", status=500, count=-1, skip=1),
    )
    run(desk_at_work, dialog)
    assert stands(dialog, BulkStage.PAUSED)
    desk_at_work.fail()
    dialog.running.look_again()
    desk_at_work.qtbot.waitUntil(lambda: isinstance(dialog.model.rows[0].outcome, Done))
    run(desk_at_work, dialog)
    assert dialog.title == "3 invoices cancelled"


def test_what_changed_meanwhile_is_not_sent(desk_at_work: Office) -> None:
    dialog = review(desk_at_work, *THREE)
    answer(desk_at_work, dialog)
    desk_at_work.set_status("bulk-2", "paid")
    run(desk_at_work, dialog)
    assert isinstance(row(dialog, "bulk-2").outcome, CaseChanged)
    assert cell(dialog, "bulk-2", BulkColumn.STATE) == "Changed, not sent"
    assert statuses(desk_at_work, *THREE) == ["cancelled", "paid", "cancelled"]


def test_esc_pauses_and_what_is_left_is_offered_again(desk_at_work: Office) -> None:
    dialog = review(desk_at_work, *THREE)
    answer(desk_at_work, dialog)
    desk_at_work.fail(Fault("delay", method="POST", path="*/cancel", ms=200, count=-1))
    dialog.foot.act.click()
    desk_at_work.qtbot.waitUntil(lambda: bool(dialog.run_name))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    rest(desk_at_work, dialog)
    assert stands(dialog, BulkStage.PAUSED)
    done = statuses(desk_at_work, *THREE).count("cancelled")
    assert done == 1
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    desk_at_work.fail()
    left = next_review(desk_at_work)
    assert left.title == "Go on cancelling?"
    assert f"{done} of 3 cancelled" in said(left)
    assert statuses(desk_at_work, *THREE).count("cancelled") == done
    # The reasons stand there; the question is asked anew.
    assert left.model.counts()[Readiness.UNANSWERED] == 3 - done
    left.question.button(Reached.NO).click()
    run(desk_at_work, left)
    assert statuses(desk_at_work, *THREE) == ["cancelled"] * 3
    assert {desk_at_work.book(name).detail["cancellationReason"] for name in THREE} == {REASON}


def next_review(office: Office) -> BulkDialog:
    """The rest of a run that broke off, by the notice at the bottom."""
    offered: list[Any] = []
    office.window._bulk.offered.connect(lambda _sentence, _action, slot: offered.append(slot))

    def asked() -> bool:
        office.window._bulk.look_for_left(office.window.company, was_asked=True)
        QApplication.processEvents()
        return bool(offered)

    office.qtbot.waitUntil(asked)
    dialog = offered[0]()
    assert isinstance(dialog, BulkDialog)
    return looked(office, dialog)


def test_a_stop_ends_it_and_nothing_is_offered(desk_at_work: Office) -> None:
    dialog = review(desk_at_work, *THREE)
    answer(desk_at_work, dialog)
    desk_at_work.fail(Fault("delay", method="POST", path="*/cancel", ms=200, count=-1))
    dialog.foot.act.click()
    dialog.foot.stop.click()
    rest(desk_at_work, dialog)
    assert stands(dialog, BulkStage.ENDED)
    assert statuses(desk_at_work, *THREE).count("cancelled") == 0  # it had not even begun
    dialog.reject()
    desk_at_work.fail()
    desk_at_work.window._bulk.look_for_left(desk_at_work.window.company, was_asked=True)
    desk_at_work.qtbot.waitUntil(lambda: "unfinished" in desk_at_work.notice)


def test_the_rest_can_be_given_up(desk_at_work: Office) -> None:
    dialog = review(desk_at_work, *THREE)
    answer(desk_at_work, dialog)
    desk_at_work.fail(lose("bulk-3"), lose("bulk-1"), lose("bulk-2"))
    run(desk_at_work, dialog)
    dialog.reject()
    desk_at_work.fail()
    left = next_review(desk_at_work)
    left.foot.drop.click()
    desk_at_work.qtbot.waitUntil(lambda: has_gone(left))
    desk_at_work.window._bulk.look_for_left(desk_at_work.window.company, was_asked=True)
    desk_at_work.qtbot.waitUntil(lambda: "unfinished" in desk_at_work.notice)


# -------------------------------------------------------------------------------------------- the list of results


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_the_list_of_results_is_saved(desk_at_work: Office, tmp_path: Path, suffix: str) -> None:
    dialog = review(desk_at_work, *THREE, "validated")
    answer(desk_at_work, dialog)
    desk_at_work.fail(refuse("bulk-2"))
    run(desk_at_work, dialog)
    dialog.foot.save.click()
    asking = dialog.findChildren(QFileDialog)[-1]
    path = tmp_path / f"rezultate.{suffix}"
    asking.fileSelected.emit(str(path))
    asking.reject()
    desk_at_work.qtbot.waitUntil(path.exists)
    desk_at_work.qtbot.waitUntil(lambda: "Saved" in said(dialog.banner))
    if suffix == "xlsx":
        assert path.read_bytes()[:2] == b"PK"
        return
    text = path.read_text(encoding="utf-8-sig")
    lines = text.splitlines()
    assert lines[0] == "Number;Client;Total;Currency;Result;Explanation;Reason"
    results = {line.split(";")[0]: line.split(";") for line in lines[1:5]}
    assert results["BRS0038"][2:5] == ["540,87", "RON", "Cancelled"]
    assert results["BRS0039"][4] == "Refused"
    assert "Nu se poate." in results["BRS0039"][5]
    assert results["BRS0016"][4] == "Cannot be cancelled"
    assert dialog.run_name in text


# -------------------------------------------------------------------------------------------- many


def test_a_thousand_rows_answer_at_once(desk_at_work: Office) -> None:
    """Keys and clicks do not wait for the reading of all, nor does anything that is not on show."""
    model = desk_at_work.window.list.model
    desk_at_work.view(OUTGOING)
    one = model.row(desk_at_work.row("bulk-1"))
    assert one is not None
    many = [replace(one, id=InvoiceId(f"{number:04}"), number=f"N{number:04}") for number in range(1_000)]
    session = desk_at_work.window.session
    assert session is not None
    company = desk_at_work.window.company
    assert company is not None
    dialog = desk_at_work.window._bulk.open(many, company, session.user)
    dialog.question.button(Reached.NO).click()
    dialog.reason_field.edit.setPlainText(REASON)
    assert dialog.is_looking
    assert dialog.model.counts()[Readiness.WAITING] > 900
    assert dialog.title == "Cancel 1000 invoices?"
    dialog.reject()


def test_a_window_that_closes_in_the_middle_keeps_the_rest(desk_at_work: Office) -> None:
    dialog = review(desk_at_work, *THREE)
    answer(desk_at_work, dialog)
    desk_at_work.fail(Fault("delay", method="POST", path="*/cancel", ms=200, count=-1))
    dialog.foot.act.click()
    desk_at_work.qtbot.waitUntil(lambda: bool(dialog.run_name))
    desk_at_work.window.close()
    runs = desk_at_work.house.services.cancel_runs

    def found() -> bool:
        left = desk_at_work.house.io.wait(runs.left(), 10)
        return [len(each.to_do) for each in left] == [2]

    desk_at_work.qtbot.waitUntil(found)
    assert statuses(desk_at_work, *THREE).count("cancelled") == 1


def test_what_was_typed_for_one_invoice_is_its_own_reason(desk_at_work: Office) -> None:
    own = "Comanda a fost anulată"
    window = desk_at_work.window
    company = window.company
    assert company is not None
    window._shelf.keep(company, IDS["bulk-2"], own)
    dialog = review(desk_at_work, *THREE)
    answer(desk_at_work, dialog)
    assert [cell(dialog, name, BulkColumn.REASON) for name in THREE] == [REASON, own, REASON]
    run(desk_at_work, dialog)
    assert desk_at_work.book("bulk-2").detail["cancellationReason"] == own
    assert window._shelf.text(company, IDS["bulk-2"]) == ""
    dialog.reject()
    again = review(desk_at_work, "bulk-4", "bulk-5")
    assert again.reason_field.recent.isVisibleTo(again)  # what was sent is offered as a recent reason
