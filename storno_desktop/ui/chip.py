"""Filters as things one can see and take away: one chip a filter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.plain_text import plain_button_text, plain_label
from storno_desktop.ui.theme import SPACE_S, SPACE_XS


class Chip(QFrame):
    """A filter in force, with a button that takes it away; or, `checkable`, a preset to switch on and off.

    The keyboard reaches the button inside; Delete and Backspace remove as well.
    """

    removed = Signal()
    clicked = Signal(bool)  # the new state of a checkable chip

    def __init__(self, text: str, *, checkable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._text = text
        self._preset: QPushButton | None = None
        row = QHBoxLayout(self)
        row.setSpacing(SPACE_XS)
        if checkable:
            row.setContentsMargins(0, 0, 0, 0)
            self._preset = QPushButton(plain_button_text(text), self)
            self._preset.setObjectName("preset")
            self._preset.setCheckable(True)
            self._preset.setAutoDefault(False)
            self._preset.setAccessibleName(text)
            self._preset.clicked.connect(self.clicked)
            row.addWidget(self._preset)
            self.setFocusProxy(self._preset)
        else:
            self.setObjectName("chip")
            row.setContentsMargins(SPACE_S, 2, 2, 2)
            row.addWidget(plain_label(text, parent=self))
            self._close = QToolButton(self)
            set_icon(self._close, "close")
            self._close.setAccessibleName(self.tr("Remove the filter %1").replace("%1", text))
            self._close.setToolTip(self.tr("Remove the filter"))
            self._close.clicked.connect(self.removed)
            row.addWidget(self._close)
            self.setFocusProxy(self._close)
        self.setAccessibleName(text)

    @property
    def text(self) -> str:
        return self._text

    @property
    def is_checked(self) -> bool:
        return self._preset is not None and self._preset.isChecked()

    def set_checked(self, checked: bool) -> None:
        """Switch a preset without telling anybody."""
        if self._preset is not None:
            self._preset.setChecked(checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._preset is None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)
