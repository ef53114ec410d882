"""Whether an act can be offered for a row, as far as the row itself tells, and why not."""

from datetime import date

from PySide6.QtCore import QObject

from storno_desktop.domain.display_state import display_state
from storno_desktop.domain.invoice_summary import REVERSIBLE, Direction, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.listview import CANCELLABLE
from storno_desktop.domain.session import Company, Permission, Right, User
from storno_desktop.service.act_bar import ActBar, Bar
from storno_desktop.ui.bar_words import BarWords
from storno_desktop.ui.words import Words


class ActGate(QObject):
    """Says in one sentence why an act is not offered; "" where it is. The dialog then looks at everything.

    `is_supervised`: whoever restores is a supervisor, so that the rights of whoever asks do not matter for it.
    `bar` is what keeps the program from acting at all.
    """

    def __init__(self, words: Words, bar: ActBar, *, is_supervised: bool = False) -> None:
        super().__init__()
        self._words = words
        self._bar, self._bar_words = bar, BarWords(self)
        self._is_supervised = is_supervised

    def why_not_cancel(
        self, invoice: InvoiceSummary | None, company: Company, user: User, today: date
    ) -> str:
        """What keeps this invoice from being cancelled."""
        if invoice is None:
            return self.tr("Choose an invoice first.")
        common = self._why_not_change(invoice, company, user)
        if common:
            return common
        if not user.may(Permission.CANCEL):
            if user.right(Permission.CANCEL) is Right.OUT_OF_SCOPE:
                return self.tr("This sign-in with the browser was not allowed to cancel. Sign in again.")
            return self.tr("Your account may not cancel invoices.")
        if invoice.status is InvoiceStatus.CANCELLED:
            return self.tr("%1 is already cancelled.").replace("%1", invoice.number)
        if invoice.status is InvoiceStatus.REJECTED:
            return self.tr("Rejected by ANAF: cannot be cancelled. Correct it and send it again.")
        if invoice.status in {InvoiceStatus.SENT_TO_PROVIDER, InvoiceStatus.VALIDATED}:
            return self.tr("Cannot be cancelled: sent to ANAF. Use a storno invoice.")
        if invoice.status not in CANCELLABLE:
            state = self._words.state(display_state(invoice, today), invoice.status_code).word
            return self.tr("Only drafts and issued invoices can be cancelled. This one is: %1.").replace(
                "%1", state
            )
        return ""

    def why_not_restore(self, invoice: InvoiceSummary | None, company: Company, user: User) -> str:
        """What keeps this invoice from being restored."""
        if invoice is None:
            return self.tr("Choose an invoice first.")
        common = self._why_not_change(invoice, company, user)
        if common:
            return common
        if not self._is_supervised and not user.may(Permission.EDIT):
            if user.right(Permission.EDIT) is Right.OUT_OF_SCOPE:
                return self.tr("This sign-in with the browser was not allowed to restore. Sign in again.")
            return self.tr("Your account may not restore invoices.")
        if invoice.status is not InvoiceStatus.CANCELLED:
            return self.tr("Only cancelled invoices can be restored.")
        return ""

    def why_not_storno(
        self, invoice: InvoiceSummary | None, company: Company, user: User, today: date
    ) -> str:
        """What keeps this invoice from being reversed by a storno draft."""
        if invoice is None:
            return self.tr("Choose an invoice first.")
        common = self._why_not_change(invoice, company, user)
        if common:
            return common
        if not user.may(Permission.REFUND):
            if user.right(Permission.REFUND) is Right.OUT_OF_SCOPE:
                return self.tr(
                    "This sign-in with the browser was not allowed to make a storno. Sign in again."
                )
            return self.tr("Your account may not make storno invoices.")
        if invoice.is_storno:
            return self.tr("%1 is itself a storno invoice.").replace("%1", invoice.number)
        if invoice.status is InvoiceStatus.REJECTED:
            return self.tr("Rejected by ANAF: it is not reversed. Correct it and send it again.")
        if invoice.status not in REVERSIBLE:
            state = self._words.state(display_state(invoice, today), invoice.status_code).word
            return self.tr("Only issued invoices are reversed by a storno. This one is: %1.").replace(
                "%1", state
            )
        return ""

    def _why_not_change(self, invoice: InvoiceSummary, company: Company, user: User) -> str:
        if (
            self._bar.now is Bar.VERSION_TOO_OLD
        ):  # a computer that goes to sleep is nothing to be told of beforehand
            return self._bar_words.sentence(Bar.VERSION_TOO_OLD.value)
        if invoice.direction is Direction.INCOMING:
            return self.tr("Incoming invoices are changed by who issued them.")
        if company.is_read_only:
            return self.tr("This company is read-only.")
        if user.impersonating:
            return self.tr("A support session cannot change anything.")
        if invoice.sender_cif and not company.issued(invoice.sender_cif):
            return self.tr("The invoice belongs to another company than the one selected.")
        return ""
