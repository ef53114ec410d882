"""The details of one invoice among many: the advice, what stands against it, its own answer and its own reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from storno_desktop.domain.act import ActKind
from storno_desktop.domain.cancellation import CancellationReason
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.finding import Check, Verdict
from storno_desktop.ui.advice_view import AdviceView
from storno_desktop.ui.bulk_row import BulkRow, ForAll
from storno_desktop.ui.bulk_words import BulkWords
from storno_desktop.ui.elided_label import ElidedLabel
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.findings_view import FindingRow, FindingsView
from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    Tone,
    secondary_font,
    set_tone,
    strong_font,
)

_WIDTH = 390


class BulkRowView(QScrollArea):
    """`noted` brings a warning that was ticked; `decided` tells that the row's own answer or reason changed."""

    noted = Signal(object, bool)  # Check, ticked
    decided = Signal()
    check_wanted = Signal()

    def __init__(self, words: BulkWords, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._figures = words, figures
        self._row: BulkRow | None = None
        self._showing = False
        self._body = QWidget(self)
        self._number = plain_label(font=strong_font(), parent=self._body)
        self._client = ElidedLabel(parent=self._body)
        self.advice = AdviceView(self._body)
        self.why = plain_label(wraps=True, parent=self._body)
        self.findings = FindingsView(headed=False, parent=self._body)
        self._question = plain_label(self.tr("Did this one reach the client another way?"), parent=self._body)
        self.reached = QComboBox(self._body)
        self._reason_label = plain_label(self.tr("Reason for this one"), parent=self._body)
        self.reason = QLineEdit(self._body)
        self._shortfall = plain_label(font=secondary_font(), wraps=True, parent=self._body)
        self.again = QPushButton(self.tr("Check again"), self._body)
        self._fill()
        self.findings.acknowledged.connect(self._note)
        self.reached.currentIndexChanged.connect(lambda _index: self._decide())
        self.reason.textChanged.connect(lambda _text: self._decide())
        self.again.clicked.connect(lambda _on=False: self.check_wanted.emit())

    def _fill(self) -> None:
        self.setObjectName("bulkRow")
        self.setFixedWidth(_WIDTH)
        self.setWidget(self._body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._body.setAutoFillBackground(False)
        for word, answer in (
            (self.tr("As for all"), None),
            (self.tr("No"), Reached.NO),
            (self.tr("Yes"), Reached.YES),
            (self.tr("I do not know"), Reached.NOT_KNOWN),
        ):
            self.reached.addItem(word, answer)
        self.reached.setAccessibleName(self._question.text())
        self.reason.setAccessibleName(self._reason_label.text())
        self.reason.setPlaceholderText(self.tr("As for all"))
        self.reason.setClearButtonEnabled(True)
        self._question.setBuddy(self.reached)
        self._reason_label.setBuddy(self.reason)
        set_tone(self._client, Tone.NEUTRAL)
        set_tone(self._shortfall, Tone.WARNING)
        set_icon(self.again, "refresh")
        self.again.setAutoDefault(False)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(SPACE_L, 0, SPACE_XS, 0)
        column.setSpacing(SPACE_S)
        told: tuple[QWidget, ...] = (self._number, self._client, self.advice, self.why, self.findings)
        for each in told:
            column.addWidget(each)
        column.addSpacing(SPACE_M)
        asked: tuple[QWidget, ...] = (self._question, self.reached, self._reason_label, self.reason)
        for each in (*asked, self._shortfall):
            column.addWidget(each)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_row(self, row: BulkRow | None, for_all: ForAll, *, is_review: bool) -> None:
        """Show this invoice; `is_review` while something can still be decided about it."""
        other = row is not self._row
        self._row = row
        self._body.setVisible(row is not None)
        if row is None:
            return
        self._showing = True
        self._number.setText(
            " · ".join(filter(None, (row.number, self._figures.amount(row.total, row.currency))))
        )
        self._client.setText(row.client)
        if other:
            self.reached.setCurrentIndex(self.reached.findData(row.reached))
            self.reason.setText("" if row.reason is None else row.reason.text)
        self._showing = False
        self._show_found(row, for_all, is_review)
        self._show_shortfall()

    # -------------------------------------------------------------------------------------- inside

    def _show_found(self, row: BulkRow, for_all: ForAll, is_review: bool) -> None:
        found, advice = row.answered(for_all), row.advice(for_all)
        result = self._words.result(row)
        self.advice.setVisible(advice is not None and result is None)
        rows: list[FindingRow] = []
        may_decide = is_review and result is None and found is not None and not row.why_not
        if found is not None and advice is not None:
            case, assessment = found
            self.advice.show_advice(self._words.advices.of_cancelling(advice, case.facts))
            if result is None:
                rows = [
                    FindingRow(
                        title=self._words.findings.title(each.check),
                        sign=self._words.findings.sign(each.verdict),
                        evidence=self._words.findings.evidence(each),
                        advice=self._words.findings.blocker_advice(each, ActKind.CANCEL),
                        tick=each.check if each.verdict is Verdict.WARNING and may_decide else None,
                    )
                    for each in self._words.blocked(assessment)
                ]
            may_decide = may_decide and not assessment.stopped
        self.findings.show_rows(rows, row.noted(for_all))
        said = "" if rows else self._words.why(row, for_all)
        state = self._words.state(row, for_all)
        heading = state.word if advice is None or result is not None else ""
        self.why.setText("\n".join(filter(None, (heading, said))))
        self.why.setVisible(bool(self.why.text()))
        for each in (self._question, self.reached):
            each.setVisible(may_decide and not row.is_draft)
        for other in (self._reason_label, self.reason):
            other.setVisible(may_decide)
        self.again.setVisible(is_review and result is None and not row.why_not)

    def _note(self, check: Check, ticked: bool) -> None:
        self.noted.emit(check, ticked)

    def _decide(self) -> None:
        row = self._row
        if row is None or self._showing:
            return
        row.reached = self.reached.currentData()
        parsed = CancellationReason.parse(self.reason.text())
        row.reason = parsed if isinstance(parsed, CancellationReason) else None
        self._show_shortfall()
        self.decided.emit()

    def _show_shortfall(self) -> None:
        """A reason of its own that is none yet is told; until then the one for all holds."""
        typed, row = self.reason.text().strip(), self._row
        is_short = bool(typed) and row is not None and row.reason is None
        self._shortfall.setText(
            self.tr("10 to 500 visible characters are needed; until then the reason for all holds.")
            if is_short
            else ""
        )
        self._shortfall.setVisible(is_short and not self.reason.isHidden())
