"""Asks whether to cancel one invoice, says what speaks against it, takes the reason and does it once."""

from collections.abc import Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from storno_desktop.domain.act import ActKind, Intent
from storno_desktop.domain.cancellation import Advice, CancellationReason, advise_cancellation
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.finding import Check, Verdict
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.domain.kept_reason import KeptReason
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.session import Permission
from storno_desktop.domain.storno import assess_storno
from storno_desktop.service.cancellation import CancellationService
from storno_desktop.service.case import ActOutcome, Case, Done, Unsent
from storno_desktop.service.link_closing import LinkClosingService
from storno_desktop.ui.act_dialog import ActDialog, ActTexts
from storno_desktop.ui.act_frame import ActFrame
from storno_desktop.ui.advice_words import AdviceWords
from storno_desktop.ui.findings_view import FindingsView
from storno_desktop.ui.invoice_difference import InvoiceDifference
from storno_desktop.ui.link_closer import LinkCloser
from storno_desktop.ui.link_words import LinkWords
from storno_desktop.ui.open_links import OpenLinks
from storno_desktop.ui.problem_banner import ProblemBanner
from storno_desktop.ui.reason_field import ReasonField
from storno_desktop.ui.reason_preset import ReasonPreset
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import Tone
from storno_desktop.ui.words import Sign


class CancelDialog(ActDialog):
    """Open it with `open()`. `reason` is text that was typed for this invoice before and kept; `prepared` what
    somebody prepared, which is named and can be discarded, and stands for nothing: all is checked anew.

    `reason_kept` brings the text as it stands whenever somebody paused typing, before it is sent, and when the
    dialog closes without success. `discarded` tells that nobody means to cancel any more. `storno_asked` tells that
    the invoice is to be reversed instead, `page_asked` that the storno of this id, which there is already, is to be
    shown in the web application. Public links that the cancellation left open are shown after it, and closed by
    `links` if somebody asks for it.
    """

    reason_kept = Signal(str)
    recent_forgotten = Signal()
    discarded = Signal()
    storno_asked = Signal(object)  # InvoiceSummary
    page_asked = Signal(object)  # InvoiceId

    def __init__(
        self,
        frame: ActFrame,
        service: CancellationService,
        *,
        links: LinkClosingService,
        reason: str = "",
        presets: Sequence[ReasonPreset] | None = None,
        recent: Sequence[str] = (),
        prepared: KeptReason | None = None,
    ) -> None:
        super().__init__(frame, service, _texts(frame.invoice.number))
        self._cancellation = service
        self._advice_words, self._link_words = AdviceWords(self), LinkWords(self)
        self._links = links
        self._open_links: OpenLinks | None = None
        self._closer: LinkCloser | None = None
        self._findings = FindingsView(headed=False, parent=self._form)
        self.reason_field = ReasonField(
            reason, self._form, number=frame.invoice.number, presets=presets, recent=recent
        )
        self.prepared_note = ProblemBanner(parent=self._form)
        self._prepared = prepared
        self.form.insertWidget(1, self.prepared_note)
        for each in (
            self.advice,
            self._findings,
            self.question,
            self.consequences,
            self.reason_field,
        ):
            self.form.addWidget(each)
        self.advice.way_out_asked.connect(self._take_way_out)
        self._findings.acknowledged.connect(self.note)
        self.reason_field.changed.connect(self._reason_changed)
        self.reason_field.rested.connect(self.keep_reason)
        self.reason_field.forget_asked.connect(self.recent_forgotten)
        self._show_prepared()
        self.present(None)
        self.refresh()

    @property
    def findings(self) -> FindingsView:
        return self._findings

    def asks_about_client(self) -> bool:
        return self._invoice.status is not InvoiceStatus.DRAFT

    def still_missing(self) -> str:
        return self.reason_field.shortfall()

    def send(self, case: Case, acknowledged: frozenset[Check]) -> Coroutine[Any, Any, ActOutcome]:
        reason = self.reason_field.reason
        if not isinstance(reason, CancellationReason):
            raise RuntimeError("asked to send what is no reason")
        self.keep_reason()
        return self._cancellation.cancel(case, reason, acknowledged)

    def present(self, case: Case | None) -> None:
        if case is None:
            waiting = self.words.waiting
            self.advice.show_advice(
                Sign(waiting.icon, self.tr("Checking the invoice on the server …"), Tone.NEUTRAL)
            )
            self._findings.show_rows((), frozenset())
        else:
            self._show_prepared()
            self._present_case(case)
        self.consequences.show_lines(self._consequences(case))

    def _present_case(self, case: Case) -> None:
        facts, assessment = case.facts, case.assessment
        advice = advise_cancellation(facts, assessment, self.reason_field.purpose)
        unreadable = isinstance(facts.detail, Problem)
        self.advice.show_advice(
            self._advice_words.of_cancelling(advice, facts),
            () if unreadable else self._advice_words.why_cancelling(facts, assessment),
        )
        self._offer_storno(case, advice.advice)
        against = [finding for finding in assessment.findings if finding.verdict is not Verdict.CLEAR]
        unknown = assessment.with_verdict(Verdict.UNKNOWN)
        blocking = assessment.with_verdict(Verdict.BLOCKING)
        if unreadable:  # one banner says it; eleven rows would say it eleven times
            against = []
        elif blocking:  # warnings are for those who can go on
            against = [finding for finding in against if finding.verdict is not Verdict.WARNING]
        said = {Check.ANAF} if advice.advice is Advice.CORRECT_AND_RESEND else set()
        if len(unknown) > 1:  # "stopped until they are" is said once, beside the button
            said |= {finding.check for finding in unknown}
        rows = [self.row(finding, advised=finding.check not in said) for finding in against]
        self._findings.show_rows(rows, self.noted)
        self.question.setVisible(self.asks_about_client() and not blocking)
        self.consequences.setVisible(not blocking)
        # What was typed stays in sight even where it cannot be used.
        self.reason_field.setVisible(not blocking or bool(self.reason_field.text))

    def _consequences(self, case: Case | None) -> list[str]:
        invoice = self._invoice
        lines = [self.tr("The invoice becomes cancelled; its balance is void and counts in no sum.")]
        if not invoice.was_never_issued:
            lines.append(self.tr("The number stays in the records as cancelled (D394)."))
        if invoice.scheduled_send_at is not None:
            at = self.figures.moment(invoice.scheduled_send_at)
            lines.append(filled(self.tr("The sending to SPV planned for %1 is dropped for good."), at))
        if invoice.scheduled_email_at is not None:
            at = self.figures.moment(invoice.scheduled_email_at)
            lines.append(filled(self.tr("The e-mail planned for %1 is dropped for good."), at))
        links = case.facts.share_links if case is not None else None
        if isinstance(links, Evidence):
            active = sum(1 for link in links.value if link.is_active)
            if active:
                lines.append(self._link_words.stay_open(active, may_close=self._may_close_links(case)))
        lines.append(self.tr("Neither the client nor ANAF is told."))
        return lines

    # -------------------------------------------------------------------------------------- the better way

    def _offer_storno(self, case: Case, advice: Advice) -> None:
        """Where a storno is recommended, or the client has the invoice, it can be made from here."""
        if advice not in {Advice.CREDIT_NOTE, Advice.CANCEL_THOUGH_DELIVERED}:
            self.advice.offer_way_out("")
            return
        present = case.facts.present_storno
        if present is not None:
            text = filled(self.tr("Open %1 in Storno.ro"), present.number)
            self.advice.offer_way_out(text, icon="open-in-web")
            return
        reversal = assess_storno(case.facts)
        others = [each for each in reversal.findings if each.verdict is not Verdict.CLEAR]
        refused = reversal.of(Check.PERMITTED)
        if not others:
            self.advice.offer_way_out(self.tr("Create credit note (storno) instead…"))
        elif others == [refused]:
            why_not = (
                f"{self.words.evidence(refused)} {self.words.blocker_advice(refused, ActKind.CREATE_STORNO)}"
            )
            self.advice.offer_way_out(self.tr("Create credit note (storno) instead…"), why_not.strip())
        else:  # the findings below say what stands against it
            self.advice.offer_way_out("")

    def _take_way_out(self) -> None:
        present = None if self.case is None else self.case.facts.present_storno
        if present is None:
            self.storno_asked.emit(self._invoice)
        else:
            self.page_asked.emit(present.id)

    # -------------------------------------------------------------------------------------- the links left open

    @property
    def open_links(self) -> OpenLinks | None:
        """The links that are shown after the cancellation, None before it and where none is open."""
        return self._open_links

    def check_again(self) -> None:
        if self._closer is None:
            super().check_again()
        elif not self.is_busy:
            self.clear_problem()
            self._closer.look()

    def afterwards(self, done: Done) -> QWidget | None:
        seen = None if self.case is None else self.case.facts.share_links
        if (
            self.case is not None
            and isinstance(seen, Evidence)
            and not any(link.is_active for link in seen.value)
        ):
            return None
        self.rename(filled(self.tr("%1 is cancelled"), done.invoice.value.number))
        closer = self._closer = LinkCloser(self._io, self._links, self._own_company, self._invoice.id, self)
        self._open_links = OpenLinks(closer, self)
        closer.closing.connect(self._close_links)
        closer.ended.connect(self._links_closed)
        closer.unread.connect(self._banner_for)
        closer.left_open.connect(self._link_left_open)
        closer.look()
        return self._open_links

    def _close_links(self, count: int) -> None:
        self.clear_problem()
        self.set_busy(self._link_words.closing(count))

    def _links_closed(self, why: Unsent | None) -> None:
        self.set_idle()
        self.safe_button.setFocus()
        if why is not None:
            self.telling.tell(why)

    def _link_left_open(self, intent: Intent | None) -> None:
        self._intent = intent

    def _may_close_links(self, case: Case | None) -> bool:
        user = None if case is None else case.facts.user
        return user is not None and user.may(Permission.EDIT)

    # -------------------------------------------------------------------------------------- the reason

    def _reason_changed(self) -> None:
        if self._case is not None and self._intent is None and not self._succeeded:
            self._present_case(self._case)
        self.refresh()

    def _show_prepared(self) -> None:
        """That it was prepared and by what is different since then: what was meant then may not be meant now."""
        prepared = self._prepared
        if prepared is None or prepared.prepared_at is None:
            return
        at, seen, now = self.figures.moment(prepared.prepared_at), prepared.seen, self._invoice
        headline = filled(self.tr("Prepared on %1, not cancelled."), at)
        body, tone = (
            self.tr("Everything is checked anew, and nothing is sent before you choose it."),
            Tone.NEUTRAL,
        )
        if seen is not None and not seen.agrees_with(now):
            changes = InvoiceDifference(self).of_summaries(seen, now)
            body, tone = "\n".join([self.tr("The invoice changed since then:"), *changes]), Tone.WARNING
        if (headline, body) != (self.prepared_note.headline, self.prepared_note.body):
            self.prepared_note.show_problem(headline, body, tone=tone)
            self.prepared_note.add_action(self.tr("Discard what was prepared"), self._discard)

    def _discard(self) -> None:
        self._prepared = None
        self.prepared_note.clear()
        self.reason_field.clear()
        self.discarded.emit()
        self.safe_button.setFocus()

    def keep_reason(self) -> None:
        """Have the text kept as it stands, unless it was sent."""
        if not self._succeeded and self._intent is None:
            self.reason_kept.emit(self.reason_field.text)

    def _leave(self) -> None:
        self.keep_reason()
        super()._leave()


def _texts(number: str) -> ActTexts:
    translate = QCoreApplication.translate
    return ActTexts(
        question=filled(translate("CancelDialog", "Cancel invoice %1?"), number),
        safe=translate("CancelDialog", "Keep invoice"),
        act=translate("CancelDialog", "Cancel invoice"),
        doing=filled(translate("CancelDialog", "Cancelling %1 …"), number),
        done=translate("CancelDialog", "Cancelled ✓"),
    )
