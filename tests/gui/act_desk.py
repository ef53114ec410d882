"""A signed-in desk in front of a sandbox, on which the two dialogs that change something are tried."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from storno_desktop.app.furnishing import House, furnish
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceSummary
from storno_desktop.domain.restore_rules import RestoreRules, WhenApproved
from storno_desktop.domain.server_address import ServerAddress, parse_server_address
from storno_desktop.domain.session import Company
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import DialectName, SandboxSettings
from storno_desktop.service.policy import Policy
from storno_desktop.service.session import Session
from storno_desktop.ui.act_dialog import ActDialog
from storno_desktop.ui.act_frame import ActFrame
from storno_desktop.ui.cancel_dialog import CancelDialog
from storno_desktop.ui.restore_dialog import RestoreDialog
from storno_desktop.ui.storno_dialog import StornoDialog

SEED = Path(__file__).parents[1] / "data" / "storno" / "seed.json"
REASON = "Client greșit, se emite alta"
LONG_MS = 600_000
_PLENTY = 1_000

WHY = "Anulată din greșeală"
"""The reason for a restore."""
ALONE = Policy(restore=RestoreRules(approval=WhenApproved.NEVER))
"""An office that asks for no supervisor."""

D = TypeVar("D", bound=ActDialog)


def seeded_ids() -> dict[str, InvoiceId]:
    """The ids of the seed's invoices by their names in it."""
    invoices = json.loads(SEED.read_bytes())["invoices"].values()
    return {record["key"]: InvoiceId(record["detail"]["id"]) for record in invoices}


class Desk:
    """One person signed in at one sandbox; `posts` counts the requests for acts that reached it."""

    def __init__(self, qtbot: QtBot, server: SandboxServer, house: House, session: Session) -> None:
        self.qtbot, self.server, self.house, self.session = qtbot, server, house, session
        self.ids = seeded_ids()
        self._faults: list[Fault] = []
        self._meter = Fault("delay", method="POST", path="/api/v1/invoices/*", count=_PLENTY)
        server.sandbox.faults.add([self._meter])

    @property
    def company(self) -> Company:
        """The company of nearly all seeded invoices."""
        return next(each for each in self.session.companies if each.cif == "18547290")

    def fail(self, *faults: Fault) -> None:
        """Let these strike before the count of requests does."""
        self._faults += faults
        self.server.sandbox.faults.clear(keep_first=False)
        self.server.sandbox.faults.add([*self._faults, self._meter])

    def mend(self) -> None:
        """No faults any more."""
        self.server.sandbox.faults.clear(keep_first=False)
        self.server.sandbox.faults.add([self._meter])

    @property
    def posts(self) -> int:
        """Requests for a change that arrived, whatever became of them."""
        struck = sum(1 - fault.count for fault in self._faults if fault.method == "POST")
        return _PLENTY - self._meter.count + struck

    def book(self, name: str) -> Invoice:
        """The sandbox's own record."""
        found = self.server.ledger.find(self.ids[name])
        assert found is not None
        return found

    def add_storno_draft(self, name: str) -> None:
        """A colleague prepares a storno of this invoice and does not issue it yet."""
        parent, ledger = self.book(name), self.server.ledger
        draft = {
            **parent.detail,
            "id": ledger.ids.next(),
            "number": "DRAFT-storno",
            "status": "draft",
            "parentDocumentId": parent.id,
            "cancelledAt": None,
            "refundInvoices": [],
        }
        ledger.add(draft, ledger.company_of(parent))

    def summary(self, name: str) -> InvoiceSummary:
        """The row as a list would have it."""
        read = self.house.services.invoices.open(self.company, self.ids[name])
        detail = self.house.io.wait(read, timeout=30).detail
        assert isinstance(detail, Evidence)
        return detail.value.summary

    def frame(
        self, invoice: InvoiceSummary, delays: tuple[int, ...] = (LONG_MS,), guard_ms: int = 0
    ) -> ActFrame:
        """What a dialog about this invoice stands on."""
        return ActFrame(
            io=self.house.io,
            company=self.company,
            invoice=invoice,
            now=self.house.clock,
            guard_ms=guard_ms,
            look_delays_ms=delays,
            farewell_ms=0,
        )

    def cancelling(
        self,
        name: str,
        *,
        summary: InvoiceSummary | None = None,
        reason: str = "",
        delays: tuple[int, ...] = (LONG_MS,),
        guard_ms: int = 0,
    ) -> CancelDialog:
        """The dialog opened for this invoice, with everything read."""
        dialog = CancelDialog(
            self.frame(summary or self.summary(name), delays, guard_ms),
            self.house.services.cancellation,
            links=self.house.services.links,
            reason=reason,
        )
        return self._open(dialog)

    def restoring(
        self, name: str, *, summary: InvoiceSummary | None = None, delays: tuple[int, ...] = (LONG_MS,)
    ) -> RestoreDialog:
        """The dialog opened for this invoice, with everything read."""
        dialog = RestoreDialog(
            self.frame(summary or self.summary(name), delays),
            self.house.services.restoration,
        )
        dialog.reason_field.edit.setPlainText(WHY)
        return self._open(dialog)

    def reversing(
        self, name: str, *, summary: InvoiceSummary | None = None, delays: tuple[int, ...] = (LONG_MS,)
    ) -> StornoDialog:
        """The dialog opened for this invoice, with everything read."""
        dialog = StornoDialog(
            self.frame(summary or self.summary(name), delays),
            self.house.services.storno,
        )
        return self._open(dialog)

    def _open(self, dialog: D) -> D:
        # Tests look at the dialog after it closed; the program does not.
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.qtbot.addWidget(dialog)
        dialog.open()
        dialog.activateWindow()
        self.qtbot.waitUntil(dialog.safe_button.hasFocus)
        self.qtbot.waitUntil(lambda: not dialog.is_looking)
        return dialog

    def make_ready(self, dialog: CancelDialog, reason: str = REASON) -> None:
        """Answer the question, take note of every warning, give the reason."""
        dialog.reason_field.edit.setPlainText(reason)
        dialog.question.button(Reached.NO).click()
        for box in dialog.findings.ticks.values():
            box.click()
        self.qtbot.waitUntil(dialog.act_button.isEnabled)

    def settle_down(self, dialog: ActDialog) -> None:
        """Wait until neither a request nor a reading is under way."""
        self.qtbot.waitUntil(lambda: not dialog.is_busy and not dialog.is_looking)


def heard(spy: QSignalSpy) -> list[object]:
    """What a signal with one value brought, in order."""
    return [spy.at(index)[0] for index in range(spy.count())]


@contextmanager
def signed_in(
    qtbot: QtBot,
    dialect: DialectName = "observed",
    email: str = "contabil@exemplu.ro",
    policy: Policy = ALONE,
) -> Iterator[Desk]:
    """A desk for the time of one test."""
    with SandboxServer(SandboxSettings(seed=SEED, dialect=dialect)) as server:
        address = parse_server_address(server.url)
        assert isinstance(address, ServerAddress)
        house = furnish(policy=policy)
        try:
            password = next(str(each["password"]) for each in server.accounts if each["email"] == email)
            session = house.io.wait(house.services.sessions.sign_in(address, email, password), timeout=30)
            assert isinstance(session, Session)
            yield Desk(qtbot, server, house, session)
        finally:
            house.close()
