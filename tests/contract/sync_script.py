"""A program that fills the local copy of one company from a server and says how far it is, until it is through.

    python -m tests.contract.sync_script URL EMAIL PASSWORD COMPANY-ID FOLDER [details]

In FOLDER lie the local copies ("cache"), the keyring ("ring") and the turns ("turns"). Says "in" once it is signed
in, "open" once the copy is open without trouble, then after every step of the refresh how many invoices the copy
holds as far as the refresh knows, and last "through". With "details" it then reads those ahead, saying "detail" after
each, and "over". It can be killed at any moment and started again.
"""

from __future__ import annotations

import sys
from pathlib import Path

import keyring
from PySide6.QtCore import QCoreApplication

from storno_desktop.app.furnishing import House, furnish
from storno_desktop.domain.local_copy import CopyPlace, CopyStanding
from storno_desktop.domain.server_address import ServerAddress, parse_server_address
from storno_desktop.service.refresh import RefreshProgress
from storno_desktop.service.session import Session
from tests.file_ring import FileRing

PATIENCE = 120.0
"""Seconds after which a step is taken to hang."""


def say(line: object) -> None:
    """To whoever started this."""
    print(line, flush=True)  # noqa: T201


def fill(
    house: House, url: str, email: str, password: str, company_id: str, *, with_details: bool = False
) -> None:
    """Sign in, open the copy, refresh to the end."""
    services, wait = house.services, house.io.wait
    address = parse_server_address(url)
    assert isinstance(address, ServerAddress)
    session = wait(services.sessions.sign_in(address, email, password), PATIENCE)
    assert isinstance(session, Session), session
    say("in")
    company = next(each for each in session.companies if each.id == company_id)
    user = session.user
    opening = services.copy.open(session.account, user.id, user.organization_id, company.id)
    standing = wait(opening, PATIENCE)
    assert standing == CopyStanding(CopyPlace.ON_DISK), standing
    say("open")
    step = wait(services.invoices.begin_refresh(company), PATIENCE)
    while isinstance(step, RefreshProgress) and not step.done:
        say(step.received)
        step = wait(services.invoices.continue_refresh(company), PATIENCE)
    assert isinstance(step, RefreshProgress), step
    standing = wait(services.copy.standing(company.id), PATIENCE)
    assert standing == CopyStanding(CopyPlace.ON_DISK), standing
    say(step.received)
    say("through")
    if with_details:
        while not wait(services.details.step(company), PATIENCE).is_over:
            say("detail")
        say("over")


def main(url: str, email: str, password: str, company_id: str, folder: str, more: str = "") -> None:
    """One start of the program."""
    place = Path(folder)
    keyring.set_keyring(FileRing(place / "ring"))
    application = QCoreApplication([])
    house = furnish(turns=place / "turns", cache=place / "cache")
    try:
        fill(house, url, email, password, company_id, with_details=more == "details")
    finally:
        house.close()
        del application


if __name__ == "__main__":
    main(*sys.argv[1:])
