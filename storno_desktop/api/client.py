"""A client of the Storno API that can be used on its own, without any window.

    address = parse_server_address("api.storno.ro")
    client = StornoClient(address.url, clock=lambda: datetime.now(UTC))
    match await client.sign_in("ana@exemplu.ro", password):
        case Tokens():
            companies = await client.companies()
        case SecondFactorChallenge() as challenge:
            await client.verify(challenge, code)
        case Problem() as problem:
            print(problem.kind, problem.remedy)
    await client.aclose()

Each method returns `Evidence` (the value, where it was read and when, by both clocks) or a
`Problem`; none raises for anything that a server or a network can do. Reads are repeated a few times
where that can help; what changes something is sent once, and its Problem says whether the server
may have acted.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

import httpx

from storno_desktop.api.ask import Ask, make_ask
from storno_desktop.api.conversation import TOKEN_PATH, Conversation, Surroundings
from storno_desktop.api.listing_query import listing_query
from storno_desktop.api.token_keeper import NoKeeper, TokenKeeper
from storno_desktop.api.transport import Limits, Transport
from storno_desktop.domain.bulk_outcome import BulkOutcome
from storno_desktop.domain.evidence import Evidence, Source
from storno_desktop.domain.invoice import (
    EmailDelivery,
    Invoice,
    InvoiceEvent,
    LinkedInvoice,
    Payment,
    Series,
    ShareLink,
    Submission,
)
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.listing import Page, ServerListing
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.server_address import AddressFault, ServerAddress, parse_server_address
from storno_desktop.domain.session import (
    Company,
    CompanyContext,
    SecondFactorChallenge,
    SignInWay,
    Tokens,
    User,
)
from storno_desktop.wire.account import read_companies, read_sign_in, read_tokens, read_user, read_version
from storno_desktop.wire.bulk import read_bulk_outcome, read_storno_answer
from storno_desktop.wire.document import Unreadable
from storno_desktop.wire.events import read_events
from storno_desktop.wire.invoices import read_changed_invoice, read_invoice
from storno_desktop.wire.pages import as_linked, read_page
from storno_desktop.wire.parts import (
    read_emails,
    read_payments,
    read_series,
    read_share_links,
    read_submissions,
)
from storno_desktop.wire.problems import unreadable

if TYPE_CHECKING:
    # Only names here: most servers and plans have no hints.
    from storno_desktop.api.realtime import Heard, Realtime

T = TypeVar("T")

_MOST_PAGES_OF_CREDIT_NOTES = 20
_VERIFY_TYPES = {"backup_code": "backup"}
"""The challenge and its answer call the same thing by different names (contract §3.2)."""


class StornoClient:
    """One server, one signed-in account; use it from one event loop.

    `base_url` must be an address that `parse_server_address` accepts (else ValueError: a mistake of
    the caller's). `clock` returns the aware present. `keeper` is given each new pair of tokens
    before it is used. `transport`, `limits`, `sleep` and `chance` replace the outside world in tests.
    """

    def __init__(
        self,
        base_url: str,
        *,
        clock: Callable[[], datetime],
        keeper: TokenKeeper | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        limits: Limits | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        address = parse_server_address(base_url)
        if isinstance(address, AddressFault):
            raise ValueError(f"not a server address: {address.name}")
        self.address: ServerAddress = address
        limits = limits or Limits()
        self.longest_change: float = limits.whole
        """Seconds after which a request that changes something has ended in one way or another."""
        self._server = Conversation(
            Transport(address, limits=limits, transport=transport),
            Surroundings(clock=clock, sleep=sleep, chance=chance),
            keeper or NoKeeper(),
        )
        self._realtime: Realtime | None = None

    def __repr__(self) -> str:
        return f"StornoClient({self.address.url}, {self._server.auth!r})"

    def set_tokens(self, tokens: Tokens | None) -> None:
        """Acts under these tokens from now on (an API key is an access token alone); None signs out."""
        self._server.auth.set_tokens(tokens)

    @property
    def tokens(self) -> Tokens | None:
        """The tokens in use, None for nobody."""
        return self._server.auth.tokens

    async def renewal_ends(self) -> None:
        """Waits a little for a refresh under way, so that `tokens` are the last ones."""
        await self._server.auth.renewal_ends()

    async def aclose(self) -> None:
        """Gives up whatever is under way and closes all connections."""
        if self._realtime is not None:
            self._realtime.close()
        await self._server.aclose()

    # ---------------------------------------------------------------------------------- signing in

    async def sign_in(self, email: str, password: str) -> Tokens | SecondFactorChallenge | Problem:
        """Signs in and acts under the new tokens.

        Tried once: a further try could bring the server to want a captcha (contract §3.1).
        """
        ask = make_ask("POST", "/api/auth", fields={"email": email, "password": password})
        return await self._adopt(ask, read_sign_in)

    async def verify(
        self, challenge: SecondFactorChallenge, code: str, method: str = "totp"
    ) -> Tokens | SecondFactorChallenge | Problem:
        """Answers a challenge; `method` is one of `challenge.methods`. Five wrong codes end the challenge."""
        fields = {"mfaToken": challenge.token, "code": code, "type": _VERIFY_TYPES.get(method, method)}
        return await self._adopt(make_ask("POST", "/api/auth/mfa/verify", fields=fields), read_tokens)

    async def send_email_code(self, challenge: SecondFactorChallenge) -> Problem | None:
        """Has the server mail a code for the method `email_otp`; None when it was sent."""
        ask = make_ask("POST", "/api/auth/mfa/email-otp/send", fields={"mfaToken": challenge.token})
        outcome = ask if isinstance(ask, Problem) else await self._server.answer(ask, signed=False)
        return outcome if isinstance(outcome, Problem) else None

    async def _adopt(
        self,
        ask: Ask | Problem,
        reader: Callable[[bytes], Tokens | SecondFactorChallenge | Unreadable],
    ) -> Tokens | SecondFactorChallenge | Problem:
        outcome = ask if isinstance(ask, Problem) else await self._server.answer(ask, signed=False)
        if isinstance(outcome, Problem):
            return outcome
        value = reader(outcome.body)
        if isinstance(value, Unreadable):
            return unreadable(value, outcome.status, changes=False)
        if isinstance(value, Tokens):
            self._server.auth.set_tokens(value)
        return value

    async def redeem_code(
        self, code: str, *, verifier: str, redirect_uri: str, client_id: str
    ) -> Tokens | Problem:
        """Trades the code that the browser brought for tokens, and acts under them (contract §3.4).

        `redirect_uri` is the very one that the browser was sent to, `verifier` the secret of PKCE. A code
        is good for one try: whatever goes wrong, the sign-in begins anew.
        """
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "client_id": client_id,
            "redirect_uri": redirect_uri,
            "code_verifier": verifier,
        }
        outcome = await self._server.tokens_from(make_ask("POST", TOKEN_PATH, fields=fields))
        if isinstance(outcome, Tokens):
            outcome = replace(outcome, way=SignInWay.BROWSER, client_id=client_id)
            self._server.auth.set_tokens(outcome)
        return outcome

    async def revoke(self, tokens: Tokens) -> Problem | None:
        """Ends both tokens of a browser sign-in on the server; None when it said yes to both."""
        for token in (tokens.refresh, tokens.access):
            if token:
                fields = {"token": token, "client_id": tokens.client_id}
                ask = make_ask("POST", "/api/v1/oauth2/revoke", fields=fields)
                outcome = ask if isinstance(ask, Problem) else await self._server.answer(ask, signed=False)
                if isinstance(outcome, Problem):
                    return outcome
        return None

    # ---------------------------------------------------------------------- the server, the account

    async def version(self) -> Evidence[str] | Problem:
        """The server's build; needs no sign-in."""
        ask = make_ask("GET", "/api/v1/version")
        return await self._server.evidence(ask, read_version, Source.ACCOUNT, signed=False)

    async def me(self, organization_id: str = "") -> Evidence[User] | Problem:
        """Who is signed in, as seen from this organisation; compare `organization_id` afterwards (contract §4.2)."""
        ask = make_ask("GET", "/api/v1/me", organization_id=organization_id)
        read = await self._server.evidence(ask, read_user, Source.ACCOUNT)
        tokens = self.tokens
        if isinstance(read, Problem) or tokens is None:
            return read
        return replace(read, value=replace(read.value, way=tokens.way, scopes=tokens.scopes))

    async def companies(self, organization_id: str = "") -> Evidence[tuple[Company, ...]] | Problem:
        """The companies of the organisation that the person may use."""
        ask = make_ask("GET", "/api/v1/companies", organization_id=organization_id)
        return await self._server.evidence(ask, read_companies, Source.COMPANIES)

    async def hints(self, context: CompanyContext, heard: Callable[[Heard], None]) -> Problem | None:
        """Passes on the server's hints about a company's invoices until the line ends; see `Realtime.listen`."""
        if self._realtime is None:
            from storno_desktop.api.realtime import Realtime

            self._realtime = Realtime(self.address, lambda ask: self._server.answer(ask, signed=True))
        return await self._realtime.listen(context, heard)

    # ---------------------------------------------------------------------------- reading invoices

    async def list_invoices(
        self, context: CompanyContext, listing: ServerListing
    ) -> Evidence[Page[InvoiceSummary]] | Problem:
        """One page of the company's invoices; the page tells the size that the server really used."""
        ask = make_ask("GET", "/api/v1/invoices", context=context, query=listing_query(listing))
        return await self._server.evidence(ask, read_page, Source.LIST)

    async def invoice(self, context: CompanyContext, invoice: InvoiceId) -> Evidence[Invoice] | Problem:
        """The full record."""

        def reader(body: bytes) -> Invoice | Unreadable:
            return _that_very(invoice, read_invoice(body))

        ask = make_ask("GET", "/api/v1/invoices/{id}", context=context, invoice=invoice)
        return await self._server.evidence(ask, reader, Source.DETAIL)

    async def events(
        self, context: CompanyContext, invoice: InvoiceId
    ) -> Evidence[tuple[InvoiceEvent, ...]] | Problem:
        """The history, newest first."""
        return await self._part("events", read_events, Source.EVENTS, context, invoice)

    async def payments(
        self, context: CompanyContext, invoice: InvoiceId
    ) -> Evidence[tuple[Payment, ...]] | Problem:
        """All recorded payments."""
        return await self._part("payments", read_payments, Source.PAYMENTS, context, invoice)

    async def emails(
        self, context: CompanyContext, invoice: InvoiceId
    ) -> Evidence[tuple[EmailDelivery, ...]] | Problem:
        """All e-mails that carried the invoice."""
        return await self._part("emails", read_emails, Source.EMAILS, context, invoice)

    async def share_links(
        self, context: CompanyContext, invoice: InvoiceId
    ) -> Evidence[tuple[ShareLink, ...]] | Problem:
        """All public pages of the invoice."""
        return await self._part("share-links", read_share_links, Source.SHARE_LINKS, context, invoice)

    async def submissions(
        self, context: CompanyContext, invoice: InvoiceId
    ) -> Evidence[tuple[Submission, ...]] | Problem:
        """All transmissions to e-invoice providers."""
        return await self._part(
            "einvoice-submissions", read_submissions, Source.SUBMISSIONS, context, invoice
        )

    async def series(self, context: CompanyContext) -> Evidence[tuple[Series, ...]] | Problem:
        """The company's document series."""
        ask = make_ask("GET", "/api/v1/document-series", context=context)
        return await self._server.evidence(ask, read_series, Source.SERIES)

    async def credit_notes(
        self, context: CompanyContext, invoice: InvoiceId
    ) -> Evidence[tuple[LinkedInvoice, ...]] | Problem:
        """The credit notes that name this invoice, from the documented list of all of them.

        NOT_FOUND where the server has no such list, as the real one has none (contract §11). A row
        that cannot be read makes the whole answer UNREADABLE: it might be the one that matters.
        """
        found: list[LinkedInvoice] = []
        for number in range(1, _MOST_PAGES_OF_CREDIT_NOTES + 1):
            query = (("page", str(number)), ("limit", "100"), ("parentDocumentId", str(invoice)))
            ask = make_ask("GET", "/api/v1/credit-notes", context=context, query=query)
            page = await self._server.evidence(ask, read_page, Source.CREDIT_NOTES)
            if isinstance(page, Problem):
                return page
            if page.value.unreadable:
                return Problem(ProblemKind.UNREADABLE, status=200, detail="a credit note could not be read")
            found += [as_linked(note) for note in page.value if _same(note.parent_id, invoice)]
            if page.value.is_last:
                return Evidence(tuple(found), page.source, page.observed_at, page.server_time)
        return Problem(ProblemKind.TOO_LARGE, status=200, detail="too many pages of credit notes")

    async def pdf(self, context: CompanyContext, invoice: InvoiceId) -> Evidence[bytes] | Problem:
        """The printed form. The server draws it anew each time, which may take a minute."""

        def reader(body: bytes) -> bytes | Unreadable:
            return body if body.startswith(b"%PDF-") else Unreadable("document: not a PDF")

        ask = make_ask("GET", "/api/v1/invoices/{id}/pdf", context=context, invoice=invoice, is_pdf=True)
        return await self._server.evidence(ask, reader, Source.DETAIL)

    # --------------------------------------------------------------------------- changing invoices

    async def cancel(
        self, context: CompanyContext, invoice: InvoiceId, reason: str
    ) -> Evidence[Invoice] | Problem:
        """Cancels. The reason is sent as it is: the real server checks nothing about it (contract §8)."""
        ask = make_ask(
            "POST",
            "/api/v1/invoices/{id}/cancel",
            context=context,
            invoice=invoice,
            fields={"reason": reason},
            changes=True,
        )
        reader = _changed_to(InvoiceStatus.CANCELLED, invoice)
        return await self._server.evidence(ask, reader, Source.CANCEL)

    async def restore(self, context: CompanyContext, invoice: InvoiceId) -> Evidence[Invoice] | Problem:
        """Makes a cancelled invoice a draft. Whether that is allowed is for the caller to know (contract §9)."""
        path = "/api/v1/invoices/{id}/restore"
        ask = make_ask("POST", path, context=context, invoice=invoice, changes=True)
        reader = _changed_to(InvoiceStatus.DRAFT, invoice)
        return await self._server.evidence(ask, reader, Source.RESTORE)

    async def create_storno(
        self, context: CompanyContext, invoice: InvoiceId
    ) -> Evidence[InvoiceId] | Problem:
        """Makes a draft that reverses the whole invoice (contract §11). The answer does not tell which one.

        The server offers this for many at once; a refusal inside its answer is a Problem like any other.
        """
        ask = make_ask(
            "POST",
            "/api/v1/invoices/bulk-storno",
            context=context,
            fields={"ids": [str(invoice)]},
            changes=True,
        )
        read: Evidence[InvoiceId | Problem] | Problem = await self._server.evidence(
            ask, lambda body: read_storno_answer(body, invoice), Source.STORNO
        )
        if isinstance(read, Problem):
            return read
        if isinstance(read.value, Problem):
            return read.value
        return Evidence(read.value, read.source, read.observed_at, read.server_time)

    async def revoke_link(
        self, context: CompanyContext, invoice: InvoiceId, link: str
    ) -> Evidence[None] | Problem:
        """Closes one public page of the invoice for good."""

        def reader(body: bytes) -> Unreadable | None:
            return Unreadable("an answer where none was expected") if body.strip() else None

        path = "/api/v1/invoices/{id}/share-links/{link}"
        ask = make_ask("DELETE", path, context=context, invoice=invoice, link=link, changes=True)
        return await self._server.evidence(ask, reader, Source.REVOKE_LINK)

    async def bulk_cancel(
        self, context: CompanyContext, invoices: Sequence[InvoiceId], reason: str
    ) -> Evidence[BulkOutcome] | Problem:
        """Cancels up to 100 with one reason; each succeeds or fails by itself (contract §10)."""
        fields = {"ids": [str(each) for each in invoices], "reason": reason}
        ask = make_ask("POST", "/api/v1/invoices/bulk-cancel", context=context, fields=fields, changes=True)
        return await self._server.evidence(ask, lambda body: read_bulk_outcome(body, invoices), Source.CANCEL)

    # ------------------------------------------------------------------------------------ machinery

    async def _part(
        self,
        part: str,
        reader: Callable[[bytes], T | Unreadable],
        source: Source,
        context: CompanyContext,
        invoice: InvoiceId,
    ) -> Evidence[T] | Problem:
        ask = make_ask("GET", f"/api/v1/invoices/{{id}}/{part}", context=context, invoice=invoice)
        return await self._server.evidence(ask, reader, source)


def _same(one: str | None, other: str) -> bool:
    return one is not None and one.lower() == other.lower()


def _that_very(invoice: InvoiceId, read: Invoice | Unreadable) -> Invoice | Unreadable:
    """Another invoice's record must not pass for this one's."""
    if isinstance(read, Invoice) and not _same(read.id, invoice):
        return Unreadable("id: another invoice")
    return read


def _changed_to(status: InvoiceStatus, invoice: InvoiceId) -> Callable[[bytes], Invoice | Unreadable]:
    """Reads the answer to a change; one that shows another state than was asked for proves nothing."""

    def reader(body: bytes) -> Invoice | Unreadable:
        read = _that_very(invoice, read_changed_invoice(body))
        if isinstance(read, Invoice) and read.summary.status is not status:
            return Unreadable("status: not the one that was asked for")
        return read

    return reader
