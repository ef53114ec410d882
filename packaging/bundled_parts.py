"""Whose work lies in a bundle: the distributions that its files came from, with their licences."""

from __future__ import annotations

import json
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

LICENCES = Path(__file__).resolve().parent / "licences"
QT = ("pyside6-essentials", "shiboken6")
LICENCE_FILE = re.compile(
    r"(^|/)(licen[cs]es?|copying|notice|authors)([-._][^/]*)?$|/licenses/", re.IGNORECASE
)


@dataclass(frozen=True)
class Part:
    """A piece of somebody else's work: `name` and `version` as its makers write them, `licence` in SPDX's words
    where they use them, `texts` the licence texts by file name, `url` its home ("" if unknown)."""

    name: str
    version: str
    licence: str
    texts: tuple[tuple[str, str], ...]
    url: str = ""
    on_pypi: bool = True


def bundled_parts(collected: Path, site_packages: Path) -> list[Part]:
    """The parts of a bundle, sorted by name: Python, PyInstaller's loader, and each distribution that at least one
    file was taken of.

    `collected` is the list that `storno.spec` writes of the files it took. Raises LookupError for a file that
    belongs to nobody known, and for a distribution that brings no licence text.
    """
    sources = [Path(source).resolve() for source in json.loads(collected.read_text(encoding="utf-8"))]
    owners = {
        path: distribution
        for distribution in distributions(path=[str(site_packages)])
        for path in files_of(distribution)
    }
    home = site_packages.resolve()
    found: dict[str, Distribution] = {}
    for source in sources:
        if not source.is_relative_to(home):
            continue  # Python's own, or ours
        if source not in owners:
            raise LookupError(f"{source} was bundled, and no installed distribution knows it")
        owner = owners[source]
        found[normal(owner.name)] = owner
    loader = next(
        each for each in distributions(path=[str(site_packages)]) if normal(each.name) == "pyinstaller"
    )
    found[normal(loader.name)] = loader  # its loader is the executable itself
    parts = [python_part(), *(part_of(each) for each in found.values())]
    return sorted(parts, key=lambda part: normal(part.name))


def files_of(distribution: Distribution) -> Iterator[Path]:
    """Where the files of an installed distribution lie, links followed."""
    for file in distribution.files or ():
        yield Path(str(distribution.locate_file(file))).resolve()


def part_of(distribution: Distribution) -> Part:
    """What a distribution says about itself; LookupError if it brings no licence text."""
    name = distribution.name
    texts = tuple(licence_texts(distribution))
    if normal(name) in QT:
        texts += tuple(
            (file.name, file.read_text(encoding="utf-8")) for file in sorted(LICENCES.glob("*.txt"))
        )
    if not texts:
        raise LookupError(f"{name} {distribution.version} is bundled and brings no licence text")
    return Part(name, distribution.version, licence_name(distribution), texts, home_page(distribution))


def licence_texts(distribution: Distribution) -> Iterator[tuple[str, str]]:
    """The licence files among a distribution's own papers, by their names there."""
    for file in sorted(distribution.files or (), key=str):
        path = file.as_posix()
        if ".dist-info/" not in path or not LICENCE_FILE.search(path.split(".dist-info/")[1]):
            continue
        name = path.split(".dist-info/")[1].removeprefix("licenses/")
        text = Path(str(distribution.locate_file(file))).read_text(encoding="utf-8", errors="replace")
        yield name, text


def licence_name(distribution: Distribution) -> str:
    """The licence as the distribution names it: its SPDX expression, else its own words, else its classifiers."""
    about = distribution.metadata.json
    expression = about.get("license_expression")
    if isinstance(expression, str):
        return expression
    own_words = str(about.get("license") or "")
    if own_words and "\n" not in own_words and own_words != "OSI Approved":
        return own_words
    classifiers = [str(each) for each in about.get("classifier") or () if str(each).startswith("License ::")]
    names = [each.rsplit("::", 1)[1].strip() for each in classifiers]
    return "; ".join(name for name in names if name != "OSI Approved") or "see the text"


def home_page(distribution: Distribution) -> str:
    """The address that the distribution gives as its home; "" if it gives none."""
    about = distribution.metadata.json
    listed = about.get("project_url") or ()
    pairs = [str(each).partition(",") for each in ([listed] if isinstance(listed, str) else listed)]
    named = {label.strip().casefold(): address.strip() for label, _, address in pairs}
    wanted = ("homepage", "home", "source", "source code", "repository", "github")
    return next((named[label] for label in wanted if label in named), str(about.get("home_page") or ""))


def python_part() -> Part:
    """The Python that this process runs on, which is the one that was bundled."""
    stdlib = Path(sysconfig.get_path("stdlib"))
    places: Iterable[Path] = (stdlib / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt")
    text = next((place for place in places if place.is_file()), None)
    if text is None:
        raise LookupError(f"Python's licence text was not found in {stdlib}")
    version = ".".join(str(each) for each in sys.version_info[:3])
    texts = (("LICENSE.txt", text.read_text(encoding="utf-8")),)
    return Part("Python", version, "Python-2.0.1", texts, "https://www.python.org", on_pypi=False)


def normal(name: str) -> str:
    """A distribution's name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()
