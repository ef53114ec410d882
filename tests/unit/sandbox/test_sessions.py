"""Tokens, limits and second factors run out when they should."""

from __future__ import annotations

from datetime import datetime, timedelta

from storno_desktop.sandbox.attempts import Attempts
from storno_desktop.sandbox.clock import Clock, Identities
from storno_desktop.sandbox.second_factor import (
    CHALLENGE_SECONDS,
    MAILED_SECONDS,
    Challenges,
    SecondFactor,
    totp,
)
from storno_desktop.sandbox.tokens import REFRESH_SECONDS, Tokens

NOON = datetime.fromisoformat("2026-11-22T12:00:00+02:00")
# The secret of RFC 6238's own examples, in base32.
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


class Passing(Clock):
    """A clock that goes on only when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = NOON

    def now(self) -> datetime:
        return self.moment

    def wait(self, seconds: int) -> None:
        self.moment += timedelta(seconds=seconds)


def test_codes_are_those_of_the_standard() -> None:
    assert totp(SECRET, 59) == "287082"
    assert totp(SECRET, 1111111109) == "081804"
    assert totp(SECRET, 2000000000) == "279037"


def test_a_token_lives_its_time_and_no_forgery_passes() -> None:
    clock = Passing()
    tokens = Tokens(clock, 60)
    token = tokens.sign("a@example.test", ["ROLE_USER"])
    assert tokens.read(token) == "a@example.test"
    assert tokens.read(token + "x") == "invalid"
    assert tokens.read("a.b.c") == "invalid"
    assert tokens.read("") == "invalid"
    assert Tokens(clock, 60).read(token) == "invalid"
    clock.wait(60)
    assert tokens.read(token) == "expired"


def test_all_tokens_can_be_expired_at_once_without_hurting_the_next() -> None:
    tokens = Tokens(Passing(), 60)
    token = tokens.sign("a@example.test", [])
    tokens.expire_all()
    assert tokens.read(token) == "expired"
    assert tokens.read(tokens.sign("a@example.test", [])) == "a@example.test"


def test_a_refresh_token_lives_thirty_days() -> None:
    clock = Passing()
    tokens = Tokens(clock, 60)
    token = tokens.refresh_token("a@example.test")
    clock.wait(REFRESH_SECONDS - 1)
    assert tokens.refreshing(token.value) == token
    clock.wait(1)
    assert tokens.refreshing(token.value) == "expired"
    tokens.forget_refresh("a@example.test")
    assert tokens.refreshing(token.value) == "unknown"


def test_five_attempts_a_minute_and_address() -> None:
    clock = Passing()
    attempts = Attempts(clock)
    assert [attempts.take("1.2.3.4") for _ in range(6)] == [True] * 5 + [False]
    assert attempts.take("1.2.3.5")
    clock.wait(60)
    assert attempts.take("1.2.3.4")


def test_a_challenge_dies_of_time_of_five_wrong_codes_and_of_a_right_one() -> None:
    clock = Passing()
    challenges = Challenges(clock)
    factor = SecondFactor(SECRET, ["one", "two"])
    token = challenges.open("a@example.test")
    clock.wait(CHALLENGE_SECONDS - 1)
    assert not challenges.answers(token, factor, "wrong", "totp")
    clock.wait(CHALLENGE_SECONDS - 1)
    assert challenges.find(token) is not None, "a wrong code starts the time anew"
    for _ in range(3):
        assert not challenges.answers(token, factor, "wrong", "backup")
    assert challenges.find(token) is not None
    assert not challenges.answers(token, factor, "one", "backup_code")
    assert challenges.find(token) is None

    token = challenges.open("a@example.test")
    clock.wait(CHALLENGE_SECONDS)
    assert challenges.find(token) is None


def test_backup_codes_serve_once_and_neighbouring_periods_count() -> None:
    clock = Passing()
    challenges = Challenges(clock)
    factor = SecondFactor(SECRET, ["one"])
    token = challenges.open("a@example.test")
    assert challenges.answers(token, factor, "one", "backup")
    assert not challenges.answers(token, factor, "one", "backup")
    assert factor.methods() == ["totp", "email_otp"]
    assert challenges.answers(token, factor, totp(SECRET, clock.epoch() - 30), "totp")
    assert challenges.answers(token, factor, totp(SECRET, clock.epoch() + 30), "totp")
    assert not challenges.answers(token, factor, totp(SECRET, clock.epoch() + 60), "totp")
    challenge = challenges.find(token)
    assert challenge is not None
    assert challenges.answers(token, factor, challenges.mail_code(challenge), "email_otp")


def test_a_mailed_code_lives_five_minutes_however_long_its_challenge_does() -> None:
    clock = Passing()
    challenges = Challenges(clock)
    factor = SecondFactor(SECRET, [])
    token = challenges.open("a@example.test")
    challenge = challenges.find(token)
    assert challenge is not None
    code = challenges.mail_code(challenge)
    clock.wait(MAILED_SECONDS - 1)
    assert not challenges.answers(token, factor, "wrong", "email_otp")
    assert challenges.answers(token, factor, code, "email_otp")
    clock.wait(1)
    assert challenges.find(token) is not None
    assert not challenges.answers(token, factor, code, "email_otp")


def test_ids_rise_and_tell_their_time() -> None:
    ids = Identities(Clock(NOON))
    made = [ids.next() for _ in range(5000)]
    assert made == sorted(set(made))
    assert {one[14] for one in made} == {"7"}
    assert int(made[0].replace("-", "")[:12], 16) == int(NOON.timestamp()) * 1000
