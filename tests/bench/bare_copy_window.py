"""The floor of a start on a local copy: a bare window that also reads one key from the keyring and opens the file.

python -m tests.bench.bare_copy_window FILE KEY_ENTRY
"""

from __future__ import annotations

import sys

import apsw
import keyring

from storno_desktop.vault.secret_vault import SERVICE
from tests.bench import bare_window


def open_copy(file: str, entry: str) -> apsw.Connection:
    """The file, with the key from the keyring; one row of it was read, so that it is really open."""
    key = keyring.get_password(SERVICE, entry)
    connection = apsw.Connection(file, flags=apsw.SQLITE_OPEN_READONLY)
    connection.pragma("cipher", "chacha20")
    connection.pragma("key", f"raw:{key}")
    connection.execute("SELECT id FROM company").fetchall()
    return connection


def main(words: list[str]) -> int:
    connection = open_copy(*words)
    code = bare_window.main()
    connection.close()
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
