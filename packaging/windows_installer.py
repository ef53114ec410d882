"""The Windows installer of a bundle, by Inno Setup, signed where a signing command is given.

STORNO_ISCC            Inno Setup's compiler; else `iscc` on the PATH, else where it installs itself
STORNO_SIGN_COMMAND    a command that signs the file whose name is put after it, such as
                       `signtool sign /fd sha256 /tr http://timestamp.digicert.com /td sha256 /sha1 THUMBPRINT`
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent / "windows" / "storno-desktop.iss"
USUAL = r"C:\Program Files (x86)\Inno Setup 6\ISCC.exe"


def make(bundle: Path, icons: Path, product: Path, version: str) -> None:
    """Sign the programs of the bundle, pack them as an installer, and sign that."""
    for program in sorted(bundle.glob("*.exe")):
        sign(program)
    compiler = os.environ.get("STORNO_ISCC") or shutil.which("iscc") or USUAL
    words = [
        f"/DVersion={version}",
        f"/DBundle={bundle.resolve()}",
        f"/DIcons={icons.resolve()}",
        f"/O{product.resolve()}",
        str(SCRIPT),
    ]
    subprocess.run([compiler, "/Q", *words], check=True)
    sign(product / f"storno-desktop-{version}-windows-setup.exe")


def sign(file: Path) -> None:
    """Sign a file; without a signing command it stays unsigned, and Windows warns whoever starts it."""
    command = os.environ.get("STORNO_SIGN_COMMAND")
    if command:
        # Windows takes a command as one line, with its quotes as they stand.
        subprocess.run(f'{command} "{file}"', check=True)
