"""Whether a session is to outlive the program, and why it sometimes cannot."""

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from storno_desktop.service.session_service import SafePlace
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.sign_in_words import SignInWords
from storno_desktop.ui.theme import SPACE_XL, Tone, secondary_font, set_tone


class StayChoice(QWidget):
    """A box that is off and asleep, with the reason below it, where this computer has no safe place."""

    def __init__(self, stays: bool, *, fixed: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = SignInWords(self)
        self._fixed, self._wanted = fixed, stays
        self._place = SafePlace.AVAILABLE
        self.box = QCheckBox(self.tr("&Keep me signed in on this computer"), self)
        self.box.setObjectName("stay")
        self.box.setChecked(stays)
        self._why = plain_label(font=secondary_font(), wraps=True, parent=self)
        self._why.setContentsMargins(SPACE_XL, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.box)
        column.addWidget(self._why)
        self.box.clicked.connect(self._choose)
        self._refresh()

    @property
    def stays(self) -> bool:
        """Whether the session is to be kept."""
        return self.box.isChecked()

    @property
    def may_be_kept(self) -> bool:
        """Whether it matters what the keyring is good for."""
        return self._wanted or not self._fixed

    @property
    def why(self) -> str:
        """What is said below the box."""
        return self._why.text()

    def show_place(self, place: SafePlace) -> None:
        """What is known about this computer's keyring."""
        self._place = place
        self._refresh()

    def _choose(self, wanted: bool) -> None:
        self._wanted = wanted

    def _refresh(self) -> None:
        is_safe = self._place is SafePlace.AVAILABLE
        self.box.setEnabled(is_safe and not self._fixed)
        self.box.setChecked(is_safe and self._wanted)
        why = self._words.unsafe(self._place)
        if is_safe and self._fixed:
            why = self.tr("Your organisation decides this.")
        set_tone(self._why, Tone.NEUTRAL if is_safe else Tone.WARNING)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.box.setAccessibleDescription(why)
