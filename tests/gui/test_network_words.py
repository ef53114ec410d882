"""Whatever stands between the program and the server has its own sentence and its own next step."""

import re

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.problem import NetworkFault, Problem, ProblemKind, TlsFault
from storno_desktop.ui.problem_words import ProblemWords

PLACE = "api.%2firma.ro"
PROBLEMS = [
    *(Problem(ProblemKind.TLS, tls=fault, place=PLACE) for fault in TlsFault),
    *(Problem(ProblemKind.TLS, tls=fault) for fault in TlsFault),
    *(Problem(ProblemKind.NO_NETWORK, network=fault, place=PLACE) for fault in NetworkFault),
    *(Problem(ProblemKind.NO_NETWORK, network=fault) for fault in NetworkFault),
    *(Problem(ProblemKind.PROXY, network=fault, place=PLACE) for fault in NetworkFault),
    *(Problem(ProblemKind.PROXY, tls=fault, place=PLACE) for fault in TlsFault),
    Problem(ProblemKind.PROXY, place=PLACE),
    Problem(ProblemKind.PROXY, status=407, place=PLACE),
    *(Problem(kind) for kind in ProblemKind),
]


@pytest.fixture
def words(qapp: QApplication) -> ProblemWords:
    return ProblemWords()


@pytest.mark.parametrize("problem", PROBLEMS, ids=repr)
def test_every_problem_has_whole_sentences(words: ProblemWords, problem: Problem) -> None:
    for said in (words.headline(problem), words.next_step(problem)):
        assert said.endswith("…" if said == "Connecting…" else ".")
        assert said[0].isupper()
        assert not re.search(r"%\d|%n|\bNone\b|  ", said.replace(PLACE, "x"))


@pytest.mark.parametrize("problem", [each for each in PROBLEMS if each.kind is ProblemKind.TLS], ids=repr)
def test_no_sentence_offers_a_way_around_a_certificate(words: ProblemWords, problem: Problem) -> None:
    said = f"{words.headline(problem)} {words.next_step(problem)}".lower()
    assert not re.search(r"anyway|ignore|bypass|accept|exception|continue", said)


@pytest.mark.parametrize(
    ("fault", "headline", "step"),
    [
        (TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER, "authority", "install the certificate authority"),
        (TlsFault.EXPIRED, "expired", "must renew it"),
        (TlsFault.NOT_YET_VALID, "not valid yet", "date and time"),
        (TlsFault.WRONG_NAME, f"does not belong to {PLACE}", "Check the server's address"),
        (TlsFault.OTHER, "No secure connection", "administrator"),
    ],
)
def test_each_fault_of_a_certificate_has_its_own_remedy(
    words: ProblemWords, fault: TlsFault, headline: str, step: str
) -> None:
    problem = Problem(ProblemKind.TLS, tls=fault, place=PLACE)
    assert headline in words.headline(problem)
    assert step in words.next_step(problem)


@pytest.mark.parametrize(
    ("fault", "headline", "step"),
    [
        (NetworkFault.NAME_NOT_FOUND, f"The name {PLACE} cannot be found.", "letter by letter"),
        (NetworkFault.NO_NAME_SERVICE, "No way leads", "Wi-Fi"),
        (NetworkFault.NO_ROUTE, "No way leads", "Wi-Fi"),
        (NetworkFault.REFUSED, "cannot be reached", "address and port"),
        (NetworkFault.TIMEOUT, "does not answer", "Check the network connection"),
    ],
)
def test_where_the_way_ended_decides_what_to_check(
    words: ProblemWords, fault: NetworkFault, headline: str, step: str
) -> None:
    problem = Problem(ProblemKind.NO_NETWORK, network=fault, place=PLACE)
    assert headline in words.headline(problem)
    assert step in words.next_step(problem)


def test_a_proxy_is_named_as_the_cause(words: ProblemWords) -> None:
    refusing = Problem(ProblemKind.PROXY, status=502, place="proxy.firma.ro:3128")
    dead = Problem(ProblemKind.PROXY, network=NetworkFault.REFUSED, place="proxy.firma.ro:3128")
    asking = Problem(ProblemKind.PROXY, status=407, place="proxy.firma.ro:3128")
    assert words.headline(refusing) == "The proxy proxy.firma.ro:3128 does not let the program through."
    assert words.headline(dead) == "The proxy proxy.firma.ro:3128 cannot be reached."
    for each in (refusing, dead, asking):
        assert "proxy settings of this computer" in words.next_step(each)
        assert "administrator" in words.next_step(each)
    assert "a name and a password" in words.next_step(asking)


def test_a_stranger_at_the_address_is_called_one(words: ProblemWords) -> None:
    assert "may lead to something else" in words.next_step(Problem(ProblemKind.UNREADABLE, status=200))
