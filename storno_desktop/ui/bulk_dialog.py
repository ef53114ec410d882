"""Asks whether to cancel many invoices: a review of each, then one after the other, and a list of what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from storno_desktop.domain.cancellation import CancellationReason
from storno_desktop.domain.finding import Check
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem, Remedy
from storno_desktop.domain.run_plan import LeftRun
from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread
from storno_desktop.service.cancel_run import PauseReason, RunProgress, RunStanding
from storno_desktop.service.cancel_runs import CancelRuns, NoRun
from storno_desktop.service.case import CaseChanged, Done, NotJournalled, OutcomeUnknown
from storno_desktop.service.journal_book import JournalStanding
from storno_desktop.ui.act_button import ActButton
from storno_desktop.ui.announcement import announce
from storno_desktop.ui.bulk_model import BulkColumn, BulkModel
from storno_desktop.ui.bulk_reading import BulkReading
from storno_desktop.ui.bulk_row import BulkRow, ForAll, Readiness
from storno_desktop.ui.bulk_row_view import BulkRowView
from storno_desktop.ui.bulk_running import BulkRunning, NotBegun
from storno_desktop.ui.bulk_summary import BulkCourse, BulkStage, BulkSummary
from storno_desktop.ui.bulk_words import BulkWords
from storno_desktop.ui.busy import BusyLine
from storno_desktop.ui.company_chip import CompanyChip
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.guard_time import GUARD_MS
from storno_desktop.ui.plain_text import plain_button_text, plain_label
from storno_desktop.ui.problem_banner import ProblemBanner
from storno_desktop.ui.problem_words import ProblemWords
from storno_desktop.ui.reached_question import ReachedQuestion
from storno_desktop.ui.reason_field import ReasonField
from storno_desktop.ui.reason_preset import ReasonPreset
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.settling_desk import LOOK_DELAYS_MS
from storno_desktop.ui.theme import (
    ROW_NORMAL,
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    SPACE_XS,
    Tone,
    secondary_font,
    set_tone,
    title_font,
)

_SIZE = QSize(1340, 780)
_SMALLEST = QSize(940, 580)
_WIDTHS = {BulkColumn.NUMBER: 150, BulkColumn.TOTAL: 115, BulkColumn.ADVICE: 175, BulkColumn.STATE: 190}
_SHOW_MS = 60
"""What is counted over all rows follows so long after the last row that came."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BulkDialog(QDialog):
    """Open it with `open()`. Nothing is sent but what is ready, and only after the button that names the number.

    `cancelled` brings each invoice as the server has it; `left_open` at the end the intent of each whose outcome
    nobody knows; `reason_kept` the reason as it stands when the window closes without anything done;
    `recent_forgotten` that the reasons sent lately shall be forgotten, `save_asked` that the list is to be saved. The window below answers `sign_in_needed` with a sign-in and then calls
    `check_again`, and `journal_needed` by opening the journal. `left` is a run that broke off, whose rest this is.
    """

    cancelled = Signal(object)  # Evidence[Invoice]
    left_open = Signal(object)  # Intent
    reason_kept = Signal(str)
    recent_forgotten = Signal()
    save_asked = Signal()
    sign_in_needed = Signal()
    journal_needed = Signal(object)  # JournalStanding

    def __init__(
        self,
        io: IoThread,
        runs: CancelRuns,
        company: Company,
        rows: Sequence[BulkRow],
        *,
        now: Callable[[], datetime],
        reason: str = "",
        presets: Sequence[ReasonPreset] | None = None,
        recent: Sequence[str] = (),
        left: LeftRun | None = None,
        parent: QWidget | None = None,
        guard_ms: int = GUARD_MS,
        look_delays_ms: Sequence[int] = LOOK_DELAYS_MS,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._io, self._runs, self._now, self._left_run = io, runs, now, left
        self._run_name = "" if left is None else left.plan.run
        self._stage = BulkStage.REVIEW
        self._why: PauseReason | None = None
        self._planned = self._taken = 0
        self._following: InvoiceId | None = None
        self._began: datetime | None = None
        self._to_read = 0
        self._read_now: list[BulkRow] = []
        self._figures, self._problems = Figures(self), ProblemWords(self)
        self.words = BulkWords(self)
        self._summary = BulkSummary(self.words, self._figures, self)
        self.reading = BulkReading(io, runs, company, self)
        self.running = BulkRunning(io, runs, company, self, look_delays_ms)
        self.model = BulkModel(rows, self.words, self._figures, self)
        self._guard = _once(self, guard_ms)
        self._later = _once(self, _SHOW_MS)

        self._title = plain_label(font=title_font(), wraps=True, parent=self)
        self._company = CompanyChip(company.name, company.cif, parent=self)
        self._sentence = plain_label(wraps=True, parent=self)
        self._form = QWidget(self)
        self.question = ReachedQuestion(self._form, of_many=True)
        self.reason_field = ReasonField(reason, self._form, presets=presets, recent=recent)
        self.summary = plain_label(parent=self)
        self.table = QTableView(self)
        self.row_view = BulkRowView(self.words, self._figures, self)
        self.banner = ProblemBanner(parent=self)
        self._busy = BusyLine(parent=self)
        self.hint = plain_label(font=secondary_font(), wraps=True, parent=self)
        self.drop_button = QPushButton(self.tr("Give up the rest"), self)
        self.save_button = QPushButton(self.tr("&Save the list…"), self)
        self.retry_button = QPushButton(self)
        self.safe_button = QPushButton(self)
        self.pause_button = QPushButton(self.tr("&Pause"), self)
        self.stop_button = QPushButton(self.tr("S&top"), self)
        self.act_button = ActButton("", Tone.DANGER, self)

        self._fill()
        self._lay_out()
        self._connect()
        self._show_stage()
        self._show_row()

    # -------------------------------------------------------------------------------------- what it tells

    @property
    def stage(self) -> BulkStage:
        """Where it is."""
        return self._stage

    @property
    def is_looking(self) -> bool:
        """Whether invoices are still being read."""
        return self.reading.is_under_way

    @property
    def run_name(self) -> str:
        """The name of the run in the journal, "" before there is one."""
        return self._run_name

    @property
    def title(self) -> str:
        """The question, or what is being done."""
        return self._title.text()

    @property
    def chosen(self) -> BulkRow | None:
        """The row under the cursor."""
        return self.model.row(self.table.currentIndex().row())

    def open(self) -> None:
        super().open()
        self.check_again()

    def check_again(self) -> None:
        """Read what has not been read, or could not be: at the start, after a sign-in, and by F5."""
        if self._stage is not BulkStage.REVIEW:
            return
        self.banner.clear()
        missing = {Readiness.WAITING, Readiness.UNREAD, Readiness.OPEN}
        self._read([row for row in self._undone() if row.readiness(self.model.for_all) in missing])

    def check_all_again(self) -> None:
        """Read everything afresh."""
        if self._stage is BulkStage.REVIEW and not self.is_looking:
            self.banner.clear()
            self._read([row for row in self._undone() if not row.why_not])

    def say(self, sentence: str, tone: Tone) -> None:
        """News that needs no answer."""
        self.banner.show_problem(sentence, tone=tone)

    # -------------------------------------------------------------------------------------- what a person does

    def reject(self) -> None:
        """Esc, the safe button and the window's own: a run that goes is paused first; a paused one keeps its rest."""
        if self._stage is BulkStage.RUNNING:
            self._pause()
            return
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:  # what was decided must not be sent by habit
            event.accept()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._guard.start()
            self._refresh()
            self.safe_button.setFocus()

    def _act(self) -> None:
        self._refresh()
        if not self.act_button.isEnabled():
            return
        if self._stage is BulkStage.PAUSED:
            self.banner.clear()
            self._become(BulkStage.RUNNING)
            self.running.go_on()
            return
        for_all = self.model.for_all
        decided = [each for row in self._undone() if (each := row.decided(for_all)) is not None]
        if not decided:
            return
        self.reading.stop()
        self.banner.clear()
        ids = {each.invoice_id for each in decided}
        for row in self.model.rows:
            row.is_planned = row.invoice_id in ids
        self._planned, self._taken, self._following = len(decided), 0, decided[0].invoice_id
        self._began = self._now()
        self._become(BulkStage.RUNNING)
        self.running.begin(decided, self._run_name)

    def _pause(self) -> None:
        """The invoice that is under way comes to its end first."""
        self.pause_button.setEnabled(False)
        self.running.pause()

    def _stop(self) -> None:
        self.pause_button.setEnabled(False)
        self.stop_button.setEnabled(False)
        self.running.stop()

    def _retry(self) -> None:
        """Look at those again of which it is certain that nothing happened; a person decides anew about each."""
        again = [row for row in self.model.rows if row.can_be_tried_again]
        for row in again:
            row.forget_reading()
        self._become(BulkStage.REVIEW)
        self._read(again)

    def _give_up(self) -> None:
        """Nothing of the rest is wanted; what was done stays in the journal."""
        self._io.commit(self._runs.drop(self._run_name), lambda _none: self.accept(), owner=self)

    # -------------------------------------------------------------------------------------- reading

    def _undone(self) -> list[BulkRow]:
        return [row for row in self.model.rows if self.words.result(row) is None]

    def _read(self, rows: Sequence[BulkRow]) -> None:
        wanted = [row for row in rows if not row.why_not]
        self._read_now, self._to_read, self._began = wanted, len(wanted), self._now()
        if wanted:
            self._busy.start()
            self.reading.read(wanted)
        self._refresh()

    def _came(self, row: BulkRow) -> None:
        self.model.show_row(row)
        if row is self.chosen:
            self._show_row()
        if not self._later.isActive():
            self._later.start()

    def _all_read(self, problem: Problem | None) -> None:
        if self._stage is BulkStage.REVIEW:
            self._busy.stop()
        if problem is not None:
            self._tell_problem(problem)
        self._refresh()
        announce(self, self.summary.text())

    def _tell_problem(self, problem: Problem) -> None:
        words = self._problems
        self.banner.show_problem(
            words.headline(problem),
            words.next_step(problem),
            words.quotation(problem),
            words.tone(problem),
        )
        if problem.remedy is Remedy.SIGN_IN:
            self.banner.add_action(self.tr("Sign in"), self.sign_in_needed.emit)
        elif self._stage is BulkStage.REVIEW:
            self.banner.add_action(self.tr("Check again"), self.check_again)

    # -------------------------------------------------------------------------------------- deciding

    def _say_for_all(self) -> None:
        reason = self.reason_field.reason
        self.model.say_for_all(
            ForAll(
                reached=self.question.answer,
                reason=reason if isinstance(reason, CancellationReason) else None,
                purpose=self.reason_field.purpose,
            )
        )
        self._show_row()
        if not self._later.isActive():  # a key must not wait for the count over a thousand rows
            self._later.start()

    def _note(self, check: Check, ticked: bool) -> None:
        row = self.chosen
        if row is not None:
            row.note(check, ticked, self.model.for_all)
            self._row_decided()

    def _row_decided(self) -> None:
        row = self.chosen
        if row is not None:
            self.model.show_row(row)
            self._show_row()
            self._refresh()

    def _check_row(self) -> None:
        row = self.chosen
        if row is not None:
            self._read([row])

    # -------------------------------------------------------------------------------------- the run

    def _named(self, run: str) -> None:
        self._run_name = run

    def _progressed(self, progress: RunProgress) -> None:
        self._following = progress.following
        if progress.invoice_id is not None:
            self._take(progress.invoice_id, progress)
        match progress.standing:
            case RunStanding.GOING:
                self._become(BulkStage.RUNNING)
            case RunStanding.PAUSED:
                self._become(BulkStage.PAUSED)
                self._tell_pause(progress)
            case RunStanding.STOPPED | RunStanding.FINISHED:
                self._end()

    def _take(self, invoice_id: InvoiceId, progress: RunProgress) -> None:
        position = self.model.position_of(invoice_id)
        row = None if position is None else self.model.row(position)
        if row is None:
            return
        if not progress.returned:
            self._taken += 1
            row.is_planned, row.outcome = False, progress.outcome
            if isinstance(progress.outcome, Done):
                self.cancelled.emit(progress.outcome.invoice)
            elif isinstance(progress.outcome, CaseChanged):
                row.case = progress.outcome.case
            if position is not None:
                self.table.scrollTo(self.model.index(position, 0))
        self.model.show_row(row)
        if row is self.chosen:
            self._show_row()

    def _tell_pause(self, progress: RunProgress) -> None:
        if progress.why is None or (progress.why is self._why and self.banner.isVisible()):
            return
        self._why = progress.why
        row = next((each for each in self.model.rows if each.invoice_id == progress.invoice_id), None)
        headline, body = self.words.pause(progress.why, "" if row is None else row.number, progress.problem)
        tone = Tone.NEUTRAL if progress.why is PauseReason.ASKED else Tone.WARNING
        self.banner.show_problem(headline, body, tone=tone)
        problem = progress.problem
        if progress.why is PauseReason.OUTCOME_UNKNOWN:
            self.banner.add_action(self.tr("Check now"), self.running.look_again)
        elif problem is not None and problem.remedy is Remedy.SIGN_IN:
            self.banner.add_action(self.tr("Sign in"), self.sign_in_needed.emit)
            self.sign_in_needed.emit()
        if isinstance(progress.outcome, NotJournalled):
            self.journal_needed.emit(progress.outcome.standing)

    def _not_begun(self, why: NotBegun) -> None:
        for row in self.model.rows:
            row.is_planned = False
        self._become(BulkStage.REVIEW)
        match why:
            case JournalStanding():
                self.journal_needed.emit(why)
            case NoRun.ANOTHER_RUNS:
                self.banner.show_problem(
                    self.tr("You are cancelling many invoices in another window already."),
                    self.tr("Nothing was sent. Let that one end first."),
                    tone=Tone.WARNING,
                )
            case NoRun.NOT_KEPT:
                self.banner.show_problem(
                    self.tr("What is planned could not be written down."),
                    self.tr("Nothing was sent. Make room on the disk, then try again."),
                )
            case Problem():
                self._tell_problem(why)
        self._refresh()

    def _read_back(self, invoice_id: InvoiceId, outcome: Done | OutcomeUnknown) -> None:
        position = self.model.position_of(invoice_id)
        row = None if position is None else self.model.row(position)
        if row is None:
            return
        row.outcome = outcome
        if isinstance(outcome, Done):
            self.cancelled.emit(outcome.invoice)
        self.model.show_row(row)
        if self._why is PauseReason.OUTCOME_UNKNOWN and not row.is_unknown:
            self.banner.show_problem(
                filled(self.tr("%1: %2"), row.number, self.words.state(row, self.model.for_all).word),
                tone=Tone.SUCCESS if row.is_done else Tone.NEUTRAL,
            )
        self._show_row()
        self._show_stage()

    def _end(self) -> None:
        for row in self.model.rows:
            row.is_planned = False
        self.banner.clear()
        self._become(BulkStage.ENDED)
        announce(self, self._title.text())

    def _leave(self) -> None:
        self.reading.stop()
        self.running.leave()
        for row in self.model.rows:
            if row.is_unknown and isinstance(row.outcome, OutcomeUnknown):
                self.left_open.emit(row.outcome.intent)
        if not any(row.is_done for row in self.model.rows):
            self.reason_kept.emit(self.reason_field.text)

    # -------------------------------------------------------------------------------------- what it shows

    def _become(self, stage: BulkStage) -> None:
        if stage is not self._stage:
            self._stage = stage
            self._why = None
            self._guard.start()
            self.pause_button.setEnabled(True)
            self.stop_button.setEnabled(True)
            self.model.is_review = stage is BulkStage.REVIEW
            self.model.show_all()
            self._show_row()
            self._show_stage()
            (self.pause_button if stage is BulkStage.RUNNING else self.safe_button).setFocus()
            return
        self._show_stage()

    def _show_stage(self) -> None:
        stage = self._stage
        review, ended = stage is BulkStage.REVIEW, stage is BulkStage.ENDED
        self._form.setVisible(review)
        self.pause_button.setVisible(stage is BulkStage.RUNNING)
        self.stop_button.setVisible(stage in {BulkStage.RUNNING, BulkStage.PAUSED})
        self.act_button.setVisible(stage in {BulkStage.REVIEW, BulkStage.PAUSED})
        self.safe_button.setVisible(stage is not BulkStage.RUNNING)
        self.drop_button.setVisible(review and self._left_run is not None)
        has_results = any(self.words.result(row) is not None for row in self.model.rows)
        self.save_button.setVisible(has_results and stage is not BulkStage.RUNNING)
        again = sum(row.can_be_tried_again for row in self.model.rows)
        self.retry_button.setVisible(ended and again > 0)
        self.retry_button.setText(plain_button_text(self.tr("Look at %n again", "", again)))
        if stage is BulkStage.PAUSED:
            self.safe_button.setText(plain_button_text(self.tr("Close, keep the rest for later")))
        else:
            self.safe_button.setText(
                plain_button_text(self.tr("Close") if ended else self.tr("Keep the invoices"))
            )
        if stage is BulkStage.RUNNING:
            self._busy.start()
            self._busy.set_progress(self._taken, self._planned)
        elif not (review and self.is_looking):
            self._busy.stop()
        self._refresh()

    def _show_row(self) -> None:
        is_review = self._stage is BulkStage.REVIEW
        self.row_view.show_row(self.chosen, self.model.for_all, is_review=is_review)
        row = self.chosen
        if row is not None:
            self.reading.read_first(row)

    def _refresh(self) -> None:
        """What depends on all rows together."""
        self._later.stop()
        counts = self.model.counts()
        course, said = self._course(), self._summary
        title, sentence = said.title(self.model, course), said.sentence(self.model, course)
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.summary.setText(said.counted(self.model, course, counts))
        why_not = said.why_not(course, counts, self.reason_field.shortfall())
        if self._stage is BulkStage.REVIEW:
            ready = counts[Readiness.READY]
            act = self.tr("Cancel %n invoice(s)", "", ready) if ready else self.tr("Cancel invoices")
        else:
            act = self.tr("Go on with %n invoice(s)", "", course.left)
        self.act_button.setText(plain_button_text(act))
        self.act_button.setEnabled(not why_not and not self._guard.isActive())
        self.act_button.setAccessibleDescription(why_not)
        self.hint.setText(said.hint(course, counts, why_not))
        if self._stage is BulkStage.REVIEW and self.is_looking:
            self._busy.set_progress(course.done, course.whole)

    def _course(self) -> BulkCourse:
        if self._stage is BulkStage.REVIEW:
            done = self._to_read - sum(row.case is None and row.open is None for row in self._read_now)
            whole = self._to_read
        else:
            done, whole = self._taken, self._planned
        spent = 0.0 if self._began is None else (self._now() - self._began).total_seconds()
        return BulkCourse(
            stage=self._stage,
            is_looking=self.is_looking,
            done=done,
            whole=whole,
            spent_s=spent,
            following=self._following,
            begun=None if self._left_run is None else self._left_run.plan.begun,
        )

    # -------------------------------------------------------------------------------------- how it is made

    def _fill(self) -> None:
        self.resize(_SIZE)
        self.setMinimumSize(_SMALLEST)
        table = self.table
        table.setObjectName("bulk")
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Invoices to be cancelled"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_NORMAL)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        header.setMinimumSectionSize(90)
        header.setSectionResizeMode(BulkColumn.CLIENT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(BulkColumn.REASON, QHeaderView.ResizeMode.Stretch)
        if self.model.rows:
            table.setCurrentIndex(self.model.index(0, 0))
        set_tone(self.hint, Tone.NEUTRAL)
        for each in (
            self.drop_button,
            self.save_button,
            self.retry_button,
            self.pause_button,
            self.stop_button,
        ):
            each.setAutoDefault(False)
        self.safe_button.setDefault(True)

    def _lay_out(self) -> None:
        form = QHBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(SPACE_XL)
        form.addWidget(self.reason_field, 3)
        form.addWidget(self.question, 2, Qt.AlignmentFlag.AlignTop)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.table, 1)
        middle.addWidget(self.row_view)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addWidget(self.hint, 1)
        for each in (
            self.drop_button,
            self.save_button,
            self.retry_button,
            self.pause_button,
            self.safe_button,
            self.stop_button,
            self.act_button,
        ):
            foot.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_M)
        head = QVBoxLayout()
        head.setSpacing(SPACE_XS)
        for label in (self._title, self._company, self._sentence):
            head.addWidget(label)
        column.addLayout(head)
        column.addWidget(self._form)
        column.addWidget(self.summary)
        column.addLayout(middle, 1)
        column.addWidget(self.banner)
        column.addWidget(self._busy)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.reading.came.connect(self._came)
        self.reading.ended.connect(self._all_read)
        self.running.begun.connect(self._named)
        self.running.progressed.connect(self._progressed)
        self.running.refused.connect(self._not_begun)
        self.running.read_back.connect(self._read_back)
        self.model.ticked.connect(self._refresh)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_row())
        self.question.answered.connect(lambda _answer: self._say_for_all())
        self.reason_field.changed.connect(self._say_for_all)
        self.reason_field.forget_asked.connect(self.recent_forgotten)
        self.row_view.noted.connect(self._note)
        self.row_view.decided.connect(self._row_decided)
        self.row_view.check_wanted.connect(self._check_row)
        self.act_button.clicked.connect(self._act)
        self.safe_button.clicked.connect(self.reject)
        self.pause_button.clicked.connect(lambda _on=False: self._pause())
        self.stop_button.clicked.connect(lambda _on=False: self._stop())
        self.retry_button.clicked.connect(lambda _on=False: self._retry())
        self.drop_button.clicked.connect(lambda _on=False: self._give_up())
        self.save_button.clicked.connect(lambda _on=False: self.save_asked.emit())
        self.finished.connect(lambda _result: self._leave())
        self._guard.timeout.connect(self._refresh)
        self._later.timeout.connect(self._refresh)
        for keys in _ENTER:
            shortcut = QShortcut(QKeySequence(Qt.Modifier.CTRL | keys), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self._act)
        again = QShortcut(QKeySequence(Qt.Key.Key_F5), self)
        again.setAutoRepeat(False)
        again.activated.connect(self.check_all_again)
        self._say_for_all()
        self._refresh()


def _once(owner: QDialog, ms: int) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(ms)
    return timer
