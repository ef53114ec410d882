"""The adviser: one sentence with its sign, the reasons behind it when somebody asks why, and the better way."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.plain_text import plain_button_text, plain_label
from storno_desktop.ui.theme import SPACE_M, SPACE_S, SPACE_XS, Tone, secondary_font, set_tone, strong_font
from storno_desktop.ui.words import Sign

_AS_HIGH_AS_A_LINE = "QToolButton { padding: 0 4px; } QToolButton:focus { padding: 0 3px; }"


class AdviceView(QWidget):
    """An icon, a sentence in the ink of its tone, a button that unfolds the reasons, perhaps one that leads elsewhere."""

    unfolded = Signal(bool)
    way_out_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("waiting", parent=self)
        self._sentence = plain_label(font=strong_font(), wraps=True, parent=self)
        self._why = QToolButton(self)
        self._why.setText(self.tr("Why?"))
        self._why.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._why.setCheckable(True)
        self._why.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._why.setStyleSheet(_AS_HIGH_AS_A_LINE)
        self._why.hide()
        set_icon(self._why, "chevron-right")
        self._way_out = QPushButton(self)
        self._way_out.setAutoDefault(False)
        self._way_out.hide()
        self._obstacle = plain_label(font=secondary_font(), wraps=True, parent=self)
        set_tone(self._obstacle, Tone.NEUTRAL)
        self._obstacle.hide()
        self._labels: list[QLabel] = []
        self._reasons = QWidget(self)
        self._reasons.hide()
        self._lines = QVBoxLayout(self._reasons)
        self._lines.setContentsMargins(0, 0, 0, SPACE_XS)
        self._lines.setSpacing(SPACE_XS)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        # The first line of the sentence stands at the height of the button beside it, however many there are.
        line, letters = self._why.sizeHint().height(), self._sentence.fontMetrics().height()
        above = max(line - letters, 0) // 2
        self._sentence.setContentsMargins(0, above, 0, 0)
        picture = QVBoxLayout()
        picture.setContentsMargins(0, max(line - self._icon.height(), 0) // 2, 0, 0)
        picture.addWidget(self._icon)
        row.addLayout(picture)
        row.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sentence, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._why, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addLayout(row)
        column.addWidget(self._reasons)
        out = QHBoxLayout()
        out.setContentsMargins(self._icon.width() + SPACE_S, 0, 0, 0)
        out.setSpacing(SPACE_M)
        out.addWidget(self._way_out)
        out.addWidget(self._obstacle, 1)
        out.addStretch()
        column.addLayout(out)
        self._why.toggled.connect(self._unfold)
        self._way_out.clicked.connect(lambda _on=False: self.way_out_asked.emit())

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    @property
    def tone(self) -> Tone:
        return self._icon.tone

    @property
    def why_button(self) -> QToolButton:
        return self._why

    @property
    def reasons(self) -> list[str]:
        """The reasons, whether they are unfolded or not."""
        return [each.text() for each in self._labels]

    @property
    def way_out_button(self) -> QPushButton:
        return self._way_out

    @property
    def obstacle(self) -> str:
        """Why the way out is closed, "" where it is open or there is none."""
        return self._obstacle.text()

    def offer_way_out(self, text: str, why_not: str = "", *, icon: str = "storno") -> None:
        """A button for what is recommended instead; a closed one says why. "" takes it away."""
        set_icon(self._way_out, icon)
        self._way_out.setText(plain_button_text(text))
        self._way_out.setVisible(bool(text))
        self._way_out.setEnabled(not why_not)
        self._way_out.setAccessibleDescription(why_not)
        self._obstacle.setText(why_not)
        self._obstacle.setVisible(bool(text and why_not))

    def show_advice(self, advice: Sign, reasons: Sequence[str] = ()) -> None:
        """Say something else; the reasons stay folded or unfolded as they were."""
        self._icon.set(advice.icon, advice.tone)
        self._sentence.setText(advice.word)
        set_tone(self._sentence, advice.tone)
        self.setAccessibleName(advice.word)
        if self.reasons != list(reasons):
            for old in self._labels:
                self._lines.removeWidget(old)
                old.hide()
                old.deleteLater()
            self._labels = []
            for reason in reasons:
                label = plain_label(reason, secondary_font(), wraps=True, parent=self._reasons)
                set_tone(label, Tone.NEUTRAL)
                self._lines.addWidget(label)
                self._labels.append(label)
            self._reasons.setAccessibleDescription(" ".join(reasons))
        self._why.setVisible(bool(reasons))
        self._reasons.setVisible(bool(reasons) and self._why.isChecked())

    def _unfold(self, open_: bool) -> None:
        self._reasons.setVisible(open_)
        set_icon(self._why, "chevron-down" if open_ else "chevron-right")
        self.unfolded.emit(open_)
