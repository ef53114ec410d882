"""One act of the journal on paper: who, what, why, on which evidence, and how it ended."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtGui import QPagedPaintDevice

from storno_desktop import __version__
from storno_desktop.domain.act_record import ActRecord, checks_of
from storno_desktop.ui.act_words import ActWords
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.finding_words import FindingWords
from storno_desktop.ui.paper import Foot
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.sheet import draw_sheet, escaped, grid, lines_of, pairs, paragraph


class OperationSheet(QObject):
    """The sheet that is kept with the books; every text of the journal is shown as plain text."""

    def __init__(self, figures: Figures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._words, self._findings = ActWords(figures, self), FindingWords(self)

    def draw(self, record: ActRecord, now: datetime, device: QPagedPaintDevice) -> bool:
        """All pages on `device`; False where it would not take them."""
        printed = filled(self.tr("printed %1"), self._figures.moment(now))
        stamp = f"{self.tr('Journal of this computer')} · {printed} · Storno Desktop {__version__}"
        return draw_sheet(self.as_html(record), Foot(stamp, self.tr("Page %1 of %2")), device)

    def title(self, record: ActRecord) -> str:
        """For the document's properties and the name of the file."""
        return f"{self._words.kind(record.kind)} {record.number}"

    def _by_word_of_a_file(self) -> str:
        return self.tr("Invoice, company and who asked are only what the refused request file says.")

    def as_html(self, record: ActRecord) -> str:
        """The whole sheet as marked-up text, for `draw`."""
        _, company, cif = record.company
        author, invoice = record.author, record.steps[0]["invoice"]
        head = [
            (self.tr("Company"), filled(self.tr("%1, CIF %2"), company, cif)),
            (self.tr("Invoice"), record.number),
            (self.tr("Client"), str(invoice.get("client") or "—")),
            (self.tr("Total"), f"{invoice.get('total') or '—'} {invoice.get('currency') or ''}"),
            (self.tr("Done by"), f"{author.name} ({author.email})" if author.name else author.email),
            (self.tr("Server"), author.server),
            *([(self.tr("Asked by"), record.requester)] if record.requester else []),
            (self.tr("Reason"), record.reason or record.own_reason or "—"),
            (self.tr("Outcome"), self._words.outcome(record).word),
            *([(self.tr("Note"), self._by_word_of_a_file())] if record.is_by_word_of_a_file else []),
        ]
        steps = [
            (
                str(row.number),
                self._figures.moment(datetime.fromisoformat(step["at"])),
                self._words.step(step),
            )
            for row, step in zip(record.rows, record.steps, strict=True)
        ]
        checks = [
            (
                self._findings.title(each.check),
                self._findings.sign(each.verdict).word,
                self._findings.evidence(each),
                "" if each.observed_at is None else self._figures.clock(each.observed_at),
            )
            for each in checks_of(record.steps[0]["seen"])
        ]
        seals = [(str(row.number), row.seal) for row in record.rows]
        return (
            f"<h1>{escaped(self.title(record))}</h1>"
            + f'<table cellspacing="0" cellpadding="2">{lines_of(head)}</table>'
            + grid(
                self.tr("Steps"),
                ((self.tr("Row"), False), (self.tr("When"), False), (self.tr("What"), False)),
                steps,
            )
            + grid(
                self.tr("What the person saw"),
                (
                    (self.tr("Rule"), False),
                    (self.tr("Result"), False),
                    (self.tr("Evidence"), False),
                    (self.tr("Read at"), False),
                ),
                checks,
            )
            + pairs(self.tr("Seals"), seals)
            + paragraph(
                self.tr(
                    "Each seal covers the row and all rows before it. It shows accidental and later changes; "
                    "whoever can use this person's keyring could forge it."
                ),
                "quiet",
            )
        )
