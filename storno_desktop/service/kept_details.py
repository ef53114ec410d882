"""Details for looking when the server cannot be asked: what was read of an invoice before, each part with its age."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from storno_desktop.domain.evidence import Evidence, Reading, Source
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import Invoice, Series
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import UNASKED, Problem
from storno_desktop.store.details import OF_COMPANY, DetailStore, KeptPart

if TYPE_CHECKING:
    # Only a name here, and the readers where they are used: the window must not wait for pydantic.
    from storno_desktop.wire.document import Unreadable

T = TypeVar("T")


class KeptDetails:
    """Keeps the parts of what the detail shows and reads them back; owned by the I/O thread.

    Only for looking: no act ever rests on what is read back here (decisions 1: reads at commit are new).
    """

    def __init__(self, store: DetailStore) -> None:
        self._store = store

    def keep(self, company_id: str, invoice_id: InvoiceId, facts: Facts) -> Facts:
        """Keep every part that was just read of this invoice; the facts without the documents themselves."""
        for each in (facts.detail, facts.events, facts.payments, facts.emails, facts.share_links):
            if isinstance(each, Evidence) and each.document is not None:
                self._store.keep_part(
                    company_id, invoice_id, each.source, each.document, each.observed_at, each.server_time
                )
        return replace(
            facts,
            detail=_bare(facts.detail),
            events=_bare(facts.events),
            payments=_bare(facts.payments),
            emails=_bare(facts.emails),
            share_links=_bare(facts.share_links),
        )

    def completed(self, company_id: str, invoice_id: InvoiceId, facts: Facts) -> Facts:
        """The facts, with what is kept in the place of parts about which the server could not be asked now, and
        with the series, which nobody asks for only to look at an invoice."""
        if facts.series is None or _is_unasked(facts.series):
            facts = replace(facts, series=self.series(company_id))
        read = (facts.detail, facts.events, facts.payments, facts.emails, facts.share_links)
        if not any(_is_unasked(each) for each in read):
            return facts
        kept = self.kept(company_id, invoice_id)
        return replace(
            facts,
            detail=_either(facts.detail, kept.detail),
            events=_either(facts.events, kept.events),
            payments=_either(facts.payments, kept.payments),
            emails=_either(facts.emails, kept.emails),
            share_links=_either(facts.share_links, kept.share_links),
        )

    def kept(self, company_id: str, invoice_id: InvoiceId) -> Facts:
        """What is kept of the invoice, without asking anybody; None for every part that is not."""
        from storno_desktop.wire.document import Unreadable
        from storno_desktop.wire.events import read_events
        from storno_desktop.wire.invoices import read_invoice
        from storno_desktop.wire.parts import read_emails, read_payments, read_share_links

        parts = self._store.parts(company_id, invoice_id)

        def that_very(body: bytes) -> Invoice | Unreadable:
            read = read_invoice(body)
            if isinstance(read, Invoice) and read.id.lower() != invoice_id.lower():
                return Unreadable("id: another invoice")
            return read

        detail = _read(parts.get(Source.DETAIL), that_very)
        events = _read(parts.get(Source.EVENTS), read_events)
        if events is None and detail is not None and (embedded := detail.value.embedded_events) is not None:
            events = Evidence(embedded, detail.source, detail.observed_at, detail.server_time, is_kept=True)
        return Facts(
            detail=detail,
            events=events,
            payments=_read(parts.get(Source.PAYMENTS), read_payments),
            emails=_read(parts.get(Source.EMAILS), read_emails),
            share_links=_read(parts.get(Source.SHARE_LINKS), read_share_links),
            series=self.series(company_id),
        )

    def keep_series(self, company_id: str, series: Reading[tuple[Series, ...]]) -> None:
        """Keep the company's series, if they were just read."""
        if isinstance(series, Evidence) and series.document is not None:
            self._store.keep_part(
                company_id, OF_COMPANY, series.source, series.document, series.observed_at, series.server_time
            )

    def series(self, company_id: str) -> Evidence[tuple[Series, ...]] | None:
        """The company's series as they were last read, None if they never were."""
        from storno_desktop.wire.parts import read_series

        return _read(self._store.parts(company_id, OF_COMPANY).get(Source.SERIES), read_series)


def _read(part: KeptPart | None, reader: Callable[[bytes], T | Unreadable]) -> Evidence[T] | None:
    from storno_desktop.wire.document import Unreadable

    value = None if part is None else reader(part.document)
    if part is None or value is None or isinstance(value, Unreadable):
        return None
    return Evidence(value, part.source, part.observed_at, part.server_time, is_kept=True)


def _bare(reading: Reading[T]) -> Reading[T]:
    return replace(reading, document=None) if isinstance(reading, Evidence) else reading


def _is_unasked(reading: Reading[T]) -> bool:
    return isinstance(reading, Problem) and reading.kind in UNASKED


def _either(now: Reading[T], kept: Reading[T]) -> Reading[T]:
    return kept if kept is not None and _is_unasked(now) else now
