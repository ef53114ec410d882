"""Every recorded answer is read: successes as values, errors as sensible Problems."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from storno_desktop.domain.invoice import Invoice
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.listing import Page
from storno_desktop.domain.problem import ProblemKind
from storno_desktop.domain.session import Permission, SecondFactorChallenge, Tokens, User
from storno_desktop.wire.account import read_companies, read_sign_in, read_tokens, read_user, read_version
from storno_desktop.wire.bulk import read_bulk_outcome
from storno_desktop.wire.document import Unreadable
from storno_desktop.wire.events import read_events
from storno_desktop.wire.invoices import read_changed_invoice, read_invoice
from storno_desktop.wire.pages import read_page
from storno_desktop.wire.parts import read_payments, read_series
from storno_desktop.wire.problems import problem_of_answer
from tests.unit.wire.recorded import Recording, recording, recordings

NOW = datetime(2026, 11, 22, 16, 46, tzinfo=UTC)
READERS: list[tuple[str, Callable[[bytes], object]]] = [
    (r"POST /api/auth$", read_sign_in),
    (r"POST /api/auth/(mfa/verify|refresh)$", read_tokens),
    (r"GET /api/v1/me$", read_user),
    (r"GET /api/v1/companies$", read_companies),
    (r"GET /api/v1/version$", read_version),
    (r"GET /api/v1/document-series$", read_series),
    (r"GET /api/v1/invoices(\?.*)?$", read_page),
    (r"GET /api/v1/invoices/[^/]+$", read_invoice),
    (r"POST /api/v1/invoices/[^/]+/(cancel|restore)$", read_changed_invoice),
    (r"GET /api/v1/invoices/[^/]+/events(\?.*)?$", read_events),
    (r"GET /api/v1/invoices/[^/]+/payments$", read_payments),
    (r"POST /api/v1/invoices/bulk-cancel$", lambda body: read_bulk_outcome(body, ())),
]


def _reader(exchange: Recording) -> Callable[[bytes], object] | None:
    asked = f"{exchange.method} {exchange.path}"
    return next((reader for pattern, reader in READERS if re.match(pattern, asked)), None)


SUCCESSES = [each for each in recordings() if each.status < 300 and _reader(each)]
ERRORS = [each for each in recordings() if each.status >= 300]


@pytest.mark.parametrize("exchange", SUCCESSES, ids=str)
def test_a_recorded_success_is_read(exchange: Recording) -> None:
    reader = _reader(exchange)
    assert reader is not None
    value = reader(exchange.body)
    assert not isinstance(value, Unreadable), value
    if isinstance(value, Page):
        assert value.unreadable == 0


def test_the_recordings_are_worth_the_name() -> None:
    assert len(SUCCESSES) > 100
    assert len(ERRORS) > 80


_EXPECTED = {
    400: {ProblemKind.INVALID},
    401: {
        ProblemKind.SIGNED_OUT,
        ProblemKind.WRONG_CREDENTIALS,
        ProblemKind.CAPTCHA,
        ProblemKind.THROTTLED,
    },
    403: {ProblemKind.FORBIDDEN, ProblemKind.SIGNED_OUT, ProblemKind.ACCOUNT_INACTIVE},
    404: {ProblemKind.NOT_FOUND},
    405: {ProblemKind.NOT_FOUND},
    422: {ProblemKind.REFUSED},
    429: {ProblemKind.THROTTLED},
    500: {ProblemKind.SERVER_FAULT},
    503: {ProblemKind.SERVER_FAULT},
}


@pytest.mark.parametrize("exchange", ERRORS, ids=str)
def test_a_recorded_error_is_a_sensible_problem(exchange: Recording) -> None:
    problem = problem_of_answer(
        exchange.status, exchange.headers, exchange.body, changes=exchange.method != "GET", now=NOW
    )
    assert problem.kind in _EXPECTED[exchange.status]
    assert "<" not in problem.server_text
    assert problem.outcome_known == (exchange.method == "GET" or exchange.status < 500)
    for name, kind in (
        ("captcha", ProblemKind.CAPTCHA),
        ("apikey-invalid", ProblemKind.SIGNED_OUT),
        ("apikey-revoked", ProblemKind.SIGNED_OUT),
        ("user-deactivated", ProblemKind.ACCOUNT_INACTIVE),
    ):
        if name in exchange.name and b"Invalid credentials" not in exchange.body:
            assert problem.kind is kind


def test_the_second_factor_comes_before_any_token() -> None:
    challenge = read_sign_in(recording("009").body)
    assert isinstance(challenge, SecondFactorChallenge)
    assert challenge.methods == ("totp", "backup_code", "email_otp")
    assert b"refresh_token" in recording("009").body
    assert "REFRESH" not in repr(challenge)


def test_tokens_are_never_shown() -> None:
    tokens = read_sign_in(recording("001").body)
    assert isinstance(tokens, Tokens)
    assert tokens.access.startswith("<JWT")
    assert tokens.refresh.startswith("<REFRESH")
    assert "JWT" not in repr(tokens)
    assert "REFRESH" not in repr(tokens)


def test_who_is_signed_in() -> None:
    user = read_user(recording("031").body)
    assert isinstance(user, User)
    assert (user.email, user.role, user.full_name) == ("owner@exemplu.ro", "owner", "Ștefan Țepeș")
    assert user.may(Permission.CANCEL)
    assert [each.id for each in user.organizations] == [user.organization_id]


def test_companies_have_a_bare_fiscal_code() -> None:
    companies = read_companies(recording("037").body)
    assert not isinstance(companies, Unreadable)
    assert [company.cif for company in companies] == ["14399840", "18547290"]
    assert companies[1].issued("RO18547290")


def test_a_storno_child_is_listed_with_its_parent() -> None:
    invoice = read_invoice(recording("132").body)
    assert isinstance(invoice, Invoice)
    assert invoice.credit_notes
    assert invoice.credit_notes[0].issue_date is not None


def test_only_a_read_tells_that_there_are_no_credit_notes() -> None:
    read, changed = read_invoice(recording("113").body), read_changed_invoice(recording("174").body)
    assert isinstance(read, Invoice)
    assert isinstance(changed, Invoice)
    assert read.credit_notes == ()
    assert changed.credit_notes is None


def test_empty_payments_of_a_detail_are_counted() -> None:
    invoice = read_invoice(recording("123").body)
    assert isinstance(invoice, Invoice)
    assert invoice.payment_count == 1
    assert invoice.summary.amount_paid == Decimal("540.87")


def test_a_page_tells_its_sums_and_the_size_it_used() -> None:
    page = read_page(recording("043").body)
    assert isinstance(page, Page)
    assert (page.total, page.limit, len(page.rows)) == (64, 1, 1)
    assert page.totals is not None
    assert page.totals.receivable == Decimal("26489.37")
    assert page.currencies == ("RON", "EUR")


def test_a_bulk_reply_tells_what_it_can() -> None:
    refused = InvoiceId("019a0008-0000-7000-8000-000000000014")
    done = InvoiceId("019a0008-0000-7000-8000-00000000002f")
    outcome = read_bulk_outcome(recording("251").body, (refused, done))
    assert not isinstance(outcome, Unreadable)
    assert outcome.refused == {refused: "Doar facturile ciorna sau emise pot fi anulate."}
    assert outcome.acted_on(refused).name == "NO"
    assert outcome.acted_on(done).name == "YES"


def test_a_bulk_count_that_does_not_add_up_leaves_the_rest_open() -> None:
    ids = (InvoiceId("a"), InvoiceId("b"))
    outcome = read_bulk_outcome(b'{"cancelled": 1, "errors": []}', ids)
    assert not isinstance(outcome, Unreadable)
    assert {outcome.acted_on(each).name for each in ids} == {"UNKNOWN"}
