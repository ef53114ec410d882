"""What support needs, as one ZIP file: exactly the texts that a person has seen before."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from storno_desktop.export.fresh_file import FreshFile
from storno_desktop.export.outcome import Exported, ExportProblem, problem_of


@dataclass(frozen=True, slots=True)
class Paper:
    """One text of it. `name` is that of its file."""

    name: str
    text: str


def write_bundle(path: Path, papers: Sequence[Paper]) -> Exported | ExportProblem:
    """Write them into `path`, whole or not at all; no date or name of the computer is added."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as bundle:
        for paper in papers:
            bundle.writestr(zipfile.ZipInfo(paper.name), paper.text.encode("utf-8", "replace"))
    try:
        with FreshFile(path) as fresh:
            fresh.draft.write_bytes(content.getvalue())
            return fresh.publish() or Exported(path=path, rows=len(papers))
    except OSError as error:
        return problem_of(error, path)
