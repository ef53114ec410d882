"""Each state and term of the trade as a person reads it, said once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from storno_desktop.domain.display_state import DisplayState
from storno_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from storno_desktop.domain.invoice import Series


@dataclass(frozen=True, slots=True)
class Sign:
    """How a state is shown: an icon, a word and a tone, never the tone alone."""

    icon: str
    word: str
    tone: Tone


class Words(QObject):
    """The words for states, roles, methods and events."""

    def state(self, state: DisplayState, code: str = "") -> Sign:
        """The sign of an invoice's state; `code` is the server's word for one that is not known here."""
        match state:
            case DisplayState.DRAFT:
                return Sign("draft", self.tr("Draft"), Tone.NEUTRAL)
            case DisplayState.ISSUED:
                return Sign("issued", self.tr("Issued"), Tone.ACCENT)
            case DisplayState.SENT:
                return Sign("sent", self.tr("Sent to ANAF"), Tone.WARNING)
            case DisplayState.VALIDATED:
                return Sign("validated", self.tr("Validated"), Tone.SUCCESS)
            case DisplayState.REJECTED:
                return Sign("rejected", self.tr("Rejected"), Tone.DANGER)
            case DisplayState.CANCELLED:
                return Sign("cancelled", self.tr("Cancelled"), Tone.NEUTRAL)
            case DisplayState.PAID:
                return Sign("paid", self.tr("Paid"), Tone.SUCCESS)
            case DisplayState.PART_PAID:
                return Sign("part-paid", self.tr("Partly paid"), Tone.SUCCESS)
            case DisplayState.OVERDUE:
                return Sign("overdue", self.tr("Overdue"), Tone.DANGER)
            case DisplayState.STORNO:
                return Sign("storno", self.tr("Storno"), Tone.NEUTRAL)
            case DisplayState.REFUNDED:
                return Sign("refunded", self.tr("Reversed"), Tone.NEUTRAL)
            case DisplayState.RECEIVED:
                return Sign("synced", self.tr("Received"), Tone.NEUTRAL)
            case DisplayState.CONVERTED:
                return Sign("converted", self.tr("Converted"), Tone.NEUTRAL)
            case DisplayState.UNRECOGNISED:
                return Sign("unknown-status", code or self.tr("Not known"), Tone.NEUTRAL)

    def role(self, role: str) -> str:
        """A member's role in the organisation."""
        match role:
            case "owner":
                return self.tr("Owner")
            case "admin":
                return self.tr("Administrator")
            case "accountant":
                return self.tr("Accountant")
            case "employee":
                return self.tr("Employee")
            case _:
                return role

    def payment_method(self, method: str) -> str:
        """How something was paid; free text of the server stays as it is."""
        match method:
            case "bank_transfer":
                return self.tr("Bank transfer")
            case "cash":
                return self.tr("Cash")
            case "card":
                return self.tr("Card")
            case "other" | "":
                return self.tr("Other method")
            case _:
                return method

    def mail_status(self, status: str) -> str:
        """What became of an e-mail."""
        match status:
            case "sent":
                return self.tr("sent")
            case "delivered":
                return self.tr("delivered")
            case "bounced":
                return self.tr("returned, not delivered")
            case "failed":
                return self.tr("sending failed")
            case _:
                return status

    def happening(self, action: str, status: str) -> str:
        """What an entry of the history says; unknown actions show the server's word."""
        match action:
            case "created":
                return self.tr("Created")
            case "issued":
                return self.tr("Issued")
            case "refund_issued":
                return self.tr("Storno issued")
            case "submitted_to_anaf" | "submitted_to_einvoice":
                return self.tr("Sent to ANAF")
            case "anaf_validated":
                return self.tr("Validated by ANAF")
            case "anaf_rejected":
                return self.tr("Rejected by ANAF")
            case "synced_from_anaf":
                return self.tr("Seen in SPV")
            case "cancelled":
                return self.tr("Cancelled")
            case "restored":
                return self.tr("Restored as draft")
            case "refunded":
                return self.tr("Reversed by a storno")
            case "storno_created":
                return self.tr("Storno created")
            case "payment_recorded":
                return self.tr("Settled")
            case _:
                return action.replace("_", " ") or status.replace("_", " ")

    def series(self, series: Series) -> str:
        """A series by its prefix, with a word if it is switched off."""
        return series.prefix if series.active else self.tr("%1 (inactive)").replace("%1", series.prefix)
