"""Every shape of error becomes the Problem that a person can act on."""

import json
from datetime import UTC, datetime

import pytest

from storno_desktop.domain.problem import Acted, Problem, ProblemKind
from storno_desktop.wire.document import Unreadable
from storno_desktop.wire.problems import presentable, problem_of_answer, unreadable

NOW = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)
FORBIDDEN_PAGE = "<!DOCTYPE html><html><title>An Error Occurred: Forbidden</title></html>"
E8 = {"type": "https://tools.ietf.org/html/rfc2616#section-10", "title": "An error occurred"}


def _problem(
    status: int,
    body: object = "",
    *,
    changes: bool = False,
    headers: dict[str, str] | None = None,
) -> Problem:
    sent = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    return problem_of_answer(status, headers or {}, sent, changes=changes, now=NOW)


@pytest.mark.parametrize(
    ("status", "body", "kind", "sentence"),
    [
        pytest.param(422, {"error": "Doar ciorne."}, ProblemKind.REFUSED, "Doar ciorne.", id="E1"),
        pytest.param(400, {"error": "Missing code."}, ProblemKind.INVALID, "Missing code.", id="E1-400"),
        pytest.param(402, {"error": "Limit.", "code": "PLAN_LIMIT", "limit": 5}, ProblemKind.PLAN_LIMIT, "Limit.", id="E2"),
        pytest.param(409, {"error": "Busy.", "messageKey": "error.sync.busy"}, ProblemKind.CONFLICT, "Busy.", id="E3"),
        pytest.param(403, {"error": "Off.", "code": "account_inactive"}, ProblemKind.ACCOUNT_INACTIVE, "Off.", id="E4"),
        pytest.param(401, {"code": 401, "message": "Expired JWT Token"}, ProblemKind.SIGNED_OUT, "Expired JWT Token", id="E5"),
        pytest.param(401, {"code": 401, "message": "JWT Token not found"}, ProblemKind.SIGNED_OUT, "JWT Token not found", id="E5-none"),
        pytest.param(401, {"code": 401, "message": "Invalid credentials."}, ProblemKind.WRONG_CREDENTIALS, "Invalid credentials.", id="E6"),
        pytest.param(401, {"code": 401, "message": "captcha_required"}, ProblemKind.CAPTCHA, "", id="E6-captcha"),
        pytest.param(401, {"code": 401, "message": "Too many requests."}, ProblemKind.THROTTLED, "Too many requests.", id="E6-throttled"),
        pytest.param(401, {"code": 401, "message": "login.mail.not_confirmed"}, ProblemKind.EMAIL_NOT_CONFIRMED, "", id="E6-mail"),
        pytest.param(403, {"error": "Confirm.", "code": "email_not_confirmed"}, ProblemKind.EMAIL_NOT_CONFIRMED, "Confirm.", id="E4-mail"),
        pytest.param(401, {"code": 401, "message": "Invalid JWT Refresh Token"}, ProblemKind.SIGNED_OUT, "Invalid JWT Refresh Token", id="E7"),
        pytest.param(403, {**E8, "status": 403, "detail": "Forbidden"}, ProblemKind.FORBIDDEN, "", id="E8"),
        pytest.param(404, {**E8, "status": 404, "detail": "Not Found"}, ProblemKind.NOT_FOUND, "", id="E8-404"),
        pytest.param(500, {**E8, "status": 500, "detail": "Internal Server Error"}, ProblemKind.SERVER_FAULT, "", id="E8-500"),
        pytest.param(403, FORBIDDEN_PAGE, ProblemKind.FORBIDDEN, "", id="E9"),
        pytest.param(502, "<html>502 Bad Gateway</html>", ProblemKind.SERVER_FAULT, "", id="E9-502"),
        pytest.param(403, {"status_code": 403, "detail": None, "message": "Invalid API Token", "error_code": "AUTH_HEADER_TOKEN"}, ProblemKind.SIGNED_OUT, "Invalid API Token", id="E10"),
        pytest.param(401, {"status_code": 401, "message": "Invalid OAuth2 token", "error_code": "OAUTH2_AUTH_FAILED"}, ProblemKind.SIGNED_OUT, "Invalid OAuth2 token", id="E11"),
        pytest.param(400, {"error": "invalid_grant", "error_description": "Code expired."}, ProblemKind.SIGNED_OUT, "Code expired.", id="E12"),
        pytest.param(422, {"error": "Not valid.", "valid": False, "errors": [{"message": "x", "ruleId": "BR-1"}], "warnings": []}, ProblemKind.REFUSED, "Not valid.", id="E13"),
        pytest.param(426, {"title": "Upgrade required", "status": 426, "detail": "Old.", "tier": "hard", "message": "Update."}, ProblemKind.UPGRADE_REQUIRED, "Update.", id="E14"),
        pytest.param(409, {"error": "Invalid state transition", "message": "Already cancelled.", "code": 409}, ProblemKind.CONFLICT, "Already cancelled.", id="documented"),
        pytest.param(400, {"error": "Validation failed", "message": "Invalid data", "code": 400, "errors": {"reason": "short"}}, ProblemKind.INVALID, "Invalid data", id="documented-fields"),
        pytest.param(429, {"error": "Too many requests."}, ProblemKind.THROTTLED, "Too many requests.", id="429"),
        pytest.param(404, '{"error": "Invoice not fo', ProblemKind.NOT_FOUND, "", id="cut"),
        pytest.param(404, "", ProblemKind.NOT_FOUND, "", id="empty"),
        pytest.param(422, [], ProblemKind.REFUSED, "", id="list"),
        pytest.param(422, {"error": {"deep": 1}, "message": 5}, ProblemKind.REFUSED, "", id="wrong-types"),
        pytest.param(302, "", ProblemKind.REDIRECTED, "", id="redirect"),
        pytest.param(418, "", ProblemKind.INVALID, "", id="418"),
        pytest.param(101, "", ProblemKind.UNREADABLE, "", id="101"),
    ],
)  # fmt: skip
def test_each_shape(status: int, body: object, kind: ProblemKind, sentence: str) -> None:
    problem = _problem(status, body)
    assert (problem.kind, problem.server_text, problem.status) == (kind, sentence, status)
    assert problem.acted is Acted.NO


@pytest.mark.parametrize(
    ("status", "acted"),
    [
        (400, Acted.NO),
        (401, Acted.NO),
        (403, Acted.NO),
        (404, Acted.NO),
        (409, Acted.NO),
        (422, Acted.NO),
        (429, Acted.NO),
        (307, Acted.NO),
        (308, Acted.NO),
        (302, Acted.UNKNOWN),
        (303, Acted.UNKNOWN),
        (500, Acted.UNKNOWN),
        (502, Acted.UNKNOWN),
        (503, Acted.UNKNOWN),
        (504, Acted.UNKNOWN),
    ],
)
def test_only_a_plain_refusal_proves_that_nothing_was_changed(status: int, acted: Acted) -> None:
    assert _problem(status, changes=True).acted is acted


def test_an_unreadable_answer_leaves_a_change_open() -> None:
    assert unreadable(Unreadable("id: missing"), 200, changes=True).acted is Acted.UNKNOWN
    assert unreadable(Unreadable("id: missing"), 200, changes=False).acted is Acted.NO


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"retry-after": " 0 "}, 0.0),
        ({"Retry-After": "Sun, 22 Nov 2026 16:00:30 GMT"}, 30.0),
        ({"Retry-After": "Sun, 22 Nov 2026 16:00:30 GMT", "Date": "Sun, 22 Nov 2026 16:00:20 GMT"}, 10.0),
        ({"Retry-After": "Sun, 22 Nov 2026 15:00:30 GMT"}, 0.0),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "٣"}, None),
        ({}, None),
    ],
)
def test_how_long_to_wait(headers: dict[str, str], seconds: float | None) -> None:
    assert _problem(429, headers=headers).retry_after == seconds


def test_the_body_may_say_how_long_to_wait() -> None:
    assert _problem(429, {"error": "Later.", "retryAfter": 12}).retry_after == 12.0
    assert _problem(429, {"error": "Later.", "retryAfter": "x"}).retry_after is None


def test_what_is_quoted_is_plain_and_short() -> None:
    assert presentable("a\x00b\n\tc\u202e") == "a b c"
    assert len(presentable("x" * 2000)) == 500
    assert presentable("An exception occurred: SQLSTATE[22001] invoice") == ""
    assert presentable("java.lang.NoClassDefFoundError: net/sf") == ""
