"""Services as the program builds them, in front of a sandbox, with a count of every request that arrived."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from storno_desktop.app.furnishing import House, furnish
from storno_desktop.domain.act import ActKind, Intent, Standing
from storno_desktop.domain.act_record import ActRecord
from storno_desktop.domain.cancellation import CancellationReason
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceSummary
from storno_desktop.domain.listing import Page, ServerListing
from storno_desktop.domain.listview import ListView
from storno_desktop.domain.restore_rules import RestoreRules, WhenApproved
from storno_desktop.domain.server_address import ServerAddress, parse_server_address
from storno_desktop.domain.session import Company
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import SandboxSettings
from storno_desktop.service.act_service import ActService
from storno_desktop.service.case import ActOutcome, Case, Done, OutcomeUnknown
from storno_desktop.service.connection import Reach
from storno_desktop.service.policy import Policy
from storno_desktop.service.session import Session
from tests.contract.sandbox_visitor import visitor
from tests.memory_ring import MemoryRing, installed

SEED = Path(__file__).parents[1] / "data" / "storno" / "seed.json"
WORLD: dict[str, Any] = json.loads(SEED.read_bytes())
IDS = {record["key"]: InvoiceId(number) for number, record in WORLD["invoices"].items()}
REASON = "Client greșit, se emite alta"
WHY = "Anulată din greșeală"
"""The reason for a restore."""
ALONE = Policy(restore=RestoreRules(approval=WhenApproved.NEVER))
"""An office that asks for no supervisor."""
MAIN_CIF = "18547290"

STATUS_ACTS = (ActKind.CANCEL, ActKind.RESTORE)
"""The acts that bring an invoice into another status."""
_DEEDS = {
    ActKind.CANCEL: ("issued-1", "cancel", "issued", "cancelled"),
    ActKind.RESTORE: ("restore-1", "restore", "cancelled", "draft"),
    ActKind.CREATE_STORNO: ("validated", "bulk-storno", "", "draft"),
    ActKind.REVOKE_LINK: ("restore-1", "share-links", "active", "revoked"),
}
"""On which invoice, the last word of the path, and the state before and after."""

T = TypeVar("T")


class ServiceDesk:
    """One house and one server; `arrived` holds method and path of every request, whatever became of it."""

    def __init__(self, server: SandboxServer, house: House) -> None:
        self.server, self.house = server, house
        self.arrived: list[tuple[str, str]] = []
        self.session: Session | None = None
        faults = server.sandbox.faults
        strike = faults.strike

        def counted(method: str, path: str) -> Fault | None:
            self.arrived.append((method, path))
            return strike(method, path)

        setattr(faults, "strike", counted)  # noqa: B010  an assignment would not pass the type checker

    @property
    def address(self) -> ServerAddress:
        address = parse_server_address(self.server.url)
        assert isinstance(address, ServerAddress)
        return address

    @property
    def company(self) -> Company:
        """The company of nearly all seeded invoices, or the first one of a generated world."""
        assert self.session is not None
        companies = self.session.companies
        return next((each for each in companies if each.cif == MAIN_CIF), companies[0])

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Carry out on the I/O thread, and wait."""
        return self.house.io.wait(work, timeout=120)

    def do_together(self, *works: Coroutine[Any, Any, T]) -> list[T]:
        """Carry out at the same time."""

        async def together() -> list[T]:
            return list(await asyncio.gather(*works))

        return self.do(together())

    def sign_in(self, email: str = "contabil@exemplu.ro") -> Session:
        """Sign in and remember the session."""
        password = next(str(each["password"]) for each in self.server.accounts if each["email"] == email)
        session = self.do(self.house.services.sessions.sign_in(self.address, email, password))
        assert isinstance(session, Session), session
        self.session = session
        return session

    def fail(self, kind: str, path: str = "*", **more: Any) -> None:
        """Let this strike, after what was said before."""
        self.server.sandbox.faults.add([Fault(kind, path=path, **more)])

    def mend(self) -> None:
        """No faults any more."""
        self.server.sandbox.faults.clear(keep_first=False)

    def stop_listening(self) -> None:
        """New connections are refused; those that stand go on."""
        running = self.server._server
        assert running is not None
        assert running._loop is not None
        for listener in running.servers:
            running._loop.call_soon_threadsafe(listener.close)

    def count(self, method: str, part: str) -> int:
        """How many requests of this method arrived whose path holds this."""
        return sum(asked == method and part in path for asked, path in self.arrived)

    def journalled(self) -> list[ActRecord]:
        """Every act of the journal, newest first."""

        async def read() -> list[ActRecord]:
            await self.house.services.recovery.begin()
            journal = self.house.services.journal.journal
            assert journal is not None
            return list(journal.acts_before(journal.head().number + 1, 99))

        return self.do(read())

    def book(self, name: str) -> Invoice:
        """The sandbox's own record of a seeded invoice."""
        found = self.server.ledger.find(IDS[name])
        assert found is not None
        return found

    def by_another(self, name: str, what: str, *, role: str = "owner", **fields: Any) -> None:
        """The owner, or whoever has this role, does something to this invoice from elsewhere."""
        with visitor(self.server, role) as other:
            answer = other.post(
                f"/api/v1/invoices/{IDS[name]}/{what}", json=fields, headers={"X-Company": self.company.id}
            )
        assert answer.is_success, answer.text

    # ------------------------------------------------------------------------------------- the list

    def in_store(self, company: Company) -> dict[InvoiceId, InvoiceSummary]:
        """All rows that the window would show without any filter."""
        today = self.house.clock().date()
        listing = self.house.reader.open(ListView(today=today, direction=None), company.id)
        rows = [listing.row(position) for position in range(len(listing))]
        assert all(rows)
        return {row.id: row for row in rows if row is not None}

    def at_server(self, company: Company) -> dict[InvoiceId, InvoiceSummary]:
        """All rows that the server lists, page by page."""

        async def read() -> list[Page[InvoiceSummary]]:
            connection = self.house.services.invoices._connection
            reach = connection.reach(company)
            assert isinstance(reach, Reach), reach
            pages: list[Page[InvoiceSummary]] = []
            while not pages or not pages[-1].is_last:
                question = ServerListing(page=len(pages) + 1)
                page = await reach.client.list_invoices(reach.context, question)
                assert isinstance(page, Evidence), page
                pages.append(page.value)
            return pages

        return {row.id: row for page in self.do(read()) for row in page}


class Deed:
    """One act on one seeded invoice: the family of lost answers is the same for all kinds."""

    method = "POST"

    def __init__(self, desk: ServiceDesk, kind: ActKind) -> None:
        self.desk, self.kind = desk, kind
        self.name, self.word, self.before, self.after = _DEEDS[kind]
        self.path = f"*/{self.word}"
        self.service: ActService = {
            ActKind.CANCEL: desk.house.services.cancellation,
            ActKind.RESTORE: desk.house.services.restoration,
            ActKind.CREATE_STORNO: desk.house.services.storno,
            ActKind.REVOKE_LINK: desk.house.services.links,
        }[kind]

    @property
    def invoice_id(self) -> InvoiceId:
        return IDS[self.name]

    @property
    def posts(self) -> int:
        """Requests for this act that reached the server, whatever became of them."""
        return self.desk.count("POST", f"{self.invoice_id}/{self.word}")

    @property
    def status(self) -> str:
        """The invoice's status in the server's books."""
        return self.desk.book(self.name).status

    @property
    def recorded(self) -> int:
        """How often the server's history says that this act was done by us."""
        word = "cancelled" if self.kind is ActKind.CANCEL else "restored"
        return sum(
            (event["metadata"] or {}).get("action") == word and event["createdBy"] == "contabil@exemplu.ro"
            for event in self.desk.book(self.name).events
        )

    def by_colleague(self) -> None:
        """The owner does the same from elsewhere."""
        fields = {"reason": "Anulată de altcineva"} if self.kind is ActKind.CANCEL else {}
        self.desk.by_another(self.name, self.word, **fields)

    def look(self) -> Case:
        """The case as a person sees it, with the question answered."""
        seen = self.desk.do(self.service.look(self.desk.company, self.invoice_id, Reached.NO))
        assert isinstance(seen, Case), seen
        return seen

    def carrying_out(self, case: Case) -> Coroutine[Any, Any, ActOutcome]:
        """The act, with every warning acknowledged."""
        acknowledged = frozenset(finding.check for finding in case.assessment.warnings)
        services = self.desk.house.services
        if self.kind is ActKind.RESTORE:
            return services.restoration.restore(case, acknowledged, WHY)
        reason = CancellationReason.parse(REASON)
        assert isinstance(reason, CancellationReason)
        return services.cancellation.cancel(case, reason, acknowledged)

    def carry_out(self, case: Case | None = None) -> ActOutcome:
        """Do it, from a case seen before or looked at now."""
        return self.desk.do(self.carrying_out(case or self.look()))

    def look_again(self, intent: Intent) -> Done | OutcomeUnknown:
        """Read back."""
        return self.desk.do(self.service.look_again(self.desk.company, intent))

    def lose(self) -> Intent:
        """The request is lost before it is done: the outcome stays open."""
        self.desk.fail("drop-before", self.path, method=self.method)
        outcome = self.carry_out()
        assert isinstance(outcome, OutcomeUnknown), outcome
        assert outcome.settlement.standing is Standing.NOT_SEEN
        return outcome.intent


class Reversal(Deed):
    """The storno of an invoice that ANAF has; its state is that of the storno, "" for none."""

    def __init__(self, desk: ServiceDesk) -> None:
        super().__init__(desk, ActKind.CREATE_STORNO)

    @property
    def posts(self) -> int:
        return self.desk.count(self.method, self.word)

    @property
    def children(self) -> list[Invoice]:
        """The server's own records of what reverses the invoice."""
        return self.desk.server.ledger.children(self.desk.book(self.name))

    @property
    def status(self) -> str:
        return " ".join(child.status for child in self.children)

    @property
    def recorded(self) -> int:
        return sum(child.events[-1]["createdBy"] == "contabil@exemplu.ro" for child in self.children)

    def by_colleague(self, role: str = "owner") -> None:
        with visitor(self.desk.server, role) as other:
            answer = other.post(
                "/api/v1/invoices/bulk-storno",
                json={"ids": [self.invoice_id]},
                headers={"X-Company": self.desk.company.id},
            )
        assert answer.json()["created"] == 1, answer.text

    def carrying_out(self, case: Case) -> Coroutine[Any, Any, ActOutcome]:
        return self.desk.house.services.storno.create(case, frozenset())


class Closing(Deed):
    """The closing of one of two public links of a cancelled invoice; its state is that of this link."""

    method = "DELETE"
    link, other_link = "019a0009-0000-7000-8000-000000000001", "019a0009-0000-7000-8000-000000000002"

    def __init__(self, desk: ServiceDesk) -> None:
        super().__init__(desk, ActKind.REVOKE_LINK)
        self.path = f"*/share-links/{self.link}"
        book = desk.book(self.name)
        if not book.share_links:
            book.share_links = [a_link(self.link), a_link(self.other_link)]
            desk.server.ledger.changed(book)

    @property
    def posts(self) -> int:
        return self.desk.count(self.method, self.link)

    @property
    def status(self) -> str:
        return next(
            str(each["status"]) for each in self.desk.book(self.name).share_links if each["id"] == self.link
        )

    @property
    def recorded(self) -> int:
        return self.status == "revoked"

    def by_colleague(self) -> None:
        with visitor(self.desk.server) as other:
            path = f"/api/v1/invoices/{self.invoice_id}/share-links/{self.link}"
            answer = other.delete(path, headers={"X-Company": self.desk.company.id})
        assert answer.status_code == 204, answer.text

    def carrying_out(self, case: Case) -> Coroutine[Any, Any, ActOutcome]:
        return self.desk.house.services.links.close(case, self.link)


def deed_of(desk: ServiceDesk, kind: ActKind) -> Deed:
    """The deed of this kind."""
    match kind:
        case ActKind.CREATE_STORNO:
            return Reversal(desk)
        case ActKind.REVOKE_LINK:
            return Closing(desk)
        case _:
            return Deed(desk, kind)


def a_link(link_id: str) -> dict[str, object]:
    """An open public link as the sandbox keeps it."""
    return {
        "id": link_id,
        "status": "active",
        "token": "secret",
        "url": "https://app.storno.ro/share/secret",
        "paymentEnabled": True,
        "viewCount": 2,
        "lastViewedAt": "2026-03-02T10:00:00+02:00",
        "expiresAt": None,
        "createdAt": "2026-03-01T10:00:00+02:00",
        "isValid": True,
        "createdBy": "contabil@exemplu.ro",
    }


@contextmanager
def open_desk(
    turns: Path | None = None,
    journal: Path | None = None,
    policy: Policy = ALONE,
    **settings: Any,
) -> Iterator[ServiceDesk]:
    """A desk for the time of one test; needs a QApplication. Seeded unless the settings say otherwise."""
    chosen = replace(SandboxSettings(seed=None if "invoices" in settings else SEED), **settings)
    with SandboxServer(chosen) as server, installed(MemoryRing()):
        house = furnish(turns=turns, journal=journal, policy=policy)
        try:
            yield ServiceDesk(server, house)
        finally:
            house.close()
