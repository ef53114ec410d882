"""What a fingerprint notices, and what an assessment permits."""

from dataclasses import replace
from datetime import UTC, timedelta
from decimal import Decimal
from typing import Any

import pytest

from storno_desktop.domain.evidence import Source
from storno_desktop.domain.finding import (
    Assessment,
    Check,
    Finding,
    Ground,
    GroundKind,
    Verdict,
    fingerprint,
)
from storno_desktop.domain.problem import Acted, Problem, ProblemKind
from tests.unit.domain.builders import NOW

GROUND = Ground(
    kind=GroundKind.PAYMENT,
    text="OP 9",
    state="sent",
    moment=NOW,
    amount=Decimal("120.00"),
    currency="RON",
    count=2,
    limit=30,
    source=Source.PAYMENTS,
)
FINDING = Finding(
    check=Check.PAYMENTS,
    verdict=Verdict.WARNING,
    grounds=(GROUND,),
    sources=(Source.PAYMENTS, Source.DETAIL),
    observed_at=NOW,
    problem=Problem(ProblemKind.FORBIDDEN, status=403, server_text="Permission denied."),
)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": GroundKind.AMOUNT_PAID},
        {"text": "OP 10"},
        {"state": "delivered"},
        {"moment": NOW + timedelta(seconds=1)},
        {"moment": None},
        {"amount": Decimal("120.01")},
        {"amount": None},
        {"currency": "EUR"},
        {"count": 3},
        {"limit": 31},
        {"source": Source.DETAIL},
        {"source": None},
    ],
    ids=str,
)
def test_a_fingerprint_notices_every_part_of_a_ground(change: dict[str, Any]) -> None:
    changed = replace(FINDING, grounds=(replace(GROUND, **change),))
    assert fingerprint([changed]) != fingerprint([FINDING])


@pytest.mark.parametrize(
    "change",
    [
        {"check": Check.AGE},
        *({"verdict": verdict} for verdict in Verdict if verdict is not Verdict.WARNING),
        {"grounds": ()},
        {"grounds": (GROUND, GROUND)},
        {"sources": (Source.PAYMENTS,)},
        {"problem": None},
        {"problem": Problem(ProblemKind.SERVER_FAULT, status=403, server_text="Permission denied.")},
        {"problem": Problem(ProblemKind.FORBIDDEN, Acted.UNKNOWN, 403, "Permission denied.")},
        {"problem": Problem(ProblemKind.FORBIDDEN, status=401, server_text="Permission denied.")},
        {"problem": Problem(ProblemKind.FORBIDDEN, status=403, server_text="Access denied.")},
    ],
    ids=str,
)
def test_a_fingerprint_notices_every_part_of_a_finding(change: dict[str, Any]) -> None:
    assert fingerprint([replace(FINDING, **change)]) != fingerprint([FINDING])


def test_a_fingerprint_notices_a_finding_more() -> None:
    assert fingerprint([FINDING, FINDING]) != fingerprint([FINDING])
    assert fingerprint([]) != fingerprint([FINDING])


@pytest.mark.parametrize(
    "change",
    [
        {"observed_at": NOW + timedelta(hours=5)},
        {"observed_at": None},
        {"sources": (Source.DETAIL, Source.PAYMENTS)},
        {"grounds": (replace(GROUND, moment=NOW.astimezone(UTC)),)},
        {"problem": Problem(ProblemKind.FORBIDDEN, Acted.NO, 403, "Permission denied.", 2.5, "after 3 ms")},
    ],
    ids=str,
)
def test_a_fingerprint_ignores_when_and_how_it_was_read(change: dict[str, Any]) -> None:
    assert fingerprint([replace(FINDING, **change)]) == fingerprint([FINDING])


def test_a_fingerprint_does_not_hang_on_the_order_of_rows() -> None:
    other = replace(GROUND, text="OP 10")
    one, two = replace(FINDING, grounds=(GROUND, other)), replace(FINDING, grounds=(other, GROUND))
    assert fingerprint([one, replace(one, check=Check.AGE)]) == fingerprint(
        [replace(two, check=Check.AGE), two]
    )


def test_no_text_of_the_server_passes_for_another_ground() -> None:
    """Two grounds never read like one whose text spells out the border between them."""
    plain = Ground(kind=GroundKind.MAILED)
    two = replace(FINDING, grounds=(replace(plain, text="a"), replace(plain, text="b")))
    for border in (";MAILED|", "', '", "'), ('MAILED', '", "\n", "|", '"'):
        one = replace(FINDING, grounds=(replace(plain, text=f"a{border}b"),))
        assert fingerprint([one]) != fingerprint([two])


def test_half_a_surrogate_in_a_servers_text_has_a_fingerprint() -> None:
    assert len(fingerprint([replace(FINDING, grounds=(replace(GROUND, text="\ud83d"),))])) == 16


def an_assessment(**verdicts: Verdict) -> Assessment:
    return Assessment(
        findings=tuple(
            Finding(check=Check[name.upper()], verdict=verdict) for name, verdict in verdicts.items()
        )
    )


def test_clear_is_permitted_and_nothing_is_stopped() -> None:
    assessment = an_assessment(anaf=Verdict.CLEAR, age=Verdict.CLEAR)
    assert not assessment.stopped
    assert assessment.permits(frozenset())


@pytest.mark.parametrize("verdict", [Verdict.BLOCKING, Verdict.UNKNOWN])
def test_blocking_and_unknown_are_overridden_by_nobody(verdict: Verdict) -> None:
    assessment = an_assessment(anaf=Verdict.CLEAR, age=verdict)
    assert assessment.stopped
    assert not assessment.permits(frozenset(Check))


def test_every_warning_wants_its_own_acknowledgement() -> None:
    assessment = an_assessment(age=Verdict.WARNING, series=Verdict.WARNING, anaf=Verdict.CLEAR)
    assert not assessment.stopped
    assert not assessment.permits(frozenset())
    assert not assessment.permits(frozenset({Check.AGE, Check.ANAF}))
    assert assessment.permits(frozenset({Check.AGE, Check.SERIES}))


def test_findings_are_found_by_check_and_by_verdict() -> None:
    assessment = an_assessment(age=Verdict.WARNING, series=Verdict.CLEAR, anaf=Verdict.WARNING)
    assert assessment.of(Check.SERIES).verdict is Verdict.CLEAR
    assert [finding.check for finding in assessment.with_verdict(Verdict.WARNING)] == [Check.AGE, Check.ANAF]
    assert assessment.fingerprint == fingerprint(assessment.findings)
