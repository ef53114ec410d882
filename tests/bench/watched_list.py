"""The program on a company that this computer holds, watched while somebody searches, sorts, filters and scrolls.

    python -m tests.bench.watched_list DATA_DIR FILE KEY_ENTRY

Prints one JSON line: milliseconds from the key, the click or the wheel to the painted rows, and memory in MiB.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import perf_counter

import apsw
from PySide6.QtCore import QByteArray, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from storno_desktop.app.application import make_application
from storno_desktop.app.opening import Opening
from storno_desktop.app.options import Options
from storno_desktop.app.program import Program
from storno_desktop.domain.folding import words
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.domain.listview import ListView
from storno_desktop.places import Places
from storno_desktop.store.invoice_row import FIELDS
from storno_desktop.store.searched_text import TABLES, piece
from storno_desktop.ui.invoice_model import Cell
from storno_desktop.ui.preferences import Preferences
from tests.bench.bare_copy_window import open_copy
from tests.bench.bare_window import resident_mb

TYPED = (
    "srl", "fct-2026-00", "trans", "bacade", "consulting srl", "ro12", "1.234,50", "șase", "impex nico", "12345", "pfa",
    "fct-2024-1", "ana", "10", "vivi trans",
)  # fmt: skip
"""What is typed key by key: all kinds of things that people look for, frequent and rare, with and without an answer."""
JUMPS, WHEEL_STEPS = 300, 300
_FIRST = 64


class Painting(QObject):
    """Knows whether the rows, or the sentence in their place, were painted since it was last asked."""

    def __init__(self, app: QApplication, program: Program) -> None:
        super().__init__(app)
        self.app, self.list = app, program.window.list
        self._painted = False
        for each in (self.list.table.viewport(), self.list.empty):
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() is QEvent.Type.Paint:
            self._painted = True
        return False

    def after(self, act: Callable[[], object]) -> float:
        """Milliseconds until what this act changed is painted."""
        self.app.processEvents()
        self._painted = False
        begun = perf_counter()
        act()
        while not self._painted:
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        return (perf_counter() - begun) * 1e3

    def settle(self) -> None:
        """Until nothing is on its way to the list."""
        loop = QEventLoop()
        timer = QTimer()
        timer.setInterval(5)
        timer.timeout.connect(lambda: None if self.list.is_counting else loop.quit())
        timer.start()
        loop.exec()


def searched(painting: Painting, raw: apsw.Connection) -> dict[str, object]:
    """Each key of each text, beside the same question asked of the database alone."""
    field = painting.list.filters.search
    keys, floors = [], []
    for text in TYPED:
        field.clear()
        painting.settle()
        for count, letter in enumerate(text, start=1):
            keys.append(painting.after(lambda letter=letter: _type(field, letter)))  # type: ignore[misc]
            floors.append(_raw(raw, text[:count]))
        painting.settle()
    field.clear()
    painting.settle()
    return {"search_ms": keys, "raw_search_ms": floors}


def _type(field: QWidget, letter: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(field, key)


def _raw(raw: apsw.Connection, text: str) -> float:
    """Milliseconds of the naive question: where all words stand, newest first, and the rows of the first page."""
    begun = perf_counter()
    one = " UNION ".join(f"SELECT rowid AS place FROM {each} WHERE {each} MATCH ?" for each in TABLES)  # noqa: S608
    asked = [piece(each) for each in words(text)] or ['""']
    sought = " INTERSECT ".join(f"SELECT place FROM ({one})" for _ in asked)  # noqa: S608
    places = raw.execute(
        f"{sought} ORDER BY 1 DESC LIMIT {_FIRST}", [each for each in asked for _ in TABLES]
    ).fetchall()
    for (place,) in places[:32]:
        raw.execute(f"SELECT {FIELDS} FROM invoice WHERE place = ?", (place,)).fetchall()  # noqa: S608
    return (perf_counter() - begun) * 1e3


def looked(painting: Painting) -> dict[str, object]:
    """Every queue with its sums, every sort both ways, and filters that leave nothing."""
    shown, taken = painting.list, {}
    window = shown.window()
    views = window.views  # type: ignore[attr-defined]
    for position in (4, 3, 2, 1, 0, 3):
        taken[f"view {position}"] = painting.after(lambda position=position: views.choose(position))  # type: ignore[misc]
        painting.settle()
    view = shown.view
    assert view is not None
    everything = ListView(today=view.today, direction=None)
    taken["unfiltered"] = painting.after(lambda: shown.show_view(shown.company_id, everything))
    sums_at_once = shown.count > _FIRST or shown.model.rowCount() <= _FIRST
    painting.settle()
    header = shown.table.horizontalHeader()
    for cell in Cell:
        for order in Qt.SortOrder:
            taken[f"{cell.name} {order.name}"] = painting.after(
                lambda cell=cell, order=order: header.setSortIndicator(cell, order)  # type: ignore[misc]
            )
            painting.settle()
    nothing = {
        "no such currency": replace(everything, currency="XXX"),
        "no such status": replace(
            everything, states=frozenset({InvoiceStatus.REFUND, InvoiceStatus.CONVERTED})
        ),
        "no such total": replace(everything, total_min=Decimal(10**9)),
        "no such day": replace(everything, date_from=date(2001, 1, 1), date_to=date(2001, 12, 31)),
        "no such pair": replace(
            everything, states=frozenset({InvoiceStatus.DRAFT}), total_min=Decimal(10**9)
        ),
        "no such word": replace(everything, text="zzyzx qqq"),
    }
    for sort in (Cell.DATE, Cell.PARTNER, Cell.DAYS_LEFT):
        header.setSortIndicator(sort, Qt.SortOrder.AscendingOrder)
        painting.settle()
        current = shown.view
        assert current is not None
        for name, each in nothing.items():
            sorted_so = replace(each, sort=current.sort, descending=current.descending)
            taken[f"{name}, {sort.name}"] = painting.after(
                lambda it=sorted_so: shown.show_view(shown.company_id, it)  # type: ignore[misc]
            )
            assert shown.model.rowCount() == 0, name
            painting.settle()
            shown.show_view(
                shown.company_id, replace(everything, sort=current.sort, descending=current.descending)
            )
            painting.settle()
    return {"views_ms": taken, "sums_at_once": sums_at_once}


def scrolled(painting: Painting) -> dict[str, object]:
    """Jumps to anywhere, and the wheel from where they end."""
    shown = painting.list
    header = shown.table.horizontalHeader()
    header.setSortIndicator(Cell.DATE, Qt.SortOrder.DescendingOrder)
    painting.settle()
    bar = shown.table.verticalScrollBar()
    chance = random.Random(3)  # noqa: S311
    frames = []
    for _ in range(JUMPS):
        place = chance.randrange(bar.maximum())
        frames.append(painting.after(lambda place=place: bar.setValue(place)))  # type: ignore[misc]
        for step in range(WHEEL_STEPS // JUMPS):
            frames.append(
                painting.after(lambda at=place + 96 * (step + 1): bar.setValue(min(at, bar.maximum() - 1)))  # type: ignore[misc]
            )
    return {"frames_ms": frames, "rows": shown.model.rowCount()}


def main(arguments: list[str]) -> int:
    folder, file, entry = arguments
    app = make_application()
    places = Places.of(Path(folder))
    Preferences(places.settings_file).geometry = QByteArray()
    options = Options(
        demo=False, server="", language="ro", theme="light", data_dir=Path(folder), screenshot=None
    )
    program = Program(app, Opening(options))
    told: dict[str, object] = {}

    def work() -> None:
        if not program.window.list.model.rowCount():
            QTimer.singleShot(20, work)
            return
        painting = Painting(app, program)
        painting.settle()
        raw = open_copy(file, entry)
        told.update(searched(painting, raw))
        raw.close()  # what it holds is no memory of the program's
        told.update(looked(painting))
        told.update(scrolled(painting))
        told["memory_mb"] = resident_mb()
        program.window.close()

    QTimer.singleShot(500, work)
    code = program.run()
    sys.stdout.write(json.dumps(told) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
