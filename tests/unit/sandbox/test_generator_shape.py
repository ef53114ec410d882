"""What is generated has the keys and JSON types of what a real server sent."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from storno_desktop.sandbox.generator import InvoiceGenerator

NOW = datetime(2026, 7, 15, 11, 20, 33, tzinfo=ZoneInfo("Europe/Bucharest"))
SEED_FILE = Path(__file__).parents[2] / "data" / "storno" / "seed.json"

# Where the saved world has only null, the contract (sections 6 and 12) allows a text or a truth value, and
# the generated one makes use of it. Reversals are drawn up with their origin in the event.
_WIDER = {
    "detail.notes",
    "detail.paymentTerms",
    "detail.orderNumber",
    "detail.payeeBankAccount",
    "detail.payeeBankName",
    "detail.client.registrationNumber",
    "detail.client.email",
    "detail.client.phone",
    "detail.client.bankName",
    "detail.client.bankAccount",
    "detail.buyerSnapshot.registrationNumber",
    "detail.buyerSnapshot.email",
    "detail.buyerSnapshot.phone",
    "detail.buyerSnapshot.bankName",
    "detail.buyerSnapshot.bankAccount",
    "detail.supplier.registrationNumber",
    "detail.supplier.email",
    "detail.supplier.phone",
    "detail.supplier.bankName",
    "detail.supplier.bankAccount",
    "events[].metadata.efacturaDelayHours",
    "events[].metadata.scheduledSendAt",
}
_NEW_IN_METADATA = {"originalInvoiceId", "originalInvoiceNumber", "refundInvoiceId", "error"}
_ALWAYS_EMPTY_IN_THE_SEED = ("emails[]", "shareLinks[]", "submissions[]")

_EMAIL = {
    "id",
    "toEmail",
    "ccEmails",
    "bccEmails",
    "subject",
    "status",
    "category",
    "templateUsed",
    "errorMessage",
    "sesMessageId",
    "fromEmail",
    "fromName",
    "sentByEmail",
    "invoiceId",
    "invoiceNumber",
    "deliveryNoteId",
    "deliveryNoteNumber",
    "sentAt",
    "events",
}
_EMAIL_EVENT = {
    "id",
    "eventType",
    "bounceType",
    "bounceSubType",
    "timestamp",
    "recipients",
    "userAgent",
    "eventDetail",
    "linkClicked",
    "createdAt",
}
_LINK = {
    "id",
    "token",
    "status",
    "url",
    "paymentEnabled",
    "createdAt",
    "expiresAt",
    "revokedAt",
    "lastViewedAt",
    "viewCount",
    "isValid",
    "createdBy",
}
_SUBMISSION = {"id", "provider", "externalId", "status", "createdAt", "updatedAt"}


@pytest.fixture(scope="module")
def seed() -> dict[str, Any]:
    saved: dict[str, Any] = json.loads(SEED_FILE.read_text(encoding="utf-8"))
    return saved


@pytest.fixture(scope="module")
def generator() -> InvoiceGenerator:
    return InvoiceGenerator(700, 5, NOW)


@pytest.fixture(scope="module")
def records(generator: InvoiceGenerator) -> list[dict[str, Any]]:
    # Through JSON and back, so that anything that is not JSON would show.
    return [json.loads(json.dumps(generator.record(index))) for index in range(len(generator))]


def _paths(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    yield path, type(value).__name__
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(inner, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from _paths(inner, f"{path}[]")


def _shape(values: list[Any]) -> dict[str, set[str]]:
    shape: dict[str, set[str]] = {}
    for value in values:
        for path, kind in _paths(value):
            shape.setdefault(path, set()).add(kind)
    return shape


def test_records_have_the_shape_of_saved_ones(seed: dict[str, Any], records: list[dict[str, Any]]) -> None:
    saved, ours = _shape(list(seed["invoices"].values())), _shape(records)
    assert not set(saved) - set(ours)
    extra = {
        path
        for path in set(ours) - set(saved)
        if not path.startswith(_ALWAYS_EMPTY_IN_THE_SEED) and path.rpartition(".")[2] not in _NEW_IN_METADATA
    }
    assert not extra
    wider = {path for path, kinds in ours.items() if path in saved and kinds - saved[path]}
    assert wider <= _WIDER
    assert all(ours[path] <= {"str", "int", "NoneType"} for path in wider)


def test_every_record_has_every_field(seed: dict[str, Any], records: list[dict[str, Any]]) -> None:
    model = next(iter(seed["invoices"].values()))
    fields, line = list(model["detail"]), list(model["detail"]["lines"][0])
    for record in records:
        assert list(record) == list(model)
        assert [key for key in record["detail"] if key != "refundInvoices"] == fields
        assert all(list(entry) == line for entry in record["detail"]["lines"])
        assert record["detail"].get("refundInvoices") != []
        assert len(record["detail"]["payments"]) == len(record["payments"])


def test_parts_that_no_saved_invoice_has_follow_the_contract(records: list[dict[str, Any]]) -> None:
    for record in records:
        assert all(set(mail) == _EMAIL for mail in record["emails"])
        assert all(set(event) == _EMAIL_EVENT for mail in record["emails"] for event in mail["events"])
        assert all(set(link) == _LINK for link in record["shareLinks"])
        assert all(set(submission) == _SUBMISSION for submission in record["submissions"])


def test_the_world_has_the_shape_of_the_saved_one(seed: dict[str, Any], generator: InvoiceGenerator) -> None:
    world = json.loads(json.dumps(generator.world()))
    assert set(world) == set(seed) - {"invoices", "deleted"}
    assert set(world["mfa"]) == set(seed["mfa"])
    people = [
        user["me"]
        for user in seed["users"].values()
        if "fullName" in user.get("me", {}) and user["me"]["currentRole"]
    ]
    ours = [user["me"] for user in world["users"].values() if "me" in user]
    assert {tuple(me) for me in ours} == {tuple(me) for me in people if "plan" in me}
    assert set(_shape(ours)) == set(_shape([me for me in people if "plan" in me]))
    permissions = {me["currentRole"]: me["permissions"] for me in people}
    assert all(me["permissions"] == permissions[me["currentRole"]] for me in ours)
    assert {me["currentRole"] for me in ours} == {"owner", "admin", "accountant", "employee"}
    saved_company = seed["users"][people[0]["email"]]["companies"]["data"][0]
    for user in world["users"].values():
        listed = user["companies"]["data"] if "me" in user else []
        assert all(list(company) == list(saved_company) for company in listed)
    series = [row for company in seed["companies"].values() for row in company["series"]["data"]]
    for company in world["companies"].values():
        rows = company["series"]["data"]
        assert all(list(row) == list(series[0]) for row in rows)
        assert [row["prefix"] for row in rows] == sorted(row["prefix"] for row in rows)


def test_people_see_what_their_place_allows(generator: InvoiceGenerator) -> None:
    world = generator.world()
    ids = {key: company["id"] for key, company in world["companies"].items()}
    seen = {
        email: {company["id"] for company in user["companies"]["data"]}
        for email, user in world["users"].items()
        if "me" in user
    }
    assert seen["contabil.b@demo.example"] == {ids["B"]}
    assert seen["patron@fila.example"] == {ids["C"]}
    assert seen["admin@demo.example"] == {ids["A"], ids["B"]}
    people = [user["me"] for user in world["users"].values() if "me" in user]
    assert len({me["organization"]["id"] for me in people}) == 3
    assert [len(me["memberships"]) for me in people if me["email"] == "expert@cabinet.example"] == [2]
    read_only = {
        company["id"]
        for user in world["users"].values()
        if "me" in user
        for company in user["companies"]["data"]
        if company["isReadOnly"]
    }
    assert read_only == {ids["D"]} == seen["morar@moara.example"]
    assert world["password"] == "Demo-2026"
    assert world["mfa"]["email"] in world["users"]
    delays = [
        user["efacturaDelayHours"] for user in world["users"]["patron@demo.example"]["companies"]["data"]
    ]
    assert sorted(delay or 0 for delay in delays) == [0, 24]


# Words of the format itself, and what both worlds must take from the same country.
_SHARED = {""} | {
    "A",
    "B",
    "C",
    "RO",
    "DE",
    "HU",
    "RON",
    "EUR",
    "S",
    "K",
    "buc",
    "ro",
    "company",
    "individual",
    "invoice",
    "credit_note",
    "proforma",
    "outgoing",
    "incoming",
    "manual",
    "bank_transfer",
    "card",
    "cash",
    "380",
    "ROLE_USER",
    "Europe/Bucharest",
    "starter",
    "0000000000000",
}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value


def test_nothing_is_taken_from_the_saved_world(
    seed: dict[str, Any], generator: InvoiceGenerator, records: list[dict[str, Any]]
) -> None:
    saved = set(_texts(seed)) | set(seed["users"])
    ours = set(_texts(records)) | set(_texts(generator.world())) | set(generator.world()["users"])
    roles_and_states = {
        text for text in saved if text.isascii() and text.replace("_", "").replace(".", "").islower()
    }
    common = {
        text
        for text in saved & ours
        if text not in _SHARED
        and text not in roles_and_states
        and not text.lstrip("-").replace(".", "").isdigit()
        and text[:10].count("-") != 2
        and not (len(text) == 2 and text.isupper())
    }
    assert not common
