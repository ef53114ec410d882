"""Finds out who is asking and what that person may touch (contract §3.7, §4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from storno_desktop.sandbox.accounts import Membership, User
from storno_desktop.sandbox.call import Call
from storno_desktop.sandbox.grants import ACCESS_PREFIX
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.ledger import Company
from storno_desktop.sandbox.refusal import Refusal, crashed, denied, not_found, not_permitted, unauthorised
from storno_desktop.sandbox.world import World

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_CHANGING = frozenset(("POST", "PUT", "PATCH", "DELETE"))


@dataclass(frozen=True)
class Asker:
    """A signed-in user in the organisation of this request.

    `scopes` narrow what an API key or another program's token may do; None for a person's own session.
    """

    user: User
    membership: Membership | None
    scopes: frozenset[str] | None
    world: World

    def may(self, permission: str) -> bool:
        """Whether membership and scopes both allow it."""
        allowed = self.membership is not None and permission in self.membership.permissions
        return allowed and (self.scopes is None or permission in self.scopes)

    def needs(self, permission: str) -> None:
        """Refuses with a controller's 403 unless allowed."""
        if not self.may(permission):
            raise not_permitted()

    def may_use(self, company: Company) -> bool:
        """Whether the company is not among those kept from an accountant or employee."""
        if self.membership is None or self.membership.role in {"owner", "admin"}:
            return True
        return not self._limited or company.id in self.user.company_ids

    @property
    def _limited(self) -> bool:
        """Whether the membership names companies, which shows when the user sees fewer than there are."""
        own = [company for company in self.world.ledger.companies.values() if self._in_organization(company)]
        return any(company.id not in self.user.company_ids for company in own)

    def _in_organization(self, company: Company) -> bool:
        return self.membership is not None and company.organization == self.membership.organization["id"]

    def companies(self) -> list[Company]:
        """The companies of the organisation that the user sees, in the user's order."""
        found = map(self.world.ledger.companies.get, self.user.company_ids)
        return [
            company
            for company in found
            if company is not None and not company.deleted and self._in_organization(company)
        ]

    def company(self, call: Call) -> Company:
        """The company a scoped call is about: named, or the only one.

        Whether a named company belongs to the organisation is not checked, as on the real backend.
        """
        named = call.query.get("company") or call.headers.get("x-company")
        if not named:
            own = [
                one
                for one in self.world.ledger.companies.values()
                if self._in_organization(one) and not one.deleted
            ]
            if len(own) != 1:
                raise self.world.dialect.rules.no_company()
            return own[0]
        if not _UUID.fullmatch(named):
            raise crashed()
        company = self.world.ledger.companies.get(named.lower())
        if company is None or company.deleted or not self.may_use(company):
            raise self.world.dialect.rules.no_company()
        return company

    def sees(self, invoice: Invoice, permission: str) -> bool:
        """The voter: the invoice's own company decides, whatever `X-Company` says."""
        company = self.world.ledger.company_of(invoice)
        return (
            not company.deleted
            and self._in_organization(company)
            and self.may_use(company)
            and self.may(permission)
        )

    def invoice(self, call: Call, *permissions: str) -> Invoice:
        """The invoice of the path: unknown is 404, kept from this user is 403."""
        invoice = self.world.ledger.find(call.places["invoice"])
        if invoice is None:
            raise not_found()
        if not all(self.sees(invoice, permission) for permission in permissions):
            raise denied()
        return invoice


def identify(call: Call, world: World) -> Asker:
    """Who sent this; refuses strangers, expired tokens and deactivated users."""
    shown = _credentials(call, world)
    if not shown.user.active:
        raise inactive()
    wanted = call.headers.get("x-organization", shown.organization)
    asker = Asker(shown.user, membership_of(shown.user, wanted, world), shown.scopes, world)
    if call.method in _CHANGING and call.path.startswith("/api/v1/"):
        _stop_at_read_only(call, world)
    return asker


def inactive() -> Refusal:
    """The account was switched off (E4)."""
    body = {
        "error": "Your account has been deactivated. Contact your administrator.",
        "code": "account_inactive",
    }
    return Refusal(403, body["error"], "FIXED", body)


@dataclass(frozen=True)
class _Credentials:
    """Whose they are; `organization` is the one they are bound to unless the request names another."""

    user: User
    scopes: frozenset[str] | None = None
    organization: str | None = None


def _credentials(call: Call, world: World) -> _Credentials:
    given = call.headers.get("authorization", "").strip()
    if not given:
        raise unauthorised("JWT Token not found")
    if not given.startswith("Bearer "):
        return _api_key(given, world)
    token = given.removeprefix("Bearer ").strip()
    if token.startswith(ACCESS_PREFIX):
        return _granted(token, world)
    found: str | Literal["invalid", "expired"] = world.tokens.read(token)
    if found == "expired":
        raise unauthorised("Expired JWT Token")
    user = world.accounts.user(found)
    if user is None:
        raise unauthorised("Invalid JWT Token")
    return _Credentials(user)


def _granted(given: str, world: World) -> _Credentials:
    token = world.grants.access(given)
    user = world.accounts.user(token.consent.email) if token else None
    if token is None or user is None:
        text = "Invalid OAuth2 token"
        body = {"status_code": 401, "message": text, "error_code": "OAUTH2_AUTH_FAILED"}
        raise Refusal(401, text, "FIXED", body)
    return _Credentials(user, frozenset(token.consent.scopes), token.consent.organization)


def _api_key(given: str, world: World) -> _Credentials:
    key = world.accounts.api_key(given)
    user = world.accounts.user(key.email) if key else None
    if key is None or user is None or not key.works(world.clock.now()):
        body = {
            "status_code": 403,
            "detail": None,
            "message": "Invalid API Token",
            "error_code": "AUTH_HEADER_TOKEN",
        }
        raise Refusal(403, "Invalid API Token", "FIXED", body, promised=401)
    key.last_used_at = world.clock.stamp()
    return _Credentials(user, frozenset(key.scopes))


def membership_of(user: User, wanted: str | None, world: World) -> Membership | None:
    """The organisation to act in: the one wanted if it is held, the only one, or the first with a company."""
    held = [membership for membership in user.memberships if membership.active]
    for membership in held:
        if membership.organization["id"] == wanted:
            return membership
    if len(held) <= 1:
        return held[0] if held else None
    peopled = {company.organization for company in world.ledger.companies.values() if not company.deleted}
    owned = [membership for membership in held if membership.role == "owner"]
    return next((one for one in held if one.organization["id"] in peopled), owned[0] if owned else held[0])


def _stop_at_read_only(call: Call, world: World) -> None:
    """The gate looks at the header alone and lets any path through that speaks of restoring (contract §21)."""
    named = call.headers.get("x-company")
    if not named:
        return
    if not _UUID.fullmatch(named):
        raise crashed()
    company = world.ledger.companies.get(named.lower())
    if company is not None and company.read_only and "/restore" not in call.path:
        raise denied()
