"""What the observed dialect does beyond the recordings: the rules that the contract tells."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest

from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.second_factor import totp
from tests.contract.sandbox_replay import SEED, SETTINGS
from tests.contract.sandbox_visitor import ids_by_key, visitor

WORLD = json.loads(SEED.read_text())
IDS = ids_by_key(WORLD["invoices"])
SEEDED = replace(SETTINGS, login_limit=False)
LIST = "/api/v1/invoices"


@pytest.fixture
def owner() -> Iterator[httpx.Client]:
    with SandboxServer(SEEDED) as server, visitor(server) as client:
        client.headers["X-Company"] = WORLD["companies"]["A"]["id"]
        yield client


def invoice(key: str) -> str:
    return f"{LIST}/{IDS[key]}"


def got(client: httpx.Client, path: str, **query: str) -> Any:
    answer = client.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def rows(**wanted: str) -> set[str]:
    """The ids of company A whose detail has these values."""
    return {
        invoice_id
        for invoice_id, record in WORLD["invoices"].items()
        if record["company"] == "A" and all(record["detail"][name] == value for name, value in wanted.items())
    }


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ({"status": "cancelled"}, {"status": "cancelled"}),
        ({"direction": "incoming"}, {"direction": "incoming"}),
        ({"type": "invoice", "status": "draft"}, {"documentType": "invoice", "status": "draft"}),
        ({"currency": "eur"}, {"currency": "EUR"}),
        ({"totalMin": "540.87", "totalMax": "540.87"}, {"total": "540.87"}),
        ({"vatTotalMax": "-0.01"}, {"vatTotal": "-93.87"}),
    ],
)
def test_filters_keep_what_they_name(
    owner: httpx.Client, query: dict[str, str], detail: dict[str, str]
) -> None:
    found: set[str] = set()
    page = 1
    while True:
        answer = got(owner, LIST, **query, limit="20", page=str(page))
        found |= {row["id"] for row in answer["data"]}
        if page * 20 >= answer["total"]:
            break
        page += 1
    assert found == rows(**detail)
    assert found


def test_cancelled_invoices_have_no_sums(owner: httpx.Client) -> None:
    assert set(got(owner, LIST, status="cancelled")["totals"].values()) == {"0.00"}


def test_paid_is_what_has_a_date_of_payment(owner: httpx.Client) -> None:
    paid = got(owner, LIST, isPaid="true", limit="20")
    unpaid = got(owner, LIST, isPaid="false")
    assert all(row["paidAt"] for row in paid["data"])
    assert paid["total"] + unpaid["total"] == got(owner, LIST)["total"]


@pytest.mark.parametrize("order", ["asc", "desc"])
@pytest.mark.parametrize("sort", ["number", "status", "direction", "total"])
def test_equals_stand_by_falling_id(owner: httpx.Client, sort: str, order: str) -> None:
    data = [
        row
        for page in "1234"
        for row in got(owner, LIST, sort=sort, order=order, limit="20", page=page)["data"]
    ]
    assert len({row["id"] for row in data}) == 64
    values = [float(row[sort]) if sort == "total" else row[sort].lower() for row in data]
    assert values == sorted(values, reverse=order == "desc")
    for first, second in itertools.pairwise(data):
        assert first[sort] != second[sort] or first["id"] > second["id"]


def test_the_oldest_creations_come_last_though_their_ids_are_among_the_lower_ones(
    owner: httpx.Client,
) -> None:
    data = [
        row["id"]
        for page in "1234"
        for row in got(owner, LIST, sort="createdAt", order="desc", limit="20", page=page)["data"]
    ]
    assert data[-12:] == [IDS[f"issued-{number}"] for number in range(1, 13)]


@pytest.mark.parametrize(
    ("reason", "kept"),
    [
        ("  cu spații  ", "  cu spații  "),
        (True, "1"),
        (12345, "12345"),
        (1.5, "1.5"),
        (False, ""),
        (None, None),
    ],
)
def test_reasons_are_kept_as_php_writes_them(owner: httpx.Client, reason: object, kept: str | None) -> None:
    answer = owner.post(f"{invoice('issued-1')}/cancel", json={"reason": reason})
    assert answer.json()["cancellationReason"] == kept
    newest = got(owner, f"{invoice('issued-1')}/events")[0]
    assert newest["metadata"] == {"action": "cancelled", "reason": kept, "cancelledFromStatus": "issued"}


def test_half_a_letter_is_no_json_and_so_no_reason(owner: httpx.Client) -> None:
    answer = owner.post(f"{invoice('issued-1')}/cancel", content=b'{"reason": "\\ud83e"}')
    assert answer.status_code == 200
    assert answer.json()["cancellationReason"] is None


@pytest.mark.parametrize("reason", [["x"], {"a": 1}, "ș" * 40_000])
def test_reasons_that_do_not_fit_crash_and_change_nothing(owner: httpx.Client, reason: object) -> None:
    answer = owner.post(f"{invoice('issued-1')}/cancel", json={"reason": reason})
    assert answer.status_code == 500
    assert got(owner, invoice("issued-1"))["status"] == "issued"


def test_payments_come_and_go_without_touching_the_status(owner: httpx.Client) -> None:
    path = f"{invoice('restore-1')}/payments"
    paid = owner.post(path, json={"amount": "540.87", "paymentMethod": "cash", "paymentDate": "2026-11-20"})
    assert paid.status_code == 201
    detail = got(owner, invoice("restore-1"))
    assert (detail["status"], detail["balance"], detail["paymentMethod"]) == ("cancelled", "0.00", "cash")
    assert detail["payments"] == [[]]
    assert owner.post(path, json={"amount": "0.01", "paymentMethod": "cash"}).status_code == 422
    assert owner.delete(f"{path}/{paid.json()['id']}").status_code == 204
    assert owner.delete(f"{path}/{paid.json()['id']}").json() == {"error": "Payment not found."}
    detail = got(owner, invoice("restore-1"))
    assert (detail["amountPaid"], detail["paidAt"], detail["paymentMethod"]) == ("0.00", None, None)


def test_a_storno_of_all_lines_turns_its_parent_when_it_is_issued(owner: httpx.Client) -> None:
    made = owner.post(
        f"{LIST}/bulk-storno", json={"ids": [IDS["bulk-1"], IDS["bulk-1"], IDS["draft-1"]]}
    ).json()
    assert made["created"] == 1
    assert len(made["errors"]) == 2
    (child,) = got(owner, invoice("bulk-1"))["refundInvoices"]
    assert child["status"] == "draft"
    storno = got(owner, f"{LIST}/{child['id']}")
    assert storno["total"] == "-540.87"
    assert storno["documentSeries"] is None
    assert owner.post(f"{LIST}/{child['id']}/issue").json()["status"] == "refund"
    parent = got(owner, invoice("bulk-1"))
    assert parent["status"] == "refunded"
    assert parent["refundInvoices"][0]["status"] == "refund"
    assert got(owner, f"{invoice('bulk-1')}/events")[0]["metadata"]["refundInvoiceId"] == child["id"]


def test_restoring_and_issuing_again_gives_a_new_number(owner: httpx.Client) -> None:
    old = owner.post(f"{invoice('restore-1')}/restore").json()
    new = owner.post(f"{invoice('restore-1')}/issue").json()["number"]
    assert new == old["documentSeries"]["nextNumber"] != old["number"]
    assert owner.delete(invoice("restore-1")).status_code == 422
    owner.post(f"{invoice('restore-1')}/cancel", json={})
    assert owner.delete(invoice("restore-1")).status_code == 204
    assert got(owner, invoice("restore-2"))["documentSeries"]["nextNumber"] == new, (
        "the last number is given back"
    )


def test_an_edit_moves_an_invoice_in_the_list(owner: httpx.Client) -> None:
    asked = {
        "issueDate": "2026-01-05",
        "lines": [{"description": "Pâine", "quantity": 2, "unitPrice": "10", "vatRate": 11}],
    }
    answer = owner.put(invoice("draft-1"), json=asked).json()["invoice"]
    assert (answer["issueDate"], answer["total"]) == ("2026-01-05T00:00:00+02:00", "22.20")
    window = got(owner, LIST, dateFrom="2026-01-01", dateTo="2026-01-31")
    assert [row["id"] for row in window["data"]] == [IDS["draft-1"]]
    assert window["totals"]["total"] == "22.20"


def test_files_say_which_invoice_they_are(owner: httpx.Client) -> None:
    answer = owner.get(f"{invoice('issued-12')}/xml")
    root = ElementTree.fromstring(answer.content)  # noqa: S314 - written by the sandbox itself
    assert root.tag.endswith("}Invoice")
    assert WORLD["invoices"][IDS["issued-12"]]["detail"]["number"] in [element.text for element in root]
    assert owner.get(f"{invoice('cancelled-from-issued')}/pdf").content.rstrip().endswith(b"%%EOF")


def test_submissions_alone_look_at_the_company(owner: httpx.Client) -> None:
    assert got(owner, f"{invoice('validated')}/einvoice-submissions") == []
    assert owner.get(f"{invoice('B-issued-1')}/einvoice-submissions").status_code == 404
    assert owner.get(f"{invoice('B-issued-1')}/events").status_code == 200


def test_a_key_may_no_more_than_its_scopes(owner: httpx.Client) -> None:
    owner.headers["Authorization"] = WORLD["apiKeys"]["owner-readonly"]["key"]
    assert owner.get(invoice("issued-1")).status_code == 200
    assert owner.post(f"{invoice('issued-1')}/cancel", json={}).status_code == 403
    owner.headers["Authorization"] = WORLD["apiKeys"]["owner-expired"]["key"]
    assert owner.get(invoice("issued-1")).json()["error_code"] == "AUTH_HEADER_TOKEN"
    owner.headers["Authorization"] = "Bearer storno_oat_0000"
    assert owner.get(invoice("issued-1")).json()["error_code"] == "OAUTH2_AUTH_FAILED"


def test_the_second_factor_leads_in(owner: httpx.Client) -> None:
    account = {"email": WORLD["mfa"]["email"], "password": WORLD["password"]}
    challenge = owner.post("/api/auth", json=account).json()
    assert SEEDED.now is not None
    code = totp(WORLD["mfa"]["totpSecret"], int(SEEDED.now.timestamp()))
    tokens = owner.post(
        "/api/auth/mfa/verify", json={"mfaToken": challenge["mfa_token"], "code": code}
    ).json()
    owner.headers["Authorization"] = f"Bearer {tokens['token']}"
    assert got(owner, "/api/v1/me")["email"] == account["email"]


def test_those_who_may_not_sign_in_are_told_apart(owner: httpx.Client) -> None:
    answers = [
        owner.post("/api/auth", json={"email": email, "password": WORLD["password"]})
        for email, entry in WORLD["users"].items()
        if "me" not in entry and email != WORLD["mfa"]["email"]
    ]
    assert sorted(answer.status_code for answer in answers) == [401, 403]


def test_share_links_can_be_revoked_and_mail_is_read() -> None:
    with SandboxServer(replace(SEEDED, seed=None, invoices=400)) as server, visitor(server) as client:
        company = next(
            one for one in server.ledger.companies.values() if len(got(client, "/api/v1/companies")["data"])
        )
        client.headers["X-Company"] = company.id
        linked = next(
            one for one in server.ledger.shelf(company).invoices(None, None) if one.share_links and one.emails
        )
        links = got(client, f"{LIST}/{linked.id}/share-links")
        assert got(client, f"{LIST}/{linked.id}/emails")[0]["toEmail"]
        assert client.delete(f"{LIST}/{linked.id}/share-links/{links[0]['id']}").status_code == 204
        assert got(client, f"{LIST}/{linked.id}/share-links")[0]["status"] == "revoked"
        assert client.delete(f"{LIST}/{linked.id}/share-links/none").status_code == 404


@pytest.mark.parametrize("dialect", ["observed", "documented"])
def test_every_part_of_every_generated_case_can_be_read(dialect: Any) -> None:
    with (
        SandboxServer(replace(SEEDED, seed=None, invoices=200, dialect=dialect)) as server,
        visitor(server) as client,
    ):
        for company in server.ledger.companies.values():
            client.headers["X-Company"] = company.id
            if client.get("/api/v1/document-series").status_code != 200:
                continue
            for found in list(server.ledger.shelf(company).invoices(None, None)):
                for part in ("", "/events", "/payments", "/emails", "/share-links", "/einvoice-submissions"):
                    answer = client.get(f"{LIST}/{found.id}{part}")
                    assert answer.status_code in {200, 403}, answer.text
                    assert answer.headers["Date"] == "Sun, 22 Nov 2026 16:46:17 GMT"
