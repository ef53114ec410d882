"""Each part of the details says how old it is, and what was never downloaded says that."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storno_desktop.domain.evidence import Evidence, Source
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.ui.detail_section import DetailSection
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.invoice_detail import InvoiceDetailPane
from storno_desktop.ui.problem_banner import ProblemBanner
from storno_desktop.ui.words import Words
from tests.gui.front_office import said
from tests.unit.domain.builders import (
    BROKEN,
    NO_RIGHT,
    NOW,
    a_payment,
    a_series,
    a_summary,
    an_invoice,
    cancelled_facts,
    facts,
    read,
)

NO_NETWORK = Problem(ProblemKind.NO_NETWORK)
PARTS = ("detail", "events", "payments", "emails", "share_links")


@pytest.fixture
def pane(qtbot: QtBot) -> InvoiceDetailPane:
    made = InvoiceDetailPane(Words(), Figures())
    qtbot.addWidget(made)
    made.resize(420, 900)
    made.show()
    return made


def sections(pane: InvoiceDetailPane) -> dict[str, DetailSection]:
    QApplication.processEvents()
    return {each.accessibleName(): each for each in pane.findChildren(DetailSection) if each.isVisible()}


def from_copy(known: Facts, days: int) -> Facts:
    """The same facts as they are read back from the local copy, so many days old."""

    def aged(each: Any) -> Any:
        if not isinstance(each, Evidence):
            return each
        return replace(each, is_kept=True, observed_at=NOW - timedelta(days=days))

    older: dict[str, Any] = {name: aged(getattr(known, name)) for name in PARTS}
    return replace(known, **older)


def show(pane: InvoiceDetailPane, known: Facts, status: str = "issued") -> None:
    pane.show_summary(a_summary(status), NOW.date(), known)
    pane.show_age(NOW)


def test_parts_of_one_reading_have_one_age_at_the_top(pane: InvoiceDetailPane) -> None:
    show(pane, facts(payments=(a_payment(),)))
    shown = sections(pane)
    assert {each.age for each in shown.values()} == {""}
    assert "Read on the server: just now" in said(pane)
    for name in ("Amounts", "Payments", "History", "Sent to the client"):
        assert shown[name].accessibleDescription() == "Read on the server: just now"


def test_an_older_part_beside_fresh_ones_says_how_old_it_is_and_grows_older(pane: InvoiceDetailPane) -> None:
    now = facts()
    old = from_copy(facts(payments=(a_payment(),)), days=3)
    show(pane, replace(now, payments=old.payments))
    shown = sections(pane)
    assert shown["Payments"].age == "19 Nov 2026, 18:50 · local copy"
    assert shown["Payments"].accessibleDescription() == "From the local copy: 19 Nov 2026, 18:50"
    assert shown["Amounts"].age == ""

    hours = read((), observed_at=NOW - timedelta(hours=2))
    show(pane, replace(now, events=hours))
    assert sections(pane)["History"].age.startswith("2 hour")
    pane.show_age(NOW + timedelta(hours=1))
    assert sections(pane)["History"].age.startswith("3 hour")


def test_a_section_with_two_readings_says_the_age_of_the_older_one(pane: InvoiceDetailPane) -> None:
    now, old = facts(), from_copy(facts(), days=3)
    show(pane, replace(now, share_links=old.share_links))
    section = sections(pane)["Sent to the client"]
    assert section.age == "19 Nov 2026, 18:50 · local copy"
    assert (
        section.accessibleDescription()
        == "Read on the server: just now; From the local copy: 19 Nov 2026, 18:50"
    )


def test_the_local_copy_says_its_age_once_and_fresh_parts_theirs(pane: InvoiceDetailPane) -> None:
    old = from_copy(facts(series=None), days=3)
    show(pane, replace(old, payments=facts().payments))
    assert "From the local copy: 19 Nov 2026, 18:50" in said(pane)
    ages = {name: each.age for name, each in sections(pane).items()}
    assert ages.pop("Payments") == "just now"
    assert set(ages.values()) == {""}


@pytest.mark.parametrize("status", ["issued", "cancelled"])
def test_nothing_downloaded_says_so_in_every_part_and_shows_the_row(
    pane: InvoiceDetailPane, status: str
) -> None:
    never = Facts(
        detail=NO_NETWORK,
        events=NO_NETWORK,
        payments=NO_NETWORK,
        emails=NO_NETWORK,
        share_links=NO_NETWORK,
    )
    row = a_summary(status, subtotal=Decimal("447.00"))
    pane.show_summary(row, NOW.date(), never)
    pane.show_age(NOW)
    shown = sections(pane)
    text = said(pane)
    expected = {"ANAF", "Amounts", "Lines", "Payments", "Linked documents", "Sent to the client", "History"}
    assert set(shown) == expected | ({"Cancellation"} if status == "cancelled" else set())
    for name, section in shown.items():
        assert "Not downloaded" in said(section), name
    assert "447.00\u00a0RON" in text
    assert "Details not downloaded" in text
    assert "could not be read" not in text.lower()
    assert "No payment recorded" not in text
    assert "—" not in said(shown["Amounts"])
    told = pane.findChildren(ProblemBanner)[0]
    assert told.headline == "Not downloaded: the details open when the server can be asked."
    if status == "cancelled":
        assert "20 Nov 2026, 09:30" in said(shown["Cancellation"])
        assert "no reason was given" not in text


def test_a_part_that_was_never_read_is_told_from_one_that_is_refused(pane: InvoiceDetailPane) -> None:
    show(pane, cancelled_facts(payments=BROKEN, emails=NO_RIGHT, events=None), "cancelled")
    shown = sections(pane)
    assert "Not downloaded. The server has a fault." in said(shown["Payments"])
    assert "E-mails: Could not be read." in said(shown["Sent to the client"])
    assert said(shown["History"]).splitlines()[-1] == "Not downloaded"


def test_what_was_on_show_stays_where_it_cannot_be_read_again(pane: InvoiceDetailPane) -> None:
    show(pane, facts(payments=(a_payment(),)))
    pane.show_facts(Facts(detail=NO_NETWORK))
    assert "120.00\u00a0RON" in said(pane)
    assert pane.findChildren(ProblemBanner)[0].headline.startswith("The details could not be read.")


def test_the_series_and_its_next_number_come_from_the_later_reading(pane: InvoiceDetailPane) -> None:
    known = facts()
    later = read((a_series(next_number="BRS0064", active=False),), Source.SERIES)
    for series, number, age in (
        (replace(later, observed_at=NOW - timedelta(days=2), is_kept=True), "BRS0061", ""),
        (replace(later, observed_at=NOW + timedelta(hours=2), is_kept=True), "BRS0064", "local copy"),
        (None, "BRS0061", ""),
    ):
        show(pane, replace(known, series=series))
        section = sections(pane)["Series"]
        name = "BRS (inactive)" if number == "BRS0064" else "BRS"
        assert f"{name}, next number {number}" in said(section).splitlines()
        assert section.age.endswith(age)
        assert bool(section.age) is bool(age)


def test_an_invoice_without_a_series_says_nothing_about_one(pane: InvoiceDetailPane) -> None:
    show(pane, facts(an_invoice(series=None)))
    assert "Series" not in sections(pane)
