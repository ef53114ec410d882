"""Plays a person with a browser and a program that waits on loopback, with a plain HTTP client."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from storno_desktop.sandbox.grants import challenge_of
from storno_desktop.sandbox.listen import SandboxServer

HOME = "http://127.0.0.1:49321/callback"
VERIFIER = "a-verifier-long-enough-for-the-standard-0123456789"


@dataclass
class OAuthVisitor:
    """One program that asks to be let in; `query` can be changed before `address` is used."""

    server: SandboxServer
    query: dict[str, str] = field(default_factory=dict)
    path: str = "/oauth/authorize"

    def __post_init__(self) -> None:
        usual = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": HOME,
            "state": "st & te",
            "code_challenge": challenge_of(VERIFIER),
            "code_challenge_method": "S256",
        }
        self.query = {**usual, **self.query}

    @property
    def client_id(self) -> str:
        return str(self.server.oauth_client["clientId"])

    @property
    def address(self) -> str:
        return f"{self.server.url}{self.path}?{httpx.QueryParams(self.query)}"

    def open(self) -> httpx.Response:
        return httpx.get(self.address)

    def post(self, **fields: str) -> httpx.Response:
        return httpx.post(self.address, data=fields)

    def code(self, email: str, **fields: str) -> str:
        """Signs in and allows; the code that the program gets."""
        answer = self.post(email=email, password=self.password(email), decision="allow", **fields)
        assert answer.status_code == 303, answer.text
        return brought_home(answer)["code"]

    def tokens(self, email: str, **fields: str) -> Any:
        answer = self.exchange(self.code(email, **fields))
        assert answer.status_code == 200, answer.text
        return answer.json()

    def exchange(self, code: str, /, **changed: str) -> httpx.Response:
        asked = {
            "grant_type": "authorization_code",
            "code": code,
            "client_id": self.client_id,
            "redirect_uri": self.query["redirect_uri"],
            "code_verifier": VERIFIER,
        }
        return self.call("token", {**asked, **changed})

    def renew(self, refresh_token: str) -> httpx.Response:
        asked = {"grant_type": "refresh_token", "refresh_token": refresh_token, "client_id": self.client_id}
        return self.call("token", asked)

    def call(self, name: str, asked: dict[str, str]) -> httpx.Response:
        return httpx.post(
            f"{self.server.url}/api/v1/oauth2/{name}", json=asked, headers={"Accept": "application/json"}
        )

    def ask(self, access_token: str, path: str = "/api/v1/me", **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named |= {"Accept": "application/json", "Authorization": f"Bearer {access_token}"}
        return httpx.get(f"{self.server.url}{path}", headers=named)

    def password(self, email: str) -> str:
        return next(str(one["password"]) for one in self.server.accounts if one["email"] == email)


def brought_home(answer: httpx.Response) -> dict[str, str]:
    """What the redirect tells the waiting program."""
    target = urlsplit(answer.headers["Location"])
    assert f"{target.scheme}://{target.netloc}{target.path}" == HOME
    return {name: values[0] for name, values in parse_qs(target.query).items()}


class _Hidden(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "input" and found.get("type") == "hidden":
            self.fields[str(found["name"])] = str(found["value"])


def hidden_fields(page: str) -> dict[str, str]:
    """What a form carries from one page to the next."""
    parser = _Hidden()
    parser.feed(page)
    return parser.fields
