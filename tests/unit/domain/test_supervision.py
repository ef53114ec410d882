"""Who may approve a restore: every objection by itself, and none that evidence does not carry."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storno_desktop.domain.facts import Facts
from storno_desktop.domain.finding import Assessment
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.restoration import assess_restoration
from storno_desktop.domain.restore_rules import RestoreRules, WhenApproved
from storno_desktop.domain.session import SignInWay, User
from storno_desktop.domain.supervision import Objection, Requester, confirms_alone, objections
from tests.unit.domain.builders import ASLEEP, BROKEN, an_event, an_invoice, facts

ASKS = Requester(user_id="u-1", email="contabil@exemplu.ro", name="Ioana")
SUPERVISOR = User(
    id="u-2",
    email="owner@exemplu.ro",
    role="owner",
    permissions=frozenset({"invoice.view", "invoice.edit"}),
)
RULES = RestoreRules()


def cancelled(by: str = "contabil@exemplu.ro") -> Facts:
    return facts(an_invoice("cancelled"), events=(an_event("cancelled", "cancelled", by=by),))


def test_a_supervisor_of_the_firm_may_approve() -> None:
    assert objections(SUPERVISOR, ASKS, cancelled(), RULES) == ()
    assert objections(replace(SUPERVISOR, role="admin"), ASKS, cancelled(), RULES) == ()


@pytest.mark.parametrize(
    ("supervisor", "objection"),
    [
        (replace(SUPERVISOR, id="u-1"), Objection.SAME_PERSON),
        (replace(SUPERVISOR, email="CONTABIL@exemplu.ro"), Objection.SAME_PERSON),
        (replace(SUPERVISOR, role="accountant"), Objection.NO_SUPERVISOR),
        (replace(SUPERVISOR, role=""), Objection.NO_SUPERVISOR),
        (replace(SUPERVISOR, impersonating=True), Objection.IMPERSONATED),
        (replace(SUPERVISOR, permissions=frozenset({"invoice.view"})), Objection.NOT_PERMITTED),
        (replace(SUPERVISOR, permissions=None), Objection.NOT_PERMITTED),
        (replace(SUPERVISOR, way=SignInWay.API_KEY), Objection.NOT_PERMITTED),
        (replace(SUPERVISOR, scopes=frozenset({"invoice.view"})), Objection.NOT_PERMITTED),
    ],
)
def test_each_thing_that_speaks_against_a_person_is_named(supervisor: User, objection: Objection) -> None:
    assert objection in objections(supervisor, ASKS, cancelled("altul@exemplu.ro"), RULES)


def test_whoever_cancelled_it_may_not_approve_unless_the_office_says_so() -> None:
    found = objections(SUPERVISOR, ASKS, cancelled("Owner@Exemplu.ro"), RULES)
    assert found == (Objection.CANCELLED_IT,)
    lenient = replace(RULES, canceller_may_approve=True)
    assert objections(SUPERVISOR, ASKS, cancelled("owner@exemplu.ro"), lenient) == ()


@pytest.mark.parametrize("events", [(), None, ASLEEP, BROKEN])
def test_who_cancelled_is_never_guessed(events: tuple[()] | Problem | None) -> None:
    read = facts(an_invoice("cancelled"), events=events)
    assert Objection.CANCELLER_UNKNOWN in objections(SUPERVISOR, ASKS, read, RULES)


def test_an_invoice_that_this_account_cannot_read_cannot_be_approved() -> None:
    read = replace(cancelled(), detail=ASLEEP)
    assert Objection.CANNOT_READ in objections(SUPERVISOR, ASKS, read, RULES)


def test_permissions_that_the_office_wants_besides_are_needed() -> None:
    rules = replace(RULES, permissions=frozenset({"payment.delete"}))
    assert objections(SUPERVISOR, ASKS, cancelled(), rules) == (Objection.NO_SUPERVISOR,)


def test_a_firm_of_one_person_confirms_alone_only_if_the_office_allows_it() -> None:
    own = objections(replace(SUPERVISOR, id="u-1"), ASKS, cancelled("owner@exemplu.ro"), RULES)
    assert set(own) == {Objection.SAME_PERSON, Objection.CANCELLED_IT}
    assert not confirms_alone(own, RULES)
    allowed = replace(RULES, confirms_alone=True)
    assert confirms_alone(own, allowed)
    assert not confirms_alone((Objection.CANCELLED_IT,), allowed)  # that is another person
    assert not confirms_alone((*own, Objection.NOT_PERMITTED), allowed)
    assert not confirms_alone((), allowed)


def test_when_a_second_person_is_needed() -> None:
    clear, warned = assess_restoration(cancelled()), assess_restoration(facts(an_invoice("cancelled")))
    none = Assessment(findings=())
    assert RestoreRules(approval=WhenApproved.ALWAYS).needs_supervisor(none)
    assert not RestoreRules(approval=WhenApproved.NEVER).needs_supervisor(warned)
    on_warning = RestoreRules(approval=WhenApproved.ON_WARNING)
    assert not on_warning.needs_supervisor(none)
    assert on_warning.needs_supervisor(clear) is bool(clear.warnings)


_PEOPLE = st.builds(
    User,
    id=st.sampled_from(["u-1", "u-2"]),
    email=st.sampled_from(["contabil@exemplu.ro", "owner@exemplu.ro", "OWNER@exemplu.ro"]),
    role=st.sampled_from(["owner", "admin", "accountant", ""]),
    permissions=st.sampled_from([None, frozenset(), frozenset({"invoice.edit"})]),
    impersonating=st.booleans(),
    way=st.sampled_from(list(SignInWay)),
)


@given(_PEOPLE, st.sampled_from(["contabil@exemplu.ro", "owner@exemplu.ro", ""]))
def test_less_evidence_never_permits_more(person: User, by: str) -> None:
    whole = cancelled(by)
    found = set(objections(person, ASKS, whole, RULES))
    for poorer in (replace(whole, events=None), replace(whole, detail=ASLEEP), replace(whole, events=BROKEN)):
        assert objections(person, ASKS, poorer, RULES)
        if not found:
            assert set(objections(person, ASKS, poorer, RULES)) > found
    assert not (person.id == "u-1" and not found)
