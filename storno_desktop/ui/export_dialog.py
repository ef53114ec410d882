"""Asks in what form and where the list is to be saved, saves it, and tells what came of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from storno_desktop.export.course import Course
from storno_desktop.export.list_export import OpenReader, SheetFormat, export_list_aside
from storno_desktop.export.outcome import Exported, ExportProblem, Stopped
from storno_desktop.io_thread import IoThread
from storno_desktop.ui.guard_time import GUARD_MS
from storno_desktop.ui.list_on_show import ListOnShow
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.printing import PaperWork, Printing
from storno_desktop.ui.question_dialog import QuestionDialog
from storno_desktop.ui.save_place import ask_save_place
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import SPACE_S, SPACE_XS, Tone, secondary_font, set_tone

_LOOK_MS: Final = 100
_BELOW_A_BUTTON: Final = 29
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


class FileKind(Enum):
    """What the list can be saved as."""

    XLSX = auto()
    CSV_ROMANIAN = auto()
    CSV_INTERNATIONAL = auto()
    PDF = auto()

    @property
    def suffix(self) -> str:
        """What the file's name ends with."""
        match self:
            case FileKind.XLSX:
                return ".xlsx"
            case FileKind.PDF:
                return ".pdf"
            case _:
                return ".csv"


_SHEETS: Final = {
    FileKind.XLSX: SheetFormat.XLSX,
    FileKind.CSV_ROMANIAN: SheetFormat.CSV_ROMANIAN,
    FileKind.CSV_INTERNATIONAL: SheetFormat.CSV_INTERNATIONAL,
}


class ExportDialog(QuestionDialog):
    """Saves the list that is on show, with its filters and in its order.

    `open_reader` is called in the thread that writes; `folder` is where the name is proposed. While it works
    the safe button stops it, and nothing is left behind. What was saved is told in place; `saved` comes at
    once, so that the window may remember the folder.
    """

    saved = Signal(object)  # Exported

    def __init__(
        self,
        io: IoThread,
        open_reader: OpenReader,
        printing: Printing,
        shown: ListOnShow,
        clock: Callable[[], datetime],
        folder: Path,
        *,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
        parent: QWidget | None = None,
        guard_ms: int = GUARD_MS,
    ) -> None:
        question, safe, act = _texts()
        super().__init__(question, safe=safe, act=act, tone=Tone.ACCENT, parent=parent, guard_ms=guard_ms)
        self._io, self._open_reader, self._printing = io, open_reader, printing
        self._shown, self._clock, self._open_url = shown, clock, open_url
        self._course: Course | None = None
        self._paper: PaperWork | None = None
        self._confirmed: Path | None = None
        self._safe_word = safe
        self.kinds = {each: QRadioButton(self) for each in FileKind}
        self.place = QLineEdit(self)
        self.choose = QPushButton(self.tr("C&hoose…"), self)
        self.masks = QCheckBox(self.tr("&Hide personal numbers (CNP), but for their last four digits"), self)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)

        self._fill_in()
        self.kinds[FileKind.XLSX].setChecked(True)
        self.place.setText(str(self._proposed(folder)))
        self.set_company(shown.company.name, shown.company.cif)
        self.set_sentence(self._about())

        self._group.idToggled.connect(lambda _id, on: self._kind_chosen() if on else None)
        self.place.textChanged.connect(lambda _text: self._place_changed())
        self.choose.clicked.connect(lambda _on=False: self._ask_place())
        self._look.timeout.connect(self._tell_progress)
        self.committed.connect(self._save)
        self._place_changed()

    def _fill_in(self) -> None:
        self._group = QButtonGroup(self)
        kinds = QVBoxLayout()
        kinds.setSpacing(SPACE_XS)
        for number, (kind, button) in enumerate(self.kinds.items()):
            name, about = self._words_of(kind)
            button.setText(name)
            button.setAccessibleDescription(about)
            self._group.addButton(button, number)
            explained = plain_label(about, secondary_font(), wraps=True, parent=self)
            explained.setContentsMargins(_BELOW_A_BUTTON, 0, 0, 0)
            set_tone(explained, Tone.NEUTRAL)
            kinds.addWidget(button)
            kinds.addWidget(explained)
        self.evidence.addLayout(kinds)
        label = plain_label(self.tr("File"), parent=self)
        label.setBuddy(self.place)
        self.place.setAccessibleName(self.tr("File"))
        self.choose.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.place, 1)
        row.addWidget(self.choose)
        where = QVBoxLayout()
        where.setSpacing(SPACE_XS)
        where.addWidget(label)
        where.addLayout(row)
        self._overwrites = plain_label(
            self.tr("A file of this name exists and is replaced."), secondary_font(), wraps=True, parent=self
        )
        set_tone(self._overwrites, Tone.WARNING)
        where.addWidget(self._overwrites)
        self.evidence.addLayout(where)
        self.evidence.addWidget(self.masks)

    # -------------------------------------------------------------------------------------- what it is asked

    @property
    def kind(self) -> FileKind:
        """The form chosen."""
        return next(kind for kind, button in self.kinds.items() if button.isChecked())

    @property
    def path(self) -> Path:
        """The place chosen."""
        return Path(self.place.text().strip()).expanduser()

    def reject(self) -> None:
        """Esc and the safe button: while it works they stop it, and the dialog stays."""
        if self._course is not None:
            self._course.stop()
        elif self._paper is not None:
            self._paper.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        self._look.stop()
        super().done(result)

    # -------------------------------------------------------------------------------------- inside

    def _words_of(self, kind: FileKind) -> tuple[str, str]:
        match kind:
            case FileKind.XLSX:
                return self.tr("&Excel workbook (.xlsx)"), self.tr(
                    "Real numbers and dates, filters, totals by currency, and a sheet about the data."
                )
            case FileKind.CSV_ROMANIAN:
                return self.tr("CSV for Excel in &Romanian"), self.tr(
                    "Semicolons, decimal comma, 31.12.2026."
                )
            case FileKind.CSV_INTERNATIONAL:
                return self.tr("CSV, &international"), self.tr("Commas, decimal point, 2026-12-31.")
            case FileKind.PDF:
                return self.tr("&PDF"), self.tr("Pages as they are printed.")

    def _about(self) -> str:
        filters = self._printing.words.filters(self._shown.view)
        age = self._printing.words.age(self._shown.read_at, is_whole=self._shown.is_whole)
        count = self.tr("%Ln invoice(s) will be written.", "", self._shown.count)
        if filters:
            rest = filled(self.tr("Filters in force: %1. Age: %2."), filters, age)
        else:
            rest = filled(self.tr("No filter is in force. Age: %1."), age)
        return f"{count} {rest}"

    def _proposed(self, folder: Path) -> Path:
        name = filled(
            self.tr("Invoices %1 %2"), self._shown.company.name, f"{self._shown.view.today:%Y-%m-%d}"
        )
        stem = _FORBIDDEN.sub(" ", name).strip(" .")[:100]
        path = folder / f"{stem}{self.kind.suffix}"
        number = 2
        while path.exists():
            path = folder / f"{stem} ({number}){self.kind.suffix}"
            number += 1
        return path

    def _kind_chosen(self) -> None:
        """Another form, another ending; a name that somebody typed stays."""
        path = self.path
        if path.suffix.lower() in {each.suffix for each in FileKind}:
            self.place.setText(str(path.with_suffix(self.kind.suffix)))

    def _place_changed(self) -> None:
        self.clear_problem()
        text = self.place.text().strip()
        is_named = bool(text) and not self.path.is_dir()
        self._overwrites.setVisible(is_named and self.path.exists() and self.path != self._confirmed)
        self.allow_act(is_named, self.tr("Name the file first."))

    def _ask_place(self) -> None:
        ending = self.kind.suffix.removeprefix(".")
        ask_save_place(
            self,
            self.tr("Save the list"),
            kinds={f"{ending.upper()} (*.{ending})": ending},
            folder=self.path.parent,
            name=self.path.name,
            save=self._place_chosen,
        )

    def _place_chosen(self, path: Path) -> None:
        self._confirmed = path  # that dialog asked already about a file that exists
        self.place.setText(str(path))

    # -------------------------------------------------------------------------------------- the work

    def _save(self) -> None:
        self.clear_problem()
        # The button that stops must stay open while everything else is closed.
        self.set_busy(self.tr("Saving…"), may_leave=True)
        self.safe_button.setText(self.tr("Stop"))
        self.safe_button.setFocus()
        if self.kind is FileKind.PDF:
            self._paper = self._printing.save_list_pdf(
                self._shown, self.path, masks_personal_numbers=self.masks.isChecked()
            )
            self._paper.progressed.connect(self.set_progress)
            self._paper.ended.connect(self._ended)
            return
        self._course = Course()
        order = self._printing.words.order(
            self._shown, self._clock(), masks_personal_numbers=self.masks.isChecked()
        )
        self._look.start()
        # A read by its nature: at shutdown it is cancelled, and leaves nothing behind.
        self._io.run(
            export_list_aside(self._open_reader, order, _SHEETS[self.kind], self.path, self._course),
            self._ended,
            owner=self,
        )

    def _tell_progress(self) -> None:
        course = self._course
        if course is not None:
            self.set_progress(course.done, 0 if course.is_packing else course.total)

    def _ended(self, told: Exported | ExportProblem | Stopped) -> None:
        self._course = self._paper = None
        self._look.stop()
        self.set_idle()
        self.safe_button.setText(self._safe_word)
        match told:
            case Exported():
                self._show_saved(told)
            case ExportProblem():
                headline, advice = self._printing.words.problem(told)
                self.show_problem(headline, advice, told.detail)
            case Stopped():
                self.show_problem(self.tr("Stopped."), self.tr("Nothing was written."), tone=Tone.NEUTRAL)

    def _show_saved(self, told: Exported) -> None:
        self.saved.emit(told)
        body = filled(self.tr("%1, in the folder %2"), told.path.name, str(told.path.parent))
        if told.changed_meanwhile:
            body += "\n" + self.tr(
                "The list changed while it was being saved: some rows may be newer than others."
            )
        headline = self.tr("%Ln invoice(s) saved.", "", told.rows)
        banner = self.show_problem(headline, body, tone=Tone.SUCCESS)
        banner.add_action(self.tr("Open the file"), lambda: self._open_url(_url(told.path)))
        banner.add_action(self.tr("Open the folder"), lambda: self._open_url(_url(told.path.parent)))
        self.act_button.hide()
        self.safe_button.setText(self.tr("Close"))
        self.safe_button.setFocus()
        for each in (*self.kinds.values(), self.place, self.choose, self.masks):
            each.setEnabled(False)
        self._overwrites.hide()


def _url(path: Path) -> QUrl:
    return QUrl.fromLocalFile(str(path))


def _texts() -> tuple[str, str, str]:
    """Question, safe button and act; needed before there is a dialog that could translate."""
    translate = QCoreApplication.translate
    return (
        translate("ExportDialog", "Save the list to a file?"),
        translate("ExportDialog", "Do not save"),
        translate("ExportDialog", "Save"),
    )
