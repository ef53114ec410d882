"""The second factor: time-based codes, backup codes, mailed codes, and the challenges they answer (contract §3.2)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import struct
from dataclasses import dataclass

from storno_desktop.sandbox.clock import Clock

CHALLENGE_SECONDS = 300
MAILED_SECONDS = 300
WRONG_CODES = 5
_PERIOD = 30


def totp(secret: str, epoch: int) -> str:
    """The six digits of RFC 6238 for a base32 secret at a Unix second."""
    key = base64.b32decode(secret.upper() + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", epoch // _PERIOD), hashlib.sha1).digest()
    offset = digest[-1] & 0xF
    value = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{value % 1_000_000:06d}"


@dataclass
class SecondFactor:
    """What a user may answer a challenge with."""

    secret: str
    backup_codes: list[str]

    def methods(self) -> list[str]:
        """The methods as the login names them; a mailed code is always offered."""
        return ["totp", *(["backup_code"] if self.backup_codes else []), "email_otp"]


@dataclass
class Challenge:
    """An open question for a second factor."""

    email: str
    expires: int
    wrong: int = 0
    mailed_code: str | None = None
    mailed_until: int = 0


class Challenges:
    """All open challenges by their 64 hex digits; a fifth wrong code destroys one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: dict[str, Challenge] = {}
        self._spent: set[str] = set()

    def open(self, email: str) -> str:
        """Opens a challenge for a user and tells its token."""
        token = secrets.token_hex(32)
        self._open[token] = Challenge(email, self._clock.epoch() + CHALLENGE_SECONDS)
        return token

    def find(self, token: str) -> Challenge | None:
        """The challenge, None when it is unknown, answered, destroyed or out of time."""
        challenge = self._open.get(token)
        if challenge is None or challenge.expires <= self._clock.epoch():
            return None
        return challenge

    def spent(self, token: str) -> bool:
        """Whether wrong codes destroyed this challenge."""
        return token in self._spent

    def close(self, token: str) -> None:
        """A challenge is answered once."""
        self._open.pop(token, None)

    def mail_code(self, challenge: Challenge) -> str:
        """Sends six digits to the user, good for five minutes; the sandbox only remembers them."""
        challenge.mailed_until = self._clock.epoch() + MAILED_SECONDS
        challenge.mailed_code = f"{secrets.randbelow(1_000_000):06d}"
        return challenge.mailed_code

    def mailed_to(self, email: str) -> str | None:
        """The code last mailed to a user."""
        codes = [each.mailed_code for each in self._open.values() if each.email == email and each.mailed_code]
        return codes[-1] if codes else None

    def answers(self, token: str, factor: SecondFactor, code: str, kind: str) -> bool:
        """Whether the code is right; a wrong one counts and starts the time anew (contract §3.2)."""
        challenge = self._open[token]
        if self._right(challenge, factor, code, kind):
            return True
        challenge.wrong += 1
        challenge.expires = self._clock.epoch() + CHALLENGE_SECONDS
        if challenge.wrong >= WRONG_CODES:
            self.close(token)
            self._spent.add(token)
        return False

    def _right(self, challenge: Challenge, factor: SecondFactor, code: str, kind: str) -> bool:
        if kind == "totp":
            now = self._clock.epoch()
            return code in {totp(factor.secret, now + drift * _PERIOD) for drift in (-1, 0, 1)}
        if kind == "backup" and code in factor.backup_codes:
            factor.backup_codes.remove(code)
            return True
        in_time = challenge.mailed_code is not None and challenge.mailed_until > self._clock.epoch()
        return kind == "email_otp" and in_time and code == challenge.mailed_code
