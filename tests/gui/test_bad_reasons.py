"""What people type and paste as a reason, in the real dialog: taken as it is or refused with a word, never cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storno_desktop.domain.cancellation import CancellationReason, ReasonFault, ReasonProblem
from storno_desktop.domain.facts import Reached
from storno_desktop.ui.language import Language
from tests.gui.act_desk import Desk, signed_in

TOO_SHORT, TOO_LONG, INVISIBLE = ReasonFault.TOO_SHORT, ReasonFault.TOO_LONG, ReasonFault.INVISIBLE_CHARACTER

REFUSED = [
    ("nothing", "", TOO_SHORT, ("Write the reason.", "Scrieți motivul.")),
    ("nine", "a b c d e", TOO_SHORT, ("1 more character needed.", "Mai scrieți 1 caracter.")),
    ("blanks", " " * 40, TOO_SHORT, ("Write the reason.", "Scrieți motivul.")),
    (
        "blanks of all kinds",
        "\u00a0\u2003\t \n\r\n\u3000" * 5,
        TOO_SHORT,
        ("Write the reason.", "Scrieți motivul."),
    ),
    (
        "nine among blanks",
        "   a b c d e\n\n   ",
        TOO_SHORT,
        ("1 more character needed.", "Mai scrieți 1 caracter."),
    ),
    ("nine emoji", "👍🏽" * 9, TOO_SHORT, ("1 more character needed.", "Mai scrieți 1 caracter.")),
    ("one too many", "a" * 501, TOO_LONG, ("1 character too many.", "1 caracter în plus.")),
    (
        "five thousand",
        "Motiv " * 833 + "ab",
        TOO_LONG,
        ("4500 characters too many.", "4500 de caractere în plus."),
    ),
    ("nul", "Client\0 greșit acum", INVISIBLE, ("invisible character", "caracter invizibil")),
    ("zero width", "Client\u200b greșit acum", INVISIBLE, ("invisible character", "caracter invizibil")),
    ("other way round", "Client\u202e greșit acum", INVISIBLE, ("invisible character", "caracter invizibil")),
    ("a family", "Client greșit 👨‍👩‍👧 acum", INVISIBLE, ("invisible character", "caracter invizibil")),
    ("not a character", "Client\ufffe greșit acum", INVISIBLE, ("invisible character", "caracter invizibil")),
    ("Qt's own mark", "Client\ufdd0 greșit acum", INVISIBLE, ("invisible character", "caracter invizibil")),
    ("Qt's other mark", "Client\ufdd1 greșit acum", INVISIBLE, ("invisible character", "caracter invizibil")),
]
TAKEN = [
    ("ten", "a b c d e f", "a b c d e f"),
    ("emoji", "😀" * 10, "😀" * 10),
    ("flags", "🇷🇴" * 10, "🇷🇴" * 10),
    ("two lines", "Client greșit\nse emite alta", "Client greșit se emite alta"),
    ("windows' lines", "Client greșit \r\n\r\n  se emite alta\r\n", "Client greșit se emite alta"),
    ("separators", "Client greșit\u2028se emite\u2029alta", "Client greșit se emite alta"),
    ("apart", "Client gres\u0326it acum", "Client greșit acum"),
    ("markup", "<b>Client</b> &amp; greșit", "<b>Client</b> &amp; greșit"),
    ("five hundred", "ă" * 500, "ă" * 500),
    ("a space that does not break", "Client\u00a0greșit acum", "Client\u00a0greșit acum"),
    ("blanks around", "\n   Client greșit acum \t\n", "Client greșit acum"),
]


@pytest.fixture(params=["en", "ro"])
def spoken(request: pytest.FixtureRequest, language: Language) -> str:
    language.choose(request.param)
    return str(request.param)


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, spoken: str) -> Iterator[Desk]:
    with signed_in(qtbot) as place:
        yield place


def paste(desk: Desk, text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)


def test_what_is_no_reason_is_refused_and_stays_as_it_was_pasted(desk: Desk, spoken: str) -> None:
    dialog = desk.cancelling("issued-1")
    dialog.question.button(Reached.NO).click()
    field = dialog.reason_field
    for name, text, fault, says in REFUSED:
        field.edit.clear()
        paste(desk, text)
        field.edit.paste()
        reason = field.reason
        assert isinstance(reason, ReasonProblem), name
        assert reason.fault is fault, name
        assert not dialog.act_button.isEnabled(), name
        assert says[0 if spoken == "en" else 1] in dialog.hint.text(), (name, dialog.hint.text())
        # All of it is still there to be corrected: nothing was cut.
        assert len("".join(field.text.split())) == len("".join(text.split())), name
    assert desk.posts == 0
    assert desk.book("issued-1").status == "issued"


@pytest.mark.parametrize(("text", "sent"), [row[1:] for row in TAKEN], ids=[row[0] for row in TAKEN])
def test_what_is_a_reason_arrives_at_the_server_as_the_rule_makes_it(
    qapp: QApplication, qtbot: QtBot, language: Language, text: str, sent: str
) -> None:
    with signed_in(qtbot) as desk:
        dialog = desk.cancelling("issued-1")
        paste(desk, text)
        dialog.reason_field.edit.paste()
        assert dialog.reason_field.reason == CancellationReason(sent)
        dialog.question.button(Reached.NO).click()
        desk.qtbot.waitUntil(dialog.act_button.isEnabled)
        dialog.act_button.click()
        desk.qtbot.waitUntil(lambda: not dialog.isVisible())
        assert desk.book("issued-1").detail["cancellationReason"] == sent
        assert desk.posts == 1
