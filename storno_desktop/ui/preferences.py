"""What a person chose for this computer; never a secret."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings

from storno_desktop.domain.account import AccountId, account_id, usual_web_address
from storno_desktop.domain.server_address import ServerAddress, parse_server_address
from storno_desktop.domain.session import SignInWay, User
from storno_desktop.service.policy import Policy
from storno_desktop.ui.theme import ThemeChoice

LOCK_MINUTES: Final = (0, 1, 5, 15, 30, 60)
"""The choices of time without a key or the mouse after which the window is covered; 0 is never."""
MONTHS_LISTED: Final = (0, 12, 24, 60)
"""The choices of how many months back the list goes; 0 is all of them."""

_USUAL_LOCK, _USUAL_MONTHS = 15, 0
_MOST_ENTRIES = 50
"""More accounts or servers than anybody has; a damaged file may claim any number."""

_Entry = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAccount:
    """An account that signed in on this computer, as the person spells it, and what was open in it last.

    `server` is the API's address, `stays` whether its session was put into the keyring. No secret stands here.
    """

    server: str
    email: str
    name: str = ""
    way: SignInWay = SignInWay.PASSWORD
    organization_id: str = ""
    company_id: str = ""
    stays: bool = False

    @property
    def address(self) -> ServerAddress:
        """The server; read back from the file it was checked already."""
        return ServerAddress(self.server)

    @property
    def id(self) -> AccountId:
        """What tokens and local data belong to."""
        return account_id(self.address, self.email)

    @property
    def host(self) -> str:
        """The server without https://, for the eye."""
        return self.server.partition("://")[2]


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

    # -------------------------------------------------------------------------------------- the accounts

    @property
    def accounts(self) -> tuple[KnownAccount, ...]:
        """All accounts that signed in here, the one used last first."""
        entries = self._entries("accounts")
        if not entries and not self._settings.contains("accounts/count"):
            former = self._former_account()
            return () if former is None else (former,)
        found: dict[AccountId, KnownAccount] = {}
        for entry in entries:
            account = _account_of(entry)
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
        self._keep_entries("servers", list(profiles.values()))

    # -------------------------------------------------------------------------------------- inside

    def _text(self, key: str) -> str:
        value = self._settings.value(key, "")
        return value if isinstance(value, str) else ""

    def _choice(self, key: str, allowed: Sequence[int], usual: int) -> int:
        text = str(self._settings.value(key, usual))
        return int(text) if text in map(str, allowed) else usual

    def _current_known(self) -> KnownAccount | None:
        current = self.current
        return None if current is None else self.known(current)

    def _former_account(self) -> KnownAccount | None:
        """The one account of which earlier versions wrote down server, e-mail and company."""
        entry = {key: self._text(key) for key in ("server", "email", "company")}
        return _account_of({**entry, "stays": self._text("stay")})

    def _keep_accounts(self, accounts: Iterable[KnownAccount]) -> None:
        self._keep_entries(
            "accounts",
            [
                {
                    "server": each.server,
                    "email": each.email,
                    "name": each.name,
                    "way": each.way.value,
                    "organization": each.organization_id,
                    "company": each.company_id,
                    "stays": "true" if each.stays else "false",
                }
                for each in accounts
            ],
        )
        for former in ("company", "stay"):
            self._settings.remove(former)

    def _profiles(self) -> dict[str, _Entry]:
        found: dict[str, _Entry] = {}
        for entry in self._entries("servers"):
            server, web = parse_server_address(entry.get("server", "")), entry.get("web", "")
            if not isinstance(server, ServerAddress):
                continue
            client = entry.get("client", "")
            kept = {"server": server.url, "web": web_address_of(web) or "", "client": client}
            found.setdefault(server.url, kept)
        return found

    def _entries(self, group: str) -> list[_Entry]:
        """The numbered entries of a group, in the order of their numbers."""
        self._settings.beginGroup(group)
        numbers = sorted((name for name in self._settings.childGroups() if name.isdecimal()), key=int)
        entries: list[_Entry] = []
        for number in numbers[:_MOST_ENTRIES]:
            self._settings.beginGroup(number)
            entries.append({key: self._text(key) for key in self._settings.childKeys()})
            self._settings.endGroup()
        self._settings.endGroup()
        return entries

    def _keep_entries(self, group: str, entries: Sequence[_Entry]) -> None:
        self._settings.remove(group)
        self._settings.beginGroup(group)
        kept = entries[:_MOST_ENTRIES]
        self._settings.setValue("count", len(kept))
        for number, entry in enumerate(kept, start=1):
            for key, value in entry.items():
                self._settings.setValue(f"{number}/{key}", value)
        self._settings.endGroup()


_NO_PROFILE: Final[_Entry] = {}


def web_address_of(text: str) -> str | None:
    """The address of a web application as typed, None where it cannot be one: like the API's it is encrypted,
    or on this very computer."""
    address = parse_server_address(text)
    return usual_web_address(address) if isinstance(address, ServerAddress) else None


def _account_of(entry: _Entry) -> KnownAccount | None:
    """The account that was written down, None where the entry is damaged."""
    server, email = parse_server_address(entry.get("server", "")), entry.get("email", "").strip()
    if not isinstance(server, ServerAddress) or not email or not email.isprintable():
        return None
    try:
        way = SignInWay(entry.get("way", SignInWay.PASSWORD.value))
    except ValueError:
        return None
    return KnownAccount(
        server=server.url,
        email=email,
        name=entry.get("name", ""),
        way=way,
        organization_id=entry.get("organization", ""),
        company_id=entry.get("company", ""),
        stays=entry.get("stays", "").lower() == "true",
    )
