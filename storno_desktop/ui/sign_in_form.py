"""The one shape of the sign-in window's forms: labels in a column, fields beside them."""

from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from storno_desktop.ui.theme import SPACE_M, SPACE_S


class SignInForm(QFormLayout):
    """Labels stand level with the text in their fields, and all forms of the window have one column of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(SPACE_M)
        self.setVerticalSpacing(SPACE_S)
        self.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def add(self, words: str, field: QWidget, buddy: QWidget | None = None) -> None:
        """One more row; `buddy` is what the label's key leads to, where that is a part of `field`."""
        self.addRow(words, field)
        label = self.labelForField(field)
        level = buddy if buddy is not None else field
        if isinstance(level, QLineEdit) or level.sizePolicy().verticalPolicy() is QSizePolicy.Policy.Fixed:
            label.setMinimumHeight(level.sizeHint().height())
        if buddy is not None and isinstance(label, QLabel):
            label.setBuddy(buddy)
            buddy.setAccessibleName(words.replace("&", ""))

    def widest_label(self) -> int:
        """How much room the labels need (pixels)."""
        return max((each.sizeHint().width() for each in self._labels()), default=0)

    def set_label_width(self, width: int) -> None:
        """Give all labels this room, so that several forms stand in line."""
        for each in self._labels():
            each.setMinimumWidth(width)

    def _labels(self) -> list[QWidget]:
        rows = (self.itemAt(row, QFormLayout.ItemRole.LabelRole) for row in range(self.rowCount()))
        return [found for item in rows if item is not None and (found := item.widget()) is not None]
