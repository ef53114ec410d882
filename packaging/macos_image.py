"""The macOS disk image of the app, signed and notarised where the names for that are given.

STORNO_CODESIGN_IDENTITY    such as `Developer ID Application: NAME (TEAM)`; without it the app is signed ad hoc
STORNO_NOTARY_PROFILE       a profile of `xcrun notarytool store-credentials`; without it nothing is notarised
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ENTITLEMENTS = Path(__file__).resolve().parent / "macos" / "entitlements.plist"
VOLUME = "Storno Desktop"


def make(app: Path, product: Path, version: str) -> None:
    """Sign the app, pack it beside a link to Applications, sign and notarise the image."""
    identity = os.environ.get("STORNO_CODESIGN_IDENTITY")
    if identity:
        hardened = ["--options", "runtime", "--timestamp", "--entitlements", str(ENTITLEMENTS)]
        run("codesign", "--force", "--deep", *hardened, "--sign", identity, str(app))
    run("codesign", "--verify", "--deep", "--strict", str(app))
    folder = app.parent / "image"
    folder.mkdir(exist_ok=True)
    run("ditto", str(app), str(folder / app.name))
    (folder / "Applications").symlink_to("/Applications")
    image = product / f"storno-desktop-{version}-macos-{os.uname().machine}.dmg"
    words = ["-volname", VOLUME, "-srcfolder", str(folder), "-fs", "HFS+", "-format", "UDZO", "-ov"]
    run("hdiutil", "create", *words, str(image))
    if identity:
        run("codesign", "--sign", identity, "--timestamp", str(image))
    profile = os.environ.get("STORNO_NOTARY_PROFILE")
    if profile:
        run("xcrun", "notarytool", "submit", str(image), "--keychain-profile", profile, "--wait")
        run("xcrun", "stapler", "staple", str(image))


def run(*words: str) -> None:
    """Run a command; CalledProcessError if it fails."""
    subprocess.run(words, check=True)
