"""A program that cancels several invoices one after the other and stops in the middle, to be killed there.

    python -m tests.contract.run_script URL EMAIL PASSWORD INVOICE-IDS NTH FOLDER POINT

INVOICE-IDS are divided by commas; POINT is one of `act_script`, reached the NTH time. The folder and what it says are as
there.
"""

from __future__ import annotations

import sys
from pathlib import Path

from storno_desktop.app.furnishing import House
from storno_desktop.domain.act import ActKind
from storno_desktop.domain.cancellation import CancellationReason
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.session import Company
from storno_desktop.service.cancel_run import CancelRun, Decided, RunStanding
from storno_desktop.service.case import Case
from tests.contract.act_script import PATIENCE, say, signed_in, watch
from tests.contract.service_desk import REASON


def cancel_all(house: House, company: Company, invoices: list[InvoiceId]) -> None:
    """Look at each as a person does, and let the run go."""
    runs, reason = house.services.cancel_runs, CancellationReason.parse(REASON)
    assert isinstance(reason, CancellationReason)
    decided = []
    for each in invoices:
        case = house.io.wait(runs.look(company, each, Reached.NO), PATIENCE)
        assert isinstance(case, Case), case
        noted = frozenset(finding.check for finding in case.assessment.warnings)
        decided.append(Decided(case, reason, noted))
    run = house.io.wait(runs.begin(company, decided), PATIENCE)
    assert isinstance(run, CancelRun), run
    while house.io.wait(run.step(), PATIENCE).standing is RunStanding.GOING:
        pass


def main(url: str, email: str, password: str, invoices: str, nth: str, folder: str, point: str) -> None:
    """One run."""
    with signed_in(url, email, password, Path(folder)) as (house, company):
        watch(house, ActKind.CANCEL, point, int(nth))
        cancel_all(house, company, [InvoiceId(each) for each in invoices.split(",")])
        say("over")


if __name__ == "__main__":
    main(*sys.argv[1:])
