"""What went wrong or needs attention, said in place: what happened, what is safe, what to do."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from storno_desktop.ui.announcement import announce
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.plain_text import plain_button_text, plain_label
from storno_desktop.ui.theme import SPACE_M, SPACE_S, SPACE_XS, Tone, set_tone, strong_font

_ICONS = {
    Tone.NEUTRAL: "info",
    Tone.ACCENT: "info",
    Tone.SUCCESS: "allowed",
    Tone.WARNING: "warning",
    Tone.DANGER: "blocks",
    Tone.DISABLED: "info",
}


class ProblemBanner(QFrame):
    """A headline, a line about it, perhaps the server's own words below ours, perhaps buttons.

    Hidden until `show_problem`, hidden again by `clear`. It is read aloud when it appears and takes no focus.
    """

    dismissed = Signal()

    def __init__(self, *, dismissible: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problemBanner")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._icon = IconLabel("info", parent=self)
        self._headline = plain_label(font=strong_font(), wraps=True, parent=self)
        self._body = plain_label(wraps=True, parent=self)
        self._quotation = _selectable(plain_label(wraps=True, parent=self))
        self._quotation.setObjectName("quotation")
        self._close = QToolButton(self)
        set_icon(self._close, "close")
        self._close.setAccessibleName(self.tr("Dismiss this message"))
        self._close.setToolTip(self.tr("Dismiss this message"))
        self._close.setVisible(dismissible)
        self._action_row = QWidget(self)
        self._actions = QHBoxLayout(self._action_row)
        self._actions.setContentsMargins(0, SPACE_S, 0, SPACE_XS)
        self._actions.setSpacing(SPACE_S)
        self._actions.addStretch(1)
        self._buttons: list[QPushButton] = []

        words = QVBoxLayout()
        words.setContentsMargins(0, SPACE_XS, 0, SPACE_XS)
        words.setSpacing(SPACE_XS)
        for each in (self._headline, self._body, self._quotation):
            words.addWidget(each)
        words.addWidget(self._action_row)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, SPACE_S, SPACE_S, SPACE_S)
        row.setSpacing(SPACE_M)
        picture = QVBoxLayout()
        picture.setContentsMargins(0, SPACE_XS, 0, 0)
        picture.addWidget(self._icon)
        picture.addStretch(1)
        row.addLayout(picture)
        row.addLayout(words, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

        self._close.clicked.connect(self._dismiss)
        self.clear()

    def show_problem(
        self,
        headline: str,
        body: str = "",
        quotation: str = "",
        tone: Tone = Tone.DANGER,
        icon_name: str = "",
    ) -> None:
        """Show it and say it aloud. Earlier buttons are gone; `add_action` adds those that fit this one.

        `quotation` is what the server said, shown below our words and marked as quoted. Without `icon_name` the
        tone chooses the icon.
        """
        self._forget_actions()
        self._icon.set(icon_name or _ICONS[tone], tone)
        set_tone(self._headline, tone)
        self._headline.setText(headline)
        for label, text in ((self._body, body), (self._quotation, quotation)):
            label.setText(text)
            label.setVisible(bool(text))
        self.setProperty("rule", tone.value)
        self.style().unpolish(self)
        self.style().polish(self)
        spoken = " ".join(filter(None, (headline, body, quotation)))
        self.setAccessibleName(headline)
        self.setAccessibleDescription(" ".join(filter(None, (body, quotation))))
        self.show()
        announce(self, spoken, interrupts=tone is Tone.DANGER)

    def add_action(self, text: str, slot: Callable[[], object]) -> QPushButton:
        """A button below the words; `slot` is called without arguments."""
        button = QPushButton(plain_button_text(text), self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: slot())
        self._actions.insertWidget(len(self._buttons), button)
        self._buttons.append(button)
        self._action_row.show()
        return button

    def clear(self) -> None:
        """Nothing to say any more: hide."""
        self.hide()
        self._forget_actions()
        for label in (self._headline, self._body, self._quotation):
            label.setText("")

    @property
    def headline(self) -> str:
        return self._headline.text()

    @property
    def body(self) -> str:
        return self._body.text()

    @property
    def quotation(self) -> str:
        return self._quotation.text()

    @property
    def action_buttons(self) -> tuple[QPushButton, ...]:
        return tuple(self._buttons)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            # Never higher than the words: spare room belongs to the page, not to the banner.
            self.setMaximumHeight(max(self.heightForWidth(self.width()), 1))
        return super().event(event)

    def _dismiss(self) -> None:
        self.clear()
        self.dismissed.emit()

    def _forget_actions(self) -> None:
        for button in self._buttons:
            self._actions.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()
        self._action_row.hide()


def _selectable(label: QLabel) -> QLabel:
    """The server's words can be copied into a mail to support."""
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
