"""Invoices: rows of the list and the full record, in the real form and in the documented one (contract §5, §6)."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import AliasChoices, BeforeValidator, Field

from storno_desktop.domain.invoice import (
    AnafState,
    Invoice,
    InvoiceLine,
    LinkedInvoice,
    Party,
    SeriesReference,
)
from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.wire.dates import Day, OptionalDay, OptionalMoment
from storno_desktop.wire.document import (
    Flag,
    Listed,
    OptionalObject,
    RequiredText,
    Text,
    Unreadable,
    WireDocument,
    read,
)
from storno_desktop.wire.events import EventDocument
from storno_desktop.wire.money import Amount, OptionalAmount
from storno_desktop.wire.person import Person

_ROUNDING = Decimal("0.02")


class PartyDocument(WireDocument):
    """A client, a supplier, or the frozen copy of the buyer."""

    name: Text = ""
    cif: Text = Field("", validation_alias=AliasChoices("cui", "cif", "vatCode"))
    registration_number: Text = ""
    address: Text = ""
    city: Text = ""
    county: Text = Field("", validation_alias=AliasChoices("county", "state"))
    country: Text = ""
    email: Text = ""
    phone: Text = ""

    def to_party(self) -> Party:
        """The party; its bank accounts and personal numbers are not taken along."""
        return Party(
            name=self.name,
            cif=self.cif,
            registration_number=self.registration_number,
            address=self.address,
            city=self.city,
            county=self.county,
            country=self.country,
            email=self.email,
            phone=self.phone,
        )


class _ParentDocument(WireDocument):
    id: Text = Field("", validation_alias=AliasChoices("id", "uuid"))
    number: Text = ""


class InvoiceRow(WireDocument):
    """What a row of the list and the full record have in common."""

    id: RequiredText = Field(validation_alias=AliasChoices("id", "uuid"))
    number: Text = ""
    status: RequiredText
    direction: Text = ""
    document_type: Text = "invoice"
    issue_date: Day
    due_date: OptionalDay = None
    subtotal: OptionalAmount = None
    vat_total: OptionalAmount = Field(None, validation_alias=AliasChoices("vatTotal", "vatAmount"))
    total: Amount
    amount_paid: OptionalAmount = None
    balance: OptionalAmount = None
    currency: Text = ""
    sender_name: Text = ""
    sender_cif: Text = ""
    receiver_name: Text = ""
    receiver_cif: Text = ""
    client_name: Text = ""
    client: Annotated[PartyDocument | None, OptionalObject] = None
    supplier: Annotated[PartyDocument | None, OptionalObject] = None
    paid_at: OptionalMoment = None
    cancelled_at: OptionalMoment = None
    scheduled_send_at: OptionalMoment = None
    scheduled_email_at: OptionalMoment = None
    anaf_error_message: Text = ""
    is_duplicate: Flag = False
    is_late_submission: Flag = False
    is_credit_note: Flag = False
    parent_document_id: Text = ""
    parent_document: Annotated[_ParentDocument | None, OptionalObject] = None

    def to_summary(self) -> InvoiceSummary:
        """The row as the program knows it; the client's frozen names stand in where the client is gone."""
        client, supplier = self.client, self.supplier
        parent = self.parent_document_id or (self.parent_document.id if self.parent_document else "")
        return InvoiceSummary(
            id=InvoiceId(self.id),
            number=self.number,
            status=InvoiceStatus.of(self.status),
            status_code=self.status,
            direction=Direction.of(self.direction),
            issue_date=self.issue_date,
            total=self.total,
            currency=self.currency,
            document_type="credit_note" if self.is_credit_note else self.document_type or "invoice",
            sender_name=self.sender_name or (supplier.name if supplier else ""),
            sender_cif=self.sender_cif or (supplier.cif if supplier else ""),
            receiver_name=self.receiver_name,
            receiver_cif=self.receiver_cif,
            client_name=self.client_name or (client.name if client else ""),
            client_cif=client.cif if client else "",
            subtotal=self.subtotal,
            vat_total=self.vat_total,
            amount_paid=self.amount_paid,
            balance=self.balance,
            due_date=self.due_date,
            paid_at=self.paid_at,
            cancelled_at=self.cancelled_at,
            scheduled_send_at=self.scheduled_send_at,
            scheduled_email_at=self.scheduled_email_at,
            anaf_error=self.anaf_error_message,
            is_duplicate=self.is_duplicate,
            is_late=self.is_late_submission,
            parent_id=InvoiceId(parent) if parent else None,
        )


class _Line(WireDocument):
    position: int | None = None
    description: Text = ""
    quantity: OptionalAmount = None
    unit_of_measure: Text = ""
    unit_price: OptionalAmount = None
    vat_rate: OptionalAmount = None
    vat_amount: OptionalAmount = None
    line_total: OptionalAmount = None
    subtotal: OptionalAmount = None

    def _net_total(self) -> Decimal | None:
        """Without VAT. The real server's `lineTotal` is; the documentation's example includes it (contract §6)."""
        if self.subtotal is not None or self.line_total is None:
            return self.subtotal
        if self.quantity is not None and self.unit_price is not None and self.vat_amount:
            excess = self.line_total - self.quantity * self.unit_price
            if abs(excess - self.vat_amount) <= _ROUNDING < abs(excess):
                return self.line_total - self.vat_amount
        return self.line_total

    def to_line(self, place: int) -> InvoiceLine:
        return InvoiceLine(
            position=self.position if self.position is not None else place,
            description=self.description,
            quantity=self.quantity,
            unit=self.unit_of_measure,
            unit_price=self.unit_price,
            vat_rate=self.vat_rate,
            vat_amount=self.vat_amount,
            net_total=self._net_total(),
        )


class _LinkedInvoice(WireDocument):
    id: RequiredText = Field(validation_alias=AliasChoices("id", "uuid"))
    number: Text = ""
    status: Text = ""
    issue_date: OptionalDay = None

    def to_linked(self) -> LinkedInvoice:
        return LinkedInvoice(
            id=InvoiceId(self.id),
            number=self.number,
            status=InvoiceStatus.of(self.status),
            status_code=self.status,
            issue_date=self.issue_date,
        )


class _Series(WireDocument):
    id: Text = Field("", validation_alias=AliasChoices("id", "uuid"))
    prefix: Text = Field("", validation_alias=AliasChoices("prefix", "name"))
    next_number: Text = ""


def _series(value: Any) -> Any:
    if isinstance(value, str):
        return {"prefix": value} if value.strip() else None
    return value if isinstance(value, dict) and value else None


def _sentences(value: Any) -> Any:
    """ANAF's errors as one text; the documentation shows a list of texts or objects."""
    if isinstance(value, dict):
        value = [value]
    if not isinstance(value, list):
        return value
    texts = [item.get("message") if isinstance(item, dict) else item for item in value]
    return "; ".join(text for text in texts if isinstance(text, str))


class InvoiceDocument(InvoiceRow):
    """The full record. A key that is absent is told apart from one that is empty where that matters."""

    anaf_message_id: Text = ""
    anaf_upload_id: Text = Field("", validation_alias=AliasChoices("anafUploadId", "anafSubmissionId"))
    anaf_download_id: Text = ""
    anaf_status: Text = Field("", validation_alias=AliasChoices("anafStatus", "anafState"))
    anaf_error_message: Annotated[Text, BeforeValidator(_sentences)] = Field(
        "", validation_alias=AliasChoices("anafErrorMessage", "anafValidationErrors")
    )
    synced_at: OptionalMoment = None
    buyer_snapshot: Annotated[PartyDocument | None, OptionalObject] = None
    lines: Annotated[list[_Line], Listed] = Field(default_factory=list)
    series: Annotated[_Series | None, BeforeValidator(_series)] = Field(
        None, validation_alias=AliasChoices("documentSeries", "series")
    )
    refund_invoices: Annotated[list[_LinkedInvoice], Listed] = Field(default_factory=list)
    payments: Annotated[list[Any], Listed] = Field(default_factory=list)
    cancellation_reason: Text = ""
    cancelled_by: Person = ""
    restored_at: OptionalMoment = None
    parent_document_number: Text = ""
    notes: Text = ""
    discount: OptionalAmount = None
    exchange_rate: OptionalAmount = None
    events: Annotated[list[EventDocument], Listed] = Field(default_factory=list)

    def to_invoice(self, *, lists_credit_notes: bool) -> Invoice:
        """The record; `lists_credit_notes` says whether an absent `refundInvoices` means "none"."""
        told = self.model_fields_set
        buyer = self.buyer_snapshot or self.client
        credit_notes = tuple(note.to_linked() for note in self.refund_invoices)
        return Invoice(
            summary=self.to_summary(),
            anaf=AnafState(
                message_id=self.anaf_message_id,
                upload_id=self.anaf_upload_id,
                download_id=self.anaf_download_id,
                status=self.anaf_status,
                error=self.anaf_error_message,
                synced_at=self.synced_at,
            ),
            buyer=buyer.to_party() if buyer is not None else None,
            lines=tuple(line.to_line(place) for place, line in enumerate(self.lines, start=1)),
            series=(
                SeriesReference(
                    id=self.series.id, prefix=self.series.prefix, next_number=self.series.next_number
                )
                if self.series is not None
                else None
            ),
            credit_notes=credit_notes if lists_credit_notes or "refund_invoices" in told else None,
            payment_count=len(self.payments) if "payments" in told else None,
            cancellation_reason=self.cancellation_reason,
            cancelled_by=self.cancelled_by,
            restored_at=self.restored_at,
            parent_number=self.parent_document_number
            or (self.parent_document.number if self.parent_document else ""),
            notes=self.notes,
            discount=self.discount,
            exchange_rate=self.exchange_rate,
            embedded_events=(tuple(event.to_event() for event in self.events) if "events" in told else None),
        )


def read_invoice(body: bytes) -> Invoice | Unreadable:
    """The answer of `GET …/invoices/{id}`: without `refundInvoices` there are no credit notes (contract §6)."""
    document = read(InvoiceDocument, body)
    return document if isinstance(document, Unreadable) else document.to_invoice(lists_credit_notes=True)


def read_changed_invoice(body: bytes) -> Invoice | Unreadable:
    """The answer to a cancellation or restoration, which does not tell about credit notes (contract §8, §9)."""
    document = read(InvoiceDocument, body)
    return document if isinstance(document, Unreadable) else document.to_invoice(lists_credit_notes=False)
