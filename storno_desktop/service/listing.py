"""What the window may ask of the store directly (D3): rows that are there, at once, without waiting."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Protocol

from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceSummary
from storno_desktop.domain.kept_reason import KeptReason
from storno_desktop.domain.listview import CurrencyTotal, ListFigures, ListView, QueueCounts
from storno_desktop.domain.tombstone import Tombstone


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
        """Where this invoice stands among the known positions, None if it is not among them."""

    def forget_rows(self) -> None:
        """Read every row anew when it is next asked for, in the order known."""

    def adopt(self, other: Any) -> None:
        """Take over the order that another thread's listing of the same question found."""


class InvoiceListReader(Protocol):
    """Reads the store on the GUI thread through a connection of its own; a window of rows costs under 2 ms."""

    def open(self, view: ListView, company_id: str, first: int | None = None) -> Listing:
        """The answer to a question about one company's invoices; with `first` at least so many positions, which
        for a search among very many costs less than all."""

    def get(self, company_id: str, invoice_id: InvoiceId) -> InvoiceSummary | None:
        """One row."""

    def read_at(self, company_id: str, invoice_id: InvoiceId) -> datetime | None:
        """When the server last said something new of a row (aware), None where it is not kept."""

    def counts(self, company_id: str, today: date, window_days: int) -> QueueCounts:
        """How many invoices each work queue holds; `today` is the date in Europe/Bucharest."""

    def totals(self, view: ListView, company_id: str) -> Sequence[CurrencyTotal]:
        """Sums by currency over the rows of this question, cancelled ones left out."""

    def figures(self, view: ListView, company_id: str) -> ListFigures:
        """How many invoices answer the question, and their sums; may cost a walk over what is found."""

    def figures_at_hand(self, view: ListView, company_id: str) -> ListFigures | None:
        """The same where it costs nothing, None where it must be counted."""

    def interrupt(self) -> None:
        """Have a question under way on another thread end without an answer; may be called on any thread."""

    def currencies(self, company_id: str) -> Sequence[str]:
        """The currencies that occur."""

    def generation(self, company_id: str) -> int:
        """The company's count of visible changes."""

    def former(self, company_id: str, text: str) -> Sequence[Tombstone]:
        """The invoices that once had the number which a search names exactly, the one noticed last first."""

    def kept_reason(self, company_id: str, invoice_id: InvoiceId) -> KeptReason | None:
        """What was typed as the reason for this invoice and not sent; None for nothing."""

    def prepared(self, company_id: str) -> frozenset[InvoiceId]:
        """The invoices that somebody means to cancel, and that can still be cancelled as far as rows tell."""

    def recent_reasons(self, company_id: str) -> Sequence[str]:
        """The reasons sent lately, the last one first."""

    def another(self) -> "InvoiceListReader":
        """A reader for the thread that asks, which closes it."""

    def close(self) -> None:
        """Let go of the store."""
