"""Pages cut from the shelf equal pages cut from a scan of everything, whatever came, went or moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from storno_desktop.sandbox.clock import midnight
from storno_desktop.sandbox.ledger import Company
from storno_desktop.sandbox.listing import ListQuery
from storno_desktop.sandbox.new_document import reversing_draft
from storno_desktop.sandbox.settings import SandboxSettings
from storno_desktop.sandbox.world import World, build

NOW = datetime.fromisoformat("2027-03-15T12:00:00+02:00")
# Matches everything, yet is no mere window of dates, so the list is scanned.
SCANNED = ListQuery(total_min=Decimal(-(10**9)))


@pytest.fixture
def world() -> World:
    return build(SandboxSettings(invoices=600, random_seed=3, now=NOW))


def largest(world: World) -> Company:
    return max(world.ledger.companies.values(), key=lambda one: world.ledger.shelf(one).count(None, None))


def pages(world: World, company: Company, query: ListQuery) -> list[str]:
    found: list[str] = []
    page = 1
    while True:
        answer = world.listing.page(company, replace(query, page=page, limit=17))
        found += [invoice.id for invoice in answer.invoices]
        if page * 17 >= answer.total:
            assert len(found) == answer.total
            return found
        page += 1


def assert_shelf_equals_scan(world: World, company: Company) -> None:
    today = NOW.date()
    windows: list[tuple[date | None, date | None]] = [
        (None, None),
        (today - timedelta(days=60), today),
        (today - timedelta(days=400), today - timedelta(days=200)),
        (today + timedelta(days=1), None),
    ]
    for first, last in windows:
        for descending in (True, False):
            query = ListQuery(first=first, last=last, descending=descending)
            scanned = replace(SCANNED, first=first, last=last, descending=descending)
            assert query.only_dates
            assert not scanned.only_dates
            assert pages(world, company, query) == pages(world, company, scanned)
            assert world.listing.page(company, query).sums == world.listing.page(company, scanned).sums


def test_untouched_books(world: World) -> None:
    company = largest(world)
    assert_shelf_equals_scan(world, company)
    ordered = pages(world, company, ListQuery())
    found = [world.ledger.find(invoice_id) for invoice_id in ordered]
    keys = [(invoice.issue_date, invoice.id) for invoice in found if invoice]
    assert keys == sorted(keys, reverse=True)


def test_changed_deleted_moved_and_new_invoices(world: World) -> None:
    company = largest(world)
    ledger = world.ledger
    ids = pages(world, company, ListQuery())
    before = world.listing.page(company, ListQuery()).sums

    cancelled = next(one for one in map(ledger.find, ids) if one is not None and one.status == "issued")
    cancelled.detail["status"] = "cancelled"
    ledger.changed(cancelled)
    after = world.listing.page(company, ListQuery()).sums
    assert before is not None
    assert after is not None
    assert before.total - after.total == cancelled.total
    assert_shelf_equals_scan(world, company)

    gone = ledger.find(ids[5])
    assert gone is not None
    ledger.delete(gone)
    moved = ledger.find(ids[40])
    assert moved is not None
    home = moved.issue_date
    ledger.redate(moved, midnight(NOW.date() - timedelta(days=300)))
    new = reversing_draft(ledger, moved, "nobody@example.test")
    assert_shelf_equals_scan(world, company)
    now_there = pages(world, company, ListQuery())
    assert gone.id not in now_there
    assert {moved.id, new.id} <= set(now_there)
    assert len(now_there) == len(ids)

    ledger.redate(moved, midnight(home))
    assert pages(world, company, ListQuery(first=home, last=home)).count(moved.id) == 1
    assert_shelf_equals_scan(world, company)
    ledger.redate(moved, midnight(NOW.date()))
    ledger.delete(new)
    assert_shelf_equals_scan(world, company)


@pytest.mark.parametrize(
    ("query", "name", "value"),
    [
        (ListQuery(status="cancelled"), "status", "cancelled"),
        (ListQuery(direction="incoming"), "direction", "incoming"),
        (ListQuery(kind="credit_note"), "documentType", "credit_note"),
        (ListQuery(currency="EUR"), "currency", "EUR"),
    ],
)
def test_filters_hold_for_untouched_and_touched_invoices(
    world: World, query: ListQuery, name: str, value: str
) -> None:
    company = largest(world)
    changed = world.ledger.find(pages(world, company, ListQuery())[0])
    assert changed is not None
    assert changed.detail[name] != value
    changed.detail[name] = value
    world.ledger.changed(changed)
    every = [world.ledger.find(invoice_id) for invoice_id in pages(world, company, ListQuery())]
    expected = [one.id for one in every if one is not None and one.detail[name] == value]
    assert changed.id in expected
    assert pages(world, company, query) == expected


def test_a_million_invoices_cost_only_what_is_looked_at() -> None:
    world = build(SandboxSettings(invoices=1_000_000, now=NOW))
    company = largest(world)
    last = NOW.date() - timedelta(days=30)
    query = ListQuery(first=last - timedelta(days=2), last=last, limit=20)
    page = world.listing.page(company, query)
    assert 0 < page.total < 10_000
    assert len(page.invoices) == 20
    assert page.sums is not None
    whole = world.listing.page(company, ListQuery(page=10_000, limit=20))
    assert whole.total > 500_000
    assert len(whole.invoices) == 20
    assert whole.sums is None


def test_sums_leave_cancelled_invoices_out_and_part_what_is_owed_by_direction(world: World) -> None:
    company = largest(world)
    invoices = [one for one in map(world.ledger.find, pages(world, company, ListQuery())) if one is not None]
    counted = [one for one in invoices if one.status != "cancelled"]
    sums = world.listing.page(company, ListQuery()).sums
    assert sums is not None
    assert len(counted) < len(invoices)
    assert sums.total == sum(one.total for one in counted)
    incoming = [one for one in counted if one.detail["direction"] == "incoming"]
    assert sums.payable == sum(one.total - one.paid for one in incoming)
    assert sums.receivable + sums.payable == sum(one.total - one.paid for one in counted)
