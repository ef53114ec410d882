"""The part of the back door that moves people, their tokens and their keys; the paths stand in control.py."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from starlette.requests import Request

from storno_desktop.sandbox.accounts import ApiKey, Membership, User
from storno_desktop.sandbox.clock import BUCHAREST
from storno_desktop.sandbox.grants import Consent
from storno_desktop.sandbox.plain import Json
from storno_desktop.sandbox.second_factor import totp
from storno_desktop.sandbox.world import World

Act = Callable[[Request, object], object]


class Controlled(Protocol):
    """What the back door moves."""

    world: World

    def reset(self) -> None: ...


def account_acts(sandbox: Controlled) -> list[tuple[str, str, Act]]:
    """Method, path below the prefix, and act; an act that does not understand its body raises ValueError."""

    def user(_: Request, body: object) -> object:
        fields = fields_of(body)
        found = _user(sandbox.world, fields)
        found.active = bool(fields.get("active", found.active))
        for membership in found.memberships:
            membership.active = bool(fields.get("membership", membership.active))
        if "impersonator" in fields:
            found.impersonator = _staff(sandbox.world, fields["impersonator"])
        return {
            "email": found.email,
            "active": found.active,
            "impersonated": found.impersonator is not None,
        }

    def membership(_: Request, body: object) -> object:
        fields = fields_of(body)
        made = _join(sandbox.world, _user(sandbox.world, fields), fields)
        return {"id": made.document["id"], "organization": made.organization["id"], "role": made.role}

    def tokens(_: Request, body: object) -> object:
        fields = fields_of(body)
        found = _user(sandbox.world, fields)
        issued = sandbox.world.tokens
        token = issued.sign(found.email, list(found.profile["roles"]), fields.get("seconds"))
        return {"token": token, "refresh_token": issued.refresh_token(found.email).value}

    def expire(_: Request, body: object) -> object:
        if body is None:
            sandbox.world.tokens.expire_all()
        else:
            sandbox.world.tokens.expire_refresh(_user(sandbox.world, fields_of(body)).email)
        return {}

    def forget(_: Request, body: object) -> object:
        sandbox.world.tokens.forget_refresh(_user(sandbox.world, fields_of(body)).email)
        return {}

    def grant(_: Request, body: object) -> object:
        return _granted(sandbox.world, fields_of(body))

    def expire_grants(_: Request, body: object) -> object:
        fields = fields_of({} if body is None else body)
        email = _user(sandbox.world, fields).email if "email" in fields else None
        sandbox.world.grants.expire(email, renewal=bool(fields.get("refresh")))
        return {}

    def api_key(_: Request, body: object) -> object:
        fields, world = fields_of(body), sandbox.world
        scopes = [str(scope) for scope in fields["scopes"]]
        email = _user(world, fields).email
        given = fields.get("expireAt")
        over = None if given is None else datetime.fromisoformat(str(given)).astimezone(BUCHAREST).isoformat()
        made = world.accounts.add_api_key(
            str(fields.get("name", "control")), email, scopes, world.clock, world.ledger.ids
        )
        made.expire_at = over
        return {"id": made.id, "key": made.key}

    def revoke_api_key(_: Request, body: object) -> object:
        found = _api_key(sandbox.world, fields_of(body))
        found.revoked_at = sandbox.world.clock.stamp()
        return {"id": found.id}

    def captcha(_: Request, body: object) -> object:
        sandbox.world.captcha = bool(fields_of(body)["on"])
        return {"on": sandbox.world.captcha}

    def permissions(_: Request, body: object) -> object:
        sandbox.world.me_permissions = bool(fields_of(body)["shown"])
        return {"shown": sandbox.world.me_permissions}

    def mail_code(request: Request, _: object) -> object:
        found = _user(sandbox.world, dict(request.query_params))
        return {"code": sandbox.world.challenges.mailed_to(found.email)}

    def time_code(request: Request, _: object) -> object:
        factor = _user(sandbox.world, dict(request.query_params)).second_factor
        return {"code": None if factor is None else totp(factor.secret, sandbox.world.clock.epoch())}

    return [
        ("POST", "user", user),
        ("POST", "membership", membership),
        ("POST", "tokens", tokens),
        ("POST", "tokens/expire", expire),
        ("POST", "tokens/forget", forget),
        ("POST", "oauth", grant),
        ("POST", "oauth/expire", expire_grants),
        ("POST", "api-keys", api_key),
        ("POST", "api-keys/revoke", revoke_api_key),
        ("POST", "captcha", captcha),
        ("POST", "permissions", permissions),
        ("GET", "mail-code", mail_code),
        ("GET", "totp", time_code),
    ]


def fields_of(body: object) -> Json:
    """The body as the object it should be."""
    if not isinstance(body, dict):
        raise ValueError("an object is expected")
    return body


def _user(world: World, fields: Json) -> User:
    found = world.accounts.user(str(fields["email"]))
    if found is None:
        raise ValueError("no such user")
    return found


def _staff(world: World, email: object) -> Json | None:
    """Who impersonates, as `/me` names them; null ends it."""
    if email is None:
        return None
    staff = _user(world, {"email": email})
    return {"id": staff.profile["id"], "email": staff.email, "fullName": staff.profile.get("fullName")}


def _join(world: World, user: User, fields: Json) -> Membership:
    """A place in another organisation that somebody already belongs to, in the role that somebody has anywhere."""
    held = [membership for one in world.accounts.users.values() for membership in one.memberships]
    role = str(fields["role"])
    there = next((one for one in held if one.organization["id"] == fields["organization"]), None)
    same = next((one for one in held if one.role == role), None)
    if there is None or same is None:
        raise ValueError("no such organisation or role")
    document = {
        "id": world.ledger.ids.next(),
        "role": role,
        "organization": there.document["organization"],
    }
    made = Membership(document, there.organization, there.plan, list(same.permissions))
    user.memberships.append(made)
    own = [one.id for one in world.ledger.companies.values() if one.organization == there.organization["id"]]
    user.company_ids.extend(one for one in own if one not in user.company_ids)
    return made


def _granted(world: World, fields: Json) -> Json:
    """A pair of tokens as if the person had just allowed it in the browser."""
    client = world.grants.clients[world.settings.oauth_client_id]
    user = _user(world, fields)
    scopes = tuple(str(scope) for scope in fields.get("scopes", client.scopes))
    place = fields.get("organization") or (
        user.memberships[0].organization["id"] if user.memberships else None
    )
    pair = world.grants.grant(Consent(client, user.email, place, scopes))
    return {"access_token": pair.access.value, "refresh_token": pair.renewal.value, "scope": " ".join(scopes)}


def _api_key(world: World, fields: Json) -> ApiKey:
    wanted = fields.get("key", fields.get("id"))
    for known in world.accounts.api_keys:
        if wanted in {known.key, known.id}:
            return known
    raise ValueError("no such key")
