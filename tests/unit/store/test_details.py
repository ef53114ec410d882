import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storno_desktop.domain.evidence import Source
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.store.database import Database
from storno_desktop.store.details import OF_COMPANY, CompanyNotes, DetailStore, KeptPart
from storno_desktop.store.invoices import InvoiceStore
from storno_desktop.store.safe_document import safe_document
from tests.unit.store.kept import COMPANY, NOON, a_shelf, an_invoice

ID = InvoiceId("id-1")
LATER = NOON + timedelta(minutes=1)
EARLIER = NOON - timedelta(minutes=1)
TOKEN = "9f2c4e6a8b0d1f3a5c7e9b1d3f5a7c9e"
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("aăîșț 1.,:/", max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xyz"), inner, max_size=3),
)


def test_what_was_read_is_kept_byte_by_byte_with_both_times() -> None:
    body = '{"id":"id-1", "total": 119.00, "note":"Brânză", "unknown": [1e2, null]}'.encode()
    with a_shelf() as shelf:
        details = DetailStore(shelf.database)
        assert details.keep_part(COMPANY, ID, Source.DETAIL, body, NOON, EARLIER)
        assert details.keep_part(COMPANY, ID, Source.EVENTS, b"[]", LATER)
        assert details.parts(COMPANY, ID) == {
            Source.DETAIL: KeptPart(Source.DETAIL, body, NOON, EARLIER),
            Source.EVENTS: KeptPart(Source.EVENTS, b"[]", LATER, None),
        }
        assert details.parts("other", ID) == {}
        assert details.parts(COMPANY, InvoiceId("other")) == {}


def test_a_late_answer_never_replaces_a_newer_one() -> None:
    with a_shelf() as shelf:
        details = DetailStore(shelf.database)
        details.keep_part(COMPANY, ID, Source.DETAIL, b"[2]", NOON)
        details.keep_part(COMPANY, ID, Source.DETAIL, b"[1]", EARLIER)
        assert details.parts(COMPANY, ID)[Source.DETAIL].document == b"[2]"
        details.keep_part(COMPANY, ID, Source.DETAIL, b"[3]", LATER)
        assert details.parts(COMPANY, ID)[Source.DETAIL].document == b"[3]"


@pytest.mark.parametrize("body", [b"", b"<html>", b"[" * 100_000, b"\xff\xfe", b'{"cut": "of'])
def test_what_is_no_json_is_not_kept(body: bytes) -> None:
    with a_shelf() as shelf:
        details = DetailStore(shelf.database)
        assert not details.keep_part(COMPANY, ID, Source.DETAIL, body, NOON)
        assert details.parts(COMPANY, ID) == {}


def test_the_parts_go_with_their_invoice() -> None:
    with a_shelf() as shelf:
        details = DetailStore(shelf.database)
        gone, stays = an_invoice("GONE"), an_invoice("STAYS")
        shelf.store.put(COMPANY, [gone, stays], NOON)
        for each in (gone.id, stays.id, OF_COMPANY):
            details.keep_part(COMPANY, each, Source.DETAIL, b"[1]", NOON)
            details.keep_part("other", each, Source.DETAIL, b"[1]", NOON)
        shelf.store.mark_gone(COMPANY, [gone.id], LATER)
        assert details.parts(COMPANY, gone.id) == {}
        assert details.parts(COMPANY, stays.id)
        assert details.forget(COMPANY, stays.id)
        assert details.parts(COMPANY, stays.id) == {}
        assert details.parts(COMPANY, OF_COMPANY)
        shelf.store.forget(COMPANY)
        assert details.parts(COMPANY, OF_COMPANY) == {}
        assert details.parts("other", gone.id)


def test_a_note_is_remembered_and_goes_with_its_company() -> None:
    database = Database()
    notes = CompanyNotes(database)
    assert notes.find(COMPANY, "sweep") is None
    assert notes.keep(COMPANY, "sweep", "1")
    assert notes.keep(COMPANY, "sweep", "2")
    assert notes.keep("other", "sweep", "3")
    assert notes.find(COMPANY, "sweep") == "2"
    InvoiceStore(database).forget(COMPANY)
    assert notes.find(COMPANY, "sweep") is None
    assert notes.find("other", "sweep") == "3"
    database.close()


def test_no_share_link_keeps_what_opens_it() -> None:
    url = f"https://app.exemplu.ro/share/{TOKEN}"
    links = [{"id": "l-1", "token": TOKEN, "url": url, "status": "active", "viewCount": 3, "isValid": True}]
    kept = safe_document(json.dumps(links).encode())
    assert kept is not None
    assert json.loads(kept) == [{"id": "l-1", "status": "active", "viewCount": 3, "isValid": True}]


@pytest.mark.parametrize(
    "told",
    [
        {"events": [{"eventType": "click", "linkClicked": f"https://app.exemplu.ro/share/{TOKEN}"}]},
        {"eventDetail": f'{{"link":"https://app.exemplu.ro/share/{TOKEN}?x=1"}}'},
        {"note": f"Vezi https://app.exemplu.ro/i?t={TOKEN} aici"},
        {"shareToken": TOKEN},
        {"a": [{"b": {"publicUrl": f"https://x.ro/{TOKEN}"}}]},
        {"paymentLink": f"/pay/{TOKEN}"},
        {f"https://x.ro/{TOKEN}": 1},
        f"https://x.ro/{TOKEN}",
    ],
)
def test_no_opaque_address_is_kept_wherever_it_stands(told: object) -> None:
    kept = safe_document(json.dumps({"data": told, "rest": "rămâne"}).encode())
    assert kept is not None
    assert TOKEN.encode() not in kept
    assert json.loads(kept)["rest"] == "rămâne"


def test_what_merely_sounds_like_a_secret_stays() -> None:
    told = {"hasValidToken": True, "tokens": 3, "site": "https://www.exemplu.ro/contact", "note": "a://b"}
    body = json.dumps(told).encode()
    assert safe_document(body) == body


@given(PLAIN)
def test_what_holds_no_secret_is_never_touched(value: object) -> None:
    body = json.dumps(value).encode()
    assert safe_document(body) == body
