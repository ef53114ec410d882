"""A keyring in a folder: stands for the operating system's where two programs have to share one. For tests alone."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from keyring.backend import KeyringBackend


class FileRing(KeyringBackend):
    """One plain file for each entry, replaced at one stroke; nothing but a test may ever write secrets so."""

    priority = 1.0

    def __init__(self, folder: Path) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def entries(self) -> list[str]:
        """All secrets that lie there now."""
        return [each.read_text() for each in sorted(self._folder.glob("*.secret"))]

    def get_password(self, service: str, username: str) -> str | None:
        try:
            return self._file(service, username).read_text()
        except FileNotFoundError:
            return None

    def set_password(self, service: str, username: str, password: str) -> None:
        handle, name = tempfile.mkstemp(dir=self._folder)
        with os.fdopen(handle, "w") as file:
            file.write(password)
        Path(name).replace(self._file(service, username))

    def delete_password(self, service: str, username: str) -> None:
        self._file(service, username).unlink()

    def _file(self, service: str, username: str) -> Path:
        return self._folder / f"{hashlib.sha256(f'{service} {username}'.encode()).hexdigest()}.secret"
