"""Whatever is kept and whatever is asked: the store answers like a plain list that is filtered and sorted."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.listview import Column, ListView, Queue, queue_of
from tests.property.list_reference import answers, listed
from tests.unit.store.kept import COMPANY, TODAY, a_shelf

SLOW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])

names = st.lists(
    st.sampled_from(["șa", "Sa", "ŞA", "țară", "TARA", "brâ", "în", "a", "S.C.", "-"]), min_size=0, max_size=3
).map(" ".join)
numbers = st.one_of(
    st.builds("{}-{}".format, st.sampled_from(["FCT", "Fș", "A"]), st.integers(0, 120)),
    st.builds("FCT-2021-{:04d}".format, st.integers(0, 30)),
    st.sampled_from(["DRAFT-1a2b3c4d", "", "7", "0012", "12", "100%", "a_b"]),
)
cifs = st.sampled_from(["", "RO123", "123", "RO1234567", "ro 1234567", "DE123", "1234567"])
amounts = st.sampled_from(
    ["0", "-0.00", "1234.56", "1234.5600", "-1234.56", "12", "1.234", "99.995", "123"]
).map(Decimal)
dates = st.integers(0, 4).map(lambda days: TODAY - timedelta(days=days))
moments = st.integers(-1, 80).map(
    lambda halves: datetime(2026, 3, 10, 21, 30, tzinfo=UTC) - timedelta(hours=12 * halves)
)
statuses = st.sampled_from(
    [InvoiceStatus.DRAFT, InvoiceStatus.ISSUED, InvoiceStatus.CANCELLED, InvoiceStatus.UNRECOGNISED]
)


@st.composite
def invoices(draw: st.DrawFn) -> InvoiceSummary:
    status = draw(statuses)
    return InvoiceSummary(
        id=InvoiceId(draw(st.sampled_from("abcdefghijklmn")) * 2),
        number=draw(numbers),
        status=status,
        status_code=status.value,
        direction=draw(st.sampled_from([Direction.OUTGOING, Direction.OUTGOING, *Direction])),
        issue_date=draw(dates),
        total=draw(amounts),
        currency=draw(st.sampled_from(["RON", "EUR"])),
        client_name=draw(names),
        client_cif=draw(cifs),
        sender_name=draw(names),
        sender_cif=draw(cifs),
        amount_paid=draw(st.none() | amounts),
        due_date=draw(st.none() | dates),
        paid_at=draw(st.none() | moments),
        cancelled_at=draw(st.none() | moments),
    )


named = st.one_of(
    st.builds(
        "{}:{}".format, st.sampled_from(["client", "Client"]), st.sampled_from(["sa", "ȘA", "S.C.", "br"])
    ),
    st.builds('client:"{}"'.format, names),
    st.builds("{}:{}".format, st.sampled_from(["cif", "CUI"]), st.sampled_from(["123", "RO123", "345"])),
    st.builds('cif:"{}"'.format, cifs),
    st.builds(
        "{}:{}".format, st.sampled_from(["număr", "nr", "number"]), st.sampled_from(["7", "fct", "12", "-20"])
    ),
    st.builds('numar:"{}"'.format, numbers),
    st.builds(
        "{}:{}".format,
        st.sampled_from(["status", "stare"]),
        st.sampled_from(["draft", "Ciornă", "emisă", "issued", "anulate", "CANCELLED"]),
    ),
    st.builds(
        "total:{}{}".format,
        st.sampled_from(["", "=", ">", ">=", "<", "<="]),
        st.sampled_from(["12", "-1234,56", "1234.56", "0", "123", "12,5"]),
    ),
    st.sampled_from(["total:12..1234,56", "total:..0", "total:99..", "total:123..12"]),
    st.builds(
        "{}:{}{}".format,
        st.sampled_from(["data", "date"]),
        st.sampled_from(["", ">", ">=", "<", "<="]),
        st.sampled_from(["2026", "2026-03", "2026-03-08", "2025", "2026-02"]),
    ),
    st.sampled_from(
        ["data:2026-03-07..2026-03-09", "data:..2026-03-08", "data:2026-03-09..", "data:2026-03..2026"]
    ),
)

texts = st.one_of(
    st.just(""),
    named,
    st.lists(
        st.one_of(
            named,
            st.sampled_from(["sa", "fct", "RO123", "x:y", '"sa tara"', '"FCT-12"', "12", "%", "1234,56"]),
            numbers,
        ),
        min_size=2,
        max_size=3,
    ).map(" ".join),
    st.lists(
        st.one_of(
            st.sampled_from(
                ["sa", "ŞĂ", "tara", "fct", "FCT-2021-00", "21-00", "2021", "ro", "123", "RO123"]
            ),
            st.sampled_from(
                ["1.234,56", "1234.56", "1.234", "-1234,56", "1,234.56", "12", "%", "_", "🎉", "s.c."]
            ),
            names,
            numbers,
            cifs,
        ),
        min_size=1,
        max_size=2,
    ).map(" ".join),
)

searches = st.builds(
    ListView,
    today=st.just(TODAY),
    text=texts,
    direction=st.none(),
    sort=st.sampled_from([Column.ISSUE_DATE, Column.ISSUE_DATE, Column.PARTNER]),
    descending=st.booleans(),
)

queues = st.builds(
    ListView,
    today=st.just(TODAY),
    queue=st.sampled_from(Queue),
    sort=st.sampled_from(Column),
    window_days=st.sampled_from([0, 5, 30]),
)

combinations = st.builds(
    ListView,
    today=st.just(TODAY),
    text=texts,
    states=st.frozensets(statuses, max_size=2),
    direction=st.none() | st.sampled_from(Direction),
    currency=st.sampled_from(["", "", "RON", "USD"]),
    date_from=st.none() | dates,
    date_to=st.none() | dates,
    total_min=st.none() | amounts,
    total_max=st.none() | amounts,
    queue=st.none() | st.sampled_from(Queue),
    sort=st.sampled_from(Column),
    descending=st.booleans(),
    window_days=st.sampled_from([0, 5, 30]),
)

views = st.one_of(searches, queues, combinations)

Deed = tuple[str, list[InvoiceSummary], int]
deeds = st.lists(
    st.tuples(
        st.sampled_from(["put", "put", "put", "gone"]), st.lists(invoices(), max_size=12), st.integers(0, 3)
    ),
    max_size=5,
)


class PlainList:
    """The state that the store should have, kept as a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[InvoiceId, tuple[int, InvoiceSummary]] = {}
        self.gone: dict[InvoiceId, int] = {}

    def do(self, deed: Deed) -> None:
        kind, rows, at = deed
        for row in {row.id: row for row in rows}.values():
            if kind == "put":
                if self.kept.get(row.id, (at, row))[0] <= at and self.gone.get(row.id, -1) < at:
                    self.kept[row.id] = (at, row)
                    self.gone.pop(row.id, None)
            else:
                self.gone[row.id] = max(at, self.gone.get(row.id, -1))
                if row.id in self.kept and self.kept[row.id][0] <= at:
                    del self.kept[row.id]

    @property
    def rows(self) -> list[InvoiceSummary]:
        return [row for _, row in self.kept.values()]


def at(hour: int) -> datetime:
    return datetime(2026, 3, 10, hour, tzinfo=UTC)


@SLOW
@given(deeds=deeds, asked=st.lists(views, min_size=3, max_size=12), first=st.integers(0, 5))
def test_the_store_answers_like_a_plain_list(deeds: list[Deed], asked: list[ListView], first: int) -> None:
    plain = PlainList()
    with a_shelf() as shelf:
        # Another company's rows stand beside, and must never be seen.
        shelf.store.put("other", [row for _, rows, _ in deeds for row in rows], at(1))
        for kind, rows, hour in deeds:
            plain.do((kind, rows, hour))
            if kind == "put":
                shelf.store.put(COMPANY, rows, at(hour))
            else:
                shelf.store.mark_gone(COMPANY, [row.id for row in rows], at(hour))
        assert shelf.store.count(COMPANY) == len(plain.rows)
        for view in asked:
            expected = listed(plain.rows, view)
            listing = shelf.reader.open(view, COMPANY)
            assert [listing.row(position) for position in range(len(listing))] == expected
            assert list(listing.ids) == [row.id for row in expected]
            for position, row in enumerate(expected):
                assert listing.position_of(row.id) == position
            stepwise = shelf.reader.open(view, COMPANY, first=first)
            assert stepwise.ids[:first] == listing.ids[:first]
            with pytest.MonkeyPatch.context() as patch:  # the indexes' own order, however few there are
                patch.setattr("storno_desktop.store.narrowing.FEW", -1)
                assert shelf.reader.open(view, COMPANY).ids == listing.ids
                stepwise = shelf.reader.open(view, COMPANY, first=first)
            assert stepwise.ids[:first] == listing.ids[:first]
            stepwise.adopt(listing)
            assert stepwise.ids == listing.ids
            assert shelf.reader.figures(view, COMPANY).count == len(expected)
            totals = {
                one.currency: (one.total, one.invoice_count) for one in shelf.reader.totals(view, COMPANY)
            }
            counted = [row for row in expected if row.status is not InvoiceStatus.CANCELLED]
            assert totals == {
                currency: (
                    sum((row.total for row in counted if row.currency == currency), Decimal(0)),
                    sum(row.currency == currency for row in counted),
                )
                for currency in {row.currency for row in counted}
            }


@SLOW
@given(deeds=deeds, window=st.sampled_from([0, 5, 30]))
def test_figures_agree_with_the_lists_behind_them(deeds: list[Deed], window: int) -> None:
    plain = PlainList()
    with a_shelf() as shelf:
        for kind, rows, hour in deeds:
            plain.do((kind, rows, hour))
            if kind == "put":
                shelf.store.put(COMPANY, rows, at(hour))
            else:
                shelf.store.mark_gone(COMPANY, [row.id for row in rows], at(hour))
        counts = shelf.reader.counts(COMPANY, TODAY, window)
        for queue in Queue:
            view = ListView(today=TODAY, queue=queue, window_days=window)
            assert counts.of(queue) == sum(answers(row, view) for row in plain.rows)
            assert counts.of(queue) == sum(queue_of(row, TODAY, window) is queue for row in plain.rows)
        outgoing = [row for row in plain.rows if row.direction is Direction.OUTGOING]
        assert counts.all_outgoing == len(outgoing)
        assert counts.all_incoming == sum(row.direction is Direction.INCOMING for row in plain.rows)
        for status in InvoiceStatus:
            assert counts.in_status(status) == sum(row.status is status for row in outgoing)
        assert shelf.reader.currencies(COMPANY) == tuple(sorted({row.currency for row in plain.rows}))
        window_ids = shelf.store.known_ids(COMPANY, date(2026, 3, 8), date(2026, 3, 9))
        assert window_ids == {
            row.id for row in plain.rows if date(2026, 3, 8) <= row.issue_date <= date(2026, 3, 9)
        }
