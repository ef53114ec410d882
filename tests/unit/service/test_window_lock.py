"""The passphrase of a covered window: only its hash is kept, only in the keyring, and guessing takes time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

import keyring.backends.fail
import pytest
from keyring.errors import KeyringLocked

from storno_desktop.domain.account import AccountId, account_id
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.service.window_lock import (
    LONGEST_WAIT,
    LockStanding,
    NoPassphrase,
    NoPlace,
    SetOutcome,
    Unlocked,
    WindowLock,
    Wrong,
)
from storno_desktop.vault.secret_vault import SecretVault
from tests.memory_ring import MemoryRing, installed

ANA = account_id(ServerAddress("https://a.ro"), "ana@firma.ro")
PASSPHRASE = "căciulă șubredă"


class LockedRing(MemoryRing):
    """One that its owner has not unlocked."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked


class Clock:
    """Goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ring() -> Iterator[MemoryRing]:
    memory = MemoryRing()
    with installed(memory):
        yield memory


def made(clock: Clock | None = None) -> WindowLock:
    return WindowLock(SecretVault(), clock or Clock())


async def guess(lock: WindowLock, text: str = "nu e asta", account: AccountId = ANA) -> Wrong:
    answer = await lock.unlock(account, text)
    assert isinstance(answer, Wrong)
    return answer


def test_the_passphrase_opens_and_nothing_else_does(ring: MemoryRing) -> None:
    async def story() -> None:
        lock = made()
        assert await lock.unlock(ANA, PASSPHRASE) == NoPassphrase()
        assert await lock.set_passphrase(ANA, PASSPHRASE) is SetOutcome.SET
        assert await lock.has_passphrase(ANA)
        assert await lock.unlock(ANA, PASSPHRASE) == Unlocked()
        for wrong in ("", PASSPHRASE.upper(), PASSPHRASE + " ", PASSPHRASE[:-1]):
            assert isinstance(await made().unlock(ANA, wrong), Wrong), wrong

    asyncio.run(story())


def test_it_outlives_the_program_and_belongs_to_one_account_at_one_server(ring: MemoryRing) -> None:
    async def story() -> None:
        await made().set_passphrase(ANA, PASSPHRASE)
        assert await made().unlock(ANA, PASSPHRASE) == Unlocked()
        for other in (
            account_id(ServerAddress("https://a.ro"), "alt@firma.ro"),
            account_id(ServerAddress("https://b.ro"), "ana@firma.ro"),
        ):
            assert await made().unlock(other, PASSPHRASE) == NoPassphrase()

    asyncio.run(story())


def test_letters_count_once_however_they_are_typed(ring: MemoryRing) -> None:
    async def story() -> None:
        lock = made()
        decomposed = "s\N{COMBINING COMMA BELOW}" * 7  # seven letters, fourteen code points
        assert len(decomposed) == 14
        assert await lock.set_passphrase(ANA, decomposed) is SetOutcome.TOO_SHORT
        assert await lock.set_passphrase(ANA, "1234567") is SetOutcome.TOO_SHORT
        assert await lock.standing(ANA) is LockStanding.NOT_SET
        assert await lock.set_passphrase(ANA, decomposed + "ș") is SetOutcome.SET
        assert await lock.unlock(ANA, "ș" * 8) == Unlocked()

    asyncio.run(story())


def test_half_a_character_is_a_character_too(ring: MemoryRing) -> None:
    async def story() -> None:
        lock = made()
        assert await lock.set_passphrase(ANA, "\ud83d" * 8) is SetOutcome.SET
        assert await lock.unlock(ANA, "\ud83d" * 8) == Unlocked()
        assert isinstance(await lock.unlock(ANA, "\ud83e" * 8), Wrong)

    asyncio.run(story())


def test_too_short_a_one_leaves_the_former_in_force(ring: MemoryRing) -> None:
    async def story() -> None:
        lock = made()
        await lock.set_passphrase(ANA, PASSPHRASE)
        assert await lock.set_passphrase(ANA, "scurt") is SetOutcome.TOO_SHORT
        assert await lock.unlock(ANA, PASSPHRASE) == Unlocked()

    asyncio.run(story())


def test_a_new_one_replaces_and_removing_leaves_nothing(ring: MemoryRing) -> None:
    async def story() -> None:
        lock = made()
        await lock.set_passphrase(ANA, PASSPHRASE)
        await lock.set_passphrase(ANA, "alta, mai lungă")
        await guess(lock, PASSPHRASE)
        assert await lock.unlock(ANA, "alta, mai lungă") == Unlocked()
        assert await lock.remove(ANA)
        assert ring.secrets == {}
        assert await lock.unlock(ANA, "alta, mai lungă") == NoPassphrase()
        assert await lock.remove(ANA)

    asyncio.run(story())


def test_after_three_wrong_tries_each_further_one_waits_twice_as_long(ring: MemoryRing) -> None:
    async def story() -> None:
        clock = Clock()
        lock = made(clock)
        await lock.set_passphrase(ANA, PASSPHRASE)
        waits = []
        for tries in range(1, 13):
            answer = await guess(lock)
            assert answer.tries == tries
            waits.append(answer.wait)
            clock.now += answer.wait
        assert waits == [0, 0, 5, 10, 20, 40, 80, 160, *[LONGEST_WAIT] * 4]
        assert await lock.unlock(ANA, PASSPHRASE) == Unlocked()

    asyncio.run(story())


def test_before_the_wait_is_over_not_even_the_right_one_opens(ring: MemoryRing) -> None:
    async def story() -> None:
        clock = Clock()
        lock = made(clock)
        await lock.set_passphrase(ANA, PASSPHRASE)
        for _ in range(3):
            await guess(lock)
        clock.now += 3
        assert await lock.unlock(ANA, PASSPHRASE) == Wrong(tries=3, wait=2)
        clock.now += 1
        assert await lock.unlock(ANA, "încă una") == Wrong(tries=3, wait=1)
        clock.now += 1
        assert await lock.unlock(ANA, PASSPHRASE) == Unlocked()
        assert await guess(lock) == Wrong(tries=1, wait=0)

    asyncio.run(story())


def test_many_tries_at_once_are_counted_one_by_one(ring: MemoryRing) -> None:
    async def story() -> None:
        lock = made()
        await lock.set_passphrase(ANA, PASSPHRASE)
        answers = await asyncio.gather(*(guess(lock, f"varianta {n}") for n in range(6)))
        assert [each.tries for each in answers] == [1, 2, 3, 3, 3, 3]

    asyncio.run(story())


def test_one_account_does_not_wait_for_another_and_a_sign_in_forgives(ring: MemoryRing) -> None:
    async def story() -> None:
        other = account_id(ServerAddress("https://a.ro"), "alt@firma.ro")
        lock = made()
        for each in (ANA, other):
            await lock.set_passphrase(each, PASSPHRASE)
        for _ in range(3):
            await guess(lock)
        assert await lock.unlock(other, PASSPHRASE) == Unlocked()
        assert isinstance(await lock.unlock(ANA, PASSPHRASE), Wrong)
        await lock.forgive(ANA)
        assert await lock.unlock(ANA, PASSPHRASE) == Unlocked()

    asyncio.run(story())


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "scrypt-15-8-1",
        "scrypt-15-8-1:",
        "scrypt-15-8-1:AAAA:AAAA",
        "scrypt-15-8-1:ă:ă",
        "scrypt-15-8-1:a:b:c",
        "scrypt-30-8-1:" + "A" * 22 + "==:" + "A" * 43 + "=",
    ],
)
def test_a_damaged_note_opens_nothing(ring: MemoryRing, damage: str) -> None:
    async def story() -> None:
        lock = made()
        await lock.set_passphrase(ANA, PASSPHRASE)
        for key in ring.secrets:
            ring.secrets[key] = damage
        assert await lock.standing(ANA) is LockStanding.NOT_SET
        for typed in (PASSPHRASE, "", damage):
            assert await lock.unlock(ANA, typed) == NoPassphrase()

    asyncio.run(story())


@pytest.mark.parametrize("kind", ["locked", "missing", "plain"])
def test_without_a_keyring_that_answers_nothing_is_set_and_nothing_opens(kind: str) -> None:
    plain = type("PlaintextKeyring", (MemoryRing,), {"__module__": "keyrings.alt.file"})
    made_ring = {"locked": LockedRing, "missing": keyring.backends.fail.Keyring, "plain": plain}[kind]()

    async def story() -> None:
        lock = made()
        assert await lock.set_passphrase(ANA, PASSPHRASE) is SetOutcome.NO_PLACE
        assert await lock.standing(ANA) is LockStanding.NO_PLACE
        assert not await lock.has_passphrase(ANA)
        assert await lock.unlock(ANA, PASSPHRASE) == NoPlace()

    with installed(made_ring):
        asyncio.run(story())
    assert getattr(made_ring, "secrets", {}) == {}


def test_a_keyring_that_locks_later_makes_the_window_ask_for_a_sign_in(ring: MemoryRing) -> None:
    async def story() -> None:
        lock = made()
        await lock.set_passphrase(ANA, PASSPHRASE)
        with installed(LockedRing()):
            assert await lock.unlock(ANA, PASSPHRASE) == NoPlace()
        assert await lock.unlock(ANA, PASSPHRASE) == Unlocked()

    asyncio.run(story())


def test_the_passphrase_stands_nowhere(ring: MemoryRing, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    async def story() -> None:
        lock = made()
        await lock.set_passphrase(ANA, PASSPHRASE)
        answers = [await lock.unlock(ANA, PASSPHRASE), await guess(lock, "greșită de tot")]
        seen = " ".join(map(repr, (lock, answers, vars(lock)))) + caplog.text
        kept = " ".join(ring.secrets.values())
        for secret in (PASSPHRASE, "greșită de tot"):
            assert secret not in seen
            assert secret not in kept
        assert kept not in seen

    asyncio.run(story())


def test_the_same_passphrase_is_kept_differently_each_time(ring: MemoryRing) -> None:
    async def story() -> None:
        lock = made()
        await lock.set_passphrase(ANA, PASSPHRASE)
        (first,) = ring.secrets.values()
        await lock.set_passphrase(ANA, PASSPHRASE)
        (second,) = ring.secrets.values()
        assert first != second

    asyncio.run(story())
