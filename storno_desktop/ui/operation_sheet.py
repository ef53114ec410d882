"""One act of the journal on paper: who, what, why, on which evidence, and how it ended."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtGui import QPagedPaintDevice

from storno_desktop import __version__
from storno_desktop.domain.act_record import ActRecord, checks_of
from storno_desktop.domain.finding import Finding
from storno_desktop.domain.follow_up import FollowUp, Task
from storno_desktop.domain.journal_row import ActState
from storno_desktop.ui.act_words import ActWords
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.finding_words import FindingWords
from storno_desktop.ui.follow_up_words import FollowUpWords
from storno_desktop.ui.paper import Foot
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.sheet import draw_sheet, escaped, grid, lines_of, pairs, paragraph


class OperationSheet(QObject):
    """The sheet that is kept with the books; every text of the journal is shown as plain text."""

    def __init__(self, figures: Figures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._words, self._findings = ActWords(figures, self), FindingWords(self)
        self._left = FollowUpWords(figures, self)

    def draw(self, record: ActRecord, now: datetime, device: QPagedPaintDevice) -> bool:
        """All pages on `device`; False where it would not take them."""
        printed = filled(self.tr("printed %1"), self._figures.moment(now))
        whose = self.tr("Journal of this computer")  # not within the next line: there it is not found
        stamp = f"{whose} · {printed} · Storno Desktop {__version__}"
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
            *self._approval(record),
            (self.tr("Reason"), record.reason or record.own_reason or "—"),
            *([(self.tr("Supervisor's comment"), record.comment)] if record.comment else []),
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
            self._row(each, self._findings.sign(each.verdict).word)
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
            + grid(self.tr("What the person saw"), self._columns(), checks)
            + self._afterwards(record)
            + pairs(self.tr("Seals"), seals)
            + paragraph(
                self.tr(
                    "Each seal covers the row and all rows before it. It shows accidental and later changes; "
                    "whoever can use this person's keyring could forge it."
                ),
                "quiet",
            )
        )

    # -------------------------------------------------------------------------------------- inside

    def _columns(self) -> tuple[tuple[str, bool], ...]:
        words = (self.tr("Rule"), self.tr("Result"), self.tr("Evidence"), self.tr("Read at"))
        return tuple((word, False) for word in words)

    def _row(self, finding: Finding, result: str) -> tuple[str, str, str, str]:
        return (
            self._findings.title(finding.check),
            result,
            self._findings.evidence(finding),
            "" if finding.observed_at is None else self._figures.clock(finding.observed_at),
        )

    def _approval(self, record: ActRecord) -> list[tuple[str, str]]:
        """Who answers for a restore besides whoever asked for it."""
        if not record.supervised or record.state is ActState.ABANDONED:  # then nothing was sent
            return []
        how = {
            "by_another": self.tr("By a second person, in whose name it was sent"),
            "alone": self.tr("Confirmed alone after a wait; not supervised"),
            "not_needed": self.tr("The rules of the organisation ask for nobody"),
        }
        return [(self.tr("Supervision"), how.get(record.supervised, record.supervised))]

    def _afterwards(self, record: ActRecord) -> str:
        """What reading it again after a restore showed, and what is ticked."""
        left = FollowUp(record)
        read = left.verification
        if read is None:
            return ""
        rows = [self._row(each, self._left.sign(each.verdict).word) for each in read.findings]
        # Whether a sending had been planned the record alone does not tell.
        sure = {*Task} - {Task.SEND_TO_ANAF, Task.SEND_EMAIL} | left.ticked
        tasks = [
            (self._left.task(each), self.tr("ticked") if each in left.ticked else self.tr("open"))
            for each in left.tasks
            if each in sure
        ]
        return grid(self.tr("Read again after the restore"), self._columns(), rows) + pairs(
            self.tr("To be done after the restore"), tasks
        )
