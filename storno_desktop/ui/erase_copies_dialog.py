"""Asks before the local copies of an account are removed, and does it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from storno_desktop.io_thread import IoThread
from storno_desktop.service.services import Services
from storno_desktop.service.session import Session
from storno_desktop.ui.consequence_list import ConsequenceList
from storno_desktop.ui.guard_time import GUARD_MS
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.question_dialog import QuestionDialog
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import Tone


class EraseCopiesDialog(QuestionDialog):
    """Removes everything that this computer keeps of the account's invoices; `erased` comes when it closes after that."""

    erased = Signal()

    def __init__(
        self,
        io: IoThread,
        services: Services,
        preferences: Preferences,
        session: Session,
        *,
        parent: QWidget | None = None,
        guard_ms: int = GUARD_MS,
    ) -> None:
        question, safe, act = _texts(session.user.email)
        super().__init__(question, safe=safe, act=act, tone=Tone.ACCENT, parent=parent, guard_ms=guard_ms)
        self._io, self._services, self._preferences, self._session = io, services, preferences, session
        self._is_erased = False
        consequences = ConsequenceList(self)
        consequences.show_lines(
            [
                self.tr("Lists, details and PDFs of all companies of this account leave this computer."),
                self.tr("Nothing changes on the server."),
                self.tr(
                    "The list is downloaded anew. Until then nothing can be looked up without the server."
                ),
            ]
        )
        self.add_evidence(consequences)
        self.committed.connect(self._erase)

    def _erase(self) -> None:
        self.set_busy(self.tr("Deleting…"))
        self._io.commit(self._erasing(), self._told, owner=self)

    async def _erasing(self) -> bool:
        """On the I/O thread: files and key, then what memory holds; whether nothing is left."""
        is_gone = await self._services.copy.wipe(self._session.account)
        await self._services.invoices.forget(self._session.companies)
        return is_gone

    def _told(self, is_gone: bool) -> None:
        self.set_idle()
        self._is_erased = True
        for each in self._session.companies:
            self._preferences.forget_refresh(each.id)
        if is_gone:
            self.accept()
            return
        self.act_button.hide()
        self.safe_button.setText(self.tr("Close"))
        self.show_problem(
            self.tr("Not everything could be removed."),
            self.tr(
                "A file is in use or protected, or the keyring did not give up the key. Try again later."
            ),
            tone=Tone.WARNING,
        )
        self.safe_button.setFocus()

    def done(self, result: int) -> None:
        is_erased, self._is_erased = self._is_erased, False
        super().done(result)
        if is_erased:
            self.erased.emit()


def _texts(email: str) -> tuple[str, str, str]:
    """Question, safe button and act; needed before there is a dialog that could translate."""
    translate = QCoreApplication.translate
    question = translate("EraseCopiesDialog", "Delete the local data of %1?")
    safe = translate("EraseCopiesDialog", "Keep it")
    return filled(question, email), safe, translate("EraseCopiesDialog", "Delete")
