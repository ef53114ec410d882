"""Two people's programs, colleagues, bad roads, crashes and time in any order: the journal and the server always agree.

Random steps against the sandbox in both dialects. What must hold after each of them: no act is sent twice, none is
sent before it is on the disk or against what the books say, none that the server did is lost; and in the end, once
nothing can land any more, every act is settled as the server's history tells it.
"""

from __future__ import annotations

import gc
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import httpx
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtWidgets import QApplication
from starlette.types import Message, Receive, Scope, Send

from storno_desktop.app.furnishing import House, furnish
from storno_desktop.domain.act import ActKind
from storno_desktop.domain.act_record import ActRecord
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.journal_row import OPEN, ActState
from storno_desktop.sandbox.clock import BUCHAREST
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import DialectName, SandboxSettings
from storno_desktop.service.case import ActOutcome, Case, Done, NotSent
from storno_desktop.service.journal_book import KEY_NOTE
from storno_desktop.service.store_key import key_of_text
from storno_desktop.store.journal import Journal
from tests.contract.service_desk import ALONE, IDS, MAIN_CIF, REASON, SEED, Deed, ServiceDesk
from tests.file_ring import FileRing
from tests.memory_ring import installed

NOW = datetime(2026, 6, 10, 11, tzinfo=BUCHAREST)
OPERATORS = ("contabil@exemplu.ro", "admin@exemplu.ro")
COLLEAGUE = "owner@exemplu.ro"
NAMES = ("issued-1", "issued-2", "draft-1", "restore-1")
ANSWERED = "answered"
LATE = "late"

NO_FAULT = "none"
ROADS = (
    *(
        NO_FAULT,
        NO_FAULT,
        LATE,
        LATE,
        LATE,
        "drop-before",
        "drop-after",
        "reset-before",
        "reset",
        "drip",
        "truncated",
    ),
    *("garbage", "wrong-type", "html", "401", "403", "409", "422", "429", "500", "503"),
)
"""What meets the request that changes something."""
CRASHES = (*[""] * 8, "prepared", "sent", ANSWERED, ANSWERED, "unknown", "unknown", "confirmed", "refused")
"""After which step the program dies, if it takes it."""
BLIND_SPOTS = (*[""] * 12, "after", "after", "after", "payments", "events", "me")
"""What cannot be read meanwhile; "after": the invoice, once the request was sent."""

SHORT, LONG = (9, 20), (130, 40)
"""How many courses of at most so many steps, in each dialect."""
LONG_STEPS = 10_000
MANY = 10_000
"""More acts than a course has."""


class Crash(BaseException):
    """The program died here."""


@dataclass
class Sent:
    """One request of ours that reached the server; `status` is what it was answered with, 0 for nothing."""

    act: str
    status: int = 0


@dataclass(frozen=True)
class Late:
    """A request that is still on its way after the connection broke; until this moment it can arrive."""

    path: str
    headers: dict[str, str]
    body: bytes
    until: datetime


@dataclass
class Weather:
    """What happens to one act on its way."""

    road: str = NO_FAULT
    crash: str = ""
    blind: str = ""


weathers = st.builds(
    Weather, road=st.sampled_from(ROADS), crash=st.sampled_from(CRASHES), blind=st.sampled_from(BLIND_SPOTS)
)
whose = st.sampled_from((0, 1))
names = st.sampled_from(NAMES)


@dataclass
class Course:
    """What all courses of one run met: steps in all, and how often each state met each fault."""

    steps: int = 0
    met: Counter[tuple[str, str]] = field(default_factory=Counter)

    def note(self, record: ActRecord, weather: Weather, died_at: ActState | None) -> None:
        """What one act came to, and through what."""
        for row in record.rows:
            self.met[row.state.value, weather.road] += 1
            if weather.blind:
                self.met[row.state.value, f"unread: {weather.blind}"] += 1
        if died_at is not None:
            self.met[died_at.value, "died here"] += 1

    @property
    def table(self) -> str:
        """The states in columns, the faults in rows."""
        states = [state.value for state in ActState]
        faults = sorted({fault for _, fault in self.met})
        head = f"{'':18}" + "".join(f"{state:>11}" for state in states)
        lines = [
            f"{fault:18}" + "".join(f"{self.met[state, fault]:>11}" for state in states) for fault in faults
        ]
        return "\n".join((f"{self.steps} steps", head, *lines))


class Street:
    """A server of one dialect and the road to it, for all courses; `office` is the one that is on."""

    def __init__(self, dialect: DialectName) -> None:
        self.server = SandboxServer(SandboxSettings(seed=SEED, dialect=dialect, now=NOW, token_seconds=10**7))
        self.office: Office | None = None
        self._road = self.server.sandbox._road
        setattr(self.server.sandbox, "_road", self._watched)  # noqa: B010  an assignment would not pass the type checker

    async def _watched(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope["path"])
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        kind = next((each for each in ActKind if path.endswith(f"/{each.value}")), None)
        if self.office is None or kind is None or scope["method"] != "POST" or "x-from" in headers:
            await self._road(scope, receive, send)
            return
        body = bytearray()

        async def read() -> Message:
            message = await receive()
            body.extend(message.get("body", b""))
            return message

        sent = self.office.arriving(kind, path)

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent.status = message["status"]
            await send(message)

        await self._road(scope, read, told)
        self.office.passed(sent, path, headers, bytes(body))


class Office(RuleBasedStateMachine):
    """The steps that can be taken in any order."""

    street: ClassVar[Street]
    course: ClassVar[Course]

    def __init__(self) -> None:
        super().__init__()
        self.server = self.street.server
        self.server.sandbox.reset()
        self.clock = self.server.sandbox.world.clock
        self.street.office = self
        self.wrongs: list[str] = []
        self.sent: list[Sent] = []
        self.late: list[Late] = []
        self.weather = Weather()
        self.weathers: dict[str, Weather] = {}
        """Of each act, by its name."""
        self.died_at: dict[str, ActState] = {}
        """After which of its steps the program of an act died."""
        self.key: bytes | None = None
        self.server.sandbox.faults.__dict__.pop("strike", None)  # what the desks of the last course counted
        self._left = ExitStack()
        folder = tempfile.mkdtemp()
        self._left.callback(shutil.rmtree, folder)
        self.place = Path(folder)
        self._left.enter_context(installed(FileRing(self.place / "ring")))
        self._client = self._left.enter_context(httpx.Client(base_url=self.server.url, verify=False))  # noqa: S501
        self._desks: list[ServiceDesk | None] = [None, None]
        self.cases: list[Case | None] = [None, None]
        self.names: list[str] = ["", ""]
        self._company = next(
            each.id for each in self.server.ledger.companies.values() if str(each.document["cif"]) == MAIN_CIF
        )
        self._tokens = {email: self._token(email) for email in (COLLEAGUE, *OPERATORS)}

    # ------------------------------------------------------------------------------------ the programs

    def desk(self, who: int) -> ServiceDesk:
        """The program of this person, started where it is not running."""
        running = self._desks[who]
        if running is None:
            house = furnish(turns=self.place / "turns", journal=self.place / "journal", policy=ALONE)
            running = self._desks[who] = ServiceDesk(self.server, house)
            running.sign_in(OPERATORS[who])
            running.do(house.services.load())
            self.key = key_of_text(running.do(house.vault.find_note(KEY_NOTE)))
        return running

    def _end(self, who: int, *, dies: bool = False) -> None:
        running, self._desks[who], self.cases[who] = self._desks[who], None, None
        if running is None:
            return
        if dies:
            self._lose_head(running.house)
        running.house.close()

    def _lose_head(self, house: House) -> None:
        """A program that dies does not tell the keyring what it wrote last."""

        async def lose() -> None:
            book = house.services.journal
            if book._anchoring is not None:
                book._anchoring.cancel()
            book._anchoring = None

        house.io.wait(lose(), 30)

    @contextmanager
    def _under(self, who: int, deed: Deed, weather: Weather) -> Iterator[None]:
        """This weather, for one act."""
        house, faults = deed.desk.house, self.server.sandbox.faults
        self.weather = weather
        road = "drop-before" if weather.road == LATE else weather.road
        path = f"*/{deed.invoice_id}"
        if road.isdecimal():
            faults.add(
                [Fault("status", "POST", f"{path}/{deed.word}", status=int(road), body={"error": "x"})]
            )
        elif road != NO_FAULT:
            faults.add([Fault(road, "POST", f"{path}/{deed.word}", bytes=64, ms=1)])
        if weather.blind == "after":
            faults.add([Fault("status", "GET", path, status=500, skip=1)])
        elif weather.blind:
            unseen = "*/me" if weather.blind == "me" else f"{path}/{weather.blind}"
            faults.add([Fault("garbage", "GET", unseen, count=-1)])
        book = house.services.journal
        client, _ = house.services.identity.connection.require()
        add, send = book.add, getattr(client, deed.word)

        def adding(act: str, state: ActState, fields: dict[str, Any]) -> object:
            written = add(act, state, fields)
            if state is ActState.PREPARED:
                self.weathers[act] = weather
            if state.value == weather.crash:
                self.died_at[act] = state
                raise Crash
            return written

        async def sending(*words: Any) -> object:
            answer = await send(*words)
            if weather.crash == ANSWERED:
                self.died_at[self.sent[-1].act] = ActState.SENT
                raise Crash
            return answer

        changed = ((book, "add", add, adding), (client, deed.word, send, sending))
        for owner, name, _, watched in changed:
            setattr(owner, name, watched)
        try:
            yield
        except Crash:
            self._end(who, dies=True)
        finally:
            for owner, name, plain, _ in changed:
                setattr(owner, name, plain)
            self.weather = Weather()
            faults.clear(keep_first=False)

    def _deed(self, who: int, name: str, kind: ActKind | None = None) -> Deed:
        """What can be done to the invoice by the server's books, unless somebody has decided already."""
        invoice = self.server.ledger.find(IDS[name])
        is_cancelled = invoice is not None and invoice.status == "cancelled"
        deed = Deed(self.desk(who), kind or (ActKind.RESTORE if is_cancelled else ActKind.CANCEL))
        deed.name = name
        return deed

    # ------------------------------------------------------------------------------------ the steps

    @rule(who=whose, name=names)
    def look(self, who: int, name: str) -> None:
        """A person opens the dialog of what can be done."""
        self.cases[who], self.names[who] = self._look(self._deed(who, name)), name

    @precondition(lambda self: any(self.cases))
    @rule(who=whose, weather=weathers)
    def decide(self, who: int, weather: Weather) -> None:
        """And presses the button, whatever has happened since."""
        case = self.cases[who]
        if case is not None:
            self._carry_out(who, self._deed(who, self.names[who], case.kind), case, weather)

    @rule(who=whose, name=names, weather=weathers)
    def act(self, who: int, name: str, weather: Weather) -> None:
        """Both at one stroke."""
        deed = self._deed(who, name)
        case = self._look(deed)
        if case is not None:
            self._carry_out(who, deed, case, weather)

    @rule(who=whose, name=names, weather=weathers)
    def act_again(self, who: int, name: str, weather: Weather) -> None:
        """The same step with another name: acts are what this is about."""
        self.act(who, name, weather)

    @rule(name=names)
    def both_at_once(self, name: str) -> None:
        """Two people press the same button at the same time."""
        deeds = [self._deed(who, name) for who in (0, 1)]
        cases = [self._look(deed) for deed in deeds]
        running = [
            deed.desk.house.io._submit(deed.carrying_out(case))
            for deed, case in zip(deeds, cases, strict=True)
            if case is not None
        ]
        outcomes = [each.result(60) for each in running]
        assert sum(isinstance(outcome, Done) for outcome in outcomes) <= 1

    @rule(
        name=names,
        what=st.sampled_from((*("cancel", "restore", "issue") * 4, "payments", "delete", "delete")),
        email=st.sampled_from((COLLEAGUE, OPERATORS[0])),
    )
    def elsewhere(self, name: str, what: str, email: str) -> None:
        """A colleague, or one of the two in a browser, does something to the invoice."""
        if what == "restore" and email != COLLEAGUE:
            email = COLLEAGUE  # two restores of one person leave the same trace
        path = f"/api/v1/invoices/{IDS[name]}"
        fields = {"cancel": {"reason": "Anulată în altă parte"}, "payments": {"amount": "1.00"}}.get(what, {})
        method = "DELETE" if what == "delete" else "POST"
        self._ask(method, path if what == "delete" else f"{path}/{what}", email, json=fields)

    @rule(who=whose, blind=st.booleans())
    def read_back(self, who: int, blind: bool) -> None:
        """The window looks what became of the open acts."""
        services = self.desk(who).house.services
        if blind:
            self.server.sandbox.faults.add([Fault("status", "GET", "*/events", status=500)])
        self._settle_all(who)
        self.server.sandbox.faults.clear(keep_first=False)
        assert services.cancellation.journal_standing.name == "OPEN"

    @precondition(lambda self: self.late)
    @rule()
    def a_late_request_arrives(self) -> None:
        """What was lost was only slow."""
        self._land(self.late.pop(0))

    @rule(seconds=st.sampled_from((1, 20, 90, 100, 200)))
    def time_passes(self, seconds: int) -> None:
        """The server's clock goes on; what is too late for it arrives no more."""
        self.clock._frozen = self.clock.now() + timedelta(seconds=seconds)
        self.late = [each for each in self.late if self.clock.now() < each.until]

    @rule(who=whose, dies=st.booleans())
    def end(self, who: int, dies: bool) -> None:
        """A program is closed, or dies between two acts; it is started again when it is needed."""
        self._end(who, dies=dies)

    # ------------------------------------------------------------------------------------ what must hold

    @invariant()
    def nothing_is_sent_twice_and_nothing_lost(self) -> None:
        """See above."""
        self.course.steps += 1
        assert not self.wrongs, self.wrongs
        passed = Counter(each.act for each in self.sent if each.status != httpx.codes.UNAUTHORIZED)
        assert not [act for act, times in passed.items() if times > 1]
        records = self.records()
        for whose_it_is, times in self.done_at_server().items():
            held = [
                record
                for record in records
                if key_of(record) == whose_it_is
                and record.state in {*OPEN, ActState.CONFIRMED, ActState.GONE}
            ]
            assert len(held) >= times, (whose_it_is, times, [(each.act, each.state) for each in records])

    def teardown(self) -> None:
        """The end of a course: everything recovers, and then journal and server say the same."""
        try:
            if sys.exc_info()[0] is None:
                self._recovered()
        finally:
            self.street.office = None
            for who in (0, 1):
                self._end(who)
            self._left.close()

    def _recovered(self) -> None:
        for who in (0, 1):
            self._end(who, dies=who == 0)
        for number, each in enumerate(self.late):
            if number % 2 == 0:
                self._land(each)
        self.late.clear()
        self.desk(0)
        untils = [record.intent.until for record in self.records() if record.intent is not None]
        self.clock._frozen = max((self.clock.now(), *untils)) + timedelta(seconds=1)
        for who in (0, 1):
            self._settle_all(who)
        records = self.records()
        there = {str(IDS[name]) for name in NAMES if self.server.ledger.find(IDS[name]) is not None}
        for record in records:
            self.course.note(record, self.weathers.get(record.act, Weather()), self.died_at.get(record.act))
        noted = [each for each in records if each.notes]
        assert all(each.state is ActState.CONFIRMED and each.kind is ActKind.RESTORE for each in noted)
        assert not [each.act for each in records if each.state in {*OPEN, ActState.PREPARED}]
        gone = Counter(key_of(each) for each in records if each.state is ActState.GONE)
        assert not [invoice_id for _, invoice_id, _ in gone if invoice_id in there]
        confirmed = Counter(key_of(each) for each in records if each.state is ActState.CONFIRMED)
        # Of an invoice that was deleted before anybody could look, nothing is claimed, and nothing is lost.
        done = self.done_at_server()
        assert confirmed <= done <= confirmed + gone
        for who in (0, 1):
            assert self.desk(who).do(self.desk(who).house.services.journal.verify()) is None

    # ------------------------------------------------------------------------------------ at the server

    def arriving(self, kind: ActKind, path: str) -> Sent:
        """On the server's thread: a request of ours is there; what the journal holds of it at this moment."""
        invoice_id = path.split("/")[-2]
        sent_now = [each for each in self.records() if each.state is ActState.SENT and each.kind is kind]
        ours = [each for each in sent_now if str(each.invoice_id) == invoice_id]
        if len(ours) != 1:
            self.wrongs.append(f"sent while the journal had {len(ours)} such acts on their way")
        if self.weather.blind not in {"", "after"}:
            self.wrongs.append(f"sent though {self.weather.blind} could not be read")
        invoice = self.server.ledger.find(invoice_id)
        if invoice is None or invoice.payments:
            self.wrongs.append("sent for an invoice that is gone or paid")
        elif (invoice.status == "cancelled") is (kind is ActKind.CANCEL):
            self.wrongs.append(f"sent for an invoice that is {invoice.status}")
        sent = Sent(ours[0].act if ours else "")
        self.sent.append(sent)
        return sent

    def passed(self, sent: Sent, path: str, headers: dict[str, str], body: bytes) -> None:
        """It was dealt with; one that is only late goes on after its connection broke."""
        if self.weather.road != LATE or sent.status:
            return
        record = next(each for each in self.records() if each.act == sent.act)
        assert record.intent is not None
        kept = {
            name: value
            for name, value in headers.items()
            if name in {"authorization", "x-company", "content-type"}
        }
        self.late.append(Late(path, kept, body, record.intent.until))

    def done_at_server(self) -> Counter[tuple[str, str, str]]:
        """How often the history says that one of ours cancelled with our reason, or restored."""
        words = {"cancelled": ActKind.CANCEL, "restored": ActKind.RESTORE}
        done: Counter[tuple[str, str, str]] = Counter()
        for name in NAMES:
            invoice = self.server.ledger._kept.get(IDS[name])
            for event in invoice.events if invoice is not None else ():
                told = event["metadata"] or {}
                kind = words.get(str(told.get("action")))
                if kind is None or event["createdBy"] not in OPERATORS:
                    continue
                if datetime.fromisoformat(event["createdAt"]) < NOW:
                    continue
                if kind is ActKind.RESTORE or told.get("reason") == REASON:
                    done[kind.value, str(IDS[name]), event["createdBy"]] += 1
        return done

    # ------------------------------------------------------------------------------------ inside

    def records(self) -> Sequence[ActRecord]:
        """What lies in the journal's file, whoever has it open."""
        files = list((self.place / "journal").glob("*.journal"))
        if not files or self.key is None:
            return ()
        journal = Journal.open(files[0], self.key)
        assert isinstance(journal, Journal), journal
        try:
            return journal.acts_before(journal.head().number + 1, MANY)
        finally:
            journal.close()

    def _look(self, deed: Deed) -> Case | None:
        seen = deed.desk.do(deed.service.look(deed.desk.company, deed.invoice_id, Reached.NO))
        return seen if isinstance(seen, Case) else None

    def _carry_out(self, who: int, deed: Deed, case: Case, weather: Weather) -> None:
        self.cases[who] = None
        before = {record.act for record in self.records()}
        outcome: ActOutcome | None = None
        with self._under(who, deed, weather):
            outcome = deed.carry_out(case)
        new = [record for record in self.records() if record.act not in before]
        if isinstance(outcome, Done):
            assert [record.state for record in new] == [ActState.CONFIRMED]
        elif isinstance(outcome, NotSent):
            assert all(record.state in {ActState.REFUSED, ActState.ABANDONED} for record in new)

    def _settle_all(self, who: int) -> None:
        recovery = self.desk(who).house.services.recovery
        for act in self.desk(who).do(recovery.open_acts()):
            self.desk(who).do(recovery.read_back(act))

    def _token(self, email: str) -> str:
        password = next(str(each["password"]) for each in self.server.accounts if each["email"] == email)
        answer = self._client.post("/api/auth", json={"email": email, "password": password})
        self._client.cookies.clear()
        return str(answer.json()["token"])

    def _ask(self, method: str, path: str, email: str, **more: Any) -> None:
        headers = {
            "Authorization": f"Bearer {self._tokens[email]}",
            "X-Company": self._company,
            "X-From": "elsewhere",
        }
        self._client.request(method, path, headers=headers, **more)

    def _land(self, late: Late) -> None:
        headers = {**late.headers, "X-From": "late"}
        self._client.post(late.path, headers=headers, content=late.body)


def key_of(record: ActRecord) -> tuple[str, str, str]:
    """What, on which invoice, by whom."""
    return record.kind.value, str(record.invoice_id), record.author.email


def run(dialect: DialectName, courses: int, steps: int) -> Course:
    """So many courses of at most so many steps in this dialect."""
    street, course = Street(dialect), Course()
    office = type("Office", (Office,), {"street": street, "course": course})
    gc.collect()
    gc.freeze()  # each program that ends collects what is left of it
    with street.server:
        run_state_machine_as_test(
            office,
            settings=settings(
                max_examples=courses,
                stateful_step_count=steps,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    gc.unfreeze()
    return course


@pytest.mark.parametrize("dialect", ["observed", "documented"])
def test_journal_and_server_agree_whatever_happens(qapp: QApplication, dialect: DialectName) -> None:
    assert run(dialect, *SHORT).steps > SHORT[0]


@pytest.mark.long
def test_journal_and_server_agree_after_ten_thousand_steps(
    qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    courses = [run("observed", *LONG), run("documented", *LONG)]
    whole = Course(sum(each.steps for each in courses), courses[0].met + courses[1].met)
    with capsys.disabled():
        print("\n" + whole.table)  # noqa: T201
    assert whole.steps >= LONG_STEPS
