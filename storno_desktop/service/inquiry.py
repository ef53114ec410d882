"""Reading everything that an act on one invoice rests on, in parallel."""

import asyncio
from collections.abc import Awaitable, Callable, Set
from dataclasses import dataclass, replace
from typing import Any

from storno_desktop.domain.act import ActKind, Intent
from storno_desktop.domain.evidence import Evidence, Reading, Source
from storno_desktop.domain.facts import Absence, ChildFacts, Facts
from storno_desktop.domain.invoice import Invoice, InvoiceEvent
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.listing import ServerListing
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import Company, User
from storno_desktop.domain.settling_gone import is_missing
from storno_desktop.service.connection import Reach

_FIELDS = {
    Source.DETAIL: "detail",
    Source.EVENTS: "events",
    Source.PAYMENTS: "payments",
    Source.EMAILS: "emails",
    Source.SHARE_LINKS: "share_links",
    Source.SUBMISSIONS: "submissions",
    Source.SERIES: "series",
    Source.CREDIT_NOTES: "credit_notes",
    Source.COMPANIES: "company",
    Source.ACCOUNT: "user",
}
"""Where each reading stands in Facts."""

RESTORATION = frozenset(_FIELDS)
"""All readings that a restore rests on."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Gathers the facts of contract §25 as one person; every one that fails stays a Problem in its place."""

    reach: Reach

    async def for_view(self, invoice_id: InvoiceId) -> Facts:
        """What the detail pane shows: detail, events, payments, e-mails and links."""
        client, context = self.reach.client, self.reach.context
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
            user=self.reach.user,
        )

    async def for_keeping(
        self,
        invoice_id: InvoiceId,
        turn: Callable[[], Awaitable[None]],
        without: Set[Source] = frozenset(),
    ) -> Facts:
        """The same as for the view, one request after the other, for nobody is waiting: `turn` comes before each.

        Parts read at the places in `without` are left out, and all that follow a problem which is not of one
        part alone.
        """
        client, context = self.reach.client, self.reach.context
        facts = Facts(user=self.reach.user)
        await turn()
        facts = replace(facts, detail=await client.invoice(context, invoice_id))
        if not isinstance(facts.detail, Evidence):
            return facts
        if Source.EVENTS not in without:
            await turn()
            events = await client.events(context, invoice_id)
            facts = replace(facts, events=_or_embedded(events, facts.detail))
        if Source.PAYMENTS not in without and not is_hindered(facts):
            await turn()
            facts = replace(facts, payments=await client.payments(context, invoice_id))
        if Source.EMAILS not in without and not is_hindered(facts):
            await turn()
            facts = replace(facts, emails=await client.emails(context, invoice_id))
        if Source.SHARE_LINKS not in without and not is_hindered(facts):
            await turn()
            facts = replace(facts, share_links=await client.share_links(context, invoice_id))
        return facts

    async def for_cancellation(self, invoice_id: InvoiceId) -> Facts:
        """D, E, M, L, P, the documented credit notes, and the company and the person as they are now."""
        seen, credit_notes, company, user = await asyncio.gather(
            self.for_view(invoice_id),
            self.reach.client.credit_notes(self.reach.context, invoice_id),
            self._company_now(),
            self._user_now(),
        )
        return replace(seen, credit_notes=credit_notes, company=company, user=user)

    async def for_restoration(
        self,
        invoice_id: InvoiceId,
        arrived: Callable[[Facts], object] | None = None,
        before: Facts | None = None,
        parts: Set[Source] = RESTORATION,
    ) -> Facts:
        """The whole fetch set: what a cancellation needs, submissions and series besides.

        `arrived` is told after each reading what is known by then; what is still to come is None. With `parts` only
        these are read, in the place of those in `before`.
        """
        asked = [source for source in _FIELDS if source in parts]
        to_come: dict[str, Any] = {_FIELDS[source]: None for source in asked}
        facts = replace(before or Facts(), **to_come)

        async def read(source: Source) -> None:
            nonlocal facts
            found = await self._part(source, invoice_id)
            facts = replace(facts, **{_FIELDS[source]: found})
            if arrived is not None:
                arrived(_with_embedded(facts))

        await asyncio.gather(*(read(source) for source in asked))
        return _with_embedded(facts)

    async def for_verification(self, invoice_id: InvoiceId) -> Facts:
        """D, E, P and S: what shows whether a restored invoice is as it should be."""
        parts = frozenset({Source.DETAIL, Source.EVENTS, Source.PAYMENTS, Source.SUBMISSIONS})
        return await self.for_restoration(invoice_id, parts=parts)

    async def for_storno(self, invoice_id: InvoiceId) -> Facts:
        """D, E, the documented credit notes, and the company and the person as they are now."""
        (detail, events), credit_notes, company, user = await asyncio.gather(
            self._record(invoice_id),
            self.reach.client.credit_notes(self.reach.context, invoice_id),
            self._company_now(),
            self._user_now(),
        )
        return Facts(detail=detail, events=events, credit_notes=credit_notes, company=company, user=user)

    async def for_links(self, invoice_id: InvoiceId) -> Facts:
        """D, L, and the company and the person as they are now."""
        client, context = self.reach.client, self.reach.context
        detail, links, company, user = await asyncio.gather(
            client.invoice(context, invoice_id),
            client.share_links(context, invoice_id),
            self._company_now(),
            self._user_now(),
        )
        return Facts(detail=detail, share_links=links, company=company, user=user)

    async def for_history(self, invoice_id: InvoiceId) -> Facts:
        """What happened to it: D and E."""
        detail, events = await self._record(invoice_id)
        return Facts(detail=detail, events=events, user=self.reach.user)

    async def for_settlement(self, intent: Intent) -> Facts:
        """What tells whether an act happened; of an invoice that is missing, also what proves that it is gone."""
        facts = await self._of_outcome(intent)
        return replace(facts, absence=await self._absence(intent)) if is_missing(facts.detail) else facts

    async def _absence(self, intent: Intent) -> Absence:
        """One after the other: what is missing last was missing after the list's answer."""
        listed = await self._is_listed(intent)
        return Absence(listed, await self.reach.client.invoice(self.reach.context, intent.invoice_id))

    async def _is_listed(self, intent: Intent) -> Reading[bool]:
        """Whether the company's list names the invoice among those with its number; None where that stays open."""
        for number in range(1, _MOST_PAGES_TO_SEARCH + 1):
            asked = ServerListing(page=number, search=intent.number)
            page = await self.reach.client.list_invoices(self.reach.context, asked)
            if isinstance(page, Problem):
                return page
            if any(row.id.lower() == intent.invoice_id.lower() for row in page.value):
                return Evidence(True, page.source, page.observed_at, page.server_time)
            if page.value.unreadable:  # it may be the one
                return None
            if page.value.is_last:
                return Evidence(False, page.source, page.observed_at, page.server_time)
        return None

    async def _of_outcome(self, intent: Intent) -> Facts:
        client, context, invoice_id = self.reach.client, self.reach.context, intent.invoice_id
        match intent.kind:
            case ActKind.CANCEL | ActKind.RESTORE:
                return await self.for_history(invoice_id)
            case ActKind.CREATE_STORNO:
                return await self._with_new_children(intent)
            case ActKind.REVOKE_LINK:
                detail, links = await asyncio.gather(
                    client.invoice(context, invoice_id), client.share_links(context, invoice_id)
                )
                return Facts(detail=detail, share_links=links, user=self.reach.user)

    async def _with_new_children(self, intent: Intent) -> Facts:
        client, context = self.reach.client, self.reach.context
        detail, credit_notes = await asyncio.gather(
            client.invoice(context, intent.invoice_id), client.credit_notes(context, intent.invoice_id)
        )
        facts = Facts(detail=detail, credit_notes=credit_notes, user=self.reach.user)
        listed = facts.known_credit_notes
        if not isinstance(listed, Evidence):
            return facts
        new = [child.id for child in listed.value if child.id not in intent.known]
        records = await asyncio.gather(*(self._record(child) for child in new))
        children = (ChildFacts(child, *record) for child, record in zip(new, records, strict=True))
        return replace(facts, new_children=tuple(children))

    async def _part(self, source: Source, invoice_id: InvoiceId) -> Any:
        client, context = self.reach.client, self.reach.context
        match source:
            case Source.DETAIL:
                return await client.invoice(context, invoice_id)
            case Source.EVENTS:
                return await client.events(context, invoice_id)
            case Source.PAYMENTS:
                return await client.payments(context, invoice_id)
            case Source.EMAILS:
                return await client.emails(context, invoice_id)
            case Source.SHARE_LINKS:
                return await client.share_links(context, invoice_id)
            case Source.SUBMISSIONS:
                return await client.submissions(context, invoice_id)
            case Source.SERIES:
                return await client.series(context)
            case Source.CREDIT_NOTES:
                return await client.credit_notes(context, invoice_id)
            case Source.COMPANIES:
                return await self._company_now()
            case Source.ACCOUNT:
                return await self._user_now()
            case _:
                raise ValueError(f"nothing that a restore rests on: {source}")

    async def _record(
        self, invoice_id: InvoiceId
    ) -> tuple[Reading[Invoice], Reading[tuple[InvoiceEvent, ...]]]:
        client, context = self.reach.client, self.reach.context
        detail, events = await asyncio.gather(
            client.invoice(context, invoice_id), client.events(context, invoice_id)
        )
        return detail, _or_embedded(events, detail)

    async def _company_now(self) -> Reading[Company]:
        context = self.reach.context
        listed = await self.reach.client.companies(context.organization_id)
        if isinstance(listed, Problem):
            return listed
        same = next((each for each in listed.value if each.id == context.company_id), None)
        if same is None:
            return Problem(ProblemKind.FORBIDDEN, detail="the company is not in the list any more")
        return Evidence(same, listed.source, listed.observed_at, listed.server_time)

    async def _user_now(self) -> User | None:
        """The person with the rights of this moment; None, which counts as unknown, if they cannot be read."""
        organization = self.reach.context.organization_id
        read = await self.reach.client.me(organization)
        if isinstance(read, Problem) or read.value.organization_id != organization:
            return None
        return read.value if read.value.id == self.reach.user.id else None


def _with_embedded(facts: Facts) -> Facts:
    """The history from the detail where the server tells it there alone."""
    return replace(facts, events=_or_embedded(facts.events, facts.detail))


_MOST_PAGES_TO_SEARCH = 20
"""More invoices than have a number in common, or a part of it."""

OF_ONE_PART = frozenset({ProblemKind.FORBIDDEN, ProblemKind.NOT_FOUND, ProblemKind.PLAN_LIMIT})
"""Failures of a part that say nothing about the others: no right to it, no such route, not in this plan."""


def parts_read(facts: Facts) -> tuple[tuple[Source, Reading[object]], ...]:
    """What the detail shows, with where it is read."""
    return (
        (Source.DETAIL, facts.detail),
        (Source.EVENTS, facts.events),
        (Source.PAYMENTS, facts.payments),
        (Source.EMAILS, facts.emails),
        (Source.SHARE_LINKS, facts.share_links),
    )


def hindrance_in(facts: Facts) -> Problem | None:
    """Why not all of the invoice could be read, None if only single parts could not; those are no hindrance."""
    for source, reading in parts_read(facts):
        if isinstance(reading, Problem) and (source is Source.DETAIL or reading.kind not in OF_ONE_PART):
            return reading
    return None


def is_hindered(facts: Facts) -> bool:
    """Whether asking for further parts would not help."""
    return hindrance_in(facts) is not None


def unread(problem: Problem) -> Facts:
    """What is known where nobody could even ask: nothing, and why."""
    return Facts(
        detail=problem,
        events=problem,
        payments=problem,
        emails=problem,
        share_links=problem,
        submissions=problem,
        series=problem,
        credit_notes=problem,
        company=problem,
    )


def _or_embedded(
    events: Reading[tuple[InvoiceEvent, ...]], detail: Reading[Invoice]
) -> Reading[tuple[InvoiceEvent, ...]]:
    """A server that follows the documentation may tell the events inside the detail only."""
    if not (isinstance(events, Problem) and events.kind is ProblemKind.NOT_FOUND):
        return events
    if not isinstance(detail, Evidence) or detail.value.embedded_events is None:
        return events
    return Evidence(detail.value.embedded_events, detail.source, detail.observed_at, detail.server_time)
