"""No secret lies in the data folder, the settings or the log after a whole life with each way of signing in."""

from __future__ import annotations

import asyncio
import base64
import json
import logging
import sys
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.act import ActKind
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.session import SecondFactorChallenge, SignInWay
from storno_desktop.logs import start_log, stop_log
from storno_desktop.places import Places
from storno_desktop.sandbox.second_factor import totp
from storno_desktop.service.session import Session
from storno_desktop.service.session_service import BrowserErrand
from storno_desktop.ui.preferences import KnownAccount, Preferences
from storno_desktop.wire.parts import read_share_links
from tests.contract.arrivals import Arrivals, arrivals_at
from tests.contract.program import OWNER, allow_in_browser, come_back, expire, profile_of
from tests.contract.service_desk import WORLD, Deed, ServiceDesk, open_desk
from tests.disguises import disguises, found_in, found_under
from tests.memory_ring import MemoryRing, installed

MARKER = "marcaj nevinovat ș/+ 4711"
PASSWORD = str(WORLD["password"])
MFA_EMAIL = str(WORLD["mfa"]["email"])
LINK_TOKEN = "0f3a" * 16
_TELLING = {"password", "code", "code_verifier", "refresh_token", "token", "mfaToken"}
log = logging.getLogger("storno_desktop.tests")


class RememberingRing(MemoryRing):
    """Remembers all that was ever put into it."""

    def __init__(self) -> None:
        super().__init__()
        self.ever: list[str] = []

    def set_password(self, service: str, username: str, password: str) -> None:
        self.ever.append(password)
        super().set_password(service, username, password)

    @property
    def tokens(self) -> set[str]:
        """All tokens that ever lay here."""
        kept = [json.loads(each) for each in self.ever]
        return {each[name] for each in kept for name in ("access", "refresh") if each[name]}


def sent(heard: Arrivals) -> set[str]:
    """All secrets that were sent: in bodies, and in the header that says who we are."""
    found: set[str] = set()
    for each in heard:
        if each.headers.get("content-type", "").startswith("application/json"):
            found |= {str(value) for name, value in each.fields.items() if name in _TELLING and value}
        found.add(each.headers.get("authorization", "").removeprefix("Bearer "))
    return found - {""}


class Life:
    """One program's life at one desk, with the secrets that it met."""

    def __init__(self, desk: ServiceDesk, preferences: Preferences) -> None:
        self.desk, self.preferences = desk, preferences
        self.sessions = desk.house.services.sessions
        self.secrets: set[str] = {PASSWORD, LINK_TOKEN, *map(str, WORLD["mfa"]["backup"])}
        self.shown: list[object] = []
        self._acts = iter(("issued-1", "issued-2", "issued-3", "issued-4"))

    def by_password(self) -> Session:
        return self._in(self.desk.do(self.sessions.sign_in(self.desk.address, OWNER, PASSWORD, stay=True)))

    def by_second_factor(self, method: str) -> Session:
        sessions = self.sessions
        asked = self.desk.do(sessions.sign_in(self.desk.address, MFA_EMAIL, PASSWORD, stay=True))
        assert isinstance(asked, SecondFactorChallenge)
        self.shown.append(asked)
        self.secrets.add(asked.token)
        assert isinstance(self.desk.do(sessions.answer_challenge(asked, "918273", "totp")), Problem)
        clock = self.desk.server.sandbox.world.clock
        code = (
            totp(str(WORLD["mfa"]["totpSecret"]), clock.epoch())
            if method == "totp"
            else str(WORLD["mfa"]["backup"][0])
        )
        return self._in(self.desk.do(sessions.answer_challenge(asked, code, method)))

    def by_key(self) -> Session:
        key = str(WORLD["apiKeys"]["owner-all"]["key"])
        self.secrets.add(key)
        return self._in(self.desk.do(self.sessions.sign_in_with_key(self.desk.address, key, stay=True)))

    def by_browser(self) -> Session:
        async def story() -> object:
            errand = await self.sessions.begin_browser(profile_of(self.desk.server), "Gata.", stay=True)
            assert isinstance(errand, BrowserErrand), errand
            entrance = self.sessions._waiting
            assert entrance is not None
            assert entrance.request is not None
            self.secrets |= {entrance.request.verifier, entrance.request.state}
            self.shown += [entrance.request, entrance]
            finishing = asyncio.create_task(self.sessions.finish_browser(errand))
            back = await asyncio.to_thread(allow_in_browser, errand.url, OWNER, password=PASSWORD)
            self.secrets.add(parse_qs(urlsplit(back).query)["code"][0])
            assert (await asyncio.to_thread(come_back, back)).status_code == 200
            return await finishing

        return self._in(self.desk.do(story()))

    def _in(self, entered: object) -> Session:
        assert isinstance(entered, Session), entered
        self.desk.session = entered
        self.preferences.add(
            KnownAccount(
                server=entered.server.url,
                email=entered.user.email,
                name=entered.user.full_name,
                organization_id=entered.user.organization_id,
                stays=True,
            )
        )
        return entered

    def work(self) -> None:
        """A day's work: the list, a detail, an act and its undoing, a renewal, faults of all kinds, a crash."""
        desk, services = self.desk, self.desk.house.services
        client = self.sessions._connection.require()[0]
        tokens = client.tokens
        assert tokens is not None
        way = tokens.way
        self.shown += [
            client,
            client._server,
            client._server.auth,
            tokens,
            self.sessions._connection,
            self.sessions._vault,
        ]
        desk.do(services.invoices.begin_refresh(desk.company))
        name = next(self._acts)
        for kind in (ActKind.CANCEL, ActKind.RESTORE):
            deed = Deed(desk, kind)
            deed.name = name
            desk.fail(
                "status", "*/payments", status=500, body={"error": f"Bearer {tokens.access} {PASSWORD}"}
            )
            deed.carry_out()
        if way is not SignInWay.API_KEY:
            expire(desk.server)
            desk.do(services.invoices.begin_refresh(desk.company))
        for fault in ("html", "truncated", "garbage", "drop-after", "huge"):
            desk.fail(fault, "/api/v1/me", count=3)
            self.shown.append(desk.do(client.me()))
            desk.mend()
        self._crash(
            f"token={tokens.access} refresh_token: '{tokens.refresh}' {tokens!r} password={PASSWORD!r}"
        )

    def _crash(self, words: str) -> None:
        """What the program does with a bug that nobody caught."""
        try:
            raise ValueError(words)
        except ValueError:
            log.critical("a fault in the program", exc_info=sys.exc_info())

    def go(self) -> None:
        """Out again."""
        client = self.sessions._connection.require()[0]
        self.shown.append(self.desk.do(self.sessions.sign_out()))
        self.shown.append(client)


@pytest.mark.logs_warnings
@pytest.mark.parametrize("way", ["password", "totp", "backup code", "key", "browser"])
def test_nothing_secret_lies_anywhere_after_a_life_with(qapp: QApplication, tmp_path: Path, way: str) -> None:
    places = Places.of(tmp_path)
    preferences = Preferences(places.settings_file)
    handler = start_log(places.log_file)
    ring = RememberingRing()
    try:
        log.info(MARKER)
        with open_desk(turns=places.turns) as desk, installed(ring):
            heard = arrivals_at(desk.server)
            links = {"id": "019a0009-0000-7000-8000-000000000001", "token": LINK_TOKEN, "status": "active"}
            for each in ("issued-1", "issued-2"):
                desk.book(each).share_links.append({**links, "url": f"https://app.storno.ro/s/{LINK_TOKEN}"})
            life = Life(desk, preferences)
            ways = {
                "password": life.by_password,
                "totp": lambda: life.by_second_factor("totp"),
                "backup code": lambda: life.by_second_factor("backup_code"),
                "key": life.by_key,
                "browser": life.by_browser,
            }
            ways[way]()
            life.work()
            life.go()
            preferences.keep()
        secrets = life.secrets | ring.tokens | sent(heard)
    finally:
        stop_log(handler)
    assert sent(heard)
    assert ring.tokens
    assert ring.secrets == {}
    assert found_under(tmp_path, [MARKER])
    assert OWNER in preferences.file.read_text() or MFA_EMAIL in preferences.file.read_text()
    assert found_under(tmp_path, secrets) == []
    for shown in life.shown:
        assert list(found_in(repr(shown).encode(), secrets)) == []


def test_the_marker_is_found_in_each_form(tmp_path: Path) -> None:
    """A search that finds nothing proves something only if it would have found it."""
    for form in disguises(MARKER).values():
        file = tmp_path / "file"
        file.write_bytes(b"before " + form + b" after")
        assert found_under(tmp_path, [MARKER])
        file.unlink()
    real = [
        base64.b64encode(b"x" * lead + MARKER.encode() + b"y" * tail)
        for lead in range(4)
        for tail in range(4)
    ]
    real += [MARKER.encode("utf-16"), quote(MARKER).encode(), json.dumps({"a": MARKER}).encode()]
    real += [MARKER.encode().hex().encode(), base64.b64encode(MARKER.encode("utf-16-le"))]
    for each in real:
        assert list(found_in(each, [MARKER])), each
    assert not list(found_in(b"nimic din toate acestea", [MARKER]))


def test_a_share_link_is_read_without_its_token() -> None:
    body = json.dumps([{"id": "1", "token": LINK_TOKEN, "status": "active", "url": f"/s/{LINK_TOKEN}"}])
    read = read_share_links(body.encode())
    assert isinstance(read, tuple)
    assert len(read) == 1
    assert LINK_TOKEN not in repr(read)
