"""Check digits, verified by the published rules written down a second time."""

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from storno_desktop.sandbox.generator import InvoiceGenerator
from storno_desktop.sandbox.generator_fiscal_codes import cif, cnp, german_vat_id, hungarian_vat_id, iban


def cif_is_valid(code: str) -> bool:
    body, check = code[:-1].rjust(9, "0"), int(code[-1])
    total = sum(int(body[place]) * int("753217532"[place]) for place in range(9))
    return code.isdigit() and 2 <= len(code) <= 10 and (total * 10 % 11) % 10 == check


def cnp_is_valid(code: str) -> bool:
    if len(code) != 13 or not code.isdigit():
        return False
    remainder = sum(int(code[place]) * int("279146358279"[place]) for place in range(12)) % 11
    month, day, county = int(code[3:5]), int(code[5:7]), int(code[7:9])
    return (
        int(code[12]) == (1 if remainder == 10 else remainder)
        and 1 <= month <= 12
        and 1 <= day <= 31
        and county > 0
    )


def test_known_codes_of_the_rules() -> None:
    # Worked by hand: 7*0+5*0+3*1+2*2+1*3+7*4+5*5+3*6+2*7 = 95; 950 mod 11 = 4.
    assert cif(1234567) == "12345674"
    # 2*1+7*8+9*0+1*0+4*1+6*0+3*1+5*1+8*2+2*0+7*0+9*1 = 95; 95 mod 11 = 7.
    assert cnp(date(1980, 1, 1), man=True, county=12, serial=1) == "1800101120017"
    # The examples that the two VAT id rules are usually explained with.
    assert german_vat_id(13669597) == "DE136695976"
    assert hungarian_vat_id(1289231) == "HU12892312"
    assert iban("AAAA", "1B31007593840000") == "RO49AAAA1B31007593840000"


@given(st.integers(1, 999_999_999))
def test_every_cif_is_valid(stem: int) -> None:
    assert cif_is_valid(cif(stem))


@given(
    st.dates(date(1930, 1, 1), date(2025, 12, 31)),
    st.booleans(),
    st.integers(1, 46),
    st.integers(1, 999),
)
def test_every_personal_number_is_valid(born: date, man: bool, county: int, serial: int) -> None:
    code = cnp(born, man, county, serial)
    assert cnp_is_valid(code)
    assert code[0] == str((1 if born.year < 2000 else 5) + (not man))
    assert born == date(born.year // 100 * 100 + int(code[1:3]), int(code[3:5]), int(code[5:7]))


@given(st.integers(0, 10**16 - 1))
def test_every_account_has_a_valid_check(account: int) -> None:
    text = iban("CECE", f"{account:016d}")
    turned = text[4:] + text[:4]
    assert len(text) == 24
    assert int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def test_codes_of_buyers_are_valid() -> None:
    generator = InvoiceGenerator(3_000, 11, datetime(2026, 7, 15, 8, 20, tzinfo=UTC))
    countries: Counter[str] = Counter()
    individuals = 0
    cedillas = 0
    for index in range(0, 3_000, 2):
        detail = generator.record(index)["detail"]
        assert cif_is_valid(detail["senderCif"])
        client = detail["client"]
        if client is None:
            continue
        countries[client["country"]] += 1
        cedillas += any(sign in client["name"] + client["city"] for sign in "şţŞŢ")
        if client["type"] == "individual":
            individuals += 1
            assert client["cui"] is None
            assert client["cnp"] is None or cnp_is_valid(client["cnp"])
            assert detail["receiverCif"] == (client["cnp"] or "0000000000000")
        elif client["country"] == "RO":
            assert cif_is_valid(client["cui"])
            assert detail["buyerSnapshot"]["vatCode"] in (None, f"RO{client['cui']}")
        else:
            assert client["cui"][:2] == client["country"]
            assert detail["currency"] == "EUR"
            assert Decimal("4.5") < Decimal(detail["exchangeRate"]) < Decimal("5.5")
    assert set(countries) == {"RO", "DE", "HU"}
    assert 20 < individuals < 300
    assert 10 < cedillas < 200
