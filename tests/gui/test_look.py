"""The look on a real application: themes are put on and taken off, icons are drawn."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from storno_desktop.ui.assets import asset
from storno_desktop.ui.icons import app_icon, icon, pixmap, set_icon
from storno_desktop.ui.theme import (
    DARK,
    LIGHT,
    ThemeChoice,
    Tone,
    amount_font,
    apply_theme,
    current_theme,
    secondary_font,
    tabular,
    title_font,
)

PRODUCT_MARK = "storno"
NAMES = sorted({file.stem for file in asset("icons").glob("*.svg")} - {PRODUCT_MARK})
PROMISED = [
    "draft",
    "issued",
    "sent",
    "validated",
    "rejected",
    "cancelled",
    "paid",
    "part-paid",
    "overdue",
    "storno",
    "refunded",
    "synced",
    "incoming",
    "converted",
    "unknown-status",
    "allowed",
    "warning",
    "blocks",
    "unknown",
    "waiting",
    "refresh",
    "search",
    "filter",
    "close",
    "cancel-invoice",
    "restore",
    "copy",
    "open-in-web",
    "company",
    "sign-out",
    "settings",
    "keyboard",
    "info",
    "payment",
    "mail",
    "link",
    "link-viewed",
    "event",
    "person",
    "lock",
    "offline",
    "calendar",
    "list",
    "detail-panel",
    "arrow-left",
    "arrow-right",
    "checklist",
    "series",
]


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, ThemeChoice.LIGHT)
    yield
    apply_theme(qapp, ThemeChoice.LIGHT)


def inks(picture: QPixmap) -> set[str]:
    """The colours of all pixels that are mostly covered, in steps that swallow the rounding of soft edges."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    found = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {stepped(colour) for colour in found if colour.alpha() >= 160}


def stepped(colour: QColor | str) -> str:
    exact = QColor(colour)
    return " ".join(str(round(part / 16)) for part in (exact.red(), exact.green(), exact.blue()))


def test_the_choice_dresses_the_whole_application(qapp: QApplication) -> None:
    theme = apply_theme(qapp, ThemeChoice.DARK)

    assert theme is DARK is current_theme()
    assert qapp.style().name() == "fusion" or qapp.styleSheet()
    assert qapp.palette().base().color() == DARK.color("paper")
    assert DARK.accent in qapp.styleSheet()


def test_system_follows_the_desktop_while_the_program_runs(qapp: QApplication) -> None:
    apply_theme(qapp, ThemeChoice.SYSTEM)
    assert current_theme() is LIGHT

    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)

    assert current_theme() is DARK
    assert qapp.palette().base().color() == DARK.color("paper")


def test_high_contrast_holds_over_every_choice_until_it_is_switched_off(qapp: QApplication) -> None:
    apply_theme(qapp, ThemeChoice.DARK)
    contrast = qapp.styleHints().accessibility().contrastPreferenceChanged

    contrast.emit(Qt.ContrastPreference.HighContrast)
    assert current_theme().name == "high-contrast"
    assert current_theme().accent == current_theme().ink

    contrast.emit(Qt.ContrastPreference.NoPreference)
    assert current_theme() is DARK


def test_a_fixed_choice_does_not_follow_the_desktop(qapp: QApplication) -> None:
    apply_theme(qapp, ThemeChoice.DARK)

    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)

    assert current_theme() is DARK


def test_sizes_are_relative_to_the_body(qapp: QApplication) -> None:
    body = qapp.font().pointSizeF()

    assert secondary_font().pointSizeF() == pytest.approx(0.92 * body)
    assert title_font().pointSizeF() == pytest.approx(1.25 * body)
    assert amount_font().pointSizeF() == pytest.approx(1.5 * body)
    assert title_font().weight() == QFont.Weight.DemiBold


def test_tabular_figures_are_asked_for_without_touching_the_original(qapp: QApplication) -> None:
    font = QFont(qapp.font())

    assert tabular(font).featureValue(QFont.Tag("tnum")) == 1
    assert not font.featureTags()


def test_every_promised_icon_is_there(qapp: QApplication) -> None:
    assert [name for name in PROMISED if icon(name).isNull()] == []


def test_an_unknown_icon_is_a_bug(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_every_icon_is_drawn_in_the_colour_of_its_tone(
    qapp: QApplication, choice: ThemeChoice, ratio: float
) -> None:
    theme = apply_theme(qapp, choice)
    for name in NAMES:
        drawn = pixmap(name, Tone.ACCENT, 20, ratio)

        assert drawn.size() == QSize(round(20 * ratio), round(20 * ratio)), name
        assert inks(drawn) == {stepped(theme.accent)}, name


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_keeps_to_the_set(name: str) -> None:
    source = asset(f"icons/{name}.svg").read_text(encoding="utf-8")

    assert 'viewBox="0 0 20 20"' in source
    assert 'stroke-width="1.5"' in source
    assert 'stroke-linecap="round"' in source
    assert "currentColor" in source
    assert "#" not in source, "a colour of its own"


def test_no_two_icons_look_alike(qapp: QApplication) -> None:
    pictures: dict[bytes, str] = {}
    for name in NAMES:
        image = pixmap(name, size=16).toImage()
        assert pictures.setdefault(bytes(image.constBits()), name) == name


def test_a_disabled_icon_is_drawn_disabled_and_a_selected_one_keeps_its_tone(qapp: QApplication) -> None:
    rejected = icon("rejected", Tone.DANGER)
    size = QSize(16, 16)

    assert inks(rejected.pixmap(size, QIcon.Mode.Disabled)) == {stepped(LIGHT.disabled)}
    assert inks(rejected.pixmap(size, QIcon.Mode.Selected)) == {stepped(LIGHT.danger)}


def test_icons_that_were_set_follow_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    button, action = QToolButton(), QAction("Refresh")
    qtbot.addWidget(button)
    set_icon(button, "search", Tone.ACCENT)
    set_icon(button, "refresh", Tone.ACCENT)  # the latest holds
    set_icon(action, "refresh", Tone.ACCENT)

    apply_theme(qapp, ThemeChoice.DARK)

    expected = pixmap("refresh", Tone.ACCENT, 16).toImage()
    assert button.icon().pixmap(16, 16).toImage() == expected
    assert action.icon().pixmap(16, 16).toImage() == expected
    assert inks(button.icon().pixmap(16, 16)) == {stepped(DARK.accent)}


def test_the_mark_of_the_program_has_its_own_colours(qapp: QApplication) -> None:
    assert len(inks(app_icon().pixmap(64, 64))) > 2
