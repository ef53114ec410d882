"""Why invoices were cancelled: kept beside them, found by their places, and searched by words.

A row of the list does not tell the reason; it is known of invoices whose details were read.
"""

from array import array
from collections.abc import Sequence

from storno_desktop.store.database import Connection, Row, among
from storno_desktop.store.folding import fold, words


def reasons_at(connection: Connection, places: Sequence[int]) -> dict[int, Row]:
    """Of these places those with a reason, each with the key of the moment when it was observed and its text."""
    if not places:
        return {}
    rows = connection.rows(
        "SELECT place, observed, text FROM reason WHERE place IN carray(?)", (among(array("q", places)),)
    )
    return {place: (observed, text) for place, observed, text in rows}


def keep_reasons(connection: Connection, reasons: Sequence[Row]) -> None:
    """Keep reasons, each a place, the key of a moment and a text, where none stands."""
    connection.run_many("INSERT INTO reason VALUES (?, ?, ?)", reasons)
    connection.run_many(
        "INSERT INTO reasons (rowid, reason) VALUES (?, ?)",
        [(place, " ".join(words(fold(text)))) for place, _, text in reasons],
    )


def drop_reasons(connection: Connection, places: Sequence[int]) -> dict[int, Row]:
    """Keep no reason at these places; what stood there, as in `reasons_at`."""
    standing = reasons_at(connection, places)
    for statement in ("DELETE FROM reason WHERE place = ?", "DELETE FROM reasons WHERE rowid = ?"):
        connection.run_many(statement, [(place,) for place in standing])
    return standing
