"""Who may come in: users, their memberships and API keys, as a seed file or the generator describes them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from storno_desktop.sandbox.clock import Clock, Identities
from storno_desktop.sandbox.plain import Json
from storno_desktop.sandbox.second_factor import SecondFactor


@dataclass
class Membership:
    """A place in an organisation with a role and what the role may do there."""

    document: Json
    organization: Json
    plan: Json | None
    permissions: list[str]
    active: bool = True

    @property
    def role(self) -> str:
        """`owner`, `admin`, `accountant` or `employee`."""
        return str(self.document["role"])


@dataclass
class User:
    """A person. `profile` is what `/me` says apart from the organisation of the moment.

    `impersonator` names the support staff who works in this person's name: id, email and fullName.
    """

    email: str
    password: str
    profile: Json
    memberships: list[Membership]
    company_ids: list[str]
    active: bool = True
    confirmed: bool = True
    second_factor: SecondFactor | None = None
    impersonator: Json | None = None

    @property
    def role(self) -> str | None:
        """The role in the first organisation."""
        return self.memberships[0].role if self.memberships else None


@dataclass
class ApiKey:
    """A key that acts for a user within its scopes."""

    id: str
    name: str
    key: str
    email: str
    scopes: list[str]
    created_at: str
    expire_at: str | None = None
    revoked_at: str | None = None
    last_used_at: str | None = None

    def works(self, now: datetime) -> bool:
        """Neither revoked nor over."""
        over = self.expire_at is not None and datetime.fromisoformat(self.expire_at) <= now
        return self.revoked_at is None and not over


@dataclass
class Accounts:
    """Everybody by e-mail, and all API keys."""

    users: dict[str, User] = field(default_factory=dict)
    api_keys: list[ApiKey] = field(default_factory=list)

    def user(self, email: str) -> User | None:
        """A user by address, in any case of letters."""
        return self.users.get(email.strip().lower())

    def api_key(self, key: str) -> ApiKey | None:
        """The key with this value."""
        return next((known for known in self.api_keys if secrets.compare_digest(known.key, key)), None)

    def add_api_key(self, name: str, email: str, scopes: list[str], clock: Clock, ids: Identities) -> ApiKey:
        """A new key of a user."""
        key = ApiKey(ids.next(), name, "af_" + secrets.token_hex(32), email, scopes, clock.stamp())
        self.api_keys.append(key)
        return key


def accounts_of(world: Json, stamp: str) -> Accounts:
    """All users and keys of a world.

    A world tells a user's profile under `me`. The user of the second factor may come without one
    and then shares the place of the first accountant. Whoever else comes without may not sign in;
    the file does not say why, so an address that speaks of confirming is one that never confirmed.
    An API key belongs to the mailbox that its name begins with.
    """
    profiles = {email: entry["me"] for email, entry in world["users"].items() if "me" in entry}
    plans = {me["organization"]["id"]: me for me in profiles.values() if "organization" in me}
    usual = {me["currentRole"]: me["permissions"] for me in profiles.values()}
    rights = {(_first_organization(me), me["currentRole"]): me["permissions"] for me in profiles.values()}
    factor = world.get("mfa") or {}
    accounts = Accounts()
    for email, entry in world["users"].items():
        me = entry.get("me")
        second = None
        if factor.get("email") == email:
            second = SecondFactor(factor["totpSecret"], list(factor["backup"]))
            me = me or _borrowed(email, str(entry["id"]), profiles)
        accounts.users[email.lower()] = User(
            email=email,
            password=world["password"],
            profile=me or {"id": entry["id"], "email": email, "roles": ["ROLE_USER"]},
            memberships=_memberships(me or {}, plans, rights, usual),
            company_ids=_company_ids(entry, me or {}, world),
            active=me is not None or "confirm" in email.split("@")[0],
            confirmed=me is not None or "confirm" not in email.split("@")[0],
            second_factor=second,
        )
    for name, key in (world.get("apiKeys") or {}).items():
        mailbox = name.split("-")[0]
        owner = key.get("user") or next(mail for mail in world["users"] if mail.split("@")[0] == mailbox)
        accounts.api_keys.append(
            ApiKey(
                key["id"], name, key["key"], owner, key["scopes"], stamp, key["expireAt"], key["revokedAt"]
            )
        )
    return accounts


def _first_organization(me: Json) -> str | None:
    return me["organization"]["id"] if "organization" in me else None


def _memberships(
    me: Json,
    plans: dict[str, Json],
    rights: dict[tuple[str | None, str], list[str]],
    usual: dict[str, list[str]],
) -> list[Membership]:
    """Rights elsewhere are those of a colleague there in the same role, or what the role usually may."""
    found = []
    for document in me.get("memberships", []):
        organization = document["organization"]["id"]
        current = _first_organization(me) == organization
        witness = me if current else plans.get(organization, me)
        role = document["role"]
        permissions = me["permissions"] if current else rights.get((organization, role), usual.get(role, []))
        found.append(Membership(document, witness["organization"], witness.get("plan"), list(permissions)))
    return found


def _company_ids(entry: Json, me: Json, world: Json) -> list[str]:
    """The companies a user sees; without a list of their own, those of a colleague with the same role."""
    listing = entry.get("companies")
    if listing is None and me:
        listing = next(
            other["companies"]
            for other in world["users"].values()
            if other.get("me", {}).get("currentRole") == me["currentRole"]
        )
    return [str(company["id"]) for company in (listing or {}).get("data", [])]


def _borrowed(email: str, user_id: str, profiles: dict[str, Json]) -> Json:
    colleague = next(
        (me for me in profiles.values() if me["currentRole"] == "accountant"), next(iter(profiles.values()))
    )
    name = email.split("@", maxsplit=1)[0]
    own = {"id": user_id, "email": email, "firstName": name, "lastName": None, "fullName": name}
    return {**colleague, **own, "mfaEnabled": True}
