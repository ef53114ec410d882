"""The program's own window before a sandbox with the recorded invoices: what a person has on the desk."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from storno_desktop.app.furnishing import House, furnish
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.restore_rules import RestoreRules, WhenApproved
from storno_desktop.domain.server_address import ServerAddress, parse_server_address
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import DialectName, SandboxSettings
from storno_desktop.service.policy import Policy
from storno_desktop.service.session import Session
from storno_desktop.ui.act_dialog import ActDialog
from storno_desktop.ui.cancel_dialog import CancelDialog
from storno_desktop.ui.chip import Chip
from storno_desktop.ui.invoice_detail import InvoiceDetailPane
from storno_desktop.ui.invoice_model import Cell
from storno_desktop.ui.main_window import MainWindow
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.problem_banner import ProblemBanner
from storno_desktop.ui.restore_dialog import RestoreDialog
from storno_desktop.ui.sign_in_dialog import SignInDialog
from storno_desktop.ui.storno_dialog import StornoDialog

SEED = Path(__file__).parents[1] / "data" / "storno" / "seed.json"
WORLD = json.loads(SEED.read_bytes())
NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
"""Ten minutes after the recorded data was made; everybody's clock stands still there."""
BAKERY = "019a0002-0000-7000-8000-000000000001"
BUILDERS = "019a0002-0000-7000-8000-000000000002"
ACCOUNTANT = "contabil@exemplu.ro"
PASSWORD: str = WORLD["password"]
IDS = {each["key"]: InvoiceId(each["detail"]["id"]) for each in WORLD["invoices"].values()}
"""The ids of the recorded invoices by their names."""

LIST = "/api/v1/invoices"
DETAIL = "/api/v1/invoices/*-*-*-*-????????????"
CANCEL = "/api/v1/invoices/*/cancel"
RESTORE = "/api/v1/invoices/*/restore"
LOGIN = "/api/auth"
CANCELLABLE, RESTORABLE, PASSED, OUTGOING, INCOMING = range(5)
"""Where the views stand in the pane on the left."""
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NEVER_MS = 1 << 30
"""Nothing is read ahead where a test does not ask for it."""
_PLENTY = 10_000
WHY = "Anulată din greșeală"
"""The reason for a restore."""
ALONE = Policy(restore=RestoreRules(approval=WhenApproved.NEVER))
"""An office that asks for no supervisor."""

D = TypeVar("D", bound=ActDialog)


def has_gone(window: QWidget) -> bool:
    """Closed, whether or not its deletion, which follows in its own time, has come to pass."""
    return not isValid(window) or not window.isVisible()


class Office:
    """One window, its I/O thread and the server that it talks to."""

    def __init__(self, qtbot: QtBot, server: SandboxServer, house: House, preferences: Preferences) -> None:
        self.qtbot, self.server, self.house, self.preferences = qtbot, server, house, preferences
        self.window = self.open_window()

    def open_window(self, width: int = 1440, height: int = 900) -> MainWindow:
        """Another window on the same house."""
        house = self.house
        window = MainWindow(
            house.io,
            house.services,
            house.reader,
            self.preferences,
            house.clock,
            guard_ms=0,
            seconds=lambda: 0.0,
            quiet_ms=NEVER_MS,
        )
        self.qtbot.addWidget(window)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        return window

    def session_of(self, email: str = ACCOUNTANT) -> Session:
        """Signed in, not yet shown."""
        address = parse_server_address(self.server.url)
        assert isinstance(address, ServerAddress)
        answer = self.house.io.wait(self.house.services.sessions.sign_in(address, email, PASSWORD), 30)
        assert isinstance(answer, Session)
        return answer

    def enter(self, email: str = ACCOUNTANT, company: str = BAKERY) -> None:
        """Signed in, the list filled, the first details read."""
        self.preferences.company_id = company
        self.window.enter(self.session_of(email))
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is on its way to the window."""
        window = self.window
        self.qtbot.waitUntil(lambda: not window.is_busy, timeout=20_000)

    # ------------------------------------------------------------------------------------ the server's side

    def fail(self, *faults: Fault) -> None:
        """Only these faults from now on; none takes all away."""
        self.server.sandbox.faults.clear(keep_first=False)
        self.server.sandbox.faults.add(faults)

    def meter(self, method: str, path: str) -> Callable[[], int]:
        """How many such requests came since; forgets all faults."""
        fault = Fault("delay", method=method, path=path, count=_PLENTY)
        self.server.sandbox.faults.clear(keep_first=False)
        self.server.sandbox.faults.add([fault])
        return lambda: _PLENTY - fault.count

    def book(self, name: str) -> Invoice:
        """The server's own record of an invoice."""
        found = self.server.ledger.find(IDS[name])
        assert found is not None
        return found

    def set_status(self, name: str, status: str) -> None:
        """A colleague, or ANAF, changes an invoice behind our back."""
        self.book(name).detail["status"] = status

    # ------------------------------------------------------------------------------------ what a person sees

    def numbers(self) -> list[str]:
        """The numbers in the table from top to bottom."""
        return [self.text(row, Cell.NUMBER) for row in range(self.window.list.model.rowCount())]

    def text(self, row: int, cell: Cell) -> str:
        return str(self.window.list.model.index(row, cell).data() or "")

    def row(self, name: str) -> int:
        """Where an invoice stands."""
        found = self.window.list.model.position_of(IDS[name])
        assert found is not None, f"{name} is not in the list"
        return found

    def cell(self, name: str, cell: Cell) -> QModelIndex:
        return self.window.list.model.index(self.row(name), cell)

    def chips(self) -> list[Chip]:
        """The filters in force."""
        QApplication.processEvents()  # a layout shows new children in its own time
        return [chip for chip in self.window.list.filters.findChildren(Chip) if not chip.isHidden()]

    @property
    def notice(self) -> str:
        """What the bar at the bottom says now."""
        return self.window.notices.text if self.window.notices.isVisible() else ""

    @property
    def banner(self) -> ProblemBanner:
        """Where the list tells its problems."""
        return self.window.list.banner

    @property
    def detail_banner(self) -> ProblemBanner:
        """Where the details tell theirs."""
        found = self.window.findChild(InvoiceDetailPane)
        assert found is not None
        return next(each for each in found.findChildren(ProblemBanner))

    @property
    def queues(self) -> QListWidget:
        found = self.window.views.findChild(QListWidget)
        assert isinstance(found, QListWidget)
        return found

    # ------------------------------------------------------------------------------------ what a person does

    def view(self, position: int) -> None:
        """Choose a view on the left."""
        self.window.views.choose(position)
        self.settle()

    def go_to(self, name: str) -> None:
        """The cursor on an invoice, its details read."""
        self.view(OUTGOING)
        assert self.window.list.pick(IDS[name])
        self.settle()

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        at: QWidget | None = None,
    ) -> None:
        """Press a key where a person would be: in the list, or `at` another place."""
        if at is None:
            self.come_back()
        QTest.keyClick(at or self.window.list.table, key, modifier)

    def come_back(self) -> None:
        """The window in front again and the list in focus, as a window system would have it after a dialog."""
        self.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        self.window.activateWindow()
        self.window.list.table.setFocus()
        self.qtbot.waitUntil(self.window.list.table.hasFocus)

    def search(self, text: str) -> None:
        """Type into the search field, letter by letter."""
        field = self.window.list.filters.search
        field.clear()
        type_text(field, text)

    def cancel_dialog(self) -> CancelDialog:
        """The dialog that is open, with everything read."""
        return self._looked(self.window.findChildren(CancelDialog)[-1])

    def restore_dialog(self) -> RestoreDialog:
        """The dialog that is open, with everything read."""
        return self._looked(self.window.findChildren(RestoreDialog)[-1])

    def storno_dialog(self) -> StornoDialog:
        """The dialog that is open, with everything read."""
        return self._looked(self.window.findChildren(StornoDialog)[-1])

    def answer(self, dialog: ActDialog, reason: str = "") -> None:
        """The question answered, every warning noted, the reason typed."""
        if dialog.question.isVisible():
            dialog.question.button(Reached.NO).click()
        for box in dialog.findings.ticks.values():
            box.click()
        if isinstance(dialog, RestoreDialog):
            dialog.reason_field.edit.setFocus()
            type_text(dialog.reason_field.edit, reason or WHY)
        if isinstance(dialog, CancelDialog):
            dialog.reason_field.edit.setFocus()
            type_text(dialog.reason_field.edit, reason)
        self.qtbot.waitUntil(dialog.act_button.isEnabled)

    def sign_in_dialog(self) -> SignInDialog:
        return self.window.findChildren(SignInDialog)[-1]

    def _looked(self, dialog: D) -> D:
        self.qtbot.waitUntil(lambda: not dialog.is_looking and dialog.case is not None, timeout=20_000)
        return dialog


def type_text(field: QWidget, text: str) -> None:
    """Key by key; QTest knows no Romanian letters."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def said(widget: QWidget) -> str:
    """All words that a person reads in this part of the window."""
    QApplication.processEvents()  # a layout shows new children in its own time
    shown = [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    return "\n".join(shown)


@contextmanager
def opened(
    qapp: QApplication,
    qtbot: QtBot,
    folder: Path,
    *,
    dialect: DialectName = "observed",
    latency_ms: int = 0,
    cache: Path | None = None,
    journal: Path | None = None,
    policy: Policy = ALONE,
) -> Iterator[Office]:
    """An office for the time of one test; nobody is signed in. With `cache` it keeps copies on the disk."""
    settings = SandboxSettings(seed=SEED, dialect=dialect, now=NOW, dates="as-is", latency_ms=latency_ms)
    with SandboxServer(settings) as server:
        house = furnish(lambda: NOW, cache=cache, journal=journal, policy=policy)
        office = Office(qtbot, server, house, Preferences(folder / "settings.ini"))
        try:
            yield office
        finally:
            office.window.close()
            house.close()
            qapp.processEvents()
