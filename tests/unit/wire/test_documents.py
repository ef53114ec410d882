"""Documents in the documented form, in the real one, and somewhere in between."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from storno_desktop.domain.invoice import Invoice, InvoiceEvent
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.domain.listing import Page
from storno_desktop.domain.session import Company, Tokens, User
from storno_desktop.wire.account import read_companies, read_sign_in, read_tokens, read_user
from storno_desktop.wire.document import Unreadable
from storno_desktop.wire.events import read_events
from storno_desktop.wire.invoices import read_changed_invoice, read_invoice
from storno_desktop.wire.pages import read_page
from storno_desktop.wire.parts import (
    read_emails,
    read_payments,
    read_series,
    read_share_links,
    read_submissions,
)
from tests.unit.wire.recorded import documented_answer, seed

SEED = seed()
ROW: dict[str, object] = {
    "id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    "number": "FAC-1",
    "status": "issued",
    "issueDate": "2024-02-15",
    "total": "1.00",
}


def _json(value: object) -> bytes:
    return json.dumps(value).encode()


def _invoice(**changes: object) -> Invoice:
    read = read_invoice(_json({**ROW, **changes}))
    assert isinstance(read, Invoice), read
    return read


@pytest.mark.parametrize("identifier", SEED["invoices"])
def test_every_invoice_of_the_seed_is_read_both_ways(identifier: str) -> None:
    """As it is, and with its amounts as JSON numbers and its dates bare, as the documentation has them."""
    entry = SEED["invoices"][identifier]
    real = entry["detail"]
    documented = dict(real)
    for name in ("subtotal", "vatTotal", "total", "amountPaid", "balance", "discount"):
        documented[name] = float(real[name])
    documented["issueDate"] = real["issueDate"][:10]
    documented["dueDate"] = real["dueDate"] and real["dueDate"][:10]
    first, second = read_invoice(_json(real)), read_invoice(_json(documented))
    assert isinstance(first, Invoice), first
    assert first == second
    assert first.id == identifier
    assert first.summary.status is not InvoiceStatus.UNRECOGNISED
    events, payments = read_events(_json(entry["events"])), read_payments(_json(entry["payments"]))
    assert not isinstance(events, Unreadable)
    assert not isinstance(payments, Unreadable)
    assert len(payments) == first.payment_count
    assert sum((each.amount for each in payments), Decimal(0)) == (
        first.summary.amount_paid if payments else 0
    )


def test_the_documented_cancellation() -> None:
    invoice = read_changed_invoice(documented_answer("cancel"))
    assert isinstance(invoice, Invoice)
    assert invoice.summary.total == Decimal("1190")
    assert invoice.summary.issue_date == date(2024, 2, 15)
    assert invoice.summary.cancelled_at == datetime(2024, 2, 16, 14, 30, tzinfo=UTC)
    assert invoice.cancelled_by == "john@yourcompany.ro"
    assert invoice.credit_notes is None
    assert invoice.payment_count is None
    assert invoice.embedded_events is not None
    assert invoice.embedded_events[0].is_cancellation
    assert invoice.embedded_events[0].reason == invoice.cancellation_reason


def test_the_documented_restoration() -> None:
    invoice = read_changed_invoice(documented_answer("restore"))
    assert isinstance(invoice, Invoice)
    assert invoice.summary.status is InvoiceStatus.DRAFT
    assert (invoice.cancelled_by, invoice.cancellation_reason, invoice.summary.cancelled_at) == ("", "", None)
    assert invoice.restored_at == datetime(2024, 2, 16, 15, 0, tzinfo=UTC)


def test_documented_names_of_the_state_at_anaf() -> None:
    invoice = _invoice(
        anafState="validated",
        anafSubmissionId="ANAF-1",
        anafValidationErrors=["Prima.", {"message": "A doua."}],
    )
    assert (invoice.anaf.status, invoice.anaf.upload_id) == ("validated", "ANAF-1")
    assert invoice.anaf.error == "Prima.; A doua."


@pytest.mark.parametrize(
    ("field", "value", "series"),
    [
        ("documentSeries", {"id": "s", "prefix": "FAC", "nextNumber": "FAC0043"}, ("s", "FAC", "FAC0043")),
        ("series", {"uuid": "s", "name": "CN", "prefix": "CN-", "nextNumber": 6}, ("s", "CN-", "6")),
        ("series", "FAC", ("", "FAC", "")),
        ("documentSeries", None, None),
        ("documentSeries", [], None),
        ("series", "", None),
    ],
)
def test_a_series_in_each_form(field: str, value: object, series: tuple[str, str, str] | None) -> None:
    read = _invoice(**{field: value}).series
    assert (read and (read.id, read.prefix, read.next_number)) == series


def test_empty_php_arrays_stand_for_empty_objects() -> None:
    invoice = _invoice(
        company=[], client=[], supplier=[], buyerSnapshot=[], ublExtensions=[], payments=[[], []]
    )
    assert invoice.buyer is None
    assert invoice.payment_count == 2


def test_a_list_with_gaps_is_an_object_and_loses_nothing() -> None:
    child = {"id": "c", "number": "ST1", "status": "draft", "issueDate": "2024-02-16"}
    assert [note.id for note in _invoice(refundInvoices={"1": child}).credit_notes or ()] == ["c"]


def test_a_list_that_is_evidence_does_not_quietly_become_empty() -> None:
    for wrong in ("none", 5, [{"number": "no id"}]):
        assert isinstance(read_invoice(_json({**ROW, "refundInvoices": wrong})), Unreadable)
    assert isinstance(read_payments(b'[{"id": "p", "amount": "NaN"}]'), Unreadable)
    assert isinstance(read_events(b'[{"newStatus": "cancelled", "createdAt": "yesterday"}]'), Unreadable)
    assert isinstance(read_events(b'{"error": "no"}'), Unreadable)


def test_an_unknown_status_does_not_hide_a_row() -> None:
    invoice = _invoice(status="frozen", direction="sideways", documentType="new_kind")
    assert invoice.summary.status is InvoiceStatus.UNRECOGNISED
    assert invoice.summary.status_code == "frozen"


def test_a_parent_is_known_in_both_forms() -> None:
    assert _invoice(parentDocumentId="p", parentDocumentNumber="F1").summary.parent_id == "p"
    documented = _invoice(parentDocument={"uuid": "p", "number": "F1"})
    assert (documented.summary.parent_id, documented.parent_number) == ("p", "F1")


@pytest.mark.parametrize(
    ("line", "net"),
    [
        ({"quantity": "10.0000", "unitPrice": "25.50", "vatAmount": "53.55", "lineTotal": "255.00"}, "255"),
        ({"quantity": 10, "unitPrice": 25.5, "vatAmount": 53.55, "lineTotal": 308.55}, "255"),
        ({"quantity": 10, "unitPrice": 25.5, "vatAmount": 53.55, "subtotal": 255.0, "total": 308.55}, "255"),
        ({"quantity": "10", "unitPrice": "25.50", "vatAmount": "45.90", "lineTotal": "218.57"}, "218.57"),
        ({"lineTotal": "12.00"}, "12"),
        ({}, None),
    ],
)
def test_the_net_sum_of_a_line(line: dict[str, object], net: str | None) -> None:
    assert _invoice(lines=[line]).lines[0].net_total == (None if net is None else Decimal(net))


def test_one_bad_row_is_left_out_and_counted() -> None:
    page = read_page(
        _json({"data": [ROW, {**ROW, "total": "NaN"}, None, {**ROW, "issueDate": None}], "total": 4, "page": 1, "limit": 20})
    )  # fmt: skip
    assert isinstance(page, Page)
    assert (len(page.rows), page.unreadable, page.is_last) == (1, 3, True)


def test_sums_that_cannot_be_read_do_not_hide_the_rows() -> None:
    spoilt: tuple[object, ...] = ([], None, {"subtotal": "x"}, "1")
    for totals in spoilt:
        page = read_page(_json({"data": [ROW], "total": 1, "page": 1, "limit": 20, "totals": totals}))
        assert isinstance(page, Page)
        assert page.totals is None


def test_the_documented_history_is_completed() -> None:
    person = {"id": "1", "name": "Ana", "email": "ana@exemplu.ro"}

    def entry(kind: str, status: str | None, hour: int, **more: object) -> dict[str, object]:
        return {"uuid": str(hour), "type": kind, "status": status, "timestamp": f"2024-02-15T{hour:02}:00:00Z", "user": person, **more}  # fmt: skip

    events = read_events(
        _json(
            {
                "data": [
                    entry("status_change", "draft", 12),
                    entry("status_change", "cancelled", 11, metadata={"reason": "Dublură"}),
                    entry("email_sent", None, 10, metadata=None),
                    entry("issued", "issued", 9, metadata=[]),
                    entry("created", "draft", 8),
                ]
            }
        )
    )
    assert not isinstance(events, Unreadable)
    restored, cancelled, mailed, issued, created = events
    assert restored.is_restoration
    assert (cancelled.cancelled_from, cancelled.reason, cancelled.by) == (
        "issued",
        "Dublură",
        "ana@exemplu.ro",
    )
    assert (mailed.status_code, mailed.previous_code, mailed.action) == ("", "", "email_sent")
    assert (issued.previous_code, created.previous_code) == ("draft", "")
    assert not created.is_restoration


def test_a_history_that_names_previous_states_is_left_alone() -> None:
    events = read_events(_json([{"newStatus": "draft", "previousStatus": None}, {"newStatus": "cancelled", "previousStatus": "issued"}]))  # fmt: skip
    assert isinstance(events, tuple)
    assert isinstance(events[0], InvoiceEvent)
    assert events[0].previous_code == ""


def test_deliveries_in_both_forms() -> None:
    emails = read_emails(
        _json(
            [
                {"id": "1", "toEmail": "a@b.ro", "status": "bounced", "sentAt": "2024-02-15T10:00:00+02:00", "events": [{"eventType": "open", "timestamp": "2024-02-15T12:00:00Z"}, {"eventType": "click", "createdAt": "2024-02-15T11:00:00Z"}]},
                {"uuid": "2", "to": "c@d.ro", "deliveryStatus": "delivered", "openedAt": None},
            ]
        )
    )  # fmt: skip
    assert isinstance(emails, tuple)
    assert emails[0].opened_at == datetime(2024, 2, 15, 11, tzinfo=UTC)
    assert emails[0].may_have_arrived
    assert (emails[1].to, emails[1].status, emails[1].opened_at) == ("c@d.ro", "delivered", None)


def test_links_never_keep_their_key() -> None:
    links = read_share_links(
        _json([{"id": "1", "token": "open-sesame", "url": "https://x/open-sesame", "status": "active", "isValid": False, "viewCount": 2}, {"id": "2", "status": "active"}])
    )  # fmt: skip
    assert isinstance(links, tuple)
    assert [(link.is_active, link.view_count) for link in links] == [(False, 2), (True, 0)]
    assert "sesame" not in repr(links)


def test_submissions_and_series() -> None:
    submissions = read_submissions(b'{"data": [{"id": "1", "provider": "anaf", "status": "pending"}]}')
    series = read_series(b'[{"uuid": "1", "prefix": "F", "type": "invoice", "nextNumber": 7}]')
    assert isinstance(submissions, tuple)
    assert isinstance(series, tuple)
    assert (submissions[0].provider, submissions[0].status) == ("anaf", "pending")
    assert (series[0].active, series[0].next_number) == (True, "7")


def test_one_bad_company_does_not_hide_the_others() -> None:
    companies = read_companies(
        _json([{"name": "no id"}, {"uuid": "1", "name": "A", "cif": "RO 123", "syncEnabled": True}])
    )
    assert companies == (Company(id="1", name="A", cif="123", uses_spv=True),)
    assert isinstance(read_companies(b'[{"name": "no id"}]'), Unreadable)
    assert read_companies(b'{"data": []}') == ()


def test_the_documented_person() -> None:
    user = read_user(
        _json({"id": "u", "email": "a@b.ro", "firstName": "Ana", "lastName": "Pop", "organization": {"id": "o", "name": "Org"}, "memberships": [{"organizationId": "o", "organizationName": "Org", "role": "owner"}], "permissions": {"0": "invoice.view", "2": "invoice.edit"}})
    )  # fmt: skip
    assert isinstance(user, User)
    assert (user.full_name, user.role, user.organizations[0].name) == ("Ana Pop", "owner", "Org")
    assert user.permissions == frozenset({"invoice.view", "invoice.edit"})


def test_tokens_that_fit_in_no_header_are_refused() -> None:
    assert isinstance(read_tokens(b'{"token": "a\\r\\nX: 1"}'), Unreadable)
    assert isinstance(read_tokens(b'{"token": ""}'), Unreadable)
    assert isinstance(read_sign_in(b'{"mfa_required": true, "refresh_token": "r", "token": "t"}'), Unreadable)
    assert read_sign_in(b'{"token": "t", "mfa_required": false}') == Tokens(access="t")


def test_what_is_unreadable_names_no_value() -> None:
    said = read_tokens(b'{"token": "secret marker"}')
    assert isinstance(said, Unreadable)
    assert "marker" not in said.why
