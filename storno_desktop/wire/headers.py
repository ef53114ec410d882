"""What an answer's headers tell: the server's clock and how long to wait."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def header(headers: Mapping[str, str], name: str) -> str:
    """The header's value whatever the case of its name; "" if there is none."""
    wanted = name.lower()
    return next((value for key, value in headers.items() if key.lower() == wanted), "")


def _http_date(text: str) -> datetime | None:
    try:
        parsed = parsedate_to_datetime(text)
        return parsed.astimezone(UTC) if parsed.tzinfo is not None else parsed.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def server_time(headers: Mapping[str, str]) -> datetime | None:
    """The server's clock (UTC) from `Date`, None where it is missing or unreadable."""
    return _http_date(header(headers, "Date"))


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds to wait from `Retry-After`, given there as seconds or as an HTTP date (contract §17).

    A date is measured from the server's own clock, else from `now` (aware). Never negative.
    """
    text = header(headers, "Retry-After").strip()
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return float(text[:9])
    until = _http_date(text)
    if until is None:
        return None
    return max(0.0, (until - (server_time(headers) or now)).total_seconds())
