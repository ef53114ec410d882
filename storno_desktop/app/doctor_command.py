"""`storno-desktop doctor`: examines the way to the server and the kept session, and prints what it found."""

from __future__ import annotations

import argparse
import asyncio
import io
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSettings

from storno_desktop.app.doctor_report import report_json, report_text, worst
from storno_desktop.app.doctor_words import DoctorWords
from storno_desktop.app.furnishing import make_doctor, system_clock
from storno_desktop.domain.account import AccountId, ServerProfile, account_id, usual_web_address
from storno_desktop.domain.server_address import HOSTED_SERVER, ServerAddress, parse_server_address
from storno_desktop.places import Places
from storno_desktop.service.examined import Examined, Verdict
from storno_desktop.service.policy import Policy
from storno_desktop.service.policy_file import policy_in_force, policy_place
from storno_desktop.ui.language import LANGUAGES, Language, system_language
from storno_desktop.vault.secret_vault import SecretVault

if TYPE_CHECKING:
    from storno_desktop.api.client import StornoClient
    from storno_desktop.api.token_keeper import TokenKeeper

_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class _Remembered:
    """What the settings file says: the accounts that signed in here, the one used last first; the server used
    last, None for none; the language, "" where none was chosen."""

    accounts: tuple[AccountId, ...] = ()
    server: ServerAddress | None = None
    language: str = ""


def main(words: Sequence[str], policy_file: Path | None = None) -> int:
    """Examine and print; returns 0 if nothing failed (there may be warnings), 1 if something did.

    Words that are not understood end with 2 and a sentence on stderr. `policy_file` stands in the place of
    this computer's policy in tests.
    """
    options = _options(words)
    places = Places.of(options.data_dir)
    remembered = _remembered(places)
    policy = policy_in_force(policy_file or policy_place())
    server = _server(options.server, policy, remembered)
    account = next((each for each in remembered.accounts if each.server == server), None)
    logging.getLogger().addHandler(logging.NullHandler())  # the report is all that is said
    try:
        results = asyncio.run(_examine(policy, server, account, places.turns))
    except KeyboardInterrupt:
        return _INTERRUPTED
    _print(_report(options, server, results, remembered.language))
    return 1 if worst(results) is Verdict.FAILED else 0


def _options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="storno-desktop doctor",
        description="Examines network, server, session and rights. Nothing secret is printed.",
        epilog="Ends with 0 if nothing failed, 1 if something did, 2 for words that are not understood.",
    )
    parser.add_argument("--server", default="", metavar="URL", help="examine this server, not the last one")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="where settings, data and logs are")
    parser.add_argument("--json", action="store_true", help="a report for programs")
    parser.add_argument("--lang", choices=LANGUAGES, default="", help="the language of the report")
    options = parser.parse_args(words)
    if options.server and not isinstance(parse_server_address(options.server), ServerAddress):
        parser.error("--server is no address that can be used: https, or http for this very computer")
    return options


def _remembered(places: Places) -> _Remembered:
    """Looks into the settings file as `ui.preferences` writes it, which would bring all windows along."""
    if not places.settings.is_dir():
        return _Remembered()
    settings = QSettings(str(places.settings_file), QSettings.Format.IniFormat)
    known = [_written(settings, "server", "email")]
    settings.beginGroup("accounts")
    numbers = sorted((name for name in settings.childGroups() if name.isdecimal()), key=int)
    known += [_written(settings, f"{number}/server", f"{number}/email") for number in numbers]
    settings.endGroup()
    accounts = [
        account_id(server, email)
        for server, email in ((parse_server_address(server), email) for server, email in known)
        if isinstance(server, ServerAddress) and email
    ]
    last = parse_server_address(known[0][0])
    language = str(settings.value("language", ""))
    return _Remembered(
        accounts=tuple(accounts),
        server=last if isinstance(last, ServerAddress) else None,
        language=language if language in LANGUAGES else "",
    )


def _written(settings: QSettings, *keys: str) -> list[str]:
    """The texts under these keys, "" for what is missing or damaged."""
    values = [settings.value(key, "") for key in keys]
    return [value if isinstance(value, str) else "" for value in values]


def _server(asked: str, policy: Policy, remembered: _Remembered) -> ServerAddress:
    """The server that was asked for, else the one that is fixed, else the last one, else the hosted one."""
    named = parse_server_address(asked)
    if isinstance(named, ServerAddress):
        return named
    return policy.server or remembered.server or ServerAddress(HOSTED_SERVER)


async def _examine(
    policy: Policy, server: ServerAddress, account: AccountId | None, turns: Path
) -> tuple[Examined, ...]:
    profile = ServerProfile(server, policy.web_address or usual_web_address(server), policy.client_id or "")
    return await make_doctor(policy, SecretVault(turns=turns), _client).examine(profile, account)


def _client(server: ServerAddress, keeper: TokenKeeper | None) -> StornoClient:
    from storno_desktop.api.client import StornoClient

    return StornoClient(server.url, clock=system_clock, keeper=keeper)


def _report(
    options: argparse.Namespace, server: ServerAddress, results: Sequence[Examined], language: str
) -> str:
    if options.json:
        return report_json(server, results)
    app = QCoreApplication(sys.argv[:1])
    spoken = Language(app)  # held: its translators go with it
    spoken.choose(options.lang or language or system_language())
    return report_text(server, results, DoctorWords())


def _print(text: str) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(
            errors="replace"
        )  # an old console may lack a letter; a report is still a report
    sys.stdout.write(text)
