"""Where cancelling many begins and ends: opens the review, finds runs that broke off, saves the list of results."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from storno_desktop import __version__
from storno_desktop.domain.calendar import day_in_bucharest
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceSummary
from storno_desktop.domain.session import Company, User
from storno_desktop.io_thread import IoThread
from storno_desktop.ui.act_gate import ActGate
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.guard_time import GUARD_MS
from storno_desktop.ui.reason_shelf import ReasonShelf
from storno_desktop.ui.save_place import ask_save_place, documents_folder
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import Tone
from storno_desktop.ui.words import Words

if TYPE_CHECKING:
    # Imported when they are needed: start-up loads nothing that it does not show.
    from storno_desktop.domain.cancellation import CancellationReason
    from storno_desktop.domain.invoice import Invoice
    from storno_desktop.domain.run_plan import LeftRun
    from storno_desktop.export.outcome import Exported, ExportProblem
    from storno_desktop.export.result_table import ResultTable
    from storno_desktop.service.services import Services
    from storno_desktop.ui.bulk_dialog import BulkDialog
    from storno_desktop.ui.bulk_links_dialog import BulkLinksDialog
    from storno_desktop.ui.bulk_row import BulkRow

MOST_AT_ONCE = 1_000
"""As many as a run may have."""

_REST_MS = 500
"""While invoice after invoice is cancelled the list behind follows no faster than this."""


class BulkDesk(QObject):
    """`changed` tells that rows of the list changed, `cancelled` which invoice; `left_open` brings the intent of an
    act whose outcome nobody knows; `told` a sentence with its tone; `offered` a run that broke off: a sentence, the
    word for a button and what it does; `over` how many one run cancelled."""

    cancelled = Signal(object)  # Evidence[Invoice]
    changed = Signal()
    left_open = Signal(object)  # Intent
    told = Signal(str, object)  # sentence, Tone
    offered = Signal(str, str, object)  # sentence, action, slot
    sign_in_needed = Signal(object)  # the dialog that waits for it
    journal_needed = Signal(object, object)  # the dialog, JournalStanding

    def __init__(
        self,
        io: IoThread,
        services: Services,
        clock: Callable[[], datetime],
        words: Words,
        window: QWidget,
        shelf: ReasonShelf,
        guard_ms: int = GUARD_MS,
    ) -> None:
        super().__init__(window)
        self._io, self._services, self._clock, self._window = io, services, clock, window
        self._guard_ms, self._shelf = guard_ms, shelf
        self._gate, self._figures = ActGate(words, services.bar), Figures(self)
        self._reason = ""
        self._dialog: BulkDialog | None = None
        self._folder = documents_folder()
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(_REST_MS)
        self._follow.timeout.connect(self.changed)

    def why_not(self, invoice: InvoiceSummary, company: Company, user: User) -> str:
        """Why this one cannot be cancelled, as far as its row tells; "" where it may be."""
        return self._gate.why_not_cancel(invoice, company, user, day_in_bucharest(self._clock()))

    def selected(self, invoices: Sequence[InvoiceSummary], company: Company, user: User) -> tuple[str, str]:
        """How many of the chosen ones may be cancelled, in one line; and why the others may not."""
        against = [why for each in invoices if (why := self.why_not(each, company, user))]
        may = len(invoices) - len(against)
        parts = [
            self.tr("%Ln selected", "", len(invoices)),
            self.tr("%Ln can be cancelled", "", may) if may else "",
            self.tr("%Ln cannot", "", len(against)) if against else "",
        ]
        return " · ".join(filter(None, parts)), "\n".join(dict.fromkeys(against))

    def open(self, invoices: Sequence[InvoiceSummary], company: Company, user: User) -> BulkDialog:
        """Ask whether to cancel all these; those that cannot be are listed with why."""
        from storno_desktop.ui.bulk_row import BulkRow

        rows = [BulkRow.of_summary(each, self.why_not(each, company, user)) for each in invoices]
        for row in rows:
            if not row.why_not:  # what was prepared, or typed, for this one is its own reason
                row.reason = _reason_of(self._shelf.text(company, row.invoice_id))
        return self._open(rows, company, None)

    def look_for_left(self, company: Company | None, *, was_asked: bool = False) -> None:
        """Offer to go through the rest of a run that broke off; with `was_asked` also say that there is none."""
        if company is None:
            return

        def found(runs: tuple[LeftRun, ...]) -> None:
            mine = [each for each in runs if each.plan.company_id == company.id]
            if mine:
                self._offer(mine[0], company)
            elif was_asked:
                self.told.emit(
                    self.tr("No cancellation of several invoices was left unfinished."), Tone.NEUTRAL
                )

        self._io.run(self._services.cancel_runs.left(), found, owner=self)

    def close(self) -> None:
        """The window goes: what is under way comes to its end, and the rest is kept."""
        if self._dialog is not None:
            self._dialog.done(0)

    # -------------------------------------------------------------------------------------- inside

    def _offer(self, left: LeftRun, company: Company) -> None:
        count = len(left.to_do)
        sentence = self.tr("Cancelling several invoices broke off: %Ln of them was not reached.", "", count)
        self.offered.emit(sentence, self.tr("Look at the rest…"), lambda: self._open_left(left, company))

    def _open_left(self, left: LeftRun, company: Company) -> BulkDialog:
        from storno_desktop.domain.act_record import problem_of
        from storno_desktop.domain.journal_row import ActState
        from storno_desktop.service.case import NotSent, Refused
        from storno_desktop.ui.bulk_row import BulkRow

        rows: list[BulkRow] = []
        for planned in left.plan.invoices:
            row = BulkRow.of_plan(planned, _reason_of(planned.reason))
            record = left.acts.get(planned.invoice_id)
            row.was_done_before = record is not None and record.state is ActState.CONFIRMED
            if record is not None and record.state is ActState.REFUSED:
                problem = problem_of(record.steps[-1])
                row.outcome = NotSent(None) if problem is None else Refused(problem)
            rows.append(row)
        return self._open(rows, company, left)

    def _open(self, rows: Sequence[BulkRow], company: Company, left: LeftRun | None) -> BulkDialog:
        from storno_desktop.ui.bulk_dialog import BulkDialog

        dialog = BulkDialog(
            self._io,
            self._services.cancel_runs,
            company,
            rows,
            now=self._clock,
            reason=self._reason,
            presets=self._shelf.presets,
            recent=self._shelf.recent(company),
            left=left,
            parent=self._window,
            guard_ms=self._guard_ms,
        )
        own = {row.invoice_id for row in rows if row.reason is not None}
        dialog.cancelled.connect(lambda evidence: self._keep(company, evidence, own))
        dialog.recent_forgotten.connect(lambda: self._shelf.forget_recent(company))
        dialog.left_open.connect(self.left_open)
        dialog.reason_kept.connect(self._keep_reason)
        dialog.sign_in_needed.connect(lambda: self.sign_in_needed.emit(dialog))
        dialog.journal_needed.connect(lambda standing: self.journal_needed.emit(dialog, standing))
        dialog.links_asked.connect(lambda rows: self._open_links(dialog, rows, company))
        dialog.save_asked.connect(lambda: self._save(dialog, company))
        dialog.finished.connect(lambda _result: self._closed(company))
        self._dialog = dialog
        dialog.open()
        return dialog

    def _closed(self, company: Company) -> None:
        self._dialog = None
        self.look_for_left(company)

    def _keep(self, company: Company, evidence: Evidence[Invoice], own: set[InvoiceId]) -> None:
        self._reason = ""
        if evidence.value.id in own:
            self._shelf.sent(company, evidence.value.id, was_prepared=True)
        self.cancelled.emit(evidence)

        def kept(_none: None) -> None:
            if not self._follow.isActive():
                self._follow.start()

        self._io.run(self._services.invoices.keep(company, evidence), kept, owner=self)

    def _keep_reason(self, text: str) -> None:
        self._reason = text

    # -------------------------------------------------------------------------------------- links left open

    def _open_links(self, below: BulkDialog, rows: Sequence[BulkRow], company: Company) -> BulkLinksDialog:
        from storno_desktop.ui.bulk_links import LinksRow
        from storno_desktop.ui.bulk_links_dialog import BulkLinksDialog

        services = self._services
        dialog = BulkLinksDialog(
            self._io,
            services.links,
            services.cancel_runs,
            company,
            [LinksRow(row.invoice_id, row.number, row.client, row.open_links) for row in rows],
            parent=below,
            guard_ms=self._guard_ms,
        )
        dialog.closed.connect(lambda row: below.show_links_closed(row.invoice_id))
        dialog.left_open.connect(self.left_open)
        dialog.sign_in_needed.connect(lambda: self.sign_in_needed.emit(dialog))
        dialog.journal_needed.connect(lambda standing: self.journal_needed.emit(dialog, standing))
        dialog.open()
        return dialog

    # -------------------------------------------------------------------------------------- the list of results

    def _save(self, dialog: BulkDialog, company: Company) -> QFileDialog:
        table = self._results(dialog, company)
        return ask_save_place(
            dialog,
            self.tr("Save the list of results"),
            kinds={self.tr("Excel workbook (*.xlsx)"): "xlsx", self.tr("CSV for Excel (*.csv)"): "csv"},
            folder=self._folder,
            name=filled(self.tr("Cancelled invoices %1"), f"{self._clock():%Y-%m-%d %H-%M}"),
            save=lambda path: self._write(dialog, path, table),
        )

    def _write(self, dialog: BulkDialog, path: Path, table: ResultTable) -> None:
        from storno_desktop.export.result_table import write_results

        async def write() -> Exported | ExportProblem:
            import asyncio

            return await asyncio.to_thread(write_results, path, table)

        def written(outcome: Exported | ExportProblem) -> None:
            from storno_desktop.export.outcome import Exported

            if isinstance(outcome, Exported):
                self._folder = outcome.path.parent
                dialog.say(filled(self.tr("Saved: %1"), str(outcome.path)), Tone.SUCCESS)
            else:
                dialog.say(self.tr("The file could not be written. Choose another place."), Tone.DANGER)

        self._io.run(write(), written, owner=dialog)

    def _results(self, dialog: BulkDialog, company: Company) -> ResultTable:
        from storno_desktop.export.result_table import ResultTable

        model, words = dialog.model, dialog.words
        rows: list[tuple[str | Decimal | None, ...]] = []
        for row in model.rows:
            reason = row.reason or model.for_all.reason
            rows.append(
                (
                    row.number,
                    row.client,
                    row.total,
                    row.currency,
                    words.state(row, model.for_all).word,
                    words.why(row, model.for_all) if not row.is_done else "",
                    reason.text if reason is not None else "",
                )
            )
        return ResultTable(
            title=dialog.title,
            headings=(
                self.tr("Number"),
                self.tr("Client"),
                self.tr("Total"),
                self.tr("Currency"),
                self.tr("Result"),
                self.tr("Explanation"),
                self.tr("Reason"),
            ),
            rows=rows,
            stamp=(
                (self.tr("Company"), filled(self.tr("%1, CIF %2"), company.name, company.cif)),
                (self.tr("Run in the journal"), dialog.run_name or "—"),
                (self.tr("Written on"), self._figures.moment(self._clock())),
                (self.tr("Program"), f"Storno Desktop {__version__}"),
            ),
        )


def _reason_of(text: str) -> CancellationReason | None:
    """The reason in a kept text, None where it is none yet."""
    from storno_desktop.domain.cancellation import CancellationReason

    reason = CancellationReason.parse(text)
    return reason if isinstance(reason, CancellationReason) else None
