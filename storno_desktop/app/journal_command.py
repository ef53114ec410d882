"""`storno-desktop journal`: checks the journal of this computer, or writes all of it out."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import io
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from storno_desktop.domain.journal_row import FaultyRow, JournalFault, JournalRow
from storno_desktop.export.csv_sheet import INTERNATIONAL
from storno_desktop.export.journal_export import journal_csv, journal_json
from storno_desktop.places import Places
from storno_desktop.service.journal_book import JournalBook, JournalStanding
from storno_desktop.vault.secret_vault import SecretVault

_INTACT, _FAULTY, _CLOSED = 0, 1, 3
_FAULTS = {
    JournalFault.CHANGED: "row {} was changed after it was written, or moved",
    JournalFault.MISSING: "row {} is missing",
    JournalFault.CUT_OFF: "the journal was cut off: row {} and all after it are missing",
    JournalFault.OTHER_PAST: "this is not the journal that was last written here: row {} is another one",
    JournalFault.UNREADABLE: "the file is damaged at about row {}",
}
_STANDINGS = {
    JournalStanding.CLOSED: "there is no journal on this computer yet",
    JournalStanding.NO_PASSPHRASE: "there is no journal on this computer yet",
    JournalStanding.PASSPHRASE_WANTED: "that is not the passphrase of the journal",
    JournalStanding.KEY_LOST: "the keyring does not hold the key of the journal; use --code",
    JournalStanding.KEYRING_SILENT: "the keyring does not answer; unlock it and try again",
    JournalStanding.DAMAGED: "the journal's file is damaged",
    JournalStanding.NEWER: "a newer version of this program wrote the journal",
    JournalStanding.NOT_WRITABLE: "the journal's folder cannot be used",
    JournalStanding.FULL: "the disk is full",
    JournalStanding.BUSY: "another program holds the journal; try again",
}


def main(words: Sequence[str]) -> int:
    """Verify or export; 0 if every row is as it was written, 1 if not, 3 if the journal cannot be opened.

    Words that are not understood end with 2 and a sentence on stderr. A damaged journal is exported all the same,
    as far as it can be read, and ends with 1.
    """
    options = _options(words)
    logging.getLogger().addHandler(logging.NullHandler())  # what is printed is all that is said
    return asyncio.run(_carry_out(options))


def _options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="storno-desktop journal",
        description="Checks the journal of everything that was done from this computer, or writes it out.",
        epilog="Ends with 0 if every row is as it was written, 1 if not, 2 for words that are not understood, "
        "3 if the journal cannot be opened. The same operating system user can still forge a journal.",
    )
    parser.add_argument("what", choices=("verify", "export"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="for programs; for export the usual form")
    form.add_argument("--csv", action="store_true", help="export: a table, separated by commas")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="where settings, data and logs are")
    parser.add_argument(
        "--code", action="store_true", help="ask for the recovery code, where the keyring has no key"
    )
    options = parser.parse_args(words)
    if options.csv and options.what == "verify":
        parser.error("--csv is for export")
    return options


async def _carry_out(options: argparse.Namespace) -> int:
    places = Places.of(options.data_dir)
    book = JournalBook(SecretVault(), places.journal)
    if not places.journal.is_dir() or not any(places.journal.glob("*.journal")):
        return _closed(options, JournalStanding.CLOSED)
    try:
        standing = await _open(book, by_code=options.code)
        if standing is not JournalStanding.OPEN:
            return _closed(options, standing)
        fault = await book.verify()
        rows = await book.rows()
    finally:
        await book.close()
    if options.what == "export":
        _print(journal_csv(rows, INTERNATIONAL) if options.csv else journal_json(rows))
        if fault is not None:
            sys.stderr.write(f"storno-desktop journal: {_said(fault)}\n")
    else:
        _print(_verdict(rows, fault, anchored=book.is_anchored, as_json=options.json))
    return _INTACT if fault is None else _FAULTY


async def _open(book: JournalBook, *, by_code: bool) -> JournalStanding:
    standing = await book.open()
    if by_code and standing is not JournalStanding.OPEN:
        return await book.open_with_code(_asked("Recovery code: "))
    if standing is JournalStanding.PASSPHRASE_WANTED:
        return await book.open_with_passphrase(_asked("Passphrase of the journal: "))
    return standing


def _asked(question: str) -> str:
    try:
        return getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    except EOFError:
        return ""


def _said(fault: FaultyRow) -> str:
    return _FAULTS[fault.fault].format(fault.number)


def _verdict(rows: Sequence[JournalRow], fault: FaultyRow | None, *, anchored: bool, as_json: bool) -> str:
    if as_json:
        import json

        told = {
            "rows": len(rows),
            "intact": fault is None,
            "anchored": anchored,
            "first_bad_row": None if fault is None else fault.number,
            "fault": None if fault is None else fault.fault.name.lower(),
        }
        return json.dumps(told) + "\n"
    count = f"{len(rows)} row" + ("" if len(rows) == 1 else "s")
    if fault is not None:
        return f"{count}; {_said(fault)}\n"
    note = "" if anchored else "; without a keyring a cut-off end cannot be noticed"
    return f"{count}, each as it was written{note}\n"


def _closed(options: argparse.Namespace, standing: JournalStanding) -> int:
    if options.what == "verify" and options.json:
        import json

        _print(json.dumps({"opened": False, "standing": standing.name.lower()}) + "\n")
    sys.stderr.write(f"storno-desktop journal: {_STANDINGS[standing]}\n")
    return _CLOSED


def _print(text: str) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        # An old console may lack a letter; and every line end is as it was made.
        sys.stdout.reconfigure(errors="replace", newline="")
    sys.stdout.write(text)
