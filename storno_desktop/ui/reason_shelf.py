"""What a person typed as reasons: kept while it is typed, there again later, and the cancellations prepared with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceSummary
from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread
from storno_desktop.service.listing import InvoiceListReader
from storno_desktop.ui.preferences import Preferences

if TYPE_CHECKING:
    # Loaded behind the first rows.
    from collections.abc import Coroutine

    from storno_desktop.domain.cancellation import CancellationReason
    from storno_desktop.domain.kept_reason import KeptReason
    from storno_desktop.service.services import Services
    from storno_desktop.ui.reason_preset import ReasonPreset


class ReasonShelf(QObject):
    """Reads at once, writes behind the window; a text on its way to the store is found here until it has arrived.

    `changed` tells that other invoices are prepared than before.
    """

    changed = Signal()

    def __init__(
        self, io: IoThread, services: Services, reader: InvoiceListReader, preferences: Preferences
    ) -> None:
        super().__init__()
        self._io, self._services, self._reader, self._preferences = io, services, reader, preferences
        self._on_its_way: dict[tuple[str, InvoiceId], str] = {}

    def inherit(self, other: ReasonShelf) -> None:
        """Go on where the shelf of another window stopped."""
        self._on_its_way = dict(other._on_its_way)

    # -------------------------------------------------------------------------------------- what is there

    @property
    def presets(self) -> Sequence[ReasonPreset] | None:
        """The presets that somebody made; None for those of the program."""
        return self._preferences.reason_presets

    def recent(self, company: Company) -> Sequence[str]:
        """The reasons sent lately, the last one first."""
        return self._reader.recent_reasons(company.id)

    def kept(self, company: Company, invoice_id: InvoiceId) -> KeptReason | None:
        """What the store has of this invoice."""
        return self._reader.kept_reason(company.id, invoice_id)

    def text(self, company: Company, invoice_id: InvoiceId) -> str:
        """What was typed for this invoice last, "" for nothing."""
        on_its_way = self._on_its_way.get((company.id, invoice_id))
        if on_its_way is not None and on_its_way.strip():
            return on_its_way
        kept = self.kept(company, invoice_id)
        return "" if kept is None or (on_its_way is not None and not kept.is_prepared) else kept.text

    # -------------------------------------------------------------------------------------- what is kept

    def keep(self, company: Company, invoice_id: InvoiceId, text: str) -> None:
        """Keep what is typed by now."""
        if text == self.text(company, invoice_id):
            return
        key = company.id, invoice_id
        self._on_its_way[key] = text
        self._commit(
            self._services.reasons.keep(company, invoice_id, text),
            lambda kept: self._arrived(key, text, kept),
        )

    def prepare(
        self,
        company: Company,
        invoice: InvoiceSummary,
        reason: CancellationReason,
        then: Callable[[bool], object],
    ) -> None:
        """Keep that somebody means to cancel this invoice; `then` hears whether it was kept."""
        self._on_its_way.pop((company.id, invoice.id), None)

        def prepared(kept: bool) -> None:
            self.changed.emit()
            then(kept)

        self._commit(self._services.reasons.prepare(company, invoice, reason), prepared)

    def discard(self, company: Company, invoice_id: InvoiceId) -> None:
        """Nobody means to cancel it any more, and the text goes too."""
        self._on_its_way.pop((company.id, invoice_id), None)
        self._commit(self._services.reasons.discard(company, invoice_id), lambda _done: self.changed.emit())

    def sent(self, company: Company, invoice_id: InvoiceId, *, was_prepared: bool) -> None:
        """It was cancelled; the store has forgotten its text already."""
        self._on_its_way.pop((company.id, invoice_id), None)
        if was_prepared:
            self.changed.emit()

    def forget_recent(self, company: Company) -> None:
        """Keep no reasons that were sent lately."""
        self._commit(self._services.reasons.forget_recent(company), lambda _done: None)

    # -------------------------------------------------------------------------------------- inside

    def _commit(self, work: Coroutine[Any, Any, bool], then: Callable[[bool], object]) -> None:
        self._io.commit(work, then, owner=self)

    def _arrived(self, key: tuple[str, InvoiceId], text: str, kept: bool) -> None:
        """What the store refused stays here for as long as the program runs."""
        if kept and self._on_its_way.get(key) == text:
            del self._on_its_way[key]
