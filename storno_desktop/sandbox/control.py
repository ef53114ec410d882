"""The sandbox's back door, for what no request of the API can do; it exists only with `--control`.

    POST   /_sandbox/company          {"id": UUID, "readOnly"?: bool, "deleted"?: bool}
    POST   /_sandbox/user             {"email": str, "active"?: bool, "membership"?: bool, "impersonator"?: e-mail | null};
                                      with an impersonator /me speaks of a support session
    POST   /_sandbox/membership       {"email": str, "organization": UUID, "role": str}: one more organisation, in a role
                                      that somebody has already -> {"id", "organization", "role"}
    POST   /_sandbox/tokens           {"email": str, "seconds"?: int} -> {"token", "refresh_token"}; negative: over
    POST   /_sandbox/tokens/expire    every JWT so far has run out; with {"email"} that user's refresh tokens instead
    POST   /_sandbox/tokens/forget    {"email": str}: that user's refresh tokens are deleted
    POST   /_sandbox/oauth            {"email": str, "scopes"?: [str], "organization"?: UUID}: tokens as if allowed in
                                      the browser -> {"access_token", "refresh_token", "scope"}
    POST   /_sandbox/oauth/expire     {"email"?: str, "refresh"?: bool}: access tokens of the browser sign-in have run
                                      out; with "refresh" the tokens that renew them as well
    POST   /_sandbox/api-keys         {"email": str, "scopes": [str], "name"?: str, "expireAt"?: ISO} -> {"id", "key"}
    POST   /_sandbox/api-keys/revoke  {"key": str} or {"id": UUID}
    POST   /_sandbox/captcha          {"on": bool}
    POST   /_sandbox/permissions      {"shown": bool}: whether /me tells permissions and role
    POST   /_sandbox/realtime         {"offered"?: bool, "cut"?: bool}: whether the plans have hints (none has at first); all
                                      who listen are cut off -> {"offered", "channels": [name, once for each listener]}
    POST   /_sandbox/faults           a list as in faults.py, added; DELETE takes all away
    POST   /_sandbox/reset            everything as at the start
    GET    /_sandbox/mail-code?email= the code last mailed to a user -> {"code": str | null}
    GET    /_sandbox/totp?email=      the code that the user's authenticator shows now -> {"code": str | null}
    GET    /_sandbox/invoices/{id}    -> {"id", "number", "status", "company", "cancellationReason", "events": [action],
                                          "payments": int, "shareLinks": [status]}; 404 when there is none

All answer JSON; 400 with {"error"} when the body is not understood.
"""

from __future__ import annotations

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from storno_desktop.sandbox.control_accounts import Act, Controlled, account_acts, fields_of
from storno_desktop.sandbox.faults import CONTROL_PREFIX, Faults, faults_of


def control_routes(sandbox: Controlled, faults: Faults) -> list[Route]:
    """The paths below `/_sandbox/`."""

    def company(_: Request, body: object) -> object:
        fields = fields_of(body)
        found = sandbox.world.ledger.companies[str(fields["id"])]
        if "readOnly" in fields:
            found.document["isReadOnly"] = bool(fields["readOnly"])
        if "deleted" in fields:
            found.deleted = bool(fields["deleted"])
        return {"id": found.id, "readOnly": found.read_only, "deleted": found.deleted}

    def realtime(_: Request, body: object) -> object:
        fields, world = fields_of(body), sandbox.world
        members = [each for user in world.accounts.users.values() for each in user.memberships]
        features = [each.plan["features"] for each in members if each.plan is not None]
        if "offered" in fields:
            for each in features:
                each["realtimeNotifications"] = bool(fields["offered"])
        if fields.get("cut"):
            world.realtime.cut()
        offered = any(each.get("realtimeNotifications") for each in features)
        return {"offered": offered, "channels": world.realtime.channels}

    def add_faults(_: Request, body: object) -> object:
        faults.add(faults_of(body))
        return {}

    def clear_faults(_: Request, __: object) -> object:
        faults.clear(keep_first=False)
        return {}

    def reset(_: Request, __: object) -> object:
        sandbox.reset()
        return {}

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
        ("POST", "realtime", realtime),
        ("POST", "faults", add_faults),
        ("DELETE", "faults", clear_faults),
        ("POST", "reset", reset),
        ("GET", "invoices/{invoice}", invoice),
        *account_acts(sandbox),
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
