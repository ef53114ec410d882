"""A system as it comes from its makers, in a folder: the place to install a package into."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

DEBIAN = ("bookworm", "trixie", "forky", "sid")
"""Releases of Debian; any other is Ubuntu's, which keeps some of Qt's small libraries in `universe`."""
USER = "clerk"
_X11 = Path("/tmp/.X11-unix")  # noqa: S108  where X servers have their sockets
# What is mounted is seen by this one command alone and goes with it: nothing can be left behind, or be deleted through.
_INSIDE = """
root=$1; user=$2; shift 2
mount -t proc proc "$root/proc"
mkdir -p "$root$X11" && mount --bind "$X11" "$root$X11"
exec chroot --userspec="$user" "$root" "$@"
"""


class CleanRoot:
    """A minimal Debian or Ubuntu below `folder`, with one person (`clerk`) who may do nothing special."""

    def __init__(self, folder: Path, suite: str) -> None:
        """Fetch and unpack the system, from where debootstrap finds it; `suite` is its release, such as bookworm."""
        self.folder = folder
        components = "main" if suite in DEBIAN else "main,universe"
        words = ["--variant=minbase", f"--components={components}", suite, str(folder)]
        subprocess.run(["debootstrap", *words], check=True, stdout=subprocess.DEVNULL)  # noqa: S607  wherever it is
        shutil.copyfile("/etc/resolv.conf", folder / "etc" / "resolv.conf")
        self.run("useradd", "--create-home", USER)

    @property
    def home(self) -> Path:
        """The person's own folder, as seen from outside."""
        return self.folder / "home" / USER

    def command(self, words: Sequence[str], user: str = "root") -> list[str]:
        """The command that runs these words inside, as that user."""
        owner = f"{user}:{user}"
        return ["unshare", "--mount", "sh", "-euc", _INSIDE, "sh", str(self.folder), owner, *words]

    def environment(self, user: str = "root", **more: str) -> dict[str, str]:
        """The variables of somebody who has just logged in there; `more` come on top."""
        home = "/root" if user == "root" else f"/home/{user}"
        return {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG": "C.UTF-8",
            "HOME": home,
            "DEBIAN_FRONTEND": "noninteractive",
            "X11": str(_X11),
            **more,
        }

    def run(self, *words: str, user: str = "root") -> str:
        """Run a command inside to its end and return what it printed; CalledProcessError if it fails."""
        _X11.mkdir(mode=0o1777, exist_ok=True)
        done = subprocess.run(
            self.command(words, user),
            env=self.environment(user),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)} failed in the clean root:\n{done.stdout}")
        return done.stdout

    def named(self, word: str) -> list[str]:
        """The paths inside whose last part holds that word, in any case of letters."""
        found = []
        for place, folders, files in os.walk(self.folder):
            found += [os.path.join(place, each) for each in (*folders, *files) if word in each.casefold()]
        return sorted("/" + os.path.relpath(each, self.folder) for each in found)
