"""The sandbox hints at changes as the real server does: for those whose plan has it, on one channel a company."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.realtime import invoice_channel
from storno_desktop.sandbox.settings import SandboxSettings
from tests.contract.sandbox_replay import MOMENT, SEED
from tests.contract.sandbox_visitor import ids_by_key, visitor

IDS = ids_by_key(json.loads(SEED.read_bytes())["invoices"])
CONNECTION, SUBSCRIPTION = (f"/api/v1/centrifugo/{what}-token" for what in ("connection", "subscription"))
PLENTY = 20
LONG_ENOUGH = "Client greșit, se emite alta"


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    with SandboxServer(SandboxSettings(seed=SEED, now=MOMENT, control=True)) as running:
        yield running


@pytest.fixture
def owner(server: SandboxServer) -> Iterator[httpx.Client]:
    with visitor(server) as person:
        yield person


def offer(server: SandboxServer, **switches: object) -> Any:
    return httpx.post(f"{server.url}/_sandbox/realtime", json={"offered": True, **switches}).json()


class Line:
    """One connection, spoken to as the protocol wants it."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    def say(self, **command: Any) -> None:
        self.socket.send(json.dumps(command))

    def hear(self) -> Any:
        return json.loads(self.socket.recv(PLENTY))

    def ask(self, **command: Any) -> Any:
        self.say(id=7, **command)
        reply = self.hear()
        assert reply.pop("id") == 7
        return reply

    def subscribe(self, owner: httpx.Client, channel: str) -> None:
        token = owner.post(SUBSCRIPTION, json={"channel": channel}).json()["token"]
        assert "subscribe" in self.ask(subscribe={"channel": channel, "token": token})


@contextmanager
def called(server: SandboxServer) -> Iterator[Line]:
    with connect(server.url.replace("http", "ws") + "/connection/websocket", proxy=None) as socket:
        yield Line(socket)


@contextmanager
def connected(server: SandboxServer, owner: httpx.Client) -> Iterator[Line]:
    offer(server)
    with called(server) as line:
        welcome = line.ask(connect={"token": owner.post(CONNECTION).json()["token"]})["connect"]
        assert welcome["expires"] is True
        assert (welcome["ttl"], welcome["ping"], welcome["pong"]) == (3600, 25, True)
        yield line


def company_of(server: SandboxServer, name: str) -> str:
    invoice = server.ledger.find(IDS[name])
    assert invoice is not None
    return server.ledger.company_of(invoice).id


def closed_with(line: Line) -> int:
    with pytest.raises(ConnectionClosed) as caught:
        line.hear()
    assert caught.value.rcvd is not None
    return caught.value.rcvd.code


def test_plans_have_no_hints_until_they_are_given(server: SandboxServer, owner: httpx.Client) -> None:
    answer = owner.post(CONNECTION)
    assert answer.status_code == 402
    assert answer.json()["code"] == "PLAN_LIMIT"
    assert owner.get("/api/v1/me").json()["plan"]["features"]["realtimeNotifications"] is False
    assert offer(server) == {"offered": True, "channels": []}
    assert owner.post(CONNECTION).status_code == 200
    assert owner.get("/api/v1/me").json()["plan"]["features"]["realtimeNotifications"] is True


def test_tokens_are_for_those_who_are_signed_in(server: SandboxServer, owner: httpx.Client) -> None:
    offer(server)
    for path in (CONNECTION, SUBSCRIPTION):
        assert httpx.post(server.url + path, json={"channel": "any"}).status_code == 401
    assert owner.post(SUBSCRIPTION, json={}).status_code == 400
    both = owner.post(SUBSCRIPTION, json={"channels": ["one", "two"]}).json()["tokens"]
    assert set(both) == {"one", "two"}


@pytest.mark.parametrize(
    ("what", "name", "kind"),
    [
        ("cancel", "issued-4", "invoice.cancelled"),
        ("restore", "restore-1", "invoice.restored"),
    ],
)
def test_a_change_is_told_on_the_channel_of_its_company(
    server: SandboxServer, owner: httpx.Client, what: str, name: str, kind: str
) -> None:
    company = company_of(server, name)
    with connected(server, owner) as line:
        line.subscribe(owner, invoice_channel(company))
        assert offer(server)["channels"] == [invoice_channel(company)]
        path = f"/api/v1/invoices/{IDS[name]}/{what}"
        done = owner.post(path, json={"reason": LONG_ENOUGH}, headers={"X-Company": company})
        assert done.status_code == 200, done.text
        push = line.hear()["push"]
        assert push["channel"] == invoice_channel(company)
        message = push["pub"]["data"]
        assert message["type"] == kind
        assert message["invoice"]["id"] == IDS[name]
        assert set(message["invoice"]) == {"id", "number", "status", "direction", "total", "currency"}


def test_a_deletion_and_a_change_of_many_name_no_invoice(server: SandboxServer, owner: httpx.Client) -> None:
    company = company_of(server, "issued-4")
    with connected(server, owner) as line:
        line.subscribe(owner, invoice_channel(company))
        headers = {"X-Company": company}
        many = {"ids": [IDS["issued-4"]], "reason": LONG_ENOUGH}
        assert owner.post("/api/v1/invoices/bulk-cancel", json=many, headers=headers).json()["cancelled"] == 1
        assert owner.delete(f"/api/v1/invoices/{IDS['issued-4']}", headers=headers).status_code == 204
        assert line.hear()["push"]["pub"]["data"] == {"type": "invoice.bulk_updated"}
        assert line.hear()["push"]["pub"]["data"] == {"type": "invoice.deleted"}


def test_nobody_is_heard_before_a_good_token(server: SandboxServer, owner: httpx.Client) -> None:
    offer(server)
    channel = {"channel": "any", "token": "any"}
    with called(server) as line:
        line.say(id=1, subscribe=channel)
        assert closed_with(line) == 3501
    with called(server) as line:
        line.say(id=1, connect={"token": "invented"})
        assert closed_with(line) == 3500
    with connected(server, owner) as line:
        assert line.ask(subscribe=channel)["error"]["code"] == 103
        assert line.ask(presence=channel)["error"]["code"] == 104
    server.sandbox.world.realtime.token_seconds = 0
    token = owner.post(CONNECTION).json()["token"]
    with called(server) as line:
        assert line.ask(connect={"token": token})["error"]["code"] == 109


def test_a_token_of_one_channel_opens_no_other(server: SandboxServer, owner: httpx.Client) -> None:
    with connected(server, owner) as line:
        token = owner.post(SUBSCRIPTION, json={"channel": "one"}).json()["token"]
        assert line.ask(subscribe={"channel": "two", "token": token})["error"]["code"] == 103


def test_it_pings_and_takes_the_answer(server: SandboxServer, owner: httpx.Client) -> None:
    server.sandbox.world.realtime.ping_seconds = 1
    offer(server)
    with called(server) as line:
        line.ask(connect={"token": owner.post(CONNECTION).json()["token"]})
        assert line.hear() == {}
        line.say()
        assert line.hear() == {}


def test_the_back_door_and_a_reset_cut_everybody_off(server: SandboxServer, owner: httpx.Client) -> None:
    with connected(server, owner) as line:
        offer(server, cut=True)
        assert closed_with(line) == 3001
    with connected(server, owner) as line:
        httpx.post(f"{server.url}/_sandbox/reset")
        assert closed_with(line) == 3001


def test_a_fault_keeps_a_connection_from_coming_about(server: SandboxServer) -> None:
    server.sandbox.faults.add([Fault("drop-before", path="/connection/*")])
    with pytest.raises(InvalidStatus), called(server):
        pass


def test_it_ends_with_listeners_on_the_line(server: SandboxServer, owner: httpx.Client) -> None:
    with connected(server, owner) as line:
        server.stop()
        with pytest.raises(ConnectionClosed):
            line.hear()
    assert not any(thread.name == "storno-sandbox" for thread in threading.enumerate())
