"""What a check found, and what the finding rests on."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum, auto

from storno_desktop.domain.evidence import Source
from storno_desktop.domain.problem import Problem


class Verdict(Enum):
    """The four results of a check. UNKNOWN never counts as CLEAR."""

    CLEAR = "clear"
    WARNING = "warning"
    BLOCKING = "blocking"
    UNKNOWN = "unknown"


class Check(Enum):
    """Everything that is looked at before something is done to an invoice (decisions 1 and 2), and after a restore."""

    ANAF = "anaf"
    CREDIT_NOTES = "credit_notes"
    PAYMENTS = "payments"
    AGE = "age"
    SERIES = "series"
    REACHED_CLIENT = "reached_client"
    PAYMENT_LINK = "payment_link"
    PUBLIC_LINK = "public_link"
    SPV_SYNCHRONISED = "spv_synchronised"
    RESTORED_BEFORE = "restored_before"
    STATUS = "status"
    OUTGOING = "outgoing"
    RIGHT_COMPANY = "right_company"
    COMPANY_WRITABLE = "company_writable"
    PERMITTED = "permitted"
    OWN_SESSION = "own_session"
    REASON_CLEARED = "reason_cleared"
    NUMBER_KEPT = "number_kept"


class GroundKind(Enum):
    """The single facts that a finding can rest on; each has its sentence on screen.

    The comment names the fields of Ground that go with it.
    """

    # ANAF
    NOTHING_AT_ANAF = auto()
    ANAF_MESSAGE = auto()  # text: SPV message id
    ANAF_STATUS = auto()  # text: the server's word
    ANAF_STATUS_UNFAMILIAR = auto()  # text
    ANAF_UPLOAD = auto()  # text: upload index
    ANAF_DOWNLOAD = auto()  # text: download index
    ANAF_EVENT = auto()  # text: the event's action or status, moment
    SUBMISSION = auto()  # text: provider and status, moment
    SUBMISSION_UNFAMILIAR = auto()  # text
    SUBMISSIONS_NOT_PERMITTED = auto()
    SENDING_SCHEDULED = auto()  # moment
    SENDING_SCHEDULED_LATER = auto()  # moment
    EMAIL_SCHEDULED = auto()  # moment
    # credit notes
    NO_CREDIT_NOTE = auto()
    CREDIT_NOTE = auto()  # text: number, state: status code
    CREDIT_NOTE_CANCELLED = auto()  # text: number
    REFUNDED_WITHOUT_CHILD = auto()  # moment
    IS_A_STORNO = auto()  # text: number of what it reverses
    # payments
    NO_PAYMENT = auto()
    PAYMENT = auto()  # amount, currency, moment
    AMOUNT_PAID = auto()  # amount, currency
    AMOUNT_PAID_UNKNOWN = auto()
    PAID_AT = auto()  # moment
    PAYMENTS_DISAGREE = auto()  # count: what the detail says
    # age
    DAY_OF_WINDOW = auto()  # count: day, limit
    LAST_DAYS_OF_WINDOW = auto()  # count: day, limit
    WINDOW_PASSED = auto()  # count: day, limit
    CANCELLED_AT = auto()  # moment
    CANCELLED_AT_MISSING = auto()
    CANCELLED_IN_THE_FUTURE = auto()  # moment
    CANCEL_EVENT_DIFFERS = auto()  # moment of the event
    COUNTED_BY_THIS_CLOCK = auto()
    # series
    SERIES_ACTIVE = auto()  # text: prefix
    SERIES_INACTIVE = auto()  # text: prefix
    SERIES_MISSING = auto()
    SERIES_NOT_LISTED = auto()  # text: prefix
    NEVER_ISSUED = auto()
    # reached the client
    NO_SIGN_OF_DELIVERY = auto()
    MAILED = auto()  # text: address, state: server's word, moment
    MAIL_OPENED = auto()  # text: address, moment
    MAIL_CAME_BACK = auto()  # text: address
    LINK_VIEWED = auto()  # count, moment
    DELIVERY_NOT_CHECKED = auto()
    PERSON_SAYS_YES = auto()
    PERSON_DOES_NOT_KNOW = auto()
    PERSON_SAYS_NO = auto()
    # payment link
    NO_PAYMENT_LINK = auto()
    PAYMENT_LINK_ACTIVE = auto()  # count
    # public links
    NO_PUBLIC_LINK = auto()
    PUBLIC_LINK_OPEN = auto()  # count
    # SPV
    SPV_SYNCHRONISED_AFTER = auto()  # moment
    SPV_NOT_SYNCHRONISED_SINCE = auto()  # moment, may be None
    SPV_NOT_USED = auto()
    # history
    NEVER_RESTORED = auto()
    RESTORED_ON = auto()  # moment, text: by
    # state and rights
    STATUS_FITS = auto()
    STATUS_IS = auto()  # state: status code
    REJECTED_BY_ANAF = auto()
    DIRECTION_FITS = auto()
    IS_INCOMING = auto()
    DIRECTION_UNKNOWN = auto()
    COMPANY_FITS = auto()
    OTHER_COMPANY = auto()  # text: issuer's name or fiscal code
    ISSUER_UNKNOWN = auto()
    COMPANY_IS_WRITABLE = auto()
    COMPANY_IS_READ_ONLY = auto()
    PERMISSION_GRANTED = auto()
    PERMISSION_MISSING = auto()  # text: the server's name of it
    PERMISSION_OUT_OF_SCOPE = auto()  # text: the server's name of it
    PERMISSION_UNREADABLE = auto()  # text: the server's name of it
    PERMISSION_OF_ANOTHER = auto()  # text: the server's name of it, which the supervisor needs
    SESSION_IS_OWN = auto()
    SESSION_IS_IMPERSONATED = auto()
    # after a restore
    GONE = auto()
    REASON_GONE = auto()
    REASON_STILL_THERE = auto()  # text
    NUMBER_IS_THE_SAME = auto()  # text
    NUMBER_IS_ANOTHER = auto()  # text: now, state: before
    # a fact could not be read
    NOT_READ = auto()  # the finding's `problem` says why; source says what


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One fact behind a finding; GroundKind says which of the fields are set."""

    kind: GroundKind
    text: str = ""
    state: str = ""
    moment: datetime | None = None
    amount: Decimal | None = None
    currency: str = ""
    count: int = 0
    limit: int = 0
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The result of one check.

    `sources` tell where the evidence came from, `observed_at` how old its oldest part is (None when
    nothing was read), `problem` why a fact is missing.
    """

    check: Check
    verdict: Verdict
    grounds: tuple[Ground, ...] = ()
    sources: tuple[Source, ...] = ()
    observed_at: datetime | None = None
    problem: Problem | None = None


def fingerprint(findings: Iterable[Finding]) -> str:
    """A short digest of what was found; an approval is bound to it.

    Two assessments with the same fingerprint say the same: every check, verdict, ground, source and kind
    of failure goes in. What may differ between two readings that say the same stays out: when they were
    made, in which order the server listed rows, how long it asked to wait.
    """
    # repr quotes every text, so that no text of the server can pass for the border between two grounds.
    lines = sorted(repr(_saying(finding)) for finding in findings)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _saying(finding: Finding) -> tuple[object, ...]:
    problem = finding.problem
    return (
        finding.check.name,
        finding.verdict.name,
        sorted(
            repr(
                (
                    ground.kind.name,
                    ground.text,
                    ground.state,
                    None if ground.moment is None else ground.moment.astimezone(UTC).isoformat(),
                    None if ground.amount is None else str(ground.amount),
                    ground.currency,
                    ground.count,
                    ground.limit,
                    None if ground.source is None else ground.source.name,
                )
            )
            for ground in finding.grounds
        ),
        sorted(source.name for source in finding.sources),
        None
        if problem is None
        else (problem.kind.name, problem.acted.name, problem.status, problem.server_text),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """All findings about one act on one invoice, in the order in which they are shown."""

    findings: tuple[Finding, ...]

    def of(self, check: Check) -> Finding:
        """The finding of one check; every assessment holds each of its checks exactly once."""
        return next(finding for finding in self.findings if finding.check is check)

    def with_verdict(self, verdict: Verdict) -> tuple[Finding, ...]:
        """The findings with this verdict, in order."""
        return tuple(finding for finding in self.findings if finding.verdict is verdict)

    @property
    def stopped(self) -> bool:
        """Whether anything blocks or is unknown. Nobody can override either (decisions 1)."""
        return any(finding.verdict in {Verdict.BLOCKING, Verdict.UNKNOWN} for finding in self.findings)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What needs an acknowledgement each."""
        return self.with_verdict(Verdict.WARNING)

    @property
    def fingerprint(self) -> str:
        """See `fingerprint`."""
        return fingerprint(self.findings)

    def permits(self, acknowledged: frozenset[Check]) -> bool:
        """Whether the act may go ahead once a person has acknowledged these warnings."""
        return not self.stopped and all(finding.check in acknowledged for finding in self.warnings)
