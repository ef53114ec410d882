"""The program from the first line to the exit code."""

from __future__ import annotations

import faulthandler
import gc
import logging
import os
import sys
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from storno_desktop import __version__
from storno_desktop.app.application import make_application
from storno_desktop.app.furnishing import House, furnish
from storno_desktop.app.interruption import Interruption
from storno_desktop.app.options import Options, parse_options
from storno_desktop.domain.account import AccountId
from storno_desktop.logs import start_log, stop_log
from storno_desktop.places import Places
from storno_desktop.service.policy import Policy
from storno_desktop.service.policy_file import policy_in_force, policy_place
from storno_desktop.service.session import Session
from storno_desktop.ui.first_paint import FirstPaint
from storno_desktop.ui.idle_watch import IdleWatch
from storno_desktop.ui.language import Language, system_language
from storno_desktop.ui.main_window import MainWindow
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.theme import ThemeChoice, apply_theme
from storno_desktop.ui.window_guard import WindowGuard

if TYPE_CHECKING:
    from storno_desktop.app.demonstration import Demonstration
    from storno_desktop.ui.settings_dialog import SettingsDialog
    from storno_desktop.ui.sign_out_dialog import Leaving

log = logging.getLogger(__name__)


def main(words: Sequence[str]) -> int:
    """Run the program with these command line words; returns the exit code."""
    options = parse_options(words)
    if options.screenshot is not None:
        from storno_desktop.app.pictures import draw_pictures

        return draw_pictures(options, options.screenshot)
    obstacle = _no_screen() or _no_place(Places.of(options.data_dir))
    if obstacle:
        sys.stderr.write(f"storno-desktop: {obstacle}\n")
        return 1
    faulthandler.enable()
    app = make_application()
    return Program(app, options).run()


def _no_screen() -> str:
    """Why no window can be opened, "" if one can; Qt itself would abort the process."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform != "linux" or any(os.environ.get(name) for name in named):
        return ""
    return "it opens a window, and there is no desktop here: neither DISPLAY nor WAYLAND_DISPLAY is set."


def _no_place(places: Places) -> str:
    """Why nothing can be kept on this computer, "" if it can."""
    try:
        folders = places.settings_file.parent, places.log_file.parent
    except OSError as error:
        return f"a folder of its own cannot be made: {error}"
    closed = next((folder for folder in folders if not os.access(folder, os.W_OK)), None)
    return "" if closed is None else f"it may not write into {closed}"


class Program(QObject):
    """Holds the parts together while the program runs: language, theme, house, window, demonstration server."""

    def __init__(self, app: QApplication, options: Options) -> None:
        super().__init__()
        self._app = app
        self._options = options
        self._interruption = Interruption(self)
        self._interruption.asked.connect(app.exit)
        places = self._places = Places.of(options.data_dir)
        self._preferences = Preferences(places.demo_settings_file if options.demo else places.settings_file)
        self._log = start_log(places.log_file)
        self._language = Language(app)
        self._language.choose(options.language or self._preferences.language or system_language())
        apply_theme(app, ThemeChoice(options.theme) if options.theme else self._preferences.theme)
        self._house: House = furnish(
            turns=places.turns,
            policy=Policy() if options.demo else policy_in_force(policy_place()),
            keyring=not options.demo,
            cache=None if options.demo else places.cache,
        )
        self._demo: Demonstration | None = None
        self._covers_at_start = self._went_on = self._is_closed = False
        self._window: MainWindow
        self._guard = WindowGuard(
            app,
            self._house.io,
            self._house.services.lock,
            front=lambda: self._window,
            account=self._account,
            parent=self,
        )
        self._idle = IdleWatch(app, parent=self)
        self._idle.idle.connect(self._guard.lock)
        self._guard.locked.connect(lambda: self._window.set_locked(True))
        self._guard.unlocked.connect(lambda: self._window.set_locked(False))
        self._guard.sign_in_asked.connect(self._sign_in_to_unlock)
        self._set_lock()
        self._window = self._make_window()
        sys.excepthook = self._report

    def run(self) -> int:
        """Show the window, then begin; returns the exit code when the last window is closed."""
        log.info("storno-desktop %s begins", __version__)
        self.open()
        # What is loaded by now stays to the end: the collector, which runs on this thread, need not look through it.
        gc.freeze()
        code = self._app.exec()
        self.close()
        log.info("storno-desktop ends with %s", code)
        stop_log(self._log)
        return code

    @property
    def window(self) -> MainWindow:
        """The window of the moment; another language brings another one."""
        return self._window

    @property
    def guard(self) -> WindowGuard:
        """What covers the windows."""
        return self._guard

    def open(self) -> None:
        """Show the window and go on with the session used last, or ask who works here."""
        FirstPaint(self._window, self._begin)
        self._window.show()

    @property
    def is_closed(self) -> bool:
        """Whether `close` was called; once is enough."""
        return self._is_closed

    def close(self) -> None:
        """Shut down in order; what is written gets its grace. No window stays, whatever it was asking."""
        self._is_closed = True
        self._guard.unlock()
        for each in self._app.topLevelWidgets():
            if each is not self._window and each.isVisible():
                each.close()
                each.hide()  # one that is busy refuses to close
        self._window.close()
        self._window.deleteLater()
        self._house.close()
        if self._demo is not None:
            self._demo.server.stop()
        self._interruption.close()
        self._idle.set_minutes(0)  # nobody is there to be missed any more
        self._app.removeEventFilter(self._idle)
        self._language.take_off()
        sys.excepthook = sys.__excepthook__

    def _make_window(self) -> MainWindow:
        house = self._house
        window = MainWindow(house.io, house.services, house.reader, self._preferences, house.clock)
        window.language_chosen.connect(self._choose_language)
        window.theme_chosen.connect(self._choose_theme)
        window.signed_out.connect(self._signed_out)
        window.lock_asked.connect(self._lock_now)
        window.settings_asked.connect(self._ask_settings)
        window.sessions.went_on.connect(self._cover_at_start)
        return window

    def _begin(self) -> None:
        if self._options.demo:
            self._begin_demo()
            return
        account = self._preferences.current
        if account is not None and self._preferences.stays_signed_in:
            lock = self._house.services.lock
            self._house.io.run(lock.has_passphrase(account), self._began_with, owner=self)
        self._window.sessions.begin(self._options.server)

    def _begin_demo(self) -> None:
        from storno_desktop.app.demonstration import open_demonstration

        self._house.io.run(open_demonstration(self._house.services.sessions), self._demo_opened, owner=self)

    def _demo_opened(self, demo: Demonstration) -> None:
        self._demo = demo
        if isinstance(demo.session, Session):
            self._window.enter(demo.session)
        else:
            self._window.ask_sign_in(demo.server.url)

    # -------------------------------------------------------------------------------------- the session

    def _began_with(self, has_passphrase: bool) -> None:
        self._covers_at_start = has_passphrase
        if self._went_on:
            self._cover_at_start()

    def _cover_at_start(self) -> None:
        """A kept session that goes on is no sign that its owner sits here: where a passphrase is set, it is
        asked for before anything is shown."""
        self._went_on = True
        if self._covers_at_start:
            self._guard.lock()

    def _account(self) -> AccountId | None:
        session = None if self._options.demo else self._window.session
        return None if session is None else session.account

    def _lock_now(self) -> None:
        if self._options.demo:
            self._window.say(self.tr("The demonstration cannot be locked: it has no account of its own."))
        else:
            self._guard.lock()

    def _sign_in_to_unlock(self, dialog: QWidget) -> None:
        """The passphrase is not known, or there is none: the same person signs in afresh."""
        self._window.ask_sign_in(parent=dialog).signed_in.connect(lambda _session: self._guard.unlock())

    def _set_lock(self) -> None:
        after = self._preferences.lock_after(self._house.services.policy)
        self._idle.set_minutes(0 if after is None else int(after.total_seconds() // 60))

    def _signed_out(self, leaving: Leaving) -> None:
        self._renew_window()
        if leaving.forgets:
            self._window.sessions.ask(newcomer=True)
        else:
            self._window.sessions.ask(leaving.account.id)

    # -------------------------------------------------------------------------------------- the settings

    def _ask_settings(self, page: int = 0) -> None:
        from storno_desktop.app.doctor_words import DoctorWords
        from storno_desktop.ui.settings_dialog import SettingsDialog

        window = self._window
        dialog = SettingsDialog(
            self._house.io,
            self._house.services,
            self._preferences,
            self._places,
            DoctorWords(),
            session=window.session,
            company=window.company,
            page=page,
            parent=window,
        )
        dialog.language_chosen.connect(lambda code: self._change_language_in_settings(dialog, code))
        dialog.theme_chosen.connect(self._choose_theme)
        dialog.lock_minutes_changed.connect(lambda _minutes: self._set_lock())
        dialog.months_changed.connect(lambda _months: window.refresh())
        dialog.add_asked.connect(lambda: self._add_account(dialog))
        dialog.signed_out.connect(window.sessions.leave)
        dialog.open()

    def _add_account(self, settings: SettingsDialog) -> None:
        settings.accept()
        self._window.sessions.ask(newcomer=True)

    def _change_language_in_settings(self, settings: SettingsDialog, code: str) -> None:
        page = settings.page
        settings.accept()
        self._choose_language(code)
        self._ask_settings(page)

    def _choose_language(self, code: str) -> None:
        self._preferences.language = code
        self._language.choose(code)
        self._renew_window()

    def _choose_theme(self, choice: ThemeChoice) -> None:
        self._preferences.theme = choice
        apply_theme(self._app, choice)

    def _renew_window(self) -> None:
        """A new window in the place of the old one, which speaks the language chosen now."""
        old, session = self._window, self._window.session
        self._preferences.geometry = old.saveGeometry()
        self._window = self._make_window()
        self._window.inherit(old)
        self._window.show()
        if session is not None:
            self._window.enter(session)
        old.close()
        old.deleteLater()

    def _report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """A bug: written to the log, and said in one sentence. The window behind it stays."""
        log.critical("a fault in the program", exc_info=(kind, error, trace))
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle("Storno Desktop")
        box.setText(self.tr("The program met a fault. Nothing that you typed was lost."))
        box.setInformativeText(
            self.tr(
                "Before you repeat an act, refresh the list and look at the invoice. The log file tells more."
            )
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
