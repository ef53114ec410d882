"""A field of several lines that tells its text letter by letter, and loses nothing of what is pasted."""

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_TAKEN_FOR_BREAKS = str.maketrans({"\ufdd0": "\ufffe", "\ufdd1": "\ufffe"})
"""Code points without a meaning that Qt would turn into line breaks; what stands for them has none either, and stays
in sight of whoever decides about the text."""


class ReasonEdit(QPlainTextEdit):
    """Tab leaves it. Spaces that do not break stay what they are, and so does every other character."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text.translate(_TAKEN_FOR_BREAKS), parent)
        self.setTabChangesFocus(True)

    @property
    def exact_text(self) -> str:
        """What was typed; lines end with "\\n"."""
        return self.document().toRawText().replace("\u2029", "\n")

    def insertFromMimeData(self, source: QMimeData) -> None:
        exact = QMimeData()
        exact.setText(source.text().translate(_TAKEN_FOR_BREAKS))
        super().insertFromMimeData(exact)
