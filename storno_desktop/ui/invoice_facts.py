"""The invoice that a dialog is about, in one line, with the age of what is known of it and a way to look again."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from storno_desktop.domain.invoice_summary import InvoiceSummary
from storno_desktop.ui.elided_label import ElidedLabel
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.theme import SPACE_L, Tone, secondary_font, set_tone, strong_font, tabular

_EACH_SECOND_MS = 1000


class InvoiceFacts(QWidget):
    """Client, total, issue date, "checked … ago" (kept up to date) and the button that checks again."""

    check_wanted = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._figures = Figures(self)
        self._read_at: datetime | None = None
        self._client = ElidedLabel(parent=self)
        self._total = plain_label(font=tabular(strong_font()), parent=self)
        self._date = plain_label(font=tabular(self.font()), parent=self)
        self._age = plain_label(parent=self)
        self._again = QPushButton(self.tr("Check again"), self)
        self._again.setAutoDefault(False)
        self._again.setToolTip("F5")
        set_icon(self._again, "refresh")
        self._again.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._second = QTimer(self)
        self._second.setInterval(_EACH_SECOND_MS)
        self._client.setFont(strong_font())
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_L)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        columns: tuple[tuple[str, QLabel], ...] = (
            (self.tr("Client"), self._client),
            (self.tr("Total"), self._total),
            (self.tr("Issue date"), self._date),
            (self.tr("Checked on the server"), self._age),
        )
        for column, (word, value) in enumerate(columns):
            caption = plain_label(word, secondary_font(), parent=self)
            set_tone(caption, Tone.NEUTRAL)
            grid.addWidget(caption, 0, column)
            grid.addWidget(value, 1, column)
        grid.addWidget(self._again, 0, len(columns), 2, 1)
        self._again.clicked.connect(lambda _on=False: self.check_wanted.emit())
        self._second.timeout.connect(self._tell_age)

    @property
    def age(self) -> str:
        return self._age.text()

    @property
    def again_button(self) -> QPushButton:
        return self._again

    def show_invoice(self, summary: InvoiceSummary) -> None:
        """The invoice as the list or the server has it."""
        self._client.setText(summary.partner_name)
        self._total.setText(self._figures.amount(summary.total, summary.currency))
        self._date.setText(self._figures.day(summary.issue_date))

    def set_read_at(self, moment: datetime | None) -> None:
        """When the oldest part of what is shown was read, by this computer's clock; None for never."""
        self._read_at = moment
        if moment is None:
            self._second.stop()
        else:
            self._second.start()
        self._tell_age()

    def set_checking(self, checking: bool) -> None:
        """A reading is under way."""
        self._again.setEnabled(
            not checking or self._again.hasFocus()
        )  # closed, it would hand the keyboard on
        if checking:
            self._second.stop()
            self._age.setText(self.tr("checking …"))
        else:
            self.set_read_at(self._read_at)

    def _tell_age(self) -> None:
        if self._read_at is None:
            self._age.setText(self.tr("not yet"))
        else:
            self._age.setText(self._figures.age(self._read_at, self._now()))
