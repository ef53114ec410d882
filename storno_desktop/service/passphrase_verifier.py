"""What the keyring holds of a passphrase: enough to check it, and nothing to read it from."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import unicodedata

from storno_desktop.domain.account import AccountId

# The costs are part of the kind: what is kept never says how much memory its check may take.
_KIND = "scrypt-15-8-1"
_COST, _BLOCK, _LANES = 2**15, 8, 1
_MEMORY = 64 * 1024 * 1024
_SALT_BYTES, _KEY_BYTES = 16, 32


def lock_note(account: AccountId) -> str:
    """The name under which the keyring holds the passphrase of an account."""
    return f"window lock of {account.email} @ {account.server.url}"


class PassphraseVerifier:
    """Tells whether a text is the passphrase, without holding it."""

    __slots__ = ("_key", "_salt")

    def __init__(self, salt: bytes, key: bytes) -> None:
        self._salt, self._key = salt, key

    def __repr__(self) -> str:
        return "PassphraseVerifier()"

    @classmethod
    def of_passphrase(cls, passphrase: str) -> PassphraseVerifier:
        """A new one with a salt of its own; slow on purpose."""
        salt = secrets.token_bytes(_SALT_BYTES)
        return cls(salt, _key_of(passphrase, salt))

    @classmethod
    def of_text(cls, text: str | None) -> PassphraseVerifier | None:
        """The one that `text` was written for, None if it is damaged or of another kind."""
        kind, _, rest = (text or "").partition(":")
        if kind != _KIND:
            return None
        try:
            salt, key = (base64.b64decode(part, validate=True) for part in rest.split(":"))
        except (binascii.Error, ValueError):
            return None
        return cls(salt, key) if len(salt) == _SALT_BYTES and len(key) == _KEY_BYTES else None

    @property
    def text(self) -> str:
        """What the keyring keeps."""
        parts = (base64.b64encode(part).decode("ascii") for part in (self._salt, self._key))
        return ":".join((_KIND, *parts))

    def fits(self, passphrase: str) -> bool:
        """Whether this is the passphrase; takes as long for a wrong one as for the right one."""
        return hmac.compare_digest(_key_of(passphrase, self._salt), self._key)


def _key_of(passphrase: str, salt: bytes) -> bytes:
    # A half character, which a broken keyboard or clipboard may bring, is as good as any other.
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(typed, salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=_MEMORY, dklen=_KEY_BYTES)
