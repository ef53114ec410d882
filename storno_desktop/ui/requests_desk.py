"""Where a restore is asked for by a file, and decided by whoever received one."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from storno_desktop.io_thread import IoThread
from storno_desktop.ui.guard_time import GUARD_MS
from storno_desktop.ui.save_place import ask_save_place, documents_folder
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import Tone

if TYPE_CHECKING:
    # Loaded when somebody asks, or opens a file.
    from storno_desktop.domain.evidence import Evidence
    from storno_desktop.domain.invoice import Invoice
    from storno_desktop.domain.kept_request import KeptRequest
    from storno_desktop.domain.problem import Problem
    from storno_desktop.domain.session import Company
    from storno_desktop.domain.signed_paper import SignedPaper
    from storno_desktop.domain.supervision import Requester
    from storno_desktop.export.outcome import ExportProblem
    from storno_desktop.service.case import Case
    from storno_desktop.service.journal_book import JournalStanding
    from storno_desktop.service.request_supervision import RequestSupervision
    from storno_desktop.service.restore_requests import AskFault, NotReceived, Received
    from storno_desktop.service.services import Services
    from storno_desktop.service.session import Session
    from storno_desktop.ui.approval_dialog import ApprovalDialog
    from storno_desktop.ui.request_dialog import RequestDialog
    from storno_desktop.ui.request_words import RequestWords
    from storno_desktop.ui.requests_window import RequestsWindow
    from storno_desktop.ui.restore_dialog import RestoreDialog


class RequestsDesk(QObject):
    """Makes requests, opens files, and keeps the list of both.

    `told` brings a sentence and its tone; `counted` how many requests wait for anybody. `restored`, `seen` and
    `left_open` are those of an approval, for the company on show; `sign_in_needed` and `journal_needed` bring the
    dialog that cannot go on.
    """

    told = Signal(str, object)  # sentence, Tone
    counted = Signal(int)
    restored = Signal(object)  # Evidence[Invoice]
    seen = Signal(object)  # Evidence[Invoice]
    left_open = Signal(object)  # Intent
    sign_in_needed = Signal(object)  # the ApprovalDialog
    journal_needed = Signal(object, object)  # the window or dialog, JournalStanding

    def __init__(
        self,
        io: IoThread,
        services: Services,
        clock: Callable[[], datetime],
        window: QWidget,
        guard_ms: int = GUARD_MS,
    ) -> None:
        super().__init__(window)
        self._io, self._services, self._clock, self._window = io, services, clock, window
        self._guard_ms = guard_ms
        self._session: Session | None = None
        self._company: Company | None = None
        self._waiting_file: Path | None = None
        self._shown: RequestsWindow | None = None
        self._is_looking = False

    # -------------------------------------------------------------------------------------- what the window tells

    def inherit(self, other: RequestsDesk) -> None:
        """Go on where another desk stopped: a file that waits for a session goes on waiting."""
        self._waiting_file = other._waiting_file

    def enter(self, session: Session, company: Company | None) -> None:
        """Somebody is in, or in again; a file that waited for that is opened."""
        self._session, self._company = session, company
        if session.offline is None and self._waiting_file is not None:
            path, self._waiting_file = self._waiting_file, None
            self.open_file(path)

    def show_company(self, company: Company | None) -> None:
        """This one is on show."""
        self._company = company

    def look(self) -> None:
        """Ask the server what became of those that wait."""
        if self._is_looking or self._session is None or self._session.offline is not None:
            return
        self._is_looking = True
        if self._shown is not None:
            self._shown.busy.start()
        self._io.run(self._services.requests.look(), self._looked, owner=self)

    # -------------------------------------------------------------------------------------- asking

    def ask(self, dialog: RestoreDialog, case: Case) -> QFileDialog:
        """Ask where the request is to be saved, then make it; the dialog closes once the file is there."""
        number = "" if case.facts.invoice is None else case.facts.invoice.number

        def save(path: Path) -> None:
            dialog.set_busy(self.tr("Writing the request …"))
            work = self._services.requests.ask(case, dialog.reason_field.text)
            self._io.commit(work, lambda asked: self._asked(dialog, path, asked), owner=self)

        return self._ask_place(dialog, filled(self.tr("Request to restore %1"), number), save)

    def _asked(
        self, dialog: RestoreDialog, path: Path, asked: KeptRequest | AskFault | JournalStanding | Problem
    ) -> None:
        from storno_desktop.domain.kept_request import KeptRequest
        from storno_desktop.domain.problem import Problem
        from storno_desktop.service.case import NotJournalled, NotSent
        from storno_desktop.service.restore_requests import AskFault

        match asked:
            case KeptRequest():
                self._write(path, asked.paper, lambda problem: self._saved_request(dialog, asked, problem))
            case AskFault():
                dialog.set_idle()
                dialog.show_problem(
                    self.tr("The request was not made."), self._words().ask_fault(asked), tone=Tone.WARNING
                )
            case Problem():
                dialog.acted(NotSent(asked))
            case _:
                dialog.acted(NotJournalled(asked))

    def _saved_request(self, dialog: RestoreDialog, kept: KeptRequest, problem: ExportProblem | None) -> None:
        dialog.set_idle()
        self._reload()
        if problem is not None:
            dialog.show_problem(
                self.tr("The file could not be written."),
                self.tr("The request itself was made: save it again from the list of requests."),
                tone=Tone.WARNING,
            )
            return
        dialog.accept()
        self.told.emit(
            filled(
                self.tr(
                    "%1 waits for approval. Send the file to a supervisor: it holds no rights and no passwords."
                ),
                kept.request.number,
            ),
            Tone.SUCCESS,
        )

    # -------------------------------------------------------------------------------------- a file that came

    def choose_file(self) -> QFileDialog:
        """Ask which file to open."""
        dialog = QFileDialog(self._shown or self._window, self.tr("Open a request file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self._kinds(), self.tr("All files (*)")])
        dialog.setDirectory(str(documents_folder()))
        dialog.fileSelected.connect(lambda path: self.open_file(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def open_file(self, path: Path) -> None:
        """Look at a file that somebody sent; without a session it waits until there is one."""
        if self._session is None or self._session.offline is not None:
            self._waiting_file = path
            self._tell(self.tr("The request is opened once you are signed in and the server answers."))
            return
        requests = self._services.requests

        async def receive() -> Received | NotReceived | JournalStanding | Problem | None:
            import asyncio

            data = await asyncio.to_thread(_read, path)
            return None if data is None else await requests.receive(data)

        self._io.run(receive(), self._received, owner=self)

    def _received(self, received: Received | NotReceived | JournalStanding | Problem | None) -> None:
        from storno_desktop.service.restore_requests import Received

        if received is None:
            self._tell(self.tr("The file could not be read."))
        elif isinstance(received, Received):
            self._show_received(received)
        else:
            self._tell_why_not(received)

    def _show_received(self, received: Received) -> RequestDialog:
        from storno_desktop.ui.figures import Figures
        from storno_desktop.ui.request_dialog import RequestDialog

        dialog = RequestDialog(received, Figures(), self._shown or self._window, self._guard_ms)

        def accept() -> None:
            dialog.set_busy(self.tr("Writing it down …"))
            work = self._services.requests.accept(received, new_key=dialog.accepts_new_key)
            self._io.commit(work, lambda kept: self._accepted(dialog, kept), owner=self)

        dialog.committed.connect(accept)
        dialog.open()
        return dialog

    def _accepted(
        self, dialog: RequestDialog, kept: KeptRequest | NotReceived | JournalStanding | Problem
    ) -> None:
        from storno_desktop.domain.kept_request import KeptRequest

        dialog.set_idle()
        dialog.accept()
        if not isinstance(kept, KeptRequest):
            self._tell_why_not(kept)
            return
        self._reload()
        if not kept.is_of(self._me):
            self.decide(kept)
        elif kept.waits:
            self._tell(self.tr("The server does not show this restore yet; the request goes on waiting."))
        else:
            self._tell(self._words().standing(kept, self._me), Tone.NEUTRAL)

    # -------------------------------------------------------------------------------------- deciding

    def decide(self, kept: KeptRequest) -> None:
        """Read everything with this session's own account, and let the person approve or refuse."""
        from storno_desktop.domain.problem import Problem
        from storno_desktop.service.request_supervision import RequestSupervision

        requests = self._services.requests

        async def begin() -> (
            tuple[RequestSupervision, Company, Evidence[Invoice]] | NotReceived | JournalStanding | Problem
        ):
            supervision = await requests.supervise(kept)
            if not isinstance(supervision, RequestSupervision):
                return supervision
            read = await requests.invoice_of(kept)
            return read if isinstance(read, Problem) else (supervision, *read)

        def begun(
            found: tuple[RequestSupervision, Company, Evidence[Invoice]]
            | NotReceived
            | JournalStanding
            | Problem,
        ) -> None:
            if isinstance(found, tuple):
                self._hear(kept, *found)
            else:
                self._tell_why_not(found)

        self._io.run(begin(), begun, owner=self)

    def _hear(
        self,
        kept: KeptRequest,
        supervision: RequestSupervision,
        company: Company,
        invoice: Evidence[Invoice],
    ) -> ApprovalDialog | None:
        from storno_desktop.domain.supervision import Requester
        from storno_desktop.ui.act_frame import ActFrame
        from storno_desktop.ui.approval_dialog import ApprovalDialog

        session = self._session
        if session is None:
            return None
        approval = ApprovalDialog(
            ActFrame(
                io=self._io,
                company=company,
                invoice=invoice.value.summary,
                now=self._clock,
                parent=self._shown or self._window,
                guard_ms=self._guard_ms,
            ),
            supervision,
            asked_by=kept.request.requester,
            supervisor=Requester.of(session.user),
            reason=kept.request.reason,
            reached=None,
        )
        done: list[Evidence[Invoice]] = []
        refused: list[str] = []
        approval.done.connect(done.append)
        approval.refused.connect(lambda _who, comment: refused.append(comment))
        if self._company is not None and company.id == self._company.id:
            approval.seen.connect(self.seen)
        approval.unsettled.connect(self.left_open)
        approval.sign_in_needed.connect(lambda: self.sign_in_needed.emit(approval))
        approval.journal_needed.connect(lambda standing: self.journal_needed.emit(approval, standing))

        def ended(_result: int) -> None:
            self._reload()
            if done:
                self._tell_restored(company, done[0])
            elif refused:
                self._save_answer_of(kept.request.nonce)

        approval.finished.connect(ended)
        approval.open()
        return approval

    def _tell_restored(self, company: Company, invoice: Evidence[Invoice]) -> None:
        if self._company is not None and company.id == self._company.id:
            self.restored.emit(invoice)
        else:
            sentence = filled(self.tr("%1 of %2 is a draft again."), invoice.value.number, company.name)
            self.told.emit(sentence, Tone.SUCCESS)

    def _save_answer_of(self, nonce: str) -> None:
        """The operator hears of a refusal by a file: offer it at once."""

        def found(kept: tuple[KeptRequest, ...]) -> None:
            for each in kept:
                if each.request.nonce == nonce and not each.waits:
                    self.save_answer(each)

        self._io.run(self._services.requests.kept(), found, owner=self)

    # -------------------------------------------------------------------------------------- the list

    def show(self) -> RequestsWindow:
        """The list of all requests; there is one."""
        from storno_desktop.ui.figures import Figures
        from storno_desktop.ui.requests_window import RequestsWindow

        if self._shown is None:
            window = RequestsWindow(self._words(), Figures(), self._clock, self._window)
            window.decide_asked.connect(self.decide)
            window.save_asked.connect(self.save_request)
            window.answer_asked.connect(self.save_answer)
            window.file_asked.connect(self.choose_file)
            window.dropped.connect(self.open_file)
            window.look_asked.connect(self.look)
            window.finished.connect(lambda _result: self._closed())
            self._shown = window
            window.show()
            self._reload()
            self.look()
        self._shown.raise_()
        self._shown.activateWindow()
        return self._shown

    def save_request(self, kept: KeptRequest) -> QFileDialog:
        """Save the file of a request that was made here once more."""
        title = filled(self.tr("Request to restore %1"), kept.request.number)
        return self._ask_place(
            self._shown or self._window,
            title,
            lambda path: self._write(path, kept.paper, lambda problem: self._saved(path, problem)),
        )

    def save_answer(self, kept: KeptRequest) -> QFileDialog:
        """Save the file that tells who asked how it ended."""

        def save(path: Path) -> None:
            def signed(answer: SignedPaper | AskFault | JournalStanding | Problem) -> None:
                from storno_desktop.domain.signed_paper import SignedPaper
                from storno_desktop.service.restore_requests import AskFault

                if isinstance(answer, SignedPaper):
                    self._write(path, answer, lambda problem: self._saved(path, problem))
                elif isinstance(answer, AskFault):
                    self._tell(self._words().ask_fault(answer))
                else:
                    self._tell_why_not(answer)

            self._io.run(self._services.requests.answer(kept), signed, owner=self)

        title = filled(self.tr("Answer about %1"), kept.request.number)
        return self._ask_place(self._shown or self._window, title, save)

    # -------------------------------------------------------------------------------------- inside

    def _words(self) -> RequestWords:
        from storno_desktop.ui.figures import Figures
        from storno_desktop.ui.request_words import RequestWords

        return RequestWords(Figures(self), self)

    @property
    def _me(self) -> Requester | None:
        from storno_desktop.domain.supervision import Requester

        return None if self._session is None else Requester.of(self._session.user)

    def _looked(self, kept: tuple[KeptRequest, ...]) -> None:
        self._is_looking = False
        if self._shown is not None:
            self._shown.busy.stop()
        self._list(kept)

    def _reload(self) -> None:
        self._io.run(self._services.requests.kept(), self._list, owner=self)

    def _list(self, kept: tuple[KeptRequest, ...]) -> None:
        now = self._clock()
        self.counted.emit(sum(each.waits and not each.request.is_over(now) for each in kept))
        if self._shown is not None:
            self._shown.show_requests(kept, self._me)

    def _closed(self) -> None:
        self._shown = None

    def _tell_why_not(self, found: NotReceived | JournalStanding | Problem) -> None:
        from storno_desktop.domain.problem import Problem
        from storno_desktop.service.restore_requests import NotReceived
        from storno_desktop.ui.problem_words import ProblemWords

        match found:
            case NotReceived():
                self._tell(self._words().not_received(found))
            case Problem():
                self._tell(ProblemWords(self).headline(found))
            case _:
                self._tell(self.tr("The journal is not open: without it nothing can be asked or approved."))
                self.journal_needed.emit(self._shown or self._window, found)

    def _tell(self, sentence: str, tone: Tone = Tone.WARNING) -> None:
        if self._shown is not None:
            self._shown.say(sentence, tone)
        self.told.emit(sentence, tone)

    def _saved(self, path: Path, problem: ExportProblem | None) -> None:
        if problem is None:
            self._tell(filled(self.tr("Saved: %1"), str(path)), Tone.SUCCESS)
        else:
            self._tell(self.tr("The file could not be written. Choose another place."), Tone.DANGER)

    def _write(self, path: Path, paper: SignedPaper, then: Callable[[ExportProblem | None], object]) -> None:
        from storno_desktop.export.fresh_file import write_whole

        async def write() -> ExportProblem | None:
            import asyncio

            return await asyncio.to_thread(write_whole, path, paper.as_bytes)

        self._io.commit(write(), then, owner=self)

    def _ask_place(self, parent: QWidget, title: str, save: Callable[[Path], None]) -> QFileDialog:
        from storno_desktop.domain.signed_paper import SUFFIX
        from storno_desktop.ui.paper import file_name_of

        return ask_save_place(
            parent,
            title,
            kinds={self._kinds(): SUFFIX.removeprefix(".")},
            folder=documents_folder(),
            name=f"{file_name_of(title)}{SUFFIX}",
            save=save,
        )

    def _kinds(self) -> str:
        return self.tr("Requests of Storno Desktop (*.storno-request)")


def _read(path: Path) -> bytes | None:
    """What the file holds, and one byte more than any paper may; None where it cannot be read."""
    from storno_desktop.domain.signed_paper import MOST_BYTES

    try:
        if not path.is_file():  # a device or a pipe may never end
            return None
        with open(os.fspath(path), "rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        return None
