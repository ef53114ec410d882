"""The look is held to its own table: contrasts are computed from the colours the program uses."""

import re
from itertools import product

import pytest
from PySide6.QtGui import QColor, QPalette

from storno_desktop.ui.assets import asset
from storno_desktop.ui.theme import (
    DARK,
    GRID,
    LIGHT,
    ROW_COMFORTABLE,
    ROW_COMPACT,
    ROW_NORMAL,
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    SPACE_XS,
    SPACE_XXL,
    Theme,
    Token,
    Tone,
    mixed,
    palette_of,
    stylesheet_of,
    theme_of_system,
)

THEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]
GROUNDS: tuple[Token, ...] = ("paper", "raised", "sunken")


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_ruler_measures_black_on_white_as_21() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("#FFFFFF")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("tone", "ground"), [*product(Tone, GROUNDS)])
def test_every_tone_can_be_read_on_every_ground(theme: Theme, tone: Tone, ground: Token) -> None:
    assert contrast(theme.color(tone), theme.color(ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", [*GROUNDS, "selected", "hover"])
def test_body_text_has_seven_to_one(theme: Theme, ground: Token) -> None:
    assert contrast(theme.color("ink"), theme.color(ground)) >= 7
    assert contrast(theme.color("on_selected"), theme.color("selected")) >= 7


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tone", [tone for tone in Tone if tone is not Tone.DISABLED])
@pytest.mark.parametrize("ground", ["selected", "hover"])
def test_tones_can_be_read_on_a_selected_row_and_under_the_pointer(
    theme: Theme, tone: Tone, ground: Token
) -> None:
    assert contrast(theme.color(tone), theme.color(ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tone", [Tone.ACCENT, Tone.DANGER, Tone.WARNING, Tone.SUCCESS])
def test_a_filled_button_can_be_read_at_rest_and_pressed(theme: Theme, tone: Tone) -> None:
    for share in (0, 0.12, 0.24):
        fill = QColor(mixed(theme.ink, theme.hex(tone), share))
        assert contrast(theme.color("on_tone"), fill) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["paper", "raised"])
def test_fields_and_focus_rings_stand_out_three_to_one(theme: Theme, ground: Token) -> None:
    assert contrast(theme.color("edge"), theme.color(ground)) >= 3
    assert contrast(theme.color("accent"), theme.color(ground)) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_the_hairline_is_twelve_percent_ink(theme: Theme) -> None:
    assert theme.hairline == mixed(theme.ink, theme.paper, 0.12)


def test_distances_and_rows_lie_on_the_grid() -> None:
    distances = (SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL, SPACE_XXL)
    assert distances == (4, 8, 12, 16, 24, 32)
    assert (ROW_COMPACT, ROW_NORMAL, ROW_COMFORTABLE) == (28, 32, 40)
    assert all(length % GRID == 0 for length in (*distances, ROW_COMPACT, ROW_NORMAL, ROW_COMFORTABLE))


@pytest.mark.parametrize("theme", THEMES)
def test_the_stylesheet_is_short_and_leaves_no_token(theme: Theme) -> None:
    source = asset("style/storno.qss").read_text(encoding="utf-8")
    made = stylesheet_of(theme)

    assert len(source.splitlines()) < 150
    assert "@" not in made
    assert not re.search(r"#[0-9A-Fa-f]{6}\b", source), "a colour that no theme knows"
    for file in re.findall(r"url\(([^)]+)\)", made):
        assert asset("style").as_posix() in file
        assert (asset("style") / file.rsplit("/", 1)[1]).is_file()


@pytest.mark.parametrize("theme", THEMES)
def test_the_palette_leaves_no_role_to_the_desktop(theme: Theme) -> None:
    palette, roles = palette_of(theme), QPalette.ColorRole
    own = {QColor(theme.hex(token)).name() for token in ("paper", "raised", "sunken", "ink", "secondary", "disabled",
                                                         "accent", "danger", "hairline", "edge", "selected",
                                                         "on_selected")}  # fmt: skip
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        for role in roles:
            if role not in (roles.NoRole, roles.NColorRoles):
                assert palette.color(group, role).name() in own, (group, role)


def test_disabled_text_is_disabled_in_the_palette() -> None:
    disabled = QPalette.ColorGroup.Disabled
    assert palette_of(DARK).color(disabled, QPalette.ColorRole.ButtonText) == DARK.color("disabled")


def test_a_high_contrast_desktop_keeps_its_own_colours() -> None:
    system = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Base, "#000000"),
        (QPalette.ColorRole.Text, "#FFFF00"),
        (QPalette.ColorRole.Highlight, "#00FFFF"),
        (QPalette.ColorRole.HighlightedText, "#000000"),
    ):
        system.setColor(role, QColor(colour))

    theme = theme_of_system(system)

    assert theme.is_dark
    assert (theme.paper, theme.ink) == ("#000000", "#FFFF00")
    assert (theme.selected, theme.on_selected) == ("#00FFFF", "#000000")
    assert {theme.hex(tone) for tone in Tone if tone is not Tone.DISABLED} == {"#FFFF00"}
