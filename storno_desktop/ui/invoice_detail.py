"""The pane on the right: one invoice in full, and how old each part of it is."""

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from storno_desktop.domain.display_state import display_state
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.problem import NEVER_CAME, Problem, ProblemKind
from storno_desktop.ui.busy import BusyLine
from storno_desktop.ui.empty_state import EmptyState
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.invoice_record import InvoiceRecord
from storno_desktop.ui.pdf_line import PdfLine
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.problem_banner import ProblemBanner
from storno_desktop.ui.problem_words import ProblemWords
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.status_badge import StatusBadge
from storno_desktop.ui.theme import (
    SPACE_L,
    SPACE_S,
    SPACE_XS,
    Tone,
    amount_font,
    secondary_font,
    set_tone,
    strong_font,
    tabular,
    title_font,
)
from storno_desktop.ui.words import Words


class InvoiceDetailPane(QFrame):
    """Shows what the list knows at once, what the local copy holds next, and the full record when it has been read.

    A part that was not downloaded or could not be read says so; it is never shown as empty. Where a reading tells
    something else than what was on show of this invoice before, a notice says what, until it is dismissed or
    another invoice is chosen.
    """

    close_asked = Signal()
    read_again_asked = Signal(object)  # the InvoiceId
    linked_asked = Signal(object)  # the InvoiceId of a linked document

    def __init__(self, words: Words, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detailPane")
        self.setAccessibleName(self.tr("Invoice details"))
        self._words = words
        self._figures = figures
        self._problems = ProblemWords()
        self._summary: InvoiceSummary | None = None
        self._facts: Facts | None = None
        self._seen: Facts | None = None  # what the person saw first: the notice tells what is another now
        self._today = date.min
        self._number = plain_label(font=title_font(), parent=self)
        self._badge = StatusBadge("draft", "", Tone.NEUTRAL, self)
        self._partner = plain_label(font=strong_font(), wraps=True, parent=self)
        self._identity = plain_label(font=tabular(secondary_font()), wraps=True, parent=self)
        self._total = plain_label(font=tabular(amount_font()), parent=self)
        self._total_note = plain_label(font=secondary_font(), wraps=True, parent=self)
        self._age = plain_label(font=secondary_font(), parent=self)
        self._again = QToolButton(self)
        self._close = QToolButton(self)
        self._busy = BusyLine(parent=self)
        self._banner = ProblemBanner(parent=self)
        self._change = ProblemBanner(dismissible=True, parent=self)
        self.pdf = PdfLine(figures, self)
        self._record = InvoiceRecord(words, figures, self)
        self._body = QWidget(self)
        self._scroll = QScrollArea(self)
        self._empty = EmptyState("document", self.tr("Choose an invoice to see its details."), parent=self)

        self._lay_out()

        self._record.linked_asked.connect(self.linked_asked)
        self._close.clicked.connect(lambda _checked=False: self.close_asked.emit())
        self._again.clicked.connect(lambda _checked=False: self._ask_again())
        self._change.dismissed.connect(self._accept_change)
        self.clear()

    def _lay_out(self) -> None:
        set_icon(self._close, "close")
        self._close.setAccessibleName(self.tr("Close the details"))
        self._close.setToolTip(self.tr("Close the details"))
        set_icon(self._again, "refresh")
        self._again.setAccessibleName(self.tr("Read this invoice again"))
        self._again.setToolTip(self.tr("Read this invoice again"))
        for label in (self._identity, self._total_note, self._age):
            set_tone(label, Tone.NEUTRAL)
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_L, SPACE_S, SPACE_S, SPACE_S)
        head.setSpacing(SPACE_S)
        head.addWidget(self._number)
        head.addStretch(1)
        head.addWidget(self._badge)
        head.addWidget(self._close)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_L)
        self._column.setSpacing(SPACE_XS)
        for each in (self._partner, self._identity, self._total, self._total_note):
            self._column.addWidget(each)
        age = QHBoxLayout()
        age.setSpacing(SPACE_XS)
        age.addWidget(self._age, 1)
        age.addWidget(self._again)
        self._column.addLayout(age)
        self._column.addWidget(self.pdf)
        self._column.addWidget(self._banner)
        self._column.addWidget(self._change)
        self._column.addWidget(self._record)
        self._column.addStretch(1)
        self._scroll.setWidget(self._body)
        self._scroll.setWidgetResizable(True)
        # Only what the lines need at this width: without it, room for lines broken at the least width is added.
        self._body.setMinimumHeight(1)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._body.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._head = QWidget(self)
        self._head.setLayout(head)
        whole.addWidget(self._head)
        whole.addWidget(self._busy)
        whole.addWidget(self._empty, 1)
        whole.addWidget(self._scroll, 1)

    # -------------------------------------------------------------------------------------- what it shows

    @property
    def invoice_id(self) -> InvoiceId | None:
        """The invoice on show."""
        return None if self._summary is None else self._summary.id

    @property
    def row(self) -> InvoiceSummary | None:
        """The invoice on show as the list last told it."""
        return self._summary

    @property
    def facts(self) -> Facts | None:
        """What is on show of the details, from the server or from the local copy; None for nothing."""
        return self._facts

    @property
    def is_bare(self) -> bool:
        """Whether nothing beyond the row is on show."""
        return self._facts is None

    @property
    def is_behind(self) -> bool:
        """Whether an invoice is on show whose details are missing, from the local copy, or another than its row."""
        if self._summary is None:
            return False
        detail = None if self._facts is None else self._facts.detail
        if not isinstance(detail, Evidence) or detail.is_kept:
            return True
        return not detail.value.summary.agrees_with(self._summary)

    @property
    def change(self) -> ProblemBanner:
        """Where it stands what changed since the invoice was opened."""
        return self._change

    def clear(self) -> None:
        """Nothing is chosen."""
        self._summary = self._facts = self._seen = None
        self._busy.stop()
        for each in (self._head, self._scroll):
            each.hide()
        self._empty.show()

    def show_summary(self, invoice: InvoiceSummary, today: date, facts: Facts | None = None) -> None:
        """The row at once; what was read of it earlier, if anything, below. Again for the invoice on show: the
        head follows the row, and what is below stays until it is read again."""
        other = invoice.id != self.invoice_id
        self._summary, self._today = invoice, today
        self._empty.hide()
        for each in (self._head, self._scroll):
            each.show()
        if other:
            self._facts = self._seen = None
            self.pdf.set_changed_at(None)
            self._busy.stop()
            self._scroll.verticalScrollBar().setValue(0)
            self._record.clear()
            self._banner.clear()
            self._change.clear()
        known = None if self._facts is None else self._facts.invoice
        if known is None or not known.summary.agrees_with(invoice):
            self._show_head(invoice)
        if facts is not None:
            self.show_facts(facts)
        elif other:
            self._age.setText(self.tr("Details not read yet"))

    def expect_change(self) -> None:
        """What is read next is what the person knows already, as after an act of their own."""
        self._seen = None
        self._change.clear()

    def set_reading(self, reading: bool) -> None:
        """Whether the full record is on its way."""
        if reading:
            self._busy.start()
        else:
            self._busy.stop()

    def show_facts(self, facts: Facts) -> None:
        """The full record, part by part. What is on show stays where the details could not be read again."""
        self._banner.clear()
        if isinstance(facts.detail, Problem):
            self._tell_problem(facts.detail)
            if self._facts is not None or facts.detail.kind not in NEVER_CAME:
                return
        if self._facts is not None and replace(facts, user=self._facts.user) == self._facts:
            return
        self._facts = facts
        self.pdf.set_changed_at(facts.last_change)
        if isinstance(facts.detail, Evidence):
            told, row = facts.detail.value.summary, self._summary
            if not facts.detail.is_kept or row is None or row.agrees_with(told):  # else the row is newer
                self._show_head(told)
            self._tell_change(facts)
        if self._summary is not None:
            self._record.show_record(self._summary, facts, self._today)

    def _tell_problem(self, problem: Problem) -> None:
        words = self._problems
        is_silent = problem.kind in NEVER_CAME and problem.kind is not ProblemKind.SERVER_FAULT
        if is_silent and self._facts is None:
            self._banner.show_problem(
                self.tr("Not downloaded: the details open when the server can be asked."),
                words.headline(problem),
                words.quotation(problem),
                Tone.NEUTRAL,
                "offline",
            )
        else:
            self._banner.show_problem(
                self.tr("The details could not be read. %1").replace("%1", words.headline(problem)),
                words.next_step(problem),
                words.quotation(problem),
                words.tone(problem),
            )

    def show_age(self, now: datetime) -> None:
        """Bring the ages up to date, at the top and beside the parts; called now and then."""
        self.pdf.show_age(now)
        if self._facts is None:
            return
        detail = self._facts.detail
        if isinstance(detail, Evidence):
            age = self._figures.age(detail.observed_at, now)
            words = (
                self.tr("From the local copy: %1") if detail.is_kept else self.tr("Read on the server: %1")
            )
            self._age.setText(words.replace("%1", age))
        else:
            self._age.setText(self.tr("Details not downloaded"))
        self._record.show_age(now, detail)

    # -------------------------------------------------------------------------------------- inside

    def _tell_change(self, facts: Facts) -> None:
        """Say what is another than what the person saw first, if anything is."""
        seen = self._seen
        if seen is None or not isinstance(seen.detail, Evidence) or not isinstance(facts.detail, Evidence):
            self._seen = facts
            return
        from storno_desktop.ui.invoice_difference import InvoiceDifference, new_events

        lines = InvoiceDifference(self).lines(seen, facts)
        if not lines:
            self._seen = _completed(seen, facts)
            self._change.clear()
            return
        event = next(iter(new_events(seen, facts)), None)
        if event is not None and event.at is not None:
            at = self._figures.moment(event.at)
            lines.append(
                filled(self.tr("By %1 on %2."), event.by, at)
                if event.by
                else filled(self.tr("Changed on %1."), at)
            )
        lines.append(filled(self.tr("Noticed on %1."), self._figures.moment(facts.detail.observed_at)))
        since = (
            filled(
                self.tr("Changed since the local copy of %1"), self._figures.moment(seen.detail.observed_at)
            )
            if seen.detail.is_kept
            else self.tr("Changed since you opened it")
        )
        self._change.show_problem(since, "\n".join(lines), tone=Tone.ACCENT)

    def _accept_change(self) -> None:
        self._seen = self._facts

    def _ask_again(self) -> None:
        if self.invoice_id is not None:
            self.read_again_asked.emit(self.invoice_id)

    def _show_head(self, invoice: InvoiceSummary) -> None:
        sign = self._words.state(display_state(invoice, self._today), invoice.status_code)
        cancelled = invoice.status is InvoiceStatus.CANCELLED
        self._number.setText(invoice.number)
        self._badge.set(sign.icon, sign.word, sign.tone)
        self._partner.setText(invoice.partner_name or "—")
        identity = [
            self.tr("CIF %1").replace("%1", invoice.partner_cif) if invoice.partner_cif else "",
            self.tr("issued on %1").replace("%1", self._figures.day(invoice.issue_date)),
            self.tr("due on %1").replace("%1", self._figures.day(invoice.due_date))
            if invoice.due_date
            else "",
        ]
        self._identity.setText(" · ".join(part for part in identity if part))
        font = tabular(amount_font())
        font.setStrikeOut(cancelled)
        self._total.setFont(font)
        self._total.setEnabled(not cancelled)
        self._total.setText(self._figures.amount(invoice.total, invoice.currency))
        self._total_note.setText(self._balance_note(invoice))
        self._total_note.setVisible(bool(self._total_note.text()))

    def _balance_note(self, invoice: InvoiceSummary) -> str:
        if invoice.status is InvoiceStatus.CANCELLED:
            return self.tr("Void: not counted in any sum.")
        if invoice.amount_paid:
            paid = self._figures.amount(invoice.amount_paid, invoice.currency)
            rest = self._figures.amount(invoice.balance, invoice.currency)
            return self.tr("Paid %1, to be paid %2").replace("%1", paid).replace("%2", rest)
        return ""


def _completed(seen: Facts, now: Facts) -> Facts:
    """What was seen, with the parts that are seen only now."""
    return replace(
        seen,
        events=seen.events if isinstance(seen.events, Evidence) else now.events,
        payments=seen.payments if isinstance(seen.payments, Evidence) else now.payments,
    )
