"""One sitting at the demonstration by keyboard: an invoice is cancelled and restored, and the window looks like one."""

from __future__ import annotations

import re

from PySide6.QtGui import QImage

from tests.e2e.screen import MAIN_WINDOW, Screen, until

CANCELLABLE, RESTORABLE, ALL = "ctrl+1", "ctrl+2", "ctrl+4"
CANCELLING = re.compile(r"Anulați factura (.+)\?")
REASON = "Emisa de doua ori"
WHY = "Anulata din greseala"
SUPERVISOR, PASSWORD = "admin@demo.example", "Demo-2026"
FEWEST_LINES = 20
PIECE = 16
"""Pixels that are looked at together; a line of writing has ink in more than two such pieces, a mouse pointer not."""
FEWEST_PIECES = 2
GAP = 12
"""Rows of pixels without ink that part one line from the next; letters have some within them."""
DARK = 128
"""Ink is darker than this green, of 255; grounds and placeholders are lighter."""


class FrontDesk:
    """Somebody at the keyboard, who sees titles of windows and the picture on the screen."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def see_the_list(self) -> None:
        """Wait until the main window shows at least twenty rows of invoices: no blank window, no empty list."""
        self.screen.bring(MAIN_WINDOW)

        def shown() -> bool:
            self.screen.key(ALL)  # heard only once there is a list
            return lines_in(self.screen.look()) >= FEWEST_LINES

        until(shown, f"{FEWEST_LINES} rows in the list")
        self.screen.picture("list")

    def cancel(self) -> str:
        """Cancel the first invoice that can be cancelled, with a reason; its number is returned."""
        self.screen.key(CANCELLABLE)
        self.screen.key("Delete")
        until(lambda: self._asked() is not None, "the question whether to cancel")
        number = self._asked()
        assert number is not None
        title = f"Anulați factura {number}?"
        self.screen.bring(title)
        self.screen.key("shift+Tab")  # from the safe button back to the reason
        self.screen.type(REASON)
        self._say_no_to_having_reached_the_client()
        self.screen.picture("cancel")
        self._carry_out(title)
        self.screen.picture("cancelled")
        return number

    def restore(self, number: str) -> None:
        """Restore it; that the window for it opens at all is the proof that the invoice is cancelled."""
        self.screen.key(RESTORABLE, "ctrl+f")
        self.screen.type(number)
        self.screen.key("Return", "ctrl+shift+r")
        title = f"Restaurați factura {number}?"
        self.screen.bring(title)
        self.screen.key("shift+Tab")  # from the safe button back to the reason
        self.screen.type(WHY)
        self.screen.key("shift+Tab", "Left", "Left", "space")  # to the last answer, then to “No”
        self.screen.picture("restore")
        self._be_supervised(number, title)
        after = f"După restaurarea facturii {number}"
        self._carry_out(title, then=after)
        self.screen.picture("restored")
        self.screen.key("Escape")
        self.screen.bring(MAIN_WINDOW)

    def leave(self) -> None:
        """Close the program."""
        self.screen.key("ctrl+q")

    def _asked(self) -> str | None:
        found = [CANCELLING.match(title) for title in self.screen.titles.values()]
        return next((each[1] for each in found if each is not None), None)

    def _say_no_to_having_reached_the_client(self) -> None:
        self.screen.key(*["shift+Tab"] * 5, "Left", "Left", "space")  # over four presets to the last answer

    def _be_supervised(self, number: str, below: str) -> None:
        signing_in = "Autentificarea supervizorului"

        def there() -> bool:
            if any(each.startswith(signing_in) for each in self.screen.titles.values()):
                return True
            self.screen.key("ctrl+Return")
            return False

        until(there, signing_in)
        self.screen.bring(signing_in, above=below)
        self.screen.type(SUPERVISOR)
        self.screen.key("Tab")
        self.screen.type(PASSWORD)
        self.screen.key("Return")
        self.screen.bring(f"Aprobați restaurarea facturii {number}?", above=below)

    def _carry_out(self, title: str, then: str = MAIN_WINDOW) -> None:
        """Ctrl+Enter until the window is gone: the act sleeps while its window is looking."""

        def gone() -> bool:
            if not any(each.startswith(title) for each in self.screen.titles.values()):
                return True
            self.screen.key("ctrl+Return")
            return False

        until(gone, f"{title} carried out")
        self.screen.bring(then)


def lines_in(picture: QImage) -> int:
    """How many lines of writing stand where the main window has its list; 0 for a blank window or screen.

    A line is a band of pixel rows with dark ink in it, between bands without; the pale bars that stand for rows
    still to come are none.
    """
    left, right, top = picture.width() * 2 // 10, picture.width() * 7 // 10, picture.height() // 8
    dots, line = bytes(picture.constBits()), picture.bytesPerLine()
    lines, last_ink = 0, -GAP
    for y in range(top, picture.height()):
        greens = dots[y * line + left * 4 + 1 : y * line + right * 4 : 4]
        pieces = (greens[x : x + PIECE] for x in range(0, len(greens), PIECE))
        if greens[0] > DARK and sum(min(piece) < DARK for piece in pieces) > FEWEST_PIECES:
            lines += y - last_ink > GAP
            last_ink = y
    return lines
