"""The storno draft that was made: its number, its amount, and a way to its page in the web application."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from storno_desktop.service.case import Done
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import SPACE_S, SPACE_XS, Tone, set_tone, strong_font


class StornoResult(QWidget):
    """Where the draft could not be read, its parent's page is offered: the draft stands there."""

    page_asked = Signal(object)  # InvoiceId

    def __init__(self, done: Done, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        parent_invoice, made = done.invoice.value, None if done.made is None else done.made.value
        self._page = parent_invoice.id if made is None else made.id
        if made is None:
            headline = filled(self.tr("The storno draft of %1 was created."), parent_invoice.number)
            body = self.tr("It could not be read yet; in Storno.ro it stands with the invoice.")
        else:
            total = figures.amount(made.summary.total, made.summary.currency)
            headline = filled(self.tr("Storno draft %1 was created: %2."), made.number, total)
            body = filled(
                self.tr("Check it and issue it in Storno.ro. Until it is issued, %1 stands as it is."),
                parent_invoice.number,
            )
        self.headline = plain_label(headline, strong_font(), wraps=True, parent=self)
        self.body = plain_label(body, wraps=True, parent=self)
        self.page_button = QPushButton(self.tr("Open in Storno.ro"), self)
        self.page_button.setAutoDefault(False)
        set_icon(self.page_button, "open-in-web")
        set_tone(self.headline, Tone.SUCCESS)
        icon = IconLabel("allowed", Tone.SUCCESS, parent=self)
        words = QVBoxLayout()
        words.setSpacing(SPACE_S)
        words.addWidget(self.headline)
        words.addWidget(self.body)
        words.addSpacing(SPACE_XS)
        words.addWidget(self.page_button, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.page_button.clicked.connect(lambda _on=False: self.page_asked.emit(self._page))
        self.setAccessibleName(f"{headline} {body}")
