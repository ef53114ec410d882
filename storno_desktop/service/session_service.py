"""Signing in and out, and which companies a person may work in."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

from storno_desktop.domain.account import AccountId, ServerProfile, account_id
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.domain.session import Company, SecondFactorChallenge, SignInWay, Tokens, User
from storno_desktop.service.account_keeper import AccountKeeper
from storno_desktop.service.connection import Connection
from storno_desktop.service.remembered_session import RememberedSession
from storno_desktop.service.session import OFFLINE, Session
from storno_desktop.vault.secret_vault import SecretVault, VaultStanding

if TYPE_CHECKING:
    # Only names here: the window must not wait for HTTP to be imported.
    from storno_desktop.api.authorization import AuthorizationRequest
    from storno_desktop.api.client import StornoClient
    from storno_desktop.api.redirect_listener import RedirectListener

BROWSER_PATIENCE = 300.0
"""Seconds that a sign-in in the browser may take."""


@dataclass(frozen=True, slots=True)
class ServerCheck:
    """A server that answers as Storno does: its build, how long one answer took (milliseconds), and how far
    its clock is ahead of this computer's (negative: behind), None if it does not tell the time."""

    version: str
    milliseconds: float
    clock_skew: timedelta | None


@dataclass(frozen=True, slots=True)
class BrowserErrand:
    """A sign-in that waits for the browser: the page to open there, and where the browser comes back to."""

    url: str
    redirect_uri: str


@dataclass(frozen=True, slots=True)
class SignedOut:
    """How a sign-out ended. `revoked`: whether the server ended the tokens, None where it cannot (contract §3.6)
    or there were none; `forgotten`: whether the keyring holds nothing more of the account."""

    revoked: bool | None
    forgotten: bool


class SafePlace(Enum):
    """Whether this computer has a safe place where a session can be kept."""

    AVAILABLE = auto()
    MISSING = auto()
    UNSAFE = auto()
    REFUSING = auto()
    SILENT = auto()


_PLACES = {
    VaultStanding.SAFE: SafePlace.AVAILABLE,
    VaultStanding.MISSING: SafePlace.MISSING,
    VaultStanding.UNSAFE: SafePlace.UNSAFE,
    VaultStanding.REFUSING: SafePlace.REFUSING,
    VaultStanding.SILENT: SafePlace.SILENT,
}

MakeClient = Callable[[ServerAddress, AccountKeeper], "StornoClient"]


@dataclass(slots=True)
class _Entrance:
    """Somebody on the way in: the client that asks for them, whether they want to stay, who is expected."""

    client: StornoClient
    keeper: AccountKeeper
    stay: bool
    only: User | None
    turned_back: bool = False
    kept: bool | None = None
    listener: RedirectListener | None = None
    request: AuthorizationRequest | None = None

    def turn_back(self) -> None:
        """Signed out of meanwhile: what is under way ends outside, and leaves nothing in the keyring."""
        self.turned_back = True
        self.keeper.let_go()

    async def close(self) -> None:
        self.keeper.let_go()
        if self.listener is not None:
            await self.listener.close()
        await self.client.aclose()


class SessionService:
    """The use cases of identity; owned by the I/O thread.

    `only`, where it can be given, is the person who has to come back: another one gets OTHER_PERSON, and
    the session stays as it was. `remembered` serves a start without the server; without it there is none.
    """

    def __init__(
        self,
        connection: Connection,
        make_client: MakeClient,
        vault: SecretVault,
        remembered: RememberedSession | None = None,
    ) -> None:
        self._connection = connection
        self._make_client = make_client
        self._vault = vault
        self._remembered = remembered
        self._waiting: _Entrance | None = None
        self._inside: _Entrance | None = None
        self._recalled: AccountId | None = None
        self._resuming: dict[AccountId, _Entrance] = {}
        self._retiring: set[asyncio.Task[object]] = set()

    # -------------------------------------------------------------------------------------- looking

    async def check(self, server: ServerAddress) -> ServerCheck | Problem:
        """Whether a Storno server answers there. Nothing about anybody is sent."""
        client = self._make_client(server, AccountKeeper(self._vault))
        loop = asyncio.get_running_loop()
        try:
            began = loop.time()
            version = await client.version()
            spent = (loop.time() - began) * 1000
        finally:
            await client.aclose()
        if isinstance(version, Problem):
            return _no_storno(version)
        told = version.server_time
        return ServerCheck(version.value, spent, None if told is None else told - version.observed_at)

    async def safe_place(self) -> SafePlace:
        """Whether a session can be kept on this computer."""
        return _PLACES[await self._vault.standing()]

    # -------------------------------------------------------------------------------------- coming in

    async def sign_in(
        self,
        server: ServerAddress,
        email: str,
        password: str,
        *,
        stay: bool = False,
        only: User | None = None,
    ) -> Session | SecondFactorChallenge | Problem:
        """Sign in with a password, then ask who that is and for which companies.

        A login is sent once and never retried (contract §3.1), and only to a server that answers as Storno
        does. With `stay` the tokens go into the keyring, where `resume` finds them. On failure the previous
        session, if there is one, stays as it was.
        """
        entrance = self._entrance(server, stay=stay, only=only)
        async with self._closing_unless_kept(entrance):
            stranger = await _stranger(entrance.client)
            if stranger is not None:
                return stranger
            tokens = await entrance.client.sign_in(email, password)
            if isinstance(tokens, SecondFactorChallenge):
                await self._put_aside(entrance)
                return tokens
            return await self._admit(entrance, tokens)

    async def sign_in_with_key(
        self, server: ServerAddress, key: str, *, stay: bool = False, only: User | None = None
    ) -> Session | Problem:
        """Act under an API key that was made on the web; it goes without "Bearer" (contract §3.7)."""
        entrance = self._entrance(server, stay=stay, only=only)
        async with self._closing_unless_kept(entrance):
            stranger = await _stranger(entrance.client)
            if stranger is not None:
                return stranger
            tokens = Tokens(access=key, way=SignInWay.API_KEY)
            entrance.client.set_tokens(tokens)
            session = await self._admit(entrance, tokens)
            if isinstance(session, Problem) and session.kind is ProblemKind.SIGNED_OUT:
                return replace(session, kind=ProblemKind.WRONG_CREDENTIALS)  # the key was never good here
            return session

    async def send_code(self, challenge: SecondFactorChallenge) -> Problem | None:
        """Have the server mail a code for this challenge; None when it was sent."""
        entrance = self._waiting
        if entrance is None:
            return _nobody_waits()
        return await entrance.client.send_email_code(challenge)

    async def answer_challenge(
        self, challenge: SecondFactorChallenge, code: str, method: str
    ) -> Session | SecondFactorChallenge | Problem:
        """Finish a sign-in with a second factor; `method` is one of the challenge's (contract §3.2)."""
        entrance = self._waiting
        if entrance is None:
            return _nobody_waits()
        tokens = await entrance.client.verify(challenge, code, method)
        if not isinstance(tokens, Tokens):
            return tokens
        self._waiting = None
        async with self._closing_unless_kept(entrance):
            return await self._admit(entrance, tokens)

    async def begin_browser(
        self, profile: ServerProfile, sentence: str = "", *, stay: bool = False, only: User | None = None
    ) -> BrowserErrand | Problem:
        """Open the door that the browser comes back to; `sentence` is what the person then reads there.

        The page is for the caller to open; `finish_browser` waits for what happens in it.
        """
        from storno_desktop.api.authorization import authorization_request
        from storno_desktop.api.redirect_listener import RedirectListener

        if not profile.client_id:
            return Problem(ProblemKind.NO_CLIENT_ID)
        entrance = self._entrance(profile.server, stay=stay, only=only)
        async with self._closing_unless_kept(entrance):
            stranger = await _stranger(entrance.client)
            if stranger is not None:
                return stranger
            listener = RedirectListener(sentence)
            hindrance = await listener.open()
            if hindrance is not None:
                return hindrance
            request = authorization_request(profile, listener.redirect_uri)
            listener.expect(request.code_in)
            entrance.listener, entrance.request = listener, request
            await self._put_aside(entrance)
            return BrowserErrand(request.url, request.redirect_uri)

    async def finish_browser(
        self, errand: BrowserErrand, patience: float = BROWSER_PATIENCE
    ) -> Session | Problem:
        """Wait until the browser comes back, at most `patience` seconds, and go in with what it brings."""
        waiting = self._waiting_for(errand)
        if waiting is None:
            return _nobody_waits()
        entrance, listener, request = waiting
        code = await listener.answer(patience)
        if self._waiting is entrance:
            self._waiting = None
        async with self._closing_unless_kept(entrance):
            await listener.close()
            if isinstance(code, Problem):
                return code
            tokens = await entrance.client.redeem_code(
                code,
                verifier=request.verifier,
                redirect_uri=request.redirect_uri,
                client_id=request.profile.client_id,
            )
            return await self._admit(entrance, tokens)

    async def paste_answer(self, errand: BrowserErrand, text: str) -> Problem | None:
        """Take the address or the code that the person copied from the browser; `finish_browser` goes on."""
        waiting = self._waiting_for(errand)
        if waiting is None:
            return _nobody_waits()
        _entrance, listener, request = waiting
        code = request.code_pasted(text)
        if isinstance(code, Problem) and code.kind is ProblemKind.WRONG_STATE:
            return code
        listener.settle(code)
        return None

    async def give_up(self) -> None:
        """Whoever is on the way in turns back."""
        await self._put_aside(None)

    async def resume(self, account: AccountId, organization_id: str = "") -> Session | Problem | None:
        """Go on with the session that is kept for this account; None if there is none.

        `organization_id` is the one worked for last; where the person has left it, the server chooses another.
        A session that the server ended is forgotten; one that cannot be asked about now is kept. Where this
        account was recalled, the reason of a failure is from then on why nothing can be sent.
        """
        answer = await self._resumed(account, organization_id)
        if not isinstance(answer, Session) and self._is_recalled(account):
            self._connection.offline = answer or Problem(ProblemKind.SIGNED_OUT, detail="no session is kept")
        return answer

    async def _resumed(self, account: AccountId, organization_id: str) -> Session | Problem | None:
        tokens = await self._vault.find(account)
        if tokens is None:
            return None
        durable = not self._vault.is_remembered(account)
        entrance = self._entrance(account.server, stay=durable, only=None)
        self._resuming[account] = entrance
        async with self._closing_unless_kept(entrance):
            await entrance.keeper.settle(account, tokens, durable=durable)
            entrance.client.set_tokens(tokens)
            session = await self._admit(entrance, tokens, organization_id)
        if self._resuming.get(account) is entrance:
            del self._resuming[account]
        if isinstance(session, Problem) and session.kind is ProblemKind.SIGNED_OUT:
            await self._forget_kept(account)
        return session

    def _is_recalled(self, account: AccountId) -> bool:
        return self._connection.offline is not None and self._recalled == account

    async def recall(self, account: AccountId, why: Problem) -> Session | None:
        """Look things up without the server, which cannot be asked, or was not asked yet (`why`): who this was
        and for which companies.

        Only for a session that is kept; None where nothing is remembered, where somebody is signed in, or
        where the server did answer and does not let this person in.
        """
        if self._remembered is None or why.kind not in OFFLINE:
            return None
        known = await self._remembered.find(account)
        if known is None or self._connection.is_open:
            return None
        user, companies = known
        session = Session(account.server, user, companies, kept=True, offline=why)
        self.go_on_from(session)
        return session

    def go_on_from(self, recalled: Session) -> None:
        """Somebody looks things up in a session that was recalled: nothing can be sent until `resume` succeeds."""
        self._connection.user, self._connection.companies = recalled.user, recalled.companies
        self._connection.offline, self._recalled = recalled.offline, recalled.account

    async def switch_organization(self, organization_id: str) -> Session | Problem:
        """Work for another organisation of the same person.

        A server that quietly falls back to another one than asked for (contract §4.2) is not believed:
        FORBIDDEN, and everything stays as it was.
        """
        client, kept = self._connection.client, None if self._inside is None else self._inside.kept
        if client is None:
            return Problem(ProblemKind.SIGNED_OUT, detail="the session ended")
        seen = await _seen_from(client, organization_id)
        if isinstance(seen, Problem):
            return seen
        user, companies = seen
        if user.organization_id != organization_id:
            return Problem(ProblemKind.FORBIDDEN, detail="the server answered for another organisation")
        if self._connection.client is not client:
            return Problem(ProblemKind.SIGNED_OUT, detail="the session ended")
        self._connection.user, self._connection.companies = user, companies
        return Session(client.address, user, companies, kept)

    # -------------------------------------------------------------------------------------- going out

    async def sign_out(self) -> SignedOut:
        """End the session here, in the keyring and, where it can be ended there, on the server.

        An act under way is carried through first: nobody is signed out in the middle of it.
        """
        client, user = self._connection.client, self._connection.user
        if client is None or user is None:
            return SignedOut(None, forgotten=True)
        await self._connection.acts_end(client)
        await client.renewal_ends()
        tokens = client.tokens
        if self._inside is not None:
            self._inside.keeper.let_go()
        revoked = await _revoked(client, tokens)
        account = account_id(client.address, user.email)
        forgotten = await self._forget_kept(account)
        await self.leave()
        return SignedOut(revoked, forgotten)

    async def forget(self, account: AccountId) -> SignedOut:
        """The same for an account that is kept but not in use."""
        inside, user = self._connection.client, self._connection.user
        if inside is not None and user is not None and account_id(inside.address, user.email) == account:
            return await self.sign_out()
        on_the_way = self._resuming.pop(account, None)
        if on_the_way is not None:
            on_the_way.turn_back()
        tokens = await self._vault.find(account)
        revoked: bool | None = None
        if tokens is not None and tokens.way is SignInWay.BROWSER:
            client = self._make_client(account.server, AccountKeeper(self._vault))
            try:
                revoked = await _revoked(client, tokens)
            finally:
                await client.aclose()
        forgotten = await self._forget_kept(account)
        if self._is_recalled(account):
            await self.leave()
        return SignedOut(revoked, forgotten)

    async def _forget_kept(self, account: AccountId) -> bool:
        is_gone = await self._vault.forget(account)
        return is_gone and (self._remembered is None or await self._remembered.forget(account))

    async def leave(self) -> None:
        """The program ends, or another session takes this one's place: what is kept stays kept."""
        await self._put_aside(None)
        client, self._connection.client = self._connection.client, None
        self._connection.user, self._connection.companies, self._connection.offline = None, (), None
        self._inside = None
        if client is not None:
            await client.aclose()
        if self._retiring:
            await asyncio.wait(self._retiring)

    # -------------------------------------------------------------------------------------- inside

    def _entrance(self, server: ServerAddress, *, stay: bool, only: User | None) -> _Entrance:
        keeper = AccountKeeper(self._vault)
        return _Entrance(self._make_client(server, keeper), keeper, stay, only)

    def _waiting_for(
        self, errand: BrowserErrand
    ) -> tuple[_Entrance, RedirectListener, AuthorizationRequest] | None:
        """Whoever waits for this very errand, with the open door and the question; None once it is another's."""
        entrance = self._waiting
        if entrance is None or entrance.listener is None or entrance.request is None:
            return None
        return (entrance, entrance.listener, entrance.request) if entrance.request.url == errand.url else None

    @asynccontextmanager
    async def _closing_unless_kept(self, entrance: _Entrance) -> AsyncIterator[None]:
        """A sign-in that fails or is given up leaves no connection and no open door behind."""
        try:
            yield
        finally:
            if entrance is not self._waiting and entrance is not self._inside:
                await entrance.close()

    async def _put_aside(self, entrance: _Entrance | None) -> None:
        previous, self._waiting = self._waiting, entrance
        if previous is not None and previous is not entrance:
            await previous.close()

    async def _admit(
        self,
        entrance: _Entrance,
        tokens: Tokens | SecondFactorChallenge | Problem,
        organization_id: str = "",
    ) -> Session | Problem:
        """Ask who this is and for which companies; only then does the new session replace the old one."""
        if not isinstance(tokens, Tokens):
            return tokens if isinstance(tokens, Problem) else Problem(ProblemKind.UNREADABLE)
        client = entrance.client
        wanted = organization_id if entrance.only is None else entrance.only.organization_id
        seen = await _seen_from(client, wanted)
        if isinstance(seen, Problem):
            return seen
        user, companies = seen
        if entrance.only is not None and user.id != entrance.only.id:
            await _revoked(client, client.tokens)
            return Problem(ProblemKind.OTHER_PERSON)
        account = account_id(client.address, user.email)
        newest = client.tokens or tokens
        in_keyring = not entrance.turned_back and await entrance.keeper.settle(
            account, newest, durable=entrance.stay
        )
        if entrance.turned_back:
            await self._vault.forget(account)
            return Problem(ProblemKind.SIGNED_OUT, detail="the session ended")
        entrance.kept = in_keyring if entrance.stay else None
        session = Session(client.address, user, companies, entrance.kept)
        # At one stroke: a reading under way finds the old session or the new one, never none.
        previous, self._inside = self._inside, entrance
        self._connection.client = client
        self._connection.user, self._connection.companies, self._connection.offline = user, companies, None
        if entrance.kept and self._remembered is not None:
            self._soon(self._remembered.keep(account, user, companies))
        await self._put_aside(None)
        if previous is not None:
            previous.keeper.let_go()
            self._soon(self._retire(previous.client))
        return session

    def _soon(self, work: Coroutine[object, object, object]) -> None:
        """Done beside everything else, and waited for when the program ends."""
        task = asyncio.create_task(work)
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)

    async def _retire(self, client: StornoClient) -> None:
        """Close a client that nobody uses any more, once the act that it may still carry has ended."""
        await self._connection.acts_end(client)
        await client.aclose()


async def _seen_from(
    client: StornoClient, organization_id: str
) -> tuple[User, tuple[Company, ...]] | Problem:
    """Who is signed in, and the companies of the same organisation."""
    user = await client.me(organization_id)
    if not isinstance(user, Evidence):
        return user
    companies = await client.companies(user.value.organization_id)
    if not isinstance(companies, Evidence):
        if companies.kind is ProblemKind.NOT_FOUND:  # nobody's organisation has companies (contract §4.4)
            return user.value, ()
        return companies
    return user.value, companies.value


async def _revoked(client: StornoClient, tokens: Tokens | None) -> bool | None:
    if tokens is None or tokens.way is not SignInWay.BROWSER:
        return None
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(10):
            return await client.revoke(tokens) is None
    return False


async def _stranger(client: StornoClient) -> Problem | None:
    """Why nothing of anybody's may be sent there: no Storno server answers. None where one does."""
    known = await client.version()
    return _no_storno(known) if isinstance(known, Problem) else None


def _nobody_waits() -> Problem:
    return Problem(ProblemKind.SIGNED_OUT, detail="no sign-in is waiting for this")


def _no_storno(problem: Problem) -> Problem:
    """Something answers there that knows no version: it is not a Storno server."""
    if problem.kind in {ProblemKind.NOT_FOUND, ProblemKind.FORBIDDEN, ProblemKind.INVALID}:
        return Problem(ProblemKind.UNREADABLE, status=problem.status, detail="no Storno server")
    return problem
