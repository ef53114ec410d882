"""Exchanging codes for tokens, renewing and revoking them, and the programs a user let in (contract §3.4)."""

from __future__ import annotations

import re
from datetime import datetime

from storno_desktop.sandbox.asker import Asker
from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.clock import BUCHAREST
from storno_desktop.sandbox.grants import Failure, OAuthClient, Pair
from storno_desktop.sandbox.plain import Json
from storno_desktop.sandbox.refusal import Refusal
from storno_desktop.sandbox.routes.door import anonymous, known
from storno_desktop.sandbox.world import World

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_NEVER_STORED = {"Cache-Control": "no-store", "Pragma": "no-cache"}
_CODE_FAILURES: dict[Failure, str] = {
    "unknown": "Authorization code not found.",
    "used": "Authorization code already used.",
    "expired": "Authorization code expired.",
    "client": "Client mismatch.",
    "redirect": "Redirect URI mismatch.",
    "verifier": "PKCE verification failed.",
}
_RENEWAL_FAILURES: dict[Failure, str] = {
    "unknown": "Refresh token not found.",
    "used": "Refresh token has been revoked.",
    "expired": "Refresh token expired.",
    "client": "Client mismatch.",
}


def oauth_refusal(error: str, description: str, status: int = 400, *, promised: int = 400) -> Refusal:
    """An error in the manner of RFC 6749 (E12)."""
    body = {"error": error, "error_description": description}
    return Refusal(status, description, "OAUTH", body, promised=promised)


def _token(call: Call, world: World) -> Answer:
    """Both grants; beyond twenty calls a minute and address the backend falls over instead of saying so."""
    if world.settings.login_limit and not world.exchanges.take(call.client_address):
        raise Refusal(500, "Too many requests.", "E8", promised=429)
    asked = _asked(call)
    grant = asked.get("grant_type")
    if grant == "authorization_code":
        pair = _by_code(asked, world)
    elif grant == "refresh_token":
        pair = _by_renewal(asked, world)
    else:
        raise oauth_refusal("unsupported_grant_type", "Grant types are authorization_code and refresh_token.")
    return Answer(
        {
            "access_token": pair.access.value,
            "refresh_token": pair.renewal.value,
            "token_type": "Bearer",
            "expires_in": world.settings.token_seconds,
            "scope": " ".join(pair.access.consent.scopes),
        },
        headers=_NEVER_STORED,
    )


def _by_code(asked: Json, world: World) -> Pair:
    code, redirect_uri = asked.get("code"), asked.get("redirect_uri")
    if not (code and redirect_uri and asked.get("client_id")):
        raise oauth_refusal("invalid_request", "code, client_id, and redirect_uri are required.")
    client = _client(asked, world)
    verifier = asked.get("code_verifier")
    if not verifier:
        raise oauth_refusal("invalid_grant", "code_verifier is required.")
    found = world.grants.exchange(str(code), client, str(redirect_uri), str(verifier))
    if isinstance(found, str):
        raise oauth_refusal("invalid_grant", _CODE_FAILURES[found])
    return found


def _by_renewal(asked: Json, world: World) -> Pair:
    if not (asked.get("refresh_token") and asked.get("client_id")):
        raise oauth_refusal("invalid_request", "refresh_token and client_id are required.")
    client = _client(asked, world)
    kill_access = world.dialect.rules.replay_kills_access
    found = world.grants.renew(str(asked["refresh_token"]), client, kill_access=kill_access)
    if isinstance(found, str):
        raise oauth_refusal("invalid_grant", _RENEWAL_FAILURES[found])
    return found


def _client(asked: Json, world: World) -> OAuthClient:
    client = world.grants.clients.get(str(asked["client_id"]))
    if client is None:
        raise oauth_refusal("invalid_client", "Client not found or inactive.", 401)
    return client


def _revoke(call: Call, world: World) -> Answer:
    """Never tells whether there was anything to revoke."""
    world.grants.revoke(str(_asked(call).get("token", "")))
    return Answer(None)


def _asked(call: Call) -> Json:
    """The parameters, as JSON or as a form."""
    return call.fields() or call.form()


def _apps(_: Call, asker: Asker) -> Answer:
    grants = asker.world.grants
    shown = []
    for client_id, tokens in grants.in_use(asker.user.email).items():
        client = grants.clients[client_id]
        newest = max(tokens, key=lambda token: token.last_used)
        shown.append(
            {
                "clientUuid": client.uuid,
                "name": client.name,
                "description": None,
                "logoUrl": None,
                "scopes": sorted({scope for token in tokens for scope in token.consent.scopes}),
                "lastActiveAt": _stamp(newest.last_used),
            }
        )
    return Answer({"data": shown})


def _stamp(epoch: int) -> str:
    return datetime.fromtimestamp(epoch, BUCHAREST).isoformat()


def _withdraw(call: Call, asker: Asker) -> Answer:
    wanted = call.places["app"]
    if not _UUID.fullmatch(wanted):
        raise Refusal(400, "Invalid app identifier.")
    grants = asker.world.grants
    client = next((one for one in grants.clients.values() if one.uuid == wanted.lower()), None)
    if client is None or not grants.withdraw(asker.user.email, client):
        raise Refusal(404, "Authorized app not found.")
    return Answer(status=204)


DOORS = [
    anonymous("POST", "/api/v1/oauth2/token", _token),
    anonymous("POST", "/api/v1/oauth2/revoke", _revoke),
    known("GET", "/api/v1/me/authorized-apps", _apps),
    known("DELETE", "/api/v1/me/authorized-apps/{app}", _withdraw),
]
