"""The pane on the right: one invoice in full, and how old each part of it is."""

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import (
    InvoiceId,
    InvoiceStatus,
    InvoiceSummary,
    display_state,
)
from storno_desktop.domain.problem import Problem
from storno_desktop.ui.busy import BusyLine
from storno_desktop.ui.empty_state import EmptyState
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.invoice_record import InvoiceRecord
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.problem_banner import ProblemBanner
from storno_desktop.ui.problem_words import ProblemWords
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
    """Shows what the list knows at once, and the full record when it has been read.

    A part that could not be read says so; it is never shown as empty.
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
        self._record = InvoiceRecord(words, figures, self)
        self._body = QWidget(self)
        self._scroll = QScrollArea(self)
        self._empty = EmptyState("document", self.tr("Choose an invoice to see its details."), parent=self)

        self._lay_out()

        self._record.linked_asked.connect(self.linked_asked)
        self._close.clicked.connect(lambda _checked=False: self.close_asked.emit())
        self._again.clicked.connect(lambda _checked=False: self._ask_again())
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
        self._column.addWidget(self._banner)
        self._column.addWidget(self._record)
        self._column.addStretch(1)
        self._scroll.setWidget(self._body)
        self._scroll.setWidgetResizable(True)
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

    def clear(self) -> None:
        """Nothing is chosen."""
        self._summary = self._facts = None
        self._busy.stop()
        for each in (self._head, self._scroll):
            each.hide()
        self._empty.show()

    def show_summary(self, invoice: InvoiceSummary, today: date, facts: Facts | None = None) -> None:
        """The row at once; what was read of it earlier, if anything, below."""
        other = invoice.id != self.invoice_id
        self._summary, self._today = invoice, today
        self._empty.hide()
        for each in (self._head, self._scroll):
            each.show()
        if other:
            self._facts = None
            self._scroll.verticalScrollBar().setValue(0)
            self._record.clear()
            self._banner.clear()
        self._show_head(invoice)
        if facts is not None:
            self.show_facts(facts)
        elif other:
            self._age.setText(self.tr("Details not read yet"))

    def set_reading(self, reading: bool) -> None:
        """Whether the full record is on its way."""
        if reading:
            self._busy.start()
        else:
            self._busy.stop()

    def show_facts(self, facts: Facts) -> None:
        """The full record, part by part."""
        self._busy.stop()
        self._banner.clear()
        if isinstance(facts.detail, Problem):
            self._banner.show_problem(
                self.tr("The details could not be read. %1").replace(
                    "%1", self._problems.headline(facts.detail)
                ),
                self._problems.next_step(facts.detail),
                self._problems.quotation(facts.detail),
                self._problems.tone(facts.detail),
            )
            if self._facts is not None:
                return
        self._facts = facts
        self._record.clear()
        if isinstance(facts.detail, Evidence):
            self._show_head(facts.detail.value.summary)
            self._record.show_record(facts.detail.value, facts, self._today)

    def show_age(self, now: datetime) -> None:
        """Bring the ages up to date; called now and then."""
        if self._facts is not None and isinstance(self._facts.detail, Evidence):
            age = self._figures.age(self._facts.detail.observed_at, now)
            kept = self._facts.detail.is_kept
            words = self.tr("From the local copy: %1") if kept else self.tr("Read on the server: %1")
            self._age.setText(words.replace("%1", age))

    # -------------------------------------------------------------------------------------- inside

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
