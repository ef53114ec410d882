"""Without the server: the cause is told apart, the age is told, the way back is one press away, and it nags nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from storno_desktop.domain.problem import NetworkFault, Problem, ProblemKind, TlsFault
from storno_desktop.ui import offline_banner
from storno_desktop.ui.language import Language
from storno_desktop.ui.offline_banner import OfflineBanner
from storno_desktop.ui.offline_words import OfflineWords, WayBack, is_offline, way_back

PLACE = "api.%2firma.ro"
DATA_FROM = datetime(2026, 3, 12, 12, 32, tzinfo=UTC)
NO_NETWORK = Problem(ProblemKind.NO_NETWORK, network=NetworkFault.NO_ROUTE, place=PLACE)
SERVER_DOWN = Problem(ProblemKind.NO_NETWORK, network=NetworkFault.REFUSED, place=PLACE)
SESSION_OVER = Problem(ProblemKind.SIGNED_OUT, status=401)
PROXY = Problem(ProblemKind.PROXY, network=NetworkFault.REFUSED, place="proxy:3128")
EXPIRED = Problem(ProblemKind.TLS, tls=TlsFault.EXPIRED, place=PLACE)
UNKNOWN_ISSUER = Problem(ProblemKind.TLS, tls=TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER, place=PLACE)
FAULTY = Problem(ProblemKind.SERVER_FAULT, status=503)
LATE = timedelta(hours=3)
EVERY = [
    *(Problem(kind) for kind in ProblemKind),
    *(Problem(ProblemKind.NO_NETWORK, network=fault, place=PLACE) for fault in NetworkFault),
    *(Problem(ProblemKind.TLS, tls=fault, place=PLACE) for fault in TlsFault),
    *(Problem(ProblemKind.PROXY, network=fault, place=PLACE) for fault in NetworkFault),
]


@pytest.fixture
def words(language: Language) -> OfflineWords:
    return OfflineWords()


@pytest.fixture
def banner(qtbot: QtBot, language: Language) -> Iterator[OfflineBanner]:
    page = QWidget()
    qtbot.addWidget(page)
    made = OfflineBanner(page)
    column = QVBoxLayout(page)
    column.addWidget(made)
    column.addStretch(1)
    page.resize(900, 300)
    page.show()
    yield made
    page.close()


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told."""
    heard: list[str] = []
    monkeypatch.setattr(offline_banner, "announce", lambda _about, text: heard.append(text))
    return heard


# ------------------------------------------------------------------------------------------ the words


@pytest.mark.parametrize(
    ("problem", "skew", "cause"),
    [
        (NO_NETWORK, None, "This computer has no network."),
        (
            Problem(ProblemKind.NO_NETWORK, network=NetworkFault.NAME_NOT_FOUND, place=PLACE),
            None,
            f"The name {PLACE} cannot be found.",
        ),
        (SERVER_DOWN, None, "The server does not answer."),
        (Problem(ProblemKind.TIMED_OUT), None, "The server does not answer."),
        (FAULTY, None, "The server has a fault."),
        (SESSION_OVER, None, "Your session has ended."),
        (SESSION_OVER, LATE, "Your session has ended."),
        (EXPIRED, LATE, "The clock of this computer is 180 minutes behind: correct it."),
        (EXPIRED, -LATE, "The clock of this computer is 180 minutes ahead: correct it."),
        (EXPIRED, timedelta(minutes=1), "The server's certificate has expired."),
        (EXPIRED, None, "The server's certificate has expired, or this computer's clock is ahead."),
        (
            Problem(ProblemKind.TLS, tls=TlsFault.NOT_YET_VALID),
            None,
            "The server's certificate is not valid yet; this computer's clock may be behind.",
        ),
        (PROXY, None, "The proxy proxy:3128 cannot be reached."),
        (PROXY, LATE, "The proxy proxy:3128 cannot be reached."),
        (
            UNKNOWN_ISSUER,
            LATE,
            "The server's certificate comes from an authority that this computer does not know.",
        ),
    ],
    ids=lambda value: str(getattr(value, "kind", value)),
)
def test_the_causes_are_told_apart(
    words: OfflineWords, problem: Problem, skew: timedelta | None, cause: str
) -> None:
    assert words.cause(problem, skew).replace("minute(s)", "minutes") == cause


@pytest.mark.parametrize("problem", EVERY, ids=repr)
@pytest.mark.parametrize("skew", [None, LATE])
def test_every_cause_is_one_whole_sentence(
    words: OfflineWords, problem: Problem, skew: timedelta | None
) -> None:
    said = words.cause(problem, skew)
    assert said.endswith((".", "…"))
    assert said[0].isupper()
    assert not re.search(r"%\d|%n|\bNone\b|  ", said.replace(PLACE, "x"))


def test_a_refusal_by_a_server_that_answers_is_not_offline() -> None:
    refusals = (ProblemKind.FORBIDDEN, ProblemKind.THROTTLED, ProblemKind.NOT_FOUND, ProblemKind.PLAN_LIMIT)
    assert not any(is_offline(Problem(kind)) for kind in refusals)
    assert all(is_offline(each) for each in (NO_NETWORK, SERVER_DOWN, SESSION_OVER, PROXY, EXPIRED, FAULTY))


def test_only_an_ended_session_is_cured_by_signing_in() -> None:
    assert way_back(SESSION_OVER) is WayBack.SIGN_IN
    assert {way_back(each) for each in (NO_NETWORK, SERVER_DOWN, PROXY, EXPIRED)} == {WayBack.TRY_NOW}


# ------------------------------------------------------------------------------------------ the banner


def test_it_says_how_old_the_rows_are_why_and_what_still_works(banner: OfflineBanner) -> None:
    assert banner.isHidden()
    assert banner.refresh_failed(NO_NETWORK, shows_rows=True, data_from=DATA_FROM)
    assert banner.isVisible()
    assert banner.headline == "You are working offline – data from 12 Mar 2026, 14:32."
    assert banner.body == (
        "This computer has no network. You can view, search, print and export. "
        "Cancelling and restoring need a connection."
    )
    assert banner.button.text() == "Try now"
    interface = QAccessible.queryAccessibleInterface(banner)
    assert interface.text(QAccessible.Text.Name) == banner.headline
    assert interface.text(QAccessible.Text.Description) == banner.body


def test_an_unknown_age_is_not_invented(banner: OfflineBanner) -> None:
    banner.refresh_failed(NO_NETWORK, shows_rows=True)
    assert banner.headline == "You are working offline."


def test_what_is_not_its_business_is_left_to_the_caller(banner: OfflineBanner) -> None:
    assert not banner.refresh_failed(NO_NETWORK, shows_rows=False)
    assert banner.isHidden()
    banner.refresh_failed(NO_NETWORK, shows_rows=True)
    assert not banner.refresh_failed(Problem(ProblemKind.FORBIDDEN, status=403), shows_rows=True)
    assert banner.isHidden()


def test_the_button_asks_by_mouse_and_by_key(banner: OfflineBanner) -> None:
    tries, sign_ins = QSignalSpy(banner.try_asked), QSignalSpy(banner.sign_in_asked)
    banner.refresh_failed(SERVER_DOWN, shows_rows=True, data_from=DATA_FROM)
    QTest.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    QTest.keyClick(banner.button, Qt.Key.Key_Space)
    assert (tries.count(), sign_ins.count()) == (2, 0)
    banner.refresh_failed(SESSION_OVER, shows_rows=True, data_from=DATA_FROM)
    assert banner.button.text() == "Sign in…"
    QTest.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    assert (tries.count(), sign_ins.count()) == (2, 1)


def test_while_it_tries_the_button_waits_and_a_failure_frees_it(banner: OfflineBanner) -> None:
    banner.refresh_began()
    assert banner.isHidden()
    banner.refresh_failed(SERVER_DOWN, shows_rows=True)
    banner.refresh_began()
    assert (banner.button.isEnabled(), banner.button.text()) == (False, "Trying…")
    banner.refresh_failed(SERVER_DOWN, shows_rows=True)
    assert (banner.button.isEnabled(), banner.button.text()) == (True, "Try now")
    banner.refresh_began()
    banner.refresh_stopped()
    assert (banner.button.isEnabled(), banner.button.text()) == (True, "Try now")


def test_with_the_session_ended_signing_in_stays_possible_while_it_looks(banner: OfflineBanner) -> None:
    banner.refresh_failed(SESSION_OVER, shows_rows=True)
    banner.refresh_began()
    assert (banner.button.isEnabled(), banner.button.text()) == (True, "Sign in…")


def test_it_goes_when_the_server_is_back_and_says_so(banner: OfflineBanner, spoken: list[str]) -> None:
    banner.refresh_succeeded()
    assert spoken == []
    banner.refresh_failed(NO_NETWORK, shows_rows=True)
    spoken.clear()
    banner.refresh_succeeded()
    assert banner.isHidden()
    assert spoken == ["The connection is back."]


def test_the_same_failure_is_read_aloud_once(banner: OfflineBanner, spoken: list[str]) -> None:
    for minutes in range(3):
        banner.refresh_failed(NO_NETWORK, shows_rows=True, data_from=DATA_FROM + timedelta(minutes=minutes))
    assert len(spoken) == 1
    banner.refresh_failed(SESSION_OVER, shows_rows=True)
    assert len(spoken) == 2
    banner.clear()
    banner.refresh_failed(SESSION_OVER, shows_rows=True)
    assert len(spoken) == 3


def test_it_takes_no_focus(banner: OfflineBanner) -> None:
    before = QApplication.focusWidget()
    banner.refresh_failed(NO_NETWORK, shows_rows=True)
    assert QApplication.focusWidget() is before


@pytest.mark.parametrize("code", ["ro", "en"])
def test_no_word_is_cut_in_a_narrow_window(
    qtbot: QtBot, banner: OfflineBanner, language: Language, code: str
) -> None:
    language.choose(code)
    banner.window().resize(480, 400)
    banner.refresh_failed(UNKNOWN_ISSUER, shows_rows=True, data_from=DATA_FROM)
    labels = banner.findChildren(QLabel)
    qtbot.waitUntil(lambda: all(each.height() >= each.heightForWidth(each.width()) for each in labels))
    assert banner.button.width() >= banner.button.sizeHint().width()
