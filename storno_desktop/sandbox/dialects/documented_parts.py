"""The documentation's way with single values and with the parts of an invoice."""

from __future__ import annotations

from datetime import UTC, datetime

from storno_desktop.sandbox.plain import Json, money, number

_DETAILS = {
    "created": "Invoice created",
    "issued": "Invoice issued",
    "cancelled": "Invoice cancelled",
    "restored": "Invoice restored from cancelled status",
}


def amount(value: object) -> float | None:
    """A JSON number."""
    return None if value is None else float(str(value))


def day(value: object) -> str | None:
    """A plain date, the one the local clock showed."""
    return None if value is None else str(value)[:10]


def utc(value: object) -> str | None:
    """A moment with `Z`."""
    if value is None:
        return None
    return datetime.fromisoformat(str(value)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def documented_event(event: Json, person: Json | None) -> Json:
    """An entry of the history; the observed `action` becomes a sentence."""
    metadata = dict(event["metadata"] or {})
    action = str(metadata.pop("action", ""))
    return {
        "id": event["id"],
        "type": "created" if action == "created" else "status_change",
        "status": event["newStatus"],
        "timestamp": utc(event["createdAt"]),
        "details": _DETAILS.get(action, action.replace("_", " ").capitalize()),
        "user": person,
        "metadata": metadata or None,
    }


def documented_line(line: Json) -> Json:
    """A line with numbers; its `lineTotal` holds the tax."""
    net, tax = number(line["lineTotal"]), number(line["vatAmount"])
    numbers = ("quantity", "unitPrice", "vatRate", "vatAmount", "discount", "discountPercent")
    gross = float(money(net + tax))
    return {
        **line,
        **{name: amount(line[name]) for name in numbers},
        "product": line["productId"] and {"id": line["productId"]},
        "subtotal": float(net),
        "total": gross,
        "lineTotal": gross,
    }


def documented_payment(payment: Json) -> Json:
    """A payment under `uuid`."""
    return {
        **{name: value for name, value in payment.items() if name != "id"},
        "uuid": payment["id"],
        "amount": amount(payment["amount"]),
        "paymentDate": day(payment["paymentDate"]),
        "createdAt": utc(payment["createdAt"]),
        "updatedAt": utc(payment["createdAt"]),
    }


def documented_email(email: Json, sender: Json | None) -> Json:
    """A mail with plain texts for addresses and the moments of what became of it."""
    happened = {str(event["eventType"]): event["timestamp"] for event in reversed(email.get("events") or [])}
    return {
        "id": email["id"],
        "to": email["toEmail"],
        "cc": ", ".join(email.get("ccEmails") or []) or None,
        "bcc": ", ".join(email.get("bccEmails") or []) or None,
        "subject": email["subject"],
        "deliveryStatus": _delivery(email, happened),
        "sentAt": utc(email["sentAt"]),
        "openedAt": utc(happened.get("open")),
        "clickedAt": utc(happened.get("click")),
        "bouncedAt": utc(happened.get("bounce")),
        "errorMessage": email.get("errorMessage"),
        "sentBy": sender,
    }


def _delivery(email: Json, happened: Json) -> str:
    for event, status in (
        ("bounce", "bounced"),
        ("click", "clicked"),
        ("open", "opened"),
        ("delivery", "delivered"),
    ):
        if event in happened:
            return status
    return str(email["status"])


def documented_share_link(link: Json) -> Json:
    """A share link with UTC moments."""
    moments = ("createdAt", "expiresAt", "revokedAt", "lastViewedAt")
    return {**link, **{name: utc(link[name]) for name in moments if name in link}}


def documented_submission(submission: Json) -> Json:
    """A submission with UTC moments."""
    return {
        **submission,
        "createdAt": utc(submission["createdAt"]),
        "updatedAt": utc(submission["updatedAt"]),
    }
