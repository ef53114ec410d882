"""The key under request files: one for each account, made once, in the keyring or nowhere."""

from __future__ import annotations

import asyncio

import pytest
from keyring.errors import KeyringLocked

from storno_desktop.domain.account import AccountId, account_id
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.vault.secret_vault import SecretVault
from storno_desktop.vault.signing_key import SigningKeys, signature_fits
from tests.memory_ring import MemoryRing, installed

SERVER = ServerAddress("https://api.storno.ro")
ANA, DAN = account_id(SERVER, "ana@firma.ro"), account_id(SERVER, "dan@firma.ro")


class LockedRing(MemoryRing):
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked


def public(account: AccountId, vault: SecretVault, *, remembers: bool = False) -> str | None:
    """The public key that a new program finds or makes."""
    key = asyncio.run(SigningKeys(vault, remembers=remembers).of(account))
    return None if key is None else key.public


def test_each_account_has_its_own_key_which_stays() -> None:
    ring = MemoryRing()
    with installed(ring):
        first = public(ANA, SecretVault())
        assert first is not None
        assert public(ANA, SecretVault()) == first
        assert public(DAN, SecretVault()) not in {first, None}
        assert all(first not in secret for secret in ring.secrets.values())


def test_without_a_keyring_that_answers_no_key_is_made() -> None:
    with installed(LockedRing()):
        assert public(ANA, SecretVault()) is None
    assert public(ANA, SecretVault(keyring=False)) is None


def test_a_program_that_keeps_nothing_has_a_key_for_its_run() -> None:
    async def twice() -> None:
        keys = SigningKeys(SecretVault(keyring=False), remembers=True)
        one, other = await keys.of(ANA), await keys.of(ANA)
        assert one is not None
        assert one is other
        assert signature_fits(one.public, one.sign(b"content"), b"content")
        assert not signature_fits(one.public, one.sign(b"content"), b"Content")

    asyncio.run(twice())


@pytest.mark.logs_warnings
def test_a_damaged_key_is_not_quietly_replaced() -> None:
    ring = MemoryRing()
    with installed(ring):
        assert public(ANA, SecretVault())
        (name,) = ring.secrets
        ring.secrets[name] = "not hex"
        assert public(ANA, SecretVault()) is None
        assert ring.secrets[name] == "not hex"
