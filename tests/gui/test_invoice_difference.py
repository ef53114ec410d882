"""Two readings of one invoice: each difference in a line, and nothing about what one of them does not hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import AnafState, InvoiceLine
from storno_desktop.ui.invoice_difference import InvoiceDifference, new_events
from storno_desktop.ui.language import Language
from tests.unit.domain.builders import (
    BROKEN,
    ISSUED_AT,
    NOW,
    a_credit_note,
    a_payment,
    an_event,
    an_invoice,
    facts,
    read,
)

LINE = InvoiceLine(position=1, description="Pâine", net_total=Decimal(10))
BEFORE = facts(payments=(a_payment(paid_on=date(2026, 11, 20)),))


@pytest.fixture
def difference(language: Language) -> InvoiceDifference:
    return InvoiceDifference()


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (BEFORE, []),
        (replace(BEFORE, detail=read(an_invoice(), observed_at=NOW + timedelta(days=1))), []),
        (replace(BEFORE, detail=BROKEN, payments=None, events=None), []),
        (replace(BEFORE, detail=read(an_invoice("validated"))), ["Status: Issued → Validated"]),
        (
            replace(BEFORE, detail=read(an_invoice(receiver_name="Alt Nume SRL", number="BRS0013"))),
            ["Number: BRS0012 → BRS0013", "Client: Țesătoria Mureș SRL → Alt Nume SRL"],
        ),
        (
            replace(BEFORE, detail=read(an_invoice(anaf=AnafState(status="nok")))),
            ["Status at ANAF: — → nok"],
        ),
        (replace(BEFORE, detail=read(replace(an_invoice(), lines=(LINE,)))), ["Lines: 0 → 1"]),
        (
            replace(BEFORE, detail=read(an_invoice(credit_notes=(a_credit_note("draft"),)))),
            ["Storno: — → ST0001 (Draft)"],
        ),
        (replace(BEFORE, detail=read(an_invoice(credit_notes=None))), []),
        (replace(BEFORE, detail=read(an_invoice(is_late=True))), ["Other data of the invoice changed."]),
        (
            replace(BEFORE, payments=read(())),
            ["Payments: 120.00\u00a0RON (20 Nov 2026) → none"],
        ),
        (
            facts(
                payments=BEFORE.payments,
                events=(an_event("issued", "storno_created", NOW), *facts().events.value),  # type: ignore[union-attr]
            ),
            ["Storno created · 22 Nov 2026, 18:50"],
        ),
    ],
)
def test_each_difference_is_told_once(difference: InvoiceDifference, after: Facts, told: list[str]) -> None:
    assert difference.lines(BEFORE, after) == told


def test_lines_of_the_same_number_that_say_something_else(difference: InvoiceDifference) -> None:
    before = facts(replace(an_invoice(), lines=(LINE,)))
    after = facts(replace(an_invoice(), lines=(replace(LINE, description="Pâine albă"),)))
    assert difference.lines(before, after) == ["The lines of the invoice changed."]


def test_new_entries_of_the_history_come_newest_first() -> None:
    before = facts(events=(an_event(),))
    later = an_event("validated", "anaf_validated", NOW)
    latest = an_event("cancelled", "cancelled", NOW + timedelta(hours=1))
    undated = an_event("issued", "synced_from_anaf", None)
    after = facts(events=(later, undated, latest, an_event(at=ISSUED_AT)))
    assert new_events(before, after) == [latest, later]
    assert new_events(before, facts(events=BROKEN)) == []
