"""The Debian package of a bundle, for Debian 12 and Ubuntu 24.04 and later."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from linked_libraries import SystemNeeds

HERE = Path(__file__).resolve().parent
NAME = "storno-desktop"
ALSO_NEEDED = ("ca-certificates", "fonts-dejavu-core | fonts-freefont-ttf | fonts-noto-core", "tzdata")
"""What no file is linked with: certificates of servers, letters to draw, the time zone of Bucharest."""


def make_package(
    bundle: Path, icons: Path, stage: Path, target: Path, *, version: str, needs: SystemNeeds, made_at: int
) -> None:
    """Lay the package out in the empty folder `stage` and pack it as `target`.

    `icons` holds `16.png` and so on. Raises CalledProcessError with dpkg-deb's own words if that refuses.
    """
    lay_out(bundle, icons, stage, version, made_at)
    control = stage / "DEBIAN"
    control.mkdir()
    text = control_text(version, installed_kibibytes(stage), needs)
    (control / "control").write_text(text, encoding="utf-8")
    (control / "md5sums").write_text(sums(stage), encoding="utf-8")
    set_modes_and_times(stage, made_at)
    subprocess.run(
        # One thread: with several, the packed bytes depend on the number of processors.
        ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--threads-max=1", "--build", stage, target],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(made_at)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=True,
    )


def lay_out(bundle: Path, icons: Path, stage: Path, version: str, made_at: int) -> None:
    """Put every file where the installed package has it."""
    home = stage / "usr" / "lib" / NAME
    shutil.copytree(bundle, home, symlinks=True)
    put(HERE / "policy.example.toml", home / "policy.example.toml")
    start = stage / "usr" / "bin" / NAME
    start.parent.mkdir(parents=True)
    start.symlink_to(f"../lib/{NAME}/{NAME}")
    share = stage / "usr" / "share"
    linux = HERE / "linux"
    put(linux / f"{NAME}.desktop", share / "applications" / f"{NAME}.desktop")
    put(linux / "ro.storno.desktop.metainfo.xml", share / "metainfo" / "ro.storno.desktop.metainfo.xml")
    put(linux / f"{NAME}.xml", share / "mime" / "packages" / f"{NAME}.xml")
    theme = share / "icons" / "hicolor"
    for picture in icons.glob("*.png"):
        put(picture, theme / f"{picture.stem}x{picture.stem}" / "apps" / f"{NAME}.png")
    put(HERE.parent / "resources" / "icons" / "storno.svg", theme / "scalable" / "apps" / f"{NAME}.svg")
    squeeze((linux / f"{NAME}.1").read_bytes(), share / "man" / "man1" / f"{NAME}.1.gz")
    papers = share / "doc" / NAME
    own, notices = (bundle / name for name in ("LICENSE.txt", "THIRD-PARTY-NOTICES.txt"))
    papers.mkdir(parents=True)
    (papers / "copyright").write_text(
        f"{own.read_text(encoding='utf-8')}\n{notices.read_text(encoding='utf-8')}", encoding="utf-8"
    )
    squeeze(changelog(version, made_at).encode(), papers / "changelog.gz")


def put(source: Path, target: Path) -> None:
    """Copy one file and make the folders above it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def squeeze(content: bytes, target: Path) -> None:
    """Write a gzip file that holds no time and no name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(content, 9, mtime=0))


def changelog(version: str, made_at: int) -> str:
    """The one entry that Debian wants of every package."""
    when = datetime.fromtimestamp(made_at, UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    return (
        f"{NAME} ({version}) stable; urgency=medium\n\n  * Version {version}.\n\n -- {maintainer()}  {when}\n"
    )


def control_text(version: str, kibibytes: int, needs: SystemNeeds) -> str:
    """The package's description with everything filled in."""
    depends = [f"libc6 (>= {needs.glibc[0]}.{needs.glibc[1]})"]
    depends += sorted({*(" | ".join(names) for names in needs.packages), *ALSO_NEEDED})
    values = {
        "VERSION": version,
        "ARCHITECTURE": architecture(),
        "MAINTAINER": maintainer(),
        "KIBIBYTES": str(kibibytes),
        "DEPENDS": ", ".join(depends),
    }
    text = (HERE / "debian" / "control.in").read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def maintainer() -> str:
    """Who answers for the package: whoever publishes it sets STORNO_MAINTAINER to `Name <address>`."""
    return os.environ.get("STORNO_MAINTAINER") or "Storno Desktop project <maintainer@storno-desktop.invalid>"


def architecture() -> str:
    """This machine's, as Debian calls it."""
    run = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def installed_kibibytes(stage: Path) -> int:
    """What the files take, each rounded up to a whole KiB, as Debian counts."""
    return sum(
        1 if path.is_symlink() or path.is_dir() else -(-path.stat().st_size // 1024)
        for path in stage.rglob("*")
    )


def sums(stage: Path) -> str:
    """The MD5 sums by which dpkg checks an installed package; they guard against accidents, not against people."""
    import hashlib

    files = sorted(path for path in (stage / "usr").rglob("*") if path.is_file() and not path.is_symlink())
    lines = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(stage)}\n"
        for path in files
    ]
    return "".join(lines)


def set_modes_and_times(stage: Path, made_at: int) -> None:
    """Executable is what the bundle made so, everything is readable, and everything is from that second."""
    for path in [stage, *stage.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (made_at, made_at), follow_symlinks=False)
