"""Asking and being answered as somebody: tokens, one refresh, repeated reads, and evidence from answers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from storno_desktop.api.ask import Ask, make_ask
from storno_desktop.api.bearer_auth import BearerAuth
from storno_desktop.api.retry import Stop, decide
from storno_desktop.api.token_keeper import TokenKeeper
from storno_desktop.api.transport import Answer, Transport
from storno_desktop.domain.evidence import Evidence, Source
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import SignInWay, Tokens
from storno_desktop.wire.account import read_tokens
from storno_desktop.wire.document import Unreadable
from storno_desktop.wire.headers import server_time
from storno_desktop.wire.problems import problem_of_answer, unreadable

T = TypeVar("T")

REFRESH_PATHS = ("/api/auth/refresh", "/api/auth/token/refresh")
"""The real one, then the documented one (contract §3.5)."""

TOKEN_PATH = "/api/v1/oauth2/token"  # noqa: S105  a path, no secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a conversation takes from outside: the aware present, waiting, and chance (0 up to 1)."""

    clock: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[None]]
    chance: Callable[[], float]


@dataclass(frozen=True, slots=True)
class _Hindered:
    """There is no token to ask with. All who ask share one renewal, which was tried again already."""

    problem: Problem


class Conversation:
    """All requests of one account to one server."""

    def __init__(self, transport: Transport, surroundings: Surroundings, keeper: TokenKeeper) -> None:
        self._transport = transport
        self._surroundings = surroundings
        self._refresh_path = REFRESH_PATHS[0]
        self.auth = BearerAuth(clock=surroundings.clock, refresh=self._ask_for_new_tokens, keeper=keeper)

    def __repr__(self) -> str:
        return f"Conversation({self._transport!r}, {self.auth!r})"

    async def aclose(self) -> None:
        """Gives up whatever is under way."""
        await self.auth.aclose()
        await self._transport.aclose()

    async def evidence(
        self,
        ask: Ask | Problem,
        reader: Callable[[bytes], T | Unreadable],
        source: Source,
        *,
        signed: bool = True,
    ) -> Evidence[T] | Problem:
        """Asks, reads the answer's body with `reader`, and says when that was; the body goes along."""
        if isinstance(ask, Problem):
            return ask
        outcome = await self.answer(ask, signed=signed)
        if isinstance(outcome, Problem):
            return outcome
        value = reader(outcome.body)
        if isinstance(value, Unreadable):
            return unreadable(value, outcome.status, changes=ask.changes)
        now, theirs = self._surroundings.clock(), server_time(outcome.headers)
        return Evidence(value, source, now, theirs, document=outcome.body)

    async def answer(self, ask: Ask, *, signed: bool) -> Answer | Problem:
        """A successful answer, or why there is none; reads are tried again where `decide` says so."""
        tries = 0
        while True:
            outcome = await (self._ask_signed(ask) if signed else self._send(ask))
            if isinstance(outcome, _Hindered):
                return outcome.problem
            if isinstance(outcome, Answer) or not ask.may_be_repeated:
                return outcome
            tries += 1
            decision = decide(outcome, tries, self._surroundings.chance())
            if isinstance(decision, Stop):
                return outcome
            await self._surroundings.sleep(decision.after)

    async def _ask_signed(self, ask: Ask) -> Answer | Problem | _Hindered:
        hindrance = await self.auth.ready()
        if hindrance is not None:
            return _Hindered(hindrance)
        used = self.auth.access
        outcome = await self._send(self._signed(ask))
        if not _is_worn_out(outcome) or not self.auth.can_refresh:
            return outcome
        if not ask.may_be_repeated:
            self.auth.reject(used)
            return outcome
        hindrance = await self.auth.renew(used)
        return _Hindered(hindrance) if hindrance is not None else await self._send(self._signed(ask))

    def _signed(self, ask: Ask) -> Ask:
        return replace(ask, headers={**ask.headers, "Authorization": self.auth.header()})

    async def _send(self, ask: Ask) -> Answer | Problem:
        outcome = await self._transport.send(ask)
        if isinstance(outcome, Problem):
            return outcome
        self.auth.learn_clock(server_time(outcome.headers))
        if 200 <= outcome.status < 300:
            return outcome
        now = self._surroundings.clock()
        return problem_of_answer(outcome.status, outcome.headers, outcome.body, changes=ask.changes, now=now)

    async def _ask_for_new_tokens(self, old: Tokens) -> Tokens | Problem:
        """Tried again where that can help; a browser's tokens only if none can have been handed out."""
        tries = 0
        while True:
            outcome = await self._ask_once_for_new_tokens(old)
            if isinstance(outcome, Tokens) or not outcome.outcome_known:
                return outcome
            tries += 1
            decision = decide(outcome, tries, self._surroundings.chance())
            if isinstance(decision, Stop):
                return outcome
            await self._surroundings.sleep(decision.after)

    async def _ask_once_for_new_tokens(self, old: Tokens) -> Tokens | Problem:
        if old.way is SignInWay.BROWSER:
            fields = {"grant_type": "refresh_token", "refresh_token": old.refresh, "client_id": old.client_id}
            return await self.tokens_from(make_ask("POST", TOKEN_PATH, fields=fields, changes=True))
        fields = {"refresh_token": old.refresh}
        outcome = await self.tokens_from(make_ask("POST", self._refresh_path, fields=fields))
        if isinstance(outcome, Problem) and outcome.kind is ProblemKind.NOT_FOUND:
            other = next(path for path in REFRESH_PATHS if path != self._refresh_path)
            outcome = await self.tokens_from(make_ask("POST", other, fields=fields))
            if isinstance(outcome, Tokens):
                self._refresh_path = other
        return outcome

    async def tokens_from(self, ask: Ask | Problem) -> Tokens | Problem:
        """Asks for tokens, as nobody in particular; one that ends is told when, by the server's clock."""
        outcome = ask if isinstance(ask, Problem) else await self._send(ask)
        if isinstance(outcome, Problem) or isinstance(ask, Problem):
            return outcome if isinstance(outcome, Problem) else Problem(ProblemKind.INVALID)
        now = server_time(outcome.headers) or self._surroundings.clock()
        tokens = read_tokens(outcome.body, now)
        if isinstance(tokens, Unreadable):
            return unreadable(tokens, outcome.status, changes=ask.changes)
        return tokens


def _is_worn_out(outcome: Answer | Problem) -> bool:
    """Whether the token was refused in a way that a new one may cure."""
    return isinstance(outcome, Problem) and outcome.kind is ProblemKind.SIGNED_OUT and outcome.status == 401
