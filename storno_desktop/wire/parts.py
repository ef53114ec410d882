"""The parts of an invoice that have an address of their own, and the series (contract §12 to §15)."""

from typing import Annotated

from pydantic import AliasChoices, Field

from storno_desktop.domain.invoice import EmailDelivery, Payment, Series, ShareLink, Submission
from storno_desktop.wire.dates import OptionalDay, OptionalMoment
from storno_desktop.wire.document import Flag, Listed, RequiredText, Text, Unreadable, WireDocument, read_all
from storno_desktop.wire.money import Amount


class _Payment(WireDocument):
    id: RequiredText = Field(validation_alias=AliasChoices("id", "uuid"))
    amount: Amount
    currency: Text = ""
    payment_method: Text = ""
    payment_date: OptionalDay = None
    reference: Text = ""

    def to_payment(self) -> Payment:
        return Payment(
            id=self.id,
            amount=self.amount,
            currency=self.currency,
            method=self.payment_method,
            paid_on=self.payment_date,
            reference=self.reference,
        )


class _EmailEvent(WireDocument):
    event_type: Text = ""
    timestamp: OptionalMoment = Field(None, validation_alias=AliasChoices("timestamp", "createdAt"))


class _Email(WireDocument):
    id: RequiredText = Field(validation_alias=AliasChoices("id", "uuid"))
    to_email: Text = Field("", validation_alias=AliasChoices("toEmail", "to"))
    status: Text = Field("", validation_alias=AliasChoices("status", "deliveryStatus"))
    subject: Text = ""
    sent_at: OptionalMoment = None
    opened_at: OptionalMoment = None
    clicked_at: OptionalMoment = None
    events: Annotated[list[_EmailEvent], Listed] = Field(default_factory=list)

    def to_delivery(self) -> EmailDelivery:
        """A click on a link inside counts as an opening; of several openings the first is named."""
        seen = [self.opened_at, self.clicked_at]
        seen += [event.timestamp for event in self.events if event.event_type in {"open", "click"}]
        return EmailDelivery(
            id=self.id,
            to=self.to_email,
            status=self.status,
            subject=self.subject,
            sent_at=self.sent_at,
            opened_at=min((at for at in seen if at is not None), default=None),
        )


class _ShareLink(WireDocument):
    """`token` and `url` open the public page to anybody: they are not even read."""

    id: RequiredText = Field(validation_alias=AliasChoices("id", "uuid"))
    status: Text = ""
    is_valid: Flag | None = None
    payment_enabled: Flag = False
    view_count: Annotated[int, Field(ge=0)] = 0
    last_viewed_at: OptionalMoment = None
    expires_at: OptionalMoment = None
    revoked_at: OptionalMoment = None

    def to_link(self) -> ShareLink:
        return ShareLink(
            id=self.id,
            is_active=self.status == "active" if self.is_valid is None else self.is_valid,
            payment_enabled=self.payment_enabled,
            view_count=self.view_count,
            last_viewed_at=self.last_viewed_at,
            expires_at=self.expires_at,
            is_revoked=self.status == "revoked",
            revoked_at=self.revoked_at,
        )


class _Submission(WireDocument):
    id: RequiredText = Field(validation_alias=AliasChoices("id", "uuid"))
    provider: Text = ""
    status: Text = ""
    created_at: OptionalMoment = None
    updated_at: OptionalMoment = None

    def to_submission(self) -> Submission:
        return Submission(
            id=self.id,
            provider=self.provider,
            status=self.status,
            created_at=self.created_at,
            updated_at=self.updated_at,
        )


class _Series(WireDocument):
    id: RequiredText = Field(validation_alias=AliasChoices("id", "uuid"))
    prefix: Text = Field("", validation_alias=AliasChoices("prefix", "name"))
    type: Text = ""
    active: Flag = Field(True, validation_alias=AliasChoices("active", "isActive"))
    next_number: Text = ""
    is_default: Flag = False

    def to_series(self) -> Series:
        return Series(
            id=self.id,
            prefix=self.prefix,
            type=self.type,
            active=self.active,
            next_number=self.next_number,
            is_default=self.is_default,
        )


def read_payments(body: bytes) -> tuple[Payment, ...] | Unreadable:
    """All payments of an invoice."""
    return read_all(_Payment, body, _Payment.to_payment)


def read_emails(body: bytes) -> tuple[EmailDelivery, ...] | Unreadable:
    """All e-mails that carried an invoice."""
    return read_all(_Email, body, _Email.to_delivery)


def read_share_links(body: bytes) -> tuple[ShareLink, ...] | Unreadable:
    """All public pages of an invoice."""
    return read_all(_ShareLink, body, _ShareLink.to_link)


def read_submissions(body: bytes) -> tuple[Submission, ...] | Unreadable:
    """All transmissions of an invoice to e-invoice providers."""
    return read_all(_Submission, body, _Submission.to_submission)


def read_series(body: bytes) -> tuple[Series, ...] | Unreadable:
    """All document series of a company."""
    return read_all(_Series, body, _Series.to_series)
