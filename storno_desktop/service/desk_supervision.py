"""A supervisor at the desk: their own session beside the operator's, which ends with the restore."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.restore_rules import RestoreRules
from storno_desktop.domain.session import User
from storno_desktop.domain.supervision import Requester
from storno_desktop.service.connection import Connection
from storno_desktop.service.open_acts import OpenActs
from storno_desktop.service.supervision import Supervision

if TYPE_CHECKING:
    from storno_desktop.service.session_service import SessionService


class DeskSupervision(Supervision):
    """The operator asks, and the supervisor signs in beside them.

    The supervisor's tokens live in this object's memory alone: no keyring, no file. `leave` ends the session at the
    server where that is possible.
    """

    def __init__(
        self,
        operator: Connection,
        acts: OpenActs,
        rules: RestoreRules,
        make_sessions: Callable[[Connection], SessionService],
        monotonic: Callable[[], float],
    ) -> None:
        super().__init__(Connection(), acts, rules, monotonic)
        self._operator = operator
        self.sessions = make_sessions(self._connection)
        """Where the supervisor signs in."""

    async def leave(self) -> None:
        """The supervisor goes: their session ends at the server where it can, and nothing of it stays here."""
        self._approval, self._used = None, True
        await self.sessions.give_up()
        await self.sessions.sign_out()

    async def close(self) -> None:
        """The program ends: nothing stays open, and nobody is asked any more."""
        self._approval, self._used = None, True
        await self.sessions.give_up()
        await self.sessions.leave()

    # -------------------------------------------------------------------------------------- inside

    async def _supervisor(self) -> User | Problem:
        user, operator = self._connection.user, self._operator.user
        if user is None or operator is None:
            return Problem(ProblemKind.SIGNED_OUT, detail="somebody has left")
        if operator.organization_id == user.organization_id:
            return user
        switched = await self.sessions.switch_organization(operator.organization_id)
        return switched if isinstance(switched, Problem) else switched.user

    def _requester(self) -> Requester | None:
        user = self._operator.user
        return None if user is None else Requester.of(user)
