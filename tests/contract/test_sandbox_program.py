"""The sandbox as a program: it says where it is, serves, and leaves at once when told."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from storno_desktop.sandbox.listen import SandboxServer
from tests.contract.sandbox_replay import SEED, SETTINGS

ROOT = Path(__file__).parents[2]


@contextmanager
def program(*options: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, object]]]:
    command = [sys.executable, "-m", "storno_desktop.sandbox", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.kill()


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_tells_its_address_and_ends_on_a_signal(told: signal.Signals) -> None:
    with program("--seed", str(SEED), "--now", "2026-11-22T18:50:31+02:00", "--dates", "as-is") as (
        process,
        ready,
    ):
        account = ready["accounts"][0]  # type: ignore[index]
        answer = httpx.post(
            f"{ready['url']}/api/auth", json={"email": account["email"], "password": account["password"]}
        )
        assert answer.status_code == 200
        assert answer.headers["Date"] == "Sun, 22 Nov 2026 16:50:31 GMT"
        process.send_signal(told)
        assert process.wait(timeout=10) == 0


def test_it_tells_whom_and_what_can_be_tried() -> None:
    with program("--invoices", "20", "--oauth-client", "firm-17", "--me-permissions", "off") as (_, ready):
        assert set(ready) == {"url", "accounts", "shutOut", "apiKeys", "oauthClient"}
        assert ready["oauthClient"]["clientId"] == "firm-17"  # type: ignore[index]
        assert ready["oauthClient"]["redirectUri"] == "http://127.0.0.1/callback"  # type: ignore[index]
        shown = {name for one in ready["accounts"] for name in one["shows"]}  # type: ignore[attr-defined]
        assert shown == {"second factor", "few rights", "read-only company", "several organisations"}
        assert {one["why"] for one in ready["shutOut"]} == {"deactivated", "unconfirmed"}  # type: ignore[attr-defined]
        works = next(one["key"] for one in ready["apiKeys"] if one["works"])  # type: ignore[attr-defined]
        me = httpx.get(f"{ready['url']}/api/v1/me", headers={"Authorization": works}).json()
        assert "permissions" not in me


def test_it_generates_as_many_invoices_as_asked_for() -> None:
    with program("--invoices", "1000000", "--random-seed", "7", "--control") as (process, ready):
        assert httpx.post(f"{ready['url']}/_sandbox/reset", timeout=30).status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0


def test_a_missing_file_is_a_message_and_no_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "storno_desktop.sandbox", "--seed", str(tmp_path / "none.json")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "none.json" in done.stderr


def test_a_taken_port_is_an_error() -> None:
    with SandboxServer(SETTINGS) as server, pytest.raises(OSError, match="in use"):
        SandboxServer(replace(SETTINGS, port=int(server.url.rsplit(":", 1)[1]))).start()


def test_stopping_is_quick_even_with_a_request_in_flight() -> None:
    server = SandboxServer(SETTINGS)
    server.start()
    server.start()
    with httpx.Client(base_url=server.url) as client:
        assert client.get("/api/v1/version").status_code == 200
        begin = time.monotonic()
        server.stop()
        server.stop()
        # The promise is 0.3 s; a loaded machine is forgiven, waiting for the kept-alive connection is not.
        assert time.monotonic() - begin < 2
        with pytest.raises(httpx.HTTPError):
            client.get("/api/v1/version")
