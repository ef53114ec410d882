"""The question that the browser is sent with: what it holds, and which answers belong to it."""

from __future__ import annotations

import base64
import hashlib
import string
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storno_desktop.api.authorization import SCOPES, AuthorizationRequest, authorization_request
from storno_desktop.domain.account import ServerProfile
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.domain.session import Permission

PROFILE = ServerProfile(ServerAddress("https://api.exemplu.ro"), "https://app.exemplu.ro", "client & id")
BACK = "http://127.0.0.1:40123/callback"
# The pair of verifier and challenge that RFC 7636, appendix B gives.
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def a_request(state: str = "state-1", verifier: str = VERIFIER) -> AuthorizationRequest:
    return AuthorizationRequest(PROFILE, BACK, verifier, state)


def test_the_page_is_the_web_applications_and_the_query_is_whole() -> None:
    parts = urlsplit(a_request().url)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "app.exemplu.ro", "/oauth/authorize")
    assert parse_qs(parts.query) == {
        "response_type": ["code"],
        "client_id": ["client & id"],
        "redirect_uri": [BACK],
        "scope": [" ".join(SCOPES)],
        "state": ["state-1"],
        "code_challenge": [CHALLENGE],
        "code_challenge_method": ["S256"],
    }


def test_all_that_this_program_may_need_is_asked_for() -> None:
    assert {each.value for each in Permission} <= set(SCOPES)
    assert len(set(SCOPES)) == len(SCOPES)


def test_each_question_has_secrets_of_its_own_that_the_rules_allow() -> None:
    requests = [authorization_request(PROFILE, BACK) for _ in range(50)]
    assert len({each.verifier for each in requests}) == len({each.state for each in requests}) == 50
    unreserved = set(string.ascii_letters + string.digits + "-._~")
    for each in requests:
        assert 43 <= len(each.verifier) <= 128
        assert set(each.verifier) <= unreserved
        assert len(each.state) >= 32
        digest = base64.urlsafe_b64encode(hashlib.sha256(each.verifier.encode()).digest()).rstrip(b"=")
        assert parse_qs(urlsplit(each.url).query)["code_challenge"] == [digest.decode()]
        assert each.verifier not in each.url
        assert each.verifier not in repr(each)
        assert each.state not in repr(each)


def test_an_answer_with_our_state_brings_its_code() -> None:
    assert a_request().code_in("code=abc%2B1&state=state-1") == "abc+1"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "code=abc",
        "code=abc&state=",
        "code=abc&state=state-2",
        "code=abc&state=STATE-1",
        "code=abc&state=state-2&state=state-1",
        "error=access_denied",
        "error=access_denied&state=state-",
        f"code=abc&state={quote('stăre')}",
        "&".join(f"a{number}=1" for number in range(30)) + "&state=state-1&code=abc",
        "state=%ff%fe&code=abc",
    ],
)
def test_what_does_not_repeat_our_state_is_no_answer(query: str) -> None:
    found = a_request().code_in(query)
    assert isinstance(found, Problem)
    assert found.kind is ProblemKind.WRONG_STATE


@pytest.mark.parametrize(
    "query",
    [
        "error=access_denied&state=state-1",
        "state=state-1",
        "code=&state=state-1",
        "error=x&code=abc&state=state-1",
    ],
)
def test_an_answer_without_a_code_is_a_refusal(query: str) -> None:
    found = a_request().code_in(query)
    assert isinstance(found, Problem)
    assert found.kind is ProblemKind.BROWSER_DENIED


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("  abc123\n", "abc123"),
        (f" {BACK}?code=abc123&state=state-1 ", "abc123"),
        ("?code=abc123&state=state-1", "abc123"),
        ("127.0.0.1:40123/callback?state=state-1&code=abc123", "abc123"),
    ],
)
def test_a_pasted_address_or_code_is_read(text: str, code: str) -> None:
    assert a_request().code_pasted(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "two words",
        "codă",
        "\x00abc",
        f"{BACK}?code=abc&state=other",
        BACK,
        "http://[",
        "https://app.exemplu.ro/",
    ],
)
def test_a_paste_that_is_no_answer_to_this_question_is_refused(text: str) -> None:
    found = a_request().code_pasted(text)
    assert isinstance(found, Problem)
    assert found.kind is ProblemKind.WRONG_STATE


@given(st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    for found in (a_request().code_in(text), a_request().code_pasted(text)):
        assert isinstance(found, str | Problem)
        if isinstance(found, str):
            assert found


@given(code=st.text(min_size=1), state=st.text(min_size=1))
def test_every_code_comes_through_whole(code: str, state: str) -> None:
    try:
        query = urlencode({"code": code, "state": state})
    except UnicodeEncodeError:
        return
    assert a_request(state).code_in(query) == code
    other = a_request(state + "x").code_in(query)
    assert isinstance(other, Problem)
