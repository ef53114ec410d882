"""What a start was asked to open, as somebody typed it, double-clicked it, or another start hands it over."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from storno_desktop.domain.invoice_summary import InvoiceId

REQUEST_SUFFIX = ".storno-request"
LINK_SCHEME = "storno-desktop"
LONGEST = 4_096
"""Characters of a path or a link; longer ones are nobody's."""

_INVOICE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Errand:
    """A request file (an absolute path; whether it is there is seen when it is read), an invoice of the account that
    is signed in, or neither: then only the window is wanted."""

    request: Path | None = None
    invoice: InvoiceId | None = None

    @property
    def word(self) -> str:
        """The word that `errand_of` reads this from, "" for neither."""
        if self.request is not None:
            return str(self.request)
        return "" if self.invoice is None else f"{LINK_SCHEME}://invoice/{self.invoice}"


def errand_of(word: str, folder: Path) -> Errand | None:
    """What is to be opened; a path that is not absolute begins in `folder`. None for what is neither a request file
    nor a link of this program. Nothing is read here."""
    if not word:
        return Errand()
    if len(word) > LONGEST or not word.isprintable():
        return None
    if word.startswith(f"{LINK_SCHEME}:"):
        return _linked(word)
    path = _path(word)
    if path is None or path.suffix != REQUEST_SUFFIX:
        return None
    return Errand(request=path if path.is_absolute() else folder / path)


def _linked(word: str) -> Errand | None:
    before, _, invoice = word.rpartition("/")
    if before != f"{LINK_SCHEME}://invoice" or not _INVOICE.fullmatch(invoice):
        return None
    return Errand(invoice=InvoiceId(invoice))


def _path(word: str) -> Path | None:
    """A desktop may name a file by its address."""
    if not word.startswith("file:"):
        return Path(word)
    try:
        address = urlsplit(word)
    except ValueError:
        return None
    place = unquote(address.path)
    if address.netloc not in {"", "localhost"} or not place.isprintable():
        return None
    return Path(place.removeprefix("/") if sys.platform == "win32" else place)
