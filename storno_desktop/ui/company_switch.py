"""The button on top of the views: the company on show, and the others to change to."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from storno_desktop.domain.session import Company
from storno_desktop.ui.company_dot import CompanyDot
from storno_desktop.ui.elided_label import ElidedLabel
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.plain_text import plain_button_text, plain_label, plain_tooltip
from storno_desktop.ui.theme import (
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    Tone,
    secondary_font,
    set_tone,
    strong_font,
    tabular,
)

_HEIGHT = 52


class CompanySwitch(QToolButton):
    """Shows the company's colour, name and CIF; its menu lists all companies of the session."""

    chosen = Signal(object)  # the Company

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("companySwitch")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._dot = CompanyDot(self)
        self._name = ElidedLabel(parent=self)
        self._name.setFont(strong_font())
        self._cif = plain_label(font=tabular(secondary_font()), parent=self)
        set_tone(self._cif, Tone.NEUTRAL)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._cif)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, SPACE_XS, SPACE_S, SPACE_XS)
        row.setSpacing(SPACE_S)
        row.addWidget(self._dot)
        row.addLayout(words, 1)
        row.addWidget(IconLabel("chevron-down", parent=self))
        for child in self.findChildren(QWidget):
            if not isinstance(child, QMenu):
                child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def show_nothing(self) -> None:
        """No company at all."""
        self._dot.show_company("")
        self._name.setText("")
        self._cif.setText("")
        self.setAccessibleName(self.tr("No company"))
        self.setToolTip("")
        self._menu.clear()

    def show_companies(self, companies: Sequence[Company], current: Company) -> None:
        """The company on show, and all that can be changed to; read-only ones say so."""
        self._dot.show_company(current.cif)
        self._name.setText(current.name)
        self._cif.setText(self.tr("CIF %1").replace("%1", current.cif))
        both = f"{current.name}, {current.cif}"
        self.setAccessibleName(self.tr("Company: %1. Choose another").replace("%1", both))
        self.setToolTip(plain_tooltip(f"{current.name} · {current.cif}"))
        self._menu.clear()
        for company in sorted(companies, key=lambda each: each.name.casefold()):
            text = f"{company.name} · {company.cif}"
            if company.is_read_only:
                text = self.tr("%1 (read-only)").replace("%1", text)
            action = QAction(plain_button_text(text), self._menu)
            action.setCheckable(True)
            action.setChecked(company.id == current.id)
            action.triggered.connect(lambda _checked=False, each=company: self.chosen.emit(each))
            self._menu.addAction(action)
