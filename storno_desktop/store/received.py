"""The rows of the list as the server sent them, small: beside the invoices, found by their places."""

import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence

from storno_desktop.store.database import Connection, among
from storno_desktop.store.safe_document import may_hold_secrets, safe_document

# What a row looks like on the real server (contract §5): whatever stands here costs almost nothing in a row.
# It is never changed, because what was packed with it could not be read any more.
_A_ROW = (
    b'{"id":"019a0008-0000-7000-8000-000000000000","company":[],"client":{"id":"019a0006-0000-7000-8000-00000'
    b'0000000","name":"SRL","cui":"RO","isVatPayer":true,"country":"RO"},"documentType":"invoice","credit_note'
    b'","status":"synced","sent_to_provider","rejected","partially_paid","overdue","converted","refund","paid",'
    b'"cancelled","draft","issued","validated","direction":"incoming","outgoing","senderCif":"RO","receiverCif"'
    b':"RO","senderName":"","receiverName":" SRL","number":"DRAFT-","subtotal":"0.00","vatTotal":"0.00","total"'
    b':"0.00","currency":"EUR","RON","invoiceTypeCode":"380","standard","issueDate":"2026-01-01T00:00:00+02:00"'
    b',"dueDate":"2026-01-31T00:00:00+03:00","anafErrorMessage":null,"isDuplicate":false,"isLateSubmission":fal'
    b'se,"paidAt":null,"paymentMethod":"bank_transfer","paymentMethod":null,"cancelledAt":null,"scheduledSendAt'
    b'":null,"scheduledEmailAt":null,"supplier":null,"amountPaid":"0.00","payeeBankAccount":null,"payeeBankName'
    b'":null,"parentDocumentId":null,"clientName":" SRL","balance":"0.00"}'
)
_WINDOW_BITS = -12
"""Raw, and a window that holds the model and a row: a larger one costs more to begin than to use."""
_MEMORY = 5
_MOST = 1 << 20
"""Bytes of a row that are kept; a longer one is no row."""

_PACKER = zlib.compressobj(6, zlib.DEFLATED, _WINDOW_BITS, _MEMORY, zlib.Z_DEFAULT_STRATEGY, _A_ROW)


def packed(document: bytes) -> bytes | None:
    """A row of the list (JSON) without secrets, as it is kept; None for what cannot be kept."""
    if not 0 < len(document) <= _MOST:
        return None
    safe = safe_document(document) if may_hold_secrets(document) else document
    if safe is None:
        return None
    packer = _PACKER.copy()
    return packer.compress(safe) + packer.flush()


def unpacked(kept: bytes) -> bytes:
    """The row of the list that was packed."""
    return zlib.decompressobj(_WINDOW_BITS, _A_ROW).decompress(kept)


def received_at(connection: Connection, places: Sequence[int]) -> dict[int, bytes]:
    """What is kept (packed) at these places."""
    if not places:
        return {}
    rows = connection.rows(
        "SELECT spot, document FROM received WHERE spot IN carray(?)", (among(_spots(places)),)
    )
    return {-spot: document for spot, document in rows}


def keep_received(connection: Connection, documents: Iterable[tuple[int, bytes]]) -> None:
    """Keep these (packed) at their places, whatever stood there."""
    connection.run_many(
        "INSERT OR REPLACE INTO received VALUES (?, ?)",
        sorted((-place, document) for place, document in documents),
    )


def renew_received(connection: Connection, documents: Mapping[int, bytes]) -> None:
    """As `keep_received`; what stands there already is not written again."""
    standing = received_at(connection, tuple(documents))
    keep_received(connection, (each for each in documents.items() if standing.get(each[0]) != each[1]))


def drop_received(connection: Connection, places: Sequence[int]) -> None:
    """Keep nothing at these places (at least one)."""
    connection.run("DELETE FROM received WHERE spot IN carray(?)", (among(_spots(places)),))


def _spots(places: Sequence[int]) -> "array[int]":
    """Rows come newest first: at ever greater spots they fill the pages of the table one after the other."""
    return array("q", [-place for place in places])
