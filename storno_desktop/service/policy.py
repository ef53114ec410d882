"""What an office fixes for everybody who works at a computer: its meaning, and what is wrong in one that is broken."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from typing import Any, TypeVar
from urllib.parse import urlsplit

from storno_desktop.domain.account import usual_web_address
from storno_desktop.domain.local_copy import MEGABYTES, MONTHS_LISTED
from storno_desktop.domain.program_version import ProgramVersion
from storno_desktop.domain.restore_rules import RestoreRules, WhenApproved
from storno_desktop.domain.server_address import AddressFault, ServerAddress, parse_server_address
from storno_desktop.domain.session import SignInWay

T = TypeVar("T")

STRICTEST_LOCK = timedelta(minutes=5)
LONGEST_LOCK_MINUTES = 480
"""A working day; a window that is never covered cannot be fixed by policy."""
_LONGEST_CLIENT_ID = 200
_LONGEST_ADDRESS = 500
_KEY_BYTES = 32
"""Of an Ed25519 public key."""


class FlawKind(Enum):
    """What can be wrong with a policy; the value is the English text for logs and the self-test."""

    UNREADABLE = "the file cannot be read"
    TOO_LARGE = "the file is larger than any policy"
    NOT_TOML = "the file is no TOML"
    NOT_PROTECTED = "people who are no administrators could change this file or folder"
    UNKNOWN_TABLE = "there is no such table"
    UNKNOWN_KEY = "there is no such key"
    NOT_A_TABLE = "this has to be a table"
    NOT_TEXT = "this has to be a text"
    NOT_A_FLAG = "this has to be true or false"
    NOT_A_NUMBER = f"this has to be a whole number from 1 to {LONGEST_LOCK_MINUTES}"
    NOT_A_LIST = "this has to be a list of texts with at least one in it"
    NOT_AN_ADDRESS = "this has to be an https address, or http for this very computer"
    HOLDS_CREDENTIALS = "an address here may hold no name and no password"
    NOT_A_CLIENT_ID = f"this has to be 1 to {_LONGEST_CLIENT_ID} visible ASCII characters"
    NOT_A_CHOICE = "this is none of the numbers that the settings offer"
    NOT_DAYS = "this has to be a whole number from 1 to 30"
    NOT_A_LENGTH = "this has to be a whole number from 10 to 200"
    NOT_A_VERSION = "this has to be three numbers, such as 1.4.0"
    NOT_A_KEY = "this has to be an Ed25519 public key: 32 bytes in base64"
    KEY_AND_FEED = "the feed and its key go together: one of them is missing"
    UNKNOWN_WHEN = 'only "always", "on-warning" and "never" are possible here'
    UNKNOWN_WAY = 'only "password", "browser" and "api-key" are ways of signing in'


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong. `where` is the key ("lock.after_minutes"), for the file as a whole a place in
    it ("line 3, column 7"), the path of a file or folder, or "". No value out of the file stands in it."""

    kind: FlawKind
    where: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.kind.value}" if self.where else self.kind.value


@dataclass(frozen=True, slots=True)
class PolicyFault:
    """A policy that does not hold: everything that is wrong with it.

    `least_version` is what it says of that, where that much can be read: a mistake elsewhere must not lift it.
    """

    flaws: tuple[Flaw, ...]
    least_version: ProgramVersion | None = None

    def __str__(self) -> str:
        return "; ".join(map(str, self.flaws))


@dataclass(frozen=True, slots=True)
class UpdateFeed:
    """Where news about this program come from: an https address, and the Ed25519 public key (32 bytes) that signs
    them."""

    address: str
    key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What is fixed. None, where nothing is said: then people choose for themselves.

    `lock_after` is the time without a key or the mouse after which the window is covered;
    `keep_signed_in=False` forbids to keep sessions in the keyring, True asks for it; `ways` are the only
    ways of signing in. `months` is how far back the list goes, `megabytes` what an account's copies may take on
    the disk: each one of the settings' choices. `restore` says who may let a cancelled invoice become a draft; what
    it leaves out is as strict as can be. `feed` is where news of later versions are looked for, None for nowhere;
    `least_version` the lowest version that may act, None for any. `fault` tells that there is a policy but a broken one: the rest is then as strict as can be.
    """

    server: ServerAddress | None = None
    web_address: str | None = None
    client_id: str | None = None
    ways: frozenset[SignInWay] | None = None
    keep_signed_in: bool | None = None
    lock_after: timedelta | None = None
    months: int | None = None
    megabytes: int | None = None
    restore: RestoreRules = field(default_factory=RestoreRules)
    feed: UpdateFeed | None = None
    least_version: ProgramVersion | None = None
    fault: PolicyFault | None = None


def strictest_policy(fault: PolicyFault) -> Policy:
    """What holds while the policy is broken: whoever damages it must not gain by that (decisions 3)."""
    return Policy(
        lock_after=STRICTEST_LOCK,
        keep_signed_in=False,
        megabytes=min(filter(None, MEGABYTES)),
        least_version=fault.least_version,
        fault=fault,
    )


def parse_policy(text: str) -> Policy | PolicyFault:
    """The policy in a TOML text, or everything that is wrong with it; nothing is guessed or passed over."""
    import tomllib

    try:
        document = tomllib.loads(text)
    except ValueError as error:
        return PolicyFault((Flaw(FlawKind.NOT_TOML, _place_of(error)),))
    except RecursionError:
        return PolicyFault((Flaw(FlawKind.NOT_TOML),))
    reading = _Reading(document)
    policy = Policy(
        server=reading.take("server", "api", _server),
        web_address=reading.take("server", "web", _web_address),
        client_id=reading.take("server", "oauth_client_id", _client_id),
        ways=reading.take("sign_in", "ways", _ways),
        keep_signed_in=reading.take("sign_in", "keep", _flag),
        lock_after=reading.take("lock", "after_minutes", _minutes),
        months=reading.take("data", "months", _months),
        megabytes=reading.take("data", "megabytes", _megabytes),
        restore=_restore_rules(reading),
        feed=_feed(reading),
        least_version=reading.take("updates", "least_version", _version),
    )
    flaws = reading.flaws()
    return PolicyFault(flaws, policy.least_version) if flaws else policy


def _restore_rules(reading: _Reading) -> RestoreRules:
    """The table "restore"; what is left out stays as strict as can be."""
    strict = RestoreRules()

    def take(key: str, read: Callable[[Any], T | FlawKind], otherwise: T) -> T:
        found = reading.take("restore", key, read)
        return otherwise if found is None else found

    return RestoreRules(
        window_days=take("window_days", _days, strict.window_days),
        approval=take("approval", _when, strict.approval),
        roles=take("supervisor_roles", _texts, strict.roles),
        permissions=take("supervisor_permissions", _texts, strict.permissions),
        canceller_may_approve=take("canceller_may_approve", _flag, strict.canceller_may_approve),
        reason_length=take("reason_length", _length, strict.reason_length),
        confirms_alone=take("confirms_alone", _flag, strict.confirms_alone),
        alone_after=take("alone_after_minutes", _minutes, strict.alone_after),
    )


def _feed(reading: _Reading) -> UpdateFeed | None:
    """News without a key could come from anybody, a key without an address is a mistake."""
    address = reading.take("updates", "feed", _feed_address)
    key = reading.take("updates", "key", _public_key)
    if address is not None and key is not None:
        return UpdateFeed(address, key)
    if not reading.has_flaw("updates") and (address is not None or key is not None):
        reading.object("updates", FlawKind.KEY_AND_FEED)
    return None


class _Reading:
    """Takes known keys out of a document; what is left over in the end is unknown."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._left: dict[str, Any] = {
            name: dict(table) if isinstance(table, dict) else table for name, table in document.items()
        }
        self._known: set[str] = set()
        self._flaws: list[Flaw] = []

    def take(self, table: str, key: str, read: Callable[[Any], T | FlawKind]) -> T | None:
        """The value of this key as `read` understands it, None where it is missing or flawed."""
        held = self._table(table)
        if key not in held:
            return None
        value = read(held.pop(key))
        if isinstance(value, FlawKind):
            self._flaws.append(Flaw(value, f"{table}.{key}"))
            return None
        return value

    def object(self, where: str, kind: FlawKind) -> None:
        """Keys that are well each by itself do not fit together."""
        self._flaws.append(Flaw(kind, where))

    def has_flaw(self, table: str) -> bool:
        """Whether a key of this table is flawed."""
        return any(flaw.where.startswith(f"{table}.") for flaw in self._flaws)

    def flaws(self) -> tuple[Flaw, ...]:
        """What was wrong, and what nobody asked for."""
        for name, left in self._left.items():
            if name not in self._known:
                self._flaws.append(Flaw(FlawKind.UNKNOWN_TABLE, _shown(name)))
            elif not isinstance(left, dict):
                self._flaws.append(Flaw(FlawKind.NOT_A_TABLE, name))
            else:
                self._flaws += [Flaw(FlawKind.UNKNOWN_KEY, f"{name}.{_shown(key)}") for key in left]
        return tuple(self._flaws)

    def _table(self, name: str) -> dict[str, Any]:
        self._known.add(name)
        held = self._left.get(name)
        return held if isinstance(held, dict) else {}


def _shown(name: str) -> str:
    """A name out of the file that may stand in a log: short, and in one line."""
    return "".join(letter if letter.isprintable() else " " for letter in name)[:60]


def _place_of(error: ValueError) -> str:
    """Where the TOML breaks off: "line 3, column 7" from the library's sentence, never a text of the file."""
    _before, found, place = str(error).rpartition("(at ")
    return place.rstrip(")") if found else ""


def _server(value: object) -> ServerAddress | FlawKind:
    if not isinstance(value, str):
        return FlawKind.NOT_TEXT
    address = parse_server_address(value)
    if isinstance(address, ServerAddress):
        return address
    holds = address is AddressFault.HOLDS_CREDENTIALS
    return FlawKind.HOLDS_CREDENTIALS if holds else FlawKind.NOT_AN_ADDRESS


def _web_address(value: object) -> str | FlawKind:
    address = _server(value)
    return usual_web_address(address) if isinstance(address, ServerAddress) else address


def _feed_address(value: object) -> str | FlawKind:
    """Like a server's address, but with a path."""
    if not isinstance(value, str):
        return FlawKind.NOT_TEXT
    try:
        parts = urlsplit(value)
        host = parts.netloc
    except ValueError:
        return FlawKind.NOT_AN_ADDRESS
    address = _server(f"{parts.scheme}://{host}")
    if isinstance(address, FlawKind):
        return address
    is_plain = bool(parts.scheme and host) and not (parts.query or parts.fragment)
    fits = is_plain and len(value) <= _LONGEST_ADDRESS and all("!" <= letter <= "~" for letter in value)
    return value if fits else FlawKind.NOT_AN_ADDRESS


def _public_key(value: object) -> bytes | FlawKind:
    if not isinstance(value, str):
        return FlawKind.NOT_TEXT
    try:
        key = b64decode(value, validate=True)
    except ValueError:
        return FlawKind.NOT_A_KEY
    return key if len(key) == _KEY_BYTES else FlawKind.NOT_A_KEY


def _version(value: object) -> ProgramVersion | FlawKind:
    if not isinstance(value, str):
        return FlawKind.NOT_TEXT
    return ProgramVersion.parse(value) or FlawKind.NOT_A_VERSION


def _client_id(value: object) -> str | FlawKind:
    if not isinstance(value, str):
        return FlawKind.NOT_TEXT
    fits = 0 < len(value) <= _LONGEST_CLIENT_ID and all("!" <= letter <= "~" for letter in value)
    return value if fits else FlawKind.NOT_A_CLIENT_ID


def _ways(value: object) -> frozenset[SignInWay] | FlawKind:
    if not isinstance(value, list) or not value or not all(isinstance(each, str) for each in value):
        return FlawKind.NOT_A_LIST
    try:
        return frozenset(SignInWay(each) for each in value)
    except ValueError:
        return FlawKind.UNKNOWN_WAY


def _days(value: object) -> int | FlawKind:
    """The server's documentation says 30; an office may only be stricter."""
    return _between(value, 1, 30, FlawKind.NOT_DAYS)


def _length(value: object) -> int | FlawKind:
    return _between(value, 10, 200, FlawKind.NOT_A_LENGTH)


def _between(value: object, least: int, most: int, flaw: FlawKind) -> int | FlawKind:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        return flaw
    return value


def _when(value: object) -> WhenApproved | FlawKind:
    try:
        return WhenApproved(value)
    except ValueError:
        return FlawKind.UNKNOWN_WHEN


def _texts(value: object) -> frozenset[str] | FlawKind:
    if not isinstance(value, list) or not value or not all(isinstance(each, str) and each for each in value):
        return FlawKind.NOT_A_LIST
    return frozenset(value)


def _flag(value: object) -> bool | FlawKind:
    return value if isinstance(value, bool) else FlawKind.NOT_A_FLAG


def _minutes(value: object) -> timedelta | FlawKind:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= LONGEST_LOCK_MINUTES:
        return FlawKind.NOT_A_NUMBER
    return timedelta(minutes=value)


def _months(value: object) -> int | FlawKind:
    return _choice(value, MONTHS_LISTED)


def _megabytes(value: object) -> int | FlawKind:
    return _choice(value, MEGABYTES)


def _choice(value: object, offered: tuple[int, ...]) -> int | FlawKind:
    """0, which is no limit, cannot be fixed: there is nothing to fix then."""
    if not isinstance(value, int) or isinstance(value, bool) or not value or value not in offered:
        return FlawKind.NOT_A_CHOICE
    return value
