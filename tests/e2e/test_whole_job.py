"""The whole job by keyboard: the installed program on a screen of its own, in front of a server of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.programs import SEED, RunningSandbox, bare_environment, desktop, sandbox
from tests.e2e.screen import MAIN_WINDOW, Screen, need_a_screen, until
from tests.e2e.wire_tap import WireTap

SIGN_IN = "Autentificare în Storno"
REASON = "Emisă de două ori"
TOO_SHORT = "prea scur"
SUPERVISOR, SUPERVISOR_SIGN_IN = "admin@exemplu.ro", "Autentificarea supervizorului"
WHY = "Anulata din greseala"
PASSPHRASE = "trei pisici pe casa"
KEY_OF_JOURNAL, JOURNAL = "Jurnalul nu este deschis", "Jurnalul operațiunilor"
LOGIN = "/api/auth"
HINTS = ("/api/v1/centrifugo/connection-token", "/api/v1/centrifugo/subscription-token")


@pytest.fixture(autouse=True)
def _a_screen_can_be_had() -> None:
    need_a_screen()


class Clerk:
    """Somebody at the keyboard, who sees titles of windows; what reached the server is heard on the wire."""

    def __init__(self, folder: Path, screen: Screen, books: RunningSandbox, wire: WireTap) -> None:
        self.screen, self.books, self.wire = screen, books, wire
        self.folder = folder
        self.output = folder / "output.txt"
        self.data = folder / "data"

    @contextmanager
    def at_work(self) -> Iterator[object]:
        """The program between its start and its end; it must end by itself, with 0 and without a complaint."""
        environment = bare_environment(
            self.folder / "home",
            DISPLAY=self.screen.display,
            QT_QPA_PLATFORM="xcb",
            XDG_RUNTIME_DIR=str(self.folder),
        )
        words = ("--data-dir", str(self.data), "--lang", "ro", "--server", self.wire.url)
        with desktop(environment, self.output, *words) as process:
            try:
                yield process
                assert process.wait(20) == 0
            finally:
                self.screen.picture("at-the-end")
        said = self.output.read_text(errors="replace")
        assert "Traceback" not in said, said
        assert "Fatal" not in said, said

    def sign_in(self) -> None:
        """E-mail, Tab, password, Enter."""
        self.screen.bring(SIGN_IN)
        self.screen.picture("sign-in")
        self.screen.type(self.books.email)
        self.screen.key("Tab")
        self.screen.type(self.books.password)
        self.screen.key("Return")
        self.screen.bring(MAIN_WINDOW)
        assert len(self.wire.heard("POST", LOGIN)) == 1

    def open_journal(self) -> None:
        """This computer has no keyring: a passphrase, twice, begins the journal; its window is closed again."""
        self.screen.key("ctrl+j")
        self.screen.bring(KEY_OF_JOURNAL)
        self.screen.type(PASSPHRASE)
        self.screen.key("Tab", "Tab")  # over the button that shows it
        self.screen.type(PASSPHRASE)
        self.screen.picture("journal-passphrase")
        self.screen.key("Return")
        self.look_at_journal("journal-empty", open_already=True)

    def look_at_journal(self, picture: str, *, open_already: bool = False) -> None:
        """Its window, a picture of it, and back."""
        if not open_already:
            self.screen.key("ctrl+j")
        self.screen.bring(JOURNAL)
        self.screen.picture(picture)
        self.screen.key("Escape")
        self.screen.bring(MAIN_WINDOW)

    def be_supervised(self, number: str) -> None:
        """Another person of the firm signs in beside the clerk, over the dialog that asks for them."""
        below = f"Restaurați factura {number}?"
        self.ask_until("ctrl+Return", SUPERVISOR_SIGN_IN, below)
        self.screen.bring(SUPERVISOR_SIGN_IN, above=below)
        self.screen.type(SUPERVISOR)
        self.screen.key("Tab")
        self.screen.type(self.books.password)
        self.screen.picture("supervisor")
        self.screen.key("Return")
        self.screen.bring(f"Aprobați restaurarea facturii {number}?", above=below)
        self.screen.picture("approval")

    def ask_until(self, key: str, title: str, below: str) -> None:
        """Press until the window is there: an act sleeps while its dialog looks."""

        def there() -> bool:
            if any(each.startswith(title) for each in self.screen.titles.values()):
                return True
            self.screen.key(key)
            return False

        self.screen.bring(below)
        until(there, title)

    def search(self, number: str, view: int) -> None:
        """Go to a view and search there; the cursor goes to what is found."""
        self.screen.key(f"ctrl+{view}", "ctrl+f")
        self.screen.type(number)
        self.screen.key("Return")

    def readings(self, invoice_id: str) -> int:
        """How often the invoice was read."""
        return len(self.wire.heard("GET", f"/api/v1/invoices/{invoice_id}"))

    def sent(self, act: str) -> list[bytes]:
        """The bodies of what was sent to change an invoice."""
        return [each.body for each in self.wire.heard("POST", f"/{act}")]

    def changes(self) -> int:
        """Requests other than for reading; signing in and asking for hints left out."""
        methods = ("POST", "PUT", "PATCH", "DELETE")
        harmless = sum(len(self.wire.heard("POST", each)) for each in (LOGIN, *HINTS))
        return sum(len(self.wire.heard(each)) for each in methods) - harmless

    def check_again(self, invoice_id: str) -> None:
        """Let the dialog read the invoice afresh and to the end; it has dealt with all earlier keys by then."""
        before = self.readings(invoice_id)

        def reads() -> bool:
            self.screen.key("F5")
            return self.readings(invoice_id) > before

        until(reads, "another reading")
        until(lambda: self.wire.is_quiet, "answers to all requests")

    def carry_out(self, act: str) -> None:
        """Ctrl+Enter until the request is on the wire: the act sleeps while the dialog is looking."""

        def pressed() -> bool:
            if not self.sent(act):
                self.screen.key("ctrl+Return")
            return bool(self.sent(act))

        until(pressed, f"{act} on the wire")

    def status_becomes(self, invoice_id: str, status: str) -> None:
        """Wait for the server's books."""
        until(lambda: self.books.invoice(invoice_id)["status"] == status, f"status {status}")


@pytest.fixture(params=["observed", "documented"])
def clerk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Clerk]:
    words = ("--seed", str(SEED), "--dialect", str(request.param))
    with (
        sandbox(tmp_path / "server", *words) as books,
        WireTap(books.url) as wire,
        Screen(tmp_path) as screen,
    ):
        yield Clerk(tmp_path, screen, books, wire)


def seeded(key: str) -> tuple[str, str]:
    """The number and the id of an invoice of the seed."""
    invoices = json.loads(SEED.read_bytes())["invoices"].values()
    detail = next(each["detail"] for each in invoices if each["key"] == key)
    return str(detail["number"]), str(detail["id"])


def test_an_invoice_is_cancelled_and_restored_without_a_mouse(clerk: Clerk) -> None:
    number, invoice_id = seeded("B-issued-3")
    screen, wire = clerk.screen, clerk.wire
    with clerk.at_work():
        clerk.sign_in()
        clerk.open_journal()

        clerk.search(number, view=4)
        until(lambda: clerk.readings(invoice_id), f"{number} under the cursor")
        screen.picture("found")
        screen.key("Delete")
        screen.bring(f"Anulați factura {number}?")
        screen.key("shift+Tab")  # from the safe button back to the reason
        screen.type(TOO_SHORT)
        screen.key(
            *["shift+Tab"] * 5, "Left", "Left", "space"
        )  # over four presets to the last answer, then to “No”
        for _ in range(2):
            clerk.check_again(invoice_id)
            screen.key("ctrl+Return", "Return", "ctrl+Return")
        clerk.check_again(invoice_id)
        screen.picture("too-short")
        assert clerk.changes() == 0
        screen.key(*["Tab"] * 5, "ctrl+a")
        screen.type(REASON)
        screen.picture("reason")
        clerk.carry_out("cancel")
        clerk.status_becomes(invoice_id, "cancelled")
        screen.bring(MAIN_WINDOW)
        screen.picture("cancelled")
        assert [json.loads(each) for each in clerk.sent("cancel")] == [{"reason": REASON}]
        assert clerk.books.invoice(invoice_id)["cancellationReason"] == REASON

        clerk.search(number, view=2)
        screen.key("ctrl+shift+r")
        screen.bring(f"Restaurați factura {number}?")
        clerk.check_again(invoice_id)
        screen.key("shift+Tab")  # from the safe button back to the reason
        screen.type(WHY)
        screen.key("shift+Tab", "Left", "Left", "space")  # to the last answer, then to “No”
        screen.picture("restore")
        clerk.be_supervised(number)
        clerk.carry_out("restore")
        clerk.status_becomes(invoice_id, "draft")
        screen.bring(f"După restaurarea facturii {number}")
        screen.picture("after")
        screen.key("Escape")
        screen.bring(MAIN_WINDOW)
        screen.picture("restored")
        assert clerk.books.invoice(invoice_id)["cancellationReason"] is None

        clerk.look_at_journal("journal")
        screen.key("ctrl+q")
    assert clerk.changes() == 2
    assert [len(clerk.sent(act)) for act in ("cancel", "restore")] == [1, 1]
    _keeps_no_secret(clerk, wire.answers)


def _keeps_no_secret(clerk: Clerk, answers: bytes) -> None:
    """Neither the password nor a token lies in any file, and the log names nobody."""
    tokens = set(re.findall(rb'"(?:token|refresh_token|refreshToken)": ?"([^"]{8,})"', answers))
    assert tokens
    log = clerk.data / "data" / "logs" / "storno-desktop.log"
    assert log.stat().st_size
    assert clerk.books.email.encode() not in log.read_bytes()
    files = [each for each in clerk.data.rglob("*") if each.is_file()] + [clerk.output]
    for each in files:
        held = each.read_bytes()
        assert clerk.books.password.encode() not in held, each
        assert PASSPHRASE.encode() not in held, each
        assert not [token for token in tokens if token in held], each
