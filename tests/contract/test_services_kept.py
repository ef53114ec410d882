"""What a refresh and an opened invoice leave in the local copy beside the rows."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.fingerprint import Window
from storno_desktop.domain.listview import ListView
from storno_desktop.sandbox.settings import DialectName
from storno_desktop.service.refresh import WRITTEN_TOGETHER, CompanyList
from storno_desktop.store.invoices import InvoiceStore
from tests.contract.service_desk import IDS, REASON, ServiceDesk, open_desk
from tests.contract.test_services_refresh import DIALECTS, refresh


@pytest.fixture(params=DIALECTS)
def desk(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[ServiceDesk]:
    with open_desk(dialect=request.param) as opened:
        opened.sign_in("owner@exemplu.ro")
        yield opened


@pytest.fixture
def observed(qapp: QApplication) -> Iterator[ServiceDesk]:
    with open_desk() as opened:
        opened.sign_in("owner@exemplu.ro")
        yield opened


def store_of(desk: ServiceDesk) -> InvoiceStore:
    return desk.house.services.invoices._store


def found(desk: ServiceDesk, text: str) -> set[str]:
    view = ListView(today=desk.house.clock().date(), text=text, direction=None)
    return set(desk.house.reader.open(view, desk.company.id).ids)


def test_every_row_stands_beside_its_own_json(desk: ServiceDesk) -> None:
    refresh(desk)
    store, rows = store_of(desk), desk.in_store(desk.company)

    async def received() -> list[bytes | None]:
        return [store.received(desk.company.id, identity) for identity in rows]

    for row, document in zip(rows.values(), desk.do(received()), strict=True):
        assert document is not None
        sent = json.loads(document)
        assert row.id in {sent.get("id"), sent.get("uuid")}
        assert sent["number"] == row.number


def test_an_opened_invoice_is_found_by_its_reason_until_it_is_restored(desk: ServiceDesk) -> None:
    desk.by_another("issued-1", "cancel", reason=REASON)
    refresh(desk)
    assert found(desk, "motiv:gresit") == set()
    desk.do(desk.house.services.invoices.open(desk.company, IDS["issued-1"]))
    assert found(desk, 'motiv:"client greşit"') == found(desk, "gresit") == {IDS["issued-1"]}
    desk.by_another("issued-1", "restore")
    refresh(desk)
    assert found(desk, "motiv:gresit") == set()


def test_a_deleted_invoice_is_found_by_the_number_that_it_had(desk: ServiceDesk) -> None:
    refresh(desk)
    invoice = desk.in_store(desk.company)[IDS["issued-3"]]
    desk.server.ledger.delete(desk.book("issued-3"))
    refresh(desk)
    (stone,) = desk.house.reader.former(desk.company.id, invoice.number)
    assert (stone.invoice_id, stone.total, stone.is_gone) == (invoice.id, invoice.total, True)


@pytest.mark.parametrize("walks", [True, False])
def test_what_is_older_than_is_to_be_kept_leaves_no_tombstone(observed: ServiceDesk, walks: bool) -> None:
    refresh(observed)
    service, company = observed.house.services.invoices, observed.company
    newest = max(row.issue_date for row in observed.in_store(company).values())
    older = [row for row in observed.in_store(company).values() if row.issue_date < newest]
    if walks:
        service._without_totals.add(company.id)
    step = observed.do(service.begin_refresh(company, newest))
    while not getattr(step, "done", True):
        step = observed.do(service.continue_refresh(company))
    assert not set(observed.in_store(company)) & {row.id for row in older}
    assert older
    assert not any(observed.house.reader.former(company.id, row.number) for row in older)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_once_no_page_is_on_its_way_all_that_came_are_in_the_store(
    qapp: QApplication, dialect: DialectName
) -> None:
    with open_desk(dialect=dialect, invoices=600) as desk:
        desk.sign_in("patron@demo.example")
        service = desk.house.services.invoices
        listed = CompanyList(service._connection, store_of(desk), desk.company, service._pace, service._hold)
        told: list[int] = []
        put = store_of(desk).put_together

        def counted(company_id: str, answers: object) -> int:
            changed = put(company_id, answers)  # type: ignore[arg-type]
            told.append(changed)
            return changed

        setattr(listed.store, "put_together", counted)  # noqa: B010
        for skip in (1, 4, 8):
            desk.fail("status", "/api/v1/invoices", status=422, skip=skip)
        answers = desk.do_together(*(listed.kept_page(Window(), number) for number in range(1, 12)))
        came = [answer for answer in answers if isinstance(answer, Evidence)]
        rows = {row.id for answer in came for row in answer.value.rows}
        assert came
        assert rows
        assert rows == set(desk.in_store(desk.company))
        assert max(told) <= WRITTEN_TOGETHER + 100
        assert len([each for each in told if each]) < len(came)


def test_pages_that_came_do_not_wait_for_one_that_a_pause_holds_back(qapp: QApplication) -> None:
    with open_desk(invoices=600) as desk:
        desk.sign_in("patron@demo.example")
        service, store = desk.house.services.invoices, store_of(desk)
        listed = CompanyList(service._connection, store, desk.company, service._pace, service._hold)

        async def paused_after_two() -> int:
            coming = [asyncio.ensure_future(listed.kept_page(Window(), number)) for number in (1, 2)]
            await asyncio.sleep(0)
            await service.pause()
            held = asyncio.ensure_future(listed.kept_page(Window(), 3))
            await asyncio.gather(*coming)
            count = store.count(desk.company.id)
            await service.go_on()
            await held
            return count

        assert desk.do(paused_after_two()) == 40
        assert len(desk.in_store(desk.company)) == 60
