"""Codes and tokens of the browser sign-in: bound, used once, renewed in families, over in time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from storno_desktop.sandbox.clock import Clock
from storno_desktop.sandbox.grants import (
    CODE_SECONDS,
    REFRESH_SECONDS,
    Consent,
    Grants,
    OAuthClient,
    Pair,
    challenge_of,
    desktop_client,
)

NOON = datetime.fromisoformat("2026-11-22T12:00:00+02:00")
CLIENT = desktop_client("one")
OTHER = desktop_client("two")
HOME = "http://127.0.0.1:4711/callback"
VERIFIER = "a-verifier-long-enough-for-the-standard-0123456789"


class Passing(Clock):
    """A clock that goes on only when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = NOON

    def now(self) -> datetime:
        return self.moment

    def wait(self, seconds: int) -> None:
        self.moment += timedelta(seconds=seconds)


def grants_at(clock: Clock) -> Grants:
    return Grants(clock, 60, [CLIENT, OTHER])


def consent(email: str = "a@example.test") -> Consent:
    return Consent(CLIENT, email, "organization", ("invoice.view",))


def renewed(grants: Grants, pair: Pair) -> Pair:
    found = grants.renew(pair.renewal.value, CLIENT, kill_access=False)
    assert isinstance(found, Pair)
    return found


def test_the_challenge_is_the_one_of_the_standard() -> None:
    # RFC 7636, appendix B.
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert challenge_of(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("http://127.0.0.1/callback", True),
        ("http://127.0.0.1:1/callback", True),
        ("http://127.0.0.1:65535/callback", True),
        ("http://localhost:8080/callback", False),
        ("http://127.0.0.1:0/callback", False),
        ("http://127.0.0.1:port/callback", False),
        ("http://127.0.0.1:99999/callback", False),
        ("https://127.0.0.1:8080/callback", False),
        ("http://127.0.0.1:8080/callback/", False),
        ("http://127.0.0.1:8080/callback?a=b", False),
        ("http://127.0.0.1:8080/callback#a", False),
        ("http://me@127.0.0.1:8080/callback", False),
        ("http://127.0.0.1.example.test:8080/callback", False),
        ("http://[::1]:8080/callback", False),
        ("", False),
    ],
)
def test_loopback_addresses_differ_in_the_port_alone(address: str, fits: bool) -> None:
    assert CLIENT.returns_to(address) is fits


def test_other_hosts_have_to_be_registered_to_the_letter() -> None:
    registered = ("https://app.example.test/back", "http://localhost/back")
    client = OAuthClient("uuid", "id", "name", registered, ())
    assert client.returns_to("https://app.example.test/back")
    assert client.returns_to("http://localhost:5000/back")
    assert not client.returns_to("https://app.example.test:8443/back")


def test_a_code_is_bound_and_dies_of_use_and_of_time() -> None:
    clock = Passing()
    grants = grants_at(clock)
    code = grants.code(consent(), HOME, challenge_of(VERIFIER))
    assert grants.exchange("none", CLIENT, HOME, VERIFIER) == "unknown"
    assert grants.exchange(code, OTHER, HOME, VERIFIER) == "client"
    assert grants.exchange(code, CLIENT, HOME.replace("4711", "4712"), VERIFIER) == "redirect"
    assert grants.exchange(code, CLIENT, HOME, VERIFIER + "x") == "verifier"
    clock.wait(CODE_SECONDS - 1)
    assert isinstance(grants.exchange(code, CLIENT, HOME, VERIFIER), Pair)
    assert grants.exchange(code, CLIENT, HOME, VERIFIER) == "used"

    code = grants.code(consent(), HOME, challenge_of(VERIFIER))
    clock.wait(CODE_SECONDS)
    assert grants.exchange(code, CLIENT, HOME, VERIFIER) == "expired"


def test_a_ticket_serves_once_one_client_and_not_for_ever() -> None:
    clock = Passing()
    grants = grants_at(clock)
    ticket = grants.ticket("a@example.test", CLIENT)
    assert grants.redeem(ticket, CLIENT) == "a@example.test"
    assert grants.redeem(ticket, CLIENT) is None
    assert grants.redeem(grants.ticket("a@example.test", CLIENT), OTHER) is None
    late = grants.ticket("a@example.test", CLIENT)
    clock.wait(CODE_SECONDS)
    assert grants.redeem(late, CLIENT) is None


def test_tokens_run_out_each_in_its_time() -> None:
    clock = Passing()
    grants = grants_at(clock)
    pair = grants.grant(consent())
    clock.wait(59)
    assert grants.access(pair.access.value) is pair.access
    clock.wait(1)
    assert grants.access(pair.access.value) is None
    clock.wait(REFRESH_SECONDS - 61)
    second = renewed(grants, pair)
    clock.wait(REFRESH_SECONDS)
    assert grants.renew(second.renewal.value, CLIENT, kill_access=False) == "expired"


def test_renewing_ends_the_old_pair() -> None:
    grants = grants_at(Passing())
    first = grants.grant(consent())
    assert grants.renew(first.renewal.value, OTHER, kill_access=False) == "client"
    second = renewed(grants, first)
    assert grants.access(first.access.value) is None
    assert grants.access(second.access.value) is second.access


@pytest.mark.parametrize("kill_access", [True, False])
def test_an_old_token_that_comes_back_ends_its_family_and_no_other(kill_access: bool) -> None:
    grants = grants_at(Passing())
    first, stranger = grants.grant(consent()), grants.grant(consent())
    second = renewed(grants, first)
    assert grants.renew(first.renewal.value, CLIENT, kill_access=kill_access) == "used"
    assert grants.renew(second.renewal.value, CLIENT, kill_access=kill_access) == "used"
    assert (grants.access(second.access.value) is None) is kill_access
    renewed(grants, stranger)


def test_withdrawing_ends_what_one_person_gave_one_program() -> None:
    grants = grants_at(Passing())
    mine, theirs = grants.grant(consent()), grants.grant(consent("b@example.test"))
    assert grants.in_use("a@example.test") == {"one": [mine.access]}
    assert grants.withdraw("a@example.test", CLIENT) == 2
    assert grants.withdraw("a@example.test", CLIENT) == 0
    assert grants.in_use("a@example.test") == {}
    assert grants.access(theirs.access.value) is not None
