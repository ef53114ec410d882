"""What the command line can say."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from storno_desktop import __version__
from storno_desktop.app.errand import Errand, errand_of


@dataclass(frozen=True, slots=True)
class Options:
    """The parsed command line. "" and None mean "as chosen earlier, or as usual"."""

    demo: bool
    server: str
    language: str
    theme: str
    data_dir: Path | None
    screenshot: Path | None
    errand: Errand = field(default_factory=Errand)


def parse_options(words: Sequence[str]) -> Options:
    """Read the command line; exits with 2 and a sentence on stderr for words that are not understood."""
    parser = argparse.ArgumentParser(
        prog="storno-desktop",
        description="Lists, cancels and restores invoices of a Storno server.",
        epilog="storno-desktop sandbox --help: a Storno server played from memory, to try things out."
        " storno-desktop doctor --help: a self-test of network, server, session and rights."
        " storno-desktop journal --help: checks or exports the journal of all acts.",
    )
    parser.add_argument(
        "open",
        nargs="?",
        default="",
        metavar="FILE",
        help="a request file (.storno-request) or a link (storno-desktop://invoice/ID) to open; a window that is"
        " open on the same data takes it over",
    )
    parser.add_argument("--version", action="version", version=f"storno-desktop {__version__}")
    parser.add_argument("--demo", action="store_true", help="made-up invoices; no account, no network")
    parser.add_argument("--server", default="", metavar="URL", help="the server's address for signing in")
    parser.add_argument("--lang", choices=("ro", "en"), default="", help="the language of the program")
    parser.add_argument("--theme", choices=("light", "dark", "system"), default="")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="settings, data and logs go there")
    parser.add_argument(
        "--screenshot",
        type=Path,
        metavar="DIR",
        help="draw all windows into PNG files there, without a screen",
    )
    read = parser.parse_args(words)
    if read.demo and read.server:
        parser.error("--demo brings its own server: leave --server out")
    errand = errand_of(read.open, Path.cwd())
    if errand is None:
        parser.error(f"neither a request file nor a link of this program: {read.open[:200]!r}")
    if read.open and (read.demo or read.screenshot):
        parser.error("the demonstration opens no file and no link")
    return Options(
        demo=read.demo,
        server=read.server,
        language=read.lang,
        theme=read.theme,
        data_dir=read.data_dir,
        screenshot=read.screenshot,
        errand=errand,
    )
