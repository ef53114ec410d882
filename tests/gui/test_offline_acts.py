"""Without the server: each cause has its sentence in both languages, and both acts are closed and say why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storno_desktop.domain.problem import NetworkFault, Problem, ProblemKind, TlsFault
from storno_desktop.sandbox.faults import Fault
from storno_desktop.ui.language import Language
from storno_desktop.ui.offline_banner import OfflineBanner
from tests.gui.front_office import LIST, Office, opened

NO_NETWORK = Problem(ProblemKind.NO_NETWORK, network=NetworkFault.NO_ROUTE)
DOWN = Problem(ProblemKind.NO_NETWORK, network=NetworkFault.REFUSED)
OVER = Problem(ProblemKind.SIGNED_OUT, status=401)
CLOCK = Problem(ProblemKind.TLS, tls=TlsFault.EXPIRED)
WHY = {
    "en": "Cancelling and restoring need the server, which cannot be reached now.",
    "ro": "Anularea și restaurarea au nevoie de server, care nu poate fi contactat acum.",
}


@pytest.fixture(params=["ro", "en"])
def spoken(request: pytest.FixtureRequest, language: Language) -> str:
    language.choose(request.param)
    return str(request.param)


@pytest.fixture
def office(qapp: QApplication, qtbot: QtBot, tmp_path: Path, spoken: str) -> Iterator[Office]:
    with opened(qapp, qtbot, tmp_path) as place:
        yield place


@pytest.mark.parametrize(
    ("problem", "skew", "causes"),
    [
        (NO_NETWORK, None, ("This computer has no network.", "Acest calculator nu are rețea.")),
        (DOWN, None, ("The server does not answer.", "Serverul nu răspunde.")),
        (OVER, None, ("Your session has ended.", "Sesiunea dumneavoastră s-a încheiat.")),
        (
            CLOCK,
            timedelta(minutes=-180),
            (
                "The clock of this computer is 180 minutes ahead: correct it.",
                "Ceasul acestui calculator este înainte cu 180 de minute: potriviți-l.",
            ),
        ),
        (
            CLOCK,
            timedelta(minutes=3),
            (
                "The clock of this computer is 3 minutes behind: correct it.",
                "Ceasul acestui calculator este în urmă cu 3 minute: potriviți-l.",
            ),
        ),
    ],
    ids=["no-network", "server-down", "session-expired", "clock-ahead", "clock-behind"],
)
def test_each_cause_has_its_sentence(
    qtbot: QtBot, spoken: str, problem: Problem, skew: timedelta | None, causes: tuple[str, str]
) -> None:
    banner = OfflineBanner()
    qtbot.addWidget(banner)
    assert banner.refresh_failed(problem, shows_rows=True, skew=skew)
    assert banner.body.startswith(causes[0 if spoken == "en" else 1])


def test_a_clock_that_is_behind_what_was_read_is_named(office: Office, spoken: str) -> None:
    office.enter()
    window = office.window
    session, read = window.session, window.refreshing.refreshed_at
    assert session is not None
    assert read is not None
    window._clock = lambda: read - timedelta(days=2)
    window.enter(replace(session, offline=Problem(ProblemKind.TLS, tls=TlsFault.NOT_YET_VALID)))
    office.settle()
    said = {
        "en": "The clock of this computer is 2880 minutes behind",
        "ro": "Ceasul acestui calculator este în urmă cu 2880 de minute",
    }
    assert window.offline_banner.body.startswith(said[spoken])


def told(office: Office) -> list[tuple[bool, str]]:
    """Of both acts whether they are open, and why not."""
    window = office.window
    return [
        (each.isEnabled(), each.accessibleDescription())
        for each in (window.cancel_button, window.restore_button)
    ]


def test_from_the_start_without_the_server_both_acts_say_why(office: Office, spoken: str) -> None:
    office.enter()
    session = office.window.session
    assert session is not None
    office.window.enter(replace(session, offline=NO_NETWORK))
    office.settle()
    assert told(office) == [(False, WHY[spoken])] * 2
    assert office.window.ask_cancel() is None
    assert office.notice == WHY[spoken]


def test_when_the_server_goes_both_acts_close_until_it_is_back(office: Office, spoken: str) -> None:
    office.enter()
    office.go_to("issued-1")
    assert told(office)[0] == (True, "")
    office.fail(Fault("drop-before", path=LIST, count=-1))
    office.window.refresh()
    office.settle()
    assert told(office) == [(False, WHY[spoken])] * 2
    assert office.window.ask_cancel() is None
    assert office.window.ask_restore() is None
    office.fail()
    office.window.refresh()
    office.settle()
    assert told(office)[0] == (True, "")


def test_details_that_come_tell_that_the_server_is_back(office: Office) -> None:
    office.enter()
    office.go_to("issued-1")
    office.fail(Fault("drop-before", path=LIST, count=-1))
    office.window.refresh()
    office.settle()
    office.fail()
    office.go_to("issued-2")
    office.qtbot.waitUntil(lambda: told(office)[0] == (True, ""), timeout=20_000)


def test_an_ended_session_leaves_the_acts_open_for_they_lead_to_the_sign_in(office: Office) -> None:
    office.enter()
    office.go_to("issued-1")
    office.fail(Fault("status", path=LIST, count=-1, status=401))
    office.window.refresh()
    office.settle()
    assert told(office)[0] == (True, "")
