"""A question to the list as the server's query parameters (contract §5)."""

from decimal import Decimal

from storno_desktop.domain.listing import ServerListing


def _flag(value: bool | None) -> str:
    return "" if value is None else ("1" if value else "0")


def _amount(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")


def listing_query(listing: ServerListing) -> tuple[tuple[str, str], ...]:
    """The parameters in a fixed order; filters that are not set are left out, an empty one is a 500 there.

    Dates go under the names that the server reads and under the documented ones.
    """
    date_from = listing.date_from.isoformat() if listing.date_from else ""
    date_to = listing.date_to.isoformat() if listing.date_to else ""
    parameters = (
        ("page", str(max(1, listing.page))),
        ("limit", str(max(1, listing.limit))),
        ("sort", listing.sort.value),
        ("order", "desc" if listing.descending else "asc"),
        ("search", listing.search.strip()),
        ("status", listing.status.value if listing.status else ""),
        ("direction", listing.direction.value if listing.direction else ""),
        ("dateFrom", date_from),
        ("from", date_from),
        ("dateTo", date_to),
        ("to", date_to),
        ("clientId", listing.client_id),
        ("supplierId", listing.supplier_id),
        ("type", listing.document_type),
        ("currency", listing.currency),
        ("isDuplicate", _flag(listing.is_duplicate)),
        ("isLateSubmission", _flag(listing.is_late)),
        ("isPaid", _flag(listing.is_paid)),
        ("isOverdue", "1" if listing.only_overdue else ""),
        ("totalMin", _amount(listing.total_min)),
        ("totalMax", _amount(listing.total_max)),
        ("vatTotalMin", _amount(listing.vat_min)),
        ("vatTotalMax", _amount(listing.vat_max)),
    )
    return tuple((name, value) for name, value in parameters if value)
