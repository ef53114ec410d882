"""`storno-desktop doctor` as it is typed: exit codes, both forms, whose session it looks at, and nothing secret."""

from __future__ import annotations

import asyncio
import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication

from storno_desktop.app.doctor_words import DoctorWords
from storno_desktop.service.examined import ExamCheck
from storno_desktop.ui.language import Language
from storno_desktop.ui.preferences import KnownAccount, Preferences
from tests.contract.doctors_desk import forms_of, leaks
from tests.contract.faulty_server import FaultyServer, answer
from tests.contract.network import closed_port
from tests.e2e.programs import bare_environment, run_script, sandbox

ROOT = Path(__file__).parents[2]
MARKER = "7.5.3-marker"
"""A harmless word that the server says and that has to be found: else the search itself would find nothing."""

# What a person's own computer would have: a keyring with their session in it.
_WITH_A_KEYRING = """
import asyncio, json, sys
from pathlib import Path
from storno_desktop.__main__ import main
from storno_desktop.domain.account import account_id
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.domain.session import SignInWay, Tokens
from storno_desktop.vault.secret_vault import SecretVault
from tests.memory_ring import MemoryRing, installed

kept = json.loads(sys.stdin.read())
account = account_id(ServerAddress(kept["server"]), kept["email"])
tokens = Tokens(access=kept["access"], refresh=kept["refresh"], way=SignInWay(kept["way"]))
with installed(MemoryRing()):
    assert asyncio.run(SecretVault().keep(account, tokens, durable=True))
    code = main(["doctor", *sys.argv[1:]])
loaded = [name for name in ("PySide6.QtWidgets", "PySide6.QtGui", "uvicorn") if name in sys.modules]
sys.exit(f"loaded without need: {loaded}" if loaded else code)
"""

_WITH_A_POLICY = """
import sys
from pathlib import Path
from storno_desktop.app.doctor_command import main
sys.exit(main(sys.argv[2:], policy_file=Path(sys.argv[1])))
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def settings(data: Path, **values: str) -> Path:
    """What the program remembers, written by the very room that writes it."""
    (data / "settings").mkdir(parents=True)
    preferences = Preferences(data / "settings" / "storno-desktop.ini")
    for name, value in values.items():
        setattr(preferences, name, value)
    preferences.keep()
    return data


def with_session(home: Path, kept: dict[str, str], *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run the self-test at a computer whose keyring holds this session."""
    return subprocess.run(
        [sys.executable, "-c", _WITH_A_KEYRING, *words],
        input=json.dumps(kept).encode(),
        cwd=ROOT,
        env=bare_environment(home),
        capture_output=True,
        timeout=120,
        check=False,
    )


def checks(output: str | bytes) -> dict[str, dict[str, Any]]:
    return {each["check"]: each for each in json.loads(output)["checks"]}


def files(folder: Path) -> set[Path]:
    return {each for each in folder.rglob("*") if each.is_file()}


# ------------------------------------------------------------------------------------------- exit codes


def test_help_tells_the_exit_codes(home: Path) -> None:
    done = run_script("doctor", "--help", environment=bare_environment(home))
    assert (done.returncode, done.stderr) == (0, "")
    assert "--json" in done.stdout
    assert "2 for words that are not understood" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    "words",
    [
        ("--server", "http://api.firma.ro"),
        ("--server", "https://ana:parola-7@firma.ro"),
        ("--lang", "de"),
        ("--colour",),
        ("now",),
    ],
)
def test_wrong_words_end_with_2_and_a_sentence(home: Path, words: tuple[str, ...]) -> None:
    done = run_script("doctor", *words, environment=bare_environment(home))
    assert (done.returncode, done.stdout) == (2, "")
    assert "storno-desktop doctor: error: " in done.stderr
    assert "parola" not in done.stderr
    assert "Traceback" not in done.stderr


def test_something_that_failed_ends_with_1(home: Path) -> None:
    with closed_port() as port:
        server = f"http://127.0.0.1:{port}"
        done = run_script("doctor", "--server", server, "--lang", "en", environment=bare_environment(home))
        as_json = run_script("doctor", "--server", server, "--json", environment=bare_environment(home))
    assert (done.returncode, done.stderr) == (1, "")
    assert "!!  Server             nobody listens there" in done.stdout
    assert done.stdout.endswith("Something failed.\n")
    assert (as_json.returncode, as_json.stderr) == (1, "")
    assert checks(as_json.stdout)["server"]["problem"]["network"] == "REFUSED"


def test_without_a_session_a_good_server_is_no_failure_and_nothing_is_written(home: Path) -> None:
    with sandbox(home, "--invoices", "5") as server:
        before = files(home)
        done = run_script("doctor", "--server", server.url, "--json", environment=bare_environment(home))
    assert (done.returncode, done.stderr) == (0, "")
    assert [each["check"] for each in json.loads(done.stdout)["checks"]] == [each.value for each in ExamCheck]
    assert checks(done.stdout)["token"]["facts"] == {"reason": "nobody"}
    assert files(home) == before


def test_a_kept_session_is_examined_without_a_screen_or_a_window(home: Path, tmp_path: Path) -> None:
    """Whose it is stands in the settings; the data folder names them."""
    with sandbox(home, "--invoices", "5") as server:
        data = settings(tmp_path / "data", server=server.url, email=server.email, language="en")
        kept = _signed_in(server.url, server.email, server.password)
        done = with_session(home, kept, "--data-dir", str(data), "--json")
        as_text = with_session(home, kept, "--data-dir", str(data))
    assert (done.returncode, done.stderr.decode()) == (0, "")
    found = checks(done.stdout)
    assert {name: each["verdict"] for name, each in found.items()} == {
        each.value: "skipped" if each is ExamCheck.TLS else "ok" for each in ExamCheck
    }
    assert found["page-cap"]["facts"]["given"] == 20
    assert as_text.returncode == 0
    assert "OK  Session            signed in by password; can be renewed" in as_text.stdout.decode()
    assert as_text.stdout.decode().endswith("Nothing failed.\n")


def test_another_server_than_the_last_one_gets_no_session(home: Path, tmp_path: Path) -> None:
    with sandbox(home, "--invoices", "5") as server:
        data = settings(tmp_path / "data", server="https://api.storno.ro", email=server.email)
        kept = {**_signed_in(server.url, server.email, server.password), "server": "https://api.storno.ro"}
        done = with_session(home, kept, "--data-dir", str(data), "--server", server.url, "--json")
    assert checks(done.stdout)["token"]["facts"] == {"reason": "nobody"}


def test_an_earlier_account_is_examined_when_its_server_is_named(home: Path, tmp_path: Path) -> None:
    with sandbox(home, "--invoices", "5") as server:
        data = settings(tmp_path / "data")
        preferences = Preferences(data / "settings" / "storno-desktop.ini")
        preferences.add(KnownAccount(server=server.url, email=server.email.upper()))
        preferences.add(KnownAccount(server="https://api.storno.ro", email="ana@exemplu.ro"))
        preferences.current = preferences.accounts[0].id
        preferences.keep()
        kept = _signed_in(server.url, server.email, server.password)
        done = with_session(home, kept, "--data-dir", str(data), "--server", server.url, "--json")
    assert checks(done.stdout)["token"]["verdict"] == "ok"


def test_damaged_settings_are_as_good_as_none(home: Path, tmp_path: Path) -> None:
    data = settings(tmp_path / "data")
    (data / "settings" / "storno-desktop.ini").write_text(
        "[General]\nserver=@Invalid()\nemail=a, b\nlanguage=tlh\n[accounts]\n1\\server=::\n1\\email=@\n"
    )
    with closed_port() as port:
        words = ("--data-dir", str(data), "--server", f"http://127.0.0.1:{port}")
        done = run_script("doctor", *words, environment=bare_environment(home))
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.endswith("Something failed.\n")


def _signed_in(server: str, email: str, password: str) -> dict[str, str]:
    import httpx

    pair = httpx.post(f"{server}/api/auth", json={"email": email, "password": password}).json()
    return {
        "server": server,
        "email": email,
        "access": pair["token"],
        "refresh": pair["refresh_token"],
        "way": "password",
    }


# -------------------------------------------------------------------------------------- policy, language


def test_a_broken_policy_is_named_without_its_values(home: Path, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('[server]\napi = "https://ana:parola-7@firma.ro"\n[lock]\nminutes = 5\n')
    policy.chmod(0o666)
    with closed_port() as port:
        words = (str(policy), "--server", f"http://127.0.0.1:{port}", "--json")
        done = subprocess.run(
            [sys.executable, "-c", _WITH_A_POLICY, *words],
            cwd=ROOT,
            env=bare_environment(home),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 1, done.stderr
    found = checks(done.stdout)["policy"]
    assert (found["verdict"], found["facts"]["state"], found["advice"]) == (
        "failed",
        "broken",
        "repair-policy",
    )
    assert f"{policy}: people who are no administrators could change" in found["facts"]["faults"]
    assert "parola" not in done.stdout + done.stderr


@pytest.mark.parametrize("code", ["ro", "en"])
def test_the_report_speaks_the_chosen_language(home: Path, qapp: QCoreApplication, code: str) -> None:
    with closed_port() as port:
        words = ("--server", f"http://127.0.0.1:{port}", "--lang", code)
        done = run_script("doctor", *words, environment=bare_environment(home))
    language = Language(qapp)
    language.choose(code)
    try:
        titles = [DoctorWords().title(check) for check in ExamCheck]
        heading = DoctorWords().heading_of_advice()
    finally:
        language.choose("en")
        language.take_off()
    lines = done.stdout.splitlines()
    assert [line[4:].startswith(title) for line, title in zip(lines[2:14], titles, strict=True)] == [
        True
    ] * 12
    assert heading in lines


# ------------------------------------------------------------------------------------------ no secrets


def _token(name: str) -> str:
    """A token like the server's, over since long."""
    parts = ({"alg": "none"}, {"exp": 1_000_000_000, "iat": 999_996_400, "username": name})
    texts = [base64.urlsafe_b64encode(json.dumps(each).encode()).decode().rstrip("=") for each in parts]
    return ".".join([*texts, f"Semnatura{name}"])


@dataclass
class Gossip:
    """A server that repeats everything it knows wherever it can."""

    way: str
    echoes_at: str
    secrets: dict[str, str] = field(
        default_factory=lambda: {
            "access": _token("veche"),
            "new access": _token("noua"),
            "refresh": "r3fr3sh+vechi/0123456789&abcdef",
            "new refresh": "r3fr3sh+nou/9876543210&fedcba",
            "key": "af_7c1d5b90e2f84a36b1c2d3e4f5a6b7c8",
            "password": 'Parolă foarte"secretă\\ 77',
            "email": "ana.secretara@contabilitate-popescu.ro",
            "name": "Ana-Maria Popescu-Secretara",
            "company": "Construcții Întâi & Fiii SRL",
            "cif": "18547290",
            "organization": "Cabinet Popescu și Asociații",
        }
    )

    async def road(self, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: bytes) -> None:
        path = asked.split(b" ", 2)[1].split(b"?")[0].decode()
        gossip = json.dumps(
            {"error": " ".join(self.secrets.values()), "message": list(self.secrets.values())}
        )
        if path == self.echoes_at:
            said = answer("422 Unprocessable Content", gossip.encode())
        else:
            said = answer("200 OK", json.dumps(self._answers()[path]).encode())
        writer.write(said)
        await writer.drain()

    def _answers(self) -> dict[str, object]:
        known = self.secrets
        place = {"id": "org-1", "name": known["organization"]}
        return {
            "/api/v1/version": {"version": MARKER},
            "/api/auth/refresh": {"token": known["new access"], "refresh_token": known["new refresh"]},
            "/api/v1/me": {
                "id": "person-1",
                "email": known["email"],
                "fullName": known["name"],
                "currentRole": known["name"],
                "permissions": ["invoice.view", known["name"]],
                "organization": place,
                "memberships": [{"role": "owner", "organization": place}],
            },
            "/api/v1/companies": {
                "data": [{"id": "company-1", "name": known["company"], "cif": known["cif"]}]
            },
            "/api/v1/invoices": {"data": [], "total": 0, "page": 1, "limit": 20},
        }


@contextmanager
def gossiping(way: str, echoes_at: str) -> Iterator[tuple[Gossip, FaultyServer]]:
    gossip = Gossip(way, echoes_at)
    with FaultyServer(gossip.road) as server:
        yield gossip, server


@pytest.mark.parametrize("form", ["--json", "--lang=en"])
@pytest.mark.parametrize("way", ["password", "api-key"])
@pytest.mark.parametrize(
    "echoes_at", ["", "/api/auth/refresh", "/api/v1/me", "/api/v1/companies", "/api/v1/invoices"]
)
def test_nothing_secret_and_nobodys_name_is_printed(
    home: Path, tmp_path: Path, way: str, echoes_at: str, form: str
) -> None:
    with gossiping(way, echoes_at) as (gossip, server):
        known = gossip.secrets
        data = settings(tmp_path / "data", server=server.url, email=known["email"])
        kept = {
            "server": server.url,
            "email": known["email"],
            "access": known["key"] if way == "api-key" else known["access"],
            "refresh": "" if way == "api-key" else known["refresh"],
            "way": way,
        }
        done = with_session(home, kept, "--data-dir", str(data), form)
        assert b"/api/v1/me" in b"".join(server.asked) or echoes_at == "/api/auth/refresh"
    output = done.stdout + done.stderr
    assert b"Traceback" not in output
    assert leaks(output, MARKER)
    assert [name for name, secret in known.items() if leaks(output, secret)] == []
    written = b"".join(each.read_bytes() for each in files(tmp_path) if each.suffix != ".ini")
    assert [name for name, secret in known.items() if leaks(written, secret)] == []


def test_the_search_finds_a_secret_in_every_form() -> None:
    secret = Gossip("password", "").secrets["password"]
    for form in forms_of(secret):
        assert leaks(b"before " + form + b" after", secret), form
    for shift in (b"", b"x", b"xx"):
        hidden = base64.b64encode(shift + secret.encode() + b" and more")
        assert leaks(b'{"note": "' + hidden + b'"}', secret)
    assert not leaks(b"nothing of the kind", secret)
