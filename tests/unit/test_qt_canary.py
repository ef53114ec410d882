"""The installed Qt binding does not lose references: PySide6 6.12.0 aborts Python 3.11 after a few thousand calls."""

import os
import subprocess
import sys

_CALLS = """
import sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

class Bell(QObject):
    rung = Signal(bool)

app = QApplication(sys.argv[:1])
label, bell, heard = QLabel(), Bell(), []
bell.rung.connect(heard.append)
for turn in range(20_000):
    label.setText(str(turn))
    bell.rung.emit(True)
assert label.text() == "19999" and len(heard) == 20_000
print("sung to the end")
"""


def test_many_calls_leave_the_interpreter_alive() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _CALLS],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.strip() == "sung to the end"
