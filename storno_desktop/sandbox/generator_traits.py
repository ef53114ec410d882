"""What sets one generated document apart from another: its status, its history and what hangs on it."""

from dataclasses import dataclass
from typing import Final, Literal

Series = Literal["main", "export", "storno", "proforma", "old", "removed", "none"]
NUMBERED: Final[tuple[Series, ...]] = ("main", "export", "storno", "proforma")
Anaf = Literal[
    "",
    "validated",
    "message",
    "ok",
    "event",
    "uploaded",
    "timeout",
    "processing",
    "rejected",
    "late-message",
    "synced",
]
Mail = Literal["", "sent", "delivered", "opened", "bounced", "failed"]
Link = Literal["", "active", "viewed", "payable", "revoked", "expired"]
Payment = Literal["", "part", "two-parts", "full", "settled"]


@dataclass(frozen=True, slots=True)
class Traits:
    """One kind of document; statuses and their meaning as in contract section 1.

    ``buyer`` is a kind of the pool of parties, or ``none`` when the client's file was deleted. ``lines`` 0
    leaves the count to chance. Ages are calendar days before today: ``cancelled_age`` with the clock time
    ``cancelled_at`` (drawn when None); ``cancelled_later`` counts days from the issue instead. ``send_in`` and ``email_in``
    are minutes from now. ``submissions`` are states of e-invoice submissions, newest first. ``due_days``
    -1 means no due date.
    """

    status: str
    direction: Literal["outgoing", "incoming"] = "outgoing"
    document_type: Literal["invoice", "credit_note", "proforma"] = "invoice"
    series: Series = "main"
    currency: Literal["RON", "EUR"] = "RON"
    buyer: str = "any"
    lines: int = 0
    sign: int = 1
    drafted_only: bool = False
    cancelled_age: int = -1
    cancelled_at: tuple[int, int] | None = None
    cancelled_later: int = -1
    clock_change: Literal["", "spring", "autumn"] = ""
    reason: bool = True
    restored_before: bool = False
    anaf: Anaf = ""
    submissions: tuple[str, ...] = ()
    payment: Payment = ""
    mail: Mail = ""
    link: Link = ""
    send_in: int = 0
    email_in: int = 0
    due_days: int = 30
    duplicate: bool = False
    late: bool = False
    notes: str = ""


def ordinary_main(days: int, bits: int) -> Traits:
    """How an ordinary invoice stands that many days after its issue, by sixteen random bits."""
    share = bits & 1023
    if days <= 1:
        return _FRESH[0] if share < 640 else _FRESH[1] if share < 900 else _FRESH[2]
    if days <= 5:
        return (
            _YOUNG[0]
            if share < 700
            else _YOUNG[1]
            if share < 900
            else _YOUNG[2]
            if share < 1000
            else _YOUNG[3]
        )
    for limit, traits in _OLD if days > 45 else _OPEN:
        if share < limit:
            return traits
    return _VALIDATED


_VALIDATED: Final = Traits("validated", anaf="validated", submissions=("accepted",), mail="delivered")
_VALIDATED_PAID: Final = Traits(
    "validated", anaf="validated", submissions=("accepted",), mail="opened", link="viewed", payment="full"
)
_FRESH: Final = (
    Traits("issued"),
    Traits("sent_to_provider", anaf="processing", submissions=("pending",)),
    Traits("issued", mail="sent", link="active"),
)
_YOUNG: Final = (
    Traits("validated", anaf="validated", submissions=("accepted",), mail="sent", link="active"),
    Traits("issued", mail="delivered", link="active"),
    Traits("sent_to_provider", anaf="processing", submissions=("submitted",)),
    Traits("rejected", anaf="rejected", submissions=("rejected",)),
)
_CANCELLED: Final = (
    Traits("cancelled", cancelled_later=1),
    Traits("cancelled", cancelled_later=3, mail="delivered", link="viewed"),
)
_OPEN: Final = (
    (30, _CANCELLED[0]),
    (40, _CANCELLED[1]),
    (54, Traits("rejected", anaf="rejected", submissions=("rejected",))),
    (120, Traits("issued", mail="delivered")),
    (150, Traits("partially_paid", anaf="validated", submissions=("accepted",), payment="part")),
    (230, Traits("paid", anaf="validated", submissions=("accepted",), payment="full")),
    (430, _VALIDATED_PAID),
)
_OLD: Final = (
    (26, _CANCELLED[0]),
    (34, _CANCELLED[1]),
    (40, Traits("rejected", anaf="rejected", submissions=("rejected",))),
    (70, Traits("issued", mail="delivered", payment="full")),
    (90, Traits("partially_paid", anaf="validated", submissions=("accepted",), payment="two-parts")),
    (130, Traits("overdue", anaf="validated", submissions=("accepted",), mail="opened")),
    (290, Traits("paid", anaf="validated", submissions=("accepted",), payment="full")),
    (960, _VALIDATED_PAID),
)

REFUNDED: Final = Traits(
    "refunded", anaf="validated", submissions=("accepted",), buyer="company", mail="delivered"
)
REFUND: Final = Traits(
    "refund",
    series="storno",
    anaf="validated",
    submissions=("accepted",),
    payment="settled",
    sign=-1,
    buyer="company",
)
CREDIT_NOTE: Final = Traits(
    "validated",
    document_type="credit_note",
    series="storno",
    anaf="validated",
    submissions=("accepted",),
    payment="settled",
    sign=-1,
    buyer="company",
)
EXPORT_PAID: Final = Traits(
    "paid", series="export", currency="EUR", buyer="german", payment="full", mail="opened"
)
EXPORT_OPEN: Final = Traits("issued", series="export", currency="EUR", buyer="hungarian", mail="delivered")
PROFORMA_OPEN: Final = Traits("issued", document_type="proforma", series="proforma", mail="sent")
PROFORMA_CONVERTED: Final = Traits("converted", document_type="proforma", series="proforma", mail="delivered")
INCOMING: Final = Traits("synced", direction="incoming", buyer="supplier", series="none", anaf="synced")
INCOMING_PAID: Final = Traits(
    "synced", direction="incoming", buyer="supplier", series="none", anaf="synced", payment="full"
)
DRAFT: Final = Traits("draft", drafted_only=True)
DRAFT_EURO: Final = Traits("draft", drafted_only=True, currency="EUR", buyer="german")
CANCELLED_DRAFT: Final = Traits("cancelled", drafted_only=True, cancelled_later=1)
