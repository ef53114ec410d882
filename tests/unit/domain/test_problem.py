"""What can be done after a failure."""

import pytest

from storno_desktop.domain.evidence import Evidence, Source
from storno_desktop.domain.problem import Acted, Problem, ProblemKind, Remedy
from tests.unit.domain.builders import NOW


@pytest.mark.parametrize("kind", ProblemKind)
def test_every_kind_has_a_remedy_and_an_open_outcome_comes_first(kind: ProblemKind) -> None:
    problem = Problem(kind)
    assert problem.outcome_known
    assert problem.remedy is not Remedy.LOOK_AT_SERVER
    opened = problem.with_outcome(Acted.UNKNOWN)
    assert not opened.outcome_known
    assert opened.remedy is Remedy.LOOK_AT_SERVER
    assert opened.with_outcome(Acted.NO) == problem
    assert problem.with_outcome(Acted.YES).outcome_known


def test_evidence_is_timed_by_the_server_if_it_tells_the_time() -> None:
    assert Evidence(1, Source.LIST, NOW).moment == NOW
    assert Evidence(1, Source.LIST, NOW, NOW.replace(year=2027)).moment.year == 2027
