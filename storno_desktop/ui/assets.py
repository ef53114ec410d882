"""Where the pictures, styles and texts of the program lie, in a checkout and in an installed package."""

from functools import cache
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[2] / "resources"
_INSTALLED = Path(__file__).resolve().parents[1] / "resources"


def asset(name: str) -> Path:
    """The file `name` (a path below resources/, with forward slashes, as in `icons/draft.svg`).

    The file need not exist: a missing one is the caller's error and shows when it is read.
    """
    return assets_home() / name


@cache
def assets_home() -> Path:
    """The folder that holds the assets; see `home_among` for the choice."""
    return home_among(_INSTALLED, _CHECKOUT)


def home_among(installed: Path, checkout: Path) -> Path:
    """The installed folder if it is there, else the checkout's.

    The build maps the top-level `resources/` into the package, so an installed program finds them beside its
    own code, and only a program run from a checkout has to look one floor up.
    """
    return installed if installed.is_dir() else checkout
