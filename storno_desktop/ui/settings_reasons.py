"""The settings page of reasons that are written by one click."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from storno_desktop.domain.cancellation import CancellationReason, CancelPurpose, ReasonFault
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.reason_preset import (
    LONGEST_NAME,
    MOST_PRESETS,
    ReasonPreset,
    preset_name,
    usual_presets,
)
from storno_desktop.ui.settings_page import Choice, SettingsPage, note_label
from storno_desktop.ui.theme import SPACE_M, SPACE_S, Tone, set_tone

_ROWS = 5


class ReasonsPage(SettingsPage):
    """Shows the presets in their order and changes the chosen one; every change that can be used counts at once."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        made = preferences.reason_presets
        self._presets = list(usual_presets() if made is None else made)
        self._is_showing = False
        self.set_title(self.tr("Reasons"))
        # In the order in which Tab goes through them.
        self.list = QListWidget(self)
        self.add_button = QPushButton(self.tr("&Add"), self)
        self.remove_button = QPushButton(self.tr("&Remove"), self)
        self.up_button = QPushButton(self.tr("&Up"), self)
        self.down_button = QPushButton(self.tr("&Down"), self)
        self.usual_button = QPushButton(self.tr("The &usual ones"), self)
        self.name, self.text, self.purpose = QLineEdit(self), QLineEdit(self), Choice(self)
        self.objection = note_label("", self)

        self._lay_out()
        self._show_list(0)

        self.list.currentRowChanged.connect(lambda _row: self._show_preset())
        self.add_button.clicked.connect(lambda _on=False: self._add_one())
        self.remove_button.clicked.connect(lambda _on=False: self._remove())
        self.up_button.clicked.connect(lambda _on=False: self._move(-1))
        self.down_button.clicked.connect(lambda _on=False: self._move(1))
        self.usual_button.clicked.connect(lambda _on=False: self._use_usual())
        for field in (self.name, self.text):
            field.textEdited.connect(lambda _text: self._edited())
        self.purpose.activated.connect(lambda _row: self._edited())

    def _lay_out(self) -> None:
        self.list.setAccessibleName(self.tr("Reasons"))
        self.list.setObjectName("settingsReasons")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(_ROWS * self._row_height + SPACE_S)
        self.name.setMaxLength(LONGEST_NAME)
        for purpose, word in self._purposes():
            self.purpose.addItem(word, purpose)
        self.add_note(
            self.tr(
                "These stand as buttons above the reason for cancelling. A click writes the text; it sends nothing."
            )
        )
        self.add(self.list)
        buttons = (self.add_button, self.remove_button, self.up_button, self.down_button, self.usual_button)
        for button in buttons:
            button.setAutoDefault(False)
        self.add_buttons(*buttons)
        rows = self.add_rows()
        rows.add(self.tr("&Button"), self.name)
        rows.add(self.tr("&Text"), self.text, below=self.objection)
        rows.add(self.tr("Tells the ad&viser"), self.purpose)
        self.add_note(
            self.tr(
                "They are kept in the settings file, which is not encrypted: do not write clients' names into them."
            )
        )
        self.end()

    # -------------------------------------------------------------------------------------- inside

    @property
    def _row_height(self) -> int:
        return self.fontMetrics().height() + SPACE_M

    def _purposes(self) -> tuple[tuple[CancelPurpose | None, str], ...]:
        return (
            (None, self.tr("Nothing in particular")),
            (CancelPurpose.CREATED_IN_ERROR, self.tr("Issued by mistake")),
            (CancelPurpose.DUPLICATE, self.tr("Duplicate")),
            (CancelPurpose.WRONG_CLIENT, self.tr("Wrong client")),
            (CancelPurpose.ORDER_CANCELLED, self.tr("Order cancelled")),
            (CancelPurpose.CORRECT_AMOUNTS, self.tr("Wrong amounts: advises a storno")),
            (CancelPurpose.PARTIAL_REFUND, self.tr("Partial refund: advises a storno")),
            (CancelPurpose.ALREADY_RECORDED, self.tr("Recorded by the client: advises a storno")),
        )

    def _show_list(self, row: int) -> None:
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for each in self._presets:
            item = QListWidgetItem(each.name)
            item.setSizeHint(QSize(0, self._row_height))
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, len(self._presets) - 1))
        self.list.blockSignals(blocked)
        self._show_preset()

    def _show_preset(self) -> None:
        row = self.list.currentRow()
        chosen = self._presets[row] if 0 <= row < len(self._presets) else None
        self._is_showing = True
        self.name.setText("" if chosen is None else chosen.name)
        self.text.setText("" if chosen is None else chosen.text)
        purposes = [purpose for purpose, _ in self._purposes()]
        self.purpose.setCurrentIndex(0 if chosen is None else purposes.index(chosen.purpose))
        self._is_showing = False
        for field in (self.name, self.text, self.purpose, self.remove_button):
            field.setEnabled(chosen is not None)
        self.up_button.setEnabled(row > 0)
        self.down_button.setEnabled(0 <= row < len(self._presets) - 1)
        self.add_button.setEnabled(len(self._presets) < MOST_PRESETS)
        self._object()

    def _edited(self) -> None:
        row = self.list.currentRow()
        if self._is_showing or not 0 <= row < len(self._presets):
            return
        text = self.text.text()
        name = preset_name(self.name.text(), text)
        self._presets[row] = ReasonPreset(name, text.strip(), self.purpose.currentData())
        self.list.item(row).setText(name)
        self._object()
        self._keep()

    def _object(self) -> None:
        """What is wrong with the text, or what its user has to add."""
        parsed = CancellationReason.parse(self.text.text())
        words, tone = "", Tone.NEUTRAL
        if not isinstance(parsed, CancellationReason) and self.text.isEnabled():
            match parsed.fault:
                case ReasonFault.TOO_SHORT if parsed.length == 0:
                    words, tone = self.tr("Without a text there is no button."), Tone.WARNING
                case ReasonFault.TOO_SHORT:
                    words = self.tr("Shorter than 10 characters: the rest is to be written each time.")
                case ReasonFault.TOO_LONG:
                    words, tone = self.tr("Longer than 500 characters: it could not be sent."), Tone.DANGER
                case ReasonFault.INVISIBLE_CHARACTER:
                    words, tone = (
                        self.tr("It holds an invisible character: it could not be sent."),
                        Tone.DANGER,
                    )
        self.objection.setText(words)
        set_tone(self.objection, tone)

    def _add_one(self) -> None:
        self._presets.append(ReasonPreset(self.tr("New reason"), ""))
        self._show_list(len(self._presets) - 1)
        self.name.setFocus()
        self.name.selectAll()

    def _remove(self) -> None:
        row = self.list.currentRow()
        del self._presets[row]
        self._keep()
        self._show_list(row)
        self.list.setFocus()

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        presets = self._presets
        presets[row], presets[row + step] = presets[row + step], presets[row]
        self._keep()
        self._show_list(row + step)

    def _use_usual(self) -> None:
        self._presets = list(usual_presets())
        self._preferences.reason_presets = None
        self._show_list(0)

    def _keep(self) -> None:
        """What could not be sent is not offered."""
        self._preferences.reason_presets = [
            replace(each, name=preset_name(each.name, each.text)) for each in self._presets if each.is_usable
        ]
