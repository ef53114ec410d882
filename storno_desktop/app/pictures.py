"""`--screenshot`: draws every window and the main states of each dialog into PNG files, without a screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from storno_desktop.app.account_pictures import AccountPictures
from storno_desktop.app.application import make_application
from storno_desktop.app.demonstration import Demonstration, open_demonstration
from storno_desktop.app.furnishing import House, furnish
from storno_desktop.app.options import Options
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.places import Places
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.generator import InvoiceGenerator
from storno_desktop.sandbox.settings import DEFAULT_INVOICES, SandboxSettings
from storno_desktop.service.session import Session
from storno_desktop.ui.act_dialog import ActDialog
from storno_desktop.ui.cancel_dialog import CancelDialog
from storno_desktop.ui.language import LANGUAGES, Language
from storno_desktop.ui.main_window import MainWindow
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.restore_dialog import RestoreDialog
from storno_desktop.ui.theme import ThemeChoice, apply_theme

_NOW = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
"""The pictures are always of the same day, so that a change in one of them means a change in the program."""
_PATIENCE_MS = 30_000
_NEVER_MS = 1 << 30
"""Nothing is read ahead meanwhile: it would show in some of the pictures."""
_VIEWS = ("cancellable", "restorable", "passed", "outgoing", "incoming")


def draw_pictures(options: Options, folder: Path) -> int:
    """Draw everything in both languages and themes (or in those that the options name) into `folder`.

    Returns 0, or 1 if a picture could not be made; names of the files on stdout.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = make_application()
    folder.mkdir(parents=True, exist_ok=True)
    language = Language(app)
    themes = [ThemeChoice(options.theme)] if options.theme else [ThemeChoice.LIGHT, ThemeChoice.DARK]
    failed = False
    for code in [options.language] if options.language else LANGUAGES:
        for theme in themes:
            language.choose(code)
            apply_theme(app, theme)
            with TemporaryDirectory() as place:
                sitting = _Sitting(app, folder, f"{code}-{theme.value}", Path(place))
                try:
                    sitting.draw()
                except TimeoutError as late:
                    sys.stderr.write(f"{code} {theme.value}: {late}\n")
                    failed = True
                finally:
                    sitting.close()
    return 1 if failed else 0


class _Sitting:
    """One language in one theme: a fresh demonstration server, a window, and its portraits."""

    def __init__(self, app: QApplication, folder: Path, suffix: str, place: Path) -> None:
        self._folder, self._suffix = folder, suffix
        self._count = 0
        self._house: House = furnish(lambda: _NOW, keyring=False)
        settings = SandboxSettings(now=_NOW)
        self._demo: Demonstration = self._house.io.wait(
            open_demonstration(self._house.services.sessions, settings), 30
        )
        generator = InvoiceGenerator(DEFAULT_INVOICES, settings.random_seed, _NOW)
        self._cases = {key: InvoiceId(generator.invoice_id(index)) for key, index in generator.cases.items()}
        self._app, self._places = app, Places.of(place)
        preferences = self._preferences = Preferences(place / "settings.ini")
        house = self._house
        self._window = MainWindow(
            house.io,
            house.services,
            house.reader,
            preferences,
            house.clock,
            guard_ms=0,
            seconds=lambda: 0.0,
            quiet_ms=_NEVER_MS,
        )
        self._window.resize(1440, 900)
        self._window.show()

    def close(self) -> None:
        """Take everything down again."""
        self._window.close()
        self._window.deleteLater()
        self._house.close()
        self._demo.server.stop()

    def draw(self) -> None:
        """All portraits, in the order of a day's work."""
        accounts = AccountPictures(
            self._house, self._window, self._preferences, self._demo.server, self._save, self._until
        )
        accounts.draw_sign_in()
        self._enter()
        accounts.draw_inside(self._places)
        accounts.draw_lock(self._app)
        self._draw_lists()
        self._draw_cancelling()
        self._draw_restoring()
        self._draw_downloads()
        self._draw_troubles()

    def _enter(self) -> None:
        session = self._demo.session
        if not isinstance(session, Session):
            raise TimeoutError("the demonstration could not be entered")
        self._window.enter(session)
        company = min(session.companies, key=lambda each: each.name)
        self._window.views.company_chosen.emit(company)
        self._until(lambda: not self._window.is_busy, "the list")

    def _draw_lists(self) -> None:
        window = self._window
        for position, name in enumerate(_VIEWS):
            window.views.choose(position)
            self._settle_detail()
            self._save(window, f"list-{name}")
        self._go_to("payment-present")
        self._save(window, "detail-cancelled")
        self._go_to("issued-mail-opened")
        self._save(window, "detail-issued")
        window.keep_pdf()
        self._until(window.detail.pdf.keep_button.isHidden, "the PDF")
        self._save(window.detail, "detail-pdf-kept")
        window.notices.close_notice()
        self._draw_change()
        window.resize(960, 600)
        self._save(window, "narrow")
        window.resize(1440, 900)
        window.list.filters.search.setText("nu există așa ceva")
        self._save(window, "empty")
        window.list.filters.search.clear()
        saving = window.save_list()
        if saving is not None:
            self._save(saving, "save-list")
            saving.reject()
        keys = window.show_keys()
        self._save(keys, "keys")
        keys.accept()

    def _draw_change(self) -> None:
        """Somebody else changes the invoice on show."""
        window, invoice_id = self._window, self._cases["plain-issued"]
        self._go_to("plain-issued")
        book = self._demo.server.ledger.find(invoice_id)
        if book is not None:
            before, book.detail["status"] = book.detail["status"], "validated"
            window.refresh()
            self._until(lambda: not window.is_busy, "the change")
            self._save(window.detail, "detail-changed")
            book.detail["status"] = before
            window.refresh()
            self._until(lambda: not window.is_busy, "the change back")

    def _draw_cancelling(self) -> None:
        for case, name, reached, reason in (
            ("plain-issued", "cancel", None, ""),
            ("plain-issued", "cancel-ready", Reached.NO, "Emisă din greșeală de două ori"),
            ("issued-mail-opened", "cancel-mailed", Reached.NO, "Duplicat"),
            ("issued-draft-reversal", "cancel-blocked", None, ""),
            ("plain-draft", "cancel-draft", None, ""),
        ):
            self._go_to(case)
            dialog = self._window.ask_cancel()
            if dialog is not None:
                self._look(dialog)
                self._answer(dialog, reached)
                if reason:
                    dialog.reason_field.edit.setPlainText(reason)
                self._save(dialog, name)
                dialog.reject()

    def _draw_restoring(self) -> None:
        for case, name, reached in (
            ("aged-3", "restore", None),
            ("was-issued", "restore-ready", Reached.NO),
            ("mail-opened", "restore-warnings", Reached.NO),
            ("anaf-ok", "restore-anaf", None),
            ("payment-present", "restore-payments", None),
            ("child-issued", "restore-storno", None),
            ("aged-31", "restore-too-old", None),
            ("series-removed", "restore-series", None),
        ):
            self._go_to(case)
            dialog = self._window.ask_restore()
            if dialog is not None:
                self._look(dialog)
                self._answer(dialog, reached)
                self._save(dialog, name)
                dialog.reject()

    def _draw_downloads(self) -> None:
        """The list of another company on its way over a slow line, and held there."""
        window, faults = self._window, self._demo.server.sandbox.faults
        session, shown = window.session, window.company
        if session is None or shown is None:
            raise TimeoutError("nobody is in any more")
        other = next(each for each in session.companies if each.id != shown.id)
        faults.add([Fault("delay", path="/api/v1/invoices", skip=1, count=-1, ms=1_500)])
        window.views.company_chosen.emit(other)
        self._until(lambda: window.company is other and "%" in window.refreshing.sentence()[0], "a page")
        self._save(window, "downloading")
        window.pause()
        self._save(window.views, "download-paused")
        faults.clear(keep_first=False)
        window.resume()
        self._until(lambda: not window.is_busy, "the list")
        window.views.company_chosen.emit(shown)
        self._until(lambda: not window.is_busy, "the list")

    def _draw_troubles(self) -> None:
        self._go_to("plain-issued")
        self._demo.server.stop()
        dialog = self._window.ask_cancel()
        if dialog is not None:
            self._look(dialog)
            self._save(dialog, "cancel-unreachable")
            dialog.reject()
        self._window.refresh()
        self._until(lambda: not self._window.refreshing.is_running, "the failure of the list")
        self._save(self._window, "server-unreachable")
        self._go_to("aged-27")
        self._save(self._window.detail, "detail-not-downloaded")
        sign_in = self._window.ask_sign_in()
        sign_in.show_answer(Problem(ProblemKind.WRONG_CREDENTIALS, status=401))
        self._save(sign_in, "sign-in-refused")
        sign_in.reject()

    # -------------------------------------------------------------------------------------- the handwork

    def _go_to(self, case: str) -> None:
        window = self._window
        window.views.choose(_VIEWS.index("outgoing"))
        window.list.pick(self._cases[case])
        self._settle_detail()

    def _settle_detail(self) -> None:
        self._pause(150)
        self._until(lambda: not self._window.is_reading, "the details")

    def _look(self, dialog: ActDialog) -> None:
        self._until(lambda: not dialog.is_looking, "the checks")

    @staticmethod
    def _answer(dialog: CancelDialog | RestoreDialog, reached: Reached | None) -> None:
        if reached is not None:
            dialog.question.button(reached).click()

    def _save(self, widget: QWidget, name: str) -> None:
        self._pause(20)
        self._count += 1
        file = self._folder / f"{self._count:02}-{name}-{self._suffix}.png"
        if not widget.grab().save(str(file)):
            raise TimeoutError(f"{file.name} could not be written")
        sys.stdout.write(f"{file.name}\n")

    def _until(self, done: Callable[[], bool], what: str) -> None:
        """Let the program work until this holds; TimeoutError after half a minute."""
        if done():
            return
        loop = QEventLoop()
        patience, looking = QTimer(), QTimer()
        patience.setSingleShot(True)
        patience.timeout.connect(partial(loop.exit, 1))
        looking.timeout.connect(lambda: loop.exit(0) if done() else None)
        patience.start(_PATIENCE_MS)
        looking.start(10)
        if loop.exec():
            raise TimeoutError(f"{what} did not come")

    @staticmethod
    def _pause(ms: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()
