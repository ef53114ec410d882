"""Whatever comes, changes, moves and goes: what is kept by days and beside the rows agrees with the rows."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storno_desktop.domain.fingerprint import Fingerprint, Window
from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus, InvoiceSummary
from tests.unit.store.kept import COMPANY, TODAY, Shelf, a_shelf, an_invoice

SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

amounts = st.one_of(
    st.integers(-(10**6), 10**13).map(lambda cents: Decimal(cents) / 100),
    st.sampled_from(["0", "-0.00", "0.00005", "0.00015", "1.23456789", "99999999999.9999"]).map(Decimal),
)
days = st.integers(0, 3).map(lambda back: TODAY - timedelta(days=back))
moments = st.sampled_from([None, datetime(2026, 3, 1, 8, tzinfo=UTC), datetime(2026, 3, 2, 8, tzinfo=UTC)])


@st.composite
def invoices(draw: st.DrawFn) -> InvoiceSummary:
    status = draw(st.sampled_from(InvoiceStatus) | st.just(InvoiceStatus.CANCELLED))
    return InvoiceSummary(
        id=InvoiceId(draw(st.sampled_from("abcdefgh"))),
        number=draw(st.sampled_from(["FCT-1", "FCT-2", "DRAFT-1"])),
        status=status,
        status_code=status.value,
        direction=draw(st.sampled_from(Direction)),
        issue_date=draw(days),
        total=draw(amounts),
        currency="RON",
        client_name=draw(st.sampled_from(["", "Șantier SRL", "AB"])),
        subtotal=draw(st.none() | amounts),
        vat_total=draw(st.none() | amounts),
        amount_paid=draw(st.none() | amounts),
        cancelled_at=draw(moments),
    )


deeds = st.lists(
    st.tuples(
        st.sampled_from(["put", "put", "put", "put without", "gone", "left out", "reason", "reason"]),
        st.lists(invoices(), min_size=1, max_size=6),
    ),
    max_size=8,
)


class PlainShelf:
    """What should be kept, in dictionaries."""

    def __init__(self) -> None:
        self.rows: dict[InvoiceId, InvoiceSummary] = {}
        self.documents: dict[InvoiceId, bytes] = {}
        self.reasons: dict[InvoiceId, str] = {}

    def put(self, row: InvoiceSummary, document: bytes) -> None:
        before = self.rows.get(row.id)
        if before is not None:
            is_another = before.cancelled_at and row.cancelled_at and before.cancelled_at != row.cancelled_at
            if row.status is not InvoiceStatus.CANCELLED or is_another:
                self.reasons.pop(row.id, None)
        self.rows[row.id] = row
        if document:
            self.documents[row.id] = document

    def remove(self, identity: InvoiceId) -> None:
        for kept in (self.rows, self.documents, self.reasons):
            kept.pop(identity, None)

    def know_reason(self, identity: InvoiceId, reason: str) -> None:
        row = self.rows.get(identity)
        if row is not None and row.status is InvoiceStatus.CANCELLED:
            self.reasons[identity] = reason


def document_of(row: InvoiceSummary, hour: int) -> bytes:
    return json.dumps({"id": row.id, "hour": hour, "client": row.client_name}).encode()


def carry_out(shelf: Shelf, deeds: list[tuple[str, list[InvoiceSummary]]]) -> PlainShelf:
    plain = PlainShelf()
    for hour, (kind, listed) in enumerate(deeds):
        rows = list({row.id: row for row in listed}.values())
        moment = datetime(2026, 3, 10, hour, tzinfo=UTC)
        ids = [row.id for row in rows]
        if kind == "put":
            documents = [document_of(row, hour) for row in rows]
            shelf.store.put(COMPANY, rows, moment, documents)
            for row, document in zip(rows, documents, strict=True):
                plain.put(row, document)
        elif kind == "put without":
            shelf.store.put(COMPANY, rows, moment)
            for row in rows:
                plain.put(row, b"")
        elif kind == "reason":
            for identity in ids:
                shelf.store.know_reason(COMPANY, identity, f"Motivul {hour}", moment)
                plain.know_reason(identity, f"Motivul {hour}")
        else:
            (shelf.store.mark_gone if kind == "gone" else shelf.store.leave_out)(COMPANY, ids, moment)
            for identity in ids:
                plain.remove(identity)
    return plain


def assert_agrees(shelf: Shelf, plain: PlainShelf) -> None:
    tally, rows = shelf.store.windows(COMPANY), list(plain.rows.values())
    for first in (None, TODAY - timedelta(days=2), TODAY):
        for last in (None, TODAY - timedelta(days=1)):
            window = Window(first, last)
            inside = [row for row in rows if row.issue_date in window]
            assert tally.fingerprint(window) == Fingerprint.of_rows(inside)
            assert tally.count(window) == len(inside)
            for status in InvoiceStatus:
                assert tally.count(window, status) == sum(row.status is status for row in inside)
    writer = shelf.database.writer
    assert writer.rows("SELECT * FROM day WHERE invoices = 0") == []
    for identity in "abcdefgh":
        assert shelf.store.received(COMPANY, InvoiceId(identity)) == plain.documents.get(InvoiceId(identity))
    assert writer.row("SELECT count(*) FROM received") == (len(plain.documents),)
    kept = writer.rows("SELECT id, text FROM reason JOIN invoice USING (place)")
    assert dict(kept) == plain.reasons
    assert writer.row("SELECT count(*) FROM reason") == (len(plain.reasons),)
    found = writer.rows("SELECT id FROM invoice WHERE place IN (SELECT rowid FROM reasons('motivul'))")
    assert {row[0] for row in found} == set(plain.reasons)
    inside_names = writer.rows("SELECT id FROM invoice WHERE place IN (SELECT rowid FROM names('antier'))")
    assert {row[0] for row in inside_names} == {row.id for row in rows if "antier" in row.partner_name}


@SLOW
@given(deeds=deeds)
def test_days_documents_reasons_and_names_follow_the_rows(
    deeds: list[tuple[str, list[InvoiceSummary]]],
) -> None:
    with a_shelf() as shelf:
        assert_agrees(shelf, carry_out(shelf, deeds))
        shelf.store.forget(COMPANY)
        for table in ("day", "received", "reason", "tombstone", "gone"):
            assert shelf.database.writer.row(f"SELECT count(*) FROM {table}") == (0,)  # noqa: S608


def test_what_stands_beside_a_row_is_carried_along_where_a_day_grows_narrow() -> None:
    plain = PlainShelf()
    with a_shelf() as shelf:
        # Ids that come one by one between the same two neighbours, until the day is spaced anew.
        identity = "a"
        beside = an_invoice("FCT-b", identity="b", status=InvoiceStatus.CANCELLED, issued=TODAY)
        plain.put(beside, b"{}")
        for step in range(60):
            identity += "a" if step % 2 else "0"
            row = replace(beside, id=InvoiceId(identity), number=f"FCT-{step}", client_name="Șantier SRL")
            moment = datetime(2026, 3, 10, 12, tzinfo=UTC) + timedelta(minutes=step)
            document = document_of(row, step)
            shelf.store.put(COMPANY, [row, beside], moment, [document, b"{}"])
            shelf.store.know_reason(COMPANY, row.id, f"Motivul {step}", moment)
            plain.put(row, document)
            plain.know_reason(row.id, f"Motivul {step}")
        assert_agrees(shelf, plain)
        for kept in plain.documents:
            assert shelf.store.received(COMPANY, kept) == plain.documents[kept]
