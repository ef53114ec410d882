"""The client against a whole server, in the dialect of the real one and in that of the documentation."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

import pytest

from storno_desktop.api.client import StornoClient
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceStatus
from storno_desktop.domain.listing import ServerListing, ServerSort
from storno_desktop.domain.problem import Acted, Problem, ProblemKind
from storno_desktop.domain.session import CompanyContext, SecondFactorChallenge, SignInWay, Tokens
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import SandboxSettings
from tests.contract.recording_keeper import RecordingKeeper
from tests.unit.wire.recorded import DATA, seed

T = TypeVar("T")
SEED = seed()
NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
KEYS = {entry["key"]: InvoiceId(identifier) for identifier, entry in SEED["invoices"].items()}
Scenario = Callable[[StornoClient, CompanyContext], Coroutine[Any, Any, None]]


@pytest.fixture(params=["observed", "documented"])
def server(request: pytest.FixtureRequest) -> Iterator[SandboxServer]:
    dialect: Literal["observed", "documented"] = request.param
    with SandboxServer(SandboxSettings(dialect=dialect, seed=Path(DATA / "seed.json"), now=NOW)) as running:
        yield running


def value_of(outcome: Evidence[T] | Problem) -> T:
    assert isinstance(outcome, Evidence), outcome
    assert outcome.server_time is not None
    return outcome.value


def problem_of(outcome: object) -> Problem:
    assert isinstance(outcome, Problem), outcome
    return outcome


def play(server: SandboxServer, scenario: Scenario, email: str = "owner@exemplu.ro") -> None:
    async def all_of_it() -> None:
        client = StornoClient(server.url, clock=lambda: NOW)
        try:
            assert isinstance(await client.sign_in(email, SEED["password"]), Tokens)
            me = value_of(await client.me())
            companies = value_of(await client.companies(me.organization_id))
            company = next(each for each in companies if each.cif == "18547290")
            await scenario(client, CompanyContext(organization_id=me.organization_id, company_id=company.id))
        finally:
            await client.aclose()

    asyncio.run(all_of_it())


def test_every_invoice_is_listed_once(server: SandboxServer) -> None:
    async def scenario(client: StornoClient, company: CompanyContext) -> None:
        found = []
        for number in range(1, 9):
            listing = ServerListing(page=number, sort=ServerSort.ISSUE_DATE, descending=False)
            page = value_of(await client.list_invoices(company, listing))
            found += [row.id for row in page]
            assert page.unreadable == 0
            if page.is_last:
                break
        assert len(found) == len(set(found)) == 64

    play(server, scenario)


def test_filters_reach_the_server(server: SandboxServer) -> None:
    async def scenario(client: StornoClient, company: CompanyContext) -> None:
        listing = ServerListing(status=InvoiceStatus.CANCELLED, limit=20, search="BRS003")
        rows = value_of(await client.list_invoices(company, listing)).rows
        assert rows
        assert all(row.status is InvoiceStatus.CANCELLED and row.number.startswith("BRS003") for row in rows)
        day = rows[0].issue_date
        that_day = value_of(await client.list_invoices(company, ServerListing(date_from=day, date_to=day)))
        assert that_day.rows
        assert {row.issue_date for row in that_day} == {day}

    play(server, scenario)


def test_each_part_of_each_invoice_is_read(server: SandboxServer) -> None:
    async def scenario(client: StornoClient, company: CompanyContext) -> None:
        own = [key for key, each in KEYS.items() if SEED["invoices"][each]["company"] == "A"]
        for key in own[::4]:
            invoice = KEYS[key]
            detail = value_of(await client.invoice(company, invoice))
            assert detail.id == invoice
            assert len(value_of(await client.payments(company, invoice))) == detail.payment_count
            assert value_of(await client.events(company, invoice)) or key.startswith("incoming")
            value_of(await client.emails(company, invoice))
            value_of(await client.share_links(company, invoice))
            value_of(await client.submissions(company, invoice))
        assert {each.prefix for each in value_of(await client.series(company))} >= {"BRS", "VECHE"}

    play(server, scenario)


def test_both_dialects_mean_the_same_invoice() -> None:
    details: dict[str, list[object]] = {}
    dialects: list[Literal["observed", "documented"]] = ["observed", "documented"]
    for dialect in dialects:
        settings = SandboxSettings(dialect=dialect, seed=DATA / "seed.json", now=NOW)
        with SandboxServer(settings) as server:

            async def scenario(client: StornoClient, company: CompanyContext, dialect: str = dialect) -> None:
                seen: list[object] = []
                for key in (
                    "issued-1",
                    "cancelled-with-credit-note",
                    "cancelled-anaf",
                    "paid",
                    "refund-child",
                ):
                    invoice = value_of(await client.invoice(company, KEYS[key]))
                    row = invoice.summary
                    seen.append(
                        (
                            *(row.number, row.status, row.issue_date, row.due_date, row.total, row.vat_total),
                            *(row.amount_paid, row.cancelled_at, row.parent_id, row.partner_name),
                            *(invoice.anaf.message_id, invoice.anaf.upload_id, invoice.anaf.status),
                            *(invoice.cancellation_reason, invoice.payment_count, invoice.credit_notes),
                            invoice.series and (invoice.series.id, invoice.series.prefix),
                            [(line.description, line.quantity, line.net_total) for line in invoice.lines],
                        )
                    )
                details[dialect] = seen

            play(server, scenario)
    assert details["observed"] == details["documented"]


def test_cancelling_and_restoring(server: SandboxServer) -> None:
    async def scenario(client: StornoClient, company: CompanyContext) -> None:
        invoice = KEYS["issued-1"]
        reason = "Emisă de două ori — „dublură”"
        cancelled = value_of(await client.cancel(company, invoice, reason))
        assert cancelled.summary.status is InvoiceStatus.CANCELLED
        assert cancelled.cancellation_reason == reason
        newest = value_of(await client.events(company, invoice))[0]
        assert newest.is_cancellation
        assert (newest.reason, newest.by, newest.cancelled_from) == (reason, "owner@exemplu.ro", "issued")

        again = problem_of(await client.cancel(company, invoice, reason))
        assert again.kind in {ProblemKind.REFUSED, ProblemKind.CONFLICT}
        assert again.acted is Acted.NO
        assert again.server_text

        restored = value_of(await client.restore(company, invoice))
        assert restored.summary.status is InvoiceStatus.DRAFT
        assert value_of(await client.events(company, invoice))[0].is_restoration
        assert problem_of(await client.restore(company, invoice)).acted is Acted.NO

    play(server, scenario)


def test_many_at_once(server: SandboxServer) -> None:
    async def scenario(client: StornoClient, company: CompanyContext) -> None:
        done, refused = KEYS["issued-4"], KEYS["validated"]
        outcome = value_of(await client.bulk_cancel(company, [done, refused], "Motiv de anulare bun"))
        assert outcome.acted_on(done) is Acted.YES
        assert outcome.acted_on(refused) is Acted.NO
        assert outcome.refused[refused]

    play(server, scenario)


def test_credit_notes_by_their_own_list(server: SandboxServer) -> None:
    async def scenario(client: StornoClient, company: CompanyContext) -> None:
        parent = KEYS["cancelled-with-credit-note"]
        found = await client.credit_notes(company, parent)
        if server.settings.dialect == "observed":
            assert problem_of(found).kind is ProblemKind.NOT_FOUND
        else:
            listed = value_of(await client.invoice(company, parent)).credit_notes
            assert listed
            assert {note.id for note in value_of(found)} == {note.id for note in listed}
            assert value_of(await client.credit_notes(company, KEYS["issued-1"])) == ()

    play(server, scenario)


def test_what_may_not_be_done_was_not_done(server: SandboxServer) -> None:
    async def scenario(client: StornoClient, company: CompanyContext) -> None:
        problem = problem_of(await client.cancel(company, KEYS["issued-1"], "Motiv de anulare bun"))
        assert (problem.kind, problem.acted) == (ProblemKind.FORBIDDEN, Acted.NO)

    play(server, scenario, email="angajat@exemplu.ro")


def test_the_second_factor(server: SandboxServer) -> None:
    async def all_of_it() -> None:
        client = StornoClient(server.url, clock=lambda: NOW)
        try:
            challenge = await client.sign_in(SEED["mfa"]["email"], SEED["password"])
            assert isinstance(challenge, SecondFactorChallenge)
            assert problem_of(await client.me()).kind is ProblemKind.SIGNED_OUT
            wrong = problem_of(await client.verify(challenge, "000000"))
            assert wrong.kind is ProblemKind.WRONG_CREDENTIALS
            code = SEED["mfa"]["backup"][0]
            assert isinstance(await client.verify(challenge, code, "backup_code"), Tokens)
            assert value_of(await client.me()).email == SEED["mfa"]["email"]
        finally:
            await client.aclose()

    asyncio.run(all_of_it())


def test_an_api_key_goes_without_bearer(server: SandboxServer) -> None:
    async def all_of_it() -> None:
        client = StornoClient(server.url, clock=lambda: NOW)
        try:
            client.set_tokens(Tokens(access=SEED["apiKeys"]["owner-all"]["key"], way=SignInWay.API_KEY))
            assert value_of(await client.me()).email == "owner@exemplu.ro"
            revoked = Tokens(access=SEED["apiKeys"]["owner-revoked"]["key"], way=SignInWay.API_KEY)
            client.set_tokens(revoked)
            assert problem_of(await client.me()).kind is ProblemKind.SIGNED_OUT
        finally:
            await client.aclose()

    asyncio.run(all_of_it())


def test_the_version_needs_no_sign_in(server: SandboxServer) -> None:
    async def all_of_it() -> None:
        client = StornoClient(server.url, clock=lambda: NOW)
        try:
            assert value_of(await client.version())
        finally:
            await client.aclose()

    asyncio.run(all_of_it())


def test_a_session_outlives_its_first_token(server: SandboxServer) -> None:
    """The refresh path of this dialect is found by itself, and the new pair is kept before it is used."""
    keeper = RecordingKeeper()

    async def all_of_it() -> None:
        client = StornoClient(server.url, clock=lambda: NOW, keeper=keeper)
        try:
            first = await client.sign_in("owner@exemplu.ro", SEED["password"])
            assert isinstance(first, Tokens)
            client.set_tokens(Tokens(access="not.a.token", refresh=first.refresh))
            users = await asyncio.gather(*(client.me() for _ in range(6)))
            assert {value_of(user).email for user in users} == {"owner@exemplu.ro"}
        finally:
            await client.aclose()

    asyncio.run(all_of_it())
    assert len(keeper.kept) == 1
    assert keeper.kept[0].access != "not.a.token"
