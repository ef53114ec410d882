"""The self-test: looks at everything between a click and an invoice, one piece after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from storno_desktop.domain.account import AccountId, ServerProfile
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.service.examination import Examination
from storno_desktop.service.examined import ExamCheck, Examined, Verdict, failed, skipped
from storno_desktop.service.looking_keeper import LookingKeeper
from storno_desktop.service.policy import Policy
from storno_desktop.vault.secret_vault import SecretVault

if TYPE_CHECKING:
    # Only names here: a window must not wait for HTTP to be imported.
    from storno_desktop.api.client import StornoClient
    from storno_desktop.api.line_check import LineCheck
    from storno_desktop.api.token_keeper import TokenKeeper

PATIENCE: Mapping[ExamCheck, float] = dict.fromkeys(ExamCheck, 15.0)
"""Seconds for each look, so that all of them together end in three minutes at the very worst."""

_NEEDS: Mapping[ExamCheck, tuple[ExamCheck, ...]] = {
    ExamCheck.DNS: (ExamCheck.PROXY,),
    ExamCheck.TLS: (ExamCheck.DNS,),
    ExamCheck.SERVER: (ExamCheck.DNS, ExamCheck.TLS),
    ExamCheck.CLOCK: (ExamCheck.SERVER,),
    ExamCheck.TOKEN: (ExamCheck.SERVER,),
    ExamCheck.ACCOUNT: (ExamCheck.TOKEN,),
    ExamCheck.COMPANY: (ExamCheck.ACCOUNT,),
    ExamCheck.PERMISSIONS: (ExamCheck.ACCOUNT,),
    ExamCheck.PAGE_CAP: (ExamCheck.COMPANY, ExamCheck.PERMISSIONS),
}
"""What has to have gone well before a look makes sense."""


class Doctor:
    """Examines a server and an account without changing anything there.

    The one thing that it may change here is the kept session, which every request renews when it is about
    to end. `line_to` and `client_to` open a way to a server; `clock` is the aware present; `patience` gives
    the seconds for each look.
    """

    def __init__(
        self,
        *,
        policy: Policy,
        vault: SecretVault,
        line_to: Callable[[ServerAddress], LineCheck],
        client_to: Callable[[ServerAddress, TokenKeeper | None], StornoClient],
        clock: Callable[[], datetime],
        patience: Mapping[ExamCheck, float] = PATIENCE,
    ) -> None:
        self._policy = policy
        self._vault = vault
        self._line_to = line_to
        self._client_to = client_to
        self._clock = clock
        self._patience = patience

    async def examine(
        self, profile: ServerProfile, account: AccountId | None, *, durable: bool = True
    ) -> tuple[Examined, ...]:
        """One result for each `ExamCheck`, in that order; nothing that a network can do raises.

        `account` is whose kept session is looked at, None for nobody's; that of another server is left
        alone. `durable` whether its session is
        kept in the keyring (else it stays in memory when it is renewed).
        """
        keeper = None
        if account is not None and account.server == profile.server:
            keeper = LookingKeeper(self._vault, account, durable=durable)
        client = self._client_to(profile.server, keeper)
        visit = Examination(
            server=profile.server,
            policy=self._policy,
            vault=self._vault,
            line=self._line_to(profile.server),
            client=client,
            clock=self._clock,
            keeper=keeper,
        )
        try:
            return await self._all_looks(visit)
        finally:
            await client.aclose()

    async def _all_looks(self, visit: Examination) -> tuple[Examined, ...]:
        results: dict[ExamCheck, Examined] = {}
        in_the_way: set[ExamCheck] = set()
        for check, look in visit.looks().items():
            needed = next((each for each in _NEEDS.get(check, ()) if each in in_the_way), None)
            if needed is not None:
                root = results[needed].facts.get("because", needed.value)
                found = skipped(check, {"because": root})
            else:
                found = await _bounded(check, look(), self._patience[check])
            results[check] = found
            if found.verdict is Verdict.FAILED or (found.verdict is Verdict.SKIPPED and not _is_aside(found)):
                in_the_way.add(check)
        return tuple(results.values())


def _is_aside(found: Examined) -> bool:
    """Whether a look was left out because there is nothing to see, which keeps nobody from going on."""
    return found.check is ExamCheck.TLS and "because" not in found.facts


async def _bounded(check: ExamCheck, look: Awaitable[Examined], seconds: float) -> Examined:
    try:
        async with asyncio.timeout(seconds):
            return await look
    except TimeoutError:
        return failed(check, Problem(ProblemKind.TIMED_OUT, detail="no answer while the self-test waited"))
