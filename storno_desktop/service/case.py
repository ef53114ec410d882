"""A case: one invoice, one act that is asked for, and what was read about it; and how acting ends."""

from dataclasses import dataclass, replace
from functools import cached_property

from storno_desktop.domain.act import ActKind, Intent, Settlement
from storno_desktop.domain.cancellation import assess_cancellation
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts, Reached
from storno_desktop.domain.finding import Assessment
from storno_desktop.domain.invoice import Invoice
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.link_closing import assess_link_closing
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.restoration import RestorePolicy, assess_restoration
from storno_desktop.domain.session import Company
from storno_desktop.domain.storno import assess_storno
from storno_desktop.service.journal_book import JournalStanding


@dataclass(frozen=True)
class Case:
    """One invoice, the company in which it is acted upon, and everything that was read about it.

    `target` is the public link that is meant, "" for the other acts and as long as none is.
    """

    kind: ActKind
    company: Company
    invoice_id: InvoiceId
    facts: Facts
    policy: RestorePolicy
    target: str = ""

    @cached_property
    def assessment(self) -> Assessment:
        """What speaks for and against the act, by the rules of the domain; weighed once, when it is first asked for."""
        match self.kind:
            case ActKind.CANCEL:
                return assess_cancellation(self.facts)
            case ActKind.RESTORE:
                return assess_restoration(self.facts, self.policy)
            case ActKind.CREATE_STORNO:
                return assess_storno(self.facts)
            case ActKind.REVOKE_LINK:
                return assess_link_closing(self.facts, self.target)

    def answered(self, reached: Reached | None) -> "Case":
        """The same case with the person's own answer about the client."""
        return replace(self, facts=replace(self.facts, reached=reached))

    def says_the_same(self, other: "Case") -> bool:
        """Whether a person who saw the other case has seen all that this one says."""
        mine, theirs = self.facts.invoice, other.facts.invoice
        return (
            mine is not None
            and theirs is not None
            and mine.summary == theirs.summary
            and self.assessment.fingerprint == other.assessment.fingerprint
        )


@dataclass(frozen=True, slots=True)
class Done:
    """It happened, and it was us; `invoice` as the server has it now.

    For a storno it is the invoice that is reversed, and `made` the new draft, None if it could not be read.
    """

    invoice: Evidence[Invoice]
    made: Evidence[Invoice] | None = None


@dataclass(frozen=True, slots=True)
class CaseChanged:
    """Something differs from what the person saw; nothing was sent."""

    case: Case


@dataclass(frozen=True, slots=True)
class NotSent:
    """Nothing was sent: no connection, or (None) another act on this invoice is under way."""

    problem: Problem | None


@dataclass(frozen=True, slots=True)
class Refused:
    """The server said no; nothing was changed."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class OutcomeUnknown:
    """The answer was lost; `settlement` is what reading back showed, which may settle it. It is never sent again.

    `problem` tells how the answer was lost.
    """

    intent: Intent
    settlement: Settlement
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class NotJournalled:
    """Nothing was sent, for it could not be written down first; the standing says why."""

    standing: JournalStanding


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """Nothing was sent, for the office's rules or an `ActBar` do not let it; `why` is the journal's word for it."""

    why: str


Unsent = NotSent | NotJournalled | NotAllowed | Refused
"""The outcomes of an act that provably changed nothing."""

ActOutcome = Done | CaseChanged | NotSent | NotJournalled | NotAllowed | Refused | OutcomeUnknown
