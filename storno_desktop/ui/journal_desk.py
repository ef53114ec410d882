"""Where the journal meets the window: shown, opened where it does not open by itself, saved, and its code kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from storno_desktop.io_thread import IoThread
from storno_desktop.ui.save_place import ask_save_place, documents_folder
from storno_desktop.ui.sentence import filled

if TYPE_CHECKING:
    # Loaded when they are needed: start-up shows none of them.
    from storno_desktop.domain.act_record import ActRecord
    from storno_desktop.domain.journal_row import JournalRow
    from storno_desktop.export.outcome import Exported, ExportProblem
    from storno_desktop.service.journal_book import JournalStanding
    from storno_desktop.service.services import Services
    from storno_desktop.ui.journal_key_dialog import JournalKeyDialog
    from storno_desktop.ui.journal_window import JournalWindow
    from storno_desktop.ui.recovery_code_dialog import RecoveryCodeDialog
    from storno_desktop.ui.theme import Tone


class JournalDesk(QObject):
    """`told` brings a sentence, the name of what can be done about it, and that itself; `became_open` that acts can
    be written down from now on."""

    told = Signal(str, str, object)  # sentence, action, Callable[[], object]
    became_open = Signal()

    def __init__(
        self, io: IoThread, services: Services, clock: Callable[[], datetime], window: QWidget
    ) -> None:
        super().__init__(window)
        self._io, self._services, self._clock, self._window = io, services, clock, window
        self._folder = documents_folder()
        self._shown: JournalWindow | None = None

    def opened(self, standing: JournalStanding) -> None:
        """The journal was tried at a start: say what the person has to do, if anything."""
        from storno_desktop.service.journal_book import JournalStanding

        if standing is not JournalStanding.OPEN:
            self.told.emit(
                self.tr("The journal is not open: until it is, nothing can be cancelled or restored."),
                self.tr("Open the journal…"),
                lambda: self.open_for(self._window, standing),
            )
        elif self._services.journal.new_code:
            self.told.emit(
                self.tr("A journal of all acts was begun on this computer. Keep its recovery code."),
                self.tr("Show the code…"),
                self.show_code,
            )

    def open_for(self, parent: QWidget, standing: JournalStanding) -> JournalKeyDialog:
        """Ask for what the journal needs, over the window that needs it."""
        from storno_desktop.ui.journal_key_dialog import JournalKeyDialog

        dialog = JournalKeyDialog(self._io, self._services.journal, standing, parent)
        dialog.opened.connect(self._became_open)
        dialog.open()
        return dialog

    def show(self) -> JournalWindow | None:
        """The journal's window; there is one. Where the journal is not open, what it needs is asked for first."""
        from storno_desktop.service.journal_book import JournalStanding

        if self._services.journal.standing is JournalStanding.OPEN:
            return self._show()
        self._io.run(self._services.recovery.begin(), self._show_or_open, owner=self)
        return None

    def show_code(self) -> RecoveryCodeDialog | None:
        """The recovery code, as long as nobody has said that it is kept."""
        from storno_desktop.ui.recovery_code_dialog import RecoveryCodeDialog

        code = self._services.journal.new_code
        if not code:
            return None
        dialog = RecoveryCodeDialog(code, self._shown or self._window)
        dialog.accepted.connect(self._code_is_kept)
        dialog.open()
        return dialog

    # -------------------------------------------------------------------------------------- inside

    def _show_or_open(self, standing: JournalStanding) -> None:
        from storno_desktop.service.journal_book import JournalStanding

        if standing is JournalStanding.OPEN:
            self._show()
        else:
            self.open_for(self._window, standing).opened.connect(self._show)

    def _show(self) -> JournalWindow:
        from storno_desktop.ui.figures import Figures
        from storno_desktop.ui.journal_window import JournalWindow

        if self._shown is None:
            window = JournalWindow(self._io, self._services.journal, self._clock, Figures(), self._window)
            window.finished.connect(lambda _result: self._closed())
            window.sheet_asked.connect(self.save_sheet)
            window.export_asked.connect(self._export)
            window.code_asked.connect(self.show_code)
            self._shown = window
            window.show()
        self._shown.raise_()
        self._shown.activateWindow()
        return self._shown

    def _closed(self) -> None:
        self._shown = None

    def _became_open(self) -> None:
        self._io.run(self._services.recovery.begin(), self._begun, owner=self)

    def _begun(self, standing: JournalStanding) -> None:
        self.became_open.emit()
        self.opened(standing)
        if self._shown is not None:
            self._shown.reload()

    def _code_is_kept(self) -> None:
        async def kept() -> None:
            self._services.journal.code_is_kept()

        def after(_none: None) -> None:
            if self._shown is not None:
                self._shown.code_button.hide()

        self._io.commit(kept(), after, owner=self)

    def save_sheet(
        self,
        record: ActRecord,
        parent: QWidget | None = None,
        say: Callable[[str, Tone], None] | None = None,
    ) -> QFileDialog:
        """Ask where the sheet of this act is to be kept; `say` tells what became of it, else the journal's window."""
        from storno_desktop.ui.figures import Figures
        from storno_desktop.ui.operation_sheet import OperationSheet
        from storno_desktop.ui.paper import file_name_of

        sheet = OperationSheet(Figures(), self)
        name = file_name_of(sheet.title(record))

        def save(path: Path) -> None:
            from storno_desktop.ui.printing import save_sheet_pdf

            now = self._clock()
            outcome = save_sheet_pdf(
                path, sheet.title(record), lambda device: sheet.draw(record, now, device)
            )
            sheet.deleteLater()
            self._saved(outcome, say)

        return ask_save_place(
            parent or self._shown or self._window,
            self.tr("Save as PDF"),
            kinds={"PDF (*.pdf)": "pdf"},
            folder=self._folder,
            name=f"{name}.pdf",
            save=save,
        )

    def _export(self) -> QFileDialog:
        def save(path: Path) -> None:
            self._io.run(self._services.journal.rows(), lambda rows: self._write(path, rows), owner=self)

        return ask_save_place(
            self._shown or self._window,
            self.tr("Export the journal"),
            kinds={self.tr("Table (*.csv)"): "csv", self.tr("For programs (*.json)"): "json"},
            folder=self._folder,
            name=self.tr("journal") + ".csv",
            save=save,
        )

    def _write(self, path: Path, rows: tuple[JournalRow, ...]) -> None:
        from storno_desktop.export.journal_export import write_journal

        async def write() -> Exported | ExportProblem:
            import asyncio

            return await asyncio.to_thread(write_journal, path, rows)

        self._io.run(write(), self._saved, owner=self)

    def _saved(
        self, outcome: Exported | ExportProblem, say: Callable[[str, Tone], None] | None = None
    ) -> None:
        from storno_desktop.export.outcome import Exported
        from storno_desktop.ui.theme import Tone

        if say is None and self._shown is not None:
            say = self._shown.say
        if isinstance(outcome, Exported):
            self._folder = outcome.path.parent
            sentence, tone = filled(self.tr("Saved: %1"), str(outcome.path)), Tone.SUCCESS
        else:
            sentence, tone = self.tr("The file could not be written. Choose another place."), Tone.DANGER
        if say is not None:
            say(sentence, tone)
