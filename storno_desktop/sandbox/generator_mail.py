"""E-mails and share links of a generated document: the signs that its client has seen it."""

from typing import Final

from storno_desktop.sandbox.generator_calendar import stamp
from storno_desktop.sandbox.generator_history import Moments
from storno_desktop.sandbox.generator_random import mixed, uuid_text
from storno_desktop.sandbox.generator_sketch import JsonObject, Sketch

_LINK_DAYS: Final = 30
_BROWSER: Final = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
_EVENTS: Final = {
    "sent": ("send",),
    "delivered": ("send", "delivery"),
    "opened": ("send", "delivery", "open", "click"),
    "bounced": ("send", "bounce"),
    "failed": (),
}


def emails_of(sketch: Sketch, moments: Moments) -> list[JsonObject]:
    """The e-mails with their delivery events, newest first (contract section 14)."""
    kind = sketch.traits.mail
    if not kind or not moments.issued:
        return []
    sent = min(moments.issued + 1200, moments.limit)
    address = sketch.buyer.client["email"] or "fara.adresa@clienti.example"
    events = [
        {
            "id": uuid_text(at * 1000, place, mixed(sketch.seed, 410 + place)),
            "eventType": event,
            "bounceType": "Permanent" if event == "bounce" else None,
            "bounceSubType": "General" if event == "bounce" else None,
            "timestamp": stamp(at),
            "recipients": None if event in ("open", "click") else [address],
            "userAgent": _BROWSER if event in ("open", "click") else None,
            "eventDetail": "550 5.1.1 mailbox unknown" if event == "bounce" else None,
            "linkClicked": _link_url(sketch) if event == "click" else None,
            "createdAt": stamp(at),
        }
        for place, event in enumerate(_EVENTS[kind])
        for at in (min(sent + 1 + place * (4 if place < 2 else 2700), moments.limit),)
    ]
    return [
        {
            "id": uuid_text(sent * 1000, 9, mixed(sketch.seed, 400)),
            "toEmail": address,
            "ccEmails": ["arhiva@clienti.example"] if sketch.bits & 32 else None,
            "bccEmails": None,
            "subject": f"{sketch.firm.name}: documentul {sketch.number}",
            "status": {"opened": "delivered"}.get(kind, kind),
            "category": "invoice",
            "templateUsed": None,
            "errorMessage": "Connection to the mail server timed out" if kind == "failed" else None,
            "sesMessageId": None if kind == "failed" else f"{mixed(sketch.seed, 401):016x}-000000",
            "fromEmail": f"facturi@{sketch.firm.site}",
            "fromName": sketch.firm.name,
            "sentByEmail": sketch.firm.people[0],
            "invoiceId": sketch.id,
            "invoiceNumber": sketch.number,
            "deliveryNoteId": None,
            "deliveryNoteNumber": None,
            "sentAt": stamp(sent),
            "events": events,
        }
    ]


def _link_url(sketch: Sketch) -> str:
    return f"https://{sketch.firm.site}/share/{_token(sketch)}"


def _token(sketch: Sketch) -> str:
    return "".join(f"{mixed(sketch.seed, 500 + part):016x}" for part in range(4))


def share_links_of(sketch: Sketch, moments: Moments) -> list[JsonObject]:
    """The public links, newest first (contract section 14); every e-mail that went out made one of 30 days."""
    traits = sketch.traits
    mailed = traits.mail not in ("", "failed")
    if not moments.issued or not (traits.link or mailed):
        return []
    made = min(moments.issued + 1200, moments.limit)
    expires = made + _LINK_DAYS * 86_400
    lapsed = expires <= sketch.now
    revoked = traits.link == "revoked"
    seen = traits.link == "viewed" or (traits.link == "payable" and bool(sketch.bits & 64))
    status = "revoked" if revoked else "expired" if lapsed else "active"
    return [
        {
            "id": uuid_text(made * 1000, 11, mixed(sketch.seed, 510)),
            "token": _token(sketch),
            "status": status,
            "url": _link_url(sketch),
            "paymentEnabled": traits.link == "payable",
            "createdAt": stamp(made),
            "expiresAt": stamp(expires),
            "revokedAt": stamp(min(made + 43_200, moments.limit)) if revoked else None,
            "lastViewedAt": stamp(min(made + 5400, moments.limit)) if seen else None,
            "viewCount": 1 + sketch.bits % 5 if seen else 0,
            "isValid": status == "active",
            "createdBy": sketch.firm.people[0],
        }
    ]
