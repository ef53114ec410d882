"""The sandbox's back door, for what no request of the API can do; it exists only with `--control`.

    POST   /_sandbox/company          {"id": UUID, "readOnly"?: bool, "deleted"?: bool}
    POST   /_sandbox/user             {"email": str, "active"?: bool, "membership"?: bool}
    POST   /_sandbox/tokens           {"email": str, "seconds"?: int} -> {"token", "refresh_token"}; negative: over
    POST   /_sandbox/tokens/expire    every JWT so far has run out; with {"email"} that user's refresh tokens instead
    POST   /_sandbox/tokens/forget    {"email": str}: that user's refresh tokens are deleted
    POST   /_sandbox/captcha          {"on": bool}
    POST   /_sandbox/faults           a list as in faults.py, added; DELETE takes all away
    POST   /_sandbox/reset            everything as at the start
    GET    /_sandbox/mail-code?email= the code last mailed to a user -> {"code": str | null}
    GET    /_sandbox/invoices/{id}    -> {"id", "number", "status", "company", "cancellationReason", "events": [action],
                                          "payments": int, "shareLinks": [status]}; 404 when there is none

All answer JSON; 400 with {"error"} when the body is not understood.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from storno_desktop.sandbox.accounts import User
from storno_desktop.sandbox.faults import CONTROL_PREFIX, Faults, faults_of
from storno_desktop.sandbox.plain import Json
from storno_desktop.sandbox.world import World

Act = Callable[[Request, object], object]


class Controlled(Protocol):
    """What the back door moves."""

    world: World

    def reset(self) -> None: ...


def control_routes(sandbox: Controlled, faults: Faults) -> list[Route]:
    """The paths below `/_sandbox/`."""

    def company(_: Request, body: object) -> object:
        fields = _fields(body)
        found = sandbox.world.ledger.companies[str(fields["id"])]
        if "readOnly" in fields:
            found.document["isReadOnly"] = bool(fields["readOnly"])
        if "deleted" in fields:
            found.deleted = bool(fields["deleted"])
        return {"id": found.id, "readOnly": found.read_only, "deleted": found.deleted}

    def user(_: Request, body: object) -> object:
        fields = _fields(body)
        found = _user(sandbox.world, fields)
        found.active = bool(fields.get("active", found.active))
        for membership in found.memberships:
            membership.active = bool(fields.get("membership", membership.active))
        return {"email": found.email, "active": found.active}

    def tokens(_: Request, body: object) -> object:
        fields = _fields(body)
        found = _user(sandbox.world, fields)
        issued = sandbox.world.tokens
        token = issued.sign(found.email, list(found.profile["roles"]), fields.get("seconds"))
        return {"token": token, "refresh_token": issued.refresh_token(found.email).value}

    def expire(_: Request, body: object) -> object:
        if body is None:
            sandbox.world.tokens.expire_all()
        else:
            sandbox.world.tokens.expire_refresh(_user(sandbox.world, _fields(body)).email)
        return {}

    def forget(_: Request, body: object) -> object:
        sandbox.world.tokens.forget_refresh(_user(sandbox.world, _fields(body)).email)
        return {}

    def captcha(_: Request, body: object) -> object:
        sandbox.world.captcha = bool(_fields(body)["on"])
        return {"on": sandbox.world.captcha}

    def add_faults(_: Request, body: object) -> object:
        faults.add(faults_of(body))
        return {}

    def clear_faults(_: Request, __: object) -> object:
        faults.clear(keep_first=False)
        return {}

    def reset(_: Request, __: object) -> object:
        sandbox.reset()
        return {}

    def mail_code(request: Request, _: object) -> object:
        found = _user(sandbox.world, dict(request.query_params))
        return {"code": sandbox.world.challenges.mailed_to(found.email)}

    def invoice(request: Request, _: object) -> object:
        found = sandbox.world.ledger.find(request.path_params["invoice"])
        if found is None:
            return None
        return {
            "id": found.id,
            "number": found.detail["number"],
            "status": found.status,
            "company": sandbox.world.ledger.company_of(found).id,
            "cancellationReason": found.detail["cancellationReason"],
            "events": [(event["metadata"] or {}).get("action") for event in found.events],
            "payments": len(found.payments),
            "shareLinks": [link["status"] for link in found.share_links],
        }

    paths: list[tuple[str, str, Act]] = [
        ("POST", "company", company),
        ("POST", "user", user),
        ("POST", "tokens", tokens),
        ("POST", "tokens/expire", expire),
        ("POST", "tokens/forget", forget),
        ("POST", "captcha", captcha),
        ("POST", "faults", add_faults),
        ("DELETE", "faults", clear_faults),
        ("POST", "reset", reset),
        ("GET", "mail-code", mail_code),
        ("GET", "invoices/{invoice}", invoice),
    ]
    return [_route(method, CONTROL_PREFIX + path, act) for method, path, act in paths]


def _route(method: str, path: str, act: Act) -> Route:
    async def endpoint(request: Request) -> Response:
        body = await request.body()
        try:
            done = act(request, orjson.loads(body) if body else None)
        except (KeyError, TypeError, ValueError) as error:
            return _json({"error": f"not understood: {error}"}, 400)
        return _json(done, 404 if done is None else 200)

    return Route(path, endpoint, methods=[method])


def _json(body: object, status: int) -> Response:
    return Response(orjson.dumps(body), status, media_type="application/json")


def _fields(body: object) -> Json:
    if not isinstance(body, dict):
        raise ValueError("an object is expected")
    return body


def _user(world: World, fields: Json) -> User:
    found = world.accounts.user(str(fields["email"]))
    if found is None:
        raise ValueError("no such user")
    return found
