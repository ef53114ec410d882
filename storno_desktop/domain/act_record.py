"""What the journal tells of one act, from its rows; and what each of its rows tells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

from storno_desktop.domain.act import ActKind, Intent, Settlement, Standing
from storno_desktop.domain.evidence import Source
from storno_desktop.domain.finding import Assessment, Check, Finding, Ground, GroundKind, Verdict
from storno_desktop.domain.invoice import Invoice
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceSummary
from storno_desktop.domain.journal_row import ActState, JournalRow
from storno_desktop.domain.problem import Acted, Problem, ProblemKind
from storno_desktop.domain.restore_request import RestoreRequest
from storno_desktop.domain.session import Company

E = TypeVar("E", bound=Enum)

Fields = dict[str, Any]
"""What a row tells, as JSON has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who acts: at which server (its address), with which e-mail and name, as which person of it."""

    server: str
    email: str
    user_id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ActRecord:
    """All that the journal tells of one act: its rows, oldest first, at least one."""

    rows: tuple[JournalRow, ...]
    steps: tuple[Fields, ...]
    """What the rows tell, in the same order."""

    @property
    def act(self) -> str:
        """Its name in the journal."""
        return str(self.steps[0]["act"])

    @property
    def state(self) -> ActState:
        """How far it came; notes that were added since change nothing of it."""
        return ActState(self._last_step["state"])

    @property
    def kind(self) -> ActKind:
        """What was asked."""
        return ActKind(self.steps[0]["kind"])

    @property
    def invoice_id(self) -> InvoiceId:
        """Which invoice."""
        return InvoiceId(self.steps[0]["invoice"]["id"])

    @property
    def number(self) -> str:
        """The number that it had."""
        return str(self.steps[0]["invoice"]["number"])

    @property
    def company(self) -> tuple[str, str, str]:
        """Id, name and fiscal code of the issuing company."""
        told = self.steps[0]["company"]
        return str(told["id"]), str(told["name"]), str(told["cif"])

    @property
    def author(self) -> Author:
        """Who."""
        return Author(**self.steps[0]["by"])

    @property
    def reason(self) -> str:
        """The exact reason, "" where the act takes none."""
        return str(self.steps[0]["reason"])

    @property
    def own_reason(self) -> str:
        """The reason that is kept here alone, for the server takes none; "" where there is none."""
        return str(self.steps[0].get("own_reason", ""))

    @property
    def requester(self) -> str:
        """Who asked for it, where somebody else approved and sent it: name and e-mail; else ""."""
        told = self.steps[0].get("requested_by")
        if not told:
            return ""
        return f"{told['name']} ({told['email']})" if told["name"] else str(told["email"])

    @property
    def supervised(self) -> str:
        """How a restore was approved, in the journal's word; "" for the other acts."""
        return str(self.steps[0].get("supervised", ""))

    @property
    def comment(self) -> str:
        """What the supervisor added, "" for nothing."""
        return str(self.steps[0].get("note", ""))

    @property
    def is_by_word_of_a_file(self) -> bool:
        """Whether invoice, company and requester are only what a refused request file says."""
        return "file" in self.steps[0]

    @property
    def target(self) -> str:
        """What it is about besides the invoice, see `Intent.target`."""
        return str(self.steps[0].get("target", ""))

    @property
    def run(self) -> str:
        """Which run of many it belonged to, "" for a single one."""
        return str(self.steps[0].get("run", ""))

    @property
    def begun(self) -> datetime:
        """When it was decided, by this computer's clock."""
        return datetime.fromisoformat(self.steps[0]["at"])

    @property
    def changed(self) -> datetime:
        """When its last step was written, by this computer's clock."""
        return datetime.fromisoformat(self.steps[-1]["at"])

    @property
    def standing(self) -> Standing | None:
        """How reading back settled it, if that is how it ended."""
        told = self._last_step.get("settled", {}).get("standing")
        return None if told is None else Standing[told]

    @property
    def intent(self) -> Intent | None:
        """What was sent, None before that."""
        sent = self.step(ActState.SENT)
        if sent is None:
            return None
        return Intent(
            act=self.act,
            kind=self.kind,
            invoice_id=self.invoice_id,
            number=self.number,
            account=self.author.email,
            since=datetime.fromisoformat(sent["since"]),
            until=datetime.fromisoformat(sent["until"]),
            reason=self.reason,
            known=frozenset(sent["known"]),
            by_server_clock=bool(sent["by_server_clock"]),
            target=self.target,
        )

    @property
    def notes(self) -> tuple[Fields, ...]:
        """What was found or done after it ended, oldest first."""
        return tuple(each for each in self.steps if each["state"] == ActState.NOTED.value)

    @property
    def _last_step(self) -> Fields:
        return next(each for each in reversed(self.steps) if each["state"] != ActState.NOTED.value)

    def step(self, state: ActState) -> Fields | None:
        """What the row of this step tells, None where the act did not take it."""
        return next((each for each in self.steps if each["state"] == state.value), None)


def record_of(rows: Iterable[JournalRow]) -> ActRecord:
    """One act from its rows, oldest first."""
    kept = tuple(rows)
    return ActRecord(kept, tuple(row.fields for row in kept))


def told_prepared(
    kind: ActKind,
    author: Author,
    company: Company,
    invoice: InvoiceSummary,
    *,
    reason: str,
    seen: Assessment,
    acknowledged: Iterable[str],
    run: str = "",
    more: Fields | None = None,
    target: str = "",
) -> Fields:
    """Who decided what, and what they saw; `more` is what this kind of act tells besides."""
    return {
        "kind": kind.value,
        "by": {
            "server": author.server,
            "email": author.email,
            "user_id": author.user_id,
            "name": author.name,
        },
        "company": {"id": company.id, "name": company.name, "cif": company.cif},
        "invoice": {
            "id": str(invoice.id),
            "number": invoice.number,
            "status": invoice.status_code,
            "total": _text(invoice.total),
            "currency": invoice.currency,
            "issued_on": _text(invoice.issue_date),
            "client": invoice.client_name,
            **_told_schedules(invoice),
        },
        "reason": reason,
        "acknowledged": sorted(acknowledged),
        "seen": told_checks(seen),
        **({"run": run} if run else {}),
        **(more or {}),
        **({"target": target} if target else {}),
    }


def told_request(author: Author, request: RestoreRequest, digest: str) -> Fields:
    """A request file that was refused before anything was read: what it says, and its SHA-256. `author` is who opened
    it."""
    asked = request.requester
    return {
        "kind": ActKind.RESTORE.value,
        "by": {
            "server": author.server,
            "email": author.email,
            "user_id": author.user_id,
            "name": author.name,
        },
        "company": {"id": request.company_id, "name": request.company_name, "cif": request.company_cif},
        "invoice": {"id": str(request.invoice_id), "number": request.number},
        "reason": "",
        "acknowledged": [],
        "seen": [],
        "own_reason": request.reason,
        "requested_by": {"user_id": asked.user_id, "email": asked.email, "name": asked.name},
        "request": request.nonce,
        "file": digest,
    }


def told_sent(intent: Intent, request: Mapping[str, object], checked: Assessment) -> Fields:
    """What leaves, and the reading right before it."""
    return {
        "request": dict(request),
        "since": intent.since.isoformat(),
        "until": intent.until.isoformat(),
        "by_server_clock": intent.by_server_clock,
        "known": sorted(intent.known),
        "checked": {
            "fingerprint": checked.fingerprint,
            "oldest": _text(min((f.observed_at for f in checked.findings if f.observed_at), default=None)),
        },
    }


def told_problem(problem: Problem | None) -> Fields:
    """How an answer was lost, or why it was a refusal."""
    if problem is None:
        return {}
    told = {
        "kind": problem.kind.name.lower(),
        "acted": problem.acted.name.lower(),
        "status": problem.status,
        "server_text": problem.server_text,
        "detail": problem.detail,
    }
    return {"problem": {name: value for name, value in told.items() if value not in (None, "")}}


def told_answer(status: str, made: Invoice | None = None) -> Fields:
    """What the server answered: the status that came about, and the storno that was made."""
    return {"answer": {"status": status, **_told_made(made)}}


def made_by(step: Fields) -> str:
    """The number of the storno that a row tells of, "" where it tells of none."""
    told = step.get("answer") or step.get("settled") or {}
    return str(told.get("made", {}).get("number", ""))


def told_settlement(settlement: Settlement) -> Fields:
    """What reading back showed."""
    event, invoice = settlement.event, settlement.invoice
    told: Fields = {"standing": settlement.standing.name}
    if invoice is not None:
        told["status"] = invoice.value.summary.status_code
        told["read_at"] = invoice.moment.isoformat()
    if settlement.listed is not None:
        told["listed"] = {"found": settlement.listed.value, "read_at": settlement.listed.moment.isoformat()}
    if event is not None:
        told["event"] = {
            "id": event.id,
            "at": _text(event.at),
            "by": event.by,
            "action": event.action or event.status_code,
            "reason": event.reason,
        }
    return {"settled": {**told, **_told_made(None if settlement.made is None else settlement.made.value)}}


def told_verified(assessment: Assessment) -> Fields:
    """What reading the invoice again after the act showed."""
    return {"verified": told_checks(assessment)}


def told_ticked(task: str, by: str, *, done: bool) -> Fields:
    """That this person (their e-mail) ticked one thing that is to be done afterwards, or took that back."""
    return {"ticked": {"task": task, "done": done, "by": by}}


def told_checks(assessment: Assessment) -> list[Fields]:
    """Every check with its verdict and what it rests on."""
    return [_told_finding(each) for each in assessment.findings]


def checks_of(told: Iterable[Fields]) -> tuple[Finding, ...]:
    """The checks that a row tells; what another version of the program wrote and this one does not know is left out."""
    return tuple(found for each in told if (found := _finding_of(each)) is not None)


def problem_of(step: Fields) -> Problem | None:
    """The problem that a row tells, None where it tells none."""
    told = step.get("problem")
    if not told:
        return None
    return Problem(
        _named(ProblemKind, told.get("kind", "")) or ProblemKind.UNREADABLE,
        acted=_named(Acted, told.get("acted", "")) or Acted.UNKNOWN,
        status=told.get("status"),
        server_text=told.get("server_text", ""),
        detail=told.get("detail", ""),
    )


def _finding_of(told: Fields) -> Finding | None:
    try:
        check, verdict = Check(told["check"]), Verdict(told["verdict"])
    except ValueError:
        return None
    read_at = told.get("read_at")
    grounds = (_ground_of(each) for each in told.get("grounds", ()))
    return Finding(
        check=check,
        verdict=verdict,
        grounds=tuple(each for each in grounds if each is not None),
        observed_at=None if read_at is None else datetime.fromisoformat(read_at),
        problem=problem_of(told),
    )


def _ground_of(told: Fields) -> Ground | None:
    kind = _named(GroundKind, told.get("kind", ""))
    if kind is None:
        return None
    moment, amount = told.get("moment"), told.get("amount")
    return Ground(
        kind=kind,
        text=told.get("text", ""),
        state=told.get("state", ""),
        moment=None if moment is None else datetime.fromisoformat(moment),
        amount=None if amount is None else Decimal(amount),
        currency=told.get("currency", ""),
        count=told.get("count", 0),
        limit=told.get("limit", 0),
        source=_named(Source, told.get("source", "")),
    )


def _named(kinds: type[E], word: str) -> E | None:
    return kinds.__members__.get(word.upper())


def _told_finding(finding: Finding) -> Fields:
    told: Fields = {"check": finding.check.value, "verdict": finding.verdict.value}
    if finding.observed_at is not None:
        told["read_at"] = finding.observed_at.isoformat()
    if finding.grounds:
        told["grounds"] = [_told_ground(each) for each in finding.grounds]
    return {**told, **told_problem(finding.problem)}


def _told_schedules(invoice: InvoiceSummary) -> Fields:
    """Sendings that were planned: a cancellation drops them, and nothing else remembers them (contract §8)."""
    planned = {"send_at": _text(invoice.scheduled_send_at), "email_at": _text(invoice.scheduled_email_at)}
    told = {name: at for name, at in planned.items() if at is not None}
    return {"planned": told} if told else {}


def _told_made(made: Invoice | None) -> Fields:
    return {} if made is None else {"made": {"id": str(made.id), "number": made.number}}


def _told_ground(ground: Ground) -> Fields:
    told = {
        "kind": ground.kind.name.lower(),
        "text": ground.text,
        "state": ground.state,
        "moment": _text(ground.moment),
        "amount": _text(ground.amount),
        "currency": ground.currency,
        "count": ground.count,
        "limit": ground.limit,
        "source": "" if ground.source is None else ground.source.name.lower(),
    }
    return {name: value for name, value in told.items() if value not in (None, "", 0)}


def _text(value: object) -> str | None:
    isoformat = getattr(value, "isoformat", None)
    if isoformat is not None:
        return str(isoformat())
    return None if value is None else str(value)
