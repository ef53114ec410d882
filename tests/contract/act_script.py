"""A program that carries out one act on one invoice and stops at a point on the way, to be killed there.

    python -m tests.contract.act_script URL EMAIL PASSWORD KIND INVOICE-ID FOLDER POINT

KIND is "cancel" or "restore". In FOLDER lie the journal ("journal"), the keyring ("ring") and the turns ("turns").
POINT is the name of a step, reached once its row is written down ("sent" is before the request), or "answered": the
server has done it and said so, and the journal does not know. There it says the point's name and goes no further.
A program that comes to its end says "over".
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import keyring
from PySide6.QtCore import QCoreApplication

from storno_desktop.app.furnishing import House, furnish
from storno_desktop.domain.act import ActKind
from storno_desktop.domain.cancellation import CancellationReason
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.journal_row import ActState
from storno_desktop.domain.server_address import ServerAddress, parse_server_address
from storno_desktop.domain.session import Company
from storno_desktop.service.case import Case
from storno_desktop.service.session import Session
from tests.contract.service_desk import ALONE, MAIN_CIF, REASON, WHY
from tests.file_ring import FileRing

PATIENCE = 120.0
"""Seconds after which a step is taken to hang."""
ANSWERED = "answered"


def say(line: str) -> None:
    """To whoever started this."""
    print(line, flush=True)  # noqa: T201


def stop_at(point: str) -> None:
    """Say where this is, and hold the thread until somebody kills the program."""
    say(point)
    sys.stdin.read()


def watch(house: House, kind: ActKind, point: str, nth: int = 1) -> None:
    """From now on the program stops there, the n-th time that it comes there."""
    book = house.services.journal
    add = book.add
    left = nth

    def reached(here: str) -> bool:
        nonlocal left
        left -= here == point
        return here == point and not left

    def adding(act: str, state: ActState, fields: dict[str, Any]) -> object:
        written = add(act, state, fields)
        if reached(state.value):
            stop_at(point)
        return written

    client, _ = house.services.identity.connection.require()
    send = getattr(client, kind.value)

    async def sending(*words: Any) -> object:
        answer = await send(*words)
        if reached(ANSWERED):
            stop_at(point)
        return answer

    for whose, name, watched in ((book, "add", adding), (client, kind.value, sending)):
        setattr(whose, name, watched)


def act(house: House, company: Company, kind: ActKind, invoice_id: InvoiceId) -> None:
    """Look at the invoice as a person does, and carry the act out."""
    services = house.services
    service = services.cancellation if kind is ActKind.CANCEL else services.restoration
    case = house.io.wait(service.look(company, invoice_id, Reached.NO), PATIENCE)
    assert isinstance(case, Case), case
    accepted = frozenset(finding.check for finding in case.assessment.warnings)
    if kind is ActKind.RESTORE:
        house.io.wait(services.restoration.restore(case, accepted, WHY), PATIENCE)
        return
    reason = CancellationReason.parse(REASON)
    assert isinstance(reason, CancellationReason)
    house.io.wait(services.cancellation.cancel(case, reason, accepted), PATIENCE)


@contextmanager
def signed_in(url: str, email: str, password: str, place: Path) -> Iterator[tuple[House, Company]]:
    """One start of the program on the folders in this place, and the company of the seeded invoices."""
    keyring.set_keyring(FileRing(place / "ring"))
    application = QCoreApplication([])
    house = furnish(turns=place / "turns", journal=place / "journal", policy=ALONE)
    try:
        address = parse_server_address(url)
        assert isinstance(address, ServerAddress)
        session = house.io.wait(house.services.sessions.sign_in(address, email, password), PATIENCE)
        assert isinstance(session, Session), session
        yield house, next(each for each in session.companies if each.cif == MAIN_CIF)
    finally:
        house.close()
        del application


def main(url: str, email: str, password: str, kind: str, invoice_id: str, folder: str, point: str) -> None:
    """One act."""
    with signed_in(url, email, password, Path(folder)) as (house, company):
        watch(house, ActKind(kind), point)
        act(house, company, ActKind(kind), InvoiceId(invoice_id))
        say("over")


if __name__ == "__main__":
    main(*sys.argv[1:])
