"""Shows the journal's recovery code once: it is the only way back in when the keyring has lost the key."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, strong_font, title_font

_WIDTH = 520
_IN_A_LINE = 5


class RecoveryCodeDialog(QDialog):
    """`accepted` comes once the person has said that the code is kept; closed otherwise, it is shown again later."""

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Recovery code of the journal"))
        self.setFixedWidth(_WIDTH)
        groups = code.split("-")
        lines = [groups[start : start + _IN_A_LINE] for start in range(0, len(groups), _IN_A_LINE)]
        self.code = plain_label("\n".join("-".join(line) for line in lines), strong_font(), parent=self)
        font = self.code.font()
        font.setFamily("monospace")
        font.setStyleHint(font.StyleHint.Monospace)
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self.code.setFont(font)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.code.setAccessibleName(self.tr("The code"))
        self.copy_button = QPushButton(self.tr("&Copy"), self)
        self.kept = QCheckBox(
            self.tr("I have written it down or printed it, and it lies in a safe place."), self
        )
        self.done_button = QPushButton(self.tr("Done"), self)
        self.later_button = QPushButton(self.tr("Later"), self)
        for each in (self.copy_button, self.done_button, self.later_button):
            each.setAutoDefault(False)
        self.done_button.setEnabled(False)
        self.kept.toggled.connect(self.done_button.setEnabled)
        self.copy_button.clicked.connect(lambda _on=False: QGuiApplication.clipboard().setText(code))
        self.done_button.clicked.connect(lambda _on=False: self.accept())
        self.later_button.clicked.connect(lambda _on=False: self.reject())
        lead = plain_label(
            self.tr(
                "The journal of everything that is done from this computer is encrypted; its key lies in the keyring. "
                "If the keyring is lost, only this code opens the journal. It is shown once."
            ),
            wraps=True,
            parent=self,
        )
        middle = QHBoxLayout()
        middle.addWidget(self.code, 1)
        middle.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addStretch(1)
        foot.addWidget(self.later_button)
        foot.addWidget(self.done_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(plain_label(self.windowTitle(), title_font(), parent=self))
        column.addWidget(lead)
        column.addLayout(middle)
        column.addWidget(self.kept)
        column.addLayout(foot)
        self.later_button.setFocus()
