"""Amounts, dates and ages as a person reads them in the chosen language."""

from datetime import date, datetime
from decimal import Decimal

from PySide6.QtCore import QDate, QLocale, QObject, QTime

from storno_desktop.domain.calendar import BUCHAREST, day_in_bucharest

MINUS = "−"
NO_BREAK = "\u00a0"


class Figures(QObject):
    """Formats by the application's default locale, which follows the chosen language. Nothing passes through a
    binary fraction: the digits of an amount are shown as they are stored."""

    def amount(self, value: Decimal | None, currency: str = "") -> str:
        """1.234,56 lei; "—" where the amount is not known. Two decimals at least, more only if they are there."""
        if value is None:
            return "—"
        shown = _written(value, least_places=2)
        return f"{shown}{NO_BREAK}{self.currency(currency)}" if currency else shown

    def quantity(self, value: Decimal | None) -> str:
        """A quantity or rate without trailing zeros."""
        if value is None:
            return "—"
        return _written(value, most_places=4)

    def count(self, number: int) -> str:
        """A whole number with the locale's groups."""
        return QLocale().toString(number)

    def currency(self, code: str) -> str:
        """RON is "lei" in Romanian; other codes stay."""
        if code == "RON" and QLocale().language() is QLocale.Language.Romanian:
            return "lei"
        return code

    def day(self, value: date | None) -> str:
        """12.03.2026 or, in English, 12 Mar 2026; "—" for none."""
        if value is None:
            return "—"
        return QLocale().toString(
            QDate(value.year, value.month, value.day), self.tr("d MMM yyyy", "date pattern of Qt")
        )

    def day_of(self, moment: datetime | None) -> str:
        """The calendar date of a moment, in Romania."""
        return self.day(None if moment is None else day_in_bucharest(moment))

    def clock(self, moment: datetime) -> str:
        """14:32:07, in Romania."""
        local = moment.astimezone(BUCHAREST)
        return QLocale().toString(QTime(local.hour, local.minute, local.second), "HH:mm:ss")

    def moment(self, moment: datetime | None) -> str:
        """12.03.2026, 14:32, in Romania; "—" for none."""
        if moment is None:
            return "—"
        local = moment.astimezone(BUCHAREST)
        return f"{self.day(local.date())}, {local:%H:%M}"

    def age(self, moment: datetime, now: datetime) -> str:
        """ "just now", "3 minutes ago", up to a day; then the date and time."""
        seconds = int((now - moment).total_seconds())
        if seconds < 5:
            return self.tr("just now")
        if seconds < 60:
            return self.tr("%n second(s) ago", "", seconds)
        if seconds < 3600:
            return self.tr("%n minute(s) ago", "", seconds // 60)
        if seconds < 86400:
            return self.tr("%n hour(s) ago", "", seconds // 3600)
        return self.moment(moment)


def _written(value: Decimal, least_places: int = 0, most_places: int | None = None) -> str:
    """The digits of `value` with the locale's groups and decimal point; empty decimals beyond `least_places` go.

    By the digits themselves: QLocale writes whole numbers only up to 64 bits, and `quantize` raises for a number
    that is longer than the arithmetic context.
    """
    locale = QLocale()
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        return "—"  # no number at all
    places = max(-exponent, 0)
    text = ("".join(map(str, digits)) + "0" * max(exponent, 0)).rjust(places + 1, "0")
    if most_places is not None and places > most_places:
        dropped = text[most_places - places :]
        text = text[: most_places - places]
        half = "5" + "0" * (len(dropped) - 1)
        if dropped > half or (dropped == half and text[-1] in "13579"):
            text = str(int(text) + 1).rjust(len(text), "0")
        places = most_places
    whole, fraction = (text[:-places], text[-places:]) if places else (text, "")
    whole, fraction = whole.lstrip("0") or "0", fraction.rstrip("0").ljust(least_places, "0")
    first = len(whole) % 3
    groups = [whole[:first]] * bool(first) + [whole[at : at + 3] for at in range(first, len(whole), 3)]
    shown = locale.groupSeparator().join(groups) + (locale.decimalPoint() + fraction if fraction else "")
    return (MINUS if sign and any(letter in "123456789" for letter in shown) else "") + shown
