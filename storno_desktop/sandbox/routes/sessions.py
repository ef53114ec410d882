"""Signing in, the second factor and refreshing (contract §3)."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

from storno_desktop.sandbox.accounts import User
from storno_desktop.sandbox.asker import inactive
from storno_desktop.sandbox.attempts import PER_MINUTE
from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.plain import Json
from storno_desktop.sandbox.refusal import Refusal, unauthorised
from storno_desktop.sandbox.routes.door import Door, anonymous
from storno_desktop.sandbox.second_factor import Challenge, SecondFactor
from storno_desktop.sandbox.tokens import REFRESH_SECONDS
from storno_desktop.sandbox.world import World

_COOKIE = "__refresh__token"
_NEVER_CACHED = {"Cache-Control": "max-age=0, must-revalidate, private"}
_MOBILE_AGENTS = ("okhttp/", "Expo/")
# The captcha is asked for as soon as fewer attempts than this are left in the minute.
_FREE_OF_CAPTCHA = PER_MINUTE - 1


def _log_in(call: Call, world: World) -> Answer:
    if not call.says_json:
        raise Refusal(404, "Not Found", "E8")
    fields = call.fields()
    email, password = fields.get("email"), fields.get("password")
    if not (isinstance(email, str) and isinstance(password, str) and email and password):
        raise Refusal(400, "Bad Request", "E8")
    _count_login(call, fields, world)
    user = world.accounts.user(email)
    if user is None:
        raise unauthorised("Invalid credentials.")
    if not user.active:
        raise inactive()
    if not user.confirmed:
        raise unauthorised("login.mail.not_confirmed", promised=403)
    if password != user.password:
        raise unauthorised("Invalid credentials.")
    if user.second_factor is None:
        return _session(user, world)
    methods = world.dialect.rules.mfa_methods(user.second_factor.methods())
    challenge: Json = {
        "mfa_required": True,
        "mfa_token": world.challenges.open(user.email),
        "mfa_methods": methods,
    }
    if world.dialect.rules.leaks_refresh_tokens:
        challenge["refresh_token"] = world.tokens.refresh_token(user.email).value
    return Answer(challenge)


def _count_login(call: Call, fields: Json, world: World) -> None:
    """The limiter's word comes before the password's; only attempts that get past the captcha count."""
    if not (world.captcha or world.settings.login_limit):
        return
    address = call.client_address
    exempt = any(agent in call.headers.get("user-agent", "") for agent in _MOBILE_AGENTS)
    solved = bool(fields.get("turnstileToken"))
    if world.captcha and not (exempt or solved) and world.logins.left(address) < _FREE_OF_CAPTCHA:
        raise unauthorised("captcha_required")
    if not world.logins.take(address):
        raise unauthorised("Too many requests.", promised=429)


def _session(user: User, world: World, refresh: str | None = None) -> Answer:
    """A new JWT and a refresh token, which is also set as a cookie."""
    refresh = refresh or world.tokens.refresh_token(user.email).value
    token = world.tokens.sign(user.email, list(user.profile["roles"]))
    cookie = f"{_COOKIE}={refresh}; Max-Age={REFRESH_SECONDS}; path=/; secure; httponly; samesite=none"
    return Answer({"token": token, "refresh_token": refresh}, headers={"Set-Cookie": cookie})


def _challenge(call: Call, world: World, *, needs_code: bool) -> tuple[str, Challenge, User, SecondFactor]:
    fields = call.fields()
    if world.settings.login_limit and not world.second_factors.take(call.client_address):
        raise Refusal(429, "Too many requests.")
    token = fields.get("mfaToken")
    if not isinstance(token, str) or not token:
        raise Refusal(400, "Missing mfaToken.")
    if needs_code and not fields.get("code"):
        raise Refusal(400, "Missing code.")
    challenge = world.challenges.find(token)
    user = world.accounts.user(challenge.email) if challenge else None
    if challenge is None or user is None or user.second_factor is None:
        promised = 429 if world.challenges.spent(token) else 401
        raise Refusal(401, "Invalid or expired MFA challenge.", promised=promised)
    return token, challenge, user, user.second_factor


def _verify(call: Call, world: World) -> Answer:
    token, _, user, factor = _challenge(call, world, needs_code=True)
    fields = call.fields()
    if not world.challenges.answers(token, factor, str(fields["code"]), str(fields.get("type", "totp"))):
        raise Refusal(401, "Invalid code.")
    world.challenges.close(token)
    return _session(user, world)


def _mail_code(call: Call, world: World) -> Answer:
    _, challenge, _, _ = _challenge(call, world, needs_code=False)
    world.challenges.mail_code(challenge)
    return Answer({"sent": True})


def _refresh(call: Call, world: World) -> Answer:
    """The body's token wins over the cookie's; whether it changes is the dialect's choice."""
    rules = world.dialect.rules
    if call.path != rules.refresh_path:
        raise Refusal(404, "Not Found", "E8")
    value = call.fields().get("refresh_token") or _cookie(call)
    if not isinstance(value, str) or not value:
        raise Refusal(401, "Missing JWT Refresh Token", "REFRESH", promised=400)
    found = world.tokens.refreshing(value)
    if found == "unknown":
        raise Refusal(401, "JWT Refresh Token Not Found", "REFRESH")
    if found == "expired":
        raise Refusal(401, "Invalid JWT Refresh Token", "REFRESH")
    user = world.accounts.user(found.email)
    if user is None or not user.active:
        raise inactive()
    kept = world.tokens.rotate(found) if rules.rotates_refresh_tokens else found
    return _session(user, world, kept.value)


def _cookie(call: Call) -> str | None:
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(call.headers.get("cookie", ""))
    except CookieError:
        return None
    return jar[_COOKIE].value if _COOKIE in jar else None


DOORS = [
    Door("POST", "/api/auth", _log_in, _NEVER_CACHED),
    Door("POST", "/api/auth/mfa/verify", _verify, _NEVER_CACHED),
    Door("POST", "/api/auth/mfa/email-otp/send", _mail_code, _NEVER_CACHED),
    Door("POST", "/api/auth/refresh", _refresh, _NEVER_CACHED),
    anonymous("POST", "/api/auth/token/refresh", _refresh),
]
