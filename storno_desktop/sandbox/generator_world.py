"""The people, organisations, firms and series around the generated invoices."""

from dataclasses import dataclass
from typing import Any, Final

from storno_desktop.sandbox import generator_texts as texts
from storno_desktop.sandbox.generator_calendar import stamp
from storno_desktop.sandbox.generator_cases import CASES, CASES_OF_B, CASES_OF_C, CASES_OF_D, Case
from storno_desktop.sandbox.generator_fiscal_codes import cif, iban
from storno_desktop.sandbox.generator_people import (
    LAPSED,
    PEOPLE,
    SHUT_OUT,
    api_keys,
    me_of,
    organisation_id,
    world_id,
)
from storno_desktop.sandbox.generator_random import mixed
from storno_desktop.sandbox.generator_sketch import FirmFacts
from storno_desktop.sandbox.generator_texts import Product
from storno_desktop.sandbox.generator_traits import Series

JsonObject = dict[str, Any]
PASSWORD: Final = "Demo-2026"  # noqa: S105 - everybody's password in an invented world, printed for the reader


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
    Firm(
        key="D",
        name="Moara de Apus SRL",
        fiscal_stem=1_414_213,
        place=texts.PLACES[5],
        street="Str. Râului 14",
        registration="J22/77/2009",
        goods=texts.BAKERY_GOODS,
        cases=CASES_OF_D,
        prefixes={
            "main": "MAP",
            "export": "MAX",
            "storno": "MAS",
            "proforma": "MPP",
            "old": "MA22-",
            "removed": "MAT",
        },
        people=("morar@moara.example", "morar@moara.example", "morar@moara.example"),
        organisation=2,
        efactura_delay_hours=None,
        syncs=False,
        site="moara.example",
    ),
)

_TYPES: Final[dict[Series, str]] = {
    "main": "invoice",
    "export": "invoice",
    "storno": "credit_note",
    "proforma": "proforma",
    "old": "invoice",
}
# The series switched off was last used before the generated years, for this many documents.
OLD_SERIES_USED: Final = 871


def series_objects(firm: Firm, used: dict[Series, int]) -> dict[Series, JsonObject]:
    """What the detail shows of each series of a firm, after so many numbers were used."""
    return {
        series: {
            "id": world_id(5, ord(firm.key) * 16 + place),
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
        "apiKeys": api_keys(seed),
        "users": {
            person.email: {
                "me": me_of(number, person),
                "companies": {"data": [dict(companies[key]) for key in person.companies]},
            }
            for number, person in enumerate(PEOPLE)
        }
        | {email: {"id": world_id(3, 50 + number)} for number, email in enumerate(SHUT_OUT)},
        "companies": {
            firm.key: {
                "id": world_id(2, ord(firm.key)),
                "organization": organisation_id(firm.organisation),
                "series": {"data": _series_list(firm, used[firm.key])},
            }
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


def _company(firm: Firm, synced_at: int) -> JsonObject:
    fiscal = cif(firm.fiscal_stem)
    bank, letters, bic = texts.BANKS[0]
    return {
        "id": world_id(2, ord(firm.key)),
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
        "isReadOnly": firm.organisation in LAPSED,
        "enabledModules": None,
        "deletedAt": None,
        "hardDeleteAt": None,
        "stripeConnect": None,
    }
