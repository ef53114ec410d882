"""Amounts keep every digit, and what is no amount is refused."""

from decimal import Decimal

import pytest

from storno_desktop.wire.document import Unreadable, WireDocument, read
from storno_desktop.wire.money import Amount, OptionalAmount, amount


class _Bill(WireDocument):
    total: Amount
    paid: OptionalAmount = None


def _total(written: str) -> Decimal | None:
    bill = read(_Bill, b'{"total": ' + written.encode() + b"}")
    return None if isinstance(bill, Unreadable) else bill.total


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('"1190.00"', "1190.00"),
        ("1190.00", "1190"),
        ("1190.10", "1190.1"),
        ("0.1", "0.1"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("1190", "1190"),
        ("-540.87", "-540.87"),
        ('"-540.87"', "-540.87"),
        ('"1.0000"', "1"),
        ('" 12.5 "', "12.5"),
        ("1e3", "1000"),
        ("9999999999999.99", "9999999999999.99"),
        ('"999999999999999.99"', "999999999999999.99"),
    ],
)
def test_an_amount_keeps_its_digits(written: str, meant: str) -> None:
    total = _total(written)
    assert type(total) is Decimal
    assert total == Decimal(meant)


@pytest.mark.parametrize(
    "written",
    [
        "NaN",
        "Infinity",
        "-Infinity",
        '"NaN"',
        '"sNaN"',
        '"Infinity"',
        "1e999999",
        '"1e999999"',
        '"1e99"',
        '"1e-99"',
        "12345678901234567.89",
        '"1_000"',
        '"1,50"',
        '"1 000"',
        '"٣"',
        '""',
        "true",
        "null",
        "[]",
        "{}",
        '"0x1F"',
    ],
)
def test_what_is_no_amount_is_refused(written: str) -> None:
    assert _total(written) is None


def test_an_amount_may_be_missing_where_it_is_optional() -> None:
    for written in (b'{"total": 1}', b'{"total": 1, "paid": null}', b'{"total": 1, "paid": ""}'):
        bill = read(_Bill, written)
        assert isinstance(bill, _Bill)
        assert bill.paid is None


def test_an_optional_amount_that_is_wrong_is_no_missing_one() -> None:
    assert isinstance(read(_Bill, b'{"total": 1, "paid": "lots"}'), Unreadable)


def test_a_decimal_is_an_amount() -> None:
    assert amount(Decimal("3.50")) == Decimal("3.5")
    with pytest.raises(ValueError, match="amount"):
        amount(Decimal("Infinity"))
