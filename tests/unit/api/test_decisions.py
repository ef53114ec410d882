"""The pure parts of the client: when to try again, what a failure means, what a request is made of."""

from datetime import date
from decimal import Decimal

import httpx
import pytest

from storno_desktop.api.ask import in_path, make_ask
from storno_desktop.api.bearer_auth import validity_of
from storno_desktop.api.failure import problem_of_failure
from storno_desktop.api.listing_query import listing_query
from storno_desktop.api.retry import Retry, Stop, decide
from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus
from storno_desktop.domain.listing import ServerListing, ServerSort
from storno_desktop.domain.problem import Acted, Problem, ProblemKind
from storno_desktop.domain.session import CompanyContext


@pytest.mark.parametrize(
    ("problem", "again"),
    [
        (Problem(ProblemKind.NO_NETWORK), True),
        (Problem(ProblemKind.TIMED_OUT), True),
        (Problem(ProblemKind.THROTTLED, status=429), True),
        (Problem(ProblemKind.SERVER_FAULT, status=502), True),
        (Problem(ProblemKind.SERVER_FAULT, status=503), True),
        (Problem(ProblemKind.SERVER_FAULT, status=504), True),
        (Problem(ProblemKind.SERVER_FAULT, status=500), False),
        (Problem(ProblemKind.TLS), False),
        (Problem(ProblemKind.SIGNED_OUT, status=401), False),
        (Problem(ProblemKind.NOT_FOUND, status=404), False),
        (Problem(ProblemKind.UNREADABLE, status=200), False),
        (Problem(ProblemKind.TOO_LARGE, status=200), False),
        (Problem(ProblemKind.CAPTCHA, status=401), False),
    ],
)
def test_only_passing_troubles_are_tried_again(problem: Problem, again: bool) -> None:
    assert isinstance(decide(problem, 1, 0.5), Retry) == again
    assert decide(problem, 3, 0.5) == Stop()


def test_the_bound_of_the_wait_doubles_and_chance_fills_it() -> None:
    lost = Problem(ProblemKind.TIMED_OUT)
    assert [decide(lost, tries, 1.0) for tries in (1, 2)] == [Retry(0.5), Retry(1.0)]
    assert decide(lost, 2, 0.0) == Retry(0.0)


def test_the_server_is_taken_at_its_word_up_to_half_a_minute() -> None:
    assert decide(Problem(ProblemKind.THROTTLED, retry_after=30.0), 1, 0.1) == Retry(30.0)
    assert decide(Problem(ProblemKind.THROTTLED, retry_after=31.0), 1, 0.1) == Stop()
    assert decide(Problem(ProblemKind.THROTTLED, retry_after=0.0), 1, 0.9) == Retry(0.0)


@pytest.mark.parametrize(
    ("error", "kind", "acted"),
    [
        (httpx.ConnectError("x"), ProblemKind.NO_NETWORK, Acted.NO),
        (httpx.ConnectTimeout("x"), ProblemKind.NO_NETWORK, Acted.NO),
        (httpx.ProxyError("x"), ProblemKind.PROXY, Acted.NO),
        (httpx.PoolTimeout("x"), ProblemKind.TIMED_OUT, Acted.NO),
        (httpx.ReadTimeout("x"), ProblemKind.TIMED_OUT, Acted.UNKNOWN),
        (httpx.WriteTimeout("x"), ProblemKind.TIMED_OUT, Acted.UNKNOWN),
        (httpx.ReadError("x"), ProblemKind.TIMED_OUT, Acted.UNKNOWN),
        (httpx.WriteError("x"), ProblemKind.TIMED_OUT, Acted.UNKNOWN),
        (httpx.RemoteProtocolError("x"), ProblemKind.TIMED_OUT, Acted.UNKNOWN),
        (httpx.LocalProtocolError("x"), ProblemKind.TIMED_OUT, Acted.UNKNOWN),
        (httpx.DecodingError("x"), ProblemKind.TIMED_OUT, Acted.UNKNOWN),
        (TimeoutError(), ProblemKind.TIMED_OUT, Acted.UNKNOWN),
    ],
)
def test_only_a_connection_that_never_was_proves_that_nothing_was_done(
    error: Exception, kind: ProblemKind, acted: Acted
) -> None:
    changed, read = problem_of_failure(error, changes=True), problem_of_failure(error, changes=False)
    assert (changed.kind, changed.acted) == (kind, acted)
    assert (read.kind, read.acted) == (kind, Acted.NO)


def test_filters_that_are_not_set_are_not_sent() -> None:
    assert listing_query(ServerListing()) == (
        ("page", "1"),
        ("limit", "20"),
        ("sort", "issueDate"),
        ("order", "desc"),
    )


def test_every_filter_by_the_names_that_the_server_reads() -> None:
    listing = ServerListing(
        page=2,
        limit=5,
        search=" Ștefan ",
        status=InvoiceStatus.ISSUED,
        direction=Direction.OUTGOING,
        date_from=date(2026, 1, 1),
        date_to=date(2026, 1, 31),
        client_id="c",
        supplier_id="s",
        document_type="credit_note",
        currency="EUR",
        is_duplicate=True,
        is_late=False,
        is_paid=False,
        only_overdue=True,
        total_min=Decimal("1E+3"),
        total_max=Decimal("2000.50"),
        vat_min=Decimal(0),
        vat_max=Decimal("-0.01"),
        sort=ServerSort.TOTAL,
        descending=False,
    )
    assert dict(listing_query(listing)) == {
        "page": "2",
        "limit": "5",
        "sort": "total",
        "order": "asc",
        "search": "Ștefan",
        "status": "issued",
        "direction": "outgoing",
        "clientId": "c",
        "supplierId": "s",
        "dateFrom": "2026-01-01",
        "from": "2026-01-01",
        "dateTo": "2026-01-31",
        "to": "2026-01-31",
        "type": "credit_note",
        "currency": "EUR",
        "isDuplicate": "1",
        "isLateSubmission": "0",
        "isPaid": "0",
        "isOverdue": "1",
        "totalMin": "1000",
        "totalMax": "2000.50",
        "vatTotalMin": "0",
        "vatTotalMax": "-0.01",
    }


def test_states_that_the_server_does_not_know_are_no_filter() -> None:
    query = dict(
        listing_query(
            ServerListing(status=InvoiceStatus.UNRECOGNISED, direction=Direction.UNSPECIFIED, page=0)
        )
    )
    assert query["page"] == "1"
    assert "status" not in query
    assert "direction" not in query


@pytest.mark.parametrize(
    "identifier", ["a/b", "..", ".", "", "a?b", "a#b", "a\\b", "ț", "a b", "a%2Fb", "a\nb"]
)
def test_an_id_stays_one_step_of_a_path(identifier: str) -> None:
    step = in_path(identifier)
    assert step
    assert set(step) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%-_~")


def test_a_uuid_is_left_as_it_is() -> None:
    assert in_path("7c9e6679-7425-40de-944b-e07fc1f90ae7") == "7c9e6679-7425-40de-944b-e07fc1f90ae7"


def test_an_ask_shows_no_content() -> None:
    context = CompanyContext(organization_id="org", company_id="firm")
    ask = make_ask(
        "POST", "/x/{id}", invoice="i-1", context=context, fields={"reason": "marker"}, query=(("q", "w"),)
    )
    for hidden in ("marker", "org", "firm", "i-1", "'w'"):
        assert hidden not in repr(ask)


@pytest.mark.parametrize(
    "token",
    ["", "abc", "a.b", "a.!!.c", "a.e30.c", "a.W10.c", "a.eyJleHAiOiJ4In0.c", "a.eyJleHAiOnRydWV9.c", "ț.ț.ț", "a." + "Ww" * 40_000 + ".c"],
)  # fmt: skip
def test_a_token_that_says_nothing_of_its_end(token: str) -> None:
    assert validity_of(token) is None


def test_a_token_tells_its_end_and_its_lifetime() -> None:
    validity = validity_of("h.eyJpYXQiOjEwMCwiZXhwIjozNzAwfQ.s")
    assert validity is not None
    assert (validity.until, validity.lifetime) == (3700.0, 3600.0)
