"""What is left to do after a restore, opened again later from the list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from storno_desktop.domain.session import Company
from storno_desktop.ui.after_restore_view import AfterRestoreView
from storno_desktop.ui.question_dialog import WIDEST, QuestionDialog
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import SPACE_XL, Tone


class FollowUpDialog(QuestionDialog):
    """Nothing is sent from here; each tick is kept at once."""

    def __init__(
        self, number: str, company: Company, view: AfterRestoreView, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            filled(QCoreApplication.translate("FollowUpDialog", "After the restore of %1"), number),
            safe=QCoreApplication.translate("FollowUpDialog", "Close"),
            act="",
            tone=Tone.NEUTRAL,
            parent=parent,
        )
        self.view = view
        view.setMinimumWidth(WIDEST - 2 * SPACE_XL)
        self.set_company(company.name, company.cif)
        self.add_evidence(view)
        self.act_button.hide()
        self.allow_act(False)
