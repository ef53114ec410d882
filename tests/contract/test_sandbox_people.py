"""The generated world has an account for every case of signing in, and the back door moves what no request can."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest

from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import DialectName, SandboxSettings
from tests.contract.oauth_visitor import OAuthVisitor
from tests.contract.sandbox_replay import MOMENT

GENERATED = SandboxSettings(now=MOMENT, invoices=60, control=True)
OWNER = "patron@demo.example"


class Desk:
    """Asks one sandbox, as anybody and through the back door."""

    def __init__(self, server: SandboxServer) -> None:
        self.server = server

    def log_in(self, email: str, password: str) -> httpx.Response:
        return httpx.post(f"{self.server.url}/api/auth", json={"email": email, "password": password})

    def session(self, account: dict[str, Any]) -> str:
        answer = self.log_in(account["email"], account["password"])
        assert answer.status_code == 200, answer.text
        return f"Bearer {answer.json()['token']}"

    def get(self, authorization: str, path: str = "/api/v1/me", **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named |= {"Accept": "application/json", "Authorization": authorization}
        return httpx.get(f"{self.server.url}{path}", headers=named)

    def post(self, authorization: str, path: str, body: object, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named |= {"Accept": "application/json", "Authorization": authorization}
        return httpx.post(f"{self.server.url}{path}", json=body, headers=named)

    def control(self, path: str, body: object = None) -> Any:
        answer = httpx.post(f"{self.server.url}/_sandbox/{path}", json=body if body is not None else {})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def misunderstood(self, path: str, body: object) -> bool:
        return httpx.post(f"{self.server.url}/_sandbox/{path}", json=body).status_code == 400

    def account(self, shows: str) -> dict[str, Any]:
        return next(one for one in self.server.accounts if shows in one["shows"])


@pytest.fixture(params=["observed", "documented"])
def dialect(request: pytest.FixtureRequest) -> DialectName:
    name: DialectName = request.param
    return name


@pytest.fixture
def desk(dialect: DialectName) -> Iterator[Desk]:
    with SandboxServer(replace(GENERATED, dialect=dialect)) as server:
        yield Desk(server)


# -------------------------------------------------------------------------------------- sample accounts


def test_the_first_account_is_a_plain_owner(desk: Desk) -> None:
    first = desk.server.accounts[0]
    assert (first["role"], first["shows"]) == ("owner", [])
    assert desk.get(desk.session(first)).json()["email"] == first["email"]


def test_the_second_factor_can_be_tried_with_what_is_printed(desk: Desk) -> None:
    account = desk.account("second factor")
    challenge = desk.log_in(account["email"], account["password"]).json()
    assert challenge["mfa_required"] is True
    shown = httpx.get(f"{desk.server.url}/_sandbox/totp", params={"email": account["email"]}).json()["code"]
    tries = [
        {"code": shown, "type": "totp"},
        {"code": account["backupCodes"][0], "type": "backup"},
    ]
    for entered in tries:
        challenge = desk.log_in(account["email"], account["password"]).json()
        answer = httpx.post(
            f"{desk.server.url}/api/auth/mfa/verify", json={"mfaToken": challenge["mfa_token"], **entered}
        )
        assert answer.json()["token"]
    plain = httpx.get(f"{desk.server.url}/_sandbox/totp", params={"email": OWNER}).json()
    assert plain == {"code": None}


def test_few_rights_a_read_only_company_and_two_organisations(desk: Desk) -> None:
    few = desk.get(desk.session(desk.account("few rights"))).json()["permissions"]
    assert "invoice.view" in few
    assert not {"invoice.cancel", "invoice.edit"} & set(few)

    miller = desk.session(desk.account("read-only company"))
    (company,) = (one for one in desk.server.ledger.companies.values() if one.read_only)
    issued = next(
        one for one in desk.server.ledger.shelf(company).invoices(None, None) if one.status == "issued"
    )
    path = f"/api/v1/invoices/{issued.id}/cancel"
    reason = {"reason": "Emisă din greșeală, de două ori"}
    assert desk.get(miller, "/api/v1/invoices", X_Company=company.id).status_code == 200
    assert desk.post(miller, path, reason, X_Company=company.id).status_code == 403

    expert = desk.session(desk.account("several organisations"))
    me = desk.get(expert).json()
    assert len(me["memberships"]) == 2
    other = next(
        each
        for membership in me["memberships"]
        if (each := membership.get("organizationId") or membership["organization"]["id"])
        != me["organization"]["id"]
    )
    there = desk.get(expert, X_Organization=other).json()
    assert there["organization"]["id"] == other
    assert "invoice.cancel" in me["permissions"]
    assert "invoice.cancel" not in there["permissions"]
    assert "invoice.view" in there["permissions"]
    here, elsewhere = (
        desk.get(expert, "/api/v1/companies", X_Organization=organization).json()
        for organization in (me["organization"]["id"], other)
    )
    count = [len(found["data"]) if isinstance(found, dict) else len(found) for found in (here, elsewhere)]
    assert count == [2, 1]


def test_those_who_are_shut_out_are_refused_for_their_reason(desk: Desk, dialect: DialectName) -> None:
    refused = {
        one["why"]: desk.log_in(one["email"], one["password"]) for one in desk.server.sandbox.world.shut_out
    }
    unconfirmed = 401 if dialect == "observed" else 403
    statuses = {why: answer.status_code for why, answer in refused.items()}
    assert statuses == {"deactivated": 403, "unconfirmed": unconfirmed}


def test_keys_for_everything_for_reading_and_dead_ones(desk: Desk, dialect: DialectName) -> None:
    keys = {one["name"]: one for one in desk.server.api_keys}
    company = next(one for one in desk.server.ledger.companies.values() if one.key == "A").id
    statuses = {
        name: (
            desk.get(one["key"]).status_code,
            desk.get(one["key"], "/api/v1/document-series", X_Company=company).status_code,
        )
        for name, one in keys.items()
    }
    dead = 403 if dialect == "observed" else 401
    assert statuses == {
        "owner-everything": (200, 200),
        "owner-only-viewing": (200, 403),
        "owner-reading": (200, 200),
        "owner-lapsed": (dead, dead),
        "owner-withdrawn": (dead, dead),
    }
    assert {name for name, one in keys.items() if not one["works"]} == {"owner-lapsed", "owner-withdrawn"}
    issued = "00000000-0000-7000-8000-000000000000"
    for name in ("owner-reading", "owner-everything"):
        made = desk.post(keys[name]["key"], "/api/v1/api-tokens", {"name": "n", "scopes": ["invoice.view"]})
        assert made.status_code == 403
        assert desk.post(keys[name]["key"], f"/api/v1/invoices/{issued}/cancel", {}).status_code == 404


def test_a_person_makes_a_key_that_ends(desk: Desk) -> None:
    owner = desk.session(desk.server.accounts[0])
    asked = {"name": "n", "scopes": ["invoice.view"], "expiresAt": "2026-11-22T18:46:17+02:00"}
    over = desk.post(owner, "/api/v1/api-tokens", asked)
    assert over.status_code == 201
    assert over.json()["expireAt"] == asked["expiresAt"]
    assert desk.get(over.json()["token"]).status_code in {401, 403}
    later = desk.post(owner, "/api/v1/api-tokens", {**asked, "expiresAt": "2026-11-22T18:46:18+02:00"})
    assert desk.get(later.json()["token"]).status_code == 200
    assert desk.post(owner, "/api/v1/api-tokens", {**asked, "expiresAt": "soon"}).status_code == 400


# ------------------------------------------------------------------------------------------ the back door


def test_browser_tokens_can_be_made_and_run_out(desk: Desk) -> None:
    app = OAuthVisitor(desk.server)
    made = desk.control("oauth", {"email": OWNER, "scopes": ["invoice.view"]})
    assert made["scope"] == "invoice.view"
    kept = desk.control("oauth", {"email": "admin@demo.example"})
    assert app.ask(made["access_token"]).json()["email"] == OWNER

    desk.control("oauth/expire", {"email": OWNER})
    assert app.ask(made["access_token"]).status_code == 401
    assert app.ask(kept["access_token"]).status_code == 200
    renewed = app.renew(made["refresh_token"]).json()
    assert app.ask(renewed["access_token"]).status_code == 200

    desk.control("oauth/expire", {"refresh": True})
    assert app.ask(kept["access_token"]).status_code == 401
    for token in (renewed["refresh_token"], kept["refresh_token"]):
        assert app.renew(token).json()["error"] == "invalid_grant"


def test_keys_can_be_made_and_revoked(desk: Desk, dialect: DialectName) -> None:
    made = desk.control("api-keys", {"email": OWNER, "scopes": ["invoice.view"]})
    assert desk.get(made["key"]).json()["email"] == OWNER
    desk.control("api-keys/revoke", {"key": made["key"]})
    assert desk.get(made["key"]).status_code == (403 if dialect == "observed" else 401)
    over = desk.control(
        "api-keys", {"email": OWNER, "scopes": ["invoice.view"], "expireAt": "2026-11-22T16:00Z"}
    )
    assert desk.get(over["key"]).status_code in {401, 403}


def test_a_session_can_be_made_an_impersonated_one(desk: Desk) -> None:
    owner = desk.session(desk.server.accounts[0])
    assert "impersonating" not in desk.get(owner).json()
    desk.control("user", {"email": OWNER, "impersonator": "admin@demo.example"})
    me = desk.get(owner).json()
    assert me["impersonating"] is True
    assert set(me["impersonator"]) == {"id", "email", "fullName"}
    assert me["impersonator"]["email"] == "admin@demo.example"
    key = desk.server.api_keys[0]["key"]
    assert "impersonating" not in desk.get(key).json(), "only a person's own session can be borrowed"
    desk.control("user", {"email": OWNER, "impersonator": None})
    assert "impersonating" not in desk.get(owner).json()


def test_a_user_can_join_another_organisation(desk: Desk) -> None:
    far = next(one for one in desk.server.ledger.companies.values() if one.key == "C")
    desk.control("membership", {"email": OWNER, "organization": far.organization, "role": "employee"})
    owner = desk.session(desk.server.accounts[0])
    assert len(desk.get(owner).json()["memberships"]) == 2
    assert desk.get(owner).json()["currentRole"] == "owner", "a second place does not move anybody"
    there = desk.get(owner, X_Organization=far.organization).json()
    assert (there["organization"]["id"], there["currentRole"]) == (far.organization, "employee")
    listed = desk.get(owner, "/api/v1/invoices", X_Organization=far.organization, X_Company=far.id)
    assert listed.status_code == 200


def test_me_can_be_silent_about_permissions(desk: Desk) -> None:
    owner = desk.session(desk.server.accounts[0])
    assert desk.get(owner).json()["permissions"]
    desk.control("permissions", {"shown": False})
    assert not {"permissions", "currentRole"} & set(desk.get(owner).json())
    desk.control("permissions", {"shown": True})
    assert desk.get(owner).json()["permissions"]


def test_a_setting_keeps_me_silent_from_the_start(dialect: DialectName) -> None:
    with SandboxServer(replace(GENERATED, dialect=dialect, me_permissions=False)) as server:
        desk = Desk(server)
        assert "permissions" not in desk.get(desk.session(server.accounts[0])).json()


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("oauth", {"email": "nobody@demo.example"}),
        ("oauth/expire", {"email": "nobody@demo.example"}),
        ("api-keys", {"email": OWNER}),
        ("api-keys", {"email": OWNER, "scopes": [], "expireAt": "soon"}),
        ("api-keys/revoke", {"key": "af_unknown"}),
        ("user", {"email": OWNER, "impersonator": "nobody@demo.example"}),
        ("membership", {"email": OWNER, "organization": "none", "role": "owner"}),
        ("permissions", {}),
    ],
)
def test_what_is_not_understood_changes_nothing(desk: Desk, path: str, body: dict[str, Any]) -> None:
    keys = desk.server.api_keys
    assert desk.misunderstood(path, body)
    assert desk.server.api_keys == keys


# -------------------------------------------------------------------------------- what the dialects promise


def test_a_challenge_with_too_many_wrong_codes_is_gone(desk: Desk, dialect: DialectName) -> None:
    account = desk.account("second factor")
    token = desk.log_in(account["email"], account["password"]).json()["mfa_token"]
    url, wrong = f"{desk.server.url}/api/auth/mfa/verify", {"mfaToken": token, "code": "000000"}
    statuses = [httpx.post(url, json=wrong).status_code for _ in range(6)]
    assert statuses == [401] * 5 + [401 if dialect == "observed" else 429]
