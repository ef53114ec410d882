"""The public links that a cancellation left open: listed, and closed one after the other if somebody asks for it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from storno_desktop.domain.invoice import ShareLink
from storno_desktop.ui.announcement import announce
from storno_desktop.ui.finding_words import FindingWords
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.link_closer import LinkCloser
from storno_desktop.ui.link_words import LinkWords
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.theme import SPACE_S, SPACE_XS, Tone, secondary_font, set_tone, strong_font


class OpenLinks(QWidget):
    """Shows what `closer` knows, and has it close them when somebody asks for that."""

    def __init__(self, closer: LinkCloser, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._closer = closer
        self._words, self._findings = LinkWords(self), FindingWords(self)
        self._shown: list[QWidget] = []
        self._icon = IconLabel("link", Tone.WARNING, parent=self)
        self._headline = plain_label(font=strong_font(), wraps=True, parent=self)
        self._body = plain_label(wraps=True, parent=self)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(SPACE_S)
        self._rows.setVerticalSpacing(SPACE_XS)
        self._rows.setColumnStretch(1, 1)
        self.close_button = QPushButton(self)
        self.check_button = QPushButton(self.tr("Check again"), self)
        self._obstacle = plain_label(font=secondary_font(), wraps=True, parent=self)
        set_tone(self._obstacle, Tone.NEUTRAL)
        for button in (self.close_button, self.check_button):
            button.setAutoDefault(False)
        set_icon(self.check_button, "refresh")
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.check_button)
        buttons.addWidget(self._obstacle, 1)
        buttons.addStretch()
        words = QVBoxLayout()
        words.setSpacing(SPACE_S)
        words.addWidget(self._headline)
        words.addWidget(self._body)
        words.addLayout(self._rows)
        words.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.close_button.clicked.connect(lambda _on=False: closer.close_all())
        self.check_button.clicked.connect(lambda _on=False: closer.look())
        closer.changed.connect(self._show)
        closer.looked.connect(self._announce)
        closer.ended.connect(self._announce)
        self._show()

    @property
    def headline(self) -> str:
        return self._headline.text()

    @property
    def body(self) -> str:
        return self._body.text()

    @property
    def lines(self) -> list[str]:
        """The links in words, from top to bottom."""
        return [each.text() for each in self._shown if isinstance(each, QLabel)]

    @property
    def obstacle(self) -> str:
        """Why nothing can be closed here, "" where it can."""
        return self._obstacle.text()

    @property
    def is_looking(self) -> bool:
        """Whether the links are being read."""
        return self._closer.is_looking

    # -------------------------------------------------------------------------------------- inside

    def _announce(self, _why: object = None) -> None:
        announce(self, f"{self.headline} {self.body}".strip())

    def _show(self) -> None:
        """Say what is known now."""
        closer = self._closer
        left, read = closer.open_ones, closer.is_read
        tone = Tone.SUCCESS if read and not left else Tone.WARNING
        self._icon.set("allowed" if tone is Tone.SUCCESS else "link", tone)
        set_tone(self._headline, tone)
        self._headline.setText(self._told(read, left))
        self._body.setText(self._words.meaning(left) if left and not closer.is_unknown else "")
        self._body.setVisible(bool(self._body.text()))
        self._show_rows(left)
        why_not = self._why_not()
        self.close_button.setText(self._words.to_close(len(left)))
        self.close_button.setVisible(bool(left))
        self.close_button.setEnabled(not why_not and not closer.is_looking)
        self.check_button.setVisible((not read or closer.is_unknown) and not closer.is_looking)
        self._obstacle.setText(why_not)
        self._obstacle.setVisible(bool(self._obstacle.text()))
        self.setAccessibleName(self.headline)
        self.setAccessibleDescription(" ".join((self.body, *self.lines)))

    def _told(self, read: bool, left: Sequence[ShareLink]) -> str:
        if self._closer.is_unknown:
            return self.tr("It is not known whether the link was closed. Do not repeat; check again.")
        if self._closer.is_looking and not read:
            return self.tr("Looking for open public links …")
        if not read:
            return self.tr("The public links could not be read.")
        return self._words.still_open(len(left)) if left else self.tr("No public link is open any more.")

    def _show_rows(self, links: Sequence[ShareLink]) -> None:
        for old in self._shown:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = []
        for row, link in enumerate(links):
            icon = IconLabel("payment" if link.payment_enabled else "link-viewed", parent=self)
            words = plain_label(self._words.link(link), wraps=True, parent=self)
            self._rows.addWidget(icon, row, 0, Qt.AlignmentFlag.AlignTop)
            self._rows.addWidget(words, row, 1)
            self._shown += [icon, words]

    def _why_not(self) -> str:
        """Why none can be closed now, in a sentence; "" where that is possible or nothing is known yet."""
        against = self._closer.against
        return "" if against is None else self._words.against(against)
