"""A file that somebody sent, before anything is believed: who sent it, what it says, under which key."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from storno_desktop.domain.restore_answer import AnswerKind, RestoreAnswer
from storno_desktop.domain.restore_request import RestoreRequest
from storno_desktop.domain.signed_paper import key_fingerprint
from storno_desktop.service.restore_requests import Received, Trust
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.guard_time import GUARD_MS
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.question_dialog import WIDEST, QuestionDialog
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import SPACE_L, SPACE_S, SPACE_XL, Tone, secondary_font, set_tone, strong_font


class RequestDialog(QuestionDialog):
    """`committed` comes once the person goes on with it; a changed key needs their tick first."""

    def __init__(
        self,
        received: Received,
        figures: Figures,
        parent: QWidget | None = None,
        guard_ms: int = GUARD_MS,
    ) -> None:
        content = received.paper.content
        question, sentence, act = _texts(content)
        safe = QCoreApplication.translate("RequestDialog", "Not now")
        super().__init__(
            question, sentence, safe=safe, act=act, tone=Tone.ACCENT, parent=parent, guard_ms=guard_ms
        )
        self.received = received
        self._figures = figures
        self.compared = QCheckBox(self.tr("I have compared the new fingerprint with them."), self)
        self.set_company(received.company.name, received.company.cif)
        lines = QWidget(self)
        self._grid = QGridLayout(lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_L)
        self._grid.setVerticalSpacing(SPACE_S)
        self._grid.setColumnStretch(1, 1)
        lines.setMinimumWidth(WIDEST - 2 * SPACE_XL)
        self._fill(content)
        self._add(self.tr("Fingerprint"), key_fingerprint(received.paper.key), strong=True)
        if received.trust is Trust.CHANGED:
            self._add(self.tr("Before"), key_fingerprint(received.known_key))
        self.add_evidence(lines)
        note = plain_label(self._note(), secondary_font(), wraps=True, parent=self)
        set_tone(note, Tone.DANGER if received.trust is Trust.CHANGED else Tone.NEUTRAL)
        self.add_evidence(note)
        self.compared.setVisible(received.trust is Trust.CHANGED)
        self.add_evidence(self.compared)
        self.compared.toggled.connect(lambda _on: self._show_gate())
        self._show_gate()

    @property
    def accepts_new_key(self) -> bool:
        """Whether the person said so."""
        return self.received.trust is Trust.CHANGED and self.compared.isChecked()

    # -------------------------------------------------------------------------------------- inside

    def _show_gate(self) -> None:
        waits = self.received.trust is Trust.CHANGED and not self.compared.isChecked()
        self.allow_act(not waits, self.tr("Compare the new fingerprint first."))

    def _fill(self, content: RestoreRequest | RestoreAnswer) -> None:
        if isinstance(content, RestoreRequest):
            self._add(self.tr("Asked by"), content.requester.full)
            self._add(self.tr("Reason"), content.reason)
            self._add(self.tr("Made on"), self._figures.moment(content.made_at))
            self._add(self.tr("Valid until"), self._figures.moment(content.expires_at))
            return
        self._add(self.tr("Answered by"), content.supervisor.full)
        if content.kind is AnswerKind.REFUSED:
            self._add(self.tr("Answer"), self.tr("Refused"))
            self._add(self.tr("Comment"), content.comment)
        else:
            self._add(self.tr("Answer"), self.tr("Approved, it says"))
        self._add(self.tr("Made on"), self._figures.moment(content.made_at))

    def _note(self) -> str:
        content = self.received.paper.content
        person = content.requester if isinstance(content, RestoreRequest) else content.supervisor
        match self.received.trust:
            case Trust.FIRST:
                sentence = self.tr(
                    "This is the first file from %1 on this computer. Compare the fingerprint with them, by telephone "
                    "for instance: whoever goes on trusts this key from now on."
                )
            case Trust.KNOWN:
                sentence = self.tr("Signed with the key that %1 used before.")
            case _:
                sentence = self.tr(
                    "This is not the key that %1 used before. Somebody else may have made this file. Ask them; go on "
                    "only if they have a new key, after a new computer for instance."
                )
        return filled(sentence, person.email)

    def _add(self, name: str, text: str, *, strong: bool = False) -> None:
        row = self._grid.rowCount()
        label = plain_label(name, secondary_font(), parent=self)
        set_tone(label, Tone.NEUTRAL)
        value: QLabel = plain_label(text, strong_font() if strong else None, wraps=True, parent=self)
        value.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        value.setAccessibleName(f"{name}: {text}")
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)


def _texts(content: RestoreRequest | RestoreAnswer) -> tuple[str, str, str]:
    translate = QCoreApplication.translate
    if isinstance(content, RestoreRequest):
        return (
            filled(translate("RequestDialog", "A request to restore %1"), content.number),
            translate(
                "RequestDialog",
                "This is only what the file says. The checks read everything anew, with your own account.",
            ),
            translate("RequestDialog", "Check and decide…"),
        )
    refused = content.kind is AnswerKind.REFUSED
    return (
        filled(translate("RequestDialog", "An answer about %1"), content.number),
        ""
        if refused
        else translate("RequestDialog", "A file proves no restore: the server's own history is asked."),
        translate("RequestDialog", "Close the request")
        if refused
        else translate("RequestDialog", "Ask the server"),
    )
