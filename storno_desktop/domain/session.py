"""Who is signed in, with which rights, for which company."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from storno_desktop.domain.invoice import bare_cif


class Permission(Enum):
    """The server's permissions that this program asks about (contract §4.1)."""

    VIEW = "invoice.view"
    CANCEL = "invoice.cancel"
    EDIT = "invoice.edit"
    """Restoring needs this one, not the one for cancelling (contract §9)."""
    REFUND = "invoice.refund"
    VIEW_SERIES = "series.view"
    VIEW_EFACTURA = "efactura.view"
    DELETE_PAYMENT = "payment.delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The pair that a sign-in gives. Never shown: `repr` leaves the values out."""

    access: str = field(repr=False)
    refresh: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorChallenge:
    """The password was right; the server wants a second factor (contract §3.2).

    `methods` are the server's words (totp, backup_code, email_otp, passkey).
    """

    token: str = field(repr=False)
    methods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """An organisation that the person belongs to, and in which role (contract §4.1, memberships)."""

    id: str
    name: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """The person signed in (contract §4.1). `permissions` are effective for the active organisation.

    `organizations` are all memberships. The server quietly falls back to another organisation than
    the one asked for, so `organization_id` has to be compared after a switch (contract §4.2).
    """

    id: str
    email: str
    full_name: str = ""
    role: str = ""
    permissions: frozenset[str] = frozenset()
    organization_id: str = ""
    organization_name: str = ""
    impersonating: bool = False
    organizations: tuple[Organization, ...] = ()

    def may(self, permission: Permission) -> bool:
        """Whether the server granted this permission; never inferred from the role."""
        return permission.value in self.permissions


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A company of the organisation (contract §4.4). `cif` has no RO prefix.

    `last_synced_at` is when SPV was last read; `uses_spv` whether it ever is.
    """

    id: str
    name: str
    cif: str
    currency: str = "RON"
    city: str = ""
    is_read_only: bool = False
    last_synced_at: datetime | None = None
    uses_spv: bool = False

    def issued(self, issuer_cif: str) -> bool:
        """Whether an invoice with this issuer's fiscal code is this company's own."""
        return bool(bare_cif(issuer_cif)) and bare_cif(issuer_cif) == bare_cif(self.cif)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyContext:
    """Under which organisation and company a request is made: the headers X-Organization and X-Company.

    Only ever made from what `/companies` and `/me` returned (contract §4.3).
    """

    organization_id: str
    company_id: str
