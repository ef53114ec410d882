"""What a later version of the program brings, and where it can be had."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from storno_desktop.domain.update_news import UpdateNews
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    Tone,
    secondary_font,
    set_tone,
    title_font,
)

_WIDTH, _HEIGHT = 560, 420


class UpdateDialog(QDialog):
    """Its notes are shown as they are, never as rich text; the page opens in the browser, on a click."""

    def __init__(
        self,
        news: UpdateNews,
        language: str,
        open_url: Callable[[QUrl], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(filled(self.tr("Version %1"), str(news.version)))
        self.resize(_WIDTH, _HEIGHT)
        self._page, self._open_url = news.page, open_url
        self.notes = QPlainTextEdit(news.note(language), self)
        self.notes.setReadOnly(True)
        self.notes.setTabChangesFocus(True)
        self.notes.setAccessibleName(self.tr("What is new"))
        self.page = plain_label(news.page, secondary_font(), wraps=True, parent=self)
        self.page_button = QPushButton(self.tr("&Open the page"), self)
        self.close_button = QPushButton(self.tr("Close"), self)
        self.page_button.setAutoDefault(False)
        self.close_button.setDefault(True)
        self.page_button.clicked.connect(lambda _on=False: self._open_page())
        self.close_button.clicked.connect(lambda _on=False: self.reject())
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.page_button)
        lead = plain_label(
            self.tr("The program installs nothing by itself: the page tells how to get the new version."),
            wraps=True,
            parent=self,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(plain_label(self.windowTitle(), title_font(), parent=self))
        column.addWidget(self.notes, 1)
        column.addWidget(lead)
        column.addWidget(self.page)
        column.addLayout(foot)
        self.close_button.setFocus()

    def _open_page(self) -> None:
        if self._open_url(QUrl(self._page)):
            self.accept()
        else:
            set_tone(self.page, Tone.DANGER)
            self.page.setText(filled(self.tr("No browser could be opened. The address is: %1"), self._page))
