"""The papers that support needs: what this program is, runs on and wrote into its log; nothing of anybody's."""

from __future__ import annotations

import asyncio
import platform
import sys
from pathlib import Path

from PySide6.QtCore import QLocale, qVersion
from PySide6.QtGui import QGuiApplication

from storno_desktop import __version__
from storno_desktop.app.crash_file import CrashFile
from storno_desktop.app.doctor_report import report_text
from storno_desktop.app.doctor_words import DoctorWords
from storno_desktop.app.furnishing import House
from storno_desktop.domain.account import AccountId, ServerProfile
from storno_desktop.domain.server_address import HOSTED_SERVER
from storno_desktop.export.diagnostics_bundle import Paper
from storno_desktop.logs import KEPT_FILES, redacted
from storno_desktop.places import Places

MOST_LOG_BYTES = 256 * 1024
"""The end of the log, which is what happened last."""


class Diagnostics:
    """Gathers them. Made on the GUI thread; `papers` and `self_test` run on the I/O thread."""

    def __init__(self, house: House, places: Places, crash: CrashFile | None) -> None:
        self._house, self._places, self._crash = house, places, crash
        self._about = self._told_about()

    async def papers(self) -> tuple[Paper, ...]:
        """What there is already."""
        return await asyncio.to_thread(self._read)

    async def self_test(self, profile: ServerProfile, account: AccountId | None) -> Paper:
        """The doctor's report; whose own server it is, is left out."""
        results = await self._house.services.doctor.examine(profile, account)
        text = report_text(profile.server, results, DoctorWords())
        url = profile.server.url
        if url != HOSTED_SERVER:
            for each in (url, url.partition("://")[2], url.partition("://")[2].partition(":")[0]):
                text = text.replace(each, "[server]")
        return Paper("self-test.txt", text)

    # -------------------------------------------------------------------------------------- inside

    def _read(self) -> tuple[Paper, ...]:
        papers = [Paper("about.txt", self._about), Paper("log.txt", self._log())]
        crash = "" if self._crash is None else self._crash.earlier
        if crash:
            papers.insert(0, Paper("crash.txt", crash))
        return tuple(papers)

    def _log(self) -> str:
        file = self._places.log_file
        older = [file.with_name(f"{file.name}.{number}") for number in range(KEPT_FILES, 0, -1)]
        content = b""
        for each in (*older, file):
            content = (content + _bytes_of(each))[-MOST_LOG_BYTES:]
        text = content.decode("utf-8", "replace")
        if len(content) == MOST_LOG_BYTES:
            text = text.partition("\n")[2]  # the first line is cut
        return redacted(text)

    def _told_about(self) -> str:
        screens = QGuiApplication.screens()
        policy = self._house.services.policy
        least = self._house.services.bar.least
        told = {
            "program": f"Storno Desktop {__version__}",
            "bundle": "yes" if getattr(sys, "frozen", False) else "no",
            "system": f"{platform.system()} {platform.release()} {platform.machine()}",
            "python": platform.python_version(),
            "qt": qVersion(),
            "windows": QGuiApplication.platformName(),
            "screens": " ".join(f"{each.devicePixelRatio():g}x" for each in screens),
            "language": QLocale().name(),
            "policy": "none or in force" if policy.fault is None else f"broken: {policy.fault}",
            "lowest version that may act": str(least or "any"),
            "keyring": self._house.vault.kind or "not asked yet",
        }
        return redacted("".join(f"{name}: {value}\n" for name, value in told.items()))


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
