"""Signing in, the person and the companies (contract §3, §4)."""

import re
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import AliasChoices, BeforeValidator, Field

from storno_desktop.domain.invoice_summary import bare_cif
from storno_desktop.domain.session import Company, Organization, SecondFactorChallenge, Tokens, User
from storno_desktop.wire.dates import OptionalMoment
from storno_desktop.wire.document import (
    Flag,
    Listed,
    OptionalObject,
    RequiredText,
    Text,
    Unreadable,
    WireDocument,
    read,
    read_part,
    read_rows,
)

_SENDABLE = re.compile(r"[\x21-\x7e]{1,16384}")


def _secret(value: Any) -> Any:
    if isinstance(value, str) and _SENDABLE.fullmatch(value):
        return value
    raise ValueError("not a token")  # no token in the text: it could end in a log


def _secret_or_nothing(value: Any) -> Any:
    return "" if value is None else _secret(value)


def _lifetime(value: Any) -> Any:
    fits = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 10**9
    return float(value) if fits else None


def _text_or_nothing(value: Any) -> Any:
    return value if isinstance(value, str) else None


def _words(value: Any) -> Any:
    items = value.values() if isinstance(value, dict) else value
    return tuple(item for item in items if isinstance(item, str)) if isinstance(value, list | dict) else ()


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
"""A list of texts; PHP turns one with gaps into an object (contract §27)."""


def _words_or_nothing(value: Any) -> Any:
    return None if value is None else _words(value)


class _Challenge(WireDocument):
    mfa_required: Flag = Field(False, validation_alias="mfa_required")
    mfa_token: Annotated[str, BeforeValidator(_secret_or_nothing)] = Field("", validation_alias="mfa_token")
    mfa_methods: Words = Field((), validation_alias="mfa_methods")


class _Tokens(WireDocument):
    token: Annotated[str, BeforeValidator(_secret)] = Field(
        validation_alias=AliasChoices("token", "access_token")
    )
    refresh_token: Annotated[str, BeforeValidator(_secret_or_nothing)] = Field(
        "", validation_alias="refresh_token"
    )
    expires_in: Annotated[float | None, BeforeValidator(_lifetime)] = Field(
        None, validation_alias="expires_in"
    )
    scope: Annotated[str | None, BeforeValidator(_text_or_nothing)] = Field(None, validation_alias="scope")


def read_sign_in(body: bytes) -> Tokens | SecondFactorChallenge | Unreadable:
    """The answer to a sign-in.

    The challenge is looked for first: its body also holds a refresh token that would work without
    the second factor (contract §3.1). That token is never read.
    """
    challenge = read(_Challenge, body)
    if isinstance(challenge, Unreadable):
        return challenge
    if challenge.mfa_required:
        if not challenge.mfa_token:
            return Unreadable("mfa_token: missing")
        return SecondFactorChallenge(token=challenge.mfa_token, methods=challenge.mfa_methods)
    return read_tokens(body)


def read_tokens(body: bytes, now: datetime | None = None) -> Tokens | Unreadable:
    """The tokens from a sign-in, a second factor or a refresh.

    Those of a browser sign-in tell their scopes and for how long they are good, counted from `now`
    (aware, the server's time of the answer; contract §3.4).
    """
    tokens = read(_Tokens, body)
    if isinstance(tokens, Unreadable):
        return tokens
    return Tokens(
        access=tokens.token,
        refresh=tokens.refresh_token,
        scopes=None if tokens.scope is None else frozenset(tokens.scope.split()),
        until=now + timedelta(seconds=tokens.expires_in) if now and tokens.expires_in else None,
    )


class _Organization(WireDocument):
    id: Text = Field("", validation_alias=AliasChoices("id", "uuid"))
    name: Text = ""


class _Membership(WireDocument):
    role: Text = ""
    organization: Annotated[_Organization | None, OptionalObject] = None
    organization_id: Text = ""
    organization_name: Text = ""

    def to_organization(self) -> Organization:
        nested = self.organization or _Organization()
        return Organization(
            id=nested.id or self.organization_id,
            name=nested.name or self.organization_name,
            role=self.role,
        )


class _Me(WireDocument):
    id: RequiredText = Field(validation_alias=AliasChoices("id", "uuid"))
    email: RequiredText
    full_name: Text = ""
    first_name: Text = ""
    last_name: Text = ""
    current_role: Text = ""
    permissions: Annotated[tuple[str, ...] | None, BeforeValidator(_words_or_nothing)] = None
    organization: Annotated[_Organization | None, OptionalObject] = None
    memberships: Annotated[list[Any], Listed] = Field(default_factory=list)
    impersonating: Flag = False

    def to_user(self) -> User:
        active = self.organization or _Organization()
        memberships = [read_part(_Membership, row) for row in self.memberships]
        organizations = tuple(row.to_organization() for row in memberships if not isinstance(row, Unreadable))
        role = next((each.role for each in organizations if each.id == active.id), "")
        return User(
            id=self.id,
            email=self.email,
            full_name=self.full_name or f"{self.first_name} {self.last_name}".strip(),
            role=self.current_role or role,
            permissions=None if self.permissions is None else frozenset(self.permissions),
            organization_id=active.id,
            organization_name=active.name,
            impersonating=self.impersonating,
            organizations=tuple(each for each in organizations if each.id),
        )


def read_user(body: bytes) -> User | Unreadable:
    """The answer of `GET /me`."""
    me = read(_Me, body)
    return me if isinstance(me, Unreadable) else me.to_user()


class _Company(WireDocument):
    id: RequiredText = Field(validation_alias=AliasChoices("id", "uuid"))
    name: Text = ""
    cif: Text = ""
    default_currency: Text = ""
    city: Text = ""
    is_read_only: Flag = False
    last_synced_at: OptionalMoment = None
    sync_enabled: Flag = False

    def to_company(self) -> Company:
        return Company(
            id=self.id,
            name=self.name,
            cif=bare_cif(self.cif),
            currency=self.default_currency or "RON",
            city=self.city,
            is_read_only=self.is_read_only,
            last_synced_at=self.last_synced_at,
            uses_spv=self.sync_enabled or self.last_synced_at is not None,
        )


def read_companies(body: bytes) -> tuple[Company, ...] | Unreadable:
    """The companies of the organisation; one that cannot be read is left out, so that the others stay usable."""
    rows = read_rows(body)
    if isinstance(rows, Unreadable):
        return rows
    documents = [read_part(_Company, row) for row in rows]
    companies = tuple(each.to_company() for each in documents if not isinstance(each, Unreadable))
    if rows and not companies:
        return Unreadable("no company could be read")
    return companies


class _Version(WireDocument):
    version: RequiredText


def read_version(body: bytes) -> str | Unreadable:
    """The server's build from `GET /version`, such as "2.7.6"."""
    document = read(_Version, body)
    return document if isinstance(document, Unreadable) else document.version
