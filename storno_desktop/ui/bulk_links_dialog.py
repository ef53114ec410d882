"""Asks whether to close the public links that many cancellations have left open, and closes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread
from storno_desktop.service.cancel_runs import CancelRuns
from storno_desktop.service.case import Unsent
from storno_desktop.service.link_closing import LinkClosingService
from storno_desktop.ui.bulk_links import BulkLinks, LinksRow, LinksStanding
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.guard_time import GUARD_MS
from storno_desktop.ui.icons import icon
from storno_desktop.ui.link_words import LinkWords
from storno_desktop.ui.plain_text import plain_button_text, plain_tooltip
from storno_desktop.ui.question_dialog import WIDEST, QuestionDialog
from storno_desktop.ui.row_table import show_as_rows
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import ROW_NORMAL, SPACE_M, SPACE_XL, Tone
from storno_desktop.ui.unsent_telling import UnsentTelling
from storno_desktop.ui.words import Sign

_MOST_ROWS = 9
"""So many invoices are in sight at once."""
_NUMBER_WIDTH, _STATE_WIDTH = 150, 220


class BulkLinksDialog(QuestionDialog):
    """Open it with `open()`. `closed` brings the row of each invoice that has no open link any more; `left_open` the
    intent of a closing whose outcome nobody knows. The window answers `sign_in_needed` and `journal_needed` as for
    every act, and then calls `check_again`."""

    closed = Signal(object)  # LinksRow
    left_open = Signal(object)  # Intent
    sign_in_needed = Signal()
    journal_needed = Signal(object)  # JournalStanding

    def __init__(
        self,
        io: IoThread,
        service: LinkClosingService,
        runs: CancelRuns,
        company: Company,
        rows: Sequence[LinksRow],
        *,
        parent: QWidget | None = None,
        guard_ms: int = GUARD_MS,
    ) -> None:
        question, safe, act = _texts(len(rows))
        super().__init__(question, safe=safe, act=act, parent=parent, guard_ms=guard_ms)
        self._words, self._figures = LinkWords(self), Figures(self)
        self._positions = {row.invoice_id: position for position, row in enumerate(rows)}
        self.links = BulkLinks(io, service, runs, company, rows, self)
        self.telling = UnsentTelling(self)
        self.table = QTableWidget(len(rows), 3, self)
        self.set_company(company.name, company.cif)
        self.set_sentence(
            self.tr(
                "Whoever has the address still sees the invoice. Each is looked at again, and every link that is open then is closed for good."
            )
        )
        self._fill()
        self.add_evidence(self.table)
        self.committed.connect(self._begin)
        self.links.changed.connect(self._changed)
        self.links.ended.connect(self._ended)
        self.links.unread.connect(self.telling.tell_problem)
        self.links.stopped.connect(self._stopped)
        self.links.left_open.connect(self.left_open)
        self.telling.sign_in_needed.connect(self.sign_in_needed)
        self.telling.journal_needed.connect(self.journal_needed)
        self.telling.check_asked.connect(self.check_again)
        self.finished.connect(lambda _result: self.links.stop())

    def check_again(self) -> None:
        """What was in the way may be out of it: the person decides again."""
        self.clear_problem()
        self.telling.begin_anew()

    def state(self, row: LinksRow) -> Sign:
        """How it stands with the links of one invoice."""
        match row.standing:
            case LinksStanding.OPEN if row.count is not None:
                return Sign("link", self.tr("%n open", "", row.count), Tone.WARNING)
            case LinksStanding.OPEN:
                return Sign("link", self.tr("Not looked at yet"), Tone.NEUTRAL)
            case LinksStanding.UNDER_WAY:
                return Sign("waiting", self.tr("Closing …"), Tone.NEUTRAL)
            case LinksStanding.CLOSED:
                return Sign("allowed", self.tr("Closed"), Tone.SUCCESS)
            case LinksStanding.NONE_OPEN:
                return Sign("allowed", self.tr("None open"), Tone.SUCCESS)
            case LinksStanding.AGAINST:
                return Sign("blocks", self.tr("Not closed"), Tone.DANGER)
            case LinksStanding.UNKNOWN:
                return Sign("unknown", self.tr("Outcome unknown"), Tone.WARNING)

    # -------------------------------------------------------------------------------------- inside

    def _begin(self) -> None:
        self.clear_problem()
        self.safe_button.setText(plain_button_text(self.tr("Leave the rest open")))
        self.set_busy(self.tr("Closing the links …"), may_leave=True)
        self._show_progress()
        self.links.begin()

    def _changed(self, row: LinksRow) -> None:
        self._show_row(row)
        self._show_progress()
        if row.standing is LinksStanding.UNDER_WAY:
            self.set_busy(filled(self.tr("Closing the links of %1 …"), row.number), may_leave=True)
            self.table.scrollTo(self.table.model().index(self._positions[row.invoice_id], 0))
        elif row.standing in {LinksStanding.CLOSED, LinksStanding.NONE_OPEN}:
            self.closed.emit(row)
        elif row.standing is LinksStanding.AGAINST and row.against is not None:
            headline = filled(self.tr("The links of %1 were not closed."), row.number)
            self.show_problem(headline, self._words.against(row.against), tone=Tone.WARNING)
        elif row.standing is LinksStanding.UNKNOWN:
            self.show_problem(
                filled(self.tr("Whether the link of %1 was closed is not known."), row.number),
                self.tr("It is not repeated; the program goes on checking with the server."),
                tone=Tone.WARNING,
            )

    def _show_progress(self) -> None:
        waiting = {LinksStanding.OPEN, LinksStanding.UNDER_WAY}
        done = sum(row.standing not in waiting for row in self.links.rows)
        self.set_progress(done, len(self.links.rows))

    def _ended(self) -> None:
        self.set_idle()
        left = len(self.links.to_do)
        self.act_button.setVisible(left > 0)
        if not left:
            self.allow_act(False)
            self.rename(self._summed_up())
            self.set_sentence("")
            self.safe_button.setText(plain_button_text(self.tr("Close")))
        self.safe_button.setFocus()

    def _summed_up(self) -> str:
        standings = Counter(row.standing for row in self.links.rows)
        closed = standings[LinksStanding.CLOSED] + standings[LinksStanding.NONE_OPEN]
        return self.tr("%n invoice(s) without an open link", "", closed)

    def _stopped(self, why: Unsent) -> None:
        self.telling.tell(why)

    def _show_row(self, row: LinksRow) -> None:
        sign, position = self.state(row), self._positions[row.invoice_id]
        item = QTableWidgetItem()
        item.setText(sign.word)
        item.setIcon(icon(sign.icon, sign.tone))
        why = "" if row.against is None else self._words.against(row.against)
        item.setToolTip(plain_tooltip("\n".join(filter(None, (sign.word, why)))))
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, why)
        self.table.setItem(position, 2, item)

    def _fill(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels([self.tr("Number"), self.tr("Client"), self.tr("Public links")])
        table.setAccessibleName(self.tr("Cancelled invoices with open public links"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        show_as_rows(table, ROW_NORMAL)
        header = table.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, _NUMBER_WIDTH)
        table.setColumnWidth(2, _STATE_WIDTH)
        for position, row in enumerate(self.links.rows):
            for column, text in enumerate((row.number, row.client or "—")):
                table.setItem(position, column, QTableWidgetItem(text))
            self._show_row(row)
        table.setMinimumWidth(WIDEST - 2 * SPACE_XL)
        rows = min(len(self.links.rows), _MOST_ROWS)
        # A little more than its parts: styles differ in what they draw around them.
        table.setFixedHeight(header.sizeHint().height() + rows * ROW_NORMAL + SPACE_M)


def _texts(count: int) -> tuple[str, str, str]:
    """Question, safe button and act; needed before there is a dialog that could translate."""
    translate = QCoreApplication.translate
    return (
        translate("BulkLinksDialog", "Close the public links of %n cancelled invoice(s)?", "", count),
        translate("BulkLinksDialog", "Leave them open"),
        translate("BulkLinksDialog", "Close the links"),
    )
