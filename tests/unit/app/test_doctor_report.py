"""The self-test's report: every finding has words, both forms tell the same, and nothing odd gets through."""

from __future__ import annotations

import json
from itertools import product

import pytest

from storno_desktop.app.doctor_report import report_json, report_text, worst
from storno_desktop.app.doctor_words import DoctorWords
from storno_desktop.domain.problem import NetworkFault, Problem, ProblemKind, TlsFault
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.service.examined import (
    Advice,
    ExamCheck,
    Examined,
    Facts,
    Verdict,
    advice_for,
    failed,
    skipped,
)

SERVER = ServerAddress("https://api.firma.ro")


def ok(check: ExamCheck, **facts: str | int | float) -> Examined:
    return Examined(check=check, verdict=Verdict.OK, facts=facts)


def test_the_text_is_aligned_and_ends_with_what_to_do() -> None:
    results = [
        ok(ExamCheck.POLICY, state="none"),
        Examined(
            check=ExamCheck.KEYRING,
            verdict=Verdict.WARNING,
            facts={"standing": "missing"},
            advice=Advice.INSTALL_KEYRING,
        ),
        failed(ExamCheck.DNS, Problem(ProblemKind.NO_NETWORK, network=NetworkFault.NAME_NOT_FOUND)),
        skipped(ExamCheck.TLS, {"because": "dns"}),
    ]
    head, nothing, *lines = report_text(SERVER, results, DoctorWords()).splitlines()
    assert head.endswith(" · https://api.firma.ro")
    assert nothing == ""
    assert lines[:4] == [
        "OK  Policy             none on this computer",
        " !  Keyring            there is none; nothing is kept",
        "!!  Name lookup        there is no such name",
        "--  Secure connection  left out: “Name lookup” comes first",
    ]
    assert lines[4:6] == ["", "What to do:"]
    assert [line[:23] for line in lines[6:8]] == [" !  Keyring            ", "!!  Name lookup        "]
    assert lines[8:] == ["", "Something failed."]


def test_a_report_without_advice_has_no_heading_for_it() -> None:
    text = report_text(SERVER, [ok(ExamCheck.POLICY, state="in-force")], DoctorWords())
    assert text.splitlines()[2:] == ["OK  Policy  in force", "", "Nothing failed."]


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([Verdict.OK, Verdict.SKIPPED], Verdict.OK),
        ([Verdict.SKIPPED, Verdict.WARNING, Verdict.OK], Verdict.WARNING),
        ([Verdict.WARNING, Verdict.FAILED, Verdict.OK], Verdict.FAILED),
        ([], Verdict.OK),
    ],
)
def test_the_worst_finding_is_the_reports(verdicts: list[Verdict], expected: Verdict) -> None:
    assert worst(Examined(check=ExamCheck.DNS, verdict=each) for each in verdicts) is expected


FACTS: list[tuple[ExamCheck, Facts, str]] = [
    (ExamCheck.POLICY, {"state": "broken", "faults": "lock.x: y"}, "lock.x: y"),
    (ExamCheck.KEYRING, {"standing": "safe"}, "safely"),
    (ExamCheck.KEYRING, {"standing": "unsafe"}, "not safe"),
    (ExamCheck.KEYRING, {"standing": "refusing"}, "locked"),
    (ExamCheck.KEYRING, {"standing": "silent"}, "did not answer"),
    (ExamCheck.PROXY, {"proxy": "none"}, "directly"),
    (ExamCheck.PROXY, {"proxy": "http", "place": "proxy.firma.ro:3128"}, "http://proxy.firma.ro:3128"),
    (ExamCheck.DNS, {"name_of": "server", "addresses": 2, "milliseconds": 3.4}, "addresses: 2; after 3 ms"),
    (ExamCheck.DNS, {"name_of": "proxy", "addresses": 1, "milliseconds": 0.2}, "proxy's name"),
    (ExamCheck.TLS, {"reason": "loopback"}, "not needed"),
    (ExamCheck.TLS, {"protocol": "TLSv1.3", "issuer": ""}, "TLSv1.3; certificate by unknown"),
    (
        ExamCheck.TLS,
        {"protocol": "TLSv1.3", "issuer": "R%2 CA", "days_left": 61},
        "TLSv1.3; certificate by R%2 CA; days until it ends: 61",
    ),
    (ExamCheck.SERVER, {"version": "2.7.6", "milliseconds": 12.6}, "Storno 2.7.6; answered after 13 ms"),
    (ExamCheck.SERVER, {"storno": "no"}, "no Storno server"),
    (ExamCheck.CLOCK, {"seconds": -61}, "ahead: -61"),
    (ExamCheck.CLOCK, {"reason": "no-date"}, "does not tell the time"),
    (ExamCheck.TOKEN, {"reason": "nobody"}, "nobody"),
    (ExamCheck.TOKEN, {"reason": "not-kept"}, "no session is kept"),
    (
        ExamCheck.TOKEN,
        {"way": "password", "renewal": "done", "minutes_left": 59},
        "signed in by password; renewed just now; minutes left: 59",
    ),
    (ExamCheck.TOKEN, {"way": "browser", "renewal": "possible"}, "signed in by browser; can be renewed"),
    (ExamCheck.TOKEN, {"way": "api-key", "renewal": "none"}, "signed in by API key; is never renewed"),
    (
        ExamCheck.ACCOUNT,
        {"account": "a…@e…", "role": "owner", "organizations": 2, "impersonated": "yes"},
        "a…@e…; role: owner; organisations: 2; a support session",
    ),
    (ExamCheck.COMPANY, {"companies": 3, "read_only": 1}, "companies: 3; of these read-only: 1"),
    (
        ExamCheck.PERMISSIONS,
        {
            "invoice.view": "held",
            "invoice.edit": "missing",
            "series.view": "out-of-scope",
            "efactura.view": "unreadable",
        },
        "held: invoice.view; missing: invoice.edit; not granted to this sign-in: series.view;"
        " cannot be read: efactura.view",
    ),
    (
        ExamCheck.PAGE_CAP,
        {"asked": 100, "given": 20, "milliseconds": 8.0},
        "asked for 100, the server gives 20",
    ),
]


@pytest.mark.parametrize(
    ("check", "facts", "said"), FACTS, ids=[f"{each[0].value}-{n}" for n, each in enumerate(FACTS)]
)
def test_each_finding_has_its_words(check: ExamCheck, facts: Facts, said: str) -> None:
    assert said in DoctorWords().found(Examined(check=check, verdict=Verdict.OK, facts=facts))


def test_every_look_and_every_advice_has_words_of_its_own() -> None:
    words = DoctorWords()
    assert len({words.title(check) for check in ExamCheck}) == len(ExamCheck)
    assert len({words.advice(advice) for advice in Advice}) == len(Advice)
    assert all(words.summary(verdict) for verdict in Verdict)


@pytest.mark.parametrize("check", ExamCheck)
def test_every_problem_has_words_and_advice_at_every_look(check: ExamCheck) -> None:
    words = DoctorWords()
    for kind, network, tls in product(ProblemKind, [None, *NetworkFault], [None, *TlsFault]):
        problem = Problem(kind, status=418, network=network, tls=tls, server_text="the server's own words")
        found = failed(check, problem)
        assert found.advice is advice_for(problem)
        said = words.found(found)
        assert "[418]" in said
        assert "own words" not in said


def test_the_json_form_holds_the_same_for_programs() -> None:
    problem = Problem(
        ProblemKind.NO_NETWORK,
        status=None,
        detail="ConnectError: REFUSED",
        network=NetworkFault.REFUSED,
        server_text="the server's own words",
    )
    results = [ok(ExamCheck.CLOCK, seconds=2), failed(ExamCheck.SERVER, problem)]
    text = report_json(SERVER, results)
    report = json.loads(text)
    assert set(report) == {"report", "program", "version", "system", "python", "server", "verdict", "checks"}
    assert (report["report"], report["server"], report["verdict"]) == (1, SERVER.url, "failed")
    assert report["checks"] == [
        {"check": "clock", "verdict": "ok", "facts": {"seconds": 2}, "problem": None, "advice": None},
        {
            "check": "server",
            "verdict": "failed",
            "facts": {},
            "problem": {
                "kind": "NO_NETWORK",
                "status": None,
                "network": "REFUSED",
                "tls": None,
                "detail": "ConnectError: REFUSED",
            },
            "advice": "check-network",
        },
    ]
    assert "own words" not in text


def test_what_looks_like_a_secret_or_steers_a_terminal_is_held_back() -> None:
    """A net below the facts, which hold no such thing."""
    issuer = "\x1b[31mRed\u202e af_0123456789abcdef ana@firma.ro"
    results = [
        ok(ExamCheck.TLS, protocol="TLSv1.3", issuer=issuer),
        failed(ExamCheck.SERVER, Problem(ProblemKind.TLS, detail="Bearer abc.def.ghi\n")),
    ]
    for report in (report_text(SERVER, results, DoctorWords()), report_json(SERVER, results)):
        assert "Red" in report
        for hidden in ("\x1b", "\\u001b", "\u202e", "\\u202e", "af_0123", "ana@", "abc.def"):
            assert hidden not in report
