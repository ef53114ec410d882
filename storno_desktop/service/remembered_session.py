"""Who was signed in and for which companies, remembered for a start without a network."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from storno_desktop.domain.account import AccountId
from storno_desktop.domain.session import Company, Organization, SignInWay, User
from storno_desktop.vault.secret_vault import SecretVault

_VERSION = 1


class RememberedSession:
    """Keeps what a session showed of the person and the companies, in the keyring beside its tokens.

    It lets somebody look things up in the local copy when the server cannot be asked; nothing is ever sent
    on its strength. Signing out forgets it.
    """

    def __init__(self, vault: SecretVault) -> None:
        self._vault = vault

    async def keep(self, account: AccountId, user: User, companies: tuple[Company, ...]) -> bool:
        """Remember these in the place of earlier ones; False where the keyring did not take them."""
        return await self._vault.keep_note(session_note(account), text_of(user, companies))

    async def find(self, account: AccountId) -> tuple[User, tuple[Company, ...]] | None:
        """What is remembered of this account, None if there is nothing or it is damaged."""
        return parsed(await self._vault.find_note(session_note(account)) or "")

    async def forget(self, account: AccountId) -> bool:
        """Remember nothing of this account; True once nothing is left."""
        return await self._vault.forget_note(session_note(account))


def text_of(user: User, companies: tuple[Company, ...]) -> str:
    """One JSON object."""
    return json.dumps(
        {
            "version": _VERSION,
            "user": {
                "id": user.id,
                "email": user.email,
                "name": user.full_name,
                "role": user.role,
                "permissions": None if user.permissions is None else sorted(user.permissions),
                "scopes": None if user.scopes is None else sorted(user.scopes),
                "way": user.way.value,
                "organization": [user.organization_id, user.organization_name],
                "organizations": [[each.id, each.name, each.role] for each in user.organizations],
                "impersonating": user.impersonating,
            },
            "companies": [
                {
                    "id": each.id,
                    "name": each.name,
                    "cif": each.cif,
                    "currency": each.currency,
                    "city": each.city,
                    "read_only": each.is_read_only,
                    "synced": None if each.last_synced_at is None else each.last_synced_at.isoformat(),
                    "spv": each.uses_spv,
                }
                for each in companies
            ],
        },
        ensure_ascii=False,
    )


def parsed(text: str) -> tuple[User, tuple[Company, ...]] | None:
    """What `text_of` wrote; None for anything else."""
    try:
        kept = json.loads(text)
        if kept["version"] != _VERSION:
            return None
        return _user(kept["user"]), tuple(map(_company, kept["companies"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _user(kept: dict[str, Any]) -> User:
    organization_id, organization_name = kept["organization"]
    return User(
        id=_text(kept["id"]),
        email=_text(kept["email"]),
        full_name=_text(kept["name"]),
        role=_text(kept["role"]),
        permissions=_words(kept["permissions"]),
        scopes=_words(kept["scopes"]),
        way=SignInWay(kept["way"]),
        organization_id=_text(organization_id),
        organization_name=_text(organization_name),
        organizations=tuple(
            Organization(id=_text(identity), name=_text(name), role=_text(role))
            for identity, name, role in kept["organizations"]
        ),
        impersonating=bool(kept["impersonating"]),
    )


def _company(kept: dict[str, Any]) -> Company:
    synced = kept["synced"]
    return Company(
        id=_text(kept["id"]),
        name=_text(kept["name"]),
        cif=_text(kept["cif"]),
        currency=_text(kept["currency"]),
        city=_text(kept["city"]),
        is_read_only=bool(kept["read_only"]),
        last_synced_at=None if synced is None else datetime.fromisoformat(synced),
        uses_spv=bool(kept["spv"]),
    )


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise TypeError


def _words(value: Any) -> frozenset[str] | None:
    return None if value is None else frozenset(_text(each) for each in value)


def session_note(account: AccountId) -> str:
    """The name under which the keyring holds who this was."""
    return f"session of {account.email} @ {account.server.url}"
