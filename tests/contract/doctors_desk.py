"""A doctor as the program builds it, at a clock that a test sets, and every form in which a secret could leak."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, quote_plus

import httpx

from storno_desktop.api.client import StornoClient
from storno_desktop.api.line_check import LineCheck
from storno_desktop.api.token_keeper import TokenKeeper
from storno_desktop.domain.account import AccountId, ServerProfile, account_id, usual_web_address
from storno_desktop.domain.server_address import ServerAddress, parse_server_address
from storno_desktop.domain.session import SignInWay, Tokens
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.service.doctor import PATIENCE, Doctor
from storno_desktop.service.examined import ExamCheck, Examined, Verdict
from storno_desktop.service.policy import Policy
from storno_desktop.vault.secret_vault import SecretVault

NOW = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
"""The present of server and doctor alike, unless a test says otherwise."""


def address_of(url: str) -> ServerAddress:
    address = parse_server_address(url)
    assert isinstance(address, ServerAddress), address
    return address


async def _at_once(_seconds: float) -> None:
    """Reads are repeated without waiting."""


def the_doctor(
    *,
    policy: Policy | None = None,
    clock: Callable[[], datetime] = lambda: NOW,
    patience: Mapping[ExamCheck, float] = PATIENCE,
) -> Doctor:
    """With real lines and real clients; repeated reads do not wait."""

    def client_to(server: ServerAddress, keeper: TokenKeeper | None) -> StornoClient:
        return StornoClient(server.url, clock=clock, keeper=keeper, sleep=_at_once)

    return Doctor(
        policy=policy or Policy(),
        vault=SecretVault(),
        line_to=LineCheck,
        client_to=client_to,
        clock=clock,
        patience=patience,
    )


def examined(
    doctor: Doctor, url: str, account: AccountId | None = None, *, durable: bool = True
) -> dict[ExamCheck, Examined]:
    """Every look by what it looked at."""
    server = address_of(url)
    profile = ServerProfile(server, usual_web_address(server))
    results = asyncio.run(doctor.examine(profile, account, durable=durable))
    assert [each.check for each in results] == list(ExamCheck)
    return {each.check: each for each in results}


def verdicts(results: Mapping[ExamCheck, Examined]) -> dict[ExamCheck, Verdict]:
    return {check: each.verdict for check, each in results.items()}


def keep(account: AccountId, tokens: Tokens) -> None:
    """Put a session into the keyring, as the program does."""
    assert asyncio.run(SecretVault().keep(account, tokens, durable=True))


def kept(account: AccountId) -> Tokens | None:
    return asyncio.run(SecretVault().find(account))


def back_door(server: SandboxServer, path: str, **fields: Any) -> dict[str, Any]:
    """Move something behind the API's back; the sandbox has to be open for that."""
    answer = httpx.post(f"{server.url}/_sandbox/{path}", json=fields or None)
    assert answer.is_success, answer.text
    said: dict[str, Any] = answer.json()
    return said


def account_in(server: SandboxServer, email: str) -> AccountId:
    return account_id(address_of(server.url), email)


def keep_password_session(server: SandboxServer, email: str) -> Tokens:
    pair = back_door(server, "tokens", email=email)
    tokens = Tokens(access=pair["token"], refresh=pair["refresh_token"])
    keep(account_in(server, email), tokens)
    return tokens


def keep_browser_session(server: SandboxServer, email: str, *scopes: str) -> Tokens:
    pair = back_door(server, "oauth", email=email, **({"scopes": list(scopes)} if scopes else {}))
    tokens = Tokens(
        access=pair["access_token"],
        refresh=pair["refresh_token"],
        way=SignInWay.BROWSER,
        client_id=server.settings.oauth_client_id,
        scopes=frozenset(pair["scope"].split()),
    )
    keep(account_in(server, email), tokens)
    return tokens


def keep_key(server: SandboxServer, email: str, *scopes: str) -> Tokens:
    made = back_door(server, "api-keys", email=email, scopes=list(scopes))
    tokens = Tokens(access=made["key"], way=SignInWay.API_KEY)
    keep(account_in(server, email), tokens)
    return tokens


def forms_of(secret: str) -> Iterator[bytes]:
    """Every form in which a text can stand in a file or on a screen (decisions 8)."""
    yield secret.encode()
    for encoded in (secret.encode(), secret.encode("utf-16-le")):
        for shift in range(3):  # a text in the midst of others begins at any of three places
            whole = base64.b64encode(b"\0" * shift + encoded)
            inner = whole[4 if shift else 0 : len(whole) - 4]
            yield inner
            yield inner.replace(b"+", b"-").replace(b"/", b"_")
    yield quote(secret, safe="").encode()
    yield quote_plus(secret).encode()
    yield json.dumps(secret)[1:-1].encode()
    yield json.dumps(secret, ensure_ascii=False)[1:-1].encode()
    yield secret.encode("utf-16-le")
    yield secret.encode("utf-16-be")
    yield secret.encode().hex().encode()


def leaks(output: bytes, secret: str) -> bool:
    """Whether this secret stands in the output in any form, letters of either case."""
    lower = output.lower()
    return any(len(form) >= 4 and form.lower() in lower for form in forms_of(secret))
