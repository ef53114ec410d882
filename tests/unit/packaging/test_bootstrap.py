"""One command sets the project up and starts it: the decisions that need no environment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def bootstrap(load_script: Callable[[str], ModuleType]) -> ModuleType:
    return load_script("bootstrap")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "packaging").mkdir()
    (tmp_path / "resources" / "i18n").mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (tmp_path / "packaging" / "hatch_build.py").write_text("build\n", encoding="utf-8")
    (tmp_path / "resources" / "i18n" / "storno_ro.ts").write_text("<TS/>\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "changed", ["pyproject.toml", "packaging/hatch_build.py", "resources/i18n/storno_ro.ts"]
)
def test_each_input_of_the_installation_changes_its_stamp(
    bootstrap: ModuleType, root: Path, changed: str
) -> None:
    before = bootstrap.inputs_hash(root, "cpython-311")
    content = (root / changed).read_text(encoding="utf-8")
    # As long as before: neither the size nor the time of a file is what counts.
    (root / changed).write_text(content.swapcase(), encoding="utf-8")

    assert bootstrap.inputs_hash(root, "cpython-311") != before


def test_a_new_translation_and_another_python_change_the_stamp(bootstrap: ModuleType, root: Path) -> None:
    before = bootstrap.inputs_hash(root, "cpython-311")

    assert bootstrap.inputs_hash(root, "cpython-312") != before
    (root / "resources" / "i18n" / "storno_en.ts").touch()
    assert bootstrap.inputs_hash(root, "cpython-311") != before


def test_the_programs_own_files_leave_the_stamp_alone(bootstrap: ModuleType, root: Path) -> None:
    before = bootstrap.inputs_hash(root, "cpython-311")
    (root / "storno_desktop").mkdir()
    (root / "storno_desktop" / "app.py").touch()
    (root / "resources" / "i18n" / "storno_ro.qm").touch()

    assert bootstrap.inputs_hash(root, "cpython-311") == before


@pytest.mark.parametrize("text", ["", "{", "[1]", "\x00"])
def test_a_stamp_that_cannot_be_read_counts_as_none(bootstrap: ModuleType, tmp_path: Path, text: str) -> None:
    (tmp_path / bootstrap.STAMP_NAME).write_text(text, encoding="utf-8")

    assert bootstrap.read_stamp(tmp_path) == {}


@pytest.mark.parametrize(
    ("given", "passed"),
    [
        ([], ["--demo"]),
        (["--lang", "ro"], ["--demo", "--lang", "ro"]),
        (["--data-dir", "a folder"], ["--demo", "--data-dir", "a folder"]),
        (["--server", "https://example.com"], ["--server", "https://example.com"]),
        (["--server=https://example.com"], ["--server=https://example.com"]),
        (["--demo"], ["--demo"]),
        (["sandbox", "--port", "0"], ["sandbox", "--port", "0"]),
    ],
)
def test_the_demonstration_is_the_default_only(
    bootstrap: ModuleType, given: list[str], passed: list[str]
) -> None:
    assert bootstrap.program_arguments(given) == passed


def test_tests_draw_into_memory_unless_told_otherwise(bootstrap: ModuleType) -> None:
    assert bootstrap.headless({})["QT_QPA_PLATFORM"] == "offscreen"
    assert bootstrap.headless({"QT_QPA_PLATFORM": "xcb"})["QT_QPA_PLATFORM"] == "xcb"


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("ERROR: No matching distribution found for httpx (from versions: none)", "could not be reached"),
        (
            "Failed to establish a new connection: [Errno -3] Temporary failure in name resolution",
            "could not be reached",
        ),
        ("SSLError(CERTIFICATE_VERIFY_FAILED) ... (from versions: none)", "certificate"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: something new", "could not be installed"),
    ],
)
def test_a_failed_installation_is_explained(bootstrap: ModuleType, said: str, advice: str) -> None:
    assert advice in bootstrap.explain(said)


def test_a_python_too_old_is_named(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.version_info", (3, 9, 2, "final", 0))

    assert bootstrap.main(["run"]) == 1
    assert "needs Python 3.11 or newer; this is 3.9.2" in capfd.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["start"], ["--help"]])
def test_a_wrong_call_is_answered_with_the_usage(
    bootstrap: ModuleType, capfd: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert bootstrap.main(arguments) == 2
    assert "run|test|check" in capfd.readouterr().err


def test_one_failing_check_fails_them_all_and_the_others_still_run(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import sys

    checks = {
        "first": ["-c", "print('what is wrong'); raise SystemExit(3)"],
        "second": ["-c", "print('fine')"],
    }
    monkeypatch.setattr(bootstrap, "CHECKS", checks)

    assert bootstrap.run_checks(Path(sys.executable)) == 1
    lines = capfd.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines if line.startswith(("FAILED", "passed"))] == [
        ["FAILED", "first"],
        ["passed", "second"],
    ]
    assert "what is wrong" in lines
    assert "fine" not in lines
    assert lines[-1] == "Failed: first."
