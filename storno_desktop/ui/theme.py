"""The colours, letters and measures of the program: one table, from which palette and stylesheet are made."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Literal, get_args

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from storno_desktop.ui.assets import asset

# Every distance is one of these (pixels at 100 %; Qt scales them with the screen).
GRID = 4
SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL, SPACE_XXL = 4, 8, 12, 16, 24, 32
ROW_COMPACT, ROW_NORMAL, ROW_COMFORTABLE = 28, 32, 40
CORNER = 6
FOCUS_RING = 2
ICON_SIZE = 16

# Where the system names no interface font of its own, the first of these that is installed is taken.
_FONT_FAMILIES = ("Segoe UI", "SF Pro Text", "Inter", "Cantarell", "Noto Sans", "DejaVu Sans")
_HAIRLINE, _OUTLINE, _EDGE, _SELECTED, _HOVER, _PRESSED = 0.12, 0.28, 0.52, 0.16, 0.06, 0.12


class Tone(Enum):
    """What a colour means. A tone never stands alone: a word and an icon say the same thing."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"
    DISABLED = "disabled"


Token = Literal[
    "paper",
    "raised",
    "sunken",
    "ink",
    "secondary",
    "disabled",
    "accent",
    "danger",
    "warning",
    "success",
    "hairline",
    "outline",
    "edge",
    "selected",
    "on_selected",
    "hover",
    "pressed",
    "on_tone",
]


@dataclass(frozen=True)
class Theme:
    """One complete set of colours, each as `#RRGGBB`.

    `paper` lies under lists and fields, `raised` under bars and panes, `sunken` under quotations and tracks.
    `hairline` separates, `outline` bounds a button, `edge` bounds what can be filled in (3 : 1 at least), `on_tone` is ink on a filled
    button, `on_selected` ink on `selected`.
    """

    name: str
    is_dark: bool
    paper: str
    raised: str
    sunken: str
    ink: str
    secondary: str
    disabled: str
    accent: str
    danger: str
    warning: str
    success: str
    hairline: str
    outline: str
    edge: str
    selected: str
    on_selected: str
    hover: str
    pressed: str
    on_tone: str

    def color(self, of: Token | Tone) -> QColor:
        """The colour of a token, or the ink of a tone (neutral is secondary ink)."""
        return QColor(self.hex(of))

    def hex(self, of: Token | Tone) -> str:
        """As `color`, written `#RRGGBB`."""
        name = _TONE_TOKENS[of] if isinstance(of, Tone) else of
        value: str = getattr(self, name)
        return value


_TONE_TOKENS: dict[Tone, Token] = {
    Tone.NEUTRAL: "secondary",
    Tone.ACCENT: "accent",
    Tone.SUCCESS: "success",
    Tone.WARNING: "warning",
    Tone.DANGER: "danger",
    Tone.DISABLED: "disabled",
}


def mixed(over: str, under: str, share: float) -> str:
    """`over` laid on `under` with the opacity `share` (0 to 1), as an opaque `#RRGGBB`."""
    top, bottom = QColor(over), QColor(under)
    pairs = ((top.red(), bottom.red()), (top.green(), bottom.green()), (top.blue(), bottom.blue()))
    return "#" + "".join(f"{round(t * share + b * (1 - share)):02X}" for t, b in pairs)


LIGHT = Theme(
    name="light",
    is_dark=False,
    paper="#FFFFFF",
    raised="#F7F8FA",
    sunken="#EEF0F3",
    ink="#14171C",
    secondary="#4B5563",
    disabled="#666E7B",
    accent="#1F5FBF",
    danger="#B42318",
    warning="#8A5A00",
    success="#1B6E3C",
    hairline=mixed("#14171C", "#FFFFFF", _HAIRLINE),
    outline=mixed("#14171C", "#FFFFFF", _OUTLINE),
    edge=mixed("#14171C", "#FFFFFF", _EDGE),
    selected=mixed("#1F5FBF", "#FFFFFF", _SELECTED),
    on_selected="#14171C",
    hover=mixed("#14171C", "#FFFFFF", _HOVER),
    pressed=mixed("#14171C", "#FFFFFF", _PRESSED),
    on_tone="#FFFFFF",
)

DARK = Theme(
    name="dark",
    is_dark=True,
    paper="#16181D",
    raised="#1E2128",
    sunken="#111318",
    ink="#E8EAED",
    secondary="#A8B0BC",
    disabled="#808995",
    accent="#7FB0FF",
    danger="#FF8A80",
    warning="#F2C14E",
    success="#6FD08C",
    hairline=mixed("#E8EAED", "#16181D", _HAIRLINE),
    outline=mixed("#E8EAED", "#16181D", _OUTLINE),
    edge=mixed("#E8EAED", "#16181D", _EDGE),
    selected=mixed("#7FB0FF", "#16181D", _SELECTED),
    on_selected="#E8EAED",
    hover=mixed("#E8EAED", "#16181D", _HOVER),
    pressed=mixed("#E8EAED", "#16181D", _PRESSED),
    on_tone="#111318",
)


def theme_of_system(palette: QPalette) -> Theme:
    """The theme of a high-contrast desktop: the system's own pairs of colours, and no tints between them.

    Tones become plain ink, because the person asked for contrast; the word and the icon carry the meaning.
    """
    role = QPalette.ColorRole
    paper, ink = palette.color(role.Base).name().upper(), palette.color(role.Text).name().upper()
    disabled = palette.color(QPalette.ColorGroup.Disabled, role.Text).name().upper()
    selected = palette.color(role.Highlight).name().upper()
    return Theme(
        name="high-contrast",
        is_dark=QColor(paper).lightnessF() < QColor(ink).lightnessF(),
        paper=paper,
        raised=paper,
        sunken=paper,
        ink=ink,
        secondary=ink,
        disabled=disabled,
        accent=ink,
        danger=ink,
        warning=ink,
        success=ink,
        hairline=ink,
        outline=ink,
        edge=ink,
        selected=selected,
        on_selected=palette.color(role.HighlightedText).name().upper(),
        hover=paper,
        pressed=paper,
        on_tone=paper,
    )


class ThemeChoice(Enum):
    """What the person chose; the value is what is written into the settings file."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class Appearance(QObject):
    """The look in force. It is as wide as the process, like the palette that Qt keeps for it."""

    changed = Signal(object)  # the new Theme

    def __init__(self) -> None:
        super().__init__()
        self.theme = LIGHT
        self.choice = ThemeChoice.LIGHT
        self._app: QApplication | None = None
        self._scheme = Qt.ColorScheme.Unknown
        self._contrast = Qt.ContrastPreference.NoPreference

    def follow(self, app: QApplication) -> None:
        """Listen to the system from now on: its colours matter while the choice is SYSTEM, contrast always."""
        if self._app is app:
            return
        self._app = app
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._colours_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._contrast_changed)

    def dress(self, app: QApplication) -> Theme:
        """Put the chosen look on the whole program, now."""
        self.follow(app)
        self._scheme = app.styleHints().colorScheme()
        self._contrast = app.styleHints().accessibility().contrastPreference()
        _put_on(app, self._theme_for(app))
        return self.theme

    def _colours_changed(self, scheme: Qt.ColorScheme) -> None:
        self._scheme = scheme
        if self._app is not None:
            _put_on(self._app, self._theme_for(self._app))

    def _contrast_changed(self, contrast: Qt.ContrastPreference) -> None:
        self._contrast = contrast
        if self._app is not None:
            _put_on(self._app, self._theme_for(self._app))

    def _theme_for(self, app: QApplication) -> Theme:
        if self._contrast is Qt.ContrastPreference.HighContrast:
            app.setPalette(QPalette())  # an empty palette gives back the system's own
            return theme_of_system(app.palette())
        match self.choice:
            case ThemeChoice.LIGHT:
                return LIGHT
            case ThemeChoice.DARK:
                return DARK
            case ThemeChoice.SYSTEM:
                return DARK if self._scheme is Qt.ColorScheme.Dark else LIGHT


_appearance = Appearance()


def appearance() -> Appearance:
    """The look in force, and the signal that tells of a new one."""
    return _appearance


def current_theme() -> Theme:
    """The theme that was applied last; LIGHT before the first."""
    return _appearance.theme


def apply_theme(app: QApplication, choice: ThemeChoice) -> Theme:
    """Dress the program: style, palette, stylesheet and font. May be called again at any time.

    With SYSTEM the program follows every later change of the desktop by itself.
    """
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setFont(interface_font())
    _appearance.choice = choice  # before the hints, whose change is heard at once
    hints = app.styleHints()
    match choice:  # so that title bars and native dialogs agree
        case ThemeChoice.LIGHT:
            hints.setColorScheme(Qt.ColorScheme.Light)
        case ThemeChoice.DARK:
            hints.setColorScheme(Qt.ColorScheme.Dark)
        case ThemeChoice.SYSTEM:
            hints.unsetColorScheme()
    return _appearance.dress(app)


def _put_on(app: QApplication, theme: Theme) -> None:
    # The style asks for the theme while it polishes, so it has to be in force before the palette is.
    _appearance.theme = theme
    app.setPalette(palette_of(theme))
    app.setStyleSheet(stylesheet_of(theme))
    _appearance.changed.emit(theme)


def palette_of(theme: Theme) -> QPalette:
    """Every colour role in every group, so that nothing of the desktop's own colours shines through."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    tokens: dict[QPalette.ColorRole, Token] = {
        role.Window: "raised",
        role.WindowText: "ink",
        role.Base: "paper",
        role.AlternateBase: "raised",
        role.Text: "ink",
        role.PlaceholderText: "disabled",
        role.Button: "raised",
        role.ButtonText: "ink",
        role.BrightText: "danger",
        role.Highlight: "selected",
        role.HighlightedText: "on_selected",
        role.Accent: "accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.ToolTipBase: "raised",
        role.ToolTipText: "ink",
        role.Light: "paper",
        role.Midlight: "raised",
        role.Mid: "hairline",
        role.Dark: "edge",
        role.Shadow: "edge",
    }
    palette = QPalette()
    for each in (group.Active, group.Inactive, group.Disabled):
        for which, token in tokens.items():
            palette.setColor(each, which, theme.color(token))
    for which in (
        role.WindowText,
        role.Text,
        role.ButtonText,
        role.HighlightedText,
        role.Link,
        role.LinkVisited,
    ):
        palette.setColor(group.Disabled, which, theme.color("disabled"))
    palette.setColor(group.Disabled, role.Accent, theme.color("disabled"))
    palette.setColor(group.Disabled, role.Base, theme.color("raised"))
    palette.setColor(group.Disabled, role.Highlight, theme.color("sunken"))
    return palette


def stylesheet_of(theme: Theme) -> str:
    """resources/style/storno.qss with every `@token` replaced by its colour."""
    text = asset("style/storno.qss").read_text(encoding="utf-8")
    words = {token: str(getattr(theme, token)) for token in get_args(Token)}
    words["tick"] = (
        "black" if theme.is_dark else "white"
    )  # the file's colour, on a box filled with the accent
    words["style"] = asset("style").as_posix()
    return re.sub(r"@(\w+)", lambda found: words[found[1]], text)


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Give a label or frame the ink of a tone; it keeps it through every change of theme."""
    if widget.property("tone") == tone.value:
        return
    widget.setProperty("tone", tone.value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def motion_is_welcome(widget: QWidget) -> bool:
    """Whether the desktop allows animations at all."""
    from PySide6.QtWidgets import QStyle  # with hundreds of names of its own

    return bool(widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animate, None, widget))


# ------------------------------------------------------------------------------------------------ letters


def interface_font() -> QFont:
    """The system's interface font in the system's size, with the fallbacks of the house behind it."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setFamilies([font.family(), *_FONT_FAMILIES])
    return font


def secondary_font() -> QFont:
    """For captions and ages: 0.92 of the body."""
    return _scaled(0.92)


def title_font() -> QFont:
    """For the question of a dialog and the head of the detail: 1.25 of the body, semibold."""
    return _scaled(1.25, QFont.Weight.DemiBold)


def amount_font() -> QFont:
    """For the total in the detail: 1.5 of the body, semibold, tabular figures."""
    return tabular(_scaled(1.5, QFont.Weight.DemiBold))


def strong_font() -> QFont:
    """The body, semibold."""
    return _scaled(1.0, QFont.Weight.DemiBold)


def tabular(font: QFont) -> QFont:
    """A copy of `font` whose figures all have the same width, where the font knows how."""
    copy = QFont(font)
    copy.setFeature(QFont.Tag("tnum"), 1)
    return copy


def _scaled(share: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setWeight(weight)
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * share)
    else:  # some desktops give their font in pixels
        font.setPixelSize(max(1, round(font.pixelSize() * share)))
    return font
