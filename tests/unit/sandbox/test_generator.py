"""The generated world: deterministic, exact, monotone, and a match for what the server really sent."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storno_desktop.sandbox.generator import InvoiceGenerator
from storno_desktop.sandbox.generator_cases import CASES, CASES_OF_B, CASES_OF_C, CASES_OF_D

ROMANIA = ZoneInfo("Europe/Bucharest")
NOW = datetime(2026, 7, 15, 11, 20, 33, tzinfo=ROMANIA)
CENT = Decimal("0.01")
SEED = 11

counts = st.one_of(st.integers(1, 200), st.sampled_from([400, 5_000, 1_000_000]))
# Naive bounds are what this strategy takes.
moments = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(ROMANIA))  # noqa: DTZ001


@pytest.fixture(scope="module")
def demo() -> InvoiceGenerator:
    return InvoiceGenerator(400, SEED, NOW)


@pytest.fixture(scope="module")
def records(demo: InvoiceGenerator) -> list[dict[str, Any]]:
    return [demo.record(index) for index in range(len(demo))]


@pytest.fixture(scope="module")
def by_key(records: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {record["key"]: record for record in records if record["key"] != "ordinary"}


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def _parent_date(detail: dict[str, Any]) -> date:
    return date.fromisoformat(detail["parentDocumentDate"] or detail["issueDate"][:10])


def _timestamps(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _timestamps(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _timestamps(inner)
    elif isinstance(value, str) and len(value) == 25 and value[10] == "T" and value[4] == value[7] == "-":
        yield value


# ------------------------------------------------------------------------------------------ determinism


@given(counts, st.integers(0, 2**31), moments, st.data())
@settings(max_examples=40, deadline=None)
def test_the_same_question_has_the_same_answer(
    count: int, seed: int, now: datetime, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, count - 1))
    first, second = InvoiceGenerator(count, seed, now), InvoiceGenerator(count, seed, now)
    if count > 1:
        second.record((index + 1) % count)
    assert first.record(index) == second.record(index)
    assert first.world() == second.world()


def test_another_seed_gives_other_data(demo: InvoiceGenerator) -> None:
    other = InvoiceGenerator(400, SEED + 1, NOW)
    assert all(demo.invoice_id(index) != other.invoice_id(index) for index in range(400))
    assert demo.record(20)["detail"]["lines"] != other.record(20)["detail"]["lines"]


def test_a_record_is_fresh_every_time(demo: InvoiceGenerator) -> None:
    indexes = (3, demo.cases["plain-issued"], demo.cases["plain-incoming"], demo.cases["child-issued"])
    for index in indexes:
        spoiled = demo.record(index)
        kept = deepcopy(spoiled)
        for part in (*spoiled["detail"].values(), *spoiled["detail"]["lines"], *spoiled["events"]):
            if isinstance(part, dict | list):
                part.clear()
        assert demo.record(index) == kept != spoiled
    world = demo.world()
    world["users"]["admin@demo.example"]["companies"]["data"][0]["isReadOnly"] = True
    world["users"]["admin@demo.example"]["me"]["permissions"].clear()
    assert demo.world()["users"]["admin@demo.example"]["me"]["permissions"]
    listed = demo.world()["users"]["admin@demo.example"]["companies"]["data"]
    assert not any(company["isReadOnly"] for company in listed)


# -------------------------------------------------------------------------------------- ids and windows


@given(counts, moments, st.data())
@settings(max_examples=60, deadline=None)
def test_an_id_leads_back_to_its_index(count: int, now: datetime, data: st.DataObject) -> None:
    generator = InvoiceGenerator(count, SEED, now)
    index = data.draw(st.integers(0, count - 1))
    invoice_id = generator.invoice_id(index)
    number = UUID(invoice_id)
    assert (number.version, number.variant) == (7, "specified in RFC 4122")
    assert generator.index_of(invoice_id) == index
    assert generator.index_of(invoice_id.upper()) == index
    assert generator.record(index)["detail"]["id"] == invoice_id
    created = datetime.fromtimestamp((number.int >> 80) / 1000, ROMANIA)
    assert created.date() == generator.issue_date(index)
    assert created <= now
    for place in (1, 16, 25, 35):
        touched = invoice_id[:place] + ("0" if invoice_id[place] != "0" else "1") + invoice_id[place + 1 :]
        assert generator.index_of(touched) is None


@pytest.mark.parametrize("stranger", ["", "abc", "00000000-0000-7000-8000-000000000000", "not-a-uuid-at-all"])
def test_a_strange_id_has_no_index(demo: InvoiceGenerator, stranger: str) -> None:
    assert demo.index_of(stranger) is None


def test_ids_of_another_world_have_no_index(demo: InvoiceGenerator) -> None:
    other = InvoiceGenerator(400, SEED + 1, NOW)
    assert all(demo.index_of(other.invoice_id(index)) is None for index in range(400))


@given(counts, moments)
@settings(max_examples=30, deadline=None)
def test_companies_share_the_indexes_without_a_gap(count: int, now: datetime) -> None:
    generator = InvoiceGenerator(count, SEED, now)
    ranges = [generator.company_range(key) for key in "ABCD"]
    assert ranges[0].start == 0
    assert ranges[-1].stop == count == len(generator)
    assert all(left.stop == right.start for left, right in pairwise(ranges))
    with pytest.raises(IndexError):
        generator.record(count)
    with pytest.raises(IndexError):
        generator.issue_date(-1)


@given(
    st.integers(0, 600),
    moments,
    st.sampled_from("ABCD"),
    st.integers(-30, 1200),
    st.integers(-30, 1200),
)
@settings(max_examples=60, deadline=None)
def test_a_window_holds_what_a_search_would_find(
    count: int, now: datetime, key: str, start: int, end: int
) -> None:
    generator = InvoiceGenerator(count, SEED, now)
    first, last = now.date() - timedelta(days=start), now.date() - timedelta(days=end)
    found = [index for index in generator.company_range(key) if first <= generator.issue_date(index) <= last]
    assert list(generator.window(key, first, last)) == found


def test_a_window_of_a_million_is_exact_at_its_borders() -> None:
    generator = InvoiceGenerator(1_000_000, SEED, NOW)
    place = generator.company_range("A")
    dates = [generator.issue_date(index) for index in place[::997]]
    assert dates == sorted(dates)
    month = generator.window("A", date(2026, 3, 1), date(2026, 3, 31))
    assert generator.issue_date(month[0]) == date(2026, 3, 1)
    assert generator.issue_date(month[0] - 1) == date(2026, 2, 28)
    assert generator.issue_date(month[-1]) <= date(2026, 3, 31) < generator.issue_date(month[-1] + 1)
    assert len(month) > 5_000


def test_business_has_its_rhythm() -> None:
    generator = InvoiceGenerator(100_000, SEED, NOW)
    days = [date(2025, 9, 1) + timedelta(days=number) for number in range(90)]
    sizes = {day: len(generator.window("A", day, day)) for day in days}
    weekend = sum(size for day, size in sizes.items() if day.weekday() >= 5)
    assert 0 < weekend < sum(sizes.values()) // 10
    assert sizes[date(2025, 9, 30)] > 2 * sizes[date(2025, 9, 17)]


# ---------------------------------------------------------------------------------------------- amounts


@given(counts, st.integers(0, 999), moments, st.data())
@settings(max_examples=150, deadline=None)
def test_sums_are_exact_and_rates_belong_to_their_time(
    count: int, seed: int, now: datetime, data: st.DataObject
) -> None:
    generator = InvoiceGenerator(count, seed, now)
    index = data.draw(st.integers(0, count - 1))
    detail = generator.record(index)["detail"]
    rates = (
        {Decimal(21), Decimal(11)}
        if _parent_date(detail) >= date(2025, 8, 1)
        else {Decimal(19), Decimal(9), Decimal(5)}
    )
    if (detail["client"] or {}).get("country", "RO") != "RO":
        rates = {Decimal(0)}
    net_by_rate: Counter[Decimal] = Counter()
    vat_by_rate: Counter[Decimal] = Counter()
    discount = Decimal()
    for line in detail["lines"]:
        gross = _rounded(Decimal(line["quantity"]) * Decimal(line["unitPrice"]))
        net, vat, rate = Decimal(line["lineTotal"]), Decimal(line["vatAmount"]), Decimal(line["vatRate"])
        assert net == gross - Decimal(line["discount"])
        assert vat == _rounded(net * rate / 100)
        assert rate in rates
        net_by_rate[rate] += net  # type: ignore[assignment]
        vat_by_rate[rate] += vat  # type: ignore[assignment]
        discount += Decimal(line["discount"])
    net_sum, vat_sum = sum(net_by_rate.values(), Decimal()), sum(vat_by_rate.values(), Decimal())
    assert Decimal(detail["subtotal"]) == net_sum
    assert Decimal(detail["vatTotal"]) == vat_sum
    assert Decimal(detail["total"]) == net_sum + vat_sum != 0
    assert Decimal(detail["discount"]) == discount
    assert Decimal(detail["balance"]) == Decimal(detail["total"]) - Decimal(detail["amountPaid"])
    assert all(
        abs(vat_by_rate[rate] - net * rate / 100) <= CENT * len(detail["lines"]) / 2
        for rate, net in net_by_rate.items()
    )


@given(counts, moments, st.data())
@settings(max_examples=80, deadline=None)
def test_the_head_says_what_the_record_says(count: int, now: datetime, data: st.DataObject) -> None:
    generator = InvoiceGenerator(count, SEED, now)
    index = data.draw(st.integers(0, count - 1))
    head, detail = generator.head(index), generator.record(index)["detail"]
    assert list(head) == [
        detail["status"],
        detail["direction"],
        detail["currency"],
        Decimal(detail["subtotal"]),
        Decimal(detail["vatTotal"]),
        Decimal(detail["total"]),
        detail["documentType"],
    ]


def test_all_rates_occur_on_their_side_of_august_2025() -> None:
    generator = InvoiceGenerator(4_000, SEED, NOW)
    before: Counter[str] = Counter()
    since: Counter[str] = Counter()
    for index in generator.company_range("A"):
        detail = generator.record(index)["detail"]
        side = since if _parent_date(detail) >= date(2025, 8, 1) else before
        side.update(line["vatRate"] for line in detail["lines"])
    assert set(before) == {"19.00", "9.00", "5.00", "0.00"}
    assert set(since) == {"21.00", "11.00", "0.00"}


# ----------------------------------------------------------------------------------- people and numbers


@pytest.mark.parametrize("key", ["A", "B", "C", "D"])
def test_numbers_are_consecutive_in_their_series(key: str) -> None:
    generator = InvoiceGenerator(3_000, SEED, NOW)
    taken: dict[str, list[int]] = {}
    for index in generator.company_range(key):
        detail = generator.record(index)["detail"]
        series, number = detail["documentSeries"], str(detail["number"])
        if series and detail["direction"] == "outgoing" and not number.startswith("DRAFT-"):
            assert number.startswith(series["prefix"])
            taken.setdefault(series["prefix"], []).append(int(number[len(series["prefix"]) :]))
    listed = {row["prefix"]: row for row in generator.world()["companies"][key]["series"]["data"]}
    for prefix, numbers in taken.items():
        if prefix in listed and listed[prefix]["active"]:
            assert numbers == list(range(1, len(numbers) + 1))
            assert listed[prefix]["currentNumber"] == len(numbers)
            assert listed[prefix]["nextNumber"] == f"{prefix}{len(numbers) + 1:04d}"


# ------------------------------------------------------------------------------------ times and offsets


def test_offsets_are_right_on_both_sides_of_the_clock_changes(records: list[dict[str, Any]]) -> None:
    offsets: Counter[str] = Counter()
    for record in records:
        for text in _timestamps(record):
            moment = datetime.fromisoformat(text)
            assert moment.astimezone(ROMANIA).isoformat() == text
            offsets[text[-6:]] += 1
        for field in ("issueDate", "dueDate"):
            assert record["detail"][field] is None or record["detail"][field][10:19] == "T00:00:00"
    assert set(offsets) == {"+02:00", "+03:00"}
    assert min(offsets.values()) > 100


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 3, 29, 4, 30, tzinfo=ROMANIA),
        datetime(2026, 10, 25, 3, 30, fold=1, tzinfo=ROMANIA),
        datetime(2026, 11, 22, 15, 30, tzinfo=ROMANIA),
        datetime(2027, 1, 1, 0, 0, tzinfo=ROMANIA),
        datetime(2024, 2, 29, 23, 59, 59, tzinfo=ROMANIA),
    ],
)
def test_ages_are_calendar_days_and_nothing_lies_in_the_future(now: datetime) -> None:
    generator = InvoiceGenerator(400, SEED, now)
    for age in (0, 3, 27, 28, 29, 30, 31, 45):
        detail = generator.record(generator.cases[f"aged-{age}"])["detail"]
        assert date.fromisoformat(detail["cancelledAt"][:10]) == now.date() - timedelta(days=age)
    for index in range(400):
        record = generator.record(index)
        detail, events = record["detail"], record["events"]
        stamps = [datetime.fromisoformat(event["createdAt"]) for event in events]
        assert stamps == sorted(stamps, reverse=True)
        assert all(moment <= now for moment in stamps)
        past = [detail["cancelledAt"], detail["paidAt"], detail["syncedAt"]]
        past += [
            one["createdAt"] for part in ("payments", "shareLinks", "submissions") for one in record[part]
        ]
        past += [event["timestamp"] for mail in record["emails"] for event in mail["events"]]
        assert all(datetime.fromisoformat(text) <= now for text in past if text)
        assert date.fromisoformat(detail["issueDate"][:10]) <= now.date()
        if detail["cancelledAt"]:
            assert events[0]["newStatus"] == "cancelled"
            assert events[0]["createdAt"] == detail["cancelledAt"]
            assert events[0]["metadata"]["reason"] == detail["cancellationReason"]
            assert detail["cancelledAt"][:10] >= detail["issueDate"][:10]
        assert all(newer["previousStatus"] == older["newStatus"] for newer, older in pairwise(events))


def test_cancelling_across_each_clock_change_carries_both_offsets(by_key: dict[str, dict[str, Any]]) -> None:
    spring = by_key["across-spring-clock-change"]["detail"]
    autumn = by_key["across-autumn-clock-change"]["detail"]
    assert (spring["issueDate"][-6:], spring["cancelledAt"][10:]) == ("+02:00", "T04:05:00+03:00")
    assert (autumn["issueDate"][-6:], autumn["cancelledAt"][10:]) == ("+03:00", "T03:30:00+02:00")


# --------------------------------------------------------------------------------------- awkward cases


@pytest.mark.parametrize("count", [150, 151, 200, 400, 1_000, 1_000_000])
def test_every_case_exists_once(count: int) -> None:
    generator = InvoiceGenerator(count, SEED, NOW)
    keys = [case.key for case in (*CASES, *CASES_OF_B, *CASES_OF_C, *CASES_OF_D)]
    assert len(keys) == len(set(keys))
    assert set(generator.cases) == set(keys)
    for key, index in generator.cases.items():
        assert generator.record(index)["key"] == key


@pytest.mark.parametrize("count", [*range(1, 150)])
def test_small_worlds_work(count: int) -> None:
    generator = InvoiceGenerator(count, SEED, NOW)
    ids = set()
    for index in range(count):
        record = generator.record(index)
        ids.add(record["detail"]["id"])
        if record["key"].startswith("child-") or record["detail"]["status"] == "refunded":
            assert "refundInvoices" in record["detail"] or record["detail"]["parentDocumentId"]
    assert len(ids) == count


def test_the_newest_sixty_show_most(demo: InvoiceGenerator) -> None:
    newest = [demo.record(index) for index in demo.company_range("A")[-60:]]
    assert len({record["detail"]["status"] for record in newest}) >= 8
    assert sum(record["key"] != "ordinary" for record in newest) >= 45


def test_all_statuses_and_both_directions_occur(records: list[dict[str, Any]]) -> None:
    statuses = Counter(record["detail"]["status"] for record in records)
    assert set(statuses) == {
        "draft",
        "synced",
        "issued",
        "sent_to_provider",
        "validated",
        "rejected",
        "cancelled",
        "paid",
        "partially_paid",
        "overdue",
        "converted",
        "refund",
        "refunded",
    }
    assert statuses.most_common(1)[0][0] == "validated"
    assert {record["detail"]["direction"] for record in records} == {"incoming", "outgoing"}
    assert {record["detail"]["documentType"] for record in records} == {"invoice", "credit_note", "proforma"}


def test_reversals_point_at_each_other(demo: InvoiceGenerator) -> None:
    generator = InvoiceGenerator(2_000, SEED, NOW)
    pairs = 0
    for index in range(2_000):
        parent = generator.record(index)["detail"]
        for child in parent.get("refundInvoices", []):
            found = generator.index_of(child["id"])
            assert found is not None
            detail = generator.record(found)["detail"]
            assert detail["parentDocumentId"] == parent["id"]
            assert detail["parentDocumentNumber"] == parent["number"]
            assert detail["parentDocumentDate"] == parent["issueDate"][:10]
            assert (detail["number"], detail["status"]) == (child["number"], child["status"])
            assert detail["issueDate"][:10] == child["issueDate"] >= parent["issueDate"][:10]
            assert Decimal(detail["total"]) == -Decimal(parent["total"])
            assert detail["client"] == parent["client"]
            pairs += 1
        if parent["parentDocumentId"]:
            assert generator.index_of(parent["parentDocumentId"]) is not None
    assert pairs > 25


def test_cases_are_what_their_names_say(demo: InvoiceGenerator, by_key: dict[str, dict[str, Any]]) -> None:
    def of(key: str) -> dict[str, Any]:
        detail: dict[str, Any] = by_key[key]["detail"]
        return detail

    series = {row["id"]: row for row in demo.world()["companies"]["A"]["series"]["data"]}
    assert of("reason-missing")["cancellationReason"] is None
    assert of("was-draft")["number"].startswith("DRAFT-")
    assert by_key["was-draft"]["events"][0]["metadata"]["cancelledFromStatus"] == "draft"
    assert by_key["was-issued"]["events"][0]["metadata"]["cancelledFromStatus"] == "issued"
    actions = [event["metadata"]["action"] for event in by_key["restored-before"]["events"]]
    assert actions == ["cancelled", "issued", "restored", "cancelled", "issued", "created"]
    assert of("anaf-message")["anafMessageId"]
    assert of("anaf-ok")["anafStatus"] == "ok"
    assert of("anaf-event-only")["anafStatus"] is None
    assert "anaf_validated" in [event["metadata"]["action"] for event in by_key["anaf-event-only"]["events"]]
    assert (of("anaf-uploaded")["anafStatus"], of("anaf-uploaded")["anafDownloadId"]) == ("uploaded", None)
    assert of("anaf-timeout")["anafStatus"] == "pending_timeout"
    late = of("anaf-message-after-cancelling")
    assert late["anafMessageId"]
    assert late["syncedAt"] > late["cancelledAt"]
    for status in ("pending", "submitted", "accepted", "rejected"):
        assert by_key[f"submission-{status}"]["submissions"][0]["status"] == status
    for key, status in (("issued", "refund"), ("draft", "draft"), ("cancelled", "cancelled")):
        assert [child["status"] for child in of(f"child-{key}")["refundInvoices"]] == [status]
    assert Decimal(0) < Decimal(of("payment-present")["amountPaid"]) < Decimal(of("payment-present")["total"])
    assert of("payment-in-full")["balance"] == "0.00"
    assert of("payment-in-full")["payments"] == [[]]
    assert of("series-missing")["documentSeries"] is None
    assert not series[of("series-switched-off")["documentSeries"]["id"]]["active"]
    assert of("series-removed")["documentSeries"]["id"] not in series
    mails = {
        "sent": "sent",
        "delivered": "delivered",
        "opened": "delivered",
        "bounced": "bounced",
        "failed": "failed",
    }
    for key, status in mails.items():
        assert by_key[f"mail-{key}"]["emails"][0]["status"] == status
    assert "open" in [event["eventType"] for event in by_key["mail-opened"]["emails"][0]["events"]]
    assert by_key["link-opened"]["shareLinks"][0]["viewCount"] > 0
    assert by_key["link-payable"]["shareLinks"][0]["paymentEnabled"]
    assert by_key["link-payable"]["shareLinks"][0]["isValid"]
    assert by_key["link-revoked"]["shareLinks"][0]["status"] == "revoked"
    assert by_key["link-expired"]["shareLinks"][0]["status"] == "expired"
    soon = datetime.fromisoformat(of("send-in-two-minutes")["scheduledSendAt"])
    assert soon - NOW == timedelta(minutes=2)
    assert datetime.fromisoformat(of("send-tomorrow")["scheduledSendAt"]) - NOW == timedelta(days=1)
    assert of("issued-draft-reversal")["refundInvoices"][0]["status"] == "draft"
    assert of("issued-without-client")["client"] is None
    assert len(of("issued-long-name")["receiverName"]) > 200
    assert of("incoming-twice")["isDuplicate"]


def test_clean_cancelled_ones_stay_clean(by_key: dict[str, dict[str, Any]]) -> None:
    for age in (0, 3, 27, 28, 29, 30, 31, 45):
        record = by_key[f"aged-{age}"]
        assert not any(record[part] for part in ("payments", "emails", "shareLinks", "submissions"))
        assert "refundInvoices" not in record["detail"]
        assert not any(
            record["detail"][field] for field in ("anafMessageId", "anafUploadId", "anafStatus", "paidAt")
        )


def test_the_calendar_is_found_by_halving_not_by_looking() -> None:
    generator = InvoiceGenerator(1_000_000, SEED, NOW)
    place = generator.company_range("A")
    wanted = date(2025, 2, 3)
    assert generator.window("A", wanted, wanted).start == bisect_left(place, wanted, key=generator.issue_date)
