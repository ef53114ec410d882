"""Text from outside stays text: what a server or a client wrote is never read as markup."""

import html

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def plain_label(
    text: str = "", font: QFont | None = None, *, wraps: bool = False, parent: QWidget | None = None
) -> QLabel:
    """A label that shows `text` letter by letter; with `wraps` it breaks lines and takes the width it is given."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    if font is not None:
        label.setFont(font)
    if wraps:
        label.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
    return label


def plain_tooltip(text: str) -> str:
    """`text` for setToolTip, which would otherwise read anything that looks like a tag."""
    return f"<span style='white-space: pre-wrap'>{html.escape(text)}</span>" if text else ""


def plain_button_text(text: str) -> str:
    """`text` for a button or an action, where a single ampersand would become a shortcut."""
    return text.replace("&", "&&")
