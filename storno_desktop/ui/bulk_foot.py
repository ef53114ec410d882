"""The buttons below the invoices that are to be cancelled, and the one line that says why the act cannot be chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from storno_desktop.ui.act_button import ActButton
from storno_desktop.ui.bulk_summary import BulkStage
from storno_desktop.ui.plain_text import plain_button_text, plain_label
from storno_desktop.ui.theme import SPACE_S, Tone, secondary_font, set_tone


class BulkFoot(QWidget):
    """Which buttons there are follows from the stage; what they do is for whoever hears them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = plain_label(font=secondary_font(), wraps=True, parent=self)
        self.drop = QPushButton(self.tr("Give up the rest"), self)
        self.save = QPushButton(self.tr("&Save the list…"), self)
        self.links = QPushButton(self)
        self.retry = QPushButton(self)
        self.pause = QPushButton(self.tr("&Pause"), self)
        self.safe = QPushButton(self)
        self.stop = QPushButton(self.tr("S&top"), self)
        self.act = ActButton("", Tone.DANGER, self)
        set_tone(self.hint, Tone.NEUTRAL)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self.hint, 1)
        for each in (
            self.drop,
            self.save,
            self.links,
            self.retry,
            self.pause,
            self.safe,
            self.stop,
            self.act,
        ):
            row.addWidget(each)
        for quiet in (self.drop, self.save, self.links, self.retry, self.pause, self.stop):
            quiet.setAutoDefault(False)
        self.safe.setDefault(True)

    def begin_stage(self, stage: BulkStage) -> None:
        """Another stage begins: what was ordered in the one before holds no more."""
        self.pause.setEnabled(True)
        self.stop.setEnabled(True)
        (self.pause if stage is BulkStage.RUNNING else self.safe).setFocus()

    def show_stage(
        self, stage: BulkStage, *, may_drop: bool, has_results: bool, again: int, with_links: int
    ) -> None:
        """`may_drop`: this is the rest of an earlier run; `again` so many can be looked at once more, `with_links` so
        many have public links that may be closed."""
        review, ended = stage is BulkStage.REVIEW, stage is BulkStage.ENDED
        self.pause.setVisible(stage is BulkStage.RUNNING)
        self.stop.setVisible(stage in {BulkStage.RUNNING, BulkStage.PAUSED})
        self.act.setVisible(stage in {BulkStage.REVIEW, BulkStage.PAUSED})
        self.safe.setVisible(stage is not BulkStage.RUNNING)
        self.drop.setVisible(review and may_drop)
        self.save.setVisible(has_results and stage is not BulkStage.RUNNING)
        self.links.setVisible(ended and with_links > 0)
        self.links.setText(plain_button_text(self.tr("Public links of %n invoice(s)…", "", with_links)))
        self.retry.setVisible(ended and again > 0)
        self.retry.setText(plain_button_text(self.tr("Look at %n again", "", again)))
        if stage is BulkStage.PAUSED:
            self.safe.setText(plain_button_text(self.tr("Close, keep the rest for later")))
        else:
            self.safe.setText(plain_button_text(self.tr("Close") if ended else self.tr("Keep the invoices")))

    def show_act(self, stage: BulkStage, count: int, why_not: str, *, guarded: bool) -> None:
        """The act with its number: of those that are ready, or that are left; `guarded` while it may not be pressed
        by habit."""
        if stage is BulkStage.REVIEW:
            act = self.tr("Cancel %n invoice(s)", "", count) if count else self.tr("Cancel invoices")
        else:
            act = self.tr("Go on with %n invoice(s)", "", count)
        self.act.setText(plain_button_text(act))
        self.act.setEnabled(not why_not and not guarded)
        self.act.setAccessibleDescription(why_not)
