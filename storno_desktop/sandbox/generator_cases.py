"""The awkward cases: documents on which restoring or cancelling has something to decide.

Every case is one document of the first firm (or, where named, of another), issued a fixed number of days
before today. Cases come first in a small world and lie among the newest documents in every world.
"""

from typing import Final, NamedTuple

from storno_desktop.sandbox.generator_traits import Traits


class Case(NamedTuple):
    """A named document: days between its issue and today, and for a reversal the case that it reverses."""

    key: str
    age: int
    traits: Traits
    reverses: str = ""


def _cancelled(key: str, age: int, **traits: object) -> Case:
    described = {"cancelled_age": max(1, age // 3), "buyer": "company", **traits}
    return Case(key, age, Traits("cancelled", **described))  # type: ignore[arg-type]


def _issued(key: str, age: int, **traits: object) -> Case:
    described = {"buyer": "company", **traits}
    return Case(key, age, Traits("issued", **described))  # type: ignore[arg-type]


def _reversal(key: str, age: int, status: str, reverses: str) -> Case:
    if status == "draft":
        traits = Traits("draft", drafted_only=True, series="storno", sign=-1, buyer="company")
    elif status == "cancelled":
        traits = Traits("cancelled", series="storno", sign=-1, buyer="company", cancelled_age=1)
    else:
        traits = Traits("refund", series="storno", sign=-1, buyer="company", payment="settled")
    return Case(key, age, traits, reverses)


CASES: Final[tuple[Case, ...]] = (
    # One of each sort first, so that the smallest worlds show them.
    _issued("plain-issued", 3),
    Case("plain-draft", 0, Traits("draft", drafted_only=True, buyer="company")),
    _cancelled("aged-3", 5, cancelled_age=3),
    Case(
        "status-validated",
        6,
        Traits("validated", anaf="validated", submissions=("accepted",), mail="delivered"),
    ),
    Case(
        "plain-incoming",
        2,
        Traits("synced", direction="incoming", buyer="supplier", series="none", anaf="synced"),
    ),
    _cancelled("aged-0", 1, cancelled_age=0),
    # Age, counted in Romanian calendar days; the border days at both ends of the day.
    _cancelled("aged-27", 29, cancelled_age=27),
    _cancelled("aged-28", 30, cancelled_age=28),
    _cancelled("aged-29", 31, cancelled_age=29),
    _cancelled("aged-30", 33, cancelled_age=30, cancelled_at=(0, 5)),
    _cancelled("aged-31", 34, cancelled_age=31, cancelled_at=(23, 55)),
    _cancelled("aged-45", 50, cancelled_age=45),
    _cancelled("across-spring-clock-change", 0, clock_change="spring"),
    _cancelled("across-autumn-clock-change", 0, clock_change="autumn"),
    # How it was cancelled.
    _cancelled("reason-missing", 6, reason=False),
    _cancelled("was-draft", 7, drafted_only=True),
    _cancelled("was-issued", 8),
    _cancelled("restored-before", 20, restored_before=True),
    # What ANAF knows.
    _cancelled("anaf-message", 9, anaf="message"),
    _cancelled("anaf-ok", 9, anaf="ok", submissions=("accepted",)),
    _cancelled("anaf-event-only", 10, anaf="event"),
    _cancelled("anaf-uploaded", 10, anaf="uploaded"),
    _cancelled("anaf-timeout", 12, anaf="timeout", submissions=("error",)),
    _cancelled("anaf-rejected", 13, anaf="rejected", submissions=("rejected",)),
    _cancelled("anaf-message-after-cancelling", 15, cancelled_age=5, anaf="late-message"),
    _cancelled("submission-pending", 7, submissions=("pending",)),
    _cancelled("submission-submitted", 8, submissions=("submitted", "error")),
    _cancelled("submission-accepted", 12, submissions=("accepted",)),
    _cancelled("submission-rejected", 14, submissions=("rejected",)),
    # Children.
    _cancelled("child-issued", 12),
    _reversal("child-issued-reversal", 4, "refund", "child-issued"),
    _cancelled("child-draft", 13),
    _reversal("child-draft-reversal", 3, "draft", "child-draft"),
    _cancelled("child-cancelled", 14),
    _reversal("child-cancelled-reversal", 5, "cancelled", "child-cancelled"),
    # Money.
    _cancelled("payment-present", 10, payment="part"),
    _cancelled("payment-in-full", 16, payment="full"),
    # Series.
    _cancelled("series-missing", 9, series="none"),
    _cancelled("series-switched-off", 17, series="old"),
    _cancelled("series-removed", 17, series="removed"),
    # What the client saw.
    _cancelled("mail-sent", 6, mail="sent"),
    _cancelled("mail-delivered", 7, mail="delivered"),
    _cancelled("mail-opened", 8, mail="opened"),
    _cancelled("mail-bounced", 9, mail="bounced"),
    _cancelled("mail-failed", 10, mail="failed"),
    _cancelled("link-unopened", 6, link="active"),
    _cancelled("link-opened", 7, link="viewed"),
    _cancelled("link-payable", 8, link="payable"),
    _cancelled("link-revoked", 13, link="revoked"),
    _cancelled("link-expired", 41, cancelled_age=6, link="expired"),
    # Unusual documents, cancelled.
    _cancelled("cancelled-negative", 10, sign=-1, payment="settled"),
    _cancelled("cancelled-euro", 12, series="export", currency="EUR", buyer="german"),
    _cancelled("cancelled-long-name", 14, buyer="long"),
    _cancelled("cancelled-individual", 15, buyer="individual"),
    _cancelled("cancelled-without-client", 18, buyer="none"),
    # Cancelling.
    _issued("send-in-two-minutes", 1, send_in=2),
    _issued("send-tomorrow", 1, send_in=1440),
    _issued("email-scheduled", 2, email_in=900),
    _issued("issued-uploaded", 2, anaf="uploaded", submissions=("pending",)),
    _issued("issued-draft-reversal", 6),
    _reversal("issued-draft-reversal-child", 2, "draft", "issued-draft-reversal"),
    _issued("issued-mail-sent", 2, mail="sent"),
    _issued("issued-mail-opened", 5, mail="opened", link="viewed"),
    _issued("issued-mail-bounced", 5, mail="bounced"),
    _issued("issued-mail-failed", 4, mail="failed"),
    _issued("issued-link-payable", 4, link="payable"),
    _issued("issued-paid-in-full", 12, payment="full"),
    _issued("issued-paid-in-part", 11, payment="part"),
    _issued("issued-past-due", 48, due_days=14),
    _issued("issued-due-never", 5, due_days=-1),
    _issued("issued-negative", 6, sign=-1),
    _issued("issued-long-name", 4, buyer="long", lines=9),
    _issued("issued-markup", 4, buyer="markup", notes='<b>Atenție</b> & "mulțumim"; DROP TABLE facturi; --'),
    _issued("issued-without-client", 5, buyer="none"),
    _issued("issued-individual", 3, buyer="individual"),
    _issued("issued-hungarian", 3, series="export", currency="EUR", buyer="hungarian"),
    # The other statuses.
    Case(
        "draft-euro", 1, Traits("draft", drafted_only=True, currency="EUR", buyer="german", series="export")
    ),
    Case("draft-restored", 9, Traits("draft", restored_before=True, buyer="company")),
    Case("status-sent", 1, Traits("sent_to_provider", anaf="processing", submissions=("pending",))),
    Case("status-rejected", 5, Traits("rejected", anaf="rejected", submissions=("rejected",))),
    Case("status-paid", 19, Traits("paid", payment="full", mail="opened")),
    Case("status-partially-paid", 19, Traits("partially_paid", payment="two-parts")),
    Case("status-overdue", 47, Traits("overdue", anaf="validated", submissions=("accepted",), due_days=14)),
    Case("status-converted", 21, Traits("converted", document_type="proforma", series="proforma")),
    Case("status-refunded", 22, Traits("refunded", buyer="company")),
    _reversal("status-refund", 20, "refund", "status-refunded"),
    Case(
        "credit-note",
        16,
        Traits(
            "validated",
            document_type="credit_note",
            series="storno",
            sign=-1,
            anaf="validated",
            payment="settled",
        ),
    ),
    Case("sent-late", 11, Traits("validated", anaf="validated", submissions=("accepted",), late=True)),
    Case(
        "incoming-twice",
        4,
        Traits(
            "synced", direction="incoming", buyer="supplier", series="none", anaf="synced", duplicate=True
        ),
    ),
    Case("incoming-as-issued", 5, Traits("issued", direction="incoming", buyer="supplier", series="none")),
)

CASES_OF_B: Final[tuple[Case, ...]] = (
    _issued("B-plain-issued", 2),
    _cancelled("B-plain-cancelled", 6),
    Case("B-plain-draft", 0, Traits("draft", drafted_only=True, buyer="company")),
    _issued("B-send-tomorrow", 0, send_in=1440),
    _cancelled("B-mail-opened", 8, mail="opened"),
    _issued("B-euro", 3, currency="EUR"),
)

CASES_OF_C: Final[tuple[Case, ...]] = (
    _issued("C-plain-issued", 2),
    _cancelled("C-plain-cancelled", 4),
)

CASES_OF_D: Final[tuple[Case, ...]] = (
    _issued("D-plain-issued", 2),
    _cancelled("D-plain-cancelled", 5),
)
