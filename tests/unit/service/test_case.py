"""When a person who saw one case has seen all that another one says."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from storno_desktop.domain.act import ActKind
from storno_desktop.domain.facts import Facts, Reached
from storno_desktop.domain.finding import Check, Verdict
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.restoration import RestorePolicy
from storno_desktop.service.case import Case
from tests.unit.domain.builders import (
    ASLEEP,
    a_company,
    a_credit_note,
    a_link,
    a_mail,
    a_payment,
    an_invoice,
    cancelled_facts,
    facts,
    read,
)


def a_case(given: Facts, kind: ActKind = ActKind.CANCEL) -> Case:
    return Case(kind, a_company(), InvoiceId("inv-1"), given, RestorePolicy())


def test_each_act_has_its_own_rules() -> None:
    assert not a_case(facts()).assessment.stopped
    assert a_case(facts(), ActKind.RESTORE).assessment.stopped
    assert not a_case(cancelled_facts(), ActKind.RESTORE).assessment.stopped
    assert a_case(cancelled_facts()).assessment.stopped


def test_a_later_reading_of_the_same_says_the_same() -> None:
    earlier = facts()
    assert earlier.detail is not None
    later = replace(
        earlier, detail=replace(read(an_invoice()), observed_at=read(0).observed_at + timedelta(1))
    )
    assert a_case(later).says_the_same(a_case(earlier))


@pytest.mark.parametrize(
    "changed",
    [
        facts(an_invoice(total=Decimal("540.88"))),
        facts(an_invoice("draft")),
        facts(an_invoice(number="BRS0013")),
        facts(payments=(a_payment(),)),
        facts(payments=ASLEEP),
        facts(events=ASLEEP),
        facts(emails=(a_mail(),)),
        facts(share_links=(a_link(payable=True),)),
        facts(an_invoice(credit_notes=(a_credit_note(),))),
        facts(company=a_company(is_read_only=True)),
        facts(detail=ASLEEP),
    ],
)
def test_anything_that_matters_makes_another_case(changed: Facts) -> None:
    assert not a_case(changed).says_the_same(a_case(facts()))
    assert not a_case(facts()).says_the_same(a_case(changed))


def test_what_was_never_read_says_the_same_as_nothing() -> None:
    unread = a_case(facts(detail=ASLEEP))
    assert not unread.says_the_same(unread)


def test_the_persons_answer_counts() -> None:
    case = a_case(facts(reached=None))
    answered = case.answered(Reached.YES)
    assert answered.facts.reached is Reached.YES
    assert answered.assessment.of(Check.REACHED_CLIENT).verdict is Verdict.WARNING
    assert not case.answered(Reached.NO).says_the_same(answered)
