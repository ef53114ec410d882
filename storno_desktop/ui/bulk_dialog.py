"""Asks whether to cancel many invoices: a review of each, then one after the other, and a list of what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from storno_desktop.domain.cancellation import CancellationReason
from storno_desktop.domain.finding import Check
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.run_plan import LeftRun
from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread
from storno_desktop.service.cancel_run import RunProgress, RunStanding
from storno_desktop.service.cancel_runs import CancelRuns
from storno_desktop.service.case import Done, OutcomeUnknown
from storno_desktop.ui.announcement import announce
from storno_desktop.ui.bulk_banner import BulkBanner
from storno_desktop.ui.bulk_foot import BulkFoot
from storno_desktop.ui.bulk_model import BulkModel
from storno_desktop.ui.bulk_results import BulkResults
from storno_desktop.ui.bulk_review import BulkReview
from storno_desktop.ui.bulk_row import BulkRow, ForAll, Readiness
from storno_desktop.ui.bulk_row_view import BulkRowView
from storno_desktop.ui.bulk_running import BulkRunning, NotBegun
from storno_desktop.ui.bulk_summary import BulkCourse, BulkStage, BulkSummary
from storno_desktop.ui.bulk_table import BulkTable
from storno_desktop.ui.bulk_words import BulkWords
from storno_desktop.ui.busy import BusyLine
from storno_desktop.ui.company_chip import CompanyChip
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.guard_time import GUARD_MS
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.reached_question import ReachedQuestion
from storno_desktop.ui.reason_field import ReasonField
from storno_desktop.ui.reason_preset import ReasonPreset
from storno_desktop.ui.settling_desk import LOOK_DELAYS_MS
from storno_desktop.ui.theme import SPACE_L, SPACE_M, SPACE_XL, SPACE_XS, Tone, title_font

_SIZE = QSize(1340, 780)
_SMALLEST = QSize(940, 580)
_SHOW_MS = 60
"""What is counted over all rows follows so long after the last row that came."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BulkDialog(QDialog):
    """Open it with `open()`. Nothing is sent but what is ready, and only after the button that names the number.

    `cancelled` brings each invoice as the server has it; `left_open` at the end the intent of each whose outcome
    nobody knows; `reason_kept` the reason as it stands when the window closes without anything done;
    `recent_forgotten` that the reasons sent lately shall be forgotten, `save_asked` that the list is to be saved; `links_asked` brings
    the cancelled ones whose public links somebody wants to close. The window below answers `sign_in_needed` with a sign-in and then calls
    `check_again`, and `journal_needed` by opening the journal. `left` is a run that broke off, whose rest this is.
    """

    cancelled = Signal(object)  # Evidence[Invoice]
    left_open = Signal(object)  # Intent
    reason_kept = Signal(str)
    recent_forgotten = Signal()
    save_asked = Signal()
    links_asked = Signal(object)  # list[BulkRow]
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
        self._figures = Figures(self)
        self.words = BulkWords(self)
        self._summary = BulkSummary(self.words, self._figures, self)
        self.model = BulkModel(rows, self.words, self._figures, self)
        self._review = BulkReview(io, runs, company, self.model, self.words, now, self)
        self._results = BulkResults(self.model, self)
        self.running = BulkRunning(io, runs, company, self, look_delays_ms)
        self._guard = _once(self, guard_ms)
        self._later = _once(self, _SHOW_MS)

        self._title = plain_label(font=title_font(), wraps=True, parent=self)
        self._company = CompanyChip(company.name, company.cif, parent=self)
        self._sentence = plain_label(wraps=True, parent=self)
        self._form = QWidget(self)
        self.question = ReachedQuestion(self._form, of_many=True)
        self.reason_field = ReasonField(reason, self._form, presets=presets, recent=recent)
        self.summary = plain_label(parent=self)
        self.table = BulkTable(self.model, self)
        self.row_view = BulkRowView(self.words, self._figures, self)
        self.banner = BulkBanner(self.words, self)
        self._busy = BusyLine(parent=self)
        self.foot = BulkFoot(self)

        self._lay_out()
        self._connect()
        self._say_for_all()
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
        return self._review.is_under_way

    @property
    def run_name(self) -> str:
        """The name of the run in the journal, "" before there is one."""
        return self._run_name

    @property
    def title(self) -> str:
        """The question, or what is being done."""
        return self._title.text()

    def open(self) -> None:
        super().open()
        self.check_again()

    def check_again(self) -> None:
        """Read what has not been read, or could not be: at the start, after a sign-in, and by F5."""
        if self._stage is BulkStage.REVIEW:
            self.banner.clear()
            self._review.read_missing()
            self._refresh()

    def check_all_again(self) -> None:
        """Read everything afresh."""
        if self._stage is BulkStage.REVIEW and not self.is_looking:
            self.banner.clear()
            self._review.read_all()
            self._refresh()

    def show_links_closed(self, invoice_id: InvoiceId) -> None:
        """The public links of this invoice are closed by now."""
        row = self._results.row_of(invoice_id)
        if row is not None:
            row.links_are_closed = True
            self._show_stage()

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
            self.foot.safe.setFocus()

    def _act(self) -> None:
        self._refresh()
        if not self.foot.act.isEnabled():
            return
        if self._stage is BulkStage.PAUSED:
            self.banner.clear()
            self._become(BulkStage.RUNNING)
            self.running.go_on()
            return
        decided = self._review.decided()
        if not decided:
            return
        self._review.reading.stop()
        self.banner.clear()
        self._results.begin(decided, self._now())
        self._become(BulkStage.RUNNING)
        self.running.begin(decided, self._run_name)

    def _pause(self) -> None:
        """The invoice that is under way comes to its end first."""
        self.foot.pause.setEnabled(False)
        self.running.pause()

    def _stop(self) -> None:
        self.foot.pause.setEnabled(False)
        self.foot.stop.setEnabled(False)
        self.running.stop()

    def _retry(self) -> None:
        """Look at those again of which it is certain that nothing happened; a person decides anew about each."""
        again = self._results.again
        self._results.forget(again)
        self._become(BulkStage.REVIEW)
        self._review.read(again)
        self._refresh()

    def _give_up(self) -> None:
        """Nothing of the rest is wanted; what was done stays in the journal."""
        self._io.commit(self._runs.drop(self._run_name), lambda _none: self.accept(), owner=self)

    # -------------------------------------------------------------------------------------- the review

    def _came(self, row: BulkRow) -> None:
        self.model.show_row(row)
        if row is self.table.chosen:
            self._show_row()
        if not self._later.isActive():
            self._later.start()

    def _all_read(self, problem: Problem | None) -> None:
        if self._stage is BulkStage.REVIEW:
            self._busy.stop()
        if problem is not None:
            self.banner.tell_problem(problem, may_check=self._stage is BulkStage.REVIEW)
        self._refresh()
        announce(self, self.summary.text())

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
        row = self.table.chosen
        if row is not None:
            row.note(check, ticked, self.model.for_all)
            self._row_decided()

    def _row_decided(self) -> None:
        row = self.table.chosen
        if row is not None:
            self.model.show_row(row)
            self._show_row()
            self._refresh()

    def _check_row(self) -> None:
        row = self.table.chosen
        if row is not None:
            self._review.read([row])
            self._refresh()

    # -------------------------------------------------------------------------------------- the run

    def _named(self, run: str) -> None:
        self._run_name = run

    def _progressed(self, progress: RunProgress) -> None:
        row = self._results.take(progress)
        if row is not None:
            if not progress.returned:
                self.table.show_in_sight(row)
            self.model.show_row(row)
            if row is self.table.chosen:
                self._show_row()
        match progress.standing:
            case RunStanding.GOING:
                self._become(BulkStage.RUNNING)
            case RunStanding.PAUSED:
                self._become(BulkStage.PAUSED)
                self.banner.tell_pause(progress, row)
            case RunStanding.STOPPED | RunStanding.FINISHED:
                self._end()

    def _not_begun(self, why: NotBegun) -> None:
        self._results.end()
        self._become(BulkStage.REVIEW)
        self.banner.tell_not_begun(why)
        self._refresh()

    def _read_back(self, invoice_id: InvoiceId, outcome: Done | OutcomeUnknown) -> None:
        row = self._results.take_read_back(invoice_id, outcome)
        if row is not None:
            self.model.show_row(row)
            self.banner.tell_read_back(row, self.words.state(row, self.model.for_all).word)
            self._show_row()
            self._show_stage()

    def _end(self) -> None:
        self._results.end()
        self.banner.clear()
        self._become(BulkStage.ENDED)
        announce(self, self._title.text())

    def _leave(self) -> None:
        self._review.reading.stop()
        self.running.leave()
        for intent in self._results.left_open:
            self.left_open.emit(intent)
        if not self._results.is_any_done:
            self.reason_kept.emit(self.reason_field.text)

    # -------------------------------------------------------------------------------------- what it shows

    def _become(self, stage: BulkStage) -> None:
        if stage is not self._stage:
            self._stage = stage
            self.banner.forget_pause()
            self._guard.start()
            self.model.is_review = stage is BulkStage.REVIEW
            self.model.show_all()
            self._show_row()
            self._show_stage()
            self.foot.begin_stage(stage)
            return
        self._show_stage()

    def _show_stage(self) -> None:
        stage, review = self._stage, self._stage is BulkStage.REVIEW
        self._form.setVisible(review)
        self.foot.show_stage(
            stage,
            may_drop=self._left_run is not None,
            has_results=any(self.words.result(row) is not None for row in self.model.rows),
            again=len(self._results.again),
            with_links=len(self._results.with_links),
        )
        if stage is BulkStage.RUNNING:
            self._busy.start()
            self._busy.set_progress(self._results.taken, self._results.planned)
        elif not (review and self.is_looking):
            self._busy.stop()
        self._refresh()

    def _show_row(self) -> None:
        row = self.table.chosen
        self.row_view.show_row(row, self.model.for_all, is_review=self._stage is BulkStage.REVIEW)
        if row is not None:
            self._review.reading.read_first(row)

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
        is_review = self._stage is BulkStage.REVIEW
        count = counts[Readiness.READY] if is_review else course.left
        self.foot.show_act(self._stage, count, why_not, guarded=self._guard.isActive())
        self.foot.hint.setText(said.hint(course, counts, why_not))
        if is_review and self.is_looking:
            self._busy.set_progress(course.done, course.whole)

    def _course(self) -> BulkCourse:
        review, results = self._review, self._results
        is_review = self._stage is BulkStage.REVIEW
        began = review.began_at if is_review else results.began_at
        return BulkCourse(
            stage=self._stage,
            is_looking=self.is_looking,
            done=review.done if is_review else results.taken,
            whole=review.whole if is_review else results.planned,
            spent_s=0.0 if began is None else (self._now() - began).total_seconds(),
            following=results.following,
            begun=None if self._left_run is None else self._left_run.plan.begun,
        )

    # -------------------------------------------------------------------------------------- how it is made

    def _lay_out(self) -> None:
        self.resize(_SIZE)
        self.setMinimumSize(_SMALLEST)
        form = QHBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(SPACE_XL)
        form.addWidget(self.reason_field, 3)
        form.addWidget(self.question, 2, Qt.AlignmentFlag.AlignTop)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.table, 1)
        middle.addWidget(self.row_view)
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
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self._review.began.connect(self._busy.start)
        self._review.came.connect(self._came)
        self._review.ended.connect(self._all_read)
        self._results.cancelled.connect(self.cancelled)
        self.running.begun.connect(self._named)
        self.running.progressed.connect(self._progressed)
        self.running.refused.connect(self._not_begun)
        self.running.read_back.connect(self._read_back)
        self.banner.check_asked.connect(self.check_again)
        self.banner.look_asked.connect(self.running.look_again)
        self.banner.sign_in_needed.connect(self.sign_in_needed)
        self.banner.journal_needed.connect(self.journal_needed)
        self.model.ticked.connect(self._refresh)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_row())
        self.question.answered.connect(lambda _answer: self._say_for_all())
        self.reason_field.changed.connect(self._say_for_all)
        self.reason_field.forget_asked.connect(self.recent_forgotten)
        self.row_view.noted.connect(self._note)
        self.row_view.decided.connect(self._row_decided)
        self.row_view.check_wanted.connect(self._check_row)
        self.foot.act.clicked.connect(self._act)
        self.foot.safe.clicked.connect(self.reject)
        self.foot.pause.clicked.connect(lambda _on=False: self._pause())
        self.foot.stop.clicked.connect(lambda _on=False: self._stop())
        self.foot.retry.clicked.connect(lambda _on=False: self._retry())
        self.foot.drop.clicked.connect(lambda _on=False: self._give_up())
        self.foot.links.clicked.connect(lambda _on=False: self.links_asked.emit(self._results.with_links))
        self.foot.save.clicked.connect(lambda _on=False: self.save_asked.emit())
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


def _once(owner: QDialog, ms: int) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(ms)
    return timer
