"""The program while it runs: its window, and what surrounds it."""

from __future__ import annotations

import gc
import logging
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication, QWidget

from storno_desktop import __version__
from storno_desktop.app.fault_desk import FaultDesk
from storno_desktop.app.interruption import Interruption
from storno_desktop.app.opening import Opening
from storno_desktop.domain.account import AccountId
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.program_version import ProgramVersion
from storno_desktop.domain.server_address import HOSTED_SERVER, ServerAddress, parse_server_address
from storno_desktop.logs import stop_log
from storno_desktop.service.session import Session
from storno_desktop.ui.bring_forward import bring_forward
from storno_desktop.ui.first_paint import FirstPaint
from storno_desktop.ui.idle_watch import IdleWatch
from storno_desktop.ui.language import Language, system_language
from storno_desktop.ui.main_window import MainWindow
from storno_desktop.ui.theme import ThemeChoice, apply_theme
from storno_desktop.ui.window_guard import WindowGuard

if TYPE_CHECKING:
    from storno_desktop.app.crash_file import CrashFile
    from storno_desktop.app.demonstration import Demonstration
    from storno_desktop.app.errand import Errand
    from storno_desktop.app.front_door import Call, FrontDoor
    from storno_desktop.app.login_service import LoginService
    from storno_desktop.app.rest_watch import RestWatch
    from storno_desktop.service.policy import UpdateFeed
    from storno_desktop.ui.settings_dialog import SettingsDialog
    from storno_desktop.ui.sign_out_dialog import Leaving
    from storno_desktop.ui.update_desk import UpdateDesk

log = logging.getLogger(__name__)


class Program(QObject):
    """Holds the parts together while the program runs: language, theme, house, window, demonstration server.

    `door` is where a second start hands over what it was to open, None for a program that shares no data.
    """

    def __init__(
        self,
        app: QApplication,
        opening: Opening,
        door: FrontDoor | None = None,
        crash: CrashFile | None = None,
    ) -> None:
        super().__init__()
        self._app = app
        options = self._options = opening.options
        self._interruption = Interruption(self)
        self._interruption.asked.connect(app.exit)
        self._places, self._preferences, self._log = opening.places, opening.preferences, opening.log
        self._house, self._glance = opening.house, opening.glance
        self._house.io.collect_regularly()  # it began before there was an application
        self._language = Language(app)
        self._language.choose(options.language or self._preferences.language or system_language())
        apply_theme(app, ThemeChoice(options.theme) if options.theme else self._preferences.theme)
        self._demo: Demonstration | None = None
        self._is_closed = False
        self._window: MainWindow
        self._guard = WindowGuard(
            app,
            self._house.io,
            lambda: self._house.services.lock,
            front=lambda: self._window,
            account=self._account,
            parent=self,
        )
        self._idle = IdleWatch(app, parent=self)
        self._idle.idle.connect(self._guard.lock)
        self._guard.locked.connect(lambda: self._window.set_locked(True))
        self._guard.unlocked.connect(lambda: self._window.set_locked(False))
        self._guard.sign_in_asked.connect(self._sign_in_to_unlock)
        self._door, self._crash = door, crash
        self._rest: RestWatch | None = None
        self._updates: UpdateDesk | None = None
        self._window = self._make_window()
        app.commitDataRequest.connect(self._keep_before_log_out)
        self._faults = FaultDesk(lambda: self._window, self)
        self._faults.diagnostics_asked.connect(self._ask_diagnostics)
        self._faults.open()

    def run(self) -> int:
        """Show the window, then begin; returns the exit code when the last window is closed."""
        self._window.furnished.connect(self._begun, Qt.ConnectionType.SingleShotConnection)
        self.open()
        # What is loaded by now stays to the end: the collector, which runs on this thread, need not look through it.
        gc.freeze()
        code = self._app.exec()
        log.info("storno-desktop ends with %s", code)
        self.close()
        return code

    def _begun(self) -> None:
        log.info("storno-desktop %s begins", __version__)
        if sys.platform == "linux":
            from storno_desktop.app.login_service import system_logind

            service = system_logind(self)
            if service is not None:
                self.heed(service)
        if self._house.services.policy.feed is not None:
            self._watch_updates(self._house.services.policy.feed)

    def _watch_updates(self, feed: UpdateFeed) -> None:
        from storno_desktop.api.feed_reading import fetch_feed
        from storno_desktop.service.update_watch import UpdateWatch
        from storno_desktop.ui.update_desk import UpdateDesk

        house = self._house
        self._updates = UpdateDesk(
            house.io,
            UpdateWatch(feed, self._places.update_news, house.services.bar, fetch_feed),
            ProgramVersion.parse(__version__),
            window=lambda: self._window,
            notices=lambda: self._window.notices,
            language=lambda: self._language.code,
            clock=house.clock,
            parent=self,
        )
        self._updates.heard.connect(self._window_heard)
        self._updates.begin()

    def _window_heard(self) -> None:
        self._window.show_gate()

    def _open_door(self) -> None:
        """The window can show what a start is to open: this one, and others from now on."""
        if self._door is not None:
            self._door.called.connect(self._called)
            self._door.open()
        self._open_errand(self._options.errand)

    def heed(self, service: LoginService) -> None:
        """Rest when the computer does, as this service tells."""
        from storno_desktop.app.rest_watch import RestWatch

        house = self._house
        self._rest = RestWatch(service, house.io, house.services.bar, self)
        self._rest.rests.connect(self._set_resting)

    def _set_resting(self, rests: bool) -> None:
        self._window.set_resting(rests)

    def _keep_before_log_out(self, manager: QSessionManager) -> None:
        """The person is being logged out, or may be: what is typed is kept. Nothing is asked; what was sent has its
        grace when the program ends."""
        manager.setRestartHint(QSessionManager.RestartHint.RestartNever)
        self._window.keep_texts()

    def _called(self, call: Call) -> None:
        """Somebody started the program a second time."""
        bring_forward(self._window, call.token)
        self._open_errand(call.errand)

    def _open_errand(self, errand: Errand) -> None:
        if errand.request is not None:
            self._window.open_request_file(errand.request)
        if errand.invoice is not None:
            self._window.show_invoice(errand.invoice)

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
        self._window.furnished.connect(self._open_door, Qt.ConnectionType.SingleShotConnection)
        if self._glance is None:
            FirstPaint(self._window, self._begin)
        else:
            self._begin()
        self._window.show()

    @property
    def is_closed(self) -> bool:
        """Whether `close` was called; once is enough."""
        return self._is_closed

    def close(self) -> None:
        """Shut down in order; what is written gets its grace. No window stays, whatever it was asking."""
        self._is_closed = True
        if self._door is not None:
            self._door.close()
        self._app.commitDataRequest.disconnect(self._keep_before_log_out)
        self._guard.unlock()
        for each in self._app.topLevelWidgets():
            if each is not self._window and each.isVisible():
                each.close()
                each.hide()  # one that is busy refuses to close
        self._window.close()
        self._window.deleteLater()
        self._house.close()
        if self._house.vault.kind:
            self._preferences.keyring_kind = self._house.vault.kind
        if self._demo is not None:
            self._demo.server.stop()
        self._interruption.close()
        self._idle.set_minutes(0)  # nobody is there to be missed any more
        self._app.removeEventFilter(self._idle)
        self._language.take_off()
        self._faults.close()
        if self._crash is not None:
            self._crash.close()
        stop_log(self._log)

    def _make_window(self) -> MainWindow:
        house = self._house
        window = MainWindow(house.io, house.services, house.reader, self._preferences, house.clock)
        window.language_chosen.connect(self._choose_language)
        window.theme_chosen.connect(self._choose_theme)
        window.signed_out.connect(self._signed_out)
        window.lock_asked.connect(self._lock_now)
        window.settings_asked.connect(self._ask_settings)
        window.diagnostics_asked.connect(self._ask_diagnostics)
        window.turned_away.connect(self._turned_away)
        # Seeing every event of the program has Qt's whole family of classes loaded: after the first rows.
        window.furnished.connect(self._set_lock)
        # A kept session that goes on is no sign that its owner sits here.
        window.sessions.passphrase_due.connect(self._guard.lock)
        return window

    def _begin(self) -> None:
        if self._options.demo:
            self._begin_demo()
        else:
            self._window.begin(self._glance, self._options.server)

    def _begin_demo(self) -> None:
        from storno_desktop.app.demonstration import open_demonstration

        self._house.io.run(open_demonstration(self._house.services.sessions), self._demo_opened, owner=self)
        self._window.furnish()

    def _demo_opened(self, demo: Demonstration) -> None:
        self._demo = demo
        if isinstance(demo.session, Session):
            self._window.enter(demo.session)
        else:
            self._window.ask_sign_in(demo.server.url)

    # -------------------------------------------------------------------------------------- the session

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

    def _turned_away(self, account: AccountId, why: Problem) -> None:
        """The server lets this person in no more: nothing of theirs stays on show."""
        self._renew_window()
        self._window.sessions.ask(account).show_answer(why)

    # -------------------------------------------------------------------------------------- when something is wrong

    def tell_of_crash(self) -> None:
        """The run before this one broke off: offer to look at what it left."""
        from storno_desktop.app.crash_notice import CrashNotice

        CrashNotice(self._window.notices, self._ask_diagnostics, self._house.clock, self._window)

    def _ask_diagnostics(self) -> None:
        from storno_desktop.app.diagnostics import Diagnostics
        from storno_desktop.ui.diagnostics_dialog import DiagnosticsDialog
        from storno_desktop.ui.sign_in_desk import SignInDesk

        session, services = self._window.session, self._house.services
        desk = SignInDesk(self._preferences, services.policy)
        typed = parse_server_address(desk.server)
        usual = typed if isinstance(typed, ServerAddress) else ServerAddress(HOSTED_SERVER)
        server = usual if session is None else session.server
        profile, account = desk.profile_of(server), None if session is None else session.account
        diagnostics = Diagnostics(self._house, self._places, self._crash)
        dialog = DiagnosticsDialog(
            self._house.io,
            diagnostics.papers,
            lambda: diagnostics.self_test(profile, account),
            self._window,
        )
        dialog.open()

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
        dialog.copies_resized.connect(window.fit_copies)
        dialog.copies_moved.connect(window.copies_moved)
        dialog.copies_erased.connect(window.begin_anew)
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
        self._window.furnish()
        self._window.show()
        if session is not None:
            self._window.enter(session)
        old.close()
        old.deleteLater()
