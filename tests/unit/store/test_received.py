"""The rows as they were received: small, without secrets, and never dearer than the row itself."""

import hashlib
import json
from datetime import timedelta

import pytest

from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.listing import Page
from storno_desktop.store import received
from storno_desktop.store.received import packed, unpacked
from storno_desktop.store.safe_document import may_hold_secrets, safe_document
from storno_desktop.wire.pages import read_page
from tests.unit.store.kept import COMPANY, NOON, TODAY, a_shelf, an_invoice
from tests.unit.wire.recorded import recordings, seed

ID = InvoiceId("id-FCT-0001")
LATER = NOON + timedelta(minutes=1)
TOKEN = "9f2c4e6a8b0d1f3a5c7e9b1d3f5a7c9e"


def recorded_rows() -> list[bytes]:
    """Every different row of the recorded lists, as compact as the server writes it."""
    found: dict[bytes, None] = {}
    for each in recordings():
        is_list = each.status == 200 and each.path.split("?")[0] == "/api/v1/invoices"
        body = json.loads(each.body) if is_list else None
        rows = body.get("data") if isinstance(body, dict) else None
        for row in rows if isinstance(rows, list) else ():
            found[json.dumps(row, separators=(",", ":"), ensure_ascii=False).encode()] = None
    return list(found)


def test_what_rows_are_packed_with_is_never_changed() -> None:
    mark = hashlib.sha256(received._A_ROW).hexdigest()[:16]
    assert (mark, received._WINDOW_BITS) == ("7ba874d35a10c91c", -12), (
        "what was packed before could not be read any more"
    )


def test_a_million_rows_stay_small_and_come_back_byte_by_byte() -> None:
    rows = recorded_rows()
    assert len(rows) > 40
    sizes = []
    for row in rows:
        kept = packed(row)
        assert kept is not None
        assert unpacked(kept) == row
        sizes.append(len(kept))
    assert sum(sizes) / len(sizes) <= 220
    assert sum(sizes) <= sum(map(len, rows)) / 4


def test_a_row_comes_back_as_it_last_came() -> None:
    with a_shelf() as shelf:
        invoice, other = an_invoice(), an_invoice("FCT-0002")
        shelf.store.put(COMPANY, [invoice, other], NOON, [b'{"total":1.10}', b""])
        assert shelf.store.received(COMPANY, ID) == b'{"total":1.10}'
        assert shelf.store.received(COMPANY, other.id) is None
        assert shelf.store.received("another", ID) is None
        # Nothing that the list shows is different: no visible change, and yet the newer row is kept.
        assert shelf.store.put(COMPANY, [invoice], LATER, [b'{"total":1.10,"new":"ab"}']) == 0
        assert shelf.store.received(COMPANY, ID) == b'{"total":1.10,"new":"ab"}'
        shelf.store.put(COMPANY, [invoice], NOON, [b'{"late":1}'])
        assert shelf.store.received(COMPANY, ID) == b'{"total":1.10,"new":"ab"}'
        # What was read in another way has no row; the last one stays, on another day too.
        shelf.store.replace(COMPANY, an_invoice(total="5", issued=TODAY), LATER)
        assert shelf.store.received(COMPANY, ID) == b'{"total":1.10,"new":"ab"}'
        shelf.store.mark_gone(COMPANY, [ID], LATER)
        assert shelf.store.received(COMPANY, ID) is None


def test_an_unchanged_row_is_not_written_again() -> None:
    with a_shelf() as shelf:
        rows = [an_invoice(f"FCT-{index}") for index in range(50)]
        documents = [json.dumps({"id": row.id}).encode() for row in rows]
        shelf.store.put(COMPANY, rows, NOON, documents)
        writer = shelf.database.writer
        writer.run("CREATE TEMP TABLE written (spot)")
        writer.run(
            "CREATE TEMP TRIGGER seen AFTER INSERT ON received BEGIN INSERT INTO written VALUES (new.spot); END"
        )
        shelf.store.put(COMPANY, rows, LATER, documents)
        assert writer.row("SELECT count(*) FROM written") == (0,)
        shelf.store.put(COMPANY, rows, LATER, [*documents[:-1], b"{}"])
        assert writer.row("SELECT count(*) FROM written") == (1,)


@pytest.mark.parametrize(
    "document",
    [
        b"\xff",
        b'{"token":',
        b"[" * 100_000,
        b'{"url":"\\ud800"}',
        b'{"token":"a","x":' + b"[" * 5_000 + b"]" * 5_000 + b"}",
    ],
)
def test_what_cannot_be_kept_costs_no_row(document: bytes) -> None:
    with a_shelf() as shelf:
        assert shelf.store.put(COMPANY, [an_invoice()], NOON, [document]) == 1
        assert shelf.reader.get(COMPANY, ID) == an_invoice()


@pytest.mark.parametrize(
    "document",
    [
        {"shareToken": TOKEN},
        {"x": {"ApiKey": TOKEN}},
        {"client": {"linkClicked": f"https://app.storno.ro/i/{TOKEN}"}},
        {"note": f"see https://app.storno.ro/i/{TOKEN}"},
        {"paymentUrl": TOKEN},
        {"\u017fecret": TOKEN, "coo\u212aie": TOKEN},
        {"l\u0131nkclicked": TOKEN, "payl\u0130nk": TOKEN},
    ],
)
@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize("slash", ["/", "\\/", "\\u002f", "\\u002F"])
def test_a_secret_is_left_out_however_it_is_spelled(document: object, plain: bool, slash: str) -> None:
    spelled = json.dumps(document, ensure_ascii=not plain).replace("/", slash)
    escaped = spelled.replace("oken", "\\u006Fken").replace(":\\u", "\\u003A\\u")
    for text in (spelled, escaped):
        kept = packed(text.encode())
        assert kept is not None
        assert TOKEN not in unpacked(kept).decode()


def test_the_quick_look_overlooks_nothing_and_spares_real_rows() -> None:
    rows = recorded_rows()
    assert sum(map(may_hold_secrets, rows)) <= len(rows) / 10
    for row in [*rows, *(json.dumps(each).encode() for each in seed()["invoices"])]:
        if not may_hold_secrets(row):
            assert safe_document(row) == row


def test_every_recorded_row_is_found_in_its_page() -> None:
    with a_shelf() as shelf:
        body = next(each.body for each in recordings() if each.name == "041-list-default")
        page = read_page(body)
        assert isinstance(page, Page)
        shelf.store.put(COMPANY, page.rows, NOON, page.documents)
        for row, sent in zip(page.rows, json.loads(body)["data"], strict=True):
            document = shelf.store.received(COMPANY, row.id)
            assert document is not None
            assert document in body
            assert json.loads(document) == sent
