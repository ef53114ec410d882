"""Signing in with an API key: the form alone, which asks nobody anything."""

import re

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.secret_field import SecretField
from storno_desktop.ui.sign_in_form import SignInForm
from storno_desktop.ui.theme import Tone, secondary_font, set_tone

_KEY = re.compile(r"af_[0-9A-Za-z_-]{8,500}")
"""The shape of a key (contract §3.7), with room for longer ones than are made today."""


class KeyPage(QWidget):
    """An API key and what a person has to know about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.secret = SecretField(
            "key", show=self.tr("Show the key"), hide=self.tr("Hide the key"), parent=self
        )
        hint = plain_label(
            self.tr(
                "Keys are made on the web. What a key may do cannot be read: every action is offered, "
                "and a refusal by the server is explained."
            ),
            secondary_font(),
            wraps=True,
            parent=self,
        )
        set_tone(hint, Tone.NEUTRAL)
        self.form = SignInForm()
        self.form.add(self.tr("API ke&y"), self.secret, self.secret.edit)
        self.form.addRow("", hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.form)

    @property
    def key(self) -> str:
        """The key without what a copy may have brought along at its ends."""
        return self.secret.edit.text().strip()

    def objection(self) -> tuple[str, QLineEdit] | None:
        """What is wrong with what was typed, before anything is sent."""
        if not self.key:
            return self.tr("Type or paste the API key."), self.secret.edit
        if not _KEY.fullmatch(self.key):
            return self.tr("This is no API key. Keys begin with af_ and have no spaces."), self.secret.edit
        return None
