"""What is said of an act whose invoice was deleted: that, and neither that it happened nor that it did not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.act import ActKind, Intent, Settlement, Standing
from storno_desktop.domain.act_record import record_of, told_settlement
from storno_desktop.domain.evidence import Evidence, Source
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.journal_row import ActState, JournalRow, told_of
from storno_desktop.domain.session import Company
from storno_desktop.service.case import OutcomeUnknown
from storno_desktop.service.recovery import OpenAct, ReadBack
from storno_desktop.ui.act_words import ActWords
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.settled_words import SettledWords
from storno_desktop.ui.settling_view import SettlingView

NOW = datetime(2026, 6, 10, 8, tzinfo=UTC)
INTENT = Intent(
    act="a1",
    kind=ActKind.CANCEL,
    invoice_id=InvoiceId("inv-1"),
    number="BRS0012",
    account="contabil@exemplu.ro",
    since=NOW,
    until=NOW,
    reason="Client greșit",
)
GONE = Settlement(standing=Standing.GONE, listed=Evidence(False, Source.LIST, NOW, NOW))


def test_the_journal_says_that_the_invoice_is_gone(qapp: QApplication) -> None:
    fields = {"kind": "cancel", "at": NOW.isoformat(), **told_settlement(GONE)}
    record = record_of([JournalRow(1, told_of("a1", ActState.GONE, fields), "")])
    words = ActWords(Figures())
    assert words.outcome(record).word == "Invoice gone"
    assert "whether it had happened before, nothing tells" in words.step(record.steps[-1])


@pytest.mark.parametrize("kind", ActKind)
def test_the_window_claims_nothing_and_does_not_invite_to_repeat(qapp: QApplication, kind: ActKind) -> None:
    intent = replace(INTENT, kind=kind)
    act = OpenAct(intent, Company(id="c-1", name="Brutăria", cif="18547290"))
    sentence, _tone = SettledWords().sentence(ReadBack(act, OutcomeUnknown(intent, GONE)))
    view = SettlingView()
    view.show_standing(intent, GONE, None)
    for said in (sentence, view.standing):
        assert said.startswith("BRS0012 is no longer on the server; whether ")
        assert "try again" not in said
    assert view.headline == "The outcome cannot be told any more."
    assert view.check_button.isHidden()
