"""Every shape of error that the server sends, turned into a Problem (contract §2, E1 to E15)."""

import re
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from storno_desktop.domain.problem import Acted, Problem, ProblemKind
from storno_desktop.wire.document import Unreadable, WireDocument, read
from storno_desktop.wire.headers import retry_after

_LONGEST_QUOTATION = 500
# A raw exception of the server's may name tables, classes and files (contract §10).
_NOT_FOR_PEOPLE = re.compile(
    r"SQLSTATE|Exception|Stack trace|Error: |\.php\b|Doctrine\\|Symfony\\", re.IGNORECASE
)
_CODE = re.compile(r"[a-z]+(?:[._][a-z]+)+")
_PHRASES = {status.phrase.lower() for status in HTTPStatus}


def _text_or_nothing(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else ""


def _seconds(value: Any) -> Any:
    fits = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 10**9
    return float(value) if fits else None


_Said = Annotated[str, BeforeValidator(_text_or_nothing)]


class _Error(WireDocument):
    error: _Said = ""
    message: _Said = ""
    detail: _Said = ""
    code: _Said = ""
    error_code: _Said = Field("", validation_alias="error_code")
    error_description: _Said = Field("", validation_alias="error_description")
    message_key: _Said = ""
    retry_after: Annotated[float | None, BeforeValidator(_seconds)] = None

    @property
    def words(self) -> set[str]:
        """Everything by which the server may mean one particular failure, in lower case."""
        return {
            word.lower()
            for word in (self.error, self.message, self.code, self.error_code, self.message_key)
            if word
        }

    @property
    def sentence(self) -> str:
        """What a person may be shown.

        `error` comes before `message`, except where `message` is the longer explanation of the
        documented shape or `error` is a mere code (E12); an HTTP phrase (E8) says nothing.
        """
        candidates = [self.error, self.message, self.error_description, self.detail]
        if self.error and self.message and not self.message_key:
            candidates = [self.message, self.error]
        for candidate in candidates:
            if candidate and candidate.lower() not in _PHRASES and not _CODE.fullmatch(candidate):
                return presentable(candidate)
        return ""


def presentable(text: str) -> str:
    """A server's sentence as harmless plain text of at most 500 characters; "" if it is none for people."""
    if _NOT_FOR_PEOPLE.search(text):
        return ""
    clean = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(clean.split())[:_LONGEST_QUOTATION]


_BY_WORD: dict[str, ProblemKind] = {
    "too many requests.": ProblemKind.THROTTLED,
    "captcha_required": ProblemKind.CAPTCHA,
    "account_inactive": ProblemKind.ACCOUNT_INACTIVE,
    "login.mail.not_confirmed": ProblemKind.EMAIL_NOT_CONFIRMED,
    "email_not_confirmed": ProblemKind.EMAIL_NOT_CONFIRMED,
}
"""Words that decide whatever the status is; the real server says "too many" with 401 (contract §3.1)."""

_WRONG_CREDENTIALS = {"invalid credentials.", "bad credentials.", "invalid code."}
_SIGNED_OUT = {"auth_header_token", "oauth2_auth_failed", "invalid_grant", "invalid_client"}

_BY_STATUS: dict[int, ProblemKind] = {
    401: ProblemKind.SIGNED_OUT,
    402: ProblemKind.PLAN_LIMIT,
    403: ProblemKind.FORBIDDEN,
    404: ProblemKind.NOT_FOUND,
    405: ProblemKind.NOT_FOUND,
    407: ProblemKind.PROXY,
    408: ProblemKind.TIMED_OUT,
    409: ProblemKind.CONFLICT,
    410: ProblemKind.NOT_FOUND,
    412: ProblemKind.CONFLICT,
    422: ProblemKind.REFUSED,
    423: ProblemKind.CONFLICT,
    426: ProblemKind.UPGRADE_REQUIRED,
    429: ProblemKind.THROTTLED,
    451: ProblemKind.FORBIDDEN,
}


def _kind(status: int, error: _Error) -> ProblemKind:
    if 300 <= status < 400:
        return ProblemKind.REDIRECTED
    if status >= 500:
        return ProblemKind.SERVER_FAULT
    if status < 400:
        return ProblemKind.UNREADABLE
    words = error.words
    for word, kind in _BY_WORD.items():
        if word in words:
            return kind
    if status in {400, 401, 403} and words & _SIGNED_OUT:
        return ProblemKind.SIGNED_OUT
    if status == 401 and words & _WRONG_CREDENTIALS:
        return ProblemKind.WRONG_CREDENTIALS
    if "plan_limit" in words:
        return ProblemKind.PLAN_LIMIT
    return _BY_STATUS.get(status, ProblemKind.INVALID)


def problem_of_answer(
    status: int, headers: Mapping[str, str], body: bytes, *, changes: bool, now: datetime
) -> Problem:
    """The Problem that an answer with an error status stands for.

    `changes` says whether the request was to change something: then only a plain refusal (4xx, or a
    redirect that asks to repeat the same request) proves that nothing was done. `now` (aware) serves
    a `Retry-After` given as a date. Bodies of any kind are accepted: HTML, cut JSON, none at all.
    """
    document = read(_Error, body)
    error = _Error() if isinstance(document, Unreadable) else document
    refused = 400 <= status < 500 or status in {307, 308}
    waits = retry_after(headers, now)
    return Problem(
        kind=_kind(status, error),
        acted=Acted.UNKNOWN if changes and not refused else Acted.NO,
        status=status,
        server_text=error.sentence,
        retry_after=waits if waits is not None else error.retry_after,
        detail="" if not isinstance(document, Unreadable) or not body.strip() else "not JSON",
    )


def unreadable(why: Unreadable, status: int, *, changes: bool) -> Problem:
    """The Problem for a successful answer whose body is not what the server should say.

    After a change the outcome is open: the server may well have done it.
    """
    return Problem(
        ProblemKind.UNREADABLE,
        acted=Acted.UNKNOWN if changes else Acted.NO,
        status=status,
        detail=why.why,
    )
