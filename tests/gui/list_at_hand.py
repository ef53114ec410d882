"""A store with invoices, and what takes them out of the window, without a server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from storno_desktop.domain.invoice_summary import InvoiceSummary
from storno_desktop.domain.listview import ListView
from storno_desktop.domain.session import Company
from storno_desktop.export.outcome import Exported, ExportProblem, Stopped
from storno_desktop.io_thread import IoThread
from storno_desktop.ui.export_dialog import ExportDialog
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.list_on_show import ListOnShow
from storno_desktop.ui.printing import PaperWork, Printing
from storno_desktop.ui.words import Words
from tests.unit.store.kept import COMPANY, NOON, TODAY, Shelf, a_shelf

BAKERY = Company(id=COMPANY, name="Brutăria Șapte Spice SRL", cif="14399840")
EVERYTHING = ListView(today=TODAY, direction=None)

Outcome = Exported | ExportProblem | Stopped


@dataclass
class Hand:
    """What the tests hold: the store, the window's way to it, and a place for files."""

    qtbot: QtBot
    io: IoThread
    shelf: Shelf
    printing: Printing
    folder: Path
    opened: list[str] = field(default_factory=list)
    dialogs: list[ExportDialog] = field(default_factory=list)

    def shown(self, view: ListView = EVERYTHING, **changes: object) -> ListOnShow:
        """The list as a window shows it."""
        count = len(self.shelf.reader.open(view, COMPANY))
        read_at = NOON - timedelta(minutes=12)
        shown = ListOnShow(company=BAKERY, view=view, count=count, read_at=read_at)
        return replace(shown, **changes)  # type: ignore[arg-type]

    def dialog(self, view: ListView = EVERYTHING, **changes: object) -> ExportDialog:
        """Open, and past the moment in which it takes no click."""

        def opened(url: QUrl) -> None:
            self.opened.append(url.toLocalFile())

        dialog = ExportDialog(
            self.io,
            self.shelf.reader.another,
            self.printing,
            self.shown(view, **changes),
            lambda: NOON,
            self.folder,
            open_url=opened,
            guard_ms=0,
        )
        self.dialogs.append(dialog)
        dialog.open()
        self.qtbot.waitUntil(dialog.act_button.isEnabled)
        return dialog

    def ended(self, work: PaperWork) -> Outcome:
        """What became of it."""
        told: list[Outcome] = []
        work.ended.connect(told.append)
        self.qtbot.waitUntil(lambda: bool(told), timeout=30_000)
        assert len(told) == 1
        return told[0]


@contextmanager
def at_hand(qtbot: QtBot, folder: Path, rows: Iterable[InvoiceSummary]) -> Iterator[Hand]:
    """For the time of one test."""
    io = IoThread()
    io.start()
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, list(rows), NOON)
        printing = Printing(shelf.reader, Words(), Figures(), lambda: NOON)
        hand = Hand(qtbot, io, shelf, printing, folder)
        try:
            yield hand
        finally:
            io.close()
            for dialog in hand.dialogs:
                if isValid(dialog):
                    dialog.deleteLater()


def pdf_pages(path: Path) -> list[str]:
    """The text of each page, as another program finds it."""
    document = pypdfium2.PdfDocument(path)  # type: ignore[no-untyped-call]
    try:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(str(text.get_text_bounded()))
            text.close()
            page.close()
        return texts
    finally:
        document.close()  # type: ignore[no-untyped-call]
