"""Every cancelled invoice of the recorded and of the generated world, read as the program reads it, and each reading lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.facts import Facts, Reached
from storno_desktop.domain.finding import Assessment, Check, Verdict
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.restoration import DOCUMENTED, assess_restoration
from storno_desktop.sandbox.clock import BUCHAREST
from storno_desktop.sandbox.generator import InvoiceGenerator
from storno_desktop.sandbox.settings import DialectName
from storno_desktop.service.case import Case
from tests.contract.service_desk import IDS, WORLD, ServiceDesk, open_desk
from tests.unit.domain.test_seed_verdicts import RESTORABLE, not_clear

NOW = datetime(2026, 6, 10, 11, tzinfo=BUCHAREST)
COUNT, RANDOM_SEED = 400, 1
BROKEN = Problem(ProblemKind.SERVER_FAULT, status=500)
BOTH = pytest.mark.parametrize("dialect", ["observed", "documented"])

WARNED, BLOCKED = Verdict.WARNING, Verdict.BLOCKING
_FOUND: tuple[tuple[dict[Check, Verdict], str], ...] = (
    ({Check.AGE: WARNED}, "aged-28 aged-29 aged-30"),
    # The clocks change in March and October, both long ago in June.
    ({Check.AGE: BLOCKED}, "aged-31 aged-45 across-spring-clock-change across-autumn-clock-change"),
    # Cancelled today: SPV was not read since.
    ({Check.SPV_SYNCHRONISED: WARNED}, "aged-0"),
    ({Check.RESTORED_BEFORE: WARNED}, "restored-before"),
    (
        {Check.ANAF: BLOCKED},
        "anaf-message anaf-ok anaf-event-only anaf-uploaded anaf-timeout anaf-rejected"
        " anaf-message-after-cancelling submission-pending submission-submitted submission-accepted"
        " submission-rejected",
    ),
    ({Check.CREDIT_NOTES: BLOCKED}, "child-issued child-draft"),
    ({Check.CREDIT_NOTES: WARNED}, "child-cancelled"),
    ({Check.PAYMENTS: BLOCKED}, "payment-present payment-in-full"),
    ({Check.SERIES: BLOCKED}, "series-missing series-removed"),
    ({Check.SERIES: WARNED}, "series-switched-off"),
    (
        {Check.REACHED_CLIENT: WARNED},
        "mail-sent mail-delivered mail-opened link-opened link-payable B-mail-opened",
    ),
    (
        {},
        "aged-3 aged-27 was-draft was-issued reason-missing mail-bounced mail-failed link-unopened"
        " link-revoked link-expired cancelled-negative cancelled-euro cancelled-long-name"
        " cancelled-individual cancelled-without-client child-cancelled-reversal B-plain-cancelled",
    ),
)
GENERATED = {key: found for found, keys in _FOUND for key in keys.split()}
"""What is not clear about each cancelled case of the generator; nothing else may be."""

REST_ON = {
    "detail": {
        *(Check.ANAF, Check.CREDIT_NOTES, Check.PAYMENTS, Check.AGE, Check.SERIES, Check.SPV_SYNCHRONISED),
        *(Check.STATUS, Check.OUTGOING, Check.RIGHT_COMPANY),
    },
    "events": {Check.ANAF, Check.RESTORED_BEFORE},
    "payments": {Check.PAYMENTS},
    "emails": {Check.REACHED_CLIENT},
    "share_links": {Check.REACHED_CLIENT},
    "submissions": {Check.ANAF},
    "series": {Check.SERIES},
    "credit_notes": {Check.CREDIT_NOTES},
    "company": {Check.SPV_SYNCHRONISED, Check.RIGHT_COMPANY, Check.COMPANY_WRITABLE},
    "user": {Check.PERMITTED, Check.OWN_SESSION},
}
"""Which checks are not clear any more without this reading."""
ONLY_WARN = {"emails", "share_links"}
"""Decisions 1: what could not be read of these is a warning."""
ROUTES = {
    "detail": "/api/v1/invoices/*-*-*-*-????????????",
    "events": "*/events",
    "payments": "*/payments",
    "emails": "*/emails",
    "share_links": "*/share-links",
    "submissions": "*/einvoice-submissions",
    "series": "*/document-series",
    "credit_notes": "*/credit-notes",
    "company": "*/companies",
    "user": "*/me",
}


def look(desk: ServiceDesk, invoice_id: InvoiceId, cif: str) -> Case:
    """The case as a person sees it who says that it reached nobody."""
    assert desk.session is not None
    company = next(each for each in desk.session.companies if each.cif == cif.removeprefix("RO"))
    seen = desk.do(desk.house.services.restoration.look(company, invoice_id, Reached.NO))
    assert isinstance(seen, Case), seen
    return seen


def asks_for_series(facts: Facts) -> bool:
    """Whether the list of series has anything to say: not where it has none, or was never issued."""
    invoice = facts.invoice
    return invoice is not None and invoice.series is not None and not invoice.summary.was_never_issued


def loses_nothing_unseen(facts: Facts, whole: Assessment, name: str) -> None:
    """Without this reading the checks that rest on it are unknown, never clear; all others say what they said."""
    lost = replace(facts, **{name: None if name == "user" else BROKEN})  # type: ignore[arg-type]
    without = assess_restoration(lost)
    assert tuple(each.check for each in without.findings[:5]) == DOCUMENTED
    expected = WARNED if name in ONLY_WARN else Verdict.UNKNOWN
    for finding in without.findings:
        before = whole.of(finding.check).verdict
        rests = finding.check in REST_ON[name]
        if finding.check is Check.SERIES and not asks_for_series(facts):
            rests = name == "detail"
        assert finding.verdict is not Verdict.CLEAR or not rests, (name, finding.check)
        if rests and before is not BLOCKED:
            assert finding.verdict is expected, (name, finding.check)
        if not rests:
            assert finding.verdict is before, (name, finding.check)
    may_go_on = name in ONLY_WARN or (name == "series" and not asks_for_series(facts))
    assert without.stopped or may_go_on


@BOTH
def test_every_case_of_the_generator_has_the_findings_that_the_rules_give_it(
    qapp: QApplication, dialect: DialectName
) -> None:
    made = InvoiceGenerator(COUNT, RANDOM_SEED, NOW)
    records = [made.record(index) for index in range(len(made))]
    cases = {
        each["key"]: each["detail"]
        for each in records
        if each["key"] != "ordinary" and each["detail"]["status"] == "cancelled"
        if each["company"] in {"A", "B"}
    }
    assert cases.keys() == GENERATED.keys()
    with open_desk(invoices=COUNT, random_seed=RANDOM_SEED, now=NOW, dialect=dialect) as desk:
        desk.sign_in("patron@demo.example")
        for key, detail in cases.items():
            case = look(desk, InvoiceId(detail["id"]), str(detail["senderCif"]))
            assert not_clear(case.assessment) == GENERATED[key], key
            for name in REST_ON:
                loses_nothing_unseen(case.facts, case.assessment, name)


@BOTH
def test_every_recorded_invoice_has_the_findings_that_the_rules_give_it(
    qapp: QApplication, dialect: DialectName
) -> None:
    with open_desk(dialect=dialect) as desk:
        desk.sign_in("owner@exemplu.ro")
        for key, expected in RESTORABLE.items():
            detail = WORLD["invoices"][IDS[key]]["detail"]
            case = look(desk, IDS[key], str(detail["senderCif"]))
            assert not_clear(case.assessment) == expected, key
            for name in REST_ON:
                loses_nothing_unseen(case.facts, case.assessment, name)

        cif = str(WORLD["invoices"][IDS["restore-1"]]["detail"]["senderCif"])
        for name, route in ROUTES.items():
            desk.fail("status", route, method="GET", status=500, body={"error": "x"}, count=-1)
            found = look(desk, IDS["restore-1"], cif).assessment
            desk.mend()
            against = not_clear(found)
            assert set(against) == REST_ON[name], name
            assert set(against.values()) == {WARNED if name in ONLY_WARN else Verdict.UNKNOWN}, name
