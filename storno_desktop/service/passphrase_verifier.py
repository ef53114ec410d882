"""What the keyring holds of a passphrase: enough to check it, and nothing to read it from."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets

from storno_desktop.domain.account import AccountId
from storno_desktop.service.store_key import SALT_BYTES, key_of_passphrase
from storno_desktop.store.database import KEY_BYTES

# The costs (see `key_of_passphrase`) are part of the kind: what is kept never says how much memory its check may take.
_KIND = "scrypt-15-8-1"


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
        salt = secrets.token_bytes(SALT_BYTES)
        return cls(salt, key_of_passphrase(passphrase, salt))

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
        return cls(salt, key) if len(salt) == SALT_BYTES and len(key) == KEY_BYTES else None

    @property
    def text(self) -> str:
        """What the keyring keeps."""
        parts = (base64.b64encode(part).decode("ascii") for part in (self._salt, self._key))
        return ":".join((_KIND, *parts))

    def fits(self, passphrase: str) -> bool:
        """Whether this is the passphrase; takes as long for a wrong one as for the right one."""
        return hmac.compare_digest(key_of_passphrase(passphrase, self._salt), self._key)
