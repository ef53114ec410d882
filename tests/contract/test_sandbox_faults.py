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


def test_a_reset_instead_of_the_answer_leaves_the_deed_done(owner: httpx.Client) -> None:
    faulty(owner, kind="reset", method="POST", path="*/cancel")
    with pytest.raises(httpx.ReadError) as told:
        owner.post(CANCEL, json={"reason": "pierdut pe drum"})
    assert is_reset(told.value)
    assert state(owner)["status"] == "cancelled"


def test_a_reset_instead_of_the_deed_leaves_nothing_done(owner: httpx.Client) -> None:
    faulty(owner, kind="reset-before", path="*/cancel")
    with pytest.raises(httpx.ReadError) as told:
        owner.post(CANCEL, json={"reason": "nu a ajuns"})
    assert is_reset(told.value)
    assert state(owner)["status"] == "issued"


def test_a_reset_may_come_in_the_middle_of_an_answer(owner: httpx.Client) -> None:
    path = f"/api/v1/invoices/{ISSUED}"
    faulty(owner, kind="reset", path=path, bytes=40)
    came: list[bytes] = []
    with owner.stream("GET", path) as answer:
        assert answer.status_code == 200
        with pytest.raises(httpx.ReadError) as told:
            came.extend(answer.iter_bytes())
    assert is_reset(told.value)
    assert owner.get(path).content.startswith(b"".join(came))
    assert sum(map(len, came)) == 40


def is_reset(error: BaseException | None) -> bool:
    """Whether the connection was reset, and did not merely end."""
    while error is not None and not isinstance(error, ConnectionResetError):
        error = error.__cause__ or error.__context__
    return error is not None


def test_a_dripping_answer_is_the_right_one_in_small_pieces(owner: httpx.Client) -> None:
    path = f"/api/v1/invoices/{ISSUED}"
    whole = owner.get(path).content
    faulty(owner, kind="drip", path=path, bytes=-(-len(whole) // 4), ms=20)
    with owner.stream("GET", path) as answer:
        pieces = list(answer.iter_raw())
    assert b"".join(pieces) == whole
    assert len(pieces) == 4
    faulty(owner, kind="drip", path=path, bytes=1, ms=60_000)
    with pytest.raises(httpx.ReadTimeout):
        owner.get(path, timeout=0.2)


@pytest.mark.parametrize("status", [401, 403, 422, 429, 500, 502, 503, 504])
def test_any_status_can_stand_in_for_the_deed(owner: httpx.Client, status: int) -> None:
    faulty(
        owner,
        kind="status",
        status=status,
        path="*/cancel",
        body={"error": "x"},
        headers={"Retry-After": "7"},
    )
    answer = owner.post(CANCEL, json={"reason": "nu acum, mulțumesc"})
    assert (answer.status_code, answer.json()) == (status, {"error": "x"})
    assert answer.headers["Retry-After"] == "7"
    assert answer.headers["Date"]
    assert state(owner)["status"] == "issued"


def course(seed: int, requests: int = 200) -> list[str]:
    """Which of two faults met each of so many requests."""
    listed = [
        Fault("status", count=-1, chance=0.25),
        Fault("html", count=-1, chance=0.5),
        Fault("delay", count=3, chance=0.0),
    ]
    faults = Faults(listed, seed)
    struck = [faults.strike("GET", "/a") for _ in range(requests)]
    return [each.kind if each else "" for each in struck]


def test_chances_are_drawn_from_a_seed_and_can_be_drawn_again() -> None:
    first = course(7)
    assert first == course(7)
    assert first != course(8)
    assert 30 < first.count("status") < 70
    assert 50 < first.count("html") < 100
    assert "delay" not in first
    faults = Faults([Fault("status", count=-1, chance=0.5)])
    faults.seeded(7)
    drawn = [faults.strike("GET", "/a") is None for _ in range(50)]
    faults.seeded(7)
    assert drawn == [faults.strike("GET", "/a") is None for _ in range(50)]
    assert faults.met == {"status": 2 * drawn.count(False)}


def test_a_file_of_faults_may_tell_the_seed(tmp_path: Path) -> None:
    path = tmp_path / "faults.json"
    path.write_text('{"seed": 3, "faults": [{"kind": "status", "status": 503, "count": -1, "chance": 0.5}]}')
    courses = []
    for _ in range(2):
        with (
            SandboxServer(replace(CONTROLLED, faults=path)) as server,
            httpx.Client(base_url=server.url) as client,
        ):
            courses.append([client.get("/api/v1/version").status_code for _ in range(20)])
    assert courses[0] == courses[1]
    assert set(courses[0]) == {200, 503}
    path.write_text('{"seed": "x", "faults": []}')
    with pytest.raises(ValueError, match="seed"):
        SandboxServer(replace(CONTROLLED, faults=path))


def test_a_file_of_faults_is_read_at_the_start(tmp_path: Path) -> None:
    path = tmp_path / "faults.json"
    path.write_text('[{"kind": "status", "status": 503}]')
    with SandboxServer(replace(CONTROLLED, faults=path)) as server:
        assert httpx.get(f"{server.url}/api/v1/version").status_code == 503
        assert httpx.get(f"{server.url}/api/v1/version").status_code == 200


@pytest.mark.parametrize(
    "listed",
    [
        {},
        [{}],
        [{"kind": "fire"}],
        [{"kind": "delay", "when": 1}],
        [{"kind": "delay", "ms": "long"}],
        [{"kind": "drip", "bytes": -1}],
        [{"kind": "reset", "chance": 1.5}],
        [{"kind": "status", "headers": ["Retry-After"]}],
    ],
)
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
