"""The self-test in front of every kind of server, session and right: each finding has its verdict and its advice."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import keyring.backends.fail
import keyring.errors
import pytest
from keyring.backend import KeyringBackend

from storno_desktop.domain.account import account_id
from storno_desktop.domain.problem import ProblemKind
from storno_desktop.domain.session import Permission, Tokens
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import DialectName, SandboxSettings
from storno_desktop.service.doctor import PATIENCE
from storno_desktop.service.examination import veiled
from storno_desktop.service.examined import Advice, ExamCheck, Examined, Verdict
from storno_desktop.service.policy import Flaw, FlawKind, Policy, PolicyFault, strictest_policy
from tests.contract.doctors_desk import (
    NOW,
    account_in,
    address_of,
    back_door,
    examined,
    keep,
    keep_browser_session,
    keep_key,
    keep_password_session,
    kept,
    the_doctor,
    verdicts,
)
from tests.contract.faulty_server import FaultyServer, answer, saying
from tests.memory_ring import MemoryRing, installed

OWNER, ACCOUNTANT, EMPLOYEE = "patron@demo.example", "contabil@demo.example", "angajat@demo.example"
ALL = frozenset(permission.value for permission in Permission)
NEEDS_A_SESSION = (ExamCheck.ACCOUNT, ExamCheck.COMPANY, ExamCheck.PERMISSIONS, ExamCheck.PAGE_CAP)


@pytest.fixture
def ring() -> Iterator[MemoryRing]:
    memory = MemoryRing()
    with installed(memory):
        yield memory


@pytest.fixture
def server(ring: MemoryRing) -> Iterator[SandboxServer]:
    with SandboxServer(SandboxSettings(invoices=30, control=True, now=NOW)) as running:
        yield running


def spoil(server: SandboxServer, kind: str, path: str, **more: Any) -> None:
    server.sandbox.faults.add([Fault(kind, path=path, count=-1, **more)])


def of(server: SandboxServer, email: str = OWNER) -> dict[ExamCheck, Examined]:
    """The whole examination of this account."""
    return examined(the_doctor(), server.url, account_in(server, email))


# ------------------------------------------------------------------------------------------- all is well


@pytest.mark.parametrize(("dialect", "given"), [("observed", 20), ("documented", 100)])
def test_a_kept_session_is_looked_at_from_end_to_end(
    ring: MemoryRing, dialect: DialectName, given: int
) -> None:
    with SandboxServer(SandboxSettings(invoices=30, control=True, now=NOW, dialect=dialect)) as server:
        keep_password_session(server, OWNER)
        found = of(server)
    assert verdicts(found) == {
        check: Verdict.SKIPPED if check is ExamCheck.TLS else Verdict.OK for check in ExamCheck
    }
    assert [each.advice for each in found.values()] == [None] * len(ExamCheck)
    facts = {check: dict(each.facts) for check, each in found.items()}
    assert facts[ExamCheck.POLICY] == {"state": "none"}
    assert facts[ExamCheck.KEYRING] == {"standing": "safe"}
    assert facts[ExamCheck.PROXY] == {"proxy": "none"}
    assert facts[ExamCheck.TLS] == {"reason": "loopback"}
    assert facts[ExamCheck.CLOCK] == {"seconds": 0}
    assert facts[ExamCheck.TOKEN] == {"way": "password", "renewal": "possible", "minutes_left": 60}
    assert facts[ExamCheck.ACCOUNT]["account"] == "p…@d…"
    assert facts[ExamCheck.ACCOUNT]["role"] == "owner"
    assert facts[ExamCheck.ACCOUNT]["impersonated"] == "no"
    assert facts[ExamCheck.PERMISSIONS] == dict.fromkeys(ALL, "held")
    assert (facts[ExamCheck.PAGE_CAP]["asked"], facts[ExamCheck.PAGE_CAP]["given"]) == (100, given)
    for check in (ExamCheck.DNS, ExamCheck.SERVER, ExamCheck.PAGE_CAP):
        spent = facts[check]["milliseconds"]
        assert isinstance(spent, float)
        assert spent >= 0


# ------------------------------------------------------------------------------------------ the session


def test_without_an_account_the_server_alone_is_looked_at(server: SandboxServer) -> None:
    found = examined(the_doctor(), server.url)
    assert found[ExamCheck.CLOCK].verdict is Verdict.OK
    assert found[ExamCheck.TOKEN].verdict is Verdict.SKIPPED
    assert (found[ExamCheck.TOKEN].facts, found[ExamCheck.TOKEN].advice) == (
        {"reason": "nobody"},
        Advice.SIGN_IN,
    )
    assert all(found[check].facts == {"because": "token"} for check in NEEDS_A_SESSION)


def test_a_session_that_is_not_kept_is_no_failure(server: SandboxServer) -> None:
    found = of(server)[ExamCheck.TOKEN]
    assert (found.verdict, found.facts, found.advice) == (
        Verdict.SKIPPED,
        {"reason": "not-kept"},
        Advice.SIGN_IN_AND_STAY,
    )


def test_a_session_of_another_server_is_never_used(server: SandboxServer, ring: MemoryRing) -> None:
    elsewhere = account_id(address_of("https://api.storno.ro"), OWNER)
    keep(elsewhere, Tokens(access="elsewhere", refresh="there"))
    asked: list[str] = []
    strike = server.sandbox.faults.strike

    def noted(method: str, path: str) -> Fault | None:
        asked.append(path)
        return strike(method, path)

    setattr(server.sandbox.faults, "strike", noted)  # noqa: B010  an assignment would not pass the type checker
    found = examined(the_doctor(), server.url, elsewhere)
    assert found[ExamCheck.TOKEN].facts == {"reason": "nobody"}
    assert asked == ["/api/v1/version"]


def test_a_token_about_to_end_is_renewed_and_the_new_one_kept(server: SandboxServer) -> None:
    old = keep_password_session(server, OWNER)
    back_door(server, "tokens/expire")
    found = of(server)[ExamCheck.TOKEN]
    assert (found.verdict, found.facts["renewal"], found.facts["minutes_left"]) == (Verdict.OK, "done", 60)
    new = kept(account_in(server, OWNER))
    assert new is not None
    assert new.access != old.access


def test_what_lives_in_memory_stays_there_when_it_is_renewed(server: SandboxServer, ring: MemoryRing) -> None:
    old = keep_password_session(server, OWNER)
    account = account_in(server, OWNER)
    back_door(server, "tokens/expire")
    found = examined(the_doctor(), server.url, account, durable=False)
    assert found[ExamCheck.TOKEN].facts["renewal"] == "done"
    assert old.access not in "".join(ring.secrets.values())
    assert ring.secrets == {}


def test_a_session_that_the_server_ended_is_named_and_left_to_the_program(server: SandboxServer) -> None:
    tokens = keep_password_session(server, OWNER)
    back_door(server, "tokens/expire")
    back_door(server, "tokens/forget", email=OWNER)
    found = of(server)
    assert found[ExamCheck.TOKEN].verdict is Verdict.FAILED
    assert found[ExamCheck.TOKEN].advice is Advice.SIGN_IN
    problem = found[ExamCheck.TOKEN].problem
    assert problem is not None
    assert problem.kind is ProblemKind.SIGNED_OUT
    assert all(found[check].facts == {"because": "token"} for check in NEEDS_A_SESSION)
    assert kept(account_in(server, OWNER)) == tokens


def test_a_deactivated_person_is_told_so(server: SandboxServer) -> None:
    keep_password_session(server, ACCOUNTANT)
    back_door(server, "user", email=ACCOUNTANT, active=False)
    found = of(server, ACCOUNTANT)[ExamCheck.TOKEN]
    assert found.problem is not None
    assert (found.problem.kind, found.advice) == (ProblemKind.ACCOUNT_INACTIVE, Advice.ASK_ADMINISTRATOR)


def test_the_ways_of_signing_in_are_told_apart(server: SandboxServer) -> None:
    keep_browser_session(server, OWNER)
    facts = of(server)[ExamCheck.TOKEN].facts
    assert (facts["way"], facts["renewal"]) == ("browser", "possible")
    keep_key(server, OWNER, *ALL)
    facts = of(server)[ExamCheck.TOKEN].facts
    assert facts == {"way": "api-key", "renewal": "none"}


# ------------------------------------------------------------------------------------------- the rights


def test_what_a_browser_sign_in_was_not_granted_is_told_apart(server: SandboxServer) -> None:
    granted = sorted(ALL - {"invoice.cancel", "invoice.edit"})
    keep_browser_session(server, OWNER, *granted)
    found = of(server)[ExamCheck.PERMISSIONS]
    assert found.verdict is Verdict.WARNING
    assert found.facts == {
        **dict.fromkeys(granted, "held"),
        "invoice.cancel": "out-of-scope",
        "invoice.edit": "out-of-scope",
    }
    assert found.advice is Advice.ASK_ADMINISTRATOR


def test_a_keys_rights_cannot_be_read(server: SandboxServer) -> None:
    keep_key(server, OWNER, "invoice.view", "company.view")
    found = of(server)[ExamCheck.PERMISSIONS]
    assert (found.verdict, found.facts) == (Verdict.OK, dict.fromkeys(ALL, "unreadable"))


def test_missing_rights_are_a_warning_and_name_the_role(server: SandboxServer) -> None:
    keep_password_session(server, EMPLOYEE)
    found = of(server, EMPLOYEE)
    assert found[ExamCheck.ACCOUNT].facts["role"] == "employee"
    rights = found[ExamCheck.PERMISSIONS]
    assert rights.verdict is Verdict.WARNING
    assert (rights.facts["invoice.view"], rights.facts["invoice.cancel"]) == ("held", "missing")
    assert found[ExamCheck.PAGE_CAP].verdict is Verdict.OK


def test_without_the_right_to_look_the_list_is_not_asked_for(server: SandboxServer) -> None:
    user = server.sandbox.world.accounts.user(EMPLOYEE)
    assert user is not None
    user.memberships[0].permissions[:] = ["series.view"]
    keep_password_session(server, EMPLOYEE)
    found = of(server, EMPLOYEE)
    assert found[ExamCheck.PERMISSIONS].verdict is Verdict.FAILED
    assert found[ExamCheck.PAGE_CAP].facts == {"because": "permissions"}


def test_a_support_session_is_a_warning(server: SandboxServer) -> None:
    keep_password_session(server, ACCOUNTANT)
    back_door(server, "user", email=ACCOUNTANT, impersonator=OWNER)
    found = of(server, ACCOUNTANT)[ExamCheck.ACCOUNT]
    assert (found.verdict, found.advice) == (Verdict.WARNING, Advice.END_IMPERSONATION)
    assert found.facts["impersonated"] == "yes"


def test_read_only_companies_are_counted(server: SandboxServer) -> None:
    keep_password_session(server, OWNER)
    account = server.sandbox.world.accounts.user(OWNER)
    assert account is not None
    companies = [server.ledger.companies[each] for each in account.company_ids]
    assert len(companies) > 1
    for company in companies:
        company.document["isReadOnly"] = False
    facts = of(server)[ExamCheck.COMPANY].facts
    total = len(companies)
    assert facts == {"companies": total, "read_only": 0}
    companies[0].document["isReadOnly"] = True
    found = of(server)[ExamCheck.COMPANY]
    assert (found.verdict, found.facts) == (Verdict.OK, {"companies": total, "read_only": 1})
    for company in companies:
        company.document["isReadOnly"] = True
    found = of(server)[ExamCheck.COMPANY]
    assert (found.verdict, found.facts) == (Verdict.WARNING, {"companies": total, "read_only": total})


def test_nobody_works_without_a_company(server: SandboxServer) -> None:
    keep_password_session(server, OWNER)
    spoil(server, "status", "/api/v1/companies", status=200, body={"data": []})
    found = of(server)
    assert (found[ExamCheck.COMPANY].verdict, found[ExamCheck.COMPANY].advice) == (
        Verdict.FAILED,
        Advice.ASK_ADMINISTRATOR,
    )
    assert found[ExamCheck.PAGE_CAP].facts == {"because": "company"}


@pytest.mark.parametrize(
    ("email", "shown"),
    [("ana.pop@firma.ro", "a…@f…"), ("ă@ș", "ă…@ș…"), ("ana", "a…"), ("", "…"), ("@firma.ro", "…@f…")],
)
def test_an_email_is_shown_by_its_first_letters(email: str, shown: str) -> None:
    assert veiled(email) == shown


# ------------------------------------------------------------------------------------------- the server


@pytest.mark.parametrize(
    ("skew", "verdict"),
    [
        (0, Verdict.OK),
        (60, Verdict.OK),
        (61, Verdict.WARNING),
        (-61, Verdict.WARNING),
        (300, Verdict.WARNING),
        (301, Verdict.FAILED),
        (-301, Verdict.FAILED),
    ],
)
def test_clocks_that_differ_are_noticed(server: SandboxServer, skew: int, verdict: Verdict) -> None:
    """`skew` is by how many seconds the server is ahead."""

    def clock() -> datetime:
        return NOW - timedelta(seconds=skew)

    found = examined(the_doctor(clock=clock), server.url)
    assert (found[ExamCheck.CLOCK].verdict, found[ExamCheck.CLOCK].facts) == (verdict, {"seconds": skew})
    assert found[ExamCheck.CLOCK].advice is (None if verdict is Verdict.OK else Advice.SET_CLOCK)
    assert found[ExamCheck.TOKEN].facts == {"reason": "nobody"}


def test_how_long_a_token_is_good_counts_by_the_servers_clock(server: SandboxServer) -> None:
    keep_password_session(server, OWNER)

    def behind() -> datetime:
        return NOW - timedelta(minutes=4)

    found = examined(the_doctor(clock=behind), server.url, account_in(server, OWNER))
    assert found[ExamCheck.TOKEN].facts["minutes_left"] == 60


def test_a_server_without_a_clock_is_not_compared_with() -> None:
    with FaultyServer(saying(answer("200 OK", b'{"version": "2.7.6"}'))) as silent_about_time:
        found = examined(the_doctor(), silent_about_time.url)
    assert found[ExamCheck.SERVER].facts["version"] == "2.7.6"
    assert (found[ExamCheck.CLOCK].verdict, found[ExamCheck.CLOCK].facts) == (
        Verdict.SKIPPED,
        {"reason": "no-date"},
    )


@pytest.mark.parametrize(
    "said",
    [
        answer("200 OK", b"<html>Welcome to nginx</html>"),
        answer("200 OK", b'{"name": "another program"}'),
        answer("200 OK", b"\xff" * 5_000_000),
        answer("404 Not Found", b"nothing here"),
        answer("401 Unauthorized", b'{"message": "Invalid credentials."}'),
        answer("403 Forbidden"),
        answer("400 Bad Request"),
        answer("301 Moved Permanently", headers="Location: https://elsewhere.example/\r\n"),
    ],
    ids=["html", "other-json", "huge", "404", "401", "403", "400", "redirect"],
)
def test_a_server_that_is_no_storno_is_recognised(said: bytes) -> None:
    with FaultyServer(saying(said)) as stranger:
        found = examined(the_doctor(), stranger.url)
    server = found[ExamCheck.SERVER]
    assert (server.verdict, server.facts, server.advice) == (
        Verdict.FAILED,
        {"storno": "no"},
        Advice.CHECK_ADDRESS,
    )
    after = (ExamCheck.CLOCK, ExamCheck.TOKEN, *NEEDS_A_SESSION)
    assert all(found[check].facts == {"because": "server"} for check in after)


def test_a_server_with_a_fault_is_not_called_a_stranger(server: SandboxServer) -> None:
    spoil(server, "html", "/api/v1/version", status=503)
    found = examined(the_doctor(), server.url)[ExamCheck.SERVER]
    assert (found.verdict, found.facts, found.advice) == (Verdict.FAILED, {}, Advice.TRY_LATER)


def test_a_version_is_shown_only_if_it_looks_like_one() -> None:
    with FaultyServer(saying(answer("200 OK", b'{"version": "\\u001b[31m ana@firma.ro"}'))) as odd:
        found = examined(the_doctor(), odd.url)
    assert found[ExamCheck.SERVER].facts["version"] == "other"


@pytest.mark.parametrize("kind", ["drop-before", "drop-after", "truncated", "garbage", "huge", "html"])
@pytest.mark.parametrize(
    ("path", "check"),
    [
        ("/api/v1/version", ExamCheck.SERVER),
        ("/api/v1/me", ExamCheck.TOKEN),
        ("/api/v1/companies", ExamCheck.COMPANY),
        ("/api/v1/invoices", ExamCheck.PAGE_CAP),
    ],
)
def test_every_bad_road_ends_in_a_failed_look_with_advice(
    server: SandboxServer, kind: str, path: str, check: ExamCheck
) -> None:
    keep_password_session(server, OWNER)
    spoil(server, kind, path)
    found = of(server)
    failed = [each.check for each in found.values() if each.verdict is Verdict.FAILED]
    assert failed == [check]
    assert found[check].problem is not None
    assert found[check].advice is not None


def test_a_look_that_takes_too_long_is_given_up_and_the_others_go_on(server: SandboxServer) -> None:
    keep_password_session(server, OWNER)
    spoil(server, "delay", "/api/v1/companies", ms=600_000)
    doctor = the_doctor(patience={**PATIENCE, ExamCheck.COMPANY: 0.05})
    found = examined(doctor, server.url, account_in(server, OWNER))
    problem = found[ExamCheck.COMPANY].problem
    assert problem is not None
    assert problem.kind is ProblemKind.TIMED_OUT
    assert found[ExamCheck.PERMISSIONS].verdict is Verdict.OK
    assert found[ExamCheck.PAGE_CAP].facts == {"because": "company"}


# ------------------------------------------------------------------------------------- this computer


class RefusingRing(MemoryRing):
    """Locked, and nobody is there to open it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked


class UnsafeRing(MemoryRing):
    """Passes for one that writes plain files."""


UnsafeRing.__module__ = "keyrings.alt.file"


@pytest.mark.parametrize(
    ("ring", "standing", "advice"),
    [
        (keyring.backends.fail.Keyring, "missing", Advice.INSTALL_KEYRING),
        (UnsafeRing, "unsafe", Advice.INSTALL_KEYRING),
        (RefusingRing, "refusing", Advice.UNLOCK_KEYRING),
    ],
)
def test_a_keyring_that_is_not_safe_is_a_warning(
    ring: type[KeyringBackend], standing: str, advice: Advice
) -> None:
    server = SandboxServer(SandboxSettings(invoices=1, now=NOW))
    with server, installed(ring()):
        found = of(server)
    assert found[ExamCheck.KEYRING].verdict is Verdict.WARNING
    assert found[ExamCheck.KEYRING].facts == {"standing": standing}
    assert found[ExamCheck.KEYRING].advice is advice
    assert found[ExamCheck.TOKEN].facts == {"reason": "not-kept"}


def test_a_policy_is_told_and_a_broken_one_fails(server: SandboxServer) -> None:
    in_force = Policy(lock_after=timedelta(minutes=5))
    found = examined(the_doctor(policy=in_force), server.url)[ExamCheck.POLICY]
    assert (found.verdict, found.facts) == (Verdict.OK, {"state": "in-force"})
    broken = strictest_policy(PolicyFault((Flaw(FlawKind.UNKNOWN_KEY, "lock.minutes"),)))
    everything = examined(the_doctor(policy=broken), server.url)
    found = everything[ExamCheck.POLICY]
    assert (found.verdict, found.advice) == (Verdict.FAILED, Advice.REPAIR_POLICY)
    assert found.facts == {"state": "broken", "faults": "lock.minutes: there is no such key"}
    assert everything[ExamCheck.SERVER].verdict is Verdict.OK


def test_nothing_is_left_running(server: SandboxServer) -> None:
    """Connections are given back and no task outlives the examination."""
    keep_password_session(server, OWNER)

    async def story() -> set[asyncio.Task[Any]]:
        from storno_desktop.domain.account import ServerProfile

        profile = ServerProfile(address_of(server.url), server.url)
        await the_doctor().examine(profile, account_in(server, OWNER))
        return asyncio.all_tasks() - {t for t in [asyncio.current_task()] if t}

    assert asyncio.run(story()) == set()
