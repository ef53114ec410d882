"""Public links in words."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from storno_desktop.domain.act import ActKind
from storno_desktop.domain.finding import Finding
from storno_desktop.domain.invoice import ShareLink
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.finding_words import FindingWords
from storno_desktop.ui.sentence import filled


class LinkWords(QObject):
    """For the dialogs that name links; their addresses are never shown, for they open the page to anybody."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures, self._findings = Figures(self), FindingWords(self)

    def link(self, link: ShareLink) -> str:
        """What one link allows, who used it, and until when it is open."""
        kind = self.tr("Payment link") if link.payment_enabled else self.tr("Link for viewing")
        parts = [kind, self._viewed(link)]
        if link.expires_at is not None:
            parts.append(filled(self.tr("open until %1"), self._figures.moment(link.expires_at)))
        return " · ".join(parts)

    def meaning(self, links: Sequence[ShareLink]) -> str:
        """What it means that these are open."""
        if any(link.payment_enabled for link in links):
            return self.tr("Whoever has the address still sees the invoice, and can pay it.")
        return self.tr("Whoever has the address still sees the invoice.")

    def still_open(self, count: int) -> str:
        """How many were left open."""
        return self.tr("%n public link(s) are still open.", "", count)

    def to_close(self, count: int) -> str:
        """The button."""
        return self.tr("Close %n link(s)", "", count)

    def closing(self, count: int) -> str:
        """What is being done."""
        return self.tr("Closing %n public link(s) …", "", count)

    def against(self, finding: Finding) -> str:
        """What stands against closing any."""
        advice = self._findings.blocker_advice(finding, ActKind.REVOKE_LINK)
        return " ".join(filter(None, (self._findings.evidence(finding), advice)))

    def stay_open(self, count: int, *, may_close: bool) -> str:
        """The consequence of a cancellation."""
        if may_close:
            return self.tr(
                "%n public link(s) stay open; once it is cancelled you can close them here.", "", count
            )
        return self.tr("%n public link(s) stay open; closing them needs the right invoice.edit.", "", count)

    def _viewed(self, link: ShareLink) -> str:
        if not link.view_count:
            return self.tr("never viewed")
        times = self.tr("viewed %n time(s)", "", link.view_count)
        if link.last_viewed_at is None:
            return times
        return filled(self.tr("%1, last on %2"), times, self._figures.moment(link.last_viewed_at))
