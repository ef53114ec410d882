"""The web application of the server, opened in the browser when somebody asks for it."""

from collections.abc import Callable
from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.ui.sign_in_desk import SignInDesk


class WebApplication:
    """Knows where its pages are: under the web address that is fixed, typed or usual for a server."""

    def __init__(
        self, desk: SignInDesk, open_url: Callable[[QUrl], object] = QDesktopServices.openUrl
    ) -> None:
        self._desk = desk
        self._open_url = open_url

    def page_of(self, server: ServerAddress, invoice_id: InvoiceId) -> str:
        """The address of an invoice's page."""
        return f"{self._desk.profile_of(server).web_address}/invoices/{quote(invoice_id, safe='')}"

    def open_invoice(self, server: ServerAddress, invoice_id: InvoiceId) -> bool:
        """Open an invoice's page in the browser; False where there is none that could be opened."""
        return bool(self._open_url(QUrl(self.page_of(server, invoice_id))))
