"""What the window may ask of the store directly (D3): rows that are there, at once, without waiting."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from storno_desktop.domain.invoice import InvoiceId, InvoiceSummary
from storno_desktop.domain.listview import CurrencyTotal, ListView, QueueCounts


class Listing(Protocol):
    """The rows that answer one question, in order. A row is read when it is asked for."""

    def __len__(self) -> int: ...

    @property
    def generation(self) -> int:
        """The company's count of visible changes when the order was read."""

    @property
    def is_complete(self) -> bool:
        """Whether every answer is known by position."""

    def row(self, position: int) -> InvoiceSummary | None:
        """The row at this position, None once it has vanished."""

    def position_of(self, invoice_id: InvoiceId) -> int | None:
        """Where this invoice stands in the list, None if it is not in it."""


class InvoiceListReader(Protocol):
    """Reads the store on the GUI thread through a connection of its own; a window of rows costs under 2 ms."""

    def open(self, view: ListView, company_id: str, first: int | None = None) -> Listing:
        """The answer to a question about one company's invoices; with `first` at least so many positions, which
        for a search among very many costs less than all."""

    def get(self, company_id: str, invoice_id: InvoiceId) -> InvoiceSummary | None:
        """One row."""

    def counts(self, company_id: str, today: date, window_days: int) -> QueueCounts:
        """How many invoices each work queue holds; `today` is the date in Europe/Bucharest."""

    def totals(self, view: ListView, company_id: str) -> Sequence[CurrencyTotal]:
        """Sums by currency over the rows of this question, cancelled ones left out."""

    def currencies(self, company_id: str) -> Sequence[str]:
        """The currencies that occur."""

    def generation(self, company_id: str) -> int:
        """The company's count of visible changes."""

    def another(self) -> "InvoiceListReader":
        """A reader for the thread that asks, which closes it."""

    def close(self) -> None:
        """Let go of the store."""
