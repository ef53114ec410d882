"""A generated document decided but not yet written out."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from storno_desktop.sandbox.generator_buyers import Party
from storno_desktop.sandbox.generator_lines import Drawn
from storno_desktop.sandbox.generator_traits import Series, Traits

JsonObject = dict[str, Any]


class Relative(NamedTuple):
    """The other half of a reversal: the document that was reversed, or the one that reverses."""

    id: str
    number: str
    issued_on: date
    status: str


@dataclass(frozen=True, slots=True)
class FirmFacts:
    """What every document of a firm repeats.

    ``series`` maps a series to the object that the detail shows; ``people`` are the e-mail addresses of the
    one who issues and of the two who cancel.
    """

    key: str
    name: str
    cif: str
    series: dict[Series, JsonObject]
    people: tuple[str, str, str]
    efactura_delay_hours: int | None
    bank_account: str
    bank_name: str
    site: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """Everything that the record of one document says, in our own terms.

    ``created`` is in milliseconds since 1970, ``now`` in seconds; ``net`` and ``vat`` in bani; ``bits`` are
    the document's random bits and ``seed`` is what its inner ids are drawn from.
    """

    firm: FirmFacts
    id: str
    key: str
    traits: Traits
    issued_on: date
    today: date
    created: int
    now: int
    number: str
    buyer: Party
    lines: list[Drawn]
    net: int
    vat: int
    bits: int
    seed: int
    parent: Relative | None
    child: Relative | None
