"""Details that were read once: kept on disk without secrets, shown with their age when the server cannot be asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from storno_desktop.app.furnishing import House, furnish
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.kept_pdf import KeptPdf
from storno_desktop.domain.local_copy import CopyPlace
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import Company
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import SandboxSettings
from storno_desktop.service.case import Case
from storno_desktop.service.session import Session
from tests.contract.service_desk import IDS, SEED, ServiceDesk
from tests.disguises import found_in
from tests.memory_ring import MemoryRing, installed

NAME = "issued-1"
PARTS = ("detail", "events", "payments", "emails", "share_links")

pytestmark = pytest.mark.usefixtures("qapp")


@contextmanager
def a_house(cache: Path) -> Iterator[House]:
    house = furnish(cache=cache)
    try:
        yield house
    finally:
        house.close()


@pytest.fixture
def ring() -> Iterator[MemoryRing]:
    memory = MemoryRing()
    with installed(memory):
        yield memory


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    with SandboxServer(SandboxSettings(seed=SEED)) as running:
        yield running


def put_up(house: House, session: Session, company: Company) -> None:
    standing = house.io.wait(
        house.services.copy.open(session.account, session.user.id, session.user.organization_id, company.id),
        timeout=30,
    )
    assert standing.place is CopyPlace.ON_DISK, standing


def values(facts: Facts) -> list[object]:
    """What was read, part by part; a problem fails the test."""
    read = [getattr(facts, part) for part in PARTS]
    assert all(isinstance(each, Evidence) for each in read), read
    return [(each.value, each.source, each.observed_at, each.server_time) for each in read]


def kept(facts: Facts) -> list[bool]:
    return [isinstance(each := getattr(facts, part), Evidence) and each.is_kept for part in PARTS]


def test_details_that_were_read_are_there_without_the_server_and_say_of_when(
    tmp_path: Path, server: SandboxServer, ring: MemoryRing
) -> None:
    with a_house(tmp_path / "cache") as house:
        desk = ServiceDesk(server, house)
        session = desk.sign_in()
        put_up(house, session, desk.company)
        company, identity = desk.company, IDS[NAME]
        live = desk.do(house.services.invoices.open(company, identity))
        assert kept(live) == [False] * 5
        assert all(getattr(live, part).document is None for part in PARTS)
        desk.fail("drop-before", count=-1)
        again = desk.do(house.services.invoices.open(company, identity))
        assert kept(again) == [True] * 5
        assert values(again) == values(live)
        unread = desk.do(house.services.invoices.open(company, IDS["issued-2"]))
        assert isinstance(unread.detail, Problem)
        desk.mend()
        back = desk.do(house.services.invoices.open(company, identity))
        assert kept(back) == [False] * 5
    with a_house(tmp_path / "cache") as house:
        put_up(house, session, company)
        after = house.io.wait(house.services.invoices.kept(company, identity), timeout=30)
        assert kept(after) == [True] * 5
        assert values(after) == values(back)


def test_a_part_that_cannot_be_read_now_is_shown_from_then_beside_the_others_of_now(
    tmp_path: Path, server: SandboxServer, ring: MemoryRing
) -> None:
    with a_house(tmp_path / "cache") as house:
        desk = ServiceDesk(server, house)
        put_up(house, desk.sign_in(), desk.company)
        desk.do(house.services.invoices.open(desk.company, IDS[NAME]))
        desk.fail("status", "*/events", status=503, count=-1)
        facts = desk.do(house.services.invoices.open(desk.company, IDS[NAME]))
        assert kept(facts) == [False, True, False, False, False]


@pytest.mark.parametrize(
    ("status", "kind"),
    [(403, ProblemKind.FORBIDDEN), (404, ProblemKind.NOT_FOUND)],
)
def test_what_the_server_refuses_to_show_is_not_shown_from_the_copy(
    tmp_path: Path, server: SandboxServer, ring: MemoryRing, status: int, kind: ProblemKind
) -> None:
    with a_house(tmp_path / "cache") as house:
        desk = ServiceDesk(server, house)
        put_up(house, desk.sign_in(), desk.company)
        desk.do(house.services.invoices.open(desk.company, IDS[NAME]))
        desk.fail("status", f"*/{IDS[NAME]}", status=status, body={"error": "no"}, count=-1)
        facts = desk.do(house.services.invoices.open(desk.company, IDS[NAME]))
        assert isinstance(facts.detail, Problem)
        assert facts.detail.kind is kind


def test_no_act_rests_on_what_is_kept(tmp_path: Path, server: SandboxServer, ring: MemoryRing) -> None:
    with a_house(tmp_path / "cache") as house:
        desk = ServiceDesk(server, house)
        put_up(house, desk.sign_in(), desk.company)
        desk.do(house.services.invoices.open(desk.company, IDS[NAME]))
        desk.fail("drop-before", f"*/{IDS[NAME]}*", count=-1)
        case = desk.do(house.services.cancellation.look(desk.company, IDS[NAME], None))
        assert isinstance(case, Case)
        assert kept(case.facts) == [False] * 5
        assert not isinstance(case.facts.detail, Evidence)


def test_series_read_for_a_restoration_are_there_for_looking(
    tmp_path: Path, server: SandboxServer, ring: MemoryRing
) -> None:
    with a_house(tmp_path / "cache") as house:
        desk = ServiceDesk(server, house)
        session = desk.sign_in()
        put_up(house, session, desk.company)
        company, identity = desk.company, IDS["restore-1"]
        assert desk.do(house.services.invoices.open(company, identity)).series is None
        case = desk.do(house.services.restoration.look(company, identity))
        assert isinstance(case, Case)
        assert isinstance(case.facts.series, Evidence)
        seen = desk.do(house.services.invoices.open(company, identity)).series
        assert isinstance(seen, Evidence)
        assert seen.is_kept
        assert seen.value == case.facts.series.value
        assert seen.observed_at == case.facts.series.observed_at
    with a_house(tmp_path / "cache") as house:
        put_up(house, session, company)
        assert house.io.wait(house.services.invoices.kept(company, identity), timeout=30).series == seen


def test_a_pdf_that_was_read_is_on_the_disk_unreadable_for_others_and_there_without_the_server(
    tmp_path: Path, server: SandboxServer, ring: MemoryRing
) -> None:
    with a_house(tmp_path / "cache") as house:
        desk = ServiceDesk(server, house)
        session = desk.sign_in()
        put_up(house, session, desk.company)
        company, identity, pdfs = desk.company, IDS[NAME], house.services.pdfs
        assert desk.do(pdfs.kept(company, identity)) is None
        drawn = desk.do(pdfs.read(company, identity))
        assert isinstance(drawn, Evidence)
        chosen = desk.do(pdfs.choose(company, identity))
        assert isinstance(chosen, KeptPdf)
        assert (chosen.size, chosen.is_chosen) == (len(drawn.value), True)
    with a_house(tmp_path / "cache") as house:
        put_up(house, session, company)
        pdfs = house.services.pdfs
        kept_pdf = house.io.wait(pdfs.kept(company, identity), timeout=30)
        assert isinstance(kept_pdf, Evidence)
        assert (kept_pdf.value, kept_pdf.observed_at) == (drawn.value, drawn.observed_at)
        assert house.io.wait(pdfs.standing(company, identity), timeout=30) == chosen
        on_disk = b"".join(each.read_bytes() for each in (tmp_path / "cache").rglob("*") if each.is_file())
        assert b"%PDF-" not in on_disk
        assert drawn.value[:40] not in on_disk
        assert house.io.wait(pdfs.remove(company, identity), timeout=30) is None
        assert house.io.wait(pdfs.kept(company, identity), timeout=30) is None


def test_a_pdf_that_cannot_be_read_is_not_chosen(
    tmp_path: Path, server: SandboxServer, ring: MemoryRing
) -> None:
    with a_house(tmp_path / "cache") as house:
        desk = ServiceDesk(server, house)
        put_up(house, desk.sign_in(), desk.company)
        company, identity, pdfs = desk.company, IDS[NAME], house.services.pdfs
        desk.fail("drop-before", count=-1)
        assert isinstance(desk.do(pdfs.choose(company, identity)), Problem)
        desk.mend()
        desk.fail("truncated", "*/pdf", count=-1)
        assert isinstance(desk.do(pdfs.read(company, identity)), Evidence)  # to be seen, if it can be
        assert desk.do(pdfs.choose(company, identity)) is None
        desk.mend()
        foreign = desk.do(pdfs.read(replace(company, id="elsewhere"), identity))
        assert isinstance(foreign, Problem)
        assert foreign.kind is ProblemKind.FORBIDDEN


def test_no_token_of_a_public_page_is_kept(tmp_path: Path, ring: MemoryRing) -> None:
    generated = SandboxSettings(seed=None, invoices=300)
    with SandboxServer(generated) as running, a_house(tmp_path / "cache") as house:
        desk = ServiceDesk(running, house)
        put_up(house, desk.sign_in("patron@demo.example"), desk.company)
        tokens: list[str] = []
        for identity in desk.at_server(desk.company):
            record = running.ledger.find(identity)
            assert record is not None
            if record.share_links and len(tokens) < 10:
                tokens += [str(link["token"]) for link in record.share_links]
                desk.do(house.services.invoices.open(desk.company, identity))
        assert all(len(token) >= 16 for token in tokens)
        assert tokens
        reader = house.library.database_of(desk.company.id).reader()
        rows = reader.rows("SELECT source, document FROM part")
        reader.close()
        everything = b"\n".join(document for _, document in rows)
        assert {source for source, _ in rows} >= {"DETAIL", "SHARE_LINKS", "EMAILS"}
        assert b"viewCount" in everything
        assert list(found_in(everything, tokens)) == []
