"""Where the policy lies, who could change it, and reading it.

A policy binds only those who cannot change it. On Linux and macOS every step of the way to the file, from
the root down and through symbolic links, has to belong to root and be closed to its group and to others;
a folder where everybody may add but only owners may remove (mode 1777) is no hole. What modes do not show
(access lists) is found by asking whether the present user may write; only root, who may always, is not asked.
On Windows the present user tries to open the file for writing and for deleting, and the folders above it for
deleting, without doing either; an administrator's elevated program cannot tell what others may.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from storno_desktop.service.policy import (
    Flaw,
    FlawKind,
    Policy,
    PolicyFault,
    parse_policy,
    strictest_policy,
)

ROOT_ONLY: frozenset[int] = frozenset({0})
MOST_BYTES = 64 * 1024
_MOST_LINKS = 40
_FOR_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def policy_place() -> Path:
    """The one place on this computer where a policy is looked for; no variable of the environment moves it."""
    if sys.platform == "win32":
        return _program_data() / "Storno Desktop" / "policy.toml"
    elif sys.platform == "darwin":
        return Path("/Library/Application Support/Storno Desktop/policy.toml")
    else:
        return Path("/etc/storno-desktop/policy.toml")


def policy_in_force(path: Path, keepers: frozenset[int] = ROOT_ONLY) -> Policy:
    """What holds on this computer; a broken policy is replaced by the strictest one, which tells its fault."""
    policy = read_policy(path, keepers)
    return strictest_policy(policy) if isinstance(policy, PolicyFault) else policy


def read_policy(path: Path, keepers: frozenset[int] = ROOT_ONLY) -> Policy | PolicyFault:
    """The policy in this file; one that fixes nothing where there is no such file.

    `keepers` are the ids of the users to whom the file and its folders may belong: root alone, but for the
    demonstration and tests, which name a file of their own.
    """
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return Policy()
    except OSError:
        return PolicyFault((Flaw(FlawKind.UNREADABLE, str(path)),))
    try:
        open_steps = tuple(str(step) for step in unprotected(path.absolute(), keepers))
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        return PolicyFault((Flaw(FlawKind.UNREADABLE, str(path)),))
    if open_steps:
        return PolicyFault(tuple(Flaw(FlawKind.NOT_PROTECTED, step) for step in open_steps))
    if len(content) > MOST_BYTES:
        return PolicyFault((Flaw(FlawKind.TOO_LARGE, str(path)),))
    try:
        return parse_policy(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return PolicyFault((Flaw(FlawKind.NOT_TOML, str(path)),))


def unprotected(path: Path, keepers: frozenset[int]) -> Iterator[Path]:
    """The file, links and folders on the way to `path` that others than the keepers could change or exchange.

    OSError where the way cannot be followed.
    """
    if sys.platform == "win32":
        yield from _unprotected_on_windows(path)
    else:
        for step in _way_to(path):
            known = step.lstat()
            if known.st_uid not in keepers or _is_open(known) or _may_write(step, known, keepers):
                yield step


def _is_open(known: os.stat_result) -> bool:
    """Whether the modes let others in. A link has none of its own: exchanging it is its folder's affair."""
    return bool(known.st_mode & _FOR_OTHERS) and not (stat.S_ISLNK(known.st_mode) or _is_shared_folder(known))


def _is_shared_folder(known: os.stat_result) -> bool:
    return stat.S_ISDIR(known.st_mode) and bool(known.st_mode & stat.S_ISVTX)


def _may_write(step: Path, known: os.stat_result, keepers: frozenset[int]) -> bool:
    if stat.S_ISLNK(known.st_mode) or _is_shared_folder(known):
        return False
    effective = os.access in os.supports_effective_ids
    return (
        sys.platform != "win32"
        and os.geteuid() not in keepers
        and os.access(step, os.W_OK, effective_ids=effective)
    )


def _way_to(path: Path) -> Iterator[Path]:
    """Every folder, link and file that is passed on the way to an absolute path, each as it really lies."""
    here = Path(path.anchor)
    yield here
    left = list(path.parts[1:])
    links = 0
    while left:
        name = left.pop(0)
        if name == "..":
            here = here.parent
            continue
        step = here / name
        yield step
        if not step.is_symlink():
            here = step
            continue
        links += 1
        if links > _MOST_LINKS:
            raise OSError("too many links")
        target = step.readlink()
        if target.is_absolute():
            here = Path(target.anchor)
        left = [*(part for part in target.parts if part != target.anchor), *left]


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _COMMON_APPDATA = 0x23
    _DELETE, _CHANGE_ACCESS, _CHANGE_OWNER = 0x0001_0000, 0x0004_0000, 0x0008_0000
    _GENERIC_WRITE, _DELETE_CHILD = 0x4000_0000, 0x0000_0040
    _SHARED_WITH_ALL, _OPEN_EXISTING, _FOLDERS_TOO = 0x7, 3, 0x0200_0000

    def _program_data() -> Path:
        """%ProgramData% as Windows knows it; the variable of that name is the user's to change."""
        text = ctypes.create_unicode_buffer(wintypes.MAX_PATH)
        if ctypes.windll.shell32.SHGetFolderPathW(None, _COMMON_APPDATA, None, 0, text) != 0:
            return Path("C:/ProgramData")
        return Path(text.value)

    def _unprotected_on_windows(path: Path) -> Iterator[Path]:
        if ctypes.windll.shell32.IsUserAnAdmin():
            return
        common = (_DELETE, _CHANGE_ACCESS, _CHANGE_OWNER)
        for step in (path, *path.parents):
            rights = (*common, _GENERIC_WRITE if step == path else _DELETE_CHILD)
            if any(_is_granted(step, right) for right in rights):
                yield step

    def _is_granted(step: Path, right: int) -> bool:
        create = ctypes.windll.kernel32.CreateFileW
        create.restype = wintypes.HANDLE
        handle = create(str(step), right, _SHARED_WITH_ALL, None, _OPEN_EXISTING, _FOLDERS_TOO, None)
        if handle in (None, wintypes.HANDLE(-1).value):
            return False
        ctypes.windll.kernel32.CloseHandle(wintypes.HANDLE(handle))
        return True
