"""Opens a journal that does not open by itself: without it nothing is sent that changes anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.service.journal_book import JournalStanding
from storno_desktop.ui.busy import BusyLine
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.problem_banner import ProblemBanner
from storno_desktop.ui.secret_field import SecretField
from storno_desktop.ui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, Tone, title_font

if TYPE_CHECKING:
    from storno_desktop.service.journal_book import JournalBook

_WIDTH = 520
SHORTEST = 12
"""Characters of a passphrase that guards a file somebody could carry away."""

_BY_PASSPHRASE = frozenset({JournalStanding.NO_PASSPHRASE, JournalStanding.PASSPHRASE_WANTED})


class JournalKeyDialog(QDialog):
    """Asks for what is missing: a passphrase, the recovery code, or another try. `opened` comes once it is open."""

    opened = Signal()

    def __init__(
        self, io: IoThread, book: JournalBook, standing: JournalStanding, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("The journal is not open"))
        self.setFixedWidth(_WIDTH)
        self._io, self._book, self._standing = io, book, standing
        self._ticket: Ticket[JournalStanding] | None = None
        show, hide = self.tr("Show the passphrase"), self.tr("Hide the passphrase")
        self.lead = plain_label(wraps=True, parent=self)
        self.passphrase = SecretField("journalPassphrase", show=show, hide=hide, parent=self)
        self.again = SecretField("journalPassphraseAgain", show=show, hide=hide, parent=self)
        self.code = QLineEdit(self)
        self.banner = ProblemBanner(parent=self)
        self.anew_button = QPushButton(self.tr("Begin a &new journal"), self)
        self.open_button = QPushButton(self)
        self.leave_button = QPushButton(self.tr("Not now"), self)
        self._busy = BusyLine(parent=self)
        self._lay_out()
        for field in (self.passphrase.edit, self.again.edit, self.code):
            field.textChanged.connect(lambda _text: self._refresh())
            field.returnPressed.connect(self.submit)
        self.open_button.clicked.connect(lambda _on=False: self.submit())
        self.anew_button.clicked.connect(lambda _on=False: self._begin_anew())
        self.leave_button.clicked.connect(lambda _on=False: self.reject())
        self.finished.connect(lambda _result: self._leave())
        self._show(standing)

    @property
    def standing(self) -> JournalStanding:
        """What stands in the way now."""
        return self._standing

    @property
    def is_busy(self) -> bool:
        """Whether a try is under way."""
        return self._ticket is not None

    def submit(self) -> None:
        """Try with what stands in the fields."""
        if not self.open_button.isEnabled() or self._ticket is not None:
            return
        if self._standing in _BY_PASSPHRASE:
            work = self._book.open_with_passphrase(self.passphrase.edit.text())
        elif self._standing is JournalStanding.KEY_LOST:
            work = self._book.open_with_code(self.code.text())
        else:
            work = self._book.open()
        self._try(self._io.commit(work, self._tried, owner=self))

    # -------------------------------------------------------------------------------------- inside

    def _begin_anew(self) -> None:
        if self._ticket is None:
            self._try(self._io.commit(self._book.begin_anew(), self._tried, owner=self))

    def _try(self, ticket: Ticket[JournalStanding]) -> None:
        self._ticket = ticket
        self.banner.clear()
        self._busy.start()
        self._refresh()

    def _tried(self, standing: JournalStanding) -> None:
        self._ticket = None
        self._busy.stop()
        if standing is JournalStanding.OPEN:
            self.opened.emit()
            self.accept()
            return
        same = standing is self._standing
        self._show(standing)
        if same:
            self.banner.show_problem(self._why_again(standing), tone=Tone.WARNING)
            self._focus()

    def _show(self, standing: JournalStanding) -> None:
        self._standing = standing
        chooses, types = standing is JournalStanding.NO_PASSPHRASE, standing in _BY_PASSPHRASE
        lost = standing is JournalStanding.KEY_LOST
        self.lead.setText(self._said(standing))
        self.passphrase.setVisible(types)
        self.again.setVisible(chooses)
        self.code.setVisible(lost)
        self.anew_button.setVisible(lost or standing is JournalStanding.DAMAGED)
        if chooses:
            self.open_button.setText(self.tr("Begin the journal"))
        elif types or lost:
            self.open_button.setText(self.tr("Open the journal"))
        else:
            self.open_button.setText(self.tr("Try again"))
        self._refresh()
        self._focus()

    def _focus(self) -> None:
        field: QWidget = self.open_button
        if self._standing in _BY_PASSPHRASE:
            field = self.passphrase.edit
        elif self._standing is JournalStanding.KEY_LOST:
            field = self.code
        field.setFocus()

    def _refresh(self) -> None:
        typed, again = self.passphrase.edit.text(), self.again.edit.text()
        ready = True
        if self._standing is JournalStanding.NO_PASSPHRASE:
            ready = len(typed) >= SHORTEST and typed == again
        elif self._standing is JournalStanding.PASSPHRASE_WANTED:
            ready = bool(typed)
        elif self._standing is JournalStanding.KEY_LOST:
            ready = bool(self.code.text().strip())
        self.open_button.setEnabled(ready and self._ticket is None)
        self.anew_button.setEnabled(self._ticket is None)

    def _said(self, standing: JournalStanding) -> str:
        match standing:
            case JournalStanding.NO_PASSPHRASE:
                return self.tr(
                    "Every act is written into an encrypted journal before it is sent. This computer has no keyring "
                    "for its key: choose a passphrase of at least 12 characters. It is asked once in each run."
                )
            case JournalStanding.PASSPHRASE_WANTED:
                return self.tr(
                    "Type the passphrase of the journal. Until then nothing is cancelled or restored."
                )
            case JournalStanding.KEY_LOST:
                return self.tr(
                    "There is a journal on this computer, and the keyring does not hold its key. Type its recovery "
                    "code; or begin a new journal: the earlier one stays where it is, and can be opened with its code."
                )
            case JournalStanding.KEYRING_SILENT:
                return self.tr(
                    "The keyring does not answer; it may be locked. Unlock it and try again. "
                    "Until then nothing is cancelled or restored."
                )
            case JournalStanding.DAMAGED:
                return self.tr(
                    "The journal's file is damaged. Ask your administrator for a copy of it; or begin a new journal: "
                    "the damaged one stays where it is."
                )
            case JournalStanding.NEWER:
                return self.tr(
                    "A newer version of this program wrote the journal. Install that version to act."
                )
            case JournalStanding.FULL:
                return self.tr(
                    "The disk is full: nothing can be written down, so nothing is sent. Make room."
                )
            case JournalStanding.NOT_WRITABLE:
                return self.tr(
                    "The journal's folder may not be written, so nothing is sent. Tell your administrator."
                )
            case JournalStanding.BUSY | JournalStanding.OPEN | JournalStanding.CLOSED:
                return self.tr("Another program holds the journal. Try again in a moment.")

    def _why_again(self, standing: JournalStanding) -> str:
        match standing:
            case JournalStanding.PASSPHRASE_WANTED:
                return self.tr("That is not the passphrase.")
            case JournalStanding.KEY_LOST:
                return self.tr("That is not the code of this journal. Compare it letter by letter.")
            case _:
                return self.tr("It still does not open.")

    def _lay_out(self) -> None:
        for each in (self.anew_button, self.open_button, self.leave_button):
            each.setAutoDefault(False)
        self.passphrase.edit.setPlaceholderText(self.tr("Passphrase"))
        self.passphrase.edit.setAccessibleName(self.tr("Passphrase"))
        self.again.edit.setPlaceholderText(self.tr("The same passphrase again"))
        self.again.edit.setAccessibleName(self.tr("The same passphrase again"))
        self.code.setPlaceholderText("XXXX-XXXX-XXXX-…")
        self.code.setAccessibleName(self.tr("Recovery code"))
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addWidget(self.anew_button)
        foot.addStretch(1)
        foot.addWidget(self.leave_button)
        foot.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(plain_label(self.windowTitle(), title_font(), parent=self))
        column.addWidget(self.lead)
        for field in (self.passphrase, self.again, self.code):
            column.addWidget(field)
        column.addWidget(self.banner)
        column.addWidget(self._busy)
        column.addLayout(foot)

    def _leave(self) -> None:
        for field in (self.passphrase.edit, self.again.edit, self.code):
            field.clear()
