"""Every fact, finding and advice has its words, and no value from outside can pass for a part of a sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.act import ActKind
from storno_desktop.domain.evidence import Source
from storno_desktop.domain.finding import Check, Finding, Ground, GroundKind, Verdict
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.verification import VERIFIED
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.finding_words import FindingWords
from storno_desktop.ui.follow_up_words import FollowUpWords
from storno_desktop.ui.sentence import filled

MOMENT = datetime(2026, 3, 12, 12, 32, tzinfo=UTC)


@pytest.fixture
def words(qapp: QApplication) -> FindingWords:
    return FindingWords()


def full(kind: GroundKind, moment: datetime | None = MOMENT) -> Ground:
    return Ground(
        kind=kind,
        text="WORD",
        state="draft",
        moment=moment,
        amount=Decimal("100.50"),
        currency="RON",
        count=2,
        limit=30,
        source=Source.PAYMENTS,
    )


@pytest.mark.parametrize("moment", [MOMENT, None])
@pytest.mark.parametrize("kind", GroundKind)
def test_every_ground_is_one_whole_sentence(
    words: FindingWords, kind: GroundKind, moment: datetime | None
) -> None:
    said = words.ground(full(kind, moment), Problem(ProblemKind.FORBIDDEN))

    assert said.endswith(".")
    assert said[0].isupper() or said[0].isdigit()
    assert not re.search(r"%\d|%n|\bNone\b|  ", said)


def test_no_two_grounds_say_the_same(words: FindingWords) -> None:
    same = {GroundKind.STATUS_FITS, GroundKind.DELIVERY_NOT_CHECKED}  # said as STATUS_IS and NOT_READ
    said = [words.ground(full(kind)) for kind in GroundKind if kind not in same]

    assert len(set(said)) == len(said)


@pytest.mark.parametrize("kind", ProblemKind)
def test_every_problem_has_a_short_reason(words: FindingWords, kind: ProblemKind) -> None:
    reason = words.problem_reason(Problem(kind))

    assert 0 < len(reason) < 30
    assert not reason.endswith(".")


@pytest.mark.parametrize("source", Source)
def test_what_could_not_be_read_is_named_with_the_reason(words: FindingWords, source: Source) -> None:
    ground = Ground(kind=GroundKind.NOT_READ, source=source)

    said = words.ground(ground, Problem(ProblemKind.FORBIDDEN))

    assert said.endswith("could not be checked (no permission).")


NEVER_STOP = {
    *(Check.REACHED_CLIENT, Check.PAYMENT_LINK, Check.SPV_SYNCHRONISED, Check.RESTORED_BEFORE),
    *(Check.REASON_CLEARED, Check.NUMBER_KEPT),  # looked at after a restore only
}
STOP = {
    ActKind.CANCEL: [check for check in Check if check not in NEVER_STOP | {Check.AGE, Check.SERIES}],
    ActKind.RESTORE: [check for check in Check if check not in NEVER_STOP],
}


@pytest.mark.parametrize(("act", "check"), [(act, check) for act, checks in STOP.items() for check in checks])
def test_every_check_that_can_stop_an_act_says_what_to_do(
    words: FindingWords, act: ActKind, check: Check
) -> None:
    finding = Finding(check=check, verdict=Verdict.BLOCKING, grounds=(full(GroundKind.STATUS_IS),))

    assert words.blocker_advice(finding, act).endswith(".")
    assert words.title(check)


@pytest.mark.parametrize("check", VERIFIED)
def test_whatever_is_not_in_order_after_a_restore_says_what_to_do(qapp: QApplication, check: Check) -> None:
    finding = Finding(check=check, verdict=Verdict.BLOCKING, grounds=(full(GroundKind.STATUS_IS),))
    words = FollowUpWords(Figures())

    assert words.advice(finding).endswith(".")
    assert words.advice(replace(finding, verdict=Verdict.UNKNOWN)) == ""


@pytest.mark.parametrize("act", ActKind)
def test_an_unknown_finding_says_that_the_act_is_stopped(words: FindingWords, act: ActKind) -> None:
    finding = Finding(check=Check.PAYMENTS, verdict=Verdict.UNKNOWN)

    assert "is stopped" in words.blocker_advice(finding, act)


@pytest.mark.parametrize("verdict", [Verdict.CLEAR, Verdict.WARNING])
def test_what_does_not_stop_needs_no_advice(words: FindingWords, verdict: Verdict) -> None:
    finding = Finding(check=Check.PAYMENTS, verdict=verdict)

    assert words.blocker_advice(finding, ActKind.CANCEL) == ""


def test_verdicts_differ_by_word_and_icon_not_by_tone_alone(words: FindingWords) -> None:
    signs = [words.sign(verdict) for verdict in Verdict]

    assert [sign.word for sign in signs] == ["Allowed", "Warning", "Blocks", "Unknown"]
    assert len({sign.icon for sign in signs}) == 4


@pytest.mark.parametrize("status", InvoiceStatus)
def test_every_status_of_the_server_has_a_word(words: FindingWords, status: InvoiceStatus) -> None:
    assert words.status(status.value)


def test_a_status_that_is_not_known_here_keeps_the_servers_word(words: FindingWords) -> None:
    assert words.status("quarantined") == "quarantined"


def test_the_words_of_the_design_stand_as_written(words: FindingWords) -> None:
    rejected = Finding(
        check=Check.STATUS,
        verdict=Verdict.BLOCKING,
        grounds=(Ground(kind=GroundKind.REJECTED_BY_ANAF, state="rejected"),),
    )
    said = f"{words.evidence(rejected)} {words.blocker_advice(rejected, ActKind.CANCEL)}"

    assert said == "Rejected by ANAF: cannot be cancelled. Correct it and send it again."


def test_a_value_is_never_read_as_a_place() -> None:
    assert filled("%1 and %2", "%2", "%1") == "%2 and %1"
    assert filled("%1 of %3", "a") == "a of %3"
