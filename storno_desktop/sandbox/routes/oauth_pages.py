"""The pages on which a person lets a program in: /oauth/authorize, documented as /oauth2/authorize (contract §3.4).

`GET` with `response_type=code`, `client_id`, `redirect_uri`, `code_challenge`, `code_challenge_method=S256` and,
if wished, `scope` (space-separated, all registered ones without it) and `state` draws the sign-in form. Each form
is posted to the very same address, query included, with these fields:

    email, password              who it is; answers with the consent page, or with the page for the second factor
    challenge, code, type        the second factor; `type` is totp (without it), backup or email_otp
    challenge, send=1            has a code mailed
    ticket, decision             allow or deny; answers 303 to the redirect URI with `code` and `state`, or with
                                 `error=access_denied` and `state`
    organization                 with the decision, if wished: the organisation the tokens belong to

`challenge` and `ticket` are hidden fields of the page before. A program needs none of these steps: one post of
email, password, code (where there is a second factor), type and decision goes the whole way:

    answer = httpx.post(address, data={"email": ..., "password": ..., "decision": "allow"})
    answer.headers["Location"]   # http://127.0.0.1:PORT/callback?code=...&state=...

Wrong entries answer 401 with the form again, too many 429 (with the login limit on). A request that is not in order
gets an error page and never a redirect. The captcha is not asked for: a person's browser solves it.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from storno_desktop.sandbox.accounts import User
from storno_desktop.sandbox.asker import membership_of
from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.consent_page import code_page, consent_page, refusal_page, sign_in_page
from storno_desktop.sandbox.grants import Consent, OAuthClient
from storno_desktop.sandbox.routes.door import Door
from storno_desktop.sandbox.world import World

_PATHS = ("/oauth/authorize", "/oauth2/authorize")
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
_TOO_MANY = "Too many attempts. Wait a minute."


@dataclass(frozen=True)
class _Request:
    """An authorisation request that is in order."""

    client: OAuthClient
    redirect_uri: str
    scopes: tuple[str, ...]
    state: str
    challenge: str


class _Shown(Exception):  # noqa: N818 - a page to show instead of going on, no bug
    """Ends the request with this page."""

    def __init__(self, page: str, status: int = 400) -> None:
        super().__init__(status)
        self.page, self.status = page, status


def _show(call: Call, world: World) -> Answer:
    try:
        return _page(sign_in_page(_request(call, world).client.name))
    except _Shown as shown:
        return _page(shown.page, shown.status)


def _post(call: Call, world: World) -> Answer:
    """Goes as many steps as the posted fields suffice for."""
    fields = call.form()
    try:
        request = _request(call, world)
        if "ticket" in fields:
            user = _ticket_holder(fields["ticket"], request, world)
        elif "challenge" in fields:
            user = _second_factor(call, fields, fields["challenge"], world)
        else:
            user = _first_factor(call, fields, request, world)
        return _decided(fields, request, user, world)
    except _Shown as shown:
        return _page(shown.page, shown.status)


def _request(call: Call, world: World) -> _Request:
    """The query understood; what is not in order is told to the person, never to the redirect URI."""
    query = call.query
    client = world.grants.clients.get(query.get("client_id", ""))
    if client is None:
        raise _Shown(refusal_page("No program is registered under this client id."))
    if not client.returns_to(query.get("redirect_uri", "")):
        raise _Shown(refusal_page("The redirect address is not registered for this program."))
    if query.get("response_type") != "code":
        raise _Shown(refusal_page("Only response_type=code is supported."))
    if not query.get("code_challenge"):
        raise _Shown(refusal_page("The code_challenge (PKCE) is missing."))
    if query.get("code_challenge_method") != "S256":
        raise _Shown(refusal_page("Only code_challenge_method=S256 is supported."))
    asked = tuple(dict.fromkeys(query.get("scope", "").split())) or client.scopes
    beyond = [scope for scope in asked if scope not in client.scopes]
    if beyond:
        raise _Shown(refusal_page(f"Not registered for this program: {', '.join(beyond)}"))
    return _Request(client, query["redirect_uri"], asked, query.get("state", ""), query["code_challenge"])


def _first_factor(call: Call, fields: dict[str, str], request: _Request, world: World) -> User:
    email, password = fields.get("email", ""), fields.get("password", "")
    name = request.client.name
    if world.settings.login_limit and not world.logins.take(call.client_address):
        raise _Shown(sign_in_page(name, email, _TOO_MANY), 429)
    user = world.accounts.user(email)
    if user is None or password != user.password:
        raise _Shown(sign_in_page(name, email, "E-mail or password is wrong."), 401)
    if not user.active:
        raise _Shown(sign_in_page(name, email, "This account has been deactivated."), 403)
    if not user.confirmed:
        raise _Shown(sign_in_page(name, email, "This e-mail address was never confirmed."), 403)
    if user.second_factor is None:
        return user
    challenge = world.challenges.open(user.email)
    if "code" not in fields:
        raise _Shown(code_page(challenge, _methods(user, world)), 200)
    return _second_factor(call, fields, challenge, world)


def _second_factor(call: Call, fields: dict[str, str], token: str, world: World) -> User:
    challenge = world.challenges.find(token)
    user = world.accounts.user(challenge.email) if challenge else None
    if challenge is None or user is None or user.second_factor is None:
        raise _Shown(refusal_page("The sign-in took too long or had too many wrong codes."), 401)
    methods = _methods(user, world)
    if world.settings.login_limit and not world.second_factors.take(call.client_address):
        raise _Shown(code_page(token, methods, _TOO_MANY), 429)
    if fields.get("send"):
        world.challenges.mail_code(challenge)
        raise _Shown(code_page(token, methods, "A code was mailed."), 200)
    kind = fields.get("type", "totp")
    if not world.challenges.answers(token, user.second_factor, fields.get("code", ""), kind):
        raise _Shown(code_page(token, methods, "The code is wrong."), 401)
    world.challenges.close(token)
    return user


def _methods(user: User, world: World) -> list[str]:
    factor = user.second_factor
    return world.dialect.rules.mfa_methods(factor.methods()) if factor else []


def _ticket_holder(ticket: str, request: _Request, world: World) -> User:
    email = world.grants.redeem(ticket, request.client)
    user = world.accounts.user(email) if email else None
    if user is None or not user.active:
        raise _Shown(sign_in_page(request.client.name, notice="The sign-in took too long."), 401)
    return user


def _decided(fields: dict[str, str], request: _Request, user: User, world: World) -> Answer:
    decision = fields.get("decision")
    if decision not in {"allow", "deny"}:
        ticket = world.grants.ticket(user.email, request.client)
        return _page(
            consent_page(request.client.name, user.email, request.scopes, ticket, _organizations(user, world))
        )
    if decision == "deny":
        return _back(request, error="access_denied")
    place = membership_of(user, fields.get("organization"), world)
    organization = str(place.organization["id"]) if place else None
    consent = Consent(request.client, user.email, organization, request.scopes)
    return _back(request, code=world.grants.code(consent, request.redirect_uri, request.challenge))


def _organizations(user: User, world: World) -> list[tuple[str, str]]:
    """The organisations to choose from, the one that would be taken by itself first."""
    usual = membership_of(user, None, world)
    held = [usual] if usual else []
    held += [each for each in user.memberships if each.active and each is not usual]
    return [(str(each.organization["id"]), str(each.organization["name"])) for each in held]


def _back(request: _Request, **answer: str) -> Answer:
    state = {"state": request.state} if request.state else {}
    return Answer(
        status=303,
        raw=b"",
        kind="text/html; charset=UTF-8",
        headers={"Location": f"{request.redirect_uri}?{urlencode({**answer, **state})}"},
    )


def _page(text: str, status: int = 200) -> Answer:
    return Answer(status=status, raw=text.encode(), kind="text/html; charset=UTF-8")


DOORS = [
    Door(method, path, act, _HEADERS) for path in _PATHS for method, act in (("GET", _show), ("POST", _post))
]
