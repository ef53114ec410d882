"""What somebody decided to cancel one after the other, kept so that a run that broke off can be gone through again."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from storno_desktop.domain.act import Standing
from storno_desktop.domain.act_record import ActRecord
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.journal_row import OPEN, ActState

FORMAT = 1
"""The version of what a plan tells; a plan of another one is not understood, and nothing follows from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedInvoice:
    """One invoice of a plan, with what is needed to name it; `reason` is the text that was to be sent."""

    invoice_id: InvoiceId
    number: str
    client: str
    total: Decimal
    currency: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPlan:
    """The invoices of one run in their order. `server` is its address, `user_id` who planned it there.

    A plan says what was meant, and never that it may be sent: whoever takes it up looks at everything afresh
    and decides again. Neither answers nor acknowledgements are kept in it.
    """

    run: str
    server: str
    user_id: str
    company_id: str
    begun: datetime
    invoices: tuple[PlannedInvoice, ...]

    def as_text(self) -> str:
        """As it is kept."""
        told = {
            "format": FORMAT,
            "run": self.run,
            "server": self.server,
            "user_id": self.user_id,
            "company_id": self.company_id,
            "begun": self.begun.isoformat(),
            "invoices": [
                {
                    "id": str(each.invoice_id),
                    "number": each.number,
                    "client": each.client,
                    "total": str(each.total),
                    "currency": each.currency,
                    "reason": each.reason,
                }
                for each in self.invoices
            ],
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def parse(cls, text: str) -> "RunPlan | None":
        """The other way round; None for what is no plan that this version understands."""
        try:
            told = json.loads(text)
            if told["format"] != FORMAT:
                return None
            return cls(
                run=str(told["run"]),
                server=str(told["server"]),
                user_id=str(told["user_id"]),
                company_id=str(told["company_id"]),
                begun=datetime.fromisoformat(told["begun"]),
                invoices=tuple(_planned(each) for each in told["invoices"]),
            )
        except (ValueError, TypeError, KeyError, InvalidOperation):
            return None


@dataclass(frozen=True, slots=True)
class LeftRun:
    """A run that ended before its plan did, and the acts that the journal tells of it."""

    plan: RunPlan
    acts: Mapping[InvoiceId, ActRecord]
    """The latest act of each invoice that has one."""

    @property
    def to_do(self) -> tuple[PlannedInvoice, ...]:
        """What nothing was done about: never begun, given up before it was sent, or proven not to have happened.

        What the server refused is no part of it, and what nobody knows the outcome of even less.
        """
        return tuple(each for each in self.plan.invoices if self._is_to_do(each.invoice_id))

    @property
    def done(self) -> int:
        """How many of them are cancelled by this run."""
        return sum(record.state is ActState.CONFIRMED for record in self.acts.values())

    @property
    def is_open(self) -> bool:
        """Whether the outcome of any of them is not known."""
        return any(record.state in OPEN for record in self.acts.values())

    def _is_to_do(self, invoice_id: InvoiceId) -> bool:
        record = self.acts.get(invoice_id)
        if record is None or record.state in {ActState.PREPARED, ActState.ABANDONED}:
            return True
        return record.state is ActState.NOT_DONE and record.standing is Standing.NOT_DONE


def left_run(plan: RunPlan, records: Iterable[ActRecord]) -> LeftRun:
    """What is left of a plan; `records` are the acts of its run, oldest first."""
    return LeftRun(plan, {record.invoice_id: record for record in records})


def _planned(told: Mapping[str, Any]) -> PlannedInvoice:
    return PlannedInvoice(
        invoice_id=InvoiceId(str(told["id"])),
        number=str(told["number"]),
        client=str(told["client"]),
        total=Decimal(told["total"]),
        currency=str(told["currency"]),
        reason=str(told["reason"]),
    )
