"""What the two dialects have in common: the questions that routes ask of whichever is spoken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from storno_desktop.sandbox.accounts import Membership, User
from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.ledger import Company, Ledger
from storno_desktop.sandbox.listing import ListPage, ListQuery
from storno_desktop.sandbox.plain import Json
from storno_desktop.sandbox.refusal import Refusal


class Shapes(Protocol):
    """How things look in JSON."""

    def refused(self, refusal: Refusal, call: Call) -> Answer:
        """An error answer."""
        ...

    def me(self, user: User, membership: Membership | None) -> Json:
        """The signed-in user as seen from one organisation."""
        ...

    def companies(self, companies: Iterable[Company]) -> object: ...

    def series(self, company: Company) -> object: ...

    def page(self, ledger: Ledger, company: Company, query: ListQuery, page: ListPage) -> Json:
        """A page of a list."""
        ...

    def detail(self, ledger: Ledger, invoice: Invoice, *, with_children: bool = True) -> Json:
        """A whole invoice; the answers to changes come without its stornos."""
        ...

    def events(self, invoice: Invoice) -> object: ...

    def payment(self, payment: Json) -> Json: ...

    def email(self, email: Json) -> Json: ...

    def share_link(self, link: Json) -> Json: ...

    def submission(self, submission: Json) -> Json: ...

    def bulk(self, done: str, count: int, errors: list[Json]) -> Json:
        """The outcome of a change to many invoices; `done` names the count."""
        ...


class Rules(Protocol):
    """What is allowed, and how a request is understood."""

    refresh_path: str
    rotates_refresh_tokens: bool
    # Whether a sign-in hands one out before the second factor was given (contract §3.1).
    leaks_refresh_tokens: bool
    serves_credit_notes: bool
    # Whether an old refresh token that comes back ends the access tokens of its family as well (contract §3.4).
    replay_kills_access: bool

    def mfa_methods(self, methods: list[str]) -> list[str]: ...

    def query(self, call: Call) -> ListQuery:
        """Understands the filters of a list or refuses them."""
        ...

    def no_company(self) -> Refusal:
        """The answer to a call that names no company it may use."""
        ...

    def reason(self, fields: Json) -> str | None:
        """The reason of a cancellation, or a refusal of it."""
        ...

    def may_cancel(self, ledger: Ledger, invoice: Invoice) -> None:
        """Raises a Refusal if this invoice cannot be cancelled."""
        ...

    def may_restore(self, ledger: Ledger, invoice: Invoice) -> None:
        """Raises a Refusal if this invoice cannot be restored."""
        ...


@dataclass(frozen=True)
class Dialect:
    """One way of speaking: its shapes and its rules."""

    shapes: Shapes
    rules: Rules
