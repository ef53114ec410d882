"""What the store keeps, it gives back as it was."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.listview import Column, ListView
from storno_desktop.domain.search_question import SearchQuestion
from storno_desktop.store.folding import fold, number_key, words
from storno_desktop.store.invoice_row import LARGEST_KEY, amount_key, amount_of
from storno_desktop.store.place import LABELS, even_labels, labels_between
from storno_desktop.store.search import Search
from tests.unit.store.kept import COMPANY, NOON, TODAY, a_shelf

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
amounts = st.decimals(-(10**40), 10**40, allow_nan=False, allow_infinity=False)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=st.just(UTC) | offsets)  # noqa: DTZ001

summaries = st.builds(
    InvoiceSummary,
    id=texts.map(InvoiceId),
    number=texts,
    status=st.sampled_from(InvoiceStatus),
    status_code=texts,
    direction=st.sampled_from(Direction),
    issue_date=st.dates(),
    total=amounts,
    currency=texts,
    document_type=texts,
    sender_name=texts,
    sender_cif=texts,
    receiver_name=texts,
    receiver_cif=texts,
    client_name=texts,
    client_cif=texts,
    subtotal=st.none() | amounts,
    vat_total=st.none() | amounts,
    amount_paid=st.none() | amounts,
    balance=st.none() | amounts,
    due_date=st.none() | st.dates(),
    paid_at=st.none() | moments,
    cancelled_at=st.none() | moments,
    scheduled_send_at=st.none() | moments,
    scheduled_email_at=st.none() | moments,
    anaf_error=texts,
    is_duplicate=st.booleans(),
    is_late=st.booleans(),
    parent_id=st.none() | texts.map(InvoiceId),
)


def exactly(invoice: InvoiceSummary) -> list[tuple[str, str]]:
    """Every field with what equality overlooks: trailing zeros and time offsets."""
    return [
        (field.name, value.isoformat() if isinstance(value, date) else repr(value))
        for field in fields(invoice)
        for value in [getattr(invoice, field.name)]
    ]


@SLOW
@given(invoice=summaries, earlier=summaries)
def test_an_invoice_comes_back_as_it_was(invoice: InvoiceSummary, earlier: InvoiceSummary) -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, [earlier], NOON - timedelta(hours=1))
        shelf.store.replace(COMPANY, invoice, NOON)
        found = shelf.reader.get(COMPANY, invoice.id)
        assert found is not None
        assert exactly(found) == exactly(invoice)
        view = ListView(today=TODAY, direction=None)
        listing = shelf.reader.open(view, COMPANY)
        position = listing.position_of(invoice.id)
        assert position is not None
        assert listing.row(position) == invoice


@SLOW
@given(kept=st.lists(summaries, max_size=6), column=st.sampled_from(Column))
def test_any_amount_is_summed_exactly(kept: list[InvoiceSummary], column: Column) -> None:
    kept = list({invoice.id: invoice for invoice in kept}.values())
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, kept, NOON)
        view = ListView(today=TODAY, direction=None, sort=column)
        assert len(shelf.reader.open(view, COMPANY)) == len(kept)
        for figure in shelf.reader.totals(view, COMPANY):
            summed = [
                Fraction(invoice.total)
                for invoice in kept
                if invoice.currency == figure.currency and invoice.status is not InvoiceStatus.CANCELLED
            ]
            assert figure.invoice_count == len(summed)
            assert Fraction(figure.total) == sum(summed)


@given(first=amounts, second=amounts)
def test_keys_of_amounts_keep_their_order(first: Decimal, second: Decimal) -> None:
    keys = [amount_key(amount) for amount in (first, second)]
    if first <= second:
        assert keys[0][0] <= keys[1][0]
    for amount, (key, rounded) in zip((first, second), keys, strict=True):
        assert rounded or amount_of(key) == amount
        assert abs(key) <= LARGEST_KEY


@example(text="", prefix="¸")
@given(text=texts, prefix=texts)
def test_folding_is_settled_after_once_and_ignores_case(text: str, prefix: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert number_key(text) == number_key(fold(text))
    assert words(fold(text)) == " ".join(words(fold(text))).split()
    question = SearchQuestion.of(prefix + text)
    assert Search.of(question) is None or fold(prefix + text).strip()
    for part in question.parts:
        SearchQuestion.of(question.without(part))


@given(standing=st.sets(texts, max_size=30), arrivals=st.lists(st.sets(texts, max_size=8), max_size=20))
def test_labels_stand_in_the_order_of_the_ids(standing: set[str], arrivals: list[set[str]]) -> None:
    labels = even_labels(standing)
    for newcomers in arrivals:
        there = sorted(labels.items(), key=lambda pair: pair[1])
        new = labels_between(there, newcomers - labels.keys())
        labels = even_labels({*labels, *newcomers}) if new is None else labels | new
        in_order = sorted(labels)
        assert sorted(in_order, key=labels.__getitem__) == in_order
        assert len(set(labels.values())) == len(labels)
        assert all(0 < label < LABELS for label in labels.values())
