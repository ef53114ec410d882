"""What is to be taken out of the program: which rows, which columns, in which words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from typing import Protocol

from storno_desktop.domain.display_state import DisplayState
from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceSummary
from storno_desktop.domain.listview import ListView


class Field(Enum):
    """The columns, from left to right."""

    NUMBER = auto()
    ISSUE_DATE = auto()
    DUE_DATE = auto()
    DIRECTION = auto()
    PARTNER = auto()
    CIF = auto()
    STATUS = auto()
    SUBTOTAL = auto()
    VAT = auto()
    TOTAL = auto()
    CURRENCY = auto()
    PAID = auto()
    BALANCE = auto()
    CANCELLED_ON = auto()
    DAYS_LEFT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Every word that the file says, in the person's language.

    `not_known` stands for an amount that was never received; it is never left empty or written as zero.
    `window_passed` stands for days that are over. `outcome_unknown` is the state of an invoice with an act
    whose outcome is open. `date_format` is Excel's pattern for dates.
    """

    sheet: str
    about_sheet: str
    headings: Mapping[Field, str]
    states: Mapping[DisplayState, str]
    directions: Mapping[Direction, str]
    not_known: str
    window_passed: str
    outcome_unknown: str
    total: str
    total_note: str
    invoices: str
    date_format: str = "dd.mm.yyyy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The rows of `view` in its order, with the stamp that tells where they come from.

    `stamp` is a list of label and text: company, filters in force, age of the data, made when, by which
    program. `masks_personal_numbers` hides all but the last four digits of 13-digit personal numbers.
    `made_at` is aware.
    """

    company_id: str
    view: ListView
    wording: Wording
    stamp: tuple[tuple[str, str], ...]
    made_at: datetime
    title: str
    unsettled: frozenset[InvoiceId] = field(default_factory=frozenset)
    masks_personal_numbers: bool = False

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns that can hold something for this view, from left to right."""
        view = self.view
        both = view.direction is None and view.queue is None
        incoming = view.direction is Direction.INCOMING and view.queue is None
        left_out = set() if both else {Field.DIRECTION}
        if incoming:
            left_out |= {Field.CANCELLED_ON, Field.DAYS_LEFT}
        return tuple(each for each in Field if each not in left_out)


class ExportListing(Protocol):
    """The rows that answer a view, by position; belongs to the thread of its reader."""

    def __len__(self) -> int: ...

    @property
    def generation(self) -> int:
        """The company's count of visible changes when the order was read."""

    def row(self, position: int) -> InvoiceSummary | None:
        """The row at this position, None once it has vanished."""


class ExportReader(Protocol):
    """Reads the store; made, used and closed by the one thread that writes the file."""

    def open(self, view: ListView, company_id: str) -> ExportListing:
        """The answer to a view, complete."""

    def get(self, company_id: str, invoice_id: InvoiceId) -> InvoiceSummary | None:
        """One row, None where it is not kept."""

    def generation(self, company_id: str) -> int:
        """The company's count of visible changes now."""

    def close(self) -> None:
        """Let go of the store."""
