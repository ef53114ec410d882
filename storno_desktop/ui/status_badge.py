"""The state of an invoice or a finding, said three times: by an icon, a word and a tone."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.theme import SPACE_S, Tone, set_tone


class StatusBadge(QWidget):
    """An icon and one word in the ink of a tone."""

    def __init__(self, icon_name: str, word: str, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(icon_name, tone, parent=self)
        self._word = plain_label(parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._icon)
        row.addWidget(self._word)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set(icon_name, word, tone)

    def set(self, icon_name: str, word: str, tone: Tone) -> None:
        """Show another state."""
        self._icon.set(icon_name, tone)
        self._word.setText(word)
        set_tone(self._word, tone)
        self.setAccessibleName(word)

    @property
    def word(self) -> str:
        return self._word.text()

    @property
    def icon_name(self) -> str:
        return self._icon.name

    @property
    def tone(self) -> Tone:
        return self._icon.tone
