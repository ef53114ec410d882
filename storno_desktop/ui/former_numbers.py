"""Says above the list what became of an invoice whose former number is looked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from storno_desktop.domain.tombstone import Tombstone
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.plain_text import plain_button_text, plain_label
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import SPACE_M, SPACE_S, SPACE_XS, Tone

_MOST = 3
"""A number was rarely that of several invoices; more of them than this are not told one by one."""


class FormerNumbers(QFrame):
    """Hidden where nothing is known of the number; `number_asked` brings the number that the invoice has now."""

    number_asked = Signal(str)

    def __init__(self, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sessionLine")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._figures = figures
        self._new_number = ""
        self._words = plain_label(wraps=True, parent=self)
        self.button = QPushButton(self)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(lambda _checked=False: self.number_asked.emit(self._new_number))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, SPACE_XS, SPACE_S, SPACE_XS)
        row.setSpacing(SPACE_S)
        row.addWidget(IconLabel("info", Tone.NEUTRAL, parent=self))
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while it is silent."""
        return self._words.text()

    def show_former(self, former: Sequence[Tombstone]) -> None:
        """These invoices once had the number that is looked for, the one noticed last first."""
        sentences = [self._sentence(each) for each in former[:_MOST]]
        self._words.setText("\n".join(sentences))
        self.setAccessibleName(self._words.text())
        self._new_number = next((each.new_number for each in former if each.new_number), "")
        self.button.setVisible(bool(self._new_number))
        self.button.setText(plain_button_text(filled(self.tr("Show %1"), self._new_number)))
        self.setVisible(bool(sentences))

    def _sentence(self, former: Tombstone) -> str:
        what = [
            former.partner,
            self._figures.day(former.issue_date),
            self._figures.amount(former.total, former.currency),
        ]
        seen, known = self._figures.day_of(former.observed_at), " · ".join(each for each in what if each)
        if former.new_number is None:
            return filled(
                self.tr("%1 is no longer on the server, as was noticed on %2. Last known: %3."),
                former.number,
                seen,
                known,
            )
        return filled(
            self.tr("%1 has another number now: %2, as was noticed on %3. Last known: %4."),
            former.number,
            former.new_number,
            seen,
            known,
        )
