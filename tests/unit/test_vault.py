"""The vault keeps tokens in a real keyring backend, refuses unsafe ones, and never waits for ever."""

import asyncio
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.errors import KeyringLocked

from storno_desktop.domain.account import AccountId, account_id
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.domain.session import SignInWay, Tokens
from storno_desktop.vault.secret_vault import SecretVault, VaultStanding, standing_of
from storno_desktop.vault.token_text import text_of_tokens, tokens_of_text
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


@pytest.fixture
def expected() -> Iterator[MemoryRing]:
    """A keyring that can be had by a name of the library, beside the one that the computer would choose."""
    name, other = "keyring.backends.trial", MemoryRing()
    other.set_password("Storno Desktop", "note: a", "din cel așteptat")
    module = ModuleType(name)
    kind = type("Keyring", (MemoryRing,), {"__module__": name, "__new__": lambda _kind: other})
    vars(module)["Keyring"] = kind
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, name, module)
        yield other


def test_a_start_reads_from_the_keyring_that_held_the_secrets_last_time(
    ring: MemoryRing, expected: MemoryRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring.set_password("Storno Desktop", "note: a", "din cel găsit")
    for kind, text in (
        ("keyring.backends.trial.Keyring", "din cel așteptat"),
        ("keyring.backends.trial.Gone", "din cel găsit"),
        ("keyring.backends.nowhere.Keyring", "din cel găsit"),
        ("tests.memory_ring.MemoryRing", "din cel găsit"),  # not one of the library's
        ("", "din cel găsit"),
    ):
        assert SecretVault(kind=kind).find_notes_now(["a"]) == {"a": text}, kind
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    named = SecretVault(kind="keyring.backends.trial.Keyring").find_notes_now(["a"])
    assert named is VaultStanding.UNSAFE


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


# ------------------------------------------------------------------------------- what an entry holds

WHOLE = Tokens(
    access="storno_oat_1",
    refresh="storno_ort_2",
    way=SignInWay.BROWSER,
    client_id="program",
    scopes=frozenset({"invoice.view", "invoice.edit"}),
    until=datetime(2026, 11, 22, 18, 50, tzinfo=UTC),
)


@pytest.mark.parametrize(
    "tokens",
    [WHOLE, Tokens(access="af_1", way=SignInWay.API_KEY), PAIR, replace(WHOLE, scopes=frozenset())],
    ids=["browser", "key", "password", "no scope at all"],
)
def test_tokens_come_back_as_they_were(tokens: Tokens) -> None:
    assert tokens_of_text(text_of_tokens(tokens)) == tokens


def test_an_entry_of_an_earlier_version_is_a_password_session() -> None:
    assert tokens_of_text('{"access": "a", "refresh": "b"}') == Tokens(access="a", refresh="b")


@pytest.mark.parametrize(
    "damage",
    [
        '{"access": 1, "refresh": "b"}',
        '{"access": "a", "refresh": "b", "way": "magic"}',
        '{"access": "a", "refresh": "b", "scopes": [1]}',
        '{"access": "a", "refresh": "b", "scopes": 7}',
        '{"access": "a", "refresh": "b", "until": "2026-11-22T18:50:00"}',
        '{"access": "a", "refresh": "b", "until": "tomorrow"}',
        "[" * 100_000,
    ],
)
def test_a_damaged_entry_is_none(damage: str) -> None:
    assert tokens_of_text(damage) is None


@given(st.text())
def test_no_text_breaks_the_reading_of_an_entry(text: str) -> None:
    assert isinstance(tokens_of_text(text), Tokens | None)


# ------------------------------------------------------------------------------------ entries in pieces


def test_a_long_entry_lies_in_pieces_that_all_fit(ring: MemoryRing) -> None:
    long = replace(WHOLE, access="x" * 950)

    async def story() -> None:
        vault = SecretVault(piece=200)
        assert await vault.keep(account("a", "ana@firma.ro"), long, durable=True)
        assert len(ring.secrets) > 4
        assert all(len(each) <= 200 + len("parts 99 12345678 ") for each in ring.secrets.values())
        assert await SecretVault().find(account("a", "ana@firma.ro")) == long
        # A shorter one leaves no piece of the longer behind.
        assert await vault.keep(account("a", "ana@firma.ro"), PAIR, durable=True)
        assert len(ring.secrets) == 1
        await vault.keep(account("a", "ana@firma.ro"), long, durable=True)
        assert await vault.forget(account("a", "ana@firma.ro"))
        assert ring.secrets == {}

    asyncio.run(story())


def test_pieces_of_two_writings_are_not_put_together(ring: MemoryRing) -> None:
    async def story() -> None:
        vault, known = SecretVault(piece=100), account("a", "ana@firma.ro")
        await vault.keep(known, replace(WHOLE, access="1" * 300), durable=True)
        half = dict(list(ring.secrets.items())[:2])
        await vault.keep(known, replace(WHOLE, access="2" * 300), durable=True)
        ring.secrets.update(half)
        assert await vault.find(known) is None

    asyncio.run(story())


# --------------------------------------------------------------------------------- gone, or unreadable


def test_gone_is_told_apart_from_refused_and_from_remembered(ring: MemoryRing) -> None:
    known = account("a", "ana@firma.ro")

    async def story() -> None:
        vault = SecretVault()
        assert await vault.is_gone(known)
        await vault.keep(known, PAIR, durable=True)
        assert not await vault.is_gone(known)
        ring.secrets.clear()
        assert await vault.is_gone(known)
        await vault.keep(known, PAIR, durable=False)
        assert not await vault.is_gone(known)
        with installed(LockedRing()):
            assert not await SecretVault().is_gone(known)

    asyncio.run(story())


def test_what_shall_not_stay_is_taken_out_of_the_keyring(ring: MemoryRing) -> None:
    known = account("a", "ana@firma.ro")

    async def story() -> None:
        vault = SecretVault()
        await vault.keep(known, PAIR, durable=True)
        assert not await vault.keep(known, WHOLE, durable=False)
        assert ring.secrets == {}
        assert await vault.find(known) == WHOLE
        assert WHOLE.access not in repr(vault)
        assert await vault.forget(known)
        assert await vault.find(known) is None

    asyncio.run(story())
