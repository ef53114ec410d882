"""What happened to a generated document: when, in which order, and the traces that it left."""

from datetime import timedelta
from typing import Final, NamedTuple

from storno_desktop.sandbox import generator_texts as texts
from storno_desktop.sandbox.generator_calendar import (
    last_clock_change,
    local_day,
    midnight_text,
    moment_at,
    stamp,
)
from storno_desktop.sandbox.generator_lines import money_text
from storno_desktop.sandbox.generator_random import mixed, uuid_text
from storno_desktop.sandbox.generator_sketch import JsonObject, Sketch

_DAY: Final = 86_400
_SENT_TO_ANAF: Final = frozenset(("validated", "ok", "processing", "rejected"))
_METHODS: Final = ("bank_transfer", "bank_transfer", "bank_transfer", "card", "cash")


class Moments(NamedTuple):
    """The turning points of a document, in seconds since 1970; 0 where there was none.

    ``limit`` is the last moment at which anything before a cancellation can have happened.
    """

    created: int
    issued: int
    cancelled: int
    limit: int


def moments_of(sketch: Sketch) -> Moments:
    """When the document was created, issued and cancelled; never after now."""
    traits = sketch.traits
    created = sketch.created // 1000
    cancelled = 0
    if traits.status == "cancelled":
        if traits.clock_change == "spring":
            cancelled = moment_at(last_clock_change(sketch.today, spring=True), 4, 5)
        elif traits.clock_change == "autumn":
            # The second 03:30 of that night, already on winter time.
            cancelled = moment_at(last_clock_change(sketch.today, spring=False), 3, 30, fold=1)
        elif traits.cancelled_age >= 0:
            day = sketch.today - timedelta(days=traits.cancelled_age)
            cancelled = moment_at(day, *(traits.cancelled_at or (9 + sketch.bits % 8, sketch.bits % 60)))
            if cancelled > sketch.now:
                cancelled = max(moment_at(day, 0, 0), sketch.now - 2400)
        else:
            day = sketch.issued_on + timedelta(days=traits.cancelled_later)
            cancelled = moment_at(day, 9 + sketch.bits % 8, sketch.bits % 60)
    limit = cancelled or sketch.now
    issued = 0 if traits.drafted_only else min(created + 240 + sketch.bits % 1800, limit)
    return Moments(created, issued, cancelled, limit)


def reason_of(sketch: Sketch) -> str | None:
    """The reason that the cancellation bears."""
    if sketch.traits.status != "cancelled" or not sketch.traits.reason:
        return None
    return texts.REASONS[(sketch.bits >> 20) % len(texts.REASONS)]


class _History:
    """Events in the order in which they happen, each starting from the status that the last one left."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self.status: str | None = None
        self.events: list[JsonObject] = []

    def add(self, moment: int, status: str, by: str | None, action: str, **details: object) -> None:
        place = len(self.events)
        self.events.append(
            {
                "id": uuid_text(moment * 1000, place, mixed(self._seed, 100 + place)),
                "previousStatus": self.status,
                "newStatus": status,
                "metadata": {"action": action, **details},
                "createdAt": stamp(moment),
                "createdBy": by,
            }
        )
        self.status = status


def events_of(sketch: Sketch, moments: Moments) -> list[JsonObject]:
    """The status history as ``GET …/events`` shows it, newest first (contract section 7)."""
    traits = sketch.traits
    history = _History(sketch.seed)
    if traits.anaf == "synced":
        history.add(moments.issued, "synced", None, "synced_from_anaf")
        return history.events
    _draw_up(sketch, moments, history)
    if traits.restored_before:
        _cancel_and_restore(sketch, moments, history)
    if (traits.anaf in _SENT_TO_ANAF and traits.status != "cancelled") or traits.anaf == "event":
        _send_to_anaf(sketch, moments, history)
    if traits.status == "refunded" and sketch.child:
        reversed_at = max(moment_at(sketch.child.issued_on, 17, 5), moments.issued)
        history.add(
            min(reversed_at, sketch.now),
            "refunded",
            sketch.firm.people[0],
            "refunded",
            refundInvoiceId=sketch.child.id,
        )
    if moments.cancelled:
        _cancel(sketch, history, moments.cancelled, reason_of(sketch))
    return history.events[::-1]


def _draw_up(sketch: Sketch, moments: Moments, history: _History) -> None:
    clerk, parent = sketch.firm.people[0], sketch.parent
    if parent:
        origin = {"originalInvoiceId": parent.id, "originalInvoiceNumber": parent.number}
        history.add(moments.created, "draft", clerk, "storno_created", **origin)
    else:
        history.add(moments.created, "draft", clerk, "created")
    if moments.issued:
        delay = sketch.firm.efactura_delay_hours
        history.add(
            moments.issued,
            "refund" if parent else "issued",
            clerk,
            "refund_issued" if parent else "issued",
            efacturaDelayHours=delay,
            scheduledSendAt=stamp(moments.issued + delay * 3600) if delay else None,
        )
        if sketch.traits.payment == "settled" and history.status:
            amount = money_text(sketch.net + sketch.vat)
            history.add(moments.issued, history.status, clerk, "payment_recorded", amount=amount)


def _cancel(sketch: Sketch, history: _History, moment: int, reason: str | None) -> None:
    who = sketch.firm.people[1 + sketch.bits % 2]
    history.add(moment, "cancelled", who, "cancelled", reason=reason, cancelledFromStatus=history.status)


def _cancel_and_restore(sketch: Sketch, moments: Moments, history: _History) -> None:
    quarter = (moments.limit - moments.issued) // 4
    _cancel(sketch, history, moments.issued + quarter, texts.REASONS[sketch.bits % len(texts.REASONS)])
    history.add(moments.issued + 2 * quarter, "draft", sketch.firm.people[2], "restored")
    if sketch.traits.status == "cancelled":
        history.add(
            moments.issued + 3 * quarter,
            "issued",
            sketch.firm.people[0],
            "issued",
            efacturaDelayHours=sketch.firm.efactura_delay_hours,
            scheduledSendAt=None,
        )


def _send_to_anaf(sketch: Sketch, moments: Moments, history: _History) -> None:
    kind = sketch.traits.anaf
    history.add(
        min(moments.issued + 1800, moments.limit),
        "sent_to_provider",
        sketch.firm.people[0],
        "submitted_to_anaf",
    )
    answered = min(moments.issued + 10_800, moments.limit)
    if kind == "rejected":
        history.add(answered, "rejected", None, "anaf_rejected", error=texts.ANAF_ERROR)
    elif kind != "processing":
        final = "refund" if sketch.traits.status == "refund" else "validated"
        history.add(answered, final, None, "anaf_validated", downloadId=_anaf_number(sketch, 3))


def _anaf_number(sketch: Sketch, leading: int) -> str:
    return f"{leading}{sketch.seed % 1_000_000_000:09d}"


def anaf_of(sketch: Sketch, moments: Moments) -> JsonObject:
    """The detail's fields on ANAF and SPV (contract sections 6 and 15)."""
    kind = sketch.traits.anaf
    fields: JsonObject = {
        "anafMessageId": None,
        "syncedAt": None,
        "anafUploadId": None,
        "anafDownloadId": None,
        "anafStatus": None,
        "anafErrorMessage": None,
    }
    if kind in ("validated", "ok", "uploaded", "timeout", "processing", "rejected"):
        fields["anafUploadId"] = _anaf_number(sketch, 6)
        fields["anafStatus"] = {
            "validated": "ok",
            "ok": "ok",
            "rejected": "nok",
            "timeout": "pending_timeout",
        }.get(kind, "uploaded")
    if kind in ("validated", "ok", "rejected", "late-message", "synced"):
        fields["anafDownloadId"] = _anaf_number(sketch, 3)
    if kind == "rejected":
        fields["anafErrorMessage"] = texts.ANAF_ERROR
    if kind in ("message", "late-message", "synced"):
        fields["anafMessageId"] = _anaf_number(sketch, 4)
        seen = (
            moments.cancelled + 8 * 3600
            if kind == "late-message"
            else min(moments.issued + 5400, moments.limit)
        )
        fields["syncedAt"] = stamp(min(seen, sketch.now))
    return fields


def submissions_of(sketch: Sketch, moments: Moments) -> list[JsonObject]:
    """The e-invoice submissions, newest first (contract section 15)."""
    made = sketch.traits.submissions
    return [
        {
            "id": uuid_text(moment * 1000, 7, mixed(sketch.seed, 300 + place)),
            "provider": "anaf",
            "externalId": None if status in ("pending", "error") else _anaf_number(sketch, 6),
            "status": status,
            "createdAt": stamp(moment),
            "updatedAt": stamp(min(moment + 7200, moments.limit)),
        }
        for place, status in enumerate(made)
        for moment in (min(moments.issued + 1800 * (len(made) - place), moments.limit),)
    ]


def payments_of(sketch: Sketch, moments: Moments) -> list[JsonObject]:
    """The payments, newest date first (contract section 12); a settled reversal has none."""
    kind, total = sketch.traits.payment, sketch.net + sketch.vat
    if kind in ("", "settled"):
        return []
    shares = {"part": (total * 2 // 5,), "two-parts": (total // 4, total // 3), "full": (total,)}[kind]
    open_days = max((moments.limit - moments.issued) // _DAY, 0)
    payments = []
    for place, amount in enumerate(shares):
        moment = moments.issued + min(3 + sketch.bits % 23, open_days) * _DAY // (place + 1)
        day = local_day(moment)
        payments.append(
            {
                "id": uuid_text(moment * 1000, place, mixed(sketch.seed, 200 + place)),
                "amount": money_text(amount),
                "currency": sketch.traits.currency,
                "paymentDate": midnight_text(day),
                "paymentMethod": _METHODS[(sketch.bits >> 9) % len(_METHODS)],
                "reference": f"Extras {1 + (sketch.bits >> 12) % 320}/{day.year}"
                if sketch.bits & 4
                else None,
                "notes": None,
                "isReconciled": bool(sketch.bits & 8),
                "createdAt": stamp(moment),
            }
        )
    return payments
