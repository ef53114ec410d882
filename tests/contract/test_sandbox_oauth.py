"""The browser sign-in of the sandbox, pages and tokens, in both dialects where they differ (contract §3.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest

from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.second_factor import totp
from storno_desktop.sandbox.settings import DialectName, SandboxSettings
from tests.contract.oauth_visitor import HOME, OAuthVisitor, brought_home, hidden_fields
from tests.contract.sandbox_replay import MOMENT, SETTINGS

GENERATED = SandboxSettings(now=MOMENT, invoices=60, control=True)
OWNER, EMPLOYEE = "patron@demo.example", "angajat@demo.example"


@pytest.fixture(params=["observed", "documented"])
def dialect(request: pytest.FixtureRequest) -> DialectName:
    name: DialectName = request.param
    return name


@pytest.fixture
def server(dialect: DialectName) -> Iterator[SandboxServer]:
    with SandboxServer(replace(GENERATED, dialect=dialect)) as running:
        yield running


@pytest.fixture
def app(server: SandboxServer) -> OAuthVisitor:
    return OAuthVisitor(server)


def error_of(answer: httpx.Response) -> tuple[int, str]:
    body = answer.json()
    assert set(body) == {"error", "error_description"}
    return answer.status_code, body["error"]


# ------------------------------------------------------------------------------------------- the pages


@pytest.mark.parametrize("path", ["/oauth/authorize", "/oauth2/authorize"])
def test_a_person_goes_from_page_to_page(server: SandboxServer, path: str) -> None:
    app = OAuthVisitor(server, {"scope": "invoice.view invoice.cancel"}, path)
    first = app.open()
    assert first.status_code == 200
    assert first.headers["Content-Type"].startswith("text/html")
    assert first.headers["Cache-Control"] == "no-store"
    assert 'name="password"' in first.text

    consent = app.post(email=OWNER, password=app.password(OWNER))
    assert consent.status_code == 200
    assert "Storno Desktop" in consent.text
    assert OWNER in consent.text
    assert "invoice.cancel" in consent.text
    assert "invoice.edit" not in consent.text

    home = app.post(**hidden_fields(consent.text), decision="allow")
    assert home.status_code == 303
    told = brought_home(home)
    assert set(told) == {"code", "state"}
    assert told["state"] == "st & te"
    assert app.exchange(told["code"]).json()["scope"] == "invoice.view invoice.cancel"

    again = app.post(**hidden_fields(consent.text), decision="allow")
    assert again.status_code == 401, "a ticket serves once"


def test_refusing_tells_the_program_and_gives_nothing(app: OAuthVisitor) -> None:
    consent = app.post(email=OWNER, password=app.password(OWNER))
    home = app.post(**hidden_fields(consent.text), decision="deny")
    assert brought_home(home) == {"error": "access_denied", "state": "st & te"}


def test_without_a_state_none_comes_back(app: OAuthVisitor) -> None:
    del app.query["state"]
    home = app.post(email=OWNER, password=app.password(OWNER), decision="allow")
    assert set(brought_home(home)) == {"code"}


@pytest.mark.parametrize(
    "changed",
    [
        {"client_id": "unknown"},
        {"redirect_uri": "http://127.0.0.1:49321/elsewhere"},
        {"redirect_uri": "https://127.0.0.1:49321/callback"},
        {"redirect_uri": "http://evil.example/callback"},
        {"response_type": "token"},
        {"code_challenge": ""},
        {"code_challenge_method": "plain"},
        {"scope": "invoice.view org.manage_billing"},
    ],
    ids=lambda changed: "-".join(changed),
)
@pytest.mark.parametrize("posted", [False, True], ids=["get", "post"])
def test_a_request_out_of_order_is_an_error_page_and_no_redirect(
    app: OAuthVisitor, changed: dict[str, str], posted: bool
) -> None:
    password = app.password(OWNER)
    app.query |= changed
    answer = app.post(email=OWNER, password=password, decision="allow") if posted else app.open()
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "Location" not in answer.headers
    assert "<form" not in answer.text


def test_what_is_typed_comes_back_as_text_only(app: OAuthVisitor) -> None:
    answer = app.post(email='"><script>alert(1)</script>', password="none")
    assert answer.status_code == 401
    assert "<script" not in answer.text
    app.query["scope"] = "<script>"
    assert "<script" not in app.open().text


def test_wrong_and_shut_out_people_are_told_so(server: SandboxServer, app: OAuthVisitor) -> None:
    assert app.post(email=OWNER, password="wrong", decision="allow").status_code == 401
    assert app.post(email="nobody@demo.example", password="wrong").status_code == 401
    shut_out = server.sandbox.world.shut_out
    assert {one["why"] for one in shut_out} == {"deactivated", "unconfirmed"}
    for one in shut_out:
        answer = app.post(email=one["email"], password=one["password"], decision="allow")
        assert answer.status_code == 403
        assert 'role="alert"' in answer.text


# ------------------------------------------------------------------------------------ the second factor


def with_factor(server: SandboxServer) -> dict[str, Any]:
    return next(one for one in server.accounts if "second factor" in one["shows"])


def test_a_second_factor_stands_before_the_consent(server: SandboxServer, app: OAuthVisitor) -> None:
    account = with_factor(server)
    asked = app.post(email=account["email"], password=account["password"], decision="allow")
    assert asked.status_code == 200
    challenge = hidden_fields(asked.text)
    assert set(challenge) == {"challenge"}
    wrong = app.post(**challenge, code="000000")
    assert wrong.status_code == 401
    assert hidden_fields(wrong.text) == challenge
    consent = app.post(**challenge, code=totp(account["totpSecret"], int(MOMENT.timestamp())))
    assert "code" in brought_home(app.post(**hidden_fields(consent.text), decision="allow"))
    assert app.post(**challenge, code=account["backupCodes"][0], type="backup").status_code == 401


def test_a_program_sends_everything_at_once(server: SandboxServer, app: OAuthVisitor) -> None:
    account = with_factor(server)
    backup = account["backupCodes"][0]
    assert app.code(account["email"], code=backup, type="backup")
    spent = app.post(
        email=account["email"], password=account["password"], code=backup, type="backup", decision="allow"
    )
    assert spent.status_code == 401


def test_a_code_can_be_mailed(server: SandboxServer, app: OAuthVisitor) -> None:
    account = with_factor(server)
    challenge = hidden_fields(app.post(email=account["email"], password=account["password"]).text)
    assert app.post(**challenge, send="1", code="").status_code == 200
    mailed = httpx.get(f"{server.url}/_sandbox/mail-code", params={"email": account["email"]}).json()["code"]
    home = app.post(**challenge, code=mailed, type="email_otp", decision="allow")
    assert "code" in brought_home(home)


def test_the_fifth_wrong_code_ends_the_sign_in(server: SandboxServer, app: OAuthVisitor) -> None:
    account = with_factor(server)
    challenge = hidden_fields(app.post(email=account["email"], password=account["password"]).text)
    for _ in range(5):
        assert app.post(**challenge, code="000000").status_code == 401
    right = totp(account["totpSecret"], int(MOMENT.timestamp()))
    ended = app.post(**challenge, code=right)
    assert ended.status_code == 401
    assert "<form" not in ended.text


def test_the_pages_count_sign_ins_like_the_login_does() -> None:
    with SandboxServer(replace(GENERATED, login_limit=True)) as server:
        app = OAuthVisitor(server)
        statuses = [app.post(email=OWNER, password="wrong").status_code for _ in range(6)]
        assert statuses == [401] * 5 + [429]


# ---------------------------------------------------------------------------------------------- tokens


def test_a_code_becomes_tokens_once(app: OAuthVisitor) -> None:
    code = app.code(OWNER)
    answer = app.exchange(code)
    tokens = answer.json()
    assert answer.headers["Cache-Control"] == "no-store"
    assert set(tokens) == {"access_token", "refresh_token", "token_type", "expires_in", "scope"}
    assert tokens["access_token"].startswith("storno_oat_")
    assert tokens["refresh_token"].startswith("storno_ort_")
    assert (tokens["token_type"], tokens["expires_in"]) == ("Bearer", 3600)
    assert {"invoice.view", "invoice.cancel", "invoice.edit", "series.view", "efactura.view"} <= set(
        tokens["scope"].split()
    )
    assert app.ask(tokens["access_token"]).json()["email"] == OWNER
    assert error_of(app.exchange(code)) == (400, "invalid_grant")


def test_forms_are_taken_as_well(app: OAuthVisitor) -> None:
    asked = {
        "grant_type": "refresh_token",
        "refresh_token": app.tokens(OWNER)["refresh_token"],
        "client_id": app.client_id,
    }
    answer = httpx.post(f"{app.server.url}/api/v1/oauth2/token", data=asked)
    assert answer.json()["access_token"].startswith("storno_oat_")


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"code": ""}, "invalid_request"),
        ({"redirect_uri": ""}, "invalid_request"),
        ({"code": "unknown"}, "invalid_grant"),
        ({"redirect_uri": HOME.replace("49321", "49322")}, "invalid_grant"),
        ({"code_verifier": "another-verifier"}, "invalid_grant"),
        ({"code_verifier": ""}, "invalid_grant"),
    ],
)
def test_a_code_is_exchanged_by_nobody_else(app: OAuthVisitor, changed: dict[str, str], error: str) -> None:
    code = app.code(OWNER)
    assert error_of(app.exchange(code, **changed)) == (400, error)
    assert app.exchange(code).status_code == 200, "the failed try did not use the code up"


def test_an_unknown_client_is_refused_in_each_dialects_way(app: OAuthVisitor, dialect: DialectName) -> None:
    status = 401 if dialect == "observed" else 400
    assert error_of(app.exchange(app.code(OWNER), client_id="unknown")) == (status, "invalid_client")
    asked = {"grant_type": "refresh_token", "refresh_token": "x"}
    assert error_of(app.call("token", asked)) == (400, "invalid_request")
    assert error_of(app.call("token", {**asked, "client_id": "unknown"})) == (status, "invalid_client")


def test_renewing_gives_two_new_tokens_and_ends_the_old_ones(app: OAuthVisitor, dialect: DialectName) -> None:
    first = app.tokens(OWNER)
    second = app.renew(first["refresh_token"]).json()
    assert second["access_token"] != first["access_token"]
    assert second["refresh_token"] != first["refresh_token"]
    assert second["scope"] == first["scope"]
    assert app.ask(first["access_token"]).status_code == 401
    assert app.ask(second["access_token"]).status_code == 200

    assert error_of(app.renew(first["refresh_token"])) == (400, "invalid_grant")
    assert error_of(app.renew(second["refresh_token"])) == (400, "invalid_grant")
    # The documentation ends access tokens of the family too, the backend lets them run out.
    assert app.ask(second["access_token"]).status_code == (200 if dialect == "observed" else 401)


def test_tokens_live_as_long_as_the_settings_say() -> None:
    with SandboxServer(replace(GENERATED, token_seconds=0)) as server:
        app = OAuthVisitor(server)
        tokens = app.tokens(OWNER)
        assert tokens["expires_in"] == 0
        answer = app.ask(tokens["access_token"])
        assert answer.status_code == 401
        assert answer.json() == {
            "status_code": 401,
            "message": "Invalid OAuth2 token",
            "error_code": "OAUTH2_AUTH_FAILED",
        }
        assert app.renew(tokens["refresh_token"]).status_code == 200


def test_revoking_ends_one_token_and_always_succeeds(app: OAuthVisitor) -> None:
    tokens = app.tokens(OWNER)
    for nonsense in ({}, {"token": "unknown"}, {"token": "storno_oat_0", "client_id": "unknown"}):
        answer = app.call("revoke", nonsense)
        assert (answer.status_code, answer.json()) == (200, None)
    assert (
        app.call("revoke", {"token": tokens["access_token"], "client_id": app.client_id}).status_code == 200
    )
    assert app.ask(tokens["access_token"]).status_code == 401
    renewed = app.renew(tokens["refresh_token"]).json()
    assert app.call("revoke", {"token": renewed["refresh_token"]}).status_code == 200
    assert app.ask(renewed["access_token"]).status_code == 200
    assert error_of(app.renew(renewed["refresh_token"])) == (400, "invalid_grant")


def test_twenty_exchanges_a_minute_and_address(dialect: DialectName) -> None:
    with SandboxServer(replace(GENERATED, login_limit=True, dialect=dialect)) as server:
        app = OAuthVisitor(server)
        answers = [app.renew("unknown") for _ in range(21)]
        assert {answer.status_code for answer in answers[:20]} == {400}
        assert answers[20].status_code == (500 if dialect == "observed" else 429)


# ---------------------------------------------------------------------------------- what tokens may do


def test_rights_are_those_of_the_person_within_the_scopes(app: OAuthVisitor) -> None:
    app.query["scope"] = "invoice.view"
    narrow = app.tokens(OWNER)["access_token"]
    me = app.ask(narrow).json()
    assert "invoice.cancel" in me["permissions"], "/me shows rights before scopes narrow them"
    company = next(one for one in app.server.ledger.companies.values() if one.key == "A")
    assert app.ask(narrow, "/api/v1/invoices", X_Company=company.id).status_code == 200
    assert app.ask(narrow, "/api/v1/document-series", X_Company=company.id).status_code == 403

    app.query["scope"] = "invoice.view invoice.cancel"
    weak = app.tokens(EMPLOYEE)["access_token"]
    issued = next(
        one for one in app.server.ledger.shelf(company).invoices(None, None) if one.status == "issued"
    )
    refused = httpx.post(
        f"{app.server.url}/api/v1/invoices/{issued.id}/cancel",
        json={"reason": "Emisă din greșeală, de două ori"},
        headers={"Authorization": f"Bearer {weak}", "Accept": "application/json"},
    )
    assert refused.status_code == 403


def test_api_keys_are_not_managed_with_such_a_token(app: OAuthVisitor, dialect: DialectName) -> None:
    headers = {"Authorization": f"Bearer {app.tokens(OWNER)['access_token']}"}
    made = httpx.post(
        f"{app.server.url}/api/v1/api-tokens", json={"name": "n", "scopes": ["x"]}, headers=headers
    )
    assert made.status_code == 403
    if dialect == "observed":
        assert made.json() == {
            "error": "API keys cannot be managed via programmatic tokens. Use a browser session."
        }


def test_a_token_belongs_to_the_organisation_that_was_chosen(app: OAuthVisitor) -> None:
    several = next(one for one in app.server.accounts if "several organisations" in one["shows"])
    page = app.post(email=several["email"], password=several["password"])
    assert page.text.count("<option") == 2
    user = app.server.sandbox.world.accounts.users[several["email"]]
    first, second = (str(each.organization["id"]) for each in user.memberships)

    usual = app.tokens(several["email"])["access_token"]
    assert app.ask(usual).json()["organization"]["id"] == first
    pinned = app.tokens(several["email"], organization=second)["access_token"]
    assert app.ask(pinned).json()["organization"]["id"] == second
    assert app.ask(pinned, X_Organization=first).json()["organization"]["id"] == first


def test_authorised_programs_are_listed_and_thrown_out(app: OAuthVisitor) -> None:
    tokens = app.tokens(OWNER)
    path = "/api/v1/me/authorized-apps"
    (shown,) = app.ask(tokens["access_token"], path).json()["data"]
    assert shown["name"] == "Storno Desktop"
    assert shown["scopes"] == sorted(tokens["scope"].split())
    assert shown["lastActiveAt"] == MOMENT.isoformat()
    headers = {"Authorization": f"Bearer {app.tokens(EMPLOYEE)['access_token']}"}
    address = f"{app.server.url}{path}"
    assert httpx.delete(f"{address}/nonsense", headers=headers).status_code == 400
    assert httpx.delete(f"{address}/{shown['clientUuid']}", headers=headers).status_code == 204
    assert app.ask(tokens["access_token"]).status_code == 200, "somebody else's tokens live on"
    headers = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert httpx.delete(f"{address}/{shown['clientUuid']}", headers=headers).status_code == 204
    assert app.ask(tokens["access_token"]).status_code == 401
    assert app.renew(tokens["refresh_token"]).status_code == 400


def test_a_deactivated_person_is_out_with_every_token(app: OAuthVisitor, dialect: DialectName) -> None:
    token = app.tokens(OWNER)["access_token"]
    httpx.post(f"{app.server.url}/_sandbox/user", json={"email": OWNER, "active": False})
    answer = app.ask(token)
    assert answer.status_code == 403
    if dialect == "observed":
        assert answer.json()["code"] == "account_inactive"


def test_the_client_id_is_a_setting_and_a_seed_file_has_it_too() -> None:
    with SandboxServer(replace(SETTINGS, login_limit=False, oauth_client_id="firm-17")) as server:
        app = OAuthVisitor(server)
        assert app.client_id == "firm-17"
        owner = str(server.accounts[0]["email"])
        assert app.ask(app.tokens(owner)["access_token"]).json()["email"] == owner
        app.query["client_id"] = SandboxSettings.oauth_client_id
        assert app.open().status_code == 400
