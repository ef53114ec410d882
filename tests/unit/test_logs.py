"""The log file tells what happened and nothing about whom: no secret, no person, no fiscal code."""

from __future__ import annotations

import base64
import json
import logging
import os
import stat
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.act import ActKind
from storno_desktop.logs import KEPT_FILES, MAX_BYTES, redacted, start_log, stop_log
from storno_desktop.service.case import Done
from tests.contract.service_desk import REASON, WORLD, Deed, open_desk

log = logging.getLogger("storno_desktop.tests")
MARKER = "harmless-marker-4711"

JWT = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJ1c2VybmFtZSI6ImFAYi5ybyJ9.c2lnbmF0dXJl-_x"
HEX = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

SECRETS = [
    JWT,
    f"Bearer {JWT}",
    "storno_oat_0123456789abcdef",
    "storno_ort_0123456789abcdef",
    "af_" + HEX,
    HEX,
    "contabil@exemplu.ro",
    "contabil%40exemplu.ro",
    "ana.maria+test@sub.exemplu.com.ro",
    "1960523123457",
    "2960523123457",
    "RO18547290",
    "RO 18547290",
    "ro18547290",
    "RO49AAAA1B31007593840000",
    "RO49 AAAA 1B31 0075 9384 0000",
    "ro49aaaa1b31007593840000",
    "DE89370400440532013000",
]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize(
    "around", ["{}", "x {} y", '{{"field": "{}"}}', "('{}',)", "<{}>", "[{}]: no", "a={};"]
)
def test_what_names_somebody_or_opens_a_door_is_left_out(secret: str, around: str) -> None:
    bare = secret.removeprefix("Bearer ")
    said = redacted(around.format(secret))
    assert bare not in said
    for piece in bare.replace("%40", "@").split():
        assert piece not in said or len(piece) <= 4


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Authorization: Bearer opaque-token-1", "opaque-token-1"),
        ("authorization: bearer opaque-token-1", "opaque-token-1"),
        ("{'Authorization': 'Bearer opaque-token-1'}", "opaque-token-1"),
        ("Headers({'authorization': 'opaque-token-1', 'accept': 'x'})", "opaque-token-1"),
        ("GET /api/v1/invoices?search=Popescu&page=1 HTTP/1.1", "Popescu"),
        ("GET /api/v1/invoices?search=Popescu Ion HTTP/1.1", "Popescu"),
        ('{"email": "x", "password": "Parola-123"}', "Parola-123"),
        ('{"email": "x", "password": "doua cuvinte"}', "cuvinte"),
        (r'{"password": "cu \"ghilimele\" in ea"}', "ghilimele"),
        ("password=Parola-123&x=1", "Parola-123"),
        ("parola: Parola-123", "Parola-123"),
        ("'reason': 'Client greșit, se emite alta'", "se emite alta"),
        ('{"cancellationReason": "Client greșit, se emite alta"}', "greșit"),
        ('{"refresh_token":"abc-def"}', "abc-def"),
        ("mfaToken='abc-def'", "abc-def"),
        ("Tokens(access='abc-def', refresh='ghi')", "abc-def"),
        ("Cookie: PHPSESSID=abc-def; a=b", "abc-def"),
        ("Set-Cookie: PHPSESSID=abc-def; path=/", "abc-def"),
        ("cif=18547290", "18547290"),
        ("'cif': 18547290", "18547290"),
        ('"senderCif": "18547290"', "18547290"),
        ("CUI 18547290", "18547290"),
        ("https://ana:parola@exemplu.ro/x", "parola"),
        ("total 1.234,50 de plată", "1.234,50"),
        ("total=1234.50", "1234.50"),
        ("(Decimal('119.00'),)", "119.00"),
        ("1 234 567,89 RON", "567"),
        ("de plată 500 lei", "500"),
        ("/home/ana.popescu/.cache/x", "popescu"),
        (r"C:\Users\Ana\x", "Ana"),
    ],
)
def test_what_stands_under_a_telling_name_is_left_out(text: str, hidden: str) -> None:
    assert hidden not in redacted(text)


@pytest.mark.parametrize(
    "text",
    [
        "GET /api/v1/invoices/{id}: 200 in 12 ms",
        "POST /api/v1/invoices/{id}/cancel: TIMED_OUT in 30000 ms",
        "storno-desktop 0.1.0 begins",
        "The session could not be refreshed: SIGNED_OUT",
        '  File "storno_desktop/service/case.py", line 12, in look',
        "2026-11-28 11:30:00,123 INFO storno_desktop: Qt 6.11.3, Python 3.11.7, 127.0.0.1:8000",
        MARKER,
    ],
)
def test_what_support_needs_is_kept(text: str) -> None:
    assert redacted(text) == text


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from([JWT, "af_" + HEX, HEX]))
def test_a_token_is_left_out_whatever_stands_around_it(before: str, after: str, token: str) -> None:
    assert token not in redacted(f"{before} {token} {after}")


@pytest.mark.parametrize("text", ["x", "a.", "1", " ", "'", "token", "@", "ab12", "reason="])
def test_a_long_line_takes_no_longer_than_many_short_ones(text: str) -> None:
    line = text * 2_000
    parts = [line[begin : begin + 100] for begin in range(0, len(line), 100)]

    def spent(texts: list[str]) -> float:
        best = float("inf")
        for _ in range(3):
            began = time.perf_counter()
            for each in texts:
                redacted(each)
            best = min(best, time.perf_counter() - began)
        return best

    assert spent([line]) < 20 * spent(parts)


# -------------------------------------------------------------------------------------------- the file


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    where = tmp_path / "program.log"
    handler = start_log(where)
    yield where
    stop_log(handler)


def written(file: Path) -> str:
    return "".join(each.read_text(encoding="utf-8") for each in sorted(file.parent.glob(file.name + "*")))


def test_a_line_is_dated_and_says_who_speaks(file: Path) -> None:
    log.info(MARKER)
    line = written(file).strip()
    assert line.endswith(f"INFO storno_desktop.tests {MARKER}")
    assert line[:4].isdigit()


def test_fine_details_are_not_written(file: Path) -> None:
    log.debug(MARKER)
    assert not file.exists()


@pytest.mark.logs_warnings
def test_a_traceback_is_redacted_with_its_messages_and_notes(file: Path) -> None:
    def deep(email: str) -> None:
        secret = JWT
        error = ValueError(f"cannot use {secret} of {email}")
        error.add_note("the person is 1960523123457")
        raise error

    try:
        deep("contabil@exemplu.ro")
    except ValueError:
        log.exception("%s: a mistake with %s", MARKER, "af_" + HEX)
    said = written(file)
    assert MARKER in said
    assert "ValueError" in said
    for secret in (JWT, HEX, "contabil@exemplu.ro", "1960523123457"):
        assert secret not in said


@pytest.mark.logs_warnings
def test_what_an_exception_quotes_is_left_out_and_where_it_was_is_kept(file: Path) -> None:
    amounts = {"Popescu Construct SRL": 1}

    def deep(name: str) -> int:
        return amounts[name]

    for call in (
        lambda: deep("Ionescu Impex"),
        lambda: int("Ionescu Impex"),
        lambda: os.stat("/Ionescu"),
    ):
        try:
            call()
        except (LookupError, ValueError, OSError) as error:
            wrapped = RuntimeError("a step failed")
            wrapped.__cause__ = error
            log.error(MARKER, exc_info=wrapped)
    try:
        None.nothing  # type: ignore[attr-defined]  # noqa: B018
    except AttributeError:
        log.exception(MARKER)
    said = written(file)
    assert "Ionescu" not in said
    for kept in (
        "in deep\nKeyError: […]\n-- then --\nRuntimeError: a step failed",
        "ValueError: […]",
        "FileNotFoundError: [2] No such file or directory",
        "AttributeError: 'NoneType' object has no attribute 'nothing'",
        'File "unit/test_logs.py", line ',
    ):
        assert kept in said
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.logs_warnings
def test_a_traceback_that_tells_its_variables_is_redacted_too(file: Path) -> None:
    password, person = "Parola-123", "contabil@exemplu.ro"
    try:
        raise ValueError(MARKER)
    except ValueError as error:
        told = traceback.TracebackException.from_exception(error, capture_locals=True)
    whole = "".join(told.format())
    assert password in whole
    assert person in whole
    log.error("%s", whole)
    said = written(file)
    assert MARKER in said
    assert password not in said
    assert person not in said


def test_libraries_are_heard_only_when_they_warn(file: Path) -> None:
    library = logging.getLogger("some.library")
    library.setLevel(logging.DEBUG)
    library.info("ordinary")
    library.warning("%s for contabil@exemplu.ro", MARKER)
    said = written(file)
    assert "ordinary" not in said
    assert MARKER in said
    assert "exemplu.ro" not in said


@pytest.mark.logs_warnings
def test_the_files_stay_small_and_few(file: Path) -> None:
    for index in range(8 * MAX_BYTES // 10_000):
        log.warning("%06d %s", index, "x" * 10_000)
    files = list(file.parent.iterdir())
    assert len(files) == 1 + KEPT_FILES
    assert all(each.stat().st_size <= MAX_BYTES for each in files)


def test_after_the_end_nothing_is_written_and_nothing_is_left_behind(tmp_path: Path) -> None:
    package, root = logging.getLogger("storno_desktop"), logging.getLogger()
    before = list(package.handlers), list(root.handlers)
    handler = start_log(tmp_path / "program.log")
    stop_log(handler)
    assert (list(package.handlers), list(root.handlers)) == before
    log.info(MARKER)
    assert not (tmp_path / "program.log").exists()


# ------------------------------------------------------------------------------------- a real day's work


def disguises(secret: str) -> set[str]:
    """The forms in which a text could lie in a file and not be recognised at once."""
    raw = secret.encode()
    forms = {
        secret,
        quote(secret),
        quote_plus(secret),
        json.dumps(secret)[1:-1],
        repr(secret)[1:-1],
        raw.hex(),
    }
    for lead in range(3):
        # Base64 depends on what stands before; the middle of it is the same whatever stands around.
        coded = base64.b64encode(b"x" * lead + raw).decode().rstrip("=")
        forms.add(coded[4 if lead else 0 : -2])
        forms.add(coded[4 if lead else 0 : -2].replace("+", "-").replace("/", "_"))
    return forms | {json.dumps(secret, ensure_ascii=False)[1:-1]}


def found(secret: str, files: list[Path]) -> list[str]:
    """Where a secret lies in any of its forms."""
    where = []
    for each in files:
        content = each.read_bytes()
        for form in disguises(secret):
            for coding in ("utf-8", "utf-16-le", "utf-16-be"):
                if form.encode(coding) in content:
                    where.append(f"{each.name}: {coding} {form[:12]}")
    return where


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    secret = "Parola-123 greșită"
    forms = [
        base64.b64encode(b'{"p":"' + secret.encode() + b'"}'),
        base64.b64encode(secret.encode() + b"..."),
        quote(secret).encode(),
        json.dumps(secret).encode(),
        secret.encode("utf-16"),
        secret.encode(),
    ]
    for index, form in enumerate(forms):
        file = tmp_path / str(index)
        file.write_bytes(b"before " + form + b" after")
        assert found(secret, [file]), form


def test_a_day_of_work_leaves_a_log_without_secrets(qapp: QApplication, tmp_path: Path) -> None:
    handler = start_log(tmp_path / "program.log")
    try:
        log.info(MARKER)
        with open_desk() as desk:
            session = desk.sign_in()
            client, _ = desk.house.services.sessions._connection.require()
            tokens = client._server.auth._tokens
            assert tokens is not None
            step = desk.do(desk.house.services.invoices.begin_refresh(desk.company))
            while not getattr(step, "done", True):
                step = desk.do(desk.house.services.invoices.continue_refresh(desk.company))
            deed = Deed(desk, ActKind.CANCEL)
            desk.fail("drop-after", deed.path, method="POST")
            assert isinstance(deed.carry_out(), Done)
            desk.fail("status", "*/payments", status=500, body={"error": "contabil@exemplu.ro 1960523123457"})
            deed.look()
            number, buyer = desk.book(deed.name).detail["number"], desk.book(deed.name).detail["receiverName"]
            reach = [deed.invoice_id, desk.company.id, desk.company.name, desk.company.cif, number, buyer]
    finally:
        stop_log(handler)
    files = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert found(MARKER, files)
    assert b"/api/v1/invoices/{id}/cancel" in b"".join(each.read_bytes() for each in files)
    secrets = [tokens.access, tokens.refresh, tokens.access.split(".")[1], str(WORLD["password"]), REASON]
    for secret in [*secrets, session.user.email, session.user.id, *map(str, reach)]:
        assert secret
        assert found(secret, files) == []
