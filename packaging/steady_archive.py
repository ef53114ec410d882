"""An archive that depends on names and contents of the files alone: packed twice, it has the same bytes."""

from __future__ import annotations

import lzma
import tarfile
from pathlib import Path


def pack(folder: Path, archive: Path, made_at: int) -> None:
    """Write `folder`, its own name included, as a .tar.xz: sorted, owned by root, each file from the second
    `made_at`; a file is either executable for all or for nobody."""
    with (
        lzma.open(archive, "wb", preset=6) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as tar,
    ):
        for path in [folder, *sorted(folder.rglob("*"))]:
            member = tar.gettarinfo(path, path.relative_to(folder.parent).as_posix())
            member.uid = member.gid = 0
            member.uname = member.gname = "root"
            member.mtime = made_at
            member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
            if member.isreg():
                with path.open("rb") as content:
                    tar.addfile(member, content)
            else:
                tar.addfile(member)
