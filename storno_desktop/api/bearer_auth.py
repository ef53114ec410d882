"""Who we are to the server: the token on each request, and one refresh at a time (contract §3.5, §3.7)."""

import asyncio
import base64
import binascii
import json
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import Tokens

_log = logging.getLogger(__name__)

API_KEY_PREFIX = "af_"
_AHEAD = 60.0
"""Seconds before its end at which a token is renewed."""
_SENDABLE = re.compile(r"[\x21-\x7e]+")

Refresh = Callable[[str], Awaitable[Tokens | Problem]]
Save = Callable[[Tokens], None]


@dataclass(frozen=True, slots=True)
class Validity:
    """Until when a token says that it is good, and for how many seconds it was made (0 if it does not say)."""

    until: float
    lifetime: float


def validity_of(token: str) -> Validity | None:
    """What a JWT says of itself, unverified; None for a token of another kind."""
    parts = token.split(".")
    if len(parts) != 3:
        return None
    try:
        padded = parts[1] + "=" * (-len(parts[1]) % 4)
        claims = json.loads(base64.urlsafe_b64decode(padded))
    except (ValueError, binascii.Error, RecursionError):
        return None
    until = claims.get("exp") if isinstance(claims, dict) else None
    if not isinstance(until, int | float) or isinstance(until, bool) or not 0 < until < 10**11:
        return None
    since = claims.get("iat")
    made_for = until - since if isinstance(since, int | float) and 0 < since < until else 0
    return Validity(float(until), float(made_for))


class BearerAuth:
    """The tokens in use. `refresh` asks the server for a new pair, `save` keeps it before it is used.

    `clock` gives this computer's time; its error against the server's clock is learnt from answers.
    """

    def __init__(self, *, clock: Callable[[], datetime], refresh: Refresh, save: Save) -> None:
        self._clock = clock
        self._refresh = refresh
        self._save = save
        self._tokens: Tokens | None = None
        self._rejected = ""
        self._ended = ""
        self._clock_error = timedelta(0)
        self._renewing: asyncio.Task[Problem | None] | None = None

    def __repr__(self) -> str:
        return f"BearerAuth({'signed in' if self._tokens else 'signed out'})"

    def set_tokens(self, tokens: Tokens | None) -> None:
        """Uses these tokens from now on; None forgets the ones in use."""
        self._tokens = tokens
        self._rejected = self._ended = ""

    @property
    def access(self) -> str:
        """The token in use, "" for none; compared with later to see whether somebody renewed it."""
        return self._tokens.access if self._tokens else ""

    @property
    def is_api_key(self) -> bool:
        """Whether a key is in use that never changes."""
        return self.access.startswith(API_KEY_PREFIX)

    @property
    def can_refresh(self) -> bool:
        """Whether a new token could be asked for."""
        return self._tokens is not None and bool(self._tokens.refresh) and not self.is_api_key

    def header(self) -> str:
        """The value of `Authorization`: API keys go without "Bearer" (contract §3.7)."""
        return self.access if self.is_api_key else f"Bearer {self.access}"

    def learn_clock(self, server_time: datetime | None) -> None:
        """Takes note of the server's clock from an answer that has just come."""
        if server_time is not None:
            self._clock_error = server_time - self._clock()

    def reject(self, used: str) -> None:
        """Notes that the server did not accept this token: the next request renews it first."""
        self._rejected = used

    async def ready(self) -> Problem | None:
        """Makes sure that the token should be good for the next request, or says why there is none.

        If a renewal ahead of time fails for a passing reason, a token that is still good is used on.
        """
        if not _SENDABLE.fullmatch(self.access):
            return Problem(ProblemKind.SIGNED_OUT, detail="no token")
        rejected = self._rejected == self.access
        if not self.can_refresh or not (rejected or self._seconds_left() <= self._ahead()):
            return None
        problem = await self.renew(self.access)
        passing = problem is not None and problem.kind is not ProblemKind.SIGNED_OUT
        return None if passing and not rejected and self._seconds_left() > 0 else problem

    def _seconds_left(self) -> float:
        validity = validity_of(self.access)
        if validity is None:
            return float("inf")
        return validity.until - (self._clock() + self._clock_error).timestamp()

    def _ahead(self) -> float:
        validity = validity_of(self.access)
        return min(_AHEAD, validity.lifetime / 2) if validity and validity.lifetime else _AHEAD

    async def renew(self, used: str) -> Problem | None:
        """Gets a new pair unless somebody already replaced the token `used`; None when there is a new one.

        All who come meanwhile wait for the same request, and a waiter that is cancelled does not
        cut it off: with rotating tokens a lost answer ends the session.
        """
        if self.access != used:
            return None
        if not self.can_refresh:
            return Problem(ProblemKind.SIGNED_OUT, status=401, detail="cannot be refreshed")
        if self._renewing is None or self._renewing.done():
            self._renewing = asyncio.create_task(self._renew())
        return await asyncio.shield(self._renewing)

    async def _renew(self) -> Problem | None:
        old = self._tokens
        if old is None or old.refresh == self._ended:
            return Problem(ProblemKind.SIGNED_OUT, status=401, detail="session ended")
        answer = await self._refresh(old.refresh)
        if self._tokens is not old:
            return None  # somebody signed in or out meanwhile: their tokens stand
        if isinstance(answer, Problem):
            if answer.kind is ProblemKind.SIGNED_OUT:
                self._ended = old.refresh
            _log.info("The session could not be refreshed: %s", answer.kind.name)
            return answer
        renewed = Tokens(access=answer.access, refresh=answer.refresh or old.refresh)
        self._save(renewed)
        self._tokens = renewed
        self._rejected = ""
        return None

    async def aclose(self) -> None:
        """Gives up a refresh under way."""
        if self._renewing is not None and not self._renewing.done():
            self._renewing.cancel()
            await asyncio.gather(self._renewing, return_exceptions=True)
