"""Where an act begins and ends: opens the dialogs, keeps what was typed, knows whose outcome is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from storno_desktop.domain.calendar import day_in_bucharest
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceSummary
from storno_desktop.domain.restore_rules import WhenApproved
from storno_desktop.domain.session import Company, User
from storno_desktop.io_thread import IoThread
from storno_desktop.ui.act_gate import ActGate
from storno_desktop.ui.guard_time import GUARD_MS
from storno_desktop.ui.reason_shelf import ReasonShelf
from storno_desktop.ui.words import Words

if TYPE_CHECKING:
    # Imported when they are opened: start-up loads nothing that it does not show.
    from storno_desktop.domain.act import Intent
    from storno_desktop.service.services import Services
    from storno_desktop.ui.act_frame import ActFrame
    from storno_desktop.ui.cancel_dialog import CancelDialog
    from storno_desktop.ui.restore_dialog import RestoreDialog
    from storno_desktop.ui.storno_dialog import StornoDialog


class ActDesk(QObject):
    """Opens a dialog for one invoice, or says why there is nothing to open.

    `cancelled` and `restored` bring the invoice as the server has it; `seen` every newer reading of it on
    the way; `left_open` the intent of an act whose outcome nobody knows yet; `unsettled_changed` the ids of
    all such invoices; `journal_needed` the dialog that cannot send because the journal is not open,
    `supervisor_needed` the one whose act waits for a second person; `reversed` the outcome of a storno that was made;
    `page_asked` the id of a document to show in the web application.
    """

    cancelled = Signal(object)  # Evidence[Invoice]
    restored = Signal(object)  # Evidence[Invoice]
    reversed = Signal(object)  # Done
    page_asked = Signal(object)  # InvoiceId
    seen = Signal(object)  # Evidence[Invoice]
    left_open = Signal(object)  # Intent
    unsettled_changed = Signal(object)  # frozenset[InvoiceId]
    sign_in_needed = Signal(object)  # the dialog that waits for it
    journal_needed = Signal(object, object)  # the dialog, JournalStanding
    supervisor_needed = Signal(object, object)  # the RestoreDialog, its Case

    def __init__(
        self,
        io: IoThread,
        services: Services,
        clock: Callable[[], datetime],
        words: Words,
        window: QWidget,
        shelf: ReasonShelf,
        guard_ms: int = GUARD_MS,
        afterwards: Callable[[Company, InvoiceId, QWidget], QWidget] | None = None,
    ) -> None:
        """`afterwards` makes what a restore dialog shows once it is done."""
        super().__init__()
        self._afterwards = afterwards
        self._io = io
        self._services = services
        self._clock = clock
        self._window = window
        self._guard_ms = guard_ms
        supervised = services.policy.restore.approval is WhenApproved.ALWAYS
        self._gate = ActGate(words, services.bar, is_supervised=supervised)
        self._unsettled: set[InvoiceId] = set()
        self._shelf = shelf
        self._writing: dict[InvoiceId, CancelDialog] = {}
        self._on_show: set[InvoiceId] = set()

    def inherit(self, other: ActDesk) -> None:
        """Go on where another desk stopped: a window that is built anew forgets nothing."""
        self._unsettled = set(other._unsettled)
        self._shelf.inherit(other._shelf)
        self.unsettled_changed.emit(frozenset(self._unsettled))

    @property
    def unsettled(self) -> frozenset[InvoiceId]:
        """The invoices with an act whose outcome is open."""
        return frozenset(self._unsettled)

    def set_unsettled(self, ids: frozenset[InvoiceId]) -> None:
        """These are open by the journal; what a dialog is just looking at is its own to tell."""
        known = (ids - self._on_show) | (self._unsettled & self._on_show)
        if known != self._unsettled:
            self._unsettled = set(known)
            self.unsettled_changed.emit(known)

    def has_dialog(self, invoice_id: InvoiceId) -> bool:
        """Whether a dialog about this invoice is open."""
        return invoice_id in self._on_show

    def is_unsettled(self, invoice: InvoiceSummary | None) -> bool:
        """Whether an act on this invoice has an open outcome."""
        return invoice is not None and invoice.id in self._unsettled

    def why_not_cancel(self, invoice: InvoiceSummary | None, company: Company, user: User) -> str:
        """Why the cancel dialog is not opened for this row; "" where it is."""
        if self.is_unsettled(invoice):
            return ""
        return self._gate.why_not_cancel(invoice, company, user, self._today())

    def why_not_restore(self, invoice: InvoiceSummary | None, company: Company, user: User) -> str:
        """Why the restore dialog is not opened for this row; "" where it is."""
        return "" if self.is_unsettled(invoice) else self._gate.why_not_restore(invoice, company, user)

    def why_not_storno(self, invoice: InvoiceSummary | None, company: Company, user: User) -> str:
        """Why the storno dialog is not opened for this row; "" where it is."""
        if self.is_unsettled(invoice):
            return ""
        return self._gate.why_not_storno(invoice, company, user, self._today())

    def open_cancel(self, invoice: InvoiceSummary, company: Company) -> CancelDialog:
        """Ask whether to cancel; a reason that was typed for this invoice before stands there again."""
        from storno_desktop.ui.cancel_dialog import CancelDialog

        shelf = self._shelf
        kept = shelf.kept(company, invoice.id)
        is_prepared = kept is not None and kept.is_prepared
        dialog = CancelDialog(
            self._frame(invoice, company),
            self._services.cancellation,
            links=self._services.links,
            reason=shelf.text(company, invoice.id),
            presets=shelf.presets,
            recent=shelf.recent(company),
            prepared=kept if is_prepared else None,
        )
        dialog.reason_kept.connect(lambda text: shelf.keep(company, invoice.id, text))
        dialog.recent_forgotten.connect(lambda: shelf.forget_recent(company))
        dialog.discarded.connect(lambda: shelf.discard(company, invoice.id))
        dialog.finished.connect(lambda _result: self._writing.pop(invoice.id, None))
        self._writing[invoice.id] = dialog
        dialog.page_asked.connect(self.page_asked)
        dialog.storno_asked.connect(lambda summary: self._storno_instead(dialog, summary, company))
        dialog.done.connect(self.cancelled)  # before all else: the row follows at once
        dialog.done.connect(lambda _evidence: shelf.sent(company, invoice.id, was_prepared=is_prepared))
        self._open(dialog, invoice.id)
        return dialog

    def keep_texts(self) -> None:
        """The window goes: what is typed in a dialog that is open is kept."""
        for dialog in self._writing.values():
            dialog.keep_reason()

    def open_restore(self, invoice: InvoiceSummary, company: Company) -> RestoreDialog:
        """Ask whether to restore."""
        from storno_desktop.ui.restore_dialog import RestoreDialog

        dialog = RestoreDialog(
            self._frame(invoice, company),
            self._services.restoration,
            afterwards=self._afterwards,
        )
        dialog.done.connect(self.restored)
        dialog.supervisor_needed.connect(lambda case: self.supervisor_needed.emit(dialog, case))
        self._open(dialog, invoice.id)
        return dialog

    def open_storno(self, invoice: InvoiceSummary, company: Company) -> StornoDialog:
        """Ask whether to reverse it by a storno draft."""
        from storno_desktop.ui.storno_dialog import StornoDialog

        dialog = StornoDialog(
            self._frame(invoice, company),
            self._services.storno,
        )
        dialog.created.connect(self.reversed)
        dialog.page_asked.connect(self.page_asked)
        self._open(dialog, invoice.id)
        return dialog

    # -------------------------------------------------------------------------------------- inside

    def _frame(self, invoice: InvoiceSummary, company: Company) -> ActFrame:
        from storno_desktop.ui.act_frame import ActFrame

        return ActFrame(
            io=self._io,
            company=company,
            invoice=invoice,
            now=self._clock,
            parent=self._window,
            guard_ms=self._guard_ms,
        )

    def _storno_instead(self, dialog: CancelDialog, invoice: InvoiceSummary, company: Company) -> None:
        dialog.reject()
        self.open_storno(invoice, company)

    def _open(self, dialog: CancelDialog | RestoreDialog | StornoDialog, invoice_id: InvoiceId) -> None:
        # The dialog tells of an open outcome before it tells that it is finished; without that, none is open.
        still_open: list[Intent] = []
        self._on_show.add(invoice_id)
        dialog.unsettled.connect(still_open.append)
        dialog.finished.connect(lambda _result: self._closed(invoice_id, still_open))
        dialog.sign_in_needed.connect(lambda: self.sign_in_needed.emit(dialog))
        dialog.journal_needed.connect(lambda standing: self.journal_needed.emit(dialog, standing))
        dialog.seen.connect(self.seen)
        dialog.open()

    def _closed(self, invoice_id: InvoiceId, still_open: list[Intent]) -> None:
        self._on_show.discard(invoice_id)
        known = invoice_id in self._unsettled
        if bool(still_open) != known:
            self._unsettled ^= {invoice_id}
            self.unsettled_changed.emit(frozenset(self._unsettled))
        for intent in still_open[:1]:
            self.left_open.emit(intent)

    def _today(self) -> date:
        return day_in_bucharest(self._clock())
