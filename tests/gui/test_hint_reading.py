"""Hints reach the window while it wants them, through the real crossing from a real server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storno_desktop.api.client import StornoClient
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.session import Company, Tokens
from storno_desktop.io_thread import IoThread
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.realtime import invoice_channel
from storno_desktop.sandbox.settings import SandboxSettings
from storno_desktop.service.connection import Connection
from storno_desktop.service.watching import Watching
from storno_desktop.ui.hint_reading import HintReading
from tests.gui.front_office import SEED

PATIENCE = 30_000


class Desk:
    """A reading for somebody who is signed in."""

    def __init__(self, qtbot: QtBot, server: SandboxServer, io: IoThread) -> None:
        self.qtbot, self.server, self.io = qtbot, server, io
        self.connection, watching = io.wait(_enter(server), 30)
        self.reading = HintReading(io, lambda: watching)
        self.came = QSignalSpy(self.reading.came)

    @property
    def companies(self) -> tuple[Company, ...]:
        return self.connection.companies

    def listened_to(self, *companies: Company) -> None:
        wanted = sorted(invoice_channel(each.id) for each in companies)
        channels = self.server.sandbox.world.realtime
        self.qtbot.waitUntil(lambda: channels.channels == wanted, timeout=PATIENCE)

    def hears(self, many: int) -> None:
        self.qtbot.waitUntil(lambda: self.came.count() == many, timeout=PATIENCE)

    def publish(self, company: Company) -> None:
        message: dict[str, Any] = {"type": "invoice.bulk_updated"}
        self.server.sandbox.world.realtime.publish(invoice_channel(company.id), message)


async def _enter(server: SandboxServer) -> tuple[Connection, Watching]:
    client = StornoClient(server.url, clock=lambda: datetime.now(UTC))  # noqa: TID251
    account = server.accounts[0]
    assert isinstance(await client.sign_in(account["email"], account["password"]), Tokens)
    user, companies = await client.me(), await client.companies()
    assert isinstance(user, Evidence)
    assert isinstance(companies, Evidence)
    connection = Connection(client, user.value, companies.value)
    return connection, Watching(connection)


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    with SandboxServer(SandboxSettings(seed=SEED, control=True)) as server:
        httpx.post(f"{server.url}/_sandbox/realtime", json={"offered": True})
        io = IoThread()
        io.start()
        made = Desk(qtbot, server, io)
        client = made.connection.client
        assert client is not None
        try:
            yield made
        finally:
            io.close(client.aclose)


def test_every_hint_comes_until_it_is_enough(desk: Desk) -> None:
    company = desk.companies[0]
    desk.reading.start(company)
    desk.listened_to(company)
    for number in (1, 2):
        desk.publish(company)
        desk.hears(number)
    desk.reading.stop()
    assert not desk.reading.is_waiting
    desk.listened_to()


def test_another_company_takes_the_place(desk: Desk) -> None:
    first, second, *_ = desk.companies
    desk.reading.start(first)
    desk.listened_to(first)
    desk.reading.start(second)
    desk.listened_to(second)
    desk.publish(first)
    desk.publish(second)
    desk.hears(1)


def test_starting_again_for_the_same_company_keeps_the_line(desk: Desk) -> None:
    company = desk.companies[0]
    desk.reading.start(company)
    desk.listened_to(company)
    desk.reading.start(company)
    desk.publish(company)
    desk.hears(1)


def test_stopping_while_a_hint_is_on_its_way_leaves_no_line(desk: Desk) -> None:
    company = desk.companies[0]
    desk.reading.start(company)
    desk.listened_to(company)
    ticket = desk.reading._ticket
    assert ticket is not None
    desk.publish(company)
    ticket.future.result(30)  # it is over on the other thread; the window has not heard of it yet
    desk.reading.stop()
    desk.listened_to()
    assert desk.came.count() == 0


def test_where_there_are_none_it_is_silent(desk: Desk) -> None:
    httpx.post(f"{desk.server.url}/_sandbox/realtime", json={"offered": False})
    desk.reading.start(desk.companies[0])
    desk.qtbot.waitUntil(lambda: not desk.reading.is_waiting, timeout=PATIENCE)
    assert desk.came.count() == 0
    desk.reading.stop()
