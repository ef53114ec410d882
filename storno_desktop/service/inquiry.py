"""Reading everything that an act on one invoice rests on, in parallel."""

import asyncio
from dataclasses import replace

from storno_desktop.domain.evidence import Evidence, Reading
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import Invoice, InvoiceEvent, InvoiceId
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import Company
from storno_desktop.service.connection import Connection


class Inquiry:
    """Gathers the facts of contract §25; every one that fails stays a Problem in its place."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def for_view(self, company: Company, invoice_id: InvoiceId) -> Facts:
        """What the detail pane shows: detail, events, payments, e-mails and links."""
        client, user = self._connection.require()
        context = self._connection.context(company)
        detail, events, payments, emails, links = await asyncio.gather(
            client.invoice(context, invoice_id),
            client.events(context, invoice_id),
            client.payments(context, invoice_id),
            client.emails(context, invoice_id),
            client.share_links(context, invoice_id),
        )
        return Facts(
            detail=detail,
            events=_or_embedded(events, detail),
            payments=payments,
            emails=emails,
            share_links=links,
            user=user,
        )

    async def for_cancellation(self, company: Company, invoice_id: InvoiceId) -> Facts:
        """D, E, M, L, P, the documented credit notes, and the company as it is now."""
        client, _ = self._connection.require()
        seen, credit_notes, company_now = await asyncio.gather(
            self.for_view(company, invoice_id),
            client.credit_notes(self._connection.context(company), invoice_id),
            self._company_now(company),
        )
        return replace(seen, credit_notes=credit_notes, company=company_now)

    async def for_restoration(self, company: Company, invoice_id: InvoiceId) -> Facts:
        """The whole fetch set: what a cancellation needs, submissions and series besides."""
        client, _ = self._connection.require()
        context = self._connection.context(company)
        seen, submissions, series = await asyncio.gather(
            self.for_cancellation(company, invoice_id),
            client.submissions(context, invoice_id),
            client.series(context),
        )
        return replace(seen, submissions=submissions, series=series)

    async def for_settlement(self, company: Company, invoice_id: InvoiceId) -> Facts:
        """Detail and events: what tells whether an act happened.

        Whoever signed out meanwhile reads nothing: the act stays open.
        """
        if not self._connection.is_open:
            ended = Problem(ProblemKind.SIGNED_OUT, detail="the session ended")
            return Facts(detail=ended, events=ended)
        client, user = self._connection.require()
        context = self._connection.context(company)
        detail, events = await asyncio.gather(
            client.invoice(context, invoice_id), client.events(context, invoice_id)
        )
        return Facts(detail=detail, events=_or_embedded(events, detail), user=user)

    async def _company_now(self, company: Company) -> Reading[Company]:
        client, _ = self._connection.require()
        listed = await client.companies()
        if isinstance(listed, Problem):
            return listed
        same = next((each for each in listed.value if each.id == company.id), None)
        if same is None:
            return Problem(ProblemKind.FORBIDDEN, detail="the company is not in the list any more")
        return Evidence(same, listed.source, listed.observed_at, listed.server_time)


def _or_embedded(
    events: Reading[tuple[InvoiceEvent, ...]], detail: Reading[Invoice]
) -> Reading[tuple[InvoiceEvent, ...]]:
    """A server that follows the documentation may tell the events inside the detail only."""
    if not (isinstance(events, Problem) and events.kind is ProblemKind.NOT_FOUND):
        return events
    if not isinstance(detail, Evidence) or detail.value.embedded_events is None:
        return events
    return Evidence(detail.value.embedded_events, detail.source, detail.observed_at, detail.server_time)
