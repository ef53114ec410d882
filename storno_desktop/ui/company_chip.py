"""The company that something belongs to: its colour, its name and its CIF, wherever a mix-up would hurt."""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from storno_desktop.ui.company_dot import CompanyDot
from storno_desktop.ui.elided_label import ElidedLabel
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.theme import SPACE_S, Tone, set_tone, strong_font, tabular


class CompanyChip(QWidget):
    """A coloured dot, the company's name, its CIF.

    The name gives way when there is little room; the CIF, which tells two companies apart, never does.
    """

    def __init__(
        self, name: str = "", cif: str = "", colour: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._dot = CompanyDot(self)
        self._name = ElidedLabel(parent=self)
        self._name.setFont(strong_font())
        self._cif = plain_label(font=tabular(self.font()), parent=self)
        set_tone(self._cif, Tone.NEUTRAL)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._dot)
        row.addWidget(self._name)
        row.addWidget(self._cif)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set(name, cif, colour)

    def set(self, name: str, cif: str, colour: str = "") -> None:
        """Show a company; `colour` is `#RRGGBB` or empty, when one is derived from the CIF and always the same."""
        self._dot.show_company(cif, colour)
        self._name.setText(name)
        self._cif.setText(cif)
        self.setAccessibleName(f"{name}, {cif}" if cif else name)

    @property
    def colour(self) -> QColor:
        return self._dot.colour
