"""What is left to do after a restore: found in the journal, verified anew, and ticked there."""

from __future__ import annotations

from dataclasses import dataclass

from storno_desktop.domain.follow_up import FollowUp, Task, follow_up_of
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.session import Company
from storno_desktop.service.connection import Connection
from storno_desktop.service.open_acts import OpenActs
from storno_desktop.service.restoration import verified


@dataclass(frozen=True, slots=True)
class ToBeChecked:
    """The invoices of a company about which something is open: after a restore, or because an outcome is unknown."""

    follow_ups: frozenset[InvoiceId] = frozenset()
    unknown: frozenset[InvoiceId] = frozenset()

    @property
    def ids(self) -> frozenset[InvoiceId]:
        """All of them."""
        return self.follow_ups | self.unknown


class AfterRestore:
    """The use cases after a restore; owned by the I/O thread. All of it stands in the journal and outlives the
    program; where the journal is not open there is nothing."""

    def __init__(self, connection: Connection, acts: OpenActs) -> None:
        self._connection = connection
        self._acts = acts

    async def to_be_checked(self, company: Company) -> ToBeChecked:
        """What is open at this server and in this company."""
        journal, server = self._acts.book.journal, self._server
        if journal is None:
            return ToBeChecked()
        follow_ups = (self._follow_up(invoice_id, company) for invoice_id in journal.restored())
        return ToBeChecked(
            frozenset(each.record.invoice_id for each in follow_ups if each is not None and each.is_open),
            frozenset(
                record.invoice_id
                for record in self._acts.all_unsettled(server)
                if record.company[0] == company.id
            ),
        )

    async def of(self, company: Company, invoice_id: InvoiceId) -> FollowUp | None:
        """The newest restore of this invoice; None where there was none, or it was cancelled again since."""
        return self._follow_up(str(invoice_id), company)

    async def verify(self, company: Company, follow_up: FollowUp) -> FollowUp | Problem:
        """Read the invoice again and write down what that shows."""
        reach = self._connection.reach(company)
        if isinstance(reach, Problem):
            return reach
        record = follow_up.record
        with self._connection.asking():
            found = await verified(reach, record.invoice_id, record.number)
        self._acts.note_verified(record.act, found)
        return self._newer(company, follow_up)

    async def tick(self, company: Company, follow_up: FollowUp, task: Task, *, done: bool) -> FollowUp:
        """Keep that this was done, or was not; what comes back tells whether it was kept."""
        user = self._connection.user
        by = "" if user is None else user.email
        self._acts.note_ticked(follow_up.record.act, task.value, by, done=done)
        return self._newer(company, follow_up)

    # -------------------------------------------------------------------------------------- inside

    @property
    def _server(self) -> str:
        client = self._connection.client
        return "" if client is None else client.address.url

    def _newer(self, company: Company, follow_up: FollowUp) -> FollowUp:
        return self._follow_up(str(follow_up.record.invoice_id), company) or follow_up

    def _follow_up(self, invoice_id: str, company: Company) -> FollowUp | None:
        journal, server = self._acts.book.journal, self._server
        if journal is None:
            return None
        return follow_up_of(
            record
            for record in journal.acts_on(invoice_id)
            if record.author.server == server and record.company[0] == company.id
        )
