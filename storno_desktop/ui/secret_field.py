"""A field for what nobody should read over a shoulder, with a button that shows it for a moment of doubt."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.theme import SPACE_XS


class SecretField(QWidget):
    """`edit` holds the text; `reveal` is the button. Whoever is asked for another secret finds it hidden again."""

    def __init__(self, name: str, *, show: str, hide: str, parent: QWidget | None = None) -> None:
        """`name` is the field's object name; `show` and `hide` say what the button does."""
        super().__init__(parent)
        self._show, self._hide = show, hide
        self.edit = QLineEdit(self)
        self.edit.setObjectName(name)
        self.reveal = QToolButton(self)
        self.reveal.setCheckable(True)
        self.reveal.setObjectName(f"{name}Reveal")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_XS)
        row.addWidget(self.edit, 1)
        row.addWidget(self.reveal)
        self.setFocusProxy(self.edit)
        self.reveal.toggled.connect(self._put)
        self._put(False)

    def conceal(self) -> None:
        """Hide the text again."""
        self.reveal.setChecked(False)

    def _put(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.edit.setEchoMode(mode.Normal if shown else mode.Password)
        set_icon(self.reveal, "conceal" if shown else "reveal")
        says = self._hide if shown else self._show
        self.reveal.setAccessibleName(says)
        self.reveal.setToolTip(says)
