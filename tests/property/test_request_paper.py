"""The file of a request: what is written is read, and nothing else is; one changed byte and it is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.restore_answer import AnswerKind, RestoreAnswer
from storno_desktop.domain.restore_request import CLOCKS_DIFFER, REQUEST_LASTS, RestoreRequest
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.domain.signed_paper import (
    MOST_BYTES,
    PaperFault,
    SignedPaper,
    is_writable,
    key_fingerprint,
    read_paper,
    signed_part,
)
from storno_desktop.domain.supervision import Requester
from storno_desktop.vault.signing_key import SigningKey, signature_fits

KEY = SigningKey(b"0123456789abcdef" * 2)
MADE = datetime(2026, 3, 12, 14, 32, tzinfo=UTC)
REQUEST = RestoreRequest(
    server=ServerAddress("https://api.storno.ro"),
    organization_id="019a0001-0000-7000-8000-000000000001",
    company_id="019a0002-0000-7000-8000-000000000001",
    company_name="Brutăria Spicul SRL",
    company_cif="18547290",
    invoice_id=InvoiceId("019a0003-0000-7000-8000-000000000042"),
    number="BRS0042",
    requester=Requester(user_id="u-1", email="contabil@exemplu.ro", name="Operator"),
    reason="Anulată din greșeală 👍",
    made_at=MADE,
    expires_at=MADE + REQUEST_LASTS,
    nonce="0f" * 16,
)


def signed(content: RestoreRequest | RestoreAnswer) -> SignedPaper:
    return SignedPaper(content, KEY.public, KEY.sign(signed_part(content, KEY.public)))


FILE = signed(REQUEST).as_bytes


def is_believed(data: bytes) -> bool:
    """As the service looks at a file."""
    paper = read_paper(data)
    return (
        isinstance(paper, SignedPaper)
        and paper.is_canonical
        and signature_fits(paper.key, paper.signature, signed_part(paper.content, paper.key))
    )


texts = st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=60)
words = texts.filter(bool)
people = st.builds(Requester, user_id=words, email=words, name=texts)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1)).map(  # noqa: DTZ001  made aware here
    lambda each: each.replace(microsecond=0, tzinfo=UTC)
)
digits = st.binary(min_size=16, max_size=16).map(bytes.hex)
digests = st.binary(min_size=32, max_size=32).map(bytes.hex)
requests = st.builds(
    RestoreRequest,
    server=st.just(ServerAddress("https://facturi.exemplu.ro:8443")),
    organization_id=texts,
    company_id=words,
    company_name=texts,
    company_cif=texts,
    invoice_id=words.map(InvoiceId),
    number=texts,
    requester=people,
    reason=words,
    made_at=moments,
    expires_at=moments,
    nonce=digits,
)
answers = st.builds(
    RestoreAnswer,
    server=st.just(ServerAddress("http://127.0.0.1:8000")),
    organization_id=texts,
    company_id=words,
    invoice_id=words.map(InvoiceId),
    number=texts,
    nonce=digits,
    request=digests,
    kind=st.sampled_from(AnswerKind),
    supervisor=people,
    comment=words,
    made_at=moments,
)


@given(requests | answers)
def test_what_is_written_is_read_and_fits_its_signature(content: RestoreRequest | RestoreAnswer) -> None:
    paper = signed(content)
    if not is_writable(content):  # characters that nobody sees
        assert read_paper(paper.as_bytes) is PaperFault.INCOMPLETE
        return
    read = read_paper(paper.as_bytes)
    assert read == paper
    assert is_believed(paper.as_bytes)


@given(st.integers(0, len(FILE) - 1), st.integers(0, 255))
def test_one_changed_byte_is_refused(position: int, value: int) -> None:
    changed = FILE[:position] + bytes([value]) + FILE[position + 1 :]
    assert is_believed(changed) is (changed == FILE)


@given(st.integers(0, len(FILE)), st.binary(min_size=1, max_size=9))
def test_added_bytes_are_refused(position: int, more: bytes) -> None:
    assert not is_believed(FILE[:position] + more + FILE[position:])
    assert not is_believed(FILE[:position] + FILE[position + 1 :] if position < len(FILE) else FILE[:-1])


@given(st.binary(max_size=200))
def test_junk_is_named_and_nothing_breaks(data: bytes) -> None:
    assert read_paper(data) is PaperFault.NOT_A_PAPER


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b" " * (MOST_BYTES + 1), PaperFault.TOO_LARGE),
        (b"[" * MOST_BYTES, PaperFault.NOT_A_PAPER),
        (b"[]", PaperFault.NOT_A_PAPER),
        (b'{"kind":"restore-request","version":NaN}', PaperFault.NOT_A_PAPER),
        (FILE.replace(b'"version":1', b'"version":2'), PaperFault.NEWER),
        (FILE.replace(b'"version":1', b'"version":true'), PaperFault.NOT_A_PAPER),
        (FILE.replace(b'"version":1', b'"version":0'), PaperFault.NOT_A_PAPER),
        (FILE.replace(b'"version":1', b'"version":1,"rights":["all"]'), PaperFault.INCOMPLETE),
        (FILE.replace(b'"number":"BRS0042",', b""), PaperFault.INCOMPLETE),
        (FILE.replace(b'"BRS0042"', b"42"), PaperFault.INCOMPLETE),
        (FILE.replace(b"BRS0042", "BRS\u202e0042".encode()), PaperFault.INCOMPLETE),
        (FILE.replace(b"T14:32:00Z", b"T14:32:00+02:00"), PaperFault.INCOMPLETE),
        (FILE.replace(b"https://api.storno.ro", b"http://api.alta.ro"), PaperFault.INCOMPLETE),
        (FILE.replace(b"https://api.storno.ro", b"https://eu:parola@api.storno.ro"), PaperFault.INCOMPLETE),
        (FILE.replace(b"0f0f", b"0F0F"), PaperFault.INCOMPLETE),
    ],
)
def test_nothing_strange_is_read(data: bytes, fault: PaperFault) -> None:
    assert read_paper(data) is fault


def test_the_same_said_in_another_form_is_not_believed() -> None:
    told = json.loads(FILE)
    for other in (json.dumps(told).encode(), FILE + b"\n", FILE.decode().encode("utf-16")):
        assert isinstance(read_paper(other), SignedPaper)
        assert not is_believed(other)
    twice = FILE.replace(b'"number":', b'"number":"BRS0001","number":')
    assert isinstance(read_paper(twice), SignedPaper)
    assert not is_believed(twice)


def test_a_signature_is_for_its_own_key_and_content() -> None:
    other = SigningKey(b"fedcba9876543210" * 2)
    stolen = SignedPaper(REQUEST, other.public, signed(REQUEST).signature)
    assert not is_believed(stolen.as_bytes)
    assert not signature_fits("00" * 32, "00" * 64, b"")
    assert key_fingerprint(KEY.public) != key_fingerprint(other.public)
    assert len(key_fingerprint(KEY.public).split()) == 8


def test_times_that_no_request_may_claim() -> None:
    from dataclasses import replace

    assert not REQUEST.is_untimely(MADE)
    assert REQUEST.is_over(REQUEST.expires_at)
    assert not REQUEST.is_over(REQUEST.expires_at - timedelta(seconds=1))
    assert REQUEST.is_untimely(MADE - CLOCKS_DIFFER - timedelta(seconds=1))
    assert replace(REQUEST, expires_at=MADE + REQUEST_LASTS + timedelta(seconds=1)).is_untimely(MADE)
    assert replace(REQUEST, expires_at=MADE).is_untimely(MADE)


def test_a_key_shows_its_public_half_alone() -> None:
    assert repr(KEY) == f"SigningKey({KEY.public})"
    assert "30313233" not in repr(KEY)
