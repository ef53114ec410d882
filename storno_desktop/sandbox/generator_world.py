"""The people, organisations, firms and series around the generated invoices."""

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from storno_desktop.sandbox import generator_texts as texts
from storno_desktop.sandbox.generator_calendar import stamp
from storno_desktop.sandbox.generator_cases import CASES, CASES_OF_B, CASES_OF_C, Case
from storno_desktop.sandbox.generator_fiscal_codes import cif, iban
from storno_desktop.sandbox.generator_random import mixed, uuid_text
from storno_desktop.sandbox.generator_sketch import FirmFacts
from storno_desktop.sandbox.generator_texts import Product
from storno_desktop.sandbox.generator_traits import Series

JsonObject = dict[str, Any]
PASSWORD: Final = "Demo-2026"  # noqa: S105 - everybody's password in an invented world, printed for the reader
# The world is older than its oldest invoice: 2 January 2023, in milliseconds since 1970.
FOUNDED: Final = 1_672_650_000_000


@dataclass(frozen=True, slots=True)
class Firm:
    """One company of the world and what is peculiar to it."""

    key: str
    name: str
    fiscal_stem: int
    place: texts.Place
    street: str
    registration: str
    goods: tuple[Product, ...]
    cases: tuple[Case, ...]
    prefixes: dict[Series, str]
    people: tuple[str, str, str]
    organisation: int
    efactura_delay_hours: int | None
    syncs: bool
    site: str


FIRMS: Final[tuple[Firm, ...]] = (
    Firm(
        key="A",
        name="Cuptorul Vâlcean SRL",
        fiscal_stem=2_718_281,
        place=texts.PLACES[9],
        street="Str. Morii 27",
        registration="J38/412/2011",
        goods=texts.BAKERY_GOODS,
        cases=CASES,
        prefixes={
            "main": "CVL",
            "export": "CVX",
            "storno": "CVS",
            "proforma": "CVP",
            "old": "CV22-",
            "removed": "CVT",
        },
        people=("contabil@demo.example", "contabil@demo.example", "admin@demo.example"),
        organisation=0,
        efactura_delay_hours=None,
        syncs=True,
        site="cuptorul.example",
    ),
    Firm(
        key="B",
        name="Șantier Deschis Construct SRL",
        fiscal_stem=3_141_592,
        place=texts.PLACES[3],
        street="Calea Zidarilor 8",
        registration="J06/95/2014",
        goods=texts.CONSTRUCTION_WORKS,
        cases=CASES_OF_B,
        prefixes={
            "main": "SDC",
            "export": "SDX",
            "storno": "SDS",
            "proforma": "SDP",
            "old": "SD22-",
            "removed": "SDT",
        },
        people=("contabil.b@demo.example", "contabil.b@demo.example", "admin@demo.example"),
        organisation=0,
        efactura_delay_hours=24,
        syncs=False,
        site="santier.example",
    ),
    Firm(
        key="C",
        name="Librăria Fila Albastră SRL",
        fiscal_stem=1_618_033,
        place=texts.PLACES[13],
        street="Piața Traian 3",
        registration="J09/230/2018",
        goods=texts.BOOKSHOP_GOODS,
        cases=CASES_OF_C,
        prefixes={
            "main": "LFA",
            "export": "LFX",
            "storno": "LFS",
            "proforma": "LFP",
            "old": "LF22-",
            "removed": "LFT",
        },
        people=("patron@fila.example", "patron@fila.example", "patron@fila.example"),
        organisation=1,
        efactura_delay_hours=None,
        syncs=True,
        site="fila.example",
    ),
)

_ORGANISATIONS: Final = (("Grupul Vatra și Zidul", "vatra-si-zidul"), ("Fila Albastră", "fila-albastra"))

_TYPES: Final[dict[Series, str]] = {
    "main": "invoice",
    "export": "invoice",
    "storno": "credit_note",
    "proforma": "proforma",
    "old": "invoice",
}
# The series switched off was last used before the generated years, for this many documents.
OLD_SERIES_USED: Final = 871

_EMPLOYEE: Final = [
    "company.view",
    "client.view",
    "product.view",
    "invoice.view",
    "recurring_invoice.view",
    "series.view",
    "payment.view",
    "efactura.view",
    "settings.view",
    "report.view",
    "email_template.view",
    "borderou.view",
    "declaration.view",
]
_ACCOUNTANT: Final = [
    "client.create",
    "client.edit",
    "client.delete",
    "product.create",
    "product.edit",
    "product.delete",
    "invoice.create",
    "invoice.edit",
    "invoice.delete",
    "invoice.issue",
    "invoice.send",
    "invoice.cancel",
    "invoice.refund",
    "recurring_invoice.manage",
    "series.manage",
    "payment.create",
    "payment.delete",
    "efactura.submit",
    "declaration.submit",
    "import.manage",
    "export.data",
    "email_template.manage",
    "borderou.manage",
]
_ADMIN: Final = [
    "company.create",
    "company.edit",
    "company.delete",
    "settings.manage",
    "org.manage_members",
    "org.view_audit",
    "webhook.view",
    "webhook.manage",
    "api_key.view",
    "api_key.manage",
    "oauth2_app.view",
    "oauth2_app.manage",
    "backup.manage",
]
PERMISSIONS: Final[dict[str, list[str]]] = {
    "employee": _EMPLOYEE,
    "accountant": [*_EMPLOYEE, *_ACCOUNTANT],
    "admin": [*_EMPLOYEE, *_ACCOUNTANT, *_ADMIN],
    "owner": [*_EMPLOYEE, *_ACCOUNTANT, *_ADMIN, "org.manage_billing"],
}


class Person(NamedTuple):
    """Somebody who can sign in, the companies they see, in the order the server lists them."""

    email: str
    first: str
    family: str
    role: str
    organisation: int
    companies: str
    second_factor: bool = False


_PEOPLE: Final = (
    Person("patron@demo.example", "Smaranda", "Văcărescu", "owner", 0, "BA"),
    Person("admin@demo.example", "Răzvan", "Mânzatu", "admin", 0, "BA"),
    Person("contabil@demo.example", "Ilinca", "Șerbănescu", "accountant", 0, "BA"),
    Person("angajat@demo.example", "Dănuț", "Cojocaru", "employee", 0, "BA"),
    Person("contabil.b@demo.example", "Rodica", "Făgădău", "accountant", 0, "B"),
    Person("cod@demo.example", "Cătălin", "Înaltu", "accountant", 0, "BA", True),
    Person("patron@fila.example", "Sânziana", "Țuțea", "owner", 1, "C"),
)


def _id(kind: int, number: int) -> str:
    return uuid_text(FOUNDED + kind * 1000 + number, kind, mixed(0xD0C5 + kind, number))


def series_objects(firm: Firm, used: dict[Series, int]) -> dict[Series, JsonObject]:
    """What the detail shows of each series of a firm, after so many numbers were used."""
    return {
        series: {
            "id": _id(5, ord(firm.key) * 16 + place),
            "prefix": prefix,
            "nextNumber": f"{prefix}{used.get(series, 0) + 1:04d}",
        }
        for place, (series, prefix) in enumerate(firm.prefixes.items())
    }


def facts_of(firm: Firm, series: dict[Series, JsonObject]) -> FirmFacts:
    """What every document of a firm repeats."""
    return FirmFacts(
        key=firm.key,
        name=firm.name,
        cif=cif(firm.fiscal_stem),
        series=series,
        people=firm.people,
        efactura_delay_hours=firm.efactura_delay_hours,
        bank_account=iban(texts.BANKS[0][1], f"{firm.fiscal_stem:016d}"),
        bank_name=texts.BANKS[0][0],
        site=firm.site,
    )


def world_around(used: dict[str, dict[Series, int]], seed: int, synced_at: int) -> JsonObject:
    """Users, companies and series; ``used`` counts the numbers taken in each firm's series.

    The shape is that of a saved world: password, mfa, apiKeys, users, companies. ``synced_at`` is the last
    SPV synchronisation in seconds since 1970.
    """
    companies = {firm.key: _company(firm, synced_at) for firm in FIRMS}
    return {
        "password": PASSWORD,
        "mfa": {
            "email": "cod@demo.example",
            "totpSecret": "".join(
                "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[mixed(seed, 900 + n) % 32] for n in range(32)
            ),
            "backup": [
                f"{mixed(seed, 940 + n) % 0x10000:04x}-{mixed(seed, 950 + n) % 10_000:04d}" for n in range(3)
            ],
        },
        "apiKeys": _api_keys(seed),
        "users": {
            person.email: {
                "me": _me(number, person),
                "companies": {"data": [dict(companies[key]) for key in person.companies]},
            }
            for number, person in enumerate(_PEOPLE)
        },
        "companies": {
            firm.key: {"id": _id(2, ord(firm.key)), "series": {"data": _series_list(firm, used[firm.key])}}
            for firm in FIRMS
        },
    }


def _series_list(firm: Firm, used: dict[Series, int]) -> list[JsonObject]:
    counts: dict[Series, int] = {**used, "old": OLD_SERIES_USED}
    shown = series_objects(firm, counts)
    rows = [
        {
            "id": shown[series]["id"],
            "prefix": shown[series]["prefix"],
            "currentNumber": counts.get(series, 0),
            "type": kind,
            "active": series != "old",
            "isDefault": series not in ("old", "export"),
            "source": "manual",
            "nextNumber": shown[series]["nextNumber"],
        }
        for series, kind in _TYPES.items()
    ]
    return sorted(rows, key=lambda row: str(row["prefix"]))


def _api_keys(seed: int) -> JsonObject:
    withdrawn = stamp(FOUNDED // 1000 + 86_400)
    sorts = (
        ("owner-everything", PERMISSIONS["owner"], None, None),
        ("owner-only-viewing", ["invoice.view"], None, None),
        ("owner-lapsed", ["invoice.view"], None, withdrawn),
        ("owner-withdrawn", ["invoice.view"], withdrawn, None),
    )
    return {
        name: {
            "key": "af_" + "".join(f"{mixed(seed, 960 + 8 * number + part):016x}" for part in range(4)),
            "scopes": list(scopes),
            "user": "patron@demo.example",
            "id": _id(7, number),
            "revokedAt": revoked,
            "expireAt": expires,
        }
        for number, (name, scopes, revoked, expires) in enumerate(sorts)
    }


def _organisation(number: int) -> JsonObject:
    name, slug = _ORGANISATIONS[number]
    return {"id": _id(1, number), "name": name, "slug": slug}


def _me(number: int, person: Person) -> JsonObject:
    founded = stamp(FOUNDED // 1000)
    return {
        "id": _id(3, number),
        "email": person.email,
        "firstName": person.first,
        "lastName": person.family,
        "fullName": f"{person.first} {person.family}",
        "phone": None,
        "locale": "ro",
        "timezone": "Europe/Bucharest",
        "respectQuietHours": True,
        "roles": ["ROLE_USER"],
        "active": True,
        "emailVerified": True,
        "mfaEnabled": person.second_factor,
        "hasPassword": True,
        "createdAt": founded,
        "preferences": None,
        "avatarUrl": None,
        "organization": {**_organisation(person.organisation), "createdAt": founded},
        "plan": {
            "plan": "starter",
            "expired": False,
            "features": {
                "maxCompanies": 5,
                "maxUsersPerOrg": 10,
                "autoSync": True,
                "syncIntervalSeconds": 86_400,
                "maxInvoicesPerMonth": 1_000_000,
                "mobileApp": True,
                "pdfGeneration": True,
                "signatureVerification": True,
                "apiAccess": True,
                "realtimeNotifications": False,
                "paymentLinks": True,
                "emailSending": True,
                "emailTemplates": True,
                "reports": True,
                "recurringInvoices": False,
                "importExport": True,
                "backupRestore": False,
                "bankStatements": False,
                "exchangeRates": True,
                "webhooks": False,
                "selfHostingLicense": False,
                "prioritySupport": False,
            },
            "selfHosted": True,
            "communityEdition": True,
        },
        "memberships": [
            {"id": _id(4, number), "role": person.role, "organization": _organisation(person.organisation)}
        ],
        "permissions": list(PERMISSIONS[person.role]),
        "currentRole": person.role,
    }


def _company(firm: Firm, synced_at: int) -> JsonObject:
    fiscal = cif(firm.fiscal_stem)
    bank, letters, bic = texts.BANKS[0]
    return {
        "id": _id(2, ord(firm.key)),
        "name": firm.name,
        "cif": int(fiscal),
        "registrationNumber": firm.registration,
        "vatPayer": True,
        "vatCode": f"RO{fiscal}",
        "address": firm.street,
        "city": firm.place.city,
        "state": firm.place.county,
        "country": "RO",
        "phone": "+40700000100",
        "email": f"office@{firm.site}",
        "website": None,
        "capitalSocial": None,
        "vatOnCollection": False,
        "oss": False,
        "vatIn": None,
        "eoriCode": None,
        "representative": None,
        "representativeRole": None,
        "bankName": bank,
        "bankAccount": iban(letters, f"{firm.fiscal_stem:016d}"),
        "bankBic": bic,
        "defaultCurrency": "RON",
        "syncEnabled": firm.syncs,
        "lastSyncedAt": stamp(synced_at) if firm.syncs else None,
        "syncDaysBack": 60,
        "archiveEnabled": False,
        "archiveRetentionYears": 5,
        "efacturaDelayHours": firm.efactura_delay_hours,
        "isReadOnly": False,
        "enabledModules": None,
        "deletedAt": None,
        "hardDeleteAt": None,
        "stripeConnect": None,
    }
