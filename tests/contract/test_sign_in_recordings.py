"""Every recorded answer about identity, played by a real server to the real client, and what the client makes of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from storno_desktop.api.client import StornoClient
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.invoice import Invoice
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceStatus
from storno_desktop.domain.listing import Page, ServerListing
from storno_desktop.domain.problem import Acted, Problem, ProblemKind, Remedy
from storno_desktop.domain.session import (
    CompanyContext,
    Permission,
    Right,
    SecondFactorChallenge,
    SignInWay,
    Tokens,
    User,
)
from tests.contract.faulty_server import FaultyServer, Road, answer, saying
from tests.contract.sandbox_replay import recorded
from tests.unit.wire.recorded import Recording, recording, recordings

RANGES = ((1, 40), (286, 300), (313, 332), (337, 355))
NOW = datetime(2026, 11, 22, 16, 50, tzinfo=UTC)
COMPANY = CompanyContext(
    organization_id="019a0001-0000-7000-8000-000000000001", company_id="019a0002-0000-7000-8000-000000000001"
)
CHALLENGE = SecondFactorChallenge(token="b388", methods=("totp",))
_FRAMING = {"content-length", "transfer-encoding", "connection", "content-encoding"}

Ask = Callable[[StornoClient], Awaitable[object]]
Holds = Callable[[object], bool]


def number_of(one: Recording) -> int:
    return int(one.name.split("-")[0])


def wanted() -> list[Recording]:
    """All recorded files in the ranges."""
    return [each for each in recordings() if any(low <= number_of(each) <= high for low, high in RANGES)]


def played(one: Recording) -> bytes:
    """The recorded answer as bytes on the wire: status, headers, body."""
    headers = "".join(
        f"{name}: {value}\r\n"
        for name, value in one.headers.items()
        if name.lower() not in _FRAMING | {"content-type"}
    )
    return answer(f"{one.status} Recorded", one.body, headers=headers)


def visit(road: Road, ask: Ask, tokens: Tokens | None = None) -> tuple[object, list[bytes], StornoClient]:
    """One client at a server that plays this; what came of it, what it sent, and the client afterwards."""

    async def no_wait(_seconds: float) -> None:
        await asyncio.sleep(0)

    async def story(url: str) -> tuple[object, StornoClient]:
        client = StornoClient(url, clock=lambda: NOW, sleep=no_wait)
        client.set_tokens(tokens)
        try:
            return await ask(client), client
        finally:
            await client.aclose()

    with FaultyServer(road) as server:
        outcome, client = asyncio.run(story(server.url))
        return outcome, list(server.asked), client


# ------------------------------------------------------------------------------- what is asked


async def sign_in(client: StornoClient) -> object:
    return await client.sign_in("owner@exemplu.ro", "Parola-123")


async def verify(client: StornoClient) -> object:
    return await client.verify(CHALLENGE, "000000")


async def send_code(client: StornoClient) -> object:
    return await client.send_email_code(CHALLENGE)


async def me(client: StornoClient) -> object:
    return await client.me()


async def companies(client: StornoClient) -> object:
    return await client.companies()


async def listing(client: StornoClient) -> object:
    return await client.list_invoices(COMPANY, ServerListing())


async def series(client: StornoClient) -> object:
    return await client.series(COMPANY)


def detail(number: str) -> Ask:
    async def ask(client: StornoClient) -> object:
        return await client.invoice(COMPANY, invoice_of(number))

    return ask


def cancel(number: str) -> Ask:
    async def ask(client: StornoClient) -> object:
        return await client.cancel(COMPANY, invoice_of(number), "Client greșit")

    return ask


def invoice_of(number: str) -> InvoiceId:
    return InvoiceId(recording(number).path.split("?")[0].split("/")[4])


# --------------------------------------------------------------------------------- what comes of it


@dataclass(frozen=True)
class Told:
    """A failure of this kind; `text` is what a person is shown of the server's own words."""

    ask: Ask
    kind: ProblemKind
    text: str | None = None
    remedy: Remedy | None = None
    key: bool = False


@dataclass(frozen=True)
class Read:
    """A success, of which this holds."""

    ask: Ask
    holds: Holds
    key: bool = False


@dataclass(frozen=True)
class Renewed:
    """An answer to a refresh: new tokens, or the kind of failure."""

    kind: ProblemKind | None = None


@dataclass(frozen=True)
class OnlySandbox:
    """Nothing that the client asks for, and why; the sandbox answers as recorded (test_sandbox_observed.py)."""

    why: str


def is_tokens(value: object) -> bool:
    return (
        isinstance(value, Tokens) and value.way is SignInWay.PASSWORD and value.refresh.startswith("<REFRESH")
    )


def is_challenge(value: object) -> bool:
    return isinstance(value, SecondFactorChallenge) and value.methods == ("totp", "backup_code", "email_otp")


def is_nothing(value: object) -> bool:
    return value is None


def is_person(email: str, role: str, right: Right, organization: str) -> Holds:
    """Somebody with this right to restore."""

    def holds(value: object) -> bool:
        return isinstance(value, User) and (
            value.email,
            value.role,
            value.right(Permission.EDIT),
            value.organization_id,
        ) == (email, role, right, organization)

    return holds


def is_companies(*cifs: str) -> Holds:
    def holds(value: object) -> bool:
        return isinstance(value, tuple) and {each.cif for each in value} == set(cifs)

    return holds


def is_page(value: object) -> bool:
    return isinstance(value, Page) and bool(list(value)) and not value.unreadable


def is_refund(value: object) -> bool:
    return isinstance(value, Invoice) and value.summary.status is InvoiceStatus.REFUND


WRONG_LOGIN = Told(sign_in, ProblemKind.WRONG_CREDENTIALS, remedy=Remedy.CHECK_INPUT)
TOO_MANY = Told(sign_in, ProblemKind.THROTTLED, remedy=Remedy.WAIT)
CAPTCHA = Told(sign_in, ProblemKind.CAPTCHA, remedy=Remedy.WAIT)
WRONG_CODE = Told(verify, ProblemKind.WRONG_CREDENTIALS, "Invalid code.", Remedy.CHECK_INPUT)
CHALLENGE_OVER = Told(verify, ProblemKind.SIGNED_OUT, "Invalid or expired MFA challenge.", Remedy.SIGN_IN)
INACTIVE = "Your account has been deactivated. Contact your administrator."
ORGANIZATION = COMPANY.organization_id

EXPECTED: dict[int, Told | Read | Renewed | OnlySandbox] = {
    1: Read(sign_in, is_tokens),
    2: WRONG_LOGIN,
    3: WRONG_LOGIN,
    5: Told(sign_in, ProblemKind.INVALID),
    6: Told(sign_in, ProblemKind.NOT_FOUND),
    9: Read(sign_in, is_challenge),
    10: WRONG_CODE,
    11: Told(verify, ProblemKind.INVALID, "Missing code."),
    12: Told(verify, ProblemKind.INVALID, "Missing mfaToken."),
    14: Read(verify, is_tokens),
    15: CHALLENGE_OVER,
    16: Read(sign_in, is_challenge),
    17: Read(verify, is_tokens),
    18: WRONG_CODE,
    19: WRONG_CODE,
    20: Read(send_code, is_nothing),
    21: CHALLENGE_OVER,
    22: Told(verify, ProblemKind.THROTTLED, "Too many requests.", Remedy.WAIT),
    23: Renewed(),
    24: Renewed(),
    26: Renewed(ProblemKind.SIGNED_OUT),
    27: Renewed(),
    28: Renewed(ProblemKind.NOT_FOUND),
    30: Renewed(ProblemKind.SIGNED_OUT),
    31: Read(me, is_person("owner@exemplu.ro", "owner", Right.HELD, ORGANIZATION)),
    32: Read(me, is_person("angajat@exemplu.ro", "employee", Right.MISSING, ORGANIZATION)),
    33: Told(me, ProblemKind.SIGNED_OUT, remedy=Remedy.SIGN_IN),
    34: Told(me, ProblemKind.SIGNED_OUT, remedy=Remedy.SIGN_IN),
    35: Told(me, ProblemKind.SIGNED_OUT, remedy=Remedy.SIGN_IN),
    37: Read(companies, is_companies("14399840", "18547290")),
    38: Read(companies, is_companies("14399840", "18547290")),
    39: Read(companies, is_companies("14399840")),
    286: Read(listing, is_page, key=True),
    287: Told(listing, ProblemKind.SIGNED_OUT, key=True),
    288: Read(listing, is_page, key=True),
    290: Told(series, ProblemKind.FORBIDDEN, "Permission denied.", Remedy.ASK_ADMINISTRATOR, key=True),
    291: Read(me, is_person("owner@exemplu.ro", "owner", Right.UNREADABLE, ORGANIZATION), key=True),
    292: Told(listing, ProblemKind.SIGNED_OUT, remedy=Remedy.SIGN_IN, key=True),
    294: Told(listing, ProblemKind.SIGNED_OUT, remedy=Remedy.SIGN_IN, key=True),
    295: Told(listing, ProblemKind.SIGNED_OUT, key=True),
    297: OnlySandbox("keys are made and listed on the web"),
    298: OnlySandbox("keys are made and listed on the web"),
    299: OnlySandbox("keys are made and listed on the web"),
    300: OnlySandbox("which scopes there are matters only to whoever makes a key"),
    313: Told(me, ProblemKind.ACCOUNT_INACTIVE, INACTIVE, Remedy.ASK_ADMINISTRATOR),
    314: Told(cancel("314"), ProblemKind.ACCOUNT_INACTIVE, INACTIVE),
    315: Read(me, is_person("contabil@exemplu.ro", "", Right.MISSING, "")),
    316: Told(listing, ProblemKind.FORBIDDEN, "Permission denied."),
    317: Told(detail("317"), ProblemKind.FORBIDDEN, ""),
    318: Told(companies, ProblemKind.NOT_FOUND, "No organization found."),
    319: Told(listing, ProblemKind.NOT_FOUND, "Company not found."),
    321: Told(cancel("321"), ProblemKind.FORBIDDEN, ""),
    322: Read(listing, is_page),
    323: Renewed(ProblemKind.SIGNED_OUT),
    324: WRONG_LOGIN,
    326: WRONG_LOGIN,
    327: WRONG_LOGIN,
    328: WRONG_LOGIN,
    329: TOO_MANY,
    330: TOO_MANY,
    331: TOO_MANY,
    332: TOO_MANY,
    337: WRONG_LOGIN,
    338: WRONG_LOGIN,
    339: CAPTCHA,
    340: CAPTCHA,
    341: CAPTCHA,
    342: Read(sign_in, is_tokens),
    343: Renewed(),
    345: OnlySandbox("this program issues nothing"),
    346: Read(detail("346"), is_refund),
    349: Told(cancel("349"), ProblemKind.REFUSED, "Doar facturile ciorna sau emise pot fi anulate."),
    350: WRONG_CODE,
    353: WRONG_CODE,
    354: WRONG_CODE,
    355: CHALLENGE_OVER,
}


def test_every_recording_of_the_ranges_is_in_the_table() -> None:
    assert sorted(EXPECTED) == [number_of(each) for each in wanted()]
    sandbox = {each.number for each in recorded()}
    assert {number for number, each in EXPECTED.items() if isinstance(each, OnlySandbox)} <= sandbox


def expected_as(kind: type) -> list[Recording]:
    return [each for each in wanted() if isinstance(EXPECTED[number_of(each)], kind)]


@pytest.mark.parametrize("one", expected_as(Told), ids=str)
def test_a_recorded_refusal_is_told_for_what_it_is(one: Recording) -> None:
    expected = EXPECTED[number_of(one)]
    assert isinstance(expected, Told)
    way = SignInWay.API_KEY if expected.key else SignInWay.PASSWORD
    outcome, asked, client = visit(saying(played(one)), expected.ask, Tokens(access="af_0", way=way))
    assert isinstance(outcome, Problem), outcome
    assert (outcome.kind, outcome.status, outcome.acted) == (expected.kind, one.status, Acted.NO)
    assert expected.text is None or outcome.server_text == expected.text
    assert expected.remedy is None or outcome.remedy is expected.remedy
    # A login is never tried again by itself, nor is anything else that was plainly refused.
    assert len(asked) == 1 or outcome.kind is ProblemKind.THROTTLED
    assert one.method != "POST" or len(asked) == 1
    assert client.tokens == Tokens(access="af_0", way=way)


@pytest.mark.parametrize("one", expected_as(Read), ids=str)
def test_a_recorded_success_is_understood(one: Recording) -> None:
    expected = EXPECTED[number_of(one)]
    assert isinstance(expected, Read)
    way = SignInWay.API_KEY if expected.key else SignInWay.PASSWORD
    tokens = Tokens(access="af_0", way=way)
    outcome, asked, client = visit(saying(played(one)), expected.ask, tokens)
    assert expected.holds(outcome.value if isinstance(outcome, Evidence) else outcome), outcome
    assert asked[0].startswith(f"{one.method} {one.path.split('?')[0]}".encode())
    assert (b"\r\nAuthorization: af_0\r\n" in asked[0]) is expected.key
    assert client.tokens == (outcome if isinstance(outcome, Tokens) else tokens)


def renewing_road(one: Recording) -> Road:
    """A server that has just ended the access token and answers a refresh, at each path, as recorded."""
    ended, person = played(recording("034")), played(recording("031"))

    def choice(asked: bytes) -> bytes:
        if asked.startswith(b"POST "):
            return played(one)
        return ended if b"Bearer ended\r\n" in asked else person

    async def road(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: bytes) -> None:
        writer.write(choice(asked))
        await writer.drain()

    return road


@pytest.mark.parametrize("one", expected_as(Renewed), ids=str)
def test_a_recorded_answer_to_a_refresh_renews_or_ends_the_session(one: Recording) -> None:
    expected = EXPECTED[number_of(one)]
    assert isinstance(expected, Renewed)
    old = Tokens(access="ended", refresh="f" * 128)
    outcome, asked, client = visit(renewing_road(one), me, old)
    if expected.kind is None:
        assert isinstance(outcome, Evidence), outcome
        held = client.tokens
        assert held is not None
        assert held.access.startswith("<JWT")
        assert held.refresh == json.loads(one.body)["refresh_token"]
    else:
        assert isinstance(outcome, Problem), outcome
        assert outcome.kind is expected.kind
        assert client.tokens == old
    refreshes = [each for each in asked if each.startswith(b"POST ")]
    assert len(refreshes) == (2 if expected.kind is ProblemKind.NOT_FOUND else 1)
    for each in refreshes:
        assert b'{"refresh_token":"' + b"f" * 128 in each.replace(b": ", b":")
    # The server sets a cookie that would work in our stead; it is never sent back.
    assert not any(b"\r\ncookie:" in each.lower() for each in asked)


@pytest.mark.parametrize("number", ["009", "016"])
def test_the_refresh_token_beside_a_challenge_is_thrown_away_unread(number: str) -> None:
    one = recording(number)
    body = json.loads(one.body)
    assert body["refresh_token"]
    others: list[object] = [body["refresh_token"], 7, {"x": []}, None, "a b\n"]
    for other in others:
        said = answer("200 OK", json.dumps({**body, "refresh_token": other}).encode())
        outcome, asked, client = visit(saying(said), sign_in)
        assert outcome == SecondFactorChallenge(token=body["mfa_token"], methods=tuple(body["mfa_methods"]))
        assert client.tokens is None
        assert body["mfa_token"] not in repr(outcome)
        assert len(asked) == 1


def test_words_at_401_decide_before_the_status_does() -> None:
    """Captcha, throttling and a wrong password all come as 401 (contract §3.1)."""
    kinds = set()
    for number in ("329", "339", "002"):
        outcome, _, _ = visit(saying(played(recording(number))), sign_in)
        assert isinstance(outcome, Problem)
        assert outcome.status == 401
        kinds.add(outcome.kind)
    assert kinds == {ProblemKind.THROTTLED, ProblemKind.CAPTCHA, ProblemKind.WRONG_CREDENTIALS}
