"""What the self-test looks at, and what it found: values that a window and the command line can show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from storno_desktop.domain.problem import NetworkFault, Problem, ProblemKind, Remedy, TlsFault


class ExamCheck(Enum):
    """The looks in the order in which they are taken; the values are the names in the JSON report."""

    POLICY = "policy"
    KEYRING = "keyring"
    PROXY = "proxy"
    DNS = "dns"
    TLS = "tls"
    SERVER = "server"
    CLOCK = "clock"
    TOKEN = "token"  # noqa: S105  the name of a look, no token
    ACCOUNT = "account"
    COMPANY = "company"
    PERMISSIONS = "permissions"
    PAGE_CAP = "page-cap"


class Verdict(Enum):
    """How a look ended. A warning does not keep anybody from working; what was skipped says why."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"
    SKIPPED = "skipped"


class Advice(Enum):
    """What a person can do about it; the values are the keys in the JSON report."""

    REPAIR_POLICY = "repair-policy"
    INSTALL_KEYRING = "install-keyring"
    UNLOCK_KEYRING = "unlock-keyring"
    CHECK_PROXY = "check-proxy"
    CHECK_NETWORK = "check-network"
    CHECK_ADDRESS = "check-address"
    CHECK_CERTIFICATE = "check-certificate"
    RENEW_CERTIFICATE = "renew-certificate"
    SET_CLOCK = "set-clock"
    SIGN_IN = "sign-in"
    SIGN_IN_AND_STAY = "sign-in-and-stay"
    TRY_LATER = "try-later"
    UPDATE_PROGRAM = "update-program"
    ASK_ADMINISTRATOR = "ask-administrator"
    END_IMPERSONATION = "end-impersonation"


Facts = Mapping[str, str | int | float]
"""Measured things by name, as the JSON report names them. No token, name, e-mail, fiscal code or free text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One look and what came of it. `problem` tells why something failed; its `server_text` is not to be shown."""

    check: ExamCheck
    verdict: Verdict
    facts: Facts = field(default_factory=dict)
    problem: Problem | None = None
    advice: Advice | None = None


_BY_REMEDY: dict[Remedy, Advice] = {
    Remedy.TRY_AGAIN: Advice.TRY_LATER,
    Remedy.WAIT: Advice.TRY_LATER,
    Remedy.SIGN_IN: Advice.SIGN_IN,
    Remedy.CHECK_INPUT: Advice.SIGN_IN,
    Remedy.CHECK_ADDRESS: Advice.CHECK_ADDRESS,
    Remedy.ASK_ADMINISTRATOR: Advice.ASK_ADMINISTRATOR,
    Remedy.REFRESH: Advice.CHECK_ADDRESS,
    Remedy.UPDATE_PROGRAM: Advice.UPDATE_PROGRAM,
    Remedy.LOOK_AT_SERVER: Advice.TRY_LATER,
}


def advice_for(problem: Problem) -> Advice:
    """What to do about a failed look."""
    match problem.kind:
        case ProblemKind.PROXY:
            return Advice.CHECK_PROXY
        case ProblemKind.TLS if problem.tls is TlsFault.NOT_YET_VALID:
            return Advice.SET_CLOCK
        case ProblemKind.TLS if problem.tls is not TlsFault.WRONG_NAME:
            return Advice.CHECK_CERTIFICATE
        case ProblemKind.NO_NETWORK if problem.network is not NetworkFault.NAME_NOT_FOUND:
            return Advice.CHECK_NETWORK
        case _:
            return _BY_REMEDY[problem.remedy]


def skipped(check: ExamCheck, facts: Facts, advice: Advice | None = None) -> Examined:
    """A look that was not taken; the facts say why."""
    return Examined(check=check, verdict=Verdict.SKIPPED, facts=facts, advice=advice)


def failed(check: ExamCheck, problem: Problem, facts: Facts | None = None) -> Examined:
    """A look that met a problem, with what to do about it."""
    return Examined(
        check=check,
        verdict=Verdict.FAILED,
        facts=facts or {},
        problem=problem,
        advice=advice_for(problem),
    )
