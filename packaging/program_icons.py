"""Draws the program's icon in all sizes that desktops ask for; needs PySide6, but no screen.

    python packaging/program_icons.py FOLDER

writes `16.png` to `512.png`, `storno-desktop.ico` for Windows and `storno-desktop.icns` for macOS.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parent.parent / "resources" / "icons" / "storno.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""Edge lengths in pixels of the freedesktop.org icon theme."""
WINDOWS_SIZES = (16, 24, 32, 48, 64, 128, 256)
MACOS_KINDS = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09"}


def main(arguments: list[str]) -> int:
    """Write all files into the folder that is named."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    drawn = {size: png(size) for size in SIZES}
    for size, picture in drawn.items():
        (folder / f"{size}.png").write_bytes(picture)
    (folder / "storno-desktop.ico").write_bytes(ico({size: drawn[size] for size in WINDOWS_SIZES}))
    (folder / "storno-desktop.icns").write_bytes(icns({size: drawn[size] for size in MACOS_KINDS}))
    return 0


def png(size: int) -> bytes:
    """The icon as a PNG file of that edge length, on a transparent ground."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(SOURCE.read_bytes())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"png")).write(picture):
        raise RuntimeError(f"the icon of {size} pixels could not be written as PNG")
    return bytes(held.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon that holds these PNG files by edge length (256 at most)."""
    offset = 6 + 16 * len(pictures)
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for size, picture in sorted(pictures.items()):
        edge = size % 256  # 0 means 256
        head += struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(picture), offset + len(body))
        body += picture
    return head + body


def icns(pictures: dict[int, bytes]) -> bytes:
    """A macOS icon that holds these PNG files by edge length."""
    body = b"".join(
        MACOS_KINDS[size] + struct.pack(">I", len(picture) + 8) + picture
        for size, picture in sorted(pictures.items())
    )
    return b"icns" + struct.pack(">I", len(body) + 8) + body


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
