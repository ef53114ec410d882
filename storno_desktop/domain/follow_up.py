"""What is left to do after a restore, and whether reading it again showed what it should."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from storno_desktop.domain.act import ActKind
from storno_desktop.domain.act_record import ActRecord, Fields, checks_of
from storno_desktop.domain.finding import Assessment, Verdict
from storno_desktop.domain.invoice_summary import DRAFT_NUMBER_PREFIX
from storno_desktop.domain.journal_row import ActState
from storno_desktop.domain.verification import VERIFIED


class Task(Enum):
    """What a person does by hand afterwards and ticks; the values stand in the journal."""

    CLIENT_AND_AMOUNTS = "client_and_amounts"
    SEND_TO_ANAF = "send_to_anaf"
    """Plan the sending to SPV again: a cancellation drops it and a restore does not bring it back."""
    SEND_EMAIL = "send_email"
    TELL_ACCOUNTING = "tell_accounting"
    """The old number stays unused, and issuing again gives a new one (contract R1)."""
    DEVIATION = "deviation"
    """Something is not as a restore leaves it: somebody looked into it."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One restore that came about. `record` tells it, `cancelled` the cancellation before it if this journal knows it."""

    record: ActRecord
    cancelled: ActRecord | None = None

    @property
    def verification(self) -> Assessment | None:
        """The newest reading after the restore; None where there was none, which is as good as unknown."""
        told = next((each["verified"] for each in reversed(self.record.notes) if "verified" in each), None)
        if told is None:
            return None
        findings = checks_of(told)
        return Assessment(findings=findings) if {each.check for each in findings} == {*VERIFIED} else None

    @property
    def verdict(self) -> Verdict:
        """CLEAR only where everything was read and is as it should be; BLOCKING where something is not."""
        read = self.verification
        if read is None:
            return Verdict.UNKNOWN
        if read.with_verdict(Verdict.BLOCKING):
            return Verdict.BLOCKING
        return Verdict.UNKNOWN if read.stopped else Verdict.CLEAR

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What is to be done, in order. A sending is left out only where it is known that none was planned."""
        tasks = [Task.DEVIATION] if self.verdict is Verdict.BLOCKING else []
        tasks.append(Task.CLIENT_AND_AMOUNTS)
        if self.cancelled is None or self.planned(Task.SEND_TO_ANAF) is not None:
            tasks.append(Task.SEND_TO_ANAF)
        if self.cancelled is None or self.planned(Task.SEND_EMAIL) is not None:
            tasks.append(Task.SEND_EMAIL)
        if not self.record.number.startswith(DRAFT_NUMBER_PREFIX):
            tasks.append(Task.TELL_ACCOUNTING)
        return tuple(tasks)

    def planned(self, task: Task) -> datetime | None:
        """For when that sending had been planned before the cancellation, as far as this journal knows."""
        name = {Task.SEND_TO_ANAF: "send_at", Task.SEND_EMAIL: "email_at"}.get(task)
        if self.cancelled is None or name is None:
            return None
        told = self.cancelled.steps[0]["invoice"].get("planned", {}).get(name)
        return None if told is None else datetime.fromisoformat(told)

    @property
    def ticked(self) -> frozenset[Task]:
        """What was ticked and not taken back. A deviation that was found since is a new one."""
        done: set[Task] = set()
        for note in self.record.notes:
            if "verified" in note:
                done.discard(Task.DEVIATION)
            task = _task_of(note)
            if task is not None:
                (done.add if note["ticked"]["done"] else done.discard)(task)
        return frozenset(done)

    @property
    def left(self) -> tuple[Task, ...]:
        """What is not ticked yet."""
        return tuple(task for task in self.tasks if task not in self.ticked)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be checked. What was not read is never taken for fine, whatever is ticked."""
        return self.verdict is Verdict.UNKNOWN or bool(self.left)


def follow_up_of(records: Iterable[ActRecord]) -> FollowUp | None:
    """What is left of the acts of one invoice, oldest first: only the last one that changed it counts."""
    came_about = [
        record
        for record in records
        if record.state is ActState.CONFIRMED and record.kind in {ActKind.CANCEL, ActKind.RESTORE}
    ]
    if not came_about or came_about[-1].kind is not ActKind.RESTORE:
        return None
    before = came_about[-2] if len(came_about) > 1 and came_about[-2].kind is ActKind.CANCEL else None
    return FollowUp(came_about[-1], before)


def _task_of(note: Fields) -> Task | None:
    """None for what another version of the program wrote."""
    told = note.get("ticked")
    return None if told is None else next((task for task in Task if task.value == told["task"]), None)
