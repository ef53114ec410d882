"""The vault keeps tokens in a real keyring backend, refuses unsafe ones, and never waits for ever."""

import asyncio
import threading
from collections.abc import Iterator

import pytest
from keyring.errors import KeyringLocked

from storno_desktop.domain.account import AccountId, account_id
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.domain.session import Tokens
from storno_desktop.vault.secret_vault import SecretVault, VaultStanding, standing_of
from tests.memory_ring import MemoryRing, installed

PAIR = Tokens(access="acces-123", refresh="reimprospatare-456")


def account(server: str, email: str) -> AccountId:
    return account_id(ServerAddress(f"https://{server}.ro"), email)


class LockedRing(MemoryRing):
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked


class SilentRing(MemoryRing):
    def __init__(self) -> None:
        super().__init__()
        self.release = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.release.wait(30)
        return None


@pytest.fixture
def ring() -> Iterator[MemoryRing]:
    memory = MemoryRing()
    with installed(memory):
        yield memory


def test_what_is_kept_is_found_for_that_account_only(ring: MemoryRing) -> None:
    async def story() -> None:
        vault = SecretVault()
        assert await vault.keep(account("a", "Ana@Firma.ro"), PAIR, durable=True)
        assert await vault.find(account("a", "ana@firma.ro ")) == PAIR
        assert await vault.find(account("b", "ana@firma.ro")) is None
        assert await vault.find(account("a", "alt@firma.ro")) is None

    asyncio.run(story())


def test_forgetting_leaves_nothing_and_may_be_repeated(ring: MemoryRing) -> None:
    async def story() -> None:
        vault = SecretVault()
        await vault.keep(account("a", "ana@firma.ro"), PAIR, durable=True)
        assert await vault.forget(account("a", "ana@firma.ro"))
        assert ring.secrets == {}
        assert await vault.forget(account("a", "ana@firma.ro"))

    asyncio.run(story())


@pytest.mark.parametrize("damage", ["", "kein json", "[]", '{"access": "x"}', "null"])
def test_a_damaged_entry_is_as_good_as_none(ring: MemoryRing, damage: str) -> None:
    async def story() -> None:
        vault = SecretVault()
        await vault.keep(account("a", "ana@firma.ro"), PAIR, durable=True)
        for key in ring.secrets:
            ring.secrets[key] = damage
        assert await vault.find(account("a", "ana@firma.ro")) is None

    asyncio.run(story())


def test_what_a_locked_keyring_does_not_take_lives_as_long_as_this_run() -> None:
    with installed(LockedRing()):

        async def story() -> None:
            vault = SecretVault()
            assert await vault.standing() is VaultStanding.REFUSING
            assert not await vault.keep(account("a", "ana@firma.ro"), PAIR, durable=True)
            assert vault.is_remembered(account("a", "ana@firma.ro"))
            assert await vault.find(account("a", "ana@firma.ro")) == PAIR
            assert await SecretVault().find(account("a", "ana@firma.ro")) is None
            assert not await vault.keep_note("verifier", "secret")
            assert await vault.find_note("verifier") is None

        asyncio.run(story())


@pytest.mark.logs_warnings
def test_a_keyring_that_never_answers_is_not_waited_for() -> None:
    silent = SilentRing()
    with installed(silent):
        assert asyncio.run(SecretVault(patience=0.05).find(account("a", "ana@firma.ro"))) is None
    silent.release.set()


def test_a_backend_that_writes_plain_files_is_refused() -> None:
    plain = type("PlaintextKeyring", (MemoryRing,), {"__module__": "keyrings.alt.file"})()
    with installed(plain):
        assert not asyncio.run(SecretVault().keep(account("a", "ana@firma.ro"), PAIR, durable=True))
    assert plain.secrets == {}


def test_a_chain_is_as_safe_as_its_weakest_part() -> None:
    plain = type("PlaintextKeyring", (MemoryRing,), {"__module__": "keyrings.alt.file"})()
    chain = type("Chain", (MemoryRing,), {})()
    for parts, safe in (([MemoryRing()], True), ([MemoryRing(), plain], False), ([], False)):
        chain.backends = parts
        assert (standing_of(chain) is VaultStanding.SAFE) is safe


def test_tokens_do_not_show_in_repr(ring: MemoryRing) -> None:
    assert PAIR.access not in repr(PAIR)
    assert PAIR.refresh not in repr(PAIR)
