"""One examination of one server and account: each look, and what it found out for the later ones."""

from __future__ import annotations

import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from storno_desktop.api.bearer_auth import validity_of
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.listing import ServerListing
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.domain.session import (
    Company,
    CompanyContext,
    Permission,
    Right,
    SignInWay,
    Tokens,
    User,
)
from storno_desktop.service.examined import (
    Advice,
    ExamCheck,
    Examined,
    Facts,
    Verdict,
    failed,
    skipped,
)
from storno_desktop.service.looking_keeper import LookingKeeper
from storno_desktop.service.policy import Policy
from storno_desktop.vault.secret_vault import SecretVault, VaultStanding

if TYPE_CHECKING:
    # Only names here: a window must not wait for HTTP to be imported.
    from storno_desktop.api.client import StornoClient
    from storno_desktop.api.line_check import LineCheck
    from storno_desktop.api.proxy import SystemProxy

T = TypeVar("T")

ASKED_ROWS = 100
_SOON = timedelta(days=14)
"""A certificate that ends sooner has not been renewed in time: most are renewed a month ahead."""
_NOTICED_SKEW, _HARMFUL_SKEW = timedelta(seconds=60), timedelta(minutes=5)
_ROLES = {"owner", "admin", "accountant", "employee"}
_BUILD = re.compile(r"[0-9A-Za-z.+-]{1,40}")
_NO_STORNO = {
    ProblemKind.UNREADABLE,
    ProblemKind.NOT_FOUND,
    ProblemKind.REDIRECTED,
    ProblemKind.TOO_LARGE,
    ProblemKind.INVALID,
    ProblemKind.FORBIDDEN,
    ProblemKind.SIGNED_OUT,
    ProblemKind.WRONG_CREDENTIALS,
}
"""What somebody else says where Storno tells its version to everybody (contract §20)."""

_STANDINGS: dict[VaultStanding, tuple[str, Verdict, Advice | None]] = {
    VaultStanding.SAFE: ("safe", Verdict.OK, None),
    VaultStanding.MISSING: ("missing", Verdict.WARNING, Advice.INSTALL_KEYRING),
    VaultStanding.UNSAFE: ("unsafe", Verdict.WARNING, Advice.INSTALL_KEYRING),
    VaultStanding.REFUSING: ("refusing", Verdict.WARNING, Advice.UNLOCK_KEYRING),
    VaultStanding.SILENT: ("silent", Verdict.WARNING, Advice.UNLOCK_KEYRING),
}
_RIGHTS: dict[Right, str] = {
    Right.HELD: "held",
    Right.MISSING: "missing",
    Right.OUT_OF_SCOPE: "out-of-scope",
    Right.UNREADABLE: "unreadable",
}


class Examination:
    """One examination: what an earlier look found out stands here for the later ones."""

    def __init__(
        self,
        *,
        server: ServerAddress,
        policy: Policy,
        vault: SecretVault,
        line: LineCheck,
        client: StornoClient,
        clock: Callable[[], datetime],
        keeper: LookingKeeper | None,
    ) -> None:
        self._server = server
        self._policy = policy
        self._vault = vault
        self._line = line
        self._client = client
        self._clock = clock
        self._keeper = keeper
        self._proxy: SystemProxy | None = None
        self._skew: timedelta | None = None
        self._user: User | None = None
        self._companies: tuple[Company, ...] = ()

    def looks(self) -> dict[ExamCheck, Callable[[], Awaitable[Examined]]]:
        """Every look, in order."""
        return {
            ExamCheck.POLICY: self._look_at_policy,
            ExamCheck.KEYRING: self._look_at_keyring,
            ExamCheck.PROXY: self._look_for_proxy,
            ExamCheck.DNS: self._look_up_name,
            ExamCheck.TLS: self._look_at_certificate,
            ExamCheck.SERVER: self._look_at_server,
            ExamCheck.CLOCK: self._compare_clocks,
            ExamCheck.TOKEN: self._look_at_session,
            ExamCheck.ACCOUNT: self._look_at_account,
            ExamCheck.COMPANY: self._look_at_companies,
            ExamCheck.PERMISSIONS: self._look_at_permissions,
            ExamCheck.PAGE_CAP: self._measure_page,
        }

    # -------------------------------------------------------------------------------- this computer

    async def _look_at_policy(self) -> Examined:
        check, policy = ExamCheck.POLICY, self._policy
        if policy.fault is not None:
            facts: Facts = {"state": "broken", "faults": str(policy.fault)}
            return Examined(check=check, verdict=Verdict.FAILED, facts=facts, advice=Advice.REPAIR_POLICY)
        state = "none" if policy == Policy() else "in-force"
        return Examined(check=check, verdict=Verdict.OK, facts={"state": state})

    async def _look_at_keyring(self) -> Examined:
        word, verdict, advice = _STANDINGS[await self._vault.standing()]
        return Examined(check=ExamCheck.KEYRING, verdict=verdict, facts={"standing": word}, advice=advice)

    # ------------------------------------------------------------------------------------- the line

    async def _look_for_proxy(self) -> Examined:
        check, found = ExamCheck.PROXY, await self._line.proxy()
        if isinstance(found, Problem):
            return failed(check, found)
        self._proxy = found
        if found is None:
            return Examined(check=check, verdict=Verdict.OK, facts={"proxy": "none"})
        scheme = "https" if found.is_encrypted else "http"
        return Examined(check=check, verdict=Verdict.OK, facts={"proxy": scheme, "place": found.place})

    async def _look_up_name(self) -> Examined:
        check, found = ExamCheck.DNS, await self._line.resolve(self._proxy)
        if isinstance(found, Problem):
            return failed(check, found)
        facts: Facts = {
            "name_of": "server" if self._proxy is None else "proxy",
            "addresses": found.addresses,
            "milliseconds": round(found.milliseconds, 1),
        }
        return Examined(check=check, verdict=Verdict.OK, facts=facts)

    async def _look_at_certificate(self) -> Examined:
        check = ExamCheck.TLS
        if self._server.url.startswith("http://"):
            return skipped(check, {"reason": "loopback"})
        found = await self._line.shake_hands(self._proxy)
        if isinstance(found, Problem):
            return failed(check, found)
        facts: dict[str, str | int | float] = {"protocol": found.protocol, "issuer": found.issuer}
        left = None if found.until is None else found.until - self._clock()
        if left is not None:
            facts["days_left"] = left.days
        if left is not None and left < _SOON:
            return Examined(
                check=check, verdict=Verdict.WARNING, facts=facts, advice=Advice.RENEW_CERTIFICATE
            )
        return Examined(check=check, verdict=Verdict.OK, facts=facts)

    # ----------------------------------------------------------------------------------- the server

    async def _look_at_server(self) -> Examined:
        check = ExamCheck.SERVER
        found, milliseconds = await _timed(self._client.version())
        if isinstance(found, Problem) and found.kind in _NO_STORNO:
            return replace(failed(check, found, {"storno": "no"}), advice=Advice.CHECK_ADDRESS)
        if isinstance(found, Problem):
            return failed(check, found)
        if found.server_time is not None:
            self._skew = found.server_time - found.observed_at
        build = found.value if _BUILD.fullmatch(found.value) else "other"
        return Examined(
            check=check, verdict=Verdict.OK, facts={"version": build, "milliseconds": milliseconds}
        )

    async def _compare_clocks(self) -> Examined:
        check = ExamCheck.CLOCK
        if self._skew is None:
            return skipped(check, {"reason": "no-date"})
        facts: Facts = {"seconds": round(self._skew.total_seconds())}
        verdict = Verdict.OK
        if abs(self._skew) > _NOTICED_SKEW:
            verdict = Verdict.FAILED if abs(self._skew) > _HARMFUL_SKEW else Verdict.WARNING
        advice = None if verdict is Verdict.OK else Advice.SET_CLOCK
        return Examined(check=check, verdict=verdict, facts=facts, advice=advice)

    # ------------------------------------------------------------------------- the session, the rights

    async def _look_at_session(self) -> Examined:
        check, keeper = ExamCheck.TOKEN, self._keeper
        if keeper is None:
            return skipped(check, {"reason": "nobody"}, Advice.SIGN_IN)
        tokens = await keeper.newest()
        if tokens is None:
            return skipped(check, {"reason": "not-kept"}, Advice.SIGN_IN_AND_STAY)
        self._client.set_tokens(tokens)
        found = await self._client.me()
        facts = self._facts_of(self._client.tokens or tokens, renewed=keeper.has_renewed)
        if isinstance(found, Problem):
            return failed(check, found, facts)
        self._user = found.value
        return Examined(check=check, verdict=Verdict.OK, facts=facts)

    def _facts_of(self, tokens: Tokens, *, renewed: bool) -> Facts:
        can_renew = bool(tokens.refresh) and tokens.way is not SignInWay.API_KEY
        facts: dict[str, str | int | float] = {
            "way": tokens.way.value,
            "renewal": "done" if renewed else ("possible" if can_renew else "none"),
        }
        validity = validity_of(tokens.access)
        until = tokens.until.timestamp() if tokens.until else (validity.until if validity else None)
        if until is not None:
            now = self._clock() + (self._skew or timedelta(0))
            facts["minutes_left"] = int((until - now.timestamp()) // 60)
        return facts

    async def _look_at_account(self) -> Examined:
        user = self._known_user()
        role = user.role if user.role in _ROLES else ("other" if user.role else "none")
        facts: Facts = {
            "account": veiled(user.email),
            "role": role,
            "organizations": len(user.organizations),
            "impersonated": "yes" if user.impersonating else "no",
        }
        advice = None
        if user.impersonating:
            advice = Advice.END_IMPERSONATION
        elif not user.organization_id:
            advice = Advice.ASK_ADMINISTRATOR
        verdict = Verdict.OK if advice is None else Verdict.WARNING
        return Examined(check=ExamCheck.ACCOUNT, verdict=verdict, facts=facts, advice=advice)

    async def _look_at_companies(self) -> Examined:
        check = ExamCheck.COMPANY
        found = await self._client.companies(self._known_user().organization_id)
        if isinstance(found, Problem):
            return failed(check, found)
        self._companies = found.value
        closed = sum(company.is_read_only for company in found.value)
        facts: Facts = {"companies": len(found.value), "read_only": closed}
        verdict = Verdict.WARNING if closed == len(found.value) else Verdict.OK
        if not found.value:
            verdict = Verdict.FAILED
        advice = None if verdict is Verdict.OK else Advice.ASK_ADMINISTRATOR
        return Examined(check=check, verdict=verdict, facts=facts, advice=advice)

    async def _look_at_permissions(self) -> Examined:
        user = self._known_user()
        rights = {permission: user.right(permission) for permission in Permission}
        facts: Facts = {permission.value: _RIGHTS[right] for permission, right in rights.items()}
        verdict = Verdict.OK
        if any(right in {Right.MISSING, Right.OUT_OF_SCOPE} for right in rights.values()):
            verdict = Verdict.WARNING if user.may(Permission.VIEW) else Verdict.FAILED
        advice = None if verdict is Verdict.OK else Advice.ASK_ADMINISTRATOR
        return Examined(check=ExamCheck.PERMISSIONS, verdict=verdict, facts=facts, advice=advice)

    async def _measure_page(self) -> Examined:
        check, user = ExamCheck.PAGE_CAP, self._known_user()
        context = CompanyContext(organization_id=user.organization_id, company_id=self._companies[0].id)
        asked = ServerListing(limit=ASKED_ROWS)
        found, milliseconds = await _timed(self._client.list_invoices(context, asked))
        if isinstance(found, Problem):
            return failed(check, found)
        facts: Facts = {"asked": ASKED_ROWS, "given": found.value.limit, "milliseconds": milliseconds}
        return Examined(check=check, verdict=Verdict.OK, facts=facts)

    def _known_user(self) -> User:
        if self._user is None:
            raise RuntimeError("looked at an account before it was known")
        return self._user


async def _timed(asking: Awaitable[Evidence[T] | Problem]) -> tuple[Evidence[T] | Problem, float]:
    """The answer, and after how many milliseconds it was there."""
    began = time.monotonic()
    answer = await asking
    return answer, round((time.monotonic() - began) * 1000, 1)


def veiled(email: str) -> str:
    """Enough of an e-mail to recognise one's own: "a…@e…"."""
    name, at, domain = email.partition("@")
    return f"{name[:1]}…@{domain[:1]}…" if at else f"{name[:1]}…"
