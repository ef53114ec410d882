"""Requests for a supervisor elsewhere: made and signed here, received and looked at here, ended by the server's word."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum

from storno_desktop.domain.account import account_id
from storno_desktop.domain.act import CLOCK_TOLERANCE
from storno_desktop.domain.act_record import Author, told_request
from storno_desktop.domain.cancellation import made_visible, reason_length
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import Invoice
from storno_desktop.domain.kept_request import KeptRequest, RequestState
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.restore_answer import AnswerKind, RestoreAnswer
from storno_desktop.domain.restore_request import REQUEST_LASTS, RestoreRequest
from storno_desktop.domain.session import Company, User
from storno_desktop.domain.signed_paper import (
    NONCE_DIGITS,
    PaperFault,
    SignedPaper,
    is_writable,
    read_paper,
    signed_part,
)
from storno_desktop.domain.supervision import Requester
from storno_desktop.service.case import Case
from storno_desktop.service.connection import Connection, Reach
from storno_desktop.service.inquiry import Inquiry
from storno_desktop.service.journal_book import JournalStanding
from storno_desktop.service.open_acts import OpenActs
from storno_desktop.service.request_supervision import RequestSupervision
from storno_desktop.service.restoration import RestorationService, RestoreOrder
from storno_desktop.store.kept_requests import KeptRequests
from storno_desktop.vault.signing_key import SigningKey, SigningKeys, signature_fits


class Trust(Enum):
    """What is known of the key under a paper."""

    FIRST = "first"
    """Nobody of this name has sent anything here before: their fingerprint is to be compared."""
    KNOWN = "known"
    CHANGED = "changed"
    """They signed with another key before."""


class RequestFault(Enum):
    """Why a paper that could be read is not accepted; the values stand in the journal."""

    ALTERED = "request_altered"
    """The signature does not fit: somebody changed the file, or it was damaged."""
    OTHER_SERVER = "request_of_other_server"
    OTHER_ORGANIZATION = "request_of_other_organization"
    OTHER_COMPANY = "request_of_other_company"
    """A company that is not one of this session's."""
    OWN = "own_request"
    """Whoever is to approve asked for it, or would answer their own question."""
    REPLAYED = "request_replayed"
    """It has been answered already, or its number was used for something else."""
    EXPIRED = "request_expired"
    UNTIMELY = "request_untimely"
    """It claims to be made in the future, or to last longer than any request may."""
    KEY_CHANGED = "request_key_changed"
    NOT_ASKED = "answer_to_nothing"
    """An answer to a request that was not made here, or not in this form."""


class AskFault(Enum):
    """Why no request was made."""

    NO_KEY = "no_key"
    """There is no keyring to hold the key that signs it."""
    REASON = "reason"
    """The reason is too short, too long, or holds characters that nobody sees."""
    NOT_KEPT = "not_kept"
    """It could not be written down."""


@dataclass(frozen=True, slots=True)
class Received:
    """A paper that may be looked at by a person; nothing of it has been kept or believed.

    `company` is this session's own; `known_key` the key (in hex) that was trusted before, "" for none.
    """

    paper: SignedPaper
    company: Company
    trust: Trust
    known_key: str = ""


@dataclass(frozen=True, slots=True)
class NotReceived:
    """A paper that is not accepted; `paper` what it says, as far as it could be read, for no purpose but to name it."""

    fault: PaperFault | RequestFault
    paper: SignedPaper | None = None


@dataclass(frozen=True, slots=True)
class _Desk:
    """What receiving needs: an open journal, and somebody who is in."""

    shelf: KeptRequests
    server: str
    user: User
    key: SigningKey | None


class RestoreRequests:
    """Owned by the I/O thread. Without an open journal nothing is made, received or answered."""

    def __init__(
        self,
        connection: Connection,
        acts: OpenActs,
        restoration: RestorationService,
        keys: SigningKeys,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        self._connection, self._acts, self._keys = connection, acts, keys
        self._restoration = restoration
        self._clock, self._monotonic = clock, monotonic

    # -------------------------------------------------------------------------------------- asking

    async def ask(self, case: Case, reason: str) -> KeptRequest | AskFault | JournalStanding | Problem:
        """Make a request out of what the operator saw, sign it and keep it; the caller saves its file.

        The journal tells that the restore was asked for and that nothing was sent.
        """
        desk = await self._desk()
        if not isinstance(desk, _Desk):
            return desk
        detail = case.facts.detail
        reach = self._connection.reach(case.company)
        if isinstance(reach, Problem):
            return reach
        if not isinstance(detail, Evidence):
            return detail or Problem(ProblemKind.UNREADABLE, detail="the invoice was not read")
        if desk.key is None:
            return AskFault.NO_KEY
        made_at = _whole(detail.moment)
        request = RestoreRequest(
            server=reach.client.address,
            organization_id=reach.user.organization_id,
            company_id=case.company.id,
            company_name=made_visible(case.company.name),
            company_cif=made_visible(case.company.cif),
            invoice_id=case.invoice_id,
            number=made_visible(detail.value.number),
            requester=_seen(reach.user),
            reason=reason.strip(),
            made_at=made_at,
            expires_at=made_at + REQUEST_LASTS,
            nonce=secrets.token_hex(NONCE_DIGITS // 2),
        )
        if reason_length(request.reason) < self._restoration.rules.reason_length or not is_writable(request):
            return AskFault.REASON
        kept = KeptRequest(request=request, paper=_signed(request, desk.key), is_own=True)
        if not desk.shelf.keep(kept):
            return AskFault.NOT_KEPT
        order = RestoreOrder(requester=request.requester, reason=request.reason, request=request.nonce)
        await self._restoration.decline(case, order, "asked_elsewhere")
        return kept

    # -------------------------------------------------------------------------------------- receiving

    async def receive(self, data: bytes) -> Received | NotReceived | JournalStanding | Problem:
        """Look at a file that somebody sent. What is refused stands in the journal, where it asks for a restore."""
        desk = await self._desk()
        if not isinstance(desk, _Desk):
            return desk
        paper = read_paper(data)
        if isinstance(paper, PaperFault):
            return NotReceived(paper)
        found = self._judged(desk, paper)
        if isinstance(found, NotReceived):
            self._write_down(desk, found)
        elif found.trust is Trust.CHANGED:
            self._write_down(desk, NotReceived(RequestFault.KEY_CHANGED, paper))
        return found

    async def accept(
        self, received: Received, *, new_key: bool = False
    ) -> KeptRequest | NotReceived | JournalStanding | Problem:
        """A person has looked at who sent it: their key is trusted from now on, and the request waits for them.

        `new_key` tells that they compared the new fingerprint of somebody who had another key before. A refusal ends
        the request that was made here; a yes only has the server asked.
        """
        desk = await self._desk()
        if not isinstance(desk, _Desk):
            return desk
        found = self._judged(desk, received.paper)
        if isinstance(found, NotReceived):
            self._write_down(desk, found)
            return found
        if found.trust is Trust.CHANGED and not new_key:
            return NotReceived(RequestFault.KEY_CHANGED, received.paper)
        content = received.paper.content
        sender = content.requester if isinstance(content, RestoreRequest) else content.supervisor
        if not desk.shelf.trust(desk.server, sender, received.paper.key):
            return JournalStanding.NOT_WRITABLE
        if isinstance(content, RestoreAnswer):
            return await self._take_answer(desk, content)
        kept = desk.shelf.find(content.nonce) or KeptRequest(
            request=content, paper=received.paper, is_own=False
        )
        return kept if desk.shelf.keep(kept) else JournalStanding.NOT_WRITABLE

    async def supervise(
        self, kept: KeptRequest
    ) -> RequestSupervision | NotReceived | JournalStanding | Problem:
        """Begin to decide about a request that waits here; its file is looked at once more."""
        desk = await self._desk()
        if not isinstance(desk, _Desk):
            return desk
        found = self._judged(desk, kept.paper)
        if isinstance(found, Received) and found.trust is not Trust.KNOWN:
            found = NotReceived(RequestFault.KEY_CHANGED, kept.paper)
        if isinstance(found, NotReceived):
            self._write_down(desk, found)
            return found
        connection, rules = self._connection, self._restoration.rules
        return RequestSupervision(kept, desk.shelf, connection, self._acts, rules, self._monotonic)

    async def invoice_of(self, kept: KeptRequest) -> tuple[Company, Evidence[Invoice]] | Problem:
        """The invoice that is asked about and its company, as this session reads them."""
        reach = self._reach_of(kept.request)
        if isinstance(reach, Problem):
            return reach
        read = await reach.client.invoice(reach.context, kept.request.invoice_id)
        company = self._company_of(kept.request)
        if isinstance(read, Problem) or company is None:
            return read if isinstance(read, Problem) else Problem(ProblemKind.FORBIDDEN)
        return company, read

    async def answer(self, kept: KeptRequest) -> SignedPaper | AskFault | JournalStanding | Problem:
        """The file that tells how a received request ended; the one who ended it signs it."""
        desk = await self._desk()
        if not isinstance(desk, _Desk):
            return desk
        if desk.key is None:
            return AskFault.NO_KEY
        request = kept.request
        refused = kept.state is RequestState.REFUSED
        answer = RestoreAnswer(
            server=request.server,
            organization_id=request.organization_id,
            company_id=request.company_id,
            invoice_id=request.invoice_id,
            number=request.number,
            nonce=request.nonce,
            request=kept.paper.digest,
            kind=AnswerKind.REFUSED if refused else AnswerKind.APPROVED,
            supervisor=_seen(desk.user),
            comment=made_visible(kept.comment) if refused else "",
            made_at=_whole(kept.ended_at or self._clock()),
        )
        return _signed(answer, desk.key) if is_writable(answer) else AskFault.REASON

    # -------------------------------------------------------------------------------------- what waits

    async def kept(self) -> tuple[KeptRequest, ...]:
        """All requests, the newest first; none while the journal is not open."""
        journal = self._acts.book.journal
        return () if journal is None else journal.requests.all()

    async def look(self) -> tuple[KeptRequest, ...]:
        """Ask the server what became of each that waits; all requests as they are then."""
        journal = self._acts.book.journal
        if journal is None:
            return ()
        for kept in journal.requests.all():
            if kept.waits:
                await self._look_at(journal.requests, kept)
        return journal.requests.all()

    # -------------------------------------------------------------------------------------- inside

    async def _desk(self) -> _Desk | JournalStanding | Problem:
        client, user = self._connection.client, self._connection.user
        if client is None or user is None:
            return self._connection.offline or Problem(ProblemKind.SIGNED_OUT, detail="nobody is signed in")
        standing = await self._acts.ready(tries_again=True)
        journal = self._acts.book.journal
        if standing is not JournalStanding.OPEN or journal is None:
            return standing
        key = await self._keys.of(account_id(client.address, user.email))
        return _Desk(journal.requests, client.address.url, user, key)

    def _judged(self, desk: _Desk, paper: SignedPaper) -> Received | NotReceived:
        content = paper.content
        if not paper.is_canonical or not signature_fits(
            paper.key, paper.signature, signed_part(content, paper.key)
        ):
            return NotReceived(RequestFault.ALTERED, paper)
        if content.server.url != desk.server:
            return NotReceived(RequestFault.OTHER_SERVER, paper)
        if content.organization_id != desk.user.organization_id:
            return NotReceived(RequestFault.OTHER_ORGANIZATION, paper)
        company = self._company_of(content)
        if company is None:
            return NotReceived(RequestFault.OTHER_COMPANY, paper)
        if isinstance(content, RestoreRequest):
            fault, sender = self._fault_of_request(desk, paper, content), content.requester
        else:
            fault, sender = _fault_of_answer(desk, content), content.supervisor
        if fault is not None:
            return NotReceived(fault, paper)
        known = desk.shelf.key_of(desk.server, sender)
        if known is None:
            return Received(paper, company, Trust.FIRST)
        trust = Trust.KNOWN if known == paper.key else Trust.CHANGED
        return Received(paper, company, trust, known)

    def _fault_of_request(
        self, desk: _Desk, paper: SignedPaper, request: RestoreRequest
    ) -> RequestFault | None:
        # Under another's name but with this account's own key: the name is the only thing that differs.
        has_own_key = desk.key is not None and desk.key.public == paper.key
        if has_own_key or request.requester.is_same_as(Requester.of(desk.user)):
            return RequestFault.OWN
        kept = desk.shelf.find(request.nonce)
        if kept is not None and (not kept.waits or kept.paper != paper):
            return RequestFault.REPLAYED
        now = self._clock()
        if request.is_over(now):
            return RequestFault.EXPIRED
        return RequestFault.UNTIMELY if request.is_untimely(now) else None

    async def _take_answer(
        self, desk: _Desk, answer: RestoreAnswer
    ) -> KeptRequest | NotReceived | JournalStanding:
        kept = desk.shelf.find(answer.nonce)
        if kept is None:
            raise RuntimeError("an answer was accepted to what nobody asked")
        if answer.kind is AnswerKind.APPROVED:
            await self._look_at(desk.shelf, kept)
            return desk.shelf.find(answer.nonce) or kept
        ended = replace(
            kept,
            state=RequestState.REFUSED,
            ended_at=answer.made_at,
            by=answer.supervisor.full,
            comment=answer.comment,
        )
        return ended if desk.shelf.keep(ended) else JournalStanding.NOT_WRITABLE

    async def _look_at(self, shelf: KeptRequests, kept: KeptRequest) -> None:
        reach = self._reach_of(kept.request)
        if isinstance(reach, Problem):
            return
        facts = await Inquiry(reach).for_history(kept.request.invoice_id)
        ended = _ended(kept, facts)
        now = shelf.find(kept.request.nonce)
        if ended is not None and now is not None and now.waits:  # somebody may have answered meanwhile
            shelf.keep(ended)

    def _reach_of(self, request: RestoreRequest) -> Reach | Problem:
        client, user, company = self._connection.client, self._connection.user, self._company_of(request)
        if client is None or user is None:
            return self._connection.offline or Problem(ProblemKind.SIGNED_OUT, detail="nobody is signed in")
        here = (client.address.url, user.organization_id)
        if company is None or here != (request.server.url, request.organization_id):
            return Problem(
                ProblemKind.FORBIDDEN, detail="a request of another server, organisation or company"
            )
        return self._connection.reach(company)

    def _company_of(self, content: RestoreRequest | RestoreAnswer) -> Company | None:
        return next((each for each in self._connection.companies if each.id == content.company_id), None)

    def _write_down(self, desk: _Desk, refused: NotReceived) -> None:
        """A refusal, where the act would stand; what the file says is named as the file's word."""
        paper = refused.paper
        if paper is None or not isinstance(paper.content, RestoreRequest):
            return
        if not isinstance(refused.fault, RequestFault):
            return
        user = desk.user
        author = Author(server=desk.server, email=user.email, user_id=user.id, name=user.full_name)
        act = self._acts.prepare(told_request(author, paper.content, paper.digest))
        if not isinstance(act, JournalStanding):
            self._acts.abandon(act, refused.fault.value)


def _fault_of_answer(desk: _Desk, answer: RestoreAnswer) -> RequestFault | None:
    kept = desk.shelf.find(answer.nonce)
    if kept is None or not kept.is_own:
        return RequestFault.NOT_ASKED
    asked = kept.request
    same = (asked.invoice_id, asked.company_id) == (answer.invoice_id, answer.company_id)
    if not same or kept.paper.digest != answer.request:
        return RequestFault.NOT_ASKED
    if answer.supervisor.is_same_as(asked.requester):
        return RequestFault.OWN
    return None if kept.waits else RequestFault.REPLAYED


def _ended(kept: KeptRequest, facts: Facts) -> KeptRequest | None:
    """How the server says that it ended; None where it does not."""
    events, since = facts.events, kept.request.made_at - CLOCK_TOLERANCE
    if isinstance(events, Evidence):
        for event in events.value:
            if event.is_restoration and event.at is not None and event.at >= since:
                return replace(kept, state=RequestState.RESTORED, ended_at=event.at, by=event.by)
    if facts.now is not None and isinstance(events, Evidence) and kept.request.is_over(facts.now):
        return replace(kept, state=RequestState.EXPIRED, ended_at=kept.request.expires_at)
    return None


def _signed(content: RestoreRequest | RestoreAnswer, key: SigningKey) -> SignedPaper:
    return SignedPaper(content, key.public, key.sign(signed_part(content, key.public)))


def _seen(user: User) -> Requester:
    return Requester(user_id=user.id, email=user.email, name=made_visible(user.full_name))


def _whole(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
