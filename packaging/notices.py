"""The third-party notices of a bundle: who made what, under which licence, and how to put one's own Qt into it."""

from __future__ import annotations

from collections.abc import Sequence

from bundled_parts import QT, Part, normal

LINE = "=" * 100

HEAD = """\
THIRD-PARTY NOTICES OF STORNO DESKTOP

Storno Desktop comes with the libraries below. This file was written by the build from what the bundle holds.


QT, AND HOW TO REPLACE IT

Qt, PySide6 and Shiboken are used under the GNU Lesser General Public License, version 3, whose text, with that of the
GNU General Public License which it refers to, stands below. They are unchanged, as The Qt Company published them as
PySide6_Essentials {qt} and shiboken6; the sources are at https://download.qt.io/official_releases/
(QtForPython and qt, version {qt}) and https://code.qt.io.

They are separate, dynamically linked files that you may replace by versions of your own which keep the same binary
interface, and you may take this program apart as far as that is needed to find mistakes in doing so:

    Linux      _internal/PySide6/Qt/lib/libQt6*.so.6, _internal/PySide6/Qt/plugins, _internal/PySide6/*.abi3.so,
               _internal/PySide6/libpyside6.abi3.so*, _internal/shiboken6 (beside this file)
    Windows    _internal\\PySide6\\Qt6*.dll, _internal\\PySide6\\plugins, _internal\\PySide6\\*.pyd, _internal\\shiboken6
    macOS      Contents/Frameworks/PySide6 in the app; afterwards sign it again: codesign --force --deep --sign - APP

Put your file in the place of ours, under the same name; nothing checks them. To take this program's own code along
with another Qt, run it from its source instead: `sh packaging/build.sh` makes the same bundle with whatever PySide6 is
named in packaging/requirements/bundled.txt.

Qt itself holds work of others: ICU, HarfBuzz, FreeType, libpng, PCRE2, zlib, double-conversion, md4c, BLAKE2, SipHash,
the Unicode character database, the X.Org and Wayland protocol descriptions, and more. They are listed with their
licences at https://doc.qt.io/qt-6/licenses-used-in-qt.html.


ALL PARTS
"""


def notices(parts: Sequence[Part]) -> str:
    """The whole text: a list of all parts, then the licence texts, each text once."""
    qt = next((part.version for part in parts if normal(part.name) in QT), "")
    lines = [HEAD.format(qt=qt)]
    width = max(len(f"{part.name} {part.version}") for part in parts)
    lines += [f"    {f'{part.name} {part.version}':<{width}}  {part.licence}" for part in parts]
    holders: dict[str, list[str]] = {}
    for part in parts:
        for name, text in part.texts:
            holders.setdefault(text.strip(), []).append(f"{part.name} {part.version}: {name}")
    for text, names in holders.items():
        lines += ["", "", LINE, *names, LINE, "", text]
    return "\n".join(line.rstrip() for line in "\n".join(lines).splitlines()) + "\n"
