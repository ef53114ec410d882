"""Signs that something is under way, which neither flicker nor push anything aside."""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from storno_desktop.ui.theme import GRID, ROW_NORMAL, SPACE_M, current_theme, motion_is_welcome

_STEPS = 6
_STEP_MS = 240


class BusyLine(QProgressBar):
    """A line of 4 px that keeps its place in the layout and is only painted while there is something to wait for.

    It appears `delay_ms` after `start`, so that quick answers cause no flicker, and once seen stays for
    `keep_ms`. With `set_progress` it fills; without, a segment steps along (or, where the desktop asks for less
    motion, the line is simply drawn).
    """

    appeared = Signal()
    vanished = Signal()

    def __init__(self, *, delay_ms: int = 300, keep_ms: int = 300, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(GRID)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextVisible(False)
        self.setRange(0, 0)
        self.setAccessibleName(self.tr("Progress"))
        self._busy = self._shown = False
        self._step = 0
        self._delay = _once(self, delay_ms)
        self._keep = _once(self, keep_ms)
        self._stepping = QTimer(self)
        self._stepping.setInterval(_STEP_MS)
        self._delay.timeout.connect(self._appear)
        self._keep.timeout.connect(self._vanish_if_done)
        self._stepping.timeout.connect(self._advance)

    @property
    def is_busy(self) -> bool:
        """Between `start` and `stop`, whether painted or not."""
        return self._busy

    @property
    def is_shown(self) -> bool:
        """Whether the line is painted at this moment."""
        return self._shown

    def start(self) -> None:
        """Something began. Starting twice is the same as once."""
        if self._busy:
            return
        self._busy = True
        self.setRange(0, 0)
        if not self._shown:
            self._delay.start()

    def set_progress(self, done: int, total: int) -> None:
        """`done` of `total` pieces; a total of 0 or less means that nobody knows."""
        self.setRange(0, max(total, 0))
        if total > 0:
            self.setValue(min(max(done, 0), total))
        self.update()

    def stop(self) -> None:
        """It is over, well or not."""
        self._busy = False
        self._delay.stop()
        self._vanish_if_done()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._shown:
            return
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("hairline"))
        painter.fillRect(self._filled(), theme.color("accent"))
        painter.end()

    def _filled(self) -> QRect:
        if self.maximum() > 0:
            return QRect(0, 0, round(self.width() * self.value() / self.maximum()), self.height())
        if not motion_is_welcome(self):
            return self.rect()
        width = self.width() // _STEPS
        return QRect(self._step * width, 0, width, self.height())

    def _appear(self) -> None:
        self._shown = True
        self._step = 0
        self._keep.start()
        if motion_is_welcome(self):
            self._stepping.start()
        self.update()
        self.appeared.emit()

    def _vanish_if_done(self) -> None:
        if self._busy or not self._shown or self._keep.isActive():
            return
        self._shown = False
        self._stepping.stop()
        self.update()
        self.vanished.emit()

    def _advance(self) -> None:
        self._step = (self._step + 1) % _STEPS
        if self.maximum() == 0:
            self.update()


def _once(owner: QObject, ms: int) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(ms)
    return timer


class SkeletonRows(QWidget):
    """Pale bars in place of rows, over `covered`, for the very first load and no other."""

    def __init__(self, covered: QWidget, *, row_height: int = ROW_NORMAL) -> None:
        super().__init__(covered)
        self._covered, self._row_height = covered, row_height
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Loading"))
        self.hide()
        covered.installEventFilter(self)

    def start(self) -> None:
        """Cover the rows."""
        self.setGeometry(self._covered.rect())
        self.raise_()
        self.show()

    def stop(self) -> None:
        """Uncover them."""
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._covered and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._covered.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("paper"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("hover"))
        for row in range(self.height() // self._row_height + 1):
            for start, share in _BARS:
                width = self.width() * share * (1 - 0.18 * (row * 7 % 3))
                left = SPACE_M + start * (self.width() - 2 * SPACE_M)
                top = row * self._row_height + (self._row_height - SPACE_M) / 2
                painter.drawRoundedRect(QRectF(left, top, width, SPACE_M), GRID, GRID)
        painter.end()


# Where the columns of a list stand, roughly: start and width as shares of the whole.
_BARS = ((0.0, 0.12), (0.18, 0.34), (0.60, 0.12), (0.80, 0.16))
