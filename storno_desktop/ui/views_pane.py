"""The pane on the left: which company, which work queue or saved view, and how fresh the data is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from storno_desktop.domain.invoice_summary import Direction, InvoiceId
from storno_desktop.domain.listview import (
    CLOSING_DAYS,
    RESTORE_WINDOW_DAYS,
    Column,
    ListView,
    Queue,
    QueueCounts,
)
from storno_desktop.domain.session import Company, User
from storno_desktop.ui.company_switch import CompanySwitch
from storno_desktop.ui.download_foot import DownloadFoot
from storno_desktop.ui.elided_label import ElidedLabel
from storno_desktop.ui.icons import icon, set_icon
from storno_desktop.ui.plain_text import plain_label, plain_tooltip
from storno_desktop.ui.queue_delegate import COUNT_ROLE, URGENT_ROLE, QueueDelegate
from storno_desktop.ui.saved_view import SavedView
from storno_desktop.ui.saved_views_list import SavedViewsList
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.status_words import StatusWords
from storno_desktop.ui.theme import (
    ROW_NORMAL,
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    Theme,
    Tone,
    appearance,
    secondary_font,
    set_tone,
)
from storno_desktop.ui.words import Words

WIDTH = 240
"""Wider only where a view's name would not fit otherwise."""
VIEW_COUNT = 7
RESTORABLE_VIEW = 1
PREPARED_VIEW = 5
"""Where the prepared cancellations stand; the line is there only while there are some, or somebody looks."""
TO_CHECK_VIEW = 6
"""Where those stand about which something is open, after a restore or because an outcome is unknown; in the same way."""
_LEAST_ROWS = 3
_SLACK = 2
"""What the style keeps free above and below the lines of a list."""
_NO_LIMIT = (1 << 24) - 1
"""The greatest height that Qt knows."""
DEFAULT_DAYS = 90
"""The default view begins with the invoices of these last days; a chip says so and takes it away."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the pane: an icon, a name, and the question that it asks."""

    icon: str
    name: str
    view: ListView


class ViewsPane(QFrame):
    """Lists the work queues with their counts, under the company switcher, and below them the saved views."""

    chosen = Signal(object)  # the ListView of a queue or a saved view
    account_shown = Signal()
    saved_removed = Signal(object)  # the SavedView that shall be forgotten
    company_chosen = Signal(object)  # the Company
    sign_out_asked = Signal()
    requests_asked = Signal()
    pause_asked = Signal()
    resume_asked = Signal()

    def __init__(
        self, words: Words, window_days: int = RESTORE_WINDOW_DAYS, parent: QWidget | None = None
    ) -> None:
        """`window_days`: for how many days after a cancellation the office lets an invoice be restored."""
        super().__init__(parent)
        self._window_days = window_days
        self._to_check: frozenset[InvoiceId] = frozenset()
        self._counts = QueueCounts()
        self.setObjectName("viewsPane")
        self.setFixedWidth(WIDTH)
        self._words = words
        self._statuses = StatusWords()
        self._entries: list[Entry] = []
        self._switch = CompanySwitch(self)
        self._read_only = plain_label(font=secondary_font(), wraps=True, parent=self)
        self._queues = QListWidget(self)
        self._delegate = QueueDelegate(self._queues)
        self._today: date | None = None
        self.waiting_button = QPushButton(self)
        self._saved_title = plain_label(self.tr("Saved views"), font=secondary_font(), parent=self)
        self._saved = SavedViewsList(self)
        self._person = ElidedLabel(parent=self)
        self._server = ElidedLabel(parent=self)
        self.download = DownloadFoot(self)
        self._sign_out = QToolButton(self)

        self._lay_out()

        appearance().changed.connect(self._theme_changed)
        self._switch.chosen.connect(self.company_chosen)
        self._queues.currentRowChanged.connect(self._queue_chosen)
        self._saved.chosen.connect(self._saved_chosen)
        self._saved.removed.connect(self.saved_removed)
        self.download.pause_asked.connect(self.pause_asked)
        self.download.resume_asked.connect(self.resume_asked)
        self.waiting_button.clicked.connect(lambda _checked=False: self.requests_asked.emit())
        self._sign_out.clicked.connect(lambda _checked=False: self.sign_out_asked.emit())

    def _lay_out(self) -> None:
        set_tone(self._read_only, Tone.WARNING)
        self._read_only.hide()
        queues = self._queues
        queues.setObjectName("queues")
        queues.setAccessibleName(self.tr("Views"))
        queues.setItemDelegate(self._delegate)
        queues.setFrameShape(QFrame.Shape.NoFrame)
        queues.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._person.setFont(secondary_font())
        self._server.setFont(secondary_font())
        self._saved_title.setContentsMargins(SPACE_L, SPACE_S, SPACE_S, 0)
        for label in (self._person, self._server, self._saved_title):
            set_tone(label, Tone.NEUTRAL)
        set_icon(self.waiting_button, "supervisor")
        self.waiting_button.setAutoDefault(False)
        self.waiting_button.hide()
        set_icon(self._sign_out, "sign-out")
        self._sign_out.setAccessibleName(self.tr("Sign out"))
        self._sign_out.setToolTip(self.tr("Sign out"))

        who = QHBoxLayout()
        who.setSpacing(SPACE_XS)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._person)
        names.addWidget(self._server)
        who.addLayout(names, 1)
        who.addWidget(self._sign_out)
        foot = QVBoxLayout()
        foot.setContentsMargins(SPACE_L, SPACE_S, SPACE_S, SPACE_M)
        foot.setSpacing(SPACE_S)
        foot.addWidget(self.waiting_button)
        foot.addWidget(self.download)
        foot.addLayout(who)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        head = QVBoxLayout()
        head.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, 0)
        head.addWidget(self._switch)
        head.addWidget(self._read_only)
        column.addLayout(head)
        column.addWidget(queues, 1)
        column.addWidget(self._saved_title)
        column.addWidget(self._saved, 1)
        column.addLayout(foot)
        self.show_saved(())

    # -------------------------------------------------------------------------------------- what it shows

    def show_account(self, user: User, server: str) -> None:
        """Who is signed in, and where."""
        role = self._words.role(user.role)
        self._person.setText(user.full_name or user.email)
        self._server.setText(f"{role} · {server}" if role else server)
        self.account_shown.emit()

    def show_companies(self, companies: Sequence[Company], current: Company) -> None:
        """The switcher with all companies of the session; read-only ones say so."""
        self._switch.show_companies(companies, current)
        self._read_only.setText(self.tr("Read-only company: nothing can be cancelled or restored."))
        self._read_only.setVisible(current.is_read_only)

    def show_no_company(self) -> None:
        """The session has none: there is nothing to choose from."""
        self._switch.show_nothing()
        self._read_only.hide()

    def show_queues(self, counts: QueueCounts, today: date) -> None:
        """The work queues with how many invoices each holds."""
        self._today, self._counts = today, counts
        self._entries = self._make_entries(today)
        numbers = [
            counts.can_be_cancelled,
            counts.can_be_restored,
            counts.window_passed,
            counts.all_outgoing,
            counts.all_incoming,
            counts.prepared,
            len(self._to_check),
        ]
        row = self._queues.currentRow()
        blocked = self._queues.blockSignals(True)
        while self._queues.count() < len(self._entries):
            self._queues.addItem(QListWidgetItem())
        for position, (entry, number) in enumerate(zip(self._entries, numbers, strict=True)):
            item = self._queues.item(position)
            item.setText(entry.name)
            item.setData(COUNT_ROLE, number)
            urgent = self._urgency(entry.view.queue)
            item.setData(URGENT_ROLE, bool(urgent))
            item.setToolTip(plain_tooltip(urgent))
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (entry.name, str(number), urgent)))
            )
        if row >= 0:
            self._queues.setCurrentRow(row)
        for position in (PREPARED_VIEW, TO_CHECK_VIEW):
            self._queues.item(position).setHidden(not numbers[position] and row != position)
        self._fit_queues()
        self._show_icons()
        self._queues.blockSignals(blocked)
        self.setFixedWidth(max(WIDTH, self._delegate.width_for(self._entries_names(), max(numbers))))

    def show_to_check(self, ids: frozenset[InvoiceId]) -> None:
        """These are to be checked; who looks at them sees the present ones."""
        if ids == self._to_check:
            return
        self._to_check = ids
        if self._today is not None:
            self.show_queues(self._counts, self._today)
            if self._queues.currentRow() == TO_CHECK_VIEW:
                self.chosen.emit(self._entries[TO_CHECK_VIEW].view)

    def show_waiting(self, count: int) -> None:
        """How many requests for a restore wait for a supervisor; nothing at all where there are none."""
        self.waiting_button.setText(filled(self.tr("Waiting for approval: %1"), str(count)))
        self.waiting_button.setVisible(count > 0)

    def show_saved(self, views: Sequence[SavedView]) -> None:
        """The views that the person named; nothing at all where there are none."""
        self._saved.show_views(views)
        self._saved_title.setVisible(bool(views))
        self._saved.setVisible(bool(views))
        self._fit_queues()

    def default_view(self, today: date) -> ListView:
        """What the list shows first."""
        self._saved.mark(None)
        self._entries = self._make_entries(today)
        blocked = self._queues.blockSignals(True)
        if not self._queues.count():
            self.show_queues(QueueCounts(), today)
        self._queues.setCurrentRow(0)
        self._queues.blockSignals(blocked)
        return self._entries[0].view

    def choose(self, position: int) -> None:
        """Go to the queue at this position, counted from 0."""
        if 0 <= position < self._queues.count():
            self._queues.item(position).setHidden(False)
            self._queues.setCurrentRow(position)

    def mark(self, view: ListView) -> None:
        """Mark the saved view or else the queue that this question belongs to, or none."""
        row = next((i for i, entry in enumerate(self._entries) if _same_queue(entry.view, view)), -1)
        if self._saved.mark(view):
            row = -1
        self._mark_queue(row)

    def show_freshness(self, sentence: str, tone: Tone, icon_name: str) -> None:
        """How old the data is, and whether the server answers."""
        self.download.show_freshness(sentence, tone, icon_name)

    # -------------------------------------------------------------------------------------- inside

    def _fit_queues(self) -> None:
        """Below the queues begin the saved views, where there are any."""
        hidden = sum(self._queues.item(row).isHidden() for row in range(self._queues.count()))
        rows = (self._queues.count() or VIEW_COUNT) - hidden
        frame = self._queues.contentsMargins()
        beside = frame.top() + frame.bottom() + 2 * _SLACK
        shares = not self._saved.isHidden()
        self._queues.setMaximumHeight(rows * ROW_NORMAL + beside if shares else _NO_LIMIT)
        self._queues.setMinimumHeight(min(rows, _LEAST_ROWS) * ROW_NORMAL)

    def _theme_changed(self, _theme: Theme) -> None:
        self._show_icons()

    def _show_icons(self) -> None:
        """An icon keeps the colours in which it was made."""
        for position, entry in enumerate(self._entries[: self._queues.count()]):
            self._queues.item(position).setIcon(icon(entry.icon))

    def _entries_names(self) -> list[str]:
        return [entry.name for entry in self._entries]

    def _mark_queue(self, row: int) -> None:
        blocked = self._queues.blockSignals(True)
        self._queues.setCurrentRow(row)
        self._queues.blockSignals(blocked)

    def _queue_chosen(self, row: int) -> None:
        if 0 <= row < len(self._entries):
            self._saved.mark(None)
            self.chosen.emit(self._entries[row].view)

    def _saved_chosen(self, saved: SavedView) -> None:
        if self._today is not None:
            self._mark_queue(-1)
            asked = replace(saved.on(self._today), window_days=self._window_days)
            if asked.queue is Queue.TO_BE_CHECKED:
                asked = replace(asked, ids=self._to_check)
            self.chosen.emit(asked)

    def _make_entries(self, today: date) -> list[Entry]:
        blank = ListView(today=today, window_days=self._window_days)
        words = self._statuses
        cancel, restore, passed = Queue.CAN_BE_CANCELLED, Queue.CAN_BE_RESTORED, Queue.WINDOW_PASSED
        return [
            Entry(
                "issued",
                words.queue(cancel),
                replace(blank, queue=cancel, date_from=today - timedelta(days=DEFAULT_DAYS)),
            ),
            Entry(
                "restore",
                words.queue(restore),
                replace(blank, queue=restore, sort=Column.DAYS_LEFT, descending=False),
            ),
            Entry("cancelled", words.queue(passed), replace(blank, queue=passed, sort=Column.CANCELLED_AT)),
            Entry("outgoing", self.tr("All outgoing"), blank),
            Entry("incoming", self.tr("All incoming"), replace(blank, direction=Direction.INCOMING)),
            Entry("checklist", words.queue(Queue.PREPARED), replace(blank, queue=Queue.PREPARED)),
            Entry(
                "unknown",
                words.queue(Queue.TO_BE_CHECKED),
                replace(blank, queue=Queue.TO_BE_CHECKED, ids=self._to_check),
            ),
        ]

    def _urgency(self, queue: Queue | None) -> str:
        """Why something in this queue cannot wait; "" for nothing."""
        if queue is Queue.CAN_BE_RESTORED and self._counts.closing:
            return self.tr(
                "%n of them can be restored for %1 more days at most", "", self._counts.closing
            ).replace("%1", str(CLOSING_DAYS))
        if queue is Queue.TO_BE_CHECKED and self._to_check:
            return self.tr("Something is still open about them")
        return ""


def _same_queue(one: ListView, other: ListView) -> bool:
    if one.queue is not None or other.queue is not None:
        return one.queue is other.queue
    return one.direction is other.direction and not other.states
