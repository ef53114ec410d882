"""Plays the recorded exchanges against a sandbox, in their order, with everything that happened between them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from storno_desktop.sandbox.ledger import Company
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.second_factor import totp
from storno_desktop.sandbox.settings import SandboxSettings
from storno_desktop.sandbox.world import World

DATA = Path(__file__).parents[1] / "data" / "storno"
SEED = DATA / "seed.json"
# Between the first and the last of the recordings; ids made at this time begin like those recorded.
MOMENT = datetime.fromisoformat("2026-11-22T18:46:17+02:00")
SETTINGS = SandboxSettings(seed=SEED, dates="as-is", now=MOMENT, login_limit=True)

MAILBOXES = {"acc": "contabil", "emp": "angajat", "accB": "contabil-b", "other": "altul"}
API_KEYS = {288: "owner-readonly", 290: "owner-readonly", 294: "owner-revoked"}
EXPIRED_TOKENS = {34, 217}
REFRESH_OWNERS = {30: "admin", 323: "other", 343: "emp"}
CREATED_BY_STEP = {263: 264}


@dataclass(frozen=True)
class Exchange:
    """A recorded request and, unless it is only a step between, the answer."""

    number: int
    name: str
    user: str | None
    request: dict[str, Any]
    response: dict[str, Any] | None
    note: str | None = None


@dataclass(frozen=True)
class Replayed:
    """What was recorded, with live ids in place of recorded ones, and what the sandbox answered."""

    expected: dict[str, Any]
    status: int
    headers: httpx.Headers
    content: bytes


def recorded() -> list[Exchange]:
    """All recordings in order."""
    found = []
    for path in sorted((DATA / "recordings").glob("*.json")):
        one = json.loads(path.read_text())
        number, name = path.stem.split("-", 1)
        found.append(Exchange(int(number), name, one["user"], one["request"], one["response"], one["note"]))
    return found


def steps() -> list[Exchange]:
    """The requests between the recordings that changed something."""
    listed = json.loads((DATA / "recordings-state-steps.json").read_text())
    return [Exchange(one["number"], "step", one["user"], one["request"], None) for one in listed]


class Replay:
    """One run through all exchanges; `answers` holds what came of each recording."""

    def __init__(self, server: SandboxServer) -> None:
        self.server = server
        self.answers: dict[int, Replayed] = {}
        self._live: dict[str, str] = {}
        self._seed = json.loads(SEED.read_text())
        self._http = httpx.Client(base_url=server.url, timeout=30)
        self._before: dict[int, Callable[[], None]] = {
            18: lambda: self._challenge(18),
            21: lambda: self._wrong_codes(21, 3, "10.9.169.23"),
            22: lambda: self._wrong_codes(22, 5, "10.9.169.29"),
            30: lambda: self._world.tokens.expire_refresh(self._email("admin")),
            222: lambda: self._read_only(on=True),
            225: lambda: self._read_only(on=False),
            311: self._cancelled_twice_at_once,
            312: lambda: self._post("owner", 312, "restore", {}),
            313: lambda: self._person(active=False, member=True),
            315: lambda: self._person(active=True, member=False),
            319: lambda: self._deleted(deleted=True),
            322: lambda: self._deleted(deleted=False),
            323: lambda: self._world.tokens.forget_refresh(self._email("other")),
            337: self._captcha_on,
            343: self._fresh_data,
            350: lambda: self._challenge(350),
        }

    @property
    def _world(self) -> World:
        return self.server.sandbox.world

    def run(self) -> None:
        """Plays everything once."""
        exchanges = sorted([*recorded(), *steps()], key=lambda one: one.number)
        self._numbers = {one.number: one for one in exchanges}
        for exchange in exchanges:
            self._secrets_for(exchange)
            self._before.get(exchange.number, lambda: None)()
            self._play(exchange)
        self._http.close()

    def _play(self, exchange: Exchange) -> None:
        request = exchange.request
        headers = {name: self._substituted(value) for name, value in request["headers"].items()}
        if "Authorization" in headers:
            headers["Authorization"] = self._authorization(exchange, headers["Authorization"])
        if "X-API-Key" in headers:
            headers["X-API-Key"] = self._seed["apiKeys"]["owner-all"]["key"]
        body = request.get("body")
        content: bytes | None = None
        if body is not None:
            text = body if isinstance(body, str) else json.dumps(self._with_live_code(exchange, body))
            content = self._substituted(text).encode()
            headers.setdefault("Content-Type", "application/json")
        if "Accept" not in headers:
            headers["Accept"] = "*/*"
        answer = self._http.request(
            request["method"], self._substituted(request["path"]), headers=headers, content=content
        )
        self._http.cookies.clear()
        self._learn(exchange, answer)
        if exchange.response is not None:
            expected = json.loads(self._substituted(json.dumps(exchange.response)))
            self.answers[exchange.number] = Replayed(
                expected, answer.status_code, answer.headers, answer.content
            )

    def _authorization(self, exchange: Exchange, masked: str) -> str:
        if "APIKEY" in masked:
            key = self._seed["apiKeys"][API_KEYS.get(exchange.number, "owner-all")]["key"]
            return masked.replace("<APIKEY af_+64hex>", "af_" + "0" * 64 if exchange.number == 292 else key)
        user = self._world.accounts.users[self._email(exchange.user or "owner")]
        seconds = -60 if exchange.number in EXPIRED_TOKENS else None
        token = self._world.tokens.sign(user.email, list(user.profile["roles"]), seconds)
        if exchange.number == 35:
            token = token[:-4] + ("AAAA" if token[-4:] != "AAAA" else "BBBB")
        return f"Bearer {token}"

    def _with_live_code(self, exchange: Exchange, body: object) -> object:
        """Codes that were right when they were recorded are computed anew."""
        if isinstance(body, dict) and exchange.number in {14, 15, 21}:
            return {**body, "code": totp(self._seed["mfa"]["totpSecret"], int(MOMENT.timestamp()))}
        return body

    def _learn(self, exchange: Exchange, answer: httpx.Response) -> None:
        """Notes which live secret or id stands for which recorded one."""
        if "json" not in answer.headers.get("content-type", ""):
            return
        live = answer.json()
        recorded_body = exchange.response["body"] if exchange.response else {}
        if exchange.number in CREATED_BY_STEP:
            later = self._numbers[CREATED_BY_STEP[exchange.number]].response or {}
            recorded_body = later["body"]
        if exchange.number == 344:
            recorded_body = {"invoice": {"id": self._numbers[345].request["path"].split("/")[4]}}
        if not isinstance(live, dict) or not isinstance(recorded_body, dict):
            return
        for name in ("refresh_token", "mfa_token"):
            if name in live and name in recorded_body:
                self._live[recorded_body[name]] = live[name]
        if "invoice" in live and "invoice" in recorded_body:
            self._live[recorded_body["invoice"]["id"]] = live["invoice"]["id"]

    def _secrets_for(self, exchange: Exchange) -> None:
        """Refresh tokens that no recorded answer handed out."""
        asked = json.dumps(exchange.request, ensure_ascii=False)
        for masked in re.findall(r"<REFRESH 128 hex sha1=[0-9a-f]+>", asked):
            if masked in self._live:
                continue
            if masked in json.dumps(exchange.request["headers"]):
                self._live[masked] = self._world.tokens.refresh_token(self._email("owner")).value
            elif exchange.number in REFRESH_OWNERS:
                owner = self._email(REFRESH_OWNERS[exchange.number])
                self._live[masked] = self._world.tokens.refresh_token(owner).value
            else:
                self._live[masked] = "0" * 128

    def _substituted(self, text: str) -> str:
        for old, new in self._live.items():
            text = text.replace(old, new)
        return text

    def _email(self, short: str) -> str:
        mailbox = MAILBOXES.get(short, short)
        return next(str(email) for email in self._seed["users"] if email.split("@")[0] == mailbox)

    def _challenge(self, number: int) -> None:
        """A sign-in that was not recorded, whose challenge the next recordings answer."""
        masked = self._numbers[number].request["body"]["mfaToken"]
        self._live[masked] = self._world.challenges.open(self._seed["mfa"]["email"])

    def _wrong_codes(self, number: int, count: int, address: str) -> None:
        body = {**self._numbers[number].request["body"], "code": "000000"}
        headers = {"Accept": "application/json", "X-Forwarded-For": address}
        for _ in range(count):
            content = json.loads(self._substituted(json.dumps(body)))
            self._http.post("/api/auth/mfa/verify", json=content, headers=headers)

    def _post(self, user: str, number: int, act: str, body: dict[str, str]) -> None:
        path = self._numbers[number].request["path"].replace("/events", f"/{act}")
        exchange = Exchange(
            0,
            act,
            user,
            {"method": "POST", "path": path, "headers": {"Authorization": ""}, "body": body},
            None,
        )
        self._play(exchange)

    def _cancelled_twice_at_once(self) -> None:
        """Two of four simultaneous cancels got through on the real server; the second left only an event."""
        self._post("owner", 311, "cancel", {"reason": "simultan"})
        invoice = self._world.ledger.find(self._numbers[311].request["path"].split("/")[4])
        assert invoice is not None
        invoice.events.insert(0, {**invoice.events[0], "id": self._world.ledger.ids.next()})

    def _company_b(self) -> Company:
        return self._world.ledger.companies[self._seed["companies"]["B"]["id"]]

    def _read_only(self, *, on: bool) -> None:
        self._company_b().document["isReadOnly"] = on

    def _person(self, *, active: bool, member: bool) -> None:
        user = self._world.accounts.users[self._email("acc")]
        user.active = active
        user.memberships[0].active = member

    def _deleted(self, *, deleted: bool) -> None:
        """Company B goes and comes back; by then the accountant is a member again."""
        self._person(active=True, member=True)
        self._company_b().deleted = deleted

    def _captcha_on(self) -> None:
        self._world.captcha = True

    def _fresh_data(self) -> None:
        """The last recordings began anew, without the captcha."""
        self.server.sandbox.reset()
        for masked in [masked for masked in self._live if masked.startswith("<REFRESH")]:
            del self._live[masked]
        self._secrets_for(self._numbers[343])
