"""Shows a mistake of this program: what happened, what it means for the work, and what can be told to whom."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from storno_desktop.ui.announcement import announce
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, Tone, secondary_font, title_font

_WIDTH, _HEIGHT = 620, 420
_MOST_SHOWN = 5


class FaultWindow(QDialog):
    """The window behind it stays as it is. `add` shows one more fault; of many the first ones stand there."""

    diagnostics_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Storno Desktop")
        self.resize(_WIDTH, _HEIGHT)
        self._count = 0
        self.headline = plain_label(font=title_font(), wraps=True, parent=self)
        self.details = plain_view(self.tr("What happened"), self)
        self.copy_button = QPushButton(self.tr("&Copy"), self)
        self.diagnostics_button = QPushButton(self.tr("&Diagnostics…"), self)
        self.close_button = QPushButton(self.tr("Close"), self)
        self.close_button.setDefault(True)
        self.copy_button.clicked.connect(
            lambda _on=False: QGuiApplication.clipboard().setText(self.details.toPlainText())
        )
        self.diagnostics_button.clicked.connect(self._ask_diagnostics)
        self.close_button.clicked.connect(lambda _on=False: self.reject())
        self._lay_out()
        self.close_button.setFocus()

    def add(self, told: str) -> None:
        """Show one more; `told` holds nothing personal."""
        self._count += 1
        self.headline.setText(
            self.tr("The program met %Ln fault(s). Nothing that you typed was lost.", "", self._count)
        )
        if self._count == 1:
            announce(self, self.headline.text())
        if self._count <= _MOST_SHOWN:
            self.details.appendPlainText(told if self._count == 1 else f"\n{told}")

    def _ask_diagnostics(self) -> None:
        self.accept()
        self.diagnostics_asked.emit()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(IconLabel("warning", Tone.WARNING, parent=self), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.headline, 1)
        lead = plain_label(
            self.tr("Before you repeat an act, refresh the list and look at the invoice."),
            wraps=True,
            parent=self,
        )
        told = plain_label(
            self.tr("For whoever supports the program. Names, amounts and texts of invoices are left out."),
            secondary_font(),
            wraps=True,
            parent=self,
        )
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        for each in (self.copy_button, self.diagnostics_button):
            each.setAutoDefault(False)
            foot.addWidget(each)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addLayout(head)
        column.addWidget(lead)
        column.addWidget(told)
        column.addWidget(self.details, 1)
        column.addLayout(foot)


def plain_view(name: str, parent: QWidget) -> QPlainTextEdit:
    """A text that is read and copied, in letters of one width."""
    view = QPlainTextEdit(parent)
    view.setReadOnly(True)
    view.setTabChangesFocus(True)
    view.setAccessibleName(name)
    font = view.font()
    font.setFamily("monospace")
    font.setStyleHint(font.StyleHint.Monospace)
    view.setFont(font)
    return view
