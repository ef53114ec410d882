"""An invoice's row in the table and back, without loss; and the keys by which it sorts."""

from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_FLOOR, Context, Decimal

from storno_desktop.domain.calendar import day_in_bucharest
from storno_desktop.domain.invoice_summary import (
    Direction,
    InvoiceId,
    InvoiceStatus,
    InvoiceSummary,
    bare_cif,
)
from storno_desktop.store.database import Row
from storno_desktop.store.folding import fold, number_key
from storno_desktop.store.schema import DIRECTION_RANKS, STATUS_RANKS

FIELDS = (
    "id, number, status_key, status_code, direction, issue_day, total, currency, document_type, sender_name,"
    " sender_cif, receiver_name, receiver_cif, client_name, client_cif, subtotal, vat_total, amount_paid,"
    " balance, due_day, paid_at, cancelled_at, scheduled_send_at, scheduled_email_at, anaf_error,"
    " is_duplicate, is_late, parent_id"
)
"""The columns that hold an InvoiceSummary, in the order of its fields."""

KEYS = "number_key, partner_key, cif_key, total_key, total_rounded, paid_key, is_paid, cancelled_key, cancelled_day"
"""The columns that follow from those."""

_SCALE_DIGITS = 4
EXACT = Context(prec=1_000)
"""Arithmetic that rounds nothing which a server could send."""
LARGEST_KEY = 1 << 50
"""Amounts beyond a hundred milliards are clamped in the keys and summed from their texts."""

_STATUSES = tuple(InvoiceStatus(code) for code in STATUS_RANKS)
_DIRECTIONS = tuple(Direction(code) for code in DIRECTION_RANKS)
STATUS_KEYS = {status: rank for rank, status in enumerate(_STATUSES)}
DIRECTION_KEYS = {direction: rank for rank, direction in enumerate(_DIRECTIONS)}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def status_of(key: int) -> InvoiceStatus:
    """The status that a row's `status_key` stands for."""
    return _STATUSES[key]


def moment_key(moment: datetime) -> int:
    """Microseconds since 1970 of an aware moment."""
    return (moment - _EPOCH) // _MICROSECOND


def moment_of(key: int) -> datetime:
    """The aware moment (UTC) of a key."""
    return _EPOCH + key * _MICROSECOND


def amount_key(amount: Decimal) -> tuple[int, bool]:
    """The amount in ten-thousandths, rounded down and clamped; and whether that lost anything."""
    scaled = amount.scaleb(_SCALE_DIGITS, EXACT)
    if abs(scaled) > LARGEST_KEY:
        return (LARGEST_KEY if scaled > 0 else -LARGEST_KEY), True
    whole = scaled.to_integral_value(ROUND_FLOOR, EXACT)
    return int(whole), whole != scaled


def added(first: Decimal, second: Decimal) -> Decimal:
    """The sum, not rounded."""
    return EXACT.add(first, second)


def amount_bound(amount: Decimal, rounding: str) -> int:
    """The key of a limit, to four decimals; a limit beyond every key stays beyond it."""
    scaled = amount.scaleb(_SCALE_DIGITS, EXACT)
    beyond = LARGEST_KEY + 1
    if abs(scaled) > beyond:
        return beyond if scaled > 0 else -beyond
    return int(scaled.to_integral_value(rounding, EXACT))


def amount_of(key: int) -> Decimal:
    """The amount that a key, or a sum of keys, stands for."""
    return Decimal(key).scaleb(-_SCALE_DIGITS, EXACT)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def values_of(invoice: InvoiceSummary) -> Row:
    """The values for FIELDS and then KEYS."""
    total_key, total_rounded = amount_key(invoice.total)
    paid, paid_at, cancelled_at = invoice.amount_paid, invoice.paid_at, invoice.cancelled_at
    return (
        invoice.id,
        invoice.number,
        STATUS_KEYS[invoice.status],
        invoice.status_code,
        DIRECTION_KEYS[invoice.direction],
        invoice.issue_date.toordinal(),
        str(invoice.total),
        invoice.currency,
        invoice.document_type,
        invoice.sender_name,
        invoice.sender_cif,
        invoice.receiver_name,
        invoice.receiver_cif,
        invoice.client_name,
        invoice.client_cif,
        _text(invoice.subtotal),
        _text(invoice.vat_total),
        _text(paid),
        _text(invoice.balance),
        invoice.due_date.toordinal() if invoice.due_date else None,
        _iso(paid_at),
        _iso(cancelled_at),
        _iso(invoice.scheduled_send_at),
        _iso(invoice.scheduled_email_at),
        invoice.anaf_error,
        int(invoice.is_duplicate),
        int(invoice.is_late),
        invoice.parent_id,
        number_key(invoice.number),
        fold(invoice.partner_name) or None,
        fold(bare_cif(invoice.partner_cif)) or None,
        total_key,
        int(total_rounded),
        None if paid is None else amount_key(paid)[0],
        int(bool(paid) or paid_at is not None),
        None if cancelled_at is None else moment_key(cancelled_at),
        None if cancelled_at is None else day_in_bucharest(cancelled_at).toordinal(),
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def summary_of(row: Row) -> InvoiceSummary:
    """The invoice of a row of FIELDS."""
    return InvoiceSummary(
        id=InvoiceId(row[0]),
        number=row[1],
        status=_STATUSES[row[2]],
        status_code=row[3],
        direction=_DIRECTIONS[row[4]],
        issue_date=date.fromordinal(row[5]),
        total=Decimal(row[6]),
        currency=row[7],
        document_type=row[8],
        sender_name=row[9],
        sender_cif=row[10],
        receiver_name=row[11],
        receiver_cif=row[12],
        client_name=row[13],
        client_cif=row[14],
        subtotal=_decimal(row[15]),
        vat_total=_decimal(row[16]),
        amount_paid=_decimal(row[17]),
        balance=_decimal(row[18]),
        due_date=None if row[19] is None else date.fromordinal(row[19]),
        paid_at=_moment(row[20]),
        cancelled_at=_moment(row[21]),
        scheduled_send_at=_moment(row[22]),
        scheduled_email_at=_moment(row[23]),
        anaf_error=row[24],
        is_duplicate=bool(row[25]),
        is_late=bool(row[26]),
        parent_id=None if row[27] is None else InvoiceId(row[27]),
    )
