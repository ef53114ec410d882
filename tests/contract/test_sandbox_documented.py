"""The documented dialect keeps what the documentation promises, and tells the same story as the observed one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from storno_desktop.sandbox.listen import SandboxServer
from tests.contract.sandbox_replay import SEED, SETTINGS
from tests.contract.sandbox_visitor import ids_by_key, visitor

WORLD = json.loads(SEED.read_text())
IDS = ids_by_key(WORLD["invoices"])
REASON = {"reason": "Factură emisă din greșeală"}


@pytest.fixture
def owner() -> Iterator[httpx.Client]:
    settings = replace(SETTINGS, dialect="documented", login_limit=False)
    with SandboxServer(settings) as server, visitor(server) as client:
        client.headers["X-Company"] = WORLD["companies"]["A"]["id"]
        yield client


def invoice(key: str) -> str:
    return f"/api/v1/invoices/{IDS[key]}"


@pytest.mark.parametrize("reason", ["scurt", "  doar 8  ", "", None, 12345678901])
def test_a_short_or_missing_reason_is_a_bad_request(owner: httpx.Client, reason: object) -> None:
    answer = owner.post(f"{invoice('issued-1')}/cancel", json={"reason": reason})
    assert answer.status_code == 400
    body = answer.json()
    assert set(body) == {"error", "message", "code"}
    assert body["code"] == 400
    assert owner.get(invoice("issued-1")).json()["status"] == "issued"


@pytest.mark.parametrize("key", ["draft-1", "validated", "cancelled-from-issued", "paid"])
def test_only_issued_invoices_are_cancelled(owner: httpx.Client, key: str) -> None:
    assert owner.post(f"{invoice(key)}/cancel", json=REASON).status_code == 409


def test_a_credit_note_stands_against_cancelling(owner: httpx.Client) -> None:
    asked = {
        "clientId": owner.get(invoice("bulk-7")).json()["client"]["id"],
        "parentDocumentId": IDS["bulk-7"],
        "lines": [{"description": "Storno", "quantity": "-1", "unitPrice": "10", "vatRate": "21"}],
    }
    assert owner.post("/api/v1/invoices", json=asked).status_code == 201
    assert owner.post(f"{invoice('bulk-7')}/cancel", json=REASON).status_code == 422


def test_a_cancelled_invoice_is_void_and_says_who_did_it(owner: httpx.Client) -> None:
    cancelled = owner.post(f"{invoice('issued-1')}/cancel", json=REASON).json()
    assert cancelled["status"] == "cancelled"
    assert cancelled["balance"] == 0
    assert cancelled["total"] == 81.07
    assert cancelled["issueDate"] == "2026-11-19"
    assert cancelled["cancelledAt"].endswith("Z")
    assert cancelled["cancellationReason"] == REASON["reason"]
    newest = cancelled["events"][0]
    assert (newest["type"], newest["status"]) == ("status_change", "cancelled")
    assert newest["metadata"]["reason"] == REASON["reason"]
    assert cancelled["cancelledBy"]["email"] == newest["user"]["email"]

    restored = owner.post(f"{invoice('issued-1')}/restore").json()
    assert restored["status"] == "draft"
    assert restored["balance"] == 81.07
    assert restored["cancelledBy"] is None
    assert restored["restoredAt"] is not None
    assert restored["restoredBy"]["email"] == newest["user"]["email"]


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("restore-1", 200),
        ("cancelled-no-reason", 200),
        ("cancelled-from-draft", 200),
        ("cancelled-series-inactive", 200),
        ("cancelled-series-deleted", 422),
        ("cancelled-anaf", 422),
        ("cancelled-with-credit-note", 422),
        ("cancelled-with-payments", 422),
        ("cancelled-old-31d", 422),
        ("draft-1", 409),
    ],
)
def test_restoring_knows_the_five_restrictions(owner: httpx.Client, key: str, status: int) -> None:
    assert owner.post(f"{invoice(key)}/restore").status_code == status


@pytest.mark.parametrize(("days", "status"), [(30, 200), (31, 422)])
def test_the_thirtieth_day_is_the_last(days: int, status: int) -> None:
    now = SETTINGS.now
    assert now is not None
    # The invoice was cancelled three days before the file was made.
    later = now + timedelta(days=days - 3)
    with (
        SandboxServer(replace(SETTINGS, dialect="documented", login_limit=False, now=later)) as server,
        visitor(server) as client,
    ):
        assert client.post(f"{invoice('restore-1')}/restore").status_code == status


def test_the_evidence_of_every_restriction_can_be_read(owner: httpx.Client) -> None:
    assert owner.get(invoice("cancelled-anaf")).json()["anafState"] == "ok"
    assert owner.get(invoice("cancelled-anaf")).json()["anafSubmissionId"]
    children = owner.get(f"{invoice('cancelled-with-credit-note')}/credit-notes").json()
    assert [child["status"] for child in children] == ["refund"]
    assert (
        owner.get(invoice("cancelled-with-credit-note")).json()["refundInvoices"][0]["id"]
        == children[0]["id"]
    )
    assert [
        payment["amount"] for payment in owner.get(f"{invoice('cancelled-with-payments')}/payments").json()
    ] == [120]
    assert owner.get(invoice("cancelled-series-deleted")).json()["series"] is None
    series = owner.get("/api/v1/document-series").json()
    assert all("uuid" in one and isinstance(one["nextNumber"], int) for one in series)
    inactive = owner.get(invoice("cancelled-series-inactive")).json()["series"]["id"]
    assert next(one for one in series if one["uuid"] == inactive)["active"] is False


def test_lists_are_paged_and_filtered_as_documented(owner: httpx.Client) -> None:
    first = owner.get("/api/v1/invoices").json()
    assert (first["limit"], first["total"], first["pages"], len(first["data"])) == (20, 64, 4, 20)
    assert "totals" not in first
    assert isinstance(first["data"][0]["total"], float)
    window = owner.get(
        "/api/v1/invoices", params={"from": "2026-11-16", "to": "2026-11-19", "limit": 100}
    ).json()
    assert window["total"] == 6
    due = owner.get("/api/v1/invoices", params={"sort": "dueDate", "order": "asc"}).json()["data"]
    assert [row["dueDate"] for row in due[:3]] == [None, "2026-10-23", "2026-10-23"]
    assert owner.get("/api/v1/credit-notes").json()["total"] == 2


@pytest.mark.parametrize(
    "query",
    ["status=nonsense", "limit=101", "limit=0", "page=0", "limit=x", "from=31.12.2026", "sort=clientName"],
)
def test_wrong_filters_are_unprocessable(owner: httpx.Client, query: str) -> None:
    assert owner.get(f"/api/v1/invoices?{query}").status_code == 422


def test_companies_and_profile_look_as_documented(owner: httpx.Client) -> None:
    companies = owner.get("/api/v1/companies").json()
    assert [sorted({"uuid", "tokenStatus"} & set(company)) for company in companies] == [
        ["tokenStatus", "uuid"]
    ] * 2
    assert isinstance(companies[0]["cif"], str)
    me = owner.get("/api/v1/me").json()
    assert me["emailConfirmed"] is True
    assert me["memberships"][0]["organizationId"] == me["organization"]["id"]
    del owner.headers["X-Company"]
    assert owner.get("/api/v1/invoices").status_code == 403


def test_a_challenge_is_no_session_yet(owner: httpx.Client) -> None:
    account = {"email": WORLD["mfa"]["email"], "password": WORLD["password"]}
    challenge = owner.post("/api/auth", json=account).json()
    assert set(challenge) == {"mfa_required", "mfa_token", "mfa_methods"}
    assert challenge["mfa_methods"] == ["totp", "backup_code"]


def test_refreshing_rotates_both_tokens(owner: httpx.Client) -> None:
    account = {"email": next(iter(WORLD["users"])), "password": WORLD["password"]}
    old = owner.post("/api/auth", json=account).json()["refresh_token"]
    path = "/api/auth/token/refresh"
    new = owner.post(path, json={"refresh_token": old}).json()["refresh_token"]
    assert new != old
    assert owner.post(path, json={"refresh_token": old}).status_code == 401
    assert owner.post(path, json={"refresh_token": new}).status_code == 200
    owner.cookies.clear()
    assert owner.post(path, json={}).status_code == 400
    assert owner.post("/api/auth/refresh", json={"refresh_token": new}).status_code == 404
