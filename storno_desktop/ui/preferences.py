"""What a person chose for this computer; never a secret."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QSettings

from storno_desktop.domain.account import AccountId, account_id, usual_web_address
from storno_desktop.domain.local_copy import MEGABYTES, MONTHS_LISTED
from storno_desktop.domain.server_address import ServerAddress, parse_server_address
from storno_desktop.domain.session import User
from storno_desktop.service.policy import Policy
from storno_desktop.ui.known_account import KnownAccount, account_of, entry_of
from storno_desktop.ui.numbered_entries import Entry, entries_in, keep_entries, text_in
from storno_desktop.ui.saved_view import SavedView, view_of
from storno_desktop.ui.saved_view import entry_of as entry_of_view
from storno_desktop.ui.theme import ThemeChoice

if TYPE_CHECKING:
    # Imported when somebody writes a reason: start-up loads nothing that it does not show.
    from storno_desktop.ui.reason_preset import ReasonPreset

__all__ = ["LOCK_MINUTES", "MONTHS_LISTED", "KnownAccount", "Preferences", "web_address_of"]

LOCK_MINUTES: Final = (0, 1, 5, 15, 30, 60)
"""The choices of time without a key or the mouse after which the window is covered; 0 is never."""
_USUAL_LOCK, _USUAL_MONTHS, _USUAL_MEGABYTES = 15, 0, 0
_ALL, _NONE = "*", "-"


class Preferences:
    """Typed access to the settings file. What is missing or damaged in it reads as the usual value."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def file(self) -> Path:
        """Where all this is written."""
        return Path(self._settings.fileName())

    def keep(self) -> None:
        """Write everything down now; Qt does it by itself soon after each change."""
        self._settings.sync()

    # -------------------------------------------------------------------------------------- the look

    @property
    def language(self) -> str:
        """ "ro", "en", or "" where nothing was chosen."""
        chosen = self._text("language")
        return chosen if chosen in {"ro", "en"} else ""

    @language.setter
    def language(self, code: str) -> None:
        self._settings.setValue("language", code)

    @property
    def theme(self) -> ThemeChoice:
        """The theme; the system's where nothing was chosen."""
        try:
            return ThemeChoice(self._text("theme"))
        except ValueError:
            return ThemeChoice.SYSTEM

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._settings.setValue("theme", choice.value)

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood; empty for the first time."""
        stored = self._settings.value("geometry")
        return stored if isinstance(stored, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("geometry", geometry)

    @property
    def shows_detail(self) -> bool:
        """Whether the pane on the right is open."""
        return str(self._settings.value("detail", "true")).lower() != "false"

    @shows_detail.setter
    def shows_detail(self, shown: bool) -> None:
        self._settings.setValue("detail", "true" if shown else "false")

    @property
    def keyring_kind(self) -> str:
        """Which keyring held the secrets last time (a name of the keyring library), "" for none."""
        return self._text("keyring")

    @keyring_kind.setter
    def keyring_kind(self, name: str) -> None:
        self._settings.setValue("keyring", name)

    # -------------------------------------------------------------------------------------- the reasons

    @property
    def reason_presets(self) -> tuple[ReasonPreset, ...] | None:
        """The presets that somebody made for reasons, perhaps none at all; None where those of the program serve."""
        from storno_desktop.ui.reason_preset import MOST_PRESETS, preset_of

        if not self._settings.contains("presets/count"):
            return None
        found = (preset_of(entry) for entry in entries_in(self._settings, "presets"))
        return tuple(each for each in found if each is not None)[:MOST_PRESETS]

    @reason_presets.setter
    def reason_presets(self, presets: Sequence[ReasonPreset] | None) -> None:
        from storno_desktop.ui.reason_preset import entry_of as entry_of_preset

        if presets is None:
            self._settings.remove("presets")
        else:
            keep_entries(self._settings, "presets", [entry_of_preset(each) for each in presets])

    # -------------------------------------------------------------------------------------- lock and data

    @property
    def lock_minutes(self) -> int:
        """Minutes without a key or the mouse after which the window is covered, one of LOCK_MINUTES; 0 is never."""
        return self._choice("lock", LOCK_MINUTES, _USUAL_LOCK)

    @lock_minutes.setter
    def lock_minutes(self, minutes: int) -> None:
        self._settings.setValue("lock", minutes)

    def lock_after(self, policy: Policy) -> timedelta | None:
        """The time in force: what the organisation fixed, else what was chosen; None is never."""
        if policy.lock_after is not None:
            return policy.lock_after
        return timedelta(minutes=self.lock_minutes) if self.lock_minutes else None

    @property
    def months_listed(self) -> int:
        """How many months back the list goes, one of MONTHS_LISTED; 0 is all of them."""
        return self._choice("months", MONTHS_LISTED, _USUAL_MONTHS)

    @months_listed.setter
    def months_listed(self, months: int) -> None:
        self._settings.setValue("months", months)

    def months_in_force(self, policy: Policy) -> int:
        """What the organisation fixed, else what was chosen; 0 is all months."""
        return self.months_listed if policy.months is None else policy.months

    @property
    def megabytes(self) -> int:
        """What an account's copies may take on the disk, one of MEGABYTES; 0 is without a limit."""
        return self._choice("megabytes", MEGABYTES, _USUAL_MEGABYTES)

    @megabytes.setter
    def megabytes(self, megabytes: int) -> None:
        self._settings.setValue("megabytes", megabytes)

    def copies_at_most(self, policy: Policy) -> int | None:
        """Bytes in force: what the organisation fixed, else what was chosen; None is without a limit."""
        megabytes = self.megabytes if policy.megabytes is None else policy.megabytes
        return megabytes * 1_000_000 if megabytes else None

    def kept_companies(self, account: AccountId) -> frozenset[str] | None:
        """The companies, by id, of which this account keeps a copy on the disk; None is all of them."""
        text = self._text(f"copies/{_group_of(account)}") or _ALL
        return None if text == _ALL else frozenset(text.split()) - {_NONE}

    def keep_companies(self, account: AccountId, company_ids: Iterable[str] | None) -> None:
        """Only these are to be kept on the disk; None for all, later ones too."""
        text = _ALL if company_ids is None else " ".join(sorted(company_ids)) or _NONE
        self._settings.setValue(f"copies/{_group_of(account)}", text)

    def keeps_copy(self, account: AccountId, company_id: str) -> bool:
        """Whether this company is to be kept on the disk."""
        kept = self.kept_companies(account)
        return kept is None or company_id in kept

    def forget_refresh(self, company_id: str) -> None:
        """Nothing of the company's list is here any more."""
        self._settings.remove(f"refreshed/{company_id}")

    def refreshed_at(self, company_id: str) -> datetime | None:
        """When this company's list was last brought up to date as a whole (aware), None for never."""
        try:
            moment = datetime.fromisoformat(self._text(f"refreshed/{company_id}"))
        except ValueError:
            return None
        return moment if moment.tzinfo is not None else None

    def note_refresh(self, company_id: str, moment: datetime) -> None:
        """The company's list was brought up to date at this (aware) moment."""
        self._settings.setValue(f"refreshed/{company_id}", moment.isoformat())

    def nudged_on(self, company_id: str) -> date | None:
        """On which day somebody was last told that windows of this company close soon; None for never."""
        try:
            return date.fromisoformat(self._text(f"nudged/{company_id}"))
        except ValueError:
            return None

    def note_nudge(self, company_id: str, day: date) -> None:
        """They were told on this day."""
        self._settings.setValue(f"nudged/{company_id}", day.isoformat())

    # -------------------------------------------------------------------------------------- the accounts

    @property
    def accounts(self) -> tuple[KnownAccount, ...]:
        """All accounts that signed in here, the one used last first."""
        entries = entries_in(self._settings, "accounts")
        if not entries and not self._settings.contains("accounts/count"):
            former = self._former_account()
            return () if former is None else (former,)
        found: dict[AccountId, KnownAccount] = {}
        for entry in entries:
            account = account_of(entry)
            if account is not None:
                found.setdefault(account.id, account)
        return tuple(found.values())

    def known(self, account: AccountId) -> KnownAccount | None:
        """What is known of this account, None where it never signed in here."""
        return next((each for each in self.accounts if each.id == account), None)

    def add(self, account: KnownAccount) -> None:
        """Put this account first, in the place of what was known of it."""
        self._keep_accounts((account, *(each for each in self.accounts if each.id != account.id)))

    def update(self, account: KnownAccount) -> None:
        """What is known of this account changed; its place stays. One that is not known any more stays out."""
        self._keep_accounts(account if each.id == account.id else each for each in self.accounts)

    def remove(self, account: AccountId) -> None:
        """Forget what is known of this account."""
        self._settings.remove(_views_group(account))
        self._settings.remove(f"copies/{_group_of(account)}")
        was_current = self.current == account
        self._keep_accounts(each for each in self.accounts if each.id != account)
        if was_current:
            self.current = None

    def welcome(self, server: ServerAddress, user: User, *, stays: bool) -> KnownAccount:
        """This person works here now: the first and the current account.

        The company opened last is remembered within the same organisation.
        """
        earlier = self.known(account_id(server, user.email))
        company_id = self.company_id if self.current in (None, account_id(server, user.email)) else ""
        if earlier is not None:
            same = earlier.organization_id in {"", user.organization_id}
            company_id = (earlier.company_id or company_id) if same else ""
        account = KnownAccount(
            server=server.url,
            email=user.email.strip(),
            name=user.full_name,
            way=user.way,
            organization_id=user.organization_id,
            company_id=company_id,
            stays=stays,
        )
        self.add(account)
        self.current = account.id
        return account

    @property
    def current(self) -> AccountId | None:
        """Who worked here last, None for nobody."""
        server = parse_server_address(self.server)
        if not isinstance(server, ServerAddress) or not self.email.strip():
            return None
        return account_id(server, self.email)

    @current.setter
    def current(self, account: AccountId | None) -> None:
        if account is None:
            self._settings.remove("email")
            return
        known = self.known(account)
        self.server = account.server.url
        self.email = account.email if known is None else known.email

    @property
    def server(self) -> str:
        """The server's address that was used last, "" for none."""
        return self._text("server")

    @server.setter
    def server(self, url: str) -> None:
        self._settings.setValue("server", url)

    @property
    def email(self) -> str:
        """Who signed in last, "" for nobody."""
        return self._text("email")

    @email.setter
    def email(self, email: str) -> None:
        self._settings.setValue("email", email)

    @property
    def company_id(self) -> str:
        """The company that was open last in the current account."""
        known = self._current_known()
        return self._text("company") if known is None else known.company_id

    @company_id.setter
    def company_id(self, company_id: str) -> None:
        known = self._current_known()
        if known is None:
            self._settings.setValue("company", company_id)
        else:
            self.update(replace(known, company_id=company_id))

    @property
    def stays_signed_in(self) -> bool:
        """Whether the last sign-in of the current account put its session into the keyring."""
        known = self._current_known()
        return self._text("stay").lower() == "true" if known is None else known.stays

    @stays_signed_in.setter
    def stays_signed_in(self, stay: bool) -> None:
        known = self._current_known()
        if known is None:
            self._settings.setValue("stay", "true" if stay else "false")
        else:
            self.update(replace(known, stays=stay))

    # -------------------------------------------------------------------------------------- the servers

    def web_address(self, server: ServerAddress) -> str:
        """The web address that was typed for this server, "" for none."""
        return self._profiles().get(server.url, _NO_PROFILE).get("web", "")

    def client_id(self, server: ServerAddress) -> str:
        """The OAuth client ID that was typed for this server, "" for none."""
        return self._profiles().get(server.url, _NO_PROFILE).get("client", "")

    def keep_profile(self, server: ServerAddress, web_address: str, client_id: str) -> None:
        """Remember what was typed for this server; "" for nothing."""
        profiles = self._profiles()
        profiles.pop(server.url, None)
        if web_address or client_id:
            profiles = {
                server.url: {"server": server.url, "web": web_address, "client": client_id},
                **profiles,
            }
        keep_entries(self._settings, "servers", list(profiles.values()))

    # -------------------------------------------------------------------------------------- the saved views

    def saved_views(self, account: AccountId) -> tuple[SavedView, ...]:
        """The views that this account named, the oldest first; damaged ones are left out."""
        found: dict[str, SavedView] = {}
        for entry in entries_in(self._settings, _views_group(account)):
            view = view_of(entry)
            if view is not None:
                found.setdefault(view.key, view)
        return tuple(found.values())

    def keep_saved_views(self, account: AccountId, views: Sequence[SavedView]) -> None:
        """Write these in the place of all that this account had."""
        keep_entries(self._settings, _views_group(account), [entry_of_view(each) for each in views])

    # -------------------------------------------------------------------------------------- inside

    def _text(self, key: str) -> str:
        return text_in(self._settings, key)

    def _choice(self, key: str, allowed: Sequence[int], usual: int) -> int:
        text = str(self._settings.value(key, usual))
        return int(text) if text in map(str, allowed) else usual

    def _current_known(self) -> KnownAccount | None:
        current = self.current
        return None if current is None else self.known(current)

    def _former_account(self) -> KnownAccount | None:
        """The one account of which earlier versions wrote down server, e-mail and company."""
        entry = {key: self._text(key) for key in ("server", "email", "company")}
        return account_of({**entry, "stays": self._text("stay")})

    def _keep_accounts(self, accounts: Iterable[KnownAccount]) -> None:
        keep_entries(
            self._settings,
            "accounts",
            [entry_of(each) for each in accounts],
        )
        for former in ("company", "stay"):
            self._settings.remove(former)

    def _profiles(self) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for entry in entries_in(self._settings, "servers"):
            server, web = parse_server_address(entry.get("server", "")), entry.get("web", "")
            if not isinstance(server, ServerAddress):
                continue
            client = entry.get("client", "")
            kept = {"server": server.url, "web": web_address_of(web) or "", "client": client}
            found.setdefault(server.url, kept)
        return found


_NO_PROFILE: Final[Entry] = {}


def _views_group(account: AccountId) -> str:
    """Where the views of an account stand."""
    return f"views/{_group_of(account)}"


def _group_of(account: AccountId) -> str:
    """What stands for an account: a name without the signs that separate groups."""
    named = f"{account.server.url} {account.email}".encode()
    return hashlib.sha256(named).hexdigest()[:16]


def web_address_of(text: str) -> str | None:
    """The address of a web application as typed, None where it cannot be one: like the API's it is encrypted,
    or on this very computer."""
    address = parse_server_address(text)
    return usual_web_address(address) if isinstance(address, ServerAddress) else None
