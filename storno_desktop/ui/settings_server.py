"""The settings page of the server: its addresses, the browser sign-in's client, and a test of the connection."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from storno_desktop.domain.account import AccountId, ServerProfile
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.service.doctor import Doctor
from storno_desktop.service.examined import Examined
from storno_desktop.service.session import Session
from storno_desktop.ui.busy import BusyLine
from storno_desktop.ui.doctor_view import DoctorView, ExamWords
from storno_desktop.ui.preferences import web_address_of
from storno_desktop.ui.settings_page import FixedNote, SettingsPage, note_label, shown_text
from storno_desktop.ui.sign_in_desk import SignInDesk
from storno_desktop.ui.theme import Tone, set_tone

_LONGEST_CLIENT_ID = 200


class ServerPage(SettingsPage):
    """What is typed counts once the field is left or Enter is pressed, and only if it can be right."""

    profile_changed = Signal(object)  # ServerProfile

    def __init__(
        self,
        io: IoThread,
        doctor: Doctor,
        words: ExamWords,
        desk: SignInDesk,
        server: ServerAddress,
        session: Session | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._io, self._doctor, self._desk, self._server = io, doctor, desk, server
        self._session = session
        self._asked: Ticket[tuple[Examined, ...]] | None = None
        self.set_title(self.tr("Server"))
        profile = desk.profile_of(server)
        self.api = shown_text(server.url, self.tr("API address"), self)
        self.web = QLineEdit(profile.web_address, self)
        self.client = QLineEdit(profile.client_id, self)
        self.web_fixed, self.client_fixed = FixedNote(self), FixedNote(self)
        self.objection = note_label("", self)
        self.test = QPushButton(self.tr("&Test the connection"), self)
        self.view = DoctorView(words, self)
        self._busy = BusyLine(parent=self)

        self._lay_out()

        self.web.editingFinished.connect(self._web_typed)
        self.client.editingFinished.connect(self._client_typed)
        self.test.clicked.connect(lambda _checked=False: self.examine())

    def _lay_out(self) -> None:
        self.client.setMaxLength(_LONGEST_CLIENT_ID)
        self.client.setPlaceholderText(self.tr("none"))
        self.test.setAutoDefault(False)
        set_tone(self.objection, Tone.DANGER)
        self.objection.hide()
        self.api_fixed = FixedNote(self)
        rows = self.add_rows()
        rows.add(self.tr("API address"), self.api, below=self.api_fixed)
        rows.add(self.tr("&Web address"), self.web, below=self.web_fixed)
        rows.add(self.tr("OAuth &client ID"), self.client, below=self.client_fixed)
        self.api_fixed.setVisible(self._desk.server_is_fixed)
        self.web_fixed.mark(self.web, self._desk.web_address_is_fixed(self._server))
        self.client_fixed.mark(self.client, self._desk.client_id_is_fixed(self._server))
        self.add(self.objection)
        self.add_note(
            self.tr(
                "The sign-in with the browser begins at the web address and needs a client ID: register a public "
                "client in Storno, with the redirect address http://127.0.0.1/callback. Another server is chosen when you "
                "add an account."
            )
        )
        self.add_section(self.tr("Connection"))
        self.add_buttons(self.test)
        self.add(self._busy)
        self.add(self.view)
        self.end()

    @property
    def is_examining(self) -> bool:
        """Whether the test is under way."""
        return self._asked is not None

    def examine(self) -> None:
        """Look at everything between here and an invoice; nothing is changed by that."""
        self.view.clear()
        self.test.setEnabled(False)
        self._busy.start()
        session = self._session
        account: AccountId | None = None
        durable = True
        if session is not None and session.server == self._server:
            account, durable = session.account, bool(session.kept)
        work = self._doctor.examine(self._desk.profile_of(self._server), account, durable=durable)
        self._asked = self._io.run(work, self._examined, owner=self)

    def forget(self) -> None:
        """The window closes: nobody waits for the test any more."""
        if self._asked is not None:
            self._asked.drop()
            self._asked = None

    # -------------------------------------------------------------------------------------- inside

    def _examined(self, results: tuple[Examined, ...]) -> None:
        self._asked = None
        self._busy.stop()
        self.test.setEnabled(True)
        self.view.show_results(results)

    def _web_typed(self) -> None:
        typed = self.web.text().strip()
        profile = self._desk.profile_of(self._server)
        address = web_address_of(typed) if typed else ""
        if address is None:
            self._object(
                self.web,
                self.tr(
                    "The web address has to begin with https://. It was not changed: %1 stays in force."
                ).replace("%1", profile.web_address),
            )
            return
        self._keep(replace(profile, web_address=address))
        self.web.setText(self._desk.profile_of(self._server).web_address)
        self._object(self.web, "")

    def _client_typed(self) -> None:
        typed = self.client.text().strip()
        if not all("!" <= letter <= "~" for letter in typed):
            self._object(
                self.client, self.tr("A client ID has no spaces and no special letters. It was not changed.")
            )
            return
        self._keep(replace(self._desk.profile_of(self._server), client_id=typed))
        self.client.setText(typed)
        self._object(self.client, "")

    def _keep(self, profile: ServerProfile) -> None:
        if profile == self._desk.profile_of(self._server):
            return
        self._desk.keep_profile(profile)
        self.profile_changed.emit(self._desk.profile_of(self._server))

    def _object(self, field: QLineEdit, sentence: str) -> None:
        field.setProperty("invalid", bool(sentence))
        field.style().unpolish(field)
        field.style().polish(field)
        label: QLabel = self.objection
        label.setText(sentence)
        label.setVisible(bool(sentence))
