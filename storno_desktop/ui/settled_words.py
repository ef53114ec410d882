"""What became of an act whose answer was lost, in one sentence."""

from PySide6.QtCore import QObject

from storno_desktop.domain.act import ActKind, Standing
from storno_desktop.service.case import Done
from storno_desktop.service.recovery import ReadBack
from storno_desktop.ui.finding_words import FindingWords
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import Tone


class SettledWords(QObject):
    """For the notice at the bottom of the window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._findings = FindingWords(self)

    def sentence(self, seen: ReadBack) -> tuple[str, Tone]:
        """The sentence, and in which tone."""
        number, kind = seen.act.intent.number, seen.act.intent.kind
        if isinstance(seen.outcome, Done):
            return filled(self._done(kind), number), Tone.SUCCESS
        settlement = seen.outcome.settlement
        if settlement.standing is Standing.DONE_BY_OTHER:
            who = settlement.event.by if settlement.event is not None else ""
            if not who:
                return filled(self.tr("Somebody else was faster with %1."), number), Tone.NEUTRAL
            return filled(self.tr("Somebody else was faster with %1: %2."), number, who), Tone.NEUTRAL
        if settlement.standing is Standing.DONE_AND_UNDONE:
            invoice = settlement.invoice
            status = self._findings.status("" if invoice is None else invoice.value.summary.status_code)
            pattern = self.tr("The request for %1 had arrived; since then its status has become “%2”.")
            return filled(pattern, number, status), Tone.NEUTRAL
        if settlement.standing is Standing.GONE:
            pattern = self.tr(
                "%1 is no longer on the server; whether the request had arrived before, nothing tells."
            )
            return filled(pattern, number), Tone.WARNING
        return (
            filled(self.tr("Nothing happened to %1: the request never arrived. You can try again."), number),
            Tone.WARNING,
        )

    def _done(self, kind: ActKind) -> str:
        match kind:
            case ActKind.CANCEL:
                return self.tr("%1 is cancelled: the request had arrived.")
            case ActKind.RESTORE:
                return self.tr("%1 is a draft again: the request had arrived.")
            case ActKind.CREATE_STORNO:
                return self.tr("The storno draft of %1 was created: the request had arrived.")
            case ActKind.REVOKE_LINK:
                return self.tr("The public link of %1 is closed: the request had arrived.")
