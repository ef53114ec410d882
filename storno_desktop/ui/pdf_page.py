"""A PDF's pages as pictures, drawn one at a time; a damaged file is a value, not a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument


class PdfPages:
    """The pages of one PDF, drawn on demand; belongs to one thread.

    `count` is 0 for what cannot be read as a PDF (damaged, or closed by a password).
    """

    def __init__(self, data: bytes) -> None:
        self._document = _opened(data)
        self.count = 0 if self._document is None else len(self._document)

    def width(self, number: int) -> float:
        """Of the page `number`, counted from 0, in points; 0 where there is none."""
        if self._document is None or not 0 <= number < self.count:
            return 0.0
        return float(self._document.get_page_size(number)[0])  # type: ignore[no-untyped-call]

    def picture(self, number: int, scale: float) -> QImage | None:
        """The page with `scale` dots for one point; None where it cannot be drawn."""
        import pypdfium2

        if self._document is None or not 0 <= number < self.count:
            return None
        try:
            page = self._document[number]
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        except (pypdfium2.PdfiumError, MemoryError, ValueError):
            return None
        try:
            seen = memoryview(bitmap.buffer).cast("B")
            picture = QImage(
                seen, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
            ).copy()
        finally:
            bitmap.close()
            page.close()
        return picture

    def close(self) -> None:
        """Let go of the document; it shows nothing more then."""
        if self._document is not None:
            self._document.close()  # type: ignore[no-untyped-call]
        self._document, self.count = None, 0


def _opened(data: bytes) -> PdfDocument | None:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)  # type: ignore[no-untyped-call]
    except pypdfium2.PdfiumError:
        return None
