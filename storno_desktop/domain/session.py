"""Who is signed in, with which rights, for which company."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto

from storno_desktop.domain.invoice_summary import bare_cif


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


class SignInWay(Enum):
    """How a session came about, which decides how it is renewed and ended (contract §3)."""

    PASSWORD = "password"  # noqa: S105  the name of a way, no password
    BROWSER = "browser"
    """OAuth2: rights are narrowed to scopes, every refresh gives new tokens, sign-out revokes them."""
    API_KEY = "api-key"
    """A key that is made on the web and never changes; its scopes cannot be read."""


class Right(Enum):
    """What is known about a permission before the server is asked to use it."""

    HELD = auto()
    MISSING = auto()
    OUT_OF_SCOPE = auto()
    """The person holds it, this browser sign-in was not granted it."""
    UNREADABLE = auto()
    """An API key's scopes, or a server that shows no permissions: the act is offered, a refusal explained
    (decisions 6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What a sign-in gives. Never shown: `repr` leaves the values out.

    `client_id`, `scopes` and `until` (aware, by the server's clock) belong to browser sign-ins; `scopes` is
    None where nothing narrows the person's rights.
    """

    access: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    way: SignInWay = SignInWay.PASSWORD
    client_id: str = ""
    scopes: frozenset[str] | None = None
    until: datetime | None = None


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
    """The person signed in (contract §4.1). `permissions` are effective for the active organisation, None
    where the server does not tell them.

    `organizations` are all memberships. The server quietly falls back to another organisation than
    the one asked for, so `organization_id` has to be compared after a switch (contract §4.2).
    `way` and `scopes` are those of the token that asked: `/me` shows rights before scopes narrow them
    (contract §3.4, §3.7).
    """

    id: str
    email: str
    full_name: str = ""
    role: str = ""
    permissions: frozenset[str] | None = frozenset()
    organization_id: str = ""
    organization_name: str = ""
    impersonating: bool = False
    organizations: tuple[Organization, ...] = ()
    way: SignInWay = SignInWay.PASSWORD
    scopes: frozenset[str] | None = None

    def right(self, permission: Permission) -> Right:
        """What is known about this permission; never inferred from the role."""
        if self.permissions is not None and permission.value not in self.permissions:
            return Right.MISSING
        if self.scopes is not None and permission.value not in self.scopes:
            return Right.OUT_OF_SCOPE
        if self.permissions is None or self.way is SignInWay.API_KEY:
            return Right.UNREADABLE
        return Right.HELD

    def may(self, permission: Permission) -> bool:
        """Whether an act that needs this permission is offered."""
        return self.right(permission) in {Right.HELD, Right.UNREADABLE}


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
