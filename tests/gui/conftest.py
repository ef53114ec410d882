"""What the tests of the windows share: a language, a keyring in memory, and the program's own window."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storno_desktop.sandbox.settings import DialectName
from storno_desktop.ui.language import Language
from storno_desktop.ui.theme import ThemeChoice, apply_theme
from tests.gui.front_office import Office, opened
from tests.memory_ring import MemoryRing, installed

_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def translations() -> None:
    """The compiled texts are those of the sources: a build product may be missing or older."""
    texts = sorted((_ROOT / "resources" / "i18n").glob("storno_*.ts"))
    compiled = [each.with_suffix(".qm") for each in texts]
    if all(
        made.is_file() and made.stat().st_mtime >= text.stat().st_mtime
        for text, made in zip(texts, compiled, strict=True)
    ):
        return
    spec = importlib.util.spec_from_file_location("hatch_build", _ROOT / "packaging" / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    build.compile_translations(_ROOT)


@pytest.fixture
def language(qapp: QApplication, translations: None) -> Iterator[Language]:
    """English, until the test chooses otherwise."""
    before, chosen = QLocale(), Language(qapp)
    chosen.choose("en")
    yield chosen
    chosen.take_off()
    QLocale.setDefault(before)


@pytest.fixture
def ring() -> Iterator[MemoryRing]:
    """A keyring that nobody else sees."""
    kept = MemoryRing()
    with installed(kept):
        yield kept


@pytest.fixture
def office(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language, ring: MemoryRing
) -> Iterator[Office]:
    """The window before the server as it is; nobody is signed in."""
    _quiet(qapp)
    with opened(qapp, qtbot, tmp_path) as place:
        yield place


@pytest.fixture(params=["observed", "documented"])
def any_office(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    language: Language,
    ring: MemoryRing,
) -> Iterator[Office]:
    """The window before the server as it is, and as its documentation tells."""
    dialect: DialectName = request.param
    _quiet(qapp)
    with opened(qapp, qtbot, tmp_path, dialect=dialect) as place:
        yield place


@pytest.fixture
def desk_at_work(office: Office) -> Office:
    """The bakery's accountant is signed in, the list is filled."""
    office.enter()
    return office


def _quiet(qapp: QApplication) -> None:
    apply_theme(qapp, ThemeChoice.LIGHT)
    QCursor.setPos(1, 1)  # over nothing that a test shows
