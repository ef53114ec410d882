"""Lines of generated invoices, computed in whole bani so that every sum is exact."""

from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from storno_desktop.sandbox.generator_random import mixed, uuid_text
from storno_desktop.sandbox.generator_texts import Product

Rates = dict[str, int]
_NEW_RATES_FROM: Final = date(2025, 8, 1)
_RATES_BEFORE: Final[Rates] = {"standard": 19, "food": 9, "book": 5}
_RATES_SINCE: Final[Rates] = {"standard": 21, "food": 11, "book": 11}
INTRA_COMMUNITY: Final[Rates] = {"standard": 0, "food": 0, "book": 0}


class Basket(NamedTuple):
    """What decides the lines of a document: its random bits, how many (size), of what, at which VAT rates.

    ``sign`` is -1 for a reversal; ``foreign`` prices are a fifth, in euro; ``discounts`` allows them.
    """

    bits: int
    size: int
    goods: tuple[Product, ...]
    rates: Rates
    sign: int = 1
    foreign: bool = False
    discounts: bool = False


class Drawn(NamedTuple):
    """One line: quantity in hundredths, the rest in bani and whole percent; net is after the discount."""

    product: Product
    quantity: int
    price: int
    discount: int
    rate: int
    net: int
    vat: int


def rates_on(day: date) -> Rates:
    """The Romanian VAT rates in force on a day, in percent by class; they changed on 1 August 2025."""
    return _RATES_SINCE if day >= _NEW_RATES_FROM else _RATES_BEFORE


def drawn_lines(basket: Basket) -> list[Drawn]:
    """The lines of a basket. Amounts are rounded half away from zero, VAT line by line."""
    bits, size, goods, rates, sign, foreign, discounts = basket
    kinds = len(goods)
    first = bits % kinds
    part = 0
    lines = []
    for place in range(size):
        if place % 4 == 0:
            part = mixed(bits, place)
        product = goods[(first + place) % kinds]
        # Goods counted by the piece come in whole numbers, measured ones in halves.
        quantity = product.quantity * (20 + part % 181) // 100
        whole = 100 if product.unit in _WHOLE else 50
        quantity = max(whole, quantity - quantity % whole)
        price = product.price * (90 + (part >> 8) % 31) // (500 if foreign else 100)
        gross = (quantity * price + 50) // 100
        discount = (gross + 5) // 10 if discounts and (part >> 13) % 29 == 0 else 0
        rate = rates[product.vat_class]
        net = gross - discount
        vat = (net * rate + 50) // 100
        lines.append(Drawn(product, sign * quantity, price, sign * discount, rate, sign * net, sign * vat))
        part >>= 16
    return lines


_WHOLE: Final = frozenset(("buc", "set", "cursă", "pers", "zi", "porție", "cutie", "bax", "lună", "cofraj"))


def sums(basket: Basket) -> tuple[int, int]:
    """Net and VAT of a basket in bani."""
    net = vat = 0
    for line in drawn_lines(basket):
        net += line.net
        vat += line.vat
    return net, vat


def money(bani: int) -> Decimal:
    """An amount of bani as a decimal with two places."""
    return Decimal(bani).scaleb(-2)


def money_text(bani: int) -> str:
    """An amount of bani as the server writes money, for example ``-12.05``."""
    whole, rest = divmod(abs(bani), 100)
    return f"{'-' if bani < 0 else ''}{whole}.{rest:02d}"


def line_objects(lines: list[Drawn], created: int, seed: int) -> list[dict[str, Any]]:
    """The ``lines`` of the detail (contract section 6), ids carrying a time in milliseconds since 1970."""
    return [
        {
            "id": uuid_text(created + 1, seed + position, mixed(seed, position)),
            "position": position,
            "description": line.product.description,
            "quantity": f"{money_text(line.quantity)}00",
            "unitOfMeasure": line.product.unit,
            "unitPrice": money_text(line.price),
            "vatRate": f"{line.rate}.00",
            "vatCategoryCode": "S" if line.rate else "K",
            "vatAmount": money_text(line.vat),
            "lineTotal": money_text(line.net),
            "discount": money_text(line.discount),
            "discountPercent": "10.00" if line.discount else "0.00",
            "vatIncluded": False,
            "productCode": None,
            "lineNote": None,
            "buyerAccountingRef": None,
            "buyerItemIdentification": None,
            "standardItemIdentification": None,
            "cpvCode": None,
            "ublExtensions": None,
            "productId": None,
        }
        for position, line in enumerate(lines, 1)
    ]
