"""The public links that a cancellation left open: listed, and closed one after the other if somebody asks for it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from storno_desktop.domain.act import Intent
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.finding import Check, Verdict
from storno_desktop.domain.invoice import ShareLink
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.service.case import (
    ActOutcome,
    Case,
    CaseChanged,
    Done,
    NotAllowed,
    NotJournalled,
    NotSent,
    OutcomeUnknown,
    Refused,
)
from storno_desktop.service.link_closing import LinkClosingService
from storno_desktop.ui.announcement import announce
from storno_desktop.ui.finding_words import FindingWords
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.link_words import LinkWords
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.theme import SPACE_S, SPACE_XS, Tone, secondary_font, set_tone, strong_font


class OpenLinks(QWidget):
    """Reads the links of a cancelled invoice afresh and closes them by the service, each as an act of its own.

    `working` says what is being done, "" when it has ended. `problem` brings why it stopped; `left_open` the intent
    of a closing whose outcome nobody knows, None once it is known; `journal_needed` the journal's standing, without
    which nothing is sent.
    """

    working = Signal(str)
    problem = Signal(object)  # Problem
    left_open = Signal(object)  # Intent | None
    journal_needed = Signal(object)  # JournalStanding

    def __init__(
        self,
        io: IoThread,
        service: LinkClosingService,
        company: Company,
        invoice_id: InvoiceId,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._io, self._service, self._company, self._invoice_id = io, service, company, invoice_id
        self._words, self._findings = LinkWords(self), FindingWords(self)
        self._case: Case | None = None
        self._intent: Intent | None = None
        self._ticket: Ticket[Any] | None = None
        self._queue: list[str] = []
        self._closed: set[str] = set()
        self._remark = ""
        self._shown: list[QWidget] = []
        self._icon = IconLabel("link", Tone.WARNING, parent=self)
        self._headline = plain_label(font=strong_font(), wraps=True, parent=self)
        self._body = plain_label(wraps=True, parent=self)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(SPACE_S)
        self._rows.setVerticalSpacing(SPACE_XS)
        self._rows.setColumnStretch(1, 1)
        self.close_button = QPushButton(self)
        self.check_button = QPushButton(self.tr("Check again"), self)
        self._obstacle = plain_label(font=secondary_font(), wraps=True, parent=self)
        set_tone(self._obstacle, Tone.NEUTRAL)
        for button in (self.close_button, self.check_button):
            button.setAutoDefault(False)
        set_icon(self.check_button, "refresh")
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.check_button)
        buttons.addWidget(self._obstacle, 1)
        buttons.addStretch()
        words = QVBoxLayout()
        words.setSpacing(SPACE_S)
        words.addWidget(self._headline)
        words.addWidget(self._body)
        words.addLayout(self._rows)
        words.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.close_button.clicked.connect(lambda _on=False: self._begin())
        self.check_button.clicked.connect(lambda _on=False: self.look())
        self._show()

    @property
    def headline(self) -> str:
        return self._headline.text()

    @property
    def body(self) -> str:
        return self._body.text()

    @property
    def lines(self) -> list[str]:
        """The links in words, from top to bottom."""
        return [each.text() for each in self._shown if isinstance(each, QLabel)]

    @property
    def obstacle(self) -> str:
        """Why nothing can be closed here, "" where it can."""
        return self._obstacle.text()

    @property
    def is_looking(self) -> bool:
        """Whether the links are being read."""
        return self._ticket is not None

    def look(self) -> None:
        """Read them afresh; an open outcome is settled on the way."""
        if self._ticket is None and not self._queue:
            look = self._service.look(self._company, self._invoice_id)
            self._ticket = self._io.run(look, self._looked, owner=self)
            self._show()

    # -------------------------------------------------------------------------------------- inside

    def _looked(self, result: Case | OutcomeUnknown) -> None:
        self._ticket = None
        if isinstance(result, OutcomeUnknown):
            self._become_unknown(result)
        else:
            self._take(result)
            reading = result.facts.share_links
            if isinstance(reading, Problem):
                self.problem.emit(reading)
        self._show()
        announce(self, f"{self.headline} {self.body}".strip())

    def _take(self, case: Case) -> None:
        self._case = case
        if self._intent is not None:
            self._intent = None
            self.left_open.emit(None)

    def _begin(self) -> None:
        self._remark = ""
        self._queue = [link.id for link in self._open_ones()]
        self._next()

    def _next(self) -> None:
        if not self._queue or self._case is None:
            self._end()
            return
        self.working.emit(self._words.closing(len(self._queue)))
        act = self._service.close(self._case, self._queue[0])
        self._io.commit(act, self._acted, owner=self)

    def _acted(self, outcome: ActOutcome) -> None:
        match outcome:
            case Done():
                self._closed.add(self._queue.pop(0))
                self._next()
                return
            case CaseChanged(case):
                self._take(case)
                if (
                    case.assessment.of(Check.PUBLIC_LINK).verdict is Verdict.BLOCKING
                    and len(case.assessment.with_verdict(Verdict.BLOCKING)) == 1
                ):  # somebody closed it meanwhile; the others may still be open
                    self._queue.pop(0)
                    self._next()
                    return
                self._end()
            case OutcomeUnknown():
                self._end()
                self._become_unknown(outcome)
                self._show()
            case NotJournalled(standing):
                self._end()
                self.journal_needed.emit(standing)
            case NotAllowed():  # only restoring has rules of the office
                self._end()
            case NotSent(problem) | Refused(problem):
                if problem is None:
                    self._remark = self.tr("Nothing was sent: another act on this invoice is under way.")
                self._end()
                if problem is not None:
                    self.problem.emit(problem)

    def _end(self) -> None:
        self._queue = []
        self.working.emit("")
        self._show()
        announce(self, f"{self.headline} {self.body}".strip())

    def _become_unknown(self, outcome: OutcomeUnknown) -> None:
        if not outcome.settlement.ends_the_act:
            self._intent = outcome.intent
            self.left_open.emit(outcome.intent)

    def _open_ones(self) -> list[ShareLink]:
        links = None if self._case is None else self._case.facts.share_links
        if not isinstance(links, Evidence):
            return []
        return [link for link in links.value if link.is_active and link.id not in self._closed]

    def _show(self) -> None:
        """Say what is known now."""
        left = self._open_ones()
        read = self._case is not None and isinstance(self._case.facts.share_links, Evidence)
        tone = Tone.SUCCESS if read and not left else Tone.WARNING
        self._icon.set("allowed" if tone is Tone.SUCCESS else "link", tone)
        set_tone(self._headline, tone)
        self._headline.setText(self._told(read, left))
        self._body.setText(self._words.meaning(left) if left and self._intent is None else "")
        self._body.setVisible(bool(self._body.text()))
        self._show_rows(left)
        why_not = self._why_not()
        self.close_button.setText(self._words.to_close(len(left)))
        self.close_button.setVisible(bool(left))
        self.close_button.setEnabled(not why_not and self._ticket is None)
        self.check_button.setVisible((not read or self._intent is not None) and self._ticket is None)
        self._obstacle.setText(why_not or self._remark)
        self._obstacle.setVisible(bool(self._obstacle.text()))
        self.setAccessibleName(self.headline)
        self.setAccessibleDescription(" ".join((self.body, *self.lines)))

    def _told(self, read: bool, left: Sequence[ShareLink]) -> str:
        if self._intent is not None:
            return self.tr("It is not known whether the link was closed. Do not repeat; check again.")
        if self._ticket is not None and not read:
            return self.tr("Looking for open public links …")
        if not read:
            return self.tr("The public links could not be read.")
        return self._words.still_open(len(left)) if left else self.tr("No public link is open any more.")

    def _show_rows(self, links: Sequence[ShareLink]) -> None:
        for old in self._shown:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = []
        for row, link in enumerate(links):
            icon = IconLabel("payment" if link.payment_enabled else "link-viewed", parent=self)
            words = plain_label(self._words.link(link), wraps=True, parent=self)
            self._rows.addWidget(icon, row, 0, Qt.AlignmentFlag.AlignTop)
            self._rows.addWidget(words, row, 1)
            self._shown += [icon, words]

    def _why_not(self) -> str:
        """Why none can be closed now, in a sentence; "" where that is possible or nothing is known yet."""
        if self._case is None or self._intent is not None:
            return ""
        for finding in self._case.assessment.findings:
            stops = finding.verdict in {Verdict.BLOCKING, Verdict.UNKNOWN}
            if stops and finding.check is not Check.PUBLIC_LINK:
                advice = self._findings.blocker_advice(finding, self._service.kind)
                return " ".join(filter(None, (self._findings.evidence(finding), advice)))
        return ""
