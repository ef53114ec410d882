"""A supervisor elsewhere: two programs and one server. The file asks; what counts is read anew and is the server's."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.app.furnishing import furnish, system_clock
from storno_desktop.domain.act_record import ActRecord
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.journal_row import ActState
from storno_desktop.domain.kept_request import KeptRequest, RequestState
from storno_desktop.domain.restore_answer import AnswerKind, RestoreAnswer
from storno_desktop.domain.restore_request import REQUEST_LASTS, RestoreRequest
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.domain.signed_paper import PaperFault, SignedPaper, read_paper, signed_part
from storno_desktop.domain.supervision import Objection, Requester
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import SandboxSettings
from storno_desktop.service.case import ActOutcome, Case, Done, NotAllowed
from storno_desktop.service.policy import Policy
from storno_desktop.service.request_supervision import RequestSupervision
from storno_desktop.service.restore_requests import (
    AskFault,
    NotReceived,
    Received,
    RequestFault,
    RestoreRequests,
    Trust,
)
from storno_desktop.service.supervision import Hearing
from storno_desktop.vault.signing_key import SigningKey
from tests.contract.service_desk import IDS, SEED, WHY, ServiceDesk
from tests.memory_ring import MemoryRing, installed

OWNER, CLERK = "owner@exemplu.ro", "contabil@exemplu.ro"
NAME, OTHER = "restore-1", "restore-2"
COMMENT = "Clientul a primit-o deja"
FORGER = SigningKey(b"0123456789abcdef" * 2)


class Clock:
    """This computer's, which somebody may set."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return system_clock() + self.ahead


class Program(ServiceDesk):
    """One person's program: its own house, the server that both speak to."""

    clock: Clock

    @property
    def requests(self) -> RestoreRequests:
        return self.house.services.requests

    @property
    def newest(self) -> ActRecord:
        return self.journalled()[0]

    def ask(self, name: str = NAME, reason: str = WHY) -> KeptRequest:
        """The operator's part."""
        case = self.do(self.house.services.restoration.look(self.company, IDS[name], Reached.NO))
        assert isinstance(case, Case)
        asked = self.do(self.requests.ask(case, reason))
        assert isinstance(asked, KeptRequest), asked
        return asked

    def receive(self, data: bytes) -> Received:
        received = self.do(self.requests.receive(data))
        assert isinstance(received, Received), received
        return received

    def accept(self, data: bytes) -> KeptRequest:
        """The supervisor's part, up to the checks."""
        kept = self.do(self.requests.accept(self.receive(data)))
        assert isinstance(kept, KeptRequest), kept
        return kept

    def supervise(self, kept: KeptRequest) -> tuple[RequestSupervision, Hearing]:
        supervision = self.do(self.requests.supervise(kept))
        assert isinstance(supervision, RequestSupervision), supervision
        heard = self.do(supervision.hear(self.company, kept.request.invoice_id, Reached.NO))
        assert isinstance(heard, Hearing), heard
        return supervision, heard

    def approve(self, supervision: RequestSupervision, heard: Hearing) -> ActOutcome:
        approval = supervision.approve(heard)
        assert approval is not None
        noted = frozenset(each.check for each in heard.case.assessment.warnings)
        return self.do(supervision.restore(approval, heard, noted))

    def refused(self, data: bytes, fault: RequestFault) -> None:
        """Not accepted, nothing sent, and the journal says why, and that it rests on a file's word."""
        answer = self.do(self.requests.receive(data))
        assert isinstance(answer, NotReceived)
        assert answer.fault is fault
        assert self.count("POST", "/restore") == 0
        assert self.newest.state is ActState.ABANDONED
        assert self.newest.steps[-1]["why"] == fault.value
        assert self.newest.is_by_word_of_a_file
        assert self.newest.author.email == OWNER

    def state(self, nonce: str) -> RequestState:
        kept = self.do(self.requests.look())
        return next(each.state for each in kept if each.request.nonce == nonce)


Pair = tuple[Program, Program]


@contextmanager
def two_programs() -> Iterator[Pair]:
    """The operator's program and the supervisor's."""
    with SandboxServer(SandboxSettings(seed=SEED)) as server, installed(MemoryRing()):
        programs = []
        for email in (CLERK, OWNER):
            clock = Clock()
            program = Program(server, furnish(clock, policy=Policy()))
            program.clock = clock
            program.sign_in(email)
            programs.append(program)
        for name in (NAME, OTHER):  # the clerk's own mistake
            for event in programs[0].book(name).events:
                event["createdBy"] = CLERK
        try:
            yield programs[0], programs[1]
        finally:
            for program in programs:
                program.house.close()


@pytest.fixture
def pair(qapp: QApplication) -> Iterator[Pair]:
    with two_programs() as programs:
        yield programs


@pytest.fixture(scope="module")
def door(qapp: QApplication) -> Iterator[Pair]:
    """The same for what is turned away at the door: nothing that is received here is ever decided."""
    with two_programs() as programs:
        yield programs


def forged(
    kept: KeptRequest, change: Callable[[RestoreRequest], RestoreRequest], key: SigningKey = FORGER
) -> bytes:
    """The request with something else in it, signed anew by whoever changed it."""
    content = change(kept.request)
    return SignedPaper(content, key.public, key.sign(signed_part(content, key.public))).as_bytes


# ----------------------------------------------------------------------------------------- the usual way


def test_asked_by_a_file_and_approved_elsewhere(pair: Pair) -> None:
    operator, supervisor = pair
    asked = operator.ask()
    assert operator.newest.steps[-1]["why"] == "asked_elsewhere"
    assert operator.newest.own_reason == WHY
    received = supervisor.receive(asked.paper.as_bytes)
    assert received.trust is Trust.FIRST
    assert received.company == supervisor.company
    kept = supervisor.accept(asked.paper.as_bytes)
    assert kept.waits
    supervision, heard = supervisor.supervise(kept)
    assert heard.objections == ()
    assert isinstance(supervisor.approve(supervision, heard), Done)
    assert supervisor.count("POST", "/restore") == 1
    assert supervisor.book(NAME).events[0]["createdBy"] == OWNER
    record = supervisor.newest
    assert record.author.email == OWNER
    assert CLERK in record.requester
    assert record.own_reason == WHY
    assert record.steps[0]["supervised"] == "by_another"
    assert record.steps[0]["request"] == asked.request.nonce
    # The server's own event ends it on both sides.
    assert operator.state(asked.request.nonce) is RequestState.RESTORED
    assert supervisor.state(asked.request.nonce) is RequestState.RESTORED
    (ended,) = operator.do(operator.requests.kept())
    assert ended.by == OWNER
    assert operator.do(operator.house.services.journal.verify()) is None
    # The second file of the same person comes from somebody known.
    second = operator.ask(OTHER)
    assert supervisor.receive(second.paper.as_bytes).trust is Trust.KNOWN


def test_refused_with_a_comment_which_comes_back_as_a_file(pair: Pair) -> None:
    operator, supervisor = pair
    asked = operator.ask()
    kept = supervisor.accept(asked.paper.as_bytes)
    supervision, heard = supervisor.supervise(kept)
    outcome = supervisor.do(supervision.refuse(heard, "", COMMENT))
    assert outcome == NotAllowed("supervisor_refused")
    assert supervisor.newest.steps[0]["note"] == COMMENT
    assert supervisor.newest.own_reason == WHY
    (ended,) = supervisor.do(supervisor.requests.kept())
    assert (ended.state, ended.comment) == (RequestState.REFUSED, COMMENT)
    answer = supervisor.do(supervisor.requests.answer(ended))
    assert isinstance(answer, SignedPaper)
    assert operator.state(asked.request.nonce) is RequestState.WAITING
    assert operator.receive(answer.as_bytes).trust is Trust.FIRST
    closed = operator.accept(answer.as_bytes)
    assert closed.state is RequestState.REFUSED
    assert closed.comment == COMMENT
    assert OWNER in closed.by
    # Once: the answer cannot be used again, nor changed into another one.
    again = operator.do(operator.requests.receive(answer.as_bytes))
    assert again == NotReceived(RequestFault.REPLAYED, answer)
    assert supervisor.book(NAME).status == "cancelled"


def test_a_yes_in_a_file_proves_nothing(pair: Pair) -> None:
    operator, supervisor = pair
    asked = operator.ask()
    kept = supervisor.accept(asked.paper.as_bytes)
    notice = supervisor.do(supervisor.requests.answer(replace(kept, state=RequestState.RESTORED)))
    assert isinstance(notice, SignedPaper)
    assert isinstance(notice.content, RestoreAnswer)
    assert notice.content.kind is AnswerKind.APPROVED
    assert operator.accept(notice.as_bytes).waits
    assert operator.state(asked.request.nonce) is RequestState.WAITING


def test_a_request_and_the_key_outlive_the_program(qapp: QApplication, tmp_path: Path) -> None:
    with SandboxServer(SandboxSettings(seed=SEED)) as server, installed(MemoryRing()) as _:
        keys, waiting = set(), tuple[KeptRequest, ...]()
        for _turn in range(2):
            program = Program(server, furnish(journal=tmp_path / "journal", policy=Policy()))
            program.sign_in(CLERK)
            keys.add(program.ask().paper.key)
            waiting = program.do(program.requests.kept())
            program.house.close()
        assert len(keys) == 1
        assert [each.state for each in waiting] == [RequestState.WAITING] * 2
        assert all(each.is_own for each in waiting)


# ------------------------------------------------------------------------------------------- the attacks


def test_an_edited_file_is_refused(door: Pair) -> None:
    operator, supervisor = door
    file = operator.ask().paper.as_bytes
    supervisor.refused(file.replace(WHY.encode(), b"O alta poveste cu totul"), RequestFault.ALTERED)
    supervisor.refused(file.replace(IDS[NAME].encode(), IDS[OTHER].encode()), RequestFault.ALTERED)
    supervisor.refused(json.dumps(json.loads(file)).encode(), RequestFault.ALTERED)
    assert supervisor.do(supervisor.requests.receive(file[:-9])) == NotReceived(PaperFault.NOT_A_PAPER)
    assert all(each.is_own for each in supervisor.do(supervisor.requests.kept()))


def test_an_answered_file_cannot_be_used_again(pair: Pair) -> None:
    operator, supervisor = pair
    file = operator.ask().paper.as_bytes
    kept = supervisor.accept(file)
    assert supervisor.accept(file) == kept  # opened twice before it is answered: one request
    supervision, heard = supervisor.supervise(kept)
    late, late_heard = supervisor.supervise(kept)
    supervisor.do(supervision.refuse(heard, "", COMMENT))
    supervisor.refused(file, RequestFault.REPLAYED)
    approval = late.approve(late_heard)
    assert approval is not None
    outcome = supervisor.do(late.restore(approval, late_heard, frozenset()))
    assert outcome == NotAllowed("request_replayed")
    assert supervisor.newest.steps[-1]["why"] == "request_replayed"
    assert supervisor.count("POST", "/restore") == 0


def test_a_number_that_was_used_cannot_stand_for_something_else(pair: Pair) -> None:
    operator, supervisor = pair
    asked = operator.ask()
    supervisor.accept(asked.paper.as_bytes)
    stolen = forged(asked, lambda each: replace(each, invoice_id=IDS[OTHER]))
    supervisor.refused(stolen, RequestFault.REPLAYED)


def test_an_expired_file_is_refused_also_with_the_clock_set_back(pair: Pair) -> None:
    operator, supervisor = pair
    asked = operator.ask()
    supervisor.clock.ahead = REQUEST_LASTS + timedelta(hours=1)
    supervisor.refused(asked.paper.as_bytes, RequestFault.EXPIRED)
    # The file of last month, and a PC that believes it is still last month: the server's clock counts.
    past = timedelta(days=12)
    old = forged(
        asked,
        lambda each: replace(each, made_at=each.made_at - past, expires_at=each.expires_at - past),
    )
    supervisor.clock.ahead = -past
    supervision, heard = supervisor.supervise(supervisor.accept(old))
    assert Objection.REQUEST_EXPIRED in heard.objections
    assert supervisor.newest.steps[-1]["why"] == "request_expired"
    assert supervision.approve(heard) is None
    assert supervisor.count("POST", "/restore") == 0


def test_no_request_lasts_longer_than_it_may_or_is_made_tomorrow(door: Pair) -> None:
    operator, supervisor = door
    asked, day = operator.ask(), timedelta(days=1)
    lasting = forged(asked, lambda each: replace(each, expires_at=each.expires_at + day))
    supervisor.refused(lasting, RequestFault.UNTIMELY)
    early = forged(
        asked, lambda each: replace(each, made_at=each.made_at + day, expires_at=each.expires_at + day)
    )
    supervisor.refused(early, RequestFault.UNTIMELY)


def test_ones_own_request_cannot_be_approved_under_any_name(door: Pair) -> None:
    _, supervisor = door
    asked = supervisor.ask()
    supervisor.refused(asked.paper.as_bytes, RequestFault.OWN)
    # With another's name in it, but signed by this very account; and with the own e-mail in another spelling.
    key = supervisor.do(supervisor.requests._keys.of(_account(supervisor)))
    assert key is not None
    other = Requester(user_id="u-2", email="altcineva@exemplu.ro")
    supervisor.refused(forged(asked, lambda each: replace(each, requester=other), key), RequestFault.OWN)
    shouted = Requester(user_id="u-3", email=OWNER.upper())
    supervisor.refused(forged(asked, lambda each: replace(each, requester=shouted)), RequestFault.OWN)


def test_a_file_for_another_place_is_refused(door: Pair) -> None:
    operator, supervisor = door
    asked = operator.ask()
    for change, fault in (
        ({"server": ServerAddress("https://api.storno.ro")}, RequestFault.OTHER_SERVER),
        ({"organization_id": "o-2"}, RequestFault.OTHER_ORGANIZATION),
        ({"company_id": "c-2"}, RequestFault.OTHER_COMPANY),
    ):
        supervisor.refused(forged(asked, partial(_with, change)), fault)


def test_a_request_is_for_its_own_invoice(pair: Pair) -> None:
    operator, supervisor = pair
    supervision, _ = supervisor.supervise(supervisor.accept(operator.ask().paper.as_bytes))
    other = supervisor.do(supervision.hear(supervisor.company, IDS[OTHER], Reached.NO))
    assert isinstance(other, Hearing)
    assert supervisor.approve(supervision, other) == NotAllowed("request_for_another")
    assert supervisor.newest.steps[-1]["why"] == "request_for_another"
    assert supervisor.count("POST", "/restore") == 0


def test_a_request_asks_about_the_cancellation_that_it_was_made_for(pair: Pair) -> None:
    operator, supervisor = pair
    kept = supervisor.accept(operator.ask().paper.as_bytes)
    later = system_clock() + timedelta(minutes=1)
    supervisor.book(NAME).detail["cancelledAt"] = later.isoformat()
    supervision, heard = supervisor.supervise(kept)
    assert Objection.REQUEST_OUTDATED in heard.objections
    assert supervisor.newest.steps[-1]["why"] == "request_outdated"
    assert supervision.approve(heard) is None


def test_whoever_cancelled_cannot_approve_whatever_the_file_says(pair: Pair) -> None:
    operator, supervisor = pair
    for event in supervisor.book(NAME).events:
        event["createdBy"] = OWNER
    supervision, heard = supervisor.supervise(supervisor.accept(operator.ask().paper.as_bytes))
    assert Objection.CANCELLED_IT in heard.objections
    assert supervision.approve(heard) is None


def test_two_clerks_cannot_approve_each_other_by_files(pair: Pair) -> None:
    clerk, owner = pair
    kept = clerk.accept(owner.ask().paper.as_bytes)
    supervision, heard = clerk.supervise(kept)
    assert Objection.NO_SUPERVISOR in heard.objections
    assert not heard.alone
    assert supervision.approve(heard) is None


def test_another_key_is_refused_until_its_fingerprint_is_accepted(pair: Pair) -> None:
    operator, supervisor = pair
    first = operator.ask()
    supervisor.accept(first.paper.as_bytes)
    second = forged(first, lambda each: replace(each, nonce="ab" * 16))
    received = supervisor.receive(second)
    assert received.trust is Trust.CHANGED
    assert received.known_key == first.paper.key
    assert supervisor.newest.steps[-1]["why"] == "request_key_changed"
    refused = supervisor.do(supervisor.requests.accept(received))
    assert refused == NotReceived(RequestFault.KEY_CHANGED, received.paper)
    # The same e-mail under another id is the same person, too.
    renamed = forged(
        first,
        lambda each: replace(
            each, nonce="cd" * 16, requester=Requester(user_id="u-9", email=CLERK.title(), name="X")
        ),
    )
    assert supervisor.receive(renamed).trust is Trust.CHANGED
    kept = supervisor.do(supervisor.requests.accept(received, new_key=True))
    assert isinstance(kept, KeptRequest)
    assert supervisor.receive(second).trust is Trust.KNOWN
    # What waits under the old key is not decided any more without looking at it again.
    waiting = next(each for each in supervisor.do(supervisor.requests.kept()) if each.paper == first.paper)
    stale = supervisor.do(supervisor.requests.supervise(waiting))
    assert stale == NotReceived(RequestFault.KEY_CHANGED, first.paper)


def test_an_answer_is_for_its_own_request_and_not_from_who_asked(pair: Pair) -> None:
    operator, supervisor = pair
    asked, second = operator.ask(), operator.ask(OTHER)
    ended = replace(supervisor.accept(asked.paper.as_bytes), state=RequestState.REFUSED, comment=COMMENT)
    answer = supervisor.do(supervisor.requests.answer(ended))
    assert isinstance(answer, SignedPaper)
    assert isinstance(answer.content, RestoreAnswer)
    for changed, fault in (
        (replace(answer.content, nonce=second.request.nonce), RequestFault.NOT_ASKED),
        (replace(answer.content, request="0" * 64), RequestFault.NOT_ASKED),
        (replace(answer.content, supervisor=asked.request.requester), RequestFault.OWN),
    ):
        paper = SignedPaper(changed, FORGER.public, FORGER.sign(signed_part(changed, FORGER.public)))
        got = operator.do(operator.requests.receive(paper.as_bytes))
        assert isinstance(got, NotReceived)
        assert got.fault is fault
    edited = answer.as_bytes.replace(COMMENT.encode(), b"Se poate restaura azi..")
    got = operator.do(operator.requests.receive(edited))
    assert isinstance(got, NotReceived)
    assert got.fault is RequestFault.ALTERED
    assert all(each.waits for each in operator.do(operator.requests.kept()))


# ------------------------------------------------------------------------------------------- what cannot be


@pytest.mark.parametrize("reason", ["prea scur", "Anulată din\u200bgreșeală"])
def test_a_reason_that_nobody_could_read_is_not_asked_with(door: Pair, reason: str) -> None:
    operator, _ = door
    case = operator.do(operator.house.services.restoration.look(operator.company, IDS[NAME], Reached.NO))
    assert isinstance(case, Case)
    before = operator.do(operator.requests.kept())
    assert operator.do(operator.requests.ask(case, reason)) is AskFault.REASON
    assert operator.do(operator.requests.kept()) == before


def test_a_file_holds_no_rights_and_no_secrets(door: Pair) -> None:
    operator, _ = door
    file = operator.ask().paper.as_bytes
    paper = read_paper(file)
    assert isinstance(paper, SignedPaper)
    user = operator.house.services.sessions._connection
    assert user.client is not None
    tokens = user.client.tokens
    assert tokens is not None
    assert tokens.access.encode() not in file
    assert b"permission" not in file
    assert b"invoice.edit" not in file


def test_a_request_that_nobody_answers_expires_by_the_servers_clock(pair: Pair) -> None:
    operator, _ = pair
    # An earlier restore is not the one that is asked for.
    earlier = dict(operator.book(NAME).events[0], metadata={"action": "restored"}, newStatus="draft")
    operator.book(NAME).events.append({**earlier, "id": "e-0", "previousStatus": "cancelled"})
    asked = operator.ask()
    operator.clock.ahead = timedelta(days=30)  # this computer's alone says nothing
    assert operator.state(asked.request.nonce) is RequestState.WAITING
    shelf = operator.house.services.journal.journal
    assert shelf is not None
    past = timedelta(days=8)
    old = replace(
        asked.request, made_at=asked.request.made_at - past, expires_at=asked.request.expires_at - past
    )
    paper = SignedPaper(old, FORGER.public, FORGER.sign(signed_part(old, FORGER.public)))

    async def keep() -> bool:
        assert shelf is not None
        return shelf.requests.keep(replace(asked, request=old, paper=paper))

    assert operator.do(keep())
    assert operator.state(asked.request.nonce) is RequestState.EXPIRED


def _with(change: dict[str, Any], request: RestoreRequest) -> RestoreRequest:
    return replace(request, **change)


def _account(program: Program) -> Any:
    from storno_desktop.domain.account import account_id

    return account_id(program.address, OWNER)
