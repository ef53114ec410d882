"""When a failed read is worth another try: a pure decision."""

from dataclasses import dataclass

from storno_desktop.domain.problem import Problem, ProblemKind

MOST_TRIES = 3
LONGEST_WAIT = 30.0
"""Seconds; a server that wants more time than that is told to the person instead of waited for in silence."""
_FIRST_WAIT = 0.5
_PASSING = {ProblemKind.NO_NETWORK, ProblemKind.TIMED_OUT, ProblemKind.THROTTLED}
# A plain 500 is this server's answer to a question that it cannot digest (contract §5): it stays one.
_PASSING_FAULTS = {502, 503, 504}


@dataclass(frozen=True, slots=True)
class Retry:
    """Ask again after so many seconds."""

    after: float


@dataclass(frozen=True, slots=True)
class Stop:
    """Another try would not help."""


def decide(problem: Problem, tries: int, chance: float) -> Retry | Stop:
    """What to do after the `tries`-th failure (1 for the first) of a read.

    Only for requests that change nothing. `Retry-After` is kept to; otherwise the wait is chosen by
    `chance` (0 up to 1) from zero up to a bound that doubles with each try, so that many programs do
    not come back at the same moment.
    """
    passing = problem.kind in _PASSING or (
        problem.kind is ProblemKind.SERVER_FAULT and problem.status in _PASSING_FAULTS
    )
    if not passing or tries >= MOST_TRIES:
        return Stop()
    if problem.retry_after is not None:
        return Retry(problem.retry_after) if problem.retry_after <= LONGEST_WAIT else Stop()
    return Retry(chance * min(LONGEST_WAIT, _FIRST_WAIT * 2.0 ** (tries - 1)))
