"""A second person's yes to a restore: what speaks against a person as the supervisor, and what the yes is bound to."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.restore_rules import RestoreRules
from storno_desktop.domain.session import Permission, Right, User

APPROVAL_LASTS = timedelta(minutes=2)
"""For how long what a supervisor saw may be approved and used; they may extend it while it holds (decisions 3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requester:
    """Who asks for a restore, or answers: their id and e-mail at the server, and their name."""

    user_id: str
    email: str
    name: str = ""

    @classmethod
    def of(cls, user: User) -> "Requester":
        """This person of the server's."""
        return cls(user_id=user.id, email=user.email, name=user.full_name)

    @property
    def full(self) -> str:
        """Name and e-mail, as far as they are known."""
        return f"{self.name} ({self.email})" if self.name else self.email

    def is_same_as(self, other: "Requester") -> bool:
        """Whether both are one person: by id, or by e-mail without case."""
        return self.user_id == other.user_id or self.email.casefold() == other.email.casefold()


class Objection(Enum):
    """Why a person cannot be the supervisor of this restore."""

    SAME_PERSON = auto()
    """They asked for it themselves."""
    CANCELLED_IT = auto()
    """They cancelled the invoice."""
    CANCELLER_UNKNOWN = auto()
    """Nobody can tell who cancelled it, so it may have been them."""
    NO_SUPERVISOR = auto()
    """Neither role nor permissions are those of a supervisor."""
    IMPERSONATED = auto()
    NOT_PERMITTED = auto()
    """They may not change invoices (`invoice.edit`), or that cannot be read."""
    CANNOT_READ = auto()
    """They do not see this very invoice with their own account."""
    REQUEST_EXPIRED = auto()
    """The request file's time has ended, by the server's clock."""
    REQUEST_OUTDATED = auto()
    """The invoice was cancelled (again) after the request was made: it asks about something else."""


def objections(
    supervisor: User, requester: Requester, facts: Facts, rules: RestoreRules
) -> tuple[Objection, ...]:
    """All that speaks against this supervisor; none where they may approve.

    `facts` are read with the supervisor's own account. Persons are compared by id; whoever cancelled by e-mail,
    without case, for the server's history holds no ids (contract §7).
    """
    found = []
    if facts.invoice is None:
        found.append(Objection.CANNOT_READ)
    if Requester.of(supervisor).is_same_as(requester):
        found.append(Objection.SAME_PERSON)
    if not rules.canceller_may_approve:
        found += _about_canceller(supervisor, facts)
    if not _is_supervisor(supervisor, rules):
        found.append(Objection.NO_SUPERVISOR)
    if supervisor.impersonating:
        found.append(Objection.IMPERSONATED)
    if supervisor.right(Permission.EDIT) is not Right.HELD:
        found.append(Objection.NOT_PERMITTED)
    return tuple(found)


def confirms_alone(objecting: tuple[Objection, ...], rules: RestoreRules) -> bool:
    """Whether these objections are only that the firm has one person, and the office allows for that."""
    own = {Objection.SAME_PERSON, Objection.CANCELLED_IT}
    return rules.confirms_alone and Objection.SAME_PERSON in objecting and set(objecting) <= own


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One person's yes to one restore of one invoice, as the checks found it.

    `by` is the id of who gave it, `fingerprint` that of what they saw; `secret` tells one approval from another.
    """

    company_id: str
    invoice_id: str
    fingerprint: str
    by: str
    secret: str


def _about_canceller(supervisor: User, facts: Facts) -> list[Objection]:
    event = facts.last_cancellation
    by_event = event.by if event is not None else ""
    by_detail = facts.invoice.cancelled_by if facts.invoice is not None else ""
    cancellers = {each.casefold() for each in (by_event, by_detail) if each}
    if supervisor.email.casefold() in cancellers:
        return [Objection.CANCELLED_IT]
    if not cancellers or not isinstance(facts.events, Evidence):
        return [Objection.CANCELLER_UNKNOWN]
    return []


def _is_supervisor(user: User, rules: RestoreRules) -> bool:
    if user.role not in rules.roles:
        return False
    return all(user.permissions is not None and each in user.permissions for each in rules.permissions)
