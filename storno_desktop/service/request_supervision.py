"""A supervisor elsewhere: what a request file asks for, decided in the supervisor's own program and session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from storno_desktop.domain.act import CLOCK_TOLERANCE
from storno_desktop.domain.facts import Facts, Reached
from storno_desktop.domain.finding import Check
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.kept_request import KeptRequest, RequestState
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.restore_rules import RestoreRules
from storno_desktop.domain.session import Company, User
from storno_desktop.domain.supervision import Approval, Objection, Requester
from storno_desktop.service.case import ActOutcome, Done, NotAllowed, OutcomeUnknown
from storno_desktop.service.connection import Connection
from storno_desktop.service.open_acts import OpenActs
from storno_desktop.service.restoration import RestoreOrder
from storno_desktop.service.supervision import Hearing, Supervision
from storno_desktop.store.kept_requests import KeptRequests

_OF_THE_REQUEST = (Objection.REQUEST_EXPIRED, Objection.REQUEST_OUTDATED)


class RequestSupervision(Supervision):
    """Made for one request whose file was looked at and whose key is trusted.

    Nothing that the file says counts for more than a question: the invoice, who cancelled it, and the time are read
    from the server by the supervisor's session. Who asks is what the file says, and stands in the journal so. Nobody
    confirms alone here.
    """

    def __init__(
        self,
        kept: KeptRequest,
        shelf: KeptRequests,
        connection: Connection,
        acts: OpenActs,
        rules: RestoreRules,
        monotonic: Callable[[], float],
    ) -> None:
        super().__init__(connection, acts, rules, monotonic)
        self._kept, self._shelf = kept, shelf
        self._request = kept.request
        self._is_refused = False

    async def hear(
        self, company: Company, invoice_id: InvoiceId, reached: Reached | None
    ) -> Hearing | OutcomeUnknown | Problem:
        """See `Supervision.hear`; a request that is over by the server's clock, or asks about an earlier
        cancellation, is refused in the journal too."""
        heard = await super().hear(company, invoice_id, reached)
        if isinstance(heard, Hearing) and not self._is_refused:
            late = next((each for each in heard.objections if each in _OF_THE_REQUEST), None)
            if late is not None:
                self._is_refused = True
                order = RestoreOrder(requester=self._requester(), reason=self._request.reason)
                await self.restoration.decline(heard.case, self._order(order), late.name.lower())
        return heard

    async def restore(
        self,
        approval: Approval,
        hearing: Hearing,
        acknowledged: frozenset[Check],
        reason: str = "",  # noqa: ARG002  the request's own counts
        note: str = "",
    ) -> ActOutcome:
        """See `Supervision.restore`; the reason is the request's, whatever else is given. Success ends the request."""
        outcome = await super().restore(approval, hearing, acknowledged, self._request.reason, note)
        if isinstance(outcome, Done):
            self._end(RequestState.RESTORED, hearing, outcome.invoice.moment)
        return outcome

    async def refuse(self, hearing: Hearing, reason: str, comment: str) -> ActOutcome:  # noqa: ARG002
        """See `Supervision.refuse`; it ends the request."""
        if not self._is_open:
            return NotAllowed("request_replayed")
        outcome = await super().refuse(hearing, self._request.reason, comment)
        if outcome == NotAllowed("supervisor_refused"):
            moment = hearing.case.facts.now
            self._end(RequestState.REFUSED, hearing, moment or self._request.made_at, comment)
        return outcome

    # -------------------------------------------------------------------------------------- inside

    async def _supervisor(self) -> User | Problem:
        user = self._connection.user
        if user is None:
            return Problem(ProblemKind.SIGNED_OUT, detail="the session ended")
        if user.organization_id != self._request.organization_id:
            return Problem(ProblemKind.FORBIDDEN, detail="another organisation than the request's")
        return user

    def _requester(self) -> Requester:
        return self._request.requester

    def _objections(self, user: User, requester: Requester, facts: Facts) -> tuple[Objection, ...]:
        found = super()._objections(user, requester, facts)
        cancelled_at = None if facts.invoice is None else facts.invoice.summary.cancelled_at
        if facts.now is not None and self._request.is_over(facts.now):
            found += (Objection.REQUEST_EXPIRED,)
        if cancelled_at is not None and cancelled_at > self._request.made_at + CLOCK_TOLERANCE:
            found += (Objection.REQUEST_OUTDATED,)
        return found

    def _confirms_alone(self, found: tuple[Objection, ...]) -> bool:  # noqa: ARG002
        return False

    def _order(self, order: RestoreOrder) -> RestoreOrder:
        return replace(order, request=self._request.nonce)

    def _why_not(self, approval: Approval, hearing: Hearing) -> str:
        request, case = self._request, hearing.case
        if not self._is_open:
            return "request_replayed"
        if (case.company.id, case.invoice_id) != (request.company_id, request.invoice_id):
            return "request_for_another"
        return super()._why_not(approval, hearing)

    @property
    def _is_open(self) -> bool:
        """Whether nobody has answered the request meanwhile, in this program or in another one."""
        kept = self._shelf.find(self._request.nonce)
        return kept is not None and kept.waits and kept.paper == self._kept.paper

    def _end(self, state: RequestState, hearing: Hearing, at: datetime, comment: str = "") -> None:
        by = Requester.of(hearing.supervisor).full
        ended = replace(self._kept, state=state, ended_at=at, by=by, comment=comment)
        self._shelf.keep(ended)
