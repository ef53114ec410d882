"""An invoice is held by one act at a time, and an open one is remembered until it is settled."""

from dataclasses import replace

import pytest

from storno_desktop.domain.act import ActKind, Intent
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.service.acts import OpenActs
from tests.unit.domain.builders import NOW

INVOICE = InvoiceId("inv-1")
INTENT = Intent(kind=ActKind.CANCEL, invoice_id=INVOICE, number="BRS0012", account="a@b.ro", since=NOW)


def test_an_invoice_is_held_by_one_act_at_a_time() -> None:
    acts = OpenActs()
    with acts.taking(INVOICE) as first:
        assert first
        with acts.taking(INVOICE) as second:
            assert not second
        with acts.taking(INVOICE) as third:  # the second one's leaving has not let go of the first one's hold
            assert not third
        with acts.taking(InvoiceId("inv-2")) as other:
            assert other
    with acts.taking(INVOICE) as later:
        assert later


def test_a_mistake_lets_go_of_the_invoice() -> None:
    acts = OpenActs()
    with pytest.raises(ZeroDivisionError), acts.taking(INVOICE):
        _ = 1 / 0
    with acts.taking(INVOICE) as free:
        assert free


def test_an_act_is_open_from_its_beginning_to_its_end() -> None:
    acts = OpenActs()
    assert acts.unsettled(INVOICE) is None
    acts.begin(INTENT)
    assert acts.unsettled(INVOICE) is INTENT
    assert acts.unsettled(InvoiceId("inv-2")) is None
    acts.end(INTENT)
    assert acts.unsettled(INVOICE) is None
    acts.end(INTENT)


def test_one_act_does_not_end_another() -> None:
    acts = OpenActs()
    acts.begin(INTENT)
    acts.end(replace(INTENT))
    assert acts.unsettled(INVOICE) is INTENT
