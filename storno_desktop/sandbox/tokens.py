"""Session tokens: signed JWTs that carry no more than the backend's do, and refresh tokens (contract §3)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass, replace
from typing import Literal

from storno_desktop.sandbox.clock import Clock
from storno_desktop.sandbox.plain import Json

REFRESH_SECONDS = 30 * 24 * 3600


@dataclass(frozen=True)
class RefreshToken:
    """A long-lived token and its end in Unix seconds."""

    value: str
    email: str
    expires: int


class Tokens:
    """Signs, reads and withdraws tokens; the key lives as long as the process."""

    def __init__(self, clock: Clock, seconds: int) -> None:
        self._clock = clock
        self._seconds = seconds
        self._key = secrets.token_bytes(32)
        self._old_keys: list[bytes] = []
        self._refresh: dict[str, RefreshToken] = {}

    def sign(self, email: str, roles: list[str], seconds: int | None = None) -> str:
        """A JWT for a user, HS256, valid for the usual time or for `seconds` (negative: already over)."""
        lifetime = self._seconds if seconds is None else seconds
        return self.signed({"roles": roles, "username": email}, lifetime)

    def signed(self, claims: Json, seconds: int) -> str:
        """A JWT that says this, for so many seconds from now."""
        now = self._clock.epoch()
        told = {"iat": now, "exp": now + seconds, **claims}
        head = _encoded({"typ": "JWT", "alg": "HS256"})
        return f"{head}.{_encoded(told)}.{_signature(self._key, f'{head}.{_encoded(told)}')}"

    def claims(self, token: str) -> Json | Literal["expired"] | None:
        """What a JWT says beside its time, None for one that was not signed here."""
        parts = token.split(".")
        keys = [
            key for key in (self._key, *self._old_keys) if _signature(key, ".".join(parts[:2])) == parts[-1]
        ]
        if len(parts) != 3 or not keys:
            return None
        told = _decoded(parts[1])
        if keys[0] is not self._key or int(told["exp"]) <= self._clock.epoch():
            return "expired"
        return {name: value for name, value in told.items() if name not in {"iat", "exp"}}

    def read(self, token: str) -> str | Literal["invalid", "expired"]:
        """The e-mail a JWT was signed for, or what is wrong with it."""
        claims = self.claims(token)
        if claims is None:
            return "invalid"
        return "expired" if claims == "expired" else str(claims.get("username", ""))

    def expire_all(self) -> None:
        """Makes every JWT signed so far an expired one; refresh tokens live on."""
        self._old_keys.append(self._key)
        self._key = secrets.token_bytes(32)

    def refresh_token(self, email: str) -> RefreshToken:
        """A new refresh token, 128 hex digits, good for thirty days."""
        token = RefreshToken(secrets.token_hex(64), email, self._clock.epoch() + REFRESH_SECONDS)
        self._refresh[token.value] = token
        return token

    def refreshing(self, value: str) -> RefreshToken | Literal["unknown", "expired"]:
        """The refresh token with this value, or what is wrong with it."""
        token = self._refresh.get(value)
        if token is None:
            return "unknown"
        return "expired" if token.expires <= self._clock.epoch() else token

    def rotate(self, token: RefreshToken) -> RefreshToken:
        """Replaces a refresh token; the old one dies."""
        del self._refresh[token.value]
        return self.refresh_token(token.email)

    def expire_refresh(self, email: str) -> None:
        """Lets a user's refresh tokens run out."""
        for value, token in self._refresh.items():
            if token.email == email:
                self._refresh[value] = replace(token, expires=0)

    def forget_refresh(self, email: str) -> None:
        """Deletes a user's refresh tokens."""
        self._refresh = {value: token for value, token in self._refresh.items() if token.email != email}


def _signature(key: bytes, text: str) -> str:
    digest = hmac.new(key, text.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _encoded(part: Json) -> str:
    raw = json.dumps(part, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decoded(part: str) -> Json:
    try:
        found = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, binascii.Error):
        return {"exp": 0, "username": ""}
    return dict(found)
