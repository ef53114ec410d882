"""The words for filters and work queues."""

from PySide6.QtCore import QObject

from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus
from storno_desktop.domain.listview import Queue


class StatusWords(QObject):
    """What the list can be narrowed to, in words that stand on chips and in menus."""

    def status(self, status: InvoiceStatus) -> str:
        """The server's status, many invoices in it."""
        match status:
            case InvoiceStatus.DRAFT:
                return self.tr("Drafts")
            case InvoiceStatus.SYNCED:
                return self.tr("Received")
            case InvoiceStatus.ISSUED:
                return self.tr("Issued")
            case InvoiceStatus.SENT_TO_PROVIDER:
                return self.tr("Sent to ANAF")
            case InvoiceStatus.VALIDATED:
                return self.tr("Validated")
            case InvoiceStatus.REJECTED:
                return self.tr("Rejected")
            case InvoiceStatus.CANCELLED:
                return self.tr("Cancelled")
            case InvoiceStatus.PAID:
                return self.tr("Paid")
            case InvoiceStatus.PARTIALLY_PAID:
                return self.tr("Partly paid")
            case InvoiceStatus.OVERDUE:
                return self.tr("Overdue")
            case InvoiceStatus.CONVERTED:
                return self.tr("Converted")
            case InvoiceStatus.REFUND:
                return self.tr("Storno")
            case InvoiceStatus.REFUNDED:
                return self.tr("Reversed")
            case InvoiceStatus.UNRECOGNISED:
                return self.tr("Other")

    def direction(self, direction: Direction) -> str:
        """Issued by the company, or received."""
        match direction:
            case Direction.OUTGOING:
                return self.tr("Outgoing")
            case Direction.INCOMING:
                return self.tr("Incoming")
            case Direction.UNSPECIFIED:
                return self.tr("Direction not known")

    def queue(self, queue: Queue) -> str:
        """A work queue."""
        match queue:
            case Queue.CAN_BE_CANCELLED:
                return self.tr("Issued – can be cancelled")
            case Queue.CAN_BE_RESTORED:
                return self.tr("Cancelled – restorable")
            case Queue.WINDOW_PASSED:
                return self.tr("Cancelled – window passed")
            case Queue.PREPARED:
                return self.tr("Prepared, not cancelled")
            case Queue.TO_BE_CHECKED:
                return self.tr("To be checked")
