"""Brings a supervisor to a restore that waits for one: signs them in beside the operator, hears them, sees them off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from storno_desktop.io_thread import IoThread
from storno_desktop.ui.guard_time import GUARD_MS
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.sign_in_desk import SupervisorSignInDesk

if TYPE_CHECKING:
    # Loaded when a supervisor is asked for.
    from storno_desktop.domain.evidence import Evidence
    from storno_desktop.domain.invoice import Invoice
    from storno_desktop.domain.session import Company
    from storno_desktop.service.case import Case
    from storno_desktop.service.desk_supervision import DeskSupervision
    from storno_desktop.service.services import Services
    from storno_desktop.service.session import Session
    from storno_desktop.ui.approval_dialog import ApprovalDialog
    from storno_desktop.ui.restore_dialog import RestoreDialog
    from storno_desktop.ui.sign_in_dialog import SignInDialog


class SupervisionDesk(QObject):
    """One supervisor at a time. `restored` brings the invoice after success, `left_open` the intent of a restore whose
    outcome nobody knows yet, `seen` every newer reading; `elsewhere_asked` the dialog whose supervisor is not at the
    desk, and its case."""

    restored = Signal(object)  # Evidence[Invoice]
    left_open = Signal(object)  # Intent
    seen = Signal(object)  # Evidence[Invoice]
    elsewhere_asked = Signal(object, object)  # RestoreDialog, Case

    def __init__(
        self,
        io: IoThread,
        services: Services,
        preferences: Preferences,
        clock: Callable[[], datetime],
        guard_ms: int = GUARD_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._io, self._services, self._preferences, self._clock = io, services, preferences, clock
        self._guard_ms = guard_ms

    def bring(
        self, dialog: RestoreDialog, session: Session, company: Company, case: Case
    ) -> SignInDialog | None:
        """Ask a supervisor in for what this dialog wants; None where the invoice is not known."""
        from storno_desktop.ui.sign_in_dialog import SignInDialog

        if case.facts.invoice is None:
            return None
        supervision = self._services.supervise()
        desk = SupervisorSignInDesk(self._preferences, self._services.policy, session.server)
        sign_in = SignInDialog(self._io, supervision.sessions, desk=desk, parent=dialog)
        sign_in.signed_in.connect(
            lambda supervisor: self._hear(dialog, session, company, case, supervision, supervisor)
        )
        sign_in.elsewhere_asked.connect(lambda: self._go_elsewhere(sign_in, dialog, case))
        sign_in.rejected.connect(lambda: self._see_off(supervision))
        sign_in.finished.connect(sign_in.deleteLater)
        sign_in.open()
        return sign_in

    # -------------------------------------------------------------------------------------- inside

    def _go_elsewhere(self, sign_in: SignInDialog, dialog: RestoreDialog, case: Case) -> None:
        sign_in.reject()
        self.elsewhere_asked.emit(dialog, case)

    def _hear(
        self,
        dialog: RestoreDialog,
        session: Session,
        company: Company,
        case: Case,
        supervision: DeskSupervision,
        supervisor: Session,
    ) -> ApprovalDialog | None:
        from storno_desktop.domain.supervision import Requester
        from storno_desktop.ui.act_frame import ActFrame
        from storno_desktop.ui.approval_dialog import ApprovalDialog

        invoice = case.facts.invoice
        if invoice is None:
            return None
        approval = ApprovalDialog(
            ActFrame(
                io=self._io,
                company=company,
                invoice=invoice.summary,
                now=self._clock,
                parent=dialog,
                guard_ms=self._guard_ms,
            ),
            supervision,
            asked_by=Requester.of(session.user),
            supervisor=Requester.of(supervisor.user),
            reason=dialog.reason_field.text,
            reached=case.facts.reached,
        )
        done: list[Evidence[Invoice]] = []
        approval.done.connect(done.append)
        approval.seen.connect(self.seen)
        approval.unsettled.connect(self.left_open)
        approval.refused.connect(dialog.told_no)

        def ended(_result: int) -> None:
            self._see_off(supervision)
            if done:
                self.restored.emit(done[0])
                dialog.go_on(done[0])

        approval.finished.connect(ended)
        approval.open()
        return approval

    def _see_off(self, supervision: DeskSupervision) -> None:
        self._io.commit(self._services.see_off(supervision), lambda _none: None, owner=self)
