"""The opaque sheet over one window while the program is locked."""

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from storno_desktop.ui.announcement import COVERED
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.theme import SPACE_S, Tone, current_theme, set_tone, title_font

_ICON = 48
_ROOM_FOR_ICON = 160
_EXPLICIT = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
_NEW_CHILD = (QEvent.Type.ChildAdded, QEvent.Type.ChildPolished)
_QUIET = Qt.FocusReason.ActiveWindowFocusReason  # fields take it for a change of windows: nothing is selected


class LockCover(QWidget):
    """Covers all of `window` from the moment it is made until `lift`, and says only `name` and "Locked".

    What lies beneath is hidden, so that neither a screen reader nor the picture of the window in a task bar
    shows it, and nothing there can be reached; it goes on living. What the program shows, hides, focuses or
    writes into the title meanwhile comes out at `lift` as if there had been no sheet. Sizes stay, because the
    layout sleeps.
    """

    def __init__(self, window: QWidget, name: str) -> None:
        super().__init__(window)
        self._window = window
        self._name = name
        self._beneath: dict[QWidget, bool | None] = {}
        """What lies beneath: None if the program wants it hidden, else whether it asked for it to be seen."""
        self._working = False
        self._focus = _focus_of(window)
        self._texts = (window.windowTitle(), window.accessibleName(), window.accessibleDescription())
        self._layout: QLayout | None = window.layout()
        self._turns = QAbstractEventDispatcher.instance()
        self._icon = IconLabel("lock", Tone.NEUTRAL, _ICON, self)
        self._lay_out()
        self._cover()

    def _lay_out(self) -> None:
        locked = plain_label(self.tr("Locked"), title_font(), parent=self)
        whose = plain_label(self._name, parent=self)
        set_tone(whose, Tone.NEUTRAL)
        self.setAccessibleName(self.tr("Locked"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        column.setSpacing(SPACE_S)
        column.addStretch(1)
        for each in (self._icon, locked, whose):
            column.addWidget(each, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def lift(self) -> None:
        """Take the sheet away: the window is as the program has it by now."""
        window, layout = self._window, self._layout
        self._keep_texts()
        self._turns.aboutToBlock.disconnect(self._keep_texts)
        window.removeEventFilter(self)
        window.setProperty(COVERED, None)
        beneath = [(each, asked) for each, asked in self._beneath.items() if isValid(each)]
        for each, _asked in beneath:
            each.removeEventFilter(self)
        for each, asked in beneath:
            if asked is not None:
                each.show()
                each.setAttribute(_EXPLICIT, asked)
        if layout is not None and isValid(
            layout
        ):  # woken last: with half of them there it would move the rest
            layout.setEnabled(True)
            layout.invalidate()
            layout.activate()
        title, name, description = self._texts
        window.setWindowTitle(title)
        window.setAccessibleName(name)
        window.setAccessibleDescription(description)
        focus = _focus_of(window)
        if focus is None or focus is self:
            focus = self._focus
        if focus is not None and isValid(focus):
            focus.setFocus(_QUIET)
        self.hide()
        self.setParent(None)
        self.deleteLater()

    # -------------------------------------------------------------------------------------- how it behaves

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._window and kind is QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        if self._working:
            return False
        if watched is self._window:
            if kind in _NEW_CHILD:
                self.raise_()
                QTimer.singleShot(0, self, self._hide_all)
            self._keep_texts()
        elif isinstance(watched, QWidget):
            if kind is QEvent.Type.ShowToParent:
                self._beneath[watched] = True
                self._hide(watched)
            elif kind is QEvent.Type.HideToParent:
                self._beneath[watched] = None
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._icon.setVisible(self.height() >= _ROOM_FOR_ICON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current_theme().color("raised"))
        painter.end()

    # -------------------------------------------------------------------------------------- inside

    def _cover(self) -> None:
        window = self._window
        window.setProperty(COVERED, True)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        if self._focus is not None:
            self.setFocus(_QUIET)
        if self._layout is not None:
            self._layout.setEnabled(False)
        self._hide_all()
        self._keep_texts()
        # Qt tells of a new title, and not of new words for screen readers: before the program waits again, and
        # so before anybody can ask for them, they are looked at.
        self._turns.aboutToBlock.connect(self._keep_texts)

    def _hide_all(self) -> None:
        directly = Qt.FindChildOption.FindDirectChildrenOnly
        for each in self._window.findChildren(QWidget, options=directly):
            if each is self or each.isWindow() or each in self._beneath:
                continue
            self._beneath[each] = None if each.isHidden() else each.testAttribute(_EXPLICIT)
            if not each.isHidden():
                self._hide(each)
            each.installEventFilter(self)
        self.raise_()

    def _hide(self, widget: QWidget) -> None:
        # Qt remembers that a widget was hidden on request, and would not tell of a second request. Without that
        # memory the program's own wish to hide it while the sheet lies there is heard.
        self._working = True
        widget.hide()
        widget.setAttribute(_EXPLICIT, False)
        self._working = False

    def _keep_texts(self) -> None:
        """Whatever the program wrote into title and description waits until `lift`."""
        window = self._window
        ours = (self._name, self._name, self.accessibleName())
        theirs = (window.windowTitle(), window.accessibleName(), window.accessibleDescription())
        if theirs == ours:
            return
        title, name, description = (
            kept if now == own else now for kept, now, own in zip(self._texts, theirs, ours, strict=True)
        )
        self._texts = (title, name, description)
        self._working = True
        window.setWindowTitle(ours[0])
        window.setAccessibleName(ours[1])
        window.setAccessibleDescription(ours[2])
        self._working = False


def _focus_of(window: QWidget) -> QWidget | None:
    return window.focusWidget()
