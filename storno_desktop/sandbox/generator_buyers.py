"""Buyers and suppliers of the generated firms, each derived from its number in the pool."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from storno_desktop.sandbox import generator_texts as texts
from storno_desktop.sandbox.generator_fiscal_codes import cif, cnp, german_vat_id, hungarian_vat_id, iban
from storno_desktop.sandbox.generator_random import mixed, uuid_text

JsonObject = dict[str, Any]
_CEDILLA = str.maketrans("șțȘȚ", "şţŞŢ")


class Party(NamedTuple):
    """A buyer or supplier: name, the code that the invoice bears, and the server's two descriptions of it."""

    name: str
    code: str
    client: JsonObject
    snapshot: JsonObject


class Parties:
    """A pool of business partners of one firm, made when first asked for and kept.

    ``salt`` separates the pools of different firms; ``created`` is the time in milliseconds since 1970 that
    the ids of the pool carry.
    """

    def __init__(self, salt: int, size: int, created: int) -> None:
        self._salt = salt
        self._created = created
        self._made: dict[tuple[str, int], Party] = {}
        self.size = size

    def party(self, kind: str, number: int) -> Party:
        """The partner of a kind with a number.

        Kinds: ``any`` (mixed as in a real firm), ``company``, ``individual``, ``anonymous`` (individual
        without a personal number), ``institution``, ``german``, ``hungarian``, ``long``, ``markup``,
        ``supplier``.
        """
        known = self._made.get((kind, number))
        if known is None:
            known = self._made[kind, number] = self._make(kind, number)
        return known

    def _make(self, kind: str, number: int) -> Party:
        bits = mixed(self._salt, number * 16 + len(kind))
        if kind == "any":
            share = bits % 100
            kind = (
                "company"
                if share < 79
                else "institution"
                if share < 86
                else "individual"
                if share < 97
                else "anonymous"
            )
        if kind in ("individual", "anonymous"):
            return self._individual(bits, kind == "individual", number)
        if kind in ("german", "hungarian"):
            return self._foreign(bits, kind == "german", number)
        return self._romanian(bits, kind, number)

    def _romanian(self, bits: int, kind: str, number: int) -> Party:
        if kind == "institution":
            name = texts.INSTITUTIONS[number % len(texts.INSTITUTIONS)]
        elif kind == "supplier":
            name = texts.SUPPLIERS[number % len(texts.SUPPLIERS)]
        elif kind == "long":
            name = texts.LONG_NAME
        elif kind == "markup":
            name = texts.MARKUP_NAME
        else:
            trade = texts.TRADES[(bits >> 8) % len(texts.TRADES)]
            own = texts.NAMES_OF_FIRMS[(bits >> 16) % len(texts.NAMES_OF_FIRMS)]
            form = texts.LEGAL_FORMS[(bits >> 24) % len(texts.LEGAL_FORMS)]
            name = f"{trade} {own} {form}"
        place = texts.PLACES[(bits >> 32) % len(texts.PLACES)]
        street = texts.STREETS[(bits >> 40) % len(texts.STREETS)]
        legacy = (bits >> 48) % 16 == 0
        spelled_county = (bits >> 52) % 4 == 0
        fiscal = cif(100_000 + mixed(self._salt ^ 0xC1F, number * 16 + len(kind)) % 45_000_000)
        payer = kind != "institution" and (bits >> 56) % 8 != 0
        bank = texts.BANKS[(bits >> 58) % len(texts.BANKS)]
        address = {
            "registrationNumber": f"J{1 + bits % 40:02d}/{100 + (bits >> 7) % 4800}/{1995 + (bits >> 20) % 30}"
            if kind != "institution"
            else None,
            "address": f"{street} nr. {1 + (bits >> 44) % 140}",
            "city": place.city,
            "county": place.county_name if spelled_county else place.county,
            "country": "RO",
        }
        if legacy:
            name = name.translate(_CEDILLA)
            address = {field: text and text.translate(_CEDILLA) for field, text in address.items()}
        return self._party(
            bits,
            number,
            kind_of_person="company",
            name=name,
            code=fiscal,
            cui=fiscal,
            cnp_=None,
            vat_code=f"RO{fiscal}" if payer else None,
            address=address,
            postal=f"{place.postal}{(bits >> 36) % 1000:03d}",
            bank=bank if (bits >> 61) % 2 else None,
        )

    def _individual(self, bits: int, numbered: bool, number: int) -> Party:
        man = bits % 2 == 0
        names = texts.FIRST_NAMES_OF_MEN if man else texts.FIRST_NAMES_OF_WOMEN
        name = (
            f"{names[(bits >> 8) % len(names)]} {texts.FAMILY_NAMES[(bits >> 16) % len(texts.FAMILY_NAMES)]}"
        )
        place = texts.PLACES[(bits >> 32) % len(texts.PLACES)]
        born = date(1950, 1, 1) + timedelta(days=(bits >> 24) % 20_000)
        personal = cnp(born, man, 1 + (bits >> 40) % 40, 1 + (bits >> 46) % 999) if numbered else None
        return self._party(
            bits,
            number,
            kind_of_person="individual",
            name=name,
            code=personal or "0000000000000",
            cui=None,
            cnp_=personal,
            vat_code=None,
            address={
                "registrationNumber": None,
                "address": f"{texts.STREETS[(bits >> 40) % len(texts.STREETS)]} {1 + (bits >> 44) % 90}, ap. {1 + bits % 60}",
                "city": place.city,
                "county": place.county,
                "country": "RO",
            },
            postal=f"{place.postal}{(bits >> 36) % 1000:03d}",
            bank=None,
        )

    def _foreign(self, bits: int, german: bool, number: int) -> Party:
        names, places = (
            (texts.GERMAN_FIRMS, texts.GERMAN_PLACES)
            if german
            else (texts.HUNGARIAN_FIRMS, texts.HUNGARIAN_PLACES)
        )
        vat = (
            german_vat_id(12_000_000 + (bits >> 12) % 20_000_000)
            if german
            else hungarian_vat_id(1_000_000 + (bits >> 12) % 2_000_000)
        )
        place = places[(bits >> 32) % len(places)]
        return self._party(
            bits,
            number,
            kind_of_person="company",
            name=names[(bits >> 8) % len(names)],
            code=vat,
            cui=vat,
            cnp_=None,
            vat_code=vat,
            address={
                "registrationNumber": None,
                "address": f"{'Ahornstraße' if german else 'Akácfa utca'} {1 + bits % 80}",
                "city": place.city,
                "county": "",
                "country": "DE" if german else "HU",
            },
            postal=place.postal,
            bank=None,
        )

    def _party(
        self,
        bits: int,
        number: int,
        *,
        kind_of_person: str,
        name: str,
        code: str,
        cui: str | None,
        cnp_: str | None,
        vat_code: str | None,
        address: dict[str, str | None],
        postal: str,
        bank: tuple[str, str, str] | None,
    ) -> Party:
        reach = {
            "email": None if bits % 9 == 0 else f"partener{number}@clienti.example",
            "phone": None if bits % 7 == 0 else f"0700 {(bits >> 10) % 1000:03d} {(bits >> 20) % 1000:03d}",
            "bankName": bank[0] if bank else None,
            "bankAccount": iban(bank[1], f"{bits % 10**16:016d}") if bank else None,
        }
        who = {"type": kind_of_person, "name": name, "cui": cui, "cnp": cnp_}
        payer = vat_code is not None
        client = {
            "id": uuid_text(self._created + number, bits, mixed(self._salt, ~number & 0xFFFFFFFF)),
            **who,
            "isVatPayer": payer,
            **address,
            **reach,
        }
        place = {**address, "postalCode": postal}
        snapshot = {
            **who,
            "vatCode": vat_code,
            "isVatPayer": payer,
            **place,
            **reach,
            "clientCode": None,
            "einvoiceIdentifiers": None,
        }
        return Party(name, code, client, snapshot)


def supplier_object(party: Party) -> JsonObject:
    """A partner as the detail's ``supplier`` shows it: without its fiscal code (contract section 6)."""
    hidden = ("type", "cui", "cnp")
    return {field: value for field, value in party.client.items() if field not in hidden}
