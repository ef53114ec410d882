"""The foot of the pane on the left: how fresh the list is, what is being downloaded, and a button to pause that."""

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.theme import SPACE_S, SPACE_XS, Tone, secondary_font, set_tone

_BUTTON = 31
"""The side of a button with an icon alone, as the style draws it."""


class Download(Enum):
    """What the button is for."""

    NONE = auto()
    """Nothing is being downloaded: there is no button."""
    RUNNING = auto()
    PAUSED = auto()


class DownloadFoot(QWidget):
    """Two sentences, of which the second is mostly empty, and beside them the button."""

    pause_asked = Signal()
    resume_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = Download.NONE
        self._icon = IconLabel("offline", parent=self)
        self._freshness = plain_label(font=secondary_font(), wraps=True, parent=self)
        self._details = plain_label(font=secondary_font(), wraps=True, parent=self)
        self.button = QToolButton(self)
        self.button.setObjectName("pauseDownload")
        self.button.setFixedSize(_BUTTON, _BUTTON)
        for label in (self._freshness, self._details):
            set_tone(label, Tone.NEUTRAL)
        self._details.hide()
        self.button.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addWidget(self._freshness)
        words.addWidget(self._details)
        words.addStretch(1)
        # The first line stands at the height of the button's middle, whether there is a button or not.
        line = self._freshness.fontMetrics().height()
        words.setContentsMargins(0, (_BUTTON - line) // 2, 0, 0)
        sign = QVBoxLayout()
        sign.setContentsMargins(0, (_BUTTON - self._icon.height()) // 2, 0, 0)
        sign.addWidget(self._icon)
        sign.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addLayout(sign)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.button.clicked.connect(lambda _checked=False: self._ask())

    def show_freshness(self, sentence: str, tone: Tone, icon_name: str) -> None:
        """How old the list is, or how much of it is there."""
        self._freshness.setText(sentence)
        set_tone(self._freshness, tone)
        self._icon.set(icon_name, tone)

    def show_download(self, details: str, state: Download) -> None:
        """What is read ahead, "" for nothing; and whether there is something to pause or to go on with."""
        self._details.setText(details)
        self._details.setVisible(bool(details))
        if state is self._state:
            return
        self._state = state
        if state is Download.NONE:
            self.button.hide()
            return
        is_paused = state is Download.PAUSED
        set_icon(self.button, "resume" if is_paused else "pause")
        name = self.tr("Resume") if is_paused else self.tr("Pause")
        tip = self.tr("Go on downloading") if is_paused else self.tr("Pause the download")
        self.button.setText(name)
        self.button.setAccessibleName(name)
        self.button.setAccessibleDescription(tip)
        self.button.setToolTip(tip)
        self.button.show()

    def _ask(self) -> None:
        if self._state is Download.PAUSED:
            self.resume_asked.emit()
        else:
            self.pause_asked.emit()
