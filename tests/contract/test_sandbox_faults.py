"""Faults strike where they are told to, and the back door changes what no request can."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from storno_desktop.sandbox.faults import Fault, Faults, faults_of
from storno_desktop.sandbox.listen import SandboxServer
from tests.contract.sandbox_replay import SEED, SETTINGS
from tests.contract.sandbox_visitor import ids_by_key, visitor

WORLD = json.loads(SEED.read_text())
IDS = ids_by_key(WORLD["invoices"])
ISSUED = IDS["issued-1"]
CANCEL = f"/api/v1/invoices/{ISSUED}/cancel"
CONTROLLED = replace(SETTINGS, login_limit=False, control=True)


@pytest.fixture
def owner() -> Iterator[httpx.Client]:
    with SandboxServer(CONTROLLED) as server, visitor(server) as client:
        yield client


def faulty(client: httpx.Client, **fault: Any) -> None:
    assert client.post("/_sandbox/faults", json=[fault]).status_code == 200


def state(client: httpx.Client, invoice_id: str = ISSUED) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/_sandbox/invoices/{invoice_id}").json()
    return found


def test_a_lost_answer_leaves_the_deed_done(owner: httpx.Client) -> None:
    faulty(owner, kind="drop-after", method="POST", path="/api/v1/invoices/*/cancel")
    with pytest.raises(httpx.RemoteProtocolError):
        owner.post(CANCEL, json={"reason": "pierdut pe drum"})
    assert state(owner)["status"] == "cancelled"
    assert state(owner)["events"] == ["cancelled", "issued", "created"]


def test_a_lost_request_leaves_nothing_done(owner: httpx.Client) -> None:
    faulty(owner, kind="drop-before", path="*/cancel")
    with pytest.raises(httpx.RemoteProtocolError):
        owner.post(CANCEL, json={"reason": "nu a ajuns"})
    assert state(owner)["status"] == "issued"
    assert owner.post(CANCEL, json={"reason": "a ajuns acum"}).status_code == 200


def test_answers_can_be_ruined_after_the_deed(owner: httpx.Client) -> None:
    path = f"/api/v1/invoices/{ISSUED}"
    faulty(owner, kind="truncated", path=path)
    with pytest.raises(json.JSONDecodeError):
        owner.get(path).json()
    faulty(owner, kind="garbage", path=path)
    with pytest.raises(UnicodeDecodeError):
        owner.get(path).content.decode()
    faulty(owner, kind="huge", path=path)
    assert len(owner.get(path).content) > 5 * 1024 * 1024
    faulty(owner, kind="wrong-type", path=path)
    odd = owner.get(path)
    assert odd.headers["content-type"].startswith("text/plain")
    assert odd.json()["id"] == ISSUED
    assert owner.get(path).headers["content-type"] == "application/json"


def test_answers_of_ones_own_count_and_skip(owner: httpx.Client) -> None:
    faulty(
        owner, kind="status", status=429, headers={"Retry-After": "2"}, body={"error": "x"}, count=2, skip=1
    )
    answers = [owner.get("/api/v1/version") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 429, 429, 200]
    assert answers[1].headers["Retry-After"] == "2"
    faulty(owner, kind="html", status=503, count=-1)
    pages = [owner.get("/api/v1/version") for _ in range(3)]
    assert {page.status_code for page in pages} == {503}
    assert pages[0].headers["content-type"].startswith("text/html")
    owner.delete("/_sandbox/faults")
    assert owner.get("/api/v1/version").status_code == 200


def test_a_delayed_answer_outlasts_impatience(owner: httpx.Client) -> None:
    faulty(owner, kind="delay", ms=60_000, path=CANCEL)
    with pytest.raises(httpx.ReadTimeout):
        owner.post(CANCEL, json={"reason": "prea târziu"}, timeout=0.2)
    assert state(owner)["status"] == "issued"


def test_a_file_of_faults_is_read_at_the_start(tmp_path: Path) -> None:
    path = tmp_path / "faults.json"
    path.write_text('[{"kind": "status", "status": 503}]')
    with SandboxServer(replace(CONTROLLED, faults=path)) as server:
        assert httpx.get(f"{server.url}/api/v1/version").status_code == 503
        assert httpx.get(f"{server.url}/api/v1/version").status_code == 200


@pytest.mark.parametrize("listed", [{}, [{}], [{"kind": "fire"}], [{"kind": "delay", "when": 1}]])
def test_what_is_no_fault_is_refused(listed: object) -> None:
    with pytest.raises(ValueError, match="fault"):
        faults_of(listed)


def test_the_first_fitting_fault_strikes_and_the_control_paths_are_spared() -> None:
    faults = Faults([Fault("delay", method="GET"), Fault("garbage", count=-1)])
    assert [
        strike and strike.kind for strike in (faults.strike("GET", "/a"), faults.strike("GET", "/a"))
    ] == [
        "delay",
        "garbage",
    ]
    assert faults.strike("GET", "/_sandbox/invoices/x") is None


def test_the_back_door_is_shut_unless_asked_for() -> None:
    with SandboxServer(replace(CONTROLLED, control=False)) as server:
        assert httpx.post(f"{server.url}/_sandbox/reset").status_code == 404


def test_the_back_door_changes_companies_users_and_tokens(owner: httpx.Client) -> None:
    company = {"id": WORLD["companies"]["A"]["id"]}
    email = next(iter(WORLD["users"]))
    owner.headers["X-Company"] = company["id"]
    owner.post("/_sandbox/company", json={**company, "readOnly": True})
    assert owner.post(CANCEL, json={}).status_code == 403
    owner.post("/_sandbox/company", json={**company, "readOnly": False, "deleted": True})
    assert owner.get("/api/v1/invoices").status_code == 404
    owner.post("/_sandbox/company", json={**company, "deleted": False})
    owner.post("/_sandbox/user", json={"email": email, "membership": False})
    assert owner.get("/api/v1/me").json()["memberships"] == []
    owner.post("/_sandbox/user", json={"email": email, "membership": True, "active": False})
    assert owner.get("/api/v1/me").json()["code"] == "account_inactive"
    owner.post("/_sandbox/user", json={"email": email, "active": True})
    assert owner.get("/api/v1/me").status_code == 200
    owner.post("/_sandbox/tokens/expire")
    assert owner.get("/api/v1/me").json()["message"] == "Expired JWT Token"
    fresh = owner.post("/_sandbox/tokens", json={"email": email}).json()["token"]
    owner.headers["Authorization"] = f"Bearer {fresh}"
    assert owner.get("/api/v1/me").status_code == 200
    assert owner.post("/_sandbox/user", json={"email": "nobody"}).status_code == 400


def test_a_reset_forgets_every_change(owner: httpx.Client) -> None:
    assert owner.post(CANCEL, json={"reason": "de uitat"}).status_code == 200
    owner.post("/_sandbox/reset")
    assert state(owner)["status"] == "issued"
    assert state(owner)["events"] == ["issued", "created"]
