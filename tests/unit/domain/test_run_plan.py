"""A plan says what was meant; what is left of it follows from the journal alone."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from storno_desktop.domain.act import Standing
from storno_desktop.domain.act_record import ActRecord, record_of
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.journal_row import ActState, JournalRow, told_of
from storno_desktop.domain.run_plan import PlannedInvoice, RunPlan, left_run

PLAN = RunPlan(
    run="r-1",
    server="https://storno.example",
    user_id="u-1",
    company_id="c-1",
    begun=datetime(2026, 3, 12, 14, 32, tzinfo=UTC),
    invoices=tuple(
        PlannedInvoice(
            invoice_id=InvoiceId(f"i-{number}"),
            number=f"FCT{number:04}",
            client="Țesătoria Mureș SRL",
            total=Decimal("540.87"),
            currency="RON",
            reason='Emisă „de două ori", din greșeală',
        )
        for number in range(3)
    ),
)


def record(invoice: str, *steps: tuple[ActState, dict[str, object]]) -> ActRecord:
    """An act of the run as far as a plan looks at it."""
    first = {"invoice": {"id": invoice, "number": ""}}
    rows = [told_of(f"a-{invoice}", state, {**first, **more}) for state, more in steps]
    return record_of(JournalRow(number, told, "") for number, told in enumerate(rows, 1))


def test_it_comes_back_as_it_was_kept() -> None:
    assert RunPlan.parse(PLAN.as_text()) == PLAN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"format": 1}',
        json.dumps({**json.loads(PLAN.as_text()), "format": 2}),
        json.dumps({**json.loads(PLAN.as_text()), "begun": "yesterday"}),
        json.dumps({**json.loads(PLAN.as_text()), "invoices": [{"id": "i-1"}]}),
        PLAN.as_text().replace("540.87", "much"),
    ],
)
def test_nothing_follows_from_what_is_no_plan(text: str) -> None:
    assert RunPlan.parse(text) is None


Step = tuple[ActState, dict[str, object]]
P: Step = (ActState.PREPARED, {})
S: Step = (ActState.SENT, {})
C: Step = (ActState.CONFIRMED, {})
UNKNOWN: Step = (ActState.UNKNOWN, {})


@pytest.mark.parametrize(
    ("steps", "is_to_do", "is_open"),
    [
        ((), True, False),
        ((P,), True, False),
        ((P, (ActState.ABANDONED, {})), True, False),
        ((P, S), False, True),
        ((P, S, UNKNOWN), False, True),
        ((P, S, C), False, False),
        ((P, S, (ActState.REFUSED, {})), False, False),
        (
            (P, S, UNKNOWN, (ActState.NOT_DONE, {"settled": {"standing": Standing.NOT_DONE.name}})),
            True,
            False,
        ),
        (
            (P, S, UNKNOWN, (ActState.NOT_DONE, {"settled": {"standing": Standing.DONE_BY_OTHER.name}})),
            False,
            False,
        ),
    ],
)
def test_only_what_certainly_did_not_happen_is_left(
    steps: tuple[Step, ...], is_to_do: bool, is_open: bool
) -> None:
    left = left_run(PLAN, [record("i-1", *steps)] if steps else [])
    assert (InvoiceId("i-1") in {each.invoice_id for each in left.to_do}) is is_to_do
    assert {"i-0", "i-2"} <= {each.invoice_id for each in left.to_do}
    assert left.is_open is is_open
    assert left.done == (1 if steps[-1:] == (C,) else 0)


def test_of_several_acts_on_one_invoice_the_last_one_counts() -> None:
    refused = record("i-1", P, S, (ActState.REFUSED, {}))
    left = left_run(PLAN, [refused, record("i-1", P, S, C)])
    assert left.done == 1
