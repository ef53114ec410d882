"""Whatever a server sends, the readers return a value: they never raise, and no amount is ever a float."""

import dataclasses
import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from storno_desktop.domain.problem import Problem
from storno_desktop.wire.account import read_companies, read_sign_in, read_tokens, read_user, read_version
from storno_desktop.wire.bulk import read_bulk_outcome
from storno_desktop.wire.events import read_events
from storno_desktop.wire.invoices import read_changed_invoice, read_invoice
from storno_desktop.wire.money import amount
from storno_desktop.wire.pages import read_page
from storno_desktop.wire.parts import (
    read_emails,
    read_payments,
    read_series,
    read_share_links,
    read_submissions,
)
from storno_desktop.wire.problems import problem_of_answer
from tests.unit.wire.recorded import recordings, seed

READERS: list[Callable[[bytes], object]] = [
    *(read_companies, read_sign_in, read_tokens, read_user, read_version, read_events, read_invoice),
    *(read_changed_invoice, read_page, read_emails, read_payments, read_series, read_share_links),
    *(read_submissions, lambda body: read_bulk_outcome(body, ())),
]
NOW = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
REAL: list[Any] = [entry["detail"] for entry in list(seed()["invoices"].values())[:8]]
BODIES = [each.body for each in recordings() if len(each.body) < 6000]


def no_float_in(value: object) -> bool:
    if isinstance(value, float):
        return False
    if isinstance(value, tuple | frozenset | list):
        return all(no_float_in(each) for each in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return all(no_float_in(getattr(value, field.name)) for field in dataclasses.fields(value))
    return True


def check(body: bytes) -> None:
    for reader in READERS:
        assert no_float_in(reader(body))
    for status in (200, 302, 401, 403, 422, 500):
        problem = problem_of_answer(status, {}, body, changes=True, now=NOW)
        assert isinstance(problem, Problem)
        assert problem.server_text.isprintable()


@given(st.binary(max_size=200))
def test_bytes_of_any_kind(body: bytes) -> None:
    check(body)


@given(JSON)
def test_json_of_any_kind(content: object) -> None:
    check(json.dumps(content).encode("utf-8", "surrogatepass"))


@given(st.sampled_from(REAL), st.data())
def test_a_real_invoice_with_one_spoilt_field(document: dict[str, Any], data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(sorted(document)))
    spoilt = {**document, field: data.draw(JSON)}
    check(json.dumps(spoilt).encode())
    check(json.dumps([spoilt]).encode())
    check(json.dumps({"data": [spoilt], "total": 1, "page": 1, "limit": 20}).encode())


@given(st.sampled_from(BODIES), st.data())
def test_a_recorded_body_that_breaks_off(body: bytes, data: st.DataObject) -> None:
    check(body[: data.draw(st.integers(0, len(body)))])


def test_nesting_without_end() -> None:
    for body in (b"[" * 200_000, b'{"data":' * 100_000, b"[" * 150 + b"]" * 150, b"9" * 100_000):
        check(body)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**11), max_value=10**11))
def test_an_amount_with_two_decimals_survives_both_spellings(value: Decimal) -> None:
    assert amount(str(value)) == value
    assert amount(json.loads(str(value))) == value


@given(
    st.dictionaries(st.sampled_from(["Date", "Retry-After", "date", "X"]), st.text(max_size=40)),
    st.integers(100, 599),
)
def test_headers_of_any_kind(headers: dict[str, str], status: int) -> None:
    problem = problem_of_answer(status, headers, b"", changes=False, now=NOW)
    assert problem.retry_after is None or problem.retry_after >= 0
