"""Where a file is to be saved."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def documents_folder() -> Path:
    """Where the person keeps documents: the first proposal, before they chose another place."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def ask_save_place(
    parent: QWidget,
    title: str,
    *,
    kinds: Mapping[str, str],
    folder: Path,
    name: str,
    save: Callable[[Path], object],
) -> QFileDialog:
    """Open the question; `save` is called with the place once there is one.

    `kinds` are the filters that the person may choose from, the first one at the beginning, each with the ending
    (without its dot) for a name that has none. `name` is proposed in `folder`.
    """
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(kinds))
    dialog.setDefaultSuffix(next(iter(kinds.values())))
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kinds[kind]))
    dialog.setDirectory(str(folder))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: save(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
