"""Everything one sandbox remembers, built from its settings and built anew on a reset."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import orjson

from storno_desktop.sandbox.accounts import Accounts, User, accounts_of
from storno_desktop.sandbox.attempts import EXCHANGES_PER_MINUTE, Attempts
from storno_desktop.sandbox.clock import Clock
from storno_desktop.sandbox.dialects.dialect import Dialect
from storno_desktop.sandbox.dialects.documented_rules import DocumentedRules
from storno_desktop.sandbox.dialects.documented_shapes import DocumentedShapes
from storno_desktop.sandbox.dialects.observed_rules import ObservedRules
from storno_desktop.sandbox.dialects.observed_shapes import ObservedShapes
from storno_desktop.sandbox.grants import Grants, desktop_client
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.invoice_source import GeneratedInvoices, InvoiceSource, SeedInvoices
from storno_desktop.sandbox.ledger import Company, Ledger
from storno_desktop.sandbox.listing import Listing
from storno_desktop.sandbox.moved_dates import moved_to
from storno_desktop.sandbox.plain import Json
from storno_desktop.sandbox.realtime import Realtime
from storno_desktop.sandbox.second_factor import Challenges
from storno_desktop.sandbox.settings import DEFAULT_INVOICES, SandboxSettings
from storno_desktop.sandbox.tokens import Tokens


@dataclass
class World:
    """One server's state. `captcha` and `me_permissions` can be switched while it runs, all else is in the parts."""

    settings: SandboxSettings
    clock: Clock
    dialect: Dialect
    accounts: Accounts
    ledger: Ledger
    listing: Listing
    tokens: Tokens
    grants: Grants
    challenges: Challenges
    logins: Attempts
    second_factors: Attempts
    exchanges: Attempts
    realtime: Realtime
    captcha: bool
    me_permissions: bool

    @property
    def samples(self) -> list[Json]:
        """The accounts that can sign in, for whoever started the sandbox."""
        return [
            {
                "email": user.email,
                "password": user.password,
                "role": user.role,
                **(
                    {
                        "totpSecret": user.second_factor.secret,
                        "backupCodes": list(user.second_factor.backup_codes),
                    }
                    if user.second_factor
                    else {}
                ),
                "shows": self._peculiar(user),
            }
            for user in self.accounts.users.values()
            if user.active and user.confirmed
        ]

    @property
    def shut_out(self) -> list[Json]:
        """The accounts that are refused, and why: `deactivated` or `unconfirmed`."""
        return [
            {
                "email": user.email,
                "password": user.password,
                "why": "unconfirmed" if user.active else "deactivated",
            }
            for user in self.accounts.users.values()
            if not (user.active and user.confirmed)
        ]

    @property
    def sample_keys(self) -> list[Json]:
        """The API keys, those that are revoked or over included."""
        now = self.clock.now()
        return [
            {
                "name": key.name,
                "key": key.key,
                "email": key.email,
                "works": key.works(now),
                "scopes": key.scopes,
            }
            for key in self.accounts.api_keys
        ]

    @property
    def oauth_client(self) -> Json:
        """The program registered for signing in through the browser."""
        client = self.grants.clients[self.settings.oauth_client_id]
        return {
            "clientId": client.client_id,
            "name": client.name,
            "redirectUri": client.redirect_uris[0],
            "scopes": list(client.scopes),
        }

    def tell(self, kind: str, invoice: Invoice, *, bare: bool = False) -> None:
        """Hint to all who listen for the invoice's company; bare messages name no invoice (contract §19)."""
        self.realtime.tell(self.ledger.company_of(invoice).id, kind, None if bare else invoice)

    def _peculiar(self, user: User) -> list[str]:
        """What can be tried with an account beyond a plain sign-in."""
        companies = [self.ledger.companies[one] for one in user.company_ids if one in self.ledger.companies]
        facts = {
            "second factor": user.second_factor is not None,
            "few rights": user.role == "employee",
            "read-only company": any(company.read_only for company in companies),
            "several organisations": sum(each.active for each in user.memberships) > 1,
        }
        return [name for name, true in facts.items() if true]


def build(settings: SandboxSettings) -> World:
    """The world as it is before the first request."""
    clock = Clock(settings.now)
    document, source = (
        _seeded(settings, settings.seed, clock) if settings.seed else _generated(settings, clock)
    )
    accounts = accounts_of(document, clock.stamp())
    ledger = Ledger(_companies(document), source, clock)
    tokens = Tokens(clock, settings.token_seconds)
    return World(
        settings=settings,
        clock=clock,
        dialect=_dialect(settings, clock, accounts),
        accounts=accounts,
        ledger=ledger,
        listing=Listing(ledger),
        tokens=tokens,
        grants=Grants(clock, settings.token_seconds, [desktop_client(settings.oauth_client_id)]),
        challenges=Challenges(clock),
        logins=Attempts(clock),
        second_factors=Attempts(clock),
        exchanges=Attempts(clock, EXCHANGES_PER_MINUTE),
        realtime=Realtime(tokens),
        captcha=settings.captcha,
        me_permissions=settings.me_permissions,
    )


def _dialect(settings: SandboxSettings, clock: Clock, accounts: Accounts) -> Dialect:
    if settings.dialect == "documented":
        return Dialect(DocumentedShapes(accounts), DocumentedRules(clock))
    return Dialect(ObservedShapes(), ObservedRules(clock))


def _seeded(settings: SandboxSettings, seed: Path, clock: Clock) -> tuple[Json, InvoiceSource]:
    document: Json = orjson.loads(seed.read_bytes())
    if settings.dates == "moved":
        document = moved_to(document, clock.today())
    return document, SeedInvoices(list(document["invoices"].values()))


def _generated(settings: SandboxSettings, clock: Clock) -> tuple[Json, InvoiceSource]:
    from storno_desktop.sandbox.generator import InvoiceGenerator

    count = DEFAULT_INVOICES if settings.invoices is None else settings.invoices
    generator = InvoiceGenerator(count=count, random_seed=settings.random_seed, now=clock.now())
    return generator.world(), GeneratedInvoices(generator)


def _companies(document: Json) -> list[Company]:
    """The companies of a world; their data stand in what the users see of them."""
    seen: dict[str, tuple[Json, str]] = {}
    for entry in document["users"].values():
        listing = entry.get("companies", {}).get("data", [])
        for company in listing:
            seen[company["id"]] = dict(company), entry["me"]["organization"]["id"]
    return [
        Company(
            key=key,
            document=seen[place["id"]][0],
            organization=place.get("organization") or seen[place["id"]][1],
            series=[dict(series) for series in place["series"]["data"]],
        )
        for key, place in document["companies"].items()
    ]
