"""One line about the PDF of the invoice on show: whether it lies on this computer, how large and how old it is."""

from datetime import datetime

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from storno_desktop.domain.kept_pdf import KeptPdf
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.plain_text import plain_label, plain_tooltip
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import SPACE_XS, Tone, secondary_font, set_tone, tabular


class PdfLine(QWidget):
    """Says how the PDF stands, and offers to view it, to keep it, and to remove it."""

    view_asked = Signal()
    keep_asked = Signal()
    remove_asked = Signal()

    def __init__(self, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._standing: KeptPdf | None = None
        self._changed_at: datetime | None = None
        self._mark = IconLabel("bookmark", Tone.ACCENT, parent=self)
        self._text = plain_label(font=tabular(secondary_font()), wraps=True, parent=self)
        set_tone(self._text, Tone.NEUTRAL)
        self.view_button = self._button("reveal", self.tr("View the PDF"))
        self.keep_button = self._button("bookmark", self.tr("Keep the PDF on this computer"))
        self.remove_button = self._button("close", self.tr("Remove the PDF from this computer"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_XS)
        row.addWidget(self._mark)
        row.addWidget(self._text, 1)
        for button in (self.view_button, self.keep_button, self.remove_button):
            row.addWidget(button)

        self.view_button.clicked.connect(lambda _on=False: self.view_asked.emit())
        self.keep_button.clicked.connect(lambda _on=False: self.keep_asked.emit())
        self.remove_button.clicked.connect(lambda _on=False: self.remove_asked.emit())
        self.show_standing(None)

    def _button(self, name: str, word: str) -> QToolButton:
        button = QToolButton(self)
        set_icon(button, name)
        button.setAccessibleName(word)
        button.setToolTip(plain_tooltip(word))
        return button

    @property
    def text(self) -> str:
        """What it says now."""
        return self._text.text()

    @property
    def is_outdated(self) -> bool:
        """Whether the invoice is known to have changed after this PDF was drawn."""
        return self._standing is not None and self._standing.is_older_than(self._changed_at)

    def set_changed_at(self, moment: datetime | None) -> None:
        """When the invoice on show last changed by the server's clock, None where that is not known."""
        self._changed_at = moment

    def show_standing(self, standing: KeptPdf | None, now: datetime | None = None) -> None:
        """Show how the PDF stands; None for one that does not lie on this computer."""
        self._standing = standing
        self._mark.setVisible(standing is not None and standing.is_chosen)
        self.keep_button.setVisible(standing is None or not standing.is_chosen)
        self.remove_button.setVisible(standing is not None)
        if standing is None:
            self._text.setText(self.tr("PDF: not downloaded"))
            set_tone(self._text, Tone.NEUTRAL)
        elif now is not None:
            self.show_age(now)

    def show_age(self, now: datetime) -> None:
        """Bring the age up to date."""
        set_tone(self._text, Tone.WARNING if self.is_outdated else Tone.NEUTRAL)
        if self._standing is None:
            return
        size = QLocale().formattedDataSize(
            self._standing.size, 0, QLocale.DataSizeFormat.DataSizeTraditionalFormat
        )
        sentence = self.tr("PDF kept: %1 · %2") if self._standing.is_chosen else self.tr("PDF: %1 · %2")
        text = filled(sentence, size, self._figures.age(self._standing.observed_at, now))
        if self.is_outdated:
            text += " · " + self.tr("before the last change")
        self._text.setText(text)
