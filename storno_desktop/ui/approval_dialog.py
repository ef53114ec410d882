"""The supervisor's part of a restore: the checks as their own account reads them, both names, yes or no."""

from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from storno_desktop.domain.facts import Reached
from storno_desktop.domain.finding import Check, Verdict
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.supervision import Objection, Requester
from storno_desktop.service.case import ActOutcome, Case, NotAllowed, OutcomeUnknown
from storno_desktop.service.inquiry import unread
from storno_desktop.service.supervision import Hearing, Supervision
from storno_desktop.ui.act_dialog import ActDialog, ActTexts
from storno_desktop.ui.act_frame import ActFrame
from storno_desktop.ui.comment_field import CommentField
from storno_desktop.ui.findings_view import FindingRow, FindingsView
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import SPACE_S, Tone, secondary_font, set_tone, strong_font
from storno_desktop.ui.words import Sign

_TICK_MS = 500
_LEAST_COMMENT = 10


class ApprovalDialog(ActDialog):
    """Restores in the supervisor's name once they approve.

    `reason` is the operator's; `reached` their answer about the client, None where the supervisor is to give it. `refused` brings the supervisor's comment.
    Closing it without either changes nothing.
    """

    refused = Signal(str, str)  # who, comment

    def __init__(
        self,
        frame: ActFrame,
        supervision: Supervision,
        *,
        asked_by: Requester,
        supervisor: Requester,
        reason: str,
        reached: Reached | None,
    ) -> None:
        super().__init__(frame, supervision.restoration, _texts(frame.invoice.number))
        self._supervision, self._reason, self._reached = supervision, reason, reached
        self._asked_by, self._supervisor = asked_by, supervisor
        self._hearing: Hearing | None = None
        self._findings = FindingsView(headed=True, parent=self._form)
        self.people = plain_label(wraps=True, parent=self._form)
        self.typed = QLineEdit(self._form)
        self.comment = CommentField(
            self.tr("Comment, if you refuse"),
            self.tr("The person who asked reads it; it is kept in the journal."),
            _LEAST_COMMENT,
            self._form,
        )
        self.refuse_button = QPushButton(self.tr("&Refuse"), self._form)
        self.countdown = plain_label(font=secondary_font(), parent=self._form)
        self.extend_button = QPushButton(self.tr("E&xtend"), self._form)
        self._typed_line = self._number_line(frame.invoice.number)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._fill_form()
        self._ticking.timeout.connect(self._tick)
        self._findings.acknowledged.connect(self.note)
        self.typed.textChanged.connect(lambda _text: self.refresh())
        self.comment.changed.connect(self._show_refusal)
        self.refuse_button.clicked.connect(lambda _on=False: self._refuse())
        self.extend_button.clicked.connect(lambda _on=False: self._extend())
        self.consequences.hide()
        self.question.setVisible(self.asks_about_client())
        self.present(None)
        self.refresh()
        self._show_refusal()
        self._ticking.start()

    @property
    def findings(self) -> FindingsView:
        return self._findings

    @property
    def hearing(self) -> Hearing | None:
        """What the supervisor has before them."""
        return self._hearing

    def asks_about_client(self) -> bool:
        return self._reached is None

    def answer_given(self) -> Reached | None:
        return self.question.answer if self._reached is None else self._reached

    def looking(self) -> Coroutine[Any, Any, Case | OutcomeUnknown]:
        return self._hear(self.answer_given())

    def present(self, case: Case | None) -> None:
        if case is None:
            waiting = self.words.waiting
            self.advice.show_advice(
                Sign(waiting.icon, self.tr("Checking with the supervisor's account …"), Tone.NEUTRAL)
            )
            self._findings.show_rows((), frozenset())
            return
        objections = () if self._hearing is None else self._hearing.objections
        alone = self._hearing is not None and self._hearing.alone
        if objections and not alone:
            sentence = " ".join(self._objection(each) for each in objections)
            self.advice.show_advice(Sign("blocks", sentence, Tone.DANGER))
        elif alone:
            self.advice.show_advice(
                Sign(
                    "warning",
                    self.tr(
                        "You confirm alone, as your organisation allows. It is recorded as not supervised."
                    ),
                    Tone.WARNING,
                )
            )
        elif case.assessment.stopped:
            self.advice.show_advice(
                Sign("blocks", self.tr("It cannot be restored: see the checks."), Tone.DANGER)
            )
        elif case.assessment.warnings:
            self.advice.show_advice(
                Sign("warning", self.tr("Something needs a closer look before you approve."), Tone.WARNING)
            )
        else:
            self.advice.show_advice(
                Sign(
                    "allowed",
                    self.tr("Nothing stands against it. Approve only what you have seen."),
                    Tone.NEUTRAL,
                )
            )
        rows = [self.row(each) for each in case.assessment.findings if each.verdict is not Verdict.CLEAR]
        clear = [self.words.title(e.check) for e in case.assessment.findings if e.verdict is Verdict.CLEAR]
        if clear:
            allowed = self.words.sign(Verdict.CLEAR)
            title = self.tr("All others") if rows else self.tr("All checks")
            rows.append(FindingRow(title, allowed, ", ".join(clear)))
        self._findings.show_rows(rows, self.noted)
        self._typed_line.setVisible(self._needs_number(case))
        self._show_countdown()

    def still_missing(self) -> str:
        hearing, case = self._hearing, self.case
        if hearing is None or case is None:
            return self.tr("The invoice has not been checked.")
        if not hearing.may_approve:
            return self.tr("You cannot approve this restore: see above.")
        if hearing.alone and self._supervision.waits > 0:
            minutes, seconds = divmod(int(self._supervision.waits) + 1, 60)
            return filled(self.tr("You may confirm in %1."), f"{minutes}:{seconds:02}")
        if self._supervision.lasts <= 0:
            return self.tr("These checks are too old to approve. Check again.")
        if self._needs_number(case) and self.typed.text().strip() != self._invoice.number:
            return filled(self.tr("Type the number %1."), self._invoice.number)
        return ""

    def send(self, case: Case, acknowledged: frozenset[Check]) -> Coroutine[Any, Any, ActOutcome]:
        hearing = self._hearing
        if hearing is None:
            raise RuntimeError("approved what nobody has heard")
        return self._approve(
            Hearing(case, hearing.supervisor, hearing.objections, hearing.alone), acknowledged
        )

    def why_not_allowed(self, why: str) -> str:
        if why in {"approval_expired", "approval_void", "approval_used"}:
            return self.tr(
                "Things changed since the approval, or it took too long. Check again and approve anew."
            )
        if why == "request_replayed":
            return self.tr("The request has been answered meanwhile.")
        if why == "reason_too_short":
            return self.tr("The reason for restoring is too short for the rules of your organisation.")
        return super().why_not_allowed(why)

    # -------------------------------------------------------------------------------------- inside

    async def _hear(self, reached: Reached | None) -> Case | OutcomeUnknown:
        heard = await self._supervision.hear(self._own_company, self._invoice.id, reached)
        if isinstance(heard, OutcomeUnknown):
            return heard
        if isinstance(heard, Problem):
            self._hearing = None
            service = self._supervision.restoration
            return service.case_of(self._own_company, self._invoice.id, unread(heard), reached)
        self._hearing = heard
        return heard.case

    async def _approve(self, hearing: Hearing, acknowledged: frozenset[Check]) -> ActOutcome:
        approval = self._supervision.approve(hearing)
        if approval is None:
            return NotAllowed("approval_expired")
        return await self._supervision.restore(approval, hearing, acknowledged, self._reason)

    def _refuse(self) -> None:
        hearing = self._hearing
        if hearing is None or self.comment.shortfall() or self.is_busy:
            return
        comment = self.comment.text
        self.set_busy(self.tr("Writing it into the journal …"))
        work = self._supervision.refuse(hearing, self._reason, comment)
        self._io.commit(work, lambda outcome: self._refused(outcome, comment), owner=self)

    def _refused(self, outcome: ActOutcome, comment: str) -> None:
        if outcome != NotAllowed("supervisor_refused"):
            self.acted(outcome)
            return
        self.set_idle()
        self.refused.emit(self._supervisor.full, comment)
        self.reject()

    def _show_refusal(self) -> None:
        missing = self.comment.shortfall()
        self.refuse_button.setEnabled(not missing and self._hearing is not None and not self.is_busy)
        self.refuse_button.setToolTip(missing)

    def _extend(self) -> None:
        self._supervision.extend()
        self._tick()

    def _tick(self) -> None:
        self._show_countdown()
        self.refresh()
        self._show_refusal()

    def _show_countdown(self) -> None:
        left = int(self._supervision.lasts)
        heard = self._hearing is not None and not self._succeeded
        self.countdown.setVisible(heard)
        self.extend_button.setVisible(heard)
        self.extend_button.setEnabled(left > 0)
        self.countdown.setText(
            filled(self.tr("The approval expires in %1."), f"{left // 60}:{left % 60:02}")
            if left > 0
            else self.tr("Too much time has passed: check again.")
        )

    def _needs_number(self, case: Case) -> bool:
        alone = self._hearing is not None and self._hearing.alone
        return (bool(case.assessment.warnings) or alone) and not case.assessment.stopped

    def _objection(self, objection: Objection) -> str:
        match objection:
            case Objection.SAME_PERSON:
                return self.tr(
                    "The supervisor must be another person. In a browser use a private window, or the same person "
                    "comes back."
                )
            case Objection.CANCELLED_IT:
                return self.tr("Whoever cancelled the invoice cannot approve its restore.")
            case Objection.CANCELLER_UNKNOWN:
                return self.tr("Nobody can tell who cancelled the invoice, so it cannot be approved here.")
            case Objection.NO_SUPERVISOR:
                return self.tr("By the rules of your organisation this account is no supervisor.")
            case Objection.IMPERSONATED:
                return self.tr("Support staff cannot approve.")
            case Objection.NOT_PERMITTED:
                return self.tr("This account may not change invoices (invoice.edit).")
            case Objection.CANNOT_READ:
                return self.tr("This account cannot read the invoice.")
            case Objection.REQUEST_EXPIRED:
                return self.tr("The request has expired by the server's clock. Ask for a new one.")
            case Objection.REQUEST_OUTDATED:
                return self.tr("The invoice was cancelled after this request was made: ask for a new one.")

    def _fill_form(self) -> None:
        self.people.setText(
            "\n".join(
                (
                    filled(self.tr("Asked by: %1"), self._asked_by.full),
                    filled(self.tr("Supervisor: %1"), self._supervisor.full),
                    filled(self.tr("Reason: “%1”"), self._reason),
                )
            )
        )
        self.people.setFont(strong_font())
        for each in (self.refuse_button, self.extend_button):
            each.setAutoDefault(False)
        set_tone(self.countdown, Tone.NEUTRAL)
        clock = QHBoxLayout()
        clock.setSpacing(SPACE_S)
        clock.addWidget(self.countdown)
        clock.addWidget(self.extend_button)
        clock.addStretch(1)
        refusal = QVBoxLayout()
        refusal.setSpacing(SPACE_S)
        refusal.addWidget(self.comment)
        no = QHBoxLayout()
        no.addStretch(1)
        no.addWidget(self.refuse_button)
        refusal.addLayout(no)
        for part in (self.people, self.advice, self._findings, self.question, self._typed_line):
            self.form.addWidget(part)
        self.form.addLayout(clock)
        self.form.addLayout(refusal)

    def _number_line(self, number: str) -> QWidget:
        line = QWidget(self._form)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        label = plain_label(filled(self.tr("Type the number %1 to confirm:"), number), parent=line)
        label.setBuddy(self.typed)
        self.typed.setAccessibleName(label.text())
        row.addWidget(label)
        row.addWidget(self.typed, 1)
        line.hide()
        return line


def _texts(number: str) -> ActTexts:
    translate = QCoreApplication.translate
    return ActTexts(
        question=filled(translate("ApprovalDialog", "Approve the restore of %1?"), number),
        sentence=translate("ApprovalDialog", "Restoring makes it a draft again, not a valid invoice."),
        safe=translate("ApprovalDialog", "Keep cancelled"),
        act=translate("ApprovalDialog", "Approve and restore"),
        doing=filled(translate("ApprovalDialog", "Restoring %1 …"), number),
        done=translate("ApprovalDialog", "Restored ✓"),
    )
