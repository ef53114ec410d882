"""The program's own icons: drawn on a 20 px grid in one colour, which the theme gives when they are loaded."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from storno_desktop.ui.assets import asset
from storno_desktop.ui.theme import ICON_SIZE, Theme, Tone, appearance, current_theme

# `storno.svg` is the mark of the program itself, so the status "storno" borrows the refund's return arrow.
_ALIASES = {"storno": "refunded"}


def icon(name: str, tone: Tone = Tone.NEUTRAL) -> QIcon:
    """The icon of that name in the present theme, with its disabled state.

    A QIcon keeps its colours; give what stays on screen through `set_icon`, which follows the theme. An unknown
    name is a bug and raises FileNotFoundError.
    """
    ratios = frozenset({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())})
    return _icon(name, tone, current_theme(), ratios)


@lru_cache(maxsize=512)
def _icon(name: str, tone: Tone, theme: Theme, ratios: frozenset[float]) -> QIcon:
    made = QIcon()
    states = [(QIcon.Mode.Normal, theme.hex(tone)), (QIcon.Mode.Disabled, theme.hex(Tone.DISABLED))]
    # Qt would wash out the icon of a selected row; ours stays as it is, or takes the system's ink for it.
    plain = theme.on_selected == theme.ink
    states.append((QIcon.Mode.Selected, theme.hex(tone) if plain else theme.on_selected))
    for mode, colour in states:
        for ratio in sorted(ratios):
            made.addPixmap(_drawn(name, colour, ICON_SIZE, ratio), mode)
    return made


def pixmap(name: str, tone: Tone = Tone.NEUTRAL, size: int = ICON_SIZE, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` by `size` logical pixels for a screen of that device pixel ratio."""
    return _drawn(name, current_theme().hex(tone), size, ratio)


def app_icon() -> QIcon:
    """The program's own mark, in its own colours, for windows, task bars and launchers."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(_rendered(_source("storno.svg"), size, 1.0))
    return made


def set_icon(target: QAbstractButton | QAction, name: str, tone: Tone = Tone.NEUTRAL) -> None:
    """Put an icon on a button or action and repaint it whenever the theme changes."""
    for old in target.findChildren(_Tint):
        old.setParent(None)
        old.deleteLater()
    _Tint(target, name, tone)


class _Tint(QObject):
    """Keeps one button or action in the colours of the theme, for as long as that lives."""

    def __init__(self, target: QAbstractButton | QAction, name: str, tone: Tone) -> None:
        super().__init__(target)
        self._target, self._name, self._tone = target, name, tone
        appearance().changed.connect(self._put)
        self._put(current_theme())

    def _put(self, _theme: Theme) -> None:
        if self.parent() is not None:
            self._target.setIcon(icon(self._name, self._tone))


def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    key = f"storno/{name}/{colour}/{size}/{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    file = _ALIASES.get(name, name)
    made = _rendered(_source(f"{file}.svg").replace(b"currentColor", colour.encode()), size, ratio)
    QPixmapCache.insert(key, made)
    return made


@lru_cache(maxsize=256)
def _source(file: str) -> bytes:
    return asset(f"icons/{file}").read_bytes()


def _rendered(svg: bytes, size: int, ratio: float) -> QPixmap:
    side = round(size * ratio)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
