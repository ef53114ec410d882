"""What is still to be checked: knows of it, opens it, and reminds of windows that close soon."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceSummary
from storno_desktop.domain.listview import CLOSING_DAYS, QueueCounts
from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.preferences import Preferences

if TYPE_CHECKING:
    # Loaded behind the first rows, or when it is opened.
    from storno_desktop.service.after_restore import ToBeChecked
    from storno_desktop.service.services import Services
    from storno_desktop.ui.after_restore_view import AfterRestoreView
    from storno_desktop.ui.follow_up_dialog import FollowUpDialog


class FollowUpDesk(QObject):
    """`changed` brings the ids of all that is to be checked in the company on show; `page_asked` the id of an invoice
    whose page is wanted, `sheet_asked` a record that is wanted on paper and the view that asks; `closing` a sentence
    about windows that close soon, once a day and company.
    """

    changed = Signal(object)  # frozenset[InvoiceId]
    page_asked = Signal(object)  # InvoiceId
    sheet_asked = Signal(object, object)  # ActRecord, AfterRestoreView
    closing = Signal(str)

    def __init__(self, io: IoThread, services: Services, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._io, self._services, self._preferences, self._window = io, services, preferences, window
        self._company: Company | None = None
        self._is_ready = False
        self._after_restore: frozenset[InvoiceId] = frozenset()
        self._ticket: Ticket[Any] | None = None
        self.button = QPushButton(self.tr("After the restore…"))
        self.button.setAutoDefault(False)
        self.button.hide()
        set_icon(self.button, "checklist")

    def begin(self) -> None:
        """The journal is open, or another act came to an end: see what is to be checked."""
        self._is_ready = True
        self._look()

    def follow(self, company: Company | None) -> None:
        """This company is on show now."""
        if company is not self._company:
            self._company = company
            self._learn(frozenset(), frozenset())
            self._look()

    def show_for(self, invoice: InvoiceSummary | None) -> None:
        """The cursor is on this row."""
        self.button.setVisible(invoice is not None and invoice.id in self._after_restore)

    def open(self, invoice: InvoiceSummary) -> FollowUpDialog | None:
        """Show what is left to do about this invoice; None where no company is on show."""
        from storno_desktop.ui.follow_up_dialog import FollowUpDialog

        if self._company is None:
            return None
        view = self.view_of(self._company, invoice.id, self._window)
        dialog = FollowUpDialog(invoice.number, self._company, view, self._window)
        dialog.open()
        return dialog

    def view_of(self, company: Company, invoice_id: InvoiceId, parent: QWidget) -> AfterRestoreView:
        """What is left to do about this invoice, for the dialog that has just restored it."""
        from storno_desktop.ui.after_restore_view import AfterRestoreView

        view = AfterRestoreView(self._io, self._services.after_restore, company, invoice_id, parent)
        view.changed.connect(self._look)
        view.page_asked.connect(self.page_asked)
        view.sheet_asked.connect(lambda record: self.sheet_asked.emit(record, view))
        return view

    def nudge(self, counts: QueueCounts, today: date) -> None:
        """Rows are up to date: tell of windows that close soon, unless that was told today."""
        company = self._company
        if company is None or not counts.closing or self._preferences.nudged_on(company.id) == today:
            return
        self._preferences.note_nudge(company.id, today)
        sentence = self.tr(
            "%n cancelled invoice(s) can be restored for %1 more days at most.", "", counts.closing
        )
        self.closing.emit(sentence.replace("%1", str(CLOSING_DAYS)))

    # -------------------------------------------------------------------------------------- inside

    def _look(self) -> None:
        if self._ticket is not None:
            self._ticket.drop()
            self._ticket = None
        company = self._company
        if company is None or not self._is_ready:
            return
        work = self._services.after_restore.to_be_checked(company)
        self._ticket = self._io.run(work, self._looked, owner=self)

    def _looked(self, found: ToBeChecked) -> None:
        self._ticket = None
        self._learn(found.follow_ups, found.ids)

    def _learn(self, after_restore: frozenset[InvoiceId], everything: frozenset[InvoiceId]) -> None:
        self._after_restore = after_restore
        self.changed.emit(everything)
