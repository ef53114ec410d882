"""What a dialog shows once the answer to its request was lost: that nobody knows, and what reading back shows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from storno_desktop.domain.act import ActKind, Intent, Settlement, Standing
from storno_desktop.domain.problem import Problem
from storno_desktop.ui.announcement import announce
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.finding_words import FindingWords
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.problem_words import ProblemWords
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import SPACE_M, SPACE_S, SPACE_XS, Tone, secondary_font, set_tone, strong_font


class SettlingView(QWidget):
    """The headline that forbids repeating, the present standing, and "check now"."""

    check_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures, self._findings, self._problems = Figures(self), FindingWords(self), ProblemWords(self)
        self._icon = IconLabel("unknown", Tone.WARNING, parent=self)
        self._headline = plain_label(font=strong_font(), wraps=True, parent=self)
        self._standing = plain_label(wraps=True, parent=self)
        self._cause = plain_label(wraps=True, parent=self)
        self._sent = plain_label(wraps=True, parent=self)
        self._checked = plain_label(font=secondary_font(), wraps=True, parent=self)
        self._check = QPushButton(self.tr("Check now"), self)
        self._check.setAutoDefault(False)
        set_icon(self._check, "refresh")
        for quiet in (self._cause, self._sent, self._checked):
            set_tone(quiet, Tone.NEUTRAL)
        words = QVBoxLayout()
        words.setSpacing(SPACE_S)
        for each in (self._headline, self._standing, self._cause, self._sent):
            words.addWidget(each)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, SPACE_XS, 0, 0)
        foot.setSpacing(SPACE_M)
        foot.addWidget(self._check)
        foot.addWidget(self._checked, 1)
        words.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._check.clicked.connect(lambda _on=False: self.check_wanted.emit())

    @property
    def headline(self) -> str:
        return self._headline.text()

    @property
    def standing(self) -> str:
        return self._standing.text()

    @property
    def check_button(self) -> QPushButton:
        return self._check

    def show_standing(self, intent: Intent, settlement: Settlement, lost: Problem | None) -> None:
        """What reading back shows now; `lost` is how the answer got lost, if that is known here."""
        settled = settlement.can_be_told
        self._icon.set("info" if settled else "unknown", Tone.NEUTRAL if settled else Tone.WARNING)
        self._headline.setText(self._summed_up(settlement.standing))
        set_tone(self._headline, Tone.NEUTRAL if settled else Tone.WARNING)
        self._standing.setText(self._said(intent, settlement))
        self._cause.setText(self._problems.headline(lost) if lost is not None else "")
        self._cause.setVisible(lost is not None and not settled)
        self._sent.setText(filled(self.tr("Reason sent: “%1”"), intent.reason))
        self._sent.setVisible(bool(intent.reason))
        self._check.setVisible(not settled)
        read = settlement.invoice or settlement.listed
        if read is not None:
            at = self._figures.clock(read.observed_at)
            self._checked.setText(
                filled(self.tr("Last checked at %1. It goes on checking by itself."), at)
                if not settled
                else filled(self.tr("Checked at %1."), at)
            )
        announce(self, f"{self.headline} {self.standing}", interrupts=not settled)

    def show_done(self, sentence: str) -> None:
        """Reading back has proved that it happened."""
        self._icon.set("allowed", Tone.SUCCESS)
        self._headline.setText(sentence)
        set_tone(self._headline, Tone.SUCCESS)
        self._standing.setText(self.tr("Reading back shows that the request arrived."))
        self._cause.hide()
        self._check.hide()

    def set_checking(self, checking: bool) -> None:
        """A reading is under way."""
        self._check.setEnabled(
            not checking or self._check.hasFocus()
        )  # closed, it would hand the keyboard on

    def _summed_up(self, standing: Standing) -> str:
        match standing:
            case Standing.DONE | Standing.DONE_AND_UNDONE:
                return self.tr("It happened.")
            case Standing.DONE_BY_OTHER:
                return self.tr("Somebody else was faster.")
            case Standing.NOT_DONE:
                return self.tr("It did not happen.")
            case Standing.GONE:
                return self.tr("The outcome cannot be told any more.")
            case Standing.NOT_SEEN | Standing.NOT_READ:
                return self.tr("Outcome unknown. Do not repeat; checking with the server.")

    def _said(self, intent: Intent, settlement: Settlement) -> str:
        match settlement.standing:
            case Standing.DONE:
                return self.tr("Reading back shows that the request arrived.")
            case Standing.DONE_AND_UNDONE:
                pattern = self.tr("The request arrived; since then the status of %1 has become “%2”.")
                return filled(pattern, intent.number, self._status(settlement))
            case Standing.DONE_BY_OTHER:
                return self._by_other(intent, settlement)
            case Standing.NOT_DONE if intent.kind is ActKind.CREATE_STORNO:
                pattern = self.tr(
                    "The request never arrived, and by now it cannot any more: %1 has no storno draft."
                )
                return filled(pattern, intent.number)
            case Standing.NOT_DONE if intent.kind is ActKind.REVOKE_LINK:
                pattern = self.tr(
                    "The request never arrived, and by now it cannot any more: the link of %1 is still open."
                )
                return filled(pattern, intent.number)
            case Standing.NOT_DONE:
                pattern = self.tr(
                    "The request never arrived, and by now it cannot any more: the status of %1 is still “%2”."
                )
                return filled(pattern, intent.number, self._status(settlement))
            case Standing.GONE:
                return filled(self._gone(intent.kind), intent.number)
            case Standing.NOT_SEEN if intent.kind is ActKind.CREATE_STORNO:
                pattern = self.tr("So far %1 has no storno draft. A late request may still land.")
                return filled(pattern, intent.number)
            case Standing.NOT_SEEN if intent.kind is ActKind.REVOKE_LINK:
                pattern = self.tr("So far the public link of %1 is open. A late request may still land.")
                return filled(pattern, intent.number)
            case Standing.NOT_SEEN:
                pattern = self.tr("So far the status of %1 is “%2”. A late request may still land.")
                return filled(pattern, intent.number, self._status(settlement))
            case Standing.NOT_READ:
                reason = self._findings.problem_reason(settlement.problem)
                return filled(self.tr("The invoice could not be read back (%1)."), reason)

    def _status(self, settlement: Settlement) -> str:
        invoice = settlement.invoice
        return self._findings.status("" if invoice is None else invoice.value.summary.status_code)

    def _by_other(self, intent: Intent, settlement: Settlement) -> str:
        event = settlement.event
        if event is None or not event.by:
            return filled(self._by_nobody_known(intent.kind), intent.number)
        return filled(self._by_somebody(intent.kind), intent.number, event.by, self._figures.moment(event.at))

    def _by_somebody(self, kind: ActKind) -> str:
        match kind:
            case ActKind.CANCEL:
                return self.tr("%1 was cancelled by %2 on %3, not by this request.")
            case ActKind.RESTORE:
                return self.tr("%1 was restored by %2 on %3, not by this request.")
            case ActKind.CREATE_STORNO:
                return self.tr("The storno of %1 was made by %2 on %3, not by this request.")
            case ActKind.REVOKE_LINK:
                return self._by_nobody_known(kind)

    def _gone(self, kind: ActKind) -> str:
        match kind:
            case ActKind.CANCEL:
                return self.tr(
                    "%1 is no longer on the server; whether it had been cancelled by this request, nothing tells."
                )
            case ActKind.RESTORE:
                return self.tr(
                    "%1 is no longer on the server; whether it had been restored by this request, nothing tells."
                )
            case ActKind.CREATE_STORNO:
                return self.tr(
                    "%1 is no longer on the server; whether its storno draft was created, nothing tells. Look for it among the drafts."
                )
            case ActKind.REVOKE_LINK:
                return self.tr(
                    "%1 is no longer on the server; whether its public link had been closed, nothing tells."
                )

    def _by_nobody_known(self, kind: ActKind) -> str:
        match kind:
            case ActKind.CANCEL:
                return self.tr("%1 is cancelled, but not by this request.")
            case ActKind.RESTORE:
                return self.tr("%1 is a draft again, but not by this request.")
            case ActKind.CREATE_STORNO:
                return self.tr("%1 has a storno, but not by this request.")
            case ActKind.REVOKE_LINK:
                return self.tr("The public link of %1 is closed, but not by this request.")
