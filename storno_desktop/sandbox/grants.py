"""What people granted to other programs: registered clients, codes, and the tokens got for them (contract §3.4)."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from storno_desktop.sandbox.clock import Clock
from storno_desktop.sandbox.plain import words

CODE_SECONDS = 600
REFRESH_SECONDS = 30 * 24 * 3600
ACCESS_PREFIX, REFRESH_PREFIX = "storno_oat_", "storno_ort_"
_LOOPBACK = frozenset(("localhost", "127.0.0.1"))
# What looking, cancelling, restoring and reversing needs, and what the rows shown beside it need.
DESKTOP_SCOPES = tuple(
    words(
        "company.view client.view invoice.view invoice.create invoice.edit invoice.issue invoice.cancel "
        "invoice.refund series.view payment.view payment.delete efactura.view export.data"
    )
)


@dataclass(frozen=True)
class OAuthClient:
    """A registered program without a secret of its own (a public client).

    `uuid` names it in lists of authorised programs, `client_id` in the flow itself.
    """

    uuid: str
    client_id: str
    name: str
    redirect_uris: tuple[str, ...]
    scopes: tuple[str, ...]

    def returns_to(self, address: str) -> bool:
        """Whether an answer may be sent there: a registered address, or one on loopback that differs in the
        port alone."""
        return address in self.redirect_uris or any(
            _same_but_for_port(address, registered) for registered in self.redirect_uris
        )


def desktop_client(client_id: str) -> OAuthClient:
    """The client that every sandbox has registered."""
    digest = hashlib.sha256(client_id.encode()).hexdigest()
    uuid = f"{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}"
    return OAuthClient(uuid, client_id, "Storno Desktop", ("http://127.0.0.1/callback",), DESKTOP_SCOPES)


@dataclass(frozen=True)
class Consent:
    """What a person allowed a client, seen from one organisation (None for somebody without any)."""

    client: OAuthClient
    email: str
    organization: str | None
    scopes: tuple[str, ...]


@dataclass
class Code:
    """An authorisation code: bound to the address it was sent to and to the hash of the client's secret word."""

    consent: Consent
    redirect_uri: str
    challenge: str
    expires: int
    used: bool = False


@dataclass
class AccessToken:
    """A token for requests; `expires` and `last_used` are Unix seconds."""

    value: str
    consent: Consent
    family: str
    expires: int
    last_used: int
    revoked: bool = False


@dataclass
class RenewalToken:
    """A token that is exchanged for a new pair once; all that follow from one code are a family."""

    value: str
    access: AccessToken
    expires: int
    revoked: bool = False


@dataclass(frozen=True)
class Pair:
    """What an exchange gives."""

    access: AccessToken
    renewal: RenewalToken


Failure = Literal["unknown", "used", "expired", "client", "redirect", "verifier"]


class Grants:
    """All codes and tokens of all clients; access tokens live for `seconds`."""

    def __init__(self, clock: Clock, seconds: int, clients: Iterable[OAuthClient]) -> None:
        self._clock = clock
        self._seconds = seconds
        self.clients = {client.client_id: client for client in clients}
        self._tickets: dict[str, tuple[str, OAuthClient, int]] = {}
        self._codes: dict[str, Code] = {}
        self._access: dict[str, AccessToken] = {}
        self._renewal: dict[str, RenewalToken] = {}

    def ticket(self, email: str, client: OAuthClient) -> str:
        """Notes that a person has signed in and is being asked; good once, for as long as a code."""
        value = secrets.token_hex(32)
        self._tickets[value] = email, client, self._clock.epoch() + CODE_SECONDS
        return value

    def redeem(self, ticket: str, client: OAuthClient) -> str | None:
        """The e-mail of whoever was asked about this client, None when the ticket is no good any more."""
        email, asked, expires = self._tickets.pop(ticket, (None, None, 0))
        return email if asked is client and expires > self._clock.epoch() else None

    def code(self, consent: Consent, redirect_uri: str, challenge: str) -> str:
        """A new code for a consent, good for ten minutes and one exchange."""
        value = secrets.token_hex(32)
        self._codes[value] = Code(consent, redirect_uri, challenge, self._clock.epoch() + CODE_SECONDS)
        return value

    def exchange(self, value: str, client: OAuthClient, redirect_uri: str, verifier: str) -> Pair | Failure:
        """The first pair of tokens for a code, or what is wrong with it."""
        code = self._codes.get(value)
        if code is None:
            return "unknown"
        if code.used:
            return "used"
        if code.expires <= self._clock.epoch():
            return "expired"
        if code.consent.client is not client:
            return "client"
        if code.redirect_uri != redirect_uri:
            return "redirect"
        if not secrets.compare_digest(challenge_of(verifier), code.challenge):
            return "verifier"
        code.used = True
        return self.grant(code.consent)

    def grant(self, consent: Consent) -> Pair:
        """The first pair of a new family."""
        return self._pair(consent, secrets.token_hex(16))

    def renew(self, value: str, client: OAuthClient, *, kill_access: bool) -> Pair | Failure:
        """The next pair of a family; an old token that comes back kills what is left of the family.

        With `kill_access` its access tokens die as well, otherwise they live to their end.
        """
        old = self._renewal.get(value)
        if old is None:
            return "unknown"
        if old.revoked:
            self._kill(old.access.family, kill_access=kill_access)
            return "used"
        if old.expires <= self._clock.epoch():
            return "expired"
        if old.access.consent.client is not client:
            return "client"
        old.revoked = old.access.revoked = True
        return self._pair(old.access.consent, old.access.family)

    def access(self, value: str) -> AccessToken | None:
        """The access token with this value if it is still good; notes that it was used."""
        token = self._access.get(value)
        if token is None or token.revoked or token.expires <= self._clock.epoch():
            return None
        token.last_used = self._clock.epoch()
        return token

    def revoke(self, value: str) -> None:
        """Ends one token of either kind; the other one of its pair lives on."""
        for token in (self._access.get(value), self._renewal.get(value)):
            if token is not None:
                token.revoked = True

    def in_use(self, email: str) -> dict[str, list[AccessToken]]:
        """A user's access tokens that are still good, by the client's `client_id`."""
        found: dict[str, list[AccessToken]] = {}
        for token in self._access.values():
            if token.consent.email == email and not token.revoked and token.expires > self._clock.epoch():
                found.setdefault(token.consent.client.client_id, []).append(token)
        return found

    def withdraw(self, email: str, client: OAuthClient) -> int:
        """Ends all tokens that a user gave a client; how many there were."""
        ended = 0
        for renewal in self._renewal.values():
            consent = renewal.access.consent
            if consent.email == email and consent.client is client:
                ended += (not renewal.revoked) + (not renewal.access.revoked)
                renewal.revoked = renewal.access.revoked = True
        return ended

    def expire(self, email: str | None, *, renewal: bool) -> None:
        """Lets access tokens run out, of one user or of all; with `renewal` the tokens that renew them, too."""
        for token in self._renewal.values():
            if email in {None, token.access.consent.email}:
                token.access.expires = 0
                token.expires = 0 if renewal else token.expires

    def _kill(self, family: str, *, kill_access: bool) -> None:
        for token in self._renewal.values():
            if token.access.family == family:
                token.revoked = True
                token.access.revoked = token.access.revoked or kill_access

    def _pair(self, consent: Consent, family: str) -> Pair:
        now = self._clock.epoch()
        value = ACCESS_PREFIX + secrets.token_hex(32)
        access = self._access[value] = AccessToken(value, consent, family, now + self._seconds, now)
        value = REFRESH_PREFIX + secrets.token_hex(32)
        renewal = self._renewal[value] = RenewalToken(value, access, now + REFRESH_SECONDS)
        return Pair(access, renewal)


def challenge_of(verifier: str) -> str:
    """The S256 challenge of a verifier (RFC 7636): base64url of its SHA-256, without padding."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _same_but_for_port(address: str, registered: str) -> bool:
    try:
        asked, known = urlsplit(address), urlsplit(registered)
        if asked.port == 0:
            return False
    except ValueError:  # the port is no number
        return False
    plain = not (asked.query or asked.fragment or asked.username or asked.password)
    return (
        plain
        and asked.hostname in _LOOPBACK
        and (asked.scheme, asked.hostname, asked.path) == (known.scheme, known.hostname, known.path)
    )
