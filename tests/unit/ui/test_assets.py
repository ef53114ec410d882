from pathlib import Path

from storno_desktop.ui.assets import asset, home_among


def test_a_checkout_reads_the_top_level_resources(tmp_path: Path) -> None:
    checkout = tmp_path / "resources"
    checkout.mkdir()

    assert home_among(tmp_path / "package" / "resources", checkout) == checkout


def test_an_installed_program_reads_the_resources_beside_its_code(tmp_path: Path) -> None:
    installed, checkout = tmp_path / "package" / "resources", tmp_path / "resources"
    installed.mkdir(parents=True)
    checkout.mkdir()

    assert home_among(installed, checkout) == installed


def test_the_stylesheet_is_found_from_here() -> None:
    assert asset("style/storno.qss").is_file()
