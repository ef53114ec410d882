"""What comes after a restore: what reading the invoice again showed, and what is left to do, each ticked by hand."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from storno_desktop.domain.finding import Check, Verdict
from storno_desktop.domain.follow_up import FollowUp, Task
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.service.after_restore import AfterRestore
from storno_desktop.ui.announcement import announce
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.finding_words import FindingWords
from storno_desktop.ui.findings_view import FindingRow, FindingsView
from storno_desktop.ui.follow_up_words import FollowUpWords
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.problem_words import ProblemWords
from storno_desktop.ui.theme import SPACE_M, SPACE_S, Tone, secondary_font, set_tone, strong_font


class AfterRestoreView(QWidget):
    """Reads from the journal what there is, and writes each tick there.

    `changed` tells that something was ticked or read again; `page_asked` brings the invoice whose page in the web
    application somebody wants to see, `sheet_asked` the record that is wanted on paper. Nothing is opened unasked.
    """

    changed = Signal()
    page_asked = Signal(object)  # InvoiceId
    sheet_asked = Signal(object)  # ActRecord

    def __init__(
        self,
        io: IoThread,
        service: AfterRestore,
        company: Company,
        invoice_id: InvoiceId,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._io, self._service, self._own_company, self._invoice_id = io, service, company, invoice_id
        self._follow_up: FollowUp | None = None
        self._ticket: Ticket[Any] | None = None
        self._figures = Figures(self)
        self._words = FollowUpWords(self._figures, self)
        self._findings_words, self._problems = FindingWords(self), ProblemWords(self)
        self._icon = IconLabel("waiting", Tone.NEUTRAL, parent=self)
        self.headline = plain_label(self.tr("Reading it again …"), strong_font(), wraps=True, parent=self)
        self.findings = FindingsView(headed=False, parent=self)
        self.again_button = QPushButton(self.tr("Check a&gain"), self)
        self.left_title = plain_label(self.tr("What is left to do"), strong_font(), parent=self)
        self.boxes: dict[Task, QCheckBox] = {}
        self._list = QVBoxLayout()
        self.page_button = QPushButton(self.tr("&Open in Storno.ro"), self)
        self.sheet_button = QPushButton(self.tr("Save the sheet as &PDF…"), self)
        self.told = plain_label(font=secondary_font(), wraps=True, parent=self)
        self._lay_out()
        self.again_button.clicked.connect(lambda _on=False: self.verify())
        self.page_button.clicked.connect(lambda _on=False: self.page_asked.emit(self._invoice_id))
        self.sheet_button.clicked.connect(lambda _on=False: self._ask_sheet())
        self.load()

    @property
    def follow_up(self) -> FollowUp | None:
        """What is on show."""
        return self._follow_up

    @property
    def is_busy(self) -> bool:
        """Whether something is being read or written down."""
        return self._ticket is not None

    def load(self) -> None:
        """What the journal says."""
        self._begin(self._service.of(self._own_company, self._invoice_id))

    def verify(self) -> None:
        """Read the invoice again."""
        if self._follow_up is not None and self._ticket is None:
            self._begin(self._service.verify(self._own_company, self._follow_up), asked=True)

    def say(self, sentence: str, tone: Tone) -> None:
        """A remark at the foot: what became of a file, or why something is as it was."""
        self.told.setText(sentence)
        set_tone(self.told, tone)
        self.told.setVisible(bool(sentence))
        announce(self, sentence)

    # -------------------------------------------------------------------------------------- inside

    def _begin(self, work: Any, *, asked: bool = False) -> None:
        self._allow(False)
        self._ticket = self._io.run(work, lambda found: self._came(found, asked=asked), owner=self)

    def _came(self, found: FollowUp | Problem | None, *, asked: bool = False) -> None:
        self._ticket = None
        self._allow(True)
        match found:
            case FollowUp():
                self.say("", Tone.NEUTRAL)
                self._show(found)
                if asked:
                    announce(self, self.headline.text())
                    self.changed.emit()
            case Problem():
                self.say(self._problems.headline(found), Tone.WARNING)
            case None:
                self._icon.set("info", Tone.NEUTRAL)
                self.headline.setText(self.tr("The journal knows of no restore that is still to be checked."))

    def _show(self, follow_up: FollowUp) -> None:
        self._follow_up = follow_up
        sign = self._words.headline(follow_up.verdict)
        self._icon.set(sign.icon, sign.tone)
        self.headline.setText(sign.word)
        set_tone(self.headline, sign.tone)
        read = follow_up.verification
        against = () if read is None else read.findings
        rows = [
            FindingRow(
                self._findings_words.title(each.check),
                self._words.sign(each.verdict),
                self._findings_words.evidence(each),
                self._words.advice(each),
                "" if each.observed_at is None else self._figures.clock(each.observed_at),
            )
            for each in against
            if each.verdict is not Verdict.CLEAR
        ]
        self.findings.show_rows(rows, frozenset[Check]())
        self.again_button.setVisible(follow_up.verdict is not Verdict.CLEAR)
        self._show_tasks(follow_up)

    def _show_tasks(self, follow_up: FollowUp) -> None:
        if tuple(self.boxes) != follow_up.tasks:
            self._clear_tasks()
            for task in follow_up.tasks:
                self._add_task(task, follow_up)
        for task, box in self.boxes.items():
            blocked = box.blockSignals(True)
            box.setChecked(task in follow_up.ticked)
            box.blockSignals(blocked)

    def _add_task(self, task: Task, follow_up: FollowUp) -> None:
        box = QCheckBox(self._words.task(task), self)
        note = plain_label(self._words.note(task, follow_up), secondary_font(), wraps=True, parent=self)
        note.setContentsMargins(box.iconSize().width() + SPACE_S, 0, 0, SPACE_S)
        set_tone(note, Tone.NEUTRAL)
        box.setAccessibleDescription(note.text())
        box.toggled.connect(lambda on, which=task: self._tick(which, done=on))
        self.boxes[task] = box
        self._list.addWidget(box)
        self._list.addWidget(note)

    def _clear_tasks(self) -> None:
        self.boxes.clear()
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _tick(self, task: Task, *, done: bool) -> None:
        if self._follow_up is None:
            return
        work = self._service.tick(self._own_company, self._follow_up, task, done=done)
        self._allow(False)
        self._ticket = self._io.commit(work, lambda found: self._ticked(found, task, done=done), owner=self)

    def _ticked(self, found: FollowUp, task: Task, *, done: bool) -> None:
        self._came(found)
        if (task in found.ticked) is not done:
            self.say(self.tr("It could not be written into the journal, so it is not ticked."), Tone.WARNING)
        box = self.boxes.get(task)
        if box is not None:
            box.setFocus()
        self.changed.emit()

    def _ask_sheet(self) -> None:
        if self._follow_up is not None:
            self.sheet_asked.emit(self._follow_up.record)

    def _allow(self, allowed: bool) -> None:
        for each in (self.again_button, self.sheet_button, *self.boxes.values()):
            each.setEnabled(allowed)

    def _lay_out(self) -> None:
        for button, name in (
            (self.again_button, "refresh"),
            (self.page_button, "open-in-web"),
            (self.sheet_button, "export"),
        ):
            button.setAutoDefault(False)
            set_icon(button, name)
        self.again_button.hide()
        self.told.hide()
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.headline, 1)
        self._list.setSpacing(0)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addWidget(self.page_button)
        foot.addWidget(self.sheet_button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addLayout(head)
        column.addWidget(self.findings)
        column.addWidget(self.again_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.left_title)
        column.addLayout(self._list)
        column.addWidget(self.told)
        column.addLayout(foot)
