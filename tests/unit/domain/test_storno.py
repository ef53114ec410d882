"""What may be reversed by a storno draft, and which links may be closed."""

from typing import Any

import pytest

from storno_desktop.domain.finding import Check, GroundKind, Verdict
from storno_desktop.domain.invoice_summary import Direction, InvoiceId
from storno_desktop.domain.link_closing import assess_link_closing
from storno_desktop.domain.storno import assess_storno
from tests.unit.domain.builders import (
    ASLEEP,
    a_company,
    a_credit_note,
    a_link,
    a_payment,
    a_user,
    an_invoice,
    facts,
    kinds,
)

MAY_REVERSE = a_user(permissions=frozenset({"invoice.view", "invoice.refund"}))


@pytest.mark.parametrize("status", ["issued", "sent_to_provider", "validated", "synced"])
def test_what_the_server_reverses_may_be_reversed_paid_or_not(status: str) -> None:
    seen = facts(an_invoice(status, payment_count=1), user=MAY_REVERSE, payments=(a_payment(),))
    assert assess_storno(seen).permits(frozenset())


@pytest.mark.parametrize("status", ["draft", "rejected", "cancelled", "paid", "refunded", "refund", "odd"])
def test_other_statuses_are_not_reversed(status: str) -> None:
    found = assess_storno(facts(an_invoice(status), user=MAY_REVERSE))
    assert found.of(Check.STATUS).verdict is Verdict.BLOCKING
    assert not found.permits(frozenset())


@pytest.mark.parametrize("status", ["draft", "issued", "refund", "cancelled", "odd"])
def test_there_is_never_a_second_storno(status: str) -> None:
    seen = facts(an_invoice(credit_notes=(a_credit_note(status),)), user=MAY_REVERSE)
    assert assess_storno(seen).of(Check.CREDIT_NOTES).verdict is Verdict.BLOCKING


def test_a_storno_is_not_reversed() -> None:
    seen = facts(an_invoice(parent_id=InvoiceId("inv-0")), user=MAY_REVERSE)
    assert kinds(assess_storno(seen), Check.CREDIT_NOTES) == [GroundKind.IS_A_STORNO]
    assert assess_storno(seen).stopped


@pytest.mark.parametrize("name", ["detail", "credit_notes", "company"])
def test_what_was_not_read_stops(name: str) -> None:
    unread: dict[str, Any] = {name: ASLEEP}
    found = assess_storno(facts(user=MAY_REVERSE, **unread))
    assert found.with_verdict(Verdict.UNKNOWN)
    assert found.stopped


@pytest.mark.parametrize(
    ("given", "check"),
    [
        ({"user": a_user()}, Check.PERMITTED),
        ({"user": a_user(permissions=MAY_REVERSE.permissions, impersonating=True)}, Check.OWN_SESSION),
        ({"user": MAY_REVERSE, "company": a_company(is_read_only=True)}, Check.COMPANY_WRITABLE),
        ({"user": MAY_REVERSE, "company": a_company(cif="1")}, Check.RIGHT_COMPANY),
        ({"user": MAY_REVERSE, "invoice": an_invoice(direction=Direction.INCOMING)}, Check.OUTGOING),
    ],
)
def test_rights_company_and_direction_count_as_for_a_cancellation(
    given: dict[str, Any], check: Check
) -> None:
    assert assess_storno(facts(**given)).of(check).verdict is Verdict.BLOCKING


def test_a_cancellations_reading_is_enough_to_tell() -> None:
    """The cancel dialog offers the way out from what it has read itself."""
    assert not assess_storno(facts(user=MAY_REVERSE, submissions=None, series=None)).stopped


# ------------------------------------------------------------------------------------ links


def test_an_open_link_of_a_cancelled_invoice_may_be_closed() -> None:
    seen = facts(an_invoice("cancelled"), share_links=(a_link(), a_link(active=False, id="l-2")))
    for link in ("", "l-1"):
        assert assess_link_closing(seen, link).permits(frozenset())
    for link in ("l-2", "l-3"):
        assert assess_link_closing(seen, link).of(Check.PUBLIC_LINK).verdict is Verdict.BLOCKING


@pytest.mark.parametrize("status", ["issued", "draft", "validated"])
def test_the_page_of_an_invoice_that_stands_is_not_closed(status: str) -> None:
    seen = facts(an_invoice(status), share_links=(a_link(),))
    assert assess_link_closing(seen, "l-1").of(Check.STATUS).verdict is Verdict.BLOCKING


def test_links_that_were_not_read_are_not_closed() -> None:
    seen = facts(an_invoice("cancelled"), share_links=ASLEEP)
    assert assess_link_closing(seen, "l-1").of(Check.PUBLIC_LINK).verdict is Verdict.UNKNOWN


def test_closing_needs_the_right_to_edit() -> None:
    may_cancel = a_user(permissions=frozenset({"invoice.view", "invoice.cancel"}))
    seen = facts(an_invoice("cancelled"), share_links=(a_link(),), user=may_cancel)
    assert assess_link_closing(seen, "l-1").of(Check.PERMITTED).verdict is Verdict.BLOCKING
