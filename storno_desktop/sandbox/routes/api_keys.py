"""API keys: listed, made and withdrawn, by people only (contract §3.7)."""

from __future__ import annotations

from datetime import datetime

from storno_desktop.sandbox.accounts import ApiKey
from storno_desktop.sandbox.asker import Asker
from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.clock import BUCHAREST
from storno_desktop.sandbox.plain import Json
from storno_desktop.sandbox.refusal import Refusal
from storno_desktop.sandbox.routes.door import known

_SHOWN_OF_KEY = 12


def _shown(key: ApiKey) -> Json:
    return {
        "id": key.id,
        "name": key.name,
        "tokenPrefix": key.key[:_SHOWN_OF_KEY],
        "scopes": key.scopes,
        "expireAt": key.expire_at,
        "lastUsedAt": key.last_used_at,
        "revokedAt": key.revoked_at,
        "createdAt": key.created_at,
    }


def _own(asker: Asker) -> list[ApiKey]:
    return [key for key in asker.world.accounts.api_keys if key.email == asker.user.email]


def _person_only(asker: Asker) -> None:
    if asker.scopes is not None:
        raise Refusal(403, "API keys cannot be managed via programmatic tokens. Use a browser session.")


def _list(_: Call, asker: Asker) -> Answer:
    asker.needs("api_key.view")
    return Answer({"data": [_shown(key) for key in _own(asker)]})


def _create(call: Call, asker: Asker) -> Answer:
    _person_only(asker)
    asker.needs("api_key.manage")
    fields = call.fields()
    name, scopes = fields.get("name"), fields.get("scopes")
    if not name or not isinstance(scopes, list) or not scopes:
        raise Refusal(400, "Name and scopes are required.")
    end = _end(fields.get("expiresAt"))
    world = asker.world
    key = world.accounts.add_api_key(
        str(name), asker.user.email, [str(scope) for scope in scopes], world.clock, world.ledger.ids
    )
    key.expire_at = end
    return Answer({**_shown(key), "token": key.key}, 201)


def _end(asked: object) -> str | None:
    """When a new key is over, as it is shown; none given, it never is."""
    if not asked:
        return None
    try:
        return datetime.fromisoformat(str(asked)).astimezone(BUCHAREST).isoformat()
    except ValueError:
        raise Refusal(400, "Invalid expiresAt date format.") from None


def _revoke(call: Call, asker: Asker) -> Answer:
    _person_only(asker)
    asker.needs("api_key.manage")
    key = next((key for key in _own(asker) if key.id == call.places["key"]), None)
    if key is None:
        raise Refusal(404, "API token not found.")
    key.revoked_at = asker.world.clock.stamp()
    return Answer(status=204)


def _scopes(_: Call, asker: Asker) -> Answer:
    """Everything an owner may do can be a scope, grouped by its first word."""
    every = {permission: None for key in asker.world.accounts.api_keys for permission in key.scopes} | {
        permission: None
        for user in asker.world.accounts.users.values()
        for membership in user.memberships
        for permission in membership.permissions
    }
    shown = [{"value": scope, "label": scope, "category": scope.split(".")[0]} for scope in every]
    return Answer({"scopes": shown})


DOORS = [
    known("GET", "/api/v1/api-tokens", _list),
    known("POST", "/api/v1/api-tokens", _create),
    known("GET", "/api/v1/api-tokens/scopes", _scopes),
    known("DELETE", "/api/v1/api-tokens/{key}", _revoke),
]
