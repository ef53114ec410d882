"""Acts whose outcome is open, from this run and from earlier ones: reading them back until each is settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from storno_desktop.domain.act import Intent
from storno_desktop.domain.act_record import ActRecord
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.invoice import Invoice
from storno_desktop.domain.session import Company
from storno_desktop.service.act_service import ActService
from storno_desktop.service.case import Done, OutcomeUnknown
from storno_desktop.service.connection import Connection
from storno_desktop.service.journal_book import JournalStanding
from storno_desktop.service.open_acts import OpenActs


@dataclass(frozen=True, slots=True)
class OpenAct:
    """An act whose outcome nobody knows yet."""

    intent: Intent
    company: Company


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What reading one open act back showed."""

    act: OpenAct
    outcome: Done | OutcomeUnknown

    @property
    def invoice(self) -> Evidence[Invoice] | None:
        """The invoice as it was read."""
        return self.outcome.invoice if isinstance(self.outcome, Done) else self.outcome.settlement.invoice

    @property
    def made(self) -> Evidence[Invoice] | None:
        """The storno that was found, None where none was asked for or seen."""
        return self.outcome.made if isinstance(self.outcome, Done) else self.outcome.settlement.made

    @property
    def is_settled(self) -> bool:
        """Whether the outcome is known now, for good."""
        return isinstance(self.outcome, Done) or self.outcome.settlement.ends_the_act


class Recovery:
    """Finds the acts of the journal that are open at the server of this session, and reads them back.

    Owned by the I/O thread. An act of another person of the same server is settled too, wherever its company is
    one of this session: the evidence is the same for everybody.
    """

    def __init__(self, connection: Connection, acts: OpenActs, services: Iterable[ActService]) -> None:
        self._connection = connection
        self._acts = acts
        self._services = {each.kind: each for each in services}

    async def begin(self) -> JournalStanding:
        """Open the journal, and see what a program that died has left behind. Safe to call again."""
        return await self._acts.ready(tries_again=True)

    async def open_acts(self) -> tuple[OpenAct, ...]:
        """What is open at this server, oldest first."""
        client = self._connection.client
        if client is None:
            return ()
        records = self._acts.all_unsettled(client.address.url)
        return tuple(each for record in records if (each := self._open_act(record)) is not None)

    async def read_back(self, act: OpenAct) -> ReadBack:
        """Look what became of it; nothing is ever sent from here."""
        outcome = await self._services[act.intent.kind].look_again(act.company, act.intent)
        return ReadBack(act, outcome)

    def _open_act(self, record: ActRecord) -> OpenAct | None:
        company_id, _, _ = record.company
        company = next((each for each in self._connection.companies if each.id == company_id), None)
        intent = record.intent
        return None if company is None or intent is None else OpenAct(intent, company)
