"""Where little of a company is left by a view's filters: nothing, or so few that they are gathered and then sorted."""

from array import array

from storno_desktop.domain.listview import Queue
from storno_desktop.store.database import Connection, among
from storno_desktop.store.selection import Condition, Selection, kind_filters, total_filters

FEW = 500
"""So many rows are sorted sooner than an index is walked in which they lie far apart."""


def gathered(connection: Connection, selection: Selection) -> "array[int] | None":
    """All places of the selection in their order, where the figures tell that there are few; None where there may
    be many, and the index of the column that sorts is the better way.

    Without words only; the selection is asked within the caller's snapshot.
    """
    index = _way(connection, selection)
    if index is None:
        return None
    if not index:
        return array("q")
    where, bindings = selection.where()
    hits = connection.column(
        f"SELECT place FROM invoice INDEXED BY {index} WHERE {where} LIMIT {FEW + 1}",  # noqa: S608
        bindings,
    )
    if len(hits) > FEW:
        return None
    if not hits:
        return hits
    return connection.column(
        f"SELECT place FROM invoice WHERE place IN carray(?) ORDER BY {selection.order}",  # noqa: S608
        (among(hits),),
    )


def _way(connection: Connection, selection: Selection) -> str | None:
    """The index in which few rows are left; "" where nothing is, None where no figure says so."""
    low, high = selection.bounds
    kinds = kind_filters(selection.view)
    if low > high or not _tallied(connection, selection, kinds):
        return ""
    if selection.has_dates:
        count = _counted(connection, selection, "date", [("place BETWEEN ? AND ?", (low, high))])
        if count <= FEW:
            return "invoice_by_date" if count else ""
    if limits := total_filters(selection.view):
        count = _counted(connection, selection, "total_key", limits)
        if count <= FEW:
            return "invoice_by_total_key" if count else ""
    if selection.view.queue in {
        Queue.CAN_BE_RESTORED,
        Queue.WINDOW_PASSED,
    }:  # the day stands in one index only
        return "invoice_by_cancelled_day" if _tallied(connection, selection, kinds) <= FEW else None
    statuses = [each for each in kinds if each[0].startswith("status_key")]
    if statuses and _tallied(connection, selection, statuses) <= FEW:
        return "invoice_by_status_key"
    return None


def _tallied(connection: Connection, selection: Selection, conditions: list[Condition]) -> int:
    """How many rows are of these kinds, whatever else is asked."""
    where = "".join(f" AND {condition}" for condition, _ in conditions)
    row = connection.row(
        f"SELECT coalesce(sum(invoices), 0) FROM tally WHERE company = ?{where}",  # noqa: S608
        (selection.company, *(value for _, values in conditions for value in values)),
    )
    return int(row[0]) if row else 0


def _counted(connection: Connection, selection: Selection, index: str, conditions: list[Condition]) -> int:
    """How many rows this index holds within the limits, counted up to one more than FEW."""
    where = "".join(f" AND {condition}" for condition, _ in conditions)
    row = connection.row(
        f"SELECT count(*) FROM (SELECT 1 FROM invoice INDEXED BY invoice_by_{index} WHERE company = ?{where}"  # noqa: S608
        f" LIMIT {FEW + 1})",
        (selection.company, *(value for _, values in conditions for value in values)),
    )
    return int(row[0]) if row else 0
