"""A data folder as a program leaves it that has a company's invoices on this computer: settings, keyring, local copy."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from uuid import UUID

from storno_desktop.app.furnishing import House, furnish
from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.local_copy import CopyPlace
from storno_desktop.domain.server_address import ServerAddress, parse_server_address
from storno_desktop.domain.session import Company
from storno_desktop.places import Places
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import SandboxSettings
from storno_desktop.service.session import Session
from storno_desktop.store.invoices import InvoiceStore
from storno_desktop.ui.preferences import Preferences
from tests.unit.store.kept import an_invoice

DAYS = 2_000
"""Over so many days many invoices are spread, few over fewer: the list shows a quarter of a year at first."""
BUYERS_A_THOUSAND = 20
_AT_ONCE = 20_000

_SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bo",
    "bu",
    "ca",
    "ce",
    "ci",
    "co",
    "cu",
    "da",
    "de",
    "di",
    "do",
    "du",
    "fa",
    "fe",
    "fi",
    "fo",
    "ga",
    "ge",
    "gi",
    "go",
    "la",
    "le",
    "li",
    "lo",
    "lu",
    "ma",
    "me",
    "mi",
    "mo",
    "mu",
    "na",
    "ne",
    "ni",
    "no",
    "nu",
    "pa",
    "pe",
    "pi",
    "po",
    "ra",
    "re",
    "ri",
    "ro",
    "ru",
    "sa",
    "se",
    "si",
    "so",
    "su",
    "ta",
    "te",
    "ti",
    "to",
    "tu",
    "va",
    "ve",
    "vi",
    "vo",
    "șa",
    "țe",
    "ăr",
    "în",
]
_FORMS = ("SRL", "SRL", "SRL", "SA", "PFA", "Impex SRL", "Trans SRL", "Consulting SRL")
_STATES = (
    *(InvoiceStatus.ISSUED,) * 30,
    *(InvoiceStatus.DRAFT,) * 3,
    *(InvoiceStatus.CANCELLED,) * 3,
    *(InvoiceStatus.PAID,) * 24,
    *(InvoiceStatus.VALIDATED,) * 40,
)


@dataclass(frozen=True)
class StoredCompany:
    """Where it lies: the folder for `--data-dir`, the file and its key's entry; `environment` is what a program needs
    to find the keyring."""

    data: Path
    environment: Mapping[str, str]
    company: Company
    file: Path
    key_entry: str
    """The user name under which the keyring holds the file's key."""
    invoices: int


def store_company(folder: Path, count: int, environment: Mapping[str, str]) -> StoredCompany:
    """Sign in to a server that ends right afterwards, stay signed in, and keep so many invoices; `environment` is that
    of the `keyring_session` around it."""
    data = folder / "data"
    places = Places.of(data)
    house = furnish(turns=places.turns, cache=places.cache)
    try:
        with SandboxServer(SandboxSettings(invoices=0)) as server:
            session = _signed_in(house, server)
        preferences = Preferences(places.settings_file)
        preferences.welcome(session.server, session.user, stays=True)
        company = session.companies[0]
        preferences.company_id = company.id
        user = session.user
        standing = house.io.wait(
            house.services.copy.open(session.account, user.id, user.organization_id, company.id), timeout=60
        )
        if standing.place is not CopyPlace.ON_DISK:
            raise RuntimeError(standing)
        now = datetime.now(UTC)  # noqa: TID251  the program that starts later asks the same clock
        house.io.wait(_keep(InvoiceStore(house.library), company, count, now), timeout=3_600)
        preferences.note_refresh(company.id, now)
        preferences.keyring_kind = house.vault.kind
        preferences.keep()
        file = house.library.database_of(company.id).file
        if file is None:
            raise RuntimeError("kept in memory")
        account = session.account
        entry = f"note: local copy of {account.email} @ {account.server.url}"
        return StoredCompany(data, environment, company, file, entry, count)
    finally:
        house.close()


async def _keep(store: InvoiceStore, company: Company, count: int, now: datetime) -> None:
    rows = made_up(count, now)
    while part := list(islice(rows, _AT_ONCE)):
        store.put(company.id, part, now)


def _signed_in(house: House, server: SandboxServer) -> Session:
    account = server.accounts[0]
    address = parse_server_address(server.url)
    if not isinstance(address, ServerAddress):
        raise TypeError(address)
    entering = house.services.sessions.sign_in(
        address, str(account["email"]), str(account["password"]), stay=True
    )
    session = house.io.wait(entering, timeout=60)
    if not isinstance(session, Session):
        raise TypeError(session)
    return session


def made_up(count: int, now: datetime, seed: int = 7) -> Iterator[InvoiceSummary]:
    """Invoices of a busy company, newest first, always the same ones: names of many clients, all usual states."""
    chance = random.Random(seed)  # noqa: S311
    buyers = [_buyer(chance) for _ in range(max(20, count * BUYERS_A_THOUSAND // 1_000))]
    today, days = now.date(), min(DAYS, max(60, count // 5))
    for index in range(count):
        status = chance.choice(_STATES)
        issued = today - timedelta(days=index * days // count)
        name, cif = chance.choice(buyers)
        yield an_invoice(
            f"FCT-{issued.year}-{count - index:06d}",
            identity=str(UUID(int=chance.getrandbits(128))),
            status=status,
            direction=chance.choice((Direction.OUTGOING,) * 4 + (Direction.INCOMING,)),
            issued=issued,
            total=str(Decimal(chance.randrange(-50_000, 2_000_000)) / 100),
            currency=chance.choice(("RON",) * 6 + ("EUR",)),
            buyer=name,
            cif=cif,
            paid="100.00" if status is InvoiceStatus.PAID else None,
            cancelled_at=now - timedelta(days=chance.randrange(90))
            if status is InvoiceStatus.CANCELLED
            else None,
            due=issued + timedelta(days=30),
        )


def _buyer(chance: random.Random) -> tuple[str, str]:
    words = [
        "".join(chance.choice(_SYLLABLES) for _ in range(chance.randrange(2, 5))).title() for _ in range(2)
    ]
    return f"{' '.join(words)} {chance.choice(_FORMS)}", f"RO{chance.randrange(10**6, 10**8)}"
