"""Who we are to the server: the token on each request, and one refresh at a time (contract §3.5, §3.7)."""

import asyncio
import base64
import binascii
import json
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from storno_desktop.api.token_keeper import Ended, TokenKeeper
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import SignInWay, Tokens

_log = logging.getLogger(__name__)

_AHEAD = 60.0
"""Seconds before its end at which a token is renewed."""
_SENDABLE = re.compile(r"[\x21-\x7e]+")

_GRACE = 5.0
"""Seconds that the end of the program leaves a renewal whose lost answer would end the session."""

Refresh = Callable[[Tokens], Awaitable[Tokens | Problem]]


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
    """The tokens in use. `refresh` asks the server for a new pair, `keeper` holds it before it is used.

    `clock` gives this computer's time; its error against the server's clock is learnt from answers.
    """

    def __init__(self, *, clock: Callable[[], datetime], refresh: Refresh, keeper: TokenKeeper) -> None:
        self._clock = clock
        self._refresh = refresh
        self._keeper = keeper
        self._tokens: Tokens | None = None
        self._rejected = ""
        self._ended = ""
        self._clock_error = timedelta(0)
        self._renewing: asyncio.Task[Problem | None] | None = None

    def __repr__(self) -> str:
        return f"BearerAuth({'signed in' if self._tokens else 'signed out'})"

    @property
    def tokens(self) -> Tokens | None:
        """The tokens in use, None for nobody."""
        return self._tokens

    def set_tokens(self, tokens: Tokens | None) -> None:
        """Uses these tokens from now on; None forgets the ones in use."""
        self._tokens = tokens
        self._rejected = self._ended = ""

    @property
    def access(self) -> str:
        """The token in use, "" for none; compared with later to see whether somebody renewed it."""
        return self._tokens.access if self._tokens else ""

    @property
    def can_refresh(self) -> bool:
        """Whether a new token could be asked for; an API key never changes."""
        tokens = self._tokens
        return tokens is not None and bool(tokens.refresh) and tokens.way is not SignInWay.API_KEY

    def header(self) -> str:
        """The value of `Authorization`: API keys go without "Bearer" (contract §3.7)."""
        is_key = self._tokens is not None and self._tokens.way is SignInWay.API_KEY
        return self.access if is_key else f"Bearer {self.access}"

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
        if not self.can_refresh or not (rejected or self._is_about_to_end(self._tokens)):
            return None
        problem = await self.renew(self.access)
        passing = problem is not None and problem.kind is not ProblemKind.SIGNED_OUT
        return None if passing and not rejected and self._seconds_left(self._tokens) > 0 else problem

    def _is_about_to_end(self, tokens: Tokens | None) -> bool:
        validity = _validity(tokens)
        ahead = min(_AHEAD, validity.lifetime / 2) if validity and validity.lifetime else _AHEAD
        return self._seconds_left(tokens) <= ahead

    def _seconds_left(self, tokens: Tokens | None) -> float:
        validity = _validity(tokens)
        if validity is None:
            return float("inf")
        return validity.until - (self._clock() + self._clock_error).timestamp()

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
        try:
            async with self._keeper.turn():
                return await self._renew_in_turn(old)
        except TimeoutError:
            return Problem(ProblemKind.TIMED_OUT, detail="another program is renewing the session")

    async def _renew_in_turn(self, used: Tokens) -> Problem | None:
        """Renews, or takes over what another program of the same person renewed meanwhile."""
        newest = await self._keeper.newest()
        if self._tokens is not used:
            return None  # somebody signed in or out meanwhile: their tokens stand
        if isinstance(newest, Ended):
            if used.way is SignInWay.BROWSER:
                # Whoever ended it may have lost the answer to this very token: it is not tried again.
                self._ended = used.refresh
                return Problem(ProblemKind.SIGNED_OUT, detail="ended by another program")
            newest = None
        others = newest if newest is not None and newest.access != used.access else None
        if others is not None and not self._is_about_to_end(others):
            self._take(others)
            return None
        old = others or used
        answer = await self._refresh(old)
        if isinstance(answer, Problem):
            return await self._not_renewed(used, old, answer)
        renewed = replace(
            old, access=answer.access, refresh=answer.refresh or old.refresh, until=answer.until
        )
        if answer.scopes is not None:
            renewed = replace(renewed, scopes=answer.scopes)
        if self._tokens is not used:
            return None
        await self._keeper.keep(renewed)
        if self._tokens is used:
            self._take(renewed)
        return None

    def _take(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._rejected = ""

    async def _not_renewed(self, used: Tokens, old: Tokens, problem: Problem) -> Problem:
        """A password session whose renewal got no answer is kept and tried later; of a browser sign-in both
        tokens may be new by now, and using the old one again would end all of them (decisions 6)."""
        if old.way is SignInWay.BROWSER and _answer_was_lost(problem):
            problem = Problem(
                ProblemKind.SIGNED_OUT, status=problem.status, detail="answer to a refresh lost"
            )
        _log.info("The session could not be refreshed: %s", problem.kind.name)
        if problem.kind is ProblemKind.SIGNED_OUT and self._tokens is used:
            self._ended = used.refresh
            await self._keeper.end(old)
        return problem

    async def renewal_ends(self) -> None:
        """Waits a little for a refresh under way: whoever revokes the tokens means those that it brings."""
        if self._renewing is not None and not self._renewing.done():
            await asyncio.wait([self._renewing], timeout=_GRACE)

    async def aclose(self) -> None:
        """Gives up a refresh under way; one whose answer must not be lost is waited for a little."""
        renewing = self._renewing
        if renewing is None or renewing.done():
            return
        if self._tokens is not None and self._tokens.way is SignInWay.BROWSER:
            await asyncio.wait([renewing], timeout=_GRACE)
        renewing.cancel()
        await asyncio.gather(renewing, return_exceptions=True)


def _validity(tokens: Tokens | None) -> Validity | None:
    """What is known of a token's end: what came with it, or what a JWT says of itself."""
    if tokens is None:
        return None
    if tokens.until is not None:
        return Validity(tokens.until.timestamp(), 0.0)
    return validity_of(tokens.access)


def _answer_was_lost(problem: Problem) -> bool:
    """Whether the server may have handed out new tokens that never arrived."""
    return not problem.outcome_known and (problem.status is None or problem.status < 300)
