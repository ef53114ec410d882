"""The list that is to leave the program: whose it is, which question it answers, how old it is."""

from dataclasses import dataclass, field
from datetime import datetime

from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.listview import ListView
from storno_desktop.domain.session import Company


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOnShow:
    """What the window knows of the list at the moment it is asked for on paper or in a file.

    `count` is how many invoices the view holds; `read_at` when the last complete refresh of the company was
    answered, None for never; `is_whole` whether everything was downloaded; `unsettled` the invoices with an
    act whose outcome is open.
    """

    company: Company
    view: ListView
    count: int
    read_at: datetime | None
    is_whole: bool = True
    unsettled: frozenset[InvoiceId] = field(default_factory=frozenset)
